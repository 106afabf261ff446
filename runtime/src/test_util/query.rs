//! The query of a request: its options, decoded, and their raw text for a link to the next page.

use super::error::ServiceError;
use percent_encoding::percent_decode_str;

/// Options that would shape an answer in ways this module does not know. To ignore them would be to
/// lie.
const NOT_EVALUATED: [&str; 5] = ["filter", "orderby", "search", "expand", "apply"];

#[derive(Debug, Default)]
pub(super) struct Query {
    options: Vec<QueryOption>,
}

#[derive(Debug)]
struct QueryOption {
    raw: String,
    name: String,
    value: String,
}

impl Query {
    pub(super) fn parse(raw: Option<&str>) -> Result<Self, ServiceError> {
        let mut query = Self::default();
        let pairs = raw
            .unwrap_or_default()
            .split('&')
            .filter(|pair| !pair.is_empty());
        for pair in pairs {
            let option = QueryOption::parse(pair)?;
            if query
                .options
                .iter()
                .any(|known| same_name(&known.name, &option.name))
            {
                let message = format!(
                    "The query option '{}' is given more than once.",
                    option.name
                );
                return Err(ServiceError::bad_request(message));
            }
            query.options.push(option);
        }
        Ok(query)
    }

    /// The value of a system query option; `$` before its name is optional, as it is to the
    /// service.
    pub(super) fn system(&self, name: &str) -> Option<&str> {
        let named = |option: &&QueryOption| same_name(&option.name, name);
        self.options
            .iter()
            .find(named)
            .map(|option| option.value.as_str())
    }

    /// The value of the option with exactly this name, such as `@id`.
    pub(super) fn exact(&self, name: &str) -> Option<&str> {
        let mut options = self.options.iter();
        options
            .find(|option| option.name == name)
            .map(|option| option.value.as_str())
    }

    /// Refuses the options that nothing here evaluates.
    pub(super) fn refuse_unevaluated(&self) -> Result<(), ServiceError> {
        match NOT_EVALUATED
            .iter()
            .find(|name| self.system(name).is_some())
        {
            Some(name) => Err(ServiceError::not_implemented(format!(
                "The stand-in does not evaluate the query option '${name}'."
            ))),
            None => Ok(()),
        }
    }

    /// The raw options without those named, for a link that asks the same again from another place
    /// on.
    pub(super) fn raw_without(&self, names: &[&str]) -> Vec<&str> {
        let kept = |option: &&QueryOption| !names.iter().any(|name| same_name(&option.name, name));
        self.options
            .iter()
            .filter(kept)
            .map(|option| option.raw.as_str())
            .collect()
    }
}

impl QueryOption {
    fn parse(raw: &str) -> Result<Self, ServiceError> {
        let (name, value) = raw.split_once('=').unwrap_or((raw, ""));
        Ok(Self {
            raw: raw.to_owned(),
            name: decode(name)?,
            value: decode(value)?,
        })
    }
}

fn same_name(one: &str, other: &str) -> bool {
    let bare = |name: &str| name.strip_prefix('$').unwrap_or(name).to_ascii_lowercase();
    bare(one) == bare(other)
}

/// A plus sign is a space to the service, as in a form: a client that means a plus has to encode
/// it.
fn decode(raw: &str) -> Result<String, ServiceError> {
    let spaced = raw.replace('+', " ");
    let decoded = percent_decode_str(&spaced).decode_utf8();
    let decoded = decoded.map_err(|_| {
        ServiceError::bad_request(format!(
            "The query option '{raw}' is not UTF-8 when decoded."
        ))
    })?;
    Ok(decoded.into_owned())
}

#[cfg(test)]
mod tests {
    use super::Query;

    #[test]
    fn options_are_found_with_and_without_a_dollar_sign() -> Result<(), String> {
        let query = Query::parse(Some("%24top=5&select=a%2Cb+c&@id=x"));
        let query = query.map_err(|error| error.to_string())?;
        assert_eq!(query.system("top"), Some("5"));
        assert_eq!(query.system("select"), Some("a,b c"));
        assert_eq!(query.exact("@id"), Some("x"));
        assert_eq!(query.exact("top"), None);
        assert_eq!(query.raw_without(&["top"]), ["select=a%2Cb+c", "@id=x"]);
        Ok(())
    }

    #[test]
    fn an_option_given_twice_is_refused() {
        assert!(Query::parse(Some("$top=5&top=6")).is_err());
        assert!(Query::parse(Some("a=%FF")).is_err());
    }
}
