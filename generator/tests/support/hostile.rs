//! Descriptions that attack: every text in them tries to become code, markup, or a path.

use msgraph_generator::source::SourceText;
use serde_json::json;

/// Text that tries to leave a string literal, a comment, a doc comment or a document.
pub(crate) const ATTACKS: &[&str] = &[
    r#"a"; pub fn evil() {} //"#,
    r##"a"#; pub fn evil() {} //"##,
    r"a\",
    "a */ pub fn evil() {} /*",
    "a\n#[evil] pub fn evil() {}",
    "a\r\n//! evil",
    "#![evil]",
    "r#evil",
    "r#\"evil",
    "a\u{202e}live\u{2066}\u{2069}",
    "a\u{200b}b\u{feff}c\u{2028}d\u{2029}e\u{85}f",
    "${evil} $evil {evil} {}",
    "`evil` ``` evil",
    "\n```\nfn evil() { panic!() }\n```\n",
    "\n~~~rust\nfn evil() {}\n~~~\n",
    "\n\n    let evil = 1;\n",
    "<script>evil()</script> <!-- evil --> &lt;b&gt;",
    "[evil](javascript:evil) ![evil](https://evil.example/x) [crate::evil] <https://evil.example>",
    "| evil | | |\n|---|---|",
    "../../evil",
    "/etc/evil",
    "C:\\evil",
    "evil::evil<evil>",
    "# evil\n- evil\n1. evil\n> evil",
    "日本語 evil",
    "a'b'c evil",
];

/// Names that mean something in Rust, in the generated crate, or in a file system.
pub(crate) const NAMES: &[&str] = &[
    "abstract",
    "as",
    "async",
    "await",
    "become",
    "box",
    "break",
    "const",
    "continue",
    "core",
    "crate",
    "do",
    "dyn",
    "else",
    "enum",
    "extern",
    "false",
    "final",
    "fn",
    "for",
    "gen",
    "if",
    "impl",
    "in",
    "let",
    "loop",
    "macro",
    "match",
    "mod",
    "move",
    "msgraph_runtime",
    "mut",
    "override",
    "priv",
    "pub",
    "ref",
    "return",
    "self",
    "Self",
    "static",
    "std",
    "struct",
    "super",
    "trait",
    "true",
    "try",
    "type",
    "typeof",
    "union",
    "unsafe",
    "unsized",
    "use",
    "virtual",
    "where",
    "while",
    "yield",
    "alloc",
    "rt",
    "via",
    "lib",
    "main",
    "models",
    "edm",
    "client",
    "place",
    "places",
    "collection",
    "option",
    "string",
    "vec",
    "result",
    "ok",
    "err",
    "some",
    "none",
    "default",
    "clone",
    "debug",
    "into",
    "copy",
    "sized",
    "iterator",
    "i32",
    "u8",
    "bool",
    "str",
    "usize",
    "N",
    "SHAPE",
    "NAMES",
    "record",
    "slot",
    "slot_mut",
    "shape",
    "index",
    "member",
    "unrecognized",
    "additional_data",
    "additionalData",
    "path",
    "at",
    "key",
    "id",
    "get",
    "list",
    "create",
    "update",
    "delete",
    "replace",
    "count",
    "set_ref",
    "get_ref",
    "remove_ref",
    "add_ref",
    "list_ref",
    "hash",
    "eq",
    "ord",
    "aux",
    "con",
    "nul",
    "1",
    "2nd",
    "__x",
    "a-b",
    "a.b",
    "a b",
    "a__b",
    "a_b",
    "aB",
    "AB",
];

/// A key of a JSON object, or a text in one, may hold any character; XML has no place for these.
const JSON_ATTACKS: &[&str] = &[
    "a\0evil",
    "a\u{1b}[31mevil",
    "a\u{8}\u{7f}evil",
    "a\u{fffe}\u{e0041}evil",
];

/// The descriptions, by the name of what they are about.
pub(crate) fn descriptions() -> Vec<(&'static str, Vec<SourceText>)> {
    let all = vec![csdl(), page(), slice()];
    vec![("csdl", all), ("openapi", vec![openapi()])]
}

/// Names for types: those with dots would be names of namespaces.
fn type_names() -> impl Iterator<Item = &'static str> {
    NAMES
        .iter()
        .chain(ATTACKS)
        .copied()
        .filter(|name| !name.contains('.'))
}

/// Every name and every attack as the name of everything that has one, and every attack as prose about each.
fn csdl() -> SourceText {
    let everything: Vec<&str> = NAMES.iter().chain(ATTACKS).copied().collect();
    let prose = |at: usize| {
        format!(
            r#"<Annotation Term="Org.OData.Core.V1.Description" String="{}" />"#,
            xml(ATTACKS[at % ATTACKS.len()])
        )
    };
    let each = |write: &dyn Fn(usize, &str) -> String| -> String {
        everything
            .iter()
            .enumerate()
            .map(|(at, name)| write(at, &xml(name)))
            .collect()
    };
    let mut schema = String::new();
    for (at, name) in type_names().enumerate() {
        let name = xml(name);
        let kind = if at % 3 == 0 {
            "EntityType"
        } else {
            "ComplexType"
        };
        schema.push_str(&format!(
            r#"<{kind} Name="{name}"><Property Name="{name}" Type="graph.{name}" />{}</{kind}>"#,
            prose(at)
        ));
    }
    schema.push_str(&format!(
        r#"<EnumType Name="everyMember">{}</EnumType>"#,
        each(&|at, name| format!(r#"<Member Name="{name}">{}</Member>"#, prose(at)))
    ));
    schema.push_str(&format!(
        r#"<EntityType Name="victim"><Key><PropertyRef Name="id" /></Key>{}{}</EntityType>"#,
        each(&|at, name| format!(r#"<Property Name="{name}" Type="Edm.String">{}</Property>"#, prose(at))),
        each(&|at, name| format!(
            r#"<NavigationProperty Name="to {name}" Type="Collection(graph.victim)" ContainsTarget="true">{}</NavigationProperty>"#,
            prose(at)
        )),
    ));
    let operation = |kind: &str, binding: &str, at: usize, name: &str| {
        format!(
            r#"<{kind} Name="{name}" IsBound="true"><Parameter Name="bindingParameter" Type="{binding}" />
               <Parameter Name="{name}" Type="Edm.String">{}</Parameter>{}</{kind}>"#,
            prose(at),
            prose(at + 1)
        )
    };
    for kind in ["Action", "Function"] {
        schema.push_str(&each(&|at, name| operation(kind, "graph.victim", at, name)));
    }
    // One of these is offered at each collection, so a few say as much as all.
    for (at, name) in ATTACKS.iter().take(6).enumerate() {
        schema.push_str(&operation(
            "Action",
            "Collection(graph.victim)",
            at,
            &xml(name),
        ));
    }
    schema.push_str(&format!(
        r#"<EntityContainer Name="GraphService"><EntitySet Name="victims" EntityType="graph.victim" />{}</EntityContainer>"#,
        each(&|at, name| format!(r#"<Singleton Name="{name}" Type="graph.victim">{}</Singleton>"#, prose(at)))
    ));
    super::inputs::csdl("hostile.csdl", &schema)
}

/// The same in OpenAPI, with the characters that XML refuses.
fn openapi() -> SourceText {
    let texts: Vec<&str> = ATTACKS.iter().chain(JSON_ATTACKS).copied().collect();
    let text = |at: usize| texts[at % texts.len()];
    let mut properties =
        serde_json::Map::from_iter([("id".to_owned(), json!({ "type": "string" }))]);
    let mut paths = serde_json::Map::new();
    let victim = json!({ "$ref": "#/components/schemas/microsoft.graph.victim" });
    for (at, name) in NAMES.iter().chain(&texts).enumerate() {
        properties.insert(
            (*name).to_owned(),
            json!({ "type": "string", "description": text(at) }),
        );
        let navigation =
            json!({ "anyOf": [victim], "x-ms-navigationProperty": true, "description": text(at) });
        properties.insert(format!("to {name}"), navigation);
        let operation = json!({
            "summary": text(at),
            "description": text(at + 1),
            "externalDocs": { "url": format!("https://evil.example/{}", text(at + 2)), "description": text(at) },
            "operationId": text(at),
            "responses": { "200": { "description": text(at), "content": { "application/json": { "schema": victim } } } },
        });
        paths.insert(format!("/{name}"), json!({ "get": operation }));
        paths.insert(
            format!("/victims/{{victim-id}}/to {name}"),
            json!({ "get": operation }),
        );
        paths.insert(
            format!("/victims/{{victim-id}}/{name}"),
            json!({ "post": operation }),
        );
        paths.insert(
            format!("/victims/{{victim-id}}/f{at}({name}='{{{name}}}')"),
            json!({ "get": operation }),
        );
    }
    let page = json!({ "type": "object", "properties": { "value": { "type": "array", "items": victim } } });
    let listed =
        json!({ "description": "", "content": { "application/json": { "schema": page } } });
    paths.insert(
        "/victims".to_owned(),
        json!({ "get": { "responses": { "200": listed } } }),
    );
    let members: Vec<&str> = NAMES.iter().chain(&texts).copied().collect();
    let described: Vec<_> = members
        .iter()
        .enumerate()
        .map(|(at, name)| json!({ "value": name, "description": text(at) }))
        .collect();
    let document = json!({
        "openapi": "3.0.1",
        "info": { "title": text(0), "version": text(1) },
        "servers": [{ "url": "https://graph.microsoft.com/v1.0" }],
        "paths": paths,
        "components": { "schemas": {
            "microsoft.graph.victim": { "type": "object", "title": text(2), "description": text(3), "properties": properties },
            "microsoft.graph.everyMember": { "type": "string", "enum": members, "x-ms-enum": { "values": described } },
        } },
    });
    SourceText::new("hostile.json", document.to_string())
}

/// A reference page whose every text attacks.
fn page() -> SourceText {
    let prose = ATTACKS.join("\n\n");
    let title = ATTACKS[0];
    let contents = format!(
        "---\ntitle: '{title}'\ndescription: \"{title}\"\n---\n\n# {title}\n\n{prose}\n\n## Permissions\n\n\
         |Permission type|Permissions (from least to most privileged)|\n|:---|:---|\n\
         |Application|<script>evil()</script>, a`evil, [evil](javascript:evil), a\\|evil|\n\n\
         ## HTTP request\n\n```http\nGET /victims/{{id}}\n```\n"
    );
    SourceText::new("../`evil`](javascript:evil).md", contents)
}

/// A slice that renames a type to an attack.
fn slice() -> SourceText {
    let attack = ATTACKS[0].replace('\\', "\\\\").replace('"', "\\\"");
    SourceText::slice(
        "slice.toml",
        format!("[rename]\n\"microsoft.graph.everyMember\" = \"{attack}\"\n"),
    )
}

/// Text for an attribute of XML.
fn xml(text: &str) -> String {
    let mut escaped = String::new();
    for c in text.chars() {
        match c {
            '&' | '<' | '>' | '"' | '\'' | '\n' | '\r' | '\t' => {
                escaped.push_str(&format!("&#{};", u32::from(c)))
            }
            _ => escaped.push(c),
        }
    }
    escaped
}
