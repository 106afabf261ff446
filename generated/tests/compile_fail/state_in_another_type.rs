//! What a group says of a property of users is not asked.

use msgraph::models::Group;
use msgraph::user;

fn main() {
    let _ = user::JOB_TITLE.state(&Group::default());
}

//~ E0277
//~ Group` has no properties of `
//~ nor derived from it
