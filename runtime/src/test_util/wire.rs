//! What goes over a connection where HTTP does not go right.

use super::body::AnswerBody;
use http::Response;
use http::header::CONTENT_LENGTH;
use std::io;
use tokio::net::TcpStream;

/// What a connection gets for a request.
#[derive(Debug)]
pub(super) enum Delivery {
    /// An answer as HTTP wants it; the connection goes on.
    Response(Response<AnswerBody>),
    /// Bytes as they are, and then the end of the connection.
    Raw(Raw),
}

#[derive(Debug)]
pub(super) struct Raw {
    pub(super) head: Vec<u8>,
    pub(super) body: AnswerBody,
}

impl Raw {
    pub(super) fn nothing() -> Self {
        Self {
            head: Vec::new(),
            body: AnswerBody::whole(""),
        }
    }

    /// A response that says that its body has these lengths, which may be no more true than that
    /// there are several of them.
    pub(super) fn of(response: Response<AnswerBody>, lengths: &[u64]) -> Self {
        let (mut parts, body) = response.into_parts();
        parts.headers.remove(CONTENT_LENGTH);
        let status = parts.status;
        let reason = status.canonical_reason().unwrap_or_default();
        let mut head = format!("HTTP/1.1 {} {reason}\r\n", status.as_u16()).into_bytes();
        for (name, value) in &parts.headers {
            push_header(&mut head, name.as_str(), value.as_bytes());
        }
        for length in lengths {
            push_header(&mut head, "content-length", length.to_string().as_bytes());
        }
        head.extend_from_slice(b"\r\n");
        Self { head, body }
    }

    pub(super) async fn write(mut self, stream: &TcpStream) -> io::Result<()> {
        write_all(stream, &self.head).await?;
        while let Some(chunk) = self.body.next_chunk() {
            write_all(stream, &chunk).await?;
        }
        Ok(())
    }
}

fn push_header(head: &mut Vec<u8>, name: &str, value: &[u8]) {
    head.extend_from_slice(name.as_bytes());
    head.extend_from_slice(b": ");
    head.extend_from_slice(value);
    head.extend_from_slice(b"\r\n");
}

async fn write_all(stream: &TcpStream, mut bytes: &[u8]) -> io::Result<()> {
    while !bytes.is_empty() {
        stream.writable().await?;
        match stream.try_write(bytes) {
            Ok(written) => bytes = bytes.get(written..).unwrap_or_default(),
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}
