//! Types of the description as Rust types.

use std::collections::BTreeMap;

use super::item::Type;
use super::layout::Layout;
use super::polymorphic::Hierarchies;
use super::recursion::Cycles;
use crate::model::{Api, Primitive, TypeId, TypeRef, ValueType};

/// What is needed to name a type.
#[derive(Clone, Copy, Debug)]
pub(super) struct Types<'a> {
    /// The model.
    pub api: &'a Api,
    /// Where each type is.
    pub layout: &'a Layout,
    /// Which types contain themselves.
    pub cycles: &'a Cycles,
    /// Which types have an enum of those that derive from them.
    pub hierarchies: &'a Hierarchies<'a>,
    /// Names that the slice overrides.
    pub renames: &'a BTreeMap<String, String>,
}

impl Types<'_> {
    /// The type of a field of `owner`; nothing where the crate cannot hold it: a type outside the crate, or a stream, which is never
    /// part of a payload.
    pub(super) fn field(&self, owner: Option<&TypeId>, ty: &TypeRef) -> Option<Type> {
        let item = self.declared(&ty.value)?;
        if ty.collection {
            return Some(Type::List(Box::new(item)));
        }
        let cyclic = match (owner, ty.name()) {
            (Some(owner), Some(name)) => self.cycles.needs_pointer(owner, name),
            _ => false,
        };
        Some(if cyclic {
            Type::Boxed(Box::new(item))
        } else {
            item
        })
    }

    /// The type of one value where a value of a derived type can stand.
    pub(super) fn declared(&self, ty: &ValueType) -> Option<Type> {
        match (self.value(ty)?, ty) {
            (Type::Item(path), ValueType::Named(id)) => Some(self.hierarchies.value(id, &path)),
            (value, _) => Some(value),
        }
    }

    /// The type of one value.
    pub(super) fn value(&self, ty: &ValueType) -> Option<Type> {
        match ty {
            ValueType::Primitive(primitive) => primitive_type(*primitive),
            ValueType::Named(id) => {
                let path = self.layout.path(id)?.clone();
                let flags = self
                    .api
                    .enumeration(id)
                    .is_some_and(|enumeration| enumeration.is_flags);
                Some(if flags {
                    Type::Flags(path)
                } else {
                    Type::Item(path)
                })
            }
        }
    }
}

fn primitive_type(primitive: Primitive) -> Option<Type> {
    Some(match primitive {
        Primitive::Binary => Type::Edm("Binary"),
        Primitive::Boolean => Type::Plain("bool"),
        Primitive::Byte => Type::Plain("u8"),
        Primitive::Date => Type::Edm("Date"),
        Primitive::DateTimeOffset => Type::Edm("DateTimeOffset"),
        Primitive::Decimal => Type::Edm("Decimal"),
        Primitive::Double => Type::Plain("f64"),
        Primitive::Duration => Type::Edm("Duration"),
        Primitive::Guid => Type::Edm("Guid"),
        Primitive::Int16 => Type::Plain("i16"),
        Primitive::Int32 => Type::Plain("i32"),
        Primitive::Int64 => Type::Plain("i64"),
        Primitive::SByte => Type::Plain("i8"),
        Primitive::Single => Type::Plain("f32"),
        Primitive::Stream => return None,
        Primitive::String => Type::Plain("String"),
        Primitive::TimeOfDay => Type::Edm("TimeOfDay"),
        Primitive::Untyped => Type::Json,
    })
}
