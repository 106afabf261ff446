//! No text of a description becomes code, markup or a path: it is data in a string literal, shown as it is in a doc comment, or reduced to
//! an identifier. That what is made of these descriptions compiles is a test of `compiles.rs`.

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use msgraph_generator::source::{SourceText, SourceTexts};
use proc_macro2::{TokenStream, TokenTree};
use pulldown_cmark::{Event, Options, Parser, Tag};
use quote::ToTokens;
use support::{compare, hostile, inputs};
use syn::{Attribute, Expr, ImplItem, Item, Lit, Meta};

#[test]
fn every_file_stays_below_the_root() {
    for path in files().keys() {
        let harmless = |segment: &str| {
            let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.');
            segment.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_')
                && segment.chars().all(plain)
        };
        assert!(path.split('/').all(harmless), "{path}");
        let name = path.rsplit('/').next().unwrap_or_default();
        assert!(
            !["main.rs", "build.rs", "aux.rs", "con.rs", "nul.rs"].contains(&name),
            "{path}"
        );
    }
}

#[test]
fn every_item_is_one_that_the_generator_writes() {
    for (path, file) in parsed() {
        assert_eq!(unexpected(&file), Vec::<String>::new(), "{path}");
    }
}

/// The checks find what they are there for.
#[test]
fn attacks_that_succeed_are_found() {
    for code in [
        "pub fn evil() {}",
        "#[evil] pub struct A;",
        "#![evil]",
        "evil!();",
        "pub mod a { static EVIL: i32 = 1; }",
        "impl A { #[test] fn evil() { 1; } }",
        "extern crate evil;",
    ] {
        let file = syn::parse_file(code).expect("it is Rust");
        assert_eq!(unexpected(&file).len(), 1, "{code}");
    }
    for text in [
        "```\nevil();\n```",
        "a\n\n    let evil = 1;",
        "<script>evil()</script>",
        "a <b>evil</b>",
        "![evil](https://evil.example)",
        "[evil](javascript:evil)",
        "# evil",
        "- evil",
        "*evil*",
        "> evil",
    ] {
        assert!(markup(text).is_some(), "{text}");
    }
}

#[test]
fn every_identifier_is_plain() {
    for (path, content) in rust_files() {
        let tokens: TokenStream = content.parse().expect("it was parsed before");
        let mut open = vec![tokens];
        while let Some(tokens) = open.pop() {
            for token in tokens {
                match token {
                    TokenTree::Group(group) => open.push(group.stream()),
                    TokenTree::Ident(ident) => {
                        let ident = ident.to_string();
                        let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
                        assert!(
                            ident.trim_start_matches("r#").bytes().all(plain),
                            "{path}: {ident}"
                        );
                    }
                    TokenTree::Punct(_) | TokenTree::Literal(_) => {}
                }
            }
        }
    }
}

#[test]
fn documentation_shows_text_and_runs_none() {
    let mut seen = 0;
    for (path, file) in parsed() {
        for documentation in documentation(&file) {
            seen += 1;
            let invisible = documentation.chars().find(|c| is_invisible(*c));
            assert_eq!(invisible, None, "{path}: {documentation:?}");
            assert_eq!(markup(&documentation), None, "{path}: {documentation}");
        }
    }
    assert!(seen > 1000, "only {seen} doc comments were looked at");
}

#[test]
fn names_on_the_wire_are_kept_as_they_are() {
    let literals: BTreeSet<String> = rust_files()
        .flat_map(|(_, content)| strings(content))
        .collect();
    for name in hostile::NAMES.iter().chain(hostile::ATTACKS) {
        assert!(literals.contains(*name), "{name:?} is not there");
    }
    assert!(literals.contains("a\0evil"));
}

#[test]
fn a_name_that_is_a_path_to_elsewhere_is_an_error_or_a_harmless_file() {
    for name in [
        "../../evil",
        "..",
        ".",
        "/etc/passwd",
        "a/../../b",
        "C:\\x",
        "\u{202e}",
        "a\u{0}b",
    ] {
        let escaped = name.replace('\0', "&#0;").replace('\\', "&#92;");
        let text = inputs::csdl("a.csdl", &format!(r#"<ComplexType Name="{escaped}" />"#));
        let texts = SourceTexts::new([text]).expect("there is one text");
        if let Ok(generated) = msgraph_generator::generate(&texts, |_| {}) {
            for (path, _) in generated.files.iter() {
                assert!(
                    !path.as_str().contains("..") && !path.as_str().starts_with('/'),
                    "{path}"
                );
            }
        }
    }
}

#[test]
fn very_long_names_and_texts_are_data_like_others() {
    let long = "evil".repeat(20_000);
    let schema = format!(
        r#"<ComplexType Name="a"><Property Name="{long}" Type="Edm.String">
           <Annotation Term="Org.OData.Core.V1.Description" String="{long}" /></Property></ComplexType>"#
    );
    let files = compare::files(&inputs::generated([inputs::csdl("long.csdl", &schema)]).files);
    assert!(strings(&files["a.rs"]).any(|literal| literal == long));
}

#[test]
fn a_slice_cannot_name_a_folder_elsewhere() {
    for name in ["../evil", "a/b", "", "a\\u0000b", "a b", "\\\"", ".."] {
        for key in ["version", "crate.name"] {
            let slice = SourceText::slice("slice.toml", format!("{key} = \"{name}\"\n"));
            let texts = SourceTexts::new([slice]).expect("there is one text");
            assert!(
                msgraph_generator::generate(&texts, |_| {}).is_err(),
                "{key} = {name:?}"
            );
        }
    }
}

/// All files that are made of the hostile descriptions, each description in a folder.
fn files() -> &'static BTreeMap<String, String> {
    static FILES: OnceLock<BTreeMap<String, String>> = OnceLock::new();
    FILES.get_or_init(make_files)
}

fn make_files() -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    for (name, texts) in hostile::descriptions() {
        let made = compare::files(&inputs::generated(texts).files);
        files.extend(
            made.into_iter()
                .map(|(path, content)| (format!("{name}/{path}"), content)),
        );
    }
    files
}

fn rust_files() -> impl Iterator<Item = (&'static str, &'static str)> {
    let files = files().iter().filter(|(path, _)| path.ends_with(".rs"));
    files.map(|(path, content)| (path.as_str(), content.as_str()))
}

fn parsed() -> impl Iterator<Item = (&'static str, syn::File)> {
    rust_files().map(|(path, content)| {
        let file = syn::parse_file(content).unwrap_or_else(|error| panic!("{path}: {error}"));
        (path, file)
    })
}

/// What is in a file that the generator does not write: a text that became an attribute, an item or a call.
fn unexpected(file: &syn::File) -> Vec<String> {
    let mut found = Vec::new();
    attributes(&file.attrs, &mut found);
    items(&file.items, &mut found);
    found
}

fn attributes(all: &[Attribute], found: &mut Vec<String>) {
    let known = ["allow", "derive", "doc", "inline", "non_exhaustive", "warn"];
    let unknown = all
        .iter()
        .filter(|attribute| known.iter().all(|known| !attribute.path().is_ident(known)));
    found.extend(
        unknown.map(|attribute| format!("an attribute {}", attribute.path().to_token_stream())),
    );
}

fn items(all: &[Item], found: &mut Vec<String>) {
    for item in all {
        match item {
            Item::Const(item) => constant(item, found),
            Item::Enum(item) => attributes(&item.attrs, found),
            Item::Fn(item) => function(&item.attrs, &item.block, found),
            Item::Impl(item) => {
                attributes(&item.attrs, found);
                for item in &item.items {
                    match item {
                        ImplItem::Fn(item) => function(&item.attrs, &item.block, found),
                        ImplItem::Const(item) => attributes(&item.attrs, found),
                        ImplItem::Type(item) => attributes(&item.attrs, found),
                        _ => found.push("an item of an implementation".to_owned()),
                    }
                }
            }
            Item::Macro(item) => macro_call(&item.mac, found),
            Item::Mod(item) => {
                attributes(&item.attrs, found);
                let content = item.content.as_ref();
                items(
                    content
                        .map(|(_, items)| items.as_slice())
                        .unwrap_or_default(),
                    found,
                );
            }
            Item::Struct(item) => attributes(&item.attrs, found),
            Item::Trait(item) => {
                attributes(&item.attrs, found);
                for item in &item.items {
                    match item {
                        // What it does is said by an implementation.
                        syn::TraitItem::Fn(item) if item.default.is_none() => {
                            attributes(&item.attrs, found);
                        }
                        _ => found.push("an item of a trait".to_owned()),
                    }
                }
            }
            Item::Type(item) => attributes(&item.attrs, found),
            Item::Use(item) => attributes(&item.attrs, found),
            _ => found.push("an item of another kind".to_owned()),
        }
    }
}

/// Constants of the generator are a text, or a name and what it is of.
fn constant(item: &syn::ItemConst, found: &mut Vec<String>) {
    attributes(&item.attrs, found);
    let is_plain = match &*item.expr {
        syn::Expr::Lit(_) => true,
        syn::Expr::Struct(made) => made
            .fields
            .iter()
            .all(|field| matches!(&field.expr, syn::Expr::Lit(_) | syn::Expr::Path(_))),
        _ => false,
    };
    if !is_plain {
        found.push("a constant of another kind".to_owned());
    }
}

/// Functions of the generator have a body; those of the attacks have none.
fn function(attributes_of: &[Attribute], block: &syn::Block, found: &mut Vec<String>) {
    attributes(attributes_of, found);
    if block.stmts.is_empty() {
        found.push("a function without a body".to_owned());
    }
}

fn macro_call(called: &syn::Macro, found: &mut Vec<String>) {
    let segments = called.path.segments.iter();
    let name: Vec<String> = segments.map(|segment| segment.ident.to_string()).collect();
    let known = [
        "rt::open_enum",
        "rt::polymorphic",
        "rt::record",
        "msgraph_runtime::codegen::places",
    ];
    if !known.contains(&name.join("::").as_str()) {
        found.push(format!("a macro {name:?}"));
    }
}

/// The doc comments of a file, the lines of each joined.
fn documentation(file: &syn::File) -> Vec<String> {
    let mut found = vec![joined(&file.attrs)];
    let mut open: Vec<&Item> = file.items.iter().collect();
    while let Some(item) = open.pop() {
        match item {
            Item::Const(item) => found.push(joined(&item.attrs)),
            Item::Enum(item) => {
                found.push(joined(&item.attrs));
                found.extend(item.variants.iter().map(|variant| joined(&variant.attrs)));
            }
            Item::Fn(item) => found.push(joined(&item.attrs)),
            Item::Impl(item) => found.extend(item.items.iter().map(|item| match item {
                ImplItem::Fn(item) => joined(&item.attrs),
                _ => String::new(),
            })),
            Item::Mod(item) => {
                found.push(joined(&item.attrs));
                open.extend(item.content.iter().flat_map(|(_, items)| items));
            }
            Item::Struct(item) => {
                found.push(joined(&item.attrs));
                found.extend(item.fields.iter().map(|field| joined(&field.attrs)));
            }
            Item::Type(item) => found.push(joined(&item.attrs)),
            _ => {}
        }
    }
    found.retain(|text| !text.is_empty());
    found
}

/// The text of the doc attributes as rustdoc reads it: one space before each line is not part of it.
fn joined(attributes: &[Attribute]) -> String {
    let lines = attributes
        .iter()
        .filter_map(|attribute| match &attribute.meta {
            Meta::NameValue(meta) if meta.path.is_ident("doc") => match &meta.value {
                Expr::Lit(literal) => match &literal.lit {
                    Lit::Str(text) => Some(text.value()),
                    _ => None,
                },
                _ => None,
            },
            _ => None,
        });
    let lines: Vec<String> = lines
        .map(|line| line.strip_prefix(' ').map_or(line.clone(), str::to_owned))
        .collect();
    lines.join("\n")
}

/// What rustdoc would make of a doc comment beside text: code to run, HTML, an image, a heading, a list, a link to anything but https.
fn markup(documentation: &str) -> Option<String> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS;
    let mut events = Parser::new_ext(documentation, options);
    let unwanted = events.find(|event| match event {
        Event::Start(Tag::Link { dest_url, .. }) => !dest_url.starts_with("https://"),
        Event::Start(tag) => !matches!(
            tag,
            Tag::Paragraph | Tag::Table(_) | Tag::TableHead | Tag::TableRow | Tag::TableCell
        ),
        Event::Html(_)
        | Event::InlineHtml(_)
        | Event::Rule
        | Event::FootnoteReference(_)
        | Event::TaskListMarker(_) => true,
        _ => false,
    });
    unwanted.map(|event| format!("{event:?}"))
}

/// Characters that are not seen, or that change how others are: Unicode's Cc, Cf, Zl and Zp, as far as attacks use them.
fn is_invisible(c: char) -> bool {
    let bidirectional = matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let without_width = matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}');
    let breaks_lines = matches!(c, '\u{2028}' | '\u{2029}');
    bidirectional || without_width || breaks_lines || (c.is_control() && c != '\n')
}

/// The values of the string literals of a file.
fn strings(content: &str) -> impl Iterator<Item = String> {
    let tokens: TokenStream = content.parse().expect("the file is Rust");
    let mut open = vec![tokens];
    let mut found = Vec::new();
    while let Some(tokens) = open.pop() {
        for token in tokens {
            match token {
                TokenTree::Group(group) => open.push(group.stream()),
                TokenTree::Literal(literal) => {
                    if let Ok(text) = syn::parse_str::<syn::LitStr>(&literal.to_string()) {
                        found.push(text.value());
                    }
                }
                TokenTree::Ident(_) | TokenTree::Punct(_) => {}
            }
        }
    }
    found.into_iter()
}
