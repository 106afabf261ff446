//! What the generator makes compiles without a warning: every case of `golden/`, every case of `problems/` of which a crate is made, and
//! descriptions that attack.

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use msgraph_generator::source::SourceTexts;
use msgraph_generator::{Generated, generate};
use support::{hostile, inputs, package};

/// Every crate is a member of one workspace, so that what they depend on is built once.
#[test]
fn what_is_generated_compiles_without_warnings() {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("compiles");
    let crates = crates();
    for (name, generated) in &crates {
        write_crate(&root.join("crates"), name, generated);
    }
    forget_others(&root.join("crates"), &crates);
    package::write(
        &root.join("Cargo.toml"),
        "[workspace]\nresolver = \"3\"\nmembers = [\"crates/*\"]\n",
    );
    let lock = inputs::read(&inputs::package().join("../Cargo.lock"));
    package::write_if_missing(&root.join("Cargo.lock"), &lock);
    let checked = Command::new(env!("CARGO"))
        .args(["check", "--offline", "--workspace", "--quiet"])
        .current_dir(&root)
        .env("CARGO_TARGET_DIR", root.join("target"))
        .env("RUSTFLAGS", "-D warnings")
        .env_remove("CARGO_ENCODED_RUSTFLAGS")
        .output()
        .expect("cargo can be run");
    let said = String::from_utf8_lossy(&checked.stderr);
    assert!(checked.status.success(), "{said}");
}

/// Every crate that must compile, by the name of its folder.
fn crates() -> BTreeMap<String, Generated> {
    let mut crates = BTreeMap::new();
    for group in ["golden", "problems"] {
        let folder = inputs::package().join("tests").join(group);
        for case in inputs::names(&folder) {
            let texts = SourceTexts::new(inputs::case(&folder.join(&case)))
                .expect("names in a folder are unique");
            if let Ok(generated) = generate(&texts, |_| {}) {
                crates.insert(format!("{group}-{case}"), generated);
            }
        }
    }
    for (name, texts) in hostile::descriptions() {
        crates.insert(format!("hostile-{name}"), inputs::generated(texts));
    }
    crates
}

fn write_crate(folder: &Path, name: &str, generated: &Generated) {
    let folder = folder.join(name);
    let runtime = inputs::package().join("../runtime");
    let manifest = format!(
        "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
         [dependencies]\nmsgraph-runtime = {{ path = {runtime:?}, default-features = false }}\n"
    );
    package::write(&folder.join("Cargo.toml"), &manifest);
    package::write_sources(&folder.join("src"), generated);
}

/// Takes away the crates of cases that are no more.
fn forget_others(folder: &Path, crates: &BTreeMap<String, Generated>) {
    for name in inputs::names(folder) {
        if !crates.contains_key(&name) {
            fs::remove_dir_all(folder.join(name)).expect("an old crate can be removed");
        }
    }
}
