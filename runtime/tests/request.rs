//! Requests as values: what they say, what they hide, and what HTTP they become.

mod shape;

use msgraph_runtime::http::{HeaderMap, Method, StatusCode};
use msgraph_runtime::{
    Body, Cloud, ETag, Error, Path, QueryValue, Request, Response, ServiceRoot, Target,
};
use shape::applications;
use shape::connector_group_region::ConnectorGroupRegion;

fn root() -> ServiceRoot {
    ServiceRoot::from(Cloud::Global)
}

fn path() -> Path {
    Path::service("v1.0").literal("users")
}

fn answer(status: u16, body: &'static str) -> Response {
    let mut response = http::Response::new(bytes::Bytes::from_static(body.as_bytes()));
    *response.status_mut() = StatusCode::from_u16(status).expect("a status");
    Response::from(response)
}

#[test]
fn query_options_are_encoded_and_keep_their_order() {
    let request = Request::nothing(Method::GET, path())
        .raw_query("$filter", "name eq 'a&b=c#d+e'")
        .raw_query("$top", "5")
        .raw_query("odd name&", "é");
    assert_eq!(
        request.url(&root()).expect("a URL"),
        "https://graph.microsoft.com/v1.0/users?$filter=name%20eq%20%27a%26b%3Dc%23d%2Be%27&$top=5&odd%20name%26=%C3%A9"
    );
    let names: Vec<&str> = request.query().map(|(name, _)| name).collect();
    assert_eq!(names, ["$filter", "$top", "odd name&"]);
}

#[test]
fn headers_are_sent_and_replace_one_another() {
    let request = Request::nothing(Method::PATCH, path())
        .header("Prefer", "return=minimal")
        .header("prefer", "return=representation")
        .if_match(&ETag::from("W/\"1\""));
    let http = request.to_http(&root()).expect("a request");
    assert_eq!(http.headers()["prefer"], "return=representation");
    assert_eq!(http.headers()["if-match"], "W/\"1\"");
    assert_eq!(http.headers()["accept"], "application/json");
}

#[test]
fn what_cannot_be_sent_is_reported_not_sent() {
    let broken = [
        Request::nothing(Method::GET, path()).header("X", "a\r\nAuthorization: Bearer x"),
        Request::nothing(Method::GET, path())
            .header("X Y", "a")
            .header("Z", "fine"),
        Request::nothing(Method::PUT, path()).content("text/\nplain", "x"),
    ];
    for request in broken {
        let error = request.to_http(&root()).expect_err("not a request");
        assert!(error.is_request(), "{error}");
        assert!(!error.to_string().contains('\n'), "{error}");
    }
}

#[test]
fn bodies_bring_their_content_type() {
    let text = Request::nothing(Method::PUT, path()).content("text/plain", "hello");
    let http = text.to_http(&root()).expect("a request");
    assert_eq!(
        (&http.headers()["content-type"], http.body().as_ref()),
        (&"text/plain".parse().expect("one"), &b"hello"[..])
    );
    let json = Request::nothing(Method::POST, path()).json(&vec![1, 2]);
    let http = json.to_http(&root()).expect("a request");
    assert_eq!(http.headers()["content-type"], "application/json");
    assert_eq!(http.body().as_ref(), b"[1,2]");
    let empty = Request::nothing(Method::POST, path())
        .to_http(&root())
        .expect("a request");
    assert!(!empty.headers().contains_key("content-type"));
    let own = json.header("Content-Type", "application/json;IEEE754Compatible=true");
    let http = own.to_http(&root()).expect("a request");
    assert_eq!(
        http.headers()["content-type"],
        "application/json;IEEE754Compatible=true"
    );
}

#[test]
fn a_request_prints_without_the_data_in_it() {
    let request = Request::nothing(Method::POST, path())
        .header("Authorization", "Bearer s3cr3t")
        .raw_query("$search", "s3cr3t")
        .json(&"s3cr3t".to_owned());
    assert_eq!(request.to_string(), "POST /users");
    let shown = format!("{request:?}");
    assert!(!shown.contains("s3cr3t"), "{shown}");
    assert!(
        shown.contains("authorization") && shown.contains("$search"),
        "{shown}"
    );
    assert!(request.headers()["authorization"].is_sensitive());
}

#[test]
fn requests_compare_by_what_they_ask() {
    let place = applications().id("a");
    assert_eq!(place.get(), place.get());
    assert_eq!(place.get().clone(), place.get());
    assert_ne!(place.get(), place.get().raw_query("$select", "id"));
    assert_ne!(place.get(), applications().id("b").get());
    assert_eq!(place.delete().body(), &Body::Empty);
}

#[test]
fn the_parts_can_be_read() {
    let target = shape::connector_groups().id("g");
    let request = applications().id("a").connector_group().set_ref(&target);
    assert_eq!(request.method(), Method::PUT);
    assert_eq!(
        request.path().template(),
        "/applications/{application-id}/connectorGroup/$ref"
    );
    assert_eq!(
        request.body(),
        &Body::Reference(Target::Path(target.path().clone()))
    );
    let query = request.clone().raw_query("a", "b");
    assert_eq!(
        query.query().next(),
        Some(("a", &QueryValue::Text("b".to_owned())))
    );
}

#[test]
fn values_come_out_of_their_object() {
    let region = shape::users().id("u").region();
    let body = r#"{"@odata.context":"x","value":"japan"}"#;
    assert_eq!(
        region.decode(answer(200, body)).expect("a value"),
        ConnectorGroupRegion::from("japan")
    );
    let error = region
        .decode(answer(200, r#"{"@odata.context":"x"}"#))
        .expect_err("no value");
    assert!(
        error.is_decode() && error.to_string().contains("`value` is missing"),
        "{error}"
    );

    let maybe = Request::<Option<i32>>::value_or_nothing(Method::GET, path());
    for (status, body, expected) in [
        (204, "", None),
        (200, r#"{"value":null}"#, None),
        (200, r#"{"value":7}"#, Some(7)),
    ] {
        assert_eq!(maybe.decode(answer(status, body)).expect(body), expected);
    }
    let many = Request::<Vec<String>>::value(Method::GET, path());
    assert_eq!(
        many.decode(answer(200, r#"{"value":["a","b"]}"#))
            .expect("two"),
        ["a", "b"]
    );
    let error = many
        .decode(answer(200, r#"{"value":["a",7]}"#))
        .expect_err("a number");
    assert_eq!(error.decode_path(), Some("value[1]"));
}

#[test]
fn counts_are_text() {
    let count = applications().count();
    assert_eq!(count.headers()["accept"], "text/plain");
    assert_eq!(count.headers()["consistencylevel"], "eventual");
    let own = count.clone().header("ConsistencyLevel", "session");
    assert_eq!(own.headers().get_all("consistencylevel").iter().count(), 1);
    assert_eq!(own.headers()["consistencylevel"], "session");
    for (body, expected) in [("7", 7), ("\u{feff}7", 7), (" 12\r\n", 12)] {
        assert_eq!(count.decode(answer(200, body)).expect(body), expected);
    }
    for body in ["", "many", "{\"count\":1}"] {
        assert!(count.decode(answer(200, body)).expect_err(body).is_decode());
    }
}

#[test]
fn bytes_come_as_they_are() {
    let photo = Request::bytes(Method::GET, path().literal("$value"));
    assert_eq!(
        photo.decode(answer(200, "\u{feff}\0x")).expect("bytes"),
        "\u{feff}\0x".as_bytes()
    );
}

#[test]
fn an_entity_may_be_missing_only_where_that_is_described() {
    let place = applications().id("a");
    assert_eq!(
        place
            .update(&Default::default())
            .decode(answer(204, ""))
            .expect("nothing"),
        None
    );
    let some = place
        .update(&Default::default())
        .decode(answer(200, r#"{"appId":"x"}"#))
        .expect("one");
    assert_eq!(
        some.and_then(|application| application.app_id).as_deref(),
        Some("x")
    );
    let error = place
        .get()
        .decode(answer(200, ""))
        .expect_err("nothing came");
    assert!(
        error.is_not_found() && error.status() == Some(StatusCode::OK),
        "{error}"
    );
    assert!(place.delete().decode(answer(200, "<html>")).is_ok());
}

#[test]
fn pages_carry_their_links() {
    let body = r#"{"@odata.context":"c","@odata.count":"41","@odata.nextLink":"https://h/n?$skiptoken=%20x",
        "@odata.deltaLink":"d","value":[{"appId":"1"},{"appId":"2"}]}"#;
    let page = applications()
        .list()
        .decode(answer(200, body))
        .expect("a page");
    assert_eq!(page.value.len(), 2);
    assert_eq!(
        page.next_link.as_deref(),
        Some("https://h/n?$skiptoken=%20x")
    );
    assert_eq!(
        (page.delta_link.as_deref(), page.count),
        (Some("d"), Some(41))
    );
    assert_eq!(page.additional_data["@odata.context"], "c");
    let empty = applications()
        .list()
        .decode(answer(200, r#"{"value":[]}"#))
        .expect("a page");
    assert!(empty.value.is_empty() && empty.next_link.is_none());
}

#[test]
fn a_page_without_items_is_not_an_empty_page() {
    let cases = [
        (r#"{"@odata.count":0}"#, "`value` is missing"),
        (r#"{"value":null}"#, "`value` is missing"),
        (
            r#"{"value":[{},null]}"#,
            "value[1]: expected an item, found null",
        ),
        (
            r#"{"value":{}}"#,
            "value: expected an array, found an object",
        ),
        (
            r#"{"value":[{"info":{"logoUrl":7}}]}"#,
            "value[0].info.logoUrl: expected a string, found a number",
        ),
        (r#"[]"#, "expected an object (`page`), found an array"),
        (r#"{"value":[]} x"#, "something follows the value"),
        (r#"{"value":["#, "the text ends"),
    ];
    for (body, expected) in cases {
        let error: Error = applications()
            .list()
            .decode(answer(200, body))
            .expect_err(body);
        assert!(error.is_decode(), "{error}");
        assert!(error.to_string().contains(expected), "{error}");
        assert_eq!(error.body_text().as_deref(), Some(body));
    }
}

#[test]
fn responses_print_without_their_body() {
    let shown = format!("{:?}", answer(200, "s3cr3t"));
    assert!(
        shown.contains("6 bytes") && !shown.contains("s3cr3t"),
        "{shown}"
    );
    assert_eq!(answer(200, "x").headers(), &HeaderMap::new());
}

#[test]
fn an_upload_sends_bytes_and_reads_an_entity_or_nothing() {
    let logo = || Request::<Option<serde_json::Value>>::upload(path(), vec![1, 2]);
    let http = logo().to_http(&root()).expect("a request");
    assert_eq!(http.method(), Method::PUT);
    assert_eq!(http.headers()["content-type"], "application/octet-stream");
    assert_eq!(http.body().as_ref(), [1, 2]);
    let http = logo().content_type("image/png").to_http(&root());
    assert_eq!(http.expect("one").headers()["content-type"], "image/png");
    assert!(logo().content_type("a\nb").to_http(&root()).is_err());

    let with_type = |media_type: &'static str, body: &'static str| {
        let response = http::Response::builder().header("content-type", media_type);
        let response = response.body(bytes::Bytes::from_static(body.as_bytes()));
        Response::from(response.expect("a response"))
    };
    let entity = with_type("Application/JSON;charset=utf-8", r#"{"id":"1"}"#);
    let entity = logo().decode(entity).expect("an entity");
    assert_eq!(entity.expect("one")["id"], "1");
    for nothing in [
        answer(204, ""),
        answer(200, ""),
        with_type("image/png", "\u{1}"),
        with_type("application/json", ""),
    ] {
        assert_eq!(logo().decode(nothing).expect("nothing"), None);
    }
    assert!(logo().decode(with_type("application/json", "[")).is_err());
    assert!(logo().decode(answer(404, "")).is_err());
}

#[test]
fn a_collection_is_sent_as_one() {
    let request = Request::nothing(Method::PUT, path()).values(&["a".to_owned(), "b".to_owned()]);
    let http = request.to_http(&root()).expect("a request");
    assert_eq!(http.body().as_ref(), br#"{"value":["a","b"]}"#);
    assert_eq!(http.headers()["content-type"], "application/json");
}
