//! Prints what a call takes with the client, and with reqwest and serde by hand: the median time, and the allocations of one call.

mod by_hand;
mod service;

use std::alloc::System;
use std::hint::black_box;
use std::time::{Duration, Instant};

use msgraph::{Client, Error, StaticToken, users};
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

use by_hand::ByHand;
use service::Service;

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// So many calls are made of each kind, in turns, after a tenth as many to warm up.
const CALLS: usize = 20_000;

/// What one kind of call took.
struct Taken {
    times: Vec<Duration>,
    allocations: usize,
    bytes: usize,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    if std::env::args().nth(1).as_deref() == Some("serve") {
        return Ok(service::serve()?);
    }
    // Elsewhere, so that what it allocates is not counted.
    let service = Service::start()?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let (ours, by_hand) = runtime.block_on(measure(&service.url))?;
    println!(
        "{}",
        serde_json::json!({
            "calls": CALLS,
            "client": ours.figures(),
            "by_hand": by_hand.figures(),
        })
    );
    Ok(())
}

async fn measure(url: &str) -> Result<(Taken, Taken), Box<dyn std::error::Error>> {
    let client = Client::builder()
        .base_url(url)
        .token_source(StaticToken::new("t0k3n"))
        .build()?;
    let by_hand = ByHand::new(url)?;
    let (mut one, mut other) = (Taken::none(), Taken::none());
    for call in 0..CALLS + CALLS / 10 {
        let region = Region::new(ALLOCATOR);
        let began = Instant::now();
        black_box(with_client(&client).await?);
        let (elapsed, change) = (began.elapsed(), region.change());
        if call >= CALLS / 10 {
            one.add(elapsed, change);
        }
        let region = Region::new(ALLOCATOR);
        let began = Instant::now();
        black_box(by_hand.user("ada").await?);
        let (elapsed, change) = (began.elapsed(), region.change());
        if call >= CALLS / 10 {
            other.add(elapsed, change);
        }
    }
    Ok((one, other))
}

async fn with_client(client: &Client) -> Result<msgraph::models::User, Error> {
    client.send(users().id("ada").get()).await
}

impl Taken {
    fn none() -> Self {
        Self {
            times: Vec::with_capacity(CALLS),
            allocations: 0,
            bytes: 0,
        }
    }

    fn add(&mut self, elapsed: Duration, change: stats_alloc::Stats) {
        self.times.push(elapsed);
        self.allocations += change.allocations + change.reallocations;
        self.bytes += change.bytes_allocated;
    }

    fn figures(mut self) -> serde_json::Value {
        self.times.sort_unstable();
        let median = self.times[self.times.len() / 2];
        let calls = self.times.len() as f64;
        serde_json::json!({
            "microseconds": median.as_nanos() as f64 / 1000.0,
            "allocations": self.allocations as f64 / calls,
            "bytes": self.bytes as f64 / calls,
        })
    }
}
