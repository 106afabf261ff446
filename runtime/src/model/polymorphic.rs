//! Values that say which type they are of.

use std::any::Any;
use std::borrow::Cow;
use std::fmt;

use super::additional::AdditionalData;
use super::failure::Failure;
use super::reader::{Kind, Reader};
use super::record::{self, Record};
use super::state;
use super::value::{Codec, Value};
use super::view::View;
use super::writer::Writer;
use crate::property::Property;
use crate::reference::IsA;

/// A value of a structured type or of a type derived from it: an enum with a variant for each.
///
/// A service says which type a value is of by the annotation `@odata.type`, which it may leave out
/// where that is the declared type (OData JSON Format 4.01, section 4.6.3). A type that the crate
/// does not have is read as the declared one, into a variant of its own; its name and all its
/// properties are in the additional data.
///
/// What is known of the type is in these functions; all else is the same code for all of them.
pub trait Polymorphic: Value {
    /// The declared type.
    type Declared: Record;

    /// Its qualified name.
    const DECLARED: &'static str;

    /// An empty value of the type of that qualified name, or of one that the crate does not have.
    fn of(type_name: &str) -> Self;

    /// Whether the value is of a type that the crate does not have.
    fn is_other(&self) -> bool;

    /// The value that the variant holds.
    fn record(&self) -> &dyn Record;

    /// As [`record`](Polymorphic::record).
    fn record_mut(&mut self) -> &mut dyn Record;
}

/// The annotation with the type of a value, and what OData 4.01 lets it be called besides.
const TYPE_ANNOTATIONS: [&str; 2] = [TYPE_ANNOTATION, "@type"];
pub(crate) const TYPE_ANNOTATION: &str = "@odata.type";

/// Whether an annotation says which type a value is of.
pub(super) fn is_type_annotation(name: &str) -> bool {
    TYPE_ANNOTATIONS.contains(&name)
}

/// The qualified name in `#microsoft.graph.user`, which may stand without the `#` or after the URL
/// of a description.
fn qualified(annotation: &str) -> &str {
    annotation.rsplit('#').next().unwrap_or(annotation)
}

/// The codec of values that say which type they are of.
#[derive(Debug)]
pub enum PolymorphicCodec {}

impl<P: Polymorphic> Codec<P> for PolymorphicCodec {
    fn view(value: &P) -> View<'_> {
        let record = value.record();
        // What is of a type that the crate does not have says so by itself.
        if record.shape().type_name == P::DECLARED {
            View::Record(record)
        } else {
            View::Derived(record)
        }
    }

    fn read(reader: &mut Reader<'_>) -> Result<P, Failure> {
        let mut value = empty::<P>(reader);
        record::read_record(value.record_mut(), reader)?;
        Ok(value)
    }
}

/// An empty value of the type that the object which comes next says it is of. Never a part of its
/// caller, so that the stack it takes for a type is free again before a value of the type is read.
#[inline(never)]
fn empty<P: Polymorphic>(reader: &mut Reader<'_>) -> P {
    match annotated_type(reader) {
        Some(name) => P::of(qualified(&name)),
        None => P::of(P::DECLARED),
    }
}

/// What the object that comes next says of its type; the reader stays where it is. The annotation
/// may stand anywhere: it comes first only where that was agreed on (OData JSON Format 4.01,
/// section 4.4).
fn annotated_type<'a>(reader: &mut Reader<'a>) -> Option<Cow<'a, str>> {
    let start = reader.mark();
    // Reading the object finds what is wrong with it again, and knows where in the body that is.
    let found = find_annotation(reader).ok().flatten();
    reader.rewind(start);
    found
}

/// The first `@odata.type` decides, or else the first `@type`: those are what is kept of an object with more of them, and what is
/// written first.
fn find_annotation<'a>(reader: &mut Reader<'a>) -> Result<Option<Cow<'a, str>>, Failure> {
    reader.begin_object("an object")?;
    let (mut first, mut other) = (true, None);
    while let Some(name) = reader.next_name(&mut first)? {
        let decides = name == TYPE_ANNOTATION;
        if !decides && (other.is_some() || !is_type_annotation(&name)) {
            reader.raw()?;
            continue;
        }
        let annotation = annotation(reader)?;
        if decides {
            return Ok(annotation);
        }
        other = Some(annotation);
    }
    Ok(other.flatten())
}

/// The text of an annotation; nothing if it is something else.
fn annotation<'a>(reader: &mut Reader<'a>) -> Result<Option<Cow<'a, str>>, Failure> {
    if reader.peek()? == Kind::String {
        return reader.string().map(Some);
    }
    reader.raw().map(|_| None)
}

/// A copy of `value`.
pub fn copy<P: Polymorphic>(value: &P) -> P {
    let record = value.record();
    let mut copy = P::of(if value.is_other() {
        ""
    } else {
        record.shape().type_name
    });
    record::copy_slots(record, copy.record_mut());
    copy
}

/// Whether two values are of one type and have the same properties and the same additional data.
pub fn equal<P: Polymorphic>(one: &P, other: &P) -> bool {
    PolymorphicCodec::view(one) == PolymorphicCodec::view(other)
}

/// Shows what is set, by the names in JSON.
///
/// # Errors
///
/// Those of the formatter.
pub fn debug(value: &impl Polymorphic, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    record::debug(value.record(), f)
}

/// The qualified name of the type that a value is of.
pub fn type_name(value: &impl Polymorphic) -> &str {
    let record = value.record();
    let annotation = || {
        let data = record::additional_data(record)?;
        let mut names = TYPE_ANNOTATIONS.iter();
        names.find_map(|name| data.get(name)?.as_str())
    };
    match value.is_other().then(annotation).flatten() {
        Some(annotation) => qualified(annotation),
        None => record.shape().type_name,
    }
}

/// What came with a value besides the properties that its type names.
pub fn additional_data(value: &impl Polymorphic) -> &AdditionalData {
    static NOTHING: AdditionalData = AdditionalData::new();
    record::additional_data(value.record()).unwrap_or(&NOTHING)
}

/// The value of a property that the declared type has or inherits.
pub fn get<P: Polymorphic, B, V: 'static, A>(value: &P, property: Property<B, V, A>) -> Option<&V>
where
    P::Declared: IsA<B>,
{
    state::value(value.record(), property.name())
}

/// The value, if it is of the type `R`.
pub fn as_variant<R: Record>(value: &impl Polymorphic) -> Option<&R> {
    if value.is_other() {
        return None;
    }
    (value.record() as &dyn Any).downcast_ref()
}

/// The value, if it is of the type `R`; else it is given back.
///
/// # Errors
///
/// It is of another type.
pub fn into_variant<R: Record + Default, P: Polymorphic>(mut value: P) -> Result<R, P> {
    if !value.is_other()
        && let Some(record) = (value.record_mut() as &mut dyn Any).downcast_mut()
    {
        return Ok(std::mem::take(record));
    }
    Err(value)
}

/// The value `record`, which is of the declared type or derives from it.
pub fn from<R: Record, P: Polymorphic>(record: R) -> P {
    let mut value = P::of(record.shape().type_name);
    if let Some(place) = (value.record_mut() as &mut dyn Any).downcast_mut() {
        *place = record;
        return value;
    }
    // A type that is not the crate's: what it writes is what would come from the service.
    let mut writer = Writer::new();
    View::Derived(&record).write(&mut writer);
    let text = writer.finish();
    let read = |mut reader: Reader<'_>| PolymorphicCodec::read(&mut reader);
    Reader::new(text.as_bytes()).and_then(read).unwrap_or(value)
}

/// Writes the impls that every such enum has; needs [`Polymorphic`].
#[doc(hidden)]
#[macro_export]
macro_rules! polymorphic {
    ($name:ident, $declared:ty) => {
        impl $name {
            /// The qualified name of the type that the value is of, such as `microsoft.graph.user`.
            pub fn type_name(&self) -> &str {
                $crate::codegen::polymorphic::type_name(self)
            }

            /// The value of a property that all of the types have, if it is set. Whether it was null
            /// or did not come is told by the property's `state`.
            pub fn get<B, V: 'static, A>(
                &self,
                property: $crate::codegen::Property<B, V, A>,
            ) -> Option<&V>
            where
                $declared: $crate::codegen::IsA<B>,
            {
                $crate::codegen::polymorphic::get(self, property)
            }

            /// What came with the value besides the properties that its type names.
            pub fn additional_data(&self) -> &$crate::codegen::AdditionalData {
                $crate::codegen::polymorphic::additional_data(self)
            }
        }

        impl $crate::codegen::IsA<$declared> for $name {}

        // One for all the types: the compiler compares the impls of a trait for a type with one another.
        impl<R: $crate::codegen::Record + $crate::codegen::IsA<$declared>> ::core::convert::From<R>
            for $name
        {
            fn from(value: R) -> Self {
                $crate::codegen::polymorphic::from(value)
            }
        }

        impl $crate::codegen::Value for $name {
            type Codec = $crate::codegen::polymorphic::PolymorphicCodec;
        }

        impl ::core::clone::Clone for $name {
            fn clone(&self) -> Self {
                $crate::codegen::polymorphic::copy(self)
            }
        }

        impl ::core::cmp::PartialEq for $name {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                $crate::codegen::polymorphic::equal(self, other)
            }
        }

        impl ::core::fmt::Debug for $name {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::codegen::polymorphic::debug(self, f)
            }
        }

        $crate::model_through_json!($name);
    };
}
