//! The package with a generated crate and the program that decodes and encodes its types.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use msgraph_generator::Generated;

use crate::support::{inputs, package};
use crate::types::Types;

/// The program's source; the table of types beside it is made.
const PROBE: &str = include_str!("probe/main.rs");

/// Optimized is what is the same for all types: the stack that types take is that of a build without.
const PROFILE: &str = "[profile.dev]\ndebug = false\nincremental = false\n\n\
                       [profile.dev.package.msgraph-runtime]\nopt-level = 1\n\n\
                       [profile.dev.package.serde_json]\nopt-level = 1\n";

/// Builds the program for a crate, and gives its path.
pub(crate) fn build(name: &str, generated: &Generated, types: &Types<'_>) -> PathBuf {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("round_trip");
    let folder = root.join(name);
    let runtime = inputs::package().join("../runtime");
    let manifest = format!(
        "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
         [[bin]]\nname = \"{name}-probe\"\npath = \"probe/main.rs\"\n\n\
         [dependencies]\nmsgraph-runtime = {{ path = {runtime:?}, default-features = false }}\n\n\
         {PROFILE}\n[workspace]\n"
    );
    package::write(&folder.join("Cargo.toml"), &manifest);
    package::write_sources(&folder.join("src"), generated);
    package::write(&folder.join("probe/main.rs"), PROBE);
    package::write(&folder.join("probe/types.rs"), &table(name, types));
    let lock = inputs::read(&inputs::package().join("../Cargo.lock"));
    package::write_if_missing(&folder.join("Cargo.lock"), &lock);
    // What both packages depend on is built once.
    let target = root.join("target");
    let built = Command::new(env!("CARGO"))
        .args(["build", "--offline", "--quiet"])
        .current_dir(&folder)
        .env("CARGO_TARGET_DIR", &target)
        .output()
        .expect("cargo can be run");
    let said = String::from_utf8_lossy(&built.stderr);
    assert!(built.status.success(), "{said}");
    target.join("debug").join(format!("{name}-probe"))
}

/// The table of all types of the crate, from its plan.
fn table(krate: &str, types: &Types<'_>) -> String {
    let mut table = "use crate::Type;\n\npub(crate) static TYPES: &[Type] = &[\n".to_owned();
    let models = types.models.iter().map(|path| ("model", path));
    let enums = types.enums.iter().map(|path| ("hierarchy", path));
    for (form, path) in models.chain(enums) {
        // Writing to a `String` cannot fail.
        let _ = writeln!(table, "    Type::{form}::<{krate}::{path}>(),");
    }
    table + "];\n"
}
