//! Nodes as input for serde, one level at a time.
//!
//! `openapiv3` describes a whole description as one nest of types. Reading it in one go is slow, keeps no places, and a mistake
//! deep inside makes serde try each enclosing schema twice, so that its cost doubles with each level. Here each object is read
//! alone: a [`Shape`] shows its nested objects as empty stand-ins, which the caller replaces by objects read in the same way.
//! Whatever serde complains about then belongs to one small object, whose place is known.

use std::fmt;

use serde::de::value::BorrowedStrDeserializer;
use serde::de::{
    DeserializeOwned, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Unexpected, Visitor,
};
use serde::forward_to_deserialize_any;

use crate::problem::Location;
use crate::source::tree::{Key, Node, Number, Value};

/// Which object of OpenAPI 3.0.3 a node is, and so what of it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// Everything, to any depth: for objects that hold no schema.
    Whole,
    /// A Schema Object (section 4.7.24).
    Schema,
    /// A Parameter Object (4.7.12) or a Header Object (4.7.21).
    Parameter,
    /// A Request Body Object (4.7.13).
    RequestBody,
    /// A Media Type Object (4.7.14).
    MediaType,
    /// An Operation Object (4.7.10).
    Operation,
    /// A Responses Object (4.7.16).
    Responses,
    /// A Response Object (4.7.17).
    Response,
    /// Stands for an object that may be a reference: shown as `{"$ref": ""}`.
    Reference,
    /// A list or mapping of such objects.
    References,
    /// Stands for an object that cannot be a reference: shown as `{}`.
    Empty,
    /// A mapping of such objects.
    Empties,
}

impl Shape {
    /// How the value of a key is shown; `None` when the key is not shown at all.
    fn of_value(self, key: &str, value: &Node<'_>) -> Option<Self> {
        Some(match (self, key) {
            (Self::Schema, "properties" | "allOf" | "anyOf" | "oneOf") => Self::References,
            (Self::Schema, "items" | "not") => Self::Reference,
            (Self::Schema, "additionalProperties") if value.as_mapping().is_some() => {
                Self::Reference
            }
            (Self::Parameter | Self::MediaType, "schema") => Self::Reference,
            (Self::Parameter | Self::RequestBody | Self::Response, "content") => Self::Empties,
            (Self::Operation, "parameters") | (Self::Response, "headers") => Self::References,
            (Self::Operation, "requestBody") => Self::Reference,
            (Self::Operation, "responses") => Self::Responses,
            (Self::Responses, key) if !key.starts_with("x-") => Self::Reference,
            // The keys of these are names that the text chose.
            (Self::References, _) => Self::Reference,
            (Self::Empties, _) => Self::Empty,
            // Examples are large and say nothing about shape; the others describe what Graph does not have.
            (shape, "example" | "examples" | "encoding" | "links" | "callbacks" | "xml")
                if shape != Self::Whole =>
            {
                return None;
            }
            _ => Self::Whole,
        })
    }

    fn of_item(self) -> Self {
        match self {
            Self::References => Self::Reference,
            Self::Empties => Self::Empty,
            _ => Self::Whole,
        }
    }
}

/// Why a node is not what `openapiv3` expects.
#[derive(Clone, Debug)]
pub(super) struct Mismatch {
    pub(super) detail: String,
    /// The innermost value in question, if it is known.
    pub(super) location: Option<Location>,
}

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.detail)
    }
}

impl std::error::Error for Mismatch {}

impl serde::de::Error for Mismatch {
    fn custom<T: fmt::Display>(detail: T) -> Self {
        Self {
            detail: detail.to_string(),
            location: None,
        }
    }
}

/// Reads one object.
///
/// # Errors
/// What serde says, with the place of the value that it is about. Where serde has lost the place, which it does in flattened
/// structs, the place is found by trying which key makes the difference.
pub(super) fn read<T: DeserializeOwned>(node: &Node<'_>, shape: Shape) -> Result<T, Mismatch> {
    let view = View {
        node,
        shape,
        hidden: None,
    };
    T::deserialize(view).map_err(|mut mismatch| {
        mismatch.location = mismatch.location.or_else(|| blame::<T>(view));
        mismatch
    })
}

/// The key without which the object would be accepted.
fn blame<T: DeserializeOwned>(view: View<'_, '_>) -> Option<Location> {
    let mapping = view.node.as_mapping()?;
    let mut keys = mapping.iter().map(|(key, _)| key);
    keys.find(|key| {
        T::deserialize(View {
            hidden: Some(key.text.as_ref()),
            ..view
        })
        .is_ok()
    })
    .map(|key| key.location)
}

/// A node in a shape.
#[derive(Clone, Copy, Debug)]
struct View<'a, 't> {
    node: &'a Node<'t>,
    shape: Shape,
    hidden: Option<&'a str>,
}

impl<'a, 't> View<'a, 't> {
    fn whole(node: &'a Node<'t>, shape: Shape) -> Self {
        Self {
            node,
            shape,
            hidden: None,
        }
    }
}

impl<'de> Deserializer<'de> for View<'de, '_> {
    type Error = Mismatch;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        match (self.shape, &self.node.value) {
            (Shape::Reference, _) => visitor.visit_map(StandIn { keys: 1 }),
            (Shape::Empty, _) => visitor.visit_map(StandIn { keys: 0 }),
            (_, Value::Null) => visitor.visit_unit(),
            (_, Value::Bool(value)) => visitor.visit_bool(*value),
            (_, Value::Number(number)) => visit_number(*number, visitor),
            (_, Value::String(text)) => visitor.visit_borrowed_str(text),
            (shape, Value::Sequence(items)) => visitor.visit_seq(Items {
                items: items.iter(),
                shape: shape.of_item(),
            }),
            (shape, Value::Mapping(mapping)) => {
                let entries = mapping.iter();
                visitor.visit_map(Entries {
                    entries,
                    shape,
                    hidden: self.hidden,
                    value: None,
                })
            }
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        match self.node.value {
            Value::Null if self.shape == Shape::Whole => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Mismatch> {
        match &self.node.value {
            Value::String(text) => {
                BorrowedStrDeserializer::new(text).deserialize_enum(name, variants, visitor)
            }
            _ => Err(serde::de::Error::invalid_type(
                Unexpected::Other(self.node.kind()),
                &visitor,
            )),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Mismatch> {
        visitor.visit_newtype_struct(self)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple
        tuple_struct map struct identifier ignored_any
    }
}

fn visit_number<'a, V: Visitor<'a>>(number: Number<'_>, visitor: V) -> Result<V::Value, Mismatch> {
    if let Some(value) = number.as_u64() {
        visitor.visit_u64(value)
    } else if let Some(value) = number.as_i64() {
        visitor.visit_i64(value)
    } else {
        visitor.visit_f64(number.as_f64())
    }
}

/// The items of a sequence.
struct Items<'a, 't> {
    items: std::slice::Iter<'a, Node<'t>>,
    shape: Shape,
}

impl<'a> SeqAccess<'a> for Items<'a, '_> {
    type Error = Mismatch;

    fn next_element_seed<T: DeserializeSeed<'a>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Mismatch> {
        let Some(item) = self.items.next() else {
            return Ok(None);
        };
        seed.deserialize(View::whole(item, self.shape))
            .map(Some)
            .map_err(|mismatch| placed(mismatch, item))
    }
}

/// The entries of a mapping that its shape shows.
struct Entries<'a, 't, I> {
    entries: I,
    shape: Shape,
    hidden: Option<&'a str>,
    value: Option<View<'a, 't>>,
}

impl<'a, 't: 'a, I: Iterator<Item = (&'a Key<'t>, &'a Node<'t>)>> MapAccess<'a>
    for Entries<'a, 't, I>
{
    type Error = Mismatch;

    fn next_key_seed<K: DeserializeSeed<'a>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Mismatch> {
        for (key, value) in self.entries.by_ref() {
            let text = key.text.as_ref();
            if self.hidden == Some(text) {
                continue;
            }
            if let Some(shape) = self.shape.of_value(text, value) {
                self.value = Some(View::whole(value, shape));
                return seed
                    .deserialize(BorrowedStrDeserializer::new(text))
                    .map(Some);
            }
        }
        Ok(None)
    }

    fn next_value_seed<V: DeserializeSeed<'a>>(&mut self, seed: V) -> Result<V::Value, Mismatch> {
        match self.value.take() {
            Some(view) => seed
                .deserialize(view)
                .map_err(|mismatch| placed(mismatch, view.node)),
            None => Err(serde::de::Error::custom(
                "a value was asked for before its key",
            )),
        }
    }
}

/// `{}`, or `{"$ref": ""}`.
struct StandIn {
    keys: usize,
}

impl<'a> MapAccess<'a> for StandIn {
    type Error = Mismatch;

    fn next_key_seed<K: DeserializeSeed<'a>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Mismatch> {
        if self.keys == 0 {
            return Ok(None);
        }
        self.keys -= 1;
        seed.deserialize(BorrowedStrDeserializer::new("$ref"))
            .map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'a>>(&mut self, seed: V) -> Result<V::Value, Mismatch> {
        seed.deserialize(BorrowedStrDeserializer::new(""))
    }
}

fn placed(mut mismatch: Mismatch, node: &Node<'_>) -> Mismatch {
    mismatch.location.get_or_insert(node.location);
    mismatch
}
