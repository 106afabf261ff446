//! Lines of an `http` code block.

/// The methods that pages show.
const METHODS: [&str; 7] = ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD"];

/// Method and URL of a request line. Pages also write `DELETE/identity`, `GET  /me`, and `GET /me HTTP/1.1`.
pub(super) fn request_line(line: &str) -> Option<(&'static str, &str)> {
    let line = line.trim();
    for method in METHODS {
        let Some((word, rest)) = line.split_at_checked(method.len()) else {
            continue;
        };
        let separated = rest.starts_with(|next: char| next == '/' || next.is_whitespace());
        if separated && word.eq_ignore_ascii_case(method) {
            let url = without_protocol(rest.trim());
            return looks_like_url(url).then_some((method, url));
        }
    }
    None
}

fn without_protocol(url: &str) -> &str {
    match url.rsplit_once(char::is_whitespace) {
        Some((url, protocol)) if protocol.starts_with("HTTP/") => url.trim_end(),
        _ => url,
    }
}

/// Paths start with a slash, by habit also with `~/` or with the placeholder of a root.
fn looks_like_url(url: &str) -> bool {
    url.starts_with(['/', '~', '{'])
        || url.starts_with("https://")
        || url.starts_with("http://")
        || relative(url)
}

/// `users/{id}`: a path whose first slash was forgotten, as opposed to words of prose.
fn relative(url: &str) -> bool {
    let first = url.split('/').next().unwrap_or_default();
    let name = |byte: u8| {
        byte.is_ascii_alphanumeric()
            || matches!(byte, b'-' | b'_' | b'$' | b'.' | b'(' | b')' | b'\'')
    };
    first.len() < url.len() && !first.is_empty() && first.bytes().all(name)
}
