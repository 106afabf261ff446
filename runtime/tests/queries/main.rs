//! Typed query options: what they print, and what URL they become.

mod conditions;
mod literals;
mod requests;
mod schema;

use msgraph_runtime::{Cloud, Request, ServiceRoot};

/// The query of a request, as it is sent.
fn query<T, Q>(request: &Request<T, Q>) -> String {
    let root = ServiceRoot::from(Cloud::Global);
    let http = request.to_http(&root).expect("a request");
    let query = http.uri().query().unwrap_or_default().to_owned();
    let url = request.url(&root).expect("a URL");
    assert_eq!(url.split_once('?').map_or("", |(_, query)| query), query);
    query
}

/// The options of a query, decoded.
fn options(query: &str) -> Vec<(String, String)> {
    let decode = |text: &str| {
        let text = percent_encoding::percent_decode_str(text);
        text.decode_utf8().expect("UTF-8").into_owned()
    };
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    pairs
        .map(|pair| pair.split_once('=').expect("a value"))
        .map(|(name, value)| (decode(name), decode(value)))
        .collect()
}
