//! What a reference page says.

use crate::problem::{FileId, Location};
use crate::source::text::Spanned;

/// One reference page: the documentation of an operation, or of several spellings of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// The text.
    pub file: FileId,
    /// File name without folder and extension; the last part of the page's public address.
    pub stem: String,
    /// The first heading; the title of the front matter, or the stem, when there is none.
    pub title: Spanned<String>,
    /// `description` of the front matter: the summary that search engines show.
    pub description: Option<String>,
    /// The OData namespace that the page names.
    pub namespace: Option<String>,
    /// The paragraphs before the first section, as plain text.
    pub summary: Vec<String>,
    /// The rows of the permissions tables.
    pub permissions: Vec<PermissionRow>,
    /// The requests shown in the section "HTTP request".
    pub requests: Vec<Request>,
}

/// Who calls, which decides the permissions that count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PermissionKind {
    /// A signed-in user with a work or school account.
    DelegatedWork,
    /// A signed-in user with a personal Microsoft account.
    DelegatedPersonal,
    /// An application without a user.
    Application,
}

/// The permissions of one kind of caller.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PermissionRow {
    /// The kind of caller.
    pub kind: PermissionKind,
    /// Where a table tells permissions for several resources: which of them.
    pub resource: Option<String>,
    /// Names, the least privileged first. Empty when such callers are not supported.
    pub names: Vec<String>,
    /// The cell with the names.
    pub location: Location,
}

/// One request line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// HTTP method in upper case.
    pub method: &'static str,
    /// URL as written: relative or absolute, with `{placeholders}`, ellipses, and alternatives such as `{id | name}`.
    pub url_template: String,
    /// The line.
    pub location: Location,
}
