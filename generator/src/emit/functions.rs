//! Request functions: one expression each, all work is the runtime's.

use proc_macro2::{Span, TokenStream};
use quote::quote;

use super::deprecated::attribute;
use super::docs;
use super::tails::tail;
use super::types::{ident, path, ty};
use crate::rust::item::{Answer, Argument, ArgumentType, Body, Function, Tail, Type, Untyped};

/// A request function at a place.
pub(super) fn function(function: &Function) -> TokenStream {
    let path = match &function.tail {
        Tail::Nothing => quote! { self.path.clone() },
        step => tail(quote! { self.path }, step),
    };
    let arguments = function.arguments.iter().map(argument);
    request(function, quote! { &self, #(#arguments),* }, path)
}

/// A request function of a path without types, from the service root of a version.
pub(super) fn untyped(version: &str, untyped: &Untyped) -> TokenStream {
    let root = quote! { rt::Path::service(#version) };
    let path = untyped.path.iter().fold(root, tail);
    let arguments = untyped.function.arguments.iter().map(argument);
    request(&untyped.function, quote! { #(#arguments),* }, path)
}

/// Each is compiled where it is called: a crate has thousands of them, of which a program calls few.
fn request(function: &Function, takes: TokenStream, path: TokenStream) -> TokenStream {
    let name = ident(&function.name);
    let documentation = docs(&function.docs);
    let deprecated = attribute(function.deprecated.as_ref());
    let answer = answer_type(&function.answer);
    let query = function.query.as_ref().map(|query| {
        let (marker, of) = (ident(&query.marker), ty(&query.of));
        quote! { , crate::options::#marker<#of> }
    });
    let constructor = constructor(&function.answer);
    let method = match function.answer {
        // Counting is reading, always, and uploading is putting.
        Answer::Count | Answer::Uploaded(_) => TokenStream::new(),
        _ => {
            let method = proc_macro2::Ident::new(function.method, Span::call_site());
            quote! { rt::Method::#method, }
        }
    };
    let (content, body) = match &function.body {
        Body::Bytes(argument) => {
            let argument = ident(argument);
            (quote! { , #argument }, TokenStream::new())
        }
        body => (TokenStream::new(), self::body(body)),
    };
    let allow =
        (function.arguments.len() > 6).then(|| quote! { #[allow(clippy::too_many_arguments)] });
    quote! {
        #documentation
        #deprecated
        #allow
        #[inline]
        pub fn #name(#takes) -> rt::Request<#answer #query> {
            rt::request::#constructor(#method #path #content) #body
        }
    }
}

/// An argument of a function.
pub(super) fn argument(argument: &Argument) -> TokenStream {
    let name = ident(&argument.name);
    let ty = match &argument.ty {
        ArgumentType::Model(model) => {
            let model = path(model);
            quote! { &#model }
        }
        ArgumentType::Changes(model) => {
            let model = path(model);
            quote! { &(impl rt::Changes<#model> + ?Sized) }
        }
        ArgumentType::Creates(model) => {
            let model = path(model);
            quote! { &(impl rt::Creates<#model> + ?Sized) }
        }
        ArgumentType::Models(model) => {
            let model = path(model);
            quote! { &[#model] }
        }
        ArgumentType::Reference(target) => {
            let target = path(target);
            quote! { &(impl rt::ReferenceTo<#target> + ?Sized) }
        }
        ArgumentType::Literal { ty, omissible } => {
            let literal = literal_type(ty);
            if *omissible {
                quote! { Option<#literal> }
            } else {
                literal
            }
        }
        ArgumentType::AnyLiteral => quote! { impl Into<rt::Literal> },
        ArgumentType::Key => quote! { impl Into<rt::Key> },
        ArgumentType::Text => quote! { &str },
        ArgumentType::Bytes => quote! { impl Into<rt::Bytes> },
        ArgumentType::Json => quote! { &rt::Json },
    };
    quote! { #name: #ty }
}

fn literal_type(literal: &Type) -> TokenStream {
    match literal {
        Type::Plain("String") => quote! { &str },
        Type::Plain(_) => ty(literal),
        Type::List(item) if **item == Type::Plain("String") => quote! { &[&str] },
        Type::List(item) => {
            let item = ty(item);
            quote! { &[#item] }
        }
        _ => {
            let literal = ty(literal);
            quote! { &#literal }
        }
    }
}

fn body(body: &Body) -> TokenStream {
    match body {
        // Bytes are an argument of the constructor.
        Body::Nothing | Body::Bytes(_) => TokenStream::new(),
        Body::Json(argument) => {
            let argument = ident(argument);
            quote! { .json(#argument) }
        }
        Body::Changes(argument) => {
            let argument = ident(argument);
            quote! { .changes(#argument) }
        }
        Body::NewEntity(argument) => {
            let argument = ident(argument);
            quote! { .new_entity(#argument) }
        }
        Body::Values(argument) => {
            let argument = ident(argument);
            quote! { .values(#argument) }
        }
        Body::Reference(argument) => {
            let argument = ident(argument);
            quote! { .reference(#argument) }
        }
        Body::ReferenceQuery(argument) => {
            let argument = ident(argument);
            quote! { .reference_query("@id", #argument) }
        }
    }
}

fn constructor(answer: &Answer) -> proc_macro2::Ident {
    let name = match answer {
        Answer::Nothing => "nothing",
        Answer::Entity(_) => "entity",
        Answer::EntityOrNothing(_) => "entity_or_nothing",
        Answer::Page(_) | Answer::DeltaPage(_) => "page",
        Answer::Count => "count",
        Answer::Value(_) => "value",
        Answer::Bytes => "bytes",
        Answer::Uploaded(_) => "upload",
        Answer::Link(_) => "link",
        Answer::Links(_) => "links",
    };
    proc_macro2::Ident::new(name, Span::call_site())
}

fn answer_type(answer: &Answer) -> TokenStream {
    match answer {
        Answer::Nothing => quote! { () },
        Answer::Entity(value) | Answer::Value(value) => ty(value),
        Answer::EntityOrNothing(value) | Answer::Uploaded(value) => {
            let value = ty(value);
            quote! { Option<#value> }
        }
        Answer::Page(item) => {
            let item = ty(item);
            quote! { rt::Page<#item> }
        }
        Answer::DeltaPage(item) => {
            let item = ty(item);
            quote! { rt::Page<rt::Delta<#item>> }
        }
        Answer::Count => quote! { i64 },
        Answer::Bytes => quote! { rt::Bytes },
        Answer::Link(target) => {
            let target = ty(target);
            quote! { rt::Link<#target> }
        }
        Answer::Links(target) => {
            let target = ty(target);
            quote! { rt::Page<rt::Link<#target>> }
        }
    }
}
