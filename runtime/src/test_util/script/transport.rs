//! The script as a transport.

use super::Script;
use crate::content::Content;
use crate::test_util::recorded::RecordedRequest;
use crate::transport::{BoxFuture, Outcome, Transport};
use http::header::AUTHORIZATION;

impl Transport for Script {
    fn send(&self, request: http::Request<Content>) -> BoxFuture<'_, Outcome> {
        Box::pin(async move {
            let (head, content) = request.into_parts();
            let body = content.collect(usize::MAX).await?;
            let mut headers = head.headers;
            if let Some(authorization) = headers.get_mut(AUTHORIZATION) {
                authorization.set_sensitive(true);
            }
            let uri = head.uri;
            let scheme = uri.scheme_str().unwrap_or_default();
            let host = uri.authority().map(http::uri::Authority::as_str);
            let request = RecordedRequest {
                method: head.method,
                path_and_query: uri
                    .path_and_query()
                    .map(ToString::to_string)
                    .unwrap_or_default(),
                headers,
                body,
                origin: format!("{scheme}://{}", host.unwrap_or_default()),
                batch_id: None,
                fault: None,
            };
            self.reply(request)?.outcome()
        })
    }
}
