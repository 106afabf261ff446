//! The whole of Microsoft Graph through the first stage. The descriptions are too big for the repository; where they are
//! absent, the tests say so.

mod support;

use std::time::Instant;

use msgraph_generator::source::tree::Node;
use msgraph_generator::source::{self, Documents, SourceText, SourceTexts, csdl, openapi};
use support::big;

/// Reads the file `name` of the folder and hands the documents on. Does nothing when the folder is absent.
fn with_documents(name: &str, check: impl FnOnce(&Documents<'_>)) {
    if let Some(text) = big::text(name) {
        with_texts(vec![text], check);
    }
}

fn with_texts(texts: Vec<SourceText>, check: impl FnOnce(&Documents<'_>)) {
    let texts = SourceTexts::new(texts).expect("names are unique");
    let bytes: usize = texts.iter().map(|(_, text)| text.contents().len()).sum();
    let started = Instant::now();
    let documents = match source::parse(&texts) {
        Ok(documents) => documents,
        Err(problems) => panic!("{}", problems.render(&texts, false)),
    };
    println!(
        "{bytes} bytes in {:?}, {} warnings",
        started.elapsed(),
        documents.warnings.len()
    );
    check(&documents);
}

#[test]
fn csdl_of_v1() {
    with_documents("graph-v1.0.csdl.gz", |documents| {
        let schemas = &only(&documents.csdl).schemas;
        let count = |of: fn(&csdl::Schema) -> usize| schemas.iter().map(of).sum::<usize>();
        let operations = |kind| {
            schemas
                .iter()
                .flat_map(|schema| &schema.operations)
                .filter(|operation| operation.kind == kind)
                .count()
        };

        assert_eq!(schemas.len(), 11);
        assert_eq!(count(|schema| schema.entity_types.len()), 1_182);
        assert_eq!(count(|schema| schema.complex_types.len()), 1_779);
        assert_eq!(count(|schema| schema.enum_types.len()), 861);
        assert_eq!(
            count(|schema| schema.enum_types.iter().map(|ty| ty.members.len()).sum()),
            6_347
        );
        assert_eq!(operations(csdl::OperationKind::Action), 857);
        assert_eq!(operations(csdl::OperationKind::Function), 326);
        assert_eq!(count(|schema| schema.annotations.len()), 4_878);
        assert_eq!(
            count(|schema| schema
                .containers
                .iter()
                .map(|container| container.entity_sets.len())
                .sum()),
            41
        );
        assert_eq!(
            count(|schema| schema
                .containers
                .iter()
                .map(|container| container.singletons.len())
                .sum()),
            31
        );

        let types: Vec<_> = schemas
            .iter()
            .flat_map(|schema| schema.entity_types.iter().chain(&schema.complex_types))
            .collect();
        assert_eq!(
            types.iter().map(|ty| ty.properties.len()).sum::<usize>(),
            10_525
        );
        assert_eq!(
            types
                .iter()
                .map(|ty| ty.navigation_properties.len())
                .sum::<usize>(),
            1_432
        );
        assert_eq!(types.iter().filter(|ty| ty.key.is_some()).count(), 12);
        assert_eq!(documents.warnings.len(), 0);
    });
}

#[test]
fn csdl_with_capabilities() {
    with_documents("graph-v1.0.clean.csdl.gz", |documents| {
        let schemas = &only(&documents.csdl).schemas;
        let types = schemas
            .iter()
            .flat_map(|schema| schema.entity_types.iter().chain(&schema.complex_types));
        let inline = types
            .flat_map(|ty| &ty.navigation_properties)
            .flat_map(|navigation| &navigation.annotations);
        let apart = schemas
            .iter()
            .flat_map(|schema| &schema.annotations)
            .flat_map(|target| &target.items);
        let referenceable = inline
            .chain(apart)
            .filter(|annotation| annotation.term.value.ends_with(".NavigationRestrictions"))
            .filter(|annotation| {
                annotation
                    .expression
                    .property("Referenceable")
                    .and_then(csdl::Expression::as_bool)
                    == Some(true)
            })
            .count();
        assert!(referenceable > 30, "{referenceable}");
    });
    with_documents("graph-v1.0-2023.clean.csdl.gz", |documents| {
        assert!(!only(&documents.csdl).schemas.is_empty())
    });
}

#[test]
fn openapi_of_v1() {
    with_documents("graph-v1.0.openapi.json.gz", |documents| {
        let document = only(&documents.openapi);
        assert_counts(document, [7_419, 11_422, 2_599, 726, 10, 5]);
        let schemas = document
            .node("/components/schemas")
            .expect("there are schemas");
        assert_eq!(marked(schemas, "x-ms-navigationProperty"), 804);
        assert!(document.property_extension(
            "microsoft.graph.user",
            "manager",
            "x-ms-navigationProperty"
        ));
    });
}

#[test]
fn openapi_of_beta() {
    with_documents("graph-beta.openapi.json.gz", |documents| {
        let document = only(&documents.openapi);
        assert_counts(document, [14_227, 22_361, 6_177, 1_757, 13, 5]);

        let template = "/applications/{application-id}/connectorGroup/$ref";
        let path = document
            .paths
            .iter()
            .find(|path| path.template.value == template)
            .expect("the path is documented");
        let mut methods: Vec<_> = path
            .operations
            .iter()
            .map(|operation| operation.method)
            .collect();
        methods.sort_unstable();
        assert_eq!(
            methods,
            [
                openapi::Method::Get,
                openapi::Method::Put,
                openapi::Method::Delete
            ]
        );
        assert!(document.property_extension(
            "microsoft.graph.application",
            "connectorGroup",
            "x-ms-navigationProperty"
        ));
        assert!(!document.property_extension(
            "microsoft.graph.application",
            "displayName",
            "x-ms-navigationProperty"
        ));
    });
}

#[test]
fn openapi_in_yaml() {
    with_documents("graph-beta-applications.openapi.yaml.gz", |documents| {
        let document = only(&documents.openapi);
        assert_eq!(document.version, "v1.0-beta");
        assert!(
            document
                .paths
                .iter()
                .any(|path| path.template.value.ends_with("/connectorGroup/$ref"))
        );
    });
}

#[test]
fn reference_pages() {
    let Some(folder) = big::folder() else {
        return;
    };
    let archive = big::unpacked(&folder.join("graph-docs-beta-sample.tar.gz"));
    let mut texts = big::markdown(&archive);
    assert_eq!(texts.len(), 196);
    let seed = std::fs::read(folder.join("seed-assign-connectorgroup.md"))
        .expect("the folder has the page");
    texts.push(SourceText::from_utf8("seed.md", seed).expect("pages are UTF-8"));

    let texts = SourceTexts::new(texts).expect("names are unique");
    let documents = match source::parse(&texts) {
        Ok(documents) => documents,
        Err(problems) => panic!("{}", problems.render(&texts, false)),
    };
    assert_eq!(
        documents.warnings.len(),
        2,
        "{}",
        documents.warnings.render(&texts, false)
    );
    assert_eq!(documents.pages.len(), 197);
    let seed = documents
        .pages
        .iter()
        .find(|page| page.stem == "seed")
        .expect("the page was read");
    assert_eq!(
        seed.title.value,
        "Assign a connectorGroup to an application"
    );
    assert_eq!(seed.requests.len(), 1);
    assert_eq!(seed.permissions.len(), 3);
    let with_requests = documents
        .pages
        .iter()
        .filter(|page| !page.requests.is_empty())
        .count();
    assert!(with_requests >= 190, "{with_requests}");
}

fn only<T>(documents: &[T]) -> &T {
    match documents {
        [document] => document,
        _ => panic!("{} documents instead of one", documents.len()),
    }
}

/// How many values below a node carry this extension with the value `true`.
fn marked(node: &Node<'_>, extension: &str) -> usize {
    let own = usize::from(node.get(extension).and_then(Node::as_bool) == Some(true));
    let values = node
        .as_mapping()
        .into_iter()
        .flat_map(|mapping| mapping.iter())
        .map(|(_, value)| value);
    let items = node.as_sequence().into_iter().flatten();
    own + values
        .chain(items)
        .map(|value| marked(value, extension))
        .sum::<usize>()
}

/// Paths, operations, schemas, responses, request bodies, parameters.
fn assert_counts(document: &openapi::Document<'_>, expected: [usize; 6]) {
    let components = &document.components;
    let operations = document
        .paths
        .iter()
        .map(|path| path.operations.len())
        .sum();
    let counts = [
        document.paths.len(),
        operations,
        components.schemas.len(),
        components.responses.len(),
        components.request_bodies.len(),
        components.parameters.len(),
    ];
    assert_eq!(counts, expected);
}
