//! The public items of a generated crate, one by one: what a caller can name, and what it is.

use std::collections::BTreeMap;

use super::facet::Facet;

/// Every public item of a crate that can come, go or change with the description.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Surface {
    /// The items, by name and kind.
    pub items: BTreeMap<(String, Kind), Item>,
}

/// What is known of an item.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Item {
    /// What tells it from another item of the same name.
    pub facets: BTreeMap<Facet, String>,
    /// What its documentation is known by: a digest of its lines, the same in every run; `None` where that is not known.
    pub docs: Option<u64>,
}

/// Which kind of item it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// The crate as a whole.
    Crate,
    /// The struct of an entity type or a complex type.
    Struct,
    /// A field of such a struct.
    Field,
    /// The struct of the parameters of an action.
    Parameters,
    /// A field of such a struct.
    Parameter,
    /// The enum of an enumeration type.
    Enum,
    /// A member of an enumeration.
    Member,
    /// The enum of a type and of those that derive from it.
    Polymorphic,
    /// A variant of such an enum.
    Subtype,
    /// A constant that names a property.
    Constant,
    /// The place where an instance of a type stands.
    Place,
    /// A method that picks one entity of a collection.
    Key,
    /// A way on: an entity set, a singleton, a navigation property, a cast.
    Navigation,
    /// A request function.
    Operation,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 14] = [
        Self::Crate,
        Self::Struct,
        Self::Field,
        Self::Parameters,
        Self::Parameter,
        Self::Enum,
        Self::Member,
        Self::Polymorphic,
        Self::Subtype,
        Self::Constant,
        Self::Place,
        Self::Key,
        Self::Navigation,
        Self::Operation,
    ];

    /// Its name in a file.
    pub fn name(self) -> &'static str {
        match self {
            Self::Crate => "crate",
            Self::Struct => "struct",
            Self::Field => "field",
            Self::Parameters => "parameters",
            Self::Parameter => "parameter",
            Self::Enum => "enum",
            Self::Member => "member",
            Self::Polymorphic => "any",
            Self::Subtype => "subtype",
            Self::Constant => "const",
            Self::Place => "place",
            Self::Key => "key",
            Self::Navigation => "way",
            Self::Operation => "fn",
        }
    }

    /// What it is to a reader.
    pub fn noun(self) -> &'static str {
        match self {
            Self::Crate => "crate",
            Self::Struct => "type",
            Self::Field => "property",
            Self::Parameters => "parameters of an action",
            Self::Parameter => "parameter",
            Self::Enum => "enumeration",
            Self::Member => "enum member",
            Self::Polymorphic => "enum of subtypes",
            Self::Subtype => "subtype",
            Self::Constant => "property constant",
            Self::Place => "place",
            Self::Key => "key",
            Self::Navigation => "navigation",
            Self::Operation => "operation",
        }
    }

    pub(super) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

impl Surface {
    /// An item.
    pub fn get(&self, name: &str, kind: Kind) -> Option<&Item> {
        self.items.get(&(name.to_owned(), kind))
    }

    pub(super) fn add(&mut self, name: String, kind: Kind, item: Item) {
        self.items.insert((name, kind), item);
    }
}

impl Item {
    /// What is known of it in one respect.
    pub fn facet(&self, facet: Facet) -> Option<&str> {
        self.facets.get(&facet).map(String::as_str)
    }

    pub(super) fn new(docs: &[String]) -> Self {
        Self {
            facets: BTreeMap::new(),
            docs: Some(digest(docs)),
        }
    }

    /// With why it should no longer be used, where it should not.
    pub(super) fn deprecated(self, note: Option<&String>) -> Self {
        match note {
            Some(note) => self.with(Facet::Deprecated, note),
            None => self,
        }
    }

    /// With one facet more; without it where there is nothing to say.
    pub(super) fn with(mut self, facet: Facet, value: impl Into<String>) -> Self {
        let value = value.into();
        if !value.is_empty() {
            self.facets.insert(facet, value);
        }
        self
    }
}

/// FNV-1a of 64 bits over the lines, each with its end. It is kept in files, so that it must not change with the program that made it; that
/// nobody can make two texts of one digest is not asked of it.
fn digest(docs: &[String]) -> u64 {
    let bytes = docs.iter().flat_map(|line| line.bytes().chain([b'\n']));
    bytes.fold(0xcbf2_9ce4_8422_2325, |digest, byte| {
        (digest ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
