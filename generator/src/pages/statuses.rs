//! Status codes of pages (RFC 9110, section 15).

use super::called::{Called, Holds};
use super::contradiction::Contradiction;
use crate::model::{Api, NavigationOperation};
use crate::problem::{ContradictionKind, Location};

pub(super) fn is_success(status: u16) -> bool {
    (200..300).contains(&status)
}

/// Whether none of the successes that a page states can be one of the operation: content where it has none, no content where it has some.
pub(super) fn contradiction(
    called: &Called,
    api: &Api,
    stated: &[(u16, Location)],
    described: Option<Location>,
) -> Option<Contradiction> {
    let mut successes = stated.iter().filter(|(status, _)| is_success(*status));
    let expected = match (called, called.holds(api)) {
        // It answers with the entity, or without content.
        (
            Called::Navigation(_, NavigationOperation::Update | NavigationOperation::Replace, _),
            _,
        ) => {
            return None;
        }
        (_, Holds::Nothing) => NOTHING,
        (_, Holds::Value(_)) => CONTENT,
        (_, Holds::Anything) => return None,
    };
    let fits = |status: u16| match expected {
        NOTHING => matches!(status, 202 | 204),
        _ => status != 204,
    };
    let &(said, location) = successes.clone().next()?;
    if successes.any(|(status, _)| fits(*status)) {
        return None;
    }
    Some(Contradiction {
        location,
        described,
        kind: ContradictionKind::Status {
            title: called.title(),
            said,
            expected,
        },
    })
}

const NOTHING: &str = "204, without content";
const CONTENT: &str = "a success with content";
