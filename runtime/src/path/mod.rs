//! Resource paths (OData URL Conventions 4.01, section 4).

pub(crate) mod encode;
mod key;
mod segment;

use std::fmt;
use std::sync::Arc;

pub use key::Key;
use segment::Segment;
#[cfg(feature = "test-util")]
pub(crate) use segment::key_in_url;

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
    segments: Arc<Vec<Segment>>,
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

    /// Appends a compound or alternate key (sections 4.3.1 and 4.3.4): `(a=1,b='x')`.
    pub fn named_keys<const N: usize>(&self, keys: [(&'static str, Literal); N]) -> Self {
        self.then(Segment::NamedKeys(keys.into()))
    }

    /// Appends a function with its arguments (section 4.5.3): `name(a=1,b='x')`.
    pub fn function<const N: usize>(
        &self,
        name: &'static str,
        arguments: [(&'static str, Literal); N],
    ) -> Self {
        self.then(Segment::Function {
            name,
            arguments: arguments.into(),
        })
    }

    /// The version of the service this path was described for.
    pub fn version(&self) -> &'static str {
        self.version
    }

    /// The path with placeholders for what varies: `/users/{user-id}/manager`.
    pub fn template(&self) -> String {
        let mut text = String::new();
        for segment in self.segments.iter() {
            segment.write_template(&mut text);
        }
        text
    }

    fn then(&self, segment: Segment) -> Self {
        let mut segments = Vec::with_capacity(self.segments.len() + 1);
        segments.extend(self.segments.iter().cloned());
        segments.push(segment);
        Self {
            version: self.version,
            segments: Arc::new(segments),
        }
    }
}

/// The path as it stands in a URL, after the version: `/users/a%2Fb/manager`.
impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.segments
            .iter()
            .try_for_each(|segment| segment.write_url(f))
    }
}

impl fmt::Debug for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Path({}{self})", self.version)
    }
}
