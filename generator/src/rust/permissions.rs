//! What is known of the permissions of a crate's requests, as the runtime searches it.

use super::item::{NO_PERMISSION, Permitted};
use crate::model::{Api, Permission};
use crate::permissions::entries;

/// What is known of each method and path, in the order of the bytes of their lines: `GET /users/{} User.Read,User.Read.All - User.Read.All`.
pub(super) fn permitted(api: &Api) -> Vec<Permitted> {
    let entries = entries(api).into_iter();
    let permitted = entries.filter_map(|entry| {
        let lists: Vec<String> = entry.rows.iter().map(list).collect();
        Some(Permitted {
            method: entry.method.as_str(),
            path: entry.path,
            // Where a way to sign in is not spoken of, the others cannot be told by their place.
            lists: lists.try_into().ok()?,
        })
    });
    let mut lines: Vec<(String, Permitted)> = permitted
        .map(|permitted| (permitted.to_string(), permitted))
        .filter(|(line, _)| line.bytes().all(is_plain))
        .collect();
    lines.sort_by(|(a, _), (b, _)| a.cmp(b));
    lines.into_iter().map(|(_, permitted)| permitted).collect()
}

fn list(row: &Permission) -> String {
    if row.names.is_empty() {
        return NO_PERMISSION.to_owned();
    }
    row.names.join(",")
}

/// What such lines are made of; a text that has anything else is not one of the service.
fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b" -._,/{}$()=@:".contains(&byte)
}
