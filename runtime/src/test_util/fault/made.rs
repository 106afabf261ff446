//! Answers that stand in for those of the service.

use super::{Fault, Kind, Made, MadeBody, bomb};
use crate::edm::Binary;
use crate::test_util::answer::Answer;
use crate::test_util::body::AnswerBody;
use crate::test_util::error::ServiceError;
use http::header::{HeaderName, HeaderValue};
use http::{HeaderMap, StatusCode};
use serde_json::Value;

const HTML: &str = "<html><head><title>502 Bad Gateway</title></head>\r\n<body><h1>502 Bad Gateway</h1></body></html>\r\n";

/// Something else than the service answers. The request takes no effect unless
/// [`after_effect`](Self::after_effect) says so.
impl Fault {
    /// `429 Too Many Requests`; add [`retry_after`](Self::retry_after) or not.
    pub fn throttled() -> Self {
        Self::refusing(
            "throttled",
            ServiceError::new(429, "TooManyRequests", "Too many requests."),
        )
    }

    /// `503 Service Unavailable`.
    pub fn unavailable() -> Self {
        Self::refusing(
            "unavailable",
            ServiceError::new(503, "serviceNotAvailable", "The service is busy."),
        )
    }

    /// `504 Gateway Timeout`.
    pub fn gateway_timeout() -> Self {
        Self::refusing(
            "gateway timeout",
            ServiceError::new(504, "timeout", "The request timed out."),
        )
    }

    /// A refusal of your own.
    pub fn refused(error: ServiceError) -> Self {
        Self::refusing("refused", error)
    }

    /// `502 Bad Gateway` with a page of HTML, as a proxy on the way writes it.
    pub fn bad_gateway() -> Self {
        Self::answered_as("bad gateway", 502, &[("content-type", "text/html")], HTML)
    }

    /// `401 Unauthorized` with a challenge for a token with other claims, as continuous access
    /// evaluation sends it. The claims are JSON text, and are sent in base64.
    pub fn claims_challenge(claims: &str) -> Self {
        let claims = Binary::from_bytes(claims.as_bytes());
        let challenge = format!(
            "Bearer realm=\"\", authorization_uri=\"https://login.microsoftonline.com/common/oauth2/authorize\", \
             error=\"insufficient_claims\", claims=\"{}\"",
            claims.as_str()
        );
        let message = "Continuous access evaluation resulted in a challenge.";
        let error = ServiceError::new(401, "InvalidAuthenticationToken", message);
        Self::refusing(
            "claims challenge",
            error.with_header("www-authenticate", &challenge),
        )
    }

    /// A redirect of this status (302, 307, 308) to this URL, which may be of another origin, such
    /// as [`Server::other_base_url`](super::super::Server::other_base_url).
    pub fn redirect(status: u16, location: &str) -> Self {
        Self::answered_as("redirect", status, &[("location", location)], "")
    }

    /// `200 OK` with an empty body where there should be one. The request took effect.
    pub fn empty_success() -> Self {
        let headers = [("content-type", "application/json")];
        Self::answered_as("empty success", 200, &headers, "").after_effect()
    }

    /// `200 OK` with so many zeros, rounded up to a MiB, compressed to a thousandth with gzip (RFC
    /// 1952, in members of a MiB), though nobody asked for it. The request took effect.
    pub fn gzip_bomb(bytes: u64) -> Self {
        let headers = [
            ("content-type", "application/json"),
            ("content-encoding", "gzip"),
        ];
        let mut fault = Self::answered_as("gzip bomb", 200, &headers, "").after_effect();
        if let Kind::Instead(made) = &mut fault.kind {
            made.body = MadeBody::Bomb(bytes);
        }
        fault
    }

    /// An answer of your own making. Headers that cannot be sent are left out, and a status that is
    /// none is sent as 500.
    pub fn answered(status: u16, headers: &[(&str, &str)], body: impl Into<String>) -> Self {
        Self::answered_as("answered", status, headers, body)
    }

    /// The same with a body of JSON.
    pub fn answered_json(status: u16, body: &Value) -> Self {
        let headers = [("content-type", "application/json")];
        Self::answered_as("answered", status, &headers, body.to_string())
    }

    fn refusing(name: &'static str, error: ServiceError) -> Self {
        Self::new(name, Kind::Refusal(error))
    }

    fn answered_as(
        name: &'static str,
        status: u16,
        headers: &[(&str, &str)],
        body: impl Into<String>,
    ) -> Self {
        let own = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        let made = Made {
            status,
            headers: headers.iter().map(own).collect(),
            body: MadeBody::Text(body.into()),
        };
        Self::new(name, Kind::Instead(made))
    }
}

impl Made {
    pub(super) fn answer(&self) -> Answer {
        let body = match &self.body {
            MadeBody::Text(text) => AnswerBody::whole(text.clone()),
            MadeBody::Bomb(bytes) => AnswerBody::whole(bomb::zeros(*bytes)),
        };
        // An interim status would promise another answer, which never comes.
        let status = StatusCode::from_u16(self.status).ok();
        let status = status.filter(|status| !status.is_informational());
        let mut answer = Answer::new(status.unwrap_or(StatusCode::INTERNAL_SERVER_ERROR), body);
        answer.headers = self.header_map();
        answer
    }

    fn header_map(&self) -> HeaderMap {
        let headers = self.headers.iter().filter_map(|(name, value)| {
            let name = HeaderName::try_from(name).ok()?;
            Some((name, HeaderValue::from_str(value).ok()?))
        });
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(name, value);
        }
        map
    }
}
