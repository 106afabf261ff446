//! The files of the crate root: `lib.rs`, `models.rs`, `via.rs`.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::quote;

use super::types::ident;
use super::{Emitted, module_declaration, places};
use crate::relative_path::RelativePath;
use crate::rust::Ident;
use crate::rust::item::{Content, Crate, Module, Step};

/// The three files.
pub(super) fn files(krate: &Crate) -> Vec<Emitted> {
    let root = RelativePath::new();
    vec![
        Emitted {
            path: root.join("lib.rs"),
            tokens: lib(krate),
        },
        Emitted {
            path: root.join("models.rs"),
            tokens: models(&krate.modules),
        },
        Emitted {
            path: root.join("via.rs"),
            tokens: via(krate),
        },
    ]
}

fn lib(krate: &Crate) -> TokenStream {
    let about = format!(
        " Microsoft Graph `{}`: models, and request functions that follow the service's navigation.",
        krate.service_version
    );
    let modules = krate
        .modules
        .iter()
        .map(|(name, module)| module_declaration(name, &module.docs));
    let roots = krate
        .roots
        .iter()
        .map(|step| root(&krate.service_version, step));
    quote! {
        #![doc = #about]
        //!
        //! Start at one of the functions below, walk on by the methods of what it returns, and end with a request function: `get`, `list`,
        //! `create`, `update`, `delete`, `set_ref` and the like, or an action or function of the service. What that returns is a [`Request`],
        //! a plain value; a [`Client`] sends it.
        //!
        //! A type has a module of its own name: its model, its [`Place`] and [`Collection`], and in `via` the markers of its navigation
        //! properties. All models together are in [`models`].
        #![warn(missing_docs)]
        #(#modules)*
        pub mod models;
        pub mod via;

        #[doc(no_inline)]
        pub use msgraph_runtime::{
            AdditionalData, BoxFuture, Client, ClientBuilder, Cloud, EntityUrl, Error, Flags, GraphError, IsA, Key, Link, Page, ReferenceTo, Request,
            ServiceRoot, StaticToken, Token, TokenRequest, TokenSource, Transport, edm, http,
        };

        /// The whole of the runtime, for what is seldom needed.
        #[doc(no_inline)]
        pub use msgraph_runtime as runtime;

        msgraph_runtime::codegen::places!();

        #(#roots)*
    }
}

fn root(version: &str, step: &Step) -> TokenStream {
    let segment = &step.segment;
    let path = quote! { msgraph_runtime::codegen::Path::service(#version).literal(#segment) };
    places::leading(step, TokenStream::new(), path)
}

fn via(krate: &Crate) -> TokenStream {
    let markers = places::marker_items(&krate.roots);
    quote! {
        //! How a place was reached from the service root: one marker type an entity set or singleton. No value of them exists.
        #markers
    }
}

fn models(modules: &BTreeMap<Ident, Module>) -> TokenStream {
    let items = reexports(modules, &mut Vec::new());
    quote! {
        //! Every entity type, complex type and enumeration, by name; those of other namespaces in modules of their own.
        #items
    }
}

fn reexports(modules: &BTreeMap<Ident, Module>, at: &mut Vec<Ident>) -> TokenStream {
    let mut items = TokenStream::new();
    for (name, module) in modules {
        at.push(name.clone());
        let path: Vec<_> = at.iter().map(ident).collect();
        if let Some(content) = &module.content {
            let names = match content {
                Content::Structured(structured) => &structured.model.name,
                Content::Enum(enumeration) => &enumeration.name,
            };
            let item = ident(names);
            items.extend(quote! { #[doc(inline)] pub use crate::#(#path::)*#item; });
        }
        if !module.modules.is_empty() {
            let inner = reexports(&module.modules, at);
            let module_name = ident(name);
            let about = " The types of the namespace.";
            items.extend(quote! { #[doc = #about] pub mod #module_name { #inner } });
        }
        at.pop();
    }
    items
}
