//! A request without the types of its answer and of its query options.

use http::{HeaderMap, HeaderName, HeaderValue, Method, header};

use super::make::CONSISTENCY_LEVEL;
use super::prefer;
use crate::body::Body;
use crate::layers::Sending;
use crate::path::Path;
use crate::query::OptionList;

#[derive(Clone, PartialEq)]
pub(super) struct Parts {
    pub(super) method: Method,
    pub(super) path: Path,
    pub(super) query: OptionList,
    pub(super) headers: HeaderMap,
    pub(super) body: Body,
    pub(super) sending: Sending,
    /// The first thing that was wrong when the request was put together; told when it is sent.
    pub(super) problem: Option<String>,
}

impl Parts {
    pub(super) fn header(&mut self, name: &str, value: &str) {
        match (HeaderName::try_from(name), HeaderValue::try_from(value)) {
            (Ok(name), Ok(mut value)) => {
                value.set_sensitive(name == header::AUTHORIZATION);
                self.headers.insert(name, value);
            }
            _ => self.note(format!(
                "`{}` is not a header, or its value cannot be sent",
                name.escape_debug()
            )),
        }
    }

    pub(super) fn content_type(&mut self, media_type: &str) {
        match &mut self.body {
            Body::Raw { content_type, .. } | Body::Stream { content_type, .. } => {
                media_type.clone_into(content_type)
            }
            _ => self.header("Content-Type", media_type),
        }
    }

    pub(super) fn prefer(&mut self, preference: &str) {
        if prefer::add(&mut self.headers, preference).is_none() {
            self.note(format!(
                "`{}` is not a preference that can be sent",
                preference.escape_debug()
            ));
        }
    }

    /// An answer that may be some moments old will do.
    pub(super) fn be_eventual(&mut self) {
        let eventual = HeaderValue::from_static("eventual");
        self.headers.insert(CONSISTENCY_LEVEL, eventual);
    }

    pub(super) fn note(&mut self, problem: String) {
        self.problem.get_or_insert(problem);
    }
}
