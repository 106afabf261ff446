//! What is read from OpenAPI, and what is said about OpenAPI that is wrong.

use openapiv3::{ParameterSchemaOrContent, ReferenceOr, Schema, SchemaKind, StatusCode, Type};

use super::{Document, Method, NameLists};
use crate::source::tests::{first_line, messages, with_documents};

fn with_document(contents: &str, check: impl FnOnce(&Document<'_>)) {
    with_documents(contents, |texts, documents| {
        assert_eq!(documents.warnings.render(texts, false), "");
        match documents.openapi.as_slice() {
            [document] => check(document),
            other => panic!("{} documents", other.len()),
        }
    });
}

/// A description whose `components` are these lines of YAML, indented by two.
fn with_components(components: &str, check: impl FnOnce(&Document<'_>)) {
    with_document(
        &format!("openapi: 3.0.1\npaths: {{}}\ncomponents:\n{components}"),
        check,
    );
}

fn item(value: &ReferenceOr<Schema>) -> &Schema {
    value.as_item().expect("it is no reference")
}

/// The first schema named `name`.
fn schema<'a>(document: &'a Document<'_>, name: &str) -> &'a Schema {
    item(
        &document
            .components
            .schemas
            .get(name)
            .expect("the schema exists")
            .value,
    )
}

const CONNECTOR_GROUP: &str = "\
openapi: 3.0.1
info: {title: Applications, version: 1.0}
servers:
  - url: https://example.org/beta/
paths:
  x-note: ignored
  /applications/{application-id}/connectorGroup/$ref:
    description: The link to the group.
    summary: ignored
    parameters:
      - {name: application-id, in: path, required: true, schema: {type: string}, x-ms-docs-key-type: application}
    put:
      tags: [applications]
      summary: Assign a group
      operationId: applications.UpdateRefConnectorGroup
      deprecated: true
      x-ms-docs-operation-type: operation
      externalDocs: {url: 'https://example.org/docs'}
      requestBody: {$ref: '#/components/requestBodies/refPutBody'}
      responses:
        204: {description: Success}
        4XX: {$ref: '#/components/responses/error'}
    get:
      parameters:
        - $ref: '#/components/parameters/top'
        - name: $select
          in: query
          style: form
          explode: false
          schema: {type: array, uniqueItems: true, items: {type: string, enum: [id, name]}}
        - {name: ids, in: query, content: {application/json: {schema: {type: array, items: {type: string}}}}}
        - {name: any, in: query, schema: {}}
        - name: If-Match
          in: header
          schema: {type: string}
          examples: {e: {value: 1}}
      responses:
        2XX:
          description: The link
          headers: {ETag: {schema: {type: string}}}
          content: {application/json: {schema: {type: string}, example: {a: b}}}
        default: {$ref: '#/components/responses/error'}
components:
  parameters: {top: {name: $top, in: query, schema: {type: integer, minimum: 0}}}
  requestBodies:
    refPutBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/ReferenceUpdate'}}}}
  responses:
    error: {$ref: '#/components/responses/other'}
    other: {description: Error}
  schemas:
    ReferenceUpdate: {type: object, properties: {'@odata.id': {type: string}}, additionalProperties: {type: object}}
";

/// The message of an error, of whatever code.
fn without_code(line: &str) -> &str {
    let (code, message) = line.split_once(": ").expect("a message");
    assert!(code.starts_with("error[E"), "{line}");
    message
}

#[test]
fn a_description_with_a_reference_path() {
    with_document(CONNECTOR_GROUP, |document| {
        assert_eq!(
            (document.title.as_str(), document.version.as_str()),
            ("Applications", "1.0")
        );
        assert_eq!(
            document.servers.first().map(|server| server.value.as_str()),
            Some("https://example.org/beta/")
        );
        let [path] = document.paths.as_slice() else {
            panic!("one path")
        };
        assert_eq!(
            path.template.value,
            "/applications/{application-id}/connectorGroup/$ref"
        );
        assert_eq!(path.description.as_deref(), Some("The link to the group."));
        let key = path
            .parameters
            .first()
            .and_then(|parameter| document.parameter(parameter))
            .expect("a parameter");
        assert!(key.parameter_data_ref().required);
        assert!(
            key.parameter_data_ref()
                .extensions
                .contains_key("x-ms-docs-key-type")
        );

        let [put, get] = path.operations.as_slice() else {
            panic!("two operations")
        };
        assert_eq!((put.method, get.method), (Method::Put, Method::Get));
        assert!(
            put.operation.deprecated
                && put
                    .operation
                    .extensions
                    .contains_key("x-ms-docs-operation-type")
        );
        assert_eq!(
            put.operation.operation_id.as_deref(),
            Some("applications.UpdateRefConnectorGroup")
        );
        let body = put
            .operation
            .request_body
            .as_ref()
            .and_then(|body| document.request_body(body))
            .expect("a body");
        let update = body
            .content
            .get("application/json")
            .and_then(|media| media.schema.as_ref())
            .expect("a schema");
        assert_eq!(
            update,
            &ReferenceOr::ref_("#/components/schemas/ReferenceUpdate")
        );
        assert!(document.schema(update).is_some());
        let statuses: Vec<_> = put.operation.responses.responses.keys().cloned().collect();
        assert_eq!(statuses, [StatusCode::Code(204), StatusCode::Range(4)]);
    });
}

#[test]
fn parameters_and_responses() {
    with_document(CONNECTOR_GROUP, |document| {
        let get = &document
            .paths
            .first()
            .and_then(|path| path.operations.get(1))
            .expect("two operations");
        let expected = NameLists {
            select: true,
            ..NameLists::default()
        };
        assert_eq!(get.name_lists, expected);
        let get = &get.operation;
        let parameters: Vec<_> = get
            .parameters
            .iter()
            .filter_map(|parameter| document.parameter(parameter))
            .collect();
        let names: Vec<&str> = parameters
            .iter()
            .map(|parameter| parameter.parameter_data_ref().name.as_str())
            .collect();
        assert_eq!(names, ["$top", "ids", "any", "If-Match"]);
        let formats: Vec<_> = parameters
            .iter()
            .map(|parameter| &parameter.parameter_data_ref().format)
            .collect();

        let ParameterSchemaOrContent::Content(content) = formats[1] else {
            panic!("ids have content")
        };
        let ids = content
            .get("application/json")
            .and_then(|media| media.schema.as_ref())
            .map(item)
            .expect("a schema");
        assert!(matches!(ids.schema_kind, SchemaKind::Type(Type::Array(_))));
        let ParameterSchemaOrContent::Schema(any) = formats[2] else {
            panic!("it has a schema")
        };
        assert!(matches!(item(any).schema_kind, SchemaKind::Any(_)));
        assert!(
            parameters[3].parameter_data_ref().examples.is_empty(),
            "examples are left out"
        );

        let link = get
            .responses
            .responses
            .get(&StatusCode::Range(2))
            .and_then(|response| document.response(response))
            .expect("a response");
        assert!(link.headers.contains_key("ETag"));
        let media = link.content.get("application/json").expect("it is JSON");
        assert!(matches!(
            media
                .schema
                .as_ref()
                .map(item)
                .map(|schema| &schema.schema_kind),
            Some(SchemaKind::Type(Type::String(_)))
        ));
        let error = get
            .responses
            .default
            .as_ref()
            .and_then(|response| document.response(response))
            .expect("a default");
        assert_eq!(error.description, "Error");
    });
}

/// The ways in which descriptions of Graph write their types.
#[test]
fn schemas() {
    let components = r##"
  schemas:
    graph.entity:
      type: object
      required: ['@odata.type']
      properties: {id: {type: string}, '@odata.type': {type: string, default: '#graph.entity'}}
      discriminator: {propertyName: '@odata.type', mapping: {'#graph.user': '#/components/schemas/graph.user'}}
    graph.user:
      allOf:
        - $ref: '#/components/schemas/graph.entity'
        - type: object
          properties:
            $ref: {type: string}
            age: {type: integer, format: int32, minimum: -2147483648, maximum: 2147483647, nullable: true, default: 1}
            size: {oneOf: [{type: number, format: double}, {type: string}, {$ref: '#/components/schemas/ReferenceNumeric'}]}
            manager: {anyOf: [{$ref: '#/components/schemas/graph.user'}, {type: object, nullable: true}], description: d, x-ms-navigationProperty: true}
            owner: {$ref: '#/components/schemas/graph.user', x-ms-navigationProperty: true}
            friends: {type: array, items: {$ref: '#/components/schemas/graph.user'}}
            links: {type: string}
            example: {type: string}
      x-ms-discriminator-value: '#graph.user'
    ReferenceNumeric: {enum: ['-INF', INF, NaN]}
    alias: {$ref: '#/components/schemas/graph.user'}
    anything: {not: {type: string}}
"##;
    with_components(components, |document| {
        let entity = schema(document, "graph.entity");
        assert_eq!(
            entity
                .schema_data
                .discriminator
                .as_ref()
                .map(|d| d.mapping.len()),
            Some(1)
        );
        let user = schema(document, "graph.user");
        assert!(
            user.schema_data
                .extensions
                .contains_key("x-ms-discriminator-value")
        );
        let SchemaKind::AllOf { all_of } = &user.schema_kind else {
            panic!("it derives")
        };
        let [ReferenceOr::Reference { reference }, own] = all_of.as_slice() else {
            panic!("a base and its own")
        };
        assert_eq!(Document::schema_name(reference), Some("graph.entity"));
        let SchemaKind::Type(Type::Object(own)) = &item(own).schema_kind else {
            panic!("it is an object")
        };
        let names: Vec<&String> = own.properties.keys().collect();
        // The last two are keys of OpenAPI's own elsewhere.
        assert_eq!(
            names,
            [
                "$ref", "age", "size", "manager", "owner", "friends", "links", "example"
            ]
        );

        let kind = |name: &str| match own.properties.get(name) {
            Some(ReferenceOr::Item(schema)) => &schema.schema_kind,
            _ => panic!("{name} is no item"),
        };
        let SchemaKind::Type(Type::Integer(age)) = kind("age") else {
            panic!("age is an integer")
        };
        assert_eq!(
            (age.minimum, age.maximum),
            (Some(-2_147_483_648), Some(2_147_483_647))
        );
        let SchemaKind::OneOf { one_of } = kind("size") else {
            panic!("size is one of three")
        };
        assert_eq!(one_of.len(), 3);
        assert!(matches!(
            one_of.get(1).map(|schema| &item(schema).schema_kind),
            Some(SchemaKind::Type(Type::String(_)))
        ));
        assert!(matches!(kind("manager"), SchemaKind::AnyOf { any_of } if any_of.len() == 2));
        assert!(
            matches!(&schema(document, "ReferenceNumeric").schema_kind, SchemaKind::Any(any) if any.enumeration.len() == 3)
        );
        assert!(
            matches!(&schema(document, "anything").schema_kind, SchemaKind::Not { not } if matches!(item(not).schema_kind, SchemaKind::Type(Type::String(_))))
        );
        let alias = &document
            .components
            .schemas
            .get("alias")
            .expect("it exists")
            .value;
        assert_eq!(document.schema(alias), Some(user));
    });
}

#[test]
fn extensions_of_properties_are_found_beside_a_reference_too() {
    let components = r##"
  schemas:
    a:
      allOf:
        - type: object
        - properties:
            item: {$ref: '#/components/schemas/a', x-flag: true}
            off: {type: string, x-flag: false}
            text: {type: string, x-flag: 'true'}
"##;
    with_components(components, |document| {
        assert!(document.property_extension("a", "item", "x-flag"));
        for (schema, property, extension) in [
            ("a", "off", "x-flag"),
            ("a", "text", "x-flag"),
            ("a", "item", "x-other"),
            ("a", "none", "x-flag"),
            ("b", "item", "x-flag"),
        ] {
            assert!(
                !document.property_extension(schema, property, extension),
                "{schema}.{property}.{extension}"
            );
        }
    });
}

#[test]
fn places_are_found_by_pointer() {
    with_documents(CONNECTOR_GROUP, |texts, documents| {
        let document = documents.openapi.first().expect("there is a document");
        let at = |pointer| texts.text(document.locate(pointer));
        assert_eq!(
            at("/components/schemas/ReferenceUpdate/properties/@odata.id"),
            "'@odata.id'"
        );
        assert_eq!(
            at("/components/schemas/ReferenceUpdate/properties/absent"),
            "properties"
        );
        let put = document
            .paths
            .first()
            .and_then(|path| path.operations.first())
            .expect("there is an operation");
        assert_eq!(texts.text(put.location), "put");
        assert_eq!(
            document.node("/openapi").and_then(|node| node.as_str()),
            Some("3.0.1")
        );
    });
}

fn in_schema(schema: &str) -> String {
    first_line(&format!(
        "openapi: 3.0.1\npaths: {{}}\ncomponents:\n  schemas:\n    s: {schema}\n    t: {{type: object}}\n"
    ))
}

#[test]
fn pieces_that_openapi_does_not_allow() {
    assert_eq!(
        messages(
            "openapi: 3.0.1\npaths: {}\ncomponents:\n  schemas:\n    s:\n      properties:\n        p:\n          type: string\n          nullable: maybe\n"
        ),
        "\
error[E0032]: this schema is not valid: invalid type: string \"maybe\", expected a boolean
 --> input:9:11
  |
9 |           nullable: maybe
  |           ^^^^^^^^
"
    );
    for (schema, message) in [
        ("[]", "the schema must be a mapping, not a list"),
        (
            "{properties: []}",
            "this schema is not valid: invalid type: sequence, expected a map",
        ),
        (
            "{properties: {p: 1}}",
            "the schema must be a mapping, not a number",
        ),
        (
            "{items: text}",
            "the schema must be a mapping, not a string",
        ),
        (
            "{required: id}",
            "this schema is not valid: invalid type: string \"id\", expected a sequence",
        ),
        (
            "{minLength: -1}",
            "this schema is not valid: invalid value: integer `-1`, expected usize",
        ),
        (
            "{discriminator: {}}",
            "this schema is not valid: missing field `propertyName`",
        ),
        ("{$ref: 1}", "the `$ref` must be a string, not a number"),
    ] {
        assert_eq!(without_code(&in_schema(schema)), message, "{schema}");
    }
    let operation = |operation: &str| {
        first_line(&format!(
            "openapi: 3.0.1\npaths: {{/a: {{get: {operation}}}}}\n"
        ))
    };
    for (written, message) in [
        (
            "{}",
            "this operation is not valid: missing field `responses`",
        ),
        (
            "{responses: {200: {}}}",
            "this response is not valid: missing field `description`",
        ),
        (
            "{responses: {}, parameters: {}}",
            "this operation is not valid: invalid type: map, expected a sequence",
        ),
        (
            "{responses: {}, parameters: [{name: a, in: body, schema: {}}]}",
            "this parameter is not valid: unknown variant `body`, expected one of `query`, `header`, `path`, `cookie`",
        ),
        (
            "{responses: {}, parameters: [{name: a, in: query}]}",
            "this parameter has no `schema`",
        ),
        (
            "{responses: {}, parameters: [7]}",
            "the parameter must be a mapping, not a number",
        ),
        (
            "{responses: {}, requestBody: {content: {a/b: []}}}",
            "the media type must be a mapping, not a list",
        ),
    ] {
        assert_eq!(without_code(&operation(written)), message, "{written}");
    }
}

#[test]
fn paths_of_the_wrong_shape() {
    assert_eq!(
        messages("{\"openapi\": \"3.0.1\"}"),
        "error[E0031]: the description has no `paths`\n --> input:1:1\n  |\n1 | {\"openapi\": \"3.0.1\"}\n  | ^\n"
    );
    for (paths, message) in [
        ("[]", "the `paths` must be a mapping, not a list"),
        ("{/a: 1}", "the path item must be a mapping, not a number"),
        ("{a: {}}", "the path `a` does not start with `/`"),
        (
            "{/a: {parameters: 1}}",
            "the `parameters` must be a list, not a number",
        ),
        (
            "{/a: {$ref: 'other.yaml#/a'}}",
            "the reference `other.yaml#/a` leaves the components of this text",
        ),
    ] {
        assert_eq!(
            without_code(&first_line(&format!("openapi: 3.0.1\npaths: {paths}\n"))),
            message,
            "{paths}"
        );
    }
}

#[test]
fn references_that_lead_nowhere() {
    assert_eq!(
        messages(
            "openapi: 3.0.1\npaths: {}\ncomponents:\n  schemas:\n    user: {type: object}\n    s: {items: {$ref: '#/components/schemas/usr'}}\n"
        ),
        "\
error[E0036]: the reference `#/components/schemas/usr` has no target
 --> input:6:23
  |
6 |     s: {items: {$ref: '#/components/schemas/usr'}}
  |                       ^^^^^^^^^^^^^^^^^^^^^^^^^^ nothing is defined under this name
  |
  = help: did you mean `user`?
"
    );
    assert_eq!(
        messages(
            "openapi: 3.0.1\npaths: {}\ncomponents:\n  schemas: {s: {$ref: 'https://example.org/a'}}\n"
        ),
        "\
error[E0034]: the reference `https://example.org/a` leaves the components of this text
 --> input:4:23
  |
4 |   schemas: {s: {$ref: 'https://example.org/a'}}
  |                       ^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: bundle the description into one file; only `#/components/<kind>/<name>` is followed
"
    );
    assert_eq!(
        in_schema("{$ref: '#/components/responses/r'}"),
        "error[E0035]: the reference `#/components/responses/r` does not point into `components/schemas`"
    );
    assert_eq!(
        in_schema("{$ref: '#/components/schemas/t/properties/x'}"),
        "error[E0036]: the reference `#/components/schemas/t/properties/x` has no target"
    );
    assert_eq!(in_schema("{$ref: '#/components/schemas/t'}"), "");
}

#[test]
fn references_in_a_circle() {
    let contents = "\
openapi: 3.0.1
paths: {}
components:
  parameters:
    a: {$ref: '#/components/parameters/b'}
    b: {$ref: '#/components/parameters/c'}
    c: {$ref: '#/components/parameters/b'}
  schemas:
    self: {$ref: '#/components/schemas/self'}
    tree: {type: object, properties: {parent: {$ref: '#/components/schemas/tree'}}}
";
    assert_eq!(
        messages(contents),
        "\
error[E0037]: references form a cycle: `b` -> `c` -> `b`
 --> input:6:5
  |
6 |     b: {$ref: '#/components/parameters/c'}
  |     ^ leads back to itself

error[E0037]: references form a cycle: `self` -> `self`
 --> input:9:5
  |
9 |     self: {$ref: '#/components/schemas/self'}
  |     ^^^^ leads back to itself
"
    );
}

/// As deep as a tree may be, on the stack of a test's thread and in a build without optimization.
#[test]
fn the_deepest_schemas_fit_the_stack() {
    for (open, close) in [
        ("{\"items\":", "}"),
        ("{\"not\":", "}"),
        ("{\"type\":\"array\",\"items\":", "}"),
        ("{\"allOf\":[", "]}"),
    ] {
        let levels = if close == "}" { 94 } else { 47 };
        let schema = open.repeat(levels) + "{\"type\":\"string\"}" + &close.repeat(levels);
        let contents = format!(
            "{{\"openapi\":\"3.0.1\",\"paths\":{{}},\"components\":{{\"schemas\":{{\"s\":{schema}}}}}}}"
        );
        assert_eq!(first_line(&contents), "", "{open}");
    }
}

/// With serde alone, each level would double the time it takes to refuse this.
#[test]
fn a_mistake_in_a_deep_schema_is_found_at_once() {
    let levels = 45;
    let deep = |innermost: &str| {
        let open = "{\"properties\":{\"p\":".repeat(levels);
        format!(
            "{{\"openapi\":\"3.0.1\",\"paths\":{{}},\"components\":{{\"schemas\":{{\"s\":{open}{innermost}{}}}}}}}",
            "}}".repeat(levels)
        )
    };
    assert_eq!(first_line(&deep("{\"type\":\"string\"}")), "");
    assert_eq!(
        first_line(&deep("{\"nullable\":0}")),
        "error[E0032]: this schema is not valid: invalid type: integer `0`, expected a boolean"
    );
}
