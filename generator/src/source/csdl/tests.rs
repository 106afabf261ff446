//! What is read from CSDL, and what is said about CSDL that is wrong.

use super::{Document, Expression, OperationKind, Schema, StructuredKind};
use crate::source::Spanned;
use crate::source::tests::{first_line, messages, with_documents};

fn with_document(contents: &str, check: impl FnOnce(&Document)) {
    with_documents(contents, |texts, documents| {
        assert_eq!(documents.warnings.render(texts, false), "");
        match documents.csdl.as_slice() {
            [document] => check(document),
            other => panic!("{} documents", other.len()),
        }
    });
}

/// Reads what stands inside of a schema.
fn with_schema(contents: &str, check: impl FnOnce(&Schema)) {
    with_document(
        &format!("<Schema Namespace=\"ns\">{contents}</Schema>"),
        |document| {
            check(document.schemas.first().expect("there is a schema"));
        },
    );
}

/// Reads annotations, and gives their expressions.
fn expressions(annotations: &str) -> Vec<Expression> {
    let mut found = Vec::new();
    with_schema(
        &format!("<Annotations Target=\"t\">{annotations}</Annotations>"),
        |schema| {
            found = schema
                .annotations
                .iter()
                .flat_map(|target| &target.items)
                .map(|item| item.expression.clone())
                .collect();
        },
    );
    found
}

fn text(value: Option<&Spanned<String>>) -> Option<&str> {
    value.map(Spanned::as_str)
}

#[test]
fn structured_types() {
    let contents = r#"
        <EntityType Name="group" BaseType="g.thing" OpenType="true" HasStream="1">
          <Key><PropertyRef Name="a/b" Alias="b"/><PropertyRef Name="c"/></Key>
          <Property Name="size" Type="Collection(Edm.Int32)" Nullable="false" DefaultValue="3"/>
          <NavigationProperty Name="members" Type="Collection(g.user)" ContainsTarget="true" Partner="memberOf">
            <ReferentialConstraint Property="x" ReferencedProperty="y"/><OnDelete Action="None"/>
            <Annotation Term="t" Bool="true"/>
          </NavigationProperty>
        </EntityType>
        <ComplexType Name="size" Abstract="true"><Property Name="p" Type="Edm.String"/></ComplexType>"#;
    with_schema(contents, |schema| {
        let group = schema
            .entity_types
            .first()
            .expect("there is an entity type");
        assert_eq!(
            (group.kind, group.name.as_str()),
            (StructuredKind::Entity, "group")
        );
        assert_eq!(text(group.base.as_ref()), Some("g.thing"));
        assert!(group.open && group.has_stream && !group.is_abstract);
        let key = group.key.as_ref().expect("there is a key");
        let key: Vec<_> = key
            .iter()
            .map(|part| (part.name.as_str(), text(part.alias.as_ref())))
            .collect();
        assert_eq!(key, [("a/b", Some("b")), ("c", None)]);

        let size = group.properties.first().expect("there is a property");
        assert_eq!(
            (size.type_text.as_str(), size.nullable),
            ("Collection(Edm.Int32)", Some(false))
        );
        assert_eq!(text(size.default_value.as_ref()), Some("3"));
        let members = group
            .navigation_properties
            .first()
            .expect("there is a navigation property");
        assert_eq!(
            (members.type_text.as_str(), members.nullable),
            ("Collection(g.user)", None)
        );
        assert_eq!(
            (members.contains_target, text(members.partner.as_ref())),
            (true, Some("memberOf"))
        );
        assert!(
            members
                .annotations
                .first()
                .is_some_and(super::Annotation::is_true)
        );

        let size = schema
            .complex_types
            .first()
            .expect("there is a complex type");
        assert_eq!(
            (size.kind, size.is_abstract, size.key.is_none()),
            (StructuredKind::Complex, true, true)
        );
    });
}

#[test]
fn enumerations_and_type_definitions() {
    let contents = r#"
        <EnumType Name="color" UnderlyingType="Edm.Int64" IsFlags="true">
          <Member Name="auto" Value="-1"/><Member Name="red"/>
        </EnumType>
        <EnumType Name="empty"/>
        <TypeDefinition Name="weight" UnderlyingType="Edm.Decimal"/>
        <Term Name="ignored" Type="Edm.String"/>"#;
    with_schema(contents, |schema| {
        let [color, empty] = schema.enum_types.as_slice() else {
            panic!("two enumerations")
        };
        assert!(color.is_flags && !empty.is_flags);
        assert_eq!(text(color.underlying_type.as_ref()), Some("Edm.Int64"));
        let members: Vec<_> = color
            .members
            .iter()
            .map(|member| (member.name.as_str(), member.value))
            .collect();
        assert_eq!(members, [("auto", Some(-1)), ("red", None)]);
        assert!(empty.members.is_empty());
        let weight = schema
            .type_definitions
            .first()
            .expect("there is a type definition");
        assert_eq!(weight.underlying_type.as_str(), "Edm.Decimal");
    });
}

#[test]
fn operations() {
    let contents = r#"
        <Action Name="assign" IsBound="true"><Parameter Name="this" Type="g.user" Nullable="false"/>
          <Parameter Name="to" Type="Edm.Guid"/><ReturnType Type="g.user" Nullable="false"/></Action>
        <Function Name="delta" IsBound="true" IsComposable="true" EntitySetPath="this"><ReturnType Type="Collection(g.user)"/></Function>
        <Function Name="delta" IsBound="true"><Parameter Name="token" Type="Edm.String"/><ReturnType Type="Edm.Stream"/></Function>"#;
    with_schema(contents, |schema| {
        let [assign, delta, overload] = schema.operations.as_slice() else {
            panic!("three operations")
        };
        assert_eq!(
            (assign.kind, assign.is_bound, assign.is_composable),
            (OperationKind::Action, true, false)
        );
        let parameters: Vec<_> = assign
            .parameters
            .iter()
            .map(|p| (p.name.as_str(), p.type_text.as_str(), p.nullable))
            .collect();
        assert_eq!(
            parameters,
            [("this", "g.user", Some(false)), ("to", "Edm.Guid", None)]
        );
        assert_eq!(
            assign.return_type.as_ref().map(|ty| ty.nullable),
            Some(Some(false))
        );
        assert_eq!(
            (delta.kind, delta.is_composable),
            (OperationKind::Function, true)
        );
        assert_eq!(text(delta.entity_set_path.as_ref()), Some("this"));
        assert_eq!(overload.name.as_str(), "delta");
    });
}

#[test]
fn containers() {
    let contents = r#"
        <EntityContainer Name="Service">
          <EntitySet Name="users" EntityType="g.user">
            <NavigationPropertyBinding Path="g.special/manager" Target="users"/><Annotation Term="t"/></EntitySet>
          <Singleton Name="me" Type="g.user"><NavigationPropertyBinding Path="manager" Target="users"/></Singleton>
          <ActionImport Name="reset" Action="g.reset"/>
          <FunctionImport Name="now" Function="g.now" EntitySet="users"/>
        </EntityContainer>"#;
    with_schema(contents, |schema| {
        let container = schema.containers.first().expect("there is a container");
        let users = container.entity_sets.first().expect("there is a set");
        assert_eq!(
            (users.entity_type.as_str(), users.annotations.len()),
            ("g.user", 1)
        );
        let bindings: Vec<_> = users
            .bindings
            .iter()
            .map(|b| (b.path.as_str(), b.target.as_str()))
            .collect();
        assert_eq!(bindings, [("g.special/manager", "users")]);
        assert_eq!(
            container.singletons.first().map(|me| me.bindings.len()),
            Some(1)
        );
        let imports: Vec<_> = container
            .imports
            .iter()
            .map(|i| (i.kind, i.operation.as_str(), text(i.entity_set.as_ref())))
            .collect();
        assert_eq!(
            imports,
            [
                (OperationKind::Action, "g.reset", None),
                (OperationKind::Function, "g.now", Some("users"))
            ]
        );
    });
}

/// Both notations of an expression mean the same.
#[test]
fn expressions_as_attributes_and_as_elements() {
    let both = [
        ("Bool", "true", Expression::Bool(true)),
        ("Bool", "FALSE", Expression::Bool(false)),
        ("Int", "-42", Expression::Int(-42)),
        ("Float", "1.5", Expression::Float(1.5)),
        ("Decimal", "2", Expression::Float(2.0)),
        (
            "String",
            "a &amp; b &lt;",
            Expression::String("a & b <".to_owned()),
        ),
        (
            "Date",
            "2026-01-02",
            Expression::String("2026-01-02".to_owned()),
        ),
        (
            "EnumMember",
            "n.T/a n.T/b",
            Expression::EnumMember(vec!["n.T/a".to_owned(), "n.T/b".to_owned()]),
        ),
        ("Path", "a/b", Expression::Path("a/b".to_owned())),
        ("PropertyPath", "a", Expression::Path("a".to_owned())),
        (
            "NavigationPropertyPath",
            "n",
            Expression::Path("n".to_owned()),
        ),
        ("UrlRef", "u", Expression::Unsupported("UrlRef".to_owned())),
    ];
    for (name, written, expected) in both {
        let attribute = expressions(&format!("<Annotation Term=\"t\" {name}=\"{written}\"/>"));
        let element = expressions(&format!(
            "<Annotation Term=\"t\"><{name}>{written}</{name}></Annotation>"
        ));
        assert_eq!(attribute, [expected], "{name}");
        assert_eq!(element, attribute, "{name}");
    }
}

#[test]
fn nested_expressions() {
    let found = expressions(
        r#"<Annotation Term="t"><Record Type="n.R"><PropertyValue Property="On" Bool="true"/>
             <PropertyValue Property="List"><Collection><String>a</String><PropertyPath>b</PropertyPath><Null/></Collection></PropertyValue>
             <PropertyValue Property="Nothing"/></Record></Annotation>
           <Annotation Term="t" Qualifier="q"/>
           <Annotation Term="t"><If><Path>p</Path></If></Annotation>
           <Annotation Term="t"><String><![CDATA[<&>]]>&#x41;</String></Annotation>"#,
    );
    let [record, tag, dynamic, data] = found.as_slice() else {
        panic!("four annotations")
    };
    assert_eq!(
        record.property("On").and_then(Expression::as_bool),
        Some(true)
    );
    let list = record
        .property("List")
        .map(Expression::items)
        .unwrap_or_default();
    let [text, path, null] = list else {
        panic!("three items")
    };
    assert_eq!(
        (text.as_str(), path.as_path(), null),
        (Some("a"), Some("b"), &Expression::Null)
    );
    assert_eq!(record.property("Nothing"), Some(&Expression::Default));
    assert_eq!(record.property("Absent"), None);
    assert_eq!(tag, &Expression::Default);
    assert_eq!(dynamic, &Expression::Unsupported("If".to_owned()));
    assert_eq!(data.as_str(), Some("<&>A"));
}

#[test]
fn places_are_those_of_the_values() {
    let contents = "<!-- é --><e:Schema Namespace=\"n\" Alias='self' xmlns:Alias=\"other\">\n<EnumType\n  Name = \"a&amp;b\" />\n</e:Schema>";
    with_documents(contents, |texts, documents| {
        let schema = documents
            .csdl
            .first()
            .and_then(|document| document.schemas.first())
            .expect("there is a schema");
        assert_eq!(
            schema
                .alias
                .as_ref()
                .map(|alias| texts.text(alias.location)),
            Some("self")
        );
        let color = schema.enum_types.first().expect("there is an enumeration");
        assert_eq!(
            (color.name.as_str(), texts.text(color.name.location)),
            ("a&b", "a&amp;b")
        );
        assert_eq!(
            texts.text(color.location),
            "<EnumType\n  Name = \"a&amp;b\" />"
        );
        assert_eq!(texts.line_column(color.name.location).line, 3);
    });
}

#[test]
fn a_document_has_schemas_at_several_places() {
    let contents = "<Edmx><Reference Uri=\"u\"/><DataServices><Schema Namespace=\"a\"/><Schema Namespace=\"a\"/></DataServices></Edmx>";
    with_document(contents, |document| assert_eq!(document.schemas.len(), 2));
}

#[test]
fn the_schemas_of_other_texts() {
    let contents = r#"<edmx:Edmx xmlns:edmx="e">
        <edmx:Reference Uri="u"><edmx:Include Namespace="Org.OData.Capabilities.V1" Alias="Cap"/><edmx:Include Namespace="a.b"/>
          <edmx:IncludeAnnotations TermNamespace="a.b"/></edmx:Reference>
        <edmx:Reference Uri="v"><edmx:Include Namespace="c" Alias="d"/></edmx:Reference>
        <edmx:DataServices><Schema Namespace="a"/></edmx:DataServices></edmx:Edmx>"#;
    with_document(contents, |document| {
        let includes: Vec<_> = document
            .includes
            .iter()
            .map(|include| (include.namespace.as_str(), text(include.alias.as_ref())))
            .collect();
        assert_eq!(
            includes,
            [
                ("Org.OData.Capabilities.V1", Some("Cap")),
                ("a.b", None),
                ("c", Some("d"))
            ]
        );
    });
    let contents = "<Edmx><Reference><Include Alias=\"a\"/></Reference></Edmx>";
    assert_eq!(
        first_line(contents),
        "error[E0013]: `Include` has no attribute `Namespace`"
    );
}

#[test]
fn missing_attributes() {
    assert_eq!(
        messages("<Schema Namespace=\"n\"><EntityType BaseType=\"b\"/></Schema>"),
        "\
error[E0013]: `EntityType` has no attribute `Name`
 --> input:1:23
  |
1 | <Schema Namespace=\"n\"><EntityType BaseType=\"b\"/></Schema>
  |                       ^^^^^^^^^^^^^^^^^^^^^^^^^^
"
    );
    for (element, attribute) in [
        (
            "<EnumType Name='e'><Member/></EnumType>",
            "`Member` has no attribute `Name`",
        ),
        (
            "<EntityType Name=''/>",
            "`EntityType` has no attribute `Name`",
        ),
        (
            "<ComplexType Name='c'><Property Name='p'/></ComplexType>",
            "`Property` has no attribute `Type`",
        ),
        (
            "<EntityType Name='c'><Key><PropertyRef/></Key></EntityType>",
            "`PropertyRef` has no attribute `Name`",
        ),
        ("<Annotations/>", "`Annotations` has no attribute `Target`"),
        (
            "<Annotations Target='t'><Annotation/></Annotations>",
            "`Annotation` has no attribute `Term`",
        ),
        (
            "<Action Name='a'><ReturnType/></Action>",
            "`ReturnType` has no attribute `Type`",
        ),
        (
            "<EntityContainer Name='c'><Singleton Name='s'/></EntityContainer>",
            "`Singleton` has no attribute `Type`",
        ),
        (
            "<TypeDefinition Name='t'/>",
            "`TypeDefinition` has no attribute `UnderlyingType`",
        ),
    ] {
        assert_eq!(
            first_line(&format!("<Schema Namespace='n'>{element}</Schema>")),
            format!("error[E0013]: {attribute}")
        );
    }
    assert_eq!(
        first_line("<Schema/>"),
        "error[E0013]: `Schema` has no attribute `Namespace`"
    );
}

#[test]
fn values_of_the_wrong_type() {
    assert_eq!(
        messages("<Schema Namespace='n'>\n  <EnumType Name='e' IsFlags='maybe'/>\n</Schema>"),
        "\
error[E0014]: `IsFlags` is `maybe`, expected `true` or `false`
 --> input:2:31
  |
2 |   <EnumType Name='e' IsFlags='maybe'/>
  |                               ^^^^^
"
    );
    for (inside, message) in [
        (
            "<EnumType Name='e'><Member Name='m' Value='1.5'/></EnumType>",
            "`Value` is `1.5`, expected an integer",
        ),
        (
            "<Annotations Target='t'><Annotation Term='t' Bool='x'/></Annotations>",
            "`Bool` is `x`, expected `true` or `false`",
        ),
        (
            "<Annotations Target='t'><Annotation Term='t'><Int>x</Int></Annotation></Annotations>",
            "`Int` is `x`, expected an integer",
        ),
        (
            "<Annotations Target='t'><Annotation Term='t' Float='x'/></Annotations>",
            "`Float` is `x`, expected a number",
        ),
    ] {
        assert_eq!(
            first_line(&format!("<Schema Namespace='n'>{inside}</Schema>")),
            format!("error[E0014]: {message}")
        );
    }
}

#[test]
fn unknown_elements_are_counted() {
    assert_eq!(
        messages("<Schema Namespace='n'><Using/><Using><Deep/></Using><EnumType Name='e'><Value/></EnumType></Schema>"),
        "\
warning[W0015]: unknown element `Using` inside `Schema` (2 times)
 --> input:1:23
  |
1 | <Schema Namespace='n'><Using/><Using><Deep/></Using><EnumType Name='e'><Value/></EnumType></Schema>
  |                       ^^^^^^^^ ignored, first seen here

warning[W0015]: unknown element `Value` inside `EnumType`
 --> input:1:72
  |
1 | <Schema Namespace='n'><Using/><Using><Deep/></Using><EnumType Name='e'><Value/></EnumType></Schema>
  |                                                                        ^^^^^^^^ ignored, first seen here
"
    );
}

#[test]
fn an_annotation_with_two_expressions() {
    let contents = "<Schema Namespace='n'><Annotations Target='t'><Annotation Term='x' Int='1' Bool='true'/></Annotations></Schema>";
    assert_eq!(
        first_line(contents),
        "warning[W0016]: the annotation `x` has several expressions, the first counts"
    );
}

#[test]
fn xml_that_is_not_well_formed() {
    assert_eq!(
        messages("<Schema Namespace=\"n\">\n</Foo>"),
        "\
error[E0010]: the XML is not well-formed: expected `</Schema>`, but `</Foo>` was found
 --> input:2:1
  |
2 | </Foo>
  | ^^^^^^
  |
 ::: input:1:1
  |
1 | <Schema Namespace=\"n\">
  | ---------------------- opened here
"
    );
    for (contents, detail) in [
        ("<Edmx><DataServices>", "`DataServices` is never closed"),
        (
            "<Schema Namespace='n'/><Schema/>",
            "there is a second root element",
        ),
        (
            "<Schema Namespace='n'/>text",
            "there is text outside the root element",
        ),
        (
            "<Schema Namespace='n'/>&amp;",
            "there is text outside the root element",
        ),
        (
            "<Schema Namespace=n/>",
            "an attribute value must be in quotes",
        ),
        (
            "<Schema Namespace/>",
            "an attribute name must be followed by `=`",
        ),
        (
            "<Schema a='1' a='2'/>",
            "an attribute occurs twice in one element",
        ),
        (
            "<Schema Namespace='&amp'/>",
            "`&` starts a reference that no `;` ends",
        ),
        (
            "<Schema Namespace='&#xD800;'/>",
            "there is a bad character reference",
        ),
        (
            "<Schema>&#xFFFFFFFF;</Schema>",
            "this is not a character reference",
        ),
        (
            "<Schema",
            "tag not closed: `>` not found before end of input",
        ),
        ("<>", "a tag has no name"),
        ("<?xml version='1.0'?>", "there is no root element"),
        (
            "</Schema>",
            "close tag `</Schema>` does not match any open tag",
        ),
    ] {
        assert_eq!(
            first_line(contents),
            format!("error[E0010]: the XML is not well-formed: {detail}"),
            "{contents}"
        );
    }
}

/// Ten entities that each stand for ten of the one before are a gigabyte; none is ever read.
#[test]
fn entity_bombs_are_refused() {
    let bomb = "<!DOCTYPE b [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;\">]>\n<Schema Namespace=\"&b;\"/>";
    assert_eq!(
        messages(bomb),
        "\
error[E0011]: a document type declaration is refused
 --> input:1:1
  |
1 | <!DOCTYPE b [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;\">]>
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: entities can expand without end; write the characters themselves, or one of `&amp; &lt; &gt; &quot; &apos;`
"
    );
    assert_eq!(
        first_line("<Schema Namespace='&b;'/>"),
        "error[E0012]: the entity `b` is refused"
    );
    assert_eq!(
        first_line("<Schema>&b;</Schema>"),
        "error[E0012]: the entity `b` is refused"
    );
}

#[test]
fn deep_nesting_is_refused() {
    let deep = "<Schema Namespace='n'>".to_owned() + &"<a>".repeat(1_000_000);
    assert_eq!(
        first_line(&deep),
        "error[E0024]: nested deeper than 64 levels"
    );
}
