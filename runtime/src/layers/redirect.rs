//! Follows redirects of requests that only read.

use http::{HeaderName, Method, StatusCode, Uri, header};

use super::{Authorize, Sending};
use crate::content::Content;
use crate::error::Error;
use crate::root::ServiceRoot;
use crate::transport::Outcome;

/// So often a request is sent on.
const MAX_HOPS: usize = 5;

/// Headers that are for the client's own service only.
const OWN: [HeaderName; 3] = [
    header::AUTHORIZATION,
    header::COOKIE,
    header::PROXY_AUTHORIZATION,
];

/// Follows redirects of GET and HEAD: the content of a drive item is behind one. Another origin gets
/// no token, and none of the headers that name the caller.
pub(crate) struct Redirect {
    pub(crate) next: Authorize,
    pub(crate) root: ServiceRoot,
}

impl Redirect {
    pub(crate) async fn send(
        &self,
        request: &mut http::Request<Content>,
        sending: &Sending,
    ) -> Outcome {
        let answer = self.next.send(request, sending).await?;
        let reads = matches!(*request.method(), Method::GET | Method::HEAD);
        if !reads || sending.stays || !leads_on(answer.status()) {
            return Ok(answer);
        }
        let (uri, headers) = (request.uri().clone(), request.headers().clone());
        let outcome = self.follow(request, sending, answer).await;
        // The next try begins where this one did.
        *request.uri_mut() = uri;
        *request.headers_mut() = headers;
        outcome
    }

    async fn follow(
        &self,
        request: &mut http::Request<Content>,
        sending: &Sending,
        mut answer: http::Response<Content>,
    ) -> Outcome {
        for _ in 0..MAX_HOPS {
            let Some(target) = target(request.uri(), &answer) else {
                return Ok(answer);
            };
            if !self.root.trusts_uri(&target) {
                let headers = request.headers_mut();
                OWN.iter().for_each(|name| drop(headers.remove(name)));
            }
            *request.uri_mut() = target;
            answer = self.next.send(request, sending).await?;
            if !leads_on(answer.status()) {
                return Ok(answer);
            }
        }
        Err(Error::too_many_redirects(MAX_HOPS))
    }
}

fn leads_on(status: StatusCode) -> bool {
    matches!(status.as_u16(), 301 | 302 | 303 | 307 | 308)
}

/// Where the answer points (RFC 9110, section 10.2.2), without the fragment; only to where nobody on
/// the way can change the content, or to this machine.
fn target(from: &Uri, answer: &http::Response<Content>) -> Option<Uri> {
    let location = answer.headers().get(header::LOCATION)?.to_str().ok()?;
    let mut url = url::Url::parse(&from.to_string())
        .ok()?
        .join(location)
        .ok()?;
    url.set_fragment(None);
    let bare = url.username().is_empty() && url.password().is_none();
    (bare && ServiceRoot::is_secure_url(&url)).then(|| Uri::try_from(url.as_str()).ok())?
}
