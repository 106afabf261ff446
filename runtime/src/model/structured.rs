//! Values of structured types, whichever of the two ways they are held.

use super::polymorphic::{Polymorphic, PolymorphicCodec};
use super::record::{Record, RecordCodec};
use super::value::{Codec, Value};
use crate::reference::IsA;

/// A value of a structured type: a model, or the enum of a type and of those that derive from it.
///
/// Nobody implements it: every value that is read as one of the two has it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not of an entity type or a complex type",
    label = "not a model, and not an enum of models"
)]
pub trait Structured: Value {
    /// The model of the declared type: `Self`, or what [`Polymorphic`] says of it.
    type Declared: Record;

    /// The model that holds the properties.
    fn as_record(&self) -> &dyn Record;
}

#[diagnostic::do_not_recommend]
impl<V: Value<Codec: StructuredCodec<V>>> Structured for V {
    type Declared = <V::Codec as StructuredCodec<V>>::Declared;

    fn as_record(&self) -> &dyn Record {
        V::Codec::record(self)
    }
}

/// A codec of structured values. A trait of codecs, because models and enums of models have
/// different ones: two impls for the values themselves could overlap.
pub trait StructuredCodec<V>: Codec<V> {
    /// As [`Structured::Declared`].
    type Declared: Record;

    /// As [`Structured::as_record`].
    fn record(value: &V) -> &dyn Record;
}

impl<R: Record + Default> StructuredCodec<R> for RecordCodec {
    type Declared = R;

    fn record(value: &R) -> &dyn Record {
        value
    }
}

impl<P: Polymorphic> StructuredCodec<P> for PolymorphicCodec {
    type Declared = P::Declared;

    fn record(value: &P) -> &dyn Record {
        P::record(value)
    }
}

/// A value of the type `B`, or of one that derives from it: what a property of `B` can be read of.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no properties of `{B}`",
    label = "neither `{B}` nor derived from it"
)]
pub trait InstanceOf<B>: Structured {}

#[diagnostic::do_not_recommend]
impl<B, V: Structured + IsA<B>> InstanceOf<B> for V {}

/// A value that can hold every `T`, one of a derived type included: the model `T`, or the enum of
/// `T` and of the types that derive from it.
///
/// What a derived type adds is in the additional data of the model, and in the properties of the
/// enum's variant.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not hold every `{T}`",
    label = "a `{T}` is read here",
    note = "read it as a `{T}`, or as the enum of that type and of those that derive from it, which is named `Any…`"
)]
pub trait Holds<T>: Structured {}

#[diagnostic::do_not_recommend]
impl<T, V: Structured<Declared = T>> Holds<T> for V {}

/// A model of the type `B`, or of a type that derives from it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is neither `{B}` nor derived from it",
    label = "`{B}`, or a type derived from it, is wanted here"
)]
pub trait DerivedFrom<B>: Record + Default {}

#[diagnostic::do_not_recommend]
impl<B, R: IsA<B> + Record + Default> DerivedFrom<B> for R {}
