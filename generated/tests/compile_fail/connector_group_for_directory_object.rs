//! A connector group is an entity, but not a directory object.

use msgraph::{groups, on_premises_publishing_profiles};

fn main() {
    let profile = on_premises_publishing_profiles().id("applicationProxy");
    let group = profile.connector_groups().id("oslo");
    let _ = groups().id("crew").members().add_ref(&group);
}

//~ E0277
//~ DirectoryObject` is wanted here
//~ ConnectorGroup` is not one
