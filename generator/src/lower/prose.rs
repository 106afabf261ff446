//! Reference pages: prose, permissions and an address for the operations that their requests call.

use super::walk::Place;
use crate::model::{
    Api, Documentation, Method, NavigationOperation, Permission, PermissionKind, Permissions,
    Position, Signature, Type,
};
use crate::problem::{Meaning, Problem, Problems};
use crate::source::docs::{self, Page};

/// Where the reference pages are read by people.
const ADDRESS: &str = "https://learn.microsoft.com/graph/api/";

/// Adds what the pages say to the operations that their requests call. A request that calls none is a warning.
pub(super) fn add(pages: &[Page], api: &mut Api, problems: &mut Problems) {
    for page in pages {
        let documentation = documentation(page, api.version.as_deref());
        for request in &page.requests {
            let called = Method::parse(request.method)
                .and_then(|method| Called::by(api, method, &request.url_template));
            match called.and_then(|called| called.documentation_mut(api)) {
                Some(known) => {
                    let mut better = documentation.clone();
                    better.or(known);
                    *known = better;
                }
                None => {
                    let kind = Meaning::PageMatchesNothing {
                        request: format!("{} {}", request.method, request.url_template),
                    };
                    problems.push(Problem::at(request.location, kind));
                }
            }
        }
    }
}

fn documentation(page: &Page, version: Option<&str>) -> Documentation {
    let view = match version {
        Some("beta") => "graph-rest-beta",
        _ => "graph-rest-1.0",
    };
    let prose = page.summary.join(" ");
    Documentation {
        summary: Some(page.title.value.clone()),
        description: if prose.is_empty() {
            page.description.clone()
        } else {
            Some(prose)
        },
        page: Some(format!("{ADDRESS}{}?view={view}", page.stem)),
        permissions: permissions(page),
    }
}

/// The permissions of the page, where it has one table; a page with a table for each of several resources has no answer that holds for
/// all of them.
fn permissions(page: &Page) -> Option<Permissions> {
    if page.permissions.is_empty() || page.permissions.iter().any(|row| row.resource.is_some()) {
        return None;
    }
    let mut rows: Vec<Permission> = page
        .permissions
        .iter()
        .map(|row| Permission {
            kind: kind(row.kind),
            names: row.names.clone(),
        })
        .collect();
    rows.sort_by_key(|row| row.kind);
    rows.dedup_by_key(|row| row.kind);
    Some(Permissions { rows })
}

fn kind(kind: docs::PermissionKind) -> PermissionKind {
    match kind {
        docs::PermissionKind::DelegatedWork => PermissionKind::DelegatedWork,
        docs::PermissionKind::DelegatedPersonal => PermissionKind::DelegatedPersonal,
        docs::PermissionKind::Application => PermissionKind::Application,
    }
}

/// What a request line calls.
enum Called {
    Navigation(Place, NavigationOperation),
    OnCollection(Place, Signature),
    OnInstance(Place, Signature),
}

impl Called {
    /// Walks the URL. Pages write segments in any letter case, placeholders under any name, and operations with or without their namespace.
    fn by(api: &Api, method: Method, url: &str) -> Option<Self> {
        let mut place: Option<Place> = None;
        let mut segments = path(url).into_iter().peekable();
        while let Some(segment) = segments.next() {
            let last = segments.peek().is_none();
            if let Some(from) = place.clone().filter(|_| last) {
                if segment.starts_with('$') {
                    let kind =
                        NavigationOperation::find(method, segment, from.position, from.collection)?;
                    return Some(Self::Navigation(from, kind));
                }
                if let Some(called) = Self::operation(api, method, &from, segment) {
                    return Some(called);
                }
            }
            let named = Place::named(api, place.as_ref(), |name| {
                name.eq_ignore_ascii_case(segment)
            });
            place = match (named, place) {
                (Some(next), _) => Some(next),
                (None, Some(from)) => Some(from.keyed()?),
                (None, None) => return None,
            };
        }
        let place = place?;
        let kind = NavigationOperation::find(method, "", place.position, place.collection)?;
        Some(Self::Navigation(place, kind))
    }

    fn operation(api: &Api, method: Method, from: &Place, segment: &str) -> Option<Self> {
        let name = segment.split('(').next()?;
        let named = |signature: &Signature| {
            signature.name.name().eq_ignore_ascii_case(name)
                || signature.name.as_str().eq_ignore_ascii_case(name)
        };
        let arguments = segment.matches('=').count();
        let fits = |signature: &&Signature| {
            named(signature) && (method == Method::Post || signature.parameters.len() == arguments)
        };
        match from.position {
            Position::Collection => {
                let bound = &api.navigation(&from.owner, &from.name)?.bound_operations;
                bound
                    .keys()
                    .find(fits)
                    .map(|signature| Self::OnCollection(from.clone(), signature.clone()))
            }
            Position::Entity => {
                let bound = &api.structured(&from.target)?.operations;
                bound
                    .keys()
                    .find(fits)
                    .map(|signature| Self::OnInstance(from.clone(), signature.clone()))
            }
        }
    }

    fn documentation_mut(self, api: &mut Api) -> Option<&mut Documentation> {
        match self {
            Self::Navigation(place, kind) => {
                let navigation = api.navigation_mut(&place.owner, &place.name)?;
                navigation
                    .operations
                    .get_mut(&kind)
                    .map(|operation| &mut operation.documentation)
            }
            Self::OnCollection(place, signature) => {
                let navigation = api.navigation_mut(&place.owner, &place.name)?;
                navigation
                    .bound_operations
                    .get_mut(&signature)
                    .map(|operation| &mut operation.documentation)
            }
            Self::OnInstance(place, signature) => match api.types.get_mut(&place.target)? {
                Type::Structured(structured) => structured
                    .operations
                    .get_mut(&signature)
                    .map(|operation| &mut operation.documentation),
                Type::Enumeration(_) => None,
            },
        }
    }
}

/// The segments of a URL behind the service root: host, version and query are left out.
fn path(url: &str) -> Vec<&str> {
    let path = url.split('?').next().unwrap_or_default();
    match path.split_once("://") {
        // Host, version, and then the path.
        Some((_, rest)) => rest
            .split('/')
            .filter(|segment| !segment.is_empty())
            .skip(2)
            .collect(),
        None => path
            .split('/')
            .filter(|segment| !segment.is_empty())
            .collect(),
    }
}
