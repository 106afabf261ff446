//! JSON in which URLs are still missing.

use std::fmt;

use bytes::Bytes;

use crate::body::Body;
use crate::error::Error;
use crate::model::Writer;
use crate::model::polymorphic::TYPE_ANNOTATION;
use crate::reference::Target;
use crate::root::ServiceRoot;

/// JSON text with references to entities in it, which become absolute URLs when the request meets a
/// service root.
#[derive(Clone, Default, PartialEq)]
pub struct JsonTemplate {
    pieces: Vec<Piece>,
    /// Why it cannot be sent.
    problem: Option<String>,
}

#[derive(Clone, PartialEq)]
enum Piece {
    Text(String),
    Url(Target),
}

impl JsonTemplate {
    /// The entities that are referred to, in the order in which they stand in the text.
    pub fn targets(&self) -> impl Iterator<Item = &Target> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Url(target) => Some(target),
            Piece::Text(_) => None,
        })
    }

    pub(super) fn text(&mut self, text: &str) {
        match self.pieces.last_mut() {
            Some(Piece::Text(before)) => before.push_str(text),
            _ => self.pieces.push(Piece::Text(text.to_owned())),
        }
    }

    pub(super) fn url(&mut self, target: &Target) {
        self.pieces.push(Piece::Url(target.clone()));
    }

    pub(super) fn append(&mut self, other: &Self) {
        for piece in &other.pieces {
            match piece {
                Piece::Text(text) => self.text(text),
                Piece::Url(target) => self.url(target),
            }
        }
        if let Some(problem) = &other.problem {
            self.note(problem.clone());
        }
    }

    /// Keeps the first thing that is wrong.
    pub(super) fn note(&mut self, problem: String) {
        self.problem.get_or_insert(problem);
    }

    /// The text for `root`. `version` is that of the request, for relative URLs.
    pub(crate) fn content(&self, root: &ServiceRoot, version: &str) -> Result<Bytes, Error> {
        if let Some(problem) = &self.problem {
            return Err(Error::request(problem.as_str()));
        }
        let mut text = String::new();
        for piece in &self.pieces {
            match piece {
                Piece::Text(piece) => text.push_str(piece),
                Piece::Url(target) => text.push_str(&quoted(&target.url(root, version)?)),
            }
        }
        Ok(text.into())
    }
}

/// Text without references is the text.
impl From<JsonTemplate> for Body {
    fn from(template: JsonTemplate) -> Self {
        match (template.pieces.as_slice(), &template.problem) {
            ([Piece::Text(text)], None) => Self::Json(text.clone().into()),
            _ => Self::Template(template),
        }
    }
}

/// A body as a part of another.
impl From<Body> for JsonTemplate {
    fn from(body: Body) -> Self {
        let mut template = Self::default();
        match body {
            Body::Template(template) => return template,
            Body::Json(json) => template.text(&String::from_utf8_lossy(&json)),
            other => template.note(format!("{other:?} is not the JSON of an entity")),
        }
        template
    }
}

/// Says how much there is, not what: bodies hold people's data.
impl fmt::Debug for JsonTemplate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let texts = self.pieces.iter().map(|piece| match piece {
            Piece::Text(text) => text.len(),
            Piece::Url(_) => 0,
        });
        let (bytes, references) = (texts.sum::<usize>(), self.targets().count());
        write!(f, "JSON, {bytes} bytes and {references} entity references")
    }
}

/// The name of a type as a property of an object of it (OData JSON Format 4.01, section 4.6.3).
pub(super) fn type_name(name: &str) -> String {
    format!(
        "{}:{}",
        quoted(TYPE_ANNOTATION),
        quoted(&format!("#{name}"))
    )
}

/// A JSON string.
pub(super) fn quoted(text: &str) -> String {
    let mut writer = Writer::new();
    writer.string(text);
    writer.finish()
}
