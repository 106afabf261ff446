//! Digests of files.

use std::fmt::Write;

use sha2::{Digest, Sha256};

/// The SHA-256 digest of some bytes (FIPS 180-4), in lower case hexadecimal digits.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

/// The digest of several texts, told apart: where one ends and the next begins makes a difference.
#[derive(Debug, Default)]
pub(crate) struct Several(Sha256);

impl Several {
    /// Adds one.
    pub(crate) fn add(&mut self, bytes: &[u8]) {
        self.0.update((bytes.len() as u64).to_le_bytes());
        self.0.update(bytes);
    }

    /// That of all that was added.
    pub(crate) fn finish(self) -> String {
        hexadecimal(&self.0.finalize())
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(2 * bytes.len());
    for byte in bytes {
        // Writing to a string does not fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{Several, sha256};

    #[test]
    fn a_digest_is_that_of_fips_180_4() {
        assert_eq!(
            sha256(b"abc"),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
    }

    #[test]
    fn texts_are_told_apart() {
        let of = |texts: &[&str]| {
            let mut several = Several::default();
            texts.iter().for_each(|text| several.add(text.as_bytes()));
            several.finish()
        };
        assert_eq!(of(&["ab", "c"]), of(&["ab", "c"]));
        assert_ne!(of(&["ab", "c"]), of(&["a", "bc"]));
        assert_ne!(of(&["ab"]), of(&["ab", ""]));
    }
}
