//! A service that gives one answer, in a process of its own.

use std::io::{self, BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::thread;

const USER: &str = concat!(
    r#"{"@odata.context":"https://graph.microsoft.com/beta/$metadata#users/$entity","businessPhones":["+47 22 00 00 00"],"#,
    r#""displayName":"Ada Lovelace","givenName":"Ada","jobTitle":"Analyst","mail":"ada@contoso.example","preferredLanguage":"en-GB","#,
    r#""surname":"Lovelace","userPrincipalName":"ada@contoso.example","id":"87d349ed-44d7-43e1-9a83-5f2406dee5bd","#,
    r#""accountEnabled":true,"createdDateTime":"2026-02-03T04:05:06Z"}"#
);

/// The other process; it ends with this.
pub(crate) struct Service {
    pub(crate) url: String,
    process: Child,
}

impl Service {
    pub(crate) fn start() -> io::Result<Self> {
        let mut command = Command::new(std::env::current_exe()?);
        let mut process = command.arg("serve").stdout(Stdio::piped()).spawn()?;
        let mut line = String::new();
        if let Some(said) = process.stdout.take() {
            BufReader::new(said).read_line(&mut line)?;
        }
        let url = format!("http://{}", line.trim());
        Ok(Self { url, process })
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Says where it listens, and answers until it is ended.
pub(crate) fn serve() -> io::Result<()> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    println!("{}", listener.local_addr()?);
    for stream in listener.incoming() {
        let stream = stream?;
        thread::spawn(move || answer(stream));
    }
    Ok(())
}

/// Answers one request after the other. They have no bodies.
fn answer(mut stream: TcpStream) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let mut lines = BufReader::new(stream.try_clone()?);
    let answer = format!(
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nrequest-id: 1\r\ncontent-length: {}\r\n\r\n{USER}",
        USER.len()
    );
    let mut line = String::new();
    loop {
        line.clear();
        if lines.read_line(&mut line)? == 0 {
            return Ok(());
        }
        if line == "\r\n" {
            stream.write_all(answer.as_bytes())?;
        }
    }
}
