//! No content where something was asked for.

mod shape;

use bytes::Bytes;
use msgraph_runtime::http::{Method, StatusCode};
use msgraph_runtime::{Error, Link, Page, Path, Request, Response};
use shape::application::Application;
use shape::applications;
use shape::user::User;

fn path() -> Path {
    Path::service("beta").literal("x")
}

fn empty(status: StatusCode, body: &'static str) -> Response {
    let mut response = http::Response::new(Bytes::from_static(body.as_bytes()));
    *response.status_mut() = status;
    Response::from(response)
}

fn no_content<T>(request: &Request<T>) -> Error
where
    T: std::fmt::Debug,
{
    request
        .decode(empty(StatusCode::NO_CONTENT, ""))
        .expect_err("nothing")
}

#[test]
fn nothing_is_there_where_an_entity_a_link_or_a_value_is_read() {
    let errors = [
        no_content(&applications().id("a").get()),
        no_content(&Request::<User>::entity(Method::GET, path())),
        no_content(&Request::<Link<User>>::link(Method::GET, path())),
        no_content(&Request::<String>::value(Method::GET, path())),
    ];
    for error in errors {
        assert!(error.is_not_found() && !error.is_decode() && !error.is_service());
        assert_eq!(error.status(), Some(StatusCode::NO_CONTENT));
        assert_eq!(
            error.to_string(),
            "the service answered 204 No Content: nothing is there"
        );
    }
}

#[test]
fn an_empty_body_is_no_content() {
    let error = applications()
        .id("a")
        .get()
        .decode(empty(StatusCode::OK, " \r\n"))
        .expect_err("nothing");
    assert!(error.is_not_found());
    assert_eq!(
        error.to_string(),
        "the service answered 200 OK without content: nothing is there"
    );
}

#[test]
fn what_was_changed_is_not_missing() {
    let errors = [
        no_content(&Request::<Application>::entity(Method::POST, path())),
        no_content(&Request::<String>::value(Method::POST, path())),
        no_content(&Request::<Page<User>>::page(Method::GET, path())),
    ];
    for error in errors {
        assert!(error.is_decode() && !error.is_not_found(), "{error}");
    }
}

#[test]
fn nothing_is_an_answer_where_the_request_says_so() {
    let entity = Request::<Option<User>>::entity_or_nothing(Method::GET, path());
    let answer = entity.decode(empty(StatusCode::NO_CONTENT, ""));
    assert_eq!(answer.expect("nothing"), None);
}
