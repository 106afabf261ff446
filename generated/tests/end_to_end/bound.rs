//! Bound actions and functions.

use crate::support::{Service, functions};
use msgraph::application::AddPasswordParameters;
use msgraph::models::PasswordCredential;
use msgraph::{Error, applications, device_management, groups, me, role_management, users};
use serde_json::json;

#[tokio::test]
async fn an_action_is_called_with_its_parameters() -> Result<(), Error> {
    let service = Service::start();
    let parameters = AddPasswordParameters {
        password_credential: Some(PasswordCredential {
            display_name: Some("build server".into()),
            ..PasswordCredential::default()
        }),
        ..AddPasswordParameters::default()
    };
    let application = applications().id("payroll");
    let secret = service
        .client
        .send(application.add_password(&parameters))
        .await?;
    assert_eq!(
        service.last_line(),
        (
            "POST".into(),
            "/beta/applications/payroll/microsoft.graph.addPassword".into(),
            r#"{"passwordCredential":{"displayName":"build server"}}"#.into()
        )
    );
    assert_eq!(secret.secret_text.as_deref(), Some("abc~made-up"));

    let application = service.client.send(application.get()).await?;
    let kept = application.password_credentials.unwrap_or_default();
    assert_eq!(kept.len(), 1);
    assert_eq!(kept[0].display_name.as_deref(), Some("build server"));
    assert_eq!(kept[0].secret_text, None, "the text is told once");
    Ok(())
}

#[tokio::test]
async fn a_refused_action_says_why() {
    let service = Service::start();
    let call = applications()
        .id("payroll")
        .add_password(&AddPasswordParameters::default());
    let error = service.client.send(call).await.expect_err("no name given");
    assert_eq!(service.last_line().2, "{}");
    let graph_error = error.graph_error().expect("an OData error");
    assert_eq!(graph_error.message, "The secret has no name.");
}

#[tokio::test]
async fn the_arguments_of_a_function_arrive_as_they_are() -> Result<(), Error> {
    let service = Service::start();
    let texts = [
        "2026-08-20T00:00:00",
        "O'Neil's ''quoted'' day",
        "a,EndDateTime='x')/$value?$top=1#&%27%2F+\\",
        "Søndag 日曜日 🌞",
        "",
        "null",
        "@alias",
    ];
    for text in texts {
        let call = users().id("grace").reminder_view(text, Some(text));
        let page = service.client.send(call).await?;
        let [reminder] = page.value.as_slice() else {
            panic!("{text:?}: one reminder, not {:?}", page.value);
        };
        assert_eq!(reminder.event_id.as_deref(), Some("grace"), "{text:?}");
        assert_eq!(reminder.event_subject.as_deref(), Some(text));
        assert_eq!(reminder.change_key.as_deref(), Some(text));
    }
    Ok(())
}

#[tokio::test]
async fn text_is_quoted_and_a_missing_argument_is_null() -> Result<(), Error> {
    let service = Service::start();
    let page = service
        .client
        .send(me().reminder_view("it's", None))
        .await?;
    assert_eq!(
        service.last_line(),
        (
            "GET".into(),
            "/beta/me/microsoft.graph.reminderView(StartDateTime='it%27%27s',EndDateTime=null)"
                .into(),
            String::new()
        )
    );
    assert_eq!(page.value[0].event_subject.as_deref(), Some("it's"));
    assert_eq!(page.value[0].change_key, None);
    assert_eq!(page.value[0].event_id.as_deref(), Some("ada"));
    Ok(())
}

#[test]
fn a_function_of_a_collection_follows_the_collection() {
    assert_eq!(
        groups().delta().to_string(),
        "GET /groups/microsoft.graph.delta()"
    );
}

#[tokio::test]
async fn what_is_left_out_of_a_call_is_not_sent() -> Result<(), Error> {
    let service = Service::of(functions());
    let role = role_management()
        .directory()
        .role_definitions()
        .id("reader");
    let call =
        "/beta/roleManagement/directory/roleDefinitions/reader/microsoft.graph.assignedPrincipals";
    let cases = [
        (role.assigned_principals(None, None, None), "()", json!({})),
        (
            role.assigned_principals(Some(true), None, None),
            "(transitive=@transitive)?@transitive=true",
            json!({"transitive": true}),
        ),
        (
            role.assigned_principals(None, Some("x&y='z'"), Some("/")),
            "(directoryScopeType=@directoryScopeType,directoryScopeId=@directoryScopeId)\
             ?@directoryScopeType=%27x%26y%3D%27%27z%27%27%27&@directoryScopeId=%27%2F%27",
            json!({"directoryScopeType": "x&y='z'", "directoryScopeId": "/"}),
        ),
    ];
    for (request, written, given) in cases {
        let page = service.client.send(request).await?;
        assert_eq!(service.last().path_and_query, format!("{call}{written}"));
        assert_eq!(page.value[0].additional_data().get("given"), Some(&given));
    }
    Ok(())
}

#[tokio::test]
async fn a_collection_is_one_argument() -> Result<(), Error> {
    let service = Service::of(functions());
    for ids in [vec!["1", "2"], vec!["O'Neil, \"x\"&y", "]", ""], Vec::new()] {
        let request = device_management().get_role_scope_tags_by_ids(&ids);
        let page = service.client.send(request).await?;
        let found: Vec<_> = page
            .value
            .iter()
            .filter_map(|tag| tag.id.as_deref())
            .collect();
        assert_eq!(found, ids);
    }
    assert_eq!(
        service.last().path_and_query,
        "/beta/deviceManagement/microsoft.graph.getRoleScopeTagsByIds(ids=@ids)?@ids=%5B%5D"
    );
    Ok(())
}
