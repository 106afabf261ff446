//! Where a request goes: casts, keys, functions, and references.

use msgraph::location_type::LocationType;
use msgraph::{
    application, applications, directory_objects, groups, location, reminder, user, users,
};

use crate::GUID;
use crate::case::Case;
use crate::reasons::{
    CAST_BY_ALIAS, KEY_LIKE_A_FUNCTION, KEY_WITH_DOLLAR, LOST_COMMA, LOST_COMMA_AND_QUOTE,
};

pub(crate) fn cases() -> Vec<Case> {
    [keys(), functions(), references()]
        .into_iter()
        .flatten()
        .collect()
}

fn keys() -> Vec<Case> {
    let as_users = groups().id("crew").members().as_user().list();
    vec![
        Case::differs(
            "cast",
            &as_users.select(user::ID).advanced(),
            [CAST_BY_ALIAS.at("segment 3", "graph.user", "microsoft.graph.user")],
        ),
        Case::identical("key", &users().id("a+d/a@x y#%'é?.org").get()),
        Case::differs(
            "key_like_a_function",
            &users().id("delta").get(),
            [KEY_LIKE_A_FUNCTION.at("path", r#"["users", "delta"]"#, r#"["users('delta')"]"#)],
        ),
        Case::differs(
            "key_with_dollar",
            &users().id("$ada@x.org").get(),
            [KEY_WITH_DOLLAR.at(
                "path",
                r#"["users", "$ada@x.org"]"#,
                r#"["users('$ada@x.org')"]"#,
            )],
        ),
        Case::same(
            "alternate_key",
            &applications().by_app_id(GUID).get().select(application::ID),
        ),
    ]
}

fn functions() -> Vec<Case> {
    let ada = users().id("ada");
    let in_a_room = reminder::EVENT_LOCATION
        .then(location::LOCATION_TYPE)
        .eq(LocationType::ConferenceRoom);
    vec![
        Case::differs(
            "enumeration",
            &ada.reminder_view("2026-08-20", Some("2026-08-21"))
                .filter(in_a_room)
                .top(2)
                .include_unknown_enum_members(),
            [LOST_COMMA.at(
                "segment 2",
                "reminderView(StartDateTime='2026-08-20'EndDateTime='2026-08-21')",
                "microsoft.graph.reminderView(StartDateTime='2026-08-20',EndDateTime='2026-08-21')",
            )],
        ),
        Case::differs(
            "function_with_apostrophe",
            &ada.reminder_view("it's 5", Some("a/b")),
            [LOST_COMMA_AND_QUOTE.at(
                "segment 2",
                "reminderView(StartDateTime='it's 5'EndDateTime='a/b')",
                "microsoft.graph.reminderView(StartDateTime='it''s 5',EndDateTime='a/b')",
            )],
        ),
    ]
}

fn references() -> Vec<Case> {
    let members = groups().id("crew").members();
    let ada = directory_objects().id("ada");
    vec![
        Case::identical("add_reference", &members.add_ref(&ada)),
        Case::identical(
            "set_reference",
            &users().id("ada").manager().set_ref(&users().id("grace")),
        ),
        Case::identical("remove_reference", &members.id("ada").remove_ref()),
        Case::identical("remove_reference_by_id", &members.remove_ref(&ada)),
    ]
}
