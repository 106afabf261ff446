//! What somebody writes who wants no client.

use std::collections::HashMap;

use reqwest::header;
use serde::Deserialize;

pub(crate) struct ByHand {
    client: reqwest::Client,
    url: String,
}

/// The properties that the answer has.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
#[allow(dead_code, reason = "what is decoded is not looked at")]
pub(crate) struct User {
    id: Option<String>,
    display_name: Option<String>,
    given_name: Option<String>,
    surname: Option<String>,
    mail: Option<String>,
    job_title: Option<String>,
    user_principal_name: Option<String>,
    account_enabled: Option<bool>,
    created_date_time: Option<String>,
    business_phones: Option<Vec<String>>,
    preferred_language: Option<String>,
    #[serde(flatten)]
    others: HashMap<String, serde_json::Value>,
}

impl ByHand {
    pub(crate) fn new(url: &str) -> Result<Self, reqwest::Error> {
        let client = reqwest::Client::builder()
            .no_proxy()
            .redirect(reqwest::redirect::Policy::none())
            .read_timeout(std::time::Duration::from_secs(60))
            .connect_timeout(std::time::Duration::from_secs(10))
            .build()?;
        Ok(Self {
            client,
            url: url.to_owned(),
        })
    }

    pub(crate) async fn user(&self, id: &str) -> Result<User, Box<dyn std::error::Error>> {
        let request = self
            .client
            .get(format!("{}/beta/users/{id}", self.url))
            .timeout(std::time::Duration::from_secs(100))
            .bearer_auth("t0k3n")
            .header(header::ACCEPT, "application/json")
            .header(header::USER_AGENT, "by-hand/1.0");
        let answer = request.send().await?.error_for_status()?;
        Ok(serde_json::from_slice(&answer.bytes().await?)?)
    }
}
