//! Where the service is: the start of every absolute URL.

use std::fmt::Write as _;

use http::Uri;
use url::{Host, Url};

use crate::cloud::Cloud;
use crate::error::Error;
use crate::path::Path;
use crate::path::encode::percent_encoded;

/// The root that resource paths and relative links are resolved against: scheme and host of a
/// cloud, and optionally one version for all requests.
///
/// Absolute URLs are made only from a root, so a request is the same value for every cloud.
///
/// ```
/// # use msgraph_runtime::{Cloud, Path, ServiceRoot};
/// let me = Path::service("beta").literal("me");
/// let china = ServiceRoot::from(Cloud::China);
/// assert_eq!(china.url(&me), "https://microsoftgraph.chinacloudapi.cn/beta/me");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ServiceRoot {
    /// Without a final slash.
    base: String,
    version: Option<String>,
}

impl From<Cloud> for ServiceRoot {
    fn from(cloud: Cloud) -> Self {
        Self {
            base: cloud.graph_url().to_owned(),
            version: None,
        }
    }
}

impl ServiceRoot {
    /// A root of one's own: a proxy, or a stand-in for tests.
    ///
    /// # Errors
    ///
    /// [`is_configuration`](Error::is_configuration) if `base` is not an `https` URL (`http` is
    /// accepted for the machine itself: `localhost`, `127.0.0.0/8`, `[::1]`), has user information,
    /// a query or a fragment, has a path on the host of a [`Cloud`], or ends with a version of the
    /// service, which is given by [`with_version`](ServiceRoot::with_version).
    pub fn parse(base: &str) -> Result<Self, Error> {
        let problem = |what: &str| Error::configuration(format!("the base URL `{base}` {what}"));
        let url = Url::parse(base).map_err(|error| problem(&format!("is not a URL: {error}")))?;
        if !is_secure(&url) {
            return Err(problem(
                "is neither `https` nor `http` on this machine, so a token would travel in the open",
            ));
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(Error::configuration(
                "the base URL carries user information",
            ));
        }
        if url.query().is_some() || url.fragment().is_some() {
            return Err(problem("has a query or a fragment"));
        }
        let base = url.as_str().trim_end_matches('/');
        if ends_with_version(base) {
            return Err(problem("ends with a version, which is set apart from it"));
        }
        if is_cloud_host(&url) && url.path().contains(|c| c != '/') {
            return Err(problem("has a path, and a cloud's root has none"));
        }
        Ok(Self {
            base: base.to_owned(),
            version: None,
        })
    }

    /// Uses `version`, such as `v1.0`, for every request, whatever version it was described for.
    ///
    /// # Errors
    ///
    /// [`is_configuration`](Error::is_configuration) if `version` could not be one path segment.
    pub fn with_version(mut self, version: &str) -> Result<Self, Error> {
        let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
        let dots = version.chars().all(|c| c == '.');
        if dots || !version.chars().all(allowed) {
            return Err(Error::configuration(format!(
                "`{version}` is not a version of the service"
            )));
        }
        self.version = Some(version.to_owned());
        Ok(self)
    }

    /// The absolute URL of a resource path, with the query options that belong to it
    /// ([`Path::aliases`]).
    pub fn url(&self, path: &Path) -> String {
        // Long enough for most, so that it is not moved while it grows.
        let mut url = String::with_capacity(self.base.len() + 128);
        self.write_version(path.version(), &mut url);
        // Writing to a string cannot fail.
        let _ = write!(url, "{path}");
        for (at, (alias, value)) in path.aliases().enumerate() {
            url.push(if at == 0 { '?' } else { '&' });
            url.extend([alias.as_str(), "=", &value]);
        }
        url
    }

    /// The absolute URL of a link that came from the service, which may be relative:
    /// `groups('a1')`.
    ///
    /// An absolute link, which begins with `https://` or `http://`, is returned as it came. A relative one is resolved (RFC 3986, section 5)
    /// against the root of `version`, or of this root's own version if it has one.
    ///
    /// # Errors
    ///
    /// [`is_request`](Error::is_request) if the link is not an `http` or `https` URL, relative or
    /// absolute, has white space, control characters or backslashes in it, or names a host without a
    /// scheme (`//host`): URL parsers repair such text, each in its own way.
    pub fn resolve(&self, link: &str, version: &str) -> Result<String, Error> {
        let problem = || {
            let shown = link.escape_debug();
            Error::request(format!("`{shown}` is not a link to an entity"))
        };
        if link.is_empty() || link.starts_with("//") || link.contains(is_repaired) {
            return Err(problem());
        }
        match Url::parse(link) {
            Ok(_) if has_web_authority(link) => Ok(link.to_owned()),
            Err(url::ParseError::RelativeUrlWithoutBase) => {
                let base = Url::parse(&format!("{}/", self.version_url(version)));
                let url = base.and_then(|base| base.join(link));
                url.map(Into::into).map_err(|_| problem())
            }
            _ => Err(problem()),
        }
    }

    /// Whether a token for this root may be sent to `url`: the origin (RFC 6454) is this root's
    /// own, and nobody on the way can read along.
    pub fn trusts(&self, url: &str) -> bool {
        match (Url::parse(&self.base), Url::parse(url)) {
            (Ok(base), Ok(url)) => base.origin() == url.origin() && is_secure(&url),
            _ => false,
        }
    }

    /// As [`trusts`](ServiceRoot::trusts). Most URIs are made of this root, and need no parsing.
    pub(crate) fn trusts_uri(&self, uri: &Uri) -> bool {
        let own = || {
            let rest = self.base.strip_prefix(uri.scheme_str()?)?;
            let rest = rest.strip_prefix("://")?;
            let rest = rest.strip_prefix(uri.authority()?.as_str())?;
            (rest.is_empty() || rest.starts_with('/')).then_some(())
        };
        own().is_some() || self.trusts(&uri.to_string())
    }

    /// Whether nobody on the way can read or change what goes to `url`: it is `https`, or this machine.
    pub(crate) fn is_secure_url(url: &Url) -> bool {
        is_secure(url)
    }

    /// The scope to ask a token for: all that the application was granted for this cloud.
    pub fn default_scope(&self) -> String {
        format!("{}/.default", self.base)
    }

    /// Whether the service is on this machine, where requests need neither TLS nor a proxy.
    pub fn is_loopback(&self) -> bool {
        Url::parse(&self.base).is_ok_and(|url| is_loopback(&url))
    }

    /// Where the batches of a version go.
    pub(crate) fn batch_url(&self, version: &str) -> String {
        format!("{}/$batch", self.version_url(version))
    }

    /// What follows the version in a URL that was made of this root and a path of `version`.
    pub(crate) fn relative<'a>(&self, url: &'a str, version: &str) -> Option<&'a str> {
        let rest = url.strip_prefix(&self.version_url(version))?;
        rest.starts_with('/').then_some(rest)
    }

    /// The version that paths of `version` get.
    pub(crate) fn version_of<'a>(&'a self, described: &'a str) -> &'a str {
        self.version.as_deref().unwrap_or(described)
    }

    fn version_url(&self, described: &str) -> String {
        let mut url = String::new();
        self.write_version(described, &mut url);
        url
    }

    fn write_version(&self, described: &str, url: &mut String) {
        url.push_str(&self.base);
        let version = self.version_of(described);
        // URL parsers would resolve these away.
        if !matches!(version, "" | "." | "..") {
            url.push('/');
            url.extend(percent_encoded(version));
        }
    }
}

fn ends_with_version(base: &str) -> bool {
    let last = base.rsplit('/').next().unwrap_or_default();
    ["v1.0", "beta"]
        .iter()
        .any(|version| last.eq_ignore_ascii_case(version))
}

fn is_cloud_host(url: &Url) -> bool {
    let clouds = Cloud::ALL.into_iter().map(Cloud::graph_url);
    let mut hosts = clouds.filter_map(|cloud| Url::parse(cloud).ok());
    hosts.any(|cloud| cloud.host() == url.host())
}

/// What parsers of URLs remove, encode, or take for a slash.
fn is_repaired(c: char) -> bool {
    c == '\\' || c.is_whitespace() || c.is_control()
}

/// Whether a host follows the scheme, as it has to (RFC 9110, section 4.2); parsers of URLs put up
/// with fewer slashes, and with more.
fn has_web_authority(link: &str) -> bool {
    let after = |scheme: &str| {
        let (start, rest) = link.split_at_checked(scheme.len())?;
        start.eq_ignore_ascii_case(scheme).then_some(rest)
    };
    after("https://")
        .or_else(|| after("http://"))
        .is_some_and(|rest| !rest.starts_with('/'))
}

fn is_secure(url: &Url) -> bool {
    match url.scheme() {
        "https" => true,
        "http" => is_loopback(url),
        _ => false,
    }
}

/// Loopback addresses (RFC 1122, section 3.2.1.3; RFC 4291, section 2.5.3) and the name for them
/// (RFC 6761).
fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name.eq_ignore_ascii_case("localhost"),
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::ServiceRoot;
    use crate::cloud::Cloud;
    use crate::path::Path;

    #[test]
    fn accepts_only_roots_that_keep_a_token_safe() {
        let good = [
            "https://graph.microsoft.us",
            "https://graph.microsoft.us//",
            "https://proxy/graph/",
            "https://proxy/v1.0/graph",
            "https://proxy/alphabeta",
            "http://localhost:8080",
            "http://127.9.9.9",
            "http://[::1]:1",
        ];
        for base in good {
            assert!(ServiceRoot::parse(base).is_ok(), "{base}");
        }
        let bad = [
            "http://graph.microsoft.com",
            "http://localhost.evil.example",
            "http://10.0.0.1",
            "ftp://localhost",
            "graph.microsoft.com",
            "https://u:p@graph.microsoft.com",
            "https://h?q",
            "https://h#f",
            "",
            "https://graph.microsoft.com/v1.0",
            "https://graph.microsoft.com/beta/",
            "https://proxy/graph/V1.0//",
            "https://proxy/Beta",
            "https://graph.microsoft.com/v1.0/me",
            "https://GRAPH.microsoft.us/x",
        ];
        for base in bad {
            let error = ServiceRoot::parse(base).expect_err(base);
            assert!(error.is_configuration(), "{error}");
            assert!(!error.to_string().contains("u:p"), "{error}");
        }
    }

    #[test]
    fn a_version_is_one_segment() {
        let root = ServiceRoot::from(Cloud::Global);
        let path = Path::service("beta").literal("me");
        let described = |version| root.url(&Path::service(version).literal("me"));
        assert_eq!(
            described("a/b?c"),
            "https://graph.microsoft.com/a%2Fb%3Fc/me"
        );
        assert_eq!(described(".."), "https://graph.microsoft.com/me");
        let fixed = root.clone().with_version("v1.0").expect("a version");
        assert_eq!(fixed.url(&path), "https://graph.microsoft.com/v1.0/me");
        for version in ["", ".", "..", "a/b", "a?b", "é"] {
            assert!(root.clone().with_version(version).is_err(), "{version}");
        }
    }

    #[test]
    fn links_are_resolved_against_the_version() {
        let root = ServiceRoot::from(Cloud::UsGovernment);
        let cases = [
            (
                "groups('a1')",
                "https://graph.microsoft.us/beta/groups('a1')",
            ),
            (
                "/v1.0/groups/a1",
                "https://graph.microsoft.us/v1.0/groups/a1",
            ),
            (
                "https://Graph.Microsoft.com/v1.0/x('é')",
                "https://Graph.Microsoft.com/v1.0/x('é')",
            ),
        ];
        for (link, expected) in cases {
            assert_eq!(root.resolve(link, "beta").expect(link), expected);
        }
        let bad = [
            "",
            "mailto:a@b",
            "javascript:alert(1)",
            "data:,x",
            "https:evil.example",
            "https:/evil.example",
            "https:///evil.example",
            "https://",
            "https:\\\\evil.example",
            "//evil.example/x",
            "/\\evil.example",
            "\\\\evil.example",
            " users/u",
            "users/u\n",
            "https://h/a b",
            "https://h/\t",
            "\u{a0}https://h/",
            "users/\u{0}",
        ];
        for link in bad {
            let error = root.resolve(link, "beta").expect_err(link);
            assert!(error.is_request(), "{error}");
            assert!(!error.to_string().contains(char::is_control), "{error:?}");
        }
    }

    #[test]
    fn trusts_its_own_origin_only() {
        let root = ServiceRoot::from(Cloud::Global);
        assert!(root.trusts("https://graph.microsoft.com/v1.0/me"));
        assert!(root.trusts("https://GRAPH.microsoft.com:443/x"));
        let others = [
            "http://graph.microsoft.com/",
            "https://graph.microsoft.com:444/",
            "https://graph.microsoft.us/",
            "https://graph.microsoft.com.evil.example/",
            "https://graph.microsoft.com@evil.example/",
            "me",
        ];
        for url in others {
            assert!(!root.trusts(url), "{url}");
        }
        let local = ServiceRoot::parse("http://127.0.0.1:81").expect("a root");
        assert!(local.trusts("http://127.0.0.1:81/x"));
        assert!(!local.trusts("http://127.0.0.1:82/x"));
    }
}
