//! What should no longer be used.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::quote;

use crate::rust::Ident;
use crate::rust::item::{Content, Crate, Module, Place, Struct, Structured};

/// The attribute that says so. It has no `since`, which is for versions of the crate, and the service knows dates.
pub(super) fn attribute(note: Option<&String>) -> TokenStream {
    note.map_or_else(TokenStream::new, |note| {
        quote! { #[deprecated(note = #note)] }
    })
}

/// Whether anything of the crate should no longer be used. Then its own uses of that are not to be told.
pub(super) fn is_in(krate: &Crate) -> bool {
    krate.roots.iter().any(|it| it.deprecated.is_some())
        || krate
            .untyped
            .iter()
            .any(|it| it.function.deprecated.is_some())
        || in_modules(&krate.modules)
}

fn in_modules(modules: &BTreeMap<Ident, Module>) -> bool {
    modules.values().any(|module| {
        let content = match &module.content {
            Some(Content::Structured(structured)) => in_structured(structured),
            Some(Content::Enum(it)) => {
                it.deprecated.is_some() || it.variants.iter().any(|it| it.deprecated.is_some())
            }
            None => false,
        };
        content || in_modules(&module.modules)
    })
}

fn in_structured(structured: &Structured) -> bool {
    let structs = [&structured.model]
        .into_iter()
        .chain(&structured.parameters);
    let mut constants = structured.constants.iter();
    structs.into_iter().any(in_struct)
        || constants.any(|it| it.deprecated.is_some())
        || structured.place.as_ref().is_some_and(in_place)
}

fn in_struct(structure: &Struct) -> bool {
    structure.deprecated.is_some() || structure.fields.iter().any(|it| it.deprecated.is_some())
}

fn in_place(place: &Place) -> bool {
    let reached = || place.reached.iter();
    let steps = reached().flat_map(|it| it.collection_steps.iter().chain(&it.entity_steps));
    let functions = reached().flat_map(|it| it.at_collection.iter().chain(&it.at_entity));
    let mut steps = place.steps.iter().chain(steps);
    let mut functions = place.operations.iter().chain(functions);
    steps.any(|it| it.deprecated.is_some()) || functions.any(|it| it.deprecated.is_some())
}
