//! Alternate keys, casts of single entities, and ways by path.

use crate::client::call;
use crate::fixture::{APPLICATION, directory, serve};
use msgraph_runtime::test_util::{Directory, Target};
use serde_json::json;

#[test]
fn an_alternate_key_finds_the_entity_that_has_it() {
    let with_id = json!({"id": "a2", "appId": "O'Neil/1", "displayName": "Other"});
    let server = serve(
        directory()
            .alternate_key(APPLICATION, "appId")
            .entity("applications", with_id),
    );
    let found = call(&server, "GET", "/applications(appId='O''Neil%2F1')").send();
    assert_eq!(found.json()["displayName"], "Other");
    let none = call(&server, "GET", "/applications(appId='a1')").send();
    assert_eq!(none.status, 404);
    let undeclared = call(&server, "GET", "/applications(displayName='Other')").send();
    assert_eq!(undeclared.status, 400);
}

#[test]
fn a_way_by_path_finds_what_is_below() {
    let server = serve(
        Directory::new("beta")
            .entity_set("items", "item")
            .navigation("item", "home", Target::one("item"))
            .contained("item", "children", "item")
            .by_path("item", "children", "name")
            .stream("item", "content")
            .entity("items", json!({"id": "root"}))
            .contained_entity("/items/root/children", json!({"id": "f", "name": "a b"}))
            .contained_entity(
                "/items/root/children/f/children",
                json!({"id": "g", "name": "c.txt"}),
            )
            .link("/items/root/home", "/items/root"),
    );
    for (path, id) in [
        ("/items/root:/a%20b", "f"),
        ("/items/root:/A%20b/c.txt", "g"),
        ("/items/root:/a%20b:/children/g", "g"),
        ("/items/root/children/f:/c.txt", "g"),
        ("/items/root/home:/a%20b/c.txt", "g"),
    ] {
        assert_eq!(call(&server, "GET", path).send().json()["id"], id, "{path}");
    }
    let put = call(&server, "PUT", "/items/root:/a%20b/c.txt:/content")
        .header("Content-Type", "text/plain");
    assert_eq!(put.text("hello").status, 204);
    let read = call(&server, "GET", "/items/root/children/f/children/g/content").send();
    assert_eq!(read.text, "hello");
    assert_eq!(
        call(&server, "GET", "/items/root:/a%20b/none")
            .send()
            .status,
        404
    );
    assert_eq!(call(&server, "GET", "/items:/a").send().status, 400);
}
