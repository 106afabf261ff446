//! Downloads, whole and in parts.

use crate::client::{Reply, call};
use crate::fixture::{USER, directory, serve};
use msgraph_runtime::test_util::{Server, generated_bytes};
use std::io::{Read, Write};
use std::net::TcpStream;

const PHOTO: &str = "/users/u1/photo";

fn server() -> Server {
    let server = serve(directory().stream(USER, "photo"));
    let put = call(&server, "PUT", PHOTO).header("content-type", "image/png");
    put.text("0123456789").assert_no_content();
    server
}

fn ranged(server: &Server, range: &str) -> Reply {
    call(server, "GET", PHOTO).header("range", range).send()
}

#[test]
fn a_part_is_told_where_it_is() {
    let server = server();
    for (range, text, content_range) in [
        ("bytes=2-4", "234", "bytes 2-4/10"),
        ("bytes=7-", "789", "bytes 7-9/10"),
        ("bytes=-2", "89", "bytes 8-9/10"),
        ("bytes=8-99", "89", "bytes 8-9/10"),
    ] {
        let reply = ranged(&server, range);
        assert_eq!((reply.status, reply.text.as_str()), (206, text), "{range}");
        assert_eq!(reply.header("content-range"), Some(content_range));
    }
    let whole = ranged(&server, "bytes=0-1,4-5");
    assert_eq!((whole.status, whole.text.as_str()), (200, "0123456789"));
    assert_eq!(whole.header("accept-ranges"), Some("bytes"));
}

#[test]
fn a_part_outside_is_refused() {
    let reply = ranged(&server(), "bytes=10-");
    reply.assert_refused(416, "invalidRange", &[]);
    assert_eq!(reply.header("content-range"), Some("bytes */10"));
}

#[test]
fn a_part_of_what_has_changed_is_the_whole() {
    let server = server();
    let tag = ranged(&server, "bytes=0-0")
        .header("etag")
        .expect("a tag")
        .to_owned();
    let rest = || {
        let call = call(&server, "GET", PHOTO).header("range", "bytes=5-");
        call.header("if-range", &tag).send()
    };
    assert_eq!((rest().status, rest().text.as_str()), (206, "56789"));
    let unchanged = call(&server, "GET", PHOTO)
        .header("if-none-match", &tag)
        .send();
    assert_eq!(unchanged.status, 304);
    call(&server, "PUT", PHOTO)
        .header("content-type", "image/png")
        .text("abc");
    assert_eq!((rest().status, rest().text.as_str()), (200, "abc"));
}

#[test]
fn large_content_is_made_while_it_is_sent() {
    let size: u64 = 1 << 40;
    let server = serve(
        directory()
            .stream(USER, "photo")
            .generated_content(PHOTO, size),
    );
    let middle = size / 2 + 3;
    let reply = ranged(&server, &format!("bytes={middle}-{}", middle + 99_999));
    assert_eq!(
        (reply.status, reply.bytes),
        (206, generated_bytes(middle, 100_000))
    );

    // The beginning of all of it; the rest is not waited for.
    let mut stream = TcpStream::connect(server.address()).expect("the server listens");
    let request = format!("GET /beta{PHOTO} HTTP/1.1\r\nhost: localhost\r\n\r\n");
    stream
        .write_all(request.as_bytes())
        .expect("the server reads");
    let mut start = vec![0; 300_000];
    stream.read_exact(&mut start).expect("an answer");
    let reply = Reply::parse(&start);
    assert_eq!(
        reply.header("content-length"),
        Some(size.to_string().as_str())
    );
    assert_eq!(reply.bytes, generated_bytes(0, reply.bytes.len()));
}

#[test]
fn generated_content_needs_a_stream() {
    let error = directory()
        .generated_content("/users/u1", 5)
        .serve()
        .expect_err("no stream");
    assert!(error.to_string().contains("not a media stream"), "{error}");
}
