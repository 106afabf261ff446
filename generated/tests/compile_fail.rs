//! What must not compile, and how the compiler says so. What must compile is in the end-to-end tests.
//!
//! A case states, in lines that start with `//~`, the code of the one error that it must cause and parts of its
//! message. Whole messages are not compared: the compiler's own words around ours change with its version.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

#[test]
fn wrong_targets_and_undocumented_operations_do_not_compile() {
    let cases = cases();
    assert!(cases.len() >= 6, "the cases are in tests/compile_fail");
    let errors = check(&cases);
    for case in &cases {
        let said: Vec<&Value> = errors
            .iter()
            .filter(|error| error["target"]["name"] == *case.name)
            .collect();
        let messages: Vec<&Value> = said.iter().map(|error| &error["message"]).collect();
        let [message] = messages.as_slice() else {
            panic!("{}: expected one error, got {messages:#?}", case.name);
        };
        let shown = message["rendered"].as_str().unwrap_or_default();
        assert_eq!(
            message["code"]["code"], *case.code,
            "{}:\n{shown}",
            case.name
        );
        for part in &case.parts {
            assert!(
                shown.contains(part.as_str()),
                "{}: no `{part}` in\n{shown}",
                case.name
            );
        }
        println!("{shown}");
    }
}

struct Case {
    name: String,
    source: PathBuf,
    code: String,
    parts: Vec<String>,
}

fn cases() -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/compile_fail");
    let files = fs::read_dir(folder).expect("tests/compile_fail exists");
    let mut cases: Vec<Case> = files
        .map(|file| case(file.expect("an entry").path()))
        .collect();
    cases.sort_by(|a, b| a.name.cmp(&b.name));
    cases
}

fn case(source: PathBuf) -> Case {
    let text = fs::read_to_string(&source).expect("a case is a text");
    let mut stated = text
        .lines()
        .filter_map(|line| line.strip_prefix("//~ ").map(str::to_owned));
    let name = source
        .file_stem()
        .expect("a case has a name")
        .to_string_lossy()
        .into_owned();
    let code = stated.next().expect("a case states the code of its error");
    let parts: Vec<String> = stated.collect();
    assert!(!parts.is_empty(), "{name} states nothing of its message");
    Case {
        name,
        source,
        code,
        parts,
    }
}

/// Checks all cases in a package of their own, as a user's would be, and returns the compiler's errors.
fn check(cases: &[Case]) -> Vec<Value> {
    let package = Path::new(env!("CARGO_TARGET_TMPDIR")).join("compile_fail");
    let manifest_dir = Path::new(env!("CARGO_MANIFEST_DIR"));
    fs::create_dir_all(&package).expect("the folder for temporary files can be written");
    let lock = manifest_dir.join("../Cargo.lock");
    fs::copy(lock, package.join("Cargo.lock")).expect("the workspace has a lock file");
    fs::write(package.join("Cargo.toml"), manifest(manifest_dir, cases))
        .expect("the manifest can be written");
    let output = Command::new(env!("CARGO"))
        .args([
            "check",
            "--offline",
            "--keep-going",
            "--message-format=json",
        ])
        .current_dir(&package)
        .env("CARGO_TARGET_DIR", package.join("target"))
        .env_remove("RUSTFLAGS")
        .output()
        .expect("cargo can be run");
    let lines = String::from_utf8_lossy(&output.stdout);
    let messages = lines
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let is_error = |message: &Value| {
        // The last error of a failed package only counts the others, and has neither code nor place.
        let message = &message["message"];
        message["level"] == "error"
            && message["spans"]
                .as_array()
                .is_some_and(|spans| !spans.is_empty())
    };
    let errors: Vec<Value> = messages.filter(is_error).collect();
    assert!(
        !errors.is_empty(),
        "nothing was checked:\n{}",
        String::from_utf8_lossy(&output.stderr)
    );
    errors
}

fn manifest(msgraph: &Path, cases: &[Case]) -> String {
    let mut manifest = format!(
        "[package]\nname = \"compile-fail\"\nversion = \"0.0.0\"\nedition = \"2024\"\nautobins = false\n\n\
         [dependencies]\nmsgraph = {{ path = {:?}, default-features = false }}\n\n[workspace]\n",
        msgraph.display().to_string()
    );
    for case in cases {
        let path = case.source.display().to_string();
        manifest.push_str(&format!(
            "\n[[bin]]\nname = {:?}\npath = {path:?}\n",
            case.name
        ));
    }
    manifest
}
