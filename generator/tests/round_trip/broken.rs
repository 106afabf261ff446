//! Texts that are not JSON, or that nest without end.

use msgraph_generator::model::Structured;

use crate::random::Random;
use crate::types::{Held, Types};

/// So many levels would need more stack than a thread has.
const ENDLESS: usize = 100_000;

/// So many levels are read (`MAX_DEPTH` of the runtime).
const ALLOWED: usize = 64;

/// Beginnings of a text: none of them is JSON.
pub(crate) fn truncated(text: &str, count: usize, random: &mut Random) -> Vec<Vec<u8>> {
    let end = text.trim_end().len();
    let lengths = (0..count).map(|_| random.below(end));
    lengths
        .map(|length| text.as_bytes()[..length].to_vec())
        .collect()
}

/// A text with some bytes changed, left out or put in. It may still be JSON.
pub(crate) fn mutated(text: &str, count: usize, random: &mut Random) -> Vec<Vec<u8>> {
    (0..count)
        .map(|_| {
            let mut bytes = text.as_bytes().to_vec();
            for _ in 0..=random.below(3) {
                mutate(&mut bytes, random);
            }
            bytes
        })
        .collect()
}

/// Bytes that mean something in JSON.
const SYNTAX: &[u8] = b"{}[]\",:\\-0eE.tfnu ";

fn mutate(bytes: &mut Vec<u8>, random: &mut Random) {
    let at = random.below(bytes.len().max(1));
    let byte = if random.percent(60) {
        random.pick(SYNTAX)
    } else {
        random.byte()
    };
    match random.below(4) {
        0 if at < bytes.len() => drop(bytes.remove(at)),
        1 => bytes.insert(at, byte),
        2 if at < bytes.len() => {
            // A part of it twice.
            let end = (at + random.below(20)).min(bytes.len());
            let part = bytes[at..end].to_vec();
            bytes.splice(at..at, part);
        }
        _ => bytes
            .iter_mut()
            .skip(at)
            .take(1)
            .for_each(|old| *old = byte),
    }
}

/// Texts that nest deeper than anything is read: in a property that no type names, in each kind of property of the type, in place of the
/// object itself, closed or not. All of them are refused.
pub(crate) fn endless(types: &Types<'_>, structured: &Structured) -> Vec<String> {
    let arrays = format!("{}{}", "[".repeat(ENDLESS), "]".repeat(ENDLESS));
    let objects = format!("{}1{}", "{\"a\":".repeat(ENDLESS), "}".repeat(ENDLESS));
    let mut texts = vec![
        arrays.clone(),
        format!("{{\"notYetKnown\":{arrays}}}"),
        format!("{{\"@odata.type\":{objects}}}"),
        "{\"a\":[".repeat(ENDLESS),
    ];
    let fields = types.fields(structured);
    if let Some(field) = fields.iter().find(|field| field.collection) {
        // Because of the null it is read once more, without its type.
        texts.push(format!("{{\"{}\":[null,{arrays}]}}", field.name));
    }
    if let Some(field) = fields.iter().find(|field| !field.collection) {
        texts.push(format!("{{\"{}\":{objects}}}", field.name));
    }
    let endless = recursive(types, structured).into_iter();
    texts.extend(
        endless.map(|(open, close)| format!("{}{}", open.repeat(ENDLESS), close.repeat(ENDLESS))),
    );
    texts
}

/// Objects of the type within each other, as many as are read.
pub(crate) fn deepest(types: &Types<'_>, structured: &Structured) -> Vec<String> {
    let recursive = recursive(types, structured).into_iter();
    recursive
        .map(|(open, close)| {
            let brackets = open.matches(['{', '[']).count();
            let levels = (ALLOWED - 1) / brackets;
            format!("{}{{}}{}", open.repeat(levels), close.repeat(levels))
        })
        .collect()
}

/// How an object of the type begins and ends around one of the same type, for each property where one can stand.
fn recursive(types: &Types<'_>, structured: &Structured) -> Vec<(String, &'static str)> {
    let fields = types.fields(structured).into_iter();
    let own = fields.filter(|field| match field.holds {
        Held::Structured(held) => held.id == structured.id,
        Held::Primitive(_) | Held::Enumeration(_) => false,
    });
    own.map(|field| match field.collection {
        true => (format!("{{\"{}\":[", field.name), "]}"),
        false => (format!("{{\"{}\":", field.name), "}"),
    })
    .collect()
}
