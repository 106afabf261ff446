//! Prints, for each payload and direction, how many bytes of JSON each side decodes or encodes in a second.

use std::hint::black_box;
use std::time::{Duration, Instant};

use codec::{Side, Visit, cases, figures};

/// The sides take turns, so that whatever else the machine does troubles both alike.
const TURNS: usize = 31;

/// How long a turn takes.
const TURN: Duration = Duration::from_millis(40);

fn main() {
    cases(&mut Speed);
}

struct Speed;

impl Visit for Speed {
    fn visit<G: Side, D: Side>(&mut self, payload: &str, text: &str) {
        let bytes = text.as_bytes();
        // First what was decoded into a heap that nothing has torn: where strings lie counts for more than how they are written.
        let (one, other) = (G::decode(bytes), D::decode(bytes));
        let (generated, derived) = compare(
            || drop(black_box(black_box(&one).encode())),
            || drop(black_box(black_box(&other).encode())),
        );
        // What was null is written by generated models alone.
        let encoded = (
            speed(one.encode().len(), generated),
            speed(other.encode().len(), derived),
        );
        drop((one, other));
        let (generated, derived) = compare(
            || drop(black_box(G::decode(black_box(bytes)))),
            || drop(black_box(D::decode(black_box(bytes)))),
        );
        let decoded = (speed(bytes.len(), generated), speed(bytes.len(), derived));
        println!("{}", figures(payload, text, "decode", decoded.0, decoded.1));
        println!("{}", figures(payload, text, "encode", encoded.0, encoded.1));
    }
}

/// Bytes per second.
fn speed(bytes: usize, time: Duration) -> f64 {
    bytes as f64 / time.as_secs_f64()
}

/// The median time of each.
fn compare(mut one: impl FnMut(), mut other: impl FnMut()) -> (Duration, Duration) {
    let (ones, others) = (times_in_a_turn(&mut one), times_in_a_turn(&mut other));
    let mut times = (Vec::new(), Vec::new());
    for _ in 0..TURNS {
        times.0.push(time(&mut one, ones));
        times.1.push(time(&mut other, others));
    }
    (median(times.0), median(times.1))
}

fn times_in_a_turn(action: &mut impl FnMut()) -> u32 {
    let once = time(action, 3).max(Duration::from_nanos(1));
    (TURN.as_nanos() / once.as_nanos()).clamp(1, 1_000_000) as u32
}

fn time(action: &mut impl FnMut(), times: u32) -> Duration {
    let started = Instant::now();
    for _ in 0..times {
        action();
    }
    started.elapsed() / times
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}
