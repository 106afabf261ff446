//! Uploads a file of any size to a drive. If it breaks off, the next run goes on where it was.
//!
//! ```text
//! cargo run -p msgraph --example upload_file -- --demo
//! GRAPH_TOKEN=… cargo run -p msgraph --example upload_file -- FILE DRIVE-ID NAME
//! ```

mod demo;
#[path = "../service/mod.rs"]
mod service;

use std::path::Path;

use msgraph::models::DriveItem;
use msgraph::runtime::http::Method;
use msgraph::runtime::{FileSource, UploadProgress};
use msgraph::{Client, Error, Request, drives};
use serde_json::{Value, json};

#[tokio::main(flavor = "current_thread")]
async fn main() -> service::Done {
    let service = service::connect(demo::directory())?;
    if let Some(server) = &service.demo {
        return demo::run(&service.client, server).await;
    }
    let file = service.argument(0, "the file", "")?;
    let drive = service.argument(1, "the id of the drive", "")?;
    let name = service.argument(2, "the name that the file gets there", "")?;
    upload(&service.client, Path::new(&file), &drive, &name).await
}

/// The URL of the session is kept beside the file until all of it has arrived. It is a credential.
pub(crate) async fn upload(client: &Client, file: &Path, drive: &str, name: &str) -> service::Done {
    let kept = file.with_extension("session");
    let source = FileSource::open(file).await?;
    let mut upload = match std::fs::read_to_string(&kept) {
        Ok(url) => client.upload(url, source).resume(),
        Err(_) => {
            let url = session(client, drive, name).await?;
            std::fs::write(&kept, &url)?;
            client.upload(url, source)
        }
    };
    upload =
        upload.progress(|UploadProgress { sent, total, .. }| println!("  {sent} of {total} bytes"));
    let uploaded = upload.finish::<DriveItem>().await;
    // Where the session has expired, the next run begins with another one.
    if uploaded.as_ref().map_or_else(Error::is_not_found, |_| true) {
        std::fs::remove_file(&kept)?;
    }
    println!("done: {:?}", uploaded?.value.and_then(|item| item.id));
    Ok(())
}

/// A new session. The description that this crate is made from has no such action, so the request is made by hand.
async fn session(
    client: &Client,
    drive: &str,
    name: &str,
) -> Result<String, Box<dyn std::error::Error>> {
    let item = drives().id(drive).items().id("root").by_path(name);
    let path = item.path().literal("createUploadSession");
    let request: Request<Value> = Request::entity(Method::POST, path).json(&json!({}));
    let session = client.send(request).await?;
    Ok(session["uploadUrl"]
        .as_str()
        .ok_or("the service gave no URL to upload to")?
        .to_owned())
}
