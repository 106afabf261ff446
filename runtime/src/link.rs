//! Entity references read from the service.

use std::fmt;
use std::marker::PhantomData;

use crate::model::record::read_record;
use crate::model::{
    AdditionalData, Codec, Failure, Kind, Plain, Reader, Record, Shape, Slot, Value, View, Write,
    Writer,
};
use crate::reference::{IsA, ReferenceTo, Target};

/// A reference to an entity of type `T`, or of a type derived from it, as the service gave it.
///
/// On the wire this is an object with `@odata.id` (OData JSON Format 4.01, section 14), or a bare
/// string, which some descriptions promise. It can be sent back wherever a reference to a `T` is
/// asked for.
pub struct Link<T> {
    url: String,
    odata_type: Option<String>,
    additional_data: AdditionalData,
    marker: PhantomData<fn() -> T>,
}

impl<T> Link<T> {
    /// The URL of the entity as it came: absolute, or relative to the service root, such as
    /// `groups('a1')`. [`ServiceRoot::resolve`](crate::ServiceRoot::resolve) makes it absolute.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The type of the entity, such as `#microsoft.graph.user`, if the service told it.
    pub fn odata_type(&self) -> Option<&str> {
        self.odata_type.as_deref()
    }

    /// What else the service sent with the reference.
    pub fn additional_data(&self) -> &AdditionalData {
        &self.additional_data
    }
}

impl<S, T: IsA<S>> ReferenceTo<S> for Link<T> {
    fn reference_target(&self) -> Target {
        Target::Url(self.url.clone())
    }
}

impl<T: 'static> Value for Link<T> {
    type Codec = Plain;
}

impl<T: 'static> Codec<Link<T>> for Plain {
    fn view(value: &Link<T>) -> View<'_> {
        View::Other(value)
    }

    fn read(reader: &mut Reader<'_>) -> Result<Link<T>, Failure> {
        let mut wire = Wire::default();
        match reader.peek()? {
            Kind::String => wire.id = Some(reader.string()?.into_owned()),
            _ => read_record(&mut wire, reader)?,
        }
        let url = wire.id.ok_or_else(|| Failure::missing("@odata.id"))?;
        let Wire {
            odata_type,
            additional_data,
            ..
        } = wire;
        Ok(Link {
            url,
            odata_type,
            additional_data,
            marker: PhantomData,
        })
    }
}

impl<T> Write for Link<T> {
    fn write(&self, writer: &mut Writer) {
        let wire = Wire {
            id: Some(self.url.clone()),
            odata_type: self.odata_type.clone(),
            additional_data: self.additional_data.clone(),
        };
        View::Record(&wire).write(writer);
    }
}

crate::through_json!(Link<T>);

impl<T> Clone for Link<T> {
    fn clone(&self) -> Self {
        Self {
            url: self.url.clone(),
            odata_type: self.odata_type.clone(),
            additional_data: self.additional_data.clone(),
            marker: PhantomData,
        }
    }
}

impl<T> PartialEq for Link<T> {
    fn eq(&self, other: &Self) -> bool {
        self.url == other.url
            && self.odata_type == other.odata_type
            && self.additional_data == other.additional_data
    }
}

impl<T> fmt::Debug for Link<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Link")
            .field("url", &self.url)
            .field("odata_type", &self.odata_type)
            .field("additional_data", &self.additional_data)
            .finish()
    }
}

#[derive(Default)]
struct Wire {
    id: Option<String>,
    odata_type: Option<String>,
    additional_data: AdditionalData,
}

impl Record for Wire {
    fn shape(&self) -> &'static Shape {
        static SHAPE: Shape = Shape {
            type_name: "entity reference",
            names: &["@odata.id", "@odata.type"],
        };
        &SHAPE
    }

    fn slot(&self, index: usize) -> &dyn Slot {
        match index {
            0 => &self.id,
            1 => &self.odata_type,
            _ => &self.additional_data,
        }
    }

    fn slot_mut(&mut self, index: usize) -> &mut dyn Slot {
        match index {
            0 => &mut self.id,
            1 => &mut self.odata_type,
            _ => &mut self.additional_data,
        }
    }
}
