//! The server: a thread with two loopback sockets, and the handle that keeps it alive.

mod control;
mod look;

use super::connection::{self, lock};
use super::service::{Door, Service};
use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard};
use std::thread::JoinHandle;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::oneshot;

/// How long to wait after a connection could not be accepted, most likely for want of file
/// descriptors.
const ACCEPT_PAUSE: Duration = Duration::from_millis(10);

/// The sockets, which listen already, so that requests can be sent at once.
#[derive(Debug)]
pub(super) struct Sockets {
    pub(super) main: std::net::TcpListener,
    /// The same service under another origin.
    pub(super) other: std::net::TcpListener,
}

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
    service: Arc<Mutex<Service>>,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    pub(super) fn start(sockets: Sockets, service: Service) -> io::Result<Self> {
        let address = sockets.main.local_addr()?;
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_io()
            .enable_time()
            .build()?;
        let service = Arc::new(Mutex::new(service));
        let (stop, stopped) = oneshot::channel();
        let doors = {
            let _within = runtime.enter();
            [
                (nonblocking(sockets.main)?, Door::Main),
                (nonblocking(sockets.other)?, Door::Other),
            ]
        };
        let serving = Arc::clone(&service);
        let thread = std::thread::Builder::new()
            .name("graph-stand-in".into())
            .spawn(move || {
                for (listener, door) in doors {
                    runtime.spawn(accept(listener, Arc::clone(&serving), door));
                }
                // An error says that the handle is gone, which asks for the same. Connections end
                // with the runtime.
                let _ = runtime.block_on(stopped);
            })?;
        Ok(Self {
            address,
            service,
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

    /// The same of a second socket, which leads to the same service: another origin to a client,
    /// which must send no token there. One that comes is refused, and none is asked for.
    pub fn other_base_url(&self) -> String {
        self.service().settings.other_origin.clone()
    }

    fn service(&self) -> MutexGuard<'_, Service> {
        lock(&self.service)
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

fn nonblocking(listener: std::net::TcpListener) -> io::Result<TcpListener> {
    listener.set_nonblocking(true)?;
    TcpListener::from_std(listener)
}

async fn accept(listener: TcpListener, service: Arc<Mutex<Service>>, door: Door) {
    loop {
        match listener.accept().await {
            Ok((stream, _)) => {
                // Small answers must not wait for the client to acknowledge the one before.
                let _ = stream.set_nodelay(true);
                tokio::spawn(connection::serve(stream, Arc::clone(&service), door));
            }
            Err(_) => tokio::time::sleep(ACCEPT_PAUSE).await,
        }
    }
}
