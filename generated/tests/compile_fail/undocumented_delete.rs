//! The service documents no way to delete a connector group through the application that uses it.

use msgraph::applications;

fn main() {
    let _ = applications().id("payroll").connector_group().delete();
}

//~ E0599
//~ no method named `delete` found
//~ Place<msgraph::connector_group::ConnectorGroup, msgraph::application::via::ConnectorGroup>
