//! One property of a record, seen from the shared loop.

use super::failure::Failure;
use super::reader::Reader;
use super::value::Value;
use super::writer::Writer;

/// A place for the value of one property.
pub trait Slot {
    /// Reads the value that comes next, which is not `null`.
    ///
    /// # Errors
    ///
    /// The text is not valid JSON, or the value is not of the kind the property's type asks for.
    fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), Failure>;

    /// Writes the value; `null` if there is none.
    fn write(&self, writer: &mut Writer);

    /// Whether there is a value.
    fn is_set(&self) -> bool;

    /// Removes the value.
    fn clear(&mut self);
}

impl<T: Value> Slot for Option<T> {
    fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), Failure> {
        *self = Some(T::read(reader)?);
        Ok(())
    }

    fn write(&self, writer: &mut Writer) {
        match self {
            Some(value) => value.write(writer),
            None => writer.raw("null"),
        }
    }

    fn is_set(&self) -> bool {
        self.is_some()
    }

    fn clear(&mut self) {
        *self = None;
    }
}

/// The slot for an index that the type does not have; what is read into it is kept as additional
/// data.
struct NoSlot;

impl Slot for NoSlot {
    fn read(&mut self, _: &mut Reader<'_>) -> Result<(), Failure> {
        Err(Failure::no_room("nothing", "a value"))
    }

    fn write(&self, writer: &mut Writer) {
        writer.raw("null");
    }

    fn is_set(&self) -> bool {
        false
    }

    fn clear(&mut self) {}
}

/// What [`Record::slot`](super::Record::slot) gives for an index that the type does not have.
pub fn no_slot(_index: usize) -> &'static dyn Slot {
    &NoSlot
}

/// What [`Record::slot_mut`](super::Record::slot_mut) gives for an index that the type does not
/// have.
pub fn no_slot_mut(_index: usize) -> &'static mut dyn Slot {
    // `NoSlot` has no size, so nothing is allocated and nothing leaks.
    Box::leak(Box::new(NoSlot))
}
