//! Where in a crate generated code stands.

use std::fmt;
use std::str::FromStr;

use super::Ident;

/// The module that generated code is below, from the root of its crate. The root itself, where the code is a crate of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ModulePath {
    modules: Vec<Ident>,
}

/// A text that is no path of modules: names in snake case, with `::` between them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ModulePathError;

impl ModulePath {
    /// Whether it is the root.
    pub fn is_root(&self) -> bool {
        self.modules.is_empty()
    }

    /// The modules, outermost first.
    pub fn modules(&self) -> &[Ident] {
        &self.modules
    }
}

impl FromStr for ModulePath {
    type Err = ModulePathError;

    /// Reads `graph`, `api::graph` or `crate::api::graph`.
    fn from_str(text: &str) -> Result<Self, ModulePathError> {
        let below = text.strip_prefix("crate::").unwrap_or(text);
        let module = |name: &str| match Ident::snake(name) {
            Ok(ident) if ident.as_str() == name => Ok(ident),
            _ => Err(ModulePathError),
        };
        let modules: Result<Vec<Ident>, _> = below.split("::").map(module).collect();
        Ok(Self { modules: modules? })
    }
}

impl fmt::Display for ModulePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("crate")?;
        let mut modules = self.modules.iter();
        modules.try_for_each(|module| write!(f, "::{module}"))
    }
}

impl fmt::Display for ModulePathError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a path of modules is names in snake case with `::` between them")
    }
}

impl std::error::Error for ModulePathError {}

#[cfg(test)]
mod tests {
    use super::{ModulePath, ModulePathError};

    #[test]
    fn a_path_is_names_and_nothing_else() {
        let shown = |text: &str| text.parse::<ModulePath>().map(|path| path.to_string());
        assert_eq!(shown("graph").as_deref(), Ok("crate::graph"));
        assert_eq!(
            shown("crate::api::graph").as_deref(),
            Ok("crate::api::graph")
        );
        assert_eq!(ModulePath::default().to_string(), "crate");
        for text in [
            "",
            "crate",
            "Graph",
            "a:b",
            "a::",
            "type",
            "a; fn f() {}",
            "a\u{e9}",
        ] {
            assert_eq!(shown(text), Err(ModulePathError), "{text}");
        }
    }
}
