//! One request, as each side makes it, and what is said of the two.

use std::fmt;

use msgraph::{Cloud, Request, ServiceRoot};
use serde_json::{Value, json};

use crate::normal::Normal;

/// A request of this project, beside the one of the same name in `requests.json`.
pub(crate) struct Case {
    pub(crate) name: &'static str,
    pub(crate) ours: Value,
    pub(crate) verdict: Verdict,
}

/// What is said of two requests, and checked.
pub(crate) enum Verdict {
    /// They are the same, letter by letter; query options may come in another order.
    Identical,
    /// They are the same once percent-encoding is undone: see [`crate`].
    Same,
    /// They differ in this and in nothing else.
    Differs(Vec<Difference>),
}

/// One place where two requests differ.
pub(crate) struct Difference {
    /// Where, as [`Normal::differences`] names it.
    pub(crate) at: String,
    pub(crate) theirs: String,
    pub(crate) ours: String,
    pub(crate) reason: Reason,
}

/// Who is right, why, and where that is written.
#[derive(Clone, Copy)]
pub(crate) struct Reason {
    pub(crate) who_is_right: Right,
    pub(crate) why: &'static str,
    pub(crate) source: &'static str,
}

/// Who is right. That it is the other side alone is found nowhere, and would be a bug to mend.
#[derive(Clone, Copy)]
pub(crate) enum Right {
    Ours,
    Both,
}

impl Case {
    pub(crate) fn identical<T, Q>(name: &'static str, request: &Request<T, Q>) -> Self {
        Self::new(name, request, Verdict::Identical)
    }

    pub(crate) fn same<T, Q>(name: &'static str, request: &Request<T, Q>) -> Self {
        Self::new(name, request, Verdict::Same)
    }

    pub(crate) fn differs<T, Q>(
        name: &'static str,
        request: &Request<T, Q>,
        differences: impl IntoIterator<Item = Difference>,
    ) -> Self {
        let differences = differences.into_iter().collect();
        Self::new(name, request, Verdict::Differs(differences))
    }

    fn new<T, Q>(name: &'static str, request: &Request<T, Q>, verdict: Verdict) -> Self {
        Self {
            name,
            ours: written(request),
            verdict,
        }
    }

    /// What is wrong with the verdict, given their request of the same name.
    pub(crate) fn contradiction(&self, theirs: &Value) -> Option<String> {
        let (normal, our_normal) = (Normal::of(theirs), Normal::of(&self.ours));
        let found = normal.differences(&our_normal);
        let spelling = normal.spelling() == our_normal.spelling();
        match &self.verdict {
            Verdict::Identical if found.is_empty() && spelling => None,
            Verdict::Same if found.is_empty() && !spelling => None,
            Verdict::Differs(said) if !said.is_empty() && agree(said, &found) => None,
            _ => Some(format!(
                "{}: found {found:#?}\n  theirs {theirs}\n  ours   {}",
                self.name, self.ours
            )),
        }
    }
}

impl Verdict {
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Identical => "identical",
            Self::Same => "same",
            Self::Differs(_) => "differs",
        }
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let who = match self.reason.who_is_right {
            Right::Ours => "ours is right",
            Right::Both => "both are right",
        };
        writeln!(f, "    {}", self.at)?;
        writeln!(f, "      theirs  {}", self.theirs)?;
        writeln!(f, "      ours    {}", self.ours)?;
        writeln!(f, "      {who}: {}", self.reason.why)?;
        write!(f, "      ({})", self.reason.source)
    }
}

fn agree(said: &[Difference], found: &[(String, String, String)]) -> bool {
    let mut said: Vec<_> = said
        .iter()
        .map(|difference| (&difference.at, &difference.theirs, &difference.ours))
        .collect();
    let mut found: Vec<_> = found
        .iter()
        .map(|(at, theirs, ours)| (at, theirs, ours))
        .collect();
    said.sort();
    found.sort();
    said == found
}

impl Reason {
    /// A difference for this reason.
    pub(crate) fn at(self, at: &str, theirs: &str, ours: &str) -> Difference {
        Difference {
            at: at.to_owned(),
            theirs: theirs.to_owned(),
            ours: ours.to_owned(),
            reason: self,
        }
    }
}

/// A request in the form of `requests.json`.
fn written<T, Q>(request: &Request<T, Q>) -> Value {
    let root = ServiceRoot::from(Cloud::Global);
    let http = request.to_http(&root).expect("a sound request");
    let mut case = json!({
        "method": http.method().as_str(),
        "url": request.url(&root).expect("a sound URL"),
        "headers": {},
    });
    for name in ["consistencylevel", "content-type", "if-match", "prefer"] {
        if let Some(value) = http.headers().get(name) {
            case["headers"][name] = value.to_str().expect("a printable header").into();
        }
    }
    match serde_json::from_slice::<Value>(http.body()) {
        _ if http.body().is_empty() => {}
        Ok(body) => case["body"] = body,
        Err(_) => {
            let binary = msgraph::edm::Binary::from_bytes(http.body());
            case["base64"] = binary.as_str().into();
        }
    }
    case
}
