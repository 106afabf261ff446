//! Text says nothing of the type it leads to.

use msgraph::groups;

fn main() {
    let url = "https://graph.microsoft.com/beta/users/ada";
    let _ = groups().id("crew").members().add_ref(&url);
}

//~ E0277
//~ DirectoryObject` is wanted here, and `str` is not one
//~ `EntityUrl::unchecked("https://…")`
