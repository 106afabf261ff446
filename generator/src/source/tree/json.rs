//! A strict scanner for JSON (RFC 8259) that borrows from the text and knows the place of everything.

use std::borrow::Cow;

use super::mapping::{Key, Mapping};
use super::{DEEPEST, Node, Number, Value};
use crate::problem::{FileId, Location, Problem, ProblemKind, Problems};

pub(super) fn parse<'t>(file: FileId, text: &'t str, problems: &mut Problems) -> Option<Node<'t>> {
    parse_from(file, text, 0, problems)
}

/// What follows an offset. Places are those in the whole text.
pub(super) fn parse_from<'t>(
    file: FileId,
    text: &'t str,
    at: usize,
    problems: &mut Problems,
) -> Option<Node<'t>> {
    let mut scanner = Scanner {
        file,
        text,
        at,
        depth: 0,
        problems,
    };
    match scanner.document() {
        Ok(node) => Some(node),
        Err(problem) => {
            scanner.problems.push(problem);
            None
        }
    }
}

struct Scanner<'t, 'p> {
    file: FileId,
    text: &'t str,
    /// Offset of the next byte; always on a character boundary.
    at: usize,
    depth: usize,
    problems: &'p mut Problems,
}

impl<'t> Scanner<'t, '_> {
    fn document(&mut self) -> Result<Node<'t>, Problem> {
        let node = self.value()?;
        self.skip_space();
        if self.peek().is_some() {
            Err(self.expected("the end of the text"))
        } else {
            Ok(node)
        }
    }

    fn value(&mut self) -> Result<Node<'t>, Problem> {
        self.skip_space();
        let start = self.at;
        let value = match self.peek() {
            Some(b'{') => self.nested(start, Self::mapping)?,
            Some(b'[') => self.nested(start, Self::sequence)?,
            Some(b'"') => Value::String(self.string()?),
            Some(b'-' | b'0'..=b'9') => self.number()?,
            Some(b't') => self.word("true", Value::Bool(true))?,
            Some(b'f') => self.word("false", Value::Bool(false))?,
            Some(b'n') => self.word("null", Value::Null)?,
            _ => return Err(self.expected("a value")),
        };
        Ok(Node {
            location: self.since(start),
            value,
        })
    }

    fn nested(
        &mut self,
        start: usize,
        read: fn(&mut Self) -> Result<Value<'t>, Problem>,
    ) -> Result<Value<'t>, Problem> {
        self.at += 1;
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(Problem::at(
                self.since(start),
                ProblemKind::TooDeep { limit: DEEPEST },
            ));
        }
        let value = read(self)?;
        self.depth -= 1;
        Ok(value)
    }

    fn mapping(&mut self) -> Result<Value<'t>, Problem> {
        let mut entries = Vec::new();
        if !self.skip(b'}') {
            loop {
                self.skip_space();
                let start = self.at;
                if self.peek() != Some(b'"') {
                    return Err(self.expected("a key in double quotes"));
                }
                let text = self.string()?;
                let key = Key {
                    text,
                    location: self.since(start),
                };
                if !self.skip(b':') {
                    return Err(self.expected("`:` after a key"));
                }
                entries.push((key, self.value()?));
                if self.skip(b'}') {
                    break;
                }
                if !self.skip(b',') {
                    return Err(self.expected("`,` or `}`"));
                }
            }
        }
        Ok(Value::Mapping(Mapping::new(entries, self.problems)))
    }

    fn sequence(&mut self) -> Result<Value<'t>, Problem> {
        let mut items = Vec::new();
        if !self.skip(b']') {
            loop {
                items.push(self.value()?);
                if self.skip(b']') {
                    break;
                }
                if !self.skip(b',') {
                    return Err(self.expected("`,` or `]`"));
                }
            }
        }
        Ok(Value::Sequence(items.into_boxed_slice()))
    }

    fn word(&mut self, word: &'static str, value: Value<'t>) -> Result<Value<'t>, Problem> {
        if !self.rest().starts_with(word) {
            return Err(self.expected("a value"));
        }
        self.at += word.len();
        Ok(value)
    }

    /// `[ minus ] int [ frac ] [ exp ]` (section 6).
    fn number(&mut self) -> Result<Value<'t>, Problem> {
        let start = self.at;
        self.accept(b"-");
        if !self.accept(b"0") && self.digits() == 0 {
            return Err(self.expected("a digit"));
        }
        if self.accept(b".") && self.digits() == 0 {
            return Err(self.expected("a digit after the decimal point"));
        }
        if self.accept(b"eE") {
            self.accept(b"+-");
            if self.digits() == 0 {
                return Err(self.expected("a digit in the exponent"));
            }
        }
        let text = self.text.get(start..self.at).unwrap_or_default();
        Ok(Value::Number(Number::new(text)))
    }

    /// A string with its quotes, the first of which is next.
    fn string(&mut self) -> Result<Cow<'t, str>, Problem> {
        self.at += 1;
        let mut unescaped = String::new();
        loop {
            let rest = self.rest();
            let length = rest
                .bytes()
                .position(|byte| matches!(byte, b'"' | b'\\' | 0..=0x1f));
            let (plain, _) = rest
                .split_at_checked(length.unwrap_or(rest.len()))
                .unwrap_or((rest, ""));
            self.at += plain.len();
            match self.peek() {
                Some(b'"') => {
                    self.at += 1;
                    if unescaped.is_empty() {
                        return Ok(Cow::Borrowed(plain));
                    }
                    unescaped.push_str(plain);
                    return Ok(Cow::Owned(unescaped));
                }
                Some(b'\\') => {
                    unescaped.push_str(plain);
                    unescaped.push(self.escape()?);
                }
                Some(_) => return Err(self.expected("no control character in a string")),
                None => return Err(self.expected("a closing `\"`")),
            }
        }
    }

    /// An escape (section 7); a character outside the basic plane takes two, a surrogate pair.
    fn escape(&mut self) -> Result<char, Problem> {
        let start = self.at;
        self.at += 1;
        let character = match self.peek() {
            Some(byte @ (b'"' | b'\\' | b'/')) => char::from(byte),
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.unicode_escape(start),
            _ => return Err(self.expected("one of `\" \\ / b f n r t u` after `\\`")),
        };
        self.at += 1;
        Ok(character)
    }

    fn unicode_escape(&mut self, start: usize) -> Result<char, Problem> {
        let high = self.four_digits()?;
        let mut code = high;
        if (0xd800..0xdc00).contains(&high) && self.rest().starts_with("\\u") {
            self.at += 1;
            let low = self.four_digits()?;
            if (0xdc00..0xe000).contains(&low) {
                code = 0x1_0000 + ((high - 0xd800) << 10) + (low - 0xdc00);
            }
        }
        char::from_u32(code)
            .ok_or_else(|| self.expected_at(self.since(start), "a pair of surrogates"))
    }

    /// The four hexadecimal digits after the `u` that is next.
    fn four_digits(&mut self) -> Result<u32, Problem> {
        self.at += 1;
        let digits = self
            .rest()
            .get(..4)
            .filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()));
        match digits.and_then(|digits| u32::from_str_radix(digits, 16).ok()) {
            Some(code) => {
                self.at += 4;
                Ok(code)
            }
            None => Err(self.expected("four hexadecimal digits")),
        }
    }

    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Takes the next byte if it is one of these.
    fn accept(&mut self, bytes: &[u8]) -> bool {
        let found = self.peek().is_some_and(|byte| bytes.contains(&byte));
        self.at += usize::from(found);
        found
    }

    /// Takes a byte after any white space.
    fn skip(&mut self, byte: u8) -> bool {
        self.skip_space();
        self.accept(&[byte])
    }

    fn skip_space(&mut self) {
        while self.accept(b" \t\n\r") {}
    }

    /// Takes digits, and says how many.
    fn digits(&mut self) -> usize {
        let start = self.at;
        while self.accept(b"0123456789") {}
        self.at - start
    }

    fn since(&self, start: usize) -> Location {
        Location::new(self.file, start, self.at)
    }

    /// What should have been next, instead of the character that is.
    fn expected(&self, expected: &'static str) -> Problem {
        let width = self.rest().chars().next().map_or(0, char::len_utf8);
        self.expected_at(Location::new(self.file, self.at, self.at + width), expected)
    }

    fn expected_at(&self, location: Location, expected: &'static str) -> Problem {
        Problem::at(location, ProblemKind::JsonSyntax { expected })
    }
}
