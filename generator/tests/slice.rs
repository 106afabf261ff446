//! What a slice takes in, what it leaves out, and what it says about either. The description is the bundled one.

mod support;

use std::collections::BTreeSet;

use msgraph_generator::model::TypeId;
use msgraph_generator::source::SourceText;
use msgraph_generator::{Generated, listing};
use support::inputs;

#[test]
fn the_seed_and_the_place_it_refers_to_need_no_other_call() {
    let seed = with_paths(&[
        "PUT applications/{id}/connectorGroup/$ref",
        "onPremisesPublishingProfiles/{id}/connectorGroups/{id}",
    ]);
    assert_eq!(
        calls(&seed),
        [
            "PUT /applications/{application-id}/connectorGroup/$ref = \
             applications().id(id).connector_group().set_ref(target)",
            "DELETE /onPremisesPublishingProfiles/{onPremisesPublishingProfile-id}/connectorGroups/{connectorGroup-id} = \
             on_premises_publishing_profiles().id(id).connector_groups().id(id).delete()",
            "GET /onPremisesPublishingProfiles/{onPremisesPublishingProfile-id}/connectorGroups/{connectorGroup-id} = \
             on_premises_publishing_profiles().id(id).connector_groups().id(id).get()",
            "PATCH /onPremisesPublishingProfiles/{onPremisesPublishingProfile-id}/connectorGroups/{connectorGroup-id} = \
             on_premises_publishing_profiles().id(id).connector_groups().id(id).update(changes)",
        ]
    );
    let roots: Vec<&String> = seed.slice.api.root.keys().collect();
    assert_eq!(roots, ["applications", "onPremisesPublishingProfiles"]);
    assert!(!seed.slice.reasons.contains_key(&id("user")));
}

/// `/**` would take in what is done at a place; without it, and with no operation there, the place itself is what is wanted.
#[test]
fn a_place_without_operations_is_there_to_be_referred_to() {
    let csdl = inputs::csdl(
        "places.csdl",
        r#"<EntityType Name="shelf"><Key><PropertyRef Name="id" /></Key><Property Name="id" Type="Edm.String" />
             <NavigationProperty Name="boxes" Type="Collection(graph.box)" ContainsTarget="true" /></EntityType>
           <EntityType Name="box"><Key><PropertyRef Name="id" /></Key><Property Name="id" Type="Edm.String" /></EntityType>
           <EntityContainer Name="GraphService"><EntitySet Name="shelves" EntityType="graph.shelf" /></EntityContainer>
           <Annotations Target="graph.box">
             <Annotation Term="Org.OData.Capabilities.V1.ReadRestrictions">
               <Record><PropertyValue Property="Readable" Bool="false" /></Record></Annotation>
             <Annotation Term="Org.OData.Capabilities.V1.UpdateRestrictions">
               <Record><PropertyValue Property="Updatable" Bool="false" /></Record></Annotation>
             <Annotation Term="Org.OData.Capabilities.V1.DeleteRestrictions">
               <Record><PropertyValue Property="Deletable" Bool="false" /></Record></Annotation>
           </Annotations>"#,
    );
    let slice = SourceText::slice(
        "slice.toml",
        "[include]\npaths = [\"shelves/{id}/boxes/{id}\"]\n",
    );
    let generated = inputs::generated([csdl, slice]);
    assert_eq!(calls(&generated), Vec::<String>::new());
    let files = support::compare::files(&generated.files);
    assert!(files["lib.rs"].contains("pub fn shelves()"));
    assert!(files["shelf.rs"].contains("pub fn boxes(&self)"));
    assert!(files["box.rs"].contains("pub fn id(&self"));
}

#[test]
fn globs_and_methods_take_what_they_say() {
    let templates = |paths: &[&str]| -> Vec<String> {
        let calls = listing::operations(&with_paths(paths).krate).into_iter();
        calls
            .map(|call| format!("{} {}", call.method, call.template))
            .collect()
    };
    assert_eq!(templates(&["groups/$count"]), ["GET /groups/$count"]);
    assert_eq!(templates(&["GET groups"]), ["GET /groups"]);
    assert_eq!(
        templates(&["get,POST /Groups"]),
        ["GET /groups", "POST /groups"]
    );
    assert_eq!(
        templates(&["groups/*"]),
        [
            "GET /groups/$count",
            "GET /groups/microsoft.graph.delta()",
            "DELETE /groups/{group-id}",
            "GET /groups/{group-id}",
            "PATCH /groups/{group-id}",
        ]
    );
    assert_eq!(
        templates(&["PUT **/$ref"]),
        [
            "PUT /applications/{application-id}/connectorGroup/$ref",
            "PUT /users/{user-id}/manager/$ref",
        ]
    );
    assert_eq!(
        templates(&["applications/{id}/addPassword"]),
        templates(&["POST applications/*/microsoft.graph.addPassword"])
    );
}

#[test]
fn what_is_excluded_is_gone_and_all_else_stays() {
    let all: BTreeSet<String> = calls(&sliced("[include]\npaths = [\"groups/**\"]\n"))
        .into_iter()
        .collect();
    let some =
        sliced("[include]\npaths = [\"groups/**\"]\n[exclude]\npaths = [\"DELETE groups/**\"]\n");
    let some: BTreeSet<String> = calls(&some).into_iter().collect();
    let gone: Vec<&String> = all.difference(&some).collect();
    assert!(
        !gone.is_empty() && gone.iter().all(|call| call.starts_with("DELETE ")),
        "{gone:?}"
    );
    assert!(
        some.is_subset(&all) && !some.iter().any(|call| call.starts_with("DELETE ")),
        "{some:?}"
    );
}

#[test]
fn an_excluded_way_is_gone_with_what_lies_behind_it() {
    let sliced = sliced(
        "[include]\npaths = [\"groups/**\"]\n[exclude]\npaths = [\"groups/{id}/members/**\"]\n",
    );
    let group = sliced
        .slice
        .api
        .structured(&id("group"))
        .expect("it is the target of groups");
    let navigations: Vec<&String> = group.navigation.keys().collect();
    assert_eq!(navigations, ["owners"]);
}

#[test]
fn types_follow_from_what_is_taken_in_and_from_nothing_else() {
    let groups = with_paths(&["groups/{id}"]);
    let types: Vec<&str> = groups.slice.reasons.keys().map(TypeId::name).collect();
    assert_eq!(
        types,
        [
            "assignedLabel",
            "directoryObject",
            "entity",
            "group",
            "groupAccessType"
        ]
    );
    let listed = sliced("[include]\npaths = [\"groups/{id}\"]\ntypes = [\"location\"]\n");
    let more: Vec<&str> = listed
        .slice
        .reasons
        .keys()
        .filter(|id| !groups.slice.reasons.contains_key(id))
        .map(TypeId::name)
        .collect();
    assert_eq!(
        more,
        [
            "location",
            "locationType",
            "locationUniqueIdType",
            "outlookGeoCoordinates",
            "physicalAddress",
            "physicalAddressType"
        ]
    );
}

#[test]
fn an_excluded_type_is_no_field() {
    let sliced =
        sliced("[include]\npaths = [\"groups/{id}\"]\n[exclude]\ntypes = [\"assignedLabel\"]\n");
    assert!(!sliced.slice.reasons.contains_key(&id("assignedLabel")));
    let files = support::compare::files(&sliced.files);
    assert!(!files["group.rs"].contains("assigned_label"));
    assert!(!files.contains_key("assigned_label.rs"));
}

#[test]
fn an_explanation_says_why_a_type_is_in_or_not() {
    let groups = with_paths(&["groups/{id}"]);
    assert_explains(
        &groups,
        "entity",
        "microsoft.graph.entity is in the slice: `microsoft.graph.directoryObject` derives from it\n  \
         microsoft.graph.directoryObject: `microsoft.graph.group` derives from it\n  \
         microsoft.graph.group: `groups` leads to it, for `GET groups/{id}`\n  \
         the slice file lists `groups/{id}`\n",
    );
    assert_explains(
        &groups,
        "microsoft.graph.user",
        "microsoft.graph.user is not in the slice: no operation, listed type or property that is in it needs it\n",
    );
    let listed = sliced("[include]\ntypes = [\"location\"]\n");
    assert_explains(
        &listed,
        "locationType",
        "microsoft.graph.locationType is in the slice: the property `locationType` of `microsoft.graph.location` holds it\n  \
         microsoft.graph.location: the slice file lists it\n",
    );
}

#[test]
fn an_explanation_says_why_a_property_is_in_or_not() {
    let groups =
        sliced("[include]\npaths = [\"groups/{id}\"]\n[exclude]\ntypes = [\"assignedLabel\"]\n");
    assert_explains(
        &groups,
        "group/displayName",
        "microsoft.graph.group/displayName is in the slice: structural properties come with their type\n  \
         microsoft.graph.group is in the slice: `groups` leads to it, for `GET groups/{id}`\n    \
         the slice file lists `groups/{id}`\n",
    );
    assert_explains(
        &groups,
        "group/assignedLabels",
        "microsoft.graph.group/assignedLabels is no field: its type Collection(microsoft.graph.assignedLabel) is excluded; \
         its value is kept\n  \
         microsoft.graph.group is in the slice: `groups` leads to it, for `GET groups/{id}`\n    \
         the slice file lists `groups/{id}`\n",
    );
    assert_explains(
        &groups,
        "user/displayName",
        "microsoft.graph.user/displayName is not in the slice, because microsoft.graph.user is not:\n  \
         microsoft.graph.user is not in the slice: no operation, listed type or property that is in it needs it\n",
    );
}

#[test]
fn an_explanation_says_which_operations_of_a_navigation_are_in() {
    let seed = with_paths(&["PUT applications/{id}/connectorGroup/$ref"]);
    assert_explains(
        &seed,
        "application/connectorGroup",
        "application/connectorGroup is in the slice and leads to microsoft.graph.connectorGroup\n  \
         the slice file lists `PUT applications/{id}/connectorGroup/$ref`\n  \
         GET application/connectorGroup: not in the slice: no path entry takes it in\n  \
         GET application/connectorGroup/$ref: not in the slice: no path entry takes it in\n  \
         PUT application/connectorGroup/$ref: in the slice\n  \
         DELETE application/connectorGroup/$ref: not in the slice: no path entry takes it in\n",
    );
    assert_explains(
        &seed,
        "PUT application/connectorGroup/$ref",
        "application/connectorGroup is in the slice and leads to microsoft.graph.connectorGroup\n  \
         the slice file lists `PUT applications/{id}/connectorGroup/$ref`\n  \
         PUT application/connectorGroup/$ref: in the slice\n",
    );
    assert_explains(
        &seed,
        "application/owners",
        "application/owners is not in the slice: no path entry takes it in, \
         or an excluded one takes it away\n",
    );
}

#[test]
fn an_explanation_says_whether_an_action_is_in() {
    let with = with_paths(&["applications/{id}/addPassword"]);
    assert_explains(
        &with,
        "application/addPassword",
        "microsoft.graph.addPassword on microsoft.graph.application is in the slice\n",
    );
    let without = with_paths(&["applications/{id}"]);
    assert_explains(
        &without,
        "application/addPassword",
        "microsoft.graph.addPassword on microsoft.graph.application is not in the slice: no path of it is included\n",
    );
}

#[test]
fn a_name_that_is_nowhere_is_told_with_near_misses() {
    let groups = with_paths(&["groups/{id}"]);
    let near = |name: &str| groups.slice.explain(&groups.api, name);
    assert_eq!(
        near("groupp"),
        Err(vec!["group".to_owned(), "groups".to_owned()])
    );
    assert_eq!(near("nothing like it"), Err(Vec::new()));
}

fn id(name: &str) -> TypeId {
    TypeId::parse(&format!("microsoft.graph.{name}")).expect("it is a qualified name")
}

fn with_paths(paths: &[&str]) -> Generated {
    sliced(&format!("[include]\npaths = {paths:?}\n"))
}

fn sliced(slice: &str) -> Generated {
    let mut texts = inputs::specs(&["graph-beta.csdl", "graph-beta.openapi.yaml"]);
    texts.push(SourceText::slice("slice.toml", slice));
    inputs::generated(texts)
}

/// What can be called, by URL template and method.
fn calls(generated: &Generated) -> Vec<String> {
    let offered = listing::operations(&generated.krate).into_iter();
    offered
        .map(|call| format!("{} {} = {}", call.method, call.template, call.call))
        .collect()
}

fn assert_explains(generated: &Generated, name: &str, expected: &str) {
    let text = generated.slice.explain(&generated.api, name);
    assert_eq!(text.as_deref(), Ok(expected));
}
