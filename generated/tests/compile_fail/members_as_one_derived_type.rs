//! The members of a group are directory objects: not all of them are users.

use msgraph::group;
use msgraph::models::{Group, User};

fn main() {
    let _ = group::MEMBERS.read::<User>(&Group::default());
}

//~ E0277
//~ User` does not hold every `
//~ read it as a `
