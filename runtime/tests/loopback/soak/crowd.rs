//! The soak: requests in flight side by side, one in twenty of which meets a fault.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use msgraph_runtime::Client;
use msgraph_runtime::test_util::{Directory, Fault, Server, When};
use serde_json::json;

use super::books::Books;
use super::memory;
use super::worker::{GROUPS, MANAGERS, Worker, group_id, id};
use crate::support::clock::TestClock;
use crate::support::sockets::{open, until};
use crate::support::{builder, built, directory, serve, with_users};

const IN_FLIGHT: usize = 64;
/// How many steps there are, where `SOAK_REQUESTS` does not say it.
const STEPS: usize = 4_000;
/// What memory may grow by from the first fifth to the end, in percent.
const GROWTH: u64 = 30;

/// How far the work is.
struct Progress {
    steps: usize,
    done: AtomicUsize,
    /// The memory in use after a fifth of the steps.
    early: std::sync::OnceLock<Option<u64>>,
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_lost_doubled_or_left_behind() {
    let _alone = memory::alone().await;
    let server = Arc::new(serve(people()));
    let faults = server.faults(When::every().rate(0.05, 7), every_kind(&server));
    let client = built(builder(&server, &TestClock::new()).max_in_flight(IN_FLIGHT));
    let (books, progress) = (Arc::new(Books::default()), Arc::new(Progress::new()));
    let began = Instant::now();
    work(&client, &server, &books, &progress).await;
    let took = began.elapsed();
    let late = memory::resident();

    books.balance(&server);
    let early = progress.early.get().copied().flatten();
    if let (Some(early), Some(late)) = (early, late) {
        println!("memory: {early} pages after a fifth, {late} at the end");
        assert!(late * 100 <= early * (100 + GROWTH), "{early} {late}");
    }
    println!(
        "{} requests in {took:.2?}, {} faults; failures: {:?}",
        server.request_count(),
        faults.given(),
        books.failures()
    );
    println!("faults: {:?}", server.faults_given());
    assert!(faults.given() > 0);
    leaves_nothing(client, &server).await;
}

async fn work(client: &Client, server: &Arc<Server>, books: &Arc<Books>, progress: &Arc<Progress>) {
    let mut tasks = tokio::task::JoinSet::new();
    for number in 0..IN_FLIGHT {
        let (server, books) = (Arc::clone(server), Arc::clone(books));
        let mut worker = Worker::new(client.clone(), server, books, number);
        let progress = Arc::clone(progress);
        tasks.spawn(async move {
            while progress.go_on() {
                worker.step().await;
            }
        });
    }
    while let Some(ended) = tasks.join_next().await {
        if let Err(panic) = ended {
            std::panic::resume_unwind(panic.into_panic());
        }
    }
}

/// With the client all its tasks and connections end.
async fn leaves_nothing(client: Client, server: &Server) {
    if let Some(open) = open(server) {
        // Beside those in use there are some that were made while another one became free.
        assert!((1..=2 * IN_FLIGHT).contains(&open), "{open} connections");
    }
    drop(client);
    let tasks = || {
        tokio::runtime::Handle::current()
            .metrics()
            .num_alive_tasks()
    };
    assert!(until(|| tasks() == 0).await, "{} tasks", tasks());
    let closed = || open(server).is_none_or(|open| open == 0);
    assert!(until(closed).await, "{:?} connections", open(server));
}

impl Progress {
    fn new() -> Self {
        let steps = std::env::var("SOAK_REQUESTS").ok();
        let steps = steps.map(|steps| steps.parse().expect("SOAK_REQUESTS is a number"));
        Self {
            steps: steps.unwrap_or(STEPS),
            done: AtomicUsize::new(0),
            early: std::sync::OnceLock::new(),
        }
    }

    /// Whether there is one more step to do.
    fn go_on(&self) -> bool {
        let done = self.done.fetch_add(1, Ordering::Relaxed);
        if done == self.steps / 5 {
            self.early.get_or_init(memory::resident);
        }
        done < self.steps
    }
}

/// A user for each worker, managers for them, and groups on three pages.
fn people() -> Directory {
    let workers = (0..IN_FLIGHT).map(id);
    let everybody = workers.chain(MANAGERS.map(str::to_owned));
    let directory = directory()
        .entity_set("groups", "microsoft.graph.group")
        .page_size(10)
        .keep_requests(1000);
    (0..GROUPS).fold(with_users(directory, everybody), |directory, at| {
        directory.entity("groups", json!({"id": group_id(at)}))
    })
}

/// Faults of every kind, with and without effect, those of batches included.
fn every_kind(server: &Server) -> Vec<Fault> {
    let nowhere = format!("{}/v1.0/users/nobody", server.other_base_url());
    vec![
        Fault::dropped(),
        Fault::dropped().after_effect(),
        Fault::cut(),
        Fault::half_body(),
        Fault::length_too_long(5),
        Fault::length_too_short(1),
        Fault::slow(16, Duration::from_millis(1)),
        Fault::duplicate_header("x-twice", "2"),
        Fault::duplicate_header("content-length", "9"),
        Fault::huge_header(1_000_000),
        Fault::throttled(),
        Fault::throttled().retry_after("0.2"),
        Fault::throttled().retry_at(Duration::from_secs(2)),
        Fault::unavailable(),
        Fault::unavailable().retry_after("1"),
        Fault::gateway_timeout(),
        Fault::gateway_timeout().after_effect(),
        Fault::bad_gateway(),
        Fault::bad_gateway().after_effect(),
        Fault::claims_challenge("{}"),
        Fault::redirect(307, &nowhere),
        Fault::empty_success(),
        Fault::gzip_bomb(1 << 20),
        Fault::missing_from_batch(),
        Fault::twice_in_batch(),
    ]
}
