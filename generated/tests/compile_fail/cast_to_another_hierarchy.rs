//! A property is cast to types that derive from its own.

use msgraph::models::User;
use msgraph::on_premises_publishing;

fn main() {
    let _ = on_premises_publishing::SEGMENTS_CONFIGURATION.cast::<User>();
}

//~ E0277
//~ User` is neither `
//~ SegmentConfiguration` nor derived from it
