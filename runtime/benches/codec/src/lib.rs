//! The same payloads, decoded and encoded by generated models and by serde's derive.

mod cases;
mod payloads;
mod sides;

pub use cases::{Visit, cases, figures};
pub use sides::Side;
