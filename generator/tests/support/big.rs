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

/// The pages of a tar archive (POSIX.1-1988 ustar): a header of 512 bytes, then the contents, padded to 512.
pub(crate) fn markdown(archive: &[u8]) -> Vec<SourceText> {
    let mut texts = Vec::new();
    let mut rest = archive;
    while let Some((header, after)) = rest.split_at_checked(512) {
        let field = |from: usize, to: usize| {
            let bytes = header.get(from..to).unwrap_or_default();
            String::from_utf8_lossy(bytes)
                .trim_matches(['\0', ' '])
                .to_owned()
        };
        let Ok(size) = usize::from_str_radix(&field(124, 136), 8) else {
            break;
        };
        let contents = after.get(..size).expect("the archive is whole");
        if field(0, 100).ends_with(".md") {
            let text = SourceText::from_utf8(field(0, 100), contents.to_vec());
            texts.push(text.expect("pages are UTF-8"));
        }
        rest = after.get(size.next_multiple_of(512)..).unwrap_or_default();
    }
    texts
}
