//! A generated crate in small, as it would stand in files of its own; `crate::` is `crate::shape::` here.

// Each test crate uses the part it needs, and a test crate exports nothing.
#![allow(dead_code, unreachable_pub)]

pub mod any_directory_object;
pub mod application;
pub mod connector_group;
pub mod connector_group_region;
pub mod directory_object;
pub mod group;
pub mod informational_url;
pub mod native;
pub mod password_credential;
pub mod user;

use msgraph_runtime::codegen as rt;

rt::places!();

/// Through which entity set, singleton or navigation property a place was reached.
pub mod via {
    /// The entity set `applications`.
    #[derive(Debug)]
    pub enum Applications {}
    /// The entity set `connectorGroups`.
    #[derive(Debug)]
    pub enum ConnectorGroups {}
    /// The entity set `groups`.
    #[derive(Debug)]
    pub enum Groups {}
    /// The singleton `me`.
    #[derive(Debug)]
    pub enum Me {}
    /// The entity set `users`.
    #[derive(Debug)]
    pub enum Users {}
}

/// The entity set `applications`.
pub fn applications() -> Collection<application::Application, via::Applications> {
    Collection::at(rt::Path::service("beta").literal("applications"))
}

/// The entity set `connectorGroups`.
pub fn connector_groups() -> Collection<connector_group::ConnectorGroup, via::ConnectorGroups> {
    Collection::at(rt::Path::service("beta").literal("connectorGroups"))
}

/// The entity set `groups`.
pub fn groups() -> Collection<group::Group, via::Groups> {
    Collection::at(rt::Path::service("beta").literal("groups"))
}

/// The entity set `users`.
pub fn users() -> Collection<user::User, via::Users> {
    Collection::at(rt::Path::service("beta").literal("users"))
}

/// The singleton `me`.
pub fn me() -> Place<user::User, via::Me> {
    Place::at(rt::Path::service("beta").literal("me"))
}
