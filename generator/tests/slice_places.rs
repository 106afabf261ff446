//! What a slice keeps of casts, media streams, composable functions, structural paths, alternate keys and paths that lead to no type; and
//! what it keeps by tags.

mod support;

use std::collections::{BTreeMap, BTreeSet};

use msgraph_generator::lower;
use msgraph_generator::model::{
    Api, BoundOperationKind, Method, NavigationOperation, Operation, Outcome, Owner, Signature,
    Stream, StreamOperation, Type, TypeId, UntypedOperation,
};
use msgraph_generator::problem::Problems;
use msgraph_generator::slice::{self, Request, Slice};
use msgraph_generator::source::{self, SourceText, SourceTexts};
use support::inputs;

const SCHEMA: &str = r#"
<EntityType Name="entity" Abstract="true"><Key><PropertyRef Name="id" /></Key><Property Name="id" Type="Edm.String" Nullable="false" /></EntityType>
<EntityType Name="directoryObject" BaseType="graph.entity" />
<EntityType Name="user" BaseType="graph.directoryObject">
  <Property Name="name" Type="Edm.String" /><Property Name="mailbox" Type="graph.mailbox" />
  <NavigationProperty Name="photo" Type="graph.photo" ContainsTarget="true" />
  <NavigationProperty Name="manager" Type="graph.directoryObject" />
</EntityType>
<EntityType Name="device" BaseType="graph.directoryObject"><Property Name="system" Type="graph.system" /></EntityType>
<EntityType Name="group" BaseType="graph.directoryObject">
  <NavigationProperty Name="members" Type="Collection(graph.directoryObject)" />
  <NavigationProperty Name="sheet" Type="graph.sheet" ContainsTarget="true" />
</EntityType>
<EntityType Name="photo" BaseType="graph.entity"><Property Name="height" Type="Edm.Int32" /></EntityType>
<EntityType Name="sheet" BaseType="graph.entity" />
<EntityType Name="cells" BaseType="graph.entity"><Property Name="look" Type="graph.look" />
  <NavigationProperty Name="format" Type="graph.format" ContainsTarget="true" /></EntityType>
<EntityType Name="format" BaseType="graph.entity" />
<ComplexType Name="mailbox"><Property Name="zone" Type="Edm.String" /></ComplexType>
<ComplexType Name="system" /><ComplexType Name="look" />
<Function Name="cellsAt" IsBound="true" IsComposable="true"><Parameter Name="this" Type="graph.sheet" />
  <Parameter Name="address" Type="Edm.String" Unicode="false" /><ReturnType Type="graph.cells" /></Function>
<Action Name="sendMail" IsBound="true"><Parameter Name="this" Type="graph.user" /></Action>
<EntityContainer Name="GraphService">
  <EntitySet Name="users" EntityType="graph.user" /><EntitySet Name="groups" EntityType="graph.group" />
</EntityContainer>"#;

#[test]
fn a_cast_brings_its_type() {
    let cast = |slice: &Slice, of: &str| -> Vec<NavigationOperation> {
        let members = slice.api.navigation(&owner("group"), "members");
        let cast = members.and_then(|members| members.casts.get(&id(of)));
        cast.map_or_else(Vec::new, |kinds| kinds.keys().copied().collect())
    };
    use NavigationOperation::{Count, Get, List};
    for path in [
        "groups/{id}/members/graph.user/$count",
        "GET groups/*/members/microsoft.graph.USER/$count",
    ] {
        let counted = sliced(&[path]);
        assert_eq!(cast(&counted, "user"), [Count], "{path}");
        assert_eq!(cast(&counted, "device"), []);
        assert!(counted.places.contains(&id("user")) && !has(&counted, "device"));
        assert!(!has(&counted, "mailbox"));
    }
    let listed = sliced(&["groups/{id}/members/graph.user"]);
    assert_eq!(cast(&listed, "user"), [List]);
    assert!(has(&listed, "mailbox") && !listed.places.contains(&id("user")));
    let all = sliced(&["groups/{id}/members/**"]);
    assert_eq!(cast(&all, "user"), [List, Count, Get]);
    assert_eq!(cast(&all, "device"), [List, Count, Get]);
    let one = sliced(&["groups/{id}/members/{id}/graph.device"]);
    assert_eq!(
        (cast(&one, "user"), cast(&one, "device")),
        (vec![], vec![Get])
    );
    assert!(has(&one, "system") && !has(&one, "mailbox"));
}

/// What the type of a cast can do anyway is not taken by a wildcard: no path to it is documented.
#[test]
fn behind_a_cast_is_what_is_named() {
    let all = sliced(&["groups/{id}/members/**"]);
    let user = all.api.structured(&id("user")).expect("it is in the slice");
    assert!(user.operations.is_empty() && user.navigation.is_empty());
    let named = sliced(&[
        "groups/{id}/members/graph.user/{id}/manager",
        "groups/{id}/members/{id}/graph.user/sendMail",
    ]);
    let user = named
        .api
        .structured(&id("user"))
        .expect("it is in the slice");
    assert_eq!(user.navigation.keys().collect::<Vec<_>>(), ["manager"]);
    assert_eq!(user.operations.len(), 1);
    let members = named.api.navigation(&owner("group"), "members");
    assert!(members.is_some_and(|members| members.casts.contains_key(&id("user"))));
    assert!(named.places.contains(&id("user")));
}

#[test]
fn a_cast_to_a_type_that_is_left_out_is_gone() {
    let slice = sliced_by("[include]\npaths = [\"groups/**\"]\n[exclude]\ntypes = [\"device\"]\n");
    let members = slice.api.navigation(&owner("group"), "members");
    let casts = members.map(|members| members.casts.keys().collect::<Vec<_>>());
    assert_eq!(casts, Some(vec![&id("user")]));
    assert!(!has(&slice, "device") && !has(&slice, "system"));
    assert_eq!(
        explained(&slice, "groups/{id}/members/graph.device"),
        "group/members as microsoft.graph.device is not in the slice: microsoft.graph.device is excluded\n"
    );
}

#[test]
fn a_stream_is_there_where_a_path_takes_it() {
    let streams = |path: &str| -> Vec<(String, StreamOperation)> {
        let slice = sliced(&[path]);
        let photo = slice.api.structured(&id("photo"));
        let streams = photo.into_iter().flat_map(|photo| &photo.streams);
        let operations = streams
            .flat_map(|(name, stream)| stream.operations.keys().map(|kind| (name.clone(), *kind)));
        operations.collect()
    };
    let value = |kind| ("$value".to_owned(), kind);
    use StreamOperation::{Download, Upload};
    assert_eq!(streams("GET users/*/photo/$value"), [value(Download)]);
    assert_eq!(
        streams("users/{id}/photo/**"),
        [value(Download), value(Upload)]
    );
    assert_eq!(streams("users/{id}/photo"), []);
    let slice = sliced(&["GET users/*/photo/$value"]);
    assert!(slice.places.contains(&id("photo")) && slice.places.contains(&id("user")));
    let replaced = sliced(&["PUT users/*/photo/$value"]);
    assert!(!replaced.places.contains(&id("photo")));
    assert_eq!(
        explained(&replaced, "photo"),
        "microsoft.graph.photo is in the slice: what replaces its media stream `$value` may answer with it\n"
    );
    let properties = slice.api.flattened_properties(&id("user"));
    assert_eq!(properties.into_keys().collect::<Vec<_>>(), ["id"]);
    assert_eq!(
        explained(&slice, "users/{id}/photo/$value"),
        "photo/$value is a media stream\n  GET photo/$value: in the slice\n  \
         PUT photo/$value: not in the slice: no path entry takes it in\n"
    );
}

#[test]
fn a_function_is_gone_on_from_where_a_path_goes_on() {
    let function = |slice: &Slice| {
        let sheet = slice
            .api
            .structured(&id("sheet"))
            .expect("it is in the slice");
        let function = sheet.operations.values().next();
        function.map(|function| function.continues)
    };
    let behind = sliced(&["groups/{id}/sheet/cellsAt(address='{address}')/clear"]);
    assert_eq!(function(&behind), Some(true));
    let cells = behind.api.structured(&id("cells")).expect("it is answered");
    assert!(cells.operations.len() == 1 && cells.navigation.is_empty());
    let all = sliced(&["groups/{id}/sheet/**"]);
    assert_eq!(function(&all), Some(true));
    let cells = all.api.structured(&id("cells")).expect("it is answered");
    assert!(cells.navigation.contains_key("format"));
    let called = sliced(&["GET groups/{id}/sheet/cellsAt"]);
    assert_eq!(function(&called), Some(false));
    assert!(has(&called, "look"));
    assert_eq!(
        explained(&called, "groups/{id}/sheet/cellsAt(address='{a}')/format"),
        "cells/format is not in the slice: no path entry takes it in, or an excluded one takes it away\n\
         this path is not in the slice: microsoft.graph.cellsAt is not\n"
    );
    assert_eq!(
        explained(&called, "sheet/cellsAt"),
        "microsoft.graph.cellsAt on microsoft.graph.sheet is in the slice, but nothing behind it\n"
    );
}

#[test]
fn a_structural_path_is_a_navigation() {
    let slice = sliced(&["users/{id}/mailbox"]);
    let user = slice.api.structured(&id("user")).expect("it is on the way");
    assert!(user.navigation.contains_key("mailbox"));
    assert!(has(&slice, "mailbox") && slice.places.contains(&id("user")));
    assert!(explained(&slice, "users/{id}/mailbox").ends_with("GET user/mailbox: in the slice\n"));
}

/// An alternate key is another way to write a key.
#[test]
fn a_key_by_name_is_a_key() {
    let keys = ["users(name='{name}')/manager", "users/{id}/manager"];
    let [by_name, by_key] = keys.map(|path| sliced(&[path]).api);
    assert_eq!(by_name, by_key);
    let one = sliced(&["GET users(name='{name}')"]);
    let users = one
        .api
        .root
        .get("users")
        .map(|users| users.operations.keys());
    let operations = users.into_iter().flatten().copied();
    assert!(operations.eq([NavigationOperation::Get]));
}

#[test]
fn paths_without_a_type_are_selected_by_their_segments() {
    let kept = |paths: &[&str]| -> Vec<(String, Method)> {
        sliced(paths).api.untyped.into_keys().collect()
    };
    let all = [
        ("/odd/{odd-id}/thing".to_owned(), Method::Get),
        ("/odd/{odd-id}/thing".to_owned(), Method::Post),
    ];
    assert_eq!(kept(&[]), all);
    assert_eq!(kept(&["odd/**"]), all);
    assert_eq!(kept(&["POST odd/*/thing"]), all[1..]);
    assert_eq!(kept(&["users"]), []);
    assert_eq!(
        explained(&sliced(&["POST odd/*/thing"]), "odd/{id}/thing"),
        "/odd/{odd-id}/thing leads to no type of the description\n  \
         GET /odd/{odd-id}/thing: not in the slice: no path entry takes it in\n  \
         POST /odd/{odd-id}/thing: in the slice\n"
    );
}

#[test]
fn a_tag_takes_the_operations_that_have_it() {
    let tagged = sliced_by("[include]\ntags = [\"Users.*\"]\n");
    let users = tagged.api.root.get("users").expect("it is on the way");
    let kinds: Vec<_> = users.operations.keys().copied().collect();
    assert_eq!(kinds, [NavigationOperation::Count]);
    let user = tagged
        .api
        .structured(&id("user"))
        .expect("it is on the way");
    assert_eq!(user.navigation.keys().collect::<Vec<_>>(), ["photo"]);
    assert_eq!(tagged.api.root.len(), 1);
    let without =
        sliced_by("[include]\npaths = [\"users/**\"]\n[exclude]\ntags = [\"users.photo\"]\n");
    let kept = without.api.navigation(&owner("user"), "photo");
    let kinds = kept.into_iter().flat_map(|photo| photo.operations.keys());
    assert!(!kinds.copied().any(|kind| kind == NavigationOperation::Get));
    assert_eq!(
        refused("[include]\ntags = [\"users.phto\"]\n"),
        ["the entry `users.phto` matches nothing"]
    );
}

/// The chain leads from a type to an entry of the slice file.
#[test]
fn the_chain_ends_at_an_entry() {
    let slice = sliced(&["GET groups", "users/{id}/photo"]);
    assert_eq!(
        explained(&slice, "photo"),
        "microsoft.graph.photo is in the slice: `user/photo` leads to it, for `GET user/photo`\n  \
         microsoft.graph.user: `users` leads to it\n  \
         the slice file lists `users/{id}/photo`\n"
    );
    assert_eq!(
        explained(&slice, "user"),
        "microsoft.graph.user is in the slice as a place alone: `users` leads to it\n  \
         the slice file lists `users/{id}/photo`\n"
    );
    assert_eq!(
        explained(&slice, "user/mailbox"),
        "microsoft.graph.user/mailbox is no field: microsoft.graph.user is in the slice as a place alone\n  \
         microsoft.graph.user is in the slice as a place alone: `users` leads to it\n    \
         the slice file lists `users/{id}/photo`\n\
         user/mailbox is not in the slice: no path entry takes it in, or an excluded one takes it away\n"
    );
}

#[test]
fn an_entry_that_is_mistyped_is_told_what_is_near() {
    let near = |path: &str| {
        let text = format!("[include]\npaths = [\"{path}\"]\n");
        let (_, problems) = apply(&text);
        let rendered = problems.render(&SourceTexts::default(), false);
        rendered.lines().skip(1).collect::<Vec<_>>().join("\n")
    };
    for (path, meant) in [
        ("usrs/**", "users"),
        ("users/{id}/photo/$vlue", "users/{id}/photo/$value"),
        (
            "groups/{id}/members/microsoft.graph.usr",
            "groups/{id}/members/microsoft.graph.user",
        ),
        ("users/{id}/sendMale", "users/{id}/sendMail"),
        ("users/*/phto/**", "users/*/photo"),
    ] {
        let told = near(path);
        assert!(told.contains(&format!("`{meant}`")), "{path}: {told}");
    }
}

fn id(name: &str) -> TypeId {
    TypeId::parse(&format!("microsoft.graph.{name}")).expect("it is a qualified name")
}

fn owner(name: &str) -> Owner {
    Owner::Type(id(name))
}

fn has(slice: &Slice, name: &str) -> bool {
    slice.reasons.contains_key(&id(name))
}

fn explained(slice: &Slice, name: &str) -> String {
    let text = slice.explain(&whole(), name);
    text.unwrap_or_else(|near| panic!("{name}: {near:?}"))
}

fn sliced(paths: &[&str]) -> Slice {
    sliced_by(&format!("[include]\npaths = {paths:?}\n"))
}

fn sliced_by(text: &str) -> Slice {
    let (slice, problems) = apply(text);
    assert!(
        !problems.has_errors(),
        "{}",
        problems.render(&SourceTexts::default(), false)
    );
    slice
}

fn refused(text: &str) -> Vec<String> {
    let (_, problems) = apply(text);
    let sorted = problems.sorted().into_iter();
    sorted.map(|problem| problem.kind.to_string()).collect()
}

fn apply(text: &str) -> (Slice, Problems) {
    let texts = SourceTexts::new([SourceText::slice("slice.toml", text)]).expect("it is one");
    let (file, _) = texts.iter().next().expect("it is one");
    let mut problems = Problems::new();
    let request = Request::parse(file, text, &mut problems);
    let slice = slice::apply(&whole(), &request, &mut problems);
    (slice, problems)
}

/// A model with something of everything.
fn whole() -> Api {
    let texts = SourceTexts::new([inputs::csdl("api.csdl", SCHEMA)]).expect("it is one");
    let documents = source::parse(&texts).expect("it can be read");
    let mut api = lower::lower(&documents, &mut Problems::new());
    let location = api.types[&id("user")].location();
    let operation = Operation::default();
    let members = api.navigation_mut(&owner("group"), "members");
    let kinds = [
        NavigationOperation::List,
        NavigationOperation::Count,
        NavigationOperation::Get,
    ];
    let kinds: BTreeMap<_, _> = kinds
        .into_iter()
        .map(|kind| (kind, operation.clone()))
        .collect();
    let casts = [(id("user"), kinds.clone()), (id("device"), kinds)];
    members.expect("it is declared").casts = BTreeMap::from(casts);

    let mut mailbox = api.root["users"].clone();
    mailbox.name = "mailbox".to_owned();
    mailbox.is_structural = true;
    mailbox.collection = false;
    mailbox.target = id("mailbox");
    mailbox.operations = BTreeMap::from([(NavigationOperation::Get, operation.clone())]);
    structured(&mut api, "user", |user| {
        user.navigation.insert("mailbox".to_owned(), mailbox);
    });
    let kinds = [StreamOperation::Download, StreamOperation::Upload];
    let operations = kinds
        .into_iter()
        .map(|kind| (kind, operation.clone()))
        .collect();
    structured(&mut api, "photo", |photo| {
        photo.streams = BTreeMap::from([("$value".to_owned(), Stream { operations })]);
    });
    let mut behind = None;
    structured(&mut api, "sheet", |sheet| {
        let signature = Signature {
            name: id("cellsAt"),
            parameters: vec!["address".to_owned()],
        };
        let function = sheet.operations.get_mut(&signature);
        let function = function.expect("it is declared");
        function.continues = true;
        let mut clear = function.clone();
        clear.name = id("clear");
        clear.kind = BoundOperationKind::Action;
        clear.parameters.clear();
        clear.outcome = Outcome::Nothing;
        behind = Some(clear);
    });
    let clear = behind.expect("it was made");
    structured(&mut api, "cells", |cells| {
        cells.operations.insert(clear.signature(), clear);
    });
    for method in [Method::Get, Method::Post] {
        let operation = UntypedOperation {
            has_body: false,
            outcome: Outcome::Nothing,
            documentation: Default::default(),
            location,
        };
        let template = "/odd/{odd-id}/thing".to_owned();
        api.untyped.insert((template, method), operation);
    }
    let tag = |template: &str| BTreeSet::from([(template.to_owned(), Method::Get)]);
    api.tags = BTreeMap::from([
        ("users.photo".to_owned(), tag("/users/{user-id}/photo")),
        ("users.user".to_owned(), tag("/users/$count")),
        ("groups.group".to_owned(), tag("/groups")),
    ]);
    api
}

fn structured(
    api: &mut Api,
    name: &str,
    change: impl FnOnce(&mut msgraph_generator::model::Structured),
) {
    match api.types.get_mut(&id(name)) {
        Some(Type::Structured(structured)) => change(structured),
        _ => panic!("{name} is declared"),
    }
}
