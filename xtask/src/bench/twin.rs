//! The same models as everyone writes them: structs and enumerations with serde's derive.
//!
//! They are written from the plan that the generated crate is written from, so both have the same modules, names and types. What the plan
//! keeps as text of the service (dates, identifiers) is a `String` here. The structs for the parameters of actions, the functions that make
//! requests and the documentation are left out: the derive is not blamed for them.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use msgraph_generator::rust::Ident;
use msgraph_generator::rust::item::{Content, Crate, Enum, ItemPath, Module, Struct, Type};

use crate::failure::Failure;

/// What a package of such models depends on.
pub(super) const DEPENDENCIES: &str = "\
serde = { version = \"1\", features = [\"derive\"] }\nserde_json = \"1\"\n";

/// Writes the sources of a crate.
pub(super) fn write(krate: &Crate, sources: &Path) -> Result<(), Failure> {
    let root = Module {
        modules: krate.modules.clone(),
        ..Module::default()
    };
    write_module(&root, sources, "lib.rs")
        .map_err(|error| Failure::io(format!("write to {}", sources.display()), &error))
}

fn write_module(module: &Module, folder: &Path, file: &str) -> std::io::Result<()> {
    fs::create_dir_all(folder)?;
    let mut text = String::new();
    for (name, child) in &module.modules {
        let _ = writeln!(text, "pub mod {};", name.as_str());
        if child.modules.is_empty() {
            write_module(child, folder, &format!("{}.rs", name.bare()))?;
        } else {
            write_module(child, &folder.join(name.bare()), "mod.rs")?;
        }
    }
    match &module.content {
        Some(Content::Structured(structured)) => text.push_str(&model(&structured.model)),
        Some(Content::Enum(enumeration)) => text.push_str(&enumeration_of(enumeration)),
        None => {}
    }
    fs::write(folder.join(file), text)
}

fn model(model: &Struct) -> String {
    let mut text = format!(
        "use serde::{{Deserialize, Serialize}};\n\n\
         #[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]\n\
         pub struct {} {{\n",
        model.name.as_str()
    );
    for field in &model.fields {
        let wire = &field.wire_name;
        let (name, ty) = (field.name.as_str(), type_of(&field.ty));
        let _ = writeln!(
            text,
            "    #[serde(rename = {wire:?}, skip_serializing_if = \"Option::is_none\")]\n    pub {name}: Option<{ty}>,"
        );
    }
    let rest = model.additional_data.as_str();
    let _ = writeln!(
        text,
        "    #[serde(flatten)]\n    pub {rest}: serde_json::Map<String, serde_json::Value>,\n}}"
    );
    text
}

fn enumeration_of(enumeration: &Enum) -> String {
    let mut text = format!(
        "use serde::{{Deserialize, Serialize}};\n\n\
         #[derive(Clone, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]\n\
         pub enum {} {{\n",
        enumeration.name.as_str()
    );
    for variant in &enumeration.variants {
        let (wire, name) = (&variant.wire_name, variant.name.as_str());
        let _ = writeln!(text, "    #[serde(rename = {wire:?})]\n    {name},");
    }
    let unrecognized = enumeration.unrecognized.as_str();
    let _ = writeln!(
        text,
        "    #[serde(untagged)]\n    {unrecognized}(String),\n}}"
    );
    text
}

fn type_of(ty: &Type) -> String {
    match ty {
        Type::Plain(name) => (*name).to_owned(),
        Type::Edm("Decimal") => "f64".to_owned(),
        // Members of a set of flags come as one text.
        Type::Edm(_) | Type::Flags(_) => "String".to_owned(),
        Type::Json => "serde_json::Value".to_owned(),
        Type::Item(path) => path_of(path),
        // The derive has no enum that keeps what it does not know. Boxed, because a type can contain itself through it.
        Type::Polymorphic { declared, .. } => format!("Box<{}>", path_of(declared)),
        Type::Boxed(item) => format!("Box<{}>", type_of(item)),
        Type::List(item) => format!("Vec<{}>", type_of(item)),
    }
}

fn path_of(path: &ItemPath) -> String {
    let names = path.modules.iter().chain([&path.name]).map(Ident::as_str);
    let names: Vec<&str> = names.collect();
    format!("crate::{}", names.join("::"))
}
