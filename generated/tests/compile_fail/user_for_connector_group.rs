//! A user is not a connector group.

use msgraph::{applications, users};

fn main() {
    let user = users().id("ada");
    let _ = applications().id("payroll").connector_group().set_ref(&user);
}

//~ E0277
//~ ConnectorGroup` is wanted here, and `
//~ User`
