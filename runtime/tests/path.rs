//! Paths: whatever a key holds, it stays one segment, and no parser of URLs changes it.

mod shape;

use std::borrow::Cow;

use msgraph_runtime::http::Method;
use msgraph_runtime::{Cloud, Key, Literal, Path, Request, ServiceRoot, Target, edm};
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

/// Names of files and folders that must stay what they are.
const NAMES: &[&str] = &[
    "a b.txt", "%", "%2F", "%2e%2e", "#", "?x=1", "&", "+", "é", "日本", "...", "..a", "$value",
    "('x')", "a'b", "a,b=c", " ", "\u{0}", "\u{202e}", "~", "*", "<>|\"", "@p", "content",
];

fn root() -> Path {
    Path::service("v1.0").literal("drive").literal("root")
}

/// What is below the item, decoded, and what comes behind it.
fn way_and_rest(path: &Path) -> (Vec<String>, String) {
    let text = path.to_string();
    let way = text.strip_prefix("/drive/root:/").expect("a way by path");
    let (way, rest) = way.split_once(":/").expect("an end of the way");
    (way.split('/').map(decoded).collect(), rest.to_owned())
}

#[test]
fn names_on_a_way_by_path_stay_names() {
    for name in NAMES {
        let path = root().by_path(&format!("/x/{name}/")).literal("content");
        assert_eq!(
            way_and_rest(&path),
            (
                vec!["x".to_owned(), (*name).to_owned()],
                "content".to_owned()
            )
        );
        assert_eq!(path.template(), "/drive/root:/{path}:/content");
        let url = ServiceRoot::from(Cloud::Global).url(&path);
        assert_eq!(Url::parse(&url).expect("a URL").as_str(), url, "{name}");
        assert!(
            Request::bytes(Method::GET, path)
                .to_http(&Cloud::Global.into())
                .is_ok(),
            "{name}"
        );
    }
}

#[test]
fn a_way_by_path_ends_where_it_should() {
    let cases = [
        (root().by_path("a/b.txt"), "/drive/root:/a/b.txt"),
        (root().by_path("//a///b.txt//"), "/drive/root:/a/b.txt"),
        (root().by_path("a").by_path("b"), "/drive/root:/a/b"),
        (
            root().by_path("a").literal("children"),
            "/drive/root:/a:/children",
        ),
        (
            root().by_path("a").by_path("").literal("children"),
            "/drive/root:/a:/children",
        ),
        (
            root().by_path("a").literal("x").by_path("b").literal("y"),
            "/drive/root:/a:/x:/b:/y",
        ),
        (
            root().by_path("a").function("f", [("q", "b".into())]),
            "/drive/root:/a:/f(q='b')",
        ),
        (
            root().by_path("a").key("id", "..").literal("x"),
            "/drive/root:/a:('..')/x",
        ),
        (root().by_path(""), "/drive/root"),
        (root().by_path("///"), "/drive/root"),
    ];
    for (path, expected) in cases {
        assert_eq!(path.to_string(), expected);
    }
    let site = Path::service("v1.0")
        .literal("sites")
        .key("site-id", "contoso.sharepoint.com");
    assert_eq!(
        site.by_path("/teams/x").literal("lists").to_string(),
        "/sites/contoso.sharepoint.com:/teams/x:/lists"
    );
    assert_eq!(root().by_path("a/b"), root().by_path("a").by_path("b"));
}

/// A parser would resolve some away, and the service could end the way at others.
#[test]
fn what_is_no_name_is_harmless_and_not_sent() {
    for (text, written) in [
        ("..", "/('..')"),
        ("a/../../b", "/a/('..')/('..')/b"),
        ("./a", "/('.')/a"),
        ("a:/content", "/a%3A/content"),
        (":", "/%3A"),
        ("a\\..\\b", "/a%5C..%5Cb"),
    ] {
        let path = root().by_path(text).literal("children");
        assert_eq!(path.to_string(), format!("/drive/root:{written}:/children"));
        let url = ServiceRoot::from(Cloud::Global).url(&path);
        assert_eq!(Url::parse(&url).expect("a URL").as_str(), url);
        let request = Request::nothing(Method::DELETE, path.clone());
        let error = request.to_http(&Cloud::Global.into()).expect_err(text);
        assert!(error.is_request(), "{error}");
        let error = Target::Path(path)
            .url(&Cloud::Global.into(), "v1.0")
            .expect_err(text);
        assert!(error.is_request(), "{error}");
    }
}

proptest! {
    #[test]
    fn any_way_by_path_is_sent_as_it_is_or_not_at_all(way: String, more in "[./:\\\\%#?'()=,a]{0,10}") {
        for text in [way, more] {
            let names: Vec<&str> = text.split('/').filter(|name| !name.is_empty()).collect();
            let path = root().by_path(&text).literal("content");
            let url = ServiceRoot::from(Cloud::Global).url(&path);
            assert_eq!(Url::parse(&url).expect("a URL").as_str(), url);
            let sent = Request::bytes(Method::GET, path.clone()).to_http(&Cloud::Global.into());
            match (names.is_empty(), sent) {
                (true, _) => assert_eq!(path, root().literal("content")),
                (false, Ok(_)) => {
                    let (way, rest) = way_and_rest(&path);
                    assert_eq!((way, rest.as_str()), (names.iter().map(|name| (*name).to_owned()).collect(), "content"));
                }
                (false, Err(_)) => {
                    assert!(names.iter().any(|name| matches!(*name, "." | "..") || name.contains([':', '\\'])), "{text:?}");
                }
            }
        }
    }
}

#[test]
fn arguments_that_may_be_left_out_are_aliases() {
    let users = Path::service("v1.0").literal("users");
    let call = |q: Option<&str>, top: Option<i32>| {
        let optional = [("q", q.map(Literal::from)), ("top", top.map(Literal::from))];
        users.function_with("f", [("a", Literal::from("x"))], optional)
    };
    let root = ServiceRoot::from(Cloud::Global);
    let cases = [
        (call(None, None), "/users/f(a='x')", ""),
        (
            call(Some("it's"), None),
            "/users/f(a='x',q=@q)",
            "?@q='it%27%27s'",
        ),
        (
            call(Some("a&b"), Some(5)),
            "/users/f(a='x',q=@q,top=@top)",
            "?@q='a%26b'&@top=5",
        ),
    ];
    for (path, text, query) in cases {
        assert_eq!(path.to_string(), text);
        assert_eq!(
            root.url(&path),
            format!("https://graph.microsoft.com/v1.0{text}{query}")
        );
    }
    assert_eq!(call(Some(""), None).template(), "/users/f(a='{a}',q=@q)");
    let twice = call(Some("1"), None).function_with("g", [], [("q", Some(Literal::from(2)))]);
    assert_eq!(twice.to_string(), "/users/f(a='x',q=@q)/g(q=@q2)");
    let request = Request::nothing(Method::GET, twice).raw_query("$top", "1");
    assert_eq!(
        request.url(&root).expect("a URL"),
        "https://graph.microsoft.com/v1.0/users/f(a='x',q=@q)/g(q=@q2)?@q='1'&@q2=2&$top=1"
    );
}

/// Collections and structured values may not stand in a path.
#[test]
fn json_arguments_are_aliases() {
    let tags = Path::service("beta").literal("tags");
    let ids = Literal::from(["a'b", "c&d"].as_slice());
    let path = tags.function("byIds", [("ids", ids), ("deep", Literal::from(true))]);
    assert_eq!(path.to_string(), "/tags/byIds(ids=@ids,deep=true)");
    assert_eq!(
        ServiceRoot::from(Cloud::Global).url(&path),
        "https://graph.microsoft.com/beta/tags/byIds(ids=@ids,deep=true)?@ids=%5B%22a%27b%22%2C%22c%26d%22%5D"
    );
}
