//! A reference is to one entity, not to a collection.

use msgraph::{groups, users};

fn main() {
    let _ = groups().id("crew").members().add_ref(&users());
}

//~ E0277
//~ DirectoryObject` is wanted here, and `Collection<
//~ give the place of one `
