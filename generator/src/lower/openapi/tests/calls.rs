//! What becomes of functions, actions, and paths that lead to neither those nor types.

use super::{
    BYTES, NOTHING, answers, lowered, named, plain, special_navigation, structured, text,
    with_special,
};
use crate::model::{Method, NavigationOperation, Outcome, Owner};

/// Parameters in the path, by alias, as JSON, of an enumeration, and of no declared type.
#[test]
fn parameters_of_functions() {
    let path = "/microsoft.graph.find(a={a},b='{b}',c='{c}',ids={ids},p='@p',q=@q)";
    let parameters = r"parameters: [
        {name: a, in: path, required: true, schema: {type: integer, format: int32, nullable: true}},
        {name: b, in: path, required: true, schema: {$ref: '#/components/schemas/microsoft.graph.color'}},
        {name: ids, in: path, required: true, content: {application/json: {schema: {type: array, items: {type: string}}}}},
        {name: p, in: query, schema: {type: string, format: uuid}},
        {name: '@q', in: query, schema: {type: boolean}}]";
    let operation = format!("get: {{{parameters}, {NOTHING}}}");
    let (api, told) = lowered(&with_special(path, &operation));
    assert_eq!(told, "");
    let special = structured(&api, "microsoft.graph.special");
    let function = special.operations.values().next().expect("there is one");
    let parameters: Vec<_> = function
        .parameters
        .iter()
        .map(|parameter| {
            let ty = parameter.ty.to_string();
            (&*parameter.name, ty, parameter.nullable, parameter.optional)
        })
        .collect();
    let expected = [
        ("a", "Edm.Int32", true, false),
        ("b", "microsoft.graph.color", false, false),
        ("c", "Edm.String", false, false),
        ("ids", "Collection(Edm.String)", false, false),
        ("p", "Edm.Guid", false, true),
        ("q", "Edm.Boolean", false, true),
    ];
    let expected =
        expected.map(|(name, ty, nullable, optional)| (name, ty.to_owned(), nullable, optional));
    assert_eq!(parameters, expected);
}

#[test]
fn a_path_goes_on_behind_a_function() {
    let function = answers("{$ref: '#/components/schemas/microsoft.graph.special'}");
    let behind = format!(
        "  /specials/{{special-id}}/twin(by='{{by}}')/best:\n    {}\n",
        plain("get")
    );
    let contents = with_special("/twin(by='{by}')", &function).replacen(
        "components:",
        &format!("{behind}components:"),
        1,
    );
    let (api, told) = lowered(&contents);
    assert_eq!(told, "");
    let special = structured(&api, "microsoft.graph.special");
    let twin = special.operations.values().next().expect("there is one");
    assert!(twin.continues);
    assert_eq!(twin.outcome, named("microsoft.graph.special"));
    let best = special_navigation(&api, "best");
    assert!(best.operations.contains_key(&NavigationOperation::Get));
    assert!(api.untyped.is_empty());
}

/// What each form of a last segment becomes: an action or function, or an operation that is offered by its path.
#[test]
fn segments_that_are_no_navigation() {
    let stated = |method: &str, kind: &str| {
        format!("{method}: {{x-ms-docs-operation-type: {kind}, {NOTHING}}}")
    };
    let neither = "is neither an action nor a function";
    let nowhere = "leads to no type";
    let cases = [
        ("/unknown", plain("get"), None, neither),
        ("/unknown", plain("post"), None, neither),
        ("/unknown", stated("get", "operation"), None, neither),
        ("/microsoft.graph.unknown", plain("get"), None, neither),
        ("/microsoft.graph.recent()", plain("post"), None, neither),
        ("/microsoft.graph.recent()", plain("patch"), None, neither),
        (
            "/microsoft.graph.recent()",
            plain("get"),
            Some("microsoft.graph.recent"),
            "",
        ),
        (
            "/graph.recent()",
            plain("get"),
            Some("microsoft.graph.recent"),
            "",
        ),
        (
            "/recent()",
            plain("get"),
            Some("microsoft.graph.recent"),
            "",
        ),
        (
            "/recent",
            stated("get", "function"),
            Some("microsoft.graph.recent"),
            "",
        ),
        (
            "/microsoft.graph.move",
            plain("post"),
            Some("microsoft.graph.move"),
            "",
        ),
        (
            "/move",
            stated("post", "action"),
            Some("microsoft.graph.move"),
            "",
        ),
        ("/spot", plain("get"), None, nowhere),
        ("/{other-id}", plain("get"), None, nowhere),
        ("/unknown/more", plain("get"), None, nowhere),
        (
            "/microsoft.graph.unknown()/more",
            plain("get"),
            None,
            nowhere,
        ),
        ("/$metadata", plain("get"), None, nowhere),
        (
            "/$ref",
            plain("patch"),
            None,
            "is an operation that OData does not have there",
        ),
        (
            "/$value",
            plain("post"),
            None,
            "is an operation that media streams do not have",
        ),
    ];
    for (path, operation, name, expected) in cases {
        let (api, told) = lowered(&text(path, &operation, ""));
        assert!(
            told.ends_with(expected) && told.is_empty() == expected.is_empty(),
            "{path}: {told}"
        );
        let thing = structured(&api, "microsoft.graph.thing");
        let bound: Vec<_> = thing
            .operations
            .values()
            .map(|bound| (bound.name.as_str(), &bound.outcome))
            .collect();
        let name = name.map(|name| (name, &Outcome::Nothing));
        assert_eq!(bound, name.into_iter().collect::<Vec<_>>(), "{path}");
        assert_eq!(api.untyped.len(), usize::from(!told.is_empty()), "{path}");
        assert!(
            api.navigations().all(|(owner, _)| owner == Owner::Root),
            "{path}"
        );
    }
}

/// One warning tells of all operations of a path; what is offered knows what it sends and answers.
#[test]
fn a_path_without_types_is_offered_as_it_is() {
    let body = "requestBody: {content: {application/json: {schema: {type: object}}}}";
    let bytes = format!("requestBody: {{content: {BYTES}}}");
    let path = "/unknown/more";
    let operations = format!(
        "{{{}, patch: {{{body}, {NOTHING}}}, put: {{{bytes}, {NOTHING}}}}}",
        answers("{$ref: '#/components/schemas/microsoft.graph.thing'}")
    );
    let (api, told) = lowered(&text(path, &operations, ""));
    let lines: Vec<&str> = told.lines().collect();
    assert_eq!(
        lines,
        [
            "`unknown` in `/things/{thing-id}/unknown/more` leads to no type",
            "`PUT` `/things/{thing-id}/unknown/more` is an operation with a body that is not JSON, for which there is no call",
        ]
    );
    let offered: Vec<_> = api
        .untyped
        .iter()
        .map(|((_, method), operation)| (*method, operation.has_body, &operation.outcome))
        .collect();
    let thing = named("microsoft.graph.thing");
    assert_eq!(
        offered,
        [
            (Method::Get, false, &thing),
            (Method::Patch, true, &Outcome::Nothing)
        ]
    );
}
