//! `Content-Range` of a part of an upload (RFC 9110, section 14.4).

/// The parts but the last are multiples of this, in bytes: 320 KiB.
pub(super) const UNIT: u64 = 320 * 1024;

/// `bytes {first}-{last}/{total}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ContentRange {
    pub(super) first: u64,
    pub(super) last: u64,
    pub(super) total: u64,
}

impl ContentRange {
    /// `None` where the text is none, or says of itself that it cannot be.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (range, total) = text.strip_prefix("bytes ")?.split_once('/')?;
        let (first, last) = range.split_once('-')?;
        let range = Self {
            first: first.trim().parse().ok()?,
            last: last.trim().parse().ok()?,
            total: total.trim().parse().ok()?,
        };
        (range.first <= range.last && range.last < range.total).then_some(range)
    }

    pub(super) fn length(self) -> u64 {
        self.last - self.first + 1
    }

    /// Whether the length is one that a part in this place may have.
    pub(super) fn is_aligned(self) -> bool {
        self.last + 1 == self.total || self.length().is_multiple_of(UNIT)
    }
}

#[cfg(test)]
mod tests {
    use super::{ContentRange, UNIT};

    #[test]
    fn a_range_is_within_its_total_and_aligned_or_last() {
        let aligned = |text: &str| ContentRange::parse(text).map(ContentRange::is_aligned);
        assert_eq!(
            aligned(&format!("bytes 0-{}/1000000", UNIT - 1)),
            Some(true)
        );
        assert_eq!(aligned("bytes 0-99/1000"), Some(false));
        assert_eq!(aligned("bytes 900-999/1000"), Some(true));
        for wrong in [
            "bytes 0-9/9",
            "bytes 5-4/9",
            "bytes */9",
            "bytes 0-4/*",
            "items 0-4/9",
            "0-4/9",
            "",
        ] {
            assert_eq!(aligned(wrong), None, "{wrong}");
        }
    }
}
