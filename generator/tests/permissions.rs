//! Permissions as data: where they go in a model, what a crate is told of them, and the least that a slice needs.

mod support;

use msgraph_generator::model::{Api, Method, PermissionKind};
use msgraph_generator::permissions::{Entry, entries, least};
use msgraph_generator::source::{SourceText, SourceTexts};
use msgraph_generator::{Generated, generate};
use support::{compare, inputs};

const SCHEMA: &str = r#"
<EntityType Name="user"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.String" Nullable="false"/>
  <NavigationProperty Name="manager" Type="graph.user">
    <Annotation Term="Org.OData.Capabilities.V1.NavigationRestrictions"><Record><PropertyValue Property="Referenceable" Bool="true"/></Record></Annotation>
  </NavigationProperty>
</EntityType>
<EntityContainer Name="Service">
  <EntitySet Name="users" EntityType="graph.user"><NavigationPropertyBinding Path="manager" Target="users"/></EntitySet>
  <Singleton Name="me" Type="graph.user"/>
</EntityContainer>"#;

/// `User.Read` allows the least; nobody is told of `A.Read` being the least, but by its level it is less than `B.All`.
const PERMISSIONS: &str = r#"{"permissions": {
  "B.All": {"schemes": {"DelegatedWork": {"privilegeLevel": 4}}, "pathSets": [
    {"schemeKeys": ["DelegatedWork"], "methods": ["GET", "PUT"], "paths": {"/me": "", "/users/{id}/manager": "least=DelegatedWork", "/nowhere": ""}}]},
  "A.Read": {"schemes": {"DelegatedWork": {"privilegeLevel": 2}}, "pathSets": [
    {"schemeKeys": ["DelegatedWork"], "methods": ["GET"], "paths": {"/me": ""}}]},
  "User.Read": {"schemes": {"DelegatedWork": {"privilegeLevel": 5}, "DelegatedPersonal": {"privilegeLevel": 1}}, "pathSets": [
    {"schemeKeys": ["DelegatedWork", "DelegatedPersonal"], "methods": ["GET"], "paths": {"/me": "least=DelegatedWork,DelegatedPersonal"}}]}
}}"#;

fn generated(slice: &str) -> Generated {
    generated_with(PERMISSIONS, slice)
}

fn generated_with(permissions: &str, slice: &str) -> Generated {
    let texts = [
        inputs::csdl("api.csdl", SCHEMA),
        SourceText::new("permissions.json", permissions),
        SourceText::slice("slice.toml", slice),
    ];
    let texts = SourceTexts::new(texts).expect("names are unique");
    match generate(&texts, |_| {}) {
        Ok(generated) => generated,
        Err(problems) => panic!("{}", problems.render(&texts, false)),
    }
}

/// Method, path, and the names for a work or school account.
fn known(api: &Api) -> Vec<(Method, String, Vec<String>)> {
    let work = |entry: Entry| {
        let mut rows = entry.rows.into_iter();
        let row = rows.find(|row| row.kind == PermissionKind::DelegatedWork);
        let names = row.expect("there is a row for each kind").names;
        (entry.method, entry.path, names)
    };
    entries(api).into_iter().map(work).collect()
}

#[test]
fn the_least_privileged_is_first_and_references_are_found_without_their_segment() {
    let slice = "version = \"beta\"\n[include]\npaths = [\"**\"]\n";
    assert_eq!(
        known(&generated(slice).slice.api),
        [
            (
                Method::Get,
                "/me".to_owned(),
                vec![
                    "User.Read".to_owned(),
                    "A.Read".to_owned(),
                    "B.All".to_owned()
                ]
            ),
            (
                Method::Get,
                "/users/{}/manager".to_owned(),
                vec!["B.All".to_owned()]
            ),
            (
                Method::Put,
                "/users/{}/manager/$ref".to_owned(),
                vec!["B.All".to_owned()]
            ),
        ]
    );
}

#[test]
fn the_least_set_has_no_more_than_the_slice_needs() {
    let of = |paths: &str| {
        let slice = format!("version = \"beta\"\n[include]\npaths = [{paths}]\n");
        let least = least(&generated(&slice).slice.api);
        let needs = least.needs.into_iter();
        let names = needs.map(|(kind, need)| {
            let names: Vec<String> = need.permissions.into_keys().collect();
            (kind, names.join(","))
        });
        names.collect::<Vec<_>>()
    };
    let work = PermissionKind::DelegatedWork;
    let personal = PermissionKind::DelegatedPersonal;
    let application = (PermissionKind::Application, String::new());
    let user_read = || "User.Read".to_owned();
    assert_eq!(
        of("\"GET me\""),
        [
            (work, user_read()),
            (personal, user_read()),
            application.clone()
        ]
    );
    // What is asked for the manager allows to read `me` as well.
    assert_eq!(
        of("\"GET me\", \"GET users/*/manager\""),
        [
            (work, "B.All".to_owned()),
            (personal, user_read()),
            application
        ]
    );
    assert_eq!(of("\"GET users\""), []);
}

/// What one operation asks for first can be superfluous for what another one asks for.
#[test]
fn what_another_permission_allows_as_well_is_left_out() {
    let permissions = r#"{"permissions": {
      "Me.Read": {"schemes": {"DelegatedWork": {"privilegeLevel": 1}}, "pathSets": [
        {"schemeKeys": ["DelegatedWork"], "methods": ["GET"], "paths": {"/me": "least=DelegatedWork"}}]},
      "All.Read": {"schemes": {"DelegatedWork": {"privilegeLevel": 3}}, "pathSets": [
        {"schemeKeys": ["DelegatedWork"], "methods": ["GET"], "paths": {"/me": "", "/users": "least=DelegatedWork"}}]},
      "All.Write": {"schemes": {"DelegatedWork": {"privilegeLevel": 4}}, "pathSets": [
        {"schemeKeys": ["DelegatedWork"], "methods": ["GET"], "paths": {"/users": ""}}]},
      "All.Own": {"schemes": {"DelegatedWork": {"privilegeLevel": 5}}, "pathSets": [
        {"schemeKeys": ["DelegatedWork"], "methods": ["GET"], "paths": {"/users": ""}}]}
    }}"#;
    let set = |paths: &str| {
        let slice = format!("version = \"beta\"\n[include]\npaths = [{paths}]\n");
        let least = least(&generated_with(permissions, &slice).slice.api);
        let work = &least.needs[&PermissionKind::DelegatedWork];
        let names: Vec<String> = work.permissions.keys().cloned().collect();
        names.join(",")
    };
    assert_eq!(set("\"GET me\""), "Me.Read");
    assert_eq!(set("\"GET users\""), "All.Read");
    assert_eq!(set("\"GET me\", \"GET users\""), "All.Read");
}

#[test]
fn a_crate_has_its_table_and_shows_it() {
    let files =
        compare::files(&generated("version = \"beta\"\n[include]\npaths = [\"me\"]\n").files);
    let table = &files["permissions.rs"];
    assert!(
        table.contains("GET /me User.Read,A.Read,B.All User.Read -\""),
        "{table}"
    );
    let user = &files["user.rs"];
    assert!(
        user.contains("| Delegated, work or school account | `User.Read`, `A.Read`, `B.All` |"),
        "{user}"
    );
    assert!(user.contains("| Application | not supported |"), "{user}");
}
