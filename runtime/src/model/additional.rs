//! What came with an object besides the properties that its type names.

use std::fmt;
use std::ops::Index;

use serde_json::Value;

use super::record::Shape;

/// What came with an object besides the properties its type names: annotations such as
/// `@odata.type`, properties of open types, and properties that are newer than the description.
///
/// A property the type does name is here in two cases. If it was `null`, it is here as `null`, so
/// that null and absent stay different ([`Property::state`](crate::Property::state) tells them
/// apart); put it here to send `null`. If it was an array with a `null` among its items where none
/// is allowed, the array is here as it came, and the field is empty.
///
/// A map from names to JSON values, in the order of the names. Where there is nothing, it takes the
/// space of a pointer.
///
/// ```
/// # use msgraph_runtime::AdditionalData;
/// let mut data = AdditionalData::new();
/// data.insert("@odata.type", "#microsoft.graph.user");
/// assert_eq!(data["@odata.type"], "#microsoft.graph.user");
/// assert_eq!(data.get("notes"), None);
/// ```
#[derive(Clone, Default)]
pub struct AdditionalData(Option<Box<Entries>>);

#[derive(Clone, Default)]
struct Entries {
    /// Sorted by name; none of the names is among the nulls.
    others: Vec<(String, Value)>,
    /// The properties that the type names and that were `null`, sorted. A service sends many of them, and this is the least that one can
    /// take without a type at hand.
    nulls: Vec<&'static str>,
}

/// What a property that was `null` holds.
static NULL: Value = Value::Null;

impl AdditionalData {
    /// Nothing.
    pub const fn new() -> Self {
        Self(None)
    }

    /// Whether there is nothing.
    pub fn is_empty(&self) -> bool {
        self.iter().next().is_none()
    }

    /// How many names there are.
    pub fn len(&self) -> usize {
        self.iter().count()
    }

    /// The value of that name.
    pub fn get(&self, name: &str) -> Option<&Value> {
        let entries = self.0.as_deref()?;
        match entries.find(name) {
            Ok(at) => entries.others.get(at).map(|(_, value)| value),
            Err(_) => entries.find_null(name).map(|_| &NULL),
        }
    }

    /// Whether there is a value of that name.
    pub fn contains_key(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// Puts a value in, and gives the one that was there.
    pub fn insert(&mut self, name: impl Into<String>, value: impl Into<Value>) -> Option<Value> {
        let (name, value) = (name.into(), value.into());
        let entries = self.0.get_or_insert_default();
        let null = entries.remove_null(&name);
        match entries.find(&name) {
            Ok(at) => {
                let (_, old) = entries.others.get_mut(at)?;
                Some(std::mem::replace(old, value))
            }
            Err(at) => {
                entries.others.insert(at, (name, value));
                null
            }
        }
    }

    /// Takes a value out.
    pub fn remove(&mut self, name: &str) -> Option<Value> {
        let entries = self.0.as_deref_mut()?;
        match entries.find(name) {
            Ok(at) => Some(entries.others.remove(at).1),
            Err(_) => entries.remove_null(name),
        }
    }

    /// The names and values, in the order of the names.
    pub fn iter(&self) -> Iter<'_> {
        let entries = self.0.as_deref();
        Iter {
            others: entries.map_or(&[], |entries| &entries.others),
            nulls: self.nulls(),
        }
    }

    /// Puts in what was `null` of the properties that a type names. Nothing is there yet under these names.
    pub(super) fn put_nulls(&mut self, nulls: &Nulls) {
        let entries = self.0.get_or_insert_default();
        let are_sorted = entries.nulls.is_empty();
        entries.nulls.reserve_exact(nulls.len());
        entries.nulls.extend(nulls.iter());
        if !are_sorted {
            entries.nulls.sort_unstable();
        }
    }

    /// The properties that the type names and that were `null`, sorted.
    pub(super) fn nulls(&self) -> &[&'static str] {
        let entries = self.0.as_deref();
        entries.map_or(&[], |entries| &entries.nulls)
    }

    /// What is not among those.
    pub(super) fn others(&self) -> Iter<'_> {
        Iter {
            nulls: &[],
            ..self.iter()
        }
    }
}

impl Entries {
    fn find(&self, name: &str) -> Result<usize, usize> {
        self.others
            .binary_search_by(|(other, _)| other.as_str().cmp(name))
    }

    fn find_null(&self, name: &str) -> Option<usize> {
        self.nulls.binary_search(&name).ok()
    }

    fn remove_null(&mut self, name: &str) -> Option<Value> {
        self.nulls.remove(self.find_null(name)?);
        Some(Value::Null)
    }
}

/// Which properties of a type were `null`, while it is being read.
#[derive(Debug)]
pub(super) struct Nulls {
    names: &'static [&'static str],
    /// A bit for each name; empty before one is set.
    bits: Vec<u64>,
}

/// How many names a word of bits stands for.
const WORD: usize = u64::BITS as usize;

impl Nulls {
    /// None of the properties of a type.
    pub(super) fn of(shape: &'static Shape) -> Self {
        Self {
            names: shape.names,
            bits: Vec::new(),
        }
    }

    /// Whether there is none.
    pub(super) fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Says whether the property at `index` was `null`.
    pub(super) fn set(&mut self, index: usize, is_null: bool) {
        if is_null && self.bits.is_empty() {
            self.bits.resize(self.names.len().div_ceil(WORD), 0);
        }
        if let Some(word) = self.bits.get_mut(index / WORD) {
            let bit = 1 << (index % WORD);
            *word = if is_null { *word | bit } else { *word & !bit };
        }
    }

    fn len(&self) -> usize {
        self.bits
            .iter()
            .map(|word| word.count_ones() as usize)
            .sum()
    }

    /// The names, sorted.
    fn iter(&self) -> impl Iterator<Item = &'static str> {
        let words = self.bits.iter().zip(self.names.chunks(WORD));
        words.flat_map(|(word, names)| {
            let names = names.iter().enumerate();
            names.filter_map(move |(at, name)| (word >> at & 1 == 1).then_some(*name))
        })
    }
}

/// The names and values of [`AdditionalData`], in the order of the names.
#[derive(Clone)]
pub struct Iter<'a> {
    others: &'a [(String, Value)],
    nulls: &'a [&'static str],
}

impl<'a> Iterator for Iter<'a> {
    type Item = (&'a str, &'a Value);

    fn next(&mut self) -> Option<Self::Item> {
        let other = self.others.split_first();
        match (self.nulls.split_first(), other) {
            (Some((null, rest)), other)
                if other.is_none_or(|((other, _), _)| *null < other.as_str()) =>
            {
                self.nulls = rest;
                Some((null, &NULL))
            }
            (_, Some(((name, value), rest))) => {
                self.others = rest;
                Some((name, value))
            }
            _ => None,
        }
    }
}

impl<'a> IntoIterator for &'a AdditionalData {
    type Item = (&'a str, &'a Value);
    type IntoIter = Iter<'a>;

    fn into_iter(self) -> Iter<'a> {
        self.iter()
    }
}

impl<N: Into<String>, V: Into<Value>> Extend<(N, V)> for AdditionalData {
    fn extend<I: IntoIterator<Item = (N, V)>>(&mut self, entries: I) {
        for (name, value) in entries {
            self.insert(name, value);
        }
    }
}

impl<N: Into<String>, V: Into<Value>> FromIterator<(N, V)> for AdditionalData {
    fn from_iter<I: IntoIterator<Item = (N, V)>>(entries: I) -> Self {
        let mut data = Self::new();
        data.extend(entries);
        data
    }
}

impl From<serde_json::Map<String, Value>> for AdditionalData {
    fn from(map: serde_json::Map<String, Value>) -> Self {
        map.into_iter().collect()
    }
}

impl Index<&str> for AdditionalData {
    type Output = Value;

    /// The value of that name.
    ///
    /// # Panics
    ///
    /// If there is none.
    fn index(&self, name: &str) -> &Value {
        self.get(name)
            .expect("the additional data has a value of that name")
    }
}

impl PartialEq for AdditionalData {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

impl fmt::Debug for AdditionalData {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self).finish()
    }
}

impl fmt::Debug for Iter<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.clone()).finish()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::{Strategy, any, prop, prop_oneof, proptest};
    use serde_json::Value;

    use super::{AdditionalData, Nulls};
    use crate::model::Shape;

    static SHAPE: Shape = Shape {
        type_name: "a.type",
        names: &["a", "b", "c", "d"],
    };

    fn with_nulls(indexes: &[usize]) -> AdditionalData {
        let mut nulls = Nulls::of(&SHAPE);
        indexes.iter().for_each(|index| nulls.set(*index, true));
        let mut data = AdditionalData::new();
        data.put_nulls(&nulls);
        data
    }

    #[derive(Clone, Debug)]
    enum Step {
        Insert(String, Value),
        Remove(String),
    }

    fn steps() -> impl Strategy<Value = Vec<Step>> {
        let value = prop_oneof![
            any::<u8>().prop_map(Value::from),
            any::<bool>().prop_map(|_| Value::Null)
        ];
        let step = prop_oneof![
            ("[a-e@]", value).prop_map(|(name, value)| Step::Insert(name, value)),
            "[a-e@]".prop_map(Step::Remove),
        ];
        prop::collection::vec(step, 0..20)
    }

    proptest! {
        #[test]
        fn is_a_map(nulls in prop::collection::btree_set(0..4usize, 0..4), steps in steps()) {
            let nulls: Vec<usize> = nulls.into_iter().collect();
            let mut data = with_nulls(&nulls);
            let names = nulls.iter().map(|index| SHAPE.names[*index].to_owned());
            let mut map: BTreeMap<String, Value> = names.map(|name| (name, Value::Null)).collect();
            for step in steps {
                match step {
                    Step::Insert(name, value) => {
                        assert_eq!(data.insert(name.clone(), value.clone()), map.insert(name, value));
                    }
                    Step::Remove(name) => assert_eq!(data.remove(&name), map.remove(&name)),
                }
            }
            assert!(data.iter().eq(map.iter().map(|(name, value)| (name.as_str(), value))));
            assert_eq!((data.len(), data.is_empty()), (map.len(), map.is_empty()));
            for name in ["a", "b", "c", "d", "e", "@"] {
                assert_eq!(data.get(name), map.get(name));
            }
            assert_eq!(data, map.into_iter().collect());
        }
    }

    #[test]
    fn a_null_is_a_null_however_it_came() {
        let read = with_nulls(&[0, 2]);
        let written: AdditionalData = [("c", Value::Null), ("a", Value::Null)]
            .into_iter()
            .collect();
        assert_eq!(read, written);
        assert_eq!(format!("{read:?}"), r#"{"a": Null, "c": Null}"#);
        assert_ne!(read, AdditionalData::new());
    }

    #[test]
    fn nothing_takes_no_space() {
        assert_eq!(size_of::<AdditionalData>(), size_of::<usize>());
        let mut emptied = with_nulls(&[1]);
        emptied.remove("b");
        assert_eq!(emptied, AdditionalData::new());
    }
}
