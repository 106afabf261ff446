//! Places: the methods that lead on, and the request functions.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs;
use super::functions::function;
use super::types::{beside, ident, path};
use crate::rust::Ident;
use crate::rust::item::{Key, Place, Reached, Step};

/// What it is to stand at an instance of the type `model`.
pub(super) fn place(model: &Ident, place: &Place) -> TokenStream {
    let markers = markers(&place.steps);
    let model = ident(model);
    let place_docs =
        format!(" A place that holds an instance of [`{model}`], reached through `N`.");
    let collection_docs =
        format!(" A place that holds a collection of [`{model}`] instances, reached through `N`.");
    let key = place.key.as_ref().map(key);
    let on = on(place);
    let reached = place.reached.iter().map(reached);
    quote! {
        #markers
        #[doc = #place_docs]
        pub type Place<N> = crate::Place<#model, N>;
        #[doc = #collection_docs]
        pub type Collection<N> = crate::Collection<#model, N>;
        #key
        #on
        #(#reached)*
    }
}

/// The markers of the navigations of one owner, in their module.
pub(super) fn markers(steps: &[Step]) -> TokenStream {
    if steps.is_empty() {
        return TokenStream::new();
    }
    let markers = marker_items(steps);
    quote! {
        /// How a place was reached from here: one marker type a navigation property. No value of them exists.
        pub mod via { #markers }
    }
}

/// The markers themselves.
pub(super) fn marker_items(steps: &[Step]) -> TokenStream {
    let markers = steps.iter().map(|step| {
        let name = ident(&step.marker);
        let documentation = docs(&step.marker_docs);
        quote! { #documentation #[derive(Debug)] pub enum #name {} }
    });
    quote! { #(#markers)* }
}

fn key(key: &Key) -> TokenStream {
    let name = ident(&key.name);
    let documentation = docs(&key.docs);
    let placeholder = &key.placeholder;
    let beside = &key.beside;
    let method = if beside.is_empty() {
        quote! { key(#placeholder, #name) }
    } else {
        quote! { key_beside(#placeholder, #name, &[#(#beside),*]) }
    };
    quote! {
        impl<N> Collection<N> {
            #documentation
            pub fn #name(&self, #name: impl Into<rt::Key>) -> Place<N> {
                Place::at(self.path().#method)
            }
        }
    }
}

fn on(place: &Place) -> TokenStream {
    if place.steps.is_empty() && place.operations.is_empty() {
        return TokenStream::new();
    }
    let steps = place.steps.iter().map(step);
    let operations = place.operations.iter().map(function);
    quote! { impl<N> Place<N> { #(#steps)* #(#operations)* } }
}

fn step(step: &Step) -> TokenStream {
    let segment = &step.segment;
    leading(
        step,
        quote! { &self },
        quote! { self.path().literal(#segment) },
    )
}

/// A function or method that leads on by a step: what it takes, and the path it makes.
pub(super) fn leading(step: &Step, takes: TokenStream, path: TokenStream) -> TokenStream {
    let name = ident(&step.name);
    let marker = ident(&step.marker);
    let documentation = docs(&step.docs);
    let kind = if step.collection {
        quote!(Collection)
    } else {
        quote!(Place)
    };
    let target = beside(&step.target, &kind);
    quote! {
        #documentation
        pub fn #name(#takes) -> #target<via::#marker> {
            crate::#kind::at(#path)
        }
    }
}

fn reached(reached: &Reached) -> TokenStream {
    let marker = path(&reached.marker);
    let block = |alias: TokenStream, functions: &[crate::rust::item::Function]| {
        if functions.is_empty() {
            return TokenStream::new();
        }
        let functions = functions.iter().map(function);
        quote! { impl #alias<#marker> { #(#functions)* } }
    };
    let collection = block(quote!(Collection), &reached.at_collection);
    let entity = block(quote!(Place), &reached.at_entity);
    quote! { #collection #entity }
}
