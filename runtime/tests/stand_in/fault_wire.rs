//! Faults of the connection and of the framing, and what the request did all the same.

use crate::client::{Reply, call};
use crate::fixture::server;
use msgraph_runtime::test_util::{Fault, Server, When};
use serde_json::json;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

/// The bytes that come back for the creation of a user, and whether it is there then.
fn create(server: &Server) -> (Vec<u8>, bool) {
    let body = json!({"id": "u9", "displayName": "Radia"}).to_string();
    let call = call(server, "POST", "/users").header("content-type", "application/json");
    let reply = call.body(&body).exchange();
    (reply, server.entity("/users/u9").is_some())
}

/// The same with this fault.
fn spoiled(fault: Fault) -> (Vec<u8>, bool) {
    let server = server();
    let count = server.fault(When::every(), fault);
    let outcome = create(&server);
    assert_eq!(count.given(), 1);
    outcome
}

/// The value of `Content-Length`, and how many bytes there are.
fn lengths(reply: &Reply) -> (usize, usize) {
    let announced = reply.header("content-length").expect("a length");
    (announced.parse().expect("a number"), reply.bytes.len())
}

#[test]
fn a_connection_is_dropped_before_or_after_the_effect() {
    assert_eq!(spoiled(Fault::dropped()), (Vec::new(), false));
    assert_eq!(spoiled(Fault::dropped().after_effect()), (Vec::new(), true));
}

#[test]
fn a_body_breaks_off_in_the_middle() {
    let (reply, effect) = spoiled(Fault::cut());
    let reply = Reply::parse(&reply);
    let (announced, came) = lengths(&reply);
    assert!(effect);
    assert_eq!((reply.status, came), (201, announced / 2));
    assert!(reply.text.starts_with('{') && came > 10);
}

#[test]
fn a_head_breaks_off_where_there_is_no_body() {
    let server = server();
    server.fault(When::every().method("DELETE"), Fault::cut());
    let reply = call(&server, "DELETE", "/users/u1").exchange();
    assert!(reply.starts_with(b"HTTP/1.1 204 No Content\r\n"));
    assert!(!reply.ends_with(b"\r\n\r\n"));
    assert_eq!(server.entity("/users/u1"), None);
}

#[test]
fn half_a_body_comes_as_if_it_were_whole() {
    let (reply, effect) = spoiled(Fault::half_body());
    let reply = Reply::parse(&reply);
    let (announced, came) = lengths(&reply);
    assert!(effect);
    assert_eq!((reply.status, came), (201, announced));
    let error = serde_json::from_str::<serde_json::Value>(&reply.text).expect_err("half of it");
    assert!(error.is_eof(), "{error}");
}

#[test]
fn a_length_can_be_too_long_or_too_short() {
    for (fault, off_by) in [
        (Fault::length_too_long(7), 7),
        (Fault::length_too_short(5), -5),
    ] {
        let (reply, effect) = spoiled(fault);
        let reply = Reply::parse(&reply);
        let (announced, came) = lengths(&reply);
        assert!(effect);
        assert_eq!(announced as i64 - came as i64, off_by);
        assert_eq!(reply.json()["id"], "u9");
    }
}

#[test]
fn bytes_come_slowly() {
    let server = server();
    server.fault(When::every(), Fault::slow(40, Duration::from_millis(2)));
    let start = Instant::now();
    let reply = call(&server, "GET", "/users").send();
    assert_eq!(reply.ids(), ["u1", "u2"]);
    let chunks = reply.bytes.len().div_ceil(40) as u32;
    assert!(chunks > 2 && start.elapsed() >= Duration::from_millis(2) * chunks);
}

#[test]
fn a_header_comes_twice() {
    let (reply, effect) = spoiled(Fault::duplicate_header("Content-Type", "text/html"));
    let reply = Reply::parse(&reply);
    assert!(effect);
    assert_eq!((reply.status, reply.count("content-type")), (201, 2));

    let (reply, _) = spoiled(Fault::duplicate_header("Content-Length", "3"));
    let reply = Reply::parse(&reply);
    assert_eq!(reply.count("content-length"), 2);
    assert_eq!(reply.json()["id"], "u9");

    let (reply, _) = spoiled(Fault::duplicate_header("x-new", "1"));
    assert_eq!(Reply::parse(&reply).count("x-new"), 2);
}

#[test]
fn a_header_is_huge() {
    let (reply, effect) = spoiled(Fault::huge_header(1024 * 1024));
    let reply = Reply::parse(&reply);
    assert!(effect);
    let huge = reply.header("x-ms-huge").expect("the header");
    assert_eq!((reply.status, huge.len()), (201, 1024 * 1024));
}

#[test]
fn an_answer_without_a_body_gets_one_to_spoil() {
    for (fault, status) in [
        (Fault::half_body(), 200),
        (Fault::length_too_long(1), 200),
        (Fault::slow(1, Duration::ZERO), 204),
    ] {
        let server = server();
        server.fault(When::every(), fault);
        assert_eq!(call(&server, "DELETE", "/users/u1").send().status, status);
        assert_eq!(server.entity("/users/u1"), None);
    }
}

#[test]
fn a_connection_goes_on_until_its_fault() {
    let server = server();
    server.fault(When::every().nth(2), Fault::dropped());
    let mut stream = TcpStream::connect(server.address()).expect("the server listens");
    let request = b"GET /beta/users/$count HTTP/1.1\r\nhost: localhost\r\n\r\n";
    stream.write_all(request).expect("the server reads");
    let mut first = vec![0; 4096];
    let read = stream.read(&mut first).expect("an answer");
    assert_eq!(Reply::parse(&first[..read]).text, "2");
    stream.write_all(request).expect("the server reads");
    let mut rest = Vec::new();
    stream.read_to_end(&mut rest).expect("the server ends");
    assert!(rest.is_empty());
    assert_eq!(call(&server, "GET", "/users/$count").send().text, "2");
}
