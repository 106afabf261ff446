//! What a person should read about a part of the service.

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
}

/// What a caller must have been granted, by the way it signs in; each list from least to most privileged.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Permissions {
    /// In the order work or school account, personal account, application.
    pub rows: Vec<Permission>,
}

/// The permissions of one way to sign in.
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
        fill(&mut self.permissions, &other.permissions);
    }
}
