//! Upload sessions that are interrupted.

use std::sync::{Arc, Mutex};

use bytes::Bytes;
use http::Method;
use msgraph_runtime::test_util::{Fault, Server, When, generated_bytes};
use msgraph_runtime::{Client, FileSource, Request};
use serde_json::{Value, json};

use crate::files::{CONTENT, Folder, drive, item};
use crate::support::{client, serve};

const UNIT: usize = 320 * 1024;
/// Seven parts, the last of which is short.
const LENGTH: usize = 6 * UNIT + 12_345;

fn content() -> Bytes {
    generated_bytes(0, LENGTH).into()
}

/// The URL of a new session.
async fn session(client: &Client) -> String {
    let path = item().literal("createUploadSession");
    let request: Request<Value> = Request::entity(Method::POST, path).json(&json!({}));
    let session = client.send(request).await.expect("a session");
    session["uploadUrl"].as_str().expect("a URL").to_owned()
}

fn parts() -> When {
    When::every().method("PUT").path("/upload-sessions/*")
}

/// The content is there, and no request to the session had a token.
fn assert_uploaded(server: &Server) {
    assert!(server.content(CONTENT) == Some(content()), "other content");
    assert_eq!(server.open_uploads(), 0);
    for request in server.requests() {
        if request.path().starts_with("/upload-sessions/") {
            request.assert_no_header("authorization");
        }
    }
}

#[tokio::test]
async fn lost_answers_lose_and_double_nothing() {
    let server = serve(drive());
    // The second part arrives and its answer does not, the fourth does not arrive.
    server.fault(parts().nth(2), Fault::dropped().after_effect());
    server.fault(parts().nth(5), Fault::dropped());
    server.fault(parts().nth(7), Fault::unavailable().retry_after("1"));
    let client = client(&server);
    let url = session(&client).await;
    let seen = Arc::new(Mutex::new(Vec::new()));
    let watcher = Arc::clone(&seen);
    let mut upload = client
        .upload(url, content())
        .part_size(UNIT)
        .progress(move |progress| watcher.lock().expect("a lock").push(progress.sent));
    let uploaded = upload.finish::<Value>().await.expect("the item");
    assert_eq!(uploaded.value.expect("the item")["size"], LENGTH);
    let seen = seen.lock().expect("a lock");
    assert!(seen.is_sorted(), "{seen:?}");
    assert_eq!(seen.last(), Some(&(LENGTH as u64)));
    drop(seen);
    assert_uploaded(&server);
}

#[tokio::test]
async fn another_process_goes_on_where_the_service_says() {
    let folder = Folder::new();
    let file = folder.file("report.bin");
    std::fs::write(&file, content()).expect("a file");
    let server = serve(drive().ranges_name("NEXTexpectedRANGES"));
    let (url, broken) = {
        let client = client(&server);
        let url = session(&client).await;
        server.fault(parts().skip(3), Fault::bad_gateway());
        let source = FileSource::open(&file).await.expect("the file");
        let mut upload = client.upload(&url, source).part_size(UNIT);
        (url, upload.finish::<Value>().await)
    };
    let error = broken.expect_err("a bad gateway");
    assert_eq!(error.status().map(|status| status.as_u16()), Some(502));
    server.clear_faults();
    server.take_requests();

    let source = FileSource::open(&file).await.expect("the file");
    let client = client(&server);
    let mut upload = client.upload(&url, source).part_size(UNIT).resume();
    upload.finish::<Value>().await.expect("the item");
    let requests = server.requests();
    let ranges = requests
        .iter()
        .map(|request| request.header("content-range"));
    let ranges: Vec<_> = ranges.flatten().collect();
    assert_eq!(
        ranges.len(),
        4,
        "three of seven parts were there: {ranges:?}"
    );
    assert!(ranges[0].starts_with(&format!("bytes {}-", 3 * UNIT)));
    assert_uploaded(&server);
}

#[tokio::test]
async fn an_upload_goes_on_by_itself_after_an_error() {
    let server = serve(drive());
    server.fault(parts().nth(3), Fault::bad_gateway().after_effect());
    let client = client(&server);
    let url = session(&client).await;
    let mut upload = client.upload(url, content()).part_size(UNIT);
    upload.finish::<Value>().await.expect_err("a bad gateway");
    upload.finish::<Value>().await.expect("the item");
    assert_uploaded(&server);
}

#[tokio::test]
async fn a_session_that_expired_or_was_cancelled_is_gone() {
    let server = serve(drive());
    let client = client(&server);
    let url = session(&client).await;
    server.fault(parts().nth(2), Fault::bad_gateway());
    let mut upload = client.upload(&url, content()).part_size(UNIT);
    upload.finish::<Value>().await.expect_err("a bad gateway");
    server.expire_uploads();
    let error = upload.finish::<Value>().await.expect_err("it expired");
    assert!(error.is_not_found(), "{error}");

    let url = session(&client).await;
    client
        .upload(&url, content())
        .cancel()
        .await
        .expect("cancelled");
    let error = client.upload(&url, content()).finish::<Value>().await;
    assert!(error.expect_err("it is gone").is_not_found());
    assert_eq!(server.content(CONTENT), None);
}

#[tokio::test]
async fn a_short_part_is_refused_before_it_is_sent() {
    let server = serve(drive());
    let client = client(&server);
    let url = session(&client).await;
    let mut upload = client.upload(url, content()).part_size(UNIT + 1);
    let error = upload.finish::<Value>().await.expect_err("not a multiple");
    assert!(error.is_request(), "{error}");
    assert_eq!(server.request_count(), 1);
}
