//! Types and names as tokens.

use proc_macro2::{Span, TokenStream};
use quote::quote;

use crate::rust::Ident;
use crate::rust::item::{ItemPath, Type};

/// An identifier. What it is made of was checked when it was made.
pub(super) fn ident(name: &Ident) -> proc_macro2::Ident {
    if name.as_str().starts_with("r#") {
        return proc_macro2::Ident::new_raw(name.bare(), Span::call_site());
    }
    proc_macro2::Ident::new(name.as_str(), Span::call_site())
}

/// A path from the crate root.
pub(super) fn path(path: &ItemPath) -> TokenStream {
    let modules = path.modules.iter().map(ident);
    let name = ident(&path.name);
    quote! { crate::#(#modules::)*#name }
}

/// The same for another item beside that one.
pub(super) fn beside(item: &ItemPath, name: &TokenStream) -> TokenStream {
    let modules = item.modules.iter().map(ident);
    quote! { crate::#(#modules::)*#name }
}

/// A type.
pub(super) fn ty(ty: &Type) -> TokenStream {
    match ty {
        Type::Plain(name) => {
            let name = proc_macro2::Ident::new(name, Span::call_site());
            quote! { #name }
        }
        Type::Edm(name) => {
            let name = proc_macro2::Ident::new(name, Span::call_site());
            quote! { rt::edm::#name }
        }
        Type::Json => quote! { rt::Json },
        Type::Item(item) => path(item),
        Type::Polymorphic { name, declared } => {
            let name = ident(name);
            beside(declared, &quote! { #name })
        }
        Type::Flags(item) => {
            let item = path(item);
            quote! { rt::Flags<#item> }
        }
        Type::Boxed(item) => {
            let item = self::ty(item);
            quote! { Box<#item> }
        }
        Type::List(item) => {
            let item = self::ty(item);
            quote! { Vec<#item> }
        }
    }
}
