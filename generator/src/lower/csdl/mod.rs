//! CSDL documents as a model.
//!
//! CSDL declares types; which operations a service offers follows from them by rules that Microsoft's converter to OpenAPI documents in
//! code (OpenAPI.NET.OData: path providers and operation handlers). Those rules speak of paths; here they are applied to types.

mod annotation_targets;
mod annotations;
mod binding;
mod bound;
mod keys;
mod names;
mod navigation_rules;
mod operations;
mod query_options;
mod reach;
mod restrictions;
mod roots;
mod rules;
mod stated_paths;
mod structural;
mod types;
mod unexpressed;

use crate::lower::Conventions;
use crate::model::Api;
use crate::problem::Problems;
use crate::source::csdl::Document;

use annotations::AnnotationIndex;
use names::Names;
use roots::Roots;
use rules::Rules;

/// The model of what all the documents together declare, by the rules of a day.
pub(super) fn lower(
    documents: &[Document],
    conventions: Conventions,
    problems: &mut Problems,
) -> Api {
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
    if conventions.alternate_keys {
        keys::note(&annotations, &mut api);
    }
    let roots = Roots::of(documents, &names, &annotations, problems);
    let reach = operations::lower(&roots, &names, &annotations, conventions, &mut api);
    let bound = bound::operations(documents, &names, &annotations, conventions, &api, problems);
    let rules = Rules {
        api: &api,
        annotations: &annotations,
        names: &names,
        conventions,
    };
    unexpressed::tell(&rules, &roots, problems);
    let offered = binding::offered(&rules, &bound, &roots, &reach);
    unexpressed::tell_unplaced(&rules, &bound, &offered, problems);
    let allowed = query_options::Allowed::of(&rules, &roots);
    offered.note(&bound, &mut api);
    allowed.note(&mut api);
    api
}
