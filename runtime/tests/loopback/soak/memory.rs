//! The memory of this process.

use tokio::sync::{Mutex, MutexGuard};

/// Who measures is alone: the process is what is measured.
static MEASURING: Mutex<()> = Mutex::const_new(());

pub(crate) async fn alone() -> MutexGuard<'static, ()> {
    MEASURING.lock().await
}

/// How many pages of memory are in use, as Linux tells it; `None` on other systems.
pub(crate) fn resident() -> Option<u64> {
    let sizes = std::fs::read_to_string("/proc/self/statm").ok()?;
    sizes.split_whitespace().nth(1)?.parse().ok()
}
