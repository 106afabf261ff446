//! Files by their path.

use crate::support::{Service, drives as drive_service};
use msgraph::{Error, drives};

#[tokio::test]
async fn an_item_is_found_by_the_names_on_its_way() -> Result<(), Error> {
    let service = Service::of(drive_service());
    let root = drives().id("team").root();
    let file = root.by_path("/Reports & more/May 100%.txt");
    let item = service.client.send(file.get()).await?;
    assert_eq!(
        service.last().path_and_query,
        "/beta/drives/team/root:/Reports%20%26%20more/May%20100%25.txt"
    );
    assert_eq!(item.id.as_deref(), Some("file"));
    let same = root.by_path("Reports & more").by_path("May 100%.txt/");
    assert_eq!(same, file);
    let below = drives()
        .id("team")
        .items()
        .id("top")
        .by_path("reports & more");
    let children = service.client.send(below.children().list()).await?;
    assert_eq!(
        service.last().path(),
        "/beta/drives/team/items/top:/reports%20%26%20more:/children"
    );
    assert_eq!(children.value.len(), 1);
    Ok(())
}

#[tokio::test]
async fn its_content_is_read_and_replaced() -> Result<(), Error> {
    let service = Service::of(drive_service());
    let file = drives()
        .id("team")
        .root()
        .by_path("Reports & more/May 100%.txt");
    service
        .client
        .send(file.upload_content("1,2".to_owned()))
        .await?;
    assert_eq!(
        service.last().path(),
        "/beta/drives/team/root:/Reports%20%26%20more/May%20100%25.txt:/content"
    );
    assert_eq!(service.client.send(file.download_content()).await?, "1,2");
    service.client.send(file.delete()).await?;
    let error = service
        .client
        .send(file.get())
        .await
        .expect_err("it is gone");
    assert!(error.is_not_found(), "{error}");
    Ok(())
}

/// What is no name of a file could be taken for something else, so nothing is sent.
#[tokio::test]
async fn hostile_ways_are_not_sent() {
    let service = Service::of(drive_service());
    let root = drives().id("team").root();
    for way in ["..", "a/../../../users", "x:/content", ".", "a\\..\\b", ":"] {
        let delete = root.by_path(way).delete();
        let error = service.client.send(delete).await.expect_err(way);
        assert!(error.is_request(), "{way:?}: {error}");
    }
    assert!(service.server.requests().is_empty());
}
