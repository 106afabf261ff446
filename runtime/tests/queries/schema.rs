//! A small schema in the form that generated crates have, of properties alone.

// A test crate exports nothing.
#![allow(unreachable_pub)]

use msgraph_runtime::codegen as rt;
use msgraph_runtime::{IsA, Page, Path, Request, http::Method};

/// Types of which the tests read nothing: they have a name, and no properties of their own.
macro_rules! types {
    ($($name:ident $type_name:literal;)*) => {$(
        #[derive(Default)]
        pub struct $name {
            additional_data: rt::AdditionalData,
        }

        impl rt::Record for $name {
            fn shape(&self) -> &'static rt::Shape {
                &rt::Shape { type_name: $type_name, names: &[] }
            }

            fn slot(&self, _: usize) -> &dyn rt::Slot {
                &self.additional_data
            }

            fn slot_mut(&mut self, _: usize) -> &mut dyn rt::Slot {
                &mut self.additional_data
            }
        }

        rt::record!($name);
    )*};
}

types! {
    AssignedLicense "microsoft.graph.assignedLicense";
    DirectoryObject "microsoft.graph.directoryObject";
    Folder "microsoft.graph.folder";
    Group "microsoft.graph.group";
    Identity "microsoft.graph.identity";
    IdentitySet "microsoft.graph.identitySet";
    Item "microsoft.graph.driveItem";
    OrgData "microsoft.graph.employeeOrgData";
    Recipient "microsoft.graph.recipient";
    User "microsoft.graph.user";
}

impl IsA<DirectoryObject> for User {}
impl IsA<DirectoryObject> for Group {}

pub enum Mode {
    Sms,
    Unrecognized(String),
}

impl Mode {
    pub fn as_str(&self) -> &str {
        match self {
            Self::Sms => "sms",
            Self::Unrecognized(name) => name,
        }
    }
}

impl From<&str> for Mode {
    fn from(name: &str) -> Self {
        match name {
            "sms" => Self::Sms,
            name => Self::Unrecognized(name.to_owned()),
        }
    }
}

rt::open_enum!(Mode);

macro_rules! properties {
    ($owner:ident: $($constant:ident $name:literal: $($value:ty),+;)*) => {
        use super::*;

        $(pub const $constant: rt::Property<$owner, $($value),+> = rt::Property::new($name);)*
    };
}

#[allow(clippy::wildcard_imports)]
pub mod user {
    pub use super::values::DIRECTORY_ID as ID;

    properties! {
        User:
        DISPLAY_NAME "displayName": String;
        MAIL "mail": String;
        CITY "city": String;
        ACCOUNT_ENABLED "accountEnabled": bool;
        LIMIT "deviceEnrollmentLimit": i32;
        CREATED "createdDateTime": rt::edm::DateTimeOffset, rt::ReadOnly;
        HIRED "employeeHireDate": rt::edm::Date;
        BUSINESS_PHONES "businessPhones": Vec<String>;
        ASSIGNED_LICENSES "assignedLicenses": Vec<AssignedLicense>;
        ORG_DATA "employeeOrgData": OrgData;
        MODE "mode": Mode;
        MODES "modes": rt::Flags<Mode>;
        COMBINATIONS "allowedCombinations": Vec<rt::Flags<Mode>>;
    }

    pub const MANAGER: rt::NavigationProperty<User, DirectoryObject> =
        rt::NavigationProperty::new("manager");
    pub const REPORTS: rt::NavigationProperty<User, DirectoryObject, rt::Many> =
        rt::NavigationProperty::new("directReports");
    pub const GROUPS: rt::NavigationProperty<User, Group, rt::Many> =
        rt::NavigationProperty::new("joinedGroups");
}

#[allow(clippy::wildcard_imports)]
pub mod group {
    properties! {
        Group:
        TYPES "groupTypes": Vec<String>;
    }

    pub const OWNERS: rt::NavigationProperty<Group, DirectoryObject, rt::Many> =
        rt::NavigationProperty::new("owners");
    pub const MEMBERS: rt::NavigationProperty<Group, DirectoryObject, rt::Many> =
        rt::NavigationProperty::new("members");
    pub const USERS: rt::NavigationProperty<Group, User, rt::Many> =
        rt::NavigationProperty::new("users");
}

#[allow(clippy::wildcard_imports)]
pub mod item {
    properties! {
        Item:
        SIZE "size": i64;
        SCORE "score": f64;
        PRICE "price": rt::edm::Decimal;
        ETAG "hash": rt::edm::Binary;
        LENGTH "length": rt::edm::Duration;
        AT "at": rt::edm::TimeOfDay;
        FOLDER "folder": Folder;
        CREATED_BY "createdBy": IdentitySet;
        TO "toRecipients": Vec<Recipient>;
    }

    pub const CHILDREN: rt::NavigationProperty<Item, Item, rt::Many> =
        rt::NavigationProperty::new("children");
}

#[allow(clippy::wildcard_imports)]
pub mod values {
    properties! {
        AssignedLicense:
        SKU_ID "skuId": rt::edm::Guid;
        DISABLED_PLANS "disabledPlans": Vec<rt::edm::Guid>;
    }
    pub const DIVISION: rt::Property<OrgData, String> = rt::Property::new("division");
    pub const IDENTITY: rt::Property<IdentitySet, Identity> = rt::Property::new("user");
    pub const IDENTITY_ID: rt::Property<Identity, String> = rt::Property::new("id");
    pub const ADDRESS: rt::Property<Recipient, String> = rt::Property::new("address");
    pub const DIRECTORY_ID: rt::Property<DirectoryObject, String> = rt::Property::new("id");
}

rt::query_options! {
    All: Selects, Expands, Filters, Searches, Orders, Tops, Skips, Counts;
}

pub fn list<T>() -> Request<Page<serde_json::Value>, All<T>> {
    rt::request::page(Method::GET, Path::service("v1.0").literal("x"))
}
