//! `specs add`, `update` and `status`, against a server on this machine that fails in every way.

use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};
use std::thread;

use super::project::{LIBRARY, Project, Run};

/// One answer: the head without the status line's version, and the body.
struct Answer {
    head: String,
    body: Vec<u8>,
}

fn answer(status: &str, headers: &[&str], body: impl Into<Vec<u8>>) -> Answer {
    let body = body.into();
    let mut head = format!("HTTP/1.1 {status}\r\nconnection: close\r\n");
    if !headers
        .iter()
        .any(|header| header.starts_with("content-length"))
    {
        head.push_str(&format!("content-length: {}\r\n", body.len()));
    }
    for header in headers {
        head.push_str(&format!("{header}\r\n"));
    }
    Answer { head, body }
}

fn ok(tag: &str, body: &str) -> Answer {
    answer("200 OK", &[&format!("etag: {tag}")], body)
}

/// Gives answers in their order, and keeps the requests.
struct Server {
    url: String,
    requests: Arc<Mutex<Vec<String>>>,
}

impl Server {
    fn giving(answers: impl IntoIterator<Item = Answer>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let requests: Arc<Mutex<Vec<String>>> = Arc::default();
        let kept = Arc::clone(&requests);
        let mut answers: VecDeque<Answer> = answers.into_iter().collect();
        thread::spawn(move || {
            while let Some(answer) = answers.pop_front() {
                let (mut stream, _) = listener.accept().unwrap();
                let lines = BufReader::new(stream.try_clone().unwrap()).lines();
                let head: Vec<String> = lines
                    .map_while(Result::ok)
                    .take_while(|line| !line.is_empty())
                    .collect();
                kept.lock().unwrap().push(head.join("\n"));
                // A client that has seen enough is none of its business.
                let _ = stream.write_all(format!("{}\r\n", answer.head).as_bytes());
                let _ = stream.write_all(&answer.body);
            }
        });
        Self { url, requests }
    }

    fn requests(&self) -> Vec<String> {
        std::mem::take(&mut *self.requests.lock().unwrap())
    }
}

fn lock_of(project: &Project) -> String {
    project.read("specs/lock.toml")
}

fn add(project: &Project, server: &Server) -> Run {
    project.run(&["specs", "add", "other.csdl", &format!("{}/v1", server.url)])
}

/// Another description with the same kind of content.
fn other() -> String {
    LIBRARY
        .replace("library", "archive")
        .replace("books", "papers")
        .replace("book", "paper")
        .replace("author", "writer")
}

#[test]
fn a_description_is_fetched_pinned_and_kept_up_to_date() {
    let newer = other().replace("title", "heading");
    let server = Server::giving([
        ok("\"1\"", &other()),
        answer("304 Not Modified", &[], ""),
        answer("304 Not Modified", &[], ""),
        ok("\"2\"", ""),
        ok("\"2\"", &newer),
        ok("\"2\"", &newer),
    ]);
    let project = Project::generated();
    add(&project, &server).succeeds();
    assert_eq!(project.read("specs/other.csdl"), other());
    let lock = lock_of(&project);
    assert!(
        lock.contains("revision = '\"1\"'")
            && lock.contains(&format!("url = \"{}/v1\"", server.url)),
        "{lock}"
    );
    let again = add(&project, &server);
    assert_eq!(again.code, Some(2), "{again:?}");

    let status = project.run(&["specs", "status"]);
    assert_eq!(status.code, Some(0), "{status:?}");
    assert!(
        status.out.contains("as pinned     as published"),
        "{status:?}"
    );
    let update = project.run(&["specs", "update"]);
    assert!(update.out.contains("unchanged  other.csdl"), "{update:?}");
    assert_eq!(lock_of(&project), lock);

    let status = project.run(&["specs", "status"]);
    assert_eq!(status.code, Some(1), "{status:?}");
    assert!(status.err.contains("published anew"), "{status:?}");
    let update = project.run(&["specs", "update", "other.csdl"]);
    assert_eq!(update.code, Some(0), "{update:?}");
    assert!(update.out.contains("cargo xtask codegen"), "{update:?}");
    assert_eq!(project.read("specs/other.csdl"), newer);
    assert!(lock_of(&project).contains("revision = '\"2\"'"));
    assert!(
        server.requests()[1..]
            .iter()
            .all(|head| head.contains("if-none-match: \"1\""))
    );
    // What was fetched is what `codegen` accepts.
    project.run(&["codegen"]).succeeds();

    std::fs::remove_file(project.path("specs/other.csdl")).unwrap();
    let status = project.run(&["specs", "status", "--offline"]);
    assert!(status.err.contains("not here"), "{status:?}");
    project.run(&["specs", "update", "--locked"]).succeeds();
    assert_eq!(project.read("specs/other.csdl"), newer);
}

#[test]
fn what_broke_off_is_gone_on_with() {
    let text = other();
    let (first, rest) = text.split_at(500);
    let long = format!("content-length: {}", text.len());
    let range = format!("content-range: bytes 500-{}/{}", text.len() - 1, text.len());
    let server = Server::giving([
        answer("200 OK", &["etag: \"1\"", &long], first),
        answer("206 Partial Content", &["etag: \"1\"", &range], rest),
    ]);
    let project = Project::generated();
    let run = add(&project, &server);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert_eq!(project.read("specs/other.csdl"), text);
    let requests = server.requests();
    assert!(
        requests[1].contains("range: bytes=500-") && requests[1].contains("if-range: \"1\""),
        "{requests:?}"
    );

    // In another call too; and what changed meanwhile is fetched from its beginning.
    let cut = || answer("200 OK", &["etag: \"1\"", &long], first);
    let server = Server::giving([cut(), cut(), cut(), cut(), ok("\"2\"", &text)]);
    let project = Project::generated();
    let run = add(&project, &server);
    assert_eq!(run.code, Some(1), "{run:?}");
    assert!(!project.path("specs/other.csdl").exists() && !lock_of(&project).contains("other"));
    assert_eq!(add(&project, &server).code, Some(0));
    assert_eq!(project.read("specs/other.csdl"), text);
    assert!(server.requests()[4].contains("range: bytes=500-"));
}

#[test]
fn a_server_that_is_busy_is_asked_again() {
    let busy = || answer("503 Service Unavailable", &[], "");
    let text = other();
    let server = Server::giving([busy(), busy(), ok("\"1\"", &text)]);
    let project = Project::generated();
    let run = add(&project, &server).succeeds();
    assert!(
        run.err.contains("503 Service Unavailable; trying again"),
        "{run}"
    );
    assert_eq!(project.read("specs/other.csdl"), text);
    assert_eq!(server.requests().len(), 3);
}

#[test]
fn whatever_fails_the_old_description_stays() {
    let to = |location: &str| answer("302 Found", &[&format!("location: {location}")], "");
    let broken: Vec<(&str, Vec<Answer>, &str)> = vec![
        (
            "refused",
            vec![answer("403 Forbidden", &[], "")],
            "403 Forbidden",
        ),
        (
            "busy",
            (0..4)
                .map(|_| answer("503 Service Unavailable", &[], ""))
                .collect(),
            "503 Service Unavailable",
        ),
        (
            "a page",
            vec![ok("\"2\"", "<html><body>Please sign in</body></html>")],
            "no description",
        ),
        ("nothing", vec![ok("\"2\"", "")], "no description"),
        (
            "not text",
            vec![answer("200 OK", &[], vec![0xFF, 0xFE, 0x00])],
            "no description",
        ),
        ("broken", vec![ok("\"2\"", &other()[..600])], "error"),
        (
            "another kind",
            vec![ok(
                "\"2\"",
                "{\"openapi\":\"3.0.1\",\"info\":{\"title\":\"x\",\"version\":\"1\"},\"paths\":{}}",
            )],
            "another kind",
        ),
        (
            "too large",
            vec![answer("200 OK", &["content-length: 99999999"], "x")],
            "--limit",
        ),
        (
            "endless",
            vec![answer(
                "200 OK",
                &["transfer-encoding: chunked", "content-length-x: 1"],
                "ffff\r\nx",
            )],
            "connection failed",
        ),
        (
            "in the open",
            vec![to("http://graph.example/x")],
            "https://",
        ),
        ("a file", vec![to("file:///etc/passwd")], "https://"),
        (
            "a circle",
            (0..9).map(|_| to("/v1")).collect(),
            "redirected",
        ),
        ("nobody", vec![], "connection failed"),
    ];
    for (name, answers, expected) in broken {
        let first = Server::giving([ok("\"1\"", &other())]);
        let project = Project::generated();
        add(&project, &first).succeeds();
        // Up to four tries.
        let mut all: Vec<Answer> = answers;
        if matches!(name, "endless") {
            for _ in 0..3 {
                all.push(answer(
                    "200 OK",
                    &["transfer-encoding: chunked", "content-length-x: 1"],
                    "ffff\r\nx",
                ));
            }
        }
        let server = Server::giving(all);
        let lock = lock_of(&project).replace(&first.url, &server.url);
        project.write("specs/lock.toml", &lock);
        let run = project.run(&["specs", "update", "--limit", "100000"]);
        assert_eq!(run.code, Some(1), "{name}: {run:?}");
        assert!(run.err.contains(expected), "{name}: {run:?}");
        assert!(run.err.contains("kept       other.csdl"), "{name}: {run:?}");
        assert_eq!(project.read("specs/other.csdl"), other(), "{name}");
        assert_eq!(lock_of(&project), lock, "{name}");
        project.run(&["codegen"]).succeeds();
    }
}

#[test]
fn locked_accepts_nothing_else() {
    let newer = other().replace("title", "heading");
    let server = Server::giving([ok("\"1\"", &other()), ok("\"2\"", &newer)]);
    let project = Project::generated();
    add(&project, &server).succeeds();
    project.write("specs/other.csdl", "changed");
    let run = project.run(&["specs", "update", "--locked"]);
    assert_eq!(run.code, Some(1), "{run:?}");
    assert!(run.err.contains("another one than is pinned"), "{run:?}");
    assert_eq!(project.read("specs/other.csdl"), "changed");
}

#[test]
fn what_cannot_be_fetched_is_said_before() {
    let project = Project::generated();
    for (name, url) in [
        ("../x.csdl", "https://a.example/"),
        ("/x.csdl", "https://a.example/"),
        ("library.csdl", "https://a.example/"),
        ("x.csdl", "http://a.example/"),
        ("x.csdl", "file:///etc/passwd"),
    ] {
        let run = project.run(&["specs", "add", name, url]);
        assert_eq!(run.code, Some(2), "{name} {url}: {run:?}");
    }
    for name in ["library.csdl", "nothing.csdl"] {
        let run = project.run(&["specs", "update", name]);
        assert_eq!(run.code, Some(2), "{name}: {run:?}");
    }
    let run = project.run(&["specs", "status"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(run.out.contains("not published"), "{run:?}");
}
