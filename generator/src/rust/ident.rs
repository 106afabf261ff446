//! Rust identifiers, made from names of a description in one place.

use std::fmt;

use heck::{ToPascalCase, ToSnakeCase};

/// A valid Rust identifier. What a description says can only become one through the functions here, and they let nothing through but
/// ASCII letters, digits and underscores.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ident(String);

/// A name in which no letter and no digit is left once all that Rust does not allow is taken out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoIdent;

impl Ident {
    /// For modules, functions, fields and arguments: `onPremisesSyncEnabled` is `on_premises_sync_enabled`, `type` is `r#type`.
    pub fn snake(name: &str) -> Result<Self, NoIdent> {
        let (underscores, rest) = split(name)?;
        Ok(Self::checked(format!(
            "{underscores}{}",
            rest.to_snake_case()
        )))
    }

    /// For types and enum variants: `connectorGroup` is `ConnectorGroup`.
    pub fn pascal(name: &str) -> Result<Self, NoIdent> {
        let (underscores, rest) = split(name)?;
        Ok(Self::checked(format!("{underscores}{}", pascal(&rest))))
    }

    /// An identifier of the generator's own; `name` is a constant of the source code, not of a description.
    pub fn fixed(name: &'static str) -> Self {
        debug_assert!(
            name.bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        );
        Self(name.to_owned())
    }

    /// The identifier with more at its end, still an identifier.
    pub fn suffixed(&self, suffix: &str) -> Self {
        debug_assert!(
            suffix
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        );
        Self::checked(format!("{}{suffix}", self.bare().trim_end_matches('_')))
    }

    /// The identifier with a word or number more, in its own case: `delete` and `action` give `delete_action`, `Delete` gives
    /// `DeleteAction`.
    pub fn extended(&self, word: &str) -> Self {
        if self
            .bare()
            .trim_start_matches('_')
            .starts_with(|first: char| first.is_ascii_uppercase())
        {
            return self.suffixed(&word.to_pascal_case());
        }
        self.suffixed(&format!("_{word}"))
    }

    /// The name of a constant: this one in capitals. None of them is a keyword, and none is the name of an argument, which would be taken
    /// for the constant where both are in scope.
    pub fn screaming(&self) -> Self {
        let capitals = self.bare().to_ascii_uppercase();
        if capitals.contains(|c: char| c.is_ascii_uppercase()) {
            return Self(capitals);
        }
        // Names of arguments do not end like this.
        Self(format!("{capitals}_"))
    }

    /// The text as it stands in Rust, `r#` included.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The text without `r#`: what files are named by.
    pub fn bare(&self) -> &str {
        self.0.strip_prefix("r#").unwrap_or(&self.0)
    }

    fn checked(text: String) -> Self {
        if text.starts_with(|first: char| first.is_ascii_digit()) {
            return Self(format!("_{text}"));
        }
        // These four are keywords that cannot be raw identifiers (Rust reference, "Raw identifiers"); a lone underscore is none at all.
        if matches!(text.as_str(), "self" | "Self" | "super" | "crate") {
            return Self(format!("{text}_"));
        }
        if KEYWORDS.contains(&text.as_str()) {
            return Self(format!("r#{text}"));
        }
        Self(text)
    }
}

/// In pascal case, with an underscore that stands between digits kept: `tls1_0` is `Tls1_0`, and not `Tls10`.
fn pascal(name: &str) -> String {
    let mut whole = String::new();
    for part in name.split('_').filter(|part| !part.is_empty()) {
        let digits = whole.ends_with(is_digit) && part.starts_with(is_digit);
        whole.push_str(if digits { "_" } else { "" });
        whole.push_str(&part.to_pascal_case());
    }
    whole
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
}

/// Camel case makes the first letter small even where it begins an acronym: `iOSLobApp`, `aISpan`. Then two more capitals follow, and the
/// letter is one of them.
fn begins_acronym(name: &str) -> bool {
    let mut letters = name.chars();
    letters.next().is_some_and(|c| c.is_ascii_lowercase())
        && letters
            .by_ref()
            .take(2)
            .filter(char::is_ascii_uppercase)
            .count()
            == 2
}

/// Leading underscores, which tell `_summary` from `summary` in Graph, and the rest with one underscore for each run of characters that
/// cannot stand in an identifier.
fn split(name: &str) -> Result<(String, String), NoIdent> {
    let trimmed = name.trim_start_matches('_');
    let underscores = "_".repeat(name.len() - trimmed.len());
    let mut rest: String = trimmed
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '_' })
        .collect();
    if begins_acronym(&rest) {
        rest[..1].make_ascii_uppercase();
    }
    if rest.bytes().any(|byte| byte.is_ascii_alphanumeric()) {
        Ok((underscores, rest))
    } else {
        Err(NoIdent)
    }
}

/// Strict and reserved keywords of the 2024 edition (Rust reference, "Keywords").
const KEYWORDS: [&str; 48] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let",
    "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return",
    "static", "struct", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use",
    "virtual", "where", "while", "yield",
];

impl fmt::Display for Ident {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::{Ident, KEYWORDS, NoIdent};

    #[test]
    fn names_of_graph_become_what_a_person_expects() {
        for (wire, snake, pascal) in [
            ("connectorGroup", "connector_group", "ConnectorGroup"),
            (
                "onPremisesSyncEnabled",
                "on_premises_sync_enabled",
                "OnPremisesSyncEnabled",
            ),
            (
                "oauth2AllowImplicitFlow",
                "oauth2_allow_implicit_flow",
                "Oauth2AllowImplicitFlow",
            ),
            ("StartDateTime", "start_date_time", "StartDateTime"),
            ("me", "me", "Me"),
            ("_summary", "_summary", "_Summary"),
            ("alerts_v2", "alerts_v2", "AlertsV2"),
            ("iOSLobApp", "ios_lob_app", "IosLobApp"),
            ("aISpanOutputs", "ai_span_outputs", "AiSpanOutputs"),
            ("iPad", "i_pad", "IPad"),
            ("eTag", "e_tag", "ETag"),
            ("isSSOEnabled", "is_sso_enabled", "IsSsoEnabled"),
            ("macOSLobApp", "mac_os_lob_app", "MacOsLobApp"),
            (
                "windows10XVpnConfiguration",
                "windows10_x_vpn_configuration",
                "Windows10XVpnConfiguration",
            ),
            ("@odata.type", "odata_type", "OdataType"),
            ("v10_0", "v10_0", "V10_0"),
            ("v10_21H1", "v10_21h1", "V10_21h1"),
            ("tls1_0", "tls1_0", "Tls1_0"),
            ("sp800_53", "sp800_53", "Sp800_53"),
            ("v3_2_1", "v3_2_1", "V3_2_1"),
            ("norm_S_Dist", "norm_s_dist", "NormSDist"),
            (
                "remote_Control_Software",
                "remote_control_software",
                "RemoteControlSoftware",
            ),
            ("type", "r#type", "Type"),
            ("final", "r#final", "Final"),
            ("move", "r#move", "Move"),
            ("self", "self_", "Self_"),
            ("2ndFactor", "_2nd_factor", "_2ndFactor"),
            ("client-request-id", "client_request_id", "ClientRequestId"),
        ] {
            assert_eq!(Ident::snake(wire).unwrap().as_str(), snake);
            assert_eq!(Ident::pascal(wire).unwrap().as_str(), pascal);
        }
    }

    #[test]
    fn nothing_but_identifier_characters_survives() {
        for hostile in [
            "a\"; fn evil() {}",
            "a*/",
            "a\n#[x]",
            "r#type",
            "a\u{202e}b",
            "größe",
            "x::y",
            "a b",
        ] {
            let ident = Ident::snake(hostile).unwrap();
            assert!(
                ident
                    .bare()
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_'),
                "{ident}"
            );
        }
        for empty in ["", "_", "__", "\"", "日本", "*/", " "] {
            assert_eq!(Ident::snake(empty), Err(NoIdent), "{empty:?}");
        }
    }

    #[test]
    fn keywords_are_raw_and_stay_so_only_where_they_must() {
        for keyword in KEYWORDS {
            assert_eq!(
                Ident::snake(keyword).unwrap().as_str(),
                format!("r#{keyword}")
            );
            assert_eq!(
                Ident::snake(keyword).unwrap().suffixed("_action").as_str(),
                format!("{keyword}_action")
            );
        }
    }
}
