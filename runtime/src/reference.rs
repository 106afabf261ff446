//! Entity references (OData Protocol 4.01, section 4.8): naming an entity instead of sending it.

use std::fmt;
use std::marker::PhantomData;

use crate::error::Error;
use crate::path::Path;
use crate::root::ServiceRoot;

/// `Self` is the entity type `T`, or derives from it.
///
/// Generated crates implement this once for each base type; every type is itself. So a wrong target
/// of a reference is found by the compiler:
///
/// ```
/// # use msgraph_runtime::codegen as rt;
/// # mod graph { msgraph_runtime::codegen::places!(); }
/// # use graph::Place;
/// # pub enum By {}
/// # pub struct User; pub struct DirectoryObject; pub struct Printer;
/// # impl rt::IsA<DirectoryObject> for User {}
/// # let user: Place<User, By> = Place::at(rt::Path::service("beta").literal("users").key("user-id", "u7"));
/// fn add_member(target: &impl rt::ReferenceTo<DirectoryObject>) { /* … */ }
///
/// add_member(&user); // a user is a directory object
/// ```
///
/// ```compile_fail,E0277
/// # use msgraph_runtime::codegen as rt;
/// # mod graph { msgraph_runtime::codegen::places!(); }
/// # use graph::Place;
/// # pub enum By {}
/// # pub struct User; pub struct DirectoryObject; pub struct Printer;
/// # impl rt::IsA<DirectoryObject> for User {}
/// # let printer: Place<Printer, By> = Place::at(rt::Path::service("beta").literal("printers").key("id", "p7"));
/// fn add_member(target: &impl rt::ReferenceTo<DirectoryObject>) { /* … */ }
///
/// add_member(&printer); // a reference to `DirectoryObject` is wanted here, and `Printer` is not one
/// ```
#[diagnostic::on_unimplemented(
    message = "a reference to `{T}` is wanted here, and `{Self}` is not one",
    label = "this refers to `{Self}`, not to `{T}`",
    note = "`{Self}` is neither `{T}` nor derived from it; a raw URL can be given with `EntityUrl::unchecked`"
)]
pub trait IsA<T: ?Sized> {}

impl<T: ?Sized> IsA<T> for T {}

/// What names one entity of type `T`: a place where one is, a [`Link`](crate::Link) the service
/// gave, or an [`EntityUrl`].
#[diagnostic::on_unimplemented(
    message = "a reference to `{T}` is wanted here, and `{Self}` is not one",
    label = "not a reference to `{T}`",
    note = "give the place of one `{T}`, a `Link` read from the service, or `EntityUrl::unchecked(\"https://…\")`"
)]
pub trait ReferenceTo<T> {
    /// What is named; the absolute URL is made of it when a request is sent.
    fn reference_target(&self) -> Target;
}

/// So that places of several types can stand in one list, as `Box<dyn ReferenceTo<…>>`.
impl<S, R: ReferenceTo<S> + ?Sized> ReferenceTo<S> for Box<R> {
    fn reference_target(&self) -> Target {
        R::reference_target(self)
    }
}

/// So that targets can be given by themselves or by reference, and as `&dyn ReferenceTo<…>` if their
/// types differ.
impl<S, R: ReferenceTo<S> + ?Sized> ReferenceTo<S> for &R {
    fn reference_target(&self) -> Target {
        R::reference_target(self)
    }
}

/// The target of an entity reference.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Target {
    /// A resource path.
    Path(Path),
    /// A URL as the service or the caller wrote it, absolute or relative to the service root.
    Url(String),
}

impl Target {
    /// The absolute URL at `root`. `version` is that of the request the reference travels in, for
    /// relative URLs.
    ///
    /// # Errors
    ///
    /// [`is_request`](Error::is_request) if the target is a URL that does not lead to an entity, or
    /// a path by names that are none.
    pub fn url(&self, root: &ServiceRoot, version: &str) -> Result<String, Error> {
        match self {
            Self::Path(path) => match path.problem() {
                Some(problem) => Err(Error::request(problem)),
                None => Ok(root.url(path)),
            },
            Self::Url(url) => root.resolve(url, version),
        }
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Path(path) => path.fmt(f),
            Self::Url(url) => f.write_str(url),
        }
    }
}

/// The URL of an entity that the caller says is a `T`; nothing checks it.
///
/// Prefer a place: it is right in every cloud, and its type is checked.
pub struct EntityUrl<T> {
    url: String,
    marker: PhantomData<fn() -> T>,
}

impl<T> EntityUrl<T> {
    /// Takes the caller's word that a `T` is at `url`, absolute or relative to the service root.
    ///
    /// A URL that is none is found out when the request is sent, with
    /// [`is_request`](Error::is_request).
    pub fn unchecked(url: impl Into<String>) -> Self {
        Self {
            url: url.into(),
            marker: PhantomData,
        }
    }

    /// The same URL as that of a base type `S` of `T`: the URL of a user where that of a directory
    /// object is wanted.
    ///
    /// Unlike a place or a [`Link`](crate::Link), a URL refers to its own type only, because in
    /// `EntityUrl::unchecked("…")` the compiler finds out the type from what is wanted; this step
    /// says which one it was.
    ///
    /// ```
    /// # use msgraph_runtime::{EntityUrl, IsA};
    /// # struct User; struct DirectoryObject;
    /// # impl IsA<DirectoryObject> for User {}
    /// let user = EntityUrl::<User>::unchecked("users/u7");
    /// let member: EntityUrl<DirectoryObject> = user.upcast();
    /// assert_eq!(member.as_str(), "users/u7");
    /// ```
    pub fn upcast<S>(self) -> EntityUrl<S>
    where
        T: IsA<S>,
    {
        EntityUrl::unchecked(self.url)
    }

    /// The URL, as given.
    pub fn as_str(&self) -> &str {
        &self.url
    }
}

impl<T> ReferenceTo<T> for EntityUrl<T> {
    fn reference_target(&self) -> Target {
        Target::Url(self.url.clone())
    }
}

impl<T> Clone for EntityUrl<T> {
    fn clone(&self) -> Self {
        Self::unchecked(self.url.as_str())
    }
}

impl<T> PartialEq for EntityUrl<T> {
    fn eq(&self, other: &Self) -> bool {
        self.url == other.url
    }
}

impl<T> Eq for EntityUrl<T> {}

impl<T> fmt::Debug for EntityUrl<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "EntityUrl({})", self.url)
    }
}

impl<T> fmt::Display for EntityUrl<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.url)
    }
}
