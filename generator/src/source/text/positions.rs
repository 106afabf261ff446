//! Lines and columns of a text, found without reading the text again.

use std::ops::Range;

use super::LineColumn;

/// How many bytes lie between two counts of characters. A description of the whole of Graph is one line of megabytes.
const STEP: usize = 4096;

/// Where the lines of a text start, and how many characters precede every [`STEP`] bytes.
#[derive(Clone, Debug)]
pub(super) struct Positions {
    /// The offset of each line but the first.
    line_starts: Vec<u32>,
    /// The number of characters that start before each multiple of [`STEP`].
    characters: Vec<u32>,
}

impl Positions {
    /// Those of a text, which is smaller than 4 GiB: its offsets fit.
    pub(super) fn of(contents: &str) -> Self {
        let line_starts = contents
            .match_indices('\n')
            .filter_map(|(at, _)| u32::try_from(at + 1).ok())
            .collect();
        let mut before = 0_usize;
        let counts = contents.as_bytes().chunks(STEP).map(|chunk| {
            let count = u32::try_from(before).unwrap_or(u32::MAX);
            before += count_characters(chunk);
            count
        });
        Self {
            characters: counts.collect(),
            line_starts,
        }
    }

    /// The number of the line that an offset is in, from 0, and its bytes without the line feed. What is behind the end is in the last.
    pub(super) fn line(&self, contents: &str, offset: usize) -> (usize, Range<usize>) {
        let number = self
            .line_starts
            .partition_point(|&start| start as usize <= offset);
        let start_of = |number: usize| self.line_starts.get(number).map(|&start| start as usize);
        let start = number.checked_sub(1).and_then(start_of).unwrap_or(0);
        let end = start_of(number).map_or(contents.len(), |next| next - 1);
        (number, start..end)
    }

    /// The position of an offset in the text. Inside of a character it is that of the character, behind the end that of the end.
    pub(super) fn line_column(&self, contents: &str, offset: usize) -> LineColumn {
        let offset = floor_boundary(contents, offset);
        let (number, line) = self.line(contents, offset);
        LineColumn {
            line: number + 1,
            column: self.characters_before(contents, offset)
                - self.characters_before(contents, line.start)
                + 1,
        }
    }

    fn characters_before(&self, contents: &str, offset: usize) -> usize {
        let step = (offset / STEP).min(self.characters.len().saturating_sub(1));
        let counted = self.characters.get(step).map_or(0, |&count| count as usize);
        let rest = contents.as_bytes().get(step * STEP..offset);
        counted + count_characters(rest.unwrap_or_default())
    }
}

/// The last character boundary at or before `at`.
pub(crate) fn floor_boundary(contents: &str, at: usize) -> usize {
    let mut at = at.min(contents.len());
    while !contents.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// How many characters start in these bytes of UTF-8 (RFC 3629, section 3).
fn count_characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte & 0xc0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::{LineColumn, Positions, STEP};

    /// Counted one by one.
    fn by_hand(contents: &str, offset: usize) -> LineColumn {
        let before = &contents[..offset];
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        LineColumn {
            line: before.matches('\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
        }
    }

    #[test]
    fn every_offset_is_where_counting_finds_it() {
        let lines = ["", "é", "a\r", "\u{1f600}ü"].map(|line| line.repeat(STEP / 3));
        for contents in [lines.join("\n"), String::new(), "\n".repeat(STEP + 2)] {
            let positions = Positions::of(&contents);
            let ends = contents.char_indices().map(|(at, _)| at);
            for offset in ends
                .chain([contents.len()])
                .filter(|at| at % 61 == 0 || at % STEP < 9 || *at + 9 > contents.len())
            {
                let expected = by_hand(&contents, offset);
                assert_eq!(
                    positions.line_column(&contents, offset),
                    expected,
                    "{offset}"
                );
                let (number, line) = positions.line(&contents, offset);
                assert_eq!(
                    contents.lines().count().max(number),
                    contents.lines().count().max(expected.line - 1)
                );
                assert!(!contents[line.clone()].contains('\n'), "{line:?}");
                assert!(line.start <= offset && offset <= line.end, "{line:?}");
            }
        }
    }

    #[test]
    fn offsets_that_cannot_be_are_moved_to_the_nearest_before() {
        let positions = Positions::of("é\né");
        let at = |offset| positions.line_column("é\né", offset);
        assert_eq!(at(1), LineColumn { line: 1, column: 1 });
        assert_eq!(at(4), LineColumn { line: 2, column: 1 });
        assert_eq!(at(99), LineColumn { line: 2, column: 2 });
    }
}
