//! From declarations to a server.

use super::Directory;
use crate::test_util::body::Source;
use crate::test_util::seed;
use crate::test_util::server::{Server, Sockets};
use crate::test_util::service::Service;
use crate::test_util::store::{Media, Store};
use crate::test_util::throttle::Throttling;
use std::io;
use std::net::{Ipv4Addr, TcpListener};

const OCTETS: &str = "application/octet-stream";

impl Directory {
    /// Starts the server on a free port of 127.0.0.1. Requests can be sent as soon as this returns;
    /// it does not block, and may be called from asynchronous code.
    ///
    /// # Errors
    ///
    /// `InvalidInput` where an entity, a link or an alias does not fit what is declared, with every
    /// such problem in the message; otherwise what the operating system says of the socket or the
    /// thread.
    pub fn serve(self) -> io::Result<Server> {
        let sockets = Sockets {
            main: TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?,
            other: TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?,
        };
        let service = self.into_service(&sockets)?;
        Server::start(sockets, service)
    }

    fn into_service(mut self, sockets: &Sockets) -> io::Result<Service> {
        self.settings.origin = format!("http://{}", sockets.main.local_addr()?);
        self.settings.other_origin = format!("http://{}", sockets.other.local_addr()?);
        let mut store = Store::default();
        let problems = self.fill(&mut store);
        if !problems.is_empty() {
            let problems = problems.join("\n");
            return Err(io::Error::new(io::ErrorKind::InvalidInput, problems));
        }
        let mut service = Service::new(self.schema, self.settings, store);
        service.throttling = self.throttle.map(Throttling::new);
        for (when, fault) in self.faults {
            service.faults.add(when, vec![fault]);
        }
        for (when, operation) in self.long_running {
            service.monitors.add(when, operation);
        }
        Ok(service)
    }

    /// Puts everything in its place, and says what has none.
    fn fill(&mut self, store: &mut Store) -> Vec<String> {
        let schema = &self.schema;
        let mut problems = Vec::new();
        let mut note = |result: Result<(), String>| problems.extend(result.err());
        note(seed::check_version(&self.settings.version));
        for seed in self.seeds.drain(..) {
            note(seed::plant(schema, store, seed));
        }
        for (navigation, target) in &self.links {
            note(seed::link(schema, store, navigation, target));
        }
        for (path, bytes) in &self.generated {
            let media = Media::new(OCTETS, Source::Generated(*bytes));
            note(seed::content(schema, store, path, media));
        }
        for (name, path) in schema.aliases() {
            note(seed::check_alias(schema, store, name, path));
        }
        problems
    }
}
