//! Types that can stand in a JSON body.

use super::failure::Failure;
use super::reader::{Kind, Reader};
use super::record::AdditionalData;
use super::writer::Writer;

/// A type that is read from JSON and written to it: a model, an enumeration, a primitive, or a
/// collection of these.
pub trait Value: Sized {
    /// Whether `null` is one of its values.
    const NULLABLE: bool = false;

    /// Reads the value that comes next.
    ///
    /// # Errors
    ///
    /// The text is not valid JSON, or the value is not of the kind this type asks for.
    fn read(reader: &mut Reader<'_>) -> Result<Self, Failure>;

    /// Reads the value that comes next to the heap. Types that nest in themselves do so behind a
    /// `Box`; with this, a level of nesting takes as much stack for a large type as for a small
    /// one.
    ///
    /// # Errors
    ///
    /// As [`read`](Value::read).
    fn read_boxed(reader: &mut Reader<'_>) -> Result<Box<Self>, Failure> {
        Self::read(reader).map(Box::new)
    }

    /// Reads the value that comes next to the end of a collection; for the same reason as
    /// [`read_boxed`](Value::read_boxed).
    ///
    /// # Errors
    ///
    /// As [`read`](Value::read).
    fn read_item(items: &mut Vec<Self>, reader: &mut Reader<'_>) -> Result<(), Failure> {
        items.push(Self::read(reader)?);
        Ok(())
    }

    /// Writes the value.
    fn write(&self, writer: &mut Writer);
}

impl Value for bool {
    fn read(reader: &mut Reader<'_>) -> Result<Self, Failure> {
        reader.boolean()
    }

    fn write(&self, writer: &mut Writer) {
        writer.raw(if *self { "true" } else { "false" });
    }
}

impl Value for String {
    fn read(reader: &mut Reader<'_>) -> Result<Self, Failure> {
        Ok(reader.string()?.into_owned())
    }

    fn write(&self, writer: &mut Writer) {
        writer.string(self);
    }
}

macro_rules! integers {
    ($($type:ty, $expected:literal;)*) => {$(
        impl Value for $type {
            fn read(reader: &mut Reader<'_>) -> Result<Self, Failure> {
                let number = read_integer(reader, $expected)?;
                number.try_into().map_err(|_| Failure::mismatch($expected, &number.to_string()))
            }

            fn write(&self, writer: &mut Writer) {
                writer.raw(&self.to_string());
            }
        }
    )*};
}

integers! {
    u8, "a whole number from 0 to 255";
    i8, "a whole number from -128 to 127";
    i16, "a whole number of 16 bits";
    i32, "a whole number of 32 bits";
}

/// `Edm.Int64`. A string is accepted, because answers asked for with `IEEE754Compatible=true` have
/// one (OData JSON Format 4.01, section 3.2).
impl Value for i64 {
    fn read(reader: &mut Reader<'_>) -> Result<Self, Failure> {
        const EXPECTED: &str = "a whole number of 64 bits";
        if reader.peek()? != Kind::String {
            return read_integer(reader, EXPECTED);
        }
        let text = reader.string()?;
        text.parse()
            .map_err(|_| Failure::mismatch(EXPECTED, &format!("the string `{text}`")))
    }

    fn write(&self, writer: &mut Writer) {
        writer.raw(&self.to_string());
    }
}

/// Reads a whole number, which may be written as `5.0` or `5e0`.
fn read_integer(reader: &mut Reader<'_>, expected: &str) -> Result<i64, Failure> {
    /// Up to here a double holds every whole number.
    const EXACT: f64 = 9_007_199_254_740_992.0;
    let found = reader.peek()?;
    if found != Kind::Number {
        return Err(Failure::mismatch(expected, found.describe()));
    }
    let text = reader.number()?;
    let whole = |number: &f64| number.fract() == 0.0 && number.abs() <= EXACT;
    let lenient = || {
        text.parse::<f64>()
            .ok()
            .filter(whole)
            .map(|number| number as i64)
    };
    text.parse()
        .ok()
        .or_else(lenient)
        .ok_or_else(|| Failure::mismatch(expected, text))
}

macro_rules! floating {
    ($($type:ty)*) => {$(
        /// Not-a-number and the infinities are strings (OData JSON Format 4.01, section 7.1).
        impl Value for $type {
            fn read(reader: &mut Reader<'_>) -> Result<Self, Failure> {
                const EXPECTED: &str = "a number, `NaN`, `INF` or `-INF`";
                if reader.peek()? == Kind::String {
                    let text = reader.string()?;
                    return match text.as_ref() {
                        "NaN" => Ok(Self::NAN),
                        "INF" => Ok(Self::INFINITY),
                        "-INF" => Ok(Self::NEG_INFINITY),
                        other => Err(Failure::mismatch(EXPECTED, &format!("the string `{other}`"))),
                    };
                }
                let text = reader.number()?;
                let number = text.parse::<Self>().ok().filter(|number| number.is_finite());
                number.ok_or_else(|| Failure::mismatch(EXPECTED, text))
            }

            fn write(&self, writer: &mut Writer) {
                match *self {
                    number if number.is_nan() => writer.string("NaN"),
                    Self::INFINITY => writer.string("INF"),
                    Self::NEG_INFINITY => writer.string("-INF"),
                    // `Debug` gives the shortest text that reads back as the same number, with an
                    // exponent if long.
                    number => writer.raw(&format!("{number:?}")),
                }
            }
        }
    )*};
}

floating!(f32 f64);

impl<T: Value> Value for Box<T> {
    const NULLABLE: bool = T::NULLABLE;

    fn read(reader: &mut Reader<'_>) -> Result<Self, Failure> {
        T::read_boxed(reader)
    }

    fn write(&self, writer: &mut Writer) {
        T::write(self, writer);
    }
}

impl<T: Value> Value for Option<T> {
    const NULLABLE: bool = true;

    fn read(reader: &mut Reader<'_>) -> Result<Self, Failure> {
        if reader.peek()? == Kind::Null {
            return reader.null().map(|()| None);
        }
        T::read(reader).map(Some)
    }

    fn write(&self, writer: &mut Writer) {
        match self {
            Some(value) => value.write(writer),
            None => writer.raw("null"),
        }
    }
}

/// A collection. A `null` item where the type has none cannot be held; the record that has the
/// collection then keeps the whole array in its additional data.
impl<T: Value> Value for Vec<T> {
    fn read(reader: &mut Reader<'_>) -> Result<Self, Failure> {
        reader.begin_array("an array")?;
        let (mut items, mut first) = (Vec::new(), true);
        while reader.next_item(&mut first)? {
            let index = items.len();
            let read = match reader.peek()? {
                Kind::Null if !T::NULLABLE => Err(Failure::no_room("an item", "null")),
                _ => T::read_item(&mut items, reader),
            };
            read.map_err(|failure| failure.in_item(index))?;
        }
        Ok(items)
    }

    fn write(&self, writer: &mut Writer) {
        writer.begin_array();
        self.iter().for_each(|item| item.write(writer));
        writer.end_array();
    }
}

/// `Edm.Untyped`, and everything else the description has no type for.
impl Value for serde_json::Value {
    const NULLABLE: bool = true;

    fn read(reader: &mut Reader<'_>) -> Result<Self, Failure> {
        reader.untyped()
    }

    fn write(&self, writer: &mut Writer) {
        writer.raw(&self.to_string());
    }
}

impl Value for AdditionalData {
    fn read(reader: &mut Reader<'_>) -> Result<Self, Failure> {
        reader.begin_object("an object")?;
        let (mut map, mut first) = (Self::new(), true);
        while let Some(name) = reader.next_name(&mut first)? {
            let value = reader
                .untyped()
                .map_err(|failure| failure.in_property(&name))?;
            map.insert(name.into_owned(), value);
        }
        Ok(map)
    }

    fn write(&self, writer: &mut Writer) {
        writer.begin_object();
        for (name, value) in self {
            writer.name(name);
            value.write(writer);
        }
        writer.end_object();
    }
}
