//! Structs and the tables they are read and written by.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::deprecated::attribute;
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
    let deprecated = attribute(structure.deprecated.as_ref());
    let fields = structure.fields.iter().map(field);
    let additional_data = ident(&structure.additional_data);
    let default = default(structure);
    let record = record(structure);
    quote! {
        #documentation
        #deprecated
        pub struct #name {
            #(#fields)*
            /// What the fields above do not hold: properties that the description does not name, and annotations such as `@odata.type`.
            pub #additional_data: rt::AdditionalData,
        }
        #default
        #record
        rt::record!(#name);
    }
}

fn field(field: &Field) -> TokenStream {
    let name = ident(&field.name);
    let documentation = docs(&field.docs);
    let deprecated = attribute(field.deprecated.as_ref());
    let ty = ty(&field.ty);
    quote! { #documentation #deprecated pub #name: Option<#ty>, }
}

fn default(structure: &Struct) -> TokenStream {
    let name = ident(&structure.name);
    let fields = field_names(structure);
    let additional_data = ident(&structure.additional_data);
    quote! {
        impl ::core::default::Default for #name {
            fn default() -> Self {
                Self {
                    #(#fields: None,)*
                    #additional_data: rt::AdditionalData::new(),
                }
            }
        }
    }
}

/// The table. All else that a model can do is done by functions of the runtime that go through it: a function that is written out for each
/// of thousands of models is what compiling them takes its time for.
fn record(structure: &Struct) -> TokenStream {
    let name = ident(&structure.name);
    let wire_name = &structure.wire_name;
    let names = structure.fields.iter().map(|field| &field.wire_name);
    let index = if structure.fields.is_empty() {
        quote! { _ }
    } else {
        quote! { index }
    };
    let slot = slots(structure, quote! { & });
    let slot_mut = slots(structure, quote! { &mut });
    quote! {
        impl rt::Record for #name {
            fn shape(&self) -> &'static rt::Shape {
                &rt::Shape { type_name: #wire_name, names: &[#(#names),*] }
            }
            fn slot(&self, #index: usize) -> &dyn rt::Slot {
                #slot
            }
            fn slot_mut(&mut self, #index: usize) -> &mut dyn rt::Slot {
                #slot_mut
            }
        }
    }
}

/// The field of an index, borrowed in one way or the other; that of every other index is the additional data.
fn slots(structure: &Struct, borrow: TokenStream) -> TokenStream {
    let fields = field_names(structure);
    let additional_data = ident(&structure.additional_data);
    if fields.is_empty() {
        return quote! { #borrow self.#additional_data };
    }
    let indices = (0..fields.len()).map(Literal::usize_unsuffixed);
    quote! {
        match index {
            #(#indices => #borrow self.#fields,)*
            _ => #borrow self.#additional_data,
        }
    }
}

fn field_names(structure: &Struct) -> Vec<proc_macro2::Ident> {
    let fields = structure.fields.iter();
    fields.map(|field| ident(&field.name)).collect()
}
