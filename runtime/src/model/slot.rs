//! One property of a record, seen from the shared loop.

use std::any::Any;

use super::additional::AdditionalData;
use super::failure::Failure;
use super::reader::Reader;
use super::value::{Codec, Value};
use super::view::View;

/// A place for the value of one property, or for the additional data of a record.
pub trait Slot: Any {
    /// The value, if there is one.
    fn view(&self) -> Option<View<'_>>;

    /// Reads the value that comes next, which is not `null`. After an error the place may hold a
    /// part of it.
    ///
    /// # Errors
    ///
    /// The text is not valid JSON, or the value is not of the kind the property's type asks for.
    fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), Failure>;

    /// Takes a copy of what `from` holds; nothing if it is a place for values of another type, such
    /// as `Empty`.
    fn assign(&mut self, from: &dyn Slot);
}

impl dyn Slot {
    /// The additional data, if this is the place for it. No functions of the trait, because these
    /// would be compiled for each type of field.
    pub(super) fn additional_data(&self) -> Option<&AdditionalData> {
        (self as &dyn Any).downcast_ref()
    }

    /// As [`additional_data`](Self::additional_data).
    pub(super) fn additional_data_mut(&mut self) -> Option<&mut AdditionalData> {
        (self as &mut dyn Any).downcast_mut()
    }
}

impl<T: Value> Slot for Option<T> {
    fn view(&self) -> Option<View<'_>> {
        #[allow(
            clippy::manual_map,
            reason = "`map` would be one more function to compile for each type of field"
        )]
        match self {
            Some(value) => Some(T::Codec::view(value)),
            None => None,
        }
    }

    fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), Failure> {
        T::Codec::read_into(self, reader)
    }

    fn assign(&mut self, from: &dyn Slot) {
        *self = match (from as &dyn Any).downcast_ref::<Self>() {
            Some(Some(value)) => Some(T::Codec::copy(value)),
            _ => None,
        };
    }
}

impl Slot for AdditionalData {
    fn view(&self) -> Option<View<'_>> {
        Some(View::Object(self))
    }

    fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), Failure> {
        *self = <Self as Value>::read(reader)?;
        Ok(())
    }

    fn assign(&mut self, from: &dyn Slot) {
        *self = from.additional_data().cloned().unwrap_or_default();
    }
}

/// A place that never holds anything.
pub(super) struct Empty;

impl Slot for Empty {
    fn view(&self) -> Option<View<'_>> {
        None
    }

    fn read(&mut self, _: &mut Reader<'_>) -> Result<(), Failure> {
        Err(Failure::no_room("nothing", "a value"))
    }

    fn assign(&mut self, _: &dyn Slot) {}
}
