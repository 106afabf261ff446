//! The report for people: a table of facts, then what differs in each, grouped.

use std::collections::BTreeMap;
use std::fmt::Write;

use msgraph_generator::agreement::{Agreement, Difference, Fact, Size, Statement};

use super::{Side, labels};
use crate::wording::{counted, escaped};

/// The whole report, with at most `examples` differences of each group.
pub(super) fn report(agreement: &Agreement, sides: &[Side<'_>; 2], examples: usize) -> String {
    let labels = labels(sides);
    let mut text = String::new();
    for ((side, size), label) in sides.iter().zip(agreement.sizes).zip(&labels) {
        // Writing to a string does not fail.
        let _ = writeln!(
            text,
            "{label:9} {}\n{:9} {}",
            side.names().join(", "),
            "",
            inventory(size)
        );
    }
    text.push('\n');
    table(agreement, &labels, &mut text);
    for fact in Fact::ALL {
        section(fact, agreement.of(fact), sides, examples, &mut text);
    }
    text
}

fn inventory(size: Size) -> String {
    let properties = match size.properties {
        1 => "1 property".to_owned(),
        number => format!("{number} properties"),
    };
    [
        counted(size.types, "type"),
        properties,
        counted(size.navigations, "navigation"),
        counted(size.operations, "operation"),
    ]
    .join(", ")
}

/// A row for each fact that one of the two states.
fn table(agreement: &Agreement, [first, second]: &[String; 2], text: &mut String) {
    let only = [first, second].map(|label| format!("only {label}"));
    let _ = writeln!(
        text,
        "{:26} {:10} {:>8} {:>8} {:>13} {:>13}",
        "fact", "owned by", "alike", "differ", only[0], only[1]
    );
    for fact in Fact::ALL {
        let tally = agreement.tally(fact);
        let counts = [
            tally.alike,
            tally.differ,
            tally.first_alone,
            tally.second_alone,
        ];
        if counts.iter().any(|&count| count > 0) {
            let _ = writeln!(
                text,
                "{:26} {:10} {:>8} {:>8} {:>13} {:>13}",
                fact.name(),
                fact.owner().to_string(),
                counts[0],
                counts[1],
                counts[2],
                counts[3]
            );
        }
    }
}

fn section(
    fact: Fact,
    differences: &[Difference],
    sides: &[Side<'_>; 2],
    examples: usize,
    text: &mut String,
) {
    if differences.is_empty() {
        return;
    }
    let labels = labels(sides);
    let _ = writeln!(text, "\n{} (owned by {})", fact.name(), fact.owner());
    let mut groups: BTreeMap<_, Vec<&Difference>> = BTreeMap::new();
    for difference in differences {
        groups
            .entry(difference.group())
            .or_default()
            .push(difference);
    }
    let mut groups: Vec<_> = groups.into_iter().collect();
    groups.sort_by_key(|(_, members)| std::cmp::Reverse(members.len()));
    for ((first, second, reason), members) in groups {
        let reason = reason.map_or_else(String::new, |reason| format!("; {reason}"));
        let _ = writeln!(
            text,
            "{:>7}  {}: {first}, {}: {second}{reason}",
            members.len(),
            labels[0],
            labels[1]
        );
        for difference in members.into_iter().take(examples) {
            let _ = writeln!(text, "         {}", example(difference, sides));
        }
    }
}

/// What it is about, what each side says of it where the heading leaves that out, and both places.
fn example(difference: &Difference, sides: &[Side<'_>; 2]) -> String {
    let (first, second, _) = difference.group();
    let statement = |statement: &Statement, sort: &str, side: &Side<'_>| {
        let said = statement.said.to_string();
        let said = (said != sort).then_some(said);
        let place = statement.location.map(|location| side.place(location));
        [said, place]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" at ")
    };
    let places = [
        statement(&difference.first, &first, &sides[0]),
        statement(&difference.second, &second, &sides[1]),
    ];
    let places = places.into_iter().filter(|place| !place.is_empty());
    let places = places.collect::<Vec<_>>().join(" | ");
    escaped(&format!("{}  {places}", difference.subject))
}
