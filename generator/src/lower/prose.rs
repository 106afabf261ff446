//! Reference pages: prose, permissions and an address for the operations that their requests call.

use super::walk::{Place, Step};
use crate::model::{
    Api, Documentation, Method, NavigationOperation, Permission, PermissionKind, Permissions,
    Position, Signature, StreamOperation, Structured, Type, TypeId,
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
    Navigation(Step, NavigationOperation),
    Stream(TypeId, String, StreamOperation),
    OnCollection(Step, Signature),
    OnInstance(TypeId, Signature),
}

impl Called {
    /// Walks the URL. Pages write segments in any letter case, placeholders under any name, and operations with or without their namespace.
    fn by(api: &Api, method: Method, url: &str) -> Option<Self> {
        let mut place: Option<Place> = None;
        let mut segments = path(url).into_iter().peekable();
        while let Some(segment) = segments.next() {
            if let Some(from) = &place
                && segments.peek().is_none()
                && let Some(called) = Self::last(api, method, from, segment)
            {
                return Some(called);
            }
            place = Some(match Place::named_like(api, place.as_ref(), segment) {
                Some(next) => next,
                None => {
                    let from = place?;
                    let cast = from.cast(api, segment);
                    cast.or_else(|| from.keyed())?
                }
            });
        }
        let Place { step, position, .. } = place?;
        Self::navigation(step?, position, method, "")
    }

    /// What a last segment calls by itself: part of a navigation, a media stream, an action or function.
    fn last(api: &Api, method: Method, from: &Place, segment: &str) -> Option<Self> {
        if let Some(called) = Self::stream(api, method, from, segment) {
            return Some(called);
        }
        if segment.starts_with('$') {
            return Self::navigation(from.step.clone()?, from.position, method, segment);
        }
        Self::operation(api, method, from, segment)
    }

    fn navigation(step: Step, position: Position, method: Method, suffix: &str) -> Option<Self> {
        let kind = NavigationOperation::find(method, suffix, position, step.collection)?;
        Some(Self::Navigation(step, kind))
    }

    fn stream(api: &Api, method: Method, from: &Place, segment: &str) -> Option<Self> {
        if from.position == Position::Collection {
            return None;
        }
        let streams = &api.structured(&from.ty)?.streams;
        let name = streams
            .keys()
            .find(|name| name.eq_ignore_ascii_case(segment))?;
        let kind = StreamOperation::ALL
            .into_iter()
            .find(|kind| kind.method() == method)?;
        Some(Self::Stream(from.ty.clone(), name.clone(), kind))
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
                let step = from.step.as_ref()?;
                let bound = &api.navigation(&step.owner, &step.name)?.bound_operations;
                let signature = bound.keys().find(fits)?;
                Some(Self::OnCollection(step.clone(), signature.clone()))
            }
            Position::Entity => {
                let bound = &api.structured(&from.ty)?.operations;
                let signature = bound.keys().find(fits)?;
                Some(Self::OnInstance(from.ty.clone(), signature.clone()))
            }
        }
    }

    fn documentation_mut(self, api: &mut Api) -> Option<&mut Documentation> {
        match self {
            Self::Navigation(step, kind) => {
                let navigation = api.navigation_mut(&step.owner, &step.name)?;
                let operations = match &step.cast {
                    Some(cast) => navigation.casts.get_mut(cast)?,
                    None => &mut navigation.operations,
                };
                let operation = operations.get_mut(&kind)?;
                Some(&mut operation.documentation)
            }
            Self::Stream(owner, name, kind) => {
                let stream = structured_mut(api, &owner)?.streams.get_mut(&name)?;
                let operation = stream.operations.get_mut(&kind)?;
                Some(&mut operation.documentation)
            }
            Self::OnCollection(step, signature) => {
                let navigation = api.navigation_mut(&step.owner, &step.name)?;
                let operation = navigation.bound_operations.get_mut(&signature)?;
                Some(&mut operation.documentation)
            }
            Self::OnInstance(owner, signature) => {
                let operations = &mut structured_mut(api, &owner)?.operations;
                let operation = operations.get_mut(&signature)?;
                Some(&mut operation.documentation)
            }
        }
    }
}

fn structured_mut<'a>(api: &'a mut Api, id: &TypeId) -> Option<&'a mut Structured> {
    match api.types.get_mut(id)? {
        Type::Structured(structured) => Some(structured),
        Type::Enumeration(_) => None,
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

#[cfg(test)]
mod tests {
    use crate::lower;
    use crate::model::{Api, NavigationOperation, StreamOperation, Structured, TypeId};
    use crate::problem::Problems;
    use crate::source::{self, SourceText, SourceTexts};

    const CSDL: &str = r#"<Schema Namespace="microsoft.graph" Alias="graph" xmlns="http://docs.oasis-open.org/odata/ns/edm">
<EntityType Name="thing" HasStream="true"><Key><PropertyRef Name="id"/></Key>
  <Property Name="id" Type="Edm.String" Nullable="false"/>
  <Property Name="logo" Type="Edm.Stream"/>
  <NavigationProperty Name="friends" Type="Collection(graph.thing)">
    <Annotation Term="Org.OData.Validation.V1.DerivedTypeConstraint"><Collection><String>microsoft.graph.special</String></Collection></Annotation>
  </NavigationProperty>
</EntityType>
<EntityType Name="special" BaseType="graph.thing"/>
<EntityContainer Name="Service"><EntitySet Name="things" EntityType="graph.thing">
  <NavigationPropertyBinding Path="friends" Target="things"/>
</EntitySet></EntityContainer>
</Schema>"#;

    /// The model with what a page of one request says, and what is told.
    fn documented(request: &str) -> (Api, String) {
        let page = format!("# A page\n\n## HTTP request\n\n```http\n{request}\n```\n");
        let texts = [("a.csdl", CSDL.to_owned()), ("page.md", page)];
        let texts = texts.map(|(name, contents)| SourceText::new(name, contents));
        let texts = SourceTexts::new(texts).expect("names are unique");
        let documents = source::parse(&texts).expect("the texts can be read");
        let mut problems = Problems::new();
        let api = lower::lower(&documents, &mut problems);
        (api, problems.render(&texts, false))
    }

    fn thing(api: &Api) -> &Structured {
        let id = TypeId::parse("microsoft.graph.thing").expect("it is qualified");
        api.structured(&id).expect("it is a type")
    }

    #[test]
    fn pages_about_media_streams() {
        for (segment, name) in [("$value", "$value"), ("Logo", "logo")] {
            let (api, told) = documented(&format!("PUT /things/{{id}}/{segment}"));
            assert_eq!(told, "", "{segment}");
            let upload = &thing(&api).streams[name].operations[&StreamOperation::Upload];
            assert_eq!(upload.documentation.summary.as_deref(), Some("A page"));
        }
    }

    #[test]
    fn pages_about_casts() {
        let cast = TypeId::parse("microsoft.graph.special").expect("it is qualified");
        let cases = [
            ("", NavigationOperation::List),
            ("/$count", NavigationOperation::Count),
        ];
        for (suffix, kind) in cases {
            for spelling in ["microsoft.graph.special", "graph.special"] {
                let request = format!("GET /things/{{id}}/friends/{spelling}{suffix}");
                let (api, told) = documented(&request);
                assert_eq!(told, "", "{request}");
                let listed = &thing(&api).navigation["friends"].casts[&cast][&kind];
                assert_eq!(listed.documentation.summary.as_deref(), Some("A page"));
            }
        }
        let (_, told) = documented("GET /things/{id}/friends/microsoft.graph.unknown/$count");
        assert!(told.contains("no operation answers to"), "{told}");
    }
}
