//! Stage 2: what the documents say as what it means. The only code that sees both documents and model.

mod agree;
mod beside_keys;
mod beta;
mod by_path;
mod conventions;
mod csdl;
mod inherit;
mod openapi;
mod prose;
mod targets;
mod walk;

pub use conventions::Conventions;

use crate::model::Api;
use crate::permissions;
use crate::problem::Problems;
use crate::source::Documents;

pub(crate) use beta::mark as mark_beta_only;

/// The model of all documents together. A kind of source that is missing is no problem: each alone gives a whole model.
pub fn lower(documents: &Documents<'_>, problems: &mut Problems) -> Api {
    lower_by(documents, Conventions::CURRENT, problems)
}

/// The same, by the conventions that the CSDL among the documents was published by.
pub fn lower_by(
    documents: &Documents<'_>,
    conventions: Conventions,
    problems: &mut Problems,
) -> Api {
    let mut api = match (documents.csdl.is_empty(), documents.openapi.is_empty()) {
        (true, _) => openapi::lower(&documents.openapi, problems),
        (false, true) => csdl::lower(&documents.csdl, conventions, problems),
        (false, false) => {
            let declared = csdl::lower(&documents.csdl, conventions, problems);
            let described = openapi::lower(&documents.openapi, problems);
            if problems.has_errors() {
                return declared;
            }
            agree::agree(declared, &described, problems)
        }
    };
    targets::check(&api, problems);
    beside_keys::note(&mut api);
    by_path::note(&mut api);
    prose::add(&documents.pages, &mut api, problems);
    permissions::add(&documents.permissions, &mut api);
    api
}
