//! Work that is the same for many things, on all cores.

use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread::{self, Builder};

/// Does `work` once for each of `items`, on as many threads as the machine runs at once. Which thread does what, and when, is not decided.
///
/// # Errors
/// The first failure. What is begun when it happens is finished, and nothing more is begun.
pub(super) fn each<T: Sync, E: Send>(
    items: &[T],
    work: impl Fn(&T) -> Result<(), E> + Sync,
) -> Result<(), E> {
    let next = AtomicUsize::new(0);
    let failure = Mutex::new(None);
    let take_turns = || {
        while let Some(item) = items.get(next.fetch_add(1, Ordering::Relaxed)) {
            if let Err(error) = work(item) {
                next.store(items.len(), Ordering::Relaxed);
                let mut failure = failure.lock().unwrap_or_else(PoisonError::into_inner);
                failure.get_or_insert(error);
            }
        }
    };
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    thread::scope(|scope| {
        for _ in 1..cores.min(items.len()) {
            // A thread that the system does not give is not needed: the others do its part.
            let _ = Builder::new().spawn_scoped(scope, take_turns);
        }
        take_turns();
    });
    let failure = failure.into_inner();
    failure
        .unwrap_or_else(PoisonError::into_inner)
        .map_or(Ok(()), Err)
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::each;

    #[test]
    fn everything_is_done_once() {
        let done: Vec<AtomicUsize> = (0..1_000).map(|_| AtomicUsize::new(0)).collect();
        let all = each(&done, |item| {
            item.fetch_add(1, Ordering::Relaxed);
            Ok::<(), ()>(())
        });
        assert_eq!(all, Ok(()));
        assert!(done.iter().all(|item| item.load(Ordering::Relaxed) == 1));
        assert_eq!(each(&[], |(): &()| Err(())), Ok(()));
    }

    #[test]
    fn a_failure_ends_the_work_and_is_told() {
        let done = AtomicUsize::new(0);
        let items: Vec<usize> = (0..100_000).collect();
        let all = each(&items, |&item| {
            done.fetch_add(1, Ordering::Relaxed);
            if item < 10 { Ok(()) } else { Err(item) }
        });
        assert!(all.is_err_and(|item| item >= 10));
        assert!(done.load(Ordering::Relaxed) < items.len());
    }
}
