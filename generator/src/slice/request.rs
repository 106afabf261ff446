//! The slice file: what the caller wants, as written.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use crate::problem::{FileId, Location, Meaning, Problem, Problems};

/// What to make of the description.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// The version segment of the service root; where absent, the description decides.
    pub version: Option<String>,
    /// The package name; where absent, `msgraph`.
    pub name: Option<String>,
    /// By the conventions of which day CSDL is read.
    pub edition: Edition,
    /// Names of texts that describe the version for production, by the ends of their paths: what they do not have is marked as only in
    /// beta.
    pub stable: Vec<Entry>,
    /// Paths whose operations are wanted. With no entry for paths, tags and types, everything is.
    pub include_paths: Vec<Entry>,
    /// Tags whose operations are wanted.
    pub include_tags: Vec<Entry>,
    /// Types whose models are wanted although no operation needs them.
    pub include_types: Vec<Entry>,
    /// Paths whose operations are not wanted after all.
    pub exclude_paths: Vec<Entry>,
    /// Tags whose operations are not wanted after all.
    pub exclude_tags: Vec<Entry>,
    /// Types that are not wanted, whoever needs them.
    pub exclude_types: Vec<Entry>,
    /// Names that are not to be made from those of the description.
    pub renames: BTreeMap<String, String>,
    /// What is renamed, and where the file says so: a type (`microsoft.graph.user`), a member of one (`microsoft.graph.user/manager`), a
    /// parameter of an action (`microsoft.graph.addPassword/passwordCredential`), or an entity set or singleton (`users`).
    pub rename_keys: Vec<Entry>,
    /// Properties that the descriptions have no more, and the crate is to have all the same.
    pub kept: Vec<Kept>,
}

/// A property that is kept: `"microsoft.graph.user/aboutMe" = "Edm.String"` under `[keep]` in the slice file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// The type and the name of the property.
    pub property: Entry,
    /// What it holds, as CSDL writes it: `Edm.String`, `Collection(microsoft.graph.identity)`.
    pub ty: String,
}

/// A day of Microsoft's converter from CSDL to OpenAPI, by whose rules declared types become documented operations: `conventions` under
/// `[csdl]` in the slice file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
pub enum Edition {
    /// As of 2022 and 2023.
    #[serde(rename = "2023")]
    Of2023,
    /// As of now.
    #[default]
    #[serde(rename = "current")]
    Current,
}

/// One entry and its place in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The text.
    pub text: String,
    /// Where it stands.
    pub location: Location,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    version: Option<Spanned<String>>,
    #[serde(default)]
    stable: Vec<Spanned<String>>,
    #[serde(default, rename = "crate")]
    package: Package,
    #[serde(default)]
    csdl: Csdl,
    #[serde(default)]
    include: Lists,
    #[serde(default)]
    exclude: Lists,
    #[serde(default)]
    rename: BTreeMap<Spanned<String>, String>,
    #[serde(default)]
    keep: BTreeMap<Spanned<String>, String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Package {
    name: Option<Spanned<String>>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Csdl {
    #[serde(default)]
    conventions: Edition,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Lists {
    #[serde(default)]
    paths: Vec<Spanned<String>>,
    #[serde(default)]
    tags: Vec<Spanned<String>>,
    #[serde(default)]
    types: Vec<Spanned<String>>,
}

impl Request {
    /// Reads the text of a slice file.
    pub fn parse(file: FileId, text: &str, problems: &mut Problems) -> Self {
        let parsed: File = match toml::from_str(text) {
            Ok(parsed) => parsed,
            Err(error) => {
                let span = error.span().unwrap_or(0..0);
                let kind = Meaning::SliceSyntax {
                    detail: error.message().to_owned(),
                };
                problems.push(Problem::at(Location::new(file, span.start, span.end), kind));
                return Self::default();
            }
        };
        let entries = |entries: Vec<Spanned<String>>| {
            entries
                .into_iter()
                .map(|entry| Entry::new(file, entry))
                .collect()
        };
        let segments = [("version", &parsed.version), ("name", &parsed.package.name)];
        for (what, value) in segments {
            check_segment(file, what, value.as_ref(), problems);
        }
        let renames = parsed.rename.iter();
        let renames = renames.map(|(key, name)| (key.get_ref().clone(), name.clone()));
        let kept = parsed.keep.into_iter().map(|(property, ty)| Kept {
            property: Entry::new(file, property),
            ty,
        });
        Self {
            kept: kept.collect(),
            renames: renames.collect(),
            rename_keys: entries(parsed.rename.into_keys().collect()),
            version: parsed.version.map(Spanned::into_inner),
            name: parsed.package.name.map(Spanned::into_inner),
            edition: parsed.csdl.conventions,
            stable: entries(parsed.stable),
            include_paths: entries(parsed.include.paths),
            include_tags: entries(parsed.include.tags),
            include_types: entries(parsed.include.types),
            exclude_paths: entries(parsed.exclude.paths),
            exclude_tags: entries(parsed.exclude.tags),
            exclude_types: entries(parsed.exclude.types),
        }
    }

    /// Whether a text of that name describes the version for production, going by the slice file.
    pub fn is_stable(&self, name: &str) -> bool {
        self.stable.iter().any(|entry| entry.is_end_of(name))
    }

    /// Whether there is no entry that says what is wanted.
    pub(super) fn includes_everything(&self) -> bool {
        self.include_paths.is_empty()
            && self.include_tags.is_empty()
            && self.include_types.is_empty()
    }

    /// Whether everything is wanted and nothing is left out.
    pub(super) fn takes_all(&self) -> bool {
        self.includes_everything()
            && self.exclude_paths.is_empty()
            && self.exclude_tags.is_empty()
            && self.exclude_types.is_empty()
    }
}

/// Version and package name become a URL segment and a name of a folder: nothing else may come of them.
fn check_segment(
    file: FileId,
    what: &str,
    value: Option<&Spanned<String>>,
    problems: &mut Problems,
) {
    let Some(value) = value else { return };
    let text = value.get_ref();
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_');
    if !text.bytes().all(plain) || !text.bytes().any(|byte| byte.is_ascii_alphanumeric()) {
        let detail = format!("`{what}` may hold letters, digits, dots, hyphens and underscores");
        let location = Location::new(file, value.span().start, value.span().end);
        problems.push(Problem::at(location, Meaning::SliceSyntax { detail }));
    }
}

impl Entry {
    /// Whether a path is, or ends with, the one that is written.
    pub(crate) fn is_end_of(&self, path: &str) -> bool {
        let before = path.strip_suffix(self.text.as_str());
        before.is_some_and(|before| before.is_empty() || before.ends_with('/'))
    }

    fn new(file: FileId, entry: Spanned<String>) -> Self {
        let span = entry.span();
        Self {
            location: Location::new(file, span.start, span.end),
            text: entry.into_inner(),
        }
    }
}
