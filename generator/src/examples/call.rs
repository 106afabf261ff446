//! URLs as calls of a crate, by its navigation graph.

use std::collections::BTreeMap;

use super::Reason;
use crate::listing::{Edge, Graph, GraphPlace, model_paths};
use crate::model::TypeId;
use crate::pages::url_segments;
use crate::rust::Crate;

/// What it takes to spell URLs as calls.
pub(super) struct Calls<'a> {
    graph: &'a Graph,
    /// The models, by the names of their types.
    models: BTreeMap<String, String>,
}

impl<'a> Calls<'a> {
    pub(super) fn of(krate: &Crate, graph: &'a Graph) -> Self {
        Self {
            graph,
            models: model_paths(krate),
        }
    }

    /// The path of the model of a type, in the crate.
    pub(super) fn model(&self, ty: &TypeId) -> Option<String> {
        let path = self.models.get(ty.as_str())?;
        Some(format!("msgraph::{path}"))
    }

    /// The call that makes a request.
    pub(super) fn request(
        &self,
        method: &str,
        url: &str,
        argument: Option<&str>,
    ) -> Result<String, Reason> {
        let (path, query) = url.split_once('?').unwrap_or((url, ""));
        let segments = url_segments(path);
        let mut call = self.operation(method, &segments, argument)?;
        for option in query.split('&').filter(|option| !option.is_empty()) {
            let (name, value) = option.split_once('=').unwrap_or((option, ""));
            call.push_str(&format!(
                ".raw_query({:?}, {:?})",
                plain(name),
                plain(value)
            ));
        }
        Ok(call)
    }

    /// The call that leads to a place.
    pub(super) fn place(&self, url: &str) -> Result<String, Reason> {
        let segments = url_segments(url);
        let (_, call) = self.walk(&segments).ok_or(Reason::NotInCrate)?;
        Ok(call)
    }

    fn operation(
        &self,
        method: &str,
        segments: &[&str],
        argument: Option<&str>,
    ) -> Result<String, Reason> {
        let whole = self.walk(segments).map(|found| (found, ""));
        let split = segments.split_last().and_then(|(last, before)| {
            let found = self.walk(before)?;
            Some((found, *last))
        });
        // An operation of the name is meant before a key of the name.
        for ((place, call), last) in [split, whole].into_iter().flatten() {
            let operations = place.operations.iter();
            let mut fitting = operations.filter(|operation| {
                operation.method == method && same(operation.suffix.trim_start_matches('/'), last)
            });
            if let Some(operation) = fitting.next() {
                let argument = argument.unwrap_or_default();
                return Ok(format!("{call}.{}({argument})", operation.rust));
            }
        }
        Err(Reason::NotInCrate)
    }

    /// The place behind segments, and the call that leads there.
    fn walk(&self, segments: &[&str]) -> Option<(&'a GraphPlace, String)> {
        let mut place = self.graph.places.get(&self.graph.root)?;
        let mut call = String::from("msgraph::");
        for (number, segment) in segments.iter().enumerate() {
            let dot = if number == 0 { "" } else { "." };
            let edge = edge(place, segment)?;
            let argument = if edge.segment.starts_with('{') {
                format!("{:?}", segment.trim_matches('\''))
            } else {
                String::new()
            };
            call.push_str(&format!("{dot}{}({argument})", edge.rust));
            place = self.graph.places.get(&edge.to)?;
        }
        Some((place, call))
    }
}

/// The way on that a segment names, or the one that takes it for a key.
fn edge<'g>(place: &'g GraphPlace, segment: &str) -> Option<&'g Edge> {
    let mut edges = place.edges.iter();
    let named = edges.find(|edge| same(&edge.segment, segment));
    named.or_else(|| {
        let mut edges = place.edges.iter();
        edges.find(|edge| edge.segment.starts_with('{'))
    })
}

/// Whether a segment of the crate is one of a page, but for letter case, the namespace and empty parentheses.
fn same(segment: &str, written: &str) -> bool {
    let bare = |text: &str| {
        let text = text.to_ascii_lowercase();
        let text = text.strip_prefix("microsoft.graph.").unwrap_or(&text);
        text.trim_end_matches("()").to_owned()
    };
    bare(segment) == bare(written)
}

/// A part of a query without percent-encoding; `+` is a blank.
pub(super) fn plain(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let digits = after
            .get(..2)
            .and_then(|digits| std::str::from_utf8(digits).ok());
        let coded = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match (byte, coded) {
            (b'%', Some(coded)) => {
                bytes.push(coded);
                rest = after.get(2..).unwrap_or_default();
                continue;
            }
            (b'+', _) => bytes.push(b' '),
            _ => bytes.push(byte),
        }
        rest = after;
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
