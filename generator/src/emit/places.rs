//! Places: the methods that lead on, and the request functions.

use proc_macro2::TokenStream;
use quote::quote;

use super::deprecated::attribute;
use super::docs;
use super::functions::{argument, function};
use super::tails::tail;
use super::types::{beside, ident, path};
use crate::rust::Ident;
use crate::rust::item::{ItemPath, Key, KeyForm, Marker, Place, Reached, Step};

/// What it is to stand at an instance of the type `model`.
pub(super) fn place(model: &Ident, place: &Place) -> TokenStream {
    let markers = markers(&place.markers);
    let model = ident(model);
    let place_docs =
        format!(" A place that holds an instance of [`{model}`], reached through `N`.");
    let collection_docs =
        format!(" A place that holds a collection of [`{model}`] instances, reached through `N`.");
    let keys = keys(&place.keys);
    let on = on(place);
    let reached = place.reached.iter().map(reached);
    quote! {
        #markers
        #[doc = #place_docs]
        pub type Place<N> = crate::Place<#model, N>;
        #[doc = #collection_docs]
        pub type Collection<N> = crate::Collection<#model, N>;
        #keys
        #on
        #(#reached)*
    }
}

/// The markers of what one owner leads to, in their module.
fn markers(markers: &[Marker]) -> TokenStream {
    if markers.is_empty() {
        return TokenStream::new();
    }
    let markers = marker_items(markers);
    // No value of them exists that could be printed.
    quote! {
        /// How a place was reached from here: one marker type a way. No value of them exists.
        #[allow(missing_debug_implementations)]
        pub mod via { #markers }
    }
}

/// The markers themselves.
pub(super) fn marker_items(markers: &[Marker]) -> TokenStream {
    let markers = markers.iter().map(|marker| {
        let name = ident(&marker.name);
        let documentation = docs(&marker.docs);
        quote! { #documentation pub enum #name {} }
    });
    quote! { #(#markers)* }
}

fn keys(keys: &[Key]) -> TokenStream {
    if keys.is_empty() {
        return TokenStream::new();
    }
    let keys = keys.iter().map(key);
    quote! { impl<N> Collection<N> { #(#keys)* } }
}

fn key(key: &Key) -> TokenStream {
    let name = ident(&key.name);
    let documentation = docs(&key.docs);
    let arguments = key.parts.iter().map(|(_, argument)| {
        let argument = ident(argument);
        quote! { #argument: impl Into<rt::Key> }
    });
    let names = key.parts.iter().map(|(name, _)| name);
    let values = key.parts.iter().map(|(_, argument)| ident(argument));
    let method = match &key.form {
        KeyForm::Segment {
            placeholder,
            beside,
        } if beside.is_empty() => quote! { key(#placeholder, #(#values),*) },
        KeyForm::Segment {
            placeholder,
            beside,
        } => quote! { key_beside(#placeholder, #(#values),*, &[#(#beside),*]) },
        KeyForm::Named => quote! { named_keys([#((#names, #values.into())),*]) },
    };
    quote! {
        #documentation
        pub fn #name(&self, #(#arguments),*) -> Place<N> {
            crate::at::place(self.path.#method)
        }
    }
}

fn on(place: &Place) -> TokenStream {
    if place.steps.is_empty() && place.operations.is_empty() {
        return TokenStream::new();
    }
    let via = quote! { via };
    let steps = place.steps.iter().map(|way| step(way, &via));
    let operations = place.operations.iter().map(function);
    quote! { impl<N> Place<N> { #(#steps)* #(#operations)* } }
}

fn step(step: &Step, via: &TokenStream) -> TokenStream {
    let arguments = step.arguments.iter().map(argument);
    let path = tail(quote! { self.path }, &step.tail);
    leading(step, via, quote! { &self, #(#arguments),* }, path)
}

/// A function or method that leads on by a step: the module of its marker, what it takes, and the path it makes.
pub(super) fn leading(
    step: &Step,
    via: &TokenStream,
    takes: TokenStream,
    path: TokenStream,
) -> TokenStream {
    let name = ident(&step.name);
    let marker = ident(&step.marker);
    let documentation = docs(&step.docs);
    let deprecated = attribute(step.deprecated.as_ref());
    let (kind, at) = if step.collection {
        (quote!(Collection), quote!(collection))
    } else {
        (quote!(Place), quote!(place))
    };
    let target = beside(&step.target, &kind);
    quote! {
        #documentation
        #deprecated
        #[inline]
        pub fn #name(#takes) -> #target<#via::#marker> {
            crate::at::#at(#path)
        }
    }
}

fn reached(reached: &Reached) -> TokenStream {
    let marker = path(&reached.marker);
    let via = module(&reached.marker);
    let block = |alias: TokenStream, steps: &[Step], functions: &[crate::rust::item::Function]| {
        if steps.is_empty() && functions.is_empty() {
            return TokenStream::new();
        }
        let steps = steps.iter().map(|way| step(way, &via));
        let functions = functions.iter().map(function);
        quote! { impl #alias<#marker> { #(#steps)* #(#functions)* } }
    };
    let collection = block(
        quote!(Collection),
        &reached.collection_steps,
        &reached.at_collection,
    );
    let entity = block(quote!(Place), &reached.entity_steps, &reached.at_entity);
    quote! { #collection #entity }
}

fn module(item: &ItemPath) -> TokenStream {
    let modules = item.modules.iter().map(ident);
    quote! { crate::#(#modules)::* }
}
