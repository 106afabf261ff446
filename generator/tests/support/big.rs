//! The published descriptions of the whole of Microsoft Graph. They are too big for the repository: tests look for them in
//! `../shared/specs` beside the workspace or in the folder that `MSGRAPH_BIG_SPECS` names, and say so when they are absent.

use std::io::Read;
use std::path::{Path, PathBuf};

use flate2::read::GzDecoder;
use msgraph_generator::source::SourceText;

/// The folder with the descriptions.
pub(crate) fn folder() -> Option<PathBuf> {
    let named = std::env::var_os("MSGRAPH_BIG_SPECS").map(PathBuf::from);
    let folder =
        named.unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/specs"));
    if folder.is_dir() {
        return Some(folder);
    }
    println!(
        "skipped: there is no {}, and MSGRAPH_BIG_SPECS names no other folder",
        folder.display()
    );
    None
}

/// One of the descriptions, by the name of its file. Nothing where the folder is absent.
pub(crate) fn text(name: &str) -> Option<SourceText> {
    let bytes = unpacked(&folder()?.join(name));
    Some(SourceText::from_utf8(name, bytes).expect("descriptions are UTF-8"))
}

/// The contents of a compressed file.
pub(crate) fn unpacked(path: &Path) -> Vec<u8> {
    let file = std::fs::File::open(path).expect("a file of the folder can be opened");
    let mut bytes = Vec::new();
    GzDecoder::new(file)
        .read_to_end(&mut bytes)
        .expect("a file of the folder is gzip");
    bytes
}
