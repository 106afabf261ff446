//! Media streams: bytes as they are.

use crate::support::{Service, drives as drive_service};
use msgraph::{Error, applications, drives};

#[tokio::test]
async fn a_logo_is_uploaded_read_back_and_removed() -> Result<(), Error> {
    let service = Service::start();
    let application = applications().id("payroll");
    let image: Vec<u8> = (0..=255).collect();
    let upload = application
        .upload_logo(image.clone())
        .content_type("image/png");
    assert_eq!(service.client.send(upload).await?, None);
    let sent = service.last();
    assert_eq!(
        (sent.method.as_str(), sent.path()),
        ("PUT", "/beta/applications/payroll/logo")
    );
    assert_eq!(sent.header("content-type"), Some("image/png"));
    assert_eq!(sent.body, image);

    let read = service.client.send(application.download_logo()).await?;
    assert_eq!(read, image);
    service.client.send(application.remove_logo()).await?;
    let error = service
        .client
        .send(application.download_logo())
        .await
        .expect_err("it is gone");
    assert!(error.is_not_found(), "{error}");
    Ok(())
}

#[tokio::test]
async fn an_upload_is_answered_with_the_item_where_the_service_sends_it() -> Result<(), Error> {
    let service = Service::of(drive_service());
    let file = drives()
        .id("team")
        .root()
        .children()
        .id("folder")
        .children()
        .id("file");
    let item = service
        .client
        .send(file.upload_content("hello".to_owned()))
        .await?;
    assert_eq!(item.and_then(|item| item.id).as_deref(), Some("file"));
    assert_eq!(
        service.last().header("content-type"),
        Some("application/octet-stream")
    );
    assert_eq!(service.client.send(file.download_content()).await?, "hello");
    Ok(())
}

/// No bytes are content, too.
#[tokio::test]
async fn an_empty_stream_is_not_an_absent_one() -> Result<(), Error> {
    let service = Service::start();
    let application = applications().id("payroll");
    service
        .client
        .send(application.upload_logo(Vec::new()))
        .await?;
    assert!(
        service
            .client
            .send(application.download_logo())
            .await?
            .is_empty()
    );
    Ok(())
}
