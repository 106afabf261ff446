//! Which query options a request offers.

/// A set of query options that a description offers for a request, and the type they speak of.
///
/// It is the second type parameter of [`Request`](crate::Request). Generated crates define the sets
/// that they need, in their module `options`; no value of them exists. `()` is the empty set.
#[diagnostic::on_unimplemented(
    message = "the description offers no query options here",
    label = "this request has no query options",
    note = "`Request::raw_query` adds one that the description does not know"
)]
pub trait QueryOptions {
    /// The structured type that the options speak of.
    type Of;
}

macro_rules! capabilities {
    ($($(#[$documentation:meta])* $name:ident, $message:literal;)*) => {$(
        $(#[$documentation])*
        #[diagnostic::on_unimplemented(
            message = $message,
            label = "the description offers no such option for this request",
            note = "`Request::raw_query` adds an option that the description does not know"
        )]
        pub trait $name: QueryOptions {}
    )*};
}

capabilities! {
    /// The request takes `$select`.
    Selects, "this request takes no `$select`";
    /// The request takes `$expand`.
    Expands, "this request takes no `$expand`";
    /// The request takes `$filter`.
    Filters, "this request takes no `$filter`";
    /// The request takes `$search`.
    Searches, "this request takes no `$search`";
    /// The request takes `$orderby`.
    Orders, "this request takes no `$orderby`";
    /// The request takes `$top`.
    Tops, "this request takes no `$top`";
    /// The request takes `$skip`.
    Skips, "this request takes no `$skip`";
    /// The request takes `$count`.
    Counts, "this request takes no `$count`";
}

/// Defines sets of query options: types that only say so.
///
/// ```
/// # use msgraph_runtime::codegen as rt;
/// rt::query_options! {
///     /// `$select` and `$expand`.
///     SelectExpand: Selects, Expands;
/// }
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! query_options {
    ($($(#[$documentation:meta])* $name:ident: $($capability:ident),* $(,)?;)*) => {$(
        $(#[$documentation])*
        #[allow(missing_debug_implementations, reason = "no value of it exists that could be printed")]
        pub struct $name<O>(::core::marker::PhantomData<fn() -> O>);

        impl<O> $crate::codegen::QueryOptions for $name<O> {
            type Of = O;
        }

        $(impl<O> $crate::codegen::$capability for $name<O> {})*
    )*};
}
