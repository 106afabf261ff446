//! The server: a thread with a loopback socket, and the handle that keeps it alive.

use super::answer::{self, Answer};
use super::dispatch::{self, Service};
use super::error::ServiceError;
use super::recorded::RecordedRequest;
use super::route;
use super::store::EntityId;
use bytes::Bytes;
use http::header::AUTHORIZATION;
use http::{Request, Response};
use http_body_util::{BodyExt, Full};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use serde_json::Value;
use std::convert::Infallible;
use std::io;
use std::net::SocketAddr;
use std::panic::AssertUnwindSafe;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;

/// The largest request body that is taken, in bytes.
const LARGEST_BODY: usize = 4 * 1024 * 1024;

/// How long to wait after a connection could not be accepted, most likely for want of file
/// descriptors.
const ACCEPT_PAUSE: Duration = Duration::from_millis(10);

/// A running stand-in, made by [`Directory::serve`](super::Directory::serve). It stops when it is
/// dropped.
///
/// It has a thread and a runtime of its own, so that it serves blocking and asynchronous callers
/// alike.
///
/// ```
/// use msgraph_runtime::test_util::Directory;
/// use serde_json::json;
///
/// let server = Directory::new("v1.0")
///     .entity_set("users", "microsoft.graph.user")
///     .alias("me", "/users/u1")
///     .entity("users", json!({"id": "u1", "displayName": "Ada"}))
///     .serve()?;
/// assert_eq!(server.service_root(), format!("{}/v1.0", server.base_url()));
/// assert_eq!(server.entity("/me"), Some(json!({"id": "u1", "displayName": "Ada"})));
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    shared: Arc<Shared>,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

#[derive(Debug)]
struct Shared {
    service: Mutex<Service>,
    requests: Mutex<Vec<RecordedRequest>>,
}

impl Server {
    /// Serves on this socket, which listens already, so that requests can be sent at once.
    pub(super) fn start(listener: std::net::TcpListener, service: Service) -> io::Result<Self> {
        let address = listener.local_addr()?;
        listener.set_nonblocking(true)?;
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_io()
            .enable_time()
            .build()?;
        let shared = Arc::new(Shared {
            service: Mutex::new(service),
            requests: Mutex::new(Vec::new()),
        });
        let serving = Arc::clone(&shared);
        let (stop, stopped) = oneshot::channel();
        let listener = {
            let _within = runtime.enter();
            TcpListener::from_std(listener)?
        };
        let thread = std::thread::Builder::new()
            .name("graph-stand-in".into())
            .spawn(move || {
                runtime.spawn(accept(listener, serving));
                // An error says that the handle is gone, which asks for the same. Connections end
                // with the runtime.
                let _ = runtime.block_on(stopped);
            })?;
        Ok(Self {
            address,
            shared,
            stop: Some(stop),
            thread: Some(thread),
        })
    }

    /// The socket's address, always 127.0.0.1 and a port that was free.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// What a client takes for `https://graph.microsoft.com`: scheme, host and port, without a
    /// version and without a slash at the end.
    pub fn base_url(&self) -> String {
        self.service().settings.origin.clone()
    }

    /// The URL that the service's paths are below, version included, without a slash at the end. An
    /// `@odata.id` that this server accepts starts with it.
    pub fn service_root(&self) -> String {
        self.service().settings.service_root()
    }

    /// Every request since the start, in the order of arrival, refused ones included.
    pub fn requests(&self) -> Vec<RecordedRequest> {
        lock(&self.shared.requests).clone()
    }

    /// The properties of the entity at a path below the service root, as they are stored now;
    /// `None` where the path leads to no entity. Segments are percent-encoded, as in a request.
    ///
    /// A single-valued navigation property leads to its target: `/applications/a1/connectorGroup`.
    pub fn entity(&self, path: &str) -> Option<Value> {
        let service = self.service();
        let place = route::resolve_path(&service.schema, &service.store, path).ok()?;
        let entity = route::entity_at(&service.store, place)?;
        service.properties(entity.id)
    }

    /// The properties of all entities of the collection at a path below the service root; `None`
    /// where the path leads to no collection. No paging is done, and linked entities come in the
    /// order they were linked.
    ///
    /// ```
    /// # use msgraph_runtime::test_util::{Directory, Target};
    /// # use serde_json::json;
    /// let server = Directory::new("v1.0")
    ///     .entity_set("groups", "microsoft.graph.group")
    ///     .entity_set("users", "microsoft.graph.user")
    ///     .navigation("microsoft.graph.group", "members", Target::many("microsoft.graph.user"))
    ///     .entity("groups", json!({"id": "g1"}))
    ///     .entity("users", json!({"id": "u1"}))
    ///     .link("/groups/g1/members", "/users/u1")
    ///     .serve()?;
    /// assert_eq!(server.entities("/groups/g1/members"), Some(vec![json!({"id": "u1"})]));
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn entities(&self, path: &str) -> Option<Vec<Value>> {
        let service = self.service();
        match route::resolve_path(&service.schema, &service.store, path).ok()? {
            route::Place::Collection(collection) => {
                let items = collection.items(&service.schema, &service.store);
                Some(
                    items
                        .into_iter()
                        .filter_map(|id| service.properties(id))
                        .collect(),
                )
            }
            _ => None,
        }
    }

    fn service(&self) -> MutexGuard<'_, Service> {
        lock(&self.shared.service)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Some(stop) = self.stop.take() {
            // The thread may have ended already; then there is nobody to tell.
            let _ = stop.send(());
        }
        if let Some(thread) = self.thread.take() {
            // A panic in the thread has been printed there, and must not become another one in a
            // drop.
            let _ = thread.join();
        }
    }
}

impl Service {
    fn properties(&self, id: EntityId) -> Option<Value> {
        self.store
            .get(id)
            .map(|entity| Value::Object(entity.properties.clone()))
    }
}

async fn accept(listener: TcpListener, shared: Arc<Shared>) {
    loop {
        match listener.accept().await {
            Ok((stream, _)) => {
                tokio::spawn(serve_connection(stream, Arc::clone(&shared)));
            }
            Err(_) => tokio::time::sleep(ACCEPT_PAUSE).await,
        }
    }
}

async fn serve_connection(stream: TcpStream, shared: Arc<Shared>) {
    let service = service_fn(move |request| {
        let shared = Arc::clone(&shared);
        async move { Ok::<_, Infallible>(exchange(&shared, request).await) }
    });
    // An error here is the client's connection breaking off, which concerns the client alone.
    let _ = http1::Builder::new()
        .serve_connection(TokioIo::new(stream), service)
        .await;
}

async fn exchange(shared: &Shared, request: Request<Incoming>) -> Response<Full<Bytes>> {
    let (parts, body) = request.into_parts();
    let (body, unread) = match read(body).await {
        Ok(body) => (body, None),
        Err(error) => (Bytes::new(), Some(error)),
    };
    let mut headers = parts.headers;
    if let Some(authorization) = headers.get_mut(AUTHORIZATION) {
        authorization.set_sensitive(true);
    }
    let path_and_query = parts.uri.path_and_query().map(ToString::to_string);
    let request = RecordedRequest {
        method: parts.method,
        path_and_query: path_and_query.unwrap_or_default(),
        headers,
        body,
    };
    let number = record(shared, request.clone());
    let outcome = match unread {
        Some(error) => Err(error),
        None => answer_or_tell_panic(&mut lock(&shared.service), &request),
    };
    answer::respond(outcome, &request, number)
}

/// A panic can only come from an operation's body, most likely from a failed assertion there. It is
/// answered, so that the test sees it. Actions work on copies, so nothing is half done.
fn answer_or_tell_panic(
    service: &mut Service,
    request: &RecordedRequest,
) -> Result<Answer, ServiceError> {
    let answer = AssertUnwindSafe(|| dispatch::answer(service, request));
    std::panic::catch_unwind(answer).unwrap_or_else(|panic| {
        let text = panic.downcast_ref::<String>().map(String::as_str);
        let text = text.or_else(|| panic.downcast_ref::<&str>().copied());
        let message = format!("The operation panicked: {}", text.unwrap_or("no message"));
        Err(ServiceError::new(500, "generalException", message))
    })
}

/// Reads the body to its end even where it is too large: a client that still writes would otherwise
/// see its connection break, and not the refusal.
async fn read(mut body: Incoming) -> Result<Bytes, ServiceError> {
    let mut kept = Vec::new();
    let mut too_large = false;
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(|error| {
            ServiceError::bad_request(format!("The request body could not be read: {error}"))
        })?;
        let Ok(data) = frame.into_data() else {
            continue;
        };
        too_large |= kept.len() + data.len() > LARGEST_BODY;
        if !too_large {
            kept.extend_from_slice(&data);
        }
    }
    if too_large {
        Err(ServiceError::too_large(LARGEST_BODY))
    } else {
        Ok(kept.into())
    }
}

/// Keeps the request, and numbers it from 1.
fn record(shared: &Shared, request: RecordedRequest) -> u64 {
    let mut requests = lock(&shared.requests);
    requests.push(request);
    u64::try_from(requests.len()).unwrap_or(u64::MAX)
}

/// The lock, whoever panicked with it: a test that looks at the directory after its own failure is to
/// see it.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
