//! Types that can stand in a JSON body.

use super::additional::AdditionalData;
use super::failure::Failure;
use super::reader::{Kind, Reader};
use super::view::{List, View};
use super::writer::Writer;

/// A type that is read from JSON and written to it: a model, an enumeration, a primitive, or a
/// collection of these.
pub trait Value: Sized + Clone + 'static {
    /// How it is read and written. It is a type of its own, so that a generated model names one
    /// where it would otherwise have to have functions.
    type Codec: Codec<Self>;

    /// Reads the value that comes next.
    ///
    /// # Errors
    ///
    /// The text is not valid JSON, or the value is not of the kind this type asks for.
    fn read(reader: &mut Reader<'_>) -> Result<Self, Failure> {
        Self::Codec::read(reader)
    }

    /// Writes the value.
    fn write(&self, writer: &mut Writer) {
        Self::Codec::view(self).write(writer);
    }
}

/// How values of the type `T` are read and seen.
pub trait Codec<T> {
    /// Whether `null` is one of the values.
    const NULLABLE: bool = false;

    /// The value without its type.
    fn view(value: &T) -> View<'_>;

    /// Reads the value that comes next.
    ///
    /// # Errors
    ///
    /// The text is not valid JSON, or the value is not of the kind `T` asks for.
    fn read(reader: &mut Reader<'_>) -> Result<T, Failure>;

    /// Reads the value that comes next into the place for it. Types nest; with this and the two
    /// functions below, a level of nesting takes as much stack for a large type as for a small one.
    ///
    /// # Errors
    ///
    /// As [`read`](Codec::read).
    fn read_into(slot: &mut Option<T>, reader: &mut Reader<'_>) -> Result<(), Failure> {
        *slot = Some(Self::read(reader)?);
        Ok(())
    }

    /// A copy of the value.
    fn copy(value: &T) -> T
    where
        T: Clone,
    {
        value.clone()
    }

    /// Reads the value that comes next to the heap.
    ///
    /// # Errors
    ///
    /// As [`read`](Codec::read).
    fn read_boxed(reader: &mut Reader<'_>) -> Result<Box<T>, Failure> {
        Self::read(reader).map(Box::new)
    }

    /// Reads the value that comes next to the end of a collection.
    ///
    /// # Errors
    ///
    /// As [`read`](Codec::read).
    fn read_item(items: &mut Vec<T>, reader: &mut Reader<'_>) -> Result<(), Failure> {
        items.push(Self::read(reader)?);
        Ok(())
    }
}

/// The codec of the types that this crate has by itself.
#[derive(Debug)]
pub enum Plain {}

macro_rules! plain {
    ($($type:ty)*) => {$(
        impl Value for $type {
            type Codec = Plain;
        }
    )*};
}

plain!(bool String u8 i8 i16 i32 i64 f32 f64 serde_json::Value AdditionalData);

impl Codec<bool> for Plain {
    fn view(value: &bool) -> View<'_> {
        View::Boolean(*value)
    }

    fn read(reader: &mut Reader<'_>) -> Result<bool, Failure> {
        reader.boolean()
    }
}

impl Codec<String> for Plain {
    fn view(value: &String) -> View<'_> {
        View::Text(value)
    }

    fn read(reader: &mut Reader<'_>) -> Result<String, Failure> {
        Ok(reader.string()?.into_owned())
    }
}

macro_rules! integers {
    ($($type:ty, $expected:literal;)*) => {$(
        impl Codec<$type> for Plain {
            fn view(value: &$type) -> View<'_> {
                View::Integer((*value).into())
            }

            fn read(reader: &mut Reader<'_>) -> Result<$type, Failure> {
                let number = read_integer(reader, $expected)?;
                number.try_into().map_err(|_| Failure::mismatch($expected, &number.to_string()))
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
impl Codec<i64> for Plain {
    fn view(value: &i64) -> View<'_> {
        View::Integer(*value)
    }

    fn read(reader: &mut Reader<'_>) -> Result<i64, Failure> {
        const EXPECTED: &str = "a whole number of 64 bits";
        if reader.peek()? != Kind::String {
            return read_integer(reader, EXPECTED);
        }
        let text = reader.string()?;
        text.parse()
            .map_err(|_| Failure::mismatch(EXPECTED, &format!("the string `{text}`")))
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
    ($($type:ty => $view:ident)*) => {$(
        /// Not-a-number and the infinities are strings (OData JSON Format 4.01, section 7.1).
        impl Codec<$type> for Plain {
            fn view(value: &$type) -> View<'_> {
                View::$view(*value)
            }

            fn read(reader: &mut Reader<'_>) -> Result<$type, Failure> {
                const EXPECTED: &str = "a number, `NaN`, `INF` or `-INF`";
                if reader.peek()? == Kind::String {
                    let text = reader.string()?;
                    return match text.as_ref() {
                        "NaN" => Ok(<$type>::NAN),
                        "INF" => Ok(<$type>::INFINITY),
                        "-INF" => Ok(<$type>::NEG_INFINITY),
                        other => Err(Failure::mismatch(EXPECTED, &format!("the string `{other}`"))),
                    };
                }
                let text = reader.number()?;
                let number = text.parse::<$type>().ok().filter(|number| number.is_finite());
                number.ok_or_else(|| Failure::mismatch(EXPECTED, text))
            }
        }
    )*};
}

floating!(f32 => Single f64 => Double);

impl<T: Value> Value for Box<T> {
    type Codec = Plain;
}

impl<T: Value> Codec<Box<T>> for Plain {
    const NULLABLE: bool = T::Codec::NULLABLE;

    fn view(value: &Box<T>) -> View<'_> {
        T::Codec::view(value)
    }

    fn read(reader: &mut Reader<'_>) -> Result<Box<T>, Failure> {
        T::Codec::read_boxed(reader)
    }
}

impl<T: Value> Value for Option<T> {
    type Codec = Plain;
}

impl<T: Value> Codec<Option<T>> for Plain {
    const NULLABLE: bool = true;

    fn view(value: &Option<T>) -> View<'_> {
        match value {
            Some(value) => T::Codec::view(value),
            None => View::Null,
        }
    }

    fn read(reader: &mut Reader<'_>) -> Result<Option<T>, Failure> {
        if reader.peek()? == Kind::Null {
            return reader.null().map(|()| None);
        }
        T::read(reader).map(Some)
    }
}

impl<T: Value> Value for Vec<T> {
    type Codec = Plain;
}

/// A collection. A `null` item where the type has none cannot be held; the record that has the
/// collection then keeps the whole array in its additional data.
impl<T: Value> Codec<Vec<T>> for Plain {
    fn view(value: &Vec<T>) -> View<'_> {
        View::List(value)
    }

    fn read(reader: &mut Reader<'_>) -> Result<Vec<T>, Failure> {
        let mut items = Vec::new();
        read_items(&mut items, T::Codec::NULLABLE, reader)?;
        Ok(items)
    }

    /// The code of `Vec::clone` is several times as much, for each type of item.
    fn copy(items: &Vec<T>) -> Vec<T> {
        let mut copy = Vec::with_capacity(items.len());
        while let Some(item) = items.as_slice().get(copy.len()) {
            copy.push(T::Codec::copy(item));
        }
        copy
    }
}

/// What reading a collection is for all types.
fn read_items(
    items: &mut dyn Items,
    nullable: bool,
    reader: &mut Reader<'_>,
) -> Result<(), Failure> {
    reader.begin_array("an array")?;
    let (mut index, mut first) = (0, true);
    while reader.next_item(&mut first)? {
        let read = match reader.peek()? {
            Kind::Null if !nullable => Err(Failure::no_room("an item", "null")),
            _ => items.read_next(reader),
        };
        read.map_err(|failure| failure.in_item(index))?;
        index += 1;
    }
    Ok(())
}

/// A collection to whose end the next item can be read.
trait Items {
    fn read_next(&mut self, reader: &mut Reader<'_>) -> Result<(), Failure>;
}

impl<T: Value> Items for Vec<T> {
    fn read_next(&mut self, reader: &mut Reader<'_>) -> Result<(), Failure> {
        if self.is_empty() {
            // Most collections have one item, and room for four would be kept as long as the model.
            self.reserve_exact(1);
        }
        T::Codec::read_item(self, reader)
    }
}

impl<T: Value> List for Vec<T> {
    fn get(&self, index: usize) -> Option<View<'_>> {
        #[allow(
            clippy::manual_map,
            reason = "`map` would be one more function to compile for each type of field"
        )]
        match self.as_slice().get(index) {
            Some(item) => Some(T::Codec::view(item)),
            None => None,
        }
    }
}

/// `Edm.Untyped`, and everything else the description has no type for.
impl Codec<serde_json::Value> for Plain {
    const NULLABLE: bool = true;

    fn view(value: &serde_json::Value) -> View<'_> {
        View::Json(value)
    }

    fn read(reader: &mut Reader<'_>) -> Result<serde_json::Value, Failure> {
        reader.untyped()
    }
}

impl Codec<AdditionalData> for Plain {
    fn view(value: &AdditionalData) -> View<'_> {
        View::Object(value)
    }

    fn read(reader: &mut Reader<'_>) -> Result<AdditionalData, Failure> {
        reader.begin_object("an object")?;
        let (mut map, mut first) = (AdditionalData::new(), true);
        while let Some(name) = reader.next_name(&mut first)? {
            let value = reader
                .untyped()
                .map_err(|failure| failure.in_property(&name))?;
            map.insert(name, value);
        }
        Ok(map)
    }
}
