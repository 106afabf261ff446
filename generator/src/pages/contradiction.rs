//! What a page says and the description does not bear out.

use crate::problem::{ContradictionKind, Location, Problem};

/// One thing that a page says and the description does not bear out, with both places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contradiction {
    /// Where the page says it.
    pub location: Location,
    /// Where the description says otherwise, if it speaks of it at all; where the page does, if it contradicts itself.
    pub described: Option<Location>,
    /// What it is.
    pub kind: ContradictionKind,
}

impl From<Contradiction> for Problem {
    fn from(contradiction: Contradiction) -> Self {
        let problem = Self::at(contradiction.location, contradiction.kind);
        match contradiction.described {
            Some(described) => problem.also(described),
            None => problem,
        }
    }
}
