//! Stage 2: what the documents say as what it means. The only code that sees both documents and model.

mod csdl;
mod inherit;
mod openapi;
mod walk;

use crate::model::Api;
use crate::problem::Problems;
use crate::source::Documents;

/// The model of all documents together.
pub fn lower(documents: &Documents<'_>, problems: &mut Problems) -> Api {
    if documents.csdl.is_empty() {
        return openapi::lower(&documents.openapi, problems);
    }
    csdl::lower(&documents.csdl, problems)
}
