//! What a CSDL declares and where, so that a part of it can be cut out.
//!
//! Not a reader of CSDL: it sees names and types, and expects a description that the generator reads.

use std::collections::BTreeMap;
use std::ops::Range;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// The declarations of a CSDL, in the order of the text.
#[derive(Debug)]
pub(super) struct Outline<'t> {
    pub(super) text: &'t str,
    pub(super) declarations: Vec<Declaration>,
    /// Namespaces by alias.
    aliases: BTreeMap<String, String>,
}

/// A child of a schema.
#[derive(Debug)]
pub(super) struct Declaration {
    pub(super) kind: Kind,
    /// Its qualified name; of annotations, what they are about.
    pub(super) name: String,
    /// The base type.
    pub(super) base: Option<String>,
    pub(super) range: Range<usize>,
    pub(super) members: Vec<Member>,
}

/// What a declaration declares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Type,
    Operation,
    Container,
    Annotations,
    Other,
}

/// A child of a declaration.
#[derive(Debug)]
pub(super) struct Member {
    pub(super) name: String,
    /// The qualified name of what it refers to, of the items where it is a collection; empty where it refers to nothing.
    pub(super) refers_to: String,
    /// Whether a value of it is a part of a value of the type.
    pub(super) is_structural: bool,
    pub(super) range: Range<usize>,
}

/// Levels of elements around a declaration: the document, the data services, the schema.
const ABOVE: usize = 3;

impl<'t> Outline<'t> {
    /// Reads a description. Nothing if it is not well-formed XML.
    pub(super) fn of(text: &'t str) -> Option<Self> {
        let mut outline = Self {
            text,
            declarations: Vec::new(),
            aliases: BTreeMap::new(),
        };
        let mut reader = Reader::from_str(text);
        let (mut depth, mut namespace) = (0, String::new());
        loop {
            let start = usize::try_from(reader.buffer_position()).ok()?;
            let event = reader.read_event().ok()?;
            let end = usize::try_from(reader.buffer_position()).ok()?;
            match event {
                Event::Eof => break,
                Event::Start(tag) => {
                    outline.enter(depth, &tag, start..end, &mut namespace)?;
                    depth += 1;
                }
                Event::Empty(tag) => outline.enter(depth, &tag, start..end, &mut namespace)?,
                Event::End(_) => {
                    depth -= 1;
                    outline.leave(depth, end);
                }
                _ => {}
            }
        }
        outline.resolve();
        Some(outline)
    }

    /// The types that it declares.
    pub(super) fn types(&self) -> impl Iterator<Item = &Declaration> {
        self.declarations
            .iter()
            .filter(|declaration| declaration.kind == Kind::Type)
    }

    fn enter(
        &mut self,
        depth: usize,
        tag: &BytesStart<'_>,
        range: Range<usize>,
        namespace: &mut String,
    ) -> Option<()> {
        match depth.checked_sub(ABOVE) {
            None if depth + 1 == ABOVE => {
                *namespace = attribute(tag, "Namespace").unwrap_or_default();
                let alias = attribute(tag, "Alias");
                self.aliases
                    .extend(alias.map(|alias| (alias, namespace.clone())));
            }
            None => {}
            Some(0) => self.declarations.push(declaration(tag, range, namespace)),
            Some(1) => {
                let member = member(tag, range);
                self.declarations.last_mut()?.members.push(member);
            }
            Some(_) => {}
        }
        Some(())
    }

    fn leave(&mut self, depth: usize, end: usize) {
        let Some(declaration) = self.declarations.last_mut() else {
            return;
        };
        if depth == ABOVE {
            declaration.range.end = end;
        } else if depth == ABOVE + 1
            && let Some(member) = declaration.members.last_mut()
        {
            member.range.end = end;
        }
    }

    /// Names by alias become names by namespace.
    fn resolve(&mut self) {
        let aliases = &self.aliases;
        let resolved = |name: &str| match name.split_once('.') {
            Some((alias, rest)) if !rest.contains('.') => match aliases.get(alias) {
                Some(namespace) => format!("{namespace}.{rest}"),
                None => name.to_owned(),
            },
            _ => name.to_owned(),
        };
        for declaration in &mut self.declarations {
            declaration.base = declaration.base.as_deref().map(resolved);
            for member in &mut declaration.members {
                member.refers_to = resolved(&member.refers_to);
            }
        }
    }
}

fn declaration(tag: &BytesStart<'_>, range: Range<usize>, namespace: &str) -> Declaration {
    let kind = match tag.local_name().as_ref() {
        "EntityType" | "ComplexType" | "EnumType" | "TypeDefinition" => Kind::Type,
        "Action" | "Function" => Kind::Operation,
        "EntityContainer" => Kind::Container,
        "Annotations" => Kind::Annotations,
        _ => Kind::Other,
    };
    let name = match kind {
        Kind::Annotations => attribute(tag, "Target").unwrap_or_default(),
        _ => format!("{namespace}.{}", attribute(tag, "Name").unwrap_or_default()),
    };
    Declaration {
        kind,
        name,
        base: attribute(tag, "BaseType"),
        range,
        members: Vec::new(),
    }
}

fn member(tag: &BytesStart<'_>, range: Range<usize>) -> Member {
    let refers_to = ["Type", "EntityType", "Action", "Function"]
        .into_iter()
        .find_map(|name| attribute(tag, name))
        .unwrap_or_default();
    let item = refers_to
        .strip_prefix("Collection(")
        .and_then(|inner| inner.strip_suffix(')'));
    Member {
        name: attribute(tag, "Name").unwrap_or_default(),
        refers_to: item.unwrap_or(&refers_to).to_owned(),
        is_structural: tag.local_name().as_ref() == "Property",
        range,
    }
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = tag.try_get_attribute(name).ok()??;
    // Names of CSDL hold nothing that XML escapes.
    Some(attribute.value.into_owned())
}
