//! What a generated crate looks like, written by hand, and that it can be called.

mod shape;

use msgraph_runtime::http::Method;
use msgraph_runtime::{Cloud, Request, ServiceRoot};
use shape::application::{AddPassword, Application};
use shape::password_credential::PasswordCredential;
use shape::{applications, me, users};

/// Method, URL and body, as sent to the worldwide service.
fn sent<T>(request: &Request<T>) -> (Method, String, String) {
    let http = request
        .to_http(&ServiceRoot::from(Cloud::Global))
        .expect("a request");
    let body = String::from_utf8(http.body().to_vec()).expect("text");
    (http.method().clone(), http.uri().to_string(), body)
}

fn expect<T>(request: &Request<T>, method: Method, path: &str, body: &str) {
    let url = format!("https://graph.microsoft.com/beta{path}");
    assert_eq!(sent(request), (method, url, body.to_owned()));
}

#[test]
fn walking_builds_paths_and_templates() {
    let place = applications().id("3c1d").connector_group();
    assert_eq!(place.to_string(), "/applications/3c1d/connectorGroup");
    assert_eq!(
        place.path().template(),
        "/applications/{application-id}/connectorGroup"
    );
    assert_eq!(me().to_string(), "/me");
    assert_eq!(
        format!("{place:?}"),
        "Place(/applications/3c1d/connectorGroup)"
    );
}

#[test]
fn places_are_ordinary_values() {
    fn ordinary<T: Clone + Eq + std::hash::Hash + std::fmt::Debug + Send + Sync + 'static>(_: &T) {}
    let place = applications().id("a");
    ordinary(&place);
    ordinary(&applications());
    assert_eq!(place, place.clone());
    assert_ne!(place, applications().id("b"));
}

#[test]
fn operations_on_one_entity() {
    let place = applications().id("a");
    let changes = Application {
        app_id: Some("x".to_owned()),
        ..Application::default()
    };
    expect(&place.get(), Method::GET, "/applications/a", "");
    expect(
        &place.update(&changes),
        Method::PATCH,
        "/applications/a",
        r#"{"appId":"x"}"#,
    );
    expect(&place.delete(), Method::DELETE, "/applications/a", "");
}

#[test]
fn operations_on_a_collection() {
    expect(&applications().list(), Method::GET, "/applications", "");
    expect(
        &applications().create(&Application::default()),
        Method::POST,
        "/applications",
        "{}",
    );
    expect(
        &applications().count(),
        Method::GET,
        "/applications/$count",
        "",
    );
}

#[test]
fn actions_and_functions() {
    let credential = PasswordCredential {
        display_name: Some("ci".into()),
        ..Default::default()
    };
    let parameters = AddPassword {
        password_credential: Some(credential),
        ..AddPassword::default()
    };
    expect(
        &applications().id("a").add_password(&parameters),
        Method::POST,
        "/applications/a/microsoft.graph.addPassword",
        r#"{"passwordCredential":{"displayName":"ci"}}"#,
    );
    let view = me().reminder_view("2026-01-01T00:00", "it's");
    expect(
        &view,
        Method::GET,
        "/me/microsoft.graph.reminderView(StartDateTime='2026-01-01T00%3A00',EndDateTime='it%27%27s')",
        "",
    );
    assert_eq!(
        users().id("u").reminder_view("", "").path().template(),
        "/users/{user-id}/microsoft.graph.reminderView(StartDateTime='{StartDateTime}',EndDateTime='{EndDateTime}')"
    );
}
