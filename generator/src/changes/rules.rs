//! What a change means to those who call the crate.

use super::facet::Facet;
use super::surface::Kind;

/// What a change asks of callers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Code compiles as before. What is sent, or what is written about it, can be another.
    Cosmetic,
    /// Code compiles as before, and there is more to be had.
    Additive,
    /// Code that uses the item no longer compiles, or the service refuses what it asks for.
    Breaking,
}

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Event {
    /// The item is new.
    Added,
    /// The item is no more.
    Removed,
    /// A facet has another value.
    Changed(Facet),
    /// A facet has a value more: one of a set, a step on a ladder, the first at all.
    Gained(Facet),
    /// A facet has a value less.
    Lost(Facet),
    /// The documentation is another one.
    Documented,
}

/// One row of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Which kinds of item it is about; every kind if empty.
    pub kinds: &'static [Kind],
    /// What happened.
    pub event: Event,
    /// What it means.
    pub verdict: Verdict,
    /// What happened, in words.
    pub what: &'static str,
    /// Why it means that.
    pub why: &'static str,
}

const fn rule(
    kinds: &'static [Kind],
    event: Event,
    verdict: Verdict,
    what: &'static str,
    why: &'static str,
) -> Rule {
    Rule {
        kinds,
        event,
        verdict,
        what,
        why,
    }
}

const GUARDED: &str = "enums are `#[non_exhaustive]`";
const REFUSED: &str = "the service refuses calls without it";
const NAMED: &str = "its name stands in code";
const TYPED: &str = "values of the old type do not fit";
const FORBIDDEN: &str = "the service refuses calls of those who were granted only that";
const PERMITTED: &str = "those who were granted another one need nothing";
const ENOUGH: &str = "what was enough is enough";
const ON_THE_WIRE: &str = "the name in Rust is the same";

use Event::{Added, Changed, Documented, Gained, Lost, Removed};
use Verdict::{Additive, Breaking, Cosmetic};

/// The table. The first row that fits decides.
pub const RULES: [Rule; 41] = [
    rule(
        &[Kind::Crate],
        Changed(Facet::Wire),
        Breaking,
        "package renamed",
        NAMED,
    ),
    rule(
        &[Kind::Crate],
        Changed(Facet::Version),
        Breaking,
        "service version changed",
        "requests go to another service",
    ),
    rule(
        &[Kind::Field],
        Added,
        Additive,
        "added",
        "literals of models end in `..Default::default()`",
    ),
    rule(
        &[Kind::Parameter],
        Gained(Facet::Required),
        Breaking,
        "became required",
        REFUSED,
    ),
    rule(
        &[Kind::Parameter],
        Lost(Facet::Required),
        Additive,
        "became optional",
        "calls with it stay right",
    ),
    rule(
        &[Kind::Parameter],
        Added,
        Additive,
        "added",
        "literals of parameters end in `..Default::default()`",
    ),
    rule(
        &[Kind::Member, Kind::Subtype],
        Added,
        Additive,
        "added",
        GUARDED,
    ),
    rule(&[], Added, Additive, "added", "nothing has its name yet"),
    rule(&[], Removed, Breaking, "removed", NAMED),
    rule(&[], Changed(Facet::Type), Breaking, "type changed", TYPED),
    rule(
        &[],
        Changed(Facet::Takes),
        Breaking,
        "arguments changed",
        "a call has as many arguments as the function, of its types",
    ),
    rule(
        &[],
        Changed(Facet::To),
        Breaking,
        "target changed",
        "other ways and requests go on from there",
    ),
    rule(
        &[],
        Changed(Facet::Gives),
        Breaking,
        "answer changed",
        TYPED,
    ),
    rule(
        &[],
        Lost(Facet::Options),
        Breaking,
        "query option no longer offered",
        "its method is no longer there",
    ),
    rule(
        &[],
        Gained(Facet::Options),
        Additive,
        "query option offered",
        "the set of options is inferred, and not written in code",
    ),
    rule(
        &[],
        Gained(Facet::Speaks),
        Additive,
        "query options offered",
        "the set of options is inferred, and not written in code",
    ),
    rule(
        &[],
        Lost(Facet::Speaks),
        Breaking,
        "query options no longer offered",
        "their methods are no longer there",
    ),
    rule(
        &[],
        Changed(Facet::Speaks),
        Breaking,
        "query options are about another type",
        "properties of the old type do not fit",
    ),
    rule(
        &[],
        Lost(Facet::Access),
        Breaking,
        "a client may set it in fewer requests",
        "updates that set it do not compile",
    ),
    rule(
        &[],
        Gained(Facet::Access),
        Additive,
        "a client may set it in more requests",
        "what may be read may still be read",
    ),
    rule(
        &[],
        Lost(Facet::Is),
        Breaking,
        "no longer derives from a type",
        "its references no longer fit there",
    ),
    rule(
        &[],
        Gained(Facet::Is),
        Additive,
        "derives from a type more",
        "its references fit in more places",
    ),
    rule(
        &[],
        Gained(Facet::Of),
        Additive,
        "declared by a base type",
        "it names the property of every derived type",
    ),
    rule(
        &[],
        Lost(Facet::Of),
        Breaking,
        "no longer declared by a base type",
        "it names the property of this type alone",
    ),
    rule(
        &[],
        Changed(Facet::Of),
        Breaking,
        "declared by another base type",
        "it names the property of other types",
    ),
    rule(
        &[],
        Changed(Facet::Other),
        Breaking,
        "variant for all others renamed",
        NAMED,
    ),
    rule(
        &[],
        Changed(Facet::Wire),
        Cosmetic,
        "name on the wire changed",
        ON_THE_WIRE,
    ),
    rule(
        &[],
        Changed(Facet::Sends),
        Cosmetic,
        "sent in another way",
        "the call in Rust is the same",
    ),
    rule(
        &[],
        Gained(Facet::Deprecated),
        Additive,
        "deprecated",
        "the compiler warns, and code still compiles",
    ),
    rule(
        &[],
        Lost(Facet::Deprecated),
        Cosmetic,
        "no longer deprecated",
        "the compiler no longer warns",
    ),
    rule(
        &[],
        Changed(Facet::Deprecated),
        Cosmetic,
        "deprecation changed",
        "the compiler warns in other words",
    ),
    rule(
        &[],
        Lost(Facet::Work),
        Breaking,
        "permission no longer enough for a work or school account",
        FORBIDDEN,
    ),
    rule(
        &[],
        Gained(Facet::Work),
        Additive,
        "permission more is enough for a work or school account",
        PERMITTED,
    ),
    rule(
        &[],
        Changed(Facet::Work),
        Cosmetic,
        "least permission for a work or school account changed",
        ENOUGH,
    ),
    rule(
        &[],
        Lost(Facet::Personal),
        Breaking,
        "permission no longer enough for a personal account",
        FORBIDDEN,
    ),
    rule(
        &[],
        Gained(Facet::Personal),
        Additive,
        "permission more is enough for a personal account",
        PERMITTED,
    ),
    rule(
        &[],
        Changed(Facet::Personal),
        Cosmetic,
        "least permission for a personal account changed",
        ENOUGH,
    ),
    rule(
        &[],
        Lost(Facet::Application),
        Breaking,
        "permission no longer enough for an application",
        FORBIDDEN,
    ),
    rule(
        &[],
        Gained(Facet::Application),
        Additive,
        "permission more is enough for an application",
        PERMITTED,
    ),
    rule(
        &[],
        Changed(Facet::Application),
        Cosmetic,
        "least permission for an application changed",
        ENOUGH,
    ),
    rule(
        &[],
        Documented,
        Cosmetic,
        "documentation changed",
        "it is not code",
    ),
];

impl Rule {
    /// The row for what happened to an item of a kind; nothing for what makes no difference.
    pub fn of(kind: Kind, event: Event) -> Option<&'static Self> {
        let fits = |rule: &&Self| {
            (rule.kinds.is_empty() || rule.kinds.contains(&kind)) && rule.event == event
        };
        RULES.iter().find(fits)
    }
}

impl Verdict {
    /// Every verdict, the worst first.
    pub const ALL: [Self; 3] = [Self::Breaking, Self::Additive, Self::Cosmetic];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Cosmetic => "cosmetic",
            Self::Additive => "additive",
            Self::Breaking => "breaking",
        }
    }
}
