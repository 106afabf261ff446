//! `cargo xtask agreement`: what two descriptions of one service say differently.

mod json;
mod text;

use msgraph_generator::agreement::{self, Form};
use msgraph_generator::lower::{self, Conventions};
use msgraph_generator::model::Api;
use msgraph_generator::problem::{FileId, Location, Problems};
use msgraph_generator::source::{self, Documents, SourceTexts};

use crate::codegen::{load, report};
use crate::failure::Failure;
use crate::flags::{Agreement, AgreementFormat, Inputs};
use crate::wording::escaped;
use crate::workspace::Workspace;

/// Lowers each description alone, and compares what they mean. Nothing is written.
pub(crate) fn run(workspace: &Workspace, flags: &Agreement) -> Result<String, Failure> {
    let texts = load::load(workspace, &flags.inputs)?.texts;
    let other_texts = match flags.against.as_slice() {
        [] => None,
        _ => Some(load::load(workspace, &against(flags))?.texts),
    };
    let documents = parse(&texts)?;
    let conventions = conventions(&texts)?;
    let lower = |texts, documents| Side::lower(texts, documents, conventions);
    let sides = match &other_texts {
        Some(other) => [lower(&texts, documents)?, lower(other, parse(other)?)?],
        None => {
            let order: Vec<String> = flags
                .inputs
                .spec
                .iter()
                .map(|path| workspace.shown(path))
                .collect();
            let [first, second] = split(documents, &texts, &order)?;
            [lower(&texts, first)?, lower(&texts, second)?]
        }
    };
    let agreement = agreement::compare(&sides[0].api, &sides[1].api);
    match flags.format {
        AgreementFormat::Text => Ok(text::report(&agreement, &sides, flags.examples)),
        AgreementFormat::Json => json::report(&agreement, &sides),
    }
}

fn against(flags: &Agreement) -> Inputs {
    Inputs {
        spec: flags.against.clone(),
        slice: flags.inputs.slice.clone(),
    }
}

/// One description as it was understood.
struct Side<'t> {
    texts: &'t SourceTexts,
    files: Vec<FileId>,
    /// The form of its texts; `None` where they have different ones.
    form: Option<Form>,
    api: Api,
}

impl<'t> Side<'t> {
    fn lower(
        texts: &'t SourceTexts,
        documents: Documents<'t>,
        conventions: Conventions,
    ) -> Result<Self, Failure> {
        let mut problems = Problems::new();
        let api = lower::lower_by(&documents, conventions, &mut problems);
        if problems.has_errors() {
            return Err(report::refusal(&problems, texts));
        }
        let form = match (documents.csdl.is_empty(), documents.openapi.is_empty()) {
            (false, true) => Some(Form::Csdl),
            (true, false) => Some(Form::OpenApi),
            _ => None,
        };
        let csdl = documents.csdl.iter().map(|document| document.file);
        let openapi = documents.openapi.iter().map(|document| document.file);
        Ok(Self {
            texts,
            files: csdl.chain(openapi).collect(),
            form,
            api,
        })
    }

    /// The names of its texts.
    fn names(&self) -> Vec<String> {
        let texts = self.files.iter().filter_map(|file| self.texts.get(*file));
        texts.map(|text| escaped(text.name())).collect()
    }

    /// A place as editors take it: file, line and column, since published texts can be one line of megabytes.
    fn place(&self, location: Location) -> String {
        let name = self.texts.get(location.file).map_or("", |text| text.name());
        let at = self.texts.line_column(location);
        format!("{}:{}:{}", escaped(name), at.line, at.column)
    }
}

/// By which conventions CSDL is read: those that the slice file names.
fn conventions(texts: &SourceTexts) -> Result<Conventions, Failure> {
    let mut problems = Problems::new();
    let request = load::request(texts, &mut problems);
    if problems.has_errors() {
        return Err(report::refusal(&problems, texts));
    }
    let edition = request.unwrap_or_default().edition;
    Ok(msgraph_generator::conventions(edition))
}

fn parse(texts: &SourceTexts) -> Result<Documents<'_>, Failure> {
    source::parse(texts).map_err(|problems| report::refusal(&problems, texts))
}

/// The two descriptions among the documents: all CSDL and all OpenAPI, or two texts of one form in the order in which they were given.
fn split<'t>(
    documents: Documents<'t>,
    texts: &SourceTexts,
    order: &[String],
) -> Result<[Documents<'t>; 2], Failure> {
    let Documents {
        mut csdl,
        mut openapi,
        ..
    } = documents;
    let given = |file: FileId| {
        let name = texts.get(file).map(|text| text.name());
        order.iter().position(|known| name == Some(known.as_str()))
    };
    csdl.sort_by_key(|document| given(document.file));
    openapi.sort_by_key(|document| given(document.file));
    let of = |csdl, openapi| Documents {
        csdl,
        openapi,
        ..Documents::default()
    };
    match (csdl.len(), openapi.len()) {
        (1.., 1..) => Ok([of(csdl, Vec::new()), of(Vec::new(), openapi)]),
        (2, 0) => {
            let second = csdl.split_off(1);
            Ok([of(csdl, Vec::new()), of(second, Vec::new())])
        }
        (0, 2) => {
            let second = openapi.split_off(1);
            Ok([of(Vec::new(), openapi), of(Vec::new(), second)])
        }
        (csdl, openapi) => Err(Failure::unusable(format!(
            "these are not two descriptions: {csdl} of CSDL and {openapi} of OpenAPI\n  help: give one of each, two of one form, \
             or say with `--against` what to compare with"
        ))),
    }
}

/// What the two descriptions are called in a report: by their forms where those differ.
fn labels(sides: &[Side<'_>; 2]) -> [String; 2] {
    match sides.each_ref().map(|side| side.form) {
        [Some(first), Some(second)] if first != second => [first.to_string(), second.to_string()],
        _ => ["first".to_owned(), "second".to_owned()],
    }
}
