//! From an answer and a fault to what goes over the connection.

use super::{Fault, Kind};
use crate::test_util::answer::{Answer, Identity};
use crate::test_util::body::AnswerBody;
use crate::test_util::error::ServiceError;
use crate::test_util::wire::{Delivery, Raw};
use http::header::{CONTENT_LENGTH, HeaderName, HeaderValue};
use http::{Response, StatusCode};

type Outcome = Result<Answer, ServiceError>;

/// What a batch has in place of one answer.
#[derive(Debug)]
pub(in crate::test_util) enum ItemAnswers {
    None,
    One(Outcome),
    Two(Outcome),
}

impl Fault {
    /// What the client gets. `perform` does what the request asks for, and is called only if it is
    /// to take effect.
    pub(in crate::test_util) fn deliver(
        &self,
        identity: &Identity,
        perform: impl FnOnce() -> Outcome,
    ) -> Delivery {
        let outcome = self.after_effect.then(perform);
        if let Some(replacement) = self.replacement() {
            return Delivery::Response(identity.envelope(replacement).into());
        }
        match outcome {
            Some(outcome) => self.spoil(identity.envelope(outcome)),
            None => Delivery::Raw(Raw::nothing()),
        }
    }

    /// What a batch gets for one of its requests.
    pub(in crate::test_util) fn deliver_item(
        &self,
        perform: impl FnOnce() -> Outcome,
    ) -> ItemAnswers {
        let outcome = self.after_effect.then(perform);
        let made = self.replacement().or(outcome);
        match (&self.kind, made) {
            (Kind::Missing, _) | (_, None) => ItemAnswers::None,
            (Kind::Twice, Some(outcome)) => ItemAnswers::Two(outcome),
            (_, Some(outcome)) => ItemAnswers::One(outcome),
        }
    }

    fn spoil(&self, answer: Answer) -> Delivery {
        match &self.kind {
            Kind::Cut => Delivery::Raw(cut(answer)),
            Kind::Half => {
                let mut answer = with_body(answer);
                let half = answer.body.length() / 2;
                answer.body = answer.body.truncated(half);
                respond(answer)
            }
            Kind::Length { off_by } => Delivery::Raw(with_length_off(answer, *off_by)),
            Kind::Slow(pace) => {
                let mut answer = answer;
                answer.body = answer.body.paced(*pace);
                respond(answer)
            }
            Kind::Duplicate(name, value) => duplicate(answer, name, value),
            Kind::HugeHeader(bytes) => {
                let name = HeaderName::from_static("x-ms-huge");
                respond(answer.with_text(name, &"x".repeat(*bytes)))
            }
            Kind::Dropped => Delivery::Raw(Raw::nothing()),
            // Replacements have been made, and the faults of batches come to batches only.
            Kind::Refusal(_)
            | Kind::RefusalUntil(..)
            | Kind::Instead(_)
            | Kind::Missing
            | Kind::Twice => respond(answer),
        }
    }
}

fn respond(answer: Answer) -> Delivery {
    Delivery::Response(answer.into())
}

/// An answer that has a body. One without becomes a `200 OK` with `{}`, because there is nothing to
/// spoil otherwise.
fn with_body(answer: Answer) -> Answer {
    if answer.body.length() > 0 {
        return answer;
    }
    Answer {
        status: StatusCode::OK,
        body: AnswerBody::whole("{}"),
        ..answer
    }
}

fn cut(answer: Answer) -> Raw {
    let length = answer.body.length();
    let response: Response<AnswerBody> = answer.into();
    let mut raw = Raw::of(response, &[length]);
    if length == 0 {
        raw.head.truncate(raw.head.len() / 2);
    }
    raw.body = raw.body.truncated(length / 2);
    raw
}

fn with_length_off(answer: Answer, off_by: i64) -> Raw {
    let answer = with_body(answer);
    let length = answer.body.length().saturating_add_signed(off_by);
    Raw::of(answer.into(), &[length])
}

fn duplicate(mut answer: Answer, name: &HeaderName, value: &str) -> Delivery {
    if *name == CONTENT_LENGTH {
        let answer = with_body(answer);
        let length = answer.body.length();
        let other = value.parse().unwrap_or(length);
        return Delivery::Raw(Raw::of(answer.into(), &[length, other]));
    }
    if let Ok(value) = HeaderValue::from_str(value) {
        if !answer.headers.contains_key(name) {
            answer.headers.append(name, value.clone());
        }
        answer.headers.append(name, value);
    }
    respond(answer)
}
