//! The files of the crate root: `lib.rs` (`mod.rs` where that is a module of another crate), `models.rs`, `via.rs`, and `untyped.rs` where there is something for it.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::quote;

use super::mounted::mounted;
use super::tails::tail;
use super::types::ident;
use super::{Emitted, deprecated, docs, functions, module_declaration, permissions, places};
use crate::relative_path::RelativePath;
use crate::rust::Ident;
use crate::rust::item::{Content, Crate, Module, Step};

/// These files.
pub(super) fn files(krate: &Crate) -> Vec<Emitted> {
    let root = RelativePath::new();
    let untyped = (!krate.untyped.is_empty()).then(|| Emitted {
        path: root.join("untyped.rs"),
        tokens: untyped(krate),
    });
    let files = [
        Emitted {
            path: root.join(if krate.root.is_root() {
                "lib.rs"
            } else {
                "mod.rs"
            }),
            tokens: lib(krate),
        },
        Emitted {
            path: root.join("models.rs"),
            tokens: models(&krate.modules),
        },
        Emitted {
            path: root.join("options.rs"),
            tokens: options(krate),
        },
        // Also where nothing is known, so that code which asks compiles against every slice.
        Emitted {
            path: root.join("permissions.rs"),
            tokens: permissions::module(krate),
        },
        Emitted {
            path: root.join("via.rs"),
            tokens: via(krate),
        },
    ];
    let files = files.into_iter().chain(untyped);
    let mounted = |file: Emitted| Emitted {
        tokens: mounted(file.tokens, &krate.root),
        ..file
    };
    files.map(mounted).collect()
}

fn lib(krate: &Crate) -> TokenStream {
    let modules = krate
        .modules
        .iter()
        .map(|(name, module)| module_declaration(name, &module.docs));
    let roots = krate
        .roots
        .iter()
        .map(|step| root(&krate.service_version, step));
    // A module cannot say it of all that is in it where it is not declared here.
    let in_module = !krate.root.is_root() && deprecated::is_in(krate);
    let quiet = in_module.then(|| quote! { #[allow(deprecated)] });
    let untyped = (!krate.untyped.is_empty()).then(|| quote! { #quiet pub mod untyped; });
    let head = krate.root.is_root().then(|| head(krate));
    quote! {
        #head
        #(#quiet #modules)*
        #quiet
        pub mod models;
        pub mod options;
        pub mod permissions;
        #untyped
        pub mod via;

        #[doc(no_inline)]
        pub use msgraph_runtime::{
            AdditionalData, Batch, BoxFuture, CachedTokens, Client, ClientBuilder, Cloud, Content, Delta, ETag, EntityUrl, Error, Flags, GraphError,
            IsA, Items, Key, Link, Literal, NavigationProperty, New, Outcome, Page, Pages, Patch, Property, PropertyState, ReferenceTo, RemovalReason,
            Removed, Request, RetryPolicy, ServiceRoot, StaticToken, Token, TokenRequest, TokenSource, Transport, edm, http, query,
        };

        /// The whole of the runtime, for what is seldom needed.
        #[doc(no_inline)]
        pub use msgraph_runtime as runtime;

        msgraph_runtime::codegen::places!();

        #(#quiet #roots)*
    }
}

/// What only a crate can begin with: a module is documented where it is declared.
fn head(krate: &Crate) -> TokenStream {
    let about = format!(
        " Microsoft Graph `{}`: models, and request functions that follow the service's navigation.",
        krate.service_version
    );
    let quiet = deprecated::is_in(krate).then(|| quote! { #![allow(deprecated)] });
    quote! {
        #![doc = #about]
        //!
        //! Start at one of the functions below, walk on by the methods of what it returns, and end with a request function: `get`, `list`,
        //! `create`, `update`, `delete`, `set_ref` and the like, or an action or function of the service. What that returns is a [`Request`],
        //! a plain value; a [`Client`] sends it.
        //!
        //! A type has a module of its own name: its model, its [`Place`] and [`Collection`], and in `via` the markers of its navigation
        //! properties. All models together are in [`models`]; they gain fields when the service gains properties, so that a literal of one ends
        //! in `..Default::default()`.
        #![warn(missing_docs)]
        #quiet
    }
}

fn root(version: &str, step: &Step) -> TokenStream {
    let service = quote! { msgraph_runtime::codegen::Path::service(#version) };
    let path = tail(service, &step.tail);
    places::leading(step, &quote! { via }, TokenStream::new(), path)
}

fn untyped(krate: &Crate) -> TokenStream {
    let functions = krate.untyped.iter();
    let functions = functions.map(|untyped| functions::untyped(&krate.service_version, untyped));
    quote! {
        //! Operations of paths of which the descriptions do not say what is there. Each takes the keys in its path, in order, and speaks JSON.
        use msgraph_runtime::codegen as rt;
        #(#functions)*
    }
}

fn options(krate: &Crate) -> TokenStream {
    let sets = krate.options.iter().map(|set| {
        let name = ident(&set.name);
        let documentation = docs(&set.docs);
        let capabilities = set.capabilities.iter().map(ident);
        quote! {
            #documentation
            pub struct #name<O>(PhantomData<fn() -> O>);
            impl<O> rt::QueryOptions for #name<O> {
                type Of = O;
            }
            #(impl<O> rt::#capabilities for #name<O> {})*
        }
    });
    let imports = (!krate.options.is_empty()).then(|| {
        quote! {
            use ::core::marker::PhantomData;
            use msgraph_runtime::codegen as rt;
        }
    });
    // No value of them exists that could be printed.
    quote! {
        //! Which query options a request offers: one type a set of options, which is the second parameter of a `Request`.
        //! No value of them exists.
        #![allow(missing_debug_implementations)]
        #imports
        #(#sets)*
    }
}

fn via(krate: &Crate) -> TokenStream {
    let markers = places::marker_items(&krate.markers);
    // No value of them exists that could be printed.
    quote! {
        //! How a place was reached from the service root: one marker type an entity set or singleton. No value of them exists.
        #![allow(missing_debug_implementations)]
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
            let (name, polymorphic) = match content {
                Content::Structured(structured) => {
                    (&structured.model.name, structured.polymorphic.as_ref())
                }
                Content::Enum(enumeration) => (&enumeration.name, None),
            };
            let names = polymorphic.map(|item| &item.name).into_iter().chain([name]);
            for item in names.map(ident) {
                items.extend(quote! { #[doc(inline)] pub use crate::#(#path::)*#item; });
            }
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
