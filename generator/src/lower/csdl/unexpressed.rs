//! What CSDL declares and documented paths lead to, but no typed call can express yet.

use std::collections::BTreeSet;

use super::annotations::AnnotationIndex;
use crate::model::{Api, Primitive, Structured, TypeId, ValueType};
use crate::problem::{Location, Meaning, Problem, Problems};

const ALTERNATE_KEYS: [&str; 2] = [
    "Org.OData.Core.V1.AlternateKeys",
    "OData.Community.Keys.V1.AlternateKeys",
];
const DERIVED_TYPES: &str = "Org.OData.Validation.V1.DerivedTypeConstraint";

/// Warns of it, at each type and navigation property that has it. Types that no documented path goes through are left out.
pub(super) fn tell(
    annotations: &AnnotationIndex<'_>,
    placed: &BTreeSet<TypeId>,
    api: &Api,
    problems: &mut Problems,
) {
    for id in placed {
        for structured in api.lineage(id) {
            tell_of_type(annotations, structured, problems);
        }
    }
}

fn tell_of_type(
    annotations: &AnnotationIndex<'_>,
    structured: &Structured,
    problems: &mut Problems,
) {
    let id = structured.id.as_str();
    let streams = structured.properties.values();
    for property in
        streams.filter(|property| property.ty.value == ValueType::Primitive(Primitive::Stream))
    {
        let of = format!("{id}/{}", property.name);
        tell_one("the media stream", of, property.location, problems);
    }
    if structured.has_stream {
        tell_one(
            "the media stream",
            id.to_owned(),
            structured.location,
            problems,
        );
    }
    if ALTERNATE_KEYS.iter().any(|term| annotations.has(id, term)) {
        tell_one(
            "the alternate key",
            id.to_owned(),
            structured.location,
            problems,
        );
    }
    for navigation in structured.navigation.values() {
        let of = format!("{id}/{}", navigation.name);
        if annotations.has(&of, DERIVED_TYPES) {
            tell_one("the type cast", of, navigation.location, problems);
        }
    }
}

fn tell_one(what: &'static str, of: String, location: Location, problems: &mut Problems) {
    problems.push(Problem::at(
        location,
        Meaning::PathsNotExpressed { what, of },
    ));
}
