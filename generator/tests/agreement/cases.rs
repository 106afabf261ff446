//! Models with one change each, and the difference that it makes.

use msgraph_generator::agreement::{Fact, OperationForm, Said, TypeKind};
use msgraph_generator::model::{
    Api, BoundOperation, BoundOperationKind, Enumeration, KeyPart, Method, Navigation,
    NavigationOperation, Outcome, Parameter, Primitive, QueryOption, Structured, StructuredKind,
    Type, TypeId, TypeRef, ValueType,
};

/// What is changed in a model, and the one difference that it makes: the fact, what it is about, and what is said after and before.
pub(crate) type Case = (&'static str, fn(&mut Api), Fact, &'static str, Said, Said);

/// Every case.
pub(crate) fn cases() -> Vec<Case> {
    let mut cases = cases_of_types();
    cases.extend(cases_of_members());
    cases.extend(cases_of_navigations());
    cases.extend(cases_of_bound());
    cases
}

fn cases_of_types() -> Vec<Case> {
    vec![
        (
            "a type of no use",
            |api| {
                let unused = structured(api, "size").clone();
                let id = id("unused");
                api.types
                    .insert(id.clone(), Type::Structured(Structured { id, ..unused }));
            },
            Fact::Type,
            "microsoft.graph.unused",
            Said::Present,
            Said::Absent,
        ),
        (
            "another kind",
            |api| {
                structured(api, "size").kind = StructuredKind::Entity;
            },
            Fact::Kind,
            "microsoft.graph.size",
            Said::Kind(TypeKind::Entity),
            Said::Kind(TypeKind::Complex),
        ),
        (
            "no base type, and the key declared again",
            |api| {
                let author = structured(api, "author");
                author.base = None;
                author.key = vec!["id".to_owned()];
            },
            Fact::Base,
            "microsoft.graph.author",
            Said::Nothing,
            Said::Type(TypeRef::named(id("entity"))),
        ),
        (
            "abstract",
            |api| structured(api, "entity").is_abstract = true,
            Fact::Abstract,
            "microsoft.graph.entity",
            Said::Flag(true),
            Said::Unknown,
        ),
        (
            "open",
            |api| structured(api, "size").is_open = true,
            Fact::Open,
            "microsoft.graph.size",
            Said::Flag(true),
            Said::Unknown,
        ),
        (
            "a media entity",
            |api| structured(api, "book").has_stream = true,
            Fact::MediaEntity,
            "microsoft.graph.book",
            Said::Flag(true),
            Said::Unknown,
        ),
        (
            "another key",
            |api| structured(api, "author").key = vec!["name".to_owned()],
            Fact::Key,
            "microsoft.graph.author",
            Said::Names(vec!["name".to_owned()]),
            Said::Names(vec!["id".to_owned()]),
        ),
        (
            "an alternate key",
            |api| {
                let part = |name: &str| KeyPart {
                    alias: name.to_owned(),
                    property: name.to_owned(),
                };
                structured(api, "author").alternate_keys = vec![vec![part("id"), part("name")]];
            },
            Fact::AlternateKeys,
            "microsoft.graph.author",
            Said::Names(vec!["id+name".to_owned()]),
            Said::Unknown,
        ),
    ]
}

fn cases_of_members() -> Vec<Case> {
    vec![
        (
            "a property less",
            |api| {
                structured(api, "author").properties.remove("name");
            },
            Fact::Property,
            "microsoft.graph.author/name",
            Said::Absent,
            Said::Present,
        ),
        (
            "a property of another type",
            |api| {
                let pages = structured(api, "size").properties.get_mut("pages");
                pages.expect("it is there").ty = primitive(Primitive::Int64);
            },
            Fact::PropertyType,
            "microsoft.graph.size/pages",
            Said::Type(primitive(Primitive::Int64)),
            Said::Type(primitive(Primitive::Int32)),
        ),
        (
            "a property that cannot be null",
            |api| {
                let pages = structured(api, "size").properties.get_mut("pages");
                pages.expect("it is there").nullable = Some(false);
            },
            Fact::Nullable,
            "microsoft.graph.size/pages",
            Said::Flag(false),
            Said::Flag(true),
        ),
        (
            "a computed property",
            |api| {
                let pages = structured(api, "size").properties.get_mut("pages");
                pages.expect("it is there").computed = true;
            },
            Fact::Computed,
            "microsoft.graph.size/pages",
            Said::Flag(true),
            Said::Unknown,
        ),
        (
            "a member less",
            |api| {
                enumeration(api, "genre").members.pop();
            },
            Fact::Member,
            "microsoft.graph.genre/verse",
            Said::Absent,
            Said::Present,
        ),
        (
            "another value of a member",
            |api| {
                let last = enumeration(api, "genre").members.last_mut();
                last.expect("it is there").value = Some(2);
            },
            Fact::MemberValue,
            "microsoft.graph.genre/verse",
            Said::Number(2),
            Said::Number(1),
        ),
        (
            "flags",
            |api| enumeration(api, "genre").is_flags = true,
            Fact::Flags,
            "microsoft.graph.genre",
            Said::Flag(true),
            Said::Unknown,
        ),
    ]
}

fn cases_of_navigations() -> Vec<Case> {
    vec![
        (
            "a singleton without operations",
            |api| {
                let silent = silent(api, "poet");
                api.root.insert("poet".to_owned(), silent);
            },
            Fact::Root,
            "poet",
            Said::Present,
            Said::Absent,
        ),
        (
            "a navigation property without operations",
            |api| {
                let navigation = silent(api, "by");
                let size = structured(api, "size");
                size.navigation.insert("by".to_owned(), navigation);
            },
            Fact::Navigation,
            "microsoft.graph.size/by",
            Said::Present,
            Said::Absent,
        ),
        (
            "another target",
            |api| navigation(api, "chapter", "book").target = id("chapter"),
            Fact::Target,
            "microsoft.graph.chapter/book",
            Said::Type(TypeRef::named(id("chapter"))),
            Said::Type(TypeRef::named(id("book"))),
        ),
        (
            "a collection",
            |api| navigation(api, "size", "standard").collection = true,
            Fact::Collection,
            "microsoft.graph.size/standard",
            Said::Flag(true),
            Said::Flag(false),
        ),
        (
            "another containment",
            |api| navigation(api, "book", "author").contained = Some(true),
            Fact::Containment,
            "microsoft.graph.book/author",
            Said::Flag(true),
            Said::Flag(false),
        ),
        (
            "paths behind a navigation",
            |api| navigation(api, "chapter", "book").continues = true,
            Fact::Continues,
            "microsoft.graph.chapter/book",
            Said::Flag(true),
            Said::Flag(false),
        ),
        (
            "an operation more",
            |api| {
                let author = navigation(api, "book", "author");
                author
                    .operations
                    .insert(NavigationOperation::SetRef, Default::default());
            },
            Fact::Operation,
            "PUT microsoft.graph.book/author/$ref",
            Said::Operation(OperationForm::Reference),
            Said::Absent,
        ),
        (
            "other query options",
            |api| {
                let books = api.root.get_mut("books").expect("it is there");
                let count = books.operations.get_mut(&NavigationOperation::Count);
                count.expect("it is there").options = [QueryOption::Filter].into_iter().collect();
            },
            Fact::QueryOptions,
            "GET /books/$count",
            Said::Names(vec!["$filter".to_owned()]),
            Said::Names(vec!["$filter".to_owned(), "$search".to_owned()]),
        ),
    ]
}

fn cases_of_bound() -> Vec<Case> {
    vec![
        (
            "a parameter of an action less",
            |api| {
                lend(api).parameters.clear();
            },
            Fact::Parameter,
            "microsoft.graph.book/microsoft.graph.lend to",
            Said::Absent,
            Said::Present,
        ),
        (
            "a parameter of another type",
            |api| parameter(api).ty = primitive(Primitive::Guid),
            Fact::ParameterType,
            "microsoft.graph.book/microsoft.graph.lend to",
            Said::Type(primitive(Primitive::Guid)),
            Said::Type(primitive(Primitive::String)),
        ),
        (
            "a parameter that cannot be null",
            |api| parameter(api).nullable = false,
            Fact::ParameterNullable,
            "microsoft.graph.book/microsoft.graph.lend to",
            Said::Flag(false),
            Said::Flag(true),
        ),
        (
            "an optional parameter",
            |api| parameter(api).optional = true,
            Fact::Optional,
            "microsoft.graph.book/microsoft.graph.lend to",
            Said::Flag(true),
            Said::Unknown,
        ),
        (
            "another answer",
            |api| lend(api).outcome = Outcome::Value(primitive(Primitive::Boolean)),
            Fact::Outcome,
            "microsoft.graph.book/microsoft.graph.lend",
            Said::Type(primitive(Primitive::Boolean)),
            Said::Nothing,
        ),
        (
            "a function that leads on",
            |api| {
                let books = api.root.get_mut("books").expect("it is there");
                let function = books.bound_operations.values_mut().next();
                function.expect("it is there").continues = true;
            },
            Fact::Composable,
            "Collection(microsoft.graph.book)/microsoft.graph.find(text)",
            Said::Flag(true),
            Said::Flag(false),
        ),
    ]
}

/// A name in the namespace of the schema.
pub(crate) fn id(name: &str) -> TypeId {
    TypeId::parse(&format!("microsoft.graph.{name}")).expect("it is a name")
}

/// A structured type, to change it.
pub(crate) fn structured<'a>(api: &'a mut Api, name: &str) -> &'a mut Structured {
    match api.types.get_mut(&id(name)) {
        Some(Type::Structured(structured)) => structured,
        other => panic!("{other:?}"),
    }
}

fn primitive(primitive: Primitive) -> TypeRef {
    TypeRef {
        value: ValueType::Primitive(primitive),
        collection: false,
    }
}

fn enumeration<'a>(api: &'a mut Api, name: &str) -> &'a mut Enumeration {
    match api.types.get_mut(&id(name)) {
        Some(Type::Enumeration(enumeration)) => enumeration,
        other => panic!("{other:?}"),
    }
}

fn navigation<'a>(api: &'a mut Api, owner: &str, name: &str) -> &'a mut Navigation {
    let navigation = structured(api, owner).navigation.get_mut(name);
    navigation.expect("it is there")
}

/// A way to authors with nothing that can be done there.
fn silent(api: &mut Api, name: &str) -> Navigation {
    let mut silent = navigation(api, "book", "author").clone();
    silent.name = name.to_owned();
    silent.operations.clear();
    silent
}

fn lend(api: &mut Api) -> &mut BoundOperation {
    let lend = structured(api, "book").operations.values_mut().next();
    let lend = lend.expect("it is there");
    assert_eq!(
        (lend.kind, lend.kind.method()),
        (BoundOperationKind::Action, Method::Post)
    );
    lend
}

fn parameter(api: &mut Api) -> &mut Parameter {
    lend(api).parameters.first_mut().expect("it is there")
}
