//! A property is compared with values of its own type.

use msgraph::{user, users};

fn main() {
    let _ = users().list().filter(user::DISPLAY_NAME.eq(3));
}

//~ E0277
//~ String
