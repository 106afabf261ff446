//! 50 MB into a stand-in that fails in the middle.

use msgraph::Client;
use msgraph_runtime::test_util::{Directory, Fault, Server, When, generated_bytes};
use serde_json::json;

use crate::{service, upload};

const LENGTH: usize = 50_000_000;

pub(crate) fn directory() -> Directory {
    let (drive, item) = ("microsoft.graph.drive", "microsoft.graph.driveItem");
    Directory::new("beta")
        .entity_set("drives", drive)
        .contained(drive, "items", item)
        .contained(item, "children", item)
        .by_path(item, "children", "name")
        .upload_sessions(item, "content")
        .entity("drives", json!({"id": "team"}))
        .contained_entity("/drives/team/items", json!({"id": "root", "name": "root"}))
}

pub(crate) async fn run(client: &Client, server: &Server) -> service::Done {
    let file = service::demo_file("report.bin");
    let content = generated_bytes(0, LENGTH);
    std::fs::write(&file, &content)?;
    // The answer to the second part is lost, which the client settles by itself; the fourth meets a gateway that is broken.
    let parts = || When::every().method("PUT");
    server.fault(parts().nth(2), Fault::dropped().after_effect());
    server.fault(parts().nth(5), Fault::bad_gateway());

    println!("The first run:");
    match upload(client, &file, "team", "report.bin").await {
        Err(error) => println!("  broke off: {error}"),
        Ok(()) => return Err("it should have broken off".into()),
    }
    println!("The second run:");
    upload(client, &file, "team", "report.bin").await?;
    std::fs::remove_file(&file)?;
    let arrived = server.content("/drives/team/items/root:/report.bin:/content");
    if arrived.is_none_or(|arrived| arrived != content) {
        return Err("other bytes arrived".into());
    }
    println!("All {LENGTH} bytes are there.");
    Ok(())
}
