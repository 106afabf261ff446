//! Reference pages against descriptions: small pages of our own for each feature, the project's page, and the sample of published pages.

mod support;

use msgraph_generator::examples::{self, Reason};
use msgraph_generator::pages::{self, Counts, Report, Verdict};
use msgraph_generator::problem::Problems;
use msgraph_generator::source::{self, SourceText, SourceTexts};
use msgraph_generator::{lower, plan};
use support::{big, inputs};

const SCHEMA: &str = r#"
<EnumType Name="color"><Member Name="red" Value="0"/><Member Name="green" Value="1"/></EnumType>
<ComplexType Name="size"><Property Name="width" Type="Edm.Int32"/></ComplexType>
<EntityType Name="entity"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.String" Nullable="false"/></EntityType>
<EntityType Name="user" BaseType="graph.entity">
  <Property Name="displayName" Type="Edm.String"/>
  <Property Name="color" Type="graph.color"/>
  <Property Name="size" Type="graph.size"/>
  <Property Name="photo" Type="Edm.Stream"/>
  <NavigationProperty Name="manager" Type="graph.user">
    <Annotation Term="Org.OData.Capabilities.V1.NavigationRestrictions"><Record><PropertyValue Property="Referenceable" Bool="true"/></Record></Annotation>
  </NavigationProperty>
  <NavigationProperty Name="messages" Type="Collection(graph.message)" ContainsTarget="true"/>
</EntityType>
<EntityType Name="guest" BaseType="graph.user"><Property Name="host" Type="Edm.String"/></EntityType>
<EntityType Name="message" BaseType="graph.entity"><Property Name="subject" Type="Edm.String"/></EntityType>
<Action Name="sendMail" IsBound="true"><Parameter Name="bindingParameter" Type="graph.user"/><Parameter Name="subject" Type="Edm.String"/></Action>
<Function Name="delta" IsBound="true"><Parameter Name="bindingParameter" Type="Collection(graph.user)"/><ReturnType Type="Collection(graph.user)"/></Function>
<EntityContainer Name="Service">
  <EntitySet Name="users" EntityType="graph.user"><NavigationPropertyBinding Path="manager" Target="users"/></EntitySet>
  <Singleton Name="me" Type="graph.user"/>
</EntityContainer>"#;

/// A page with these request lines, and what follows them.
fn page(requests: &str, rest: &str) -> SourceText {
    SourceText::new(
        "page.md",
        format!("# A page\n\n## HTTP request\n\n```http\n{requests}\n```\n\n{rest}"),
    )
}

fn checked(texts: &SourceTexts) -> Report {
    let mut documents = match source::parse(texts) {
        Ok(documents) => documents,
        Err(problems) => panic!("{}", problems.render(texts, false)),
    };
    let pages = std::mem::take(&mut documents.pages);
    let api = lower::lower(&documents, &mut Problems::new());
    pages::check(texts, &pages, &api)
}

/// What is told of a page about the schema: each request line and what it comes to, then the verdicts on examples, then contradictions.
fn told(requests: &str, rest: &str) -> Vec<String> {
    let texts = [inputs::csdl("api.csdl", SCHEMA), page(requests, rest)];
    let texts = SourceTexts::new(texts).expect("names are unique");
    let report = checked(&texts);
    let [page] = report.pages.as_slice() else {
        panic!("{} pages", report.pages.len());
    };
    let requests = page.requests.iter();
    let examples = page.examples.iter();
    let contradictions = page.contradictions.iter();
    requests
        .map(|request| request.resolution.to_string())
        .chain(examples.map(|example| example.verdict.name().to_owned()))
        .chain(contradictions.map(|found| {
            let line = texts.line_column(found.location).line;
            format!("{line}: {}", found.kind)
        }))
        .collect()
}

#[test]
fn request_lines_in_every_spelling_are_found() {
    for (request, title) in [
        ("GET /users", "calls `users`"),
        ("GET /users/{id | userPrincipalName}", "calls `users`"),
        (
            "GET https://graph.microsoft.com/beta/users('{id}')",
            "calls `users`",
        ),
        ("PATCH /me?$select=id", "calls `me`"),
        ("GET /Users/{id}/Messages", "calls `user/messages`"),
        ("PUT /users/{id}/manager/$ref", "calls `user/manager/$ref`"),
        (
            "GET /users/{id}/manager/{id}/.../messages",
            "`a key` is nothing that `user/manager` leads to",
        ),
        ("GET /users/{id}/.../messages", "calls `user/messages`"),
        ("GET /users/(user-id)/photo", "calls `user/photo`"),
        ("POST /me/sendMail", "calls `user/sendMail`"),
        ("POST /me/microsoft.graph.sendMail", "calls `user/sendMail`"),
        ("POST /me/graph.sendMail", "calls `user/sendMail`"),
        ("GET /users/delta", "calls `users/delta`"),
        ("GET /users/delta()", "calls `users/delta`"),
        ("GET /me/messages/inbox", "calls `user/messages`"),
        ("GET /me/size/width", "nothing is described at `size/width`"),
        ("GET /me/host", "nothing is described at `guest/host`"),
        (
            "GET /me/size/height",
            "`height` is nothing that `user/size` leads to",
        ),
        ("GET /me/sendMail", "`me/sendMail` has POST only"),
        ("GET /me/nothing", "`nothing` is nothing that `me` leads to"),
        (
            "GET /nobody",
            "`nobody` is no entity set or singleton of the service",
        ),
    ] {
        assert_eq!(told(request, "")[0], title, "{request}");
    }
}

#[test]
fn a_page_that_agrees_has_no_contradiction() {
    let rest = "\
## Request body

|Property|Type|Description|
|:--|:--|:--|
|**displayName**|String|The name.|
|host|String|Of guests.|

## Response

If successful, this method returns a `201 Created` response code.

## Example

### Request

<!-- { \"blockType\": \"request\", \"name\": \"create_user\" } -->
```http
POST https://graph.microsoft.com/beta/users
Content-type: application/json

{
  \"@odata.type\": \"#microsoft.graph.guest\",
  \"displayName\": \"A\", \"host\": \"B\", \"color\": \"red\", \"size\": { \"width\": 3 }
}
```

### Response

<!-- { \"blockType\": \"response\", \"truncated\": true, \"@odata.type\": \"microsoft.graph.user\" } -->
```http
HTTP/1.1 201 Created
Content-type: application/json

{ \"@odata.context\": \"https://graph.microsoft.com/beta/$metadata#users/$entity\", \"id\": \"1\", \"manager\": null }
```
";
    assert_eq!(told("POST /users", rest), ["calls `users`", "holds"]);
}

#[test]
fn every_kind_of_contradiction_is_told_with_its_line() {
    let rest = "\
## Request body

|Property|Type|Description|
|:--|:--|:--|
|displayname|String|The name.|

## Response

If successful, this method returns `204 No Content`.

## Example

<!-- { \"blockType\": \"request\" } -->
```http
POST https://graph.microsoft.com/beta/users

{ \"colour\": \"red\", \"color\": \"blue\", \"size\": 3, \"manager\": { \"@odata.type\": \"#microsoft.graph.message\" } }
```

<!-- {
  \"blockType\": \"response\",
  \"@odata.type\": \"microsoft.graph.nobody\"
} -->
```http
HTTP/1.1 201 Created

{ \"id\": 1, \"@odata.type\": \"microsoft.graph.nothing\" }
```

<!-- { \"blockType\": \"request\" } -->
```http
DELETE https://graph.microsoft.com/beta/users/1/manager
```
";
    assert_eq!(
        told("POST /users\nPUT /me/nothing", rest),
        [
            "calls `users`",
            "`nothing` is nothing that `me` leads to",
            "the request differs from what the operation takes",
            "the request calls no described operation",
            "7: `nothing` is nothing that `me` leads to",
            "14: `displayname` in the table of the body is nothing that `microsoft.graph.user` has (`displayName`?)",
            "18: `users` is said to answer 204; described is a success with content",
            "26: `microsoft.graph.user` has no property `colour` (`color`?)",
            "26: `microsoft.graph.color` has no member `blue`",
            "26: `user/size` is a number; its type is `microsoft.graph.size`",
            "26: `microsoft.graph.message` is neither `microsoft.graph.user` nor derived from it",
            "31: the type `microsoft.graph.nobody` is not declared",
            "34: the page says 204, and its example is answered 201",
            "36: `user/id` is a number; its type is `Edm.String`",
            "36: the type `microsoft.graph.nothing` is not declared",
            "41: `DELETE` is not offered at `user/manager`, but GET is",
        ]
    );
}

#[test]
fn examples_that_are_not_json_are_told_so() {
    let rest = "\
## Examples
```http
POST https://graph.microsoft.com/beta/users
Content-type: application/json

{ \"displayName\": \"A\", ... }
```
```http
POST https://bot.example.com/callback
```
```http
GET https://graph.microsoft.com/beta/users
```
";
    assert_eq!(
        told("POST /users", rest),
        [
            "calls `users`",
            "the body of the request is not JSON",
            "the request goes to another service",
            "no answer is shown",
        ]
    );
}

/// The tests that are kept with the generated crate are those of the project's page.
#[test]
fn the_tests_of_the_projects_page_are_current() {
    let names = [
        "slice.toml",
        "graph-beta.csdl",
        "graph-beta.openapi.yaml",
        "docs/connectorgroup-post-applications.md",
    ];
    let texts = SourceTexts::new(inputs::specs(&names)).expect("names are unique");
    let plan = plan(&texts, |_| {}).unwrap_or_else(|problems| panic!("{problems:?}"));
    let documents = source::parse(&texts).expect("they were read before");
    let tests = examples::tests(&texts, &documents.pages, &plan.api, &plan.krate);
    assert_eq!((tests.count, tests.left_out.len()), (1, 0));
    let kept = inputs::read(&inputs::package().join("../generated/tests/pages/main.rs"));
    assert!(
        tests.source == kept,
        "write them anew with `cargo xtask pages --tests generated/tests/pages/main.rs`"
    );
}

/// Where the whole beta description is there: the counts of the sample, each page accounted for.
#[test]
fn the_sample_of_published_pages() {
    let Some(folder) = big::folder() else {
        return;
    };
    let archive = big::unpacked(&folder.join("graph-docs-beta-sample.tar.gz"));
    let mut texts = big::markdown(&archive);
    assert_eq!(texts.len(), 196);
    texts.extend(big::text("graph-beta.openapi.json.gz"));
    let texts = SourceTexts::new(texts).expect("names are unique");
    let report = checked(&texts);
    let counts = report.counts();
    println!("{counts:?}");
    let Counts {
        pages,
        lines,
        resolved,
        matched,
        ..
    } = counts;
    assert_eq!(pages, 196);
    assert!(resolved * 100 >= lines * 90, "{resolved} of {lines}");
    assert!(matched * 100 >= lines * 65, "{matched} of {lines}");
    assert!(counts.matched_pages >= 189, "{counts:?}");
    assert!(counts.examples_that_hold >= 220, "{counts:?}");
    assert!(counts.contradictions >= 60, "{counts:?}");
    for page in &report.pages {
        let reason = page.unmatched().map(|reason| reason.to_string());
        assert!(
            reason.is_none_or(|reason| !reason.is_empty()),
            "{}",
            page.stem
        );
        for example in &page.examples {
            let is_called = !matches!(example.verdict, Verdict::NotCalled | Verdict::Elsewhere);
            assert_eq!(example.called.is_some(), is_called, "{}", example.line);
        }
    }
    let known = [
        (
            "connectorgroup-post-applications",
            "`application/connectorGroup/$ref` is said to answer 201; described is 204, without content",
        ),
        (
            "group-delete-acceptedsenders",
            "`DELETE` is not offered at `group/acceptedSenders/$ref`, but GET, POST is",
        ),
        (
            "user-list-devices",
            "`microsoft.graph.device` has no property `Manufacturer` (`manufacturer`?)",
        ),
        (
            "user-list-joinedteams",
            "`microsoft.graph.group` is neither `microsoft.graph.team` nor derived from it",
        ),
    ];
    for (stem, message) in known {
        let page = report.pages.iter().find(|page| page.stem == stem);
        let mut found = page.expect("it is in the sample").contradictions.iter();
        assert!(
            found.any(|found| found.kind.to_string() == message),
            "{message}"
        );
    }
}

/// The reasons for which no test is made of an example are told.
#[test]
fn examples_of_what_the_slice_leaves_out_are_told() {
    let slice = "version = \"beta\"\n[include]\npaths = [\"GET me\"]\n";
    let example = "## Example\n```http\nGET https://graph.microsoft.com/beta/users\n```\n\
                   ```http\nGET https://graph.microsoft.com/v1.0/me\n```\n\
                   ```http\nGET https://graph.microsoft.com/beta/me?$select=id\n```\n";
    let texts = [
        inputs::csdl("api.csdl", SCHEMA),
        page("GET /users", example),
        SourceText::slice("slice.toml", slice),
    ];
    let texts = SourceTexts::new(texts).expect("names are unique");
    let plan = plan(&texts, |_| {}).unwrap_or_else(|problems| panic!("{problems:?}"));
    let documents = source::parse(&texts).expect("they were read before");
    let tests = examples::tests(&texts, &documents.pages, &plan.api, &plan.krate);
    let reasons: Vec<Reason> = tests.left_out.iter().map(|left| left.reason).collect();
    assert_eq!(reasons, [Reason::NotInCrate, Reason::OtherVersion]);
    assert_eq!(tests.count, 1);
    assert!(
        tests.source.contains(".raw_query(\"$select\", \"id\")"),
        "{}",
        tests.source
    );
}
