//! `permissions.rs`: what is known of the permissions that requests take.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::rust::item::Crate;

/// One text, so that a crate of ten thousand operations compiles no slower for it.
pub(super) fn module(krate: &Crate) -> TokenStream {
    let lines: Vec<String> = krate.permissions.iter().map(ToString::to_string).collect();
    let text = lines.join("\n");
    // The lines have neither quotes nor `#`; in a raw literal each of them is a line of the file.
    let raw = format!("r\"{text}\"").parse::<Literal>();
    let table = raw.unwrap_or_else(|_| Literal::string(&text));
    quote! {
        //! The permissions that requests take, as far as the descriptions tell.

        use msgraph_runtime::codegen as rt;

        /// A line for each method and path: the permissions for a work or school account, for a personal account, and for an application,
        /// from least to most privileged.
        const TABLE: &str = #table;

        /// What a request tells of the permissions that it takes.
        pub trait Permitted {
            /// The permissions that the request takes on the path that it is on. `None` where nothing is known of it: a permission may be
            /// needed all the same.
            fn permissions(&self) -> Option<rt::Permissions>;
        }

        impl<T, Q> Permitted for rt::Request<T, Q> {
            fn permissions(&self) -> Option<rt::Permissions> {
                rt::Permissions::find(TABLE, self.method(), self.path())
            }
        }
    }
}
