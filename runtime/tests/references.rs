//! Entity references: the same request value is right in every cloud and version.

mod shape;

use msgraph_runtime::http::{Method, StatusCode};
use msgraph_runtime::{
    Cloud, EntityUrl, Link, Page, Path, ReferenceTo, Request, Response, ServiceRoot,
};
use shape::connector_group::ConnectorGroup;
use shape::directory_object::DirectoryObject;
use shape::user::User;
use shape::{applications, connector_groups, groups, users};

fn body<T>(request: &Request<T>, root: &ServiceRoot) -> String {
    let http = request.to_http(root).expect("a request");
    assert_eq!(http.headers()["content-type"], "application/json");
    String::from_utf8(http.body().to_vec()).expect("text")
}

fn answer(body: &'static str) -> Response {
    let mut response = http::Response::new(bytes::Bytes::from_static(body.as_bytes()));
    *response.status_mut() = StatusCode::OK;
    Response::from(response)
}

fn links(body: &'static str) -> Page<Link<DirectoryObject>> {
    groups()
        .id("g")
        .members()
        .list_ref()
        .decode(answer(body))
        .expect("links")
}

#[test]
fn a_single_reference_is_set_in_every_cloud_and_version() {
    let request = applications()
        .id("a/1")
        .connector_group()
        .set_ref(&connector_groups().id("g 1"));
    assert_eq!(request.method(), Method::PUT);
    let cases = [
        (
            ServiceRoot::from(Cloud::Global),
            "https://graph.microsoft.com/beta",
        ),
        (
            ServiceRoot::from(Cloud::UsGovernment),
            "https://graph.microsoft.us/beta",
        ),
        (
            ServiceRoot::from(Cloud::UsGovernmentDod),
            "https://dod-graph.microsoft.us/beta",
        ),
        (
            ServiceRoot::from(Cloud::China),
            "https://microsoftgraph.chinacloudapi.cn/beta",
        ),
        (
            ServiceRoot::from(Cloud::China)
                .with_version("v1.0")
                .expect("one"),
            "https://microsoftgraph.chinacloudapi.cn/v1.0",
        ),
        (
            ServiceRoot::parse("http://localhost:8080/graph/").expect("one"),
            "http://localhost:8080/graph/beta",
        ),
    ];
    for (root, start) in cases {
        assert_eq!(
            body(&request, &root),
            format!(r#"{{"@odata.id":"{start}/connectorGroups/g%201"}}"#)
        );
        let url = request.url(&root).expect("a URL");
        assert_eq!(
            url,
            format!("{start}/applications/a%2F1/connectorGroup/$ref")
        );
    }
}

#[test]
fn a_subtype_is_a_target_too() {
    let root = ServiceRoot::from(Cloud::Global);
    let members = groups().id("g").members();
    let request = members.add_ref(&users().id("u"));
    assert_eq!(request.method(), Method::POST);
    assert_eq!(
        body(&request, &root),
        r#"{"@odata.id":"https://graph.microsoft.com/beta/users/u"}"#
    );
    assert_eq!(
        body(&members.add_ref(&applications().id("a")), &root),
        r#"{"@odata.id":"https://graph.microsoft.com/beta/applications/a"}"#
    );
    assert_eq!(
        body(&members.add_ref(&members.id("m")), &root),
        r#"{"@odata.id":"https://graph.microsoft.com/beta/groups/g/members/m"}"#
    );
}

#[test]
fn references_are_removed_by_key_and_by_query() {
    let root = ServiceRoot::from(Cloud::China)
        .with_version("v1.0")
        .expect("a version");
    let members = groups().id("g").members();
    let by_key = members.id("m").remove_ref();
    assert_eq!(by_key.to_string(), "DELETE /groups/g/members/m/$ref");
    let by_query = members.remove_ref(&users().id("u#1"));
    assert_eq!(
        by_query.url(&root).expect("a URL"),
        "https://microsoftgraph.chinacloudapi.cn/v1.0/groups/g/members/$ref\
         ?@id=https%3A%2F%2Fmicrosoftgraph.chinacloudapi.cn%2Fv1.0%2Fusers%2Fu%25231"
    );
    let single = applications().id("a").connector_group().remove_ref();
    assert_eq!(
        single.to_string(),
        "DELETE /applications/a/connectorGroup/$ref"
    );
}

#[test]
fn links_are_read_as_objects_and_as_strings() {
    let page = links(
        r##"{"value":[{"@odata.type":"#microsoft.graph.user","@odata.id":"https://h/users/1","x":[1]},"groups('2')"]}"##,
    );
    let [first, second] = page.value.as_slice() else {
        panic!("two links")
    };
    assert_eq!(
        (first.url(), first.odata_type()),
        ("https://h/users/1", Some("#microsoft.graph.user"))
    );
    assert_eq!(first.additional_data()["x"][0], 1);
    assert_eq!((second.url(), second.odata_type()), ("groups('2')", None));
    let get = applications().id("a").connector_group().get_ref();
    let link = get
        .decode(answer(r#"{"@odata.context":"c","@odata.id":"u"}"#))
        .expect("a link");
    assert_eq!(link.url(), "u");
    assert_eq!(get.decode(answer(r#""u""#)).expect("a link").url(), "u");
}

#[test]
fn a_link_without_a_url_is_an_error() {
    let get = applications().id("a").connector_group().get_ref();
    for body in [r#"{"id":"x"}"#, r#"{"@odata.id":null}"#] {
        let error = get.decode(answer(body)).expect_err(body);
        assert!(
            error.is_decode() && error.to_string().contains("`@odata.id` is missing"),
            "{error}"
        );
    }
    let error = get.decode(answer("7")).expect_err("a number");
    assert!(error.to_string().contains("found a number"), "{error}");
}

#[test]
fn relative_links_are_made_absolute_before_they_are_sent_back() {
    let root = ServiceRoot::from(Cloud::UsGovernment);
    let page = links(
        r#"{"value":[{"@odata.id":"groups('a''b')"},"https://graph.microsoft.us/v1.0/users/1"]}"#,
    );
    let sent: Vec<String> = page
        .value
        .iter()
        .map(|link| body(&groups().id("g").members().add_ref(link), &root))
        .collect();
    assert_eq!(
        sent[0],
        r#"{"@odata.id":"https://graph.microsoft.us/beta/groups('a''b')"}"#
    );
    assert_eq!(
        sent[1],
        r#"{"@odata.id":"https://graph.microsoft.us/v1.0/users/1"}"#
    );
}

#[test]
fn a_raw_url_is_taken_at_its_word() {
    let root = ServiceRoot::from(Cloud::Global);
    let group = applications().id("a").connector_group();
    let url = EntityUrl::unchecked("https://graph.microsoft.com/v1.0/x(\"1\")");
    assert_eq!(
        body(&group.set_ref(&url), &root),
        r#"{"@odata.id":"https://graph.microsoft.com/v1.0/x(\"1\")"}"#
    );
    let typed: EntityUrl<ConnectorGroup> = EntityUrl::unchecked("connectorGroups/1");
    assert_eq!(
        body(&group.set_ref(&typed), &root),
        r#"{"@odata.id":"https://graph.microsoft.com/beta/connectorGroups/1"}"#
    );
    assert_eq!(
        (typed.as_str(), typed.to_string()),
        ("connectorGroups/1", "connectorGroups/1".to_owned())
    );
    assert_eq!(typed, typed.clone());
    let error = group
        .set_ref(&EntityUrl::unchecked("mailto:a@b"))
        .to_http(&root)
        .expect_err("no entity");
    assert!(error.is_request(), "{error}");
}

#[test]
fn places_of_several_types_stand_in_one_list() {
    let by_url = EntityUrl::<User>::unchecked("users/u2");
    let members: Vec<Box<dyn ReferenceTo<DirectoryObject>>> = vec![
        Box::new(users().id("u1")),
        Box::new(groups().id("g1")),
        Box::new(by_url.upcast::<DirectoryObject>()),
    ];
    let path = Path::service("beta").literal("$ref");
    let root = ServiceRoot::from(Cloud::Global);
    let mut sent = Vec::new();
    for member in &members {
        let request = Request::nothing(Method::POST, path.clone());
        let boxed = request.clone().reference(member);
        let borrowed = request.clone().reference(member.as_ref());
        assert_eq!(boxed, borrowed);
        sent.push(body(&boxed, &root));
        let query = request.reference_query("@id", member.as_ref());
        let url = query.url(&root).expect("a URL");
        assert!(url.contains("?@id=https%3A%2F%2Fgraph.microsoft.com%2Fbeta%2F"));
    }
    let expected = ["users/u1", "groups/g1", "users/u2"]
        .map(|id| format!(r#"{{"@odata.id":"https://graph.microsoft.com/beta/{id}"}}"#));
    assert_eq!(sent, expected);
}
