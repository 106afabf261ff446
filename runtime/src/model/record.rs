//! Structured types: one table each, one loop for all.

use std::borrow::Cow;
use std::fmt;

use super::failure::Failure;
use super::reader::{Kind, Reader};
use super::slot::{Empty, Slot};
use super::value::Codec;
use super::view::View;
use super::writer::Writer;

/// What came with an object besides the properties its type names: annotations such as
/// `@odata.type`, properties of open types, and properties that are newer than the description.
///
/// A property the type does name is here in two cases. If it was `null`, it is here as `null`, so
/// that null and absent stay different; put it here to send `null`. If it was an array with a
/// `null` among its items where none is allowed, the array is here as it came, and the field is
/// empty.
pub type AdditionalData = serde_json::Map<String, serde_json::Value>;

/// The names of a structured type.
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
///
/// Three functions, because a crate may have thousands of records and pays for every function it
/// writes; the place of the additional data is in the table for the same reason.
pub trait Record: 'static {
    /// The names of the type.
    fn shape(&self) -> &'static Shape;

    /// The place of the property at `index` of [`Shape::names`]; for every other index that of the
    /// additional data.
    fn slot(&self, index: usize) -> &dyn Slot;

    /// As [`slot`](Record::slot).
    fn slot_mut(&mut self, index: usize) -> &mut dyn Slot;
}

/// An index that no property has.
const ADDITIONAL_DATA: usize = usize::MAX;

/// Reads an object into `record`. Of a name that comes twice, the last counts.
///
/// # Errors
///
/// The text is not valid JSON, or a property is not of the kind its type asks for.
pub(crate) fn read_record(record: &mut dyn Record, reader: &mut Reader<'_>) -> Result<(), Failure> {
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
        record.slot_mut(index).assign(&Empty);
        return keep(record, Cow::Borrowed(name), reader);
    }
    let start = reader.mark();
    match record.slot_mut(index).read(reader) {
        Ok(()) => {
            if let Some(data) = additional_data_mut(record) {
                data.remove(name);
            }
            Ok(())
        }
        Err(failure) if failure.may_keep() => {
            reader.rewind(start);
            record.slot_mut(index).assign(&Empty);
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
    if let Some(data) = additional_data_mut(record) {
        data.insert(name.into_owned(), value);
    }
    Ok(())
}

/// Writes `record` as an object: the properties that are set in the order of their names, then the
/// additional data that no property that is set replaces.
pub(super) fn write_record(record: &dyn Record, writer: &mut Writer) {
    writer.begin_object();
    for (name, value) in set_properties(record) {
        writer.name(name);
        value.write(writer);
    }
    let shape = record.shape();
    let is_set = |index| record.slot(index).view().is_some();
    for (name, value) in additional_data(record).into_iter().flatten() {
        if !shape.find(name).is_some_and(is_set) {
            writer.name(name);
            View::Json(value).write(writer);
        }
    }
    writer.end_object();
}

/// A copy of `record`.
pub fn copy<R: Record + Default>(record: &R) -> R {
    let mut copy = R::default();
    copy_slots(record, &mut copy);
    copy
}

fn copy_slots(from: &dyn Record, to: &mut dyn Record) {
    let properties = 0..from.shape().names.len();
    for index in properties.chain([ADDITIONAL_DATA]) {
        let slot = from.slot(index);
        if slot.view().is_some() {
            to.slot_mut(index).assign(slot);
        }
    }
}

/// Whether two records of one type have the same properties and the same additional data.
pub fn equal(one: &dyn Record, other: &dyn Record) -> bool {
    let same = |index| one.slot(index).view() == other.slot(index).view();
    (0..one.shape().names.len())
        .chain([ADDITIONAL_DATA])
        .all(same)
}

/// Shows what is set, by the names in JSON.
///
/// # Errors
///
/// Those of the formatter.
pub fn debug(record: &dyn Record, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let name = record.shape().type_name;
    let mut shown = f.debug_struct(name.rsplit('.').next().unwrap_or(name));
    for (name, value) in set_properties(record) {
        shown.field(name, &value);
    }
    if let Some(data) = additional_data(record).filter(|data| !data.is_empty()) {
        shown.field("additional_data", data);
    }
    shown.finish()
}

fn set_properties(record: &dyn Record) -> impl Iterator<Item = (&'static str, View<'_>)> {
    let names = record.shape().names.iter().enumerate();
    names.filter_map(|(index, name)| Some((*name, record.slot(index).view()?)))
}

fn additional_data(record: &dyn Record) -> Option<&AdditionalData> {
    record.slot(ADDITIONAL_DATA).additional_data()
}

fn additional_data_mut(record: &mut dyn Record) -> Option<&mut AdditionalData> {
    record.slot_mut(ADDITIONAL_DATA).additional_data_mut()
}

/// The codec of records.
#[derive(Debug)]
pub enum RecordCodec {}

impl<R: Record + Default> Codec<R> for RecordCodec {
    fn view(record: &R) -> View<'_> {
        View::Record(record)
    }

    fn read(reader: &mut Reader<'_>) -> Result<R, Failure> {
        let mut record = R::default();
        read_record(&mut record, reader)?;
        Ok(record)
    }

    fn read_into(slot: &mut Option<R>, reader: &mut Reader<'_>) -> Result<(), Failure> {
        read_record(put_default::<R>(slot), reader)
    }

    fn read_boxed(reader: &mut Reader<'_>) -> Result<Box<R>, Failure> {
        let mut record = Box::<R>::default();
        read_record(&mut *record, reader)?;
        Ok(record)
    }

    fn read_item(items: &mut Vec<R>, reader: &mut Reader<'_>) -> Result<(), Failure> {
        read_record(push_default::<R>(items), reader)
    }
}

/// Puts an empty record where it is going to be read. In a function of its own, so that the stack
/// it takes is free again before the record is read.
fn put_default<R: Default>(slot: &mut Option<R>) -> &mut R {
    slot.insert(R::default())
}

/// The same at the end of a collection.
fn push_default<R: Default>(items: &mut Vec<R>) -> &mut R {
    let index = items.len();
    items.push(R::default());
    &mut items[index]
}

/// Writes the impls that every record has; needs [`Record`] and [`Default`].
///
/// Each is a call of a function that is the same for all: what `derive` would write is compiled
/// field by field, for every record of a crate.
#[doc(hidden)]
#[macro_export]
macro_rules! record {
    ($name:ident) => {
        impl $crate::codegen::Value for $name {
            type Codec = $crate::codegen::RecordCodec;
        }

        impl ::core::clone::Clone for $name {
            fn clone(&self) -> Self {
                $crate::codegen::copy(self)
            }
        }

        impl ::core::cmp::PartialEq for $name {
            fn eq(&self, other: &Self) -> bool {
                $crate::codegen::equal(self, other)
            }
        }

        impl ::core::fmt::Debug for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::codegen::debug(self, f)
            }
        }

        $crate::model_through_json!($name);
    };
}
