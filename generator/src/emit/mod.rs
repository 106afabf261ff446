//! Stage 5: the plan as tokens. No decision is left to make here, so nothing here can fail.

mod crate_root;
mod deprecated;
mod enums;
mod functions;
mod models;
mod mounted;
mod permissions;
mod places;
mod polymorphic;
mod properties;
mod tails;
mod types;

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::quote;

use crate::relative_path::RelativePath;
use crate::rust::item::{Content, Crate, Docs, Module};
use crate::rust::{Ident, ModulePath};
use mounted::mounted;

/// One file to be formatted.
#[derive(Clone, Debug)]
pub struct Emitted {
    /// Where it goes, from the folder of the package's sources.
    pub path: RelativePath,
    /// What it holds.
    pub tokens: TokenStream,
}

/// A part of a crate that is emitted by itself: the files of the crate root, or the file of one module. Parts can be emitted on any thread
/// and in any order; their tokens cannot leave the thread.
#[derive(Clone, Debug)]
pub enum Part<'c> {
    /// The crate root.
    Root(&'c Crate),
    /// A module below it.
    Module {
        /// Where its file goes.
        path: RelativePath,
        /// What is in it.
        module: &'c Module,
        /// Where in a crate all of it stands.
        root: &'c ModulePath,
    },
}

/// All parts of a crate.
pub fn parts(krate: &Crate) -> Vec<Part<'_>> {
    let mut parts = vec![Part::Root(krate)];
    list(krate, &RelativePath::new(), &krate.modules, &mut parts);
    parts
}

fn list<'c>(
    krate: &'c Crate,
    folder: &RelativePath,
    modules: &'c BTreeMap<Ident, Module>,
    parts: &mut Vec<Part<'c>>,
) {
    for (name, module) in modules {
        let inner = folder.join(name.bare());
        let path = if module.modules.is_empty() {
            folder.join(&format!("{}.rs", name.bare()))
        } else {
            inner.join("mod.rs")
        };
        let root = &krate.root;
        parts.push(Part::Module { path, module, root });
        list(krate, &inner, &module.modules, parts);
    }
}

impl Part<'_> {
    /// The files of the part.
    pub fn emit(&self) -> Vec<Emitted> {
        match self {
            Self::Root(krate) => crate_root::files(krate),
            Self::Module { path, module, root } => vec![Emitted {
                path: path.clone(),
                tokens: mounted(tokens(module), root),
            }],
        }
    }
}

fn tokens(module: &Module) -> TokenStream {
    let docs = inner_docs(&module.docs);
    let children = module
        .modules
        .iter()
        .map(|(name, child)| module_declaration(name, &child.docs));
    let content = module.content.as_ref().map(|content| match content {
        Content::Structured(structured) => {
            let models = models::structured(structured);
            let polymorphic = structured.polymorphic.as_ref().map(|item| {
                polymorphic::polymorphic(&structured.model.name, &structured.bases, item)
            });
            let constants = properties::constants(&structured.model.name, &structured.constants);
            let places = structured
                .place
                .as_ref()
                .map(|place| places::place(&structured.model.name, place));
            quote! { #models #polymorphic #constants #places }
        }
        Content::Enum(enumeration) => enums::enumeration(enumeration),
    });
    let import = content
        .is_some()
        .then(|| quote! { use msgraph_runtime::codegen as rt; });
    quote! { #docs #(#children)* #import #content }
}

fn module_declaration(name: &Ident, docs: &Docs) -> TokenStream {
    let name = types::ident(name);
    if docs.is_empty() {
        return quote! { #[allow(missing_docs)] pub mod #name; };
    }
    quote! { pub mod #name; }
}

/// Doc comments for the item that follows.
fn docs(lines: &Docs) -> TokenStream {
    let lines = lines.iter().map(|line| comment(line));
    quote! { #(#[doc = #lines])* }
}

/// Doc comments for the module or crate around.
fn inner_docs(lines: &Docs) -> TokenStream {
    let lines = lines.iter().map(|line| comment(line));
    quote! { #(#![doc = #lines])* }
}

/// With the space that stands between `///` and the text.
fn comment(line: &str) -> String {
    if line.is_empty() {
        String::new()
    } else {
        format!(" {line}")
    }
}
