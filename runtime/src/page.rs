//! One page of a collection.

use crate::model::record::read_record;
use crate::model::slot::{no_slot, no_slot_mut};
use crate::model::{AdditionalData, Failure, Reader, Record, Shape, Slot, Value, Writer};

/// One page of a collection (OData JSON Format 4.01, section 12).
///
/// A page may be empty and still have a next one: only a missing `next_link` says that it is the
/// last. A client of this version does not follow the links; until it pages, they can be stored.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Page<T> {
    /// The items of this page, in the service's order.
    pub value: Vec<T>,
    /// Where the next page is: opaque, to be requested exactly as it came.
    pub next_link: Option<String>,
    /// Where to ask later for what has changed since; on the last page of a delta query.
    pub delta_link: Option<String>,
    /// The number of items on all pages, if it was asked for; Graph tells it on the first page
    /// only.
    pub count: Option<i64>,
    /// What else came with the page, `@odata.context` among it.
    pub additional_data: AdditionalData,
}

impl<T: Value> Value for Page<T> {
    fn read(reader: &mut Reader<'_>) -> Result<Self, Failure> {
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
        Ok(Self {
            value,
            next_link,
            delta_link,
            count,
            additional_data,
        })
    }

    fn write(&self, writer: &mut Writer) {
        writer.begin_object();
        let fields: [(&str, &dyn Slot); 3] = [
            ("@odata.count", &self.count),
            ("@odata.deltaLink", &self.delta_link),
            ("@odata.nextLink", &self.next_link),
        ];
        for (name, field) in fields.into_iter().filter(|(_, field)| field.is_set()) {
            writer.name(name);
            field.write(writer);
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
            _ => no_slot(index),
        }
    }

    fn slot_mut(&mut self, index: usize) -> &mut dyn Slot {
        match index {
            0 => &mut self.count,
            1 => &mut self.delta_link,
            2 => &mut self.next_link,
            3 => &mut self.value,
            _ => no_slot_mut(index),
        }
    }

    fn additional_data(&self) -> &AdditionalData {
        &self.additional_data
    }

    fn additional_data_mut(&mut self) -> &mut AdditionalData {
        &mut self.additional_data
    }
}

/// The items of a page. Unlike a collection in a property, one that cannot be held is an error:
/// kept aside, it would look like an empty page.
struct Items<T>(Vec<T>);

impl<T: Value> Value for Items<T> {
    fn read(reader: &mut Reader<'_>) -> Result<Self, Failure> {
        Vec::read(reader).map(Self).map_err(Failure::for_good)
    }

    fn write(&self, writer: &mut Writer) {
        self.0.write(writer);
    }
}
