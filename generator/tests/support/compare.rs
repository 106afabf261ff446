//! Comparisons that show what differs, and where the expectation is kept.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use msgraph_generator::output::FileSet;
use similar::TextDiff;

/// Whether expectations are to be written rather than compared.
pub(crate) fn updates() -> bool {
    std::env::var_os("UPDATE_GOLDEN").is_some_and(|value| value == "1")
}

/// The lines that differ, with some around them.
pub(crate) fn diff(expected: &str, actual: &str) -> String {
    let diff = TextDiff::from_lines(expected, actual);
    diff.unified_diff()
        .context_radius(2)
        .header("expected", "actual")
        .to_string()
}

/// Compares a text with the file that holds what is expected, or writes the file. The error is the difference.
pub(crate) fn with_file(path: &Path, actual: &str) -> Result<(), String> {
    if updates() {
        let folder = path.parent().expect("a file is in a folder");
        fs::create_dir_all(folder).expect("the folder can be made");
        if fs::read_to_string(path).ok().as_deref() != Some(actual) {
            fs::write(path, actual).expect("the expectation can be written");
        }
        return Ok(());
    }
    let expected = fs::read_to_string(path).unwrap_or_default();
    if expected == actual {
        return Ok(());
    }
    Err(format!("{}:\n{}", path.display(), diff(&expected, actual)))
}

/// The files by path, as text.
pub(crate) fn files(files: &FileSet) -> BTreeMap<String, String> {
    files
        .iter()
        .map(|(path, content)| (path.to_string(), content.to_owned()))
        .collect()
}

/// The first difference between two sets of files, for a reader.
pub(crate) fn first_difference(
    first: &BTreeMap<String, String>,
    second: &BTreeMap<String, String>,
) -> Option<String> {
    let paths = first.keys().chain(second.keys());
    let mut different = paths.filter(|path| first.get(*path) != second.get(*path));
    let path = different.next()?;
    let text = |files: &BTreeMap<String, String>| files.get(path).cloned().unwrap_or_default();
    Some(format!("{path}:\n{}", diff(&text(first), &text(second))))
}
