//! Payloads as the service sends them: on one line, properties in its order, unset ones as `null`, and annotations between them.

/// How many users are on the largest page that the service makes.
const USERS: u64 = 999;

/// A page of users with 40 properties each.
pub(crate) fn users() -> String {
    let users: Vec<String> = (0..USERS).map(user).collect();
    format!(
        r#"{{"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#users","@odata.count":48211,"@odata.nextLink":"https://graph.microsoft.com/v1.0/users?$top=999&$skiptoken=RFNwdAIAAQAAABc6YW1hbmRh","value":[{}]}}"#,
        users.join(",")
    )
}

fn user(number: u64) -> String {
    let id = guid(number);
    let (city, country) = of(
        &[
            ("Zürich", "CH"),
            ("Kyōto", "JP"),
            ("Recife", "BR"),
            ("Oslo", "NO"),
        ],
        number,
    );
    let given = of(
        &[
            "Adele", "Alex", "Diego", "Grady", "Isaiah", "Johanna", "Lidia", "Megan",
        ],
        number,
    );
    let family = of(
        &[
            "Vance",
            "Wilber",
            "Siciliani",
            "Archie",
            "Langer",
            "Lorenz",
            "Bowen",
        ],
        number,
    );
    let title = of(
        &[
            "\"Retail Manager\"",
            "null",
            "\"Marketing Assistant\"",
            "\"Auditor\"",
        ],
        number,
    );
    let synced = of(&["true", "null"], number);
    let (sku, plan, other) = (guid(number + 1), guid(number + 2), guid(number + 3));
    let login = format!("{}.{}{number}", given.to_lowercase(), family.to_lowercase());
    let (day, minute) = (number % 28 + 1, number % 60);
    [
        format!(r#"{{"id":"{id}","deletedDateTime":null,"accountEnabled":true,"ageGroup":null,"businessPhones":["+41 44 555 {number:04}"],"city":"{city}","companyName":"Contoso","consentProvidedForMinor":null,"country":"{country}","createdDateTime":"2021-03-{day:02}T09:{minute:02}:31Z","creationType":null,"department":"Sales & Marketing","displayName":"{given} {family}","employeeId":"E-{number:06}","employeeHireDate":"2021-03-{day:02}T00:00:00Z","employeeType":"Employee","externalUserState":null,"faxNumber":null,"givenName":"{given}""#),
        format!(r#""imAddresses":["{login}@contoso.example"],"isResourceAccount":null,"jobTitle":{title},"legalAgeGroupClassification":null,"mail":"{login}@contoso.example","mailNickname":"{login}","mobilePhone":null,"officeLocation":"{minute}/1104","onPremisesDistinguishedName":"CN={given} {family},OU=Users,DC=contoso,DC=example","onPremisesImmutableId":"{number:08}qkKXw==","onPremisesLastSyncDateTime":"2026-02-{day:02}T12:{minute:02}:07Z","onPremisesSamAccountName":"{login}","onPremisesSyncEnabled":{synced}"#),
        format!(r#""otherMails":[],"passwordPolicies":"DisablePasswordExpiration","postalCode":"80{minute:02}","preferredDataLocation":null,"preferredLanguage":"de-CH","proxyAddresses":["SMTP:{login}@contoso.example","smtp:{given}@contoso.example"],"state":null,"streetAddress":"Bahnhofstrasse {minute}","surname":"{family}","usageLocation":"{country}","userPrincipalName":"{login}@contoso.example","userType":"Member""#),
        format!(r#""assignedLicenses":[{{"disabledPlans":["{plan}","{other}"],"skuId":"{sku}"}}],"assignedPlans":[{{"assignedDateTime":"2022-01-{day:02}T01:02:03Z","capabilityStatus":"Enabled","service":"exchange","servicePlanId":"{plan}"}},{{"assignedDateTime":"2022-01-{day:02}T01:02:03Z","capabilityStatus":"Deleted","service":"MicrosoftOffice","servicePlanId":"{other}"}}],"identities":[{{"signInType":"userPrincipalName","issuer":"contoso.example","issuerAssignedId":"{login}@contoso.example"}}]}}"#),
    ]
    .join(",")
}

/// A file with every facet that a photo shared from another drive has, and the thumbnails that come with it unasked.
pub(crate) fn drive_item() -> String {
    let people = |number| {
        format!(
            r#"{{"application":{{"id":"{}","displayName":"OneDrive \"sync\""}},"device":{{"id":"{}"}},"user":{{"email":"megan@contoso.example","id":"{}","displayName":"Megan Bowen"}}}}"#,
            guid(number),
            guid(number + 1),
            guid(number + 2)
        )
    };
    let ids = r#"{"listId":"57f7a3a6-0f0e-4c0d-8c8f-5a5b7c6c9d2e","listItemId":"4711","listItemUniqueId":"0bd4a7c2-5d04-4a2d-9c4b-8e8a2f0c1d3e","siteId":"6cc05f13-7bdd-4b1c-9c5e-4b0d4ed0b9aa","siteUrl":"https://contoso.sharepoint.com/sites/photos","tenantId":"b8d0e1c4-8a5b-4b6b-9d53-1c2d3e4f5a6b","webId":"d5a8f7e1-33a4-4dd9-a4c7-9a0b1c2d3e4f"}"#;
    let parent = format!(
        r#"{{"driveType":"documentLibrary","driveId":"b!E1_AbN17HEucXksNTtC5qgn3V1cOD01Mj49aW3xsnS4","id":"01NKDM7HMOJTVYMDOSXFDK2QJDXCDI3WUK","name":"2026","path":"/drive/root:/Photos/2026","siteId":"6cc05f13-7bdd-4b1c-9c5e-4b0d4ed0b9aa","sharepointIds":{ids}}}"#
    );
    let times = r#""createdDateTime":"2026-01-03T10:11:12Z","lastModifiedDateTime":"2026-02-04T13:14:15.1234567Z""#;
    let file = r#"{"mimeType":"image/jpeg","hashes":{"quickXorHash":"c2hvcnQgYnV0IHNlcnZlcw==","sha1Hash":"0A4D55A8D778E5022FAB701977C5D840BBC486D0","sha256Hash":"9F86D081884C7D659A2FEAA0C55AD015A3BF4F1B2B0B822CD15D6C15B0F00A08"}}"#;
    let remote = format!(
        r#"{{"id":"01NKDM7HMOJTVYMDOSXFDK2QJDXCDI3WUK","name":"Fjord.jpg","size":7340032,"webUrl":"https://contoso.sharepoint.com/sites/photos/Fjord.jpg",{times},"createdBy":{},"lastModifiedBy":{},"file":{file},"fileSystemInfo":{{{times}}},"image":{{"height":4000,"width":6000}},"parentReference":{parent},"shared":{{"scope":"users","sharedDateTime":"2026-01-05T00:00:00Z","owner":{},"sharedBy":{}}},"sharepointIds":{ids},"webDavUrl":"https://contoso.sharepoint.com/sites/photos/Fjord.jpg"}}"#,
        people(10),
        people(20),
        people(30),
        people(40)
    );
    let thumbnail = |size: u32| {
        format!(
            r#"{{"height":{size},"width":{size},"url":"https://contoso.sharepoint.com/_api/v2.0/thumbnails/{size}"}}"#
        )
    };
    [
        format!(r##"{{"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#users('me')/drive/items/$entity","@microsoft.graph.downloadUrl":"https://contoso.sharepoint.com/_layouts/15/download.aspx?UniqueId={}&tempauth=v1","id":"01NKDM7HMOJTVYMDOSXFDK2QJDXCDI3WUK","name":"Fjord.jpg","description":"Geiranger,\nfrom the boat","eTag":"\"{{0BD4A7C2-5D04-4A2D-9C4B-8E8A2F0C1D3E}},3\"","cTag":"\"c:{{0BD4A7C2-5D04-4A2D-9C4B-8E8A2F0C1D3E}},4\"","size":7340032,"webUrl":"https://contoso.sharepoint.com/sites/photos/Fjord.jpg",{times},"createdBy":{},"lastModifiedBy":{},"parentReference":{parent}"##, guid(5), people(50), people(60)),
        format!(r#""file":{file},"fileSystemInfo":{{{times},"lastAccessedDateTime":"2026-02-05T06:07:08Z"}},"image":{{"height":4000,"width":6000}},"location":{{"altitude":0.5,"latitude":62.10144,"longitude":7.09517}},"photo":{{"cameraMake":"Contoso","cameraModel":"X-4","exposureDenominator":250.0,"exposureNumerator":1.0,"fNumber":5.6,"focalLength":35.0,"iso":400,"orientation":1,"takenDateTime":"2026-01-03T10:11:12Z"}},"publication":{{"level":"published","versionId":"3.0"}},"pendingOperations":null"#),
        format!(r#""remoteItem":{remote},"searchResult":{{"onClickTelemetryUrl":"https://contoso.sharepoint.com/_api/click?q=1"}},"shared":{{"scope":"users","owner":{},"sharedBy":{},"sharedDateTime":"2026-01-05T00:00:00Z"}},"sharepointIds":{ids},"webDavUrl":"https://contoso.sharepoint.com/sites/photos/Fjord.jpg""#, people(70), people(80)),
        format!(r#""thumbnails":[{{"id":"0","large":{},"medium":{},"small":{}}}]}}"#, thumbnail(800), thumbnail(176), thumbnail(96)),
    ]
    .join(",")
}

/// A message with a body of the usual length, headers, annotations, an expanded extension and properties that no description names.
pub(crate) fn message() -> String {
    let person = |name: &str| {
        format!(
            r#"{{"emailAddress":{{"name":"{name}","address":"{}@contoso.example"}}}}"#,
            name.to_lowercase()
        )
    };
    let paragraph = r#"<p style=\"margin:0 0 1em\">The figures of the third quarter are attached; the \u00dcberblick is on page 3.<br>\r\nPlease comment before Friday &#8211; thank you.</p>\r\n"#;
    let headers: Vec<String> = (0..24)
        .map(|hop| format!(r#"{{"name":"Received","value":"from mx{hop}.contoso.example (10.0.0.{hop}) by mx{}.contoso.example with HTTPS; Tue, 3 Feb 2026 10:11:{hop:02} +0000"}}"#, hop + 1))
        .collect();
    let unknown: Vec<String> = (0..12)
        .map(|number| format!(r#""contoso_property{number}":{{"score":{number}.25,"labels":["a","b"],"reviewed":true,"by":null}}"#))
        .collect();
    let recipients = [person("Adele"), person("Diego"), person("Johanna")].join(",");
    [
        r##"{"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#users('me')/messages/$entity","@odata.etag":"W/\"CQAAABYAAAAiIsqMbYjsT5e/T7KzowPTAAMYoQ1e\"","id":"AAMkAGVmMDEzMTM4LTZmYWUtNDdkNC1hMDZiLTU1OGY5OTZhYmY4OABGAAAAAAAiQ8W967B7TKBjgx9rVEURBwAiIsqMbYjsT5e-T7KzowPTAAAAAAEMAAAiIsqMbYjsT5e-T7KzowPTAAMX9d8nAAA=","createdDateTime":"2026-02-03T10:11:12Z","lastModifiedDateTime":"2026-02-03T10:12:13Z","changeKey":"CQAAABYAAAAiIsqMbYjsT5e/T7KzowPTAAMYoQ1e","categories":["Red category"],"receivedDateTime":"2026-02-03T10:11:13Z","sentDateTime":"2026-02-03T10:11:09Z","hasAttachments":true,"internetMessageId":"<DM6PR02MB4938A1B2@contoso.example>","subject":"Re: \u00dcberblick Q3","bodyPreview":"The figures of the third quarter are attached","importance":"normal","parentFolderId":"AAMkAGVmMDEzMTM4LTZmYWUtNDdkNC1hMDZiLTU1OGY5OTZhYmY4OAAuAAAAAAAiQ8W967B7TKBjgx9rVEURAQAiIsqMbYjsT5e-T7KzowPTAAAAAAEMAAA=","conversationId":"AAQkAGVmMDEzMTM4LTZmYWUtNDdkNC1hMDZiLTU1OGY5OTZhYmY4OAAQAKv","conversationIndex":"AQHWZmk4q+8=","isDeliveryReceiptRequested":null,"isReadReceiptRequested":false,"isRead":true,"isDraft":false,"webLink":"https://outlook.office365.com/owa/?ItemID=AAMk&exvsurl=1&viewmodel=ReadMessageItem","inferenceClassification":"focused""##.to_owned(),
        format!(r#""body":{{"contentType":"html","content":"<html><body>{}</body></html>"}}"#, paragraph.repeat(12)),
        format!(r#""sender":{0},"from":{0},"toRecipients":[{recipients}],"ccRecipients":[{recipients}],"bccRecipients":[],"replyTo":[]"#, person("Megan")),
        format!(r#""flag":{{"flagStatus":"flagged","startDateTime":{{"dateTime":"2026-02-04T00:00:00.0000000","timeZone":"UTC"}},"dueDateTime":{{"dateTime":"2026-02-06T00:00:00.0000000","timeZone":"UTC"}}}},"internetMessageHeaders":[{}]"#, headers.join(",")),
        format!(r##""extensions@odata.context":"https://graph.microsoft.com/v1.0/$metadata#users('me')/messages('1')/extensions","extensions":[{{"@odata.type":"#microsoft.graph.openTypeExtension","extensionName":"example.contoso.review","id":"Microsoft.OutlookServices.OpenTypeExtension.example","round":3,"open":true}}]"##),
        unknown.join(",") + "}",
    ]
    .join(",")
}

/// One of them, in turns.
fn of<T: Copy>(choices: &[T], number: u64) -> T {
    choices[(number % choices.len() as u64) as usize]
}

/// An identifier that differs from the others.
fn guid(number: u64) -> String {
    let mixed = number.wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let (high, low) = (mixed >> 32, mixed & 0xFFFF_FFFF);
    format!(
        "{low:08x}-{:04x}-4{:03x}-a{:03x}-{high:08x}{:04x}",
        high & 0xFFFF,
        low & 0xFFF,
        high & 0xFFF,
        low & 0xFFFF
    )
}
