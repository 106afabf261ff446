//! Any subtype can be referred to where its base type is asked for, however it was reached.

use msgraph::{
    applications, groups, me, on_premises_publishing_profiles, service_principals, users,
};

fn main() {
    let members = groups().id("crew").members();
    let _ = members.add_ref(&users().id("ada"));
    let _ = members.add_ref(&me());
    let _ = members.add_ref(&groups().id("guests"));
    let _ = members.add_ref(&service_principals().id("robot"));
    let _ = members.add_ref(&applications().id("payroll"));
    let _ = members.add_ref(&users().id("ada").manager());
    let _ = members.add_ref(&members.id("ada"));

    let profile = on_premises_publishing_profiles().id("applicationProxy");
    let place = applications().id("payroll").connector_group();
    let _ = place.set_ref(&profile.connector_groups().id("oslo"));
    let _ = place.set_ref(&applications().id("wiki").connector_group());
    let _ = place.set_ref(&profile.connectors().id("host").member_of().id("oslo"));
}
