//! A property is changed by a part of a type that derives from its own.

use msgraph::models::{OnPremisesPublishing, User};
use msgraph::{Patch, on_premises_publishing};

fn main() {
    let _ = Patch::<OnPremisesPublishing>::new()
        .set_patch(on_premises_publishing::SEGMENTS_CONFIGURATION, Patch::<User>::new());
}

//~ E0277
//~ User` is neither `
//~ SegmentConfiguration` nor derived from it
