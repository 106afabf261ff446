//! Bound actions and functions.

use crate::client::call;
use crate::fixture::{APPLICATION, DIRECTORY_OBJECT, USER, directory, serve, url};
use msgraph_runtime::test_util::{Directory, Server, ServiceError};
use serde_json::{Map, Value, json};

/// The fixture with two actions and three functions.
fn server() -> Server {
    let with_actions = directory()
        .action(APPLICATION, "microsoft.graph.addPassword", add_password)
        .action(APPLICATION, "touch", |_, _| Ok(Value::Null));
    serve(with_functions(with_actions))
}

fn add_password(
    application: &mut Map<String, Value>,
    parameters: &Map<String, Value>,
) -> Result<Value, ServiceError> {
    application.insert("id".into(), json!("stolen"));
    application.insert("passwords".into(), json!(1));
    match parameters.get("displayName") {
        Some(name) => Ok(json!({"displayName": name, "secretText": "made up"})),
        None => Err(ServiceError::new(422, "Missing", "No name.")),
    }
}

fn with_functions(directory: Directory) -> Directory {
    directory
        .function(USER, "microsoft.graph.reminderView", |user, arguments| {
            Ok(json!([{"of": user["id"], "arguments": arguments}]))
        })
        .function(USER, "isFree", |_, _| Ok(json!(true)))
        .function(DIRECTORY_OBJECT, "microsoft.graph.describe", |entity, _| {
            Ok(entity["id"].clone())
        })
}

#[test]
fn an_action_is_posted_and_changes_its_entity() {
    let server = server();
    for name in ["microsoft.graph.addPassword", "addPassword", "addpassword"] {
        let reply = call(&server, "POST", &format!("/applications/a1/{name}"))
            .json(&json!({"displayName": "p"}));
        assert_eq!(
            (reply.status, reply.json()),
            (200, json!({"displayName": "p", "secretText": "made up"}))
        );
    }
    let application = server
        .entity("/applications/a1")
        .expect("its key is not the action's to change");
    assert_eq!(
        (&application["id"], &application["passwords"]),
        (&json!("a1"), &json!(1))
    );
    assert_eq!(
        call(&server, "GET", "/applications/a1/addPassword")
            .send()
            .header("allow"),
        Some("POST")
    );
    let other = call(&server, "POST", "/applications/a1/other.name.addPassword").send();
    other.assert_refused(400, "BadRequest", &["other.name.addPassword"]);
}

#[test]
fn a_refused_action_changes_nothing() {
    let server = server();
    let before = server.entity("/applications/a1");
    let reply = call(&server, "POST", "/applications/a1/addPassword").json(&json!({}));
    reply.assert_refused(422, "Missing", &["No name."]);
    assert_eq!(server.entity("/applications/a1"), before);
}

#[test]
fn a_panic_in_an_operation_is_answered() {
    let panicking = directory().action(APPLICATION, "explode", |application, _| {
        application.clear();
        panic!("expected {}", application.len())
    });
    let server = serve(panicking);
    let before = server.entity("/applications/a1");
    let reply = call(&server, "POST", "/applications/a1/explode").send();
    reply.assert_refused(500, "generalException", &["panicked: expected 0"]);
    assert_eq!(server.entity("/applications/a1"), before);
    assert_eq!(call(&server, "GET", "/applications/a1").send().status, 200);
}

#[test]
fn an_action_may_have_neither_parameters_nor_a_result() {
    let server = server();
    call(&server, "POST", "/applications/a1/touch")
        .send()
        .assert_no_content();
    call(&server, "POST", "/applications/a1/microsoft.graph.touch")
        .json(&json!({}))
        .assert_no_content();
    let plain = call(&server, "POST", "/applications/a1/touch").text("{}");
    plain.assert_refused(415, "UnsupportedMediaType", &[]);
    let in_path = call(&server, "POST", "/applications/a1/touch(a=1)").send();
    in_path.assert_refused(400, "Request_BadRequest", &["request body"]);
}

#[test]
fn a_function_gets_its_arguments_by_name_and_type() {
    let server = server();
    let path = "/me/microsoft.graph.reminderView(StartDateTime='2026-08-20T00%3A00%3A00',\
                EndDateTime=@end,Top=5,Name='O''Neil%2C%20(a=b)',Day=2026-08-20,None=@none)?@end='x'";
    let reply = call(&server, "GET", path).send();
    let arguments = json!({
        "StartDateTime": "2026-08-20T00:00:00", "EndDateTime": "x", "Top": 5,
        "Name": "O'Neil, (a=b)", "Day": "2026-08-20", "None": null,
    });
    assert_eq!(
        reply.json()["value"],
        json!([{"of": "u1", "arguments": arguments}])
    );
    let unnamed = call(&server, "GET", "/me/reminderView('x')").send();
    unnamed.assert_refused(400, "Request_BadRequest", &["no name"]);
}

#[test]
fn a_single_value_is_wrapped() {
    let server = server();
    let expected = json!({"@odata.context": url(&server, "/$metadata#Edm.Boolean"), "value": true});
    assert_eq!(call(&server, "GET", "/me/isFree()").send().json(), expected);
    assert_eq!(
        call(&server, "POST", "/me/isFree()").send().header("allow"),
        Some("GET")
    );
}

#[test]
fn an_operation_is_inherited_and_not_lent() {
    let server = server();
    for path in ["/me", "/groups/g1", "/directoryObjects/a1"] {
        let reply = call(
            &server,
            "GET",
            &format!("{path}/microsoft.graph.describe()"),
        )
        .send();
        assert_eq!(reply.status, 200, "{path}");
    }
    assert_eq!(
        call(&server, "GET", "/groups/g1/isFree()").send().status,
        400
    );
}
