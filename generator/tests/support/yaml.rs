//! YAML as JSON, for comparisons with what the generator reads. Scalars are texts, whatever they look like.

use saphyr_parser::{Event, Parser, StrInput};
use serde_json::{Map, Value};

/// The one document of a text.
pub(crate) fn value(contents: &str) -> Value {
    let mut events = Events(Parser::new_from_str(contents));
    loop {
        match events.next() {
            Event::StreamStart | Event::DocumentStart(_) => {}
            event => return events.value(event),
        }
    }
}

struct Events<'t>(Parser<'t, StrInput<'t>>);

impl<'t> Events<'t> {
    fn next(&mut self) -> Event<'t> {
        let event = self.0.next_event().expect("the text goes on");
        event.expect("the text is YAML").0
    }

    fn value(&mut self, event: Event<'t>) -> Value {
        match event {
            Event::Scalar(text, ..) => Value::String(text.into_owned()),
            Event::SequenceStart(..) => {
                let mut items = Vec::new();
                loop {
                    match self.next() {
                        Event::SequenceEnd => return Value::Array(items),
                        event => items.push(self.value(event)),
                    }
                }
            }
            Event::MappingStart(..) => {
                let mut entries = Map::new();
                loop {
                    match self.next() {
                        Event::MappingEnd => return Value::Object(entries),
                        Event::Scalar(key, ..) => {
                            let event = self.next();
                            entries.insert(key.into_owned(), self.value(event));
                        }
                        event => panic!("a key is a text, not {event:?}"),
                    }
                }
            }
            event => panic!("descriptions have no {event:?}"),
        }
    }
}
