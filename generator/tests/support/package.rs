//! Generated crates on the disk, to be compiled.

use std::fs;
use std::path::Path;

use msgraph_generator::Generated;

use super::{compare, inputs};

/// Writes the files of a crate into a folder, and takes away what else is there.
pub(crate) fn write_sources(folder: &Path, generated: &Generated) {
    let files = compare::files(&generated.files);
    for (path, content) in &files {
        write(&folder.join(path), content);
    }
    for path in inputs::tree(folder) {
        if !files.contains_key(&path) {
            fs::remove_file(folder.join(path)).expect("an old file can be removed");
        }
    }
}

/// Leaves a file alone that is as it should be, so that cargo does not compile again what did not change.
pub(crate) fn write(path: &Path, content: &str) {
    if fs::read_to_string(path).is_ok_and(|old| old == content) {
        return;
    }
    fs::create_dir_all(path.parent().expect("a file is in a folder"))
        .expect("the folder can be made");
    fs::write(path, content).expect("the file can be written");
}

pub(crate) fn write_if_missing(path: &Path, content: &str) {
    if !path.exists() {
        write(path, content);
    }
}
