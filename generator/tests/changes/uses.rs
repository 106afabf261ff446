//! Programs that use the items of a crate, one expression an item.

use msgraph_generator::changes::{Facet, Item, Kind, Surface};

/// Code that compiles as long as the item is what it is; nothing where that takes more than a line.
pub(crate) fn of(surface: &Surface, name: &str, kind: Kind, item: &Item) -> Option<String> {
    let path = |name: &str| format!("msgraph::{}", name.replace('<', "<msgraph::"));
    match kind {
        Kind::Struct | Kind::Parameters | Kind::Enum | Kind::Polymorphic => {
            Some(format!("fn it(_: &{}) {{}}", path(name)))
        }
        Kind::Field | Kind::Parameter => {
            let (owner, field) = name.rsplit_once('.')?;
            let ty = spelled(item.facet(Facet::Type)?);
            Some(format!(
                "fn it(it: &{}) -> &Option<{ty}> {{ &it.{field} }}",
                path(owner)
            ))
        }
        Kind::Member => Some(format!("fn it() {{ let _ = {}; }}", path(name))),
        Kind::Subtype => Some(format!("fn it() {{ let _ = {}; }}", path(name))),
        Kind::Constant => {
            let property = if item.facet(Facet::To).is_some() {
                return None;
            } else {
                spelled(item.facet(Facet::Type)?)
            };
            let access = match item.facet(Facet::Access) {
                None => "",
                Some("read-only") => ", msgraph::runtime::codegen::ReadOnly",
                _ => return None,
            };
            let of = surface
                .items
                .keys()
                .find(|(it, kind)| *kind == Kind::Struct && module(it) == declared(name, item))?;
            Some(format!(
                "fn it() {{ let _: msgraph::Property<{}, {property}{access}> = {}; }}",
                path(&of.0),
                path(name)
            ))
        }
        Kind::Navigation | Kind::Operation if !name.contains('.') => {
            Some(format!("fn it() {{ let _ = {}; }}", path(name)))
        }
        Kind::Navigation => {
            let (place, method) = name.rsplit_once('.')?;
            // Whatever way led there.
            let place = path(place);
            let place = if place.contains('<') {
                place
            } else {
                place + "<()>"
            };
            let to = item.facet(Facet::To)?.replace('<', "<msgraph::");
            let takes = if item.facet(Facet::Takes).is_none() {
                ""
            } else {
                return None;
            };
            Some(format!(
                "fn it(it: &{place}) -> msgraph::{to} {{ it.{method}({takes}) }}"
            ))
        }
        Kind::Operation => {
            let (place, method) = name.rsplit_once('.')?;
            let place = path(place);
            let place = if place.contains('<') {
                place
            } else {
                place + "<()>"
            };
            // What takes something of any type cannot be named without it.
            let takes = item.facet(Facet::Takes).unwrap_or_default();
            if takes.contains("Into<") || takes.contains("Changes<") || takes.contains("Creates<") {
                return None;
            }
            if let Some(target) = takes.strip_prefix("&ReferenceTo<") {
                let target = path(target.trim_end_matches('>'));
                return Some(format!(
                    "fn it(it: &{place}, to: &impl msgraph::ReferenceTo<{target}>) {{ let _ = it.{method}(to); }}"
                ));
            }
            Some(
                format!("fn it() {{ let _ = {place}::{method}; }}").replacen(
                    &place,
                    &turbofish(&place),
                    1,
                ),
            )
        }
        Kind::Crate | Kind::Place | Kind::Key => None,
    }
}

fn turbofish(place: &str) -> String {
    place.replacen('<', "::<", 1)
}

fn module(name: &str) -> &str {
    name.rsplit_once("::").map_or("", |(module, _)| module)
}

/// The module of the type that declares a property.
fn declared<'a>(name: &'a str, item: &'a Item) -> &'a str {
    item.facet(Facet::Of).unwrap_or_else(|| module(name))
}

/// A type of a surface as code.
fn spelled(ty: &str) -> String {
    for (outer, rust) in [
        ("Vec<", "Vec<"),
        ("Box<", "Box<"),
        ("Flags<", "msgraph::Flags<"),
    ] {
        if let Some(inner) = ty.strip_prefix(outer) {
            let inner = inner.strip_suffix('>').unwrap_or(inner);
            return format!("{rust}{}>", spelled(inner));
        }
    }
    match ty {
        "Json" => "msgraph::runtime::codegen::Json".to_owned(),
        ty if ty.contains("::") => format!("msgraph::{ty}"),
        ty => ty.to_owned(),
    }
}
