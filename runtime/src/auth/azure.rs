//! The credentials of the Azure SDK as token sources.

use std::fmt;
use std::sync::Arc;

use azure_core::credentials::TokenCredential;

use super::{Token, TokenRequest, TokenSource};
use crate::error::Error;
use crate::transport::BoxFuture;

/// A credential of the Azure SDK as a token source: those of the `azure_identity` crate for client
/// secrets and certificates, managed and workload identities, and developers' own log-ins.
///
/// Such a credential keeps its tokens itself. It cannot ask for a token with other claims, so a
/// request that the service challenges (continuous access evaluation) is an error with
/// [`is_token`](Error::is_token).
#[derive(Clone)]
pub struct AzureCredential(Arc<dyn TokenCredential>);

impl AzureCredential {
    /// The tokens of `credential`.
    pub fn new(credential: Arc<dyn TokenCredential>) -> Self {
        Self(credential)
    }

    async fn give(&self, request: TokenRequest<'_>) -> Result<Token, Error> {
        if request.claims().is_some() {
            return Err(Error::token(
                "the service wants a token with other claims, and credentials of the Azure SDK \
                 cannot ask for one; log in again",
            ));
        }
        let token = self.0.get_token(&[request.scope()], None).await;
        let token = token.map_err(Error::token)?;
        let expires = token.expires_on.into();
        Ok(Token::new(token.token.secret())?.expiring(expires))
    }
}

impl TokenSource for AzureCredential {
    fn token<'a>(&'a self, request: TokenRequest<'a>) -> BoxFuture<'a, Result<Token, Error>> {
        Box::pin(self.give(request))
    }
}

/// Without the credential, of which nobody knows what it prints.
impl fmt::Debug for AzureCredential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AzureCredential(…)")
    }
}
