//! Reference pages against a model: what their requests call, what they say that the description does not bear out, and their examples.
//!
//! Pure, as all of the generator: documents and a model in, a report out.

mod called;
mod check;
mod contradiction;
mod examples;
mod payload;
mod report;
mod resolve;
mod statuses;
mod url;

pub use called::{Called, Carries, Holds, Step};
pub use check::check;
pub use contradiction::Contradiction;
pub use report::{Counts, ExampleReport, PageReport, Report, RequestReport, Unmatched, Verdict};
pub use resolve::{Resolution, Resolver};
pub use url::url_segments;
