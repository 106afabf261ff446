//! A pull reader for JSON text (RFC 8259) that allocates only for strings with escapes.

mod order;
mod scan;
mod text;
mod untyped;

use std::borrow::Cow;

use super::failure::Failure;
use order::Orders;

pub(super) use order::Order;
pub(super) use scan::{is_plain, plain_length};

/// Objects and arrays may nest this deep. Graph's answers stay far below; a limit keeps hostile
/// text from exhausting the stack.
pub const MAX_DEPTH: usize = 64;

/// What the next JSON value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `{`
    Object,
    /// `[`
    Array,
    /// `"`
    String,
    /// A digit or a minus sign.
    Number,
    /// `true` or `false`
    Boolean,
    /// `null`
    Null,
}

impl Kind {
    /// For messages: `a string`.
    pub(crate) fn describe(self) -> &'static str {
        match self {
            Self::Object => "an object",
            Self::Array => "an array",
            Self::String => "a string",
            Self::Number => "a number",
            Self::Boolean => "a truth value",
            Self::Null => "null",
        }
    }
}

/// Reads JSON text value by value, from front to back.
#[derive(Debug)]
pub struct Reader<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
    /// The last string that had escapes.
    unescaped: String,
    orders: Orders,
}

/// A position to come back to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Mark {
    at: usize,
    depth: usize,
}

impl<'a> Reader<'a> {
    /// A reader of one JSON text. A byte order mark before it is skipped (RFC 8259, section 8.1).
    ///
    /// # Errors
    ///
    /// The text is not UTF-8.
    pub fn new(bytes: &'a [u8]) -> Result<Self, Failure> {
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        let text = std::str::from_utf8(bytes)
            .map_err(|error| Failure::syntax("not UTF-8", error.valid_up_to()))?;
        Ok(Self {
            text,
            at: 0,
            depth: 0,
            unescaped: String::new(),
            orders: Orders::default(),
        })
    }

    /// What comes next; nothing is consumed but white space.
    ///
    /// # Errors
    ///
    /// No value begins here.
    pub fn peek(&mut self) -> Result<Kind, Failure> {
        match self.peek_byte() {
            Some(b'{') => Ok(Kind::Object),
            Some(b'[') => Ok(Kind::Array),
            Some(b'"') => Ok(Kind::String),
            Some(b'-' | b'0'..=b'9') => Ok(Kind::Number),
            Some(b't' | b'f') => Ok(Kind::Boolean),
            Some(b'n') => Ok(Kind::Null),
            Some(_) => Err(self.unexpected("expected a value")),
            None => Err(self.unexpected("the text ends where a value should be")),
        }
    }

    /// Enters an object; then take its properties with [`next_name`](Reader::next_name).
    ///
    /// # Errors
    ///
    /// Something else than an object comes next, or it is nested too deep. `expected` is for the
    /// message.
    pub fn begin_object(&mut self, expected: &str) -> Result<(), Failure> {
        self.expect(Kind::Object, expected)?;
        self.enter()
    }

    /// The name of the next property of an object, whose value must then be read; `None` at the end
    /// of the object. `first` is true before the first property, and is kept up to date.
    ///
    /// # Errors
    ///
    /// The text is not valid JSON.
    pub fn next_name(&mut self, first: &mut bool) -> Result<Option<Cow<'a, str>>, Failure> {
        if !self.more(b'}', first)? {
            return Ok(None);
        }
        if self.peek_byte() != Some(b'"') {
            return Err(self.unexpected("expected the name of a property"));
        }
        let name = self.quoted()?;
        if !self.take(b':') {
            return Err(self.unexpected("expected `:`"));
        }
        Ok(Some(name))
    }

    /// Enters an array; then ask for its items with [`next_item`](Reader::next_item).
    ///
    /// # Errors
    ///
    /// Something else than an array comes next, or it is nested too deep. `expected` is for the
    /// message.
    pub fn begin_array(&mut self, expected: &str) -> Result<(), Failure> {
        self.expect(Kind::Array, expected)?;
        self.enter()
    }

    /// Whether the array has another item, which must then be read. `first` is as for
    /// [`next_name`](Reader::next_name).
    ///
    /// # Errors
    ///
    /// The text is not valid JSON.
    pub fn next_item(&mut self, first: &mut bool) -> Result<bool, Failure> {
        self.more(b']', first)
    }

    /// Reads a string.
    ///
    /// # Errors
    ///
    /// Something else comes next, or the text is not valid JSON.
    pub fn string(&mut self) -> Result<Cow<'a, str>, Failure> {
        if self.peek_byte() != Some(b'"') {
            self.expect(Kind::String, "a string")?;
        }
        self.quoted()
    }

    /// Reads a number, exactly as it is written.
    ///
    /// # Errors
    ///
    /// Something else comes next, or the text is not valid JSON.
    pub fn number(&mut self) -> Result<&'a str, Failure> {
        self.expect(Kind::Number, "a number")?;
        self.digits()
    }

    /// Reads a truth value.
    ///
    /// # Errors
    ///
    /// Something else comes next, or the text is not valid JSON.
    pub fn boolean(&mut self) -> Result<bool, Failure> {
        self.expect(Kind::Boolean, "a truth value")?;
        if self.peek_byte() == Some(b't') {
            self.word("true").map(|()| true)
        } else {
            self.word("false").map(|()| false)
        }
    }

    /// Reads `null`.
    ///
    /// # Errors
    ///
    /// Something else comes next, or the text is not valid JSON.
    pub fn null(&mut self) -> Result<(), Failure> {
        self.expect(Kind::Null, "null")?;
        self.word("null")
    }

    /// Reads a value of any kind, and gives its text.
    ///
    /// # Errors
    ///
    /// The text is not valid JSON.
    pub fn raw(&mut self) -> Result<&'a str, Failure> {
        let token = self.peek()?;
        let start = self.at;
        match token {
            Kind::Object => {
                self.begin_object("an object")?;
                let mut first = true;
                while self.next_name(&mut first)?.is_some() {
                    self.raw()?;
                }
            }
            Kind::Array => {
                self.begin_array("an array")?;
                let mut first = true;
                while self.next_item(&mut first)? {
                    self.raw()?;
                }
            }
            Kind::String => drop(self.quoted()?),
            Kind::Number => drop(self.digits()?),
            Kind::Boolean => drop(self.boolean()?),
            Kind::Null => self.null()?,
        }
        Ok(self.text.get(start..self.at).unwrap_or_default())
    }

    /// Makes sure that nothing but white space is left.
    ///
    /// # Errors
    ///
    /// Something is left.
    pub fn end(&mut self) -> Result<(), Failure> {
        match self.peek_byte() {
            None => Ok(()),
            Some(_) => Err(self.unexpected("something follows the value")),
        }
    }

    /// Whether the object that comes next has a member of that name, wherever it stands; the reader
    /// stays where it is. What is no object has none.
    pub(crate) fn has_member(&mut self, name: &str) -> bool {
        let start = self.mark();
        // Reading the object finds what is wrong with it again, and knows where in the body that is.
        let found = self.find_member(name).unwrap_or_default();
        self.rewind(start);
        found
    }

    fn find_member(&mut self, name: &str) -> Result<bool, Failure> {
        self.begin_object("an object")?;
        let mut first = true;
        while let Some(other) = self.next_name(&mut first)? {
            if other == name {
                return Ok(true);
            }
            self.raw()?;
        }
        Ok(false)
    }

    /// The index among `names`, which are sorted, of a name that came in an object.
    pub(super) fn find(
        &mut self,
        order: &mut Order,
        names: &'static [&'static str],
        name: &str,
    ) -> Option<usize> {
        self.orders.find(order, names, name)
    }

    pub(crate) fn mark(&self) -> Mark {
        Mark {
            at: self.at,
            depth: self.depth,
        }
    }

    pub(crate) fn rewind(&mut self, mark: Mark) {
        self.at = mark.at;
        self.depth = mark.depth;
    }

    /// Fails unless `wanted` comes next.
    fn expect(&mut self, wanted: Kind, expected: &str) -> Result<(), Failure> {
        let found = self.peek()?;
        if found == wanted {
            Ok(())
        } else {
            Err(Failure::mismatch(expected, found.describe()))
        }
    }

    /// Consumes an opening bracket.
    fn enter(&mut self) -> Result<(), Failure> {
        if self.depth == MAX_DEPTH {
            return Err(Failure::mismatch(
                &format!("at most {MAX_DEPTH} levels of nesting"),
                "more",
            ));
        }
        self.at += 1;
        self.depth += 1;
        Ok(())
    }

    /// Whether another element follows before `close`; consumes the comma or the closing bracket.
    fn more(&mut self, close: u8, first: &mut bool) -> Result<bool, Failure> {
        if self.take(close) {
            self.depth = self.depth.saturating_sub(1);
            return Ok(false);
        }
        if !std::mem::replace(first, false) && !self.take(b',') {
            return Err(self.unexpected("expected `,` or the end"));
        }
        Ok(true)
    }
}
