//! A reference is to one entity, not to a collection.

use msgraph::{groups, users};

fn main() {
    let _ = groups().id("crew").members().add_ref(&users());
}

//~ E0277
//~ a reference to `DirectoryObject` is wanted here, and `Collection<User, Users>` is not one
//~ give the place of one `DirectoryObject`
