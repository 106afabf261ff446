//! What came of a call, in a word.

use msgraph_runtime::Error;

type Predicate = fn(&Error) -> bool;

/// The predicates of an error, the narrower ones first.
const KINDS: [(&str, Predicate); 16] = [
    ("configuration", Error::is_configuration),
    ("request", Error::is_request),
    ("token", Error::is_token),
    ("connect", Error::is_connect),
    ("local", Error::is_local),
    ("timeout", Error::is_timeout),
    ("transport", Error::is_transport),
    ("link", Error::is_link),
    ("redirect", Error::is_redirect),
    ("too large", Error::is_too_large),
    ("decode", Error::is_decode),
    ("throttled", Error::is_throttled),
    ("not found", Error::is_not_found),
    ("resync", Error::is_resync_required),
    ("changed", Error::is_precondition_failed),
    ("service", Error::is_service),
];

/// The first predicate that holds; none is a hole in the predicates.
pub fn kind(error: &Error) -> Option<&'static str> {
    let mut kinds = KINDS.iter();
    kinds.find(|(_, is)| is(error)).map(|(name, _)| *name)
}

/// Whether the error says that the last try did nothing, so that the state is what it was.
pub fn says_nothing_was_done(error: &Error) -> bool {
    error.is_configuration()
        || error.is_request()
        || error.is_token()
        || error.is_connect()
        || error.is_throttled()
        || error.is_precondition_failed()
}
