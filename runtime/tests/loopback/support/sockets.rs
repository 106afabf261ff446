//! The connections of this machine, as the system sees them.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use msgraph_runtime::test_util::Server;

/// The state of a TCP connection that both ends hold open, as Linux writes it.
const ESTABLISHED: &str = "01";

/// How many connections to the server are open; `None` where the system has no table of them.
pub fn open(server: &Server) -> Option<usize> {
    let table = std::fs::read_to_string("/proc/net/tcp").ok()?;
    let target = written(server.address());
    let to_server = table.lines().filter(|line| {
        let mut fields = line.split_whitespace().skip(2);
        fields.next() == Some(&target) && fields.next() == Some(ESTABLISHED)
    });
    Some(to_server.count())
}

/// Waits until `holds`, a second or two at most.
pub async fn until(holds: impl Fn() -> bool) -> bool {
    let began = Instant::now();
    while !holds() {
        if began.elapsed() > Duration::from_secs(2) {
            return false;
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    true
}

/// An address of this machine as the table has it: the bytes in the order of the machine, in hexadecimal.
fn written(address: SocketAddr) -> String {
    let SocketAddr::V4(address) = address else {
        return String::new();
    };
    let ip = u32::from_ne_bytes(address.ip().octets());
    format!("{ip:08X}:{:04X}", address.port())
}
