//! What is known of the permissions of a crate's requests, as the lines that its runtime searches.

use crate::model::{Api, Permission};
use crate::permissions::entries;

/// A line for each method and path, in the order of their bytes: `GET /users/{} User.Read,User.Read.All - User.Read.All`. The lists are those
/// of the three ways to sign in, `-` is an empty one.
pub(super) fn lines(api: &Api) -> Vec<String> {
    let entries = entries(api).into_iter();
    let mut lines: Vec<String> = entries
        .map(|entry| {
            let lists: Vec<String> = entry.rows.iter().map(list).collect();
            format!("{} {} {}", entry.method, entry.path, lists.join(" "))
        })
        .filter(|line| line.bytes().all(is_plain))
        .collect();
    lines.sort_unstable();
    lines
}

fn list(row: &Permission) -> String {
    if row.names.is_empty() {
        return "-".to_owned();
    }
    row.names.join(",")
}

/// What such lines are made of; a text that has anything else is not one of the service.
fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b" -._,/{}$()=@:".contains(&byte)
}
