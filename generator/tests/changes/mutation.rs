//! Changes of a description, as changes of its text.

use msgraph_generator::changes::{Surface, Verdict};
use msgraph_generator::source::{SourceText, SourceTexts};
use msgraph_generator::{Generated, generate, plan};

use super::support::inputs;

/// One change, and what it must come to.
#[derive(Debug)]
pub(crate) struct Mutation {
    pub(crate) name: &'static str,
    /// The edits, one after the other.
    pub(crate) edits: &'static [Edit],
    /// The worst verdict; nothing where callers see nothing.
    pub(crate) verdict: Option<Verdict>,
    /// How a line of the report begins.
    pub(crate) told: &'static str,
}

/// One change of the text, behind the first place where `at` stands.
#[derive(Debug)]
pub(crate) enum Edit {
    /// Another text in the place of one.
    Replace {
        at: &'static str,
        from: &'static str,
        to: &'static str,
    },
    /// An element less, from its start tag on.
    Remove {
        at: &'static str,
        element: &'static str,
    },
    /// More text in front of one.
    Insert {
        at: &'static str,
        before: &'static str,
        text: &'static str,
    },
    /// Another text wherever one stands.
    Everywhere {
        from: &'static str,
        to: &'static str,
    },
    /// Another text in the place of one in what is known of permissions.
    Permissions {
        from: &'static str,
        to: &'static str,
    },
    /// Another text in the place of one in the slice file.
    Slice {
        from: &'static str,
        to: &'static str,
    },
}

/// Who may read applications, and delete them.
const PERMISSIONS: &str = r#"{"permissions": {
  "Application.Read.All": {"schemes": {"DelegatedWork": {"privilegeLevel": 2}, "Application": {"privilegeLevel": 2}}, "pathSets": [
    {"schemeKeys": ["DelegatedWork", "Application"], "methods": ["GET"], "paths": {"/applications/{id}": "least=DelegatedWork,Application"}}]},
  "Directory.Read.All": {"schemes": {"DelegatedWork": {"privilegeLevel": 3}, "Application": {"privilegeLevel": 3}}, "pathSets": [
    {"schemeKeys": ["DelegatedWork", "Application"], "methods": ["GET"], "paths": {"/applications/{id}": ""}}]}
}}"#;

/// A description and what is taken of it.
#[derive(Clone, Debug)]
pub(crate) struct Texts {
    pub(crate) csdl: String,
    pub(crate) permissions: String,
    pub(crate) slice: String,
}

impl Texts {
    pub(crate) fn of_the_project() -> Self {
        let specs = inputs::package().join("../specs");
        Self {
            csdl: inputs::read(&specs.join("graph-beta.csdl")),
            permissions: PERMISSIONS.to_owned(),
            slice: inputs::read(&specs.join("slice.toml")),
        }
    }

    fn sources(&self) -> SourceTexts {
        let texts = [
            SourceText::new("graph.csdl", self.csdl.clone()),
            SourceText::new("permissions.json", self.permissions.clone()),
            SourceText::slice("slice.toml", self.slice.clone()),
        ];
        SourceTexts::new(texts).expect("the names differ")
    }

    pub(crate) fn surface(&self) -> Surface {
        let sources = self.sources();
        match plan(&sources, |_| {}) {
            Ok(plan) => Surface::of(&plan.krate),
            Err(problems) => panic!("{}", problems.render(&sources, false)),
        }
    }

    pub(crate) fn generated(&self) -> Generated {
        let sources = self.sources();
        match generate(&sources, |_| {}) {
            Ok(generated) => generated,
            Err(problems) => panic!("{}", problems.render(&sources, false)),
        }
    }
}

impl Mutation {
    pub(crate) fn applied(&self, texts: &Texts) -> Texts {
        let mut texts = texts.clone();
        for edit in self.edits {
            edit.apply(&mut texts);
        }
        texts
    }
}

impl Edit {
    fn apply(&self, texts: &mut Texts) {
        match *self {
            Self::Replace { at, from, to } => {
                let start = find(&texts.csdl, at, from);
                texts.csdl.replace_range(start..start + from.len(), to);
            }
            Self::Remove { at, element } => {
                let start = find(&texts.csdl, at, element);
                let end = end(&texts.csdl, start);
                texts.csdl.replace_range(start..end, "");
            }
            Self::Insert { at, before, text } => {
                let start = find(&texts.csdl, at, before);
                texts.csdl.insert_str(start, text);
            }
            Self::Everywhere { from, to } => {
                assert!(texts.csdl.contains(from), "`{from}` is in the description");
                texts.csdl = texts.csdl.replace(from, to);
            }
            Self::Permissions { from, to } => {
                assert!(
                    texts.permissions.contains(from),
                    "`{from}` is in the permissions"
                );
                texts.permissions = texts.permissions.replacen(from, to, 1);
            }
            Self::Slice { from, to } => {
                assert!(texts.slice.contains(from), "`{from}` is in the slice");
                texts.slice = texts.slice.replacen(from, to, 1);
            }
        }
    }
}

/// Where `text` stands first behind `at`.
fn find(csdl: &str, at: &str, text: &str) -> usize {
    let start = csdl.find(at).unwrap_or_else(|| panic!("no `{at}`"));
    let behind = csdl[start..].find(text);
    start + behind.unwrap_or_else(|| panic!("no `{text}` behind `{at}`"))
}

/// The end of the element that starts there. None holds one of its own name.
fn end(csdl: &str, start: usize) -> usize {
    let element = &csdl[start..];
    let name: String = element[1..]
        .chars()
        .take_while(char::is_ascii_alphanumeric)
        .collect();
    let tag = element.find('>').expect("a tag ends");
    if element[..tag].ends_with('/') {
        return start + tag + 1;
    }
    let close = format!("</{name}>");
    start + element.find(&close).expect("an element ends") + close.len()
}
