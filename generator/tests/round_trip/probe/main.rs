//! Decodes and encodes what it is told to, as the types of one generated crate.
//!
//! First it says how many types there are, and their names, a line each. Then, for each request, a line `TYPE FORM LENGTH` and so many
//! bytes, it answers with a line `written EQUAL LENGTH` and so many bytes of JSON, or with a line `refused PATH LENGTH` and two texts of
//! these lengths, the path and the whole message. The form is `one`, `page`, or `type`, which is answered with the name of the type that the
//! value is of.

mod types;

use std::any::Any;
use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};

use msgraph_runtime::model::{Polymorphic, Record, Value, from_json, to_json};
use msgraph_runtime::{Error, Page};

/// What the table of types has for each.
struct Type {
    name: fn() -> &'static str,
    /// Decodes one value.
    one: Decode,
    /// Decodes a page of them.
    page: Decode,
    /// Decodes one value, and names the type that it is of; nothing if the crate does not have it.
    of: fn(&[u8]) -> Result<Option<&'static str>, Error>,
}

type Decode = fn(&[u8]) -> Result<Box<dyn Decoded>, Error>;

impl Type {
    const fn model<T: Record + Value + Default + PartialEq>() -> Self {
        Self {
            name: || T::default().shape().type_name,
            one: decode::<T>,
            page: decode::<Page<T>>,
            of: |json| from_json::<T>(json).map(|value| Some(value.shape().type_name)),
        }
    }

    const fn hierarchy<T: Polymorphic + PartialEq>() -> Self {
        Self {
            name: || T::DECLARED,
            one: decode::<T>,
            page: decode::<Page<T>>,
            of: |json| {
                let value = from_json::<T>(json)?;
                Ok((!value.is_other()).then(|| value.record().shape().type_name))
            },
        }
    }
}

/// A value that has lost its type: all that is done with it is the same code for all types.
trait Decoded: Any {
    fn json(&self) -> String;
    fn copy(&self) -> Box<dyn Decoded>;
    fn equals(&self, other: &dyn Any) -> bool;
    fn any(&self) -> &dyn Any;
}

impl<T: Value + PartialEq> Decoded for T {
    fn json(&self) -> String {
        to_json(self)
    }

    fn copy(&self) -> Box<dyn Decoded> {
        Box::new(self.clone())
    }

    fn equals(&self, other: &dyn Any) -> bool {
        other.downcast_ref().is_some_and(|other| self == other)
    }

    fn any(&self) -> &dyn Any {
        self
    }
}

fn decode<T: Value + PartialEq>(json: &[u8]) -> Result<Box<dyn Decoded>, Error> {
    match from_json::<T>(json) {
        Ok(value) => Ok(Box::new(value)),
        Err(error) => Err(error),
    }
}

fn main() -> io::Result<()> {
    // As little stack as a thread has that nobody asked more for.
    let answering = std::thread::spawn(answer_all);
    answering.join().map_err(|_| io::Error::other("a panic"))?
}

fn answer_all() -> io::Result<()> {
    let mut requests = BufReader::new(io::stdin().lock());
    let mut answers = BufWriter::new(io::stdout().lock());
    writeln!(answers, "{}", types::TYPES.len())?;
    for ty in types::TYPES {
        writeln!(answers, "{}", (ty.name)())?;
    }
    answers.flush()?;
    let mut line = String::new();
    while requests.read_line(&mut line)? > 0 {
        let words: Vec<&str> = line.split_whitespace().collect();
        let [index, form, length] = words.as_slice() else {
            return Err(io::Error::other("not a request"));
        };
        let parse = |number: &str| number.parse::<usize>().map_err(io::Error::other);
        let mut json = vec![0; parse(length)?];
        requests.read_exact(&mut json)?;
        let ty = types::TYPES.get(parse(index)?);
        let ty = ty.ok_or_else(|| io::Error::other("no such type"))?;
        match *form {
            "page" => answer(ty.page, &json, &mut answers)?,
            "type" => answer_type((ty.of)(&json), &mut answers)?,
            _ => answer(ty.one, &json, &mut answers)?,
        }
        answers.flush()?;
        line.clear();
    }
    Ok(())
}

fn answer(decode: Decode, json: &[u8], answers: &mut impl Write) -> io::Result<()> {
    match decode(json) {
        Ok(value) => {
            let written = value.json();
            let equal = is_stable(decode, json, &*value, &written);
            write!(answers, "written {equal} {}\n{written}", written.len())
        }
        Err(error) => refuse(&error, answers),
    }
}

fn answer_type(
    of: Result<Option<&'static str>, Error>,
    answers: &mut impl Write,
) -> io::Result<()> {
    match of {
        Ok(name) => {
            let json = name.map_or("null".to_owned(), |name| format!("\"{name}\""));
            write!(answers, "written equal {}\n{json}", json.len())
        }
        Err(error) => refuse(&error, answers),
    }
}

fn refuse(error: &Error, answers: &mut impl Write) -> io::Result<()> {
    let (path, message) = (error.decode_path().unwrap_or("?"), error.to_string());
    let (start, end) = (path.len(), message.len());
    write!(answers, "refused {start} {end}\n{path}{message}")
}

/// What holds of a value that was decoded from `json` and is written as `written`.
fn is_stable(decode: Decode, json: &[u8], value: &dyn Decoded, written: &str) -> &'static str {
    let copies = [
        decode(json).ok(),
        decode(written.as_bytes()).ok(),
        Some(value.copy()),
    ];
    let has = |is: fn(&dyn Decoded, &dyn Decoded) -> bool| {
        let is =
            |copy: &Option<Box<dyn Decoded>>| copy.as_deref().is_some_and(|copy| is(value, copy));
        copies.iter().all(is)
    };
    if !has(|value, copy| value.json() == copy.json()) {
        "unstable"
    } else if !has(|value, copy| value.equals(copy.any())) {
        "unequal"
    } else {
        "equal"
    }
}
