//! Open enumerations.

use proc_macro2::TokenStream;
use quote::quote;

use super::deprecated::attribute;
use super::docs;
use super::types::ident;
use crate::rust::item::Enum;

/// The enum of an enumeration type.
pub(super) fn enumeration(enumeration: &Enum) -> TokenStream {
    let name = ident(&enumeration.name);
    let documentation = docs(&enumeration.docs);
    let deprecated = attribute(enumeration.deprecated.as_ref());
    let names: Vec<_> = enumeration
        .variants
        .iter()
        .map(|variant| &variant.wire_name)
        .collect();
    let variants: Vec<_> = enumeration
        .variants
        .iter()
        .map(|variant| ident(&variant.name))
        .collect();
    let variant_docs = enumeration.variants.iter().map(|variant| {
        let documentation = docs(&variant.docs);
        let deprecated = attribute(variant.deprecated.as_ref());
        quote! { #documentation #deprecated }
    });
    let unrecognized = ident(&enumeration.unrecognized);
    quote! {
        #documentation
        #deprecated
        #[non_exhaustive]
        pub enum #name {
            #(#variant_docs #variants,)*
            /// A member that the description does not name, as the service sent it.
            #unrecognized(String),
        }
        impl #name {
            /// The name in JSON.
            pub fn as_str(&self) -> &str {
                match self {
                    #(Self::#variants => #names,)*
                    Self::#unrecognized(name) => name,
                }
            }
        }
        impl From<&str> for #name {
            fn from(name: &str) -> Self {
                match name {
                    #(#names => Self::#variants,)*
                    _ => Self::#unrecognized(name.to_owned()),
                }
            }
        }
        rt::open_enum!(#name);
    }
}
