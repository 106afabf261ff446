//! What is decoded and encoded.

use derived::drive_item::DriveItem as DerivedItem;
use derived::message::Message as DerivedMessage;
use derived::user::User as DerivedUser;
use generated::drive_item::DriveItem;
use generated::message::Message;
use generated::user::User;
use msgraph_runtime::Page;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::payloads;
use crate::sides::{Derived, Generated, Side};

/// Something that takes figures of a payload.
pub trait Visit {
    /// Takes them, of both sides.
    fn visit<G: Side, D: Side>(&mut self, payload: &str, text: &str);
}

/// Shows every payload to `visit`.
///
/// # Panics
/// When the two sides do not hold the same.
pub fn cases(visit: &mut impl Visit) {
    type Users = Generated<Page<User>>;
    type DerivedUsers = Derived<DerivedPage<DerivedUser>>;
    case::<Users, DerivedUsers>(visit, "999 users", &payloads::users());
    case::<Generated<DriveItem>, Derived<DerivedItem>>(
        visit,
        "a deep driveItem",
        &payloads::drive_item(),
    );
    case::<Generated<Message>, Derived<DerivedMessage>>(
        visit,
        "a message with unknown properties",
        &payloads::message(),
    );
}

/// The line that tells the figures of a payload in one direction.
pub fn figures(payload: &str, text: &str, direction: &str, generated: f64, derived: f64) -> String {
    json!({
        "payload": payload,
        "bytes": text.len(),
        "direction": direction,
        "generated": generated,
        "derived": derived,
    })
    .to_string()
}

/// A page of a collection, as it is written by hand.
#[derive(Debug, Deserialize, Serialize)]
struct DerivedPage<T> {
    value: Vec<T>,
    #[serde(rename = "@odata.nextLink", skip_serializing_if = "Option::is_none")]
    next_link: Option<String>,
    #[serde(rename = "@odata.deltaLink", skip_serializing_if = "Option::is_none")]
    delta_link: Option<String>,
    #[serde(rename = "@odata.count", skip_serializing_if = "Option::is_none")]
    count: Option<i64>,
    #[serde(flatten)]
    additional_data: serde_json::Map<String, Value>,
}

fn case<G: Side, D: Side>(visit: &mut impl Visit, payload: &str, text: &str) {
    visit.visit::<G, D>(payload, text);
    // Afterwards, so that the figures are taken with a heap in which nothing was yet.
    let expected = read(text);
    let through = |encoded: String, side: &str| {
        assert_eq!(read(&encoded), expected, "{payload}, {side}");
    };
    through(G::decode(text.as_bytes()).encode(), "generated");
    through(D::decode(text.as_bytes()).encode(), "derived");
}

/// The JSON without properties that are null: generated models keep them, derived ones do not.
fn read(text: &str) -> Value {
    let mut value = serde_json::from_str(text).expect("the text is JSON");
    without_nulls(&mut value);
    value
}

fn without_nulls(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(without_nulls),
        Value::Object(properties) => {
            properties.retain(|_, value| !value.is_null());
            properties.values_mut().for_each(without_nulls);
        }
        _ => {}
    }
}
