//! A `microsoft.graph.directoryObject`, or what derives from it.

use msgraph_runtime::codegen as rt;

use crate::shape::directory_object::DirectoryObject;
use crate::shape::group::Group;
use crate::shape::user::User;

/// A value that is declared as a `directoryObject`.
pub enum AnyDirectoryObject {
    /// The declared type.
    DirectoryObject(Box<DirectoryObject>),
    /// A group.
    Group(Box<Group>),
    /// A user.
    User(Box<User>),
    /// A type that this crate does not have.
    Other(Box<DirectoryObject>),
}

impl rt::Polymorphic for AnyDirectoryObject {
    type Declared = DirectoryObject;
    const DECLARED: &'static str = "microsoft.graph.directoryObject";

    fn of(type_name: &str) -> Self {
        match type_name {
            "microsoft.graph.directoryObject" => Self::DirectoryObject(Box::default()),
            "microsoft.graph.group" => Self::Group(Box::default()),
            "microsoft.graph.user" => Self::User(Box::default()),
            _ => Self::Other(Box::default()),
        }
    }

    fn is_other(&self) -> bool {
        matches!(self, Self::Other(_))
    }

    fn record(&self) -> &dyn rt::Record {
        match self {
            Self::DirectoryObject(value) | Self::Other(value) => &**value,
            Self::Group(value) => &**value,
            Self::User(value) => &**value,
        }
    }

    fn record_mut(&mut self) -> &mut dyn rt::Record {
        match self {
            Self::DirectoryObject(value) | Self::Other(value) => &mut **value,
            Self::Group(value) => &mut **value,
            Self::User(value) => &mut **value,
        }
    }
}

rt::polymorphic!(AnyDirectoryObject, DirectoryObject);
