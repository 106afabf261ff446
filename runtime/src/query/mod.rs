//! Query options, typed: which entities, which of their properties, in which order.
//!
//! Everything begins at the property constants of a generated crate, which know of which type they
//! are and what their values are. A request takes the options that the description offers for it:
//!
//! ```
//! # use msgraph_runtime::{Cloud, Many, NavigationProperty, Page, Path, Property, Request, ServiceRoot, codegen as rt, http::Method};
//! # mod options { msgraph_runtime::codegen::query_options! { All: Selects, Expands, Filters, Searches, Orders, Tops, Skips, Counts; } }
//! # pub struct User;
//! # mod user {
//! #     use super::{Property, NavigationProperty, User};
//! #     pub const ID: Property<User, String> = Property::new("id");
//! #     pub const DISPLAY_NAME: Property<User, String> = Property::new("displayName");
//! #     pub const ACCOUNT_ENABLED: Property<User, bool> = Property::new("accountEnabled");
//! #     pub const MANAGER: NavigationProperty<User, User> = NavigationProperty::new("manager");
//! # }
//! # struct Users;
//! # impl Users {
//! #     fn list(&self) -> Request<Page<serde_json::Value>, options::All<User>> {
//! #         rt::request::page(Method::GET, Path::service("v1.0").literal("users"))
//! #     }
//! # }
//! # fn users() -> Users { Users }
//! # fn main() -> Result<(), msgraph_runtime::Error> {
//! let request = users()
//!     .list()
//!     .select((user::ID, user::DISPLAY_NAME))
//!     .filter(user::ACCOUNT_ENABLED.eq(true).and(user::DISPLAY_NAME.starts_with("A")))
//!     .expand(user::MANAGER.with(|e| e.select(user::ID)))
//!     .top(20);
//! assert_eq!(
//!     request.url(&ServiceRoot::from(Cloud::Global))?,
//!     "https://graph.microsoft.com/v1.0/users?$select=id,displayName\
//!      &$filter=accountEnabled%20eq%20true%20and%20startswith(displayName,%27A%27)\
//!      &$expand=manager($select%3Did)&$top=20"
//! );
//! # Ok(())
//! # }
//! ```

mod collection;
mod compare;
mod expand;
mod expression;
mod filter;
mod inherits;
mod navigate;
mod option_list;
mod options;
mod path;
mod search;
mod select;
mod sort;
mod terms;
mod value;

pub use expand::{Expand, ExpandOptions, Expansion};
pub(crate) use expression::{AND, SEARCH_AND};
pub use filter::Filter;
pub use inherits::Inherits;
pub(crate) use option_list::OptionList;
pub use option_list::QueryValue;
pub use options::{Counts, Expands, Filters, Orders, QueryOptions, Searches, Selects, Skips, Tops};
pub use path::{Each, NavigationPath, PropertyPath, Step, it};
pub use search::Search;
pub use select::Selection;
pub use sort::{Order, Sorting};
pub(crate) use terms::Terms;
pub use value::{Comparable, Ordered, ValueOf};
