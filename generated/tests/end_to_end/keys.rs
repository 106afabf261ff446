//! Alternate keys.

use crate::support::{Service, declared};
use msgraph::{Error, applications};
use serde_json::json;

#[tokio::test]
async fn an_application_is_found_by_its_application_id() -> Result<(), Error> {
    let service = Service::start();
    let application = applications().by_app_id("payroll-client");
    let read = service.client.send(application.get()).await?;
    assert_eq!(
        service.last().path_and_query,
        "/beta/applications(appId='payroll-client')"
    );
    assert_eq!(read.id.as_deref(), Some("payroll"));
    let owners = application.owners().count();
    assert_eq!(
        owners.to_string(),
        "GET /applications(appId='payroll-client')/owners/$count"
    );
    assert_eq!(service.client.send(owners).await?, 0);
    Ok(())
}

#[tokio::test]
async fn any_text_is_an_alternate_key_and_stays_one() -> Result<(), Error> {
    let ids = [
        "O'Neil",
        "a/b",
        "..",
        "x')/$value",
        "%27",
        "a,b='c'",
        "",
        "?#&",
        "日本",
    ];
    let directory = ids
        .iter()
        .enumerate()
        .fold(declared("beta"), |directory, (at, id)| {
            directory.entity("applications", json!({"id": at.to_string(), "appId": id}))
        });
    let service = Service::of(directory);
    for (at, id) in ids.iter().enumerate() {
        let read = service
            .client
            .send(applications().by_app_id(*id).get())
            .await?;
        assert_eq!(read.id, Some(at.to_string()), "{id:?}");
    }
    Ok(())
}
