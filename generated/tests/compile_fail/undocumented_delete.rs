//! The service documents no way to delete a connector group through the application that uses it.

use msgraph::applications;

fn main() {
    let _ = applications().id("payroll").connector_group().delete();
}
