//! Open enumerations.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::docs;
use super::types::ident;
use crate::rust::item::Enum;

/// The enum of an enumeration type.
pub(super) fn enumeration(enumeration: &Enum) -> TokenStream {
    let name = ident(&enumeration.name);
    let documentation = docs(&enumeration.docs);
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
    let variant_docs = enumeration
        .variants
        .iter()
        .map(|variant| docs(&variant.docs));
    let indices: Vec<_> = (0..variants.len()).map(Literal::usize_unsuffixed).collect();
    let unrecognized = ident(&enumeration.unrecognized);
    quote! {
        #documentation
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum #name {
            #(#variant_docs #variants,)*
            /// A member that the description does not name, as the service sent it.
            #unrecognized(String),
        }
        impl rt::OpenEnum for #name {
            const NAMES: &'static [&'static str] = &[#(#names),*];
            fn member(index: usize) -> Option<Self> {
                match index {
                    #(#indices => Some(Self::#variants),)*
                    _ => None,
                }
            }
            fn index(&self) -> Result<usize, &str> {
                match self {
                    #(Self::#variants => Ok(#indices),)*
                    Self::#unrecognized(name) => Err(name),
                }
            }
            fn unrecognized(name: String) -> Self {
                Self::#unrecognized(name)
            }
        }
        rt::open_enum!(#name);
    }
}
