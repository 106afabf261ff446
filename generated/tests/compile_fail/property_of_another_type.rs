//! A condition on users speaks of properties of users.

use msgraph::{group, users};

fn main() {
    let _ = users().list().filter(group::CLASSIFICATION.eq("x"));
}

//~ E0277
//~ User` has no properties of `
