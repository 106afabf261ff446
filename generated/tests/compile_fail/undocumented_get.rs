//! The service documents no way to read a member through the group it is in.

use msgraph::groups;

fn main() {
    let _ = groups().id("crew").members().id("ada").get();
}

//~ E0599
//~ no method named `get` found
//~ DirectoryObject, msgraph::group::via::Members>
