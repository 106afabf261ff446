//! The same descriptions in another order, where order means nothing: keys of JSON and YAML, children of CSDL elements, input files.

use msgraph_generator::source::tree::{Node, Value};
use msgraph_generator::source::{self, SourceText, SourceTexts};
use quick_xml::events::Event;
use quick_xml::reader::Reader;

/// Numbers that look random and are the same on every run (xorshift, Marsaglia 2003).
#[derive(Debug)]
pub(crate) struct Numbers(u64);

impl Numbers {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// Puts the items in another order (Fisher and Yates).
    pub(crate) fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            let bound = u64::try_from(last + 1).expect("lengths fit");
            let other = usize::try_from(self.next() % bound).expect("it is less than a length");
            items.swap(last, other);
        }
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }
}

/// The texts in another order, and each in another order within. Texts of other forms stay as they are.
pub(crate) fn texts(texts: &[SourceText], numbers: &mut Numbers) -> Vec<SourceText> {
    let mut shuffled: Vec<SourceText> = texts.iter().map(|text| one(text, numbers)).collect();
    numbers.shuffle(&mut shuffled);
    shuffled
}

fn one(text: &SourceText, numbers: &mut Numbers) -> SourceText {
    if text.is_slice() {
        return text.clone();
    }
    let alone = SourceTexts::new([text.clone()]).expect("one text has one name");
    let documents = source::parse(&alone).unwrap_or_else(|problems| panic!("{problems:?}"));
    let contents = if documents.csdl.is_empty() {
        let root = documents
            .openapi
            .first()
            .and_then(|document| document.node(""));
        root.map(|root| json(root, numbers))
    } else {
        Some(xml(text.contents(), numbers))
    };
    contents.map_or_else(
        || text.clone(),
        |contents| SourceText::new(text.name(), contents),
    )
}

/// A tree as JSON, with the keys of every mapping in another order.
fn json(node: &Node<'_>, numbers: &mut Numbers) -> String {
    match &node.value {
        Value::Null => "null".to_owned(),
        Value::Bool(value) => value.to_string(),
        Value::Number(number) => number.as_str().to_owned(),
        Value::String(text) => quoted(text),
        Value::Sequence(items) => {
            let items: Vec<String> = items.iter().map(|item| json(item, numbers)).collect();
            format!("[{}]", items.join(","))
        }
        Value::Mapping(mapping) => {
            let entry = |(key, value): (&source::tree::Key<'_>, &Node<'_>)| {
                format!("{}:{}", quoted(&key.text), json(value, numbers))
            };
            let mut entries: Vec<String> = mapping.iter().map(entry).collect();
            numbers.shuffle(&mut entries);
            format!("{{{}}}", entries.join(",\n"))
        }
    }
}

fn quoted(text: &str) -> String {
    serde_json::to_string(text).expect("a text can be written as JSON")
}

/// CSDL elements whose children have no order. The parameters of a function have one, and so have the parts of a path of annotations;
/// the members of an enumeration have one where their values are not written.
const UNORDERED: &[&str] = &[
    "Schema",
    "EntityType",
    "ComplexType",
    "EntityContainer",
    "EntitySet",
    "Singleton",
    "Record",
];

/// An element as text, cut at its children.
struct Element {
    name: String,
    start: String,
    children: Vec<String>,
}

impl Element {
    fn finish(mut self, numbers: &mut Numbers) -> String {
        if UNORDERED.contains(&self.name.as_str()) {
            numbers.shuffle(&mut self.children);
        }
        format!("{}{}</{}>", self.start, self.children.join("\n"), self.name)
    }
}

/// A document with the children of its elements in another order.
fn xml(contents: &str, numbers: &mut Numbers) -> String {
    let mut reader = Reader::from_str(contents);
    let mut open = vec![Element {
        name: String::new(),
        start: String::new(),
        children: Vec::new(),
    }];
    loop {
        let start = reader.buffer_position();
        let event = reader.read_event().expect("the text is well-formed");
        let range = usize::try_from(start).expect("it fits")
            ..usize::try_from(reader.buffer_position()).expect("it fits");
        let written = contents[range].to_owned();
        let done = match event {
            Event::Eof => break,
            Event::Start(tag) => {
                let name = String::from_utf8_lossy(tag.name().as_ref().as_bytes()).into_owned();
                open.push(Element {
                    name,
                    start: written,
                    children: Vec::new(),
                });
                continue;
            }
            Event::End(_) => open.pop().expect("the text is well-formed").finish(numbers),
            Event::Comment(_) | Event::Decl(_) => continue,
            _ => written,
        };
        if !done.trim().is_empty() {
            open.last_mut()
                .expect("the text is well-formed")
                .children
                .push(done);
        }
    }
    open.remove(0).children.concat()
}
