//! What is read from reference pages.

use super::{Page, PermissionKind};
use crate::source::tests::{messages, with_documents};

/// A page with front matter around these lines.
fn page(lines: &str) -> String {
    format!(
        "---\ntitle: \"Front\"\ndescription: 'What it does'\ndoc_type: apiPageType\n---\n\n{lines}"
    )
}

fn with_page(contents: &str, check: impl FnOnce(&Page)) {
    with_documents(contents, |texts, documents| {
        assert_eq!(documents.warnings.render(texts, false), "");
        match documents.pages.as_slice() {
            [page] => check(page),
            other => panic!("{} pages", other.len()),
        }
    });
}

/// Method and URL of each request.
fn requests(page: &Page) -> Vec<(&str, &str)> {
    page.requests
        .iter()
        .map(|request| (request.method, request.url_template.as_str()))
        .collect()
}

fn permissions(page: &Page) -> Vec<(PermissionKind, Option<&str>, Vec<&str>)> {
    page.permissions
        .iter()
        .map(|row| {
            (
                row.kind,
                row.resource.as_deref(),
                row.names.iter().map(String::as_str).collect(),
            )
        })
        .collect()
}

const ASSIGN: &str = "\
# Assign a *group* to an `application`

Namespace: microsoft.graph.identity

[!INCLUDE [beta](../includes/beta.md)]

> [!NOTE]
> Not part of the summary.

Assign a [group](../group.md) to
an application.

Second paragraph.

- a list

## Permissions
One of the following is required.

|Permission type      | Permissions (from least to most privileged)              |
|:--------------------|:---------------------------------------------------------|
|Delegated (work or school account) | Application.ReadWrite.All, Directory.ReadWrite.All    |
|Delegated (personal Microsoft account | Not supported.    |
|Application | Application.ReadWrite.OwnedBy or *Application.ReadWrite.All*.  |

## HTTP request
<!-- { \"blockType\": \"ignored\" } -->
```http
PUT /applications/{id}/connectorGroup/$ref

PUT https://example.org/beta/applications(appId='{appId}')/connectorGroup/$ref HTTP/1.1
DELETE/applications/{id | name}/connectorGroup/$ref
```

### By name
# [HTTP](#tab/http)
```
get ~/applications
```

## Response
```http
HTTP/1.1 204 No content
```

## Examples
```http
GET /not/part/of/the/section
```
";

#[test]
fn a_page() {
    with_page(&page(ASSIGN), |page| {
        assert_eq!(page.title.value, "Assign a group to an application");
        assert_eq!(page.description.as_deref(), Some("What it does"));
        assert_eq!(page.namespace.as_deref(), Some("microsoft.graph.identity"));
        assert_eq!(
            page.summary,
            ["Assign a group to an application.", "Second paragraph."]
        );
        assert_eq!(page.stem, "input");
        assert_eq!(
            requests(page),
            [
                ("PUT", "/applications/{id}/connectorGroup/$ref"),
                (
                    "PUT",
                    "https://example.org/beta/applications(appId='{appId}')/connectorGroup/$ref"
                ),
                ("DELETE", "/applications/{id | name}/connectorGroup/$ref"),
                ("GET", "~/applications"),
            ]
        );
        assert_eq!(
            permissions(page),
            [
                (
                    PermissionKind::DelegatedWork,
                    None,
                    vec!["Application.ReadWrite.All", "Directory.ReadWrite.All"]
                ),
                (PermissionKind::DelegatedPersonal, None, vec![]),
                (
                    PermissionKind::Application,
                    None,
                    vec!["Application.ReadWrite.OwnedBy", "Application.ReadWrite.All"]
                ),
            ]
        );
    });
}

/// Line ends of Windows and wide characters do not shift places.
#[test]
fn places_are_those_of_the_lines() {
    let contents = page(&ASSIGN.replace("Second", "Zwölftes")).replace('\n', "\r\n");
    with_documents(&contents, |texts, documents| {
        let page = documents.pages.first().expect("there is a page");
        let words: Vec<&str> = page
            .requests
            .iter()
            .map(|request| texts.text(request.location))
            .collect();
        assert_eq!(
            words.first(),
            Some(&"PUT /applications/{id}/connectorGroup/$ref")
        );
        assert_eq!(words.last(), Some(&"get ~/applications"));
        assert_eq!(
            texts.text(page.title.location),
            "# Assign a *group* to an `application`"
        );
        let cell = page.permissions.get(1).expect("there are three rows");
        assert_eq!(texts.text(cell.location), "Not supported.");
    });
}

#[test]
fn a_permissions_table_with_a_row_for_each_resource() {
    let contents = page(
        "# T\n\n## Prerequisites\n### Table\n| Resource | Delegated (work or school account) | Application |\n|--|--|--|\n\
         | user | User.Read, User.ReadWrite | User.Read.All |\n| group | Group.Read.All | None |\n\n\
         ## HTTP request\n```http\nGET /a\n```\n",
    );
    with_page(&contents, |page| {
        assert_eq!(
            permissions(page),
            [
                (
                    PermissionKind::DelegatedWork,
                    Some("user"),
                    vec!["User.Read", "User.ReadWrite"]
                ),
                (
                    PermissionKind::Application,
                    Some("user"),
                    vec!["User.Read.All"]
                ),
                (
                    PermissionKind::DelegatedWork,
                    Some("group"),
                    vec!["Group.Read.All"]
                ),
                (PermissionKind::Application, Some("group"), vec![]),
            ]
        );
    });
}

#[test]
fn a_page_without_front_matter() {
    with_page(
        "# T\n\n## HTTP request\n\n```http\nGET /me\n```\n",
        |page| {
            assert_eq!(requests(page), [("GET", "/me")]);
            assert_eq!(page.description, None);
        },
    );
}

#[test]
fn what_cannot_be_read_is_a_warning() {
    let contents = page(
        "# T\n\n## Permissions\n|Permission type|Permissions|\n|--|--|\n|Robots|A.B|\n\n\
         ## HTTP request\n```http\nworkbook-session-id: 1\nGET\nGETTING /a\nPOST something to it\n```\n",
    );
    assert_eq!(
        messages(&contents),
        "\
warning[W0041]: the page shows no request
 --> input:7:1
  |
7 | # T
  | ^^^

warning[W0044]: `Robots` is not a kind of permission
  --> input:12:2
   |
12 | |Robots|A.B|
   |  ^^^^^^ left out

warning[W0043]: `workbook-session-id: 1` is not a request line
  --> input:16:1
   |
16 | workbook-session-id: 1
   | ^^^^^^^^^^^^^^^^^^^^^^ left out

warning[W0043]: `GET` is not a request line
  --> input:17:1
   |
17 | GET
   | ^^^ left out

warning[W0043]: `GETTING /a` is not a request line
  --> input:18:1
   |
18 | GETTING /a
   | ^^^^^^^^^^ left out

warning[W0043]: `POST something to it` is not a request line
  --> input:19:1
   |
19 | POST something to it
   | ^^^^^^^^^^^^^^^^^^^^ left out
"
    );
}

#[test]
fn a_page_without_a_heading_takes_the_title_of_its_front_matter() {
    let contents = page("Words.\n");
    assert_eq!(
        messages(&contents),
        "\
warning[W0040]: the page has no heading
 --> input:7:1
  |
7 | Words.
  | ^^^^^^

warning[W0041]: the page shows no request
 --> input:7:1
  |
7 | Words.
  | ^^^^^^
"
    );
    with_documents(&contents, |_, documents| {
        assert_eq!(
            documents
                .pages
                .first()
                .map(|page| page.title.value.as_str()),
            Some("Front")
        );
    });
}

#[test]
fn front_matter_that_is_not_closed() {
    let contents = "---\ntitle: x\n\n# T\n\n## HTTP request\n```http\nGET /me\n```\n";
    assert_eq!(
        messages(contents),
        "\
warning[W0042]: the front matter is not closed by `---`
 --> input:1:1
  |
1 | ---
  | ^^^
"
    );
}
