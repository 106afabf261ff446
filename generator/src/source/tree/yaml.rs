//! One document of YAML 1.2 from the events of a parser, with the types of the core schema (YAML 1.2.2, section 10.3).
//!
//! Anchors, aliases, tags and merge keys are refused. Descriptions have no use for them, and an alias can stand for an alias for
//! an alias: a text of a kilobyte can stand for a tree that fills the memory.

use std::borrow::Cow;

use saphyr_parser::{Event, Marker, Parser, ScalarStyle, Span, StrInput};

use super::mapping::{Key, Mapping};
use super::{DEEPEST, Node, Number, Value};
use crate::problem::{FileId, Location, Problem, ProblemKind, Problems, YamlConstruct};

pub(super) fn parse<'t>(file: FileId, text: &'t str, problems: &mut Problems) -> Option<Node<'t>> {
    let mut builder = Builder {
        file,
        text,
        offsets: Offsets::new(text),
        parser: Parser::new_from_str(text),
        depth: 0,
        problems,
    };
    match builder.document() {
        Ok(node) => Some(node),
        Err(problem) => {
            builder.problems.push(problem);
            None
        }
    }
}

struct Builder<'t, 'p> {
    file: FileId,
    text: &'t str,
    offsets: Offsets<'t>,
    parser: Parser<'t, StrInput<'t>>,
    depth: usize,
    problems: &'p mut Problems,
}

impl<'t> Builder<'t, '_> {
    fn document(&mut self) -> Result<Node<'t>, Problem> {
        let mut root = None;
        loop {
            let (event, location) = self.next()?;
            match event {
                Event::StreamStart | Event::DocumentEnd | Event::Nothing => {}
                Event::StreamEnd => break,
                Event::DocumentStart(_) if root.is_some() => {
                    return Err(refused(location, YamlConstruct::SecondDocument));
                }
                Event::DocumentStart(_) => {
                    let (event, location) = self.next()?;
                    root = Some(self.node(event, location)?);
                }
                _ => return Err(self.unexpected(location)),
            }
        }
        root.ok_or_else(|| Problem::at(Location::new(self.file, 0, 0), ProblemKind::EmptyText))
    }

    fn node(&mut self, event: Event<'t>, location: Location) -> Result<Node<'t>, Problem> {
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                check_properties(location, anchor, tag.is_some())?;
                let location = self.scalar_location(location, style);
                let value = if style == ScalarStyle::Plain {
                    self.plain(text, location)
                } else {
                    Value::String(text)
                };
                Ok(Node { location, value })
            }
            Event::SequenceStart(anchor, tag) => {
                check_properties(location, anchor, tag.is_some())?;
                self.nested(location, Self::sequence)
            }
            Event::MappingStart(anchor, tag) => {
                check_properties(location, anchor, tag.is_some())?;
                self.nested(location, Self::mapping)
            }
            Event::Alias(_) => Err(refused(location, YamlConstruct::Alias)),
            _ => Err(self.unexpected(location)),
        }
    }

    fn nested(
        &mut self,
        location: Location,
        read: fn(&mut Self, Location) -> Result<Node<'t>, Problem>,
    ) -> Result<Node<'t>, Problem> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(Problem::at(
                location,
                ProblemKind::TooDeep { limit: DEEPEST },
            ));
        }
        let node = read(self, location)?;
        self.depth -= 1;
        Ok(node)
    }

    fn sequence(&mut self, start: Location) -> Result<Node<'t>, Problem> {
        let mut items: Vec<Node<'t>> = Vec::new();
        loop {
            let (event, location) = self.next()?;
            if event == Event::SequenceEnd {
                let end = items.last().map_or(location, |last| last.location);
                let value = Value::Sequence(items.into_boxed_slice());
                return Ok(Node {
                    location: start.to(end),
                    value,
                });
            }
            items.push(self.node(event, location)?);
        }
    }

    fn mapping(&mut self, start: Location) -> Result<Node<'t>, Problem> {
        let mut entries: Vec<(Key<'t>, Node<'t>)> = Vec::new();
        loop {
            let (event, location) = self.next()?;
            if event == Event::MappingEnd {
                let end = entries.last().map_or(location, |(_, value)| value.location);
                let value = Value::Mapping(Mapping::new(entries, self.problems));
                return Ok(Node {
                    location: start.to(end),
                    value,
                });
            }
            let key = self.key(event, location)?;
            let (event, location) = self.next()?;
            entries.push((key, self.node(event, location)?));
        }
    }

    fn key(&mut self, event: Event<'t>, location: Location) -> Result<Key<'t>, Problem> {
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                check_properties(location, anchor, tag.is_some())?;
                let location = self.scalar_location(location, style);
                if text == "<<" && style == ScalarStyle::Plain {
                    return Err(refused(location, YamlConstruct::MergeKey));
                }
                Ok(Key { text, location })
            }
            Event::Alias(_) => Err(refused(location, YamlConstruct::Alias)),
            _ => Err(refused(location, YamlConstruct::CompoundKey)),
        }
    }

    /// A plain scalar by the tag resolution of the core schema. Numbers borrow from the text, which has them as they are.
    fn plain(&self, text: Cow<'t, str>, location: Location) -> Value<'t> {
        match text.as_ref() {
            "" | "~" | "null" | "Null" | "NULL" => Value::Null,
            "true" | "True" | "TRUE" => Value::Bool(true),
            "false" | "False" | "FALSE" => Value::Bool(false),
            number if is_number(number) => {
                let written = self
                    .text
                    .get(location.start as usize..)
                    .and_then(|rest| rest.get(..number.len()));
                written.map_or(Value::Null, |written| Value::Number(Number::new(written)))
            }
            _ => Value::String(text),
        }
    }

    fn next(&mut self) -> Result<(Event<'t>, Location), Problem> {
        match self.parser.next_event() {
            Some(Ok((event, span))) => Ok((event, self.location(span))),
            Some(Err(error)) => {
                let at = self.offset(*error.marker());
                let kind = ProblemKind::YamlSyntax {
                    detail: error.info().to_owned(),
                };
                Err(Problem::at(Location::new(self.file, at, at), kind))
            }
            None => {
                Err(self.unexpected(Location::new(self.file, self.text.len(), self.text.len())))
            }
        }
    }

    /// For events that the parser does not send at this point; telling is better than trusting.
    fn unexpected(&self, location: Location) -> Problem {
        let detail = "the text ends inside a value".to_owned();
        Problem::at(location, ProblemKind::YamlSyntax { detail })
    }

    fn location(&mut self, span: Span) -> Location {
        let start = self.offset(span.start);
        let end = self.offset(span.end);
        Location::new(self.file, start, end)
    }

    /// The parser lets plain scalars reach over the white space that follows them.
    fn scalar_location(&self, location: Location, style: ScalarStyle) -> Location {
        if style != ScalarStyle::Plain {
            return location;
        }
        let (start, end) = (location.start as usize, location.end as usize);
        let written = self.text.get(start..end).unwrap_or_default();
        Location::new(self.file, start, start + written.trim_ascii_end().len())
    }

    fn offset(&mut self, marker: Marker) -> usize {
        self.offsets.of_character(marker.index())
    }
}

fn check_properties(location: Location, anchor: usize, tagged: bool) -> Result<(), Problem> {
    if anchor != 0 {
        return Err(refused(location, YamlConstruct::Anchor));
    }
    if tagged {
        Err(refused(location, YamlConstruct::Tag))
    } else {
        Ok(())
    }
}

fn refused(location: Location, construct: YamlConstruct) -> Problem {
    Problem::at(location, ProblemKind::YamlConstruct(construct))
}

/// The core schema's integers (decimal, octal, hexadecimal) and floating-point numbers.
fn is_number(text: &str) -> bool {
    if let Some(digits) = text.strip_prefix("0o") {
        return !digits.is_empty() && digits.bytes().all(|byte| matches!(byte, b'0'..=b'7'));
    }
    if let Some(digits) = text.strip_prefix("0x") {
        return !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    }
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    matches!(unsigned, ".inf" | ".Inf" | ".INF")
        || matches!(text, ".nan" | ".NaN" | ".NAN")
        || is_decimal(unsigned)
}

/// `( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )?`
fn is_decimal(text: &str) -> bool {
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (text, None),
    };
    let (whole, fraction) = match mantissa.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (mantissa, None),
    };
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let some = |text: &str| !text.is_empty() && digits(text);
    let mantissa = if whole.is_empty() {
        fraction.is_some_and(some)
    } else {
        digits(whole) && fraction.is_none_or(digits)
    };
    mantissa
        && exponent
            .is_none_or(|exponent| some(exponent.strip_prefix(['-', '+']).unwrap_or(exponent)))
}

/// From the parser's positions, which count characters, to byte offsets.
struct Offsets<'t> {
    text: &'t str,
    /// Byte offset of every `STRIDE`th character; empty for ASCII, where both counts agree.
    known: Vec<u32>,
}

const STRIDE: usize = 64;

impl<'t> Offsets<'t> {
    fn new(text: &'t str) -> Self {
        let known = if text.is_ascii() {
            Vec::new()
        } else {
            text.char_indices()
                .step_by(STRIDE)
                .filter_map(|(at, _)| u32::try_from(at).ok())
                .collect()
        };
        Self { text, known }
    }

    fn of_character(&self, index: usize) -> usize {
        let Some(&start) = self.known.get(index / STRIDE).or(self.known.last()) else {
            return index.min(self.text.len());
        };
        let start = start as usize;
        let rest = self.text.get(start..).unwrap_or_default();
        let distance = rest
            .char_indices()
            .nth(index % STRIDE)
            .map_or(rest.len(), |(at, _)| at);
        start + distance
    }
}
