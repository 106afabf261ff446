//! Arguments of functions that stand in the query, by an alias.

use msgraph_runtime::http::Method;
use msgraph_runtime::{Cloud, Literal, Path, Request, ServiceRoot};
use url::Url;

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
            "?@q=%27it%27%27s%27",
        ),
        (
            call(Some("a&b"), Some(5)),
            "/users/f(a='x',q=@q,top=@top)",
            "?@q=%27a%26b%27&@top=5",
        ),
    ];
    for (path, text, query) in cases {
        assert_eq!(path.to_string(), text);
        let url = root.url(&path);
        assert_eq!(
            url,
            format!("https://graph.microsoft.com/v1.0{text}{query}")
        );
        assert_eq!(Url::parse(&url).expect("a URL").as_str(), url);
    }
    assert_eq!(call(Some(""), None).template(), "/users/f(a='{a}',q=@q)");
    let twice = call(Some("1"), None).function_with("g", [], [("q", Some(Literal::from(2)))]);
    assert_eq!(twice.to_string(), "/users/f(a='x',q=@q)/g(q=@q2)");
    let request = Request::nothing(Method::GET, twice).raw_query("$top", "1");
    assert_eq!(
        request.url(&root).expect("a URL"),
        "https://graph.microsoft.com/v1.0/users/f(a='x',q=@q)/g(q=@q2)?@q=%271%27&@q2=2&$top=1"
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
