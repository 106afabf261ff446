//! Enumerations that accept what they do not know.

/// An enumeration of the service.
///
/// Services send members that no description names, so every enumeration keeps an unknown name as
/// it came and sends it back unchanged; a `match` on one needs an arm for it.
pub trait OpenEnum: Sized {
    /// The names of the members in JSON, in the order of the description.
    const NAMES: &'static [&'static str];

    /// The member at `index` of [`NAMES`](OpenEnum::NAMES); `None` if there is none.
    fn member(index: usize) -> Option<Self>;

    /// The index of this member in [`NAMES`](OpenEnum::NAMES).
    ///
    /// # Errors
    ///
    /// The name itself, if the description does not know it.
    fn index(&self) -> Result<usize, &str>;

    /// A member that the description does not know.
    fn unrecognized(name: String) -> Self;
}

/// The name of a member in JSON.
pub fn as_str<E: OpenEnum>(member: &E) -> &str {
    match member.index() {
        Ok(index) => E::NAMES.get(index).copied().unwrap_or_default(),
        Err(name) => name,
    }
}

/// The member of this name; names differ by case.
pub fn parse<E: OpenEnum>(name: &str) -> E {
    let known = E::NAMES.iter().position(|known| *known == name);
    known
        .and_then(E::member)
        .unwrap_or_else(|| E::unrecognized(name.to_owned()))
}

/// Writes the impls that every enumeration has; needs [`OpenEnum`].
#[doc(hidden)]
#[macro_export]
macro_rules! open_enum {
    ($name:ident) => {
        impl $name {
            /// The name in JSON.
            pub fn as_str(&self) -> &str {
                $crate::codegen::as_str(self)
            }
        }

        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl ::core::convert::AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl ::core::convert::From<&str> for $name {
            fn from(name: &str) -> Self {
                $crate::codegen::parse(name)
            }
        }

        impl ::core::convert::From<::std::string::String> for $name {
            fn from(name: ::std::string::String) -> Self {
                $crate::codegen::parse(&name)
            }
        }

        impl ::core::str::FromStr for $name {
            type Err = ::core::convert::Infallible;

            // `Self::Err` would also be the name of a member that is called so.
            fn from_str(name: &str) -> ::core::result::Result<Self, ::core::convert::Infallible> {
                ::core::result::Result::Ok($crate::codegen::parse(name))
            }
        }

        impl ::core::convert::From<$name> for $crate::codegen::Literal {
            fn from(member: $name) -> Self {
                Self::from(member.as_str())
            }
        }

        impl ::core::convert::From<&$name> for $crate::codegen::Literal {
            fn from(member: &$name) -> Self {
                Self::from(member.as_str())
            }
        }

        impl ::core::convert::From<$name> for $crate::codegen::Key {
            fn from(member: $name) -> Self {
                Self::from(member.as_str())
            }
        }

        impl ::core::convert::From<&$name> for $crate::codegen::Key {
            fn from(member: &$name) -> Self {
                Self::from(member.as_str())
            }
        }

        impl $crate::codegen::Value for $name {
            fn read(
                reader: &mut $crate::codegen::Reader<'_>,
            ) -> ::core::result::Result<Self, $crate::codegen::Failure> {
                ::core::result::Result::Ok($crate::codegen::parse(&reader.string()?))
            }

            fn write(&self, writer: &mut $crate::codegen::Writer) {
                writer.string(self.as_str())
            }
        }

        $crate::through_json!($name);
    };
}
