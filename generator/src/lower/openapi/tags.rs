//! The tags of operations.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{self, Api};
use crate::source::openapi::{Document, Method, PathItem};

/// Notes which operations of a document have which tags. Microsoft's texts give none to `$count`: what counts a collection has the tags of
/// what lists it.
pub(super) fn add(document: &Document<'_>, api: &mut Api) {
    let lists: BTreeMap<&str, &[String]> = document
        .paths
        .iter()
        .filter_map(|path| Some((&*path.template.value, tags(path, Method::Get)?)))
        .collect();
    for path in &document.paths {
        let template = &*path.template.value;
        let counted = template.strip_suffix("/$count");
        for operation in &path.operations {
            let Some(method) = model::Method::parse(operation.method.as_str()) else {
                continue;
            };
            let own = operation.operation.tags.as_slice();
            let tags = match counted.and_then(|list| lists.get(list)) {
                Some(tags) if own.is_empty() => tags,
                _ => own,
            };
            for tag in tags {
                let tagged: &mut BTreeSet<_> = api.tags.entry(tag.clone()).or_default();
                tagged.insert((template.to_owned(), method));
            }
        }
    }
}

fn tags(path: &PathItem, method: Method) -> Option<&[String]> {
    let mut operations = path.operations.iter();
    let operation = operations.find(|operation| operation.method == method)?;
    Some(&operation.operation.tags)
}
