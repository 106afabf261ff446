//! A semantic model as a list of single facts, so that two models can be compared and their differences be named.

use std::collections::BTreeMap;

use msgraph_generator::model::{
    Api, BoundOperation, Documentation, KeyPart, Navigation, Operation, Outcome, Owner, Property,
    Structured, Type,
};

/// Facts by what they are about: `microsoft.graph.user/manager collection` is `false`.
pub(crate) type Facts = BTreeMap<String, String>;

/// Every fact of a model, but for the places in the texts.
pub(crate) fn of(api: &Api) -> Facts {
    let mut facts = Facts::new();
    facts.insert("version".to_owned(), optional(api.version.as_ref()));
    for ty in api.types.values() {
        match ty {
            Type::Structured(ty) => structured(ty, &mut facts),
            Type::Enumeration(ty) => {
                let kind = if ty.is_flags {
                    "flags enumeration"
                } else {
                    "enumeration"
                };
                facts.insert(format!("{} kind", ty.id), kind.to_owned());
                documentation(ty.id.as_str(), &ty.documentation, &mut facts);
                for member in &ty.members {
                    let name = format!("{}/{}", ty.id, member.name);
                    facts.insert(format!("{name} kind"), "member".to_owned());
                    facts.insert(format!("{name} value"), optional(member.value.as_ref()));
                    documentation(&name, &member.documentation, &mut facts);
                }
            }
        }
    }
    for (owner, found) in api.navigations() {
        navigation(&owner, found, &mut facts);
    }
    for ((template, method), operation) in &api.untyped {
        let name = format!("{template} {method}");
        facts.insert(format!("{name} body"), operation.has_body.to_string());
        facts.insert(
            format!("{name} outcome"),
            format!("{:?}", operation.outcome),
        );
        documentation(&name, &operation.documentation, &mut facts);
    }
    facts
}

/// What is the same in name but not in value, or in one of the two alone: the fact, the first value, the second.
pub(crate) fn differences(first: &Facts, second: &Facts) -> Vec<(String, String, String)> {
    let mut names: Vec<&String> = first.keys().chain(second.keys()).collect();
    names.sort();
    names.dedup();
    let value = |facts: &Facts, name: &str| {
        facts
            .get(name)
            .cloned()
            .unwrap_or_else(|| ABSENT.to_owned())
    };
    let both = names
        .into_iter()
        .map(|name| (name.clone(), value(first, name), value(second, name)));
    both.filter(|(_, first, second)| first != second).collect()
}

/// The value of a fact that a model does not have.
pub(crate) const ABSENT: &str = "absent";

fn structured(ty: &Structured, facts: &mut Facts) {
    let id = ty.id.as_str();
    let all = [
        ("kind", format!("{:?}", ty.kind).to_lowercase()),
        ("base", optional(ty.base.as_ref())),
        ("abstract", ty.is_abstract.to_string()),
        ("open", ty.is_open.to_string()),
        ("stream", ty.has_stream.to_string()),
        ("key", ty.key.join(",")),
        ("alternate keys", alternate_keys(ty)),
        ("leads by path", ty.leads_by_path.to_string()),
        ("names beside keys", format!("{:?}", ty.names_beside_keys)),
    ];
    for (aspect, value) in all {
        facts.insert(format!("{id} {aspect}"), value);
    }
    documentation(id, &ty.documentation, facts);
    for found in ty.properties.values() {
        property(id, found, facts);
    }
    for operation in ty.operations.values() {
        bound(id, operation, facts);
    }
    for (segment, stream) in &ty.streams {
        for (kind, operation) in &stream.operations {
            offered(&format!("{id}/{segment} {kind:?}"), operation, facts);
        }
    }
}

fn alternate_keys(ty: &Structured) -> String {
    let part = |part: &KeyPart| format!("{}={}", part.alias, part.property);
    let keys = ty.alternate_keys.iter();
    let keys = keys.map(|key| key.iter().map(part).collect::<Vec<_>>().join(","));
    keys.collect::<Vec<_>>().join(";")
}

fn offered(name: &str, operation: &Operation, facts: &mut Facts) {
    facts.insert(format!("{name} offered"), true.to_string());
    documentation(name, &operation.documentation, facts);
}

fn property(owner: &str, property: &Property, facts: &mut Facts) {
    let name = format!("{owner}/{}", property.name);
    facts.insert(format!("{name} type"), property.ty.to_string());
    facts.insert(
        format!("{name} nullable"),
        optional(property.nullable.as_ref()),
    );
    facts.insert(format!("{name} computed"), property.computed.to_string());
    documentation(&name, &property.documentation, facts);
}

fn navigation(owner: &Owner, navigation: &Navigation, facts: &mut Facts) {
    let name = match owner {
        Owner::Root => format!("/{}", navigation.name),
        Owner::Type(id) => format!("{id}/{}", navigation.name),
    };
    let all = [
        ("target", navigation.target.to_string()),
        ("collection", navigation.collection.to_string()),
        ("contained", optional(navigation.contained.as_ref())),
        ("continues", navigation.continues.to_string()),
        ("structural", navigation.is_structural.to_string()),
    ];
    for (aspect, value) in all {
        facts.insert(format!("{name} {aspect}"), value);
    }
    documentation(&name, &navigation.documentation, facts);
    for (kind, operation) in &navigation.operations {
        offered(&format!("{name} {kind:?}"), operation, facts);
    }
    for (cast, operations) in &navigation.casts {
        for (kind, operation) in operations {
            offered(&format!("{name}/{cast} {kind:?}"), operation, facts);
        }
    }
    for operation in navigation.bound_operations.values() {
        bound(&format!("{name}[]"), operation, facts);
    }
}

fn bound(owner: &str, operation: &BoundOperation, facts: &mut Facts) {
    let parameters: Vec<&str> = operation
        .parameters
        .iter()
        .map(|parameter| parameter.name.as_str())
        .collect();
    let name = format!("{owner}/{}({})", operation.name, parameters.join(","));
    let outcome = match &operation.outcome {
        Outcome::Nothing => "nothing".to_owned(),
        Outcome::Value(ty) => ty.to_string(),
    };
    facts.insert(
        format!("{name} kind"),
        format!("{:?}", operation.kind).to_lowercase(),
    );
    facts.insert(format!("{name} outcome"), outcome);
    facts.insert(format!("{name} continues"), operation.continues.to_string());
    documentation(&name, &operation.documentation, facts);
    for parameter in &operation.parameters {
        let name = format!("{name}/{}", parameter.name);
        facts.insert(format!("{name} type"), parameter.ty.to_string());
        facts.insert(format!("{name} nullable"), parameter.nullable.to_string());
        facts.insert(format!("{name} optional"), parameter.optional.to_string());
        documentation(&name, &parameter.documentation, facts);
    }
}

fn documentation(name: &str, documentation: &Documentation, facts: &mut Facts) {
    let all = [
        ("summary", documentation.summary.clone()),
        ("description", documentation.description.clone()),
        ("page", documentation.page.clone()),
        (
            "permissions",
            documentation
                .permissions
                .as_ref()
                .map(|permissions| format!("{:?}", permissions.routes)),
        ),
    ];
    for (aspect, value) in all {
        if let Some(value) = value {
            facts.insert(format!("{name} {aspect}"), value);
        }
    }
}

fn optional<T: ToString>(value: Option<&T>) -> String {
    value.map_or_else(|| "unknown".to_owned(), T::to_string)
}
