//! Values as the shared loops see them: without their types.

use std::fmt;

use super::additional::AdditionalData;
use super::record::{self, Record};
use super::writer::Writer;

/// A value that is borrowed and has lost its type. Writing, comparing and showing take one of
/// these, so that they are the same code for all models.
#[derive(Clone, Copy)]
pub enum View<'a> {
    /// No value, as an item of a collection.
    Null,
    /// `Edm.Boolean`
    Boolean(bool),
    /// A whole number.
    Integer(i64),
    /// `Edm.Single`
    Single(f32),
    /// `Edm.Double`
    Double(f64),
    /// The digits of an `Edm.Decimal`.
    Decimal(&'a str),
    /// Anything that is a string in JSON.
    Text(&'a str),
    /// A set of members of a flags enumeration, each a [`View::Text`].
    Flags(&'a dyn List),
    /// A collection.
    List(&'a dyn List),
    /// A structured value.
    Record(&'a dyn Record),
    /// A structured value of a type that is derived from the declared one.
    Derived(&'a dyn Record),
    /// JSON that no type describes.
    Json(&'a serde_json::Value),
    /// A JSON object that no type describes.
    Object(&'a AdditionalData),
    /// What is none of these and writes itself.
    Other(&'a dyn Write),
}

/// A collection whose items have lost their type.
pub trait List {
    /// The item at `index`; `None` after the last.
    fn get(&self, index: usize) -> Option<View<'_>>;
}

/// A value that writes itself as JSON.
pub trait Write {
    /// Writes the value.
    fn write(&self, writer: &mut Writer);
}

impl View<'_> {
    /// Writes the value as JSON.
    pub fn write(self, writer: &mut Writer) {
        match self {
            Self::Null => writer.raw("null"),
            Self::Boolean(value) => writer.raw(if value { "true" } else { "false" }),
            Self::Integer(number) => writer.integer(number),
            Self::Single(number) => writer.float(number),
            Self::Double(number) => writer.float(number),
            Self::Decimal(digits) => writer.decimal(digits),
            Self::Text(text) => writer.string(text),
            Self::Flags(members) => writer.string(&joined(members)),
            Self::List(list) => {
                writer.begin_array();
                items(list).for_each(|item| item.write(writer));
                writer.end_array();
            }
            Self::Record(record) => record::write_record(record, writer),
            Self::Derived(record) => record::write_derived(record, writer),
            Self::Json(json) => writer.json(json),
            Self::Object(object) => {
                writer.begin_object();
                for (name, value) in object {
                    writer.name(name);
                    View::Json(value).write(writer);
                }
                writer.end_object();
            }
            Self::Other(value) => value.write(writer),
        }
    }
}

impl PartialEq for View<'_> {
    /// As their types compare: sets of flags without regard to order, all else as it stands.
    fn eq(&self, other: &Self) -> bool {
        match (*self, *other) {
            (Self::Null, Self::Null) => true,
            (Self::Boolean(one), Self::Boolean(other)) => one == other,
            (Self::Integer(one), Self::Integer(other)) => one == other,
            (Self::Single(one), Self::Single(other)) => one == other,
            (Self::Double(one), Self::Double(other)) => one == other,
            (Self::Decimal(one), Self::Decimal(other)) | (Self::Text(one), Self::Text(other)) => {
                one == other
            }
            (Self::Flags(one), Self::Flags(other)) => {
                items(one).count() == items(other).count()
                    && items(one).all(|member| items(other).any(|item| item == member))
            }
            (Self::List(one), Self::List(other)) => items(one).eq(items(other)),
            (Self::Record(one), Self::Record(other)) => record::equal(one, other),
            (Self::Derived(one), Self::Derived(other)) => {
                one.shape().type_name == other.shape().type_name && record::equal(one, other)
            }
            (Self::Json(one), Self::Json(other)) => one == other,
            (Self::Object(one), Self::Object(other)) => one == other,
            (Self::Other(one), Self::Other(other)) => written(one) == written(other),
            _ => false,
        }
    }
}

impl fmt::Debug for View<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Null => f.write_str("null"),
            Self::Boolean(value) => value.fmt(f),
            Self::Integer(number) => number.fmt(f),
            Self::Single(number) => number.fmt(f),
            Self::Double(number) => number.fmt(f),
            Self::Decimal(digits) => f.write_str(digits),
            Self::Text(text) => text.fmt(f),
            Self::Flags(members) => joined(members).fmt(f),
            Self::List(list) => f.debug_list().entries(items(list)).finish(),
            Self::Record(record) | Self::Derived(record) => record::debug(record, f),
            Self::Json(json) => json.fmt(f),
            Self::Object(object) => object.fmt(f),
            Self::Other(value) => f.write_str(&written(value)),
        }
    }
}

fn items(list: &dyn List) -> impl Iterator<Item = View<'_>> {
    (0..).map_while(|index| list.get(index))
}

/// The names of the members with commas between them (OData JSON Format 4.01, section 7.1).
fn joined(members: &dyn List) -> String {
    let mut text = String::new();
    for member in items(members) {
        if let View::Text(name) = member {
            text.extend((!text.is_empty()).then_some(","));
            text.push_str(name);
        }
    }
    text
}

fn written(value: &dyn Write) -> String {
    let mut writer = Writer::new();
    value.write(&mut writer);
    writer.finish()
}
