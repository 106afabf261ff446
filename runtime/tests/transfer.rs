//! Large content: downloads, upload sessions.

mod script;
mod shape;

use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use bytes::Bytes;
use http::{Method, StatusCode, header};
use msgraph_runtime::{
    BoxFuture, Client, Content, Error, FileSource, Outcome, Path, Request, RetryPolicy, Transport,
};
use script::clock::QuickClock;
use script::{Script, builder};
use serde_json::{Value, json};

const UNIT: usize = 320 * 1024;
const SESSION: &str = "https://upload.example/s?credential=s3cr3t";

fn client(script: &Arc<Script>) -> Client {
    let builder = builder(script).clock(QuickClock::new());
    builder
        .retry(RetryPolicy::default())
        .build()
        .expect("a client")
}

fn content() -> Request<Bytes> {
    Request::bytes(Method::GET, Path::service("v1.0").literal("content"))
}

fn bytes(length: usize) -> Bytes {
    (0..length)
        .map(|at| (at % 251) as u8)
        .collect::<Vec<_>>()
        .into()
}

/// What was sent: method, range, length.
fn sent(script: &Script) -> Vec<String> {
    let requests = script.requests();
    let lines = requests.iter().map(|request| {
        assert_eq!(request.uri(), SESSION);
        assert!(!request.headers().contains_key(header::AUTHORIZATION));
        let range = request
            .headers()
            .get("content-range")
            .map(|range| range.to_str().expect("text"));
        format!(
            "{} {} {}",
            request.method(),
            range.unwrap_or("-"),
            request.body().len()
        )
    });
    lines.collect()
}

#[tokio::test]
async fn parts_go_where_the_service_wants_them() {
    let script = Script::of(&[
        (202, &[], r#"{"nextExpectedRanges":["327680-"]}"#),
        (202, &[], ""),
        (
            201,
            &[("Location", "https://graph.microsoft.com/v1.0/items/i")],
            r#"{"id":"i"}"#,
        ),
    ]);
    let seen = Arc::new(Mutex::new(Vec::new()));
    let watcher = Arc::clone(&seen);
    let mut upload = client(&script)
        .upload(SESSION, bytes(2 * UNIT + 5))
        .part_size(UNIT)
        .progress(move |progress| {
            watcher
                .lock()
                .expect("a lock")
                .push((progress.sent, progress.total))
        });
    let uploaded = upload.finish::<Value>().await.expect("an item");
    assert_eq!(uploaded.value, None, "nothing says that the answer is JSON");
    assert!(uploaded.location.expect("a place").ends_with("/items/i"));
    assert_eq!(
        sent(&script),
        [
            "PUT bytes 0-327679/655365 327680",
            "PUT bytes 327680-655359/655365 327680",
            "PUT bytes 655360-655364/655365 5",
        ]
    );
    let total = 655_365;
    assert_eq!(
        *seen.lock().expect("a lock"),
        [(327_680, total), (655_360, total), (total, total)]
    );
    assert!(!format!("{upload:?}").contains("s3cr3t"));
}

#[tokio::test]
async fn what_the_service_has_is_not_sent_again() {
    let script = Script::of(&[
        (0, &[], "lost"),
        (
            416,
            &[],
            r#"{"error":{"code":"invalidRange","message":"m"}}"#,
        ),
        (200, &[], r#"{"NextExpectedRanges":["327680-"]}"#),
        (
            200,
            &[("Content-Type", "application/json")],
            r#"{"id":"i"}"#,
        ),
    ]);
    let mut upload = client(&script)
        .upload(SESSION, bytes(UNIT + 1))
        .part_size(UNIT);
    let uploaded = upload.finish::<Value>().await.expect("an item");
    assert_eq!(uploaded.value, Some(json!({"id": "i"})));
    assert_eq!(
        sent(&script),
        [
            "PUT bytes 0-327679/327681 327680",
            "PUT bytes 0-327679/327681 327680",
            "GET - 0",
            "PUT bytes 327680-327680/327681 1",
        ]
    );
}

#[tokio::test]
async fn an_upload_goes_on_after_a_failure_and_in_another_process() {
    let script = Script::of(&[
        (202, &[], ""),
        (500, &[], ""),
        (200, &[], r#"{"nextExpectedRanges":["327680-655360"]}"#),
        (204, &[], ""),
        (200, &[], r#"{"nextExpectedRanges":["0-"]}"#),
        (404, &[], ""),
    ]);
    let client = client(&script);
    let mut upload = client.upload(SESSION, bytes(2 * UNIT)).part_size(UNIT);
    let error = upload.finish::<Value>().await.expect_err("a failure");
    assert_eq!(error.status(), Some(StatusCode::INTERNAL_SERVER_ERROR));
    // 204 is no end of an upload, so there is none, but it is no failure either.
    let error = upload.finish::<Value>().await.expect_err("no end");
    assert!(error.is_decode(), "{error}");
    let mut other = client
        .upload(SESSION, bytes(2 * UNIT))
        .part_size(2 * UNIT)
        .resume();
    let error = other.finish::<Value>().await.expect_err("gone");
    assert!(error.is_not_found());
    assert_eq!(
        sent(&script),
        [
            "PUT bytes 0-327679/655360 327680",
            "PUT bytes 327680-655359/655360 327680",
            "GET - 0",
            "PUT bytes 327680-655359/655360 327680",
            "GET - 0",
            "PUT bytes 0-655359/655360 655360",
        ]
    );
}

#[tokio::test]
async fn a_service_that_wants_the_same_part_for_ever_is_an_error() {
    let again: script::Prepared<'_> = (202, &[], r#"{"nextExpectedRanges":["0-"]}"#);
    let script = Script::of(&[again; 20]);
    let mut upload = client(&script)
        .upload(SESSION, bytes(2 * UNIT))
        .part_size(UNIT);
    assert!(
        upload
            .finish::<Value>()
            .await
            .expect_err("no end")
            .is_decode()
    );
    assert_eq!(script.requests().len(), 6);
}

#[tokio::test]
async fn what_is_no_upload_is_an_error_before() {
    let script = Arc::new(Script::default());
    let client = client(&script);
    for size in [0, 1, UNIT + 1, 200 * UNIT] {
        let error = client
            .upload(SESSION, bytes(9))
            .part_size(size)
            .finish::<Value>()
            .await;
        assert!(error.expect_err("no part").is_request());
    }
    assert!(
        client
            .upload(SESSION, Bytes::new())
            .finish::<Value>()
            .await
            .expect_err("empty")
            .is_request()
    );
    for url in ["http://upload.example/s", "ftp://x", "", "s"] {
        let error = client
            .upload(url, bytes(9))
            .finish::<Value>()
            .await
            .expect_err("no URL");
        assert!(
            error.is_link() && !error.to_string().contains("upload.example"),
            "{error}"
        );
    }
    assert!(script.sent_nothing());
    for path in ["/dev/null", "/", "/nowhere/at/all"] {
        let error = FileSource::open(path).await.expect_err("no file");
        assert!(
            error.is_local() && error.to_string().contains(path),
            "{error}"
        );
    }
}

#[tokio::test]
async fn a_session_can_be_cancelled() {
    let script = Script::of(&[(204, &[], "")]);
    client(&script)
        .upload(SESSION, bytes(9))
        .cancel()
        .await
        .expect("cancelled");
    assert_eq!(sent(&script), ["DELETE - 0"]);
}

#[tokio::test]
async fn a_file_is_a_source() {
    let folder = Folder::new("source");
    let path = folder.0.join("file");
    std::fs::write(&path, bytes(UNIT + 3)).expect("a file");
    let script = Script::of(&[(202, &[], ""), (201, &[], "")]);
    let source = FileSource::open(&path).await.expect("a source");
    let uploaded = client(&script)
        .upload(SESSION, source)
        .part_size(UNIT)
        .finish::<Value>()
        .await;
    assert_eq!(uploaded.expect("an end").value, None);
    let requests = script.requests();
    assert_eq!(
        [requests[0].body().as_ref(), requests[1].body()].concat(),
        bytes(UNIT + 3)
    );
}

#[tokio::test]
async fn a_part_can_be_asked_for() {
    let script = Script::of(&[
        (
            206,
            &[
                ("Content-Range", "bytes 3-5/9"),
                ("Content-Type", "text/plain"),
                ("ETag", "\"e\""),
            ],
            "def",
        ),
        (
            404,
            &[],
            r#"{"error":{"code":"itemNotFound","message":"m"}}"#,
        ),
    ]);
    let client = client(&script);
    let mut download = client
        .download(content().range(3..6))
        .await
        .expect("content");
    assert_eq!(
        (download.begins_at(), download.remaining()),
        (Some(3), Some(3))
    );
    assert_eq!(download.media_type(), Some("text/plain"));
    assert_eq!(
        download.chunk().await.expect("bytes").as_deref(),
        Some(&b"def"[..])
    );
    assert_eq!(download.chunk().await.expect("an end"), None);
    assert_eq!(script.only_request().headers()["range"], "bytes=3-5");
    let error = client
        .download(content().range(3..))
        .await
        .expect_err("nothing");
    assert!(error.is_not_found() && error.graph_error().is_some());
    assert_eq!(script.only_request().headers()["range"], "bytes=3-");
}

/// Serves content, and breaks off after so many bytes of each answer.
struct Breaking {
    content: Mutex<(Bytes, &'static str)>,
    after: usize,
    ranges: Mutex<Vec<Option<String>>>,
}

impl Transport for Breaking {
    fn send(&self, request: http::Request<Content>) -> BoxFuture<'_, Outcome> {
        let (content, tag) = self.content.lock().expect("a lock").clone();
        let header = |name: &str| {
            request
                .headers()
                .get(name)
                .map(|value| value.to_str().expect("text").to_owned())
        };
        let range = header("range");
        self.ranges.lock().expect("a lock").push(range.clone());
        let same = header("if-range").is_none_or(|known| known == tag);
        let first = range.filter(|_| same).map(|range| {
            let first = range.trim_start_matches("bytes=").trim_end_matches('-');
            first.parse::<usize>().expect("a number")
        });
        let mut answer = http::Response::builder().header("ETag", tag);
        let start = first.unwrap_or(0);
        if first.is_some() {
            let range = format!("bytes {start}-{}/{}", content.len() - 1, content.len());
            answer = answer.status(206).header("Content-Range", range);
        }
        let rest = content.slice(start..);
        let broken = rest.len() > self.after;
        let first = rest.slice(..self.after.min(rest.len()));
        let stream = Once(Some(first), broken);
        let body = Content::from_stream(Some(rest.len() as u64), Box::pin(stream));
        let answer = answer.body(body).expect("an answer");
        Box::pin(async { Ok(answer) })
    }
}

struct Once(Option<Bytes>, bool);

impl futures_core::Stream for Once {
    type Item = Result<Bytes, Error>;

    fn poll_next(
        mut self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Self::Item>> {
        let broken = self.1.then(|| Err(Error::transport("broken off")));
        std::task::Poll::Ready(self.0.take().map(Ok).or(broken))
    }
}

/// A folder that is gone afterwards.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let name = format!("msgraph-runtime-{name}-{}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&folder).expect("a folder");
        Self(folder)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[tokio::test]
async fn a_file_is_complete_or_not_there() {
    let folder = Folder::new("download");
    let path = folder.0.join("file");
    let breaking = Arc::new(Breaking {
        content: Mutex::new((bytes(1000), "\"one\"")),
        after: 300,
        ranges: Mutex::default(),
    });
    let builder = |retries| {
        Client::builder()
            .transport(Arc::clone(&breaking))
            .retry(RetryPolicy::default().max_retries(retries))
            .clock(QuickClock::new())
    };
    let ranges = || std::mem::take(&mut *breaking.ranges.lock().expect("a lock"));
    // Each attempt gets on, so one retry is enough for all of them.
    let client = builder(1).build().expect("a client");
    let length = client
        .download_to_file(content(), &path)
        .await
        .expect("a file");
    assert_eq!(length, 1000);
    assert_eq!(std::fs::read(&path).expect("a file"), bytes(1000));
    let expected = [
        None,
        Some("bytes=300-"),
        Some("bytes=600-"),
        Some("bytes=900-"),
    ];
    assert_eq!(ranges(), expected.map(|range| range.map(str::to_owned)));
    let left: Vec<_> = std::fs::read_dir(&folder.0).expect("a folder").collect();
    assert_eq!(left.len(), 1, "{left:?}");

    // Another call goes on where this one ended, as long as the content is the same.
    let impatient = builder(0).build().expect("a client");
    let path = folder.0.join("other");
    for _ in 0..2 {
        let error = impatient
            .download_to_file(content(), &path)
            .await
            .expect_err("broken");
        assert!(error.is_transport() && !path.exists(), "{error}");
    }
    *breaking.content.lock().expect("a lock") = (bytes(700), "\"two\"");
    assert_eq!(
        client
            .download_to_file(content(), &path)
            .await
            .expect("a file"),
        700
    );
    assert_eq!(std::fs::read(&path).expect("a file"), bytes(700));
    let expected = [
        None,
        Some("bytes=300-"),
        Some("bytes=600-"),
        Some("bytes=300-"),
        Some("bytes=600-"),
    ];
    assert_eq!(ranges(), expected.map(|range| range.map(str::to_owned)));
}
