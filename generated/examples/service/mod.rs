//! Where the examples send their requests: to the service, or with `--demo` to a stand-in inside the program.

// Each example uses the part it needs.
#![allow(dead_code, unreachable_pub)]

use std::error::Error;
use std::path::PathBuf;

use msgraph::{Client, StaticToken};
use msgraph_runtime::test_util::{Directory, Server};

pub type Done = Result<(), Box<dyn Error>>;

/// A client, the stand-in it talks to if that is asked for, and what else the command line says.
pub struct Service {
    pub client: Client,
    pub demo: Option<Server>,
    arguments: Vec<String>,
}

/// The service, with the token in `GRAPH_TOKEN`; with `--demo` a stand-in that serves `directory`.
pub fn connect(directory: Directory) -> Result<Service, Box<dyn Error>> {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let flags = arguments.len();
    arguments.retain(|argument| argument != "--demo");
    let demo = match arguments.len() < flags {
        true => Some(directory.token("demo").serve()?),
        false => None,
    };
    let client = Client::builder();
    let client = match &demo {
        Some(server) => client
            .base_url(server.base_url())
            .token_source(StaticToken::new("demo")),
        None => client.token_source(StaticToken::new(
            std::env::var("GRAPH_TOKEN")
                .map_err(|_| "set GRAPH_TOKEN to a bearer token, or give --demo")?,
        )),
    };
    Ok(Service {
        client: client.build()?,
        demo,
        arguments,
    })
}

impl Service {
    /// The argument at a position, which the demo makes up.
    pub fn argument(&self, at: usize, what: &str, demo: &str) -> Result<String, String> {
        match (&self.demo, self.arguments.get(at)) {
            (Some(_), _) => Ok(demo.to_owned()),
            (None, Some(argument)) => Ok(argument.clone()),
            (None, None) => Err(format!("give {what}, or --demo")),
        }
    }
}

/// A path for a file of the demo.
pub fn demo_file(name: &str) -> PathBuf {
    std::env::temp_dir().join(format!("msgraph-{}-{name}", std::process::id()))
}

/// A directory with these users.
pub fn users(ids: impl IntoIterator<Item = String>) -> Directory {
    let directory = Directory::new("beta").entity_set("users", "microsoft.graph.user");
    ids.into_iter().fold(directory, |directory, id| {
        directory.entity(
            "users",
            serde_json::json!({"id": id, "displayName": format!("User {id}")}),
        )
    })
}
