//! The body of a request.

use bytes::Bytes;

use crate::changes::JsonTemplate;
use crate::content::Source;
use crate::error::Error;
use crate::model::{Value, Writer};
use crate::reference::Target;
use crate::root::ServiceRoot;

/// The media type of JSON bodies.
pub(crate) const JSON: &str = "application/json";

/// The media type of bytes of which nothing else is known (RFC 2046, section 4.5.1).
pub(crate) const OCTETS: &str = "application/octet-stream";

/// The body of a request.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub enum Body {
    /// No body.
    Empty,
    /// JSON text.
    Json(Bytes),
    /// An entity reference; becomes `{"@odata.id":"<absolute URL>"}` when the request meets a
    /// service root.
    Reference(Target),
    /// JSON text with entity references in it, which become absolute URLs when the request meets a
    /// service root.
    Template(JsonTemplate),
    /// Anything else, with its media type.
    Raw {
        /// The value of `Content-Type`.
        content_type: String,
        /// The content.
        content: Bytes,
    },
    /// What a stream gives, with its media type.
    Stream {
        /// The value of `Content-Type`.
        content_type: String,
        /// Where the stream is from.
        source: Source,
    },
}

impl Body {
    pub(crate) fn json(value: &impl Value) -> Self {
        let mut writer = Writer::new();
        value.write(&mut writer);
        Self::Json(writer.finish().into())
    }

    pub(crate) fn values(values: &[impl Value]) -> Self {
        let mut writer = Writer::new();
        writer.begin_object();
        writer.name("value");
        writer.begin_array();
        for value in values {
            value.write(&mut writer);
        }
        writer.end_array();
        writer.end_object();
        Self::Json(writer.finish().into())
    }

    /// The value of `Content-Type`.
    pub(crate) fn content_type(&self) -> Option<&str> {
        match self {
            Self::Empty => None,
            Self::Json(_) | Self::Reference(_) | Self::Template(_) => Some(JSON),
            Self::Raw { content_type, .. } | Self::Stream { content_type, .. } => {
                Some(content_type)
            }
        }
    }

    /// The bytes to send to `root`; none of a stream.
    pub(crate) fn content(&self, root: &ServiceRoot, version: &str) -> Result<Bytes, Error> {
        match self {
            Self::Empty | Self::Stream { .. } => Ok(Bytes::new()),
            Self::Json(text) => Ok(text.clone()),
            Self::Raw { content, .. } => Ok(content.clone()),
            Self::Template(template) => template.content(root, version),
            Self::Reference(target) => {
                let mut writer = Writer::new();
                writer.begin_object();
                writer.name("@odata.id");
                writer.string(&target.url(root, version)?);
                writer.end_object();
                Ok(writer.finish().into())
            }
        }
    }
}

/// Says what the body is, not what is in it: bodies hold people's data.
impl std::fmt::Debug for Body {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Empty => f.write_str("empty"),
            Self::Json(text) => write!(f, "JSON, {} bytes", text.len()),
            Self::Reference(_) => f.write_str("entity reference"),
            Self::Template(template) => write!(f, "{template:?}"),
            Self::Stream {
                content_type,
                source,
            } => write!(f, "{content_type}, {source:?}"),
            Self::Raw {
                content_type,
                content,
            } => write!(f, "{content_type}, {} bytes", content.len()),
        }
    }
}
