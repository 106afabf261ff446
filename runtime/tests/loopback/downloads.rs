//! Content that breaks off on its way into a file.

use bytes::Bytes;
use http::Method;
use msgraph_runtime::test_util::{Directory, Fault, Server, When, generated_bytes};
use msgraph_runtime::{Error, Request, RetryPolicy};

use crate::files::Folder;
use crate::support::clock::TestClock;
use crate::support::{USER, builder, built, client, directory, serve, user, with_users};

const LENGTH: u64 = 3_000_000;

fn photos() -> Directory {
    with_users(directory(), ["ada".to_owned()])
        .stream(USER, "photo")
        .generated_content("/users/ada/photo", LENGTH)
}

fn photo() -> Request<Bytes> {
    Request::bytes(Method::GET, user("ada").literal("photo"))
}

fn ranges(server: &Server) -> Vec<Option<String>> {
    let requests = server.take_requests();
    let ranges = requests.iter().map(|request| request.header("range"));
    ranges.map(|range| range.map(str::to_owned)).collect()
}

fn whole() -> Vec<u8> {
    generated_bytes(0, LENGTH as usize)
}

#[tokio::test]
async fn what_breaks_off_is_asked_for_from_there() {
    let server = serve(photos());
    server.fault(When::every().times(3), Fault::cut());
    let folder = Folder::new();
    let file = folder.file("photo");
    let written = client(&server).download_to_file(photo(), &file).await;
    assert_eq!(written.expect("the file"), LENGTH);
    assert!(
        std::fs::read(&file).expect("the file") == whole(),
        "other content"
    );
    assert_eq!(folder.names(), ["photo"]);
    // Half of what is left comes each time.
    let ranges = ranges(&server);
    assert_eq!(ranges[0], None);
    assert_eq!(ranges[1].as_deref(), Some("bytes=1500000-"));
    assert_eq!(ranges[2].as_deref(), Some("bytes=2250000-"));
    assert_eq!(ranges.len(), 4);
}

#[tokio::test]
async fn another_process_goes_on_if_the_content_is_the_same() {
    let server = serve(photos());
    let folder = Folder::new();
    let file = folder.file("photo");
    let half = || server.fault(When::every().times(1), Fault::cut());
    let once = || {
        let builder = builder(&server, &TestClock::new());
        built(builder.retry(RetryPolicy::none()))
    };
    half();
    let error = once().download_to_file(photo(), &file).await;
    assert!(error.is_err_and(|error| error.is_transport()));
    assert_eq!(folder.names(), ["photo.part", "photo.part.etag"]);
    once()
        .download_to_file(photo(), &file)
        .await
        .expect("the rest");
    assert!(
        std::fs::read(&file).expect("the file") == whole(),
        "other content"
    );
    assert_eq!(ranges(&server)[1].as_deref(), Some("bytes=1500000-"));

    half();
    once()
        .download_to_file(photo(), &file)
        .await
        .expect_err("cut");
    let changed: Request<()> = Request::nothing(Method::PUT, user("ada").literal("photo"));
    let changed = changed.content("image/png", "other");
    client(&server).send(changed).await.expect("another photo");
    once()
        .download_to_file(photo(), &file)
        .await
        .expect("all of it");
    assert_eq!(std::fs::read(&file).expect("the file"), b"other");
    assert_eq!(folder.names(), ["photo"]);
}

#[tokio::test]
async fn a_stream_that_breaks_off_says_so() {
    let server = serve(photos());
    server.fault(When::every().times(1), Fault::cut());
    let mut download = client(&server).download(photo()).await.expect("the head");
    let mut read = 0;
    let error: Error = loop {
        match download.chunk().await {
            Ok(Some(chunk)) => read += chunk.len() as u64,
            Ok(None) => panic!("it ended as if it were all"),
            Err(error) => break error,
        }
    };
    assert!(error.is_transport(), "{error}");
    assert!(read <= LENGTH / 2);
    let rest = client(&server).download(photo().range(read..)).await;
    assert_eq!(rest.expect("the rest").begins_at(), Some(read));
}

#[tokio::test]
async fn what_is_larger_than_an_answer_may_be_is_read_as_a_stream() {
    let server = serve(photos());
    let client = built(builder(&server, &TestClock::new()).max_response_size(1024));
    let error = client.send(photo()).await.expect_err("too large");
    assert!(error.is_too_large(), "{error}");
    let mut download = client.download(photo()).await.expect("the head");
    assert_eq!(download.remaining(), Some(LENGTH));
    let mut read = Vec::new();
    while let Some(chunk) = download.chunk().await.expect("a chunk") {
        read.extend_from_slice(&chunk);
    }
    assert!(read == whole(), "other content");
}
