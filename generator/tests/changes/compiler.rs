//! The report before the compiler: programs that use what it calls removed or changed do not compile any more, and one that uses all that
//! it does not speak of does.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use msgraph_generator::changes::{self, Changes, Facet, Kind, Surface, Verdict};

use super::cases::CASES;
use super::mutation::Texts;
use super::support::{inputs, package};
use super::uses;

/// Mutations that can all be made to one description, and change different things.
const SAMPLE: [&str; 14] = [
    "a property is added",
    "an enum member is added",
    "a navigation property is added",
    "an action takes one parameter more, which may be null",
    "a property is removed",
    "an enum member is removed",
    "an enumeration becomes one of flags",
    "a navigation property leads elsewhere",
    "a link may no longer be set",
    "entities may no longer be deleted",
    "a function takes one parameter more",
    "an action answers something else",
    "an alternate key is removed",
    "a property may be set",
];

/// How many programs there are of each kind of item.
const EACH: usize = 4;

#[test]
fn the_compiler_agrees() {
    let old = Texts::of_the_project();
    let sample = CASES.iter().filter(|it| SAMPLE.contains(&it.name));
    let new = sample.fold(old.clone(), |texts, case| case.applied(&texts));
    let surfaces = [old.surface(), new.surface()];
    let changes = changes::compare(&surfaces[0], &surfaces[1]);
    let (unchanged, uses) = unchanged(&surfaces[0], &changes);
    assert!(uses > 500, "{uses} items are used");
    let mut programs = broken(&surfaces[0], &changes);
    assert!(programs.len() >= 8, "{programs:#?}");
    programs.push(("unchanged".to_owned(), unchanged));

    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("changes");
    for (side, texts) in [("old", &old), ("new", &new)] {
        let folder = root.join(side);
        write_crate(&folder, texts);
        write_programs(&root.join(format!("user-of-{side}")), &folder, &programs);
    }
    let failed = |side: &str| failed(&root.join(format!("user-of-{side}")));
    assert_eq!(failed("old"), BTreeSet::new());
    let expected = programs.iter().map(|(name, _)| name.clone());
    let expected: BTreeSet<String> = expected.filter(|name| name != "unchanged").collect();
    assert_eq!(failed("new"), expected);
}

/// A program that uses every item that the report does not speak of, or calls changed in a way that is not breaking, and how many those are.
fn unchanged(surface: &Surface, changes: &Changes) -> (String, usize) {
    let broken: BTreeSet<(&str, Kind)> = changes
        .list
        .iter()
        .filter(|it| it.verdict() == Verdict::Breaking)
        .map(|it| (it.name.as_str(), it.kind))
        .collect();
    // The type of a constant says when a client may set it; that it is more often is no promise about the type.
    let wider: BTreeSet<&str> = changes
        .list
        .iter()
        .filter(|it| it.event == changes::Event::Gained(Facet::Access))
        .map(|it| it.name.as_str())
        .collect();
    let mut program = "fn main() {}\n".to_owned();
    let mut count = 0;
    for ((name, kind), item) in &surface.items {
        let skipped = broken.contains(&(name.as_str(), *kind)) || wider.contains(name.as_str());
        if let Some(code) = uses::of(surface, name, *kind, item).filter(|_| !skipped) {
            program += &format!("mod use_{count} {{ #[allow(dead_code)] {code} }}\n");
            count += 1;
        }
    }
    (program, count)
}

/// Programs that each use one item that the report calls removed or changed in a way that breaks code.
fn broken(surface: &Surface, changes: &Changes) -> Vec<(String, String)> {
    let mut programs = Vec::new();
    for kind in Kind::ALL {
        let breaking = changes.of(Verdict::Breaking).filter(|it| it.kind == kind);
        let programs_of_kind = breaking.filter_map(|it| {
            // An answer of another type is no error until it is used.
            if it.event == changes::Event::Changed(Facet::Gives) {
                return None;
            }
            // Who may call is told by the service.
            if Facet::PERMISSIONS
                .map(changes::Event::Lost)
                .contains(&it.event)
            {
                return None;
            }
            let item = surface.get(&it.name, kind)?;
            let code = uses::of(surface, &it.name, kind, item)?;
            Some(format!("#[allow(dead_code)] {code}\nfn main() {{}}\n"))
        });
        for (index, program) in programs_of_kind.take(EACH).enumerate() {
            programs.push((format!("{}-{index}", kind.name()), program));
        }
    }
    programs
}

fn write_crate(folder: &Path, texts: &Texts) {
    let runtime = inputs::package().join("../runtime");
    let manifest = format!(
        "[package]\nname = \"msgraph\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
         [dependencies]\nmsgraph-runtime = {{ path = {runtime:?}, default-features = false }}\n"
    );
    package::write(&folder.join("Cargo.toml"), &manifest);
    package::write_sources(&folder.join("src"), &texts.generated());
}

fn write_programs(folder: &Path, msgraph: &Path, programs: &[(String, String)]) {
    let mut manifest = format!(
        "[package]\nname = \"user\"\nversion = \"0.0.0\"\nedition = \"2024\"\nautobins = false\n\n\
         [dependencies]\nmsgraph = {{ path = {msgraph:?} }}\n\n[workspace]\n"
    );
    for (name, program) in programs {
        let path = format!("{name}.rs");
        manifest += &format!("\n[[bin]]\nname = {name:?}\npath = {path:?}\n");
        package::write(&folder.join(path), program);
    }
    package::write(&folder.join("Cargo.toml"), &manifest);
    let lock = inputs::read(&inputs::package().join("../Cargo.lock"));
    package::write_if_missing(&folder.join("Cargo.lock"), &lock);
}

/// The programs that do not compile.
fn failed(folder: &PathBuf) -> BTreeSet<String> {
    let checked = Command::new(env!("CARGO"))
        .args([
            "check",
            "--offline",
            "--keep-going",
            "--message-format=json",
        ])
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", folder.with_file_name("target"))
        .env_remove("RUSTFLAGS")
        .output()
        .expect("cargo can be run");
    let said = String::from_utf8_lossy(&checked.stdout);
    let messages = said
        .lines()
        .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
    let errors = messages.filter(|it| it["message"]["level"] == "error");
    let mut failed = BTreeSet::new();
    for error in errors {
        let name = error["target"]["name"].as_str().unwrap_or_default();
        if name == "unchanged" || name == "msgraph" || folder.ends_with("user-of-old") {
            println!(
                "{}",
                error["message"]["rendered"].as_str().unwrap_or_default()
            );
        }
        failed.insert(name.to_owned());
    }
    let finished = said.contains("\"build-finished\"");
    assert!(finished, "{}", String::from_utf8_lossy(&checked.stderr));
    let built = fs::metadata(folder.with_file_name("target")).is_ok();
    assert!(built, "{}", String::from_utf8_lossy(&checked.stderr));
    failed
}
