//! A client of a few lines, so that every byte of a request is the test's own.

use msgraph_runtime::test_util::Server;
use serde_json::Value;
use std::io::{Read, Write};
use std::net::TcpStream;

/// A request in the making.
pub(crate) struct Call<'s> {
    server: &'s Server,
    head: String,
    body: String,
}

#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    headers: Vec<(String, String)>,
    pub(crate) text: String,
}

/// A request to a raw path below the version, sent as it is written.
pub(crate) fn call<'s>(server: &'s Server, method: &str, path: &str) -> Call<'s> {
    raw(server, method, &format!("/beta{path}"))
}

/// A request to a whole raw path.
pub(crate) fn raw<'s>(server: &'s Server, method: &str, target: &str) -> Call<'s> {
    let head = format!(
        "{method} {target} HTTP/1.1\r\nhost: {}\r\nconnection: close\r\n",
        server.address()
    );
    Call {
        server,
        head,
        body: String::new(),
    }
}

impl Call<'_> {
    pub(crate) fn header(mut self, name: &str, value: &str) -> Self {
        self.head += &format!("{name}: {value}\r\n");
        self
    }

    /// A body, and that it is JSON.
    pub(crate) fn json(self, body: &Value) -> Reply {
        self.header("content-type", "application/json")
            .text(&body.to_string())
    }

    /// A body of which nothing is said.
    pub(crate) fn text(mut self, body: &str) -> Reply {
        self.body = body.to_owned();
        self.send()
    }

    pub(crate) fn send(self) -> Reply {
        let Self { server, head, body } = self;
        let message = format!("{head}content-length: {}\r\n\r\n{body}", body.len());
        let mut stream = TcpStream::connect(server.address()).expect("the server listens");
        stream
            .write_all(message.as_bytes())
            .expect("the server reads");
        let mut reply = String::new();
        stream
            .read_to_string(&mut reply)
            .expect("the server answers in UTF-8");
        Reply::parse(&reply)
    }
}

impl Reply {
    fn parse(reply: &str) -> Self {
        let (head, text) = reply.split_once("\r\n\r\n").expect("a head and a body");
        let mut lines = head.lines();
        let status = lines
            .next()
            .and_then(|line| line.split(' ').nth(1))
            .expect("a status line");
        let header = |line: &str| {
            let (name, value) = line
                .split_once(": ")
                .expect("a header has a name and a value");
            (name.to_ascii_lowercase(), value.to_owned())
        };
        Self {
            status: status.parse().expect("a status is a number"),
            headers: lines.map(header).collect(),
            text: text.to_owned(),
        }
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        headers
            .find(|(candidate, _)| candidate == name)
            .map(|(_, value)| value.as_str())
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.text)
            .unwrap_or_else(|error| panic!("{error} in {:?}", self.text))
    }

    /// The status, code and message of a refusal.
    pub(crate) fn refusal(&self) -> (u16, String, String) {
        let error = &self.json()["error"];
        let text = |name: &str| error[name].as_str().unwrap_or_default().to_owned();
        (self.status, text("code"), text("message"))
    }

    /// The `id` of every item of a list.
    pub(crate) fn ids(&self) -> Vec<String> {
        let list = self.json();
        let items = list["value"].as_array().expect("a list has a value");
        items
            .iter()
            .map(|item| item["id"].as_str().unwrap_or_default().to_owned())
            .collect()
    }

    #[track_caller]
    pub(crate) fn assert_no_content(&self) {
        assert_eq!((self.status, self.text.as_str()), (204, ""));
    }

    /// Asserts a refusal by its status and code, and that its message holds these words.
    #[track_caller]
    pub(crate) fn assert_refused(&self, status: u16, code: &str, words: &[&str]) {
        let refusal = self.refusal();
        assert_eq!(
            (refusal.0, refusal.1.as_str()),
            (status, code),
            "{}",
            refusal.2
        );
        for words in words {
            assert!(
                refusal.2.contains(words),
                "{words:?} is not in {:?}",
                refusal.2
            );
        }
    }
}
