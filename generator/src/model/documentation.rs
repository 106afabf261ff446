//! What a person should read about a part of the service.

use std::collections::BTreeMap;

/// Prose from the descriptions, as plain text, and where to read more.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Documentation {
    /// One line that names the thing.
    pub summary: Option<String>,
    /// What there is to know about it.
    pub description: Option<String>,
    /// The address of its reference page.
    pub page: Option<String>,
    /// Who may call it; nothing where no source tells.
    pub permissions: Option<Permissions>,
    /// That it should no longer be used; nothing where it may be.
    pub deprecation: Option<Deprecation>,
    /// That the version for production does not have it; false where that is not known.
    pub beta_only: bool,
}

/// That a part of the service should no longer be used, as far as its description tells more.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Deprecation {
    /// Since when, as a date.
    pub since: Option<String>,
    /// From when on it may be gone, as a date.
    pub removal: Option<String>,
    /// Why, or what to use instead.
    pub text: Option<String>,
}

/// What a caller must have been granted, by the path on which it calls: the same operation on `me` and on another user may take other
/// permissions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Permissions {
    /// By the [key](Permissions::key) of the path.
    pub routes: BTreeMap<String, Vec<Permission>>,
}

/// The permissions of one way to sign in. Lists of these are in the order work or school account, personal account, application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Permission {
    /// The way to sign in.
    pub kind: PermissionKind,
    /// Permission names from least to most privileged; empty where this way is not supported.
    pub names: Vec<String>,
}

/// The ways to sign in that the reference pages tell apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PermissionKind {
    /// On behalf of a work or school account.
    DelegatedWork,
    /// On behalf of a personal Microsoft account.
    DelegatedPersonal,
    /// As the application itself.
    Application,
}

impl Permissions {
    /// What paths have in common that lead to the same: a path without letter case, the names of its placeholders, quotes, the namespace
    /// `microsoft.graph`, empty parentheses, and its query.
    ///
    /// ```
    /// # use msgraph_generator::model::Permissions;
    /// assert_eq!(Permissions::key("/users/{user-id}/microsoft.graph.delta()"), "/users/{}/delta");
    /// assert_eq!(Permissions::key("/sites/f(a='{a}')/$ref?@id={id}"), "/sites/f(a={})/$ref");
    /// ```
    pub fn key(path: &str) -> String {
        let mut key = String::with_capacity(path.len());
        let mut depth = 0_usize;
        for character in path.chars() {
            match character {
                '{' => {
                    depth += 1;
                    if depth == 1 {
                        key.push_str("{}");
                    }
                }
                '}' => depth = depth.saturating_sub(1),
                _ if depth > 0 => {}
                '\'' => {}
                '?' => break,
                _ => key.push(character.to_ascii_lowercase()),
            }
        }
        key.replace("microsoft.graph.", "").replace("()", "")
    }

    /// Those of a path; of the first path there is, and `false`, where none is known for it.
    pub fn at(&self, path: &str) -> Option<(&[Permission], bool)> {
        let own = self.routes.get(&Self::key(path));
        let own = own.map(|rows| (rows.as_slice(), true));
        own.or_else(|| {
            let (_, rows) = self.routes.first_key_value()?;
            Some((rows.as_slice(), false))
        })
    }

    /// Takes over what `other` knows of paths of which `self` knows nothing.
    fn or(&mut self, other: &Self) {
        for (path, rows) in &other.routes {
            let own = self.routes.entry(path.clone());
            own.or_insert_with(|| rows.clone());
        }
    }
}

impl Documentation {
    /// Takes over what `other` knows and `self` does not.
    pub fn or(&mut self, other: &Self) {
        fn fill<T: Clone>(own: &mut Option<T>, other: &Option<T>) {
            if own.is_none() {
                own.clone_from(other);
            }
        }
        fill(&mut self.summary, &other.summary);
        fill(&mut self.description, &other.description);
        fill(&mut self.page, &other.page);
        match (&mut self.permissions, &other.permissions) {
            (Some(own), Some(other)) => own.or(other),
            (own, other) => fill(own, other),
        }
        fill(&mut self.deprecation, &other.deprecation);
        self.beta_only |= other.beta_only;
    }
}
