//! CSDL documents as a model.
//!
//! CSDL declares types; which operations a service offers follows from them by rules that Microsoft's converter to OpenAPI documents in
//! code (OpenAPI.NET.OData: path providers and operation handlers). Those rules speak of paths; here they are applied to types.

mod annotations;
mod bound;
mod names;
mod operations;
mod placed;
mod restrictions;
mod roots;
mod rules;
mod types;
mod unexpressed;

use crate::model::Api;
use crate::problem::Problems;
use crate::source::csdl::Document;

use annotations::AnnotationIndex;
use names::Names;

/// The model of what all the documents together declare.
pub(super) fn lower(documents: &[Document], problems: &mut Problems) -> Api {
    let names = Names::of(documents, problems);
    let annotations = AnnotationIndex::of(documents, &names, problems);
    let mut api = Api {
        types: types::lower(documents, &names, &annotations, problems),
        ..Api::default()
    };
    if problems.has_errors() {
        // Operations are derived from types that hold together.
        return api;
    }
    let placed = operations::lower(documents, &names, &annotations, &mut api, problems);
    bound::lower(documents, &names, &placed, &mut api, problems);
    unexpressed::tell(&annotations, &placed, &api, problems);
    api
}
