//! What is asked in `$filter`: quoting, literals, and paths.

use msgraph::models::User;
use msgraph::native_authentication_apis_enabled::NativeAuthenticationApisEnabled;
use msgraph::query::{Filter, it};
use msgraph::{
    application, applications, directory_objects, edm, employee_org_data, group, groups,
    object_identity, service_principal, service_principals, user, users,
};

use crate::GUID;
use crate::case::Case;

pub(crate) fn cases() -> Vec<Case> {
    [quoting(), literals(), paths(), collections()]
        .into_iter()
        .flatten()
        .collect()
}

fn of_users(name: &'static str, condition: Filter<User>) -> Case {
    Case::same(name, &users().list().filter(condition))
}

fn quoting() -> Vec<Case> {
    let reserved = "a+b & c#d %20 50% e/f?g=h;i@j:k,l*m(n)!$o";
    let unsafe_text = r#""<x>" [y] {z} \ ^ ` | ~ Søndag 日曜日 🌞"#;
    vec![
        of_users("apostrophe", user::DISPLAY_NAME.eq("O'Neil")),
        of_users("reserved", user::DISPLAY_NAME.eq(reserved)),
        of_users(
            "unsafe_and_non_ascii",
            user::DISPLAY_NAME.starts_with(unsafe_text),
        ),
    ]
}

fn literals() -> Vec<Case> {
    let owner = service_principal::APP_OWNER_ORGANIZATION_ID.eq(edm::Guid::from(GUID));
    let created = edm::DateTimeOffset::from("2026-08-20T07:30:00.1234567Z");
    let hired = edm::DateTimeOffset::from("2026-08-20T00:00:00+02:00");
    let flags =
        application::NATIVE_AUTHENTICATION_APIS_ENABLED.has(NativeAuthenticationApisEnabled::All);
    let in_department = user::DEPARTMENT.is_not_null().not();
    let few_devices = user::DEVICE_ENROLLMENT_LIMIT.le(-5);
    let either = user::DEPARTMENT.eq("A").or(user::DEPARTMENT.eq("B"));
    vec![
        Case::same("guid", &service_principals().list().filter(owner)),
        of_users(
            "date_time",
            user::CREATED_DATE_TIME
                .ge(created)
                .and(user::EMPLOYEE_HIRE_DATE.lt(hired)),
        ),
        Case::same("flags", &applications().list().filter(flags)),
        of_users(
            "null_and_numbers",
            user::JOB_TITLE.is_null().or(in_department.and(few_devices)),
        ),
        of_users("in", user::DEPARTMENT.one_of(["A", "B,C", "O'D"])),
        of_users(
            "precedence",
            either.and(!user::MAIL.ends_with::<User>("@x.org")),
        ),
    ]
}

fn paths() -> Vec<Case> {
    let cost_center = user::EMPLOYEE_ORG_DATA.then(employee_org_data::COST_CENTER);
    let users_in_research = group::MEMBERS
        .cast::<User>()
        .any(|member| member.then(user::DEPARTMENT).eq("R&D"));
    vec![
        of_users("property_path", cost_center.eq("7")),
        Case::same(
            "cast_in_condition",
            &groups().list().filter(users_in_research),
        ),
        Case::same(
            "isof",
            &directory_objects().list().filter(it().is_of::<User>()),
        ),
    ]
}

fn collections() -> Vec<Case> {
    let unified = group::GROUP_TYPES.any(|kind| kind.eq("Unified"));
    let mail = group::PROXY_ADDRESSES.all(|address| address.starts_with("smtp:"));
    let ownerless = group::OWNERS.count().eq(0);
    let signs_in = user::IDENTITIES.any(|identity| {
        let issued = identity.then(object_identity::ISSUER).eq("contoso.com");
        let id = identity.then(object_identity::ISSUER_ASSIGNED_ID);
        issued.and(id.eq("a+b@c"))
    });
    vec![
        Case::same("any", &groups().list().filter(unified)),
        of_users("any_complex", signs_in),
        Case::same("all", &groups().list().filter(mail)),
        Case::same(
            "collection_count",
            &groups().list().filter(ownerless).advanced(),
        ),
    ]
}
