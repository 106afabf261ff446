//! Delta queries: what a collection holds, and from then on what changed.
//!
//! Every change has a number. A token names the change up to which a client knows everything, so a
//! page goes on from a number and not from an offset, and a change between two pages loses nothing:
//! it comes in the next round.

use super::answer::Answer;
use super::collection::Collection;
use super::dispatch::Exchange;
use super::error::ServiceError;
use super::page;
use super::store::EntityId;
use http::{Method, StatusCode};
use serde_json::{Value, json};

/// What stands before the numbers in a token. Clients must not read it, so its form is free.
const TOKEN_PREFIX: &str = "d~";

/// What a client knows, and how far this round leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Round {
    /// The change up to which everything has been told.
    after: u64,
    /// The change that was the last one when the round began.
    until: u64,
    /// Whether the client knew nothing before, and so need not hear of what is gone.
    initial: bool,
}

/// One item of a page.
enum Change {
    Present(EntityId),
    Removed(String),
}

/// `…/users/delta()`: GET tells what there is, and with a token what changed.
pub(super) fn delta(
    exchange: &Exchange<'_>,
    collection: &Collection<'_>,
) -> Result<Answer, ServiceError> {
    if exchange.request.method != Method::GET {
        return Err(ServiceError::method_not_allowed("GET"));
    }
    exchange.query.refuse_unevaluated()?;
    let size = page::page_size(exchange)?;
    let round = round(exchange)?;
    let changes = changes(exchange, collection, round);
    let page = changes.get(..size).unwrap_or(&changes);
    let items = page.iter();
    let items: Value = items
        .map(|(_, change)| item(exchange, collection, change))
        .collect();
    let rest = page.last().filter(|_| changes.len() > size);
    let (name, link) = match rest {
        Some((after, _)) => ("@odata.nextLink", round.next_link(exchange, *after)),
        None => ("@odata.deltaLink", round.delta_link(exchange)),
    };
    let context = format!("{}/$delta", exchange.collection_context(collection));
    let body = json!({"@odata.context": context, "value": items, name: link});
    Ok(Answer::json(StatusCode::OK, &body))
}

/// The round that a request begins or goes on with.
fn round(exchange: &Exchange<'_>) -> Result<Round, ServiceError> {
    let until = exchange.store.changes();
    let start = |after, initial| Round {
        after,
        until,
        initial,
    };
    if let Some(token) = exchange.query.system("skiptoken") {
        return match numbers(exchange, token)?.as_slice() {
            [after, until, initial] => Ok(Round {
                after: *after,
                until: *until,
                initial: *initial == 1,
            }),
            _ => Err(unknown_token()),
        };
    }
    let token = exchange.query.system("deltatoken");
    match token.or_else(|| exchange.query.system("token")) {
        None | Some("") => Ok(start(0, true)),
        Some("latest") => Ok(start(until, false)),
        Some(token) => match numbers(exchange, token)?.as_slice() {
            [after] => Ok(start(*after, false)),
            _ => Err(unknown_token()),
        },
    }
}

impl Round {
    /// Where this round goes on after a change.
    fn next_link(self, exchange: &Exchange<'_>, after: u64) -> String {
        let numbers = [after, self.until, u64::from(self.initial)];
        link(exchange, "skiptoken", &token(exchange, &numbers))
    }

    /// Where the next round begins.
    fn delta_link(self, exchange: &Exchange<'_>) -> String {
        link(exchange, "deltatoken", &token(exchange, &[self.until]))
    }
}

/// What happened to items of the collection in the rest of a round, in the order of the changes.
fn changes(
    exchange: &Exchange<'_>,
    collection: &Collection<'_>,
    round: Round,
) -> Vec<(u64, Change)> {
    let store = &*exchange.store;
    let items = collection.items(exchange.schema, store).into_iter();
    let present = items.filter_map(|id| Some((store.get(id)?.changed(), Change::Present(id))));
    let removed = store
        .removed_since(round.after)
        .filter(|(_, removed)| {
            !round.initial && collection.shows(exchange.schema, &removed.home, &removed.type_name)
        })
        .map(|(change, removed)| (change, Change::Removed(removed.key.clone())));
    let mut changes: Vec<_> = present
        .chain(removed)
        .filter(|(change, _)| round.after < *change && *change <= round.until)
        .collect();
    changes.sort_by_key(|(change, _)| *change);
    changes
}

fn item(exchange: &Exchange<'_>, collection: &Collection<'_>, change: &Change) -> Value {
    match change {
        Change::Present(id) => {
            let mut properties = exchange.properties(*id, collection.item_type);
            // Whatever is selected: without it a change belongs to nothing.
            if let Some(entity) = exchange.store.get(*id) {
                properties.insert("id".into(), entity.key.clone().into());
            }
            Value::Object(properties)
        }
        Change::Removed(key) => json!({"id": key, "@removed": {"reason": "deleted"}}),
    }
}

fn token(exchange: &Exchange<'_>, numbers: &[u64]) -> String {
    let numbers: Vec<String> = std::iter::once(&exchange.delta_era)
        .chain(numbers)
        .map(u64::to_string)
        .collect();
    format!("{TOKEN_PREFIX}{}", numbers.join("~"))
}

/// The numbers in a token of the present era.
fn numbers(exchange: &Exchange<'_>, token: &str) -> Result<Vec<u64>, ServiceError> {
    let numbers = token.strip_prefix(TOKEN_PREFIX).ok_or_else(unknown_token)?;
    let numbers: Result<Vec<u64>, _> = numbers.split('~').map(str::parse).collect();
    let numbers = numbers.map_err(|_| unknown_token())?;
    match numbers.split_first() {
        // No change can be known that has not come yet.
        Some((era, numbers))
            if *era == exchange.delta_era
                && numbers
                    .iter()
                    .all(|number| *number <= exchange.store.changes().max(1)) =>
        {
            Ok(numbers.to_vec())
        }
        Some((era, _)) if *era < exchange.delta_era => Err(ServiceError::sync_state_not_found(
            &link(exchange, "deltatoken", ""),
        )),
        _ => Err(unknown_token()),
    }
}

fn unknown_token() -> ServiceError {
    ServiceError::bad_request("The delta token is not one of this service's.")
}

/// The same request with another token.
fn link(exchange: &Exchange<'_>, name: &str, token: &str) -> String {
    let option = format!("${name}={token}");
    let mut options = exchange
        .query
        .raw_without(&["skiptoken", "deltatoken", "token"]);
    options.push(&option);
    let (origin, path) = (&exchange.settings.origin, exchange.request.path());
    format!("{origin}{path}?{}", options.join("&"))
}
