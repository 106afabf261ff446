//! What the tests with a real client and a real server share.

// Each test crate uses the part it needs, and a test crate exports nothing.
#![allow(dead_code, unreachable_pub)]

pub mod clock;
pub mod outcome;
pub mod sockets;

use clock::TestClock;
use http::Method;
use msgraph_runtime::test_util::{Directory, Server, Target};
use msgraph_runtime::{Client, ClientBuilder, Page, Path, Request, StaticToken};
use serde_json::{Value, json};

pub const USER: &str = "microsoft.graph.user";
pub const TOKEN: &str = "s3cr3t";

/// Users who may have a manager, behind a token.
pub fn directory() -> Directory {
    Directory::new("v1.0")
        .entity_set("users", USER)
        .navigation(USER, "manager", Target::one(USER))
        .token(TOKEN)
}

pub fn with_users(directory: Directory, ids: impl IntoIterator<Item = String>) -> Directory {
    ids.into_iter().fold(directory, |directory, id| {
        directory.entity("users", json!({"id": id}))
    })
}

pub fn serve(directory: Directory) -> Server {
    directory.serve().expect("the directory is sound")
}

/// A client of `server` over the default transport, whose waits take no time.
pub fn builder(server: &Server, clock: &TestClock) -> ClientBuilder {
    Client::builder()
        .base_url(server.base_url())
        .token_source(StaticToken::new(TOKEN))
        .clock(clock.clone())
}

pub fn client(server: &Server) -> Client {
    built(builder(server, &TestClock::new()))
}

pub fn built(builder: ClientBuilder) -> Client {
    builder.build().expect("a client")
}

pub fn users() -> Path {
    Path::service("v1.0").literal("users")
}

pub fn user(id: &str) -> Path {
    users().key("user-id", id)
}

pub fn get(path: Path) -> Request<Value> {
    Request::entity(Method::GET, path)
}

pub fn list() -> Request<Page<Value>> {
    Request::page(Method::GET, users())
}

pub fn create(body: &Value) -> Request<Value> {
    Request::entity(Method::POST, users()).json(body)
}

pub fn patch(id: &str, body: &Value) -> Request<()> {
    Request::nothing(Method::PATCH, user(id)).json(body)
}

pub fn delete(id: &str) -> Request<()> {
    Request::nothing(Method::DELETE, user(id))
}

/// Makes one user the manager of another one.
pub fn set_manager(id: &str, manager: &str) -> Request<()> {
    let target = msgraph_runtime::EntityUrl::<()>::unchecked(format!("users/{manager}"));
    Request::nothing(Method::PUT, user(id).literal("manager").literal("$ref")).reference(&target)
}
