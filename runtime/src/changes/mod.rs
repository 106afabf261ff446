//! What is sent to create an entity and to change one.

mod bind;
mod content;
mod etag;
mod new;
mod patch;
mod setters;
mod template;

use std::any::{Any, TypeId};

pub use etag::ETag;
pub use new::New;
pub use patch::Patch;
pub use template::JsonTemplate;

use crate::body::Body;
use crate::model::record::additional_data;
use crate::model::{Codec, Record, Value, View, Writer};
use crate::reference::IsA;

/// What an update takes: a [`Patch<T>`], or a whole `T`, of which what is set is sent.
///
/// Both may be of a type that derives from `T`. Then the body says which, in `@odata.type`, unless
/// the value does so itself.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not say what to change about `{T}`",
    label = "not changes of `{T}`",
    note = "give a `Patch<{T}>`, a `{T}`, or either of a type derived from `{T}`"
)]
pub trait Changes<T> {
    /// The changes as the body of a request.
    fn changes(&self) -> Body;
}

/// What a creation takes: a [`New<T>`], or a whole `T`, of which what is set is sent.
///
/// Both may be of a type that derives from `T`. Then the body says which, in `@odata.type`, unless
/// the value does so itself.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not describe a new `{T}`",
    label = "not a new `{T}`",
    note = "give a `New<{T}>`, a `{T}`, or either of a type derived from `{T}`"
)]
pub trait Creates<T> {
    /// The new entity as the body of a request.
    fn entity(&self) -> Body;
}

// The compiler would explain a wrong type by what is missing for these impls, and so speak of
// references; the texts above say what is wanted.

#[diagnostic::do_not_recommend]
impl<T: 'static, S: IsA<T> + Value> Changes<T> for S {
    fn changes(&self) -> Body {
        whole(S::Codec::view(self), TypeId::of::<T>())
    }
}

#[diagnostic::do_not_recommend]
impl<T: 'static, S: IsA<T> + Value> Creates<T> for S {
    fn entity(&self) -> Body {
        whole(S::Codec::view(self), TypeId::of::<T>())
    }
}

#[diagnostic::do_not_recommend]
impl<T: 'static, S: IsA<T> + Record + Default> Changes<T> for Patch<S> {
    fn changes(&self) -> Body {
        self.content.template(derived_name::<S, T>()).into()
    }
}

#[diagnostic::do_not_recommend]
impl<T: 'static, S: IsA<T> + Record + Default> Creates<T> for New<S> {
    fn entity(&self) -> Body {
        self.content.template(derived_name::<S, T>()).into()
    }
}

/// All that is set in a model. One of another type than the declared one says of which it is.
fn whole(model: View<'_>, declared: TypeId) -> Body {
    let view = match model {
        View::Record(record) if (record as &dyn Any).type_id() != declared => View::Derived(record),
        other => other,
    };
    let mut writer = Writer::new();
    view.write(&mut writer);
    Body::Json(writer.finish().into())
}

/// The name of `S` where a `T` is declared; `None` if it is the same.
fn derived_name<S: Record + Default, T: 'static>() -> Option<&'static str> {
    let is_derived = TypeId::of::<S>() != TypeId::of::<T>();
    is_derived.then(|| S::default().shape().type_name)
}

/// What came with an object under a name that is no property's.
fn annotation<'v>(object: View<'v>, name: &str) -> Option<&'v serde_json::Value> {
    match object {
        View::Record(record) | View::Derived(record) => additional_data(record)?.get(name),
        View::Object(data) => data.get(name),
        View::Json(json) => json.get(name),
        _ => None,
    }
}
