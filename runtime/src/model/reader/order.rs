//! Names in the order in which they come.
//!
//! A service writes the properties of a type in the same order each time, and that order is not the sorted one of a table. So what came
//! after a name the last time is tried first; only if it is something else is it searched for.

/// How many successors are remembered. More make the reader larger; fewer make types take each other's place.
const REMEMBERED: usize = 256;

/// What came after which name. A successor is a guess that is always checked, so it does not matter whose it is.
#[derive(Clone, Debug)]
pub(super) struct Orders([u16; REMEMBERED]);

/// A place in an object: the name that came last.
#[derive(Debug)]
pub(in crate::model) struct Order {
    /// Where the successors of the type begin.
    base: usize,
    /// The number of the name that came last, counted from 1; 0 at the beginning.
    last: usize,
}

impl Default for Orders {
    fn default() -> Self {
        Self([0; REMEMBERED])
    }
}

impl Order {
    /// The beginning of an object of the type that has these names.
    pub(in crate::model) fn of(names: &'static [&'static str]) -> Self {
        // Tables of different types lie at different addresses, at least the length of a name and a pointer apart.
        let address = names.as_ptr().addr();
        Self {
            base: address / size_of::<&str>(),
            last: 0,
        }
    }
}

impl Orders {
    /// The index of `name` in `names`, which are sorted.
    pub(super) fn find(&mut self, order: &mut Order, names: &[&str], name: &str) -> Option<usize> {
        let remembered = &mut self.0[(order.base + order.last) % REMEMBERED];
        let guess = usize::from(*remembered);
        let index = match names.get(guess) {
            Some(guessed) if *guessed == name => guess,
            _ => {
                let index = search(names, name)?;
                // A type with more names is searched each time.
                *remembered = u16::try_from(index).unwrap_or_default();
                index
            }
        };
        order.last = index + 1;
        Some(index)
    }
}

/// The index of `name` in `names`, which are sorted.
fn search(names: &[&str], name: &str) -> Option<usize> {
    let prefix = prefix(name);
    let compare = |other: &&str| {
        self::prefix(other)
            .cmp(&prefix)
            .then_with(|| (*other).cmp(name))
    };
    names.binary_search_by(compare).ok()
}

/// The first eight bytes, as a number that is ordered as they are. Most names differ in them, and numbers are compared in no time.
fn prefix(name: &str) -> u64 {
    let bytes = name.as_bytes();
    u64::from_be_bytes(bytes.first_chunk().copied().unwrap_or_else(|| {
        let mut padded = [0; 8];
        padded
            .iter_mut()
            .zip(bytes)
            .for_each(|(to, from)| *to = *from);
        padded
    }))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, prop, proptest};

    use super::{Order, Orders, search};

    proptest! {
        #[test]
        fn what_is_there_is_found(mut names in prop::collection::vec("[a-c\u{0}é]{0,10}", 0..30), other: String) {
            names.sort_unstable();
            names.dedup();
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            for name in names.iter().copied().chain([other.as_str()]) {
                assert_eq!(search(&names, name), names.binary_search(&name).ok());
            }
        }

        #[test]
        fn any_order_is_found(order in prop::collection::vec(any::<prop::sample::Index>(), 0..60)) {
            static NAMES: &[&str] = &["a", "b", "businessPhones", "c", "displayName", "givenName", "id"];
            let mut orders = Orders::default();
            let mut place = Order::of(NAMES);
            for index in order {
                let index = index.index(NAMES.len());
                assert_eq!(orders.find(&mut place, NAMES, NAMES[index]), Some(index));
                assert_eq!(orders.find(&mut place, NAMES, "x"), None);
            }
        }
    }
}
