//! Enums of a type and those that derive from it.

use proc_macro2::TokenStream;
use quote::quote;

use super::types::{ident, path};
use super::{comment, docs};
use crate::rust::Ident;
use crate::rust::item::{ItemPath, Polymorphic, Subtype};

/// The enum of the type `declared`, in its module. What can be said of a value of that type, or of its base types, can be said of one of the
/// enum.
pub(super) fn polymorphic(declared: &Ident, bases: &[ItemPath], item: &Polymorphic) -> TokenStream {
    let name = ident(&item.name);
    let declared = ident(declared);
    let documentation = docs(&item.docs);
    let other = ident(&item.other);
    let variants = item.variants.iter().map(|subtype| {
        let (variant, model) = (ident(&subtype.name), path(&subtype.model));
        let about = comment(&subtype.title);
        quote! { #[doc = #about] #variant(Box<#model>), }
    });
    let bases = bases.iter().map(path);
    let table = table(&declared, item);
    let access = item.variants.iter().map(access);
    quote! {
        #documentation
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            /// A type that this crate does not have. Its name, in `@odata.type`, and what it has besides are in the additional data.
            #other(Box<#declared>),
        }
        #table
        impl #name { #(#access)* }
        #(impl rt::IsA<#bases> for #name {})*
        rt::polymorphic!(#name, #declared);
    }
}

/// What is known of the types; all else is done by functions of the runtime that go through it.
fn table(declared: &proc_macro2::Ident, item: &Polymorphic) -> TokenStream {
    let name = ident(&item.name);
    let other = ident(&item.other);
    let declared_name = item.variants.first().map(|subtype| &subtype.wire_name);
    let wire_names = item.variants.iter().map(|subtype| &subtype.wire_name);
    let variants: Vec<_> = item.variants.iter().map(|it| ident(&it.name)).collect();
    quote! {
        impl rt::Polymorphic for #name {
            type Declared = #declared;
            const DECLARED: &'static str = #declared_name;
            fn of(type_name: &str) -> Self {
                match type_name {
                    #(#wire_names => Self::#variants(Box::default()),)*
                    _ => Self::#other(Box::default()),
                }
            }
            fn is_other(&self) -> bool {
                matches!(self, Self::#other(_))
            }
            fn record(&self) -> &dyn rt::Record {
                match self {
                    #(Self::#variants(value) => &**value,)*
                    Self::#other(value) => &**value,
                }
            }
            fn record_mut(&mut self) -> &mut dyn rt::Record {
                match self {
                    #(Self::#variants(value) => &mut **value,)*
                    Self::#other(value) => &mut **value,
                }
            }
        }
    }
}

/// The functions that ask for one of the types.
fn access(subtype: &Subtype) -> TokenStream {
    let model = path(&subtype.model);
    let title = &subtype.title;
    let as_name = ident(&Ident::fixed("as").extended(subtype.method.bare()));
    let into_name = ident(&Ident::fixed("into").extended(subtype.method.bare()));
    let as_docs = comment(&format!("The {title}, if it is one."));
    let into_docs = comment(&format!(
        "The {title}, if it is one; else the value as it was."
    ));
    quote! {
        #[doc = #as_docs]
        pub fn #as_name(&self) -> Option<&#model> {
            rt::polymorphic::as_variant(self)
        }
        #[doc = #into_docs]
        pub fn #into_name(self) -> Result<#model, Self> {
            rt::polymorphic::into_variant(self)
        }
    }
}
