//! The query options of a request.

use super::Request;
use super::prefer::INCLUDE_UNKNOWN_ENUM_MEMBERS;
use crate::query::{
    AND, Counts, Expands, Expansion, Filter, Filters, Orders, SEARCH_AND, Search, Searches,
    Selection, Selects, Skips, Sorting, Terms, Tops,
};

/// Query options that the description offers, of properties of the type that it offers them for
/// (see [`query`](crate::query)).
impl<T, Q> Request<T, Q> {
    /// Asks for these properties only: `$select`. Properties of a second call are added.
    ///
    /// What is not asked for is absent from the answer, not null.
    ///
    /// ```
    /// # use msgraph_runtime::{Path, Property, Request, codegen as rt, http::Method};
    /// # rt::query_options! { Select: Selects; }
    /// # struct User;
    /// # const ID: Property<User, String> = Property::new("id");
    /// # const MAIL: Property<User, String> = Property::new("mail");
    /// # let get: Request<(), Select<User>> = rt::request::nothing(Method::GET, Path::service("v1.0").literal("me"));
    /// let get = get.select((ID, MAIL));
    /// ```
    ///
    /// Properties of another type do not compile:
    ///
    /// ```compile_fail,E0277
    /// # use msgraph_runtime::{Path, Property, Request, codegen as rt, http::Method};
    /// # rt::query_options! { Select: Selects; }
    /// # struct User; struct Group;
    /// # const VISIBILITY: Property<Group, String> = Property::new("visibility");
    /// # let get: Request<(), Select<User>> = rt::request::nothing(Method::GET, Path::service("v1.0").literal("me"));
    /// let get = get.select(VISIBILITY); // a property of `Group`
    /// ```
    pub fn select(mut self, properties: impl Selection<Q::Of>) -> Self
    where
        Q: Selects,
    {
        let mut terms = Terms::default();
        properties.add_to(&mut terms);
        self.parts.query.append_new("$select", terms);
        self
    }

    /// Asks for related entities as well: `$expand`. Those of a second call are added.
    ///
    /// ```
    /// # use msgraph_runtime::{NavigationProperty, Path, Request, codegen as rt, http::Method};
    /// # rt::query_options! { Expand: Expands; }
    /// # struct User;
    /// # const MANAGER: NavigationProperty<User, User> = NavigationProperty::new("manager");
    /// # let get: Request<(), Expand<User>> = rt::request::nothing(Method::GET, Path::service("v1.0").literal("me"));
    /// let get = get.expand(MANAGER.with(|e| e.levels_max()));
    /// ```
    pub fn expand(mut self, navigation: impl Expansion<Q::Of>) -> Self
    where
        Q: Expands,
    {
        let mut terms = Terms::default();
        navigation.add_to(&mut terms);
        self.parts.query.append("$expand", terms);
        self
    }

    /// Asks for the entities that the condition holds for: `$filter`. With a second one, both have
    /// to hold.
    ///
    /// ```
    /// # use msgraph_runtime::{Path, Property, Request, codegen as rt, http::Method};
    /// # rt::query_options! { Filter: Filters; }
    /// # struct User;
    /// # const ENABLED: Property<User, bool> = Property::new("accountEnabled");
    /// # let list: Request<(), Filter<User>> = rt::request::nothing(Method::GET, Path::service("v1.0").literal("users"));
    /// let list = list.filter(ENABLED.eq(true));
    /// ```
    ///
    /// Where the description offers no `$filter`, it does not compile:
    ///
    /// ```compile_fail,E0277
    /// # use msgraph_runtime::{Path, Property, Request, codegen as rt, http::Method};
    /// # rt::query_options! { Select: Selects; }
    /// # struct User;
    /// # const ENABLED: Property<User, bool> = Property::new("accountEnabled");
    /// # let get: Request<(), Select<User>> = rt::request::nothing(Method::GET, Path::service("v1.0").literal("me"));
    /// let get = get.filter(ENABLED.eq(true)); // this request takes no `$filter`
    /// ```
    pub fn filter(mut self, condition: Filter<Q::Of>) -> Self
    where
        Q: Filters,
    {
        let condition = condition.expression;
        self.parts.query.join("$filter", &AND, condition);
        self
    }

    /// Asks for the entities in which this is found: `$search`. With a second one, both have to be.
    ///
    /// Text is what to look for, whatever it holds; `matches` looks in one property. On directory
    /// objects this is an [`advanced`](Request::advanced) query.
    ///
    /// ```
    /// # use msgraph_runtime::{Path, Property, Request, codegen as rt, http::Method};
    /// # rt::query_options! { Search: Searches, Counts; }
    /// # struct User;
    /// # const NAME: Property<User, String> = Property::new("displayName");
    /// # let list: Request<(), Search<User>> = rt::request::nothing(Method::GET, Path::service("v1.0").literal("users"));
    /// let list = list.search(NAME.matches("wa")).advanced();
    /// ```
    pub fn search(mut self, search: impl Into<Search<Q::Of>>) -> Self
    where
        Q: Searches,
    {
        let search = search.into().expression;
        self.parts.query.join("$search", &SEARCH_AND, search);
        self
    }

    /// Asks for this order: `$orderby`. What a second call adds sorts what is equal by the first.
    ///
    /// ```
    /// # use msgraph_runtime::{Path, Property, Request, codegen as rt, http::Method};
    /// # rt::query_options! { Order: Orders; }
    /// # struct User;
    /// # const CITY: Property<User, String> = Property::new("city");
    /// # const NAME: Property<User, String> = Property::new("displayName");
    /// # let list: Request<(), Order<User>> = rt::request::nothing(Method::GET, Path::service("v1.0").literal("users"));
    /// let list = list.order_by((CITY.desc(), NAME));
    /// ```
    pub fn order_by(mut self, order: impl Sorting<Q::Of>) -> Self
    where
        Q: Orders,
    {
        let mut terms = Terms::default();
        order.add_to(&mut terms);
        self.parts.query.append("$orderby", terms);
        self
    }

    /// Asks for at most this many entities: `$top`. In some services of Graph it is the size of a
    /// page, and there are next ones.
    pub fn top(mut self, count: u32) -> Self
    where
        Q: Tops,
    {
        self.parts.query.set("$top", count.to_string());
        self
    }

    /// Leaves out so many entities at the beginning: `$skip`.
    pub fn skip(mut self, count: u32) -> Self
    where
        Q: Skips,
    {
        self.parts.query.set("$skip", count.to_string());
        self
    }

    /// Asks for the number of all entities that there are, whatever the page holds of them:
    /// `$count=true`. The first page says it.
    pub fn with_count(mut self) -> Self
    where
        Q: Counts,
    {
        self.parts.query.set("$count", "true".to_owned());
        self
    }

    /// Lets the service answer from its search index, which may be some moments old:
    /// `ConsistencyLevel: eventual` and `$count=true`.
    ///
    /// Directory objects (users, groups, applications, devices, …) ask for it with `$search`, with
    /// `ne`, `not` and `ends_with`, with `$count`, with `$filter` and `$orderby` together, and for
    /// some properties always; without it they answer `400 Bad Request`. It is never set silently:
    /// an answer from the index may lack what was written just before.
    ///
    /// ```
    /// # use msgraph_runtime::{Path, Property, Request, codegen as rt, http::Method};
    /// # rt::query_options! { All: Filters, Counts; }
    /// # struct User;
    /// # const MAIL: Property<User, String> = Property::new("mail");
    /// # let list: Request<(), All<User>> = rt::request::nothing(Method::GET, Path::service("v1.0").literal("users"));
    /// let list = list.filter(MAIL.ends_with("@contoso.com")).advanced();
    /// assert_eq!(list.headers()["ConsistencyLevel"], "eventual");
    /// ```
    pub fn advanced(mut self) -> Self
    where
        Q: Counts,
    {
        self.parts.be_eventual();
        self.with_count()
    }
}

/// Query options as text that nothing checks, not encoded: for what the description does not know.
/// They join with the typed ones. Quoting the values inside is up to the caller.
impl<T, Q> Request<T, Q> {
    /// Adds to `$select`.
    ///
    /// ```
    /// # use msgraph_runtime::{Path, Request, http::Method};
    /// # let get = Request::nothing(Method::GET, Path::service("v1.0").literal("me"));
    /// let get = get.select_raw("id").select_raw("extension_3c1d_badge");
    /// ```
    pub fn select_raw(mut self, properties: impl Into<String>) -> Self {
        self.parts.query.append("$select", Terms::raw(properties));
        self
    }

    /// Adds to `$expand`.
    pub fn expand_raw(mut self, navigation: impl Into<String>) -> Self {
        self.parts.query.append("$expand", Terms::raw(navigation));
        self
    }

    /// Adds a condition to `$filter`, in parentheses if there is another.
    ///
    /// ```
    /// # use msgraph_runtime::{Path, Request, http::Method};
    /// # let list = Request::nothing(Method::GET, Path::service("v1.0").literal("users"));
    /// let list = list.filter_raw("extension_3c1d_badge eq 'x'");
    /// ```
    pub fn filter_raw(mut self, condition: impl Into<String>) -> Self {
        let condition = Filter::<()>::raw(condition).expression;
        self.parts.query.join("$filter", &AND, condition);
        self
    }

    /// Adds to `$orderby`.
    pub fn order_by_raw(mut self, order: impl Into<String>) -> Self {
        self.parts.query.append("$orderby", Terms::raw(order));
        self
    }

    /// Adds to `$search`, in parentheses if there is another; with the quotes that it needs.
    pub fn search_raw(mut self, search: impl Into<String>) -> Self {
        let search = Search::<()>::raw(search).expression;
        self.parts.query.join("$search", &SEARCH_AND, search);
        self
    }
}

/// Preferences (RFC 7240).
impl<T, Q> Request<T, Q> {
    /// Adds a preference to the header `Prefer`, in place of one of the same name. Others stay.
    ///
    /// ```
    /// # use msgraph_runtime::{Path, Request, http::Method};
    /// # let get = Request::nothing(Method::GET, Path::service("v1.0").literal("me"));
    /// let get = get.prefer("return=minimal").prefer("respond-async").prefer("return=representation");
    /// assert_eq!(get.headers()["Prefer"], "respond-async, return=representation");
    /// ```
    pub fn prefer(mut self, preference: &str) -> Self {
        self.parts.prefer(preference);
        self
    }

    /// Asks for members of enumerations that were added after this version of the service, which
    /// otherwise sends `unknownFutureValue` in their place. They are kept as they come.
    ///
    /// [`ClientBuilder::include_unknown_enum_members`](crate::ClientBuilder::include_unknown_enum_members)
    /// asks with every request.
    ///
    /// ```
    /// # use msgraph_runtime::{Path, Request, http::Method};
    /// # let get = Request::nothing(Method::GET, Path::service("v1.0").literal("me"));
    /// let get = get.include_unknown_enum_members();
    /// assert_eq!(get.headers()["Prefer"], "include-unknown-enum-members");
    /// ```
    pub fn include_unknown_enum_members(self) -> Self {
        self.prefer(INCLUDE_UNKNOWN_ENUM_MEMBERS)
    }

    /// Asks for at most so many items on a page: `Prefer: odata.maxpagesize`. Unlike
    /// [`top`](Request::top) it does not limit how many there are in all. Services that do not know
    /// it send pages of their own size.
    pub fn max_page_size(self, items: u32) -> Self {
        self.prefer(&format!("odata.maxpagesize={items}"))
    }
}
