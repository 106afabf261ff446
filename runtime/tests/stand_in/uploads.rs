//! Upload sessions.

use crate::client::{Reply, call, raw, target};
use msgraph_runtime::test_util::{Directory, Fault, Server, When, generated_bytes};
use serde_json::{Value, json};

const ITEM: &str = "microsoft.graph.driveItem";
const UNIT: usize = 320 * 1024;
const NEW: &str = "/drives/d1/items/root:/a/b.bin:";

fn drive() -> Directory {
    Directory::new("beta")
        .entity_set("drives", "microsoft.graph.drive")
        .contained("microsoft.graph.drive", "items", ITEM)
        .contained(ITEM, "children", ITEM)
        .by_path(ITEM, "children", "name")
        .upload_sessions(ITEM, "content")
        .token("secret")
        .entity("drives", json!({"id": "d1"}))
        .contained_entity("/drives/d1/items", json!({"id": "root", "name": "root"}))
        .contained_entity(
            "/drives/d1/items/root/children",
            json!({"id": "a", "name": "a"}),
        )
}

fn serve(directory: Directory) -> Server {
    directory.serve().expect("the directory is sound")
}

fn create(server: &Server, path: &str, body: &Value) -> Reply {
    call(server, "POST", &format!("{path}/createUploadSession"))
        .header("authorization", "Bearer secret")
        .json(body)
}

/// The raw path of a new session.
fn session(server: &Server, path: &str) -> String {
    let reply = create(server, path, &json!({}));
    assert_eq!(reply.status, 200, "{}", reply.text);
    let url = reply.json()["uploadUrl"]
        .as_str()
        .expect("a URL")
        .to_owned();
    target(server, &url).to_owned()
}

/// A part of so many bytes from an offset on.
fn put(server: &Server, session: &str, first: usize, length: usize, total: usize) -> Reply {
    let range = format!("bytes {first}-{}/{total}", first + length - 1);
    raw(server, "PUT", session)
        .header("content-range", &range)
        .bytes(&generated_bytes(first as u64, length))
}

fn next(reply: &Reply) -> Value {
    reply.json()["nextExpectedRanges"].clone()
}

#[test]
fn parts_become_the_content_of_a_new_item() {
    let server = serve(drive());
    let total = 2 * UNIT + 1000;
    let session = session(&server, NEW);
    assert!(!session.starts_with("/beta"), "{session}");
    for (first, length, expected) in [(0, UNIT, "327680-"), (UNIT, UNIT, "655360-")] {
        let reply = put(&server, &session, first, length, total);
        assert_eq!((reply.status, next(&reply)), (202, json!([expected])));
    }
    assert_eq!(server.open_uploads(), 1);
    let done = put(&server, &session, 2 * UNIT, 1000, total);
    assert_eq!((done.status, &done.json()["name"]), (201, &json!("b.bin")));
    assert_eq!(done.json()["size"], total);
    let content = server
        .content(&format!("{NEW}/content"))
        .expect("the content");
    assert_eq!(content, generated_bytes(0, total));
    assert_eq!(server.open_uploads(), 0);
    assert_eq!(raw(&server, "GET", &session).send().status, 404);
    assert!(
        server.requests()[1].body.is_empty(),
        "the bytes are not kept twice"
    );
}

#[test]
fn a_session_replaces_the_content_of_an_item() {
    let server = serve(drive());
    let session = session(&server, "/drives/d1/items/root/children/a");
    assert_eq!(put(&server, &session, 0, 10, 10).status, 201);
    let content = server.content("/drives/d1/items/root/children/a/content");
    assert_eq!(content.as_deref(), Some(generated_bytes(0, 10).as_slice()));
    let failing = json!({"item": {"@microsoft.graph.conflictBehavior": "fail"}});
    create(&server, "/drives/d1/items/root:/a:", &failing).assert_refused(
        409,
        "nameAlreadyExists",
        &[],
    );
    assert_eq!(create(&server, NEW, &failing).status, 200);
}

#[test]
fn parts_out_of_order_are_told_what_is_next() {
    let server = serve(drive());
    let session = session(&server, NEW);
    let total = 3 * UNIT;
    assert_eq!(put(&server, &session, 0, UNIT, total).status, 202);
    for first in [0, 2 * UNIT] {
        let reply = put(&server, &session, first, UNIT, total);
        reply.assert_refused(416, "invalidRange", &[]);
        assert_eq!(next(&reply), json!(["327680-"]));
    }
    let status = raw(&server, "GET", &session).send();
    assert_eq!((status.status, next(&status)), (200, json!(["327680-"])));
    assert!(
        status.json()["expirationDateTime"]
            .as_str()
            .is_some_and(|time| time.ends_with('Z'))
    );
    assert_eq!(put(&server, &session, UNIT, 2 * UNIT, total).status, 201);
}

#[test]
fn parts_that_are_wrong_are_refused() {
    let server = serve(drive());
    let session = session(&server, NEW);
    let part = |range: &str, length: usize| {
        let put = raw(&server, "PUT", &session).header("content-range", range);
        put.bytes(&vec![0; length]).refusal()
    };
    let missing = raw(&server, "PUT", &session).bytes(&[0; 10]).refusal();
    for (refusal, words) in [
        (missing, "missing"),
        (part("bytes 0-9", 10), "wrong"),
        (part("bytes 0-9/100", 10), "multiple"),
        (part("bytes 0-9/10", 9), "as long"),
    ] {
        assert_eq!((refusal.0, refusal.1.as_str()), (400, "invalidRequest"));
        assert!(refusal.2.contains(words), "{}", refusal.2);
    }
    let (status, ..) = part(&format!("bytes 0-9/{}", u64::MAX), 10);
    assert_eq!(status, 413);
    assert_eq!(put(&server, &session, 0, UNIT, 2 * UNIT).status, 202);
    let other_total = put(&server, &session, UNIT, UNIT, 2 * UNIT + 1).refusal();
    assert!(other_total.2.contains("agree"), "{}", other_total.2);
    assert_eq!(raw(&server, "PATCH", &session).send().status, 405);
}

#[test]
fn a_token_is_refused_where_the_address_is_the_secret() {
    let server = serve(drive());
    let session = session(&server, NEW);
    let put = raw(&server, "PUT", &session)
        .header("authorization", "Bearer secret")
        .header("content-range", "bytes 0-9/10")
        .bytes(&[0; 10]);
    put.assert_refused(401, "InvalidAuthenticationToken", &["takes none"]);
    assert_eq!(server.open_uploads(), 1);
}

#[test]
fn a_session_is_given_up_or_expires() {
    let server = serve(drive());
    let first = session(&server, NEW);
    let second = session(&server, NEW);
    raw(&server, "DELETE", &first).send().assert_no_content();
    assert_eq!(raw(&server, "GET", &first).send().status, 404);
    assert_eq!(raw(&server, "GET", &second).send().status, 200);
    server.expire_uploads();
    let expired = put(&server, &second, 0, 10, 10);
    expired.assert_refused(404, "itemNotFound", &[]);
    assert_eq!(server.content(&format!("{NEW}/content")), None);
}

#[test]
fn ranges_come_in_another_spelling() {
    let server = serve(drive().ranges_name("NextExpectedRanges"));
    let reply = create(&server, NEW, &json!({})).json();
    assert_eq!(reply["NextExpectedRanges"], json!(["0-"]));
    assert_eq!(reply.get("nextExpectedRanges"), None);
}

#[test]
fn a_part_can_arrive_and_its_answer_not() {
    let server = serve(drive());
    let session = session(&server, NEW);
    let when = When::every()
        .method("PUT")
        .path("/upload-sessions/*")
        .nth(1);
    let lost = server.fault(when, Fault::dropped().after_effect());
    let range = format!("bytes 0-{}/{}", UNIT - 1, UNIT + 1);
    let put_raw = raw(&server, "PUT", &session).header("content-range", &range);
    let body = String::from_utf8(vec![b'x'; UNIT]).expect("text");
    assert_eq!(put_raw.body(&body).exchange(), b"");
    assert_eq!(lost.given(), 1);
    let status = raw(&server, "GET", &session).send();
    assert_eq!(next(&status), json!(["327680-"]));
}

#[test]
fn a_name_can_be_wished_for_and_small_content_be_put_at_once() {
    let server = serve(drive());
    let reply = create(&server, NEW, &json!({"item": {"name": "c.bin"}})).json();
    let url = reply["uploadUrl"].as_str().expect("a URL");
    let done = put(&server, target(&server, url), 0, 5, 5);
    assert_eq!(done.json()["name"], "c.bin");

    let put_new = |path: &str| {
        call(&server, "PUT", path)
            .header("authorization", "Bearer secret")
            .header("content-type", "text/plain")
            .text("hello")
    };
    let created = put_new(&format!("{NEW}/content"));
    assert_eq!((created.status, &created.json()["size"]), (201, &json!(5)));
    let content = server.content(&format!("{NEW}/content"));
    assert_eq!(content.as_deref(), Some(b"hello".as_slice()));
    assert_eq!(
        put_new("/drives/d1/items/root:/no/such/b.bin:/content").status,
        404
    );
    assert_eq!(put_new("/drives/d1/items/root:/x.bin:").status, 404);
}
