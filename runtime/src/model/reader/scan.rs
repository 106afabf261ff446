//! Searching text eight bytes at a time.

/// How many bytes of `text` stand before the first one that a string in JSON cannot hold as it is: a quote, a backslash, a control
/// character (RFC 8259, section 7).
pub(in crate::model) fn plain_length(text: &[u8]) -> usize {
    let (words, rest) = text.as_chunks::<8>();
    for (at, word) in words.iter().enumerate() {
        let special = special(u64::from_le_bytes(*word));
        if special != 0 {
            return at * 8 + special.trailing_zeros() as usize / 8;
        }
    }
    // The last eight bytes once more: those that were seen before are plain.
    match text.last_chunk::<8>() {
        Some(word) => match special(u64::from_le_bytes(*word)) {
            0 => text.len(),
            special => text.len() - 8 + special.trailing_zeros() as usize / 8,
        },
        None => rest.iter().take_while(|byte| !is_special(**byte)).count(),
    }
}

/// Whether a string in JSON holds all of `text` as it is. Quicker than to ask where the first byte is that it does not.
pub(in crate::model) fn is_plain(text: &[u8]) -> bool {
    if let Some(last) = text.last_chunk::<16>() {
        let (blocks, _) = text.as_chunks::<16>();
        return blocks.iter().all(is_plain_block) && is_plain_block(last);
    }
    // Of a shorter text, its beginning and its end, which overlap.
    match (text.first_chunk::<8>(), text.last_chunk::<8>()) {
        (Some(first), Some(last)) => {
            special(u64::from_le_bytes(*first)) | special(u64::from_le_bytes(*last)) == 0
        }
        _ => !text.iter().any(|byte| is_special(*byte)),
    }
}

/// Without a branch, so that the compiler looks at all bytes at once.
fn is_plain_block(block: &[u8; 16]) -> bool {
    !block
        .iter()
        .fold(false, |found, byte| found | is_special(*byte))
}

fn is_special(byte: u8) -> bool {
    matches!(byte, b'"' | b'\\' | 0..0x20)
}

/// A word with the highest bit set in the first byte that is special. Bytes after that one may have it, too; those before have not.
fn special(word: u64) -> u64 {
    let control = word.wrapping_sub(each(0x20)) & !word;
    (control | equal(word, b'"') | equal(word, b'\\')) & each(0x80)
}

/// The highest bit of the first byte that is `byte` ("Bit Twiddling Hacks", "Determine if a word has a zero byte").
fn equal(word: u64, byte: u8) -> u64 {
    let zero = word ^ each(byte);
    zero.wrapping_sub(each(0x01)) & !zero
}

/// A word of which each byte is `byte`.
const fn each(byte: u8) -> u64 {
    u64::from_ne_bytes([byte; 8])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, prop, proptest};

    use super::{is_plain, is_special, plain_length};

    fn byte_by_byte(text: &[u8]) -> usize {
        text.iter()
            .position(|byte| is_special(*byte))
            .unwrap_or(text.len())
    }

    #[test]
    fn every_byte_at_every_place() {
        for byte in 0..=u8::MAX {
            for at in 0..20 {
                let mut text = [b'a'; 20];
                text[at] = byte;
                assert_eq!(plain_length(&text), byte_by_byte(&text), "{byte} at {at}");
                assert_eq!(is_plain(&text), !is_special(byte), "{byte} at {at}");
            }
        }
    }

    proptest! {
        #[test]
        fn finds_what_a_plain_search_finds(text in prop::collection::vec(any::<u8>(), 0..40)) {
            assert_eq!(plain_length(&text), byte_by_byte(&text));
            assert_eq!(is_plain(&text), byte_by_byte(&text) == text.len());
        }
    }
}
