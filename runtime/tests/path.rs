//! Paths: whatever a key holds, it stays one segment, and no parser of URLs changes it.

mod shape;

use std::borrow::Cow;

use msgraph_runtime::{Cloud, Key, Literal, Path, ServiceRoot, edm};
use proptest::prelude::proptest;
use shape::connector_group_region::ConnectorGroupRegion;
use url::Url;

const KEYS: &[&str] = &[
    "3c1d",
    "a/b",
    "/",
    "\\",
    "..",
    ".",
    "",
    "...",
    "..;",
    "%2e%2e",
    "%2F",
    "?x=1",
    "#",
    "a b",
    " ",
    "it's",
    "'",
    "''",
    "('x')",
    "a,b=c",
    "user@contoso.com",
    "guest_x#EXT#@contoso.com",
    "é",
    "日本",
    "😀",
    "\u{0}",
    "\t\r\n",
    "$ref",
    "$",
    "Microsoft.Graph.user",
    "graph.user",
    "GRAPH.",
    "graphs",
    "microsoft.graph",
    "http://evil.example/",
    "//evil.example",
    ":",
    "~",
    "a;b=c",
];

/// Reads a URL path back: what the service sees, written without this crate's encoder.
fn decoded_segments(path: &str) -> Vec<String> {
    let mut segments = Vec::new();
    for segment in path.trim_start_matches('/').split('/') {
        match segment.split_once("('") {
            Some((name, literal)) => {
                segments.push(decoded(name));
                let quoted = literal.strip_suffix("')").expect("a closed literal");
                segments.push(decoded(quoted).replace("''", "'"));
            }
            None => segments.push(decoded(segment)),
        }
    }
    segments
}

fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        if let (b'%', [high, low, after @ ..]) = (first, tail) {
            let digits = [*high, *low];
            let hex = std::str::from_utf8(&digits).expect("ASCII");
            bytes.push(u8::from_str_radix(hex, 16).expect("two digits"));
            rest = after;
        } else {
            bytes.push(*first);
            rest = tail;
        }
    }
    String::from_utf8(bytes).expect("UTF-8")
}

fn survives(key: &str) {
    let path = Path::service("beta")
        .literal("users")
        .key("user-id", key)
        .literal("manager");
    assert_eq!(
        decoded_segments(&path.to_string()),
        ["users", key, "manager"],
        "{path}"
    );
    for place in [
        path.clone(),
        Path::service("beta").literal("users").key("user-id", key),
    ] {
        let text = ServiceRoot::from(Cloud::Global).url(&place);
        let url = Url::parse(&text).expect("a URL");
        assert_eq!(url.as_str(), text, "a parser changes the URL of `{key}`");
        assert_eq!(url.path(), format!("/beta{place}"));
        assert_eq!((url.query(), url.fragment()), (None, None));
        assert!(text.parse::<http::Uri>().is_ok(), "{text}");
    }
}

#[test]
fn hostile_keys_stay_one_segment() {
    KEYS.iter().for_each(|key| survives(key));
}

proptest! {
    #[test]
    fn any_key_stays_one_segment(key: String) {
        survives(&key);
    }

    #[test]
    fn any_key_of_punctuation_stays_one_segment(key in "[./%2eE'()$#?=;,:@+ \\\\a]{0,8}") {
        survives(&key);
    }

    #[test]
    fn any_argument_stays_one_argument(text: String) {
        let path = Path::service("beta").function("f", [("a", Literal::from(&text)), ("b", Literal::from(1))]);
        let encoded = path.to_string();
        let argument = encoded.strip_prefix("/f(a='").and_then(|rest| rest.strip_suffix("',b=1)"));
        let argument = argument.expect("two arguments");
        assert!(!argument.contains(['\'', '/', ',', '(', ')']));
        assert_eq!(decoded(argument).replace("''", "'"), text);
        let url = format!("https://graph.microsoft.com/beta{encoded}");
        assert_eq!(Url::parse(&url).expect("a URL").as_str(), url);
    }
}

#[test]
fn only_keys_that_need_it_are_literals() {
    let users = Path::service("beta").literal("users");
    let cases = [
        ("", "/users('')"),
        (".", "/users('.')"),
        ("..", "/users('..')"),
        ("$ref", "/users('%24ref')"),
        ("microsoft.graph.x", "/users('microsoft.graph.x')"),
        ("GRAPH.it's", "/users('GRAPH.it%27%27s')"),
        ("it's", "/users/it%27s"),
        ("graph", "/users/graph"),
    ];
    for (key, expected) in cases {
        assert_eq!(users.key("user-id", key).to_string(), expected);
        assert_eq!(users.key("user-id", key).template(), "/users/{user-id}");
    }
}

#[test]
fn keys_of_other_types() {
    let items = Path::service("beta").literal("items");
    assert_eq!(items.key("id", 7).to_string(), "/items/7");
    assert_eq!(
        items.key("id", edm::Guid::from("0f5e-1")).to_string(),
        "/items/0f5e-1"
    );
    let named = items.named_keys([("appId", Key::from("a'b")), ("n", Key::from(2))]);
    assert_eq!(named.to_string(), "/items(appId='a%27%27b',n=2)");
    assert_eq!(named.template(), "/items(appId='{appId}',n={n})");
}

#[test]
fn functions_and_casts() {
    let users = Path::service("v1.0").literal("users");
    assert_eq!(users.function("delta", []).to_string(), "/users/delta()");
    let arguments = [
        (
            "on",
            Literal::from(edm::DateTimeOffset::from("2026-01-02T03:04:05+01:00")),
        ),
        ("for", Literal::from(edm::Duration::from("PT1H"))),
        ("top", Literal::from(5)),
        ("deep", Literal::from(true)),
        ("none", Literal::NULL),
    ];
    let path = users.cast("microsoft.graph.user").function("f", arguments);
    assert_eq!(
        path.to_string(),
        "/users/microsoft.graph.user/f(on=2026-01-02T03%3A04%3A05%2B01%3A00,for=duration'PT1H',top=5,deep=true,none=null)"
    );
}

#[test]
fn names_cannot_leave_their_segment() {
    let path = Path::service("beta")
        .literal("a/../b?c#d")
        .literal("..")
        .literal("$ref");
    assert_eq!(path.to_string(), "/a%2F..%2Fb%3Fc%23d('..')/$ref");
}

#[test]
fn equality_is_by_content() {
    let walk = |key: &str| Path::service("beta").literal("users").key("user-id", key);
    assert_eq!(walk("a"), walk("a"));
    assert_ne!(walk("a"), walk("b"));
    assert_ne!(
        walk("users"),
        Path::service("beta").literal("users").literal("users")
    );
    assert_eq!(format!("{:?}", walk("a")), "Path(beta/users/a)");
}

#[test]
fn keys_are_made_of_what_can_be_one() {
    let users = Path::service("v1.0").literal("users");
    let text = String::from("u7");
    let guid = edm::Guid::from("9-9");
    let day = edm::Date::from("2026-01-02");
    let paths = [
        users.key("id", "u7"),
        users.key("id", ["u7"].first().expect("one")),
        users.key("id", &text),
        users.key("id", Cow::Borrowed("u7")),
        users.key("id", Cow::<str>::Owned(text.clone())),
        users.key("id", text),
    ];
    for path in paths {
        assert_eq!(path.to_string(), "/users/u7");
    }
    assert_eq!(users.key("id", &guid), users.key("id", guid));
    assert_eq!(users.key("id", &day).to_string(), "/users/2026-01-02");
    assert_eq!(users.key("id", 7).to_string(), "/users/7");
    assert_eq!(
        users.key("id", i64::MIN).to_string(),
        format!("/users/{}", i64::MIN)
    );
    let region = ConnectorGroupRegion::Eur;
    assert_eq!(users.key("id", &region).to_string(), "/users/eur");
    assert_eq!(users.key("id", region), users.key("id", "eur"));
}

#[test]
fn a_key_beside_an_operation_of_its_name_is_in_parentheses() {
    let users = Path::service("v1.0").literal("users");
    let beside = |key: &str| users.key_beside("user-id", key, &["delta", "getByIds"]);
    let taken = [
        ("delta", "/users('delta')"),
        ("DELTA", "/users('DELTA')"),
        ("getbyids", "/users('getbyids')"),
        ("delta()", "/users('delta%28%29')"),
        ("..", "/users('..')"),
    ];
    for (key, expected) in taken {
        assert_eq!(beside(key).to_string(), expected);
        assert_eq!(beside(key).template(), "/users/{user-id}");
    }
    assert_eq!(beside("deltas").to_string(), "/users/deltas");
    assert_eq!(beside("u7"), users.key("user-id", "u7"));
    assert_eq!(users.key("user-id", "delta").to_string(), "/users/delta");
}
