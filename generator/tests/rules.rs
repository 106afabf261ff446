//! The rules from what CSDL declares to what a crate offers, and what happens where two sources do not say the same.

mod support;

use msgraph_generator::Generated;
use msgraph_generator::listing;
use msgraph_generator::problem::{Meaning, ProblemKind};
use msgraph_generator::source::SourceText;
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
    let both = generated([
        csdl("api", &users("", "", "")),
        csdl("annotations", &annotations),
    ]);
    assert_eq!(
        warnings(&both),
        ["restrictions on `microsoft.graph.usr/manager`, which is not declared"]
    );
    let problems = both.warnings.sorted();
    let meant = Meaning::AnnotationTargetsNothing {
        target: "microsoft.graph.usr/manager".to_owned(),
        near: vec!["microsoft.graph.user/manager".to_owned()],
    };
    assert_eq!(*problems[0].kind, ProblemKind::from(meant));
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
    assert!(
        user.contains("fn delta(&self) -> rt::Request<rt::Page<crate::user::User>>"),
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
fn what_has_no_call_yet_is_told() {
    let casts = r#"<Annotation Term="Org.OData.Validation.V1.DerivedTypeConstraint"><Collection><String>microsoft.graph.user</String></Collection></Annotation>"#;
    let photo = r#"<EntityType Name="photo" BaseType="graph.entity" HasStream="true"><Property Name="thumbnail" Type="Edm.Stream"/></EntityType>"#;
    let keys = r#"<Annotations Target="graph.user"><Annotation Term="Org.OData.Core.V1.AlternateKeys"><Collection/></Annotation></Annotations>"#;
    let api = users(casts, &format!("{photo}{keys}"), "");
    let api = api.replace(
        "</EntityContainer>",
        r#"<EntitySet Name="photos" EntityType="graph.photo"/></EntityContainer>"#,
    );
    let told = warnings(&generated([csdl("api", &api)]));
    for what in [
        "the type cast of `microsoft.graph.user/manager`",
        "the media stream of `microsoft.graph.photo`",
        "the media stream of `microsoft.graph.photo/thumbnail`",
        "the alternate key of `microsoft.graph.user`",
    ] {
        let expected = format!("{what}: there is no call for it yet");
        assert!(told.contains(&expected), "{expected} is not in {told:?}");
    }
    assert_eq!(told.len(), 4, "{told:?}");
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
