//! A key is one value.

use msgraph::users;

fn main() {
    let _ = users().id(vec!["ada", "bob"]);
}

//~ E0277
//~ `Key: From<Vec<&str>>` is not satisfied
