//! What happens between a request and the transport: tries, waits, redirects, tokens, limits.

mod script;
mod shape;

use std::future::pending;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;
use http::{Method, StatusCode, header};
use msgraph_runtime::layers::{Ended, Try};
use msgraph_runtime::{
    BoxFuture, Client, ClientBuilder, Content, Error, Observer, Outcome, Path, Request,
    RetryPolicy, Source, Token, TokenRequest, TokenSource, Transport,
};
use script::clock::QuickClock;
use script::{Prepared, Script, builder};
use shape::{applications, connector_groups};

const THROTTLED: Prepared<'static> = (429, &[("Retry-After", "2.128")], "");
const GONE: Prepared<'static> = (504, &[], "");
const ON: Prepared<'static> = (302, &[("Location", "/x")], "");
const FOUND: Prepared<'static> = (200, &[], "{}");

fn patient(script: &Arc<Script>, clock: &QuickClock) -> ClientBuilder {
    builder(script)
        .retry(RetryPolicy::default())
        .clock(clock.clone())
}

/// What came of reading an application, and how long was waited for it.
async fn read(answers: &[Prepared<'_>]) -> (Result<u32, Error>, Vec<u128>) {
    let (script, clock) = (Script::of(answers), QuickClock::new());
    let client = patient(&script, &clock).build().expect("a client");
    let answer = client.answer(applications().id("a").get()).await;
    assert_eq!(
        script.requests().len() as u32,
        match &answer {
            Ok(answer) => answer.tries,
            Err(error) => error.tries(),
        }
    );
    (answer.map(|answer| answer.tries), clock.waits())
}

#[tokio::test]
async fn waits_are_those_that_the_service_asks_for() {
    let (tries, waits) = read(&[
        THROTTLED,
        (
            503,
            &[("Retry-After", "Sun, 06 Nov 1994 08:50:37 GMT")],
            "<html>",
        ),
        (504, &[], ""),
        (0, &[], "connect"),
        FOUND,
    ])
    .await;
    assert_eq!(tries.expect("an application"), 5);
    // The second one is a date that the first wait brought nearer; then half of 4 and of 8 seconds.
    assert_eq!(waits, [2128, 57_872, 2000, 4000]);
}

#[tokio::test]
async fn a_service_that_stays_away_is_an_error() {
    let (tries, waits) = read(&[GONE; 7]).await;
    let error = tries.expect_err("no answer");
    assert_eq!(error.status(), Some(StatusCode::GATEWAY_TIMEOUT));
    assert_eq!(error.tries(), 6);
    assert!(error.to_string().contains("after 6 tries"), "{error}");
    assert_eq!(waits, [500, 1000, 2000, 4000, 8000]);
}

#[tokio::test]
async fn nobody_waits_for_longer_than_there_is_time() {
    let (tries, waits) = read(&[(429, &[("Retry-After", "3600")], "")]).await;
    let error = tries.expect_err("no answer");
    assert!(error.is_throttled());
    assert_eq!(error.retry_after(), Some(Duration::from_secs(3600)));
    assert!(waits.is_empty());
}

#[tokio::test]
async fn what_may_have_been_done_is_not_done_again() {
    let target = connector_groups().id("g");
    for failure in [
        (504, "", 1),
        (503, "", 1),
        (0, "timeout", 1),
        (0, "lost", 1),
        (0, "connect", 2),
        (429, "", 2),
    ] {
        let (status, body, expected) = failure;
        let script = Script::of(&[(status, &[], body), (204, &[], "")]);
        let clock = QuickClock::new();
        let client = patient(&script, &clock).build().expect("a client");
        let post = Request::nothing(Method::POST, Path::service("v1.0").literal("groups"));
        let outcome = client.send(post.reference(&target)).await;
        assert_eq!(outcome.is_ok(), expected == 2, "{failure:?}");
        let requests = script.requests();
        assert_eq!(requests.len(), expected, "{failure:?}");
        assert!(!requests[0].headers().contains_key("retry-attempt"));
        if let Some(second) = requests.get(1) {
            assert_eq!(second.headers()["retry-attempt"], "1");
            assert_eq!(second.body(), requests[0].body());
            let id = |at: usize| &requests[at].headers()["client-request-id"];
            assert_eq!(id(0), id(1));
        }
    }
}

#[tokio::test]
async fn a_request_can_have_a_policy_of_its_own() {
    let script = Script::of(&[THROTTLED, FOUND]);
    let client = patient(&script, &QuickClock::new())
        .build()
        .expect("a client");
    let request = applications().id("a").get().retry(RetryPolicy::none());
    let error = client.send(request).await.expect_err("a refusal");
    assert!(error.is_throttled());
    assert_eq!(error.tries(), 1);
}

#[tokio::test]
async fn a_stream_is_sent_again_from_its_beginning() {
    let source = Source::new(Some(6), || {
        let mut rest = vec![Bytes::from_static(b"def"), Bytes::from_static(b"abc")];
        Box::pin(Chunks(std::iter::from_fn(move || rest.pop()).collect()))
    });
    let script = Script::of(&[THROTTLED, (204, &[], "")]);
    let client = patient(&script, &QuickClock::new())
        .build()
        .expect("a client");
    let path = Path::service("v1.0")
        .literal("me")
        .literal("photo")
        .literal("$value");
    let request = Request::nothing(Method::PUT, path).stream("image/jpeg", source);
    client.send(request).await.expect("no content");
    for request in script.requests() {
        assert_eq!(request.body().as_ref(), b"abcdef");
        assert_eq!(request.headers()[header::CONTENT_TYPE], "image/jpeg");
    }
}

#[tokio::test]
async fn what_one_was_told_holds_for_all() {
    let script = Script::of(&[(429, &[("Retry-After", "10")], ""), FOUND, FOUND]);
    let clock = QuickClock::new();
    let client = patient(&script, &clock).build().expect("a client");
    let once = applications().id("a").get().retry(RetryPolicy::none());
    client.send(once).await.expect_err("a refusal");
    assert!(clock.waits().is_empty());
    client
        .send(applications().id("b").get())
        .await
        .expect("an application");
    // Those who waited start at different moments: half of a tenth later here.
    assert_eq!(clock.waits(), [10_500]);
    client
        .send(applications().id("c").get())
        .await
        .expect("an application");
    assert_eq!(clock.waits().len(), 1);
}

#[tokio::test]
async fn content_behind_a_redirect_is_read_without_a_token() {
    let script = Script::of(&[
        (302, &[("Location", "/v1.0/drive/x?y=1")], ""),
        (
            302,
            &[("Location", "https://files.example/f?sig=s#part")],
            "",
        ),
        (200, &[], "content"),
    ]);
    let client = patient(&script, &QuickClock::new())
        .build()
        .expect("a client");
    let path = Path::service("v1.0").literal("drive").literal("content");
    let request = Request::bytes(Method::GET, path).header("Range", "bytes=0-6");
    let content = client.send(request).await.expect("content");
    assert_eq!(content, "content");
    let requests = script.requests();
    let uris: Vec<String> = requests
        .iter()
        .map(|request| request.uri().to_string())
        .collect();
    assert_eq!(
        uris,
        [
            "https://graph.microsoft.com/v1.0/drive/content",
            "https://graph.microsoft.com/v1.0/drive/x?y=1",
            "https://files.example/f?sig=s",
        ]
    );
    let authorized: Vec<bool> = requests
        .iter()
        .map(|request| request.headers().contains_key(header::AUTHORIZATION))
        .collect();
    assert_eq!(authorized, [true, true, false]);
    assert!(
        requests
            .iter()
            .all(|request| request.headers()["range"] == "bytes=0-6")
    );
}

#[tokio::test]
async fn a_try_after_a_redirect_begins_at_the_beginning() {
    let script = Script::of(&[
        (302, &[("Location", "https://files.example/f")], ""),
        (503, &[("Retry-After", "1")], ""),
        FOUND,
    ]);
    let client = patient(&script, &QuickClock::new())
        .build()
        .expect("a client");
    let request = applications()
        .id("a")
        .get()
        .header("Authorization", "Bearer own");
    client.send(request).await.expect("an application");
    let requests = script.requests();
    assert_eq!(requests[2].uri(), requests[0].uri());
    assert!(!requests[1].headers().contains_key(header::AUTHORIZATION));
    assert_eq!(requests[2].headers()[header::AUTHORIZATION], "Bearer own");
}

#[tokio::test]
async fn redirects_end() {
    let script = Script::of(&[ON; 9]);
    let client = patient(&script, &QuickClock::new())
        .build()
        .expect("a client");
    let error = client
        .send(applications().id("a").get())
        .await
        .expect_err("no end");
    assert!(error.is_redirect());
    assert_eq!(script.requests().len(), 6);
}

#[tokio::test]
async fn not_every_redirect_is_followed() {
    let target = connector_groups().id("g");
    let nowhere: [&str; 4] = [
        "http://graph.microsoft.com/x",
        "ftp://x",
        "https://u:p@x/",
        "https://[",
    ];
    for location in nowhere {
        let script = Script::of(&[(302, &[("Location", location)], "")]);
        let client = patient(&script, &QuickClock::new())
            .build()
            .expect("a client");
        let error = client
            .send(applications().id("a").get())
            .await
            .expect_err("a redirect");
        assert!(error.is_redirect(), "{location}: {error}");
        assert_eq!(script.requests().len(), 1);
    }
    let script = Script::of(&[(307, &[("Location", "/x")], "")]);
    let client = patient(&script, &QuickClock::new())
        .build()
        .expect("a client");
    let change = applications().id("a").connector_group().set_ref(&target);
    assert!(
        client
            .send(change)
            .await
            .expect_err("a redirect")
            .is_redirect()
    );
    assert_eq!(script.requests().len(), 1);
}

/// Gives tokens, and keeps the claims it was asked for.
#[derive(Default)]
struct Numbered(Mutex<Vec<Option<String>>>);

impl TokenSource for Numbered {
    fn token<'a>(&'a self, request: TokenRequest<'a>) -> BoxFuture<'a, Result<Token, Error>> {
        let mut asked = self.0.lock().expect("a lock");
        asked.push(request.claims().map(str::to_owned));
        let token = Token::new(&format!("t{}", asked.len()));
        Box::pin(async { token })
    }
}

#[tokio::test]
async fn a_challenge_is_answered_once() {
    const CHALLENGE: &str =
        r#"Bearer realm="", error="insufficient_claims", claims="eyJhY2Nlc3NfdG9rZW4iOnt9fQ==""#;
    let challenged: Prepared<'static> = (401, &[("WWW-Authenticate", CHALLENGE)], "");
    for (answers, expected) in [
        (vec![challenged, FOUND], true),
        (vec![challenged; 3], false),
    ] {
        let (script, tokens) = (Script::of(&answers), Arc::new(Numbered::default()));
        let client = patient(&script, &QuickClock::new()).token_source(Arc::clone(&tokens));
        let client = client.build().expect("a client");
        let outcome = client.send(applications().id("a").get()).await;
        assert_eq!(outcome.is_ok(), expected);
        let asked = tokens.0.lock().expect("a lock").clone();
        assert_eq!(asked, [None, Some(r#"{"access_token":{}}"#.to_owned())]);
        let requests = script.requests();
        assert_eq!(requests.len(), 2);
        assert_eq!(requests[1].headers()[header::AUTHORIZATION], "Bearer t2");
    }
}

#[tokio::test]
async fn each_try_has_a_token_that_is_asked_for_then() {
    let (script, tokens) = (
        Script::of(&[THROTTLED, FOUND]),
        Arc::new(Numbered::default()),
    );
    let client = patient(&script, &QuickClock::new()).token_source(Arc::clone(&tokens));
    let client = client.build().expect("a client");
    client
        .send(applications().id("a").get())
        .await
        .expect("an application");
    let tokens: Vec<_> = script
        .requests()
        .iter()
        .map(|request| request.headers()[header::AUTHORIZATION].clone())
        .collect();
    assert_eq!(tokens, ["Bearer t1", "Bearer t2"]);
}

/// Never answers, or never ends its answer.
struct Silent(bool);

impl Transport for Silent {
    fn send(&self, _: http::Request<Content>) -> BoxFuture<'_, Outcome> {
        if self.0 {
            return Box::pin(pending());
        }
        let endless = Content::from_stream(None, Box::pin(Endless));
        Box::pin(async { Ok(http::Response::new(endless)) })
    }
}

#[tokio::test]
async fn a_try_has_a_limit_of_time() {
    for silent in [true, false] {
        let clock = QuickClock::new();
        let client = Client::builder()
            .transport(Silent(silent))
            .clock(clock.clone())
            .retry(RetryPolicy::default().max_retries(1))
            .build()
            .expect("a client");
        let request = applications().id("a").get().timeout(Duration::from_secs(7));
        let error = client.send(request).await.expect_err("no answer");
        assert!(error.is_timeout(), "{error}");
        assert_eq!(clock.waits(), [7000, 500, 7000]);
    }
}

#[tokio::test]
async fn an_answer_that_is_too_large_is_not_asked_for_again() {
    let script = Script::of(&[(200, &[], "{\"displayName\":\"x\"}"), FOUND]);
    let client = patient(&script, &QuickClock::new()).max_response_size(10);
    let client = client.build().expect("a client");
    let error = client
        .send(applications().id("a").get())
        .await
        .expect_err("too large");
    assert!(error.is_too_large());
    assert_eq!(script.requests().len(), 1);
}

/// Tells what it sees.
#[derive(Default)]
struct Diary(Mutex<Vec<String>>);

impl Observer for Diary {
    fn began(&self, attempt: &Try<'_>) {
        assert!(attempt.client_request_id.is_some());
        let line = format!(
            "{} {} {}",
            attempt.attempt, attempt.method, attempt.template
        );
        self.0.lock().expect("a lock").push(line);
    }

    fn ended(&self, attempt: &Try<'_>, ended: &Ended<'_>) {
        let outcome = match ended.outcome {
            Ok((status, _)) => status.as_u16().to_string(),
            Err(error) => error.to_string(),
        };
        self.0
            .lock()
            .expect("a lock")
            .push(format!("{} {outcome}", attempt.attempt));
    }
}

#[tokio::test]
async fn an_observer_sees_each_try_and_no_ids() {
    let (script, diary) = (
        Script::of(&[(0, &[], "connect"), FOUND]),
        Arc::new(Diary::default()),
    );
    let client = patient(&script, &QuickClock::new()).observer(Arc::clone(&diary));
    let client = client.build().expect("a client");
    client
        .send(applications().id("s3cr3t").get())
        .await
        .expect("an application");
    let diary = diary.0.lock().expect("a lock").clone();
    assert_eq!(
        diary,
        [
            "1 GET /applications/{application-id}",
            "1 no connection to the service: refused",
            "2 GET /applications/{application-id}",
            "2 200",
        ]
    );
}

/// Marks what passes.
struct Marked(Box<dyn Transport>, &'static str);

impl Transport for Marked {
    fn send(&self, mut request: http::Request<Content>) -> BoxFuture<'_, Outcome> {
        let value = header::HeaderValue::from_static(self.1);
        request.headers_mut().append("x-mark", value);
        self.0.send(request)
    }
}

#[tokio::test]
async fn layers_of_ones_own_are_around_the_transport() {
    let script = Script::of(&[FOUND]);
    let client = builder(&script)
        .layer(|next| Marked(next, "inner"))
        .layer(|next| Marked(next, "outer"));
    let client = client.build().expect("a client");
    client
        .send(applications().id("a").get())
        .await
        .expect("an application");
    let request = script.only_request();
    let marks: Vec<_> = request.headers().get_all("x-mark").iter().collect();
    assert_eq!(marks, ["outer", "inner"]);
    assert!(request.headers().contains_key(header::AUTHORIZATION));
}

/// Keeps each request until it is told to go on, and counts those it has.
#[derive(Default)]
struct Held {
    waiting: Mutex<Vec<tokio::sync::oneshot::Sender<()>>>,
}

impl Transport for Held {
    fn send(&self, _: http::Request<Content>) -> BoxFuture<'_, Outcome> {
        let (sender, receiver) = tokio::sync::oneshot::channel();
        self.waiting.lock().expect("a lock").push(sender);
        Box::pin(async {
            let _ = receiver.await;
            Ok(http::Response::new(Bytes::from_static(b"{}").into()))
        })
    }
}

#[tokio::test]
async fn no_more_are_in_flight_than_allowed() {
    let held = Arc::new(Held::default());
    let client = Client::builder()
        .transport(Arc::clone(&held))
        .max_in_flight(2);
    let client = client.build().expect("a client");
    let tasks: Vec<_> = (0..5)
        .map(|_| {
            let client = client.clone();
            tokio::spawn(async move { client.send(applications().id("a").get()).await.is_ok() })
        })
        .collect();
    let mut seen = 0;
    while seen < 5 {
        // Every task that can go on does so before this one is asked again.
        for _ in 0..20 {
            tokio::task::yield_now().await;
        }
        let waiting = std::mem::take(&mut *held.waiting.lock().expect("a lock"));
        assert!((1..=2).contains(&waiting.len()), "{}", waiting.len());
        seen += waiting.len();
        for sender in waiting {
            let _ = sender.send(());
        }
    }
    for task in tasks {
        assert!(task.await.expect("a task"));
    }
}

#[tokio::test]
async fn rate_limits_and_ids_are_in_the_answer() {
    let headers: &[(&str, &str)] = &[
        ("RateLimit-Limit", "1200"),
        ("RateLimit-Remaining", "120, 5;w=1"),
        ("RateLimit-Reset", "soon"),
        ("request-id", "r1"),
        ("ETag", "W/\"1\""),
    ];
    let script = Script::of(&[(200, headers, "{}")]);
    let client = builder(&script).build().expect("a client");
    let answer = client
        .answer(applications().id("a").get())
        .await
        .expect("an application");
    let left = answer.rate_limit();
    assert_eq!(
        (left.limit, left.remaining, left.reset),
        (Some(1200), Some(120), None)
    );
    assert_eq!(answer.request_id(), Some("r1"));
    assert_eq!(answer.etag().expect("a tag").as_str(), "W/\"1\"");
}

/// Chunks that are there.
struct Chunks(std::collections::VecDeque<Bytes>);

impl Stream for Chunks {
    type Item = Result<Bytes, Error>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.pop_front().map(Ok))
    }
}

/// Content that never comes.
struct Endless;

impl Stream for Endless {
    type Item = Result<Bytes, Error>;

    fn poll_next(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Pending
    }
}
