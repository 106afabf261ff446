//! Problems as text, with the source lines they speak of.

use std::ops::Range;

use annotate_snippets::{
    Annotation, AnnotationKind, Group, Level, Renderer, Snippet, normalize_untrusted_str,
};

use super::{Location, Problem, Problems, Severity};
use crate::source::text::floor_boundary;
use crate::source::{LineColumn, SourceTexts};

impl Problems {
    /// All problems as a reader sees them on a terminal, sorted, an empty line between two.
    ///
    /// `color` adds terminal escape sequences. The text ends with a line break, unless there is no problem.
    pub fn render(&self, texts: &SourceTexts, color: bool) -> String {
        let renderer = if color {
            Renderer::styled()
        } else {
            Renderer::plain()
        };
        let mut out = String::new();
        for problem in self.sorted() {
            if !out.is_empty() {
                out.push('\n');
            }
            out.push_str(&render_one(problem, texts, &renderer));
            out.push('\n');
        }
        out
    }
}

fn render_one(problem: &Problem, texts: &SourceTexts, renderer: &Renderer) -> String {
    let level = match problem.kind.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let primary = problem
        .location
        .map(|location| (location, AnnotationKind::Primary, problem.kind.label()));
    let related = problem.related.iter().map(|&location| {
        (
            location,
            AnnotationKind::Context,
            Some(problem.kind.related_label()),
        )
    });
    let places: Vec<Place> = primary
        .into_iter()
        .chain(related)
        .filter_map(|(location, kind, label)| Place::new(texts, location, kind, label))
        .collect();

    let mut group = Group::with_title(
        level
            .primary_title(problem.kind.to_string())
            .id(problem.kind.code().as_str()),
    );
    for (number, place) in places.iter().enumerate() {
        group = group.element(place.snippet(number));
    }
    if let Some(help) = problem.kind.help() {
        group = group.element(Level::HELP.message(normalize_untrusted_str(&help)));
    }
    let rendered = renderer.render(&[group]);
    places
        .iter()
        .enumerate()
        .fold(rendered, |rendered, (number, place)| {
            place.with_true_column(number, rendered)
        })
}

/// A place as it is shown: its line, or a part of it, with the span marked.
struct Place<'a> {
    name: &'a str,
    position: LineColumn,
    excerpt: Excerpt,
    kind: AnnotationKind,
    label: Option<&'static str>,
}

impl<'a> Place<'a> {
    fn new(
        texts: &'a SourceTexts,
        location: Location,
        kind: AnnotationKind,
        label: Option<&'static str>,
    ) -> Option<Self> {
        let text = texts.get(location.file)?;
        let excerpt = Excerpt::new(text.contents(), texts.line(location)?, location);
        Some(Self {
            name: text.name(),
            position: texts.line_column(location),
            excerpt,
            kind,
            label,
        })
    }

    fn snippet(&self, number: usize) -> Snippet<'_, Annotation<'_>> {
        let path = if self.excerpt.cut {
            stand_in(number)
        } else {
            normalize_untrusted_str(self.name)
        };
        let annotation = self
            .kind
            .span(self.excerpt.marked.clone())
            .label(self.label);
        Snippet::source(self.excerpt.line.as_str())
            .path(path)
            .line_start(self.position.line)
            .annotation(annotation)
    }

    /// The renderer counts columns in the line it is given. Where that is only a part of the line, it was given a stand-in for
    /// the path, which is replaced here together with the column that follows it.
    fn with_true_column(&self, number: usize, rendered: String) -> String {
        if !self.excerpt.cut {
            return rendered;
        }
        let LineColumn { line, column } = self.position;
        let shown = self
            .excerpt
            .line
            .get(..self.excerpt.marked.start)
            .unwrap_or_default()
            .chars()
            .count()
            + 1;
        let from = format!("{}:{line}:{shown}", stand_in(number));
        rendered.replacen(
            &from,
            &format!("{}:{line}:{column}", normalize_untrusted_str(self.name)),
            1,
        )
    }
}

/// A path that no input has: it is made of a character of the private use area.
fn stand_in(number: usize) -> String {
    format!("\u{e000}{number}\u{e000}")
}

/// How much of a long line is kept before and after the start of a place, in bytes. A line that is no longer is kept whole.
const BEFORE: usize = 40;
const AFTER: usize = 80;

/// The part of the first line of a place that is shown, and where in it the place is. Lines are cut here, because the renderer
/// would otherwise work through all of a description that is one line of megabytes.
struct Excerpt {
    line: String,
    marked: Range<usize>,
    cut: bool,
}

impl Excerpt {
    /// The part of `line` at a place that starts in it. The time it takes does not depend on how long the line is.
    fn new(contents: &str, line: Range<usize>, location: Location) -> Self {
        let start = floor_boundary(contents, (location.start as usize).min(line.end));
        let window = floor_boundary(contents, line.end.min(start + BEFORE + AFTER + 1));
        let line_end = contents[start..window]
            .find('\r')
            .map_or(line.end, |at| start + at);
        let end = floor_boundary(contents, location.end as usize).clamp(start, line_end);

        let (from, to) = if line_end - line.start <= BEFORE + AFTER {
            (line.start, line_end)
        } else {
            let from = line.start.max(start.saturating_sub(BEFORE));
            let to = line_end.min(start + AFTER);
            (floor_boundary(contents, from), floor_boundary(contents, to))
        };
        let head = if from > line.start { "..." } else { "" };
        let tail = if to < line_end { "..." } else { "" };
        let shift = |at: usize| at.min(to) - from + head.len();
        Self {
            line: format!("{head}{}{tail}", &contents[from..to]),
            marked: shift(start)..shift(end),
            cut: from > line.start || to < line_end,
        }
    }
}
