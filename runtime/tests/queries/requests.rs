//! Query options on requests.

#[path = "../script/mod.rs"]
mod script;

use msgraph_runtime::query::{Filter, Search};
use msgraph_runtime::{Path, Request, edm, http::Method};
use script::Script;

use crate::query;
use crate::schema::{DirectoryObject, Group, Item, User, group, item, list, user, values};

#[test]
fn urls_are_written_as_the_service_reads_them() {
    let cases = [
        (
            query(
                &list::<User>()
                    .select((user::ID, user::MANAGER))
                    .top(5)
                    .skip(10),
            ),
            "$select=id,manager&$top=5&$skip=10",
        ),
        (
            query(&list::<User>().filter(user::DISPLAY_NAME.eq("it's 100% R&D + #1; é=ü"))),
            "$filter=displayName%20eq%20%27it%27%27s%20100%25%20R%26D%20%2B%20%231%3B%20%C3%A9%3D%C3%BC%27",
        ),
        (
            query(
                &list::<User>().filter(
                    user::CREATED.ge(edm::DateTimeOffset::from("2026-01-02T00:00:00+01:00")),
                ),
            ),
            "$filter=createdDateTime%20ge%202026-01-02T00:00:00%2B01:00",
        ),
        (
            query(
                &list::<User>().filter(user::ORG_DATA.then(values::DIVISION).one_of(["a/b", "c"])),
            ),
            "$filter=employeeOrgData/division%20in%20(%27a/b%27,%27c%27)",
        ),
        (
            query(
                &list::<User>()
                    .filter(user::REPORTS.count().gt(0))
                    .with_count(),
            ),
            "$filter=directReports/$count%20gt%200&$count=true",
        ),
        (
            query(&list::<User>().order_by((user::CITY.desc(), user::DISPLAY_NAME))),
            "$orderby=city%20desc,displayName",
        ),
        (
            query(&list::<User>().search(user::DISPLAY_NAME.matches("wa"))),
            "$search=%22displayName:wa%22",
        ),
        (
            query(
                &list::<Group>()
                    .expand(group::OWNERS.with(|e| e.select(values::DIRECTORY_ID).top(2))),
            ),
            "$expand=owners($select%3Did%3B$top%3D2)",
        ),
    ];
    for (sent, expected) in cases {
        assert_eq!(sent, expected);
    }
}

/// What a request has of one option, not encoded.
fn option<T, Q>(request: &Request<T, Q>, name: &str) -> String {
    let options = crate::options(&query(request));
    let mut named = options.into_iter().filter(|option| option.0 == name);
    let found = named.next().map(|option| option.1).unwrap_or_default();
    assert_eq!(named.next(), None, "{name} comes twice");
    found
}

#[test]
fn options_add_up() {
    let selected = list::<User>()
        .select(user::ID)
        .select([user::MAIL, user::CITY])
        .select((user::ID, user::CITY));
    assert_eq!(option(&selected, "$select"), "id,mail,city");
    let more = selected
        .select_raw("extension_x")
        .select(vec![user::DISPLAY_NAME]);
    assert_eq!(
        option(&more, "$select"),
        "id,mail,city,extension_x,displayName"
    );
    let none: [msgraph_runtime::Property<User, String>; 0] = [];
    assert_eq!(query(&list::<User>().select(none)), "");

    let either: Filter<User> = user::CITY.eq("a").or(user::CITY.eq("b"));
    let filtered = list::<User>()
        .filter(either.clone())
        .filter(user::LIMIT.eq(1));
    assert_eq!(
        option(&filtered, "$filter"),
        "(city eq 'a' or city eq 'b') and deviceEnrollmentLimit eq 1"
    );
    let raw = list::<User>().filter_raw("x eq 1").filter(either);
    assert_eq!(
        option(&raw, "$filter"),
        "(x eq 1) and (city eq 'a' or city eq 'b')"
    );
    let late = list::<User>()
        .raw_query("$filter", "x eq 1 or y eq 1")
        .filter(user::LIMIT.eq(1));
    assert_eq!(
        option(&late, "$filter"),
        "(x eq 1 or y eq 1) and deviceEnrollmentLimit eq 1"
    );

    let sorted = list::<User>()
        .order_by(user::CITY)
        .order_by([user::DISPLAY_NAME.desc()])
        .order_by_raw("x");
    assert_eq!(option(&sorted, "$orderby"), "city,displayName desc,x");
    let expanded = list::<User>()
        .expand(user::MANAGER)
        .expand((user::GROUPS, user::REPORTS))
        .expand_raw("x");
    assert_eq!(
        option(&expanded, "$expand"),
        "manager,joinedGroups,directReports,x"
    );
    let limited = list::<User>()
        .top(1)
        .skip(2)
        .top(3)
        .raw_query("a", "b")
        .skip(4);
    assert_eq!(query(&limited), "$top=3&$skip=4&a=b");
    let counted = list::<User>().with_count().advanced();
    assert_eq!(query(&counted), "$count=true");
}

#[test]
fn searches_are_quoted_and_join() {
    let either: Search<User> = user::MAIL.matches("a b").or(Search::from("c"));
    let search = list::<User>()
        .search(either)
        .search(String::from(r#"12" \"#));
    assert_eq!(
        option(&search, "$search"),
        r#"("mail:a b" OR "c") AND "12\" \\""#
    );
    let raw = list::<User>().search_raw("x").search("y");
    assert_eq!(option(&raw, "$search"), r#"(x) AND "y""#);
}

#[test]
fn expansions_have_options_of_their_own() {
    let members = group::USERS.with(|e| {
        e.select((user::ID, user::CITY))
            .filter(user::CITY.eq("Oslo"))
            .filter(user::LIMIT.gt(1))
            .search("x")
            .order_by(user::CITY.desc())
            .top(5)
            .skip(6)
            .with_count()
            .expand(user::MANAGER.with(|e| e.select(values::DIRECTORY_ID).levels_max()))
            .raw("$apply", "x")
    });
    let expected = "users($select=id,city;$filter=city eq 'Oslo' and deviceEnrollmentLimit gt 1;\
                    $search=\"x\";$orderby=city desc;$top=5;$skip=6;$count=true;\
                    $expand=manager($select=id;$levels=max);$apply=x)";
    assert_eq!(members.to_string(), expected);
    assert_eq!(
        option(&list::<Group>().expand(members), "$expand"),
        expected
    );

    let plain = group::OWNERS.with(|e| e);
    let cast = group::OWNERS.cast::<User>();
    let deep = item::CHILDREN.with(|e| e.levels(2));
    let request =
        list::<Group>().expand((plain, cast.clone(), cast.with(|e| e.select(user::CITY))));
    assert_eq!(
        option(&request, "$expand"),
        "owners,owners/microsoft.graph.user,owners/microsoft.graph.user($select=city)"
    );
    assert_eq!(
        option(&list::<Item>().expand(deep), "$expand"),
        "children($levels=2)"
    );
    let complex = list::<Item>()
        .expand(item::FOLDER)
        .select(item::CREATED_BY.then(values::IDENTITY));
    assert_eq!(option(&complex, "$select"), "createdBy/user");
}

#[test]
fn advanced_queries_say_so() {
    let plain = list::<User>().filter(user::ACCOUNT_ENABLED.ne(true));
    assert!(!plain.headers().contains_key("ConsistencyLevel"));
    let advanced = plain.advanced();
    assert_eq!(advanced.headers()["ConsistencyLevel"], "eventual");
    assert_eq!(option(&advanced, "$count"), "true");
}

#[test]
fn requests_are_equal_if_they_ask_the_same() {
    let typed = list::<User>().filter(user::LIMIT.eq(1)).select(user::ID);
    let raw = list::<User>()
        .filter_raw("deviceEnrollmentLimit eq 1")
        .select_raw("id");
    assert!(typed == raw);
    assert!(typed.clone() != typed.clone().select(user::CITY));
    let erased: Request<_> = typed.clone().erase_options();
    assert_eq!(query(&erased), query(&typed));
    let debug = format!("{typed:?}");
    assert!(
        debug.contains("$filter") && !debug.contains("deviceEnrollmentLimit"),
        "{debug}"
    );
}

#[test]
fn raw_options_need_no_description() {
    let request = Request::nothing(Method::GET, Path::service("v1.0").literal("x"))
        .select_raw("a,b")
        .expand_raw("c")
        .filter_raw("d eq 1")
        .order_by_raw("e desc")
        .search_raw("\"f\"");
    let expected = "$select=a,b&$expand=c&$filter=d%20eq%201&$orderby=e%20desc&$search=%22f%22";
    assert_eq!(query(&request), expected);
    let filter: Filter<DirectoryObject> = Filter::raw("x");
    assert_eq!(format!("{filter:?}"), "Filter(x)");
}

#[tokio::test]
async fn preferences_of_client_and_request_join() {
    let cases = [
        (None, "include-unknown-enum-members"),
        (
            Some("return=minimal"),
            "return=minimal, include-unknown-enum-members",
        ),
        (
            Some("Include-Unknown-Enum-Members"),
            "include-unknown-enum-members",
        ),
    ];
    for (preference, expected) in cases {
        let script = Script::answering(204, &[], "");
        let client = msgraph_runtime::Client::builder()
            .include_unknown_enum_members()
            .transport(script.clone())
            .build()
            .expect("a client");
        let mut request = Request::nothing(Method::GET, Path::service("v1.0").literal("me"));
        if let Some(preference) = preference {
            request = request.prefer(preference);
        }
        client.send(request).await.expect("nothing");
        assert_eq!(script.only_request().headers()["Prefer"], expected);
    }
    let broken = Request::nothing(Method::GET, Path::service("v1.0").literal("me")).prefer("a\nb");
    let root = msgraph_runtime::ServiceRoot::from(msgraph_runtime::Cloud::Global);
    assert!(broken.to_http(&root).expect_err("a header").is_request());
}
