//! Code that stands in a module of a crate, rather than being the crate.

use proc_macro2::{Group, Spacing, TokenStream, TokenTree};
use quote::quote;

use super::types::ident;
use crate::rust::ModulePath;

/// Tokens in which each path from the crate root goes through the module that the code is below.
pub(super) fn mounted(tokens: TokenStream, module: &ModulePath) -> TokenStream {
    if module.is_root() {
        return tokens;
    }
    let modules = module.modules().iter().map(ident);
    let start = quote! { crate #(::#modules)* };
    replaced(tokens, &start)
}

fn replaced(tokens: TokenStream, start: &TokenStream) -> TokenStream {
    let mut tokens = tokens.into_iter().peekable();
    let mut out = TokenStream::new();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Group(group) => {
                let mut inner = Group::new(group.delimiter(), replaced(group.stream(), start));
                inner.set_span(group.span());
                out.extend([TokenTree::Group(inner)]);
            }
            // `pub(crate)` is no path.
            TokenTree::Ident(ref name)
                if name == "crate" && tokens.peek().is_some_and(is_colon) =>
            {
                out.extend(start.clone());
            }
            token => out.extend([token]),
        }
    }
    out
}

fn is_colon(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == ':' && punct.spacing() == Spacing::Joint)
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::mounted;
    use crate::rust::ModulePath;

    #[test]
    fn paths_go_through_the_module() {
        let tokens = quote! {
            #[doc = "crate::user"]
            pub(crate) fn f(a: &crate::user::User) -> Vec<crate::Place<User, crate::via::Users>> { crate::g!(a::b) }
        };
        let expected = quote! {
            #[doc = "crate::user"]
            pub(crate) fn f(a: &crate::a::b::user::User) -> Vec<crate::a::b::Place<User, crate::a::b::via::Users>> { crate::a::b::g!(a::b) }
        };
        let module: ModulePath = "a::b".parse().expect("it is a path");
        assert_eq!(
            mounted(tokens.clone(), &module).to_string(),
            expected.to_string()
        );
        assert_eq!(
            mounted(tokens.clone(), &ModulePath::default()).to_string(),
            tokens.to_string()
        );
    }
}
