//! What a reference page says.

use super::exchange::Exchange;
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
    /// The rows of the tables of request headers.
    pub headers: Vec<Row>,
    /// The rows of the tables of path, query and function parameters.
    pub parameters: Vec<Row>,
    /// The rows of the tables about the request body: properties, or the parameters of an action.
    pub body: Vec<Row>,
    /// The status codes that the section "Response" names.
    pub statuses: Vec<Spanned<u16>>,
    /// The example requests, each with the response that follows it.
    pub exchanges: Vec<Exchange>,
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

/// A row of a table that describes named things: headers, parameters, properties.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The name, without marks of emphasis.
    pub name: Spanned<String>,
    /// What the table calls its type, where it has such a column.
    pub ty: Option<String>,
    /// The last cell.
    pub description: String,
}
