//! Binding to entities that exist already (OData JSON Format 4.01, section 8.5).

/// To how many entities Microsoft Graph binds one entity in one request.
const MOST: usize = 20;

/// Under which name a navigation property is bound.
pub(super) fn name(navigation: &str) -> String {
    format!("{navigation}@odata.bind")
}

/// What is wrong with binding an entity to so many others.
pub(super) fn problem(bound: usize) -> Option<String> {
    (bound > MOST).then(|| {
        format!(
            "it binds an entity to {bound} others, and the service takes at most {MOST} in one request: \
             bind {MOST}, and add the rest by further updates or references (`add_ref`)"
        )
    })
}
