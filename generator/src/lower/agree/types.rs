//! Types that both sources describe.

use super::tell::disagree;
use crate::model::{KeyPart, Structured, Type};
use crate::problem::Problems;

/// One type that both know: what CSDL says of it holds.
pub(super) fn agree_on_type(own: &mut Type, described: &Type, problems: &mut Problems) {
    match (own, described) {
        (Type::Structured(own), Type::Structured(described)) => {
            own.documentation.or(&described.documentation);
            if own.base != described.base {
                let base = |ty: &Structured| match &ty.base {
                    Some(base) => format!("derived from {base}"),
                    None => "derived from nothing".to_owned(),
                };
                let (first, second) = (base(own), base(described));
                let what = own.id.to_string();
                disagree(
                    what,
                    &first,
                    &second,
                    described.location,
                    own.location,
                    problems,
                );
            }
            agree_on_properties(own, described, problems);
            agree_on_alternate_keys(own, described);
            for (name, navigation) in &described.navigation {
                if let Some(own) = own.navigation.get_mut(name) {
                    own.documentation.or(&navigation.documentation);
                }
            }
        }
        (Type::Enumeration(own), Type::Enumeration(described)) => {
            own.documentation.or(&described.documentation);
            for member in &described.members {
                match own.members.iter_mut().find(|own| own.name == member.name) {
                    Some(own) => own.documentation.or(&member.documentation),
                    None => disagree(
                        format!("{}/{}", described.id, member.name),
                        "no member",
                        "a member",
                        member.location,
                        own.location,
                        problems,
                    ),
                }
            }
        }
        (own, described) => {
            let (first, second) = (kind(own), kind(described));
            disagree(
                own.id().to_string(),
                first,
                second,
                described.location(),
                own.location(),
                problems,
            );
        }
    }
}

fn agree_on_properties(own: &mut Structured, described: &Structured, problems: &mut Problems) {
    for (name, property) in &described.properties {
        let what = format!("{}/{name}", own.id);
        match own.properties.get_mut(name) {
            Some(own) => {
                own.documentation.or(&property.documentation);
                if own.ty != property.ty {
                    disagree(
                        what,
                        &own.ty.to_string(),
                        &property.ty.to_string(),
                        property.location,
                        own.location,
                        problems,
                    );
                } else if let (Some(first), Some(second)) = (own.nullable, property.nullable)
                    && first != second
                {
                    let words = |nullable| if nullable { "nullable" } else { "not nullable" };
                    disagree(
                        what,
                        words(first),
                        words(second),
                        property.location,
                        own.location,
                        problems,
                    );
                }
            }
            None => disagree(
                what,
                "no property",
                "a property",
                property.location,
                own.location,
                problems,
            ),
        }
    }
    for (name, property) in own
        .properties
        .iter()
        .filter(|(name, _)| !described.properties.contains_key(*name))
    {
        let what = format!("{}/{name}", own.id);
        disagree(
            what,
            "a property",
            "no property",
            property.location,
            described.location,
            problems,
        );
    }
}

/// By which names instances can be named: CSDL declares it, and a path of OpenAPI shows it. What a name stands for, CSDL alone says.
fn agree_on_alternate_keys(own: &mut Structured, described: &Structured) {
    let names = |key: &[KeyPart]| {
        key.iter()
            .map(|part| part.alias.clone())
            .collect::<Vec<_>>()
    };
    let declared: Vec<_> = own.alternate_keys.iter().map(|key| names(key)).collect();
    let shown = described.alternate_keys.iter();
    own.alternate_keys
        .extend(shown.filter(|key| !declared.contains(&names(key))).cloned());
    own.alternate_keys.sort();
}

/// The kind of a type, for a reader.
pub(super) fn kind(ty: &Type) -> &'static str {
    match ty {
        Type::Structured(_) => "a structured type",
        Type::Enumeration(_) => "an enumeration",
    }
}
