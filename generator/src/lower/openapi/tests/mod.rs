//! What becomes of the forms that OpenAPI texts take.

mod calls;
mod paths;

use crate::model::{Api, Navigation, Outcome, Primitive, Structured, TypeId, TypeRef, ValueType};
use crate::problem::Problems;
use crate::source::{self, SourceText, SourceTexts};

/// A text with a collection of things and one more path behind a thing, and these schemas.
fn text(path: &str, operation: &str, schemas: &str) -> String {
    format!(
        r##"
openapi: 3.0.1
servers: [{{url: 'https://graph.microsoft.com/v1.0'}}]
paths:
  /things:
    get: {{responses: {{2XX: {{description: d, content: {{application/json: {{schema: {{$ref: '#/components/schemas/microsoft.graph.thingCollectionResponse'}}}}}}}}}}}}
  /things/{{thing-id}}{path}:
    {operation}
components:
  schemas:
    Paging: {{type: object, properties: {{'@odata.nextLink': {{type: string}}, '@odata.count': {{type: integer}}}}}}
    microsoft.graph.thing: {{type: object, properties: {{id: {{type: string}}, spot: {{type: string}}}}}}
    microsoft.graph.thingCollectionResponse:
      type: object
      allOf:
        - $ref: '#/components/schemas/Paging'
        - {{type: object, properties: {{value: {{type: array, items: {{$ref: '#/components/schemas/microsoft.graph.thing'}}}}}}}}
{schemas}"##
    )
}

const READ: &str = "get: {responses: {2XX: {description: d, content: {application/json: {schema: {type: string}}}}}}";

/// The model of a text, and what is told of it.
fn lowered(contents: &str) -> (Api, String) {
    let texts = SourceTexts::new([SourceText::new("input", contents)]).expect("one name is unique");
    let documents = match source::parse(&texts) {
        Ok(documents) => documents,
        Err(problems) => panic!("{}", problems.render(&texts, false)),
    };
    let mut problems = Problems::new();
    let api = super::lower(&documents.openapi, &mut problems);
    let kinds = problems
        .sorted()
        .into_iter()
        .map(|problem| problem.kind.to_string());
    (api, kinds.collect::<Vec<_>>().join("\n"))
}

fn id(name: &str) -> TypeId {
    TypeId::parse(name).expect("it is qualified")
}

const NOTHING: &str = "responses: {204: {description: d}}";
const BYTES: &str = "{application/octet-stream: {schema: {type: string, format: binary}}}";

/// A thing with parts, and a special kind of thing that leads to others.
const PARTS: &str = r##"
    microsoft.graph.special:
      allOf:
        - $ref: '#/components/schemas/microsoft.graph.thing'
        - type: object
          properties:
            friends: {type: array, items: {$ref: '#/components/schemas/microsoft.graph.thing'}, x-ms-navigationProperty: true}
            best: {$ref: '#/components/schemas/microsoft.graph.thing'}
            logo: {type: string, format: base64url}
            nick: {type: string}
            size: {$ref: '#/components/schemas/microsoft.graph.size'}
            sizes: {type: array, items: {$ref: '#/components/schemas/microsoft.graph.size'}}
    microsoft.graph.size: {type: object, properties: {width: {type: integer, format: int32}}}
    microsoft.graph.color: {type: string, enum: [red, blue]}
"##;

fn plain(method: &str) -> String {
    format!("{method}: {{{NOTHING}}}")
}

fn answers(schema: &str) -> String {
    format!(
        "get: {{responses: {{2XX: {{description: d, content: {{application/json: {{schema: {schema}}}}}}}}}}}"
    )
}

/// The text with `specials` at its root beside the things, and one more path behind one of them.
fn with_special(path: &str, operations: &str) -> String {
    let page = "{type: object, properties: {value: {type: array, items: {$ref: '#/components/schemas/microsoft.graph.special'}}}}";
    let roots = format!(
        "paths:\n  /specials:\n    {}\n  /specials/{{special-id}}{path}:\n    {{{operations}}}\n",
        answers(page)
    );
    text("", READ, PARTS).replacen("paths:\n", &roots, 1)
}

fn structured<'a>(api: &'a Api, name: &str) -> &'a Structured {
    api.structured(&id(name)).expect("it is a type")
}

fn special_navigation<'a>(api: &'a Api, name: &str) -> &'a Navigation {
    &structured(api, "microsoft.graph.special").navigation[name]
}

fn named(name: &str) -> Outcome {
    Outcome::Value(TypeRef::named(id(name)))
}

/// `type: object` beside `allOf` is how newer texts write both pages and derived types.
#[test]
fn a_page_is_no_type() {
    let (api, told) = lowered(&text("", READ, ""));
    assert_eq!(told, "");
    assert_eq!(
        api.types.keys().collect::<Vec<_>>(),
        [&id("microsoft.graph.thing")]
    );
    let things = &api.root["things"];
    assert_eq!(
        (&things.target, things.collection),
        (&id("microsoft.graph.thing"), true)
    );
}

#[test]
fn a_type_that_is_called_like_a_page_is_a_type() {
    let (api, told) = lowered(&text(
        "",
        READ,
        r##"
    microsoft.graph.logCollectionResponse:
      type: object
      allOf:
        - $ref: '#/components/schemas/microsoft.graph.thing'
        - {type: object, properties: {size: {type: integer}}}
    microsoft.graph.inheritedCollectionResponse:
      allOf:
        - $ref: '#/components/schemas/microsoft.graph.thing'
        - {type: object, properties: {value: {type: array, items: {type: string}}}}
    microsoft.graph.emptyCollectionResponse: {type: object, properties: {'@odata.type': {type: string}}}
    microsoft.graph.logCollectionResponseCollectionResponse:
      properties: {value: {type: array, items: {$ref: '#/components/schemas/microsoft.graph.logCollectionResponse'}}}
    microsoft.graph.holder:
      type: object
      properties:
        logs: {$ref: '#/components/schemas/microsoft.graph.logCollectionResponseCollectionResponse'}
"##,
    ));
    assert_eq!(told, "");
    let names: Vec<&str> = api.types.keys().map(TypeId::name).collect();
    let called = [
        "emptyCollectionResponse",
        "holder",
        "inheritedCollectionResponse",
        "logCollectionResponse",
        "thing",
    ];
    assert_eq!(names, called);
    let holder = api
        .structured(&id("microsoft.graph.holder"))
        .expect("it is a type");
    // It is an entity type by its base, so that what holds it navigates, although nothing marks it.
    let logs = &holder.navigation["logs"];
    let target = id("microsoft.graph.logCollectionResponse");
    assert_eq!((&logs.target, logs.collection), (&target, true));
}

#[test]
fn components_that_lead_back_to_themselves_are_told() {
    let cases = [
        (
            "Node: {type: array, items: {$ref: '#/components/schemas/Node'}}",
            "references form a cycle: `Node` -> `Node`",
        ),
        (
            "Node: {anyOf: [{$ref: '#/components/schemas/Node'}]}",
            "references form a cycle: `Node` -> `Node`",
        ),
        (
            "Node: {type: array, items: {$ref: '#/components/schemas/Other'}}\n    Other: {oneOf: [{$ref: '#/components/schemas/Node'}]}",
            "references form a cycle: `Node` -> `Other` -> `Node`",
        ),
        (
            "Aim: {$ref: '#/components/schemas/Node'}\n    Node: {allOf: [{$ref: '#/components/schemas/Node'}]}",
            "references form a cycle: `Node` -> `Node`",
        ),
        (
            "xCollectionResponse: {properties: {value: {type: array, items: {$ref: '#/components/schemas/xCollectionResponse'}}}}",
            "references form a cycle: `xCollectionResponse` -> `xCollectionResponse`",
        ),
        // An object is any JSON, whatever it holds, and a page holds an array.
        (
            "Node: {type: object, properties: {next: {$ref: '#/components/schemas/Node'}}}",
            "",
        ),
        (
            "xCollectionResponse: {properties: {value: {$ref: '#/components/schemas/xCollectionResponse'}}}",
            "",
        ),
    ];
    for (schemas, expected) in cases {
        let holder = "    microsoft.graph.holder: {type: object, properties: {";
        let names = ["Node", "Other", "xCollectionResponse"]
            .into_iter()
            .filter(|name| schemas.contains(&format!("{name}:")));
        let properties =
            names.map(|name| format!("{name}: {{$ref: '#/components/schemas/{name}'}}"));
        let properties = properties.collect::<Vec<_>>().join(", ");
        let (api, told) = lowered(&text(
            "",
            READ,
            &format!("    {schemas}\n{holder}{properties}}}}}\n"),
        ));
        assert_eq!(told, expected, "{schemas}");
        let holder = api
            .structured(&id("microsoft.graph.holder"))
            .expect("it is a type");
        for property in holder.properties.values() {
            assert_eq!(
                property.ty.value,
                ValueType::Primitive(Primitive::Untyped),
                "{schemas}"
            );
        }
    }
}

/// Each of these would take a walk of all ways 2⁶⁰ steps, or one stack frame for each of a thousand components.
#[test]
fn components_that_multiply_or_go_deep_are_survived() {
    let wide = |number: usize| {
        let next = format!("{{$ref: '#/components/schemas/C{}'}}", number + 1);
        format!("    C{number}: {{anyOf: [{next}, {{allOf: [{next}]}}]}}\n")
    };
    let schemas: String = (0..60).map(wide).collect();
    let (_, told) = lowered(&text(
        "",
        READ,
        &format!("{schemas}    C60: {{type: number}}\n"),
    ));
    assert_eq!(told, "");

    let deep = |number: usize| {
        let next = number + 1;
        format!("    C{number}: {{type: array, items: {{$ref: '#/components/schemas/C{next}'}}}}\n")
    };
    let schemas: String = (0..1_000).map(deep).collect();
    let (_, told) = lowered(&text(
        "",
        READ,
        &format!("{schemas}    C1000: {{type: number}}\n"),
    ));
    assert_eq!(told, "nested deeper than 128 levels");
}
