//! Which operations are offered: an owner, the segments behind it and a method each.

use std::collections::BTreeMap;
use std::fmt;

use super::ledger::Ledger;
use super::navigations::nearest;
use super::types::union;
use super::{Fact, Said, Side, Statement, reason};
use crate::model::{
    Api, BoundOperation, BoundOperationKind, Method, Navigation, NavigationOperation, Operation,
    Owner, Position, QueryOptions, TypeId,
};
use crate::problem::Location;

/// What an operation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum OperationForm {
    /// Reads or writes an entity or a collection.
    Entity,
    /// Counts a collection.
    Count,
    /// Reads or writes references.
    Reference,
    /// Reads what is of a derived type.
    Cast,
    /// Reads or writes a media stream.
    Media,
    /// An action.
    Action,
    /// A function.
    Function,
    /// An operation of a path whose segments lead to no type.
    Untyped,
}

/// The owner, the segments behind it with keys as `{}`, and the method.
pub(super) type Key = (Owner, String, Method);

/// An operation that a model offers.
pub(super) struct Offer<'a> {
    form: OperationForm,
    location: Option<Location>,
    /// The navigation of the owner that it is at.
    navigation: Option<&'a str>,
    options: QueryOptions,
}

/// Tells of the operations that one offers alone.
pub(super) fn compare(
    sides: &[Side<'_>; 2],
    [first, second]: &[BTreeMap<Key, Offer<'_>>; 2],
    ledger: &mut Ledger,
) {
    for key in union(first, second) {
        let (owner, segments, method) = key;
        let found = [first.get(key), second.get(key)];
        let navigation = found
            .into_iter()
            .flatten()
            .find_map(|offer| offer.navigation);
        let [at_first, at_second] = [0, 1].map(|number: usize| match found[number] {
            Some(offer) => Statement {
                said: Said::Operation(offer.form),
                location: offer.location,
            },
            None => Statement {
                said: Said::Absent,
                location: nearest(sides[number].api, owner, navigation),
            },
        });
        let reason = match found {
            [Some(_), None] => reason::of_operation(sides[1].api, owner, navigation),
            [None, Some(_)] => reason::of_operation(sides[0].api, owner, navigation),
            _ => None,
        };
        let subject = || match owner {
            Owner::Root => format!("{method} /{segments}"),
            Owner::Type(id) => format!("{method} {id}/{segments}"),
        };
        ledger.note(Fact::Operation, subject, [at_first, at_second], reason);
        if let [Some(first), Some(second)] = found
            && !(first.options.is_empty() && second.options.is_empty())
        {
            let statements = [first, second].map(|offer| {
                let names = offer.options.iter().map(|option| option.name().to_owned());
                Statement {
                    said: Said::Names(names.collect()),
                    location: offer.location,
                }
            });
            ledger.note(Fact::QueryOptions, subject, statements, None);
        }
    }
}

/// The operations that a model offers.
pub(super) fn offered(api: &Api) -> BTreeMap<Key, Offer<'_>> {
    let mut offers = BTreeMap::new();
    for (owner, navigation) in api.navigations() {
        add_navigation(&mut offers, &owner, navigation);
    }
    for ty in api.structured_types() {
        let owner = Owner::Type(ty.id.clone());
        for bound in ty.operations.values() {
            let (segment, offer) = bound_offer(bound, None);
            add(&mut offers, &owner, segment, bound.kind.method(), offer);
        }
        for (segment, stream) in &ty.streams {
            for (kind, operation) in &stream.operations {
                let offer = offer(OperationForm::Media, operation, None);
                add(&mut offers, &owner, segment.clone(), kind.method(), offer);
            }
        }
    }
    for ((template, method), operation) in &api.untyped {
        let segments = template.trim_start_matches('/').to_owned();
        let offer = Offer {
            form: OperationForm::Untyped,
            location: Some(operation.location),
            navigation: None,
            options: QueryOptions::default(),
        };
        add(&mut offers, &Owner::Root, segments, *method, offer);
    }
    offers
}

/// The segment of an action or function: overloads of a function are told apart by the names of their parameters.
pub(super) fn bound_segment(bound: &BoundOperation) -> String {
    match bound.kind {
        BoundOperationKind::Action => bound.name.to_string(),
        BoundOperationKind::Function => {
            let names = bound
                .parameters
                .iter()
                .map(|parameter| parameter.name.as_str());
            format!("{}({})", bound.name, names.collect::<Vec<_>>().join(","))
        }
    }
}

fn add_navigation<'a>(
    offers: &mut BTreeMap<Key, Offer<'a>>,
    owner: &Owner,
    navigation: &'a Navigation,
) {
    let name = navigation.name.as_str();
    for (kind, operation) in &navigation.operations {
        let keyed = navigation.collection && kind.position() == Position::Entity;
        let segments = joined([name, if keyed { "{}" } else { "" }, kind.suffix()]);
        let offer = offer(form(*kind), operation, Some(name));
        add(offers, owner, segments, kind.method(), offer);
    }
    for bound in navigation.bound_operations.values() {
        let (segment, offer) = bound_offer(bound, Some(name));
        add(
            offers,
            owner,
            joined([name, &segment, ""]),
            bound.kind.method(),
            offer,
        );
    }
    for (id, operations) in &navigation.casts {
        add_cast(offers, owner, navigation, id, operations);
    }
}

/// What is cast as a collection belongs to the owner of the collection, what is cast as an entity to the type that it is cast from.
fn add_cast<'a>(
    offers: &mut BTreeMap<Key, Offer<'a>>,
    owner: &Owner,
    navigation: &'a Navigation,
    id: &TypeId,
    operations: &'a BTreeMap<NavigationOperation, Operation>,
) {
    let from = Owner::Type(navigation.target.clone());
    let name = navigation.name.as_str();
    for (kind, operation) in operations {
        let (owner, name) = match kind.position() {
            Position::Collection => (owner, Some(name)),
            Position::Entity => (&from, None),
        };
        let segments = joined([name.unwrap_or_default(), id.as_str(), kind.suffix()]);
        let offer = offer(OperationForm::Cast, operation, name);
        add(offers, owner, segments, kind.method(), offer);
    }
}

/// One operation can be met at several navigations: the first one stands for all.
fn add<'a>(
    offers: &mut BTreeMap<Key, Offer<'a>>,
    owner: &Owner,
    segments: String,
    method: Method,
    offer: Offer<'a>,
) {
    offers
        .entry((owner.clone(), segments, method))
        .or_insert(offer);
}

fn offer<'a>(form: OperationForm, operation: &Operation, navigation: Option<&'a str>) -> Offer<'a> {
    Offer {
        form,
        location: operation.sources.first().copied(),
        navigation,
        options: operation.options,
    }
}

fn bound_offer<'a>(bound: &BoundOperation, navigation: Option<&'a str>) -> (String, Offer<'a>) {
    let form = match bound.kind {
        BoundOperationKind::Action => OperationForm::Action,
        BoundOperationKind::Function => OperationForm::Function,
    };
    let offer = Offer {
        form,
        location: bound.sources.first().copied(),
        navigation,
        options: bound.options,
    };
    (bound_segment(bound), offer)
}

fn form(kind: NavigationOperation) -> OperationForm {
    match kind.suffix() {
        "$count" => OperationForm::Count,
        "$ref" => OperationForm::Reference,
        _ => OperationForm::Entity,
    }
}

fn joined(segments: [&str; 3]) -> String {
    let segments = segments.into_iter().filter(|segment| !segment.is_empty());
    segments.collect::<Vec<_>>().join("/")
}

impl fmt::Display for OperationForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Entity => "reads or writes",
            Self::Count => "counts",
            Self::Reference => "references",
            Self::Cast => "cast",
            Self::Media => "media stream",
            Self::Action => "action",
            Self::Function => "function",
            Self::Untyped => "of a path without types",
        })
    }
}
