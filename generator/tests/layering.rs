//! What may import what, read from the source itself: data flows one way because imports do.
//!
//! A stage sees the result of the stage before it, its own types, and the leaves; a crate that does one thing is used by the stage that does
//! it. Test modules are not looked at.

mod support;

use std::collections::BTreeSet;

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use support::inputs;
use syn::{Attribute, Item};

/// The modules that a file may name, by the longest start of its path that is listed.
const MODULES: &[(&str, &[&str])] = &[
    ("agreement", &["model", "problem"]),
    ("changes", &["model", "rust"]),
    ("emit", &["relative_path", "rust"]),
    (
        "examples",
        &["listing", "model", "pages", "problem", "rust", "source"],
    ),
    ("lib", &[]),
    ("listing", &["problem", "rust"]),
    (
        "lower",
        &["model", "pages", "permissions", "problem", "source"],
    ),
    ("model", &["problem"]),
    (
        "output",
        &["changes", "emit", "problem", "relative_path", "rust"],
    ),
    ("pages", &["model", "problem", "source"]),
    ("permissions", &["model", "pages", "source"]),
    (
        "pipeline",
        &[
            "lower", "model", "output", "pages", "problem", "rust", "slice", "source",
        ],
    ),
    ("problem", &[]),
    // To show a place takes the text that it is in.
    ("problem/render", &["source"]),
    ("relative_path", &[]),
    ("rust", &["model", "permissions", "problem"]),
    ("slice", &["model", "problem"]),
    ("source", &["problem"]),
];

/// The files that may name a dependency: all whose path starts like this.
const CRATES: &[(&str, &[&str])] = &[
    ("annotate_snippets", &["problem/render"]),
    ("heck", &["rust/ident"]),
    ("openapiv3", &["lower/openapi", "source/openapi"]),
    ("prettyplease", &["output"]),
    ("proc_macro2", &["emit"]),
    ("pulldown_cmark", &["source/docs"]),
    ("quick_xml", &["source/csdl"]),
    ("quote", &["emit"]),
    ("saphyr_parser", &["source/tree"]),
    ("serde", &["listing", "slice/request", "source/openapi"]),
    ("syn", &["output"]),
    ("toml", &["slice/request"]),
];

/// Modules of the standard library that touch the world outside, or make one run differ from another.
const OUTSIDE: &[&str] = &["env", "fs", "net", "os", "process", "thread", "time"];

/// What a file may name of them all the same. Which thread formats which file does not show in the files.
const OUTSIDE_ALLOWED: &[(&str, &str)] = &[("output/parallel", "std::thread")];

/// Types whose order differs from run to run.
const UNORDERED: &[&str] = &["HashMap", "HashSet", "RandomState"];

#[test]
fn every_import_is_in_the_table() {
    let found: Vec<String> = sources()
        .iter()
        .flat_map(|(path, text)| violations(path, text))
        .collect();
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

#[test]
fn every_import_of_the_table_is_made() {
    let used: BTreeSet<(&str, String)> = sources()
        .iter()
        .flat_map(|(path, text)| {
            let module = listed(MODULES, path).map_or("", |(prefix, _)| prefix);
            Named::of(path, text)
                .modules
                .into_iter()
                .map(move |name| (module, name))
        })
        .collect();
    for (module, names) in MODULES {
        for name in *names {
            assert!(
                used.contains(&(*module, (*name).to_owned())),
                "{module} does not name {name}"
            );
        }
    }
}

#[test]
fn every_dependency_is_in_the_table() {
    let manifest: toml::Table = inputs::read(&inputs::package().join("Cargo.toml"))
        .parse()
        .expect("the manifest is TOML");
    let dependencies = manifest["dependencies"].as_table().expect("it is a table");
    let dependencies: Vec<String> = dependencies
        .keys()
        .map(|name| name.replace('-', "_"))
        .collect();
    let listed: Vec<&str> = CRATES.iter().map(|(name, _)| *name).collect();
    assert_eq!(dependencies, listed);
}

/// The check finds what it is there for.
#[test]
fn made_up_violations_are_found() {
    let made_up = [
        ("model/id", "use crate::rust::Ident;", "crate::rust"),
        ("emit/mod", "fn f() { crate::model::f() }", "crate::model"),
        (
            "source/csdl/xml",
            "use crate::{problem::Problem, lower};",
            "crate::lower",
        ),
        (
            "source/csdl/xml",
            "use super::super::super::slice::Slice;",
            "crate::slice",
        ),
        ("rust/mod", "use super::source;", "crate::source"),
        ("slice/mod", "use syn::File;", "syn"),
        ("rust/mod", "use quote::quote;", "quote"),
        ("lower/mod", "fn f() { heck::f() }", "heck"),
        ("lower/csdl/mod", "use openapiv3::Schema;", "openapiv3"),
        ("pipeline", "use std::fs;", "std::fs"),
        ("pipeline", "use std::{fmt, env::var};", "std::env"),
        ("output/mod", "use std::thread;", "std::thread"),
        (
            "pipeline",
            "fn f() { std::process::exit(1) }",
            "std::process",
        ),
        (
            "model/mod",
            "use std::collections::{BTreeMap, HashMap};",
            "HashMap",
        ),
        ("model/mod", "use super::*;", "a glob"),
        ("model/mod", "use crate::problem::{self, *};", "a glob"),
        ("elsewhere", "fn f() {}", "no entry of the table"),
    ];
    for (path, text, named) in made_up {
        let found = violations(path, text);
        assert!(
            found.len() == 1 && found[0].contains(named),
            "{path}, {text}: {found:?}"
        );
    }
    let allowed = [
        (
            "rust/mod",
            "use crate::model; use super::rust; use self::names::f;",
        ),
        (
            "source/csdl/mod",
            "use super::super::problem::Problem; use super::text;",
        ),
        (
            "emit/mod",
            "fn f() { quote! { use crate::model::*; std::fs::read } }",
        ),
        (
            "model/mod",
            "#[cfg(test)] mod tests { use super::*; use std::fs; }",
        ),
        (
            "model/mod",
            "/// [`crate::rust`]\nfn f(a: f64, b: f64) -> f64 { a::A * b }",
        ),
    ];
    for (path, text) in allowed {
        assert_eq!(
            violations(path, text),
            Vec::<String>::new(),
            "{path}: {text}"
        );
    }
}

/// The source files without test modules, by path without `.rs`: `rust/names`.
fn sources() -> Vec<(String, String)> {
    let folder = inputs::package().join("src");
    let files = inputs::tree(&folder).into_iter();
    let files = files.filter(|file| file.ends_with(".rs") && !file.ends_with("tests.rs"));
    let sources: Vec<(String, String)> = files
        .map(|file| {
            (
                file.trim_end_matches(".rs").to_owned(),
                inputs::read(&folder.join(&file)),
            )
        })
        .collect();
    assert!(sources.len() > 50, "where are the sources?");
    sources
}

/// What a file names that it may not name.
fn violations(path: &str, text: &str) -> Vec<String> {
    let Some((module, allowed)) = listed(MODULES, path) else {
        return vec![format!("{path}: there is no entry of the table for it")];
    };
    let own = module.split('/').next().unwrap_or_default();
    let named = Named::of(path, text);
    let modules = named.modules.iter();
    let modules = modules.filter(|name| *name != own && !allowed.contains(&name.as_str()));
    let mut found: Vec<String> = modules
        .map(|name| format!("{path} names crate::{name}"))
        .collect();
    let is_allowed = |name: &str| {
        CRATES
            .iter()
            .find(|(known, _)| *known == name)
            .is_none_or(|(_, files)| files.iter().any(|start| path.starts_with(start)))
    };
    let crates = named.crates.iter().filter(|name| !is_allowed(name));
    found.extend(crates.map(|name| format!("{path} names the crate {name}")));
    let others = named.others.iter();
    let others = others.filter(|name| !OUTSIDE_ALLOWED.contains(&(path, name.as_str())));
    found.extend(others.map(|name| format!("{path} names {name}")));
    found
}

/// The entry of a table for a path: the longest one that it starts with, at a slash.
fn listed<'t>(
    table: &'t [(&'static str, &'static [&'static str])],
    path: &str,
) -> Option<(&'static str, &'t [&'static str])> {
    let fits = |prefix: &str| {
        let rest = path.strip_prefix(prefix);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    let entries = table.iter().filter(|(prefix, _)| fits(prefix));
    entries
        .max_by_key(|(prefix, _)| prefix.len())
        .map(|(prefix, names)| (*prefix, *names))
}

/// What a file names.
#[derive(Default)]
struct Named {
    /// Modules of the crate root.
    modules: BTreeSet<String>,
    /// Dependencies.
    crates: BTreeSet<String>,
    /// What no file may name.
    others: BTreeSet<String>,
}

impl Named {
    fn of(path: &str, text: &str) -> Self {
        let mut named = Self::default();
        let mut modules: Vec<&str> = path.split('/').collect();
        if modules.last() == Some(&"mod") {
            modules.pop();
        }
        let file = syn::parse_file(text).unwrap_or_else(|error| panic!("{path}: {error}"));
        for item in file.items.iter().filter(|item| !is_test(item)) {
            named.tokens(
                item.to_token_stream(),
                &modules,
                matches!(item, Item::Use(_)),
            );
        }
        named
    }

    /// Looks for paths in tokens. What a macro like `quote!` is given is output and no code of the file.
    fn tokens(&mut self, tokens: TokenStream, modules: &[&str], is_use: bool) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let mut at = 0;
        while at < tokens.len() {
            let in_path = at >= 2 && is_separator(&tokens[at - 2..at]);
            match &tokens[at] {
                TokenTree::Ident(ident) if UNORDERED.contains(&ident.to_string().as_str()) => {
                    self.others.insert(ident.to_string());
                }
                TokenTree::Ident(ident) if !in_path => {
                    self.path(&ident.to_string(), &tokens[at + 1..], modules);
                    if *ident == "quote"
                        && matches!(tokens.get(at + 1), Some(TokenTree::Punct(p)) if p.as_char() == '!')
                    {
                        at += 2;
                    }
                }
                TokenTree::Punct(punct) if is_use && punct.as_char() == '*' => {
                    self.others.insert("a glob".to_owned());
                }
                TokenTree::Group(group) => self.tokens(group.stream(), modules, is_use),
                _ => {}
            }
            at += 1;
        }
    }

    /// A path that starts with `first`, as far as it tells which module or crate it leads to.
    fn path(&mut self, first: &str, rest: &[TokenTree], modules: &[&str]) {
        let seconds = behind(rest);
        match first {
            "crate" => self
                .modules
                .extend(seconds.into_iter().map(|(name, _)| name)),
            "super" => {
                let Some((_, above)) = modules.split_last() else {
                    return;
                };
                for (name, rest) in seconds {
                    if name == "super" {
                        self.path("super", rest, above);
                    } else if above.is_empty() {
                        self.modules.insert(name);
                    }
                }
            }
            "std" | "core" => {
                let outside = seconds
                    .into_iter()
                    .filter(|(name, _)| OUTSIDE.contains(&name.as_str()));
                self.others
                    .extend(outside.map(|(name, _)| format!("std::{name}")));
            }
            _ if !seconds.is_empty() && CRATES.iter().any(|(name, _)| *name == first) => {
                self.crates.insert(first.to_owned());
            }
            _ => {}
        }
    }
}

/// The names that follow `::`, one or those of a group, each with the tokens behind it.
fn behind(rest: &[TokenTree]) -> Vec<(String, &[TokenTree])> {
    if rest.len() < 3 || !is_separator(&rest[..2]) {
        return Vec::new();
    }
    match &rest[2] {
        TokenTree::Ident(ident) => vec![(ident.to_string(), &rest[3..])],
        TokenTree::Group(group) => {
            let mut names = Vec::new();
            let mut starts = true;
            for token in group.stream() {
                if let (true, TokenTree::Ident(ident)) = (starts, &token) {
                    names.push((ident.to_string(), [].as_slice()));
                }
                starts = matches!(&token, TokenTree::Punct(punct) if punct.as_char() == ',');
            }
            names
        }
        _ => Vec::new(),
    }
}

fn is_separator(tokens: &[TokenTree]) -> bool {
    let colon =
        |token: &TokenTree| matches!(token, TokenTree::Punct(punct) if punct.as_char() == ':');
    tokens.len() == 2 && tokens.iter().all(colon)
}

fn is_test(item: &Item) -> bool {
    let attributes: &[Attribute] = match item {
        Item::Mod(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        _ => return false,
    };
    let is_test = |attribute: &Attribute| {
        attribute.path().is_ident("cfg") && attribute.to_token_stream().to_string().contains("test")
    };
    attributes.iter().any(is_test)
}
