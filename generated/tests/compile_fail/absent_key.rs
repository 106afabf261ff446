//! An id that may be absent is no key: `None` must not become the key `null`.

use msgraph::models::User;
use msgraph::users;

fn main() {
    let user = User::default();
    let _ = users().id(user.id.clone()).delete();
}

//~ E0277
//~ `Key: From<Option<
//~ >>` is not satisfied
//~ `Key` implements `From<&
