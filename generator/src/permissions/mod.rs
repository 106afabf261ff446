//! Who may call what: permissions as data brought to the operations of a model, the table that a crate is asked at run time, and the least
//! that a program needs.

mod add;
mod least;
mod table;

pub use add::add;
pub use least::{Least, Need, Unknown, least};
pub use table::{Entry, entries};
