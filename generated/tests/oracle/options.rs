//! Query options: each alone, and together.

use msgraph::query::Search;
use msgraph::{application, applications, directory_object, drive_item, drives, group, groups};
use msgraph::{user, users};

use crate::case::Case;
use crate::reasons::UNQUALIFIED_OPERATION;

const EVENTUAL: [&str; 2] = ["ConsistencyLevel", "eventual"];

pub(crate) fn cases() -> Vec<Case> {
    [alone(), together()].into_iter().flatten().collect()
}

fn alone() -> Vec<Case> {
    let list = || users().list();
    let [name, value] = EVENTUAL;
    let children = drives().id("d").items().id("i").children();
    let enabled = user::ACCOUNT_ENABLED.eq(true);
    vec![
        Case::same("select", &list().select((user::ID, user::DISPLAY_NAME))),
        Case::same("filter", &list().filter(user::DISPLAY_NAME.eq("Ada"))),
        Case::same(
            "orderby",
            &list().order_by((user::DISPLAY_NAME.desc(), user::ID)),
        ),
        Case::same("expand", &list().expand(user::MANAGER)),
        Case::same(
            "search",
            &groups()
                .list()
                .search(group::DISPLAY_NAME.matches("video"))
                .header(name, value),
        ),
        Case::same("top", &list().top(5)),
        Case::same("skip", &children.list().skip(40)),
        Case::same("count", &list().advanced()),
        Case::same(
            "count_segment",
            &users().count().filter(enabled).header(name, value),
        ),
    ]
}

fn together() -> Vec<Case> {
    let words = group::DESCRIPTION.matches("one two");
    let words: Search<_> = words.or(group::DISPLAY_NAME.matches("video"));
    let delta = users().delta();
    vec![
        Case::same(
            "all_options",
            &groups()
                .list()
                .select((group::ID, group::DISPLAY_NAME))
                .filter(group::MAIL_ENABLED.eq(false))
                .search(words)
                .order_by(group::DISPLAY_NAME)
                .expand(group::OWNERS)
                .top(3)
                .skip(6)
                .advanced(),
        ),
        Case::differs(
            "delta",
            &delta.select((user::DISPLAY_NAME, user::JOB_TITLE)),
            [UNQUALIFIED_OPERATION.at("segment 1", "delta()", "microsoft.graph.delta()")],
        ),
        Case::same(
            "search_phrase",
            &groups()
                .list()
                .search(group::DISPLAY_NAME.matches("12\" & 50% \\ disk"))
                .header(EVENTUAL[0], EVENTUAL[1]),
        ),
    ]
    .into_iter()
    .chain(expanded())
    .collect()
}

fn expanded() -> [Case; 4] {
    let owners = application::OWNERS.with(|owner| owner.select(directory_object::ID).top(3));
    let others = directory_object::ID.ne("a,b;c)");
    let members = group::MEMBERS.with(|member| member.filter(others).with_count());
    let managers = user::MANAGER.with(|manager| manager.levels_max().select(directory_object::ID));
    let inner = drive_item::CHILDREN.with(|child| {
        let named = child.select(drive_item::NAME);
        named.order_by(drive_item::NAME.desc())
    });
    let children = drive_item::CHILDREN.with(|child| {
        let named = child.select((drive_item::ID, drive_item::NAME));
        named.expand(inner)
    });
    let root = drives().id("d").root();
    [
        Case::same(
            "expand_with_select",
            &applications().id("app").get().expand(owners),
        ),
        Case::same(
            "expand_with_filter",
            &groups().list().expand((members, group::OWNERS)),
        ),
        Case::same("expand_levels", &users().id("ada").get().expand(managers)),
        Case::same("expand_in_expand", &root.get().expand(children)),
    ]
}
