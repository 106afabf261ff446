//! On which condition something is done, and what the service is asked to answer.

mod shape;

use bytes::Bytes;
use msgraph_runtime::http::{HeaderMap, Method, StatusCode, header};
use msgraph_runtime::{Cloud, ETag, Error, Path, Request, Response, ServiceRoot};
use shape::applications;
use shape::user::User;

fn patch() -> Request<()> {
    Request::nothing(Method::PATCH, Path::service("v1.0").literal("x"))
}

#[test]
fn an_entity_tag_comes_from_entities_and_from_headers() {
    let mut user = User::default();
    assert_eq!(ETag::of(&user), None);
    user.additional_data.insert("@odata.etag", 7);
    assert_eq!(ETag::of(&user), None);
    user.additional_data.insert("@odata.etag", "W/\"a\"");
    assert_eq!(ETag::of(&user), Some(ETag::from("W/\"a\"")));
    assert_eq!(ETag::of(&user.additional_data), ETag::of(&user));
    let mut headers = HeaderMap::new();
    assert_eq!(ETag::in_headers(&headers), None);
    headers.insert(header::ETAG, "\"{A},1\"".parse().expect("a value"));
    let etag = ETag::in_headers(&headers).expect("a tag");
    assert_eq!(
        (etag.to_string().as_str(), etag.is_weak()),
        ("\"{A},1\"", false)
    );
}

#[test]
fn conditions_and_preferences_are_headers() {
    let etag = ETag::from("W/\"1\"");
    let request = patch()
        .header("Prefer", "outlook.timezone=\"UTC\"")
        .if_match(&etag)
        .prefer_minimal()
        .prefer_representation();
    let headers = request.headers();
    assert_eq!(headers["if-match"], "W/\"1\"");
    assert_eq!(
        headers["prefer"],
        "outlook.timezone=\"UTC\", return=representation"
    );
    assert_eq!(headers.get_all("prefer").iter().count(), 1);
    let request = request.if_match_any().if_none_match(&etag).prefer_minimal();
    assert_eq!(request.headers()["if-match"], "*");
    assert_eq!(request.headers()["if-none-match"], "W/\"1\"");
    assert_eq!(request.if_none_match_any().headers()["if-none-match"], "*");
    let broken = patch().if_match(&ETag::from("a\r\nb"));
    assert!(
        broken
            .to_http(&ServiceRoot::from(Cloud::Global))
            .expect_err("a line break")
            .is_request()
    );
}

#[test]
fn what_a_condition_leads_to_can_be_asked() {
    let refused = |status| {
        let mut response = http::Response::new(Bytes::new());
        *response.status_mut() = status;
        let request = applications().id("a").get();
        request
            .decode(Response::from(response))
            .expect_err("an error")
    };
    let is = |error: &Error| (error.is_precondition_failed(), error.is_not_modified());
    assert_eq!(is(&refused(StatusCode::PRECONDITION_FAILED)), (true, false));
    assert_eq!(is(&refused(StatusCode::NOT_MODIFIED)), (false, true));
    assert_eq!(is(&refused(StatusCode::CONFLICT)), (false, false));
}
