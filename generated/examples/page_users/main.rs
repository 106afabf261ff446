//! Reads all users, page by page.
//!
//! ```text
//! cargo run -p msgraph --example page_users -- --demo
//! GRAPH_TOKEN=… cargo run -p msgraph --example page_users
//! ```

#[path = "../service/mod.rs"]
mod service;

use msgraph::{user, users};
use msgraph_runtime::test_util::{Fault, When};

#[tokio::main(flavor = "current_thread")]
async fn main() -> service::Done {
    let people = (1..=120).map(|number| format!("{number:03}"));
    // The stand-in refuses a page now and then, and the client asks again after the time that it is told.
    let busy = Fault::throttled().retry_after("0.2");
    let directory = service::users(people).fault(When::every().every_nth(2), busy);
    let service = service::connect(directory)?;

    let request = users()
        .list()
        .select((user::ID, user::DISPLAY_NAME))
        .max_page_size(50);
    let mut items = service.client.items(request);
    let mut count = 0;
    // The next page is asked for while the users of one are looked at, and two pages at most are in memory.
    while let Some(user) = items.next().await.transpose()? {
        count += 1;
        if count % 25 == 0 {
            println!("{count}: {}", user.display_name.as_deref().unwrap_or("?"));
        }
    }
    println!("{count} users");
    if let Some(server) = &service.demo {
        println!(
            "{} requests, faults: {:?}",
            server.request_count(),
            server.faults_given()
        );
    }
    Ok(())
}
