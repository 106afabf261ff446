//! The permissions tables of a page, from the texts of their cells.
//!
//! Mostly a row for each kind of caller; where a page speaks of several resources, a column for each kind and a row for each
//! resource.

use super::page::{PermissionKind, PermissionRow};
use super::table::{Cell, Table};
use crate::problem::{Problem, ProblemKind, Problems};

/// The rows of a table, if it is one of permissions.
pub(super) fn rows(table: &Table, problems: &mut Problems) -> Vec<PermissionRow> {
    let by_column: Vec<Option<PermissionKind>> =
        table.head.iter().map(|cell| kind(&cell.text)).collect();
    if by_column.iter().flatten().count() > 1 {
        return table
            .rows
            .iter()
            .flat_map(|row| resource_row(row, &by_column))
            .collect();
    }
    if !table
        .head
        .first()
        .is_some_and(|cell| cell.text.to_ascii_lowercase().contains("permission"))
    {
        return Vec::new();
    }
    table
        .rows
        .iter()
        .filter_map(|row| kind_row(row, problems))
        .collect()
}

fn kind_row(row: &[Cell], problems: &mut Problems) -> Option<PermissionRow> {
    let (caller, permissions) = (row.first()?, row.get(1)?);
    if caller.text.is_empty() {
        return None;
    }
    let Some(kind) = kind(&caller.text) else {
        let problem = ProblemKind::UnknownPermissionRow {
            kind: caller.text.clone(),
        };
        problems.push(Problem::at(caller.location, problem));
        return None;
    };
    Some(permission_row(kind, None, permissions))
}

fn resource_row(row: &[Cell], by_column: &[Option<PermissionKind>]) -> Vec<PermissionRow> {
    let resource = row
        .first()
        .map(|cell| cell.text.clone())
        .filter(|text| !text.is_empty());
    let cells = by_column.iter().zip(row);
    cells
        .filter_map(|(kind, cell)| Some(permission_row((*kind)?, resource.clone(), cell)))
        .collect()
}

fn permission_row(kind: PermissionKind, resource: Option<String>, cell: &Cell) -> PermissionRow {
    PermissionRow {
        kind,
        resource,
        names: names(&cell.text),
        location: cell.location,
    }
}

/// The kind of caller that a cell names; wording and brackets vary.
fn kind(text: &str) -> Option<PermissionKind> {
    let text = text.to_ascii_lowercase();
    if text.starts_with("application") {
        Some(PermissionKind::Application)
    } else if !text.starts_with("delegated") {
        None
    } else if text.contains("personal") {
        Some(PermissionKind::DelegatedPersonal)
    } else {
        Some(PermissionKind::DelegatedWork)
    }
}

/// The names in a cell, in order, each once. Words of prose between them ("or", "Not supported.") have no dot inside.
fn names(text: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let separators =
        |character: char| character.is_whitespace() || matches!(character, ',' | ';' | '|' | '*');
    for word in text.split(separators) {
        let word = word.trim_matches(|character: char| !character.is_ascii_alphanumeric());
        if is_name(word) && !names.iter().any(|name| name == word) {
            names.push(word.to_owned());
        }
    }
    names
}

/// `Resource.Operation`, `Resource.Operation.Constraint`.
fn is_name(word: &str) -> bool {
    let part = |part: &str| {
        !part.is_empty()
            && part
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
    };
    word.starts_with(|first: char| first.is_ascii_alphabetic())
        && word.contains('.')
        && word.split('.').all(part)
}
