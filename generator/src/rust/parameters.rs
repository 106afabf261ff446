//! The structs for the parameters of actions, which share the module of a type.

use super::Ident;
use super::item::{ArgumentType, Function, Struct};

/// Adds the parameters of an action to those of the others of its module, under the name that the argument of `function` then has. Actions
/// of one name that are bound to an entity and to its collection share the parameters if they have the same, and are told apart by a number
/// if not.
pub(super) fn keep(
    structure: Struct,
    model: &Ident,
    function: &mut Function,
    others: &mut Vec<Struct>,
) {
    let name = kept(structure, model, others);
    for argument in &mut function.arguments {
        if let ArgumentType::Model(path) = &mut argument.ty {
            path.name = name.clone();
        }
    }
}

fn kept(mut structure: Struct, model: &Ident, others: &mut Vec<Struct>) -> Ident {
    let first = structure.name.clone();
    let numbered = (2_u32..).map(|number| first.extended(&number.to_string()));
    for name in std::iter::once(first.clone()).chain(numbered) {
        match others.iter().find(|other| other.name == name) {
            Some(other) if other.fields == structure.fields => return name,
            Some(_) => {}
            None if name == *model => {}
            None => {
                structure.name = name;
                break;
            }
        }
    }
    let name = structure.name.clone();
    others.push(structure);
    name
}
