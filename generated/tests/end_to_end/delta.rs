//! What a delta query answers: changed entities, removed ones, and how relationships changed.

use crate::support::answering;
use msgraph::models::{AnyDirectoryObject, Group};
use msgraph::{Delta, Error, Page, PropertyState, RemovalReason, group, groups, users};
use serde_json::json;

const DELTA_LINK: &str = "https://graph.microsoft.com/beta/groups/delta?$deltatoken=t1";

fn changes() -> serde_json::Value {
    json!({
        "@odata.context": "https://graph.microsoft.com/beta/$metadata#groups",
        "@odata.deltaLink": DELTA_LINK,
        "value": [
            {
                "id": "crew",
                "description": null,
                "members@delta": [
                    { "@odata.type": "#microsoft.graph.user", "id": "ada" },
                    { "@odata.type": "#microsoft.graph.user", "id": "mary", "@removed": { "reason": "deleted" } },
                ],
            },
            { "id": "guests", "@removed": { "reason": "changed" } },
            { "@removed": { "reason": "merged", "into": "crew" }, "id": "staff" },
        ],
    })
}

#[tokio::test]
async fn changed_and_removed_entities_come_in_one_page() -> Result<(), Error> {
    let service = answering(&changes()).await;
    let request = groups().delta().select((group::ID, group::MEMBERS));
    let page: Page<Delta<Group>> = service.client.send(request).await?;
    assert_eq!(
        service.request_line().await,
        "GET /beta/groups/microsoft.graph.delta()?$select=id,members HTTP/1.1"
    );
    assert_eq!(page.delta_link.as_deref(), Some(DELTA_LINK));
    assert_eq!(page.next_link, None);

    let removed = page.value.iter().filter_map(Delta::removed);
    let removed: Vec<_> = removed
        .map(|removed| (removed.id.as_deref(), removed.reason()))
        .collect();
    let merged = RemovalReason::from("merged");
    let expected = [
        (Some("guests"), Some(&RemovalReason::Changed)),
        (Some("staff"), Some(&merged)),
    ];
    assert_eq!(removed, expected);
    let json = serde_json::to_value(&page).expect("JSON");
    assert_eq!(json, changes());
    Ok(())
}

#[tokio::test]
async fn a_changed_entity_tells_what_was_cleared_and_who_came_and_went() -> Result<(), Error> {
    let service = answering(&changes()).await;
    let mut page = service.client.send(groups().delta()).await?;
    let crew = page.value.remove(0).into_changed().expect("it has changed");
    assert_eq!(group::DESCRIPTION.state(&crew), PropertyState::Null);
    assert_eq!(group::DISPLAY_NAME.state(&crew), PropertyState::Absent);

    let members = group::MEMBERS.read_delta::<AnyDirectoryObject>(&crew)?;
    let members = members.expect("they have changed").value;
    let [
        Delta::Changed(AnyDirectoryObject::User(ada)),
        Delta::Removed(mary),
    ] = members.as_slice()
    else {
        panic!("{members:?}");
    };
    assert_eq!(ada.id.as_deref(), Some("ada"));
    assert_eq!(mary.id.as_deref(), Some("mary"));
    assert_eq!(mary.reason(), Some(&RemovalReason::Deleted));
    Ok(())
}

#[tokio::test]
async fn what_is_wrong_in_a_page_is_told_with_its_path() {
    let page = json!({ "value": [{ "id": "a" }, { "id": "b", "@removed": { "reason": [] } }] });
    let service = answering(&page).await;
    let error = service.client.send(users().delta()).await;
    let error = error.expect_err("a reason is text");
    assert_eq!(error.decode_path(), Some("value[1].@removed.reason"));
}
