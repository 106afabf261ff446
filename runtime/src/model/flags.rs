//! Sets of members of a flags enumeration.

use std::fmt;

use super::failure::Failure;
use super::open_enum::OpenEnum;
use super::reader::Reader;
use super::value::{Codec, Plain, Value};
use super::view::{List, View};
use crate::literal::Literal;

/// A set of members of a flags enumeration; in JSON their names, joined by commas (OData JSON
/// Format 4.01, section 7.1).
///
/// Members keep the order they came in, and those that the description does not know are kept as
/// they came. Two sets are equal if they have the same members.
///
/// ```
/// # use msgraph_runtime::{Flags, codegen as rt};
/// # enum Day { Monday, Tuesday, Unrecognized(String) }
/// # impl Day {
/// #     fn as_str(&self) -> &str {
/// #         match self { Self::Monday => "monday", Self::Tuesday => "tuesday", Self::Unrecognized(name) => name }
/// #     }
/// # }
/// # impl From<&str> for Day {
/// #     fn from(name: &str) -> Self {
/// #         match name { "monday" => Self::Monday, "tuesday" => Self::Tuesday, _ => Self::Unrecognized(name.to_owned()) }
/// #     }
/// # }
/// # rt::open_enum!(Day);
/// let mut days: Flags<Day> = [Day::Tuesday].into_iter().collect();
/// days.insert(Day::Monday);
/// assert_eq!(days.to_string(), "tuesday,monday");
/// ```
#[derive(Clone)]
pub struct Flags<E> {
    members: Vec<E>,
}

impl<E: OpenEnum> Flags<E> {
    /// The empty set.
    pub fn new() -> Self {
        Self::default()
    }

    /// The members, in the order they were put in.
    pub fn iter(&self) -> std::slice::Iter<'_, E> {
        self.members.iter()
    }

    /// Whether there are no members. A set that came as `none` is not empty: it has the member of
    /// that name.
    pub fn is_empty(&self) -> bool {
        self.members.is_empty()
    }

    /// Whether `member` is in the set.
    pub fn contains(&self, member: &E) -> bool {
        self.position(member).is_some()
    }

    /// Puts `member` in; false if it was in.
    pub fn insert(&mut self, member: E) -> bool {
        let new = !self.contains(&member);
        if new {
            self.members.push(member);
        }
        new
    }

    /// Takes `member` out; false if it was not in.
    pub fn remove(&mut self, member: &E) -> bool {
        let position = self.position(member);
        position.map(|at| self.members.remove(at)).is_some()
    }

    fn position(&self, member: &E) -> Option<usize> {
        self.iter().position(|other| other.name() == member.name())
    }
}

impl<E> Default for Flags<E> {
    fn default() -> Self {
        Self {
            members: Vec::new(),
        }
    }
}

impl<E: OpenEnum> From<&str> for Flags<E> {
    /// Reads the names of members, joined by commas.
    fn from(names: &str) -> Self {
        names
            .split(',')
            .map(str::trim)
            .filter(|name| !name.is_empty())
            .map(E::from)
            .collect()
    }
}

impl<E: OpenEnum> From<E> for Flags<E> {
    fn from(member: E) -> Self {
        Self {
            members: vec![member],
        }
    }
}

impl<E: OpenEnum> FromIterator<E> for Flags<E> {
    fn from_iter<I: IntoIterator<Item = E>>(members: I) -> Self {
        let mut flags = Self::default();
        flags.extend(members);
        flags
    }
}

impl<E: OpenEnum> Extend<E> for Flags<E> {
    fn extend<I: IntoIterator<Item = E>>(&mut self, members: I) {
        for member in members {
            self.insert(member);
        }
    }
}

impl<E> IntoIterator for Flags<E> {
    type Item = E;
    type IntoIter = std::vec::IntoIter<E>;

    fn into_iter(self) -> Self::IntoIter {
        self.members.into_iter()
    }
}

impl<'a, E> IntoIterator for &'a Flags<E> {
    type Item = &'a E;
    type IntoIter = std::slice::Iter<'a, E>;

    fn into_iter(self) -> Self::IntoIter {
        self.members.iter()
    }
}

impl<E: OpenEnum> PartialEq for Flags<E> {
    fn eq(&self, other: &Self) -> bool {
        self.members.len() == other.members.len()
            && self.iter().all(|member| other.contains(member))
    }
}

impl<E: OpenEnum> Eq for Flags<E> {}

impl<E: OpenEnum> fmt::Display for Flags<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, member) in self.iter().enumerate() {
            let separator = if at == 0 { "" } else { "," };
            write!(f, "{separator}{}", member.name())?;
        }
        Ok(())
    }
}

impl<E: OpenEnum> fmt::Debug for Flags<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Flags({self})")
    }
}

impl<E: OpenEnum> From<Flags<E>> for Literal {
    fn from(flags: Flags<E>) -> Self {
        Self::from(flags.to_string())
    }
}

impl<E: OpenEnum> Value for Flags<E> {
    type Codec = Plain;
}

impl<E: OpenEnum> Codec<Flags<E>> for Plain {
    fn view(value: &Flags<E>) -> View<'_> {
        View::Flags(value)
    }

    fn read(reader: &mut Reader<'_>) -> Result<Flags<E>, Failure> {
        Ok(Flags::from(reader.string()?.as_ref()))
    }
}

impl<E: OpenEnum> List for Flags<E> {
    fn get(&self, index: usize) -> Option<View<'_>> {
        Some(View::Text(self.members.get(index)?.name()))
    }
}

impl<E: OpenEnum> serde::Serialize for Flags<E> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de, E: OpenEnum> serde::Deserialize<'de> for Flags<E> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        super::bridge::deserialize(deserializer)
    }
}
