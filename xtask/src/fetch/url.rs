//! From where descriptions may be fetched.

use std::fmt;

use ureq::http::Uri;

/// A URL that a description may be fetched from: `https`, or `http` on this machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Url(String);

/// A text that is no such URL.
#[derive(Debug)]
pub(crate) struct UrlError(String);

impl Url {
    /// Reads a URL.
    pub(crate) fn parse(text: &str) -> Result<Self, UrlError> {
        let refuse = || Err(UrlError(text.to_owned()));
        let Ok(uri) = text.parse::<Uri>() else {
            return refuse();
        };
        let (Some(scheme), Some(authority)) = (uri.scheme_str(), uri.authority()) else {
            return refuse();
        };
        let here = matches!(authority.host(), "127.0.0.1" | "localhost" | "[::1]");
        let bare = !authority.as_str().contains('@');
        match scheme {
            "https" if bare => Ok(Self(text.to_owned())),
            "http" if bare && here => Ok(Self(text.to_owned())),
            _ => refuse(),
        }
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is on this machine, and not encrypted.
    pub(super) fn is_here(&self) -> bool {
        self.0.starts_with("http://")
    }

    /// Where a redirect leads. Nobody is led from elsewhere to this machine.
    pub(super) fn join(&self, location: &str) -> Result<Self, UrlError> {
        let absolute = if location.contains("://") {
            location.to_owned()
        } else {
            let after_scheme = self.0.find("://").map_or(0, |at| at + 3);
            let path = self.0.get(after_scheme..).and_then(|rest| rest.find('/'));
            let origin = self
                .0
                .get(..path.map_or(self.0.len(), |at| after_scheme + at));
            match location.strip_prefix('/') {
                Some(path) if !path.starts_with('/') => {
                    format!("{}/{path}", origin.unwrap_or_default())
                }
                // Relative to a folder: no server of descriptions does that.
                _ => return Err(UrlError(location.to_owned())),
            }
        };
        let target = Self::parse(&absolute)?;
        if target.is_here() && !self.is_here() {
            return Err(UrlError(absolute));
        }
        Ok(target)
    }
}

impl fmt::Display for Url {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&crate::wording::safe_line(&self.0))
    }
}

impl fmt::Display for UrlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = crate::wording::safe_line(&self.0);
        write!(
            f,
            "`{shown}` is no URL that a description is fetched from: those begin with https://"
        )
    }
}

#[cfg(test)]
mod tests {
    use super::Url;

    #[test]
    fn where_redirects_lead() {
        let cases = [
            (
                "https://a.example/x",
                "https://b.example/y",
                Some("https://b.example/y"),
            ),
            (
                "https://a.example/x/y?z",
                "/w?v",
                Some("https://a.example/w?v"),
            ),
            ("https://a.example", "/w", Some("https://a.example/w")),
            ("http://127.0.0.1:9/x", "/w", Some("http://127.0.0.1:9/w")),
            (
                "http://127.0.0.1:9/x",
                "https://a.example/",
                Some("https://a.example/"),
            ),
            ("https://a.example/x", "http://a.example/x", None),
            ("https://a.example/x", "http://127.0.0.1/x", None),
            ("https://a.example/x", "//b.example/x", None),
            ("https://a.example/x", "y", None),
            ("https://a.example/x", "file:///etc/passwd", None),
            ("https://a.example/x", "https://u:p@b.example/", None),
        ];
        for (from, location, expected) in cases {
            let from = Url::parse(from).expect(from);
            let target = from.join(location).ok();
            assert_eq!(target.as_ref().map(Url::as_str), expected, "{location}");
        }
        for text in [
            "http://a.example/",
            "ftp://a/",
            "x",
            "",
            "https://",
            "https://u@a.example/",
        ] {
            assert!(Url::parse(text).is_err(), "{text}");
        }
    }
}
