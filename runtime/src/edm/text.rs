//! Primitive types that are text in JSON.

/// Defines a type that is a JSON string, with the form it has as a literal in a URL.
macro_rules! edm_text {
    ($(#[$documentation:meta])* $name:ident => $literal:expr) => {
        $(#[$documentation])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        pub struct $name(String);

        $crate::edm::text::text_impls!($name => $literal);

        impl $crate::model::Value for $name {
            type Codec = $crate::model::Plain;
        }

        impl $crate::model::Codec<$name> for $crate::model::Plain {
            fn view(value: &$name) -> $crate::model::View<'_> {
                $crate::model::View::Text(&value.0)
            }

            fn read(
                reader: &mut $crate::model::Reader<'_>,
            ) -> Result<$name, $crate::model::Failure> {
                Ok($name(reader.string()?.into_owned()))
            }
        }
    };
}

/// What all types that are text in Rust have.
macro_rules! text_impls {
    ($name:ident => $literal:expr) => {
        impl $name {
            /// The text, exactly as it came.
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// The text, exactly as it came.
            pub fn into_string(self) -> String {
                self.0
            }
        }

        impl From<String> for $name {
            /// Takes the text as it is; the service is the judge of it.
            fn from(text: String) -> Self {
                Self(text)
            }
        }

        impl From<&str> for $name {
            /// Takes the text as it is; the service is the judge of it.
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl From<$name> for $crate::literal::Literal {
            fn from(value: $name) -> Self {
                let literal: fn(String) -> Self = $literal;
                literal(value.0)
            }
        }

        impl From<&$name> for $crate::literal::Literal {
            fn from(value: &$name) -> Self {
                Self::from(value.clone())
            }
        }

        $crate::through_json!($name);
    };
}

pub(super) use {edm_text, text_impls};
