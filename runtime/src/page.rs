//! One page of a collection.

use crate::model::record::read_record;
use crate::model::{
    AdditionalData, Codec, Failure, Plain, Reader, Record, Shape, Slot, Value, View, Write, Writer,
};

/// One page of a collection (OData JSON Format 4.01, section 12).
///
/// A page may be empty and still have a next one: only a missing `next_link` says that it is the
/// last. [`Client::pages`](crate::Client::pages) follows the links.
///
/// The items of a delta query are [`Delta`](crate::Delta)s, because some of them may be gone. Such a
/// query ends for now with a page that has a `delta_link`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Page<T> {
    /// The items of this page, in the service's order.
    pub value: Vec<T>,
    /// Where the next page is: opaque, to be requested exactly as it came.
    pub next_link: Option<String>,
    /// Where to ask later for what has changed since: on the last page of a delta query, in place of
    /// a next link. Opaque as well, and the service lets it expire.
    pub delta_link: Option<String>,
    /// The number of items on all pages, if it was asked for; Graph tells it on the first page
    /// only.
    pub count: Option<i64>,
    /// What else came with the page, `@odata.context` among it.
    pub additional_data: AdditionalData,
}

impl<T: Value> Value for Page<T> {
    type Codec = Plain;
}

impl<T: Value> Codec<Page<T>> for Plain {
    fn view(value: &Page<T>) -> View<'_> {
        View::Other(value)
    }

    fn read(reader: &mut Reader<'_>) -> Result<Page<T>, Failure> {
        let mut wire = Wire::default();
        read_record(&mut wire, reader)?;
        let Wire {
            value,
            next_link,
            delta_link,
            count,
            additional_data,
        } = wire;
        let Some(Items(value)) = value else {
            return Err(Failure::missing("value"));
        };
        Ok(Page {
            value,
            next_link,
            delta_link,
            count,
            additional_data,
        })
    }
}

impl<T: Value> Write for Page<T> {
    fn write(&self, writer: &mut Writer) {
        writer.begin_object();
        let fields: [(&str, &dyn Slot); 3] = [
            ("@odata.count", &self.count),
            ("@odata.deltaLink", &self.delta_link),
            ("@odata.nextLink", &self.next_link),
        ];
        for (name, field) in fields {
            if let Some(value) = field.view() {
                writer.name(name);
                value.write(writer);
            }
        }
        writer.name("value");
        self.value.write(writer);
        for (name, value) in &self.additional_data {
            writer.name(name);
            value.write(writer);
        }
        writer.end_object();
    }
}

crate::through_json!(Page<T>);

/// A page as it is read: what may be missing is optional here, so that a missing `value` is
/// noticed.
struct Wire<T> {
    value: Option<Items<T>>,
    next_link: Option<String>,
    delta_link: Option<String>,
    count: Option<i64>,
    additional_data: AdditionalData,
}

impl<T> Default for Wire<T> {
    fn default() -> Self {
        Self {
            value: None,
            next_link: None,
            delta_link: None,
            count: None,
            additional_data: AdditionalData::new(),
        }
    }
}

impl<T: Value> Record for Wire<T> {
    fn shape(&self) -> &'static Shape {
        static SHAPE: Shape = Shape {
            type_name: "page",
            names: &[
                "@odata.count",
                "@odata.deltaLink",
                "@odata.nextLink",
                "value",
            ],
        };
        &SHAPE
    }

    fn slot(&self, index: usize) -> &dyn Slot {
        match index {
            0 => &self.count,
            1 => &self.delta_link,
            2 => &self.next_link,
            3 => &self.value,
            _ => &self.additional_data,
        }
    }

    fn slot_mut(&mut self, index: usize) -> &mut dyn Slot {
        match index {
            0 => &mut self.count,
            1 => &mut self.delta_link,
            2 => &mut self.next_link,
            3 => &mut self.value,
            _ => &mut self.additional_data,
        }
    }
}

/// The items of a page. Unlike a collection in a property, one that cannot be held is an error:
/// kept aside, it would look like an empty page.
#[derive(Clone)]
struct Items<T>(Vec<T>);

impl<T: Value> Value for Items<T> {
    type Codec = Plain;
}

impl<T: Value> Codec<Items<T>> for Plain {
    fn view(value: &Items<T>) -> View<'_> {
        View::List(&value.0)
    }

    fn read(reader: &mut Reader<'_>) -> Result<Items<T>, Failure> {
        Vec::read(reader).map(Items).map_err(Failure::for_good)
    }
}
