//! The rules from what CSDL declares to what a crate offers, and what happens where two sources do not say the same.

mod support;

use std::collections::BTreeMap;

use msgraph_generator::listing;
use msgraph_generator::model::{Navigation, NavigationOperation, Primitive, Structured, ValueType};
use msgraph_generator::problem::{Meaning, ProblemKind};
use msgraph_generator::source::{SourceText, SourceTexts};
use msgraph_generator::{Generated, generate};
use support::inputs::{csdl, generated};

/// A user with a manager, and the set of users.
const USERS: &str = r#"
<EntityType Name="entity"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.String" Nullable="false"/></EntityType>
<EntityType Name="person" BaseType="graph.entity" Abstract="true"/>
<EntityType Name="user" BaseType="graph.person">
  <NavigationProperty Name="manager" Type="graph.person">MANAGER</NavigationProperty>
</EntityType>
OPERATIONS
<EntityContainer Name="Service"><EntitySet Name="users" EntityType="graph.user">SET</EntitySet></EntityContainer>"#;

fn users(manager: &str, operations: &str, set: &str) -> String {
    USERS
        .replace("MANAGER", manager)
        .replace("OPERATIONS", operations)
        .replace("SET", set)
}

fn record(term: &str, properties: &str) -> String {
    format!(
        r#"<Annotation Term="Org.OData.Capabilities.V1.{term}"><Record>{properties}</Record></Annotation>"#
    )
}

/// Method and URL template of everything on offer.
fn offered(generated: &Generated) -> Vec<String> {
    let operations = listing::operations(&generated.krate);
    operations
        .iter()
        .map(|operation| format!("{} {}", operation.method, operation.template))
        .collect()
}

fn warnings(generated: &Generated) -> Vec<String> {
    generated
        .warnings
        .sorted()
        .iter()
        .map(|problem| problem.kind.to_string())
        .collect()
}

const REFERENCEABLE: &str = r#"<PropertyValue Property="Referenceable" Bool="true"/>"#;

#[test]
fn references_are_offered_where_the_property_or_its_set_allows_them() {
    let reference = "PUT /users/{user-id}/manager/$ref".to_owned();
    let plain = generated([csdl("api", &users("", "", ""))]);
    assert!(!offered(&plain).contains(&reference));
    let restrictions = record("NavigationRestrictions", REFERENCEABLE);
    let by_property = generated([csdl("api", &users(&restrictions, "", ""))]);
    assert!(offered(&by_property).contains(&reference));
    let by_set = generated([csdl("api", &users("", "", &restrictions))]);
    assert!(offered(&by_set).contains(&reference));
}

#[test]
fn an_annotation_file_adds_to_what_a_description_says() {
    let navigability = r#"<PropertyValue Property="Navigability"><EnumMember>Org.OData.Capabilities.V1.NavigationType/Single</EnumMember></PropertyValue>"#;
    let api = csdl(
        "z-api",
        &users(&record("NavigationRestrictions", navigability), "", ""),
    );
    let restrictions = record("NavigationRestrictions", REFERENCEABLE);
    let annotations =
        format!(r#"<Annotations Target="graph.user/manager">{restrictions}</Annotations>"#);
    let both = generated([api, csdl("a-annotations", &annotations)]);
    assert!(offered(&both).contains(&"PUT /users/{user-id}/manager/$ref".to_owned()));
    assert_eq!(warnings(&both), [] as [&str; 0]);
}

#[test]
fn restrictions_on_what_is_not_declared_are_told() {
    let restrictions = record("NavigationRestrictions", REFERENCEABLE);
    let annotations =
        format!(r#"<Annotations Target="graph.usr/manager">{restrictions}</Annotations>"#);
    let made = generated([csdl("api", &users("", &annotations, ""))]);
    assert_eq!(
        warnings(&made),
        ["restrictions on `microsoft.graph.usr/manager`, which is not declared"]
    );
    let problems = made.warnings.sorted();
    let meant = Meaning::AnnotationTargetsNothing {
        target: "microsoft.graph.usr/manager".to_owned(),
        near: vec!["microsoft.graph.user/manager".to_owned()],
    };
    assert_eq!(*problems[0].kind, ProblemKind::from(meant));
}

/// One overlay serves several versions of a description. Only what looks like a slip of the pen is told.
#[test]
fn an_annotation_file_may_speak_of_what_another_version_declares() {
    let told = |target: &str| {
        let restrictions = record("NavigationRestrictions", REFERENCEABLE);
        let annotations = format!(r#"<Annotations Target="{target}">{restrictions}</Annotations>"#);
        let overlay = csdl("overlay", &annotations);
        warnings(&generated([csdl("api", &users("", "", "")), overlay]))
    };
    assert_eq!(told("graph.usr/manager"), [] as [&str; 0]);
    assert_eq!(told("graph.user/connectorGroup"), [] as [&str; 0]);
    assert_eq!(
        told("graph.user/manger"),
        ["restrictions on `microsoft.graph.user/manger`, which is not declared"]
    );
}

#[test]
fn what_is_bound_nearest_takes_the_place_of_the_rest_in_any_order() {
    let function = |ty: &str| {
        format!(
            r#"<Function Name="delta" IsBound="true"><Parameter Name="it" Type="Collection(graph.{ty})"/><ReturnType Type="Collection(graph.{ty})"/></Function>"#
        )
    };
    let (far, near) = (function("person"), function("user"));
    let one = generated([csdl("api", &users("", &format!("{far}{near}"), ""))]);
    let other = generated([csdl("api", &users("", &format!("{near}{far}"), ""))]);
    assert_eq!(one.files, other.files);
    let (_, user) = one
        .files
        .iter()
        .find(|(path, _)| path.as_str() == "user.rs")
        .expect("there is a user");
    let compact: String = user.split_whitespace().collect();
    assert!(
        compact.contains("fndelta(&self,)->rt::Request<rt::Page<rt::Delta<crate::user::User>>,"),
        "{user}"
    );
}

#[test]
fn a_key_is_not_taken_for_a_function_of_the_collection_even_where_the_slice_has_none() {
    let delta = r#"<Function Name="delta" IsBound="true"><Parameter Name="it" Type="Collection(graph.user)"/><ReturnType Type="Collection(graph.user)"/></Function>"#;
    let api = csdl("api", &users("", delta, ""));
    let slice = SourceText::slice("slice.toml", "[include]\npaths = [\"GET users/{id}\"]\n");
    let made = generated([api, slice]);
    let (_, user) = made
        .files
        .iter()
        .find(|(path, _)| path.as_str() == "user.rs")
        .expect("there is a user");
    assert!(!user.contains("fn delta"), "{user}");
    assert!(
        user.contains(r#".key_beside("user-id", id, &["delta"])"#),
        "{user}"
    );
}

#[test]
fn an_action_keeps_parameters_of_types_that_are_left_out() {
    let action = r#"<ComplexType Name="note"/><Action Name="tell" IsBound="true"><Parameter Name="it" Type="graph.user"/><Parameter Name="notes" Type="Collection(graph.note)"/></Action>"#;
    let slice = SourceText::slice(
        "slice.toml",
        "[exclude]\ntypes = [\"microsoft.graph.note\"]\n",
    );
    let made = generated([csdl("api", &users("", action, "")), slice]);
    let (_, user) = made
        .files
        .iter()
        .find(|(path, _)| path.as_str() == "user.rs")
        .expect("there is a user");
    assert!(user.contains("pub notes: Option<Vec<rt::Json>>"), "{user}");
}

#[test]
fn operations_of_no_entity_are_told() {
    let action = r#"<ComplexType Name="note"/><Action Name="file" IsBound="true"><Parameter Name="it" Type="graph.note"/></Action>"#;
    let made = generated([csdl("api", &users("", action, ""))]);
    assert_eq!(
        warnings(&made),
        [
            "`microsoft.graph.file` is bound to `microsoft.graph.note`, for which there is no call yet"
        ]
    );
}

#[test]
fn a_cast_to_what_is_not_declared_is_told() {
    let manager = constraint(&["microsoft.graph.user", "microsoft.graph.User"]);
    let made = generated([csdl("api", &users(&manager, "", ""))]);
    assert_eq!(
        warnings(&made),
        [
            "`microsoft.graph.user/manager` can be cast to `microsoft.graph.User`, which is not declared"
        ]
    );
    let manager = manager_of(&made);
    assert_eq!(names(&manager.casts), ["microsoft.graph.user"]);
}

#[test]
fn a_set_whose_entities_have_no_path_but_lead_on_is_told() {
    let keyless = r#"<Annotation Term="Org.OData.Capabilities.V1.IndexableByKey" Bool="false"/>"#;
    let made = generated([csdl("api", &users("", "", keyless))]);
    assert_eq!(
        warnings(&made),
        [
            "the way on without a key of `microsoft.graph.Service/users`: there is no call for it yet"
        ]
    );
}

#[test]
fn media_streams_are_those_of_the_instances_that_paths_lead_to() {
    let photo = r#"<EntityType Name="photo" BaseType="graph.entity" HasStream="true"><Property Name="thumbnail" Type="Edm.Stream"/></EntityType>
<EntityType Name="file" BaseType="graph.entity" HasStream="true"><Property Name="Content" Type="Edm.Stream"/></EntityType>
<EntityType Name="hidden" BaseType="graph.photo"/>"#;
    let api = users("", photo, "").replace(
        "</EntityContainer>",
        r#"<EntitySet Name="photos" EntityType="graph.photo"/><Singleton Name="file" Type="graph.file"/></EntityContainer>"#,
    );
    let made = generated([csdl("api", &api)]);
    assert_eq!(
        names(&structured(&made, "photo").streams),
        ["$value", "thumbnail"]
    );
    assert_eq!(names(&structured(&made, "file").streams), ["Content"]);
    assert!(structured(&made, "hidden").streams.is_empty());
}

#[test]
fn alternate_keys_are_read_from_both_vocabularies() {
    let key = |vocabulary: &str, alias: &str| {
        format!(
            r#"<Annotations Target="graph.user"><Annotation Term="{vocabulary}.AlternateKeys"><Collection><Record><PropertyValue Property="Key"><Collection><Record>
<PropertyValue Property="Alias" String="{alias}"/><PropertyValue Property="Name" PropertyPath="id"/></Record></Collection></PropertyValue></Record></Collection></Annotation></Annotations>"#
        )
    };
    let keys = key("OData.Community.Keys.V1", "b") + &key("Org.OData.Core.V1", "a");
    let made = generated([csdl("api", &users("", &keys, ""))]);
    let keys = structured(&made, "user").alternate_keys.iter().flatten();
    let keys: Vec<(&str, &str)> = keys
        .map(|part| (part.alias.as_str(), part.property.as_str()))
        .collect();
    assert_eq!(keys, [("a", "id"), ("b", "id")]);
    let then = generated([
        csdl("api", &users("", &key("Org.OData.Core.V1", "a"), "")),
        of_2023(),
    ]);
    assert!(structured(&then, "user").alternate_keys.is_empty());
}

#[test]
fn complex_properties_have_paths_where_an_annotation_says_so() {
    let settings = r#"<ComplexType Name="settings"><NavigationProperty Name="owner" Type="graph.person"/></ComplexType>
<EntityType Name="box" BaseType="graph.entity"><Property Name="open" Type="graph.settings">READABLE</Property><Property Name="shut" Type="graph.settings"/></EntityType>"#;
    let readable = record(
        "ReadRestrictions",
        r#"<PropertyValue Property="Readable" Bool="true"/>"#,
    );
    let api = users("", &settings.replace("READABLE", &readable), "").replace(
        "</EntityContainer>",
        r#"<EntitySet Name="boxes" EntityType="graph.box"/></EntityContainer>"#,
    );
    let made = generated([csdl("api", &api)]);
    let of_box = &structured(&made, "box").navigation;
    assert_eq!(names(of_box), ["open"]);
    assert!(of_box["open"].is_structural && of_box["open"].continues);
    let operations: Vec<_> = of_box["open"].operations.keys().copied().collect();
    assert_eq!(operations, [NavigationOperation::Get]);
    let owner = &structured(&made, "settings").navigation["owner"];
    assert!(owner.operations.contains_key(&NavigationOperation::Get));
}

#[test]
fn an_operation_that_requires_it_is_offered_where_it_is_named() {
    let action = r#"<Action Name="file" IsBound="true"><Parameter Name="it" Type="graph.person"/><Annotation Term="Org.OData.Core.V1.RequiresExplicitBinding"/></Action>"#;
    let named = r#"<Annotation Term="Org.OData.Core.V1.ExplicitOperationBindings"><Collection><String>graph.file</String></Collection></Annotation>"#;
    let without = generated([csdl("api", &users("", action, ""))]);
    assert!(structured(&without, "person").operations.is_empty());
    let with = generated([csdl("api", &users(named, action, ""))]);
    assert_eq!(structured(&with, "person").operations.len(), 1);
    assert!(structured(&with, "user").operations.is_empty());
}

#[test]
fn paths_go_on_behind_a_composable_function_by_one_step() {
    let function = r#"<EntityType Name="desk" BaseType="graph.entity"><NavigationProperty Name="lamps" Type="Collection(graph.entity)" ContainsTarget="true"/></EntityType>
<Function Name="desk" IsBound="true" IsComposable="true"><Parameter Name="it" Type="graph.user"/><Parameter Name="floor" Type="Edm.Int32"><Annotation Term="Org.OData.Core.V1.OptionalParameter"/></Parameter><ReturnType Type="graph.desk"/></Function>
<Action Name="clean" IsBound="true"><Parameter Name="it" Type="graph.desk"/></Action>"#;
    let made = generated([csdl("api", &users("", function, ""))]);
    let user = structured(&made, "user");
    let function = user.operations.values().next().expect("it is offered");
    assert!(function.continues && function.parameters[0].optional);
    let desk = structured(&made, "desk");
    assert_eq!(desk.operations.len(), 1);
    let lamps: Vec<_> = desk.navigation["lamps"]
        .operations
        .keys()
        .copied()
        .collect();
    assert_eq!(
        lamps,
        [NavigationOperation::List, NavigationOperation::Create]
    );
    let then = generated([csdl("api", &users("", FUNCTION_OF_PERSON, "")), of_2023()]);
    let mut then = structured(&then, "user").operations.values();
    assert!(then.all(|operation| !operation.continues));
}

const FUNCTION_OF_PERSON: &str = r#"<Function Name="boss" IsBound="true" IsComposable="true"><Parameter Name="it" Type="graph.user"/><ReturnType Type="graph.person"/></Function>"#;

#[test]
fn operations_of_complex_values_are_offered_where_the_values_have_paths() {
    let readable = record(
        "ReadRestrictions",
        r#"<PropertyValue Property="Readable" Bool="true"/>"#,
    );
    let declared = format!(
        r#"<ComplexType Name="note"/><EntityType Name="page" BaseType="graph.entity"><Property Name="note" Type="graph.note">{readable}</Property></EntityType>
<Action Name="file" IsBound="true"><Parameter Name="it" Type="graph.note"/></Action>"#
    );
    let api = users("", &declared, "").replace(
        "</EntityContainer>",
        r#"<EntitySet Name="pages" EntityType="graph.page"/></EntityContainer>"#,
    );
    let made = generated([csdl("api", &api)]);
    assert_eq!(warnings(&made), [] as [&str; 0]);
    assert_eq!(structured(&made, "note").operations.len(), 1);
}

#[test]
fn a_type_named_for_arbitrary_json_is_no_type() {
    let json = r#"<ComplexType Name="Json"/><ComplexType Name="note"><Property Name="text" Type="graph.Json"/></ComplexType>"#;
    let made = generated([csdl("api", &users("", json, ""))]);
    let text = &structured(&made, "note").properties["text"];
    assert_eq!(text.ty.value, ValueType::Primitive(Primitive::Untyped));
    assert!(!made.api.types.keys().any(|id| id.name() == "Json"));
}

#[test]
fn an_unknown_day_of_conventions_is_refused() {
    let slice = SourceText::slice("slice.toml", "[csdl]\nconventions = \"1999\"\n");
    let texts = SourceTexts::new([csdl("api", &users("", "", "")), slice]).expect("names differ");
    let problems = generate(&texts, |_| {}).expect_err("there is no such day");
    let told = problems.render(&texts, false);
    assert!(told.contains("`2023` or `current`"), "{told}");
}

/// The slice that asks for the conventions of 2023.
fn of_2023() -> SourceText {
    SourceText::slice("slice.toml", "[csdl]\nconventions = \"2023\"\n")
}

fn constraint(types: &[&str]) -> String {
    let types = types.iter().map(|ty| format!("<String>{ty}</String>"));
    let types: String = types.collect();
    format!(
        r#"<Annotation Term="Org.OData.Validation.V1.DerivedTypeConstraint"><Collection>{types}</Collection></Annotation>"#
    )
}

fn structured<'a>(generated: &'a Generated, name: &str) -> &'a Structured {
    let mut types = generated.api.structured_types();
    types
        .find(|structured| structured.id.name() == name)
        .unwrap_or_else(|| panic!("{name} is not there"))
}

fn manager_of(generated: &Generated) -> &Navigation {
    &structured(generated, "user").navigation["manager"]
}

fn names<K: ToString, V>(map: &BTreeMap<K, V>) -> Vec<String> {
    map.keys().map(K::to_string).collect()
}

#[test]
fn a_bound_operation_can_be_renamed() {
    let action =
        r#"<Action Name="retire" IsBound="true"><Parameter Name="it" Type="graph.user"/></Action>"#;
    let slice = SourceText::slice(
        "slice.toml",
        "[rename]\n\"microsoft.graph.user/retire\" = \"sendHome\"\n",
    );
    let made = generated([csdl("api", &users("", action, "")), slice]);
    let calls: Vec<String> = listing::operations(&made.krate)
        .into_iter()
        .map(|operation| operation.call)
        .collect();
    assert!(
        calls.contains(&"users().id(id).send_home()".to_owned()),
        "{calls:?}"
    );
}

/// The same service in OpenAPI, but for what a test is about.
fn openapi(manager: &str, path: &str) -> SourceText {
    let contents = format!(
        r##"openapi: 3.0.1
info: {{ title: Users, version: '1' }}
paths:
  /users:
    get:
      responses:
        2XX: {{ description: Users., content: {{ application/json: {{ schema: {{ $ref: '#/components/schemas/microsoft.graph.userCollectionResponse' }} }} }} }}
  /users/{{user-id}}/{path}:
    get:
      responses:
        2XX: {{ description: A person., content: {{ application/json: {{ schema: {{ $ref: '#/components/schemas/microsoft.graph.person' }} }} }} }}
components:
  schemas:
    microsoft.graph.userCollectionResponse:
      type: object
      allOf:
        - $ref: '#/components/schemas/Base'
        - properties: {{ value: {{ type: array, items: {{ $ref: '#/components/schemas/microsoft.graph.user' }} }} }}
    Base: {{ type: object }}
    microsoft.graph.entity: {{ type: object, properties: {{ id: {{ type: string }} }} }}
    microsoft.graph.person:
      allOf: [ $ref: '#/components/schemas/microsoft.graph.entity' ]
    microsoft.graph.user:
      allOf:
        - $ref: '#/components/schemas/microsoft.graph.person'
        - type: object
          properties:
            {manager}
"##
    );
    SourceText::new("api.yaml", contents)
}

#[test]
fn where_a_navigation_property_leads_is_csdls_to_say() {
    let one = "manager: { anyOf: [ $ref: '#/components/schemas/microsoft.graph.person', { type: object, nullable: true } ], x-ms-navigationProperty: true }";
    let declared = users("", "", "").replace(
        "Name=\"manager\" Type=\"graph.person\"",
        "Name=\"manager\" Type=\"Collection(graph.person)\"",
    );
    let both = generated([csdl("api.csdl", &declared), openapi(one, "manager")]);
    assert!(
        warnings(&both).contains(
            &"`microsoft.graph.user/manager` is `Collection(microsoft.graph.person)` in CSDL and `microsoft.graph.person` in OpenAPI"
                .to_owned()
        ),
        "{:?}",
        warnings(&both)
    );
    let offered = offered(&both);
    assert!(
        !offered
            .iter()
            .any(|operation| operation.contains("manager") && !operation.contains("{person-id}")),
        "{offered:?}"
    );
}

#[test]
fn a_navigation_property_of_openapi_alone_is_offered_and_told() {
    let one = "manager: { anyOf: [ $ref: '#/components/schemas/microsoft.graph.person', { type: object, nullable: true } ], x-ms-navigationProperty: true }";
    let both = "boss: { anyOf: [ $ref: '#/components/schemas/microsoft.graph.person', { type: object, nullable: true } ], x-ms-navigationProperty: true }";
    let properties = format!("{one}\n            {both}");
    let made = generated([
        csdl("api.csdl", &users("", "", "")),
        openapi(&properties, "boss"),
    ]);
    assert!(
        offered(&made).contains(&"GET /users/{user-id}/boss".to_owned()),
        "{:?}",
        offered(&made)
    );
    assert!(
        warnings(&made).contains(
            &"`microsoft.graph.user/boss` is `not there` in CSDL and `microsoft.graph.person` in OpenAPI".to_owned()
        ),
        "{:?}",
        warnings(&made)
    );
    let boss = listing::operations(&made.krate)
        .into_iter()
        .find(|operation| operation.template.ends_with("/boss"));
    assert_eq!(boss.expect("it is offered").sources.len(), 1);
}
