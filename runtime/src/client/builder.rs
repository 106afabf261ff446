//! Describing a client.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::HeaderValue;

use super::headers::PRODUCT;
use super::{Client, Inner};
use crate::auth::TokenSource;
use crate::clock::{Clock, SystemClock};
use crate::cloud::Cloud;
use crate::error::Error;
use crate::layers::{Authorize, Observer, Read, Redirect, Retry, RetryPolicy, Throttle, Watch};
use crate::request::prefer::INCLUDE_UNKNOWN_ENUM_MEMBERS;
use crate::root::ServiceRoot;
use crate::transport::Transport;

const MAX_RESPONSE_SIZE: usize = 64 * 1024 * 1024;
const TIMEOUT: Duration = Duration::from_secs(100);

type Layer = Box<dyn FnOnce(Box<dyn Transport>) -> Box<dyn Transport> + Send>;

/// Describes a [`Client`]; made by [`Client::builder`].
#[derive(Default)]
#[must_use = "a builder does nothing until `build`"]
pub struct ClientBuilder {
    cloud: Option<Cloud>,
    base_url: Option<String>,
    version: Option<String>,
    scope: Option<String>,
    tokens: Option<Arc<dyn TokenSource>>,
    transport: Option<Box<dyn Transport>>,
    layers: Vec<Layer>,
    clock: Option<Arc<dyn Clock>>,
    retry: RetryPolicy,
    max_in_flight: Option<usize>,
    observer: Option<Box<dyn Observer>>,
    timeout: Option<Duration>,
    connect_timeout: Option<Duration>,
    read_timeout: Option<Duration>,
    user_agent: Option<String>,
    preferences: Vec<&'static str>,
    max_response_size: Option<usize>,
}

impl ClientBuilder {
    /// The cloud to send to; the worldwide one by default. With a
    /// [`base_url`](ClientBuilder::base_url), the cloud that is behind it.
    pub fn cloud(mut self, cloud: Cloud) -> Self {
        self.cloud = Some(cloud);
        self
    }

    /// A service root of one's own in place of a cloud's: `https`, or `http` on this machine.
    /// Without a version.
    ///
    /// In front of a cloud, such as a proxy that passes tokens on, name the cloud as well, with
    /// [`cloud`](ClientBuilder::cloud): the tokens are then asked for that cloud. Otherwise they are
    /// asked for this URL.
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.base_url = Some(url.into());
        self
    }

    /// The version to send every request to, such as `v1.0`; by default the one the request was
    /// described for.
    pub fn version(mut self, version: impl Into<String>) -> Self {
        self.version = Some(version.into());
        self
    }

    /// What tokens are asked for, where it is not all that the application was granted for the
    /// cloud, or for the base URL (`https://graph.microsoft.com/.default`).
    pub fn scope(mut self, scope: impl Into<String>) -> Self {
        self.scope = Some(scope.into());
        self
    }

    /// Where tokens come from. Without a source, requests carry none.
    pub fn token_source(mut self, tokens: impl TokenSource + 'static) -> Self {
        self.tokens = Some(Arc::new(tokens));
        self
    }

    /// What sends the requests, in place of the default transport.
    pub fn transport(mut self, transport: impl Transport + 'static) -> Self {
        self.transport = Some(Box::new(transport));
        self
    }

    /// Puts a layer of one's own around the transport: `wrap` makes a transport of a transport. It
    /// sees each try with its token, right before it is sent (see [`layers`](crate::layers)); a layer
    /// that is added later is further outside.
    pub fn layer<T: Transport + 'static>(
        mut self,
        wrap: impl FnOnce(Box<dyn Transport>) -> T + Send + 'static,
    ) -> Self {
        self.layers
            .push(Box::new(|transport| Box::new(wrap(transport))));
        self
    }

    /// How requests that failed are sent again; by default as [`RetryPolicy::default`] says.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.retry = policy;
        self
    }

    /// How many requests may be in flight at the same time, from their beginning to the answer; the
    /// others wait. By default there is no limit.
    pub fn max_in_flight(mut self, requests: usize) -> Self {
        self.max_in_flight = Some(requests);
        self
    }

    /// Who sees each try of each request.
    pub fn observer(mut self, observer: impl Observer + 'static) -> Self {
        self.observer = Some(Box::new(observer));
        self
    }

    /// What the client waits with, in place of the machine's clock.
    pub fn clock(mut self, clock: impl Clock + 'static) -> Self {
        self.clock = Some(Arc::new(clock));
        self
    }

    /// How long one try of a request may take, from its beginning to the end of its answer, or to
    /// the head of an answer that is read as a stream; 100 seconds by default. The tries together
    /// have the [`budget`](RetryPolicy::budget) of the retry policy.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// How long making a connection may take; 10 seconds by default. Only for the default
    /// transport.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = Some(timeout);
        self
    }

    /// How long the next bytes of an answer may take to come; 60 seconds by default. Only for the
    /// default transport.
    pub fn read_timeout(mut self, timeout: Duration) -> Self {
        self.read_timeout = Some(timeout);
        self
    }

    /// What the client calls itself, in place of the name of this library.
    pub fn user_agent(mut self, user_agent: impl Into<String>) -> Self {
        self.user_agent = Some(user_agent.into());
        self
    }

    /// Asks, with every request, for members of enumerations that were added after this version of
    /// the service: `Prefer: include-unknown-enum-members`, beside what a request prefers itself.
    ///
    /// [`Request::include_unknown_enum_members`](crate::Request::include_unknown_enum_members) asks
    /// with one.
    pub fn include_unknown_enum_members(mut self) -> Self {
        self.preferences = vec![INCLUDE_UNKNOWN_ENUM_MEMBERS];
        self
    }

    /// The largest answer to accept, in bytes; 64 MiB by default. The default transport stops
    /// reading there.
    pub fn max_response_size(mut self, bytes: usize) -> Self {
        self.max_response_size = Some(bytes);
        self
    }

    /// The client.
    ///
    /// # Errors
    ///
    /// [`is_configuration`](Error::is_configuration): the base URL, version, scope or user agent is
    /// not one, timeouts were given for a transport that is not the default one, there is no default
    /// transport in this build, or TLS cannot be set up.
    pub fn build(mut self) -> Result<Client, Error> {
        let root = self.root()?;
        let scope = self.token_scope(&root)?;
        let user_agent = self.user_agent.as_deref().unwrap_or(PRODUCT);
        let user_agent = HeaderValue::try_from(user_agent)
            .map_err(|_| Error::configuration("the user agent is not a header value"))?;
        let max_response_size = self.max_response_size.unwrap_or(MAX_RESPONSE_SIZE);
        let transport = match self.transport.take() {
            Some(_) if self.connect_timeout.is_some() || self.read_timeout.is_some() => {
                return Err(Error::configuration(
                    "timeouts of connecting and reading are for the default transport; this one has its own",
                ));
            }
            Some(transport) => transport,
            None => self.default_transport(&root)?,
        };
        let observed = self.observer.is_some();
        let has_tokens = self.tokens.is_some();
        let preferences = std::mem::take(&mut self.preferences);
        let layers = self.layers(root.clone(), scope, transport, max_response_size);
        Ok(Client(Arc::new(Inner {
            root,
            layers,
            user_agent,
            preferences,
            has_tokens,
            observed,
        })))
    }

    /// The layers, from the inside out.
    fn layers(
        self,
        root: ServiceRoot,
        scope: String,
        transport: Box<dyn Transport>,
        max_response_size: usize,
    ) -> Retry {
        let clock = self.clock.unwrap_or_else(|| Arc::new(SystemClock));
        let read = Read {
            next: self
                .layers
                .into_iter()
                .fold(transport, |next, layer| layer(next)),
            clock: Arc::clone(&clock),
            timeout: self.timeout.unwrap_or(TIMEOUT),
            max_response_size,
        };
        let authorize = Authorize {
            next: read,
            root: root.clone(),
            scope,
            tokens: self.tokens,
        };
        let throttle = Throttle::new(
            Redirect {
                next: authorize,
                root,
            },
            Arc::clone(&clock),
            self.retry,
            self.max_in_flight,
        );
        let watch = Watch {
            next: throttle,
            clock: Arc::clone(&clock),
            observer: self.observer,
        };
        Retry {
            next: watch,
            policy: self.retry,
            clock,
        }
    }

    fn root(&self) -> Result<ServiceRoot, Error> {
        let root = match &self.base_url {
            Some(url) => ServiceRoot::parse(url)?,
            None => self.cloud.unwrap_or_default().into(),
        };
        match &self.version {
            Some(version) => root.with_version(version),
            None => Ok(root),
        }
    }

    fn token_scope(&self, root: &ServiceRoot) -> Result<String, Error> {
        match (&self.scope, self.cloud) {
            (Some(scope), _) if scope.trim().is_empty() => {
                Err(Error::configuration("the scope is blank"))
            }
            (Some(scope), _) => Ok(scope.clone()),
            (None, Some(cloud)) => Ok(ServiceRoot::from(cloud).default_scope()),
            (None, None) => Ok(root.default_scope()),
        }
    }

    #[cfg(feature = "reqwest")]
    fn default_transport(&self, root: &ServiceRoot) -> Result<Box<dyn Transport>, Error> {
        use crate::transport::reqwest::{Reqwest, Settings};

        let settings = Settings {
            connect_timeout: self.connect_timeout,
            read_timeout: self.read_timeout,
            loopback: root.is_loopback(),
        };
        Ok(Box::new(Reqwest::new(settings)?))
    }

    #[cfg(not(feature = "reqwest"))]
    fn default_transport(&self, _: &ServiceRoot) -> Result<Box<dyn Transport>, Error> {
        Err(Error::configuration(
            "no transport was given, and the feature `reqwest`, which has one, is off",
        ))
    }
}

impl fmt::Debug for ClientBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder")
            .field("cloud", &self.cloud)
            .field("base_url", &self.base_url)
            .field("version", &self.version)
            .field("has_tokens", &self.tokens.is_some())
            .finish_non_exhaustive()
    }
}
