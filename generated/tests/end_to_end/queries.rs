//! Queries that are put together from the constants of properties.

use crate::support::Service;
use msgraph::query::Filter;
use msgraph::{Error, applications, group, groups, user, users};

/// The path and query that a request has when it arrives.
macro_rules! arrives {
    ($service:expr, $request:expr) => {{
        // What the stand-in makes of a query is not what is tested here.
        let _ = $service.client.send($request).await;
        $service.last_line().1
    }};
}

#[tokio::test]
async fn properties_are_selected_and_the_rest_does_not_come() -> Result<(), Error> {
    let service = Service::start();
    let request = users().list().select((user::ID, user::JOB_TITLE)).top(2);
    let page = service.client.send(request).await?;
    assert_eq!(
        service.last_line().1,
        "/beta/users?$select=id,jobTitle&$top=2"
    );
    assert!(page.value.iter().all(|user| user.id.is_some()));
    assert!(page.value.iter().all(|user| user.display_name.is_none()));
    Ok(())
}

#[tokio::test]
async fn a_condition_speaks_of_own_and_inherited_properties_in_any_order() {
    let service = Service::start();
    let own = || user::DISPLAY_NAME.starts_with("O'");
    let first = arrives!(
        service,
        users().list().filter(own().and(user::ID.ne("x y")))
    );
    assert_eq!(
        first,
        "/beta/users?$filter=startswith(displayName,%27O%27%27%27)%20and%20id%20ne%20%27x%20y%27"
    );
    let second = arrives!(
        service,
        users().list().filter(user::ID.ne("x y").and(own()))
    );
    assert_eq!(
        second,
        "/beta/users?$filter=id%20ne%20%27x%20y%27%20and%20startswith(displayName,%27O%27%27%27)"
    );
}

#[test]
fn conditions_are_printed_as_they_are_written() {
    let members: Filter<msgraph::models::Group> =
        group::MEMBERS.any(|member| member.then(user::ID).eq("ada"));
    assert_eq!(members.to_string(), "members/any(x:x/id eq 'ada')");
    let none: Filter<msgraph::models::User> = user::JOB_TITLE.is_null();
    assert_eq!(none.to_string(), "jobTitle eq null");
}

#[tokio::test]
async fn what_is_expanded_has_a_query_of_its_own() {
    let service = Service::start();
    let owners = msgraph::application::OWNERS;
    let request = applications()
        .id("app")
        .get()
        .expand(owners.with(|owner| owner.select(user::ID).top(3)));
    assert_eq!(
        arrives!(service, request),
        "/beta/applications/app?$expand=owners($select%3Did%3B$top%3D3)"
    );
}

#[tokio::test]
async fn advanced_queries_ask_for_eventual_consistency() {
    let service = Service::start();
    let request = groups()
        .list()
        .search(group::DISPLAY_NAME.matches("one"))
        .advanced();
    let _ = service.client.send(request).await;
    let arrived = service.last();
    assert_eq!(arrived.headers["consistencylevel"], "eventual");
    assert!(arrived.path_and_query.contains("$count=true"));
    assert!(
        arrived
            .path_and_query
            .contains("$search=%22displayName:one%22")
    );
}
