//! Request functions: one expression each, all work is the runtime's.

use proc_macro2::{Span, TokenStream};
use quote::quote;

use super::docs;
use super::types::{ident, path, ty};
use crate::rust::item::{Answer, Argument, ArgumentType, Body, Function, Tail, Type};

/// A request function.
pub(super) fn function(function: &Function) -> TokenStream {
    let name = ident(&function.name);
    let documentation = docs(&function.docs);
    let arguments = function.arguments.iter().map(argument);
    let answer = answer_type(&function.answer);
    let constructor = constructor(&function.answer);
    let method = match function.answer {
        // Counting is reading, always.
        Answer::Count => TokenStream::new(),
        _ => {
            let method = proc_macro2::Ident::new(function.method, Span::call_site());
            quote! { rt::Method::#method, }
        }
    };
    let tail = tail(&function.tail);
    let body = body(&function.body);
    let allow =
        (function.arguments.len() > 6).then(|| quote! { #[allow(clippy::too_many_arguments)] });
    quote! {
        #documentation
        #allow
        pub fn #name(&self, #(#arguments),*) -> rt::Request<#answer> {
            rt::Request::#constructor(#method #tail) #body
        }
    }
}

fn argument(argument: &Argument) -> TokenStream {
    let name = ident(&argument.name);
    let ty = match &argument.ty {
        ArgumentType::Model(model) => {
            let model = path(model);
            quote! { &#model }
        }
        ArgumentType::Reference(target) => {
            let target = path(target);
            quote! { &(impl rt::ReferenceTo<#target> + ?Sized) }
        }
        ArgumentType::Literal { ty, nullable } => {
            let literal = literal_type(ty);
            if *nullable {
                quote! { Option<#literal> }
            } else {
                literal
            }
        }
    };
    quote! { #name: #ty }
}

fn literal_type(literal: &Type) -> TokenStream {
    match literal {
        Type::Plain("String") => quote! { &str },
        Type::Plain(_) => ty(literal),
        _ => {
            let literal = ty(literal);
            quote! { &#literal }
        }
    }
}

fn tail(tail: &Tail) -> TokenStream {
    match tail {
        Tail::Nothing => quote! { self.path().clone() },
        Tail::Segment(segment) => quote! { self.path().literal(#segment) },
        Tail::Call { name, parameters } => {
            let pairs = parameters.iter().map(|(name, argument)| {
                let argument = ident(argument);
                quote! { (#name, rt::Literal::from(#argument)) }
            });
            quote! { self.path().function(#name, [#(#pairs),*]) }
        }
    }
}

fn body(body: &Body) -> TokenStream {
    match body {
        Body::Nothing => TokenStream::new(),
        Body::Json(argument) => {
            let argument = ident(argument);
            quote! { .json(#argument) }
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
        Answer::Page(_) => "page",
        Answer::Count => "count",
        Answer::Value(_) => "value",
        Answer::Bytes => "bytes",
        Answer::Link(_) => "link",
        Answer::Links(_) => "links",
    };
    proc_macro2::Ident::new(name, Span::call_site())
}

fn answer_type(answer: &Answer) -> TokenStream {
    match answer {
        Answer::Nothing => quote! { () },
        Answer::Entity(value) | Answer::Value(value) => ty(value),
        Answer::EntityOrNothing(value) => {
            let value = ty(value);
            quote! { Option<#value> }
        }
        Answer::Page(item) => {
            let item = ty(item);
            quote! { rt::Page<#item> }
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
