//! What an upload session says of itself.

use crate::model::{Failure, Kind, Reader};

/// Where the service wants an upload to go on.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Status {
    /// The first byte that is missing; `None` if nothing is said of it.
    pub(super) next: Option<u64>,
}

/// Reads `nextExpectedRanges`, whose name comes in different letter cases from different services.
pub(super) fn status(body: &[u8]) -> Result<Status, Failure> {
    if body.iter().all(u8::is_ascii_whitespace) {
        return Ok(Status::default());
    }
    let mut reader = Reader::new(body)?;
    reader.begin_object("an upload session")?;
    let (mut next, mut first) = (None, true);
    while let Some(name) = reader.next_name(&mut first)? {
        if name.eq_ignore_ascii_case("nextExpectedRanges") && reader.peek()? == Kind::Array {
            next =
                ranges(&mut reader).map_err(|failure| failure.in_property("nextExpectedRanges"))?;
        } else {
            reader.raw()?;
        }
    }
    reader.end()?;
    Ok(Status { next })
}

/// The lowest first byte of all ranges: `12345-`, `0-1023`.
fn ranges(reader: &mut Reader<'_>) -> Result<Option<u64>, Failure> {
    reader.begin_array("ranges")?;
    let (mut next, mut first) = (None, true);
    while reader.next_item(&mut first)? {
        let range = reader.string()?;
        // Several may stand in one text.
        for range in range.split(',') {
            let start = range
                .split('-')
                .next()
                .and_then(|start| start.trim().parse().ok());
            next = match (next, start) {
                (Some(next), Some(start)) => Some(std::cmp::min::<u64>(next, start)),
                (next, start) => next.or(start),
            };
        }
    }
    Ok(next)
}

#[cfg(test)]
mod tests {
    use super::status;

    #[test]
    fn where_it_goes_on() {
        let cases = [
            (r#"{"nextExpectedRanges":["327680-"]}"#, Some(327_680)),
            (
                r#"{"NextExpectedRanges":["20-29","10-15"],"expirationDateTime":"x"}"#,
                Some(10),
            ),
            (r#"{"nextexpectedranges":["26-30, 12-"]}"#, Some(12)),
            (r#"{"nextExpectedRanges":[]}"#, None),
            (r#"{"nextExpectedRanges":null}"#, None),
            (r#"{"nextExpectedRanges":["soon"]}"#, None),
            ("{}", None),
            ("", None),
        ];
        for (body, expected) in cases {
            let status = status(body.as_bytes()).expect(body);
            assert_eq!(status.next, expected, "{body}");
        }
        for broken in ["[]", "{", r#"{"nextExpectedRanges":[5]}"#] {
            status(broken.as_bytes()).expect_err(broken);
        }
    }
}
