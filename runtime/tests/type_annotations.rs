//! Of several annotations with the type of a value, which one decides.

use msgraph_runtime::codegen as rt;
use msgraph_runtime::model::{from_json, to_json};

macro_rules! animal {
    ($name:ident $type_name:literal) => {
        #[derive(Default)]
        pub struct $name {
            additional_data: rt::AdditionalData,
        }

        impl rt::Record for $name {
            fn shape(&self) -> &'static rt::Shape {
                &rt::Shape {
                    type_name: $type_name,
                    names: &[],
                }
            }

            fn slot(&self, _: usize) -> &dyn rt::Slot {
                &self.additional_data
            }

            fn slot_mut(&mut self, _: usize) -> &mut dyn rt::Slot {
                &mut self.additional_data
            }
        }

        rt::record!($name);
    };
}

animal!(Animal "zoo.animal");
animal!(Cat "zoo.cat");

/// One or the other.
pub enum AnyAnimal {
    Animal(Animal),
    Cat(Cat),
    Other(Animal),
}

impl rt::Polymorphic for AnyAnimal {
    type Declared = Animal;
    const DECLARED: &'static str = "zoo.animal";

    fn of(type_name: &str) -> Self {
        match type_name {
            "zoo.animal" => Self::Animal(Animal::default()),
            "zoo.cat" => Self::Cat(Cat::default()),
            _ => Self::Other(Animal::default()),
        }
    }

    fn is_other(&self) -> bool {
        matches!(self, Self::Other(_))
    }

    fn record(&self) -> &dyn rt::Record {
        match self {
            Self::Animal(animal) | Self::Other(animal) => animal,
            Self::Cat(cat) => cat,
        }
    }

    fn record_mut(&mut self) -> &mut dyn rt::Record {
        match self {
            Self::Animal(animal) | Self::Other(animal) => animal,
            Self::Cat(cat) => cat,
        }
    }
}

rt::polymorphic!(AnyAnimal, Animal);

fn read(json: &str) -> AnyAnimal {
    from_json(json.as_bytes()).unwrap_or_else(|error| panic!("{json}: {error}"))
}

/// What was read is read again from what is written: the annotation that decided is the one that is kept, and stands first.
#[test]
fn of_several_annotations_the_same_one_decides_each_time() {
    let cases = [
        ("{}", "zoo.animal"),
        (r##"{"a":1,"@odata.type":"#zoo.cat"}"##, "zoo.cat"),
        (r#"{"@type":"zoo.cat"}"#, "zoo.cat"),
        (r##"{"@odata.type":"#zoo.dog"}"##, "zoo.dog"),
        (
            r##"{"@odata.type":"#zoo.cat","@odata.type":"#zoo.dog"}"##,
            "zoo.cat",
        ),
        (
            r##"{"@odata.type":"#zoo.dog","@odata.type":"#zoo.cat"}"##,
            "zoo.dog",
        ),
        (r##"{"@type":"#zoo.dog","@type":"#zoo.cat"}"##, "zoo.dog"),
        (
            r##"{"@type":"#zoo.dog","@odata.type":"#zoo.cat"}"##,
            "zoo.cat",
        ),
        (
            r##"{"@odata.type":7,"@odata.type":"#zoo.cat"}"##,
            "zoo.animal",
        ),
        (r##"{"@odata.type":7,"@type":"#zoo.cat"}"##, "zoo.animal"),
    ];
    for (json, expected) in cases {
        let animal = read(json);
        assert_eq!(animal.type_name(), expected, "{json}");
        let written = to_json(&animal);
        let again = read(&written);
        assert_eq!(again.type_name(), expected, "{json} as {written}");
        assert_eq!((&again, to_json(&again)), (&animal, written));
    }
}
