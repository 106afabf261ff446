//! Structured types: one table each, one loop for all.

use std::borrow::Cow;

use super::failure::Failure;
use super::reader::{Kind, Reader};
use super::slot::Slot;
use super::value::Value;
use super::writer::Writer;

/// What came with an object besides the properties its type names: annotations such as
/// `@odata.type`, properties of open types, and properties that are newer than the description.
///
/// A property the type does name is here in two cases. If it was `null`, it is here as `null`, so
/// that null and absent stay different; put it here to send `null`. If it was an array with a
/// `null` among its items where none is allowed, the array is here as it came, and the field is
/// empty.
pub type AdditionalData = serde_json::Map<String, serde_json::Value>;

/// The table of a structured type.
#[derive(Debug)]
pub struct Shape {
    /// The qualified name of the type, such as `microsoft.graph.application`.
    pub type_name: &'static str,
    /// The JSON names of its properties, inherited ones included, sorted by bytes.
    pub names: &'static [&'static str],
}

impl Shape {
    fn find(&self, name: &str) -> Option<usize> {
        self.names.binary_search(&name).ok()
    }
}

/// A structured type: an entity type, a complex type, or the parameters of an action.
pub trait Record {
    /// The table of the type.
    fn shape(&self) -> &'static Shape;

    /// The property at `index` of [`Shape::names`].
    fn slot(&self, index: usize) -> &dyn Slot;

    /// The property at `index` of [`Shape::names`].
    fn slot_mut(&mut self, index: usize) -> &mut dyn Slot;

    /// What the type does not name.
    fn additional_data(&self) -> &AdditionalData;

    /// What the type does not name.
    fn additional_data_mut(&mut self) -> &mut AdditionalData;
}

/// Reads an object into `record`. Of a name that comes twice, the last counts.
///
/// # Errors
///
/// The text is not valid JSON, or a property is not of the kind its type asks for.
pub fn read_record(record: &mut dyn Record, reader: &mut Reader<'_>) -> Result<(), Failure> {
    let shape = record.shape();
    let found = reader.peek()?;
    if found != Kind::Object {
        let expected = format!("an object (`{}`)", shape.type_name);
        return Err(Failure::mismatch(&expected, found.describe()));
    }
    reader.begin_object("an object")?;
    let mut first = true;
    while let Some(name) = reader.next_name(&mut first)? {
        let read = match shape.find(&name) {
            Some(index) => read_known(record, index, &name, reader),
            None => keep(record, name.clone(), reader),
        };
        read.map_err(|failure| failure.in_property(&name))?;
    }
    Ok(())
}

fn read_known(
    record: &mut dyn Record,
    index: usize,
    name: &str,
    reader: &mut Reader<'_>,
) -> Result<(), Failure> {
    if reader.peek()? == Kind::Null {
        record.slot_mut(index).clear();
        return keep(record, Cow::Borrowed(name), reader);
    }
    let start = reader.mark();
    match record.slot_mut(index).read(reader) {
        Ok(()) => {
            record.additional_data_mut().remove(name);
            Ok(())
        }
        Err(failure) if failure.may_keep() => {
            reader.rewind(start);
            record.slot_mut(index).clear();
            keep(record, Cow::Borrowed(name), reader)
        }
        Err(failure) => Err(failure),
    }
}

fn keep(
    record: &mut dyn Record,
    name: Cow<'_, str>,
    reader: &mut Reader<'_>,
) -> Result<(), Failure> {
    let value = reader.untyped()?;
    record
        .additional_data_mut()
        .insert(name.into_owned(), value);
    Ok(())
}

/// Writes `record` as an object: the properties that are set in the order of their names, then the
/// additional data that no property that is set replaces.
pub fn write_record(record: &dyn Record, writer: &mut Writer) {
    let shape = record.shape();
    writer.begin_object();
    for (index, name) in shape.names.iter().enumerate() {
        let slot = record.slot(index);
        if slot.is_set() {
            writer.name(name);
            slot.write(writer);
        }
    }
    for (name, value) in record.additional_data() {
        let replaced = shape
            .find(name)
            .is_some_and(|index| record.slot(index).is_set());
        if !replaced {
            writer.name(name);
            value.write(writer);
        }
    }
    writer.end_object();
}

/// Appends an empty record, to be read into where it is. In a function of its own, so that the
/// stack it takes is free again before the record is read.
pub fn push_default<T: Default>(items: &mut Vec<T>) -> &mut T {
    let index = items.len();
    items.push(T::default());
    &mut items[index]
}

/// Writes the impls that every record has; needs [`Record`] and [`Default`].
#[doc(hidden)]
#[macro_export]
macro_rules! record {
    ($name:ident) => {
        impl $crate::codegen::Value for $name {
            fn read(
                reader: &mut $crate::codegen::Reader<'_>,
            ) -> ::core::result::Result<Self, $crate::codegen::Failure> {
                let mut record = <Self as ::core::default::Default>::default();
                $crate::codegen::read_record(&mut record, reader)?;
                ::core::result::Result::Ok(record)
            }

            fn read_boxed(
                reader: &mut $crate::codegen::Reader<'_>,
            ) -> ::core::result::Result<::std::boxed::Box<Self>, $crate::codegen::Failure> {
                let mut record = <::std::boxed::Box<Self> as ::core::default::Default>::default();
                $crate::codegen::read_record(&mut *record, reader)?;
                ::core::result::Result::Ok(record)
            }

            fn read_item(
                items: &mut ::std::vec::Vec<Self>,
                reader: &mut $crate::codegen::Reader<'_>,
            ) -> ::core::result::Result<(), $crate::codegen::Failure> {
                $crate::codegen::read_record($crate::codegen::push_default::<Self>(items), reader)
            }

            fn write(&self, writer: &mut $crate::codegen::Writer) {
                $crate::codegen::write_record(self, writer)
            }
        }

        $crate::through_json!($name);
    };
}
