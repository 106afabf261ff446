//! The national clouds Microsoft Graph runs in.

/// A deployment of Microsoft Graph.
///
/// Each cloud has its own data, its own host, and its own place to get tokens from; a token for one
/// is refused by the others. `Cloud` decides the host of every URL a [`Client`](crate::Client)
/// makes, the ones inside `@odata.id` bodies included.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Cloud {
    /// The worldwide service, and US Government GCC.
    #[default]
    Global,
    /// US Government L4 (GCC High).
    UsGovernment,
    /// US Government L5 (Department of Defense).
    UsGovernmentDod,
    /// Microsoft cloud China, operated by 21Vianet.
    China,
}

impl Cloud {
    pub(crate) const ALL: [Self; 4] = [
        Self::Global,
        Self::UsGovernment,
        Self::UsGovernmentDod,
        Self::China,
    ];

    /// The scheme and host of the service, without a version and without a final slash.
    pub fn graph_url(self) -> &'static str {
        match self {
            Self::Global => "https://graph.microsoft.com",
            Self::UsGovernment => "https://graph.microsoft.us",
            Self::UsGovernmentDod => "https://dod-graph.microsoft.us",
            Self::China => "https://microsoftgraph.chinacloudapi.cn",
        }
    }

    /// The scheme and host of the authority that issues tokens for this cloud.
    pub fn authority_url(self) -> &'static str {
        match self {
            Self::Global => "https://login.microsoftonline.com",
            Self::UsGovernment | Self::UsGovernmentDod => "https://login.microsoftonline.us",
            Self::China => "https://login.chinacloudapi.cn",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Cloud;

    #[test]
    fn every_cloud_has_its_own_https_host() {
        let mut hosts: Vec<&str> = Cloud::ALL.iter().map(|cloud| cloud.graph_url()).collect();
        assert!(
            hosts
                .iter()
                .all(|host| host.starts_with("https://") && !host.ends_with('/'))
        );
        hosts.sort_unstable();
        hosts.dedup();
        assert_eq!(hosts.len(), Cloud::ALL.len());
    }
}
