//! Properties of base types.

use crate::reference::IsA;

/// `Self` has the properties of `B`: it is `B`, or derives from it.
///
/// A constant of an inherited property is of the base type, `user::ID` of a directory object. What
/// is made of it is of whichever derived type it is used for. A condition takes its type from there
/// too, so that one that is only printed needs to be told: `let condition: Filter<User> = …`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no properties of `{B}`",
    label = "this speaks of `{B}`, and `{Self}` is wanted",
    note = "a condition within `any` or `all` names properties through its argument: `|x| x.then(…)`"
)]
pub trait Inherits<B> {}

#[diagnostic::do_not_recommend]
impl<O: IsA<B>, B> Inherits<B> for O {}
