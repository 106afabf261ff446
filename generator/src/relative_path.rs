//! Paths of files that the generator makes.

use std::fmt;

/// A path below the output folder: names joined by `/`, none of them empty, `.` or `..`, all of a small alphabet.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RelativePath(String);

impl RelativePath {
    /// The output folder itself.
    pub fn new() -> Self {
        Self::default()
    }

    /// A file or folder in this folder. Characters that have no place in a file name become underscores, so that no name can lead
    /// elsewhere.
    pub fn join(&self, name: &str) -> Self {
        let clean = name.chars().map(|c| {
            if c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.') {
                c
            } else {
                '_'
            }
        });
        let clean: String = clean.collect();
        let clean = if clean.is_empty() || clean.bytes().all(|byte| byte == b'.') {
            "_".to_owned()
        } else {
            clean
        };
        Self(if self.0.is_empty() {
            clean
        } else {
            format!("{}/{clean}", self.0)
        })
    }

    /// The path with forward slashes.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for RelativePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::RelativePath;

    #[test]
    fn no_name_leads_out_of_the_folder() {
        let root = RelativePath::new();
        for (name, path) in [
            ("a.rs", "a.rs"),
            ("..", "_"),
            (".", "_"),
            ("", "_"),
            ("../x", ".._x"),
            ("/etc", "_etc"),
            ("a\\b", "a_b"),
            ("a\0", "a_"),
        ] {
            assert_eq!(root.join(name).as_str(), path);
        }
        assert_eq!(
            root.join("security").join("alert.rs").as_str(),
            "security/alert.rs"
        );
    }
}
