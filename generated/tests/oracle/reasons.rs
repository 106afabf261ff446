//! Why requests differ, and who is right.

use crate::case::{Reason, Right};

/// `graph.user` and `microsoft.graph.user`.
pub(crate) const CAST_BY_ALIAS: Reason = Reason {
    who_is_right: Right::Both,
    why: "a type is named with its namespace or with an alias of that, and the description declares \
          `graph` as one",
    source: "OData CSDL 4.01, section 15.3 (qualified names); OData URL Conventions 4.01, section 4.11",
};

/// `addPassword` and `microsoft.graph.addPassword`.
pub(crate) const UNQUALIFIED_OPERATION: Reason = Reason {
    who_is_right: Right::Both,
    why: "an operation is named with its namespace unless the service declares that as a default \
          namespace; Microsoft Graph takes both forms",
    source: "OData URL Conventions 4.01, section 4.5 (default namespaces)",
};

/// A comma of the template that the expansion loses, besides the name without its namespace.
pub(crate) const LOST_COMMA: Reason = Reason {
    who_is_right: Right::Ours,
    why: "parameters are separated by commas. Their template has the comma, but the library that \
          expands it drops every comma outside of braces (std-uritemplate 2.0.12). That they leave \
          the namespace out does not matter",
    source: "OData URL Conventions 4.01, section 4.5.2; RFC 6570, section 3.1 (literals are copied)",
};

/// The comma again, and an apostrophe that ends the text.
pub(crate) const LOST_COMMA_AND_QUOTE: Reason = Reason {
    who_is_right: Right::Ours,
    why: "the comma between the parameters is lost, and an apostrophe inside of text is not \
          doubled, so that the text ends there: percent-encoding does not help, as it is undone \
          before literals are read",
    source: "OData URL Conventions 4.01, section 2 (`People('O%27Neil')` is an invalid URL there)",
};

/// `users/delta`.
pub(crate) const KEY_LIKE_A_FUNCTION: Reason = Reason {
    who_is_right: Right::Ours,
    why: "a segment that can be a bound function or a key is taken for the function, and Microsoft \
          Graph has a function `delta` there; a key in parentheses is always a key",
    source: "OData URL Conventions 4.01, section 4.3.6 (rules of precedence)",
};

/// `users/$ada@x.org`.
pub(crate) const KEY_WITH_DOLLAR: Reason = Reason {
    who_is_right: Right::Ours,
    why: "a user principal name that begins with a dollar sign fails as a segment, and is asked \
          for in parentheses. To encode the sign changes nothing: segments are decoded before they \
          are interpreted",
    source: "Microsoft Graph reference, Get a user; OData URL Conventions 4.01, sections 2 and 4.3.6",
};

/// `@odata.type` where the type is the declared one.
pub(crate) const DECLARED_TYPE: Reason = Reason {
    who_is_right: Right::Both,
    why: "the type has to be said only where it is not the one that the place declares; said \
          elsewhere it is redundant",
    source: "OData JSON Format 4.01, section 4.6.3 (odata.type)",
};

/// A property by its name in Python.
pub(crate) const NULL_BY_PYTHON_NAME: Reason = Reason {
    who_is_right: Right::Ours,
    why: "a property is called by its name in the description. Where a value is set to nothing \
          they write null under the name of the Python attribute, which the service does not know",
    source: "OData JSON Format 4.01, section 7; OData Protocol 4.01, section 11.4.3",
};

/// `Z` and `+00:00`.
pub(crate) const UTC_OFFSET: Reason = Reason {
    who_is_right: Right::Both,
    why: "two spellings of one offset; ours is the caller's text",
    source: "OData ABNF 4.01, rule dateTimeOffsetValue; RFC 3339, section 5.6",
};

/// `.6` and `.600000`.
pub(crate) const FRACTION: Reason = Reason {
    who_is_right: Right::Both,
    why: "two spellings of one instant; theirs always has six digits and cannot have a seventh, \
          ours is the caller's text",
    source: "OData ABNF 4.01, rule fractionalSeconds; RFC 3339, section 5.6",
};
