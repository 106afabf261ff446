//! Enumerations that accept what they do not know.

use super::failure::Failure;
use super::reader::Reader;
use super::value::Codec;
use super::view::View;
use crate::literal::Literal;
use crate::path::Key;

/// An enumeration of the service: a name in JSON, and back.
///
/// Services send members that no description names, so every enumeration keeps an unknown name as
/// it came and sends it back unchanged; a `match` on one needs an arm for it. Names differ by case.
/// Two members are equal if their names are.
pub trait OpenEnum: Named + for<'a> From<&'a str> + Clone + 'static {}

/// What has a name in JSON: a member of an enumeration, or a reference to one.
pub trait Named {
    /// The name.
    fn name(&self) -> &str;
}

impl<N: Named> Named for &N {
    fn name(&self) -> &str {
        N::name(self)
    }
}

// One impl for all enumerations: the compiler holds each impl of a trait for a type against every
// other, so that one for each of a thousand enumerations is half a million comparisons.

#[diagnostic::do_not_recommend]
impl<N: Named> From<N> for Literal {
    fn from(member: N) -> Self {
        Self::from(member.name())
    }
}

#[diagnostic::do_not_recommend]
impl<N: Named> From<N> for Key {
    fn from(member: N) -> Self {
        Self::from(member.name())
    }
}

/// The codec of enumerations.
#[derive(Debug)]
pub enum NameCodec {}

impl<E: OpenEnum> Codec<E> for NameCodec {
    fn view(member: &E) -> View<'_> {
        View::Text(member.name())
    }

    fn read(reader: &mut Reader<'_>) -> Result<E, Failure> {
        Ok(E::from(&reader.string()?))
    }
}

/// Writes the impls that every enumeration has; needs `as_str` and `From<&str>`.
#[doc(hidden)]
#[macro_export]
macro_rules! open_enum {
    ($name:ident) => {
        impl $crate::codegen::OpenEnum for $name {}

        impl $crate::codegen::Value for $name {
            type Codec = $crate::codegen::NameCodec;
        }

        impl $crate::codegen::Named for $name {
            fn name(&self) -> &str {
                self.as_str()
            }
        }

        impl ::core::clone::Clone for $name {
            fn clone(&self) -> Self {
                ::core::convert::From::from(self.as_str())
            }
        }

        impl ::core::cmp::PartialEq for $name {
            fn eq(&self, other: &Self) -> bool {
                self.as_str() == other.as_str()
            }
        }

        impl ::core::cmp::Eq for $name {}

        impl ::core::hash::Hash for $name {
            fn hash<H: ::core::hash::Hasher>(&self, state: &mut H) {
                ::core::hash::Hash::hash(self.as_str(), state)
            }
        }

        impl ::core::fmt::Debug for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Debug::fmt(self.as_str(), f)
            }
        }

        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        $crate::model_through_json!($name);
    };
}
