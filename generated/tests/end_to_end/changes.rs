//! What is sent to create and to change entities, put together from the constants of properties.

use crate::support::Service;
use msgraph::models::{Application, User};
use msgraph::{ETag, Error, New, Patch, application, applications, user, users};
use serde_json::{Value, json};

fn body(service: &Service) -> Value {
    serde_json::from_str(&service.last_line().2).expect("a JSON body")
}

#[tokio::test]
async fn a_patch_tells_null_from_absent() -> Result<(), Error> {
    let service = Service::start();
    let patch = Patch::<User>::new()
        .set(user::DISPLAY_NAME, "Ada L.")
        .set_null(user::JOB_TITLE);
    service
        .client
        .send(users().id("ada").update(&patch))
        .await?;
    assert_eq!(
        body(&service),
        json!({ "displayName": "Ada L.", "jobTitle": null })
    );
    let ada = service.client.send(users().id("ada").get()).await?;
    assert_eq!(ada.display_name.as_deref(), Some("Ada L."));
    assert_eq!(ada.job_title, None);
    Ok(())
}

#[tokio::test]
async fn a_new_entity_is_bound_by_absolute_urls() -> Result<(), Error> {
    let service = Service::start();
    let new = New::<Application>::new()
        .set(application::DISPLAY_NAME, "App")
        .bind(
            application::OWNERS,
            [&users().id("ada"), &users().id("grace")],
        );
    let _ = service.client.send(applications().create(&new)).await;
    let owners = [service.url("/users/ada"), service.url("/users/grace")];
    assert_eq!(
        body(&service),
        json!({ "displayName": "App", "owners@odata.bind": owners })
    );
    Ok(())
}

#[tokio::test]
async fn a_whole_model_is_sent_as_far_as_it_is_set() -> Result<(), Error> {
    let service = Service::start();
    let changes = User {
        job_title: Some("Countess".to_owned()),
        ..User::default()
    };
    let request = users()
        .id("ada")
        .update(&changes)
        .if_match(&ETag::from("W/\"1\""))
        .prefer_representation();
    let _ = service.client.send(request).await;
    let arrived = service.last();
    assert_eq!(arrived.headers["if-match"], "W/\"1\"");
    assert_eq!(arrived.headers["prefer"], "return=representation");
    assert_eq!(body(&service), json!({ "jobTitle": "Countess" }));
    Ok(())
}
