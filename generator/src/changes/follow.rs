//! Which changes go with others: what a reader is told once.

use std::collections::{BTreeMap, BTreeSet};

use super::facet::Facet;
use super::surface::{Kind, Surface};
use super::{Change, Event};

/// Marks the changes that go with others.
pub(super) fn mark(list: &mut [Change], old: &Surface, new: &Surface) {
    let told = Told::of(list, old, new);
    let follows: Vec<bool> = list.iter().map(|it| told.covers(it, old, new)).collect();
    for (change, follows) in list.iter_mut().zip(follows) {
        change.follows = follows;
    }
}

/// The item whose part another is: the struct of a field, the enum of a variant.
pub(super) fn owner(name: &str, kind: Kind) -> Option<&str> {
    let owner = match kind {
        Kind::Field | Kind::Parameter => name.rsplit_once('.'),
        Kind::Member | Kind::Subtype => name.rsplit_once("::"),
        _ => None,
    };
    owner.map(|(owner, _)| owner)
}

/// The module that an item is written in.
fn module(name: &str) -> &str {
    let head = name.split(['<', '.']).next().unwrap_or_default();
    head.rsplit_once("::").map_or("", |(module, _)| module)
}

/// What happened, as far as something can go with it.
struct Told {
    /// Items with parts that came or went.
    wholes: BTreeSet<(String, Event)>,
    /// Modules whose type came or went.
    modules: BTreeSet<(String, Event)>,
    /// Modules whose type derives from other types than before.
    lineages: BTreeSet<String>,
    /// What happened to fields and to ways, by module and name on the wire.
    members: BTreeMap<(String, String), BTreeSet<Event>>,
    /// Operations with other permissions than before, which their documentation shows.
    permitted: BTreeSet<String>,
    /// Modules with an operation that came, went or takes other arguments.
    operations: BTreeSet<(String, Event)>,
}

impl Told {
    fn of(list: &[Change], old: &Surface, new: &Surface) -> Self {
        let mut told = Self {
            wholes: BTreeSet::new(),
            modules: BTreeSet::new(),
            lineages: BTreeSet::new(),
            members: BTreeMap::new(),
            permitted: BTreeSet::new(),
            operations: BTreeSet::new(),
        };
        for change in list {
            // The documentation of a part is none of that of the whole.
            if change.event == Event::Documented {
                continue;
            }
            let module = module(&change.name).to_owned();
            match change.kind {
                Kind::Struct
                    if matches!(
                        change.event,
                        Event::Lost(Facet::Is) | Event::Gained(Facet::Is)
                    ) =>
                {
                    told.lineages.insert(module);
                }
                Kind::Struct | Kind::Enum => {
                    told.wholes.insert((change.name.clone(), change.event));
                    told.modules.insert((module, change.event));
                }
                Kind::Parameters | Kind::Polymorphic => {
                    told.wholes.insert((change.name.clone(), change.event));
                }
                Kind::Field | Kind::Navigation => {
                    let member = told.members.entry((module, wire(change, old, new)));
                    member.or_default().insert(change.event);
                }
                Kind::Operation
                    if Facet::PERMISSIONS
                        .iter()
                        .any(|&it| is_about(change.event, it)) =>
                {
                    told.permitted.insert(change.name.clone());
                }
                Kind::Operation => {
                    let event = match change.event {
                        Event::Changed(Facet::Takes) => [Event::Added, Event::Removed].to_vec(),
                        event => vec![event],
                    };
                    let events = event.into_iter().map(|event| (module.clone(), event));
                    told.operations.extend(events);
                }
                _ => {}
            }
        }
        told
    }

    fn covers(&self, change: &Change, old: &Surface, new: &Surface) -> bool {
        // Required or not, a parameter comes with its struct.
        let event = match change.event {
            Event::Gained(Facet::Required) if change.after.is_none() => Event::Added,
            event => event,
        };
        let of_owner = owner(&change.name, change.kind)
            .is_some_and(|owner| self.wholes.contains(&(owner.to_owned(), event)));
        let module = module(&change.name).to_owned();
        let here = |modules: &BTreeSet<(String, Event)>| modules.contains(&(module.clone(), event));
        of_owner
            || match change.kind {
                Kind::Constant if is_about(event, Facet::Of) => self.lineages.contains(&module),
                Kind::Constant => {
                    let member = (module.clone(), wire(change, old, new));
                    here(&self.modules)
                        || self
                            .members
                            .get(&member)
                            .is_some_and(|it| it.contains(&event))
                }
                Kind::Place | Kind::Key | Kind::Polymorphic => here(&self.modules),
                Kind::Parameters => here(&self.operations),
                Kind::Operation if event == Event::Documented => {
                    self.permitted.contains(&change.name)
                }
                _ => false,
            }
    }
}

fn is_about(event: Event, facet: Facet) -> bool {
    [
        Event::Changed(facet),
        Event::Gained(facet),
        Event::Lost(facet),
    ]
    .contains(&event)
}

/// The name on the wire of a property or navigation.
fn wire(change: &Change, old: &Surface, new: &Surface) -> String {
    let item = new.get(&change.name, change.kind);
    let item = item.or_else(|| old.get(&change.name, change.kind));
    let wire = item.and_then(|it| it.facet(Facet::Wire).or_else(|| it.facet(Facet::Sends)));
    wire.unwrap_or_default().trim_start_matches('/').to_owned()
}
