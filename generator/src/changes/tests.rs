//! The table is whole, and the documentation shows it.

use std::fmt::Write;

use super::facet::Nature;
use super::{Event, Facet, Item, Kind, RULES, Rule, Surface, Verdict, compare};

fn table() -> String {
    let mut text = "| what | happened | verdict | because |\n|---|---|---|---|\n".to_owned();
    for rule in &RULES {
        let kinds: Vec<&str> = rule.kinds.iter().map(|kind| kind.noun()).collect();
        let kinds = if kinds.is_empty() {
            "anything".to_owned()
        } else {
            kinds.join(", ")
        };
        let (what, why) = (rule.what, rule.why);
        let _ = writeln!(
            text,
            "| {kinds} | {what} | {} | {why} |",
            rule.verdict.name()
        );
    }
    text
}

#[test]
fn the_documentation_has_the_table() {
    assert_eq!(include_str!("rules.md"), table(), "\n{}", table());
}

#[test]
fn whatever_happens_there_is_a_rule() {
    for kind in Kind::ALL {
        let has = |event| Rule::of(kind, event).is_some();
        assert!(has(Event::Added) && has(Event::Removed) && has(Event::Documented));
        for facet in Facet::ALL {
            let (changed, gained, lost) = (
                has(Event::Changed(facet)),
                has(Event::Gained(facet)),
                has(Event::Lost(facet)),
            );
            let whole = match facet.nature() {
                Nature::Exact => changed || (gained && lost),
                Nature::Set | Nature::Ladder => gained && lost,
                Nature::Choice => changed && gained && lost,
                Nature::Silent => !changed && !gained && !lost,
            };
            let elsewhere = facet == Facet::Required && kind != Kind::Parameter
                || facet == Facet::Version && kind != Kind::Crate;
            assert!(whole || elsewhere, "{kind:?} {facet:?}");
        }
    }
}

#[test]
fn parts_go_with_the_whole() {
    let mut new = Surface::default();
    let field = Item::default().with(Facet::Wire, "id");
    new.add("a::A".into(), Kind::Struct, Item::default());
    new.add("a::A.id".into(), Kind::Field, field.clone());
    new.add("a::ID".into(), Kind::Constant, field);
    let changes = compare(&Surface::default(), &new);
    assert_eq!(changes.list.len(), 3);
    let told: Vec<&str> = changes
        .of(Verdict::Additive)
        .map(|it| it.name.as_str())
        .collect();
    assert_eq!(told, ["a::A"]);
    let changes = compare(&new, &Surface::default());
    assert_eq!(changes.of(Verdict::Breaking).count(), 1);
}

/// A guess is made where there is one answer.
#[test]
fn what_went_may_be_the_one_that_came_and_is_like_it() {
    let with = |fields: &[(&str, &str)]| {
        let mut surface = Surface::default();
        surface.add("a::A".into(), Kind::Struct, Item::default());
        for (name, ty) in fields {
            let field = Item::default()
                .with(Facet::Wire, *name)
                .with(Facet::Type, *ty);
            surface.add(format!("a::A.{name}"), Kind::Field, field);
        }
        surface
    };
    let guessed = |old: &[(&str, &str)], new: &[(&str, &str)]| -> Vec<Option<String>> {
        let changes = compare(&with(old), &with(new));
        let removed = changes.list.iter();
        let removed = removed.filter(|it| it.event == Event::Removed);
        removed.map(|it| it.perhaps.clone()).collect()
    };
    let (notes, remarks) = (("notes", "String"), ("remarks", "String"));
    assert_eq!(
        guessed(&[notes], &[remarks]),
        [Some("a::A.remarks".to_owned())]
    );
    assert_eq!(guessed(&[notes], &[("remarks", "i32")]), [None]);
    assert_eq!(guessed(&[notes], &[remarks, ("title", "String")]), [None]);
    assert_eq!(
        guessed(&[notes, ("name", "String")], &[remarks]),
        [None, None]
    );
}

#[test]
fn documentation_is_compared_where_both_have_it() {
    let with = |docs: Option<&str>| {
        let mut surface = Surface::default();
        let item = docs.map(|line| Item::new(&[line.to_owned()]));
        let item = item.unwrap_or_default();
        surface.add("a::A".into(), Kind::Struct, item);
        surface
    };
    let list = |old, new| compare(&with(old), &with(new)).list;
    assert_eq!(list(Some("a"), Some("b"))[0].verdict(), Verdict::Cosmetic);
    assert!(list(None, Some("b")).is_empty() && list(Some("a"), Some("a")).is_empty());
}
