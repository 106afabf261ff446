//! What becomes of what two sources say of one service.

use crate::lower;
use crate::model::{Api, NavigationOperation, Owner, StreamOperation, Structured, TypeId};
use crate::problem::Problems;
use crate::source::{self, SourceText, SourceTexts};

/// Things, a special kind of them, and what both can do, by the conventions that are current.
const CSDL: &str = r#"<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
<Schema Namespace="microsoft.graph" Alias="graph" xmlns="http://docs.oasis-open.org/odata/ns/edm">
<EntityType Name="thing" HasStream="true"><Key><PropertyRef Name="id"/></Key>
  <Property Name="id" Type="Edm.String" Nullable="false"/>
  <Property Name="size" Type="graph.size"/>
  <NavigationProperty Name="friends" Type="Collection(graph.thing)"/>
</EntityType>
<EntityType Name="special" BaseType="graph.thing"/>
<EntityType Name="rare" BaseType="graph.thing"/>
<ComplexType Name="size"><Property Name="width" Type="Edm.Int32"/></ComplexType>
<Function Name="find" IsBound="true" IsComposable="true">
  <Parameter Name="this" Type="graph.thing"/><Parameter Name="by" Type="Edm.Guid" Nullable="false"/>
  <ReturnType Type="graph.thing"/>
</Function>
<EntityContainer Name="Service"><EntitySet Name="things" EntityType="graph.thing">
  <NavigationPropertyBinding Path="friends" Target="things"/>
</EntitySet></EntityContainer>
<Annotations Target="microsoft.graph.thing/friends"><Annotation Term="Org.OData.Validation.V1.DerivedTypeConstraint">
  <Collection><String>microsoft.graph.special</String><String>microsoft.graph.rare</String></Collection>
</Annotation></Annotations>
</Schema></edmx:DataServices></edmx:Edmx>"#;

const OPENAPI: &str = r##"
openapi: 3.0.1
servers: [{url: 'https://graph.microsoft.com/v1.0'}]
paths:
  /things:
    get: {responses: {2XX: {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/microsoft.graph.thingCollectionResponse'}}}}}}
  /things/{thing-id}/$value:
    get: {responses: {2XX: {description: d, content: {application/octet-stream: {schema: {type: string, format: binary}}}}}}
  /things/{thing-id}/friends:
    get: {responses: {204: {description: d}}}
  /things/{thing-id}/friends/graph.special:
    get: {summary: The special ones, responses: {204: {description: d}}}
  /things/{thing-id}/size:
    get: {responses: {204: {description: d}}}
  /things/{thing-id}/find(by='@by'):
    get:
      parameters: [{name: by, in: query, schema: {type: string}}]
      responses: {2XX: {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/microsoft.graph.thing'}}}}}
  /things(name='{name}'):
    get: {responses: {204: {description: d}}}
  /elsewhere/{x}:
    get: {responses: {204: {description: d}}}
components:
  schemas:
    microsoft.graph.thing:
      type: object
      properties:
        id: {type: string}
        size: {anyOf: [{$ref: '#/components/schemas/microsoft.graph.size'}, {type: object, nullable: true}]}
        friends: {type: array, items: {$ref: '#/components/schemas/microsoft.graph.thing'}, x-ms-navigationProperty: true}
    microsoft.graph.special:
      allOf: [{$ref: '#/components/schemas/microsoft.graph.thing'}, {type: object, properties: {'@odata.type': {type: string}}}]
    microsoft.graph.size: {type: object, properties: {width: {type: integer, format: int32, nullable: true}}}
    microsoft.graph.thingCollectionResponse:
      type: object
      properties: {value: {type: array, items: {$ref: '#/components/schemas/microsoft.graph.thing'}}}
"##;

/// The model of both, and what is told that only one of them offers.
fn agreed() -> (Api, Vec<String>) {
    let texts = [("a.csdl", CSDL), ("b.yaml", OPENAPI)];
    let texts = texts.map(|(name, contents)| SourceText::new(name, contents));
    let texts = SourceTexts::new(texts).expect("names are unique");
    let documents = match source::parse(&texts) {
        Ok(documents) => documents,
        Err(problems) => panic!("{}", problems.render(&texts, false)),
    };
    let mut problems = Problems::new();
    let api = lower::lower(&documents, &mut problems);
    let told = problems
        .sorted()
        .into_iter()
        .map(|problem| problem.kind.to_string());
    let told = told.filter(|told| told.starts_with("only the "));
    (api, told.collect())
}

fn id(name: &str) -> TypeId {
    TypeId::parse(&format!("microsoft.graph.{name}")).expect("it is qualified")
}

fn thing(api: &Api) -> &Structured {
    api.structured(&id("thing")).expect("it is a type")
}

#[test]
fn openapi_decides_which_casts_streams_and_structural_paths_there_are() {
    let (api, told) = agreed();
    let thing = thing(&api);
    let friends = &thing.navigation["friends"];
    let casts: Vec<(&TypeId, Vec<_>)> = friends
        .casts
        .iter()
        .map(|(id, operations)| (id, operations.keys().collect()))
        .collect();
    assert_eq!(casts, [(&id("special"), vec![&NavigationOperation::List])]);
    let listed = &friends.casts[&id("special")][&NavigationOperation::List];
    assert_eq!(
        listed.documentation.summary.as_deref(),
        Some("The special ones")
    );

    let stream: Vec<_> = thing.streams["$value"].operations.keys().collect();
    assert_eq!(stream, [&StreamOperation::Download]);

    let size = &thing.navigation["size"];
    assert!(size.is_structural && thing.properties.contains_key("size"));
    let operations: Vec<_> = size.operations.keys().collect();
    assert_eq!(operations, [&NavigationOperation::Get]);

    for expected in [
        "only the CSDL offers `microsoft.graph.thing/friends/microsoft.graph.rare (GET)`",
        "only the CSDL offers `microsoft.graph.thing/$value (PUT)`",
        "only the OpenAPI offers `microsoft.graph.thing/size (GET)`",
    ] {
        assert!(
            told.iter().any(|told| told == expected),
            "{expected}: {told:#?}"
        );
    }
}

#[test]
fn each_source_adds_what_it_alone_can_say() {
    let (api, _) = agreed();
    let thing = thing(&api);
    let find = thing.operations.values().next().expect("there is one");
    let by: Vec<_> = find
        .parameters
        .iter()
        .map(|parameter| (parameter.ty.to_string(), parameter.optional))
        .collect();
    assert_eq!(by, [("Edm.Guid".to_owned(), true)]);
    assert!(find.continues, "CSDL says that it is composable");

    let alternate: Vec<_> = thing.alternate_keys.iter().flatten().collect();
    assert_eq!(
        alternate
            .iter()
            .map(|part| &*part.alias)
            .collect::<Vec<_>>(),
        ["name"]
    );
    assert_eq!(thing.key, ["id"]);

    let untyped: Vec<_> = api
        .untyped
        .keys()
        .map(|(template, _)| &**template)
        .collect();
    assert_eq!(untyped, ["/elsewhere/{x}"]);
    let things = api.navigation(&Owner::Root, "things").expect("it is a set");
    assert!(things.operations.contains_key(&NavigationOperation::Get));
}
