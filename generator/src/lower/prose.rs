//! Reference pages: prose, permissions and an address for the operations that their requests call.

use crate::model::{Api, Documentation, Method, Permission, PermissionKind, Permissions};
use crate::pages::{Called, Resolution, Resolver};
use crate::problem::{Meaning, Problem, Problems};
use crate::source::docs::{self, Page};

/// Where the reference pages are read by people.
const ADDRESS: &str = "https://learn.microsoft.com/graph/api/";

/// Adds what the pages say to the operations that their requests call. A request that calls none is a warning, unless it contradicts the
/// description: what contradicts is told of the whole model ([`pages::check`](crate::pages::check)).
pub(super) fn add(pages: &[Page], api: &mut Api, problems: &mut Problems) {
    if pages.is_empty() {
        return;
    }
    let calls: Vec<(Called, Documentation)> = calls(pages, &Resolver::new(api), problems);
    for (called, documentation) in calls {
        if let Some(known) = called.documentation_mut(api) {
            let mut better = documentation;
            better.or(known);
            *known = better;
        }
    }
}

/// What the requests call, with what their pages say.
fn calls(
    pages: &[Page],
    resolver: &Resolver<'_>,
    problems: &mut Problems,
) -> Vec<(Called, Documentation)> {
    let mut calls = Vec::new();
    for page in pages {
        let documentation = documentation(page, resolver.api().version.as_deref());
        let permissions = permissions(page);
        for request in &page.requests {
            let method = Method::parse(request.method);
            match method.map(|method| resolver.resolve_path(method, &request.url_template)) {
                Some((Resolution::Operation(called), path)) => {
                    let mut documentation = documentation.clone();
                    documentation.permissions = permissions.clone().map(|rows| Permissions {
                        routes: [(Permissions::key(&path), rows)].into(),
                    });
                    calls.push((called, documentation));
                }
                // Told as a contradiction, which says more.
                Some((resolution, _)) if resolution.contradicts() => {}
                _ => {
                    let kind = Meaning::PageMatchesNothing {
                        request: format!("{} {}", request.method, request.url_template),
                    };
                    problems.push(Problem::at(request.location, kind));
                }
            }
        }
    }
    calls
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
        ..Documentation::default()
    }
}

/// The permissions of the page, where it has one table; a page with a table for each of several resources has no answer that holds for
/// all of them.
fn permissions(page: &Page) -> Option<Vec<Permission>> {
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
    Some(rows)
}

fn kind(kind: docs::PermissionKind) -> PermissionKind {
    match kind {
        docs::PermissionKind::DelegatedWork => PermissionKind::DelegatedWork,
        docs::PermissionKind::DelegatedPersonal => PermissionKind::DelegatedPersonal,
        docs::PermissionKind::Application => PermissionKind::Application,
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
    }

    #[test]
    fn pages_of_no_operation() {
        for request in [
            "GET /things/{id}/id",
            "GET /things/{id}/friends/microsoft.graph.unknown/$count",
        ] {
            let (_, told) = documented(request);
            assert!(told.contains("no operation answers to"), "{told}");
        }
        let (_, told) = documented("PUT /things");
        assert_eq!(told, "", "it is a contradiction, and told as one");
    }
}
