//! JSON of an example against the type that it is an instance of.
//!
//! What passes here decodes into the model of the type, and encodes back to the same: models keep every property by its name, known ones by
//! their type and unknown ones as they came. So what is checked is that each value has the form of its property's type, that types are
//! those that may stand there, and that no property is made up.

use super::contradiction::Contradiction;
use crate::model::{
    Api, Enumeration, Parameter, Primitive, Structured, TypeId, TypeRef, ValueType,
};
use crate::problem::{ContradictionKind, Location, near_misses};
use crate::source::tree::{Node, Value};

/// The flaws of a value that is expected to be of a type.
pub(super) fn check(api: &Api, node: &Node<'_>, ty: &TypeRef, what: &str) -> Vec<Contradiction> {
    let mut checker = Checker {
        api,
        flaws: Vec::new(),
    };
    checker.reference(node, ty, what);
    checker.flaws
}

/// The flaws of the body that carries the parameters of an action, which is called `title`.
pub(super) fn check_parameters(
    api: &Api,
    node: &Node<'_>,
    parameters: &[Parameter],
    title: &str,
) -> Vec<Contradiction> {
    let mut checker = Checker {
        api,
        flaws: Vec::new(),
    };
    let Some(mapping) = node.as_mapping() else {
        checker.form(node, title, "the parameters of an action".to_owned());
        return checker.flaws;
    };
    for (key, value) in mapping.iter().filter(|(key, _)| !key.text.contains('@')) {
        let name = key.text.trim();
        let mut known = parameters.iter();
        match known.find(|parameter| parameter.name.eq_ignore_ascii_case(name)) {
            Some(parameter) => {
                let what = format!("{title}/{name}");
                checker.reference(value, &parameter.ty, &what);
            }
            None => {
                let names = parameters.iter().map(|parameter| parameter.name.as_str());
                let kind = ContradictionKind::UnknownParameter {
                    name: name.to_owned(),
                    of: title.to_owned(),
                    near: near_misses(name, names),
                };
                checker.flaw(
                    key.location,
                    parameters.first().map(|first| first.location),
                    kind,
                );
            }
        }
    }
    checker.flaws
}

struct Checker<'a> {
    api: &'a Api,
    flaws: Vec<Contradiction>,
}

impl<'a> Checker<'a> {
    fn reference(&mut self, node: &Node<'_>, ty: &TypeRef, what: &str) {
        if !ty.collection {
            self.value(node, &ty.value, what);
            return;
        }
        match &node.value {
            Value::Sequence(items) => {
                for item in items {
                    self.value(item, &ty.value, what);
                }
            }
            Value::Null => {}
            _ => self.form(node, what, ty.to_string()),
        }
    }

    fn value(&mut self, node: &Node<'_>, ty: &ValueType, what: &str) {
        if node.value == Value::Null {
            return;
        }
        match ty {
            ValueType::Primitive(primitive) => {
                if !is_of(&node.value, *primitive) {
                    self.form(node, what, primitive.edm().to_owned());
                }
            }
            ValueType::Named(id) => {
                if let Some(enumeration) = self.api.enumeration(id) {
                    self.member(node, enumeration, what);
                } else if let Some(declared) = self.api.structured(id) {
                    self.instance(node, declared, what);
                }
            }
        }
    }

    fn member(&mut self, node: &Node<'_>, enumeration: &Enumeration, what: &str) {
        let Some(text) = node.as_str() else {
            self.form(node, what, enumeration.id.to_string());
            return;
        };
        for name in text.split(',').map(str::trim) {
            let mut members = enumeration.members.iter();
            if !members.any(|member| member.name.eq_ignore_ascii_case(name)) {
                let kind = ContradictionKind::UnknownMember {
                    name: name.to_owned(),
                    ty: enumeration.id.to_string(),
                };
                self.flaw(node.location, Some(enumeration.location), kind);
            }
        }
    }

    fn instance(&mut self, node: &Node<'_>, declared: &'a Structured, what: &str) {
        // What stands for any JSON.
        if declared.id.as_str() == "microsoft.graph.Json" {
            return;
        }
        let Some(mapping) = node.as_mapping() else {
            self.form(node, what, declared.id.to_string());
            return;
        };
        let ty = self.actual(node, declared);
        for (key, value) in mapping.iter() {
            // Annotations, and properties that are named with a path, an entity beside them, or a blank.
            if !key.text.contains('@') {
                self.property(ty, key.text.trim(), key.location, value);
            }
        }
    }

    fn property(&mut self, ty: &'a Structured, name: &str, key: Location, value: &Node<'_>) {
        let properties = self.api.flattened_properties(&ty.id);
        let what = format!("{}/{name}", ty.id.name());
        if let Some(property) = properties.get(name) {
            self.reference(value, &property.ty, &what);
        } else if let Some(navigation) = ty.navigation.get(name) {
            let reference = TypeRef {
                value: ValueType::Named(navigation.target.clone()),
                collection: navigation.collection,
            };
            self.reference(value, &reference, &what);
        } else if !ty.is_open && !ty.streams.contains_key(name) && !self.is_below(ty, name) {
            let names = properties.keys().copied();
            let names = names.chain(ty.navigation.keys().map(String::as_str));
            let kind = ContradictionKind::UnknownProperty {
                name: name.to_owned(),
                ty: ty.id.to_string(),
                near: near_misses(name, names),
            };
            self.flaw(key, Some(ty.location), kind);
        }
    }

    /// Whether a type that derives from it has the property: examples leave out `@odata.type`.
    fn is_below(&self, ty: &Structured, name: &str) -> bool {
        let mut types = self.api.structured_types();
        types.any(|other| {
            other.id != ty.id
                && (other.properties.contains_key(name) || other.navigation.contains_key(name))
                && self.api.is_a(&other.id, &ty.id)
        })
    }

    /// The type that `@odata.type` names, if it may stand there; else the declared one.
    fn actual(&mut self, node: &Node<'_>, declared: &'a Structured) -> &'a Structured {
        let Some(named) = node.get("@odata.type") else {
            return declared;
        };
        let Some(name) = named.as_str() else {
            return declared;
        };
        match type_named(self.api, name) {
            Err(kind) => self.flaw(named.location, Some(declared.location), kind),
            Ok(ty) if self.api.is_a(&ty.id, &declared.id) => return ty,
            Ok(ty) => {
                let kind = ContradictionKind::WrongType {
                    name: ty.id.to_string(),
                    expected: declared.id.to_string(),
                };
                self.flaw(named.location, Some(declared.location), kind);
            }
        }
        declared
    }

    fn form(&mut self, node: &Node<'_>, what: &str, expected: String) {
        let kind = ContradictionKind::WrongForm {
            what: what.to_owned(),
            expected,
            found: node.kind(),
        };
        self.flaw(node.location, None, kind);
    }

    fn flaw(&mut self, location: Location, described: Option<Location>, kind: ContradictionKind) {
        self.flaws.push(Contradiction {
            location,
            described,
            kind,
        });
    }
}

/// The structured type that an `@odata.type` names, with or without `#`, in full or by the alias `graph`.
///
/// # Errors
/// [`ContradictionKind::UnknownType`] where the description has none of that name.
pub(super) fn type_named<'a>(
    api: &'a Api,
    name: &str,
) -> Result<&'a Structured, ContradictionKind> {
    let plain = name.trim_start_matches('#');
    let full = match plain.strip_prefix("graph.") {
        Some(simple) => format!("microsoft.graph.{simple}"),
        None => plain.to_owned(),
    };
    let id = TypeId::parse(&full).ok();
    let exact = id.and_then(|id| api.structured(&id));
    let mut types = api.structured_types();
    exact
        .or_else(|| types.find(|ty| ty.id.as_str().eq_ignore_ascii_case(&full)))
        .ok_or_else(|| ContradictionKind::UnknownType {
            name: name.to_owned(),
        })
}

/// Whether a JSON value has the form in which values of a primitive type are written (OData JSON Format 4.01, section 7.1).
fn is_of(value: &Value<'_>, primitive: Primitive) -> bool {
    match primitive {
        Primitive::Untyped => true,
        Primitive::Boolean => matches!(value, Value::Bool(_)),
        Primitive::Byte | Primitive::SByte | Primitive::Int16 | Primitive::Int32 => {
            matches!(value, Value::Number(number) if number.as_str().parse::<i32>().is_ok())
        }
        // Numbers that not every reader of JSON can hold may be written as text.
        Primitive::Int64 | Primitive::Decimal | Primitive::Double | Primitive::Single => {
            match value {
                Value::Number(_) => true,
                Value::String(text) => {
                    text.parse::<f64>().is_ok() || matches!(text.as_ref(), "INF" | "-INF" | "NaN")
                }
                _ => false,
            }
        }
        _ => matches!(value, Value::String(_)),
    }
}
