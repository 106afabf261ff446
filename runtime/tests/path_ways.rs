//! Ways by path: a name of a file stays that name, or the request is not sent.

use msgraph_runtime::http::Method;
use msgraph_runtime::{Cloud, Path, Request, ServiceRoot, Target};
use percent_encoding::percent_decode_str;
use proptest::prelude::proptest;
use url::Url;

fn decoded(text: &str) -> String {
    let text = percent_decode_str(text).decode_utf8().expect("UTF-8");
    text.into_owned()
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
