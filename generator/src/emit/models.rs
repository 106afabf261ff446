//! Structs and the tables they are read and written by.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::docs;
use super::types::{ident, path, ty};
use crate::rust::item::{Field, Struct, Structured};

/// The structs of a structured type's module.
pub(super) fn structured(structured: &Structured) -> TokenStream {
    let model = structure(&structured.model);
    let name = ident(&structured.model.name);
    let bases = structured.bases.iter().map(|base| {
        let base = path(base);
        quote! { impl rt::IsA<#base> for #name {} }
    });
    let parameters = structured.parameters.iter().map(structure);
    quote! { #model #(#bases)* #(#parameters)* }
}

fn structure(structure: &Struct) -> TokenStream {
    let name = ident(&structure.name);
    let documentation = docs(&structure.docs);
    let fields = structure.fields.iter().map(field);
    let additional_data = ident(&structure.additional_data);
    let record = record(structure);
    quote! {
        #documentation
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct #name {
            #(#fields)*
            /// What the fields above do not hold: properties that the description does not name, and annotations such as `@odata.type`.
            pub #additional_data: rt::AdditionalData,
        }
        #record
    }
}

fn field(field: &Field) -> TokenStream {
    let name = ident(&field.name);
    let documentation = docs(&field.docs);
    let ty = ty(&field.ty);
    quote! { #documentation pub #name: Option<#ty>, }
}

fn record(structure: &Struct) -> TokenStream {
    let name = ident(&structure.name);
    let wire_name = &structure.wire_name;
    let names = structure.fields.iter().map(|field| &field.wire_name);
    let fields: Vec<_> = structure
        .fields
        .iter()
        .map(|field| ident(&field.name))
        .collect();
    let additional_data = ident(&structure.additional_data);
    let slot = table(&fields, quote! { & }, quote! { rt::no_slot(index) });
    let slot_mut = table(&fields, quote! { &mut }, quote! { rt::no_slot_mut(index) });
    quote! {
        impl rt::Record for #name {
            fn shape(&self) -> &'static rt::Shape {
                static SHAPE: rt::Shape = rt::Shape { type_name: #wire_name, names: &[#(#names),*] };
                &SHAPE
            }
            fn slot(&self, index: usize) -> &dyn rt::Slot {
                #slot
            }
            fn slot_mut(&mut self, index: usize) -> &mut dyn rt::Slot {
                #slot_mut
            }
            fn additional_data(&self) -> &rt::AdditionalData {
                &self.#additional_data
            }
            fn additional_data_mut(&mut self) -> &mut rt::AdditionalData {
                &mut self.#additional_data
            }
        }
        rt::record!(#name);
    }
}

/// The field of an index, borrowed in one way or the other.
fn table(
    fields: &[proc_macro2::Ident],
    borrow: TokenStream,
    otherwise: TokenStream,
) -> TokenStream {
    if fields.is_empty() {
        return otherwise;
    }
    let indices = (0..fields.len()).map(Literal::usize_unsuffixed);
    quote! {
        match index {
            #(#indices => #borrow self.#fields,)*
            _ => #otherwise,
        }
    }
}
