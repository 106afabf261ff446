//! Well-formed XML as a tree of elements with places, nothing more.
//!
//! Element names lose their prefix: texts differ in the prefixes they choose and in the version of the namespace, while no two
//! of the elements that CSDL knows share a local name. Attribute names keep theirs, since those of CSDL have none.

use std::borrow::Cow;

use quick_xml::XmlVersion;
use quick_xml::escape::{EscapeError, resolve_predefined_entity};
use quick_xml::events::attributes::{AttrError, Attributes};
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::reader::Reader;

use crate::problem::{FileId, Location, Problem, ProblemKind};

/// CSDL needs about ten levels, and each nested record of an annotation two more.
const DEEPEST: usize = 64;

/// An element with its attributes and children.
#[derive(Debug)]
pub(super) struct Element<'t> {
    pub(super) name: &'t str,
    pub(super) attributes: Vec<Attribute<'t>>,
    pub(super) children: Vec<Element<'t>>,
    /// Character data directly inside; runs of white space between children are not kept.
    pub(super) text: Cow<'t, str>,
    /// The start tag.
    pub(super) location: Location,
}

/// An attribute; `location` is that of the value without quotes.
#[derive(Debug)]
pub(super) struct Attribute<'t> {
    pub(super) name: &'t str,
    pub(super) value: Cow<'t, str>,
    pub(super) location: Location,
}

impl<'t> Element<'t> {
    pub(super) fn attribute(&self, name: &str) -> Option<&Attribute<'t>> {
        self.attributes
            .iter()
            .find(|attribute| attribute.name == name)
    }
}

/// Reads one text.
///
/// # Errors
/// The first thing that is not well-formed; a document type declaration; an entity that XML does not define itself; elements
/// nested deeper than [`DEEPEST`].
pub(super) fn parse(file: FileId, text: &str) -> Result<Element<'_>, Problem> {
    let mut parser = Parser {
        file,
        text,
        reader: Reader::from_str(text),
        open: Vec::new(),
        root: None,
    };
    while parser.step()? {}
    parser.finish()
}

struct Parser<'t> {
    file: FileId,
    text: &'t str,
    reader: Reader<&'t [u8]>,
    /// Elements whose end tag has not come yet, with the name as written.
    open: Vec<(&'t str, Element<'t>)>,
    root: Option<Element<'t>>,
}

impl<'t> Parser<'t> {
    /// Reads one event; `false` at the end of the text.
    fn step(&mut self) -> Result<bool, Problem> {
        let start = self.position();
        let event = match self.reader.read_event() {
            Ok(event) => event,
            Err(error) => return Err(self.reader_error(start, &error)),
        };
        match event {
            Event::Start(tag) => self.start(start, &tag)?,
            Event::Empty(tag) => {
                self.start(start, &tag)?;
                self.close();
            }
            Event::End(_) => self.close(),
            Event::Text(text) => self.characters(start, text.xml10_content())?,
            Event::CData(text) => self.characters(start, text.xml10_content())?,
            Event::GeneralRef(reference) => self.reference(start, &reference)?,
            Event::DocType(_) => {
                return Err(Problem::at(self.since(start), ProblemKind::XmlDoctype));
            }
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
            Event::Eof => return Ok(false),
        }
        Ok(true)
    }

    fn start(&mut self, start: usize, tag: &BytesStart<'_>) -> Result<(), Problem> {
        let location = self.since(start);
        if self.open.len() >= DEEPEST {
            return Err(Problem::at(
                location,
                ProblemKind::TooDeep { limit: DEEPEST },
            ));
        }
        if self.open.is_empty() && self.root.is_some() {
            return Err(syntax(location, "there is a second root element"));
        }
        // The tag is read again from the text itself, because an event lends its parts only as long as it lives.
        let inner = self
            .text
            .get(start + 1..location.end as usize)
            .unwrap_or_default();
        let length = tag.name().as_ref().len();
        let (qualified, rest) = inner.split_at_checked(length).unwrap_or_default();
        if qualified.is_empty() {
            return Err(syntax(location, "a tag has no name"));
        }
        let rest = rest.strip_suffix('>').unwrap_or(rest);
        let rest = rest.strip_suffix('/').unwrap_or(rest);
        let attributes = self.attributes(start + 1 + length, rest)?;
        let element = Element {
            name: local(qualified),
            attributes,
            children: Vec::new(),
            text: Cow::default(),
            location,
        };
        self.open.push((qualified, element));
        Ok(())
    }

    /// The attributes in `written`, which starts at `offset`.
    fn attributes(&self, offset: usize, written: &'t str) -> Result<Vec<Attribute<'t>>, Problem> {
        let mut attributes = Vec::new();
        for attribute in Attributes::new(written, 0) {
            let attribute = attribute.map_err(|error| self.attribute_error(offset, &error))?;
            // The raw value is a part of `written`, so the distance of their addresses is its offset.
            let at = (attribute.value.as_ptr() as usize).saturating_sub(written.as_ptr() as usize);
            let location =
                Location::new(self.file, offset + at, offset + at + attribute.value.len());
            let value = attribute
                .normalized_value(XmlVersion::Implicit1_0)
                .map_err(|error| escape_error(location, &error))?;
            attributes.push(Attribute {
                name: attribute.key.into_inner(),
                value,
                location,
            });
        }
        Ok(attributes)
    }

    fn characters(&mut self, start: usize, characters: Cow<'t, str>) -> Result<(), Problem> {
        if characters.trim_ascii().is_empty() {
            return Ok(());
        }
        let location = self.since(start);
        let Some((_, element)) = self.open.last_mut() else {
            return Err(syntax(location, "there is text outside the root element"));
        };
        if element.text.is_empty() {
            element.text = characters;
        } else {
            element.text.to_mut().push_str(&characters);
        }
        Ok(())
    }

    fn reference(&mut self, start: usize, reference: &BytesRef<'t>) -> Result<(), Problem> {
        let location = self.since(start);
        match reference.resolve_char_ref() {
            Ok(Some(character)) => {
                return self.append(location, character.encode_utf8(&mut [0; 4]));
            }
            Ok(None) => {}
            Err(_) => return Err(syntax(location, "this is not a character reference")),
        }
        let name = reference.xml10_content();
        match resolve_predefined_entity(&name) {
            Some(replacement) => self.append(location, replacement),
            None => Err(Problem::at(
                location,
                ProblemKind::XmlEntity {
                    name: name.into_owned(),
                },
            )),
        }
    }

    fn append(&mut self, location: Location, characters: &str) -> Result<(), Problem> {
        let Some((_, element)) = self.open.last_mut() else {
            return Err(syntax(location, "there is text outside the root element"));
        };
        element.text.to_mut().push_str(characters);
        Ok(())
    }

    /// Ends the innermost element; the reader has checked that the names agree.
    fn close(&mut self) {
        let Some((_, element)) = self.open.pop() else {
            return;
        };
        match self.open.last_mut() {
            Some((_, parent)) => parent.children.push(element),
            None => self.root = Some(element),
        }
    }

    fn finish(mut self) -> Result<Element<'t>, Problem> {
        let end = Location::new(self.file, self.text.len(), self.text.len());
        if let Some((name, element)) = self.open.pop() {
            return Err(syntax(end, &format!("`{name}` is never closed")).also(element.location));
        }
        self.root
            .ok_or_else(|| syntax(end, "there is no root element"))
    }

    fn position(&self) -> usize {
        usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX)
    }

    fn since(&self, start: usize) -> Location {
        Location::new(self.file, start, self.position())
    }

    fn reader_error(&self, start: usize, error: &quick_xml::Error) -> Problem {
        let at = usize::try_from(self.reader.error_position()).unwrap_or(start);
        let location = Location::new(self.file, at.max(start), self.position());
        let detail = match error {
            quick_xml::Error::Syntax(error) => error.to_string(),
            quick_xml::Error::IllFormed(error) => error.to_string(),
            other => other.to_string(),
        };
        let problem = syntax(location, &detail);
        match (error, self.open.last()) {
            (quick_xml::Error::IllFormed(_), Some((_, element))) => problem.also(element.location),
            _ => problem,
        }
    }

    fn attribute_error(&self, offset: usize, error: &AttrError) -> Problem {
        let (at, detail) = match error {
            AttrError::ExpectedEq(at) => (at, "an attribute name must be followed by `=`"),
            AttrError::ExpectedValue(at) => (at, "`=` must be followed by a value"),
            AttrError::UnquotedValue(at) => (at, "an attribute value must be in quotes"),
            AttrError::ExpectedQuote(at, _) => (at, "an attribute value has no closing quote"),
            AttrError::Duplicated(at, _) => (at, "an attribute occurs twice in one element"),
        };
        syntax(Location::new(self.file, offset + at, offset + at), detail)
    }
}

fn syntax(location: Location, detail: &str) -> Problem {
    Problem::at(
        location,
        ProblemKind::XmlSyntax {
            detail: detail.to_owned(),
        },
    )
}

fn escape_error(location: Location, error: &quick_xml::Error) -> Problem {
    match error {
        quick_xml::Error::Escape(EscapeError::UnrecognizedEntity(_, name)) => {
            Problem::at(location, ProblemKind::XmlEntity { name: name.clone() })
        }
        quick_xml::Error::Escape(EscapeError::UnterminatedEntity(_)) => {
            syntax(location, "`&` starts a reference that no `;` ends")
        }
        _ => syntax(location, "there is a bad character reference"),
    }
}

/// A name without its prefix.
fn local(qualified: &str) -> &str {
    qualified.rsplit(':').next().unwrap_or(qualified)
}
