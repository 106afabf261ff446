//! `specs/lock.toml`: which descriptions the project is made from, and that they are still those that someone looked at.

mod fetched;
mod kind;
mod update;

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::{Component, Path};

use serde::{Deserialize, Serialize};

use crate::digest::sha256;
use crate::failure::Failure;
use crate::wording::safe_line;
use crate::workspace::Workspace;

pub(crate) use fetched::{add, status, update};
pub(crate) use kind::Kind;
pub(crate) use update::run;

/// The command that pins what is there.
pub(crate) const COMMAND: &str = "cargo xtask specs lock";

/// What stands at the head of the file.
const HEAD: &str = "\
# The descriptions that the crate in `generated/` is made from. `cargo xtask codegen` refuses one that is not as it is pinned here.
# Written by `cargo xtask specs lock`. `source` says where a file comes from, and `url` where it is
# fetched from by `cargo xtask specs update`; both are kept: edit them here. The rest follows from the files.
";

/// The pinned descriptions, by name: the path from `specs/`, with forward slashes.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Lock {
    pins: BTreeMap<String, Pin>,
}

/// One description as it is pinned.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Pin {
    name: String,
    kind: Kind,
    /// In bytes.
    size: u64,
    /// In lower case hexadecimal digits.
    sha256: String,
    source: String,
    /// Where it is fetched from, if it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    /// What the server called it when it was fetched: its entity tag, or its date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    revision: Option<String>,
}

/// The file as it is written.
#[derive(Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Document {
    #[serde(default, rename = "file")]
    files: Vec<Pin>,
}

impl Lock {
    /// Reads `specs/lock.toml`; `None` where there is none.
    pub(crate) fn read(workspace: &Workspace) -> Result<Option<Self>, Failure> {
        let path = workspace.lock();
        let shown = workspace.shown(&path);
        let text = match fs::read_to_string(&path) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            text => text.map_err(|error| Failure::io(format!("read {shown}"), &error))?,
        };
        Self::parse(&text)
            .map(Some)
            .map_err(|message| Failure::refused(format!("{shown} is not a lock file: {message}")))
    }

    fn parse(text: &str) -> Result<Self, String> {
        let document: Document = toml::from_str(text).map_err(|error| error.to_string())?;
        let mut pins = BTreeMap::new();
        for pin in document.files {
            if !is_inside(&pin.name) {
                return Err(format!(
                    "`{}` is not a path inside specs/",
                    safe_line(&pin.name)
                ));
            }
            if let Some(twice) = pins.insert(pin.name.clone(), pin) {
                return Err(format!("`{}` is pinned twice", safe_line(&twice.name)));
            }
        }
        Ok(Self { pins })
    }

    fn render(&self) -> Result<String, toml::ser::Error> {
        let document = Document {
            files: self.pins.values().cloned().collect(),
        };
        Ok(format!("{HEAD}\n{}", toml::to_string(&document)?))
    }

    /// The pinned names, sorted.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.pins.keys().map(String::as_str)
    }

    /// Whether a file of that name is pinned.
    pub(crate) fn contains(&self, name: &str) -> bool {
        self.pins.contains_key(name)
    }

    /// How a file differs from its pin, in words; `None` where it is as pinned.
    pub(crate) fn difference(&self, name: &str, bytes: &[u8]) -> Option<String> {
        let Some(pin) = self.pins.get(name) else {
            return Some("it is not pinned".to_owned());
        };
        let (found, size) = (sha256(bytes), bytes.len());
        let pinned = safe_line(&pin.sha256);
        (found != pin.sha256).then(|| {
            format!(
                "pinned  {pinned} ({} bytes)\n  found   {found} ({size} bytes)",
                pin.size
            )
        })
    }
}

/// Whether a name leads to a file below the folder it starts from, on every system.
fn is_inside(name: &str) -> bool {
    let plain = Path::new(name)
        .components()
        .all(|component| matches!(component, Component::Normal(_)));
    plain && !name.is_empty() && !name.contains(['\\', ':'])
}

#[cfg(test)]
mod tests {
    use super::{Lock, is_inside};

    const PIN: &str = "[[file]]\nname = \"a.csdl\"\nkind = \"csdl\"\nsize = 3\nsha256 = \"x\"\nsource = \"here\"\n";

    #[test]
    fn what_is_written_reads_back_the_same() {
        let lock = Lock::parse(PIN).unwrap();
        let text = lock.render().unwrap();
        assert!(
            text.starts_with("# The descriptions") && text.ends_with(PIN),
            "{text}"
        );
        assert_eq!(Lock::parse(&text).unwrap(), lock);
    }

    #[test]
    fn a_pin_cannot_lead_out_of_the_folder() {
        for name in [
            "../a",
            "/a",
            "a/../../b",
            "",
            ".",
            "./a",
            "c:\\a",
            "a\\..\\b",
        ] {
            assert!(!is_inside(name), "{name}");
        }
        assert!(is_inside("docs/a.md"));
        let message = Lock::parse(&PIN.replace("a.csdl", "../a.csdl")).unwrap_err();
        assert_eq!(message, "`../a.csdl` is not a path inside specs/");
    }

    #[test]
    fn a_lock_file_that_contradicts_itself_is_refused() {
        assert_eq!(
            Lock::parse(&PIN.repeat(2)).unwrap_err(),
            "`a.csdl` is pinned twice"
        );
        let message = Lock::parse(&PIN.replace("\"csdl\"", "\"wsdl\"")).unwrap_err();
        assert!(
            message.contains("line 3") && message.contains("wsdl"),
            "{message}"
        );
    }
}
