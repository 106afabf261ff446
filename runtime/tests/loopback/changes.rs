//! Delta queries from round to round.

use http::Method;
use msgraph_runtime::test_util::{Fault, Server, When};
use msgraph_runtime::{Client, Delta, Error, Page, Pages, Request};
use serde_json::{Value, json};

use crate::support::{client, create, delete, directory, patch, serve, users, with_users};

fn delta() -> Request<Page<Delta<Value>>> {
    Request::page(Method::GET, users().function("delta", []))
}

/// All of a round: who changed, who is gone.
async fn round(pages: &mut Pages<Delta<Value>>) -> Result<(Vec<String>, Vec<String>), Error> {
    let (mut changed, mut gone) = (Vec::new(), Vec::new());
    while let Some(page) = pages.next().await.transpose()? {
        for item in page.value {
            match item {
                Delta::Changed(user) => changed.push(user["id"].as_str().unwrap_or("?").into()),
                Delta::Removed(removed) => gone.extend(removed.id),
            }
        }
    }
    Ok((changed, gone))
}

fn people() -> Server {
    let ids = ["ada", "bob", "cy"].map(str::to_owned);
    serve(with_users(directory(), ids).page_size(2))
}

/// Three changes.
async fn change(client: &Client) {
    let new = create(&json!({"id": "dora"}));
    client.send(new).await.expect("Dora");
    let title = patch("ada", &json!({"jobTitle": "Countess"}));
    client.send(title).await.expect("Ada");
    client.send(delete("bob")).await.expect("Bob");
}

#[tokio::test]
async fn a_link_that_was_kept_tells_what_has_changed_since() {
    let server = people();
    let mut first = client(&server).pages(delta());
    let (changed, gone) = round(&mut first).await.expect("all of them");
    assert_eq!(
        (changed.as_slice(), gone.len()),
        (&["ada", "bob", "cy"].map(String::from)[..], 0)
    );
    let kept = first
        .delta_link()
        .expect("the link of the next round")
        .to_owned();
    change(&client(&server)).await;

    // Another client, as if of another process; half of what it asks is refused.
    server.fault(
        When::every().query("token").every_nth(2),
        Fault::unavailable(),
    );
    let mut second = client(&server).pages(delta()).from_link(kept);
    let (mut changed, gone) = round(&mut second).await.expect("the changes");
    changed.sort();
    assert_eq!(
        (changed, gone),
        (vec!["ada".into(), "dora".into()], vec!["bob".into()])
    );
    let kept = second.delta_link().expect("a link").to_owned();
    let mut third = client(&server).pages(delta()).from_link(kept);
    let nothing = round(&mut third).await.expect("no changes");
    assert_eq!(nothing, (Vec::new(), Vec::new()));
}

#[tokio::test]
async fn a_link_that_expired_is_an_error_after_which_all_is_asked_for() {
    let server = people();
    let mut pages = client(&server).pages(delta());
    round(&mut pages).await.expect("all of them");
    let kept = pages.delta_link().expect("a link").to_owned();
    server.expire_delta_tokens();
    change(&client(&server)).await;

    let mut pages = client(&server).pages(delta()).from_link(kept);
    let error = round(&mut pages).await.expect_err("it expired");
    assert!(error.is_resync_required(), "{error}");
    assert_eq!(pages.delta_link(), None);
    pages.restart();
    let (mut changed, gone) = round(&mut pages).await.expect("all that there is");
    changed.sort();
    assert_eq!(changed, ["ada", "cy", "dora"]);
    assert!(gone.is_empty() && pages.delta_link().is_some());
}
