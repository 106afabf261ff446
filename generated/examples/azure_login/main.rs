//! Logs in with a credential of the Azure SDK for Rust: here that of a developer, who has said `az login` or
//! `azd auth login` before.
//!
//! ```text
//! cargo run -p msgraph --features azure-core --example azure_login
//! ```
//!
//! A program on Azure takes `ManagedIdentityCredential` or `WorkloadIdentityCredential`, one elsewhere
//! `ClientSecretCredential` or `ClientCertificateCredential`; the rest is the same. They send HTTP requests of their
//! own, for which `azure_core` has the feature `reqwest`.

use std::error::Error;

use azure_identity::DeveloperToolsCredential;
use msgraph::runtime::AzureCredential;
use msgraph::{Client, user, users};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let credential = DeveloperToolsCredential::new(None)?;
    // The client asks for a token of its cloud, and sends it to that cloud alone.
    let client = Client::builder()
        .token_source(AzureCredential::new(credential))
        .build()?;

    let request = users().list().select((user::ID, user::DISPLAY_NAME)).top(5);
    match client.send(request).await {
        Ok(page) => {
            for user in page.value {
                println!("{}", user.display_name.unwrap_or_default());
            }
            Ok(())
        }
        Err(error) if error.is_token() => {
            Err(format!("log in first, with `az login`: {error}").into())
        }
        Err(error) => Err(error.into()),
    }
}
