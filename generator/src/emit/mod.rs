//! Stage 5: the plan as tokens. No decision is left to make here, so nothing here can fail.

mod crate_root;
mod enums;
mod functions;
mod models;
mod places;
mod types;

use proc_macro2::TokenStream;
use quote::quote;

use crate::relative_path::RelativePath;
use crate::rust::item::{Content, Crate, Docs, Module};

/// One file to be formatted.
#[derive(Clone, Debug)]
pub struct Emitted {
    /// Where it goes, from the folder of the package's sources.
    pub path: RelativePath,
    /// What it holds.
    pub tokens: TokenStream,
}

/// All files of a crate.
pub fn emit(krate: &Crate) -> Vec<Emitted> {
    let mut files = crate_root::files(krate);
    for (name, module) in &krate.modules {
        emit_module(&RelativePath::new(), name, module, &mut files);
    }
    files
}

fn emit_module(
    folder: &RelativePath,
    name: &crate::rust::Ident,
    module: &Module,
    files: &mut Vec<Emitted>,
) {
    let inner = folder.join(name.bare());
    let path = if module.modules.is_empty() {
        folder.join(&format!("{}.rs", name.bare()))
    } else {
        inner.join("mod.rs")
    };
    let docs = inner_docs(&module.docs);
    let children = module
        .modules
        .iter()
        .map(|(name, child)| module_declaration(name, &child.docs));
    let content = module.content.as_ref().map(|content| match content {
        Content::Structured(structured) => {
            let models = models::structured(structured);
            let places = structured
                .place
                .as_ref()
                .map(|place| places::place(&structured.model.name, place));
            quote! { #models #places }
        }
        Content::Enum(enumeration) => enums::enumeration(enumeration),
    });
    let import = content
        .is_some()
        .then(|| quote! { use msgraph_runtime::codegen as rt; });
    let tokens = quote! { #docs #(#children)* #import #content };
    files.push(Emitted { path, tokens });
    for (name, child) in &module.modules {
        emit_module(&inner, name, child, files);
    }
}

fn module_declaration(name: &crate::rust::Ident, docs: &Docs) -> TokenStream {
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
