//! Conditions as the URL conventions of OData 4.01 and the pages of Microsoft Graph write them.

use msgraph_runtime::query::{Filter, Inherits, it};
use msgraph_runtime::{Flags, edm};

use crate::schema::{DirectoryObject, Group, Item, Mode, User, group, item, list, user, values};
use crate::{options, query};

const SKU: &str = "c5928f49-12ba-48f7-ada3-0d743a3601d5";

/// Each condition prints as expected, and is one option of a request, in which nothing is lost.
#[track_caller]
fn check<T>(cases: Vec<(Filter<T>, &str)>) {
    for (filter, expected) in cases {
        assert_eq!(filter.to_string(), expected);
        let sent = query(&list::<T>().filter(filter));
        let expected = vec![("$filter".to_owned(), expected.to_owned())];
        assert_eq!(options(&sent), expected, "{sent}");
    }
}

#[test]
fn values_are_compared() {
    let name = String::from("a");
    check::<User>(vec![
        (user::DISPLAY_NAME.eq("Adele"), "displayName eq 'Adele'"),
        (
            user::DISPLAY_NAME.eq(String::from("a")),
            "displayName eq 'a'",
        ),
        (user::DISPLAY_NAME.eq(&name), "displayName eq 'a'"),
        (user::DISPLAY_NAME.ne("O'Neil"), "displayName ne 'O''Neil'"),
        (user::DISPLAY_NAME.ge("m"), "displayName ge 'm'"),
        (user::ID.eq("u7"), "id eq 'u7'"),
        (user::ACCOUNT_ENABLED.eq(true), "accountEnabled eq true"),
        (user::ACCOUNT_ENABLED.ne(false), "accountEnabled ne false"),
        (user::LIMIT.gt(5), "deviceEnrollmentLimit gt 5"),
        (user::LIMIT.le(-1), "deviceEnrollmentLimit le -1"),
        (user::MODE.eq(Mode::Sms), "mode eq 'sms'"),
        (user::MODE.eq(Mode::from("x'y")), "mode eq 'x''y'"),
        (user::MAIL.is_null(), "mail eq null"),
        (user::MAIL.is_not_null(), "mail ne null"),
        (user::MANAGER.is_null(), "manager eq null"),
        (user::MANAGER.is_not_null(), "manager ne null"),
        (user::DISPLAY_NAME.eq("null"), "displayName eq 'null'"),
        (user::DISPLAY_NAME.eq(""), "displayName eq ''"),
    ]);
}

#[test]
fn each_type_has_its_literal() {
    let created = edm::DateTimeOffset::from("2026-01-02T03:04:05.1234567+01:00");
    check::<User>(vec![
        (
            user::CREATED.lt(&created),
            "createdDateTime lt 2026-01-02T03:04:05.1234567+01:00",
        ),
        (
            user::HIRED.eq(edm::Date::from("0001-01-01")),
            "employeeHireDate eq 0001-01-01",
        ),
        (
            user::CREATED.gt(edm::DateTimeOffset::from("x' or 1 eq 1")),
            "createdDateTime gt 'x'' or 1 eq 1'",
        ),
    ]);
    check::<Item>(vec![
        (item::SIZE.ge(i64::MAX), "size ge 9223372036854775807"),
        (item::SCORE.lt(0.5), "score lt 0.5"),
        (item::SCORE.lt(1e300), "score lt 1e300"),
        (item::SCORE.eq(f64::NEG_INFINITY), "score eq -INF"),
        (
            item::PRICE.le(edm::Decimal::from("12.50")),
            "price le 12.50",
        ),
        (
            item::ETAG.eq(edm::Binary::from("AQ==")),
            "hash eq binary'AQ=='",
        ),
        (
            item::LENGTH.gt(edm::Duration::from("PT1H")),
            "length gt duration'PT1H'",
        ),
        (
            item::AT.eq(edm::TimeOfDay::from("13:20:00")),
            "at eq 13:20:00",
        ),
        (item::FOLDER.is_not_null(), "folder ne null"),
    ]);
}

#[test]
fn lists_and_text_and_flags() {
    let limits = [1, 2];
    let both: Flags<Mode> = [Mode::Sms, Mode::from("voice")].into_iter().collect();
    check::<User>(vec![
        (
            user::CITY.one_of(["Oslo", "Val d'Or"]),
            "city in ('Oslo','Val d''Or')",
        ),
        (
            user::CITY.one_of(vec![String::from("Oslo")]),
            "city in ('Oslo')",
        ),
        (user::LIMIT.one_of(limits), "deviceEnrollmentLimit in (1,2)"),
        (user::MODE.one_of([Mode::Sms]), "mode in ('sms')"),
        (
            user::DISPLAY_NAME.starts_with("A&B"),
            "startswith(displayName,'A&B')",
        ),
        (
            user::MAIL.ends_with("@contoso.com"),
            "endswith(mail,'@contoso.com')",
        ),
        (user::MAIL.contains("+"), "contains(mail,'+')"),
        (user::MODES.has(Mode::Sms), "modes has 'sms'"),
        (user::MODES.has(&both), "modes has 'sms,voice'"),
        (user::MODES.eq(both), "modes eq 'sms,voice'"),
    ]);
}

#[test]
fn conditions_join_with_the_parentheses_that_they_need() {
    let a = || user::DISPLAY_NAME.eq("a");
    let b = || user::CITY.eq("b");
    let c = || user::MAIL.starts_with("c");
    let raw = || Filter::raw("x eq 1 or y eq 2");
    check::<User>(vec![
        (
            a().and(b()).and(c()),
            "displayName eq 'a' and city eq 'b' and startswith(mail,'c')",
        ),
        (
            a().and(b().and(c())),
            "displayName eq 'a' and city eq 'b' and startswith(mail,'c')",
        ),
        (
            a().or(b().or(c())),
            "displayName eq 'a' or city eq 'b' or startswith(mail,'c')",
        ),
        (
            a().and(b()).or(c()),
            "displayName eq 'a' and city eq 'b' or startswith(mail,'c')",
        ),
        (
            a().or(b()).and(c()),
            "(displayName eq 'a' or city eq 'b') and startswith(mail,'c')",
        ),
        (
            a().and(b().or(c())),
            "displayName eq 'a' and (city eq 'b' or startswith(mail,'c'))",
        ),
        (!a(), "not (displayName eq 'a')"),
        (!c(), "not startswith(mail,'c')"),
        (!!c(), "not (not startswith(mail,'c'))"),
        (!(a().and(b())), "not (displayName eq 'a' and city eq 'b')"),
        (
            (!c()).and(a()),
            "not startswith(mail,'c') and displayName eq 'a'",
        ),
        (
            a().or(!c()),
            "displayName eq 'a' or not startswith(mail,'c')",
        ),
        (!user::CITY.one_of(["x"]), "not (city in ('x'))"),
        (raw(), "x eq 1 or y eq 2"),
        (raw().and(a()), "(x eq 1 or y eq 2) and displayName eq 'a'"),
        (a().or(raw()), "displayName eq 'a' or (x eq 1 or y eq 2)"),
        (!raw(), "not (x eq 1 or y eq 2)"),
    ]);
}

#[test]
fn paths_lead_to_values() {
    check::<User>(vec![
        (
            user::ORG_DATA.then(values::DIVISION).eq("N"),
            "employeeOrgData/division eq 'N'",
        ),
        (user::ORG_DATA.is_null(), "employeeOrgData eq null"),
        (
            user::MANAGER.then(values::DIRECTORY_ID).eq("m"),
            "manager/id eq 'm'",
        ),
        (
            user::MANAGER.cast::<User>().then(user::CITY).eq("x"),
            "manager/microsoft.graph.user/city eq 'x'",
        ),
        (
            user::MANAGER.is_of::<User>(),
            "isof(manager,'microsoft.graph.user')",
        ),
    ]);
    let who = || item::CREATED_BY.then(values::IDENTITY.then(values::IDENTITY_ID));
    let same = item::CREATED_BY
        .then(values::IDENTITY)
        .then(values::IDENTITY_ID);
    check::<Item>(vec![
        (who().eq("u"), "createdBy/user/id eq 'u'"),
        (same.starts_with("u"), "startswith(createdBy/user/id,'u')"),
        (who().is_not_null(), "createdBy/user/id ne null"),
    ]);
    let anyone = it::<DirectoryObject>;
    check::<DirectoryObject>(vec![
        (anyone().is_of::<User>(), "isof('microsoft.graph.user')"),
        (
            anyone().is_of::<User>().or(anyone().is_of::<Group>()),
            "isof('microsoft.graph.user') or isof('microsoft.graph.group')",
        ),
        (
            anyone().cast::<User>().then(user::ACCOUNT_ENABLED).eq(true),
            "microsoft.graph.user/accountEnabled eq true",
        ),
        (anyone().then(values::DIRECTORY_ID).eq("d"), "id eq 'd'"),
    ]);
}

#[test]
fn collections_are_asked_for_their_items() {
    let sku = || edm::Guid::from(SKU);
    let licensed = format!("assignedLicenses/any(x:x/skuId eq {SKU})");
    let planned = format!("assignedLicenses/any(x:x/disabledPlans/any(y:y eq {SKU}))");
    check::<User>(vec![
        (
            user::BUSINESS_PHONES.any(|x| x.eq("1")),
            "businessPhones/any(x:x eq '1')",
        ),
        (
            user::BUSINESS_PHONES.all(|x| x.starts_with("+")),
            "businessPhones/all(x:startswith(x,'+'))",
        ),
        (
            !user::BUSINESS_PHONES.any(|x| x.eq("1")),
            "not businessPhones/any(x:x eq '1')",
        ),
        (user::BUSINESS_PHONES.is_empty(), "not businessPhones/any()"),
        (user::BUSINESS_PHONES.is_not_empty(), "businessPhones/any()"),
        (
            user::BUSINESS_PHONES.count().gt(1),
            "businessPhones/$count gt 1",
        ),
        (
            user::ASSIGNED_LICENSES.any(|x| x.then(values::SKU_ID).eq(sku())),
            &licensed,
        ),
        (
            user::ASSIGNED_LICENSES
                .any(|x| x.then(values::DISABLED_PLANS).any(|plan| plan.eq(sku()))),
            &planned,
        ),
        (
            user::COMBINATIONS.any(|x| x.has(Mode::Sms)),
            "allowedCombinations/any(x:x has 'sms')",
        ),
        (user::REPORTS.count().eq(0), "directReports/$count eq 0"),
        (
            user::GROUPS.any(|x| x.then(group::TYPES).any(|x| x.eq("Unified"))),
            "joinedGroups/any(x:x/groupTypes/any(y:y eq 'Unified'))",
        ),
    ]);
    check::<Item>(vec![(
        item::TO.any(|x| x.then(values::ADDRESS).eq("a").or(x.is_null())),
        "toRecipients/any(x:x/address eq 'a' or x eq null)",
    )]);
}

#[test]
fn entities_of_derived_types_are_found_in_collections() {
    check::<Group>(vec![
        (
            group::MEMBERS.any(|m| m.then(values::DIRECTORY_ID).eq("u7")),
            "members/any(x:x/id eq 'u7')",
        ),
        (
            group::MEMBERS.any(|m| m.cast::<User>().then(user::CITY).eq("Oslo")),
            "members/any(x:x/microsoft.graph.user/city eq 'Oslo')",
        ),
        (
            group::MEMBERS.any(|m| m.is_of::<User>()),
            "members/any(x:isof(x,'microsoft.graph.user'))",
        ),
        (
            group::MEMBERS
                .cast::<User>()
                .any(|m| m.then(user::CITY).eq("Oslo")),
            "members/microsoft.graph.user/any(x:x/city eq 'Oslo')",
        ),
        (
            group::MEMBERS.cast::<User>().count().ge(3),
            "members/microsoft.graph.user/$count ge 3",
        ),
        (group::OWNERS.is_empty(), "not owners/any()"),
    ]);
}

#[test]
fn inherited_properties_are_those_of_the_derived_type() {
    fn known<O: Inherits<DirectoryObject>>() -> Filter<O> {
        user::ID.one_of(["a", "b"])
    }
    let some: Filter<DirectoryObject> = known();
    check::<User>(vec![
        (known(), "id in ('a','b')"),
        (some.inherited(), "id in ('a','b')"),
        (
            known().and(user::CITY.is_null()),
            "id in ('a','b') and city eq null",
        ),
        (
            user::CITY.is_null().and(known()),
            "city eq null and id in ('a','b')",
        ),
        (
            user::GROUPS.any(|x| x.then(values::DIRECTORY_ID).eq("g")),
            "joinedGroups/any(x:x/id eq 'g')",
        ),
        (
            user::MANAGER.cast::<User>().then(user::ID).eq("m"),
            "manager/microsoft.graph.user/id eq 'm'",
        ),
    ]);
}

#[test]
fn variables_of_nested_lambdas_differ() {
    let deep = item::CHILDREN.any(|a| {
        let large = a.then(item::SIZE).gt(1);
        large.and(a.then(item::CHILDREN).any(|b| {
            b.then(item::CHILDREN)
                .all(|c| c.then(item::CHILDREN).any(|d| d.then(item::SIZE).lt(4)))
        }))
    });
    check::<Item>(vec![(
        deep,
        "children/any(x:x/size gt 1 and \
         x/children/any(y:y/children/all(z:z/children/any(x4:x4/size lt 4))))",
    )]);
}

#[test]
fn a_list_of_no_values_is_not_sent() {
    let nobody = || -> Filter<User> { user::CITY.one_of(Vec::<String>::new()) };
    let nested = group::USERS.with(|e| e.filter(nobody().or(user::LIMIT.eq(1))));
    let root = msgraph_runtime::ServiceRoot::from(msgraph_runtime::Cloud::Global);
    let errors = [
        list::<User>().filter(nobody()).to_http(&root),
        list::<User>()
            .filter(user::LIMIT.eq(1))
            .filter(!nobody())
            .to_http(&root),
        list::<Group>().expand(nested).to_http(&root),
        list::<Group>()
            .filter(group::USERS.any(|x| x.then(user::CITY).one_of([] as [&str; 0])))
            .to_http(&root),
    ];
    for error in errors {
        let error = error.expect_err("no values");
        assert!(error.is_request());
        assert!(error.to_string().contains("one_of"), "{error}");
    }
}
