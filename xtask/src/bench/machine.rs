//! When and on what the figures were taken.

use std::fs;
use std::process::Command;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// The day, the class of the machine and the compiler, in one line.
pub(super) fn describe() -> String {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let memory = memory().map_or_else(String::new, |bytes| {
        format!(", {} GB", (bytes + (1 << 29)) >> 30)
    });
    let compiler = Command::new("rustc").arg("--version").output();
    let compiler = compiler.map_or_else(
        |_| "rustc".to_owned(),
        |said| String::from_utf8_lossy(&said.stdout).trim().to_owned(),
    );
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    let day = date(since.unwrap_or_default());
    let (system, processor) = (std::env::consts::OS, std::env::consts::ARCH);
    format!("{day}, {system} on {processor}, {cores} cores{memory}, {compiler}\n")
}

/// The memory of the machine in bytes, where the system says.
fn memory() -> Option<u64> {
    let text = fs::read_to_string("/proc/meminfo").ok()?;
    let line = text
        .lines()
        .find_map(|line| line.strip_prefix("MemTotal:"))?;
    let kilobytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kilobytes * 1_024)
}

/// A day of the Gregorian calendar, by the time since 1970-01-01.
fn date(since: Duration) -> String {
    const YEAR: u64 = 365;
    let mut days = since.as_secs() / 86_400;
    let mut year = 1970;
    let leap = |year: u64| {
        year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
    };
    while days >= YEAR + u64::from(leap(year)) {
        days -= YEAR + u64::from(leap(year));
        year += 1;
    }
    let february = 28 + u64::from(leap(year));
    let mut month = 1;
    for length in [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30] {
        if days < length {
            break;
        }
        days -= length;
        month += 1;
    }
    format!("{year}-{month:02}-{:02}", days + 1)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::date;

    #[test]
    fn days_have_dates() {
        let cases = [
            (0, "1970-01-01"),
            (58, "1970-02-28"),
            (11_016, "2000-02-29"),
            (19_722, "2023-12-31"),
            (19_723, "2024-01-01"),
            (20_089, "2025-01-01"),
        ];
        for (days, expected) in cases {
            assert_eq!(date(Duration::from_secs(days * 86_400)), expected);
        }
    }
}
