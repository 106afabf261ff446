//! Pages from a file, a folder, or an archive.

use std::fs;
use std::io::Read;
use std::path::Path;

use flate2::read::GzDecoder;
use msgraph_generator::source::{SourceText, SourceTexts};

use crate::codegen::report;
use crate::disk;
use crate::failure::Failure;
use crate::workspace::Workspace;

/// The largest archive that is read, unpacked, in bytes: all pages there are take a tenth of it.
const LARGEST: u64 = 2 << 30;

/// The Markdown files of a folder or an archive.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) pages: Vec<SourceText>,
    /// The names of those that are no reference pages: overviews, parts that others include.
    pub(super) others: Vec<String>,
}

impl Found {
    fn sorted(texts: Vec<SourceText>) -> Self {
        let (pages, others) = texts.into_iter().partition(SourceText::is_page);
        let others: Vec<SourceText> = others;
        Self {
            pages,
            others: others.iter().map(|it| it.name().to_owned()).collect(),
        }
    }
}

/// The Markdown texts at a path: those of a folder and the folders in it, those of a tar archive, which may be compressed with gzip, or a
/// single file, which is taken for a page.
pub(super) fn pages(workspace: &Workspace, path: &Path) -> Result<Found, Failure> {
    let shown = workspace.shown(path);
    let failed = |error| Failure::io(format!("read {shown}"), &error);
    if path.is_dir() {
        let files = disk::files(path).map_err(failed)?.into_iter();
        let files = files.filter(|file| file.name.ends_with(".md"));
        let texts: Result<_, Failure> = files
            .map(|file| {
                text(
                    workspace.shown(&file.path),
                    fs::read(&file.path).map_err(failed)?,
                )
            })
            .collect();
        return texts.map(Found::sorted);
    }
    let bytes = fs::read(path).map_err(failed)?;
    let name = shown.to_ascii_lowercase();
    if name.ends_with(".tar.gz") || name.ends_with(".tgz") {
        let mut unpacked = Vec::new();
        let mut reader = GzDecoder::new(bytes.as_slice()).take(LARGEST);
        reader.read_to_end(&mut unpacked).map_err(failed)?;
        return entries(&unpacked, &shown).map(Found::sorted);
    }
    if name.ends_with(".tar") {
        return entries(&bytes, &shown).map(Found::sorted);
    }
    Ok(Found {
        pages: vec![text(shown, bytes)?],
        others: Vec::new(),
    })
}

/// The size of a header, and of the blocks that contents are padded to (POSIX.1-1988, ustar).
const BLOCK: usize = 512;

/// The Markdown files of a tar archive, by their names in it.
fn entries(archive: &[u8], shown: &str) -> Result<Vec<SourceText>, Failure> {
    let mut texts = Vec::new();
    let mut rest = archive;
    while let Some((header, after)) = rest.split_at_checked(BLOCK) {
        if header.iter().all(|&byte| byte == 0) {
            break;
        }
        let broken = || Failure::unusable(format!("{shown} is not a whole tar archive"));
        let size = field(header, 124, 136);
        let size = usize::from_str_radix(&size, 8).map_err(|_| broken())?;
        let contents = after.get(..size).ok_or_else(broken)?;
        // The kind of an entry: `0` and NUL are files.
        let is_file = matches!(header.get(156), Some(b'0' | 0));
        let name = name(header);
        if is_file && name.ends_with(".md") {
            texts.push(text(name, contents.to_vec())?);
        }
        rest = after
            .get(size.next_multiple_of(BLOCK)..)
            .unwrap_or_default();
    }
    Ok(texts)
}

/// The name of an entry, behind its prefix where it has one.
fn name(header: &[u8]) -> String {
    let (name, prefix) = (field(header, 0, 100), field(header, 345, 500));
    match prefix.as_str() {
        "" => name,
        prefix => format!("{prefix}/{name}"),
    }
}

fn field(header: &[u8], from: usize, to: usize) -> String {
    let bytes = header.get(from..to).unwrap_or_default();
    let text = bytes.split(|&byte| byte == 0).next().unwrap_or_default();
    String::from_utf8_lossy(text).trim().to_owned()
}

fn text(shown: String, bytes: Vec<u8>) -> Result<SourceText, Failure> {
    SourceText::from_utf8(shown, bytes)
        .map_err(|problem| report::refusal(&problem.into(), &SourceTexts::default()))
}
