//! The enum that related entities are read as is that of the type the navigation property leads to.

use msgraph::group;
use msgraph::models::{AnySegmentConfiguration, Group};

fn main() {
    let _ = group::MEMBERS.read_delta::<AnySegmentConfiguration>(&Group::default());
}

//~ E0277
//~ AnySegmentConfiguration` does not hold every `
