#!/usr/bin/env python3
"""Fifty requests, put together by Microsoft's generated Python SDK and not sent.

Made with msgraph-sdk 1.15.0, which came with microsoft-kiota-abstractions 1.16.0 and
std-uritemplate 2.0.12. The test `oracle` compares what is written here with the same requests of
this project; it needs neither Python nor the SDK. To write `requests.json` again:

    python3 -m venv sdk && sdk/bin/pip install msgraph-sdk==1.15.0
    sdk/bin/python generated/tests/oracle/requests.py > generated/tests/oracle/requests.json

Conditions are text in that SDK, and are written here as the pages of Microsoft Graph and OData
write them: what the SDK adds is the encoding.
"""

import base64
import datetime
import json
import sys
import uuid

from kiota_abstractions.authentication import AnonymousAuthenticationProvider
from kiota_abstractions.base_request_configuration import RequestConfiguration
from msgraph import GraphRequestAdapter, GraphServiceClient
from msgraph.generated.applications.item.add_password.add_password_post_request_body import (
    AddPasswordPostRequestBody,
)
from msgraph.generated.models.app_role import AppRole
from msgraph.generated.models.application import Application
from msgraph.generated.models.group import Group
from msgraph.generated.models.key_credential import KeyCredential
from msgraph.generated.models.native_authentication_apis_enabled import (
    NativeAuthenticationApisEnabled,
)
from msgraph.generated.models.password_credential import PasswordCredential
from msgraph.generated.models.password_profile import PasswordProfile
from msgraph.generated.models.reference_create import ReferenceCreate
from msgraph.generated.models.reference_update import ReferenceUpdate
from msgraph.generated.models.user import User
from msgraph.generated.models.web_application import WebApplication

ROOT = "https://graph.microsoft.com/v1.0"
GUID = "0f5a2d44-9c3e-4b1a-8f0e-6d7c8b9a0001"
# Headers that the caller gives, or that say what the body is. Accept and those of the transport are
# the client's affair, not the request's.
HEADERS = ("consistencylevel", "content-type", "if-match", "prefer")
EVENTUAL = {"ConsistencyLevel": "eventual"}
UTC = datetime.timezone.utc
EAST = datetime.timezone(datetime.timedelta(hours=2))

graph = GraphServiceClient(
    request_adapter=GraphRequestAdapter(AnonymousAuthenticationProvider())
)
applications, drives, groups, users = (
    graph.applications,
    graph.drives,
    graph.groups,
    graph.users,
)


def options(builder, headers=None, **query):
    """A configuration with the query options of a request builder and headers."""
    kind = next(
        getattr(type(builder), name)
        for name in dir(type(builder))
        if name.endswith("GetQueryParameters")
    )
    configuration = RequestConfiguration(query_parameters=kind(**query) if query else None)
    for name, value in (headers or {}).items():
        configuration.headers.add(name, value)
    return configuration


def get(builder, headers=None, **query):
    return builder.to_get_request_information(options(builder, headers, **query))


def headed(headers):
    configuration = RequestConfiguration()
    for name, value in headers.items():
        configuration.headers.add(name, value)
    return configuration


def where(text, builder=users):
    return get(builder, filter=text)


def removed(builder, target):
    kind = type(builder).RefRequestBuilderDeleteQueryParameters
    return builder.to_delete_request_information(
        RequestConfiguration(query_parameters=kind(id=target))
    )


def with_null(entity, attribute):
    """A property that is set to `None` once the entity is there: a new one leaves out what is."""
    setattr(entity, attribute, None)
    return entity


def reminders(start, end):
    me = users.by_user_id("ada")
    return me.reminder_view_with_start_date_time_with_end_date_time(end, start)


def options_alone():
    yield "select", get(users, select=["id", "displayName"])
    yield "filter", where("displayName eq 'Ada'")
    yield "orderby", get(users, orderby=["displayName desc", "id"])
    yield "expand", get(users, expand=["manager"])
    yield "search", get(groups, EVENTUAL, search='"displayName:video"')
    yield "top", get(users, top=5)
    yield "skip", get(drives.by_drive_id("d").items.by_drive_item_id("i").children, skip=40)
    yield "count", get(users, EVENTUAL, count=True)
    yield "count_segment", get(users.count, EVENTUAL, filter="accountEnabled eq true")


def combinations():
    yield "all_options", get(
        groups,
        EVENTUAL,
        select=["id", "displayName"],
        filter="mailEnabled eq false",
        search='"description:one two" OR "displayName:video"',
        orderby=["displayName"],
        expand=["owners"],
        top=3,
        skip=6,
        count=True,
    )
    yield "expand_with_select", get(
        applications.by_application_id("app"), expand=["owners($select=id;$top=3)"]
    )
    yield "expand_with_filter", get(
        groups, expand=["members($filter=id ne 'a,b;c)';$count=true)", "owners"]
    )
    yield "expand_levels", get(users.by_user_id("ada"), expand=["manager($levels=max;$select=id)"])
    yield "expand_in_expand", get(
        drives.by_drive_id("d").root,
        expand=["children($select=id,name;$expand=children($select=name;$orderby=name desc))"],
    )
    yield "delta", get(users.delta, select=["displayName", "jobTitle"])


def quoting():
    yield "apostrophe", where("displayName eq 'O''Neil'")
    yield "reserved", where("displayName eq 'a+b & c#d %20 50% e/f?g=h;i@j:k,l*m(n)!$o'")
    yield "unsafe_and_non_ascii", where(
        "startswith(displayName,'\"<x>\" [y] {z} \\ ^ ` | ~ Søndag 日曜日 🌞')"
    )
    yield "search_phrase", get(groups, EVENTUAL, search='"displayName:12\\" & 50% \\\\ disk"')


def literals():
    principals = graph.service_principals
    yield "guid", where(f"appOwnerOrganizationId eq {GUID}", principals)
    yield "date_time", where(
        "createdDateTime ge 2026-08-20T07:30:00.1234567Z"
        " and employeeHireDate lt 2026-08-20T00:00:00+02:00"
    )
    yield "enumeration", get(
        reminders("2026-08-20", "2026-08-21"),
        {"Prefer": "include-unknown-enum-members"},
        filter="eventLocation/locationType eq 'conferenceRoom'",
        top=2,
    )
    yield "flags", where("nativeAuthenticationApisEnabled has 'all'", applications)
    yield "null_and_numbers", where(
        "jobTitle eq null or not (department ne null) and deviceEnrollmentLimit le -5"
    )
    yield "in", where("department in ('A','B,C','O''D')")
    yield "precedence", where(
        "(department eq 'A' or department eq 'B') and not endswith(mail,'@x.org')"
    )


def paths_in_conditions():
    yield "any", where("groupTypes/any(x:x eq 'Unified')", groups)
    yield "any_complex", where(
        "identities/any(x:x/issuer eq 'contoso.com' and x/issuerAssignedId eq 'a+b@c')"
    )
    yield "all", where("proxyAddresses/all(x:startswith(x,'smtp:'))", groups)
    yield "collection_count", get(groups, EVENTUAL, filter="owners/$count eq 0", count=True)
    yield "property_path", where("employeeOrgData/costCenter eq '7'")
    yield "cast_in_condition", where(
        "members/microsoft.graph.user/any(x:x/department eq 'R&D')", groups
    )
    yield "isof", where("isof('microsoft.graph.user')", graph.directory_objects)


def places():
    members = groups.by_group_id("crew").members
    yield "cast", get(members.graph_user, EVENTUAL, select=["id"], count=True)
    yield "key", get(users.by_user_id("a+d/a@x y#%'é?.org"))
    yield "key_like_a_function", get(users.by_user_id("delta"))
    yield "key_with_dollar", get(users.by_user_id("$ada@x.org"))
    yield "alternate_key", get(graph.applications_with_app_id(GUID), select=["id"])
    yield "function_with_apostrophe", get(reminders("it's 5", "a/b"))


def references():
    target = f"{ROOT}/directoryObjects/ada"
    members = groups.by_group_id("crew").members
    yield "add_reference", members.ref.to_post_request_information(
        ReferenceCreate(odata_id=target)
    )
    yield "set_reference", users.by_user_id("ada").manager.ref.to_put_request_information(
        ReferenceUpdate(odata_id=f"{ROOT}/users/grace")
    )
    yield "remove_reference", members.by_directory_object_id(
        "ada"
    ).ref.to_delete_request_information()
    yield "remove_reference_by_id", removed(members.ref, target)


def bodies():
    ada = users.by_user_id("ada")
    app = applications.by_application_id("app")
    yield "upload", drives.by_drive_id("d").items.by_drive_item_id(
        "i"
    ).content.to_put_request_information(b"\x00\x01\xff")
    yield "action", app.add_password.to_post_request_information(
        AddPasswordPostRequestBody(
            password_credential=PasswordCredential(
                display_name="build",
                key_id=uuid.UUID(GUID),
                end_date_time=datetime.datetime(2027, 1, 2, 3, 4, 5, tzinfo=UTC),
                start_date_time=datetime.datetime(2026, 1, 2, 3, 4, 5, 600000, tzinfo=EAST),
            )
        )
    )
    yield "create_user", users.to_post_request_information(
        User(
            account_enabled=True,
            display_name="Ada \"L\" Ω",
            business_phones=["+1 5", "6"],
            other_mails=[],
            additional_data={"extension_7f_score": 7, "onPremisesExtensionAttributes": {"a": None}},
            password_profile=PasswordProfile(
                force_change_password_next_sign_in=False, password="p\\w"
            ),
        )
    )
    yield "create_bound", groups.to_post_request_information(
        Group(
            display_name="Crew",
            group_types=["Unified"],
            security_enabled=False,
            additional_data={"owners@odata.bind": [f"{ROOT}/users/ada", f"{ROOT}/users/grace"]},
        )
    )
    yield "update_null", ada.to_patch_request_information(
        with_null(User(department="R&D"), "job_title"),
        headed({"If-Match": 'W/"1"', "Prefer": "return=representation"}),
    )
    yield "update_application", app.to_patch_request_information(
        Application(
            app_roles=[AppRole(id=uuid.UUID(GUID), is_enabled=True, allowed_member_types=["User"])],
            key_credentials=[KeyCredential(key=b"\xfb\xff\xfe\x01", usage="Verify")],
            native_authentication_apis_enabled=NativeAuthenticationApisEnabled.All,
            token_encryption_key_id=uuid.UUID(GUID),
            web=WebApplication(redirect_uris=["https://x.org/?a=b&c"]),
        )
    )
    yield "derived_type", graph.directory_objects.by_directory_object_id(
        "ada"
    ).to_patch_request_information(User(job_title="Countess"))


SECTIONS = (
    options_alone,
    combinations,
    quoting,
    literals,
    paths_in_conditions,
    places,
    references,
    bodies,
)


def written(name, request):
    """What of a request is kept."""
    # The SDK leaves this to its HTTP client.
    request.path_parameters["baseurl"] = ROOT
    headers = {key.lower(): value for key, value in request.request_headers.items()}
    case = {
        "name": name,
        "method": request.http_method.value,
        "url": request.url,
        "headers": {key: headers[key] for key in HEADERS if key in headers},
    }
    if request.content is not None:
        try:
            case["body"] = json.loads(request.content)
        except ValueError:
            case["base64"] = base64.b64encode(request.content).decode()
    return case


def main():
    cases = [written(name, request) for section in SECTIONS for name, request in section()]
    json.dump(cases, sys.stdout, indent=2, ensure_ascii=False)
    print()


if __name__ == "__main__":
    main()
