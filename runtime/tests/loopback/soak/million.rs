//! A million items, of which few are in memory.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use bytes::Bytes;
use msgraph_runtime::{BoxFuture, Client, Content, Outcome, Transport};

use super::memory;
use crate::support::list;

const PAGES: usize = 1000;
const ITEMS: usize = 1000;
/// All items together would be a hundred times as many pages of memory.
const GROWTH: u64 = 1024;

/// A service that makes its pages when it is asked for them.
#[derive(Default)]
struct Endless(AtomicUsize);

impl Transport for Endless {
    fn send(&self, _: http::Request<Content>) -> BoxFuture<'_, Outcome> {
        let page = self.0.fetch_add(1, Ordering::Relaxed);
        let content = Bytes::from(written(page));
        Box::pin(async move { Ok(http::Response::new(content.into())) })
    }
}

fn written(page: usize) -> String {
    let items = (0..ITEMS).map(|at| format!("{{\"id\":\"{}\"}}", page * ITEMS + at));
    let items = items.collect::<Vec<_>>().join(",");
    let next = match page + 1 {
        PAGES => String::new(),
        next => format!(
            ",\"@odata.nextLink\":\"https://graph.microsoft.com/v1.0/users?$skiptoken={next}\""
        ),
    };
    format!("{{\"value\":[{items}]{next}}}")
}

#[tokio::test]
async fn a_million_items_need_no_more_memory_than_two_pages() {
    let _alone = memory::alone().await;
    let endless = Arc::new(Endless::default());
    let client = Client::builder().transport(Arc::clone(&endless)).build();
    let mut items = client.expect("a client").items(list());
    let (mut seen, mut early, mut most) = (0, None, None);
    while let Some(item) = items.next().await {
        assert_eq!(item.expect("an item")["id"], seen.to_string());
        // The page after this one may be there, and no other.
        assert!(endless.0.load(Ordering::Relaxed) <= seen / ITEMS + 2);
        if seen % (10 * ITEMS) == 0 {
            most = most.max(memory::resident());
        }
        if seen == 10 * ITEMS {
            early = most;
        }
        seen += 1;
    }
    assert_eq!(seen, PAGES * ITEMS);
    println!("memory: {early:?} pages at first, {most:?} at most");
    if let (Some(early), Some(most)) = (early, most) {
        assert!(most <= early + GROWTH, "{early} {most}");
    }
}
