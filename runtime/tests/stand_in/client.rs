//! A client of a few lines, so that every byte of a request is the test's own.

use msgraph_runtime::test_util::Server;
use serde_json::Value;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};

/// A request in the making.
pub(crate) struct Call<'s> {
    server: &'s Server,
    head: String,
    body: Vec<u8>,
}

#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    headers: Vec<(String, String)>,
    pub(crate) text: String,
    pub(crate) bytes: Vec<u8>,
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
        body: Vec::new(),
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
    pub(crate) fn text(self, body: &str) -> Reply {
        self.bytes(body.as_bytes())
    }

    /// A body, to be sent later.
    pub(crate) fn body(mut self, body: &str) -> Self {
        self.body = body.into();
        self
    }

    /// A body of any bytes.
    pub(crate) fn bytes(mut self, body: &[u8]) -> Reply {
        self.body = body.to_vec();
        self.send()
    }

    pub(crate) fn send(self) -> Reply {
        Reply::parse(&self.exchange())
    }

    /// What comes back until the connection ends, whatever it is.
    pub(crate) fn exchange(self) -> Vec<u8> {
        let address = self.server.address();
        self.exchange_at(address)
    }

    /// The same with another socket of the server.
    pub(crate) fn send_at(self, address: SocketAddr) -> Reply {
        Reply::parse(&self.exchange_at(address))
    }

    fn exchange_at(self, address: SocketAddr) -> Vec<u8> {
        let mut message = self.head.into_bytes();
        message.extend(format!("content-length: {}\r\n\r\n", self.body.len()).into_bytes());
        message.extend(self.body);
        let mut stream = TcpStream::connect(address).expect("the server listens");
        stream.write_all(&message).expect("the server reads");
        let mut reply = Vec::new();
        stream.read_to_end(&mut reply).expect("the server ends");
        reply
    }
}

/// The server's second socket.
pub(crate) fn other_address(server: &Server) -> SocketAddr {
    let url = server.other_base_url();
    let address = url.strip_prefix("http://").expect("a scheme");
    address.parse().expect("an address")
}

/// The raw path and query of a URL on this server.
pub(crate) fn target<'u>(server: &Server, url: &'u str) -> &'u str {
    url.strip_prefix(&server.base_url())
        .expect("the same origin")
}

impl Reply {
    pub(crate) fn parse(reply: &[u8]) -> Self {
        let end = reply.windows(4).position(|four| four == b"\r\n\r\n");
        let (head, body) = reply.split_at(end.expect("a head and a body"));
        let head = str::from_utf8(head).expect("a head is text");
        let bytes = body[4..].to_vec();
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
            text: String::from_utf8_lossy(&bytes).into_owned(),
            bytes,
        }
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        headers
            .find(|(candidate, _)| candidate == name)
            .map(|(_, value)| value.as_str())
    }

    /// How often a header is there.
    pub(crate) fn count(&self, name: &str) -> usize {
        let headers = self.headers.iter();
        headers.filter(|(candidate, _)| candidate == name).count()
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
