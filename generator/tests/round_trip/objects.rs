//! Objects of structured types, as a service sends them and as it may one day.

use std::collections::BTreeSet;

use msgraph_generator::model::Structured;

use crate::json::Json;
use crate::primitives;
use crate::random::Random;
use crate::sample::{Sample, anything};
use crate::types::{Field, Held, Types};

/// How deep objects nest in the property of an object.
const DEPTH: usize = 3;

/// How many properties a nested object has, on the average.
const NESTED_PROPERTIES: usize = 6;

/// The numbers of the samples that are not left to chance.
const ALL_SET: usize = 0;
const ALL_NULL: usize = 1;
const EMPTY: usize = 2;

/// The object of that number that is decoded as this type.
pub(crate) fn numbered(types: &Types<'_>, structured: &Structured, number: usize) -> Sample {
    let mut random = Random::of(structured.id.as_str(), number);
    let mut maker = Maker {
        types,
        random: &mut random,
    };
    match number {
        ALL_SET => maker.filled(structured),
        ALL_NULL => maker.nulls(structured),
        EMPTY => Sample::object(Vec::new()),
        _ => maker.object(structured, Place::Struct, DEPTH),
    }
}

/// The object of that number that is decoded as this type or as one that derives from it.
pub(crate) fn numbered_of_hierarchy(
    types: &Types<'_>,
    declared: &Structured,
    number: usize,
) -> Sample {
    let mut random = Random::of(declared.id.as_str(), number);
    let mut maker = Maker {
        types,
        random: &mut random,
    };
    maker.declared(declared, DEPTH)
}

/// Where an object stands, which decides what its annotation with the type does.
#[derive(Clone, Copy, Debug)]
enum Place<'s> {
    /// Where nothing depends on it.
    Struct,
    /// Where it is read as this type only because of it.
    Enum(&'s Structured),
}

/// What objects are made with.
struct Maker<'t, 'r> {
    types: &'t Types<'t>,
    random: &'r mut Random,
}

impl Maker<'_, '_> {
    /// An object at a place that is declared as this type.
    fn declared(&mut self, declared: &Structured, depth: usize) -> Sample {
        let Some(members) = self.types.members(declared) else {
            return self.object(declared, Place::Struct, depth);
        };
        let member = self.random.pick(&members);
        self.object(member, Place::Enum(declared), depth)
    }

    fn object(&mut self, structured: &Structured, place: Place<'_>, depth: usize) -> Sample {
        let fields = self.types.fields(structured);
        let often = if depth == DEPTH {
            60
        } else {
            (100 * NESTED_PROPERTIES / fields.len().max(1)).clamp(1, 60)
        };
        let mut entries = Vec::new();
        for field in fields {
            if self.random.percent(often) {
                entries.push((field.name.to_owned(), self.property(field, depth)));
            }
        }
        self.add_others(structured, depth, &mut entries);
        self.shuffle(&mut entries);
        self.annotate(structured, place, &mut entries);
        Sample::object(entries)
    }

    /// An object with all properties.
    fn filled(&mut self, structured: &Structured) -> Sample {
        let fields = self.types.fields(structured).into_iter();
        let entries = fields.map(|field| (field.name.to_owned(), self.set(field, DEPTH)));
        Sample::object(entries.collect())
    }

    /// An object with all properties, each null.
    fn nulls(&mut self, structured: &Structured) -> Sample {
        let fields = self.types.fields(structured).into_iter();
        let null = |field: Field<'_>| (field.name.to_owned(), Sample::same(Json::Null));
        Sample::object(fields.map(null).collect())
    }

    fn property(&mut self, field: Field<'_>, depth: usize) -> Sample {
        if self.random.percent(15) {
            return Sample::same(Json::Null);
        }
        self.set(field, depth)
    }

    fn set(&mut self, field: Field<'_>, depth: usize) -> Sample {
        if !field.collection {
            return self.value(field.holds, depth);
        }
        let mut items = Vec::new();
        for _ in 0..self.random.below(4) {
            items.push(self.value(field.holds, depth));
        }
        // Where the description has no null, such an array is kept as it came.
        if self.random.percent(8) {
            let at = self.random.below(items.len() + 1);
            items.insert(at, Sample::same(Json::Null));
            return Sample::array(items).untyped();
        }
        Sample::array(items)
    }

    fn value(&mut self, holds: Held<'_>, depth: usize) -> Sample {
        match holds {
            Held::Primitive(primitive) => primitives::primitive(primitive, self.random)
                .unwrap_or_else(|| anything(self.random, depth)),
            Held::Enumeration(enumeration) => primitives::member(enumeration, self.random),
            Held::Structured(structured) => match depth.checked_sub(1) {
                Some(depth) => self.declared(structured, depth),
                None => Sample::object(Vec::new()),
            },
        }
    }

    /// Adds what the type has no field for: streams, navigation properties, annotations, properties of open types and new ones.
    fn add_others(
        &mut self,
        structured: &Structured,
        depth: usize,
        entries: &mut Vec<(String, Sample)>,
    ) {
        let mut names: BTreeSet<String> = BTreeSet::new();
        let own = self.types.fields(structured);
        let about: Vec<&str> = own.iter().map(|field| field.name).collect();
        for _ in 0..self.random.below(if depth == DEPTH { 7 } else { 3 }) {
            names.insert(self.other_name(structured, &about));
        }
        names.retain(|name| own.iter().all(|field| field.name != name));
        for name in names {
            let value = match structured.navigation.get(&name) {
                Some(_) => self.expanded(depth),
                None => anything(self.random, depth),
            };
            entries.push((name, value));
        }
    }

    fn other_name(&mut self, structured: &Structured, properties: &[&str]) -> String {
        let navigation = structured.navigation.keys().map(String::as_str);
        let others = self.types.others(structured);
        let others: Vec<&str> = navigation.chain(others).collect();
        let any = |random: &mut Random, names: &[&str]| match names {
            [] => "another".to_owned(),
            names => random.pick(names).to_owned(),
        };
        match self.random.below(8) {
            0 => any(self.random, &others),
            1 => any(self.random, properties) + self.random.pick(PROPERTY_ANNOTATIONS),
            2 => any(self.random, &others) + self.random.pick(PROPERTY_ANNOTATIONS),
            3 => any(self.random, properties).to_uppercase(),
            4 | 5 => self.random.pick(ANNOTATIONS).to_owned(),
            _ => self.random.pick(NEW_PROPERTIES).to_owned(),
        }
    }

    /// Entities that came because `$expand` asked for them. No field holds them.
    fn expanded(&mut self, depth: usize) -> Sample {
        let mut entries = vec![
            (
                "@odata.type",
                Sample::same(Json::text("#microsoft.graph.user")),
            ),
            (
                "id",
                Sample::same(Json::text("87d349ed-44d7-43e1-9a83-5f2406dee5bd")),
            ),
            ("size", Sample::same(Json::text("9223372036854775807"))),
        ];
        entries.truncate(self.random.below(4));
        let mut entries: Vec<(String, Sample)> = entries
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value))
            .collect();
        entries.push(("more".to_owned(), anything(self.random, depth)));
        let entity = Sample::object(entries);
        if self.random.percent(50) {
            return entity;
        }
        Sample::array(vec![entity.clone(), entity])
    }

    /// Puts in the annotation with the type: first, last or anywhere, in one of its forms, or not at all.
    fn annotate(
        &mut self,
        structured: &Structured,
        place: Place<'_>,
        entries: &mut Vec<(String, Sample)>,
    ) {
        let needed = match place {
            Place::Struct => false,
            Place::Enum(declared) => declared.id != structured.id,
        };
        let Some(annotation) = self.annotation(structured, needed) else {
            return;
        };
        let name = if self.random.percent(10) {
            "@type"
        } else {
            "@odata.type"
        };
        let at = match self.random.below(4) {
            0 | 1 => 0,
            2 => entries.len(),
            _ => self.random.below(entries.len() + 1),
        };
        entries.insert(at, (name.to_owned(), Sample::same(annotation)));
    }

    /// `needed`: whether the object is read as this type only because of its annotation.
    fn annotation(&mut self, structured: &Structured, needed: bool) -> Option<Json> {
        let id = &structured.id;
        match self.random.below(if needed { 5 } else { 11 }) {
            0..=2 => Some(Json::Text(format!("#{id}"))),
            3 => Some(Json::text(id.as_str())),
            4 => Some(Json::Text(format!(
                "https://graph.example/v1.0/$metadata#{id}"
            ))),
            5 => Some(Json::text("#microsoft.graph.notYetKnown")),
            6 => Some(self.oddity()),
            _ => None,
        }
    }

    /// What stands for no type at all.
    fn oddity(&mut self) -> Json {
        match self.random.below(3) {
            0 => Json::Null,
            1 => Json::number("7"),
            _ => Json::text(""),
        }
    }

    /// Fisher and Yates.
    fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            let other = self.random.below(last + 1);
            items.swap(last, other);
        }
    }
}

const ANNOTATIONS: &[&str] = &[
    "@odata.context",
    "@odata.etag",
    "@odata.id",
    "@odata.editLink",
    "@odata.mediaReadLink",
    "@odata.nextLink",
    "@odata.count",
    "@odata.deltaLink",
    "@microsoft.graph.downloadUrl",
    "@microsoft.graph.tips",
    "@removed",
    "@odata.typ",
];

const PROPERTY_ANNOTATIONS: &[&str] = &[
    "@odata.type",
    "@odata.nextLink",
    "@odata.count",
    "@odata.context",
    "@odata.bind",
    "@odata.mediaContentType",
    "@delta",
];

const NEW_PROPERTIES: &[&str] = &[
    "notYetKnown",
    "extension_b7d8e648520f41d3b9c0fdeb91768a0a_jobGroup",
    "ext2wgh8s5x_courses",
    "",
    "a \"quoted\" \\ name",
    "größe 😀",
    "value",
    "additional_data",
    "additionalData",
];
