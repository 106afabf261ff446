//! What someone may have meant who wrote a name that does not exist.

/// At most this many suggestions.
const MOST: usize = 3;

/// The candidates closest to `name`, best first: those that differ in case only, or in few letters for their length.
pub(crate) fn near_misses<'a>(
    name: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Vec<String> {
    let limit = (name.chars().count() / 4).max(1);
    let mut found: Vec<(usize, &str)> = candidates
        .into_iter()
        .filter_map(|candidate| {
            if candidate.eq_ignore_ascii_case(name) {
                return Some((0, candidate));
            }
            distance(name, candidate, limit).map(|distance| (distance, candidate))
        })
        .collect();
    found.sort_unstable();
    found
        .into_iter()
        .take(MOST)
        .map(|(_, candidate)| candidate.to_owned())
        .collect()
}

/// The number of letters to insert, remove or replace (Levenshtein), if it is within the limit.
fn distance(a: &str, b: &str, limit: usize) -> Option<usize> {
    let b: Vec<char> = b.chars().collect();
    if a.chars().count().abs_diff(b.len()) > limit {
        return None;
    }
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, from) in a.chars().enumerate() {
        let mut left = i + 1;
        let mut diagonal = i;
        let mut next = Vec::with_capacity(row.len());
        next.push(left);
        for (&to, &above) in b.iter().zip(row.iter().skip(1)) {
            let replaced = diagonal + usize::from(from != to);
            left = replaced.min(above + 1).min(left + 1);
            diagonal = above;
            next.push(left);
        }
        if next.iter().min() > Some(&limit) {
            return None;
        }
        row = next;
    }
    row.last().copied().filter(|&distance| distance <= limit)
}
