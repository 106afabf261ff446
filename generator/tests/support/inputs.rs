//! Texts for the generator, from the folders of the project.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use msgraph_generator::source::{SourceText, SourceTexts};
use msgraph_generator::{Generated, generate};

/// The folder of the generator's package.
pub(crate) fn package() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The texts of `names` in the folder `specs` of the project.
pub(crate) fn specs(names: &[&str]) -> Vec<SourceText> {
    let folder = package().join("../specs");
    let text = |name: &&str| text(name, &folder.join(name));
    names.iter().map(text).collect()
}

/// The texts of a case: every file of its folder but what is expected of it.
pub(crate) fn case(folder: &Path) -> Vec<SourceText> {
    let names = names(folder);
    let inputs = names.iter().filter(|name| !name.starts_with("expected"));
    inputs.map(|name| text(name, &folder.join(name))).collect()
}

/// The names in a folder, sorted.
pub(crate) fn names(folder: &Path) -> Vec<String> {
    let entries =
        fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let name = |entry: std::io::Result<fs::DirEntry>| {
        let name = entry.expect("the folder can be read").file_name();
        name.into_string().expect("names of the project are UTF-8")
    };
    let mut names: Vec<String> = entries.map(name).collect();
    names.sort();
    names
}

/// The files below a folder, by their paths from it.
pub(crate) fn tree(folder: &Path) -> BTreeSet<String> {
    let mut files = BTreeSet::new();
    for name in names(folder) {
        let path = folder.join(&name);
        if path.is_dir() {
            let below = tree(&path).into_iter();
            files.extend(below.map(|file| format!("{name}/{file}")));
        } else {
            files.insert(name);
        }
    }
    files
}

/// The contents of a file of the project.
pub(crate) fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// A CSDL text that declares `schema` in the namespace `microsoft.graph`, with the alias `graph`.
pub(crate) fn csdl(name: &str, schema: &str) -> SourceText {
    let contents = format!(
        r#"<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
<Schema Namespace="microsoft.graph" Alias="graph" xmlns="http://docs.oasis-open.org/odata/ns/edm">
{schema}
</Schema></edmx:DataServices></edmx:Edmx>"#
    );
    SourceText::new(name, contents)
}

/// What the generator makes of texts that have nothing wrong with them, warnings aside.
pub(crate) fn generated(texts: impl IntoIterator<Item = SourceText>) -> Generated {
    let texts = SourceTexts::new(texts).unwrap_or_else(|problems| panic!("{problems:?}"));
    match generate(&texts, |_| {}) {
        Ok(generated) => generated,
        Err(problems) => panic!("{}", problems.render(&texts, false)),
    }
}

fn text(name: &str, path: &Path) -> SourceText {
    let contents = read(path);
    match name {
        _ if name.ends_with(".toml") => SourceText::slice(name, contents),
        "stable.csdl" => SourceText::new(name, contents).into_stable(),
        _ => SourceText::new(name, contents),
    }
}
