//! Resource paths (OData URL Conventions 4.01, section 4).

pub(crate) mod encode;
mod key;
mod segment;

use std::fmt::{self, Write};
use std::sync::Arc;

pub use key::Key;
#[cfg(feature = "test-util")]
pub(crate) use segment::key_in_url;
use segment::{Argument, Segment};

use crate::literal::Literal;

/// A resource path below the service root, built by walking.
///
/// A path keeps its segments apart, so it can be printed as a URL path (`Display`) and as the
/// template its description shows ([`template`](Path::template)). Whatever a key holds stays inside
/// its segment: it is percent-encoded, and where it still could be taken for something else it is
/// written as an OData key literal.
///
/// ```
/// # use msgraph_runtime::Path;
/// let users = Path::service("beta").literal("users");
/// let path = users.key("user-id", "a/b#c").literal("manager");
/// assert_eq!(path.to_string(), "/users/a%2Fb%23c/manager");
/// assert_eq!(path.template(), "/users/{user-id}/manager");
/// assert_eq!(users.key("user-id", "..").to_string(), "/users('..')");
/// ```
///
/// Cloning is cheap. Two paths are equal if they were built by the same steps.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Path {
    version: &'static str,
    segments: Arc<[Segment]>,
}

impl Path {
    /// The service root of one version, such as `v1.0` or `beta`; a client may put another version
    /// in its place.
    pub fn service(version: &'static str) -> Self {
        Self {
            version,
            segments: Arc::default(),
        }
    }

    /// Appends a name: an entity set, a singleton, a property, or a system segment such as `$ref`.
    pub fn literal(&self, name: &'static str) -> Self {
        self.then(Segment::Name(name))
    }

    /// Appends a type cast (section 4.11), such as `microsoft.graph.user`.
    pub fn cast(&self, type_name: &'static str) -> Self {
        self.then(Segment::Name(type_name))
    }

    /// Appends a key as a segment of its own (section 4.3.6). `placeholder` is its name in the
    /// template.
    ///
    /// A key that could not survive as a segment is written in parentheses after the previous
    /// segment (section 4.3.1): the empty key; `.` and `..`, which URL parsers remove even when
    /// they are encoded; and what begins with `$`, `microsoft.graph.` or `graph.`, which the
    /// service takes for a system segment or a cast.
    pub fn key(&self, placeholder: &'static str, key: impl Into<Key>) -> Self {
        self.key_beside(placeholder, key, &[])
    }

    /// Appends a key as [`key`](Path::key) does, where `names` can follow as well: operations that
    /// are bound to the collection, such as `delta`.
    ///
    /// A key that is one of them, in whatever case, is written in parentheses too, because the
    /// service prefers the operation (section 4.3.6).
    ///
    /// ```
    /// # use msgraph_runtime::Path;
    /// let users = Path::service("v1.0").literal("users");
    /// assert_eq!(users.key_beside("user-id", "u7", &["delta"]).to_string(), "/users/u7");
    /// assert_eq!(users.key_beside("user-id", "Delta", &["delta"]).to_string(), "/users('Delta')");
    /// ```
    pub fn key_beside(
        &self,
        placeholder: &'static str,
        key: impl Into<Key>,
        names: &[&str],
    ) -> Self {
        let key = key.into();
        let in_parentheses = !key.survives_as_segment() || key.is_taken_for(names);
        self.then(Segment::Key {
            placeholder,
            key,
            in_parentheses,
        })
    }

    /// Appends a compound or alternate key (sections 4.3.1 and 4.3.5): `(a=1,b='x')`.
    pub fn named_keys<const N: usize>(&self, keys: [(&'static str, Key); N]) -> Self {
        self.then(Segment::NamedKeys(keys.into()))
    }

    /// Appends a function with its arguments (section 4.5.2): `name(a=1,b='x')`.
    ///
    /// Collections and structured values may not stand in a path (section 5.1.1.14.2): they are
    /// written as [aliases](Path::aliases).
    pub fn function<const N: usize>(
        &self,
        name: &'static str,
        arguments: [(&'static str, Literal); N],
    ) -> Self {
        self.call(name, &mut arguments.into_iter(), &mut std::iter::empty())
    }

    /// Appends a function of which some arguments may be left out. Those that are not are written as
    /// [aliases](Path::aliases), as Microsoft Graph describes them.
    ///
    /// ```
    /// # use msgraph_runtime::{Cloud, Literal, Path, ServiceRoot};
    /// let drive = Path::service("v1.0").literal("drive");
    /// let path = drive.function_with("find", [("q", "a".into())], [("top", Some(5.into())), ("skip", None)]);
    /// assert_eq!(path.to_string(), "/drive/find(q='a',top=@top)");
    /// assert!(ServiceRoot::from(Cloud::Global).url(&path).ends_with("/drive/find(q='a',top=@top)?@top=5"));
    /// ```
    pub fn function_with<const N: usize, const M: usize>(
        &self,
        name: &'static str,
        required: [(&'static str, Literal); N],
        optional: [(&'static str, Option<Literal>); M],
    ) -> Self {
        let mut given = optional
            .into_iter()
            .filter_map(|(name, value)| value.map(|value| (name, value)));
        self.call(name, &mut required.into_iter(), &mut given)
    }

    /// Appends the way to what is below an item of a drive, or below a site, by the names of folders
    /// and files: `:/Reports/May.xlsx`. What is appended next starts with `:/`, which ends it.
    ///
    /// A name is any text without slashes, and empty names, those before and behind all slashes
    /// included, count for nothing; without any name the path stays as it is. Two ways in a row are
    /// one. `.`, `..` and names with `:` or `\` are names of nothing, and could be taken for
    /// something else: a request to such a path is refused when it is sent, with
    /// [`is_request`](crate::Error::is_request).
    ///
    /// ```
    /// # use msgraph_runtime::Path;
    /// let root = Path::service("v1.0").literal("drive").literal("root");
    /// let file = root.by_path("/Reports/May & June.xlsx");
    /// assert_eq!(file.to_string(), "/drive/root:/Reports/May%20%26%20June.xlsx");
    /// assert_eq!(file.literal("content").to_string(), "/drive/root:/Reports/May%20%26%20June.xlsx:/content");
    /// ```
    pub fn by_path(&self, path: &str) -> Self {
        let names = path.split('/').filter(|name| !name.is_empty());
        let names: Vec<String> = names.map(str::to_owned).collect();
        if names.is_empty() {
            return self.clone();
        }
        let Some((Segment::ByPath(first), before)) = self.segments.split_last() else {
            return self.then(Segment::ByPath(names.into()));
        };
        let way = first.iter().cloned().chain(names).collect();
        let before = Self {
            version: self.version,
            segments: before.into(),
        };
        before.then(Segment::ByPath(way))
    }

    /// The query options that belong to the path: the values of arguments that stand in it by an
    /// alias (section 5.3), percent-encoded, by the names of the aliases: `@top`, `5`.
    pub fn aliases(&self) -> impl Iterator<Item = (String, String)> {
        self.segments.iter().flat_map(Segment::aliases)
    }

    /// The version of the service this path was described for.
    pub fn version(&self) -> &'static str {
        self.version
    }

    /// The path with placeholders for what varies: `/users/{user-id}/manager`.
    pub fn template(&self) -> String {
        let mut text = String::new();
        // Writing to a string cannot fail.
        let _ = self.write(&mut text, Segment::write_template);
        text
    }

    /// What makes the path one that must not be sent.
    pub(crate) fn problem(&self) -> Option<String> {
        self.segments.iter().find_map(Segment::problem)
    }

    fn call(
        &self,
        name: &'static str,
        required: &mut dyn Iterator<Item = (&'static str, Literal)>,
        optional: &mut dyn Iterator<Item = (&'static str, Literal)>,
    ) -> Self {
        let mut taken: Vec<String> = self.aliases().map(|(alias, _)| alias).collect();
        let mut argument = |(name, value): (&'static str, Literal), optional: bool| {
            let by_alias = optional || value.is_json();
            let alias = by_alias.then(|| free_alias(name, &mut taken));
            Argument { name, value, alias }
        };
        let mut arguments: Vec<Argument> = required.map(|given| argument(given, false)).collect();
        arguments.extend(optional.map(|given| argument(given, true)));
        self.then(Segment::Function {
            name,
            arguments: arguments.into(),
        })
    }

    fn write<W: Write>(
        &self,
        out: &mut W,
        segment: fn(&Segment, &mut W) -> fmt::Result,
    ) -> fmt::Result {
        let mut within_way = false;
        for step in self.segments.iter() {
            if within_way {
                out.write_char(':')?;
            }
            segment(step, out)?;
            within_way = matches!(step, Segment::ByPath(_));
        }
        Ok(())
    }

    fn then(&self, segment: Segment) -> Self {
        Self {
            version: self.version,
            segments: self.segments.iter().cloned().chain([segment]).collect(),
        }
    }
}

/// The path as it stands in a URL, after the version: `/users/a%2Fb/manager`.
impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(f, Segment::write_url)
    }
}

impl fmt::Debug for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Path({}{self})", self.version)
    }
}

/// The alias of an argument: its name, with a number where an earlier function of the path has it.
fn free_alias(name: &str, taken: &mut Vec<String>) -> String {
    let first = format!("@{}", encode::percent_encoded(name));
    let numbered = (2_u32..).map(|number| format!("{first}{number}"));
    let mut candidates = std::iter::once(first.clone()).chain(numbered);
    let alias = candidates.find(|alias| !taken.contains(alias));
    let alias = alias.unwrap_or(first);
    taken.push(alias.clone());
    alias
}
