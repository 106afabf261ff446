//! The report for programs: every difference.

use msgraph_generator::agreement::{Agreement, Difference, Fact, Size, Statement};
use serde::Serialize;

use super::Side;
use crate::failure::Failure;

/// The whole report.
#[derive(Serialize)]
struct Report {
    first: Description,
    second: Description,
    facts: Vec<FactReport>,
}

#[derive(Serialize)]
struct Description {
    files: Vec<String>,
    /// `CSDL` or `OpenAPI`; nothing where it is made of both.
    form: Option<String>,
    types: usize,
    properties: usize,
    navigations: usize,
    operations: usize,
}

#[derive(Serialize)]
struct FactReport {
    fact: &'static str,
    owner: String,
    alike: usize,
    differ: usize,
    first_alone: usize,
    second_alone: usize,
    differences: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    subject: String,
    first: Said,
    second: Said,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
}

#[derive(Serialize)]
struct Said {
    says: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<String>,
}

/// All facts that one of the two states, and every difference in them.
pub(super) fn report(agreement: &Agreement, sides: &[Side<'_>; 2]) -> Result<String, Failure> {
    let [first, second] = [0, 1].map(|number| description(&sides[number], agreement.sizes[number]));
    let facts = Fact::ALL
        .into_iter()
        .map(|fact| fact_report(fact, agreement, sides));
    let report = Report {
        first,
        second,
        facts: facts.collect(),
    };
    let text = serde_json::to_string_pretty(&report);
    text.map(|text| text + "\n")
        .map_err(|error| Failure::unusable(format!("the report cannot be written: {error}")))
}

fn description(side: &Side<'_>, size: Size) -> Description {
    Description {
        files: side.names(),
        form: side.form.map(|form| form.to_string()),
        types: size.types,
        properties: size.properties,
        navigations: size.navigations,
        operations: size.operations,
    }
}

fn fact_report(fact: Fact, agreement: &Agreement, sides: &[Side<'_>; 2]) -> FactReport {
    let tally = agreement.tally(fact);
    let rows = agreement
        .of(fact)
        .iter()
        .map(|difference| row(difference, sides));
    FactReport {
        fact: fact.name(),
        owner: fact.owner().to_string(),
        alike: tally.alike,
        differ: tally.differ,
        first_alone: tally.first_alone,
        second_alone: tally.second_alone,
        differences: rows.collect(),
    }
}

fn row(difference: &Difference, [first, second]: &[Side<'_>; 2]) -> Row {
    Row {
        subject: difference.subject.clone(),
        first: said(&difference.first, first),
        second: said(&difference.second, second),
        reason: difference.reason.map(|reason| reason.to_string()),
    }
}

fn said(statement: &Statement, side: &Side<'_>) -> Said {
    Said {
        says: statement.said.to_string(),
        place: statement.location.map(|location| side.place(location)),
    }
}
