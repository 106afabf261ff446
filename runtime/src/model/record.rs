//! Structured types: one table each, one loop for all.

use std::any::Any;
use std::fmt;

use super::additional::{AdditionalData, Nulls};
use super::failure::Failure;
use super::polymorphic::{TYPE_ANNOTATION, is_type_annotation};
use super::reader::{Kind, Order, Reader};
use super::slot::{Empty, Slot};
use super::value::Codec;
use super::view::View;
use super::writer::Writer;

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
pub trait Record: Any {
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

/// Reads an object into `record`, which is empty. Of a name that comes twice, the last counts; of an annotation with the type the first,
/// because by that one the type was chosen.
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
    let mut properties = Properties {
        nulls: Nulls::of(shape),
        is_kept: false,
        record,
    };
    let (mut order, mut first) = (Order::of(shape.names), true);
    while let Some(name) = reader.next_name(&mut first)? {
        let read = match reader.find(&mut order, shape.names, &name) {
            Some(index) => properties.read_known(index, &name, reader),
            None => properties.keep(&name, reader),
        };
        read.map_err(|failure| failure.in_property(&name))?;
    }
    properties.end();
    Ok(())
}

/// The properties of a record that is being read.
struct Properties<'r> {
    record: &'r mut dyn Record,
    /// Those that were `null`: put into the additional data at the end, all at once.
    nulls: Nulls,
    /// Whether the additional data has something else that the type names.
    is_kept: bool,
}

impl Properties<'_> {
    fn read_known(
        &mut self,
        index: usize,
        name: &str,
        reader: &mut Reader<'_>,
    ) -> Result<(), Failure> {
        let is_null = reader.peek()? == Kind::Null;
        self.nulls.set(index, is_null);
        if self.is_kept
            && let Some(data) = additional_data_mut(self.record)
        {
            data.remove(name);
        }
        if is_null {
            self.record.slot_mut(index).assign(&Empty);
            return reader.null();
        }
        let start = reader.mark();
        match self.record.slot_mut(index).read(reader) {
            Err(failure) if failure.may_keep() => {
                reader.rewind(start);
                self.record.slot_mut(index).assign(&Empty);
                self.is_kept = true;
                self.keep(name, reader)
            }
            read => read,
        }
    }

    fn keep(&mut self, name: &str, reader: &mut Reader<'_>) -> Result<(), Failure> {
        let value = reader.untyped()?;
        if let Some(data) = additional_data_mut(self.record)
            && !(is_type_annotation(name) && data.contains_key(name))
        {
            data.insert(name, value);
        }
        Ok(())
    }

    fn end(self) {
        if !self.nulls.is_empty()
            && let Some(data) = additional_data_mut(self.record)
        {
            data.put_nulls(&self.nulls);
        }
    }
}

/// Writes `record` as an object: the annotation with its type, if it has one, because some readers
/// ask for it before all else (OData JSON Format 4.01, section 4.4); the properties that are set or
/// were `null` in the order of their names; then the other additional data that no property that is
/// set replaces.
pub(super) fn write_record(record: &dyn Record, writer: &mut Writer) {
    writer.begin_object();
    write_annotated_type(record, writer);
    write_properties(record, writer);
    writer.end_object();
}

/// The same where a base type of its type is declared: the annotation with its type is written even
/// if it has none.
pub(crate) fn write_derived(record: &dyn Record, writer: &mut Writer) {
    writer.begin_object();
    if !write_annotated_type(record, writer) {
        writer.name(TYPE_ANNOTATION);
        writer.string(&format!("#{}", record.shape().type_name));
    }
    write_properties(record, writer);
    writer.end_object();
}

/// Whether there is one.
fn write_annotated_type(record: &dyn Record, writer: &mut Writer) -> bool {
    let mut annotations = additional_data(record)
        .into_iter()
        .flat_map(AdditionalData::others);
    let Some((name, value)) = annotations.find(|(name, _)| is_type_annotation(name)) else {
        return false;
    };
    writer.name(name);
    View::Json(value).write(writer);
    true
}

fn write_properties(record: &dyn Record, writer: &mut Writer) {
    let shape = record.shape();
    let data = additional_data(record);
    let mut nulls = data.map(AdditionalData::nulls).unwrap_or_default();
    for (index, name) in shape.names.iter().enumerate() {
        let value = record.slot(index).view();
        // Both are sorted, so the next one is the only one that can be this.
        let was_null = nulls.first() == Some(name);
        if was_null {
            nulls = nulls.get(1..).unwrap_or_default();
        }
        if let Some(value) = value.or(was_null.then_some(View::Null)) {
            writer.name(name);
            value.write(writer);
        }
    }
    // Those that another type names: the data was moved from a value of it.
    for name in nulls {
        write_unless_set(record, name, View::Null, writer);
    }
    let mut annotated = false;
    for (name, value) in data.into_iter().flat_map(AdditionalData::others) {
        let is_type = is_type_annotation(name) && !std::mem::replace(&mut annotated, true);
        if !is_type {
            write_unless_set(record, name, View::Json(value), writer);
        }
    }
}

fn write_unless_set(record: &dyn Record, name: &str, value: View<'_>, writer: &mut Writer) {
    let is_set = |index| record.slot(index).view().is_some();
    if !record.shape().find(name).is_some_and(is_set) {
        writer.name(name);
        value.write(writer);
    }
}

/// A copy of `record`.
pub fn copy<R: Record + Default>(record: &R) -> R {
    let mut copy = R::default();
    copy_slots(record, &mut copy);
    copy
}

pub(super) fn copy_slots(from: &dyn Record, to: &mut dyn Record) {
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

/// What came with the record besides the properties that its type names.
pub(crate) fn additional_data(record: &dyn Record) -> Option<&AdditionalData> {
    record.slot(ADDITIONAL_DATA).additional_data()
}

/// The place of the property of that name.
pub(super) fn named<'r>(record: &'r dyn Record, name: &str) -> Option<&'r dyn Slot> {
    record.shape().find(name).map(|index| record.slot(index))
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
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                $crate::codegen::equal(self, other)
            }
        }

        impl ::core::fmt::Debug for $name {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::codegen::debug(self, f)
            }
        }

        $crate::model_through_json!($name);
    };
}
