//! Words and numbers of reports.

use std::time::Duration;

/// "1 file", "3 files".
pub(crate) fn counted(number: usize, noun: &str) -> String {
    let ending = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{ending}")
}

/// A number of bytes in the unit that makes it short.
pub(crate) fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{} KB", (bytes + 500) / 1_000),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000),
    }
}

/// A time in whole milliseconds.
pub(crate) fn milliseconds(time: Duration) -> String {
    format!("{} ms", time.as_millis())
}

/// Text of a file on one line of a terminal: no characters that are not what they look like, and not longer than is good to read.
pub(crate) fn safe_line(line: &str) -> String {
    const LONGEST: usize = 200;
    match line.char_indices().nth(LONGEST) {
        Some((end, _)) => escaped(line.get(..end).unwrap_or_default()) + "...",
        None => escaped(line),
    }
}

/// Text of a file as a terminal may have it: characters that are not what they look like are spelled out. Line breaks are among them.
pub(crate) fn escaped(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for character in text.chars() {
        if is_unsafe(character) {
            shown.extend(character.escape_unicode());
        } else {
            shown.push(character);
        }
    }
    shown
}

/// Characters that move the cursor, or make a line read as another one: controls, and the bidirectional formatting characters of
/// Unicode (UAX #9, section 2).
fn is_unsafe(character: char) -> bool {
    let bidirectional = matches!(character, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    bidirectional || (character.is_control() && character != '\t')
}

#[cfg(test)]
mod tests {
    use super::{counted, safe_line, size};

    #[test]
    fn numbers_agree_with_their_nouns() {
        assert_eq!(counted(1, "file"), "1 file");
        assert_eq!(counted(0, "file"), "0 files");
        assert_eq!(counted(2, "entity type"), "2 entity types");
    }

    #[test]
    fn sizes_have_a_unit_that_fits() {
        for (bytes, text) in [
            (999, "999 bytes"),
            (1_499, "1 KB"),
            (1_500, "2 KB"),
            (20_340_000, "20.3 MB"),
        ] {
            assert_eq!(size(bytes), text);
        }
    }

    #[test]
    fn a_line_of_a_file_cannot_move_the_cursor() {
        assert_eq!(
            safe_line("\u{1b}[2Jx\ty\u{202e}"),
            "\\u{1b}[2Jx\ty\\u{202e}"
        );
        assert_eq!(safe_line(&"a".repeat(300)).len(), 203);
    }
}
