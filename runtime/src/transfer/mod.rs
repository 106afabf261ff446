//! Content that is too large to have it all in memory.

mod download;
#[cfg(feature = "reqwest")]
mod file;
mod session;
mod source;
mod upload;

pub use download::Download;
#[cfg(feature = "reqwest")]
pub use source::FileSource;
pub use source::UploadSource;
pub use upload::{Upload, UploadProgress, Uploaded};
