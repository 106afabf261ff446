//! Much that looks like little.

use bytes::Bytes;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::Write;

const MEMBER: usize = 1024 * 1024;

/// The most members: 4 GiB of zeros in 4 MiB.
const MOST_MEMBERS: u64 = 4096;

/// At least so many zeros, compressed with gzip. A file of several members is their contents one
/// after the other (RFC 1952, section 2.2), so one member is compressed and repeated.
pub(super) fn zeros(count: u64) -> Bytes {
    let members = count.div_ceil(MEMBER as u64).clamp(1, MOST_MEMBERS);
    let member = member();
    let members = usize::try_from(members).unwrap_or(1);
    member.repeat(members).into()
}

fn member() -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    // Writing into memory cannot fail; an empty bomb would show in the first test.
    let _ = encoder.write_all(&vec![0; MEMBER]);
    encoder.finish().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::zeros;
    use flate2::read::MultiGzDecoder;
    use std::io::{Read, Result};

    #[test]
    fn a_bomb_is_small_and_becomes_large() -> Result<()> {
        let bomb = zeros(3 * 1024 * 1024 - 1);
        assert!(bomb.len() < 8 * 1024, "{}", bomb.len());
        let mut content = Vec::new();
        MultiGzDecoder::new(&bomb[..]).read_to_end(&mut content)?;
        assert_eq!(content.len(), 3 * 1024 * 1024);
        assert!(content.iter().all(|byte| *byte == 0));
        Ok(())
    }
}
