//! OpenAPI documents as a model.
//!
//! A Graph OpenAPI text lists paths; the model wants to know what each type leads to and what can be done there. The schemas say which
//! properties are navigation properties and what they lead to, so each path is walked over them, and its operations belong to the last
//! navigation on the way. The text does not say what is contained, abstract or open: that stays unknown.

mod bodies;
mod bound;
mod documentation;
mod kinds;
mod operations;
mod pages;
mod query_options;
mod roots;
mod schemas;
mod shapes;
mod tags;
mod template;
#[cfg(test)]
mod tests;
mod way;

use crate::model::Api;
use crate::problem::Problems;
use crate::source::openapi::Document;

/// The model of what all the documents together describe.
pub(super) fn lower(documents: &[Document<'_>], problems: &mut Problems) -> Api {
    let mut api = Api {
        version: documents.iter().find_map(version),
        ..Api::default()
    };
    for document in documents {
        schemas::add(document, &mut api, problems);
    }
    for document in documents {
        roots::add(document, &mut api);
    }
    kinds::settle(documents, &mut api);
    super::inherit::check_bases(&api.types, problems);
    if problems.has_errors() {
        return api;
    }
    super::inherit::inherit_navigation(&mut api);
    operations::add(documents, &mut api, problems);
    for document in documents {
        tags::add(document, &mut api);
    }
    api
}

/// The last segment of the server's URL: `beta` of `https://graph.microsoft.com/beta`.
fn version(document: &Document<'_>) -> Option<String> {
    let url = document.servers.first()?.value.trim_end_matches('/');
    let (rest, last) = url.rsplit_once('/')?;
    let is_segment = !rest.ends_with('/')
        && last
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'.');
    (is_segment && !last.is_empty()).then(|| last.to_owned())
}
