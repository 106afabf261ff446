//! Objects with one value of the wrong kind, and what must be said of it.

use msgraph_generator::model::{Primitive, Structured};

use crate::json::Json;
use crate::types::{Field, Held, Types};

/// How many properties a path goes through.
const DEPTH: usize = 4;

/// An object that is not as described.
#[derive(Clone, Debug)]
pub(crate) struct Wrong {
    pub(crate) object: Json,
    /// Where: `createdBy.user.id`.
    pub(crate) path: String,
    /// The end of the problem: `found a string`.
    pub(crate) found: String,
}

/// For each property of the type, a value of every kind that it cannot be.
pub(crate) fn all(types: &Types<'_>, structured: &Structured) -> Vec<Wrong> {
    let fields = types.fields(structured).into_iter();
    let mut all: Vec<Wrong> = fields
        .flat_map(|field| of_field(types, field, DEPTH))
        .collect();
    // An annotation with the type is found before the object is read, and what is wrong with it is told all the same.
    for (index, wrong) in all.iter_mut().enumerate() {
        if let (1, Json::Object(entries)) = (index % 3, &mut wrong.object) {
            let annotation = Json::Text(format!("#{}", structured.id));
            entries.push(("@odata.type".to_owned(), annotation));
        }
    }
    all
}

fn of_field(types: &Types<'_>, field: Field<'_>, depth: usize) -> Vec<Wrong> {
    let mut wrong = Vec::new();
    if field.collection {
        let others = of_all_kinds().into_iter();
        let others = others.filter(|value| !matches!(value, Json::Array(_)));
        wrong.extend(others.map(|value| here(String::new(), value)));
        for mut item in of_value(types, field.holds, depth) {
            item.path = format!("[0]{}", item.path);
            item.object = Json::Array(vec![item.object]);
            wrong.push(item);
        }
    } else {
        wrong.extend(of_value(types, field.holds, depth));
    }
    for one in &mut wrong {
        let value = std::mem::replace(&mut one.object, Json::Null);
        one.object = Json::Object(vec![(field.name.to_owned(), value)]);
        one.path = format!("{}{}", field.name, one.path);
    }
    wrong
}

/// What is wrong in place of a single value. The objects are not yet complete.
fn of_value(types: &Types<'_>, holds: Held<'_>, depth: usize) -> Vec<Wrong> {
    let others = of_all_kinds().into_iter();
    let others = others.filter(|value| !accepts(holds, value));
    let mut wrong: Vec<Wrong> = others.map(|value| here(String::new(), value)).collect();
    match holds {
        Held::Primitive(primitive) => wrong.extend(out_of_range(primitive)),
        Held::Enumeration(_) => {}
        Held::Structured(structured) => wrong.extend(inside(types, structured, depth)),
    }
    wrong
}

/// What is wrong deeper inside, once: along the first property that leads on, or else at the first that can be wrong.
fn inside(types: &Types<'_>, structured: &Structured, depth: usize) -> Option<Wrong> {
    let depth = depth.checked_sub(1)?;
    let mut fields = types.fields(structured);
    fields.sort_by_key(|field| !matches!(field.holds, Held::Structured(_)));
    let mut wrong = fields
        .into_iter()
        .filter_map(|field| of_field(types, field, depth).pop());
    let mut wrong = wrong.next()?;
    wrong.path = format!(".{}", wrong.path);
    Some(wrong)
}

fn here(path: String, value: Json) -> Wrong {
    Wrong {
        found: format!("found {}", value.described()),
        object: value,
        path,
    }
}

/// A value of each kind. Null is right everywhere: it says that there is no value.
fn of_all_kinds() -> Vec<Json> {
    vec![
        Json::Boolean(true),
        Json::number("12"),
        Json::text("other"),
        Json::Array(vec![Json::text("other")]),
        Json::Object(vec![("id".to_owned(), Json::text("other"))]),
    ]
}

fn accepts(holds: Held<'_>, value: &Json) -> bool {
    match (holds, value) {
        (Held::Structured(_), value) => matches!(value, Json::Object(_)),
        (Held::Enumeration(_), value) => matches!(value, Json::Text(_)),
        (Held::Primitive(Primitive::Untyped), _) => true,
        (Held::Primitive(Primitive::Boolean), value) => matches!(value, Json::Boolean(_)),
        (Held::Primitive(primitive), Json::Number(_)) => is_number(primitive),
        // That it is not the right text is the subject of `out_of_range`.
        (Held::Primitive(primitive), Json::Text(_)) => {
            !is_number(primitive) || has_texts(primitive)
        }
        (Held::Primitive(_), _) => false,
    }
}

fn is_number(primitive: Primitive) -> bool {
    matches!(
        primitive,
        Primitive::Byte
            | Primitive::Decimal
            | Primitive::Double
            | Primitive::Int16
            | Primitive::Int32
            | Primitive::Int64
            | Primitive::SByte
            | Primitive::Single
    )
}

fn has_texts(primitive: Primitive) -> bool {
    matches!(
        primitive,
        Primitive::Decimal | Primitive::Double | Primitive::Int64 | Primitive::Single
    )
}

/// Values of the right kind that the type does not have.
fn out_of_range(primitive: Primitive) -> Vec<Wrong> {
    let numbers: &[&str] = match primitive {
        Primitive::Byte => &["256", "-1", "1.5"],
        Primitive::SByte => &["128", "-129", "1.5"],
        Primitive::Int16 => &["32768", "-32769", "0.5"],
        Primitive::Int32 => &["2147483648", "-2147483649", "1e-1"],
        Primitive::Int64 => &["9223372036854775808", "-9223372036854775809", "0.5", "1e30"],
        Primitive::Double => &["1e309", "-1e400"],
        Primitive::Single => &["1e39", "-3.5e38"],
        _ => &[],
    };
    let texts: &[&str] = match primitive {
        Primitive::Int64 => &["", "1.5", "9223372036854775808", "other"],
        Primitive::Double | Primitive::Single => &["", "Infinity", "nan", "1.5"],
        _ => &[],
    };
    let numbers = numbers.iter().map(|number| Wrong {
        object: Json::number(number),
        path: String::new(),
        found: format!("found {number}"),
    });
    let texts = texts.iter().map(|text| Wrong {
        object: Json::text(text),
        path: String::new(),
        found: format!("found the string `{text}`"),
    });
    numbers.chain(texts).collect()
}
