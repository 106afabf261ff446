//! Prints, for each payload and direction, the most memory that each side allocates on the way.

use codec::{Side, Visit, cases, figures};
use peak_alloc::PeakAlloc;

#[global_allocator]
static ALLOCATOR: PeakAlloc = PeakAlloc;

fn main() {
    cases(&mut Memory);
}

struct Memory;

impl Visit for Memory {
    fn visit<G: Side, D: Side>(&mut self, payload: &str, text: &str) {
        let bytes = text.as_bytes();
        let (generated, on_one) = peak(|| G::decode(bytes));
        let (derived, on_other) = peak(|| D::decode(bytes));
        println!("{}", figures(payload, text, "decode", on_one, on_other));
        let (_, on_one) = peak(|| generated.encode());
        let (_, on_other) = peak(|| derived.encode());
        println!("{}", figures(payload, text, "encode", on_one, on_other));
    }
}

/// What an action gives, and how many bytes more than before it were allocated at one time.
fn peak<T>(action: impl FnOnce() -> T) -> (T, f64) {
    ALLOCATOR.reset_peak_usage();
    let before = ALLOCATOR.current_usage();
    let value = action();
    (value, ALLOCATOR.peak_usage().saturating_sub(before) as f64)
}
