//! Whether a request may be sent again.

use std::time::{Duration, SystemTime};

use http::header::{self, HeaderMap};
use http::{Method, StatusCode};

use crate::error::Error;

/// What follows from what came of a try.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// That was it, for better or worse.
    Final,
    /// The request may be sent again, after the time that the service asked for if it asked.
    Again(Option<Duration>),
}

/// Says whether a request of that method may be sent again after what came of it. `now` is what
/// dates in `Retry-After` are compared with.
///
/// A request may be sent again if the service says that it did nothing (`429 Too Many Requests`, or
/// `503 Service Unavailable` with a time to come back), or if nothing was sent. After a 503 without
/// a time, a `504 Gateway Timeout`, or an answer that was lost, nobody knows what was done: then
/// only requests that have the same effect twice as once are sent again (RFC 9110, section 9.2.2):
/// GET, HEAD, OPTIONS, PUT and DELETE. All else is final.
pub fn classify<B>(
    method: &Method,
    outcome: &Result<http::Response<B>, Error>,
    now: SystemTime,
) -> Verdict {
    let idempotent = method.is_idempotent();
    match outcome {
        Ok(answer) => {
            let asked = retry_after(answer.headers(), now);
            let again = match answer.status() {
                StatusCode::TOO_MANY_REQUESTS => true,
                StatusCode::SERVICE_UNAVAILABLE => asked.is_some() || idempotent,
                StatusCode::GATEWAY_TIMEOUT => idempotent,
                _ => false,
            };
            if again {
                Verdict::Again(asked)
            } else {
                Verdict::Final
            }
        }
        Err(error) if error.is_connect() => Verdict::Again(None),
        Err(error) if idempotent && (error.is_timeout() || error.is_transport()) => {
            Verdict::Again(None)
        }
        Err(_) => Verdict::Final,
    }
}

/// The time that an answer asks to wait (RFC 9110, section 10.2.3), from `now` on: a number of
/// seconds, which Graph also sends with a fraction, or a date. A date that is past is no wait at
/// all; `None` if nothing is asked that can be read.
pub fn retry_after(headers: &HeaderMap, now: SystemTime) -> Option<Duration> {
    let text = headers.get(header::RETRY_AFTER)?.to_str().ok()?.trim();
    if text.starts_with(|c: char| c.is_ascii_digit() || c == '.') {
        let seconds: f64 = text.parse().ok()?;
        return Duration::try_from_secs_f64(seconds).ok();
    }
    let date = httpdate::parse_http_date(text).ok()?;
    Some(date.duration_since(now).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, SystemTime};

    use http::{HeaderMap, Method, header};

    use super::{Verdict, classify, retry_after};
    use crate::error::Error;

    /// Tue, 15 Nov 1994 08:12:31 GMT.
    const NOW: u64 = 784_887_151;

    fn now() -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(NOW)
    }

    #[test]
    fn verdicts() {
        const ALL: [Method; 5] = [
            Method::GET,
            Method::PUT,
            Method::DELETE,
            Method::POST,
            Method::PATCH,
        ];
        let asked = Some(Duration::from_secs(3));
        // Status, whether it names a time; what follows for the methods that have the same effect
        // twice as once, and for the others.
        let table = [
            (200, false, Verdict::Final, Verdict::Final),
            (204, true, Verdict::Final, Verdict::Final),
            (302, false, Verdict::Final, Verdict::Final),
            (400, false, Verdict::Final, Verdict::Final),
            (401, true, Verdict::Final, Verdict::Final),
            (409, false, Verdict::Final, Verdict::Final),
            (429, false, Verdict::Again(None), Verdict::Again(None)),
            (429, true, Verdict::Again(asked), Verdict::Again(asked)),
            (500, true, Verdict::Final, Verdict::Final),
            (502, false, Verdict::Final, Verdict::Final),
            (503, false, Verdict::Again(None), Verdict::Final),
            (503, true, Verdict::Again(asked), Verdict::Again(asked)),
            (504, false, Verdict::Again(None), Verdict::Final),
            (504, true, Verdict::Again(asked), Verdict::Final),
        ];
        for (status, named, same_twice, other) in table {
            for (at, method) in ALL.iter().enumerate() {
                let mut answer = http::Response::builder().status(status);
                if named {
                    answer = answer.header(header::RETRY_AFTER, "3");
                }
                let outcome = Ok(answer.body(()).expect("an answer"));
                let expected = if at < 3 { same_twice } else { other };
                assert_eq!(
                    classify(method, &outcome, now()),
                    expected,
                    "{method} {status}"
                );
            }
        }
        type Make = fn() -> Error;
        let failures: [(Make, Verdict, Verdict); 5] = [
            (
                || Error::connect("x"),
                Verdict::Again(None),
                Verdict::Again(None),
            ),
            (|| Error::timeout("x"), Verdict::Again(None), Verdict::Final),
            (
                || Error::transport("x"),
                Verdict::Again(None),
                Verdict::Final,
            ),
            (|| Error::token("x"), Verdict::Final, Verdict::Final),
            (|| Error::too_large(1), Verdict::Final, Verdict::Final),
        ];
        for (make, same_twice, other) in failures {
            for (at, method) in ALL.iter().enumerate() {
                let outcome: Result<http::Response<()>, Error> = Err(make());
                let expected = if at < 3 { same_twice } else { other };
                assert_eq!(
                    classify(method, &outcome, now()),
                    expected,
                    "{method} {}",
                    make()
                );
            }
        }
    }

    #[test]
    fn times_to_come_back() {
        let cases = [
            ("120", Some(120_000)),
            ("2.128", Some(2128)),
            (".5", Some(500)),
            (" 7 ", Some(7000)),
            ("0", Some(0)),
            ("Tue, 15 Nov 1994 08:12:41 GMT", Some(10_000)),
            ("Tue, 15 Nov 1994 08:12:21 GMT", Some(0)),
            ("Tuesday, 15-Nov-94 08:12:41 GMT", Some(10_000)),
            ("Tue Nov 15 08:12:41 1994", Some(10_000)),
            ("-5", None),
            ("1e400", None),
            ("soon", None),
            ("", None),
        ];
        for (text, expected) in cases {
            let mut headers = HeaderMap::new();
            headers.insert(header::RETRY_AFTER, text.parse().expect("a value"));
            let asked = retry_after(&headers, now());
            assert_eq!(asked, expected.map(Duration::from_millis), "{text}");
        }
        assert_eq!(retry_after(&HeaderMap::new(), now()), None);
    }
}
