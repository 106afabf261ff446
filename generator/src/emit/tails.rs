//! What is appended to a path.

use proc_macro2::TokenStream;
use quote::quote;

use super::types::ident;
use crate::rust::item::{Form, Given, Tail};

/// The path that an expression for a path becomes by what is appended.
pub(super) fn tail(path: TokenStream, tail: &Tail) -> TokenStream {
    match tail {
        Tail::Nothing => path,
        Tail::Segment(segment) => quote! { #path.literal(#segment) },
        Tail::Cast(name) => quote! { #path.cast(#name) },
        Tail::Call { name, parameters } => {
            let required = parameters.iter().filter(|given| !given.optional);
            let required = required.map(|given| {
                let (name, value) = (&given.name, required_value(given));
                quote! { (#name, #value) }
            });
            let optional = parameters.iter().filter(|given| given.optional);
            let optional: Vec<TokenStream> = optional.map(optional_pair).collect();
            if optional.is_empty() {
                return quote! { #path.function(#name, [#(#required),*]) };
            }
            quote! { #path.function_with(#name, [#(#required),*], [#(#optional),*]) }
        }
        Tail::Key {
            placeholder,
            argument,
        } => {
            let argument = ident(argument);
            quote! { #path.key(#placeholder, #argument) }
        }
        Tail::NamedKeys(parts) => {
            let parts = parts.iter().map(|(name, argument)| {
                let argument = ident(argument);
                quote! { (#name, #argument.into()) }
            });
            quote! { #path.named_keys([#(#parts),*]) }
        }
        Tail::ByPath(argument) => {
            let argument = ident(argument);
            quote! { #path.by_path(#argument) }
        }
    }
}

fn required_value(given: &Given) -> TokenStream {
    let argument = ident(&given.argument);
    let literal = literal(given.form);
    match given.form {
        Form::Any => quote! { #argument.into() },
        // Of nothing, too, the runtime makes a literal.
        Form::Literal => quote! { #literal(#argument) },
        Form::Json | Form::JsonList if given.nullable => {
            quote! { #argument.map_or(rt::Literal::NULL, #literal) }
        }
        Form::Json | Form::JsonList => quote! { #literal(#argument) },
    }
}

fn optional_pair(given: &Given) -> TokenStream {
    let (name, argument, literal) = (&given.name, ident(&given.argument), literal(given.form));
    quote! { (#name, #argument.map(#literal)) }
}

fn literal(form: Form) -> TokenStream {
    match form {
        Form::Literal | Form::Any => quote! { rt::Literal::from },
        Form::Json => quote! { rt::Literal::json },
        Form::JsonList => quote! { rt::Literal::json_list },
    }
}
