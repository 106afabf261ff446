//! Markdown events to a [`Page`].

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::annotation::annotation;
use super::exchange::{Annotation, ExampleRequest, ExampleResponse, Exchange};
use super::message::{Message, message};
use super::page::{Page, Request};
use super::request::request_line;
use super::section::{Section, Topic};
use super::table::{Cell, Table};
use super::{front_matter, permissions, trimmed};
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
        section: Section::INTRODUCTION,
        inside: 0,
        plain: None,
        block: Block::None,
        comment: None,
        annotation: None,
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
            headers: Vec::new(),
            parameters: Vec::new(),
            body: Vec::new(),
            statuses: Vec::new(),
            exchanges: Vec::new(),
        },
    };
    for (event, range) in Parser::new_ext(body, Options::ENABLE_TABLES).into_offset_iter() {
        reader.event(&event, range);
    }
    let fallback = front_matter.and_then(|matter| matter.get("title"));
    reader.finish(fallback)
}

/// The code block that is open.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Block {
    None,
    /// One of request lines.
    Requests,
    /// One that may show a message, and what of it was read.
    Message(Option<Range<usize>>),
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
    block: Block,
    /// Where the block of HTML that is open started and ended so far.
    comment: Option<Range<usize>>,
    /// What the last comment says of the code block that follows.
    annotation: Option<Annotation>,
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
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(*tag, range),
            Event::Text(text) => match &mut self.block {
                Block::Requests => self.request_lines(text, range),
                Block::Message(read) => {
                    let start = read.as_ref().map_or(range.start, |read| read.start);
                    *read = Some(start..range.end);
                }
                Block::None => self.plain_text(text),
            },
            Event::Code(text) => {
                self.status(text, range);
                self.plain_text(text);
            }
            Event::Html(_) => {
                if let Some(comment) = &mut self.comment {
                    comment.end = range.end;
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

    fn plain_text(&mut self, text: &str) {
        if let Some(plain) = &mut self.plain {
            plain.text.push_str(text);
        }
    }

    fn start(&mut self, tag: &Tag<'_>, range: Range<usize>) {
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
            Tag::CodeBlock(kind) => self.block = self.block_of(kind),
            Tag::HtmlBlock => self.comment = Some(range.start..range.start),
            Tag::Table(_) => self.table = Some(Table::default()),
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
            TagEnd::Table => self.table(),
            TagEnd::HtmlBlock => self.comment(),
            TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::FootnoteDefinition => {
                self.inside = self.inside.saturating_sub(1);
            }
            TagEnd::CodeBlock => {
                let annotation = self.annotation.take().unwrap_or_default();
                if let Block::Message(Some(block)) = std::mem::replace(&mut self.block, Block::None)
                {
                    self.message(block, annotation);
                }
            }
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
        self.annotation = None;
        self.section = self.section.after(text, level);
    }

    fn paragraph(&mut self, range: Range<usize>) {
        let plain = self.plain.take().unwrap_or_default();
        if self.section.topic != Topic::Introduction || self.inside > 0 || self.title.is_none() {
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

    fn table(&mut self) {
        let Some(table) = self.table.take() else {
            return;
        };
        let page = &mut self.page;
        match self.section.topic {
            Topic::Permissions => {
                let rows = permissions::rows(&table, self.problems);
                page.permissions.extend(rows);
            }
            Topic::Headers => page.headers.extend(table.named_rows()),
            Topic::Parameters => page.parameters.extend(table.named_rows()),
            Topic::Body => page.body.extend(table.named_rows()),
            _ => {}
        }
    }

    /// `204 No Content`, where a page says what is answered.
    fn status(&mut self, code: &str, range: Range<usize>) {
        let number = code.split(' ').next().unwrap_or_default();
        if self.section.topic != Topic::Response || number.len() != 3 {
            return;
        }
        if let Ok(value @ 100..600) = number.parse() {
            let location = self.location(range);
            self.page.statuses.push(Spanned { value, location });
        }
    }

    fn comment(&mut self) {
        let Some(range) = self.comment.take() else {
            return;
        };
        let html = self.body.get(range.clone()).unwrap_or_default();
        let found = annotation(self.file, html, self.offset + range.start);
        self.annotation = found.or(self.annotation.take());
    }

    /// What a code block may hold: request lines in their section, elsewhere a message.
    fn block_of(&self, kind: &CodeBlockKind<'_>) -> Block {
        let language = match kind {
            CodeBlockKind::Fenced(info) => info.trim_ascii().to_ascii_lowercase(),
            CodeBlockKind::Indented => return Block::None,
        };
        // Some are not marked at all; some bodies are marked as what they are.
        let is_http = matches!(language.as_str(), "" | "http") || language.starts_with("msgraph");
        match self.section.topic {
            Topic::Requests if is_http => Block::Requests,
            Topic::Requests => Block::None,
            _ if is_http || (language == "json" && self.annotation.is_some()) => {
                Block::Message(None)
            }
            _ => Block::None,
        }
    }

    fn message(&mut self, block: Range<usize>, annotation: Annotation) {
        let is_response = annotation.block_type.as_deref() == Some("response");
        match message(self.body, block, is_response) {
            Some(Message::Request {
                method,
                url,
                line,
                rest,
            }) => {
                let request = ExampleRequest {
                    method,
                    url: url.to_owned(),
                    location: self.location(line),
                    content: rest.content(|range| self.location(range)),
                    annotation,
                };
                self.page.exchanges.push(Exchange {
                    request,
                    response: None,
                });
            }
            Some(Message::Response { status, line, rest }) => {
                let response = ExampleResponse {
                    status,
                    location: self.location(line),
                    content: rest.content(|range| self.location(range)),
                    annotation,
                };
                if let Some(last) = self.page.exchanges.last_mut() {
                    last.response.get_or_insert(response);
                }
            }
            None => {}
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

/// The first line that is not empty.
fn first_line(body: &str) -> Range<usize> {
    let content = trimmed(body, 0..body.len());
    let line = body
        .get(content.clone())
        .and_then(|content| content.lines().next())
        .unwrap_or_default();
    trimmed(body, content.start..content.start + line.len())
}

/// `application-list` of `docs/api/application-list.md`.
fn stem(name: &str) -> &str {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    file.strip_suffix(".md").unwrap_or(file)
}
