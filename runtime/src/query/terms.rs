//! Lists: what `$select`, `$orderby` and `$expand` have in common.

/// The terms of a list, as they are put together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Terms {
    pub(crate) texts: Vec<String>,
    /// Why they cannot be sent; told when the request is sent.
    pub(crate) problem: Option<&'static str>,
}

impl Terms {
    /// One term, or several in one text, that nothing checks.
    pub(crate) fn raw(text: impl Into<String>) -> Self {
        Self {
            texts: vec![text.into()],
            problem: None,
        }
    }

    pub(crate) fn push(&mut self, text: String) {
        self.texts.push(text);
    }
}

/// Implements a trait of terms for arrays, vectors, and tuples of up to twelve terms.
macro_rules! lists_of {
    ($term:ident) => {
        impl<O, S: $term<O>, const N: usize> $term<O> for [S; N] {
            fn add_to(self, terms: &mut Terms) {
                self.into_iter().for_each(|term| term.add_to(terms));
            }
        }

        impl<O, S: $term<O>> $term<O> for Vec<S> {
            fn add_to(self, terms: &mut Terms) {
                self.into_iter().for_each(|term| term.add_to(terms));
            }
        }

        $crate::query::terms::lists_of!($term: A B C D E F G H I J K L);
    };
    ($term:ident:) => {};
    ($term:ident: $first:ident $($rest:ident)*) => {
        impl<O, $first: $term<O>, $($rest: $term<O>),*> $term<O> for ($first, $($rest,)*) {
            #[allow(non_snake_case, reason = "the names are those of the types")]
            fn add_to(self, terms: &mut Terms) {
                let ($first, $($rest,)*) = self;
                $first.add_to(terms);
                $($rest.add_to(terms);)*
            }
        }

        $crate::query::terms::lists_of!($term: $($rest)*);
    };
}

pub(super) use lists_of;
