//! A drive, and files of this machine.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};

use msgraph_runtime::Path;
use msgraph_runtime::test_util::Directory;
use serde_json::json;

const DRIVE: &str = "microsoft.graph.drive";
const ITEM: &str = "microsoft.graph.driveItem";

/// Where the one item of the drive has its content.
pub(crate) const CONTENT: &str = "/drives/d1/items/root:/report.bin:/content";

/// A drive with a folder, in which an item can be made.
pub(crate) fn drive() -> Directory {
    Directory::new("v1.0")
        .entity_set("drives", DRIVE)
        .contained(DRIVE, "items", ITEM)
        .contained(ITEM, "children", ITEM)
        .by_path(ITEM, "children", "name")
        .upload_sessions(ITEM, "content")
        .token(crate::support::TOKEN)
        .entity("drives", json!({"id": "d1"}))
        .contained_entity("/drives/d1/items", json!({"id": "root", "name": "root"}))
}

pub(crate) fn item() -> Path {
    let drive = Path::service("v1.0")
        .literal("drives")
        .key("drive-id", "d1");
    let root = drive.literal("items").key("driveItem-id", "root");
    root.by_path("report.bin")
}

/// A folder of its own, which goes when it is dropped.
pub(crate) struct Folder(PathBuf);

impl Folder {
    pub(crate) fn new() -> Self {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let name = format!("msgraph-loopback-{}-{number}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&folder).expect("a folder");
        Self(folder)
    }

    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    /// The names of the files in it.
    pub(crate) fn names(&self) -> Vec<String> {
        let entries = std::fs::read_dir(&self.0).expect("the folder");
        let names = entries.map(|entry| entry.expect("an entry").file_name());
        let mut names: Vec<_> = names
            .map(|name| name.to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // What is left is the system's to clean.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
