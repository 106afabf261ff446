//! What two descriptions of one service say differently: every kind of difference is told, and nothing else is.

mod cases;
#[path = "../support/mod.rs"]
mod support;

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use cases::{id, structured};
use msgraph_generator::agreement::{Agreement, Fact, Reason, compare};
use msgraph_generator::lower::{self, Conventions};
use msgraph_generator::model::{Api, Structured, Type, TypeId};
use msgraph_generator::problem::Problems;
use msgraph_generator::source::{self, SourceText, SourceTexts};
use support::{big, inputs};

/// A type of each kind, a navigation of each kind, an action and a function.
const SCHEMA: &str = r#"
<EnumType Name="genre"><Member Name="prose" Value="0"/><Member Name="verse" Value="1"/></EnumType>
<EntityType Name="entity"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.String" Nullable="false"/></EntityType>
<EntityType Name="book" BaseType="graph.entity">
  <Property Name="genre" Type="graph.genre"/>
  <Property Name="size" Type="graph.size"/>
  <NavigationProperty Name="author" Type="graph.author"/>
  <NavigationProperty Name="chapters" Type="Collection(graph.chapter)" ContainsTarget="true"/>
</EntityType>
<EntityType Name="author" BaseType="graph.entity"><Property Name="name" Type="Edm.String"/></EntityType>
<EntityType Name="chapter" BaseType="graph.entity"><NavigationProperty Name="book" Type="graph.book"/></EntityType>
<ComplexType Name="size"><Property Name="pages" Type="Edm.Int32"/><NavigationProperty Name="standard" Type="graph.book"/></ComplexType>
<Action Name="lend" IsBound="true"><Parameter Name="this" Type="graph.book"/><Parameter Name="to" Type="Edm.String"/></Action>
<Function Name="find" IsBound="true"><Parameter Name="this" Type="Collection(graph.book)"/><Parameter Name="text" Type="Edm.String"/>
  <ReturnType Type="graph.book"/></Function>
<EntityContainer Name="library"><EntitySet Name="books" EntityType="graph.book"/></EntityContainer>"#;

#[test]
fn one_change_is_one_difference() {
    let original = lowered([inputs::csdl("library.csdl", SCHEMA)]);
    assert_eq!(compare(&original, &original).differences, []);
    let mut told = BTreeSet::new();
    for (what, change, fact, subject, after, before) in cases::cases() {
        let mut changed = original.clone();
        change(&mut changed);
        assert_ne!(changed, original, "{what}");
        let agreement = compare(&changed, &original);
        let [difference] = agreement.differences.as_slice() else {
            panic!("{what}: {:#?}", agreement.differences);
        };
        assert_eq!(
            (difference.fact, difference.subject.as_str()),
            (fact, subject),
            "{what}"
        );
        assert_eq!(
            (&difference.first.said, &difference.second.said),
            (&after, &before),
            "{what}"
        );
        told.insert(fact);
    }
    let untold: Vec<Fact> = Fact::ALL
        .into_iter()
        .filter(|fact| !told.contains(fact))
        .collect();
    assert_eq!(untold, [], "there is a case for every fact");
}

/// The function, bound to the collection, is compared by the names of its parameters: with another name it is another one.
#[test]
fn an_overload_is_an_operation_of_its_own() {
    let original = lowered([inputs::csdl("library.csdl", SCHEMA)]);
    let mut changed = original.clone();
    let books = changed.root.get_mut("books").expect("it is there");
    let function = books.bound_operations.values().next().expect("it is there");
    let mut overload = function.clone();
    overload.parameters[0].name = "isbn".to_owned();
    books.bound_operations = [(overload.signature(), overload)].into();
    let agreement = compare(&changed, &original);
    let subjects: Vec<&str> = agreement
        .differences
        .iter()
        .map(|difference| difference.subject.as_str())
        .collect();
    assert_eq!(
        subjects,
        [
            "GET /books/microsoft.graph.find(isbn)",
            "GET /books/microsoft.graph.find(text)"
        ]
    );
}

#[test]
fn what_is_in_one_alone_is_explained() {
    let original = lowered([inputs::csdl("library.csdl", SCHEMA)]);
    let mut changed = original.clone();
    changed.types.remove(&id("author"));
    let agreement = compare(&changed, &original);
    let reasons = |fact| {
        let found = agreement.of(fact).iter();
        found
            .map(|difference| (difference.subject.as_str(), difference.reason))
            .collect::<Vec<_>>()
    };
    assert_eq!(reasons(Fact::Type), [("microsoft.graph.author", None)]);

    let mut changed = original.clone();
    let book = structured(&mut changed, "book");
    book.navigation.remove("author");
    let agreement = compare(&original, &changed);
    let operations = agreement.of(Fact::Operation);
    assert!(!operations.is_empty());
    for operation in operations {
        assert_eq!(operation.reason, Some(Reason::NavigationAbsent));
        let place = operation.second.location.expect("the owner has a place");
        assert_eq!(place, structured(&mut changed, "book").location);
    }

    let mut changed = original.clone();
    let unused = Structured {
        id: TypeId::parse("microsoft.graph.other.unused").expect("it is a name"),
        ..structured(&mut changed, "size").clone()
    };
    changed
        .types
        .insert(unused.id.clone(), Type::Structured(unused));
    let agreement = compare(&original, &changed);
    let reason = agreement
        .of(Fact::Type)
        .first()
        .map(|difference| difference.reason);
    assert_eq!(reason, Some(Some(Reason::NamespaceAbsent)));
}

#[test]
fn the_order_of_the_two_does_not_matter() {
    let (csdl, openapi) = bundled();
    let forward = compare(&csdl, &openapi);
    let mut backward = compare(&openapi, &csdl);
    for difference in &mut backward.differences {
        std::mem::swap(&mut difference.first, &mut difference.second);
    }
    assert_eq!(forward.differences, backward.differences);
    for fact in Fact::ALL {
        let (forward, backward) = (forward.tally(fact), backward.tally(fact));
        assert_eq!(forward, backward, "{}", fact.name());
    }
}

/// The bundled descriptions are two forms of one fragment: neither has what the other has not, and they differ in nothing.
#[test]
fn the_bundled_forms_agree_as_far_as_both_can_tell() {
    let (csdl, openapi) = bundled();
    let agreement = compare(&csdl, &openapi);
    for fact in Fact::ALL {
        let tally = agreement.tally(fact);
        let told = agreement.of(fact);
        assert_eq!(tally.second_alone, 0, "{}: {told:#?}", fact.name());
        if fact != Fact::Continues {
            assert_eq!(tally.differ, 0, "{}: {told:#?}", fact.name());
        }
        if is_presence(fact) {
            assert_eq!(tally.first_alone, 0, "{}: {told:#?}", fact.name());
        }
    }
    let [csdl, openapi] = agreement.sizes;
    assert_eq!(csdl, openapi);
}

/// The whole of v1.0 as it was published in both forms at one time, read by the conventions of that time.
#[test]
fn the_published_forms_agree_as_far_as_both_can_tell() {
    let texts = [
        "graph-v1.0-2023.clean.csdl.gz",
        "graph-v1.0.openapi.json.gz",
    ];
    let [Some(csdl), Some(openapi)] = texts.map(big::text) else {
        return;
    };
    let [csdl, openapi] = [csdl, openapi].map(|text| lowered_by([text], Conventions::OF_2023));
    let started = Instant::now();
    let agreement = compare(&csdl, &openapi);
    let time = started.elapsed();
    println!("{}in {time:?}", table(&agreement));
    assert!(time < Duration::from_secs(20), "{time:?}");
    let exact = [
        Fact::Kind,
        Fact::Base,
        Fact::Property,
        Fact::Member,
        Fact::Root,
        Fact::Navigation,
        Fact::Target,
        Fact::Collection,
        Fact::Operation,
        Fact::QueryOptions,
        Fact::Parameter,
        Fact::ParameterType,
        Fact::ParameterNullable,
        Fact::Outcome,
        Fact::Composable,
    ];
    for fact in exact {
        assert_eq!(agreement.of(fact), [], "{}", fact.name());
        assert!(agreement.tally(fact).alike > 0, "{}", fact.name());
    }
    assert_eq!(agreement.tally(Fact::Operation).alike, 4_995);
    for difference in agreement.of(Fact::Type) {
        assert_eq!(
            difference.reason,
            Some(Reason::Unreached),
            "{difference:#?}"
        );
    }
}

fn is_presence(fact: Fact) -> bool {
    let presence = [
        Fact::Type,
        Fact::Property,
        Fact::Member,
        Fact::Root,
        Fact::Navigation,
        Fact::Operation,
        Fact::Parameter,
    ];
    presence.contains(&fact)
}

fn table(agreement: &Agreement) -> String {
    let rows = Fact::ALL.into_iter().map(|fact| {
        let tally = agreement.tally(fact);
        format!("{:28} {tally:?}\n", fact.name())
    });
    rows.collect()
}

fn bundled() -> (Api, Api) {
    let [csdl, openapi] =
        ["graph-beta.csdl", "graph-beta.openapi.yaml"].map(|name| lowered(inputs::specs(&[name])));
    (csdl, openapi)
}

fn lowered(texts: impl IntoIterator<Item = SourceText>) -> Api {
    lowered_by(texts, Conventions::CURRENT)
}

fn lowered_by(texts: impl IntoIterator<Item = SourceText>, conventions: Conventions) -> Api {
    let texts = SourceTexts::new(texts).expect("names are unique");
    let documents = match source::parse(&texts) {
        Ok(documents) => documents,
        Err(problems) => panic!("{}", problems.render(&texts, false)),
    };
    let mut problems = Problems::new();
    let api = lower::lower_by(&documents, conventions, &mut problems);
    assert!(!problems.has_errors(), "{}", problems.render(&texts, false));
    api
}
