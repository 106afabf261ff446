//! Properties that are kept although the descriptions have them no more.
//!
//! A property can vanish from a description by mistake, and be back in the next one. Until then a line in the slice file keeps the code
//! compiling that uses it; the line has to go when the property is back.

use super::request::{Kept, Request};
use crate::model::{
    Api, Deprecation, Documentation, Primitive, Property, Type, TypeId, TypeRef, ValueType,
};
use crate::problem::{Meaning, Problem, Problems, near_misses};

/// Adds what the request keeps to the model, as deprecated. A line that keeps nothing is an error.
pub fn keep(api: &mut Api, request: &Request, problems: &mut Problems) {
    for kept in &request.kept {
        if let Err(why) = add(api, kept) {
            let key = kept.property.text.clone();
            let meaning = Meaning::KeptInVain { key, why };
            problems.push(Problem::at(kept.property.location, meaning));
        }
    }
}

/// # Errors
/// Why there is nothing to keep.
fn add(api: &mut Api, kept: &Kept) -> Result<(), String> {
    let (owner, name) = kept
        .property
        .text
        .split_once('/')
        .ok_or("a line names a type and a property: `microsoft.graph.user/aboutMe`")?;
    let ty = type_of(api, &kept.ty)?;
    let id = TypeId::parse(owner).map_err(|_| "the name of a type has a namespace")?;
    if api.flattened_properties(&id).contains_key(name) {
        return Err("the descriptions have it: take the line out".to_owned());
    }
    let property = Property {
        name: name.to_owned(),
        ty,
        nullable: Some(true),
        computed: false,
        immutable: false,
        documentation: Documentation {
            deprecation: Some(Deprecation {
                text: Some("the descriptions have it no more".to_owned()),
                ..Deprecation::default()
            }),
            ..Documentation::default()
        },
        location: kept.property.location,
    };
    match api.types.get_mut(&id) {
        Some(Type::Structured(owner)) => {
            owner.properties.insert(name.to_owned(), property);
            Ok(())
        }
        _ => Err(unknown(api, owner)),
    }
}

/// A type as CSDL writes it (OData CSDL 4.01, section 4.4), with its namespace.
fn type_of(api: &Api, text: &str) -> Result<TypeRef, String> {
    let item = text
        .strip_prefix("Collection(")
        .and_then(|rest| rest.strip_suffix(')'));
    let name = item.unwrap_or(text);
    let value = match (Primitive::from_edm(name), TypeId::parse(name)) {
        (Some(primitive), _) => ValueType::Primitive(primitive),
        (None, Ok(id)) if api.types.contains_key(&id) => ValueType::Named(id),
        _ => return Err(unknown(api, name)),
    };
    Ok(TypeRef {
        value,
        collection: item.is_some(),
    })
}

fn unknown(api: &Api, name: &str) -> String {
    let near = near_misses(name, api.types.keys().map(TypeId::as_str));
    match near.first() {
        Some(near) => format!("there is no type `{name}`; did you mean `{near}`?"),
        None => format!("there is no type `{name}`"),
    }
}
