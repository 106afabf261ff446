//! What the service answered, and how it is read.

use bytes::Bytes;
use http::{HeaderMap, StatusCode, header};

use crate::body::JSON;
use crate::error::Error;
use crate::model::{Failure, Reader, Value};
use crate::page::Page;

/// An answer of the service.
#[derive(Clone)]
pub struct Response {
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
}

impl Response {
    /// The status.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The body.
    pub fn body(&self) -> &Bytes {
        &self.body
    }

    /// The answer itself if it says that the request succeeded.
    ///
    /// # Errors
    ///
    /// [`is_redirect`](Error::is_redirect) for a redirect, [`is_service`](Error::is_service) for
    /// everything else whose status is not a success.
    pub fn success(self) -> Result<Self, Error> {
        match self.status.is_success() {
            true => Ok(self),
            false => Err(Error::refused(self.status, self.headers, self.body)),
        }
    }

    /// Reads the body as JSON.
    ///
    /// # Errors
    ///
    /// [`is_decode`](Error::is_decode) if the body is not JSON, or not of the kind that `T` asks
    /// for.
    pub fn json<T: Value>(self) -> Result<T, Error> {
        self.read(T::read)
    }

    /// The answer itself if it has content. A relationship to one entity that leads to none, and a
    /// value that is null, are answered `204 No Content` (OData Protocol 4.01, sections 11.2.7 and
    /// 11.2.4): then nothing is there, and nothing was sent that could not be read.
    fn something(self) -> Result<Self, Error> {
        if self.is_empty() {
            return Err(Error::nothing(self.status, self.headers, self.body));
        }
        Ok(self)
    }

    fn read<T>(self, read: fn(&mut Reader<'_>) -> Result<T, Failure>) -> Result<T, Error> {
        let mut value = Err(Failure::missing("value"));
        self.read_with(&mut |reader| {
            value = Ok(read(reader)?);
            Ok(())
        })?;
        value.map_err(Error::from)
    }

    /// What reading is for all types.
    fn read_with(
        self,
        read: &mut dyn FnMut(&mut Reader<'_>) -> Result<(), Failure>,
    ) -> Result<(), Error> {
        if self.is_empty() {
            return Err(
                self.undecodable(Error::decode(String::new(), "the body is empty".to_owned()))
            );
        }
        let value = Reader::new(&self.body).and_then(|mut reader| {
            read(&mut reader)?;
            reader.end()
        });
        value.map_err(|failure| self.undecodable(failure.into()))
    }

    fn is_empty(&self) -> bool {
        self.status == StatusCode::NO_CONTENT || self.body.iter().all(u8::is_ascii_whitespace)
    }

    /// Adds to a decoding error what came.
    fn undecodable(self, error: Error) -> Error {
        error.with_answer(self.status, self.headers, self.body)
    }
}

impl From<http::Response<Bytes>> for Response {
    fn from(response: http::Response<Bytes>) -> Self {
        let (head, body) = response.into_parts();
        Self {
            status: head.status,
            headers: head.headers,
            body,
        }
    }
}

impl std::fmt::Debug for Response {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Response")
            .field("status", &self.status)
            .field("headers", &self.headers)
            .field("body", &format_args!("{} bytes", self.body.len()))
            .finish()
    }
}

// The ways to decode an answer, one for each way to make a request.

pub(crate) fn entity<T: Value>(response: Response) -> Result<T, Error> {
    response.something()?.json()
}

/// What a request that changes something gives back. Without content it is not the case that
/// nothing is there: what was asked for may be done.
pub(crate) fn outcome<T: Value>(response: Response) -> Result<T, Error> {
    response.json()
}

pub(crate) fn entity_or_nothing<T: Value>(response: Response) -> Result<Option<T>, Error> {
    if response.is_empty() {
        Ok(None)
    } else {
        response.json()
    }
}

/// What an upload is answered with, if it is JSON; some services send the bytes back, or a text.
pub(crate) fn uploaded<T: Value>(response: Response) -> Result<Option<T>, Error> {
    let media_type = response.headers.get(header::CONTENT_TYPE);
    let media_type = media_type.and_then(|value| value.to_str().ok());
    let is_json = media_type.is_some_and(|text| {
        let start = text.get(..JSON.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(JSON))
    });
    if is_json {
        entity_or_nothing(response)
    } else {
        Ok(None)
    }
}

/// Some services answer with a body where the description promises none.
pub(crate) fn nothing(_: Response) -> Result<(), Error> {
    Ok(())
}

pub(crate) fn page<T: Value>(response: Response) -> Result<Page<T>, Error> {
    response.json()
}

/// OData JSON Format 4.01, section 11: a primitive value comes as the `value` of an object.
pub(crate) fn value<T: Value>(response: Response) -> Result<T, Error> {
    outcome_value(response.something()?)
}

/// As [`outcome`], for a value.
pub(crate) fn outcome_value<T: Value>(response: Response) -> Result<T, Error> {
    response.read(|reader| wrapped(reader)?.ok_or_else(|| Failure::missing("value")))
}

/// A null result is `204 No Content` (OData Protocol 4.01, section 11.5.4), or a `value` that is
/// `null`.
pub(crate) fn value_or_nothing<T: Value>(response: Response) -> Result<Option<T>, Error> {
    if response.is_empty() {
        Ok(None)
    } else {
        response.read(|reader| Ok(wrapped(reader)?.flatten()))
    }
}

fn wrapped<T: Value>(reader: &mut Reader<'_>) -> Result<Option<T>, Failure> {
    reader.begin_object("an object with `value`")?;
    let (mut found, mut first) = (None, true);
    while let Some(name) = reader.next_name(&mut first)? {
        if name == "value" {
            found = Some(T::read(reader).map_err(|failure| failure.in_property("value"))?);
        } else {
            reader.raw()?;
        }
    }
    Ok(found)
}

/// `$count` answers with text (OData Protocol 4.01, section 11.2.10), before which a byte order
/// mark may stand.
pub(crate) fn count(response: Response) -> Result<i64, Error> {
    let text = String::from_utf8_lossy(&response.body);
    match text.trim_start_matches('\u{feff}').trim().parse() {
        Ok(count) => Ok(count),
        Err(_) => {
            let problem = format!("expected a count, found `{text}`");
            Err(response.undecodable(Error::decode(String::new(), problem)))
        }
    }
}

pub(crate) fn bytes(response: Response) -> Result<Bytes, Error> {
    Ok(response.body)
}
