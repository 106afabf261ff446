//! What is sent: uploads, actions, new entities, and changes.

use msgraph::application::AddPasswordParameters;
use msgraph::models::{
    AppRole, Application, Group, KeyCredential, PasswordCredential, PasswordProfile, User,
    WebApplication,
};
use msgraph::native_authentication_apis_enabled::NativeAuthenticationApisEnabled;
use msgraph::{
    ETag, New, Patch, application, applications, directory_objects, drives, edm, group, groups,
    user, users,
};
use serde_json::json;

use crate::GUID;
use crate::case::{Case, Difference};
use crate::normal::ABSENT;
use crate::reasons::{
    DECLARED_TYPE, FRACTION, NULL_BY_PYTHON_NAME, UNQUALIFIED_OPERATION, UTC_OFFSET,
};

pub(crate) fn cases() -> Vec<Case> {
    vec![
        upload(),
        action(),
        create_user(),
        create_bound(),
        update_null(),
        update_application(),
        derived_type(),
    ]
}

/// They say the type although it is the declared one.
fn type_is_said(name: &str) -> Difference {
    let theirs = format!("\"#microsoft.graph.{name}\"");
    DECLARED_TYPE.at("body/@odata.type", &theirs, ABSENT)
}

fn upload() -> Case {
    let file = drives().id("d").items().id("i");
    let content: &[u8] = &[0, 1, 0xff];
    Case::identical("upload", &file.upload_content(content))
}

fn action() -> Case {
    let parameters = AddPasswordParameters {
        password_credential: Some(PasswordCredential {
            display_name: Some("build".to_owned()),
            key_id: Some(edm::Guid::from(GUID)),
            end_date_time: Some(edm::DateTimeOffset::from("2027-01-02T03:04:05Z")),
            start_date_time: Some(edm::DateTimeOffset::from("2026-01-02T03:04:05.6+02:00")),
            ..PasswordCredential::default()
        }),
        ..AddPasswordParameters::default()
    };
    Case::differs(
        "action",
        &applications().id("app").add_password(&parameters),
        [
            UNQUALIFIED_OPERATION.at("segment 2", "addPassword", "microsoft.graph.addPassword"),
            UTC_OFFSET.at(
                "body/passwordCredential/endDateTime",
                r#""2027-01-02T03:04:05+00:00""#,
                r#""2027-01-02T03:04:05Z""#,
            ),
            FRACTION.at(
                "body/passwordCredential/startDateTime",
                r#""2026-01-02T03:04:05.600000+02:00""#,
                r#""2026-01-02T03:04:05.6+02:00""#,
            ),
        ],
    )
}

fn create_user() -> Case {
    let profile = PasswordProfile {
        force_change_password_next_sign_in: Some(false),
        password: Some("p\\w".to_owned()),
        ..PasswordProfile::default()
    };
    let new = New::<User>::new()
        .set(user::ACCOUNT_ENABLED, true)
        .set(user::DISPLAY_NAME, "Ada \"L\" Ω")
        .set_list(user::BUSINESS_PHONES, ["+1 5", "6"])
        .set(user::OTHER_MAILS, Vec::new())
        .set(user::PASSWORD_PROFILE, profile)
        .set_raw("extension_7f_score", 7)
        .set_raw("onPremisesExtensionAttributes", json!({ "a": null }));
    Case::differs("create_user", &users().create(&new), [type_is_said("user")])
}

fn create_bound() -> Case {
    let new = New::<Group>::new()
        .set(group::DISPLAY_NAME, "Crew")
        .set_list(group::GROUP_TYPES, ["Unified"])
        .set(group::SECURITY_ENABLED, false)
        .bind(group::OWNERS, [&users().id("ada"), &users().id("grace")]);
    Case::differs(
        "create_bound",
        &groups().create(&new),
        [type_is_said("group")],
    )
}

fn update_null() -> Case {
    let patch = Patch::<User>::new()
        .set(user::DEPARTMENT, "R&D")
        .set_null(user::JOB_TITLE);
    let request = users()
        .id("ada")
        .update(&patch)
        .if_match(&ETag::from("W/\"1\""))
        .prefer_representation();
    Case::differs(
        "update_null",
        &request,
        [
            type_is_said("user"),
            NULL_BY_PYTHON_NAME.at("body/job_title", "null", ABSENT),
            NULL_BY_PYTHON_NAME.at("body/jobTitle", ABSENT, "null"),
        ],
    )
}

fn update_application() -> Case {
    let role = AppRole {
        id: Some(edm::Guid::from(GUID)),
        is_enabled: Some(true),
        allowed_member_types: Some(vec!["User".to_owned()]),
        ..AppRole::default()
    };
    let key = KeyCredential {
        key: Some(edm::Binary::from_bytes(&[0xfb, 0xff, 0xfe, 1])),
        usage: Some("Verify".to_owned()),
        ..KeyCredential::default()
    };
    let web = WebApplication {
        redirect_uris: Some(vec!["https://x.org/?a=b&c".to_owned()]),
        ..WebApplication::default()
    };
    let patch = Patch::<Application>::new()
        .set_list(application::APP_ROLES, [role])
        .set_list(application::KEY_CREDENTIALS, [key])
        .set(
            application::NATIVE_AUTHENTICATION_APIS_ENABLED,
            NativeAuthenticationApisEnabled::All,
        )
        .set(application::TOKEN_ENCRYPTION_KEY_ID, GUID)
        .set(application::WEB, web);
    Case::differs(
        "update_application",
        &applications().id("app").update(&patch),
        [type_is_said("application")],
    )
}

/// A user where a directory object is declared: here the type has to be said, and both say it.
fn derived_type() -> Case {
    let patch = Patch::<User>::new().set(user::JOB_TITLE, "Countess");
    Case::identical(
        "derived_type",
        &directory_objects().id("ada").update(&patch),
    )
}
