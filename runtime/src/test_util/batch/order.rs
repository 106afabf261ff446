//! What has to be done before what.

use super::item::{Item, invalid};
use crate::test_util::error::ServiceError;

/// The requests as they stand in the batch, except that one comes after those that it depends on.
pub(super) fn dependencies_first(items: &[Item]) -> Result<Vec<&Item>, ServiceError> {
    let mut ordered: Vec<&Item> = Vec::new();
    let mut waiting: Vec<&Item> = items.iter().collect();
    while !waiting.is_empty() {
        let is_done = |id: &String| ordered.iter().any(|item| item.id == *id);
        let next = waiting
            .iter()
            .position(|item| item.depends_on.iter().all(is_done));
        let Some(next) = next else {
            let ids: Vec<&str> = waiting.iter().map(|item| item.id.as_str()).collect();
            return Err(invalid(format!(
                "These requests depend on what is not in the batch, or on each other: {}.",
                ids.join(", ")
            )));
        };
        ordered.push(waiting.remove(next));
    }
    Ok(ordered)
}
