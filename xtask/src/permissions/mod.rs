//! `cargo xtask permissions`: the least that a program needs which makes all requests of a slice.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;

use msgraph_generator::model::{Method, PermissionKind};
use msgraph_generator::permissions::{Least, Need, least};
use msgraph_generator::source::{SourceText, SourceTexts};
use serde::Serialize;

use crate::codegen::{self, load, report};
use crate::failure::Failure;
use crate::flags::{Permissions, PermissionsFormat};
use crate::wording::{counted, escaped};
use crate::workspace::Workspace;

/// Reads what the slice selects, and reports the least set for each way to sign in. Nothing is written.
pub(crate) fn run(workspace: &Workspace, flags: &Permissions) -> Result<String, Failure> {
    let inputs = load::load(workspace, &flags.inputs)?.texts;
    let mut texts: Vec<SourceText> = inputs.iter().map(|(_, text)| text.clone()).collect();
    for path in &flags.permissions {
        texts.push(text(workspace, path)?);
    }
    let texts = load::texts(texts)?;
    let plan = codegen::plan_quietly(&texts)?;
    let least = least(&plan.slice.api);
    match flags.format {
        PermissionsFormat::Text => Ok(table(&least, flags.verbose)),
        PermissionsFormat::Json => json(&least),
    }
}

fn text(workspace: &Workspace, path: &Path) -> Result<SourceText, Failure> {
    let shown = workspace.shown(path);
    let bytes = std::fs::read(path);
    let bytes = bytes.map_err(|error| Failure::io(format!("read {shown}"), &error))?;
    SourceText::from_utf8(shown, bytes)
        .map_err(|problem| report::refusal(&problem.into(), &SourceTexts::default()))
}

/// Every way to sign in, with what it is called here.
const KINDS: [(PermissionKind, &str, &str); 3] = [
    (
        PermissionKind::DelegatedWork,
        "delegated, work or school account",
        "delegatedWork",
    ),
    (
        PermissionKind::DelegatedPersonal,
        "delegated, personal account",
        "delegatedPersonal",
    ),
    (PermissionKind::Application, "application", "application"),
];

fn table(least: &Least, verbose: bool) -> String {
    let mut text = String::new();
    for (kind, title, _) in KINDS {
        // Writing to a string does not fail.
        let _ = writeln!(text, "{title}");
        match least.needs.get(&kind) {
            Some(need) => rows(need, verbose, &mut text),
            None => text.push_str("  nothing is known of the slice\n"),
        }
        text.push('\n');
    }
    let unknown = least.unknown;
    let _ = writeln!(
        text,
        "Of {} in the slice, nothing is known of {}: they may need more.",
        counted(unknown.operations, "operation"),
        unknown.without
    );
    text
}

fn rows(need: &Need, verbose: bool, text: &mut String) {
    let names = need.permissions.keys().map(|name| name.chars().count());
    let width = names.max().unwrap_or_default();
    for (name, operations) in &need.permissions {
        let number = counted(operations.len(), "path");
        let first = operations.first().map(shown);
        let first = first.unwrap_or_default();
        let _ = writeln!(
            text,
            "  {:width$}  {number:>9}  {}",
            escaped(name),
            escaped(&first)
        );
        if verbose {
            list(operations.iter().skip(1), width, text);
        }
    }
    if need.permissions.is_empty() {
        text.push_str("  no operation of which permissions are known can be called this way\n");
    }
    if !need.unsupported.is_empty() {
        let number = counted(need.unsupported.len(), "path");
        let _ = writeln!(text, "  not supported: {number}");
        if verbose {
            list(need.unsupported.iter(), width, text);
        }
    }
}

fn list<'a>(
    operations: impl Iterator<Item = &'a (String, Method)>,
    width: usize,
    text: &mut String,
) {
    for operation in operations {
        let _ = writeln!(
            text,
            "  {:width$}  {:>9}  {}",
            "",
            "",
            escaped(&shown(operation))
        );
    }
}

fn shown((path, method): &(String, Method)) -> String {
    format!("{method} {path}")
}

#[derive(Serialize)]
struct Output {
    flows: Vec<Flow>,
    operations: usize,
    unknown: usize,
}

/// One way to sign in.
#[derive(Serialize)]
struct Flow {
    flow: &'static str,
    permissions: Vec<Asked>,
    unsupported: Vec<String>,
}

#[derive(Serialize)]
struct Asked {
    name: String,
    r#for: Vec<String>,
}

fn json(least: &Least) -> Result<String, Failure> {
    let flows = KINDS.into_iter().map(|(kind, _, flow)| {
        let need = least.needs.get(&kind).cloned().unwrap_or_default();
        let all = |operations: &BTreeSet<(String, Method)>| operations.iter().map(shown).collect();
        let permissions = need.permissions.iter().map(|(name, operations)| Asked {
            name: name.clone(),
            r#for: all(operations),
        });
        Flow {
            flow,
            permissions: permissions.collect(),
            unsupported: all(&need.unsupported),
        }
    });
    let output = Output {
        flows: flows.collect(),
        operations: least.unknown.operations,
        unknown: least.unknown.without,
    };
    let text = serde_json::to_string_pretty(&output);
    text.map(|text| text + "\n")
        .map_err(|error| Failure::unusable(format!("the report cannot be written: {error}")))
}
