//! What navigations, properties, casts, streams and keys become of the forms that paths take.

use super::{
    BYTES, NOTHING, READ, id, lowered, plain, special_navigation, structured, text, with_special,
};
use crate::model::{NavigationOperation, Primitive, StreamOperation, ValueType};

#[test]
fn a_property_of_an_entity_type_navigates_with_a_mark_or_without() {
    let (api, told) = lowered(&with_special("/best/$ref", &plain("put")));
    assert_eq!(told, "");
    let best = special_navigation(&api, "best");
    assert_eq!(best.target, id("microsoft.graph.thing"));
    assert!(!best.is_structural && best.operations.contains_key(&NavigationOperation::SetRef));
    let special = structured(&api, "microsoft.graph.special");
    let properties: Vec<&String> = special.properties.keys().collect();
    assert_eq!(properties, ["logo", "nick", "size", "sizes"]);
}

/// Both spellings of a cast are one; a type that is no kind of thing, and what is sent to, is none.
#[test]
fn a_cast_is_at_the_navigation() {
    for spelling in ["microsoft.graph.special", "graph.special"] {
        let cases = [
            ("/friends", "", NavigationOperation::List),
            ("/friends", "/$count", NavigationOperation::Count),
            ("/friends/{thing-id}", "", NavigationOperation::Get),
            ("/best", "", NavigationOperation::Get),
        ];
        for (path, suffix, kind) in cases {
            let path = format!("{path}/{spelling}{suffix}");
            let (api, told) = lowered(&with_special(&path, &plain("get")));
            assert_eq!(told, "", "{path}");
            let name = if path.starts_with("/best") {
                "best"
            } else {
                "friends"
            };
            let casts = &special_navigation(&api, name).casts;
            let operations: Vec<_> = casts[&id("microsoft.graph.special")].keys().collect();
            assert_eq!(operations, [&kind], "{path}");
        }
    }
    let (api, told) = lowered(&with_special("/best/microsoft.graph.size", &plain("post")));
    assert_eq!(told, "");
    let things = structured(&api, "microsoft.graph.thing");
    assert_eq!(
        things.operations.len(),
        1,
        "an action may be called like a type"
    );
}

#[test]
fn a_path_goes_on_behind_a_cast() {
    let path = "/best/graph.special/friends/$count";
    let (api, told) = lowered(&with_special(path, &plain("get")));
    assert_eq!(told, "");
    assert!(special_navigation(&api, "best").continues);
    let friends = special_navigation(&api, "friends");
    assert!(friends.operations.contains_key(&NavigationOperation::Count));
}

#[test]
fn bytes_make_a_media_stream() {
    let read = format!("get: {{responses: {{2XX: {{description: d, content: {BYTES}}}}}}}");
    let write = format!("put: {{requestBody: {{content: {BYTES}}}, {NOTHING}}}");
    let remove = plain("delete");
    for segment in ["logo", "$value"] {
        let operations = format!("{read}, {write}, {remove}");
        let (api, told) = lowered(&with_special(&format!("/{segment}"), &operations));
        assert_eq!(told, "", "{segment}");
        let special = structured(&api, "microsoft.graph.special");
        let operations: Vec<_> = special.streams[segment]
            .operations
            .keys()
            .copied()
            .collect();
        assert_eq!(operations, StreamOperation::ALL, "{segment}");
        let logo = if segment == "logo" {
            Primitive::Stream
        } else {
            Primitive::Binary
        };
        assert_eq!(
            special.properties["logo"].ty.value,
            ValueType::Primitive(logo)
        );
    }
}

#[test]
fn a_complex_property_with_a_path_is_a_structural_navigation() {
    use NavigationOperation as Kind;
    let operations = ["get", "patch", "put", "delete"].map(plain).join(", ");
    let (api, told) = lowered(&with_special("/size", &operations));
    assert_eq!(told, "");
    let size = special_navigation(&api, "size");
    let kinds: Vec<_> = size.operations.keys().copied().collect();
    assert_eq!(
        kinds,
        [Kind::Get, Kind::Update, Kind::Replace, Kind::Delete]
    );
    assert!(size.is_structural && !size.collection);
    let special = structured(&api, "microsoft.graph.special");
    assert!(
        special.properties.contains_key("size"),
        "its value stays part of the owner"
    );

    let operations = ["get", "post", "put"].map(plain).join(", ");
    let (api, told) = lowered(&with_special("/sizes", &operations));
    assert_eq!(told, "");
    let sizes = special_navigation(&api, "sizes");
    let kinds: Vec<_> = sizes.operations.keys().copied().collect();
    assert_eq!(kinds, [Kind::List, Kind::Create, Kind::ReplaceAll]);

    let (api, told) = lowered(&with_special(
        "/size/microsoft.graph.measure()",
        &plain("get"),
    ));
    assert_eq!(told, "");
    assert_eq!(structured(&api, "microsoft.graph.size").operations.len(), 1);
}

#[test]
fn a_key_by_name_is_the_key_or_an_alternate_one() {
    let (api, told) = lowered(&with_special("/friends(nick='{nick}')", &plain("patch")));
    assert_eq!(told, "");
    let thing = structured(&api, "microsoft.graph.thing");
    let aliases: Vec<_> = thing
        .alternate_keys
        .iter()
        .flatten()
        .map(|part| &*part.alias)
        .collect();
    assert_eq!(aliases, ["nick"]);
    assert_eq!(thing.key, ["id"]);
    let friends = special_navigation(&api, "friends");
    assert!(
        friends
            .operations
            .contains_key(&NavigationOperation::Update)
    );

    let (api, told) = lowered(&with_special("/friends(id='{id}')", &plain("patch")));
    assert_eq!(told, "");
    assert!(
        structured(&api, "microsoft.graph.thing")
            .alternate_keys
            .is_empty()
    );
}

#[test]
fn a_key_of_several_parts_is_that_of_the_type() {
    let path = "/friends/id='{id}',spot='{spot}'";
    let (api, told) = lowered(&with_special(path, &plain("get")));
    assert_eq!(told, "");
    assert_eq!(
        structured(&api, "microsoft.graph.thing").key,
        ["id", "spot"]
    );
    let friends = special_navigation(&api, "friends");
    assert!(friends.operations.contains_key(&NavigationOperation::Get));
}

/// Two types have the simple name; what follows tells which one is meant.
#[test]
fn the_type_of_a_key_is_the_one_that_has_what_follows() {
    let schemas = r##"
    microsoft.graph.box: {type: object, properties: {id: {type: string}, things: {type: array, items: {$ref: '#/components/schemas/microsoft.graph.thing'}, x-ms-navigationProperty: true}}}
    microsoft.graph.toys.box: {type: object, properties: {id: {type: string}}}
"##;
    let path = format!(
        "paths:\n  /boxes/{{box-id}}/things:\n    {}\n",
        plain("get")
    );
    let (api, told) = lowered(&text("", READ, schemas).replacen("paths:\n", &path, 1));
    assert_eq!(told, "");
    assert_eq!(api.root["boxes"].target, id("microsoft.graph.box"));
}
