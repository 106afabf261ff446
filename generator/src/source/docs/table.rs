//! Tables of a page, from the texts of their cells.

use super::page::Row;
use crate::problem::Location;
use crate::source::text::Spanned;

/// A cell as plain text.
#[derive(Clone, Debug)]
pub(super) struct Cell {
    pub(super) text: String,
    pub(super) location: Location,
}

/// A table, the head apart.
#[derive(Clone, Debug, Default)]
pub(super) struct Table {
    pub(super) head: Vec<Cell>,
    pub(super) rows: Vec<Vec<Cell>>,
}

impl Table {
    /// The rows of a table whose first column holds names; none of a table of anything else.
    pub(super) fn named_rows(&self) -> Vec<Row> {
        let first = self.head.first().map(|cell| cell.text.to_ascii_lowercase());
        let holds_names = ["name", "header", "parameter", "property"];
        if !first.is_some_and(|first| holds_names.iter().any(|word| first.contains(word))) {
            return Vec::new();
        }
        let ty = self
            .head
            .iter()
            .position(|cell| cell.text.eq_ignore_ascii_case("type"));
        self.rows
            .iter()
            .filter_map(|row| named_row(row, ty))
            .collect()
    }
}

fn named_row(row: &[Cell], ty: Option<usize>) -> Option<Row> {
    let cell = row.first()?;
    let name = cell
        .text
        .trim_matches(|mark: char| mark.is_whitespace() || matches!(mark, '*' | '_' | '`'));
    if name.is_empty() {
        return None;
    }
    let ty = ty.and_then(|column| row.get(column));
    Some(Row {
        name: Spanned {
            value: name.to_owned(),
            location: cell.location,
        },
        ty: ty.map(|cell| cell.text.clone()),
        description: row.last().map(|cell| cell.text.clone()).unwrap_or_default(),
    })
}
