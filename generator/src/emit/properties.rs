//! The constants that name properties.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::quote;

use super::deprecated::attribute;
use super::docs;
use super::types::{ident, path, ty};
use crate::rust::Ident;
use crate::rust::item::{Constant, ConstantKind, Type};

/// The constants of the type `model`. They are written as what they are: for a call in each, the compiler takes twice the time.
pub(super) fn constants(model: &Ident, constants: &[Constant]) -> TokenStream {
    let mut inherited: BTreeMap<&[Ident], Vec<&Ident>> = BTreeMap::new();
    let mut own = TokenStream::new();
    for constant in constants {
        match &constant.kind {
            ConstantKind::Inherited(modules) => {
                inherited.entry(modules).or_default().push(&constant.name);
            }
            ConstantKind::Property { ty, access } => {
                let arguments = property(&ident(model), ty, access.as_ref());
                own.extend(definition(constant, quote!(Property), arguments));
            }
            ConstantKind::Navigation { target, collection } => {
                let (model, target) = (ident(model), path(target));
                let many = collection.then(|| quote! { , rt::Many });
                let arguments = quote! { #model, #target #many };
                own.extend(definition(constant, quote!(NavigationProperty), arguments));
            }
        }
    }
    let inherited = inherited.into_iter().map(|(modules, names)| {
        let modules = modules.iter().map(ident);
        let names = names.into_iter().map(ident);
        quote! {
            #[doc(no_inline)]
            pub use crate::#(#modules::)*{#(#names),*};
        }
    });
    quote! { #(#inherited)* #own }
}

fn definition(constant: &Constant, kind: TokenStream, arguments: TokenStream) -> TokenStream {
    let name = ident(&constant.name);
    let documentation = docs(&constant.docs);
    let deprecated = attribute(constant.deprecated.as_ref());
    let wire_name = &constant.wire_name;
    quote! {
        #documentation
        #deprecated
        pub const #name: rt::#kind<#arguments> = rt::#kind { name: #wire_name, of: rt::OF };
    }
}

fn property(model: &proc_macro2::Ident, value: &Type, access: Option<&Ident>) -> TokenStream {
    let value = match value {
        Type::Boxed(value) => ty(value),
        value => ty(value),
    };
    let access = access.map(|access| {
        let access = ident(access);
        quote! { , rt::#access }
    });
    quote! { #model, #value #access }
}
