//! Markdown events to a [`Page`].

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::front_matter;
use super::page::{Page, Request};
use super::permissions::{self, Cell, Table};
use super::request::request_line;
use crate::problem::{FileId, Location, Problem, ProblemKind, Problems};
use crate::source::text::Spanned;

/// Reads one page.
pub(super) fn page(file: FileId, name: &str, text: &str, problems: &mut Problems) -> Page {
    let (front_matter, body) = front_matter::split(text);
    if front_matter.is_none()
        && let Some(end) = front_matter::opening(text)
    {
        problems.push(Problem::at(
            Location::new(file, 0, end),
            ProblemKind::UnclosedFrontMatter,
        ));
    }
    let mut reader = Reader {
        file,
        body,
        offset: text.len() - body.len(),
        problems,
        title: None,
        section: Section::Introduction,
        inside: 0,
        plain: None,
        fence: false,
        table: None,
        page: Page {
            file,
            stem: stem(name).to_owned(),
            title: Spanned {
                value: String::new(),
                location: Location::new(file, 0, 0),
            },
            description: front_matter
                .and_then(|matter| matter.get("description"))
                .map(str::to_owned),
            namespace: None,
            summary: Vec::new(),
            permissions: Vec::new(),
            requests: Vec::new(),
        },
    };
    for (event, range) in Parser::new_ext(body, Options::ENABLE_TABLES).into_offset_iter() {
        reader.event(&event, range);
    }
    let fallback = front_matter.and_then(|matter| matter.get("title"));
    reader.finish(fallback)
}

/// The part of a page that is being read. Its level is that of the heading it started with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Section {
    /// Before the first section.
    Introduction,
    Permissions(HeadingLevel),
    Requests(HeadingLevel),
    Other,
}

struct Reader<'t, 'p> {
    file: FileId,
    body: &'t str,
    /// Where the body starts in the text.
    offset: usize,
    problems: &'p mut Problems,
    title: Option<Spanned<String>>,
    section: Section,
    /// How many quotes, lists and footnotes are open: their paragraphs are not part of the summary.
    inside: usize,
    /// The text of the heading, paragraph or cell that is open.
    plain: Option<Plain>,
    /// Whether a code block of requests is open.
    fence: bool,
    table: Option<Table>,
    page: Page,
}

/// Inline content as plain text.
#[derive(Debug, Default)]
struct Plain {
    text: String,
    /// The heading is a tab of a code sample, not a heading of the page.
    is_tab: bool,
}

impl Reader<'_, '_> {
    fn event(&mut self, event: &Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(*tag, range),
            Event::Text(text) if self.fence => self.request_lines(text, range),
            Event::Text(text) | Event::Code(text) => {
                if let Some(plain) = &mut self.plain {
                    plain.text.push_str(text);
                }
            }
            Event::SoftBreak | Event::HardBreak => {
                if let Some(plain) = &mut self.plain {
                    plain.text.push(' ');
                }
            }
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Heading { .. } | Tag::Paragraph | Tag::TableCell => {
                self.plain = Some(Plain::default())
            }
            Tag::Link { dest_url, .. } if dest_url.starts_with("#tab/") => {
                if let Some(plain) = &mut self.plain {
                    plain.is_tab = true;
                }
            }
            Tag::BlockQuote(_) | Tag::List(_) | Tag::FootnoteDefinition(_) => self.inside += 1,
            Tag::CodeBlock(kind) => {
                self.fence = matches!(self.section, Section::Requests(_)) && holds_requests(kind);
            }
            Tag::Table(_) if matches!(self.section, Section::Permissions(_)) => {
                self.table = Some(Table::default())
            }
            Tag::TableRow => {
                if let Some(table) = &mut self.table {
                    table.rows.push(Vec::new());
                }
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::Heading(level) => self.heading(level, range),
            TagEnd::Paragraph => self.paragraph(range),
            TagEnd::TableCell => self.cell(range),
            TagEnd::Table => {
                if let Some(table) = self.table.take() {
                    self.page
                        .permissions
                        .extend(permissions::rows(&table, self.problems));
                }
            }
            TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::FootnoteDefinition => {
                self.inside = self.inside.saturating_sub(1);
            }
            TagEnd::CodeBlock => self.fence = false,
            _ => {}
        }
    }

    fn heading(&mut self, level: HeadingLevel, range: Range<usize>) {
        let plain = self.plain.take().unwrap_or_default();
        if plain.is_tab {
            return;
        }
        let text = plain.text.trim();
        if self.title.is_none() {
            let location = self.location(trimmed(self.body, range));
            self.title = Some(Spanned {
                value: text.to_owned(),
                location,
            });
            return;
        }
        let words = text.to_ascii_lowercase();
        if words.starts_with("permissions") || words.starts_with("prerequisites") {
            self.section = Section::Permissions(level);
        } else if words.starts_with("http request") {
            self.section = Section::Requests(level);
        } else if !self.section_holds(level) {
            self.section = Section::Other;
        }
    }

    /// Whether a heading of this level is a part of the current section.
    fn section_holds(&self, level: HeadingLevel) -> bool {
        match self.section {
            Section::Permissions(own) | Section::Requests(own) => level > own,
            Section::Introduction | Section::Other => false,
        }
    }

    fn paragraph(&mut self, range: Range<usize>) {
        let plain = self.plain.take().unwrap_or_default();
        if self.section != Section::Introduction || self.inside > 0 || self.title.is_none() {
            return;
        }
        let text = plain.text.split_whitespace().collect::<Vec<_>>().join(" ");
        if let Some(namespace) = text.strip_prefix("Namespace:") {
            let namespace = namespace.trim();
            self.page.namespace = (!namespace.is_empty()).then(|| namespace.to_owned());
        } else if !text.is_empty() && !self.body.get(range).unwrap_or_default().starts_with("[!") {
            self.page.summary.push(text);
        }
    }

    fn cell(&mut self, range: Range<usize>) {
        let location = self.location(trimmed(self.body, range));
        let text = self.plain.take().unwrap_or_default().text.trim().to_owned();
        if let Some(table) = &mut self.table {
            let row = table.rows.last_mut().unwrap_or(&mut table.head);
            row.push(Cell { text, location });
        }
    }

    fn request_lines(&mut self, text: &str, range: Range<usize>) {
        let mut at = range.start;
        for line in text.split_inclusive('\n') {
            let trimmed_range = trimmed(self.body, at..at + line.len());
            at += line.len();
            let line = line.trim();
            if line.is_empty() {
                continue;
            }
            let location = self.location(trimmed_range);
            match request_line(line) {
                Some((method, url)) => {
                    self.page.requests.push(Request {
                        method,
                        url_template: url.to_owned(),
                        location,
                    });
                }
                None => self.warn(
                    location,
                    ProblemKind::NotARequestLine {
                        line: line.to_owned(),
                    },
                ),
            }
        }
    }

    fn finish(mut self, fallback: Option<&str>) -> Page {
        let start = self.location(first_line(self.body));
        if self.page.requests.is_empty() {
            self.warn(start, ProblemKind::PageWithoutRequests);
        }
        self.page.title = match self.title.take() {
            Some(title) => title,
            None => {
                self.warn(start, ProblemKind::PageWithoutTitle);
                Spanned {
                    value: fallback.unwrap_or(&self.page.stem).to_owned(),
                    location: start,
                }
            }
        };
        self.page
    }

    fn warn(&mut self, location: Location, kind: ProblemKind) {
        self.problems.push(Problem::at(location, kind));
    }

    fn location(&self, range: Range<usize>) -> Location {
        Location::new(
            self.file,
            self.offset + range.start,
            self.offset + range.end,
        )
    }
}

/// Code blocks of requests are marked `http`; some are not marked at all.
fn holds_requests(kind: &CodeBlockKind<'_>) -> bool {
    match kind {
        CodeBlockKind::Fenced(info) => {
            let language = info.trim_ascii();
            language.is_empty()
                || language.eq_ignore_ascii_case("http")
                || language.eq_ignore_ascii_case("msgraph")
        }
        CodeBlockKind::Indented => false,
    }
}

/// The first line that is not empty.
fn first_line(body: &str) -> Range<usize> {
    let content = trimmed(body, 0..body.len());
    let line = body
        .get(content.clone())
        .and_then(|content| content.lines().next())
        .unwrap_or_default();
    trimmed(body, content.start..content.start + line.len())
}

/// A range without white space at its ends.
fn trimmed(body: &str, range: Range<usize>) -> Range<usize> {
    let text = body.get(range.clone()).unwrap_or_default();
    let start = range.start + (text.len() - text.trim_start().len());
    start..start + text.trim().len()
}

/// `application-list` of `docs/api/application-list.md`.
fn stem(name: &str) -> &str {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    file.strip_suffix(".md").unwrap_or(file)
}
