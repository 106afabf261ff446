//! What a test expects of a recorded request.

use super::query::Query;
use super::recorded::RecordedRequest;
use serde_json::Value;

/// Assertions, to be chained. Each panics where the request is another one, and says what it is.
///
/// ```
/// # use msgraph_runtime::test_util::RecordedRequest;
/// # fn demo(request: &RecordedRequest) {
/// request
///     .assert_sent("PATCH", "/v1.0/users/u1")
///     .assert_header("if-match", "*")
///     .assert_json(&serde_json::json!({"displayName": "Ada"}));
/// # }
/// ```
impl RecordedRequest {
    /// The value of a query option, decoded; `$` before its name is optional. `None` too where the
    /// query cannot be read.
    pub fn query_option(&self, name: &str) -> Option<String> {
        let query = Query::parse(self.query()).ok()?;
        query.system(name).map(str::to_owned)
    }

    /// The method, and the raw path without the query.
    ///
    /// # Panics
    ///
    /// Where one of them differs.
    #[track_caller]
    pub fn assert_sent(&self, method: &str, path: &str) -> &Self {
        let sent = (self.method.as_str(), self.path());
        assert_eq!(sent, (method, path), "the request is another one");
        self
    }

    /// A query option with this value, decoded.
    ///
    /// # Panics
    ///
    /// Where it is missing or differs.
    #[track_caller]
    pub fn assert_query(&self, name: &str, value: &str) -> &Self {
        let sent = self.query_option(name);
        assert_eq!(
            sent.as_deref(),
            Some(value),
            "'{name}' in the query of {} {}",
            self.method,
            self.path_and_query
        );
        self
    }

    /// A header with this value.
    ///
    /// # Panics
    ///
    /// Where it is missing or differs.
    #[track_caller]
    pub fn assert_header(&self, name: &str, value: &str) -> &Self {
        let sent = self.header(name);
        assert_eq!(
            sent,
            Some(value),
            "the header '{name}' of {} {}",
            self.method,
            self.path_and_query
        );
        self
    }

    /// No such header.
    ///
    /// # Panics
    ///
    /// Where it is there. Its value is not printed, because it may be a secret.
    #[track_caller]
    pub fn assert_no_header(&self, name: &str) -> &Self {
        assert!(
            !self.headers.contains_key(name),
            "{} {} has a header '{name}'",
            self.method,
            self.path_and_query
        );
        self
    }

    /// A body that is this JSON, whatever the order of its members.
    ///
    /// # Panics
    ///
    /// Where it differs, or is no JSON.
    #[track_caller]
    pub fn assert_json(&self, body: &Value) -> &Self {
        let sent = self.json();
        assert_eq!(
            sent.as_ref(),
            Some(body),
            "the body of {} {}",
            self.method,
            self.path_and_query
        );
        self
    }
}
