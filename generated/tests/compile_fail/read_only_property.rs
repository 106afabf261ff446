//! What the service computes cannot be set.

use msgraph::models::User;
use msgraph::{Patch, user};

fn main() {
    let _ = Patch::<User>::new().set(user::ID, "x");
}

//~ E0277
//~ this property cannot be changed
