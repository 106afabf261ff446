//! One connection: requests are read, and answered as HTTP or not.

use super::body::AnswerBody;
use super::error::ServiceError;
use super::recorded::RecordedRequest;
use super::service::{Door, Service};
use super::upload;
use super::wire::{Delivery, Raw};
use bytes::Bytes;
use http::header::{AUTHORIZATION, HOST};
use http::{Request, Response};
use http_body_util::BodyExt;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use std::convert::Infallible;
use std::future::{Future, pending, poll_fn};
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::Poll;
use tokio::net::TcpStream;

type Exchange = Pin<Box<dyn Future<Output = Result<Response<AnswerBody>, Infallible>> + Send>>;

/// Serves a connection until it ends, or until something is to be written that is not HTTP. For that
/// the socket is taken away from the HTTP server, which waits for the answer meanwhile and has
/// written nothing of it.
pub(super) async fn serve(stream: TcpStream, service: Arc<Mutex<Service>>, door: Door) {
    let raw = Arc::new(Mutex::new(None));
    let handler = {
        let raw = Arc::clone(&raw);
        service_fn(move |request| -> Exchange {
            Box::pin(exchange(
                Arc::clone(&service),
                request,
                door,
                Arc::clone(&raw),
            ))
        })
    };
    let mut connection = http1::Builder::new().serve_connection(TokioIo::new(stream), handler);
    let raw: Option<Raw> = poll_fn(|context| {
        // An error here is the client's connection breaking off, which concerns the client alone.
        let ended = Pin::new(&mut connection).poll(context).is_ready();
        match lock(&raw).take() {
            Some(raw) => Poll::Ready(Some(raw)),
            None if ended => Poll::Ready(None),
            None => Poll::Pending,
        }
    })
    .await;
    if let Some(raw) = raw {
        let stream = connection.into_parts().io.into_inner();
        // The client may be gone already.
        let _ = raw.write(&stream).await;
    }
}

async fn exchange(
    service: Arc<Mutex<Service>>,
    request: Request<Incoming>,
    door: Door,
    raw: Arc<Mutex<Option<Raw>>>,
) -> Result<Response<AnswerBody>, Infallible> {
    let (parts, body) = request.into_parts();
    let limit = match upload::session_id(parts.uri.path()) {
        Some(_) => upload::LARGEST_PART,
        None => lock(&service).settings.largest_body,
    };
    let (body, unread) = match read(body, limit).await {
        Ok(body) => (body, None),
        Err(error) => (Bytes::new(), Some(error)),
    };
    let mut headers = parts.headers;
    if let Some(authorization) = headers.get_mut(AUTHORIZATION) {
        authorization.set_sensitive(true);
    }
    let path_and_query = parts.uri.path_and_query().map(ToString::to_string);
    let host = headers.get(HOST).and_then(|host| host.to_str().ok());
    let request = RecordedRequest {
        method: parts.method,
        path_and_query: path_and_query.unwrap_or_default(),
        origin: format!("http://{}", host.unwrap_or_default()),
        headers,
        body,
        batch_id: None,
        fault: None,
    };
    let delivery = lock(&service).deliver(request, unread, door);
    match delivery {
        Delivery::Response(response) => Ok(response),
        Delivery::Raw(bytes) => {
            *lock(&raw) = Some(bytes);
            pending().await
        }
    }
}

/// Reads the body to its end even where it is too large: a client that still writes would otherwise
/// see its connection break, and not the refusal.
async fn read(mut body: Incoming, limit: usize) -> Result<Bytes, ServiceError> {
    let mut kept = Vec::new();
    let mut too_large = false;
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(|error| {
            ServiceError::bad_request(format!("The request body could not be read: {error}"))
        })?;
        let Ok(data) = frame.into_data() else {
            continue;
        };
        too_large |= kept.len() + data.len() > limit;
        if !too_large {
            kept.extend_from_slice(&data);
        }
    }
    if too_large {
        Err(ServiceError::too_large(limit))
    } else {
        Ok(kept.into())
    }
}

/// The lock, whoever panicked with it: a test that looks at the directory after its own failure is to
/// see it.
pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
