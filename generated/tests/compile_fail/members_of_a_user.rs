//! A user has no members.

use msgraph::group;
use msgraph::models::{AnyDirectoryObject, User};

fn main() {
    let _ = group::MEMBERS.read::<AnyDirectoryObject>(&User::default());
}

//~ E0277
//~ User` has no properties of `
//~ nor derived from it
