//! A crate that generates its own client of Microsoft Graph when it is built: see `build.rs`.

/// Microsoft Graph, as far as this crate needs it. What needs more is a line more in `graph.toml`.
#[allow(dead_code, reason = "not every operation of the slice is called")]
pub mod graph {
    include!(concat!(env!("OUT_DIR"), "/graph/mod.rs"));
}

use graph::users;

fn main() {
    let messages = users().id("adele@contoso.com").messages();
    let request = messages.list();
    println!("{} {}", request.method(), request.path());
    let request = messages.id("AAMkAGI2").delete();
    println!("{} {}", request.method(), request.path());
}

#[cfg(test)]
mod tests {
    use crate::graph::models::{Message, User};

    #[test]
    fn what_the_slice_leaves_out_is_kept() {
        let sent = serde_json::json!({
            "id": "AAMkAGI2",
            "subject": "Lunch",
            "from": { "emailAddress": { "address": "adele@contoso.com" } },
            "attachments": [{ "@odata.type": "#microsoft.graph.fileAttachment", "id": "1", "size": 12 }],
        });
        let message: Message = serde_json::from_value(sent.clone()).expect("it is a message");
        assert_eq!(message.subject.as_deref(), Some("Lunch"));
        // `attachments` leads to a type that is not in the slice: no field, no method, and nothing lost.
        assert_eq!(
            message.additional_data.get("attachments"),
            sent.get("attachments")
        );
        assert_eq!(serde_json::to_value(&message).ok(), Some(sent));
    }

    /// The slice goes through users and reads none: their licences are not worth a type here.
    #[test]
    fn what_is_passed_on_the_way_is_a_place() {
        let sent = serde_json::json!({ "id": "u1", "displayName": "Adele" });
        let user: User = serde_json::from_value(sent.clone()).expect("it is a user");
        assert_eq!(user.id.as_deref(), Some("u1"));
        assert_eq!(
            user.additional_data.get("displayName"),
            sent.get("displayName")
        );
    }
}
