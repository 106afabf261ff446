//! An item of a delta query is not the entity: it may have been removed.

use msgraph::groups;
use msgraph::models::Group;
use msgraph::{Page, Request};

fn main() {
    fn page<Q>(_: Request<Page<Group>, Q>) {}
    page(groups().delta());
}

//~ E0308
//~ Delta<
