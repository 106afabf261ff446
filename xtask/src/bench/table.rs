//! Tables in Markdown, and the figures in them.

use std::fmt::Write;
use std::time::Duration;

/// A table with a caption.
#[derive(Debug)]
pub(super) struct Table {
    columns: &'static [&'static str],
    rows: Vec<Vec<String>>,
}

impl Table {
    /// A table without rows. The first column is text, the others are figures.
    pub(super) fn new(columns: &'static [&'static str]) -> Self {
        Self {
            columns,
            rows: Vec::new(),
        }
    }

    /// Adds a row.
    pub(super) fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        self.rows.push(cells.into_iter().collect());
    }

    /// The text, each column as wide as its widest cell.
    pub(super) fn render(&self) -> String {
        let width = |column: usize| {
            let cells = self.rows.iter().filter_map(|row| row.get(column));
            let widest = cells.map(|cell| cell.chars().count()).max();
            let title = self
                .columns
                .get(column)
                .map_or(0, |title| title.chars().count());
            widest.unwrap_or_default().max(title)
        };
        let widths: Vec<usize> = (0..self.columns.len()).map(width).collect();
        let titles: Vec<String> = self.columns.iter().map(|&title| title.to_owned()).collect();
        let mut text = line(&titles, &widths);
        for (column, width) in widths.iter().enumerate() {
            // A colon at the end aligns to the right.
            let (dashes, end) = if column == 0 {
                (width + 2, "")
            } else {
                (width + 1, ":")
            };
            let _ = write!(text, "|{}{end}", "-".repeat(dashes));
        }
        text.push_str("|\n");
        for row in &self.rows {
            text.push_str(&line(row, &widths));
        }
        text
    }
}

fn line(cells: &[String], widths: &[usize]) -> String {
    let mut text = String::new();
    for (column, (cell, width)) in cells.iter().zip(widths).enumerate() {
        let _ = match column {
            0 => write!(text, "| {cell:<width$} "),
            _ => write!(text, "| {cell:>width$} "),
        };
    }
    text + "|\n"
}

/// What stands where a figure is not known.
const UNKNOWN: &str = "n/a";

/// A time, in the unit that makes it short.
pub(super) fn time(time: Option<Duration>) -> String {
    match time {
        None => UNKNOWN.to_owned(),
        Some(time) if time < Duration::from_secs(1) => {
            format!("{:.1} ms", time.as_secs_f64() * 1e3)
        }
        Some(time) => format!("{:.2} s", time.as_secs_f64()),
    }
}

/// An amount of memory.
pub(super) fn memory(bytes: Option<u64>) -> String {
    bytes.map_or_else(|| UNKNOWN.to_owned(), crate::wording::size)
}

/// How many times `whole` goes into `part`; `x` is for a ratio that is above one as a rule.
pub(super) fn ratio(part: Option<f64>, whole: Option<f64>) -> String {
    match (part, whole) {
        (Some(part), Some(whole)) if whole > 0.0 => {
            let ratio = part / whole;
            let digits = if ratio < 10.0 { 2 } else { 0 };
            format!("{ratio:.digits$}")
        }
        _ => UNKNOWN.to_owned(),
    }
}

/// A time as a number, for a ratio.
pub(super) fn seconds(time: Option<Duration>) -> Option<f64> {
    time.map(|time| time.as_secs_f64())
}

/// A number of bytes as a number, for a ratio.
pub(super) fn bytes(bytes: Option<u64>) -> Option<f64> {
    bytes.map(|bytes| bytes as f64)
}

#[cfg(test)]
mod tests {
    use super::{Table, ratio};

    #[test]
    fn columns_are_as_wide_as_their_cells() {
        let mut table = Table::new(&["input", "time"]);
        table.row(["a".to_owned(), "1.00 s".to_owned()]);
        table.row(["longer".to_owned(), "2 ms".to_owned()]);
        let expected = "\
| input  |   time |
|--------|-------:|
| a      | 1.00 s |
| longer |   2 ms |
";
        assert_eq!(table.render(), expected);
    }

    #[test]
    fn a_ratio_to_nothing_is_not_known() {
        assert_eq!(ratio(Some(1.0), Some(4.0)), "0.25");
        assert_eq!(ratio(Some(100.0), Some(2.0)), "50");
        assert_eq!(ratio(Some(1.0), Some(0.0)), "n/a");
        assert_eq!(ratio(None, Some(1.0)), "n/a");
    }
}
