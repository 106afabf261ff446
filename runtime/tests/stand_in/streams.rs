//! Media streams.

use crate::client::call;
use crate::fixture::{APPLICATION, USER, directory, serve};

#[test]
fn a_stream_is_empty_then_holds_what_was_put_there_until_it_is_removed() {
    let server = serve(
        directory()
            .stream(APPLICATION, "logo")
            .stream(USER, "$value"),
    );
    for path in ["/applications/a1/logo", "/users/u1/$value"] {
        assert_eq!(call(&server, "GET", path).send().status, 404);
        let put = call(&server, "PUT", path)
            .header("Content-Type", "image/png")
            .text("\u{0}bytes");
        assert_eq!(put.status, 204);
        let read = call(&server, "GET", path).send();
        assert_eq!((read.status, read.text.as_str()), (200, "\u{0}bytes"));
        assert_eq!(read.header("content-type"), Some("image/png"));
        assert_eq!(call(&server, "DELETE", path).send().status, 204);
        assert_eq!(call(&server, "GET", path).send().status, 404);
        assert_eq!(call(&server, "POST", path).send().status, 405);
    }
    assert_eq!(call(&server, "GET", "/users/u1/logo").send().status, 400);
}

#[test]
fn an_upload_can_be_answered_with_the_entity() {
    let server = serve(
        directory()
            .stream(APPLICATION, "logo")
            .uploads_answer_entity(),
    );
    let put = call(&server, "PUT", "/applications/a1/logo").header("Content-Type", "image/png");
    let answer = put.text("x");
    assert_eq!(answer.status, 200);
    assert_eq!(answer.json()["displayName"], "Payroll");
}
