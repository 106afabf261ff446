//! The texts a run reads, and what a place in them means to a reader.

mod positions;

use std::ops::Range;

use self::positions::Positions;
pub(crate) use self::positions::floor_boundary;
use crate::problem::{FileId, Location, Problem, ProblemKind, Problems};

/// One input text with the name it is known by in messages, mostly a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceText {
    name: String,
    contents: String,
    role: Role,
}

/// What a text is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Description,
    Stable,
    Slice,
}

impl SourceText {
    /// A text. A byte order mark at its start is dropped, so offsets count from the character after it.
    pub fn new(name: impl Into<String>, contents: impl Into<String>) -> Self {
        let mut contents = contents.into();
        if contents.starts_with('\u{feff}') {
            contents.drain(..'\u{feff}'.len_utf8());
        }
        Self {
            name: name.into(),
            contents,
            role: Role::Description,
        }
    }

    /// The text of a slice file: not a description, but what is wanted of the descriptions.
    pub fn slice(name: impl Into<String>, contents: impl Into<String>) -> Self {
        Self {
            role: Role::Slice,
            ..Self::new(name, contents)
        }
    }

    /// The same text as a description of the version for production, which tells what only beta has and is nothing to generate from.
    #[must_use]
    pub fn into_stable(self) -> Self {
        Self {
            role: Role::Stable,
            ..self
        }
    }

    /// Whether the text is a description to generate from.
    pub fn is_description(&self) -> bool {
        self.role == Role::Description
    }

    /// Whether the text describes the version for production: [`into_stable`](Self::into_stable).
    pub fn is_stable(&self) -> bool {
        self.role == Role::Stable
    }

    /// Whether the text is a slice file.
    pub fn is_slice(&self) -> bool {
        self.role == Role::Slice
    }

    /// Whether it reads as a reference page: its front matter says so, or it has a heading and an `http` code block.
    pub fn is_page(&self) -> bool {
        super::docs::is_page(self.contents())
    }

    /// A text as it was read from a file.
    ///
    /// # Errors
    /// [`ProblemKind::NotUtf8`] when the bytes are not UTF-8.
    pub fn from_utf8(name: impl Into<String>, bytes: Vec<u8>) -> Result<Self, Problem> {
        let name = name.into();
        match String::from_utf8(bytes) {
            Ok(contents) => Ok(Self::new(name, contents)),
            Err(error) => {
                let valid_up_to = error.utf8_error().valid_up_to();
                Err(Problem::new(ProblemKind::NotUtf8 { name, valid_up_to }))
            }
        }
    }

    /// The name shown in messages.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The text without byte order mark.
    pub fn contents(&self) -> &str {
        &self.contents
    }
}

/// All texts of a run, sorted by name: the order in which they were given cannot change anything.
#[derive(Clone, Debug, Default)]
pub struct SourceTexts {
    texts: Vec<SourceText>,
    /// For each text where its lines are.
    positions: Vec<Positions>,
}

impl SourceTexts {
    /// Takes the texts of a run.
    ///
    /// # Errors
    /// [`ProblemKind::DuplicateText`] when two have the same name, [`ProblemKind::TextTooLarge`] for one of 4 GiB or more.
    pub fn new(texts: impl IntoIterator<Item = SourceText>) -> Result<Self, Problems> {
        let mut texts: Vec<SourceText> = texts.into_iter().collect();
        texts.sort_by(|a, b| a.name.cmp(&b.name));

        let mut problems = Problems::new();
        for pair in texts.windows(2) {
            if let [first, second] = pair
                && first.name == second.name
            {
                problems.push(Problem::new(ProblemKind::DuplicateText {
                    name: first.name.clone(),
                }));
            }
        }
        for text in &texts {
            if u32::try_from(text.contents.len()).is_err() {
                problems.push(Problem::new(ProblemKind::TextTooLarge {
                    name: text.name.clone(),
                }));
            }
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        let positions = texts
            .iter()
            .map(|text| Positions::of(&text.contents))
            .collect();
        Ok(Self { texts, positions })
    }

    /// The text of an id. `None` only for an id of another `SourceTexts`.
    pub fn get(&self, file: FileId) -> Option<&SourceText> {
        self.texts.get(file.index())
    }

    /// The id of the text with this name.
    pub fn find(&self, name: &str) -> Option<FileId> {
        let index = self
            .texts
            .binary_search_by(|text| text.name.as_str().cmp(name))
            .ok()?;
        u32::try_from(index).ok().map(FileId::new)
    }

    /// All texts in the order of their names.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &SourceText)> {
        (0..).map(FileId::new).zip(&self.texts)
    }

    /// The words at a place; empty when the place is not in these texts.
    pub fn text(&self, location: Location) -> &str {
        self.get(location.file)
            .and_then(|text| {
                text.contents
                    .get(location.start as usize..location.end as usize)
            })
            .unwrap_or_default()
    }

    /// Where a place starts, for a reader. A place behind the end of its text is at the end, one in another text at line 1, column 1.
    pub fn line_column(&self, location: Location) -> LineColumn {
        let (Some(text), Some(positions)) = (
            self.get(location.file),
            self.positions.get(location.file.index()),
        ) else {
            return LineColumn { line: 1, column: 1 };
        };
        positions.line_column(&text.contents, location.start as usize)
    }

    /// The bytes of the line that a place starts in, without its line feed. `None` for a place in another text.
    pub(crate) fn line(&self, location: Location) -> Option<Range<usize>> {
        let text = self.get(location.file)?;
        let positions = self.positions.get(location.file.index())?;
        Some(positions.line(&text.contents, location.start as usize).1)
    }
}

/// A position as editors count it: both numbers start at 1, columns count characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineColumn {
    /// The line.
    pub line: usize,
    /// The character in the line.
    pub column: usize,
}

/// A value and the place it was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Its place.
    pub location: Location,
}

impl Spanned<String> {
    /// The value as a string slice.
    pub fn as_str(&self) -> &str {
        &self.value
    }
}
