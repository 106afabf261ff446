//! The surface of a planned crate.

use std::collections::{BTreeMap, BTreeSet};

use super::facet::{ACCESS, Facet};
use super::spell;
use super::surface::{Item, Kind, Surface};
use crate::model::Permissions;
use crate::rust::Ident;
use crate::rust::item::{
    Constant, ConstantKind, Content, Crate, Enum, Field, Function, Key, KeyForm, Module, Place,
    Polymorphic, Reached, Step, Struct, Structured, Type,
};

impl Surface {
    /// The public items of a planned crate.
    pub fn of(krate: &Crate) -> Self {
        let mut reader = Reader::of(krate);
        let item = Item::default()
            .with(Facet::Wire, &krate.name)
            .with(Facet::Version, &krate.service_version);
        reader.add("crate".to_owned(), Kind::Crate, item);
        for step in &krate.roots {
            let way = reader.way(step, "via");
            reader.add(step.name.to_string(), Kind::Navigation, way);
        }
        for untyped in &krate.untyped {
            let name = format!("untyped::{}", untyped.function.name);
            let path = untyped.path.iter().map(spell::tail).collect::<String>();
            let sends = format!("{}{path}", untyped.function.method);
            let item = reader.operation(&untyped.function);
            reader.add(name, Kind::Operation, item.with(Facet::Sends, sends));
        }
        let content = std::mem::take(&mut reader.content);
        for (modules, content) in &content {
            match content {
                Content::Structured(structured) => reader.structured(modules, structured),
                Content::Enum(enumeration) => reader.enumeration(modules, enumeration),
            }
        }
        reader.surface
    }
}

/// A crate that is being read.
struct Reader<'c> {
    /// What is in modules, by their paths.
    content: Vec<(Vec<Ident>, &'c Content)>,
    /// The constants of structured types, by module and name.
    constants: BTreeMap<(Vec<Ident>, &'c Ident), &'c ConstantKind>,
    /// The lists of permissions, by method and key of the path.
    permissions: BTreeMap<(&'static str, &'c str), &'c [String; 3]>,
    /// The options in each set, by its marker.
    options: BTreeMap<&'c Ident, String>,
    surface: Surface,
}

impl<'c> Reader<'c> {
    fn of(krate: &'c Crate) -> Self {
        let mut content = Vec::new();
        list(&krate.modules, &mut Vec::new(), &mut content);
        let mut constants = BTreeMap::new();
        for (modules, content) in &content {
            if let Content::Structured(structured) = content {
                let own = structured.constants.iter();
                constants.extend(own.map(|it| ((modules.clone(), &it.name), &it.kind)));
            }
        }
        let options = krate.options.iter().map(|set| {
            let names: BTreeSet<&str> = set.capabilities.iter().map(Ident::as_str).collect();
            let names: Vec<&str> = names.into_iter().collect();
            (&set.name, names.join(","))
        });
        let permissions = krate.permissions.iter();
        let permissions = permissions.map(|of| ((of.method, of.path.as_str()), &of.lists));
        Self {
            content,
            constants,
            permissions: permissions.collect(),
            options: options.collect(),
            surface: Surface::default(),
        }
    }

    fn add(&mut self, name: String, kind: Kind, item: Item) {
        self.surface.add(name, kind, item);
    }

    fn structured(&mut self, modules: &[Ident], structured: &'c Structured) {
        let bases: BTreeSet<String> = structured.bases.iter().map(spell::path).collect();
        let bases = bases.into_iter().collect::<Vec<_>>().join(",");
        let kinds = (Kind::Struct, Kind::Field);
        self.structure(modules, &structured.model, kinds, &bases);
        for parameters in &structured.parameters {
            let kinds = (Kind::Parameters, Kind::Parameter);
            self.structure(modules, parameters, kinds, "");
        }
        if let Some(polymorphic) = &structured.polymorphic {
            self.polymorphic(modules, polymorphic, &bases);
        }
        for constant in &structured.constants {
            let item = self.constant(constant);
            let name = spell::joined(modules, constant.name.as_str());
            self.add(name, Kind::Constant, item);
        }
        if let Some(place) = &structured.place {
            self.place(modules, place);
        }
    }

    fn structure(
        &mut self,
        modules: &[Ident],
        structure: &Struct,
        (kind, field_kind): (Kind, Kind),
        bases: &str,
    ) {
        let name = spell::joined(modules, structure.name.as_str());
        for field in &structure.fields {
            let required = structure.required.contains(&field.wire_name);
            let required = if required { "yes" } else { "" };
            let item = self::field(field).with(Facet::Required, required);
            self.add(format!("{name}.{}", field.name), field_kind, item);
        }
        let item = Item::new(&structure.docs)
            .deprecated(structure.deprecated.as_ref())
            .with(Facet::Wire, &structure.wire_name)
            .with(Facet::Is, bases);
        self.add(name, kind, item);
    }

    fn polymorphic(&mut self, modules: &[Ident], item: &Polymorphic, bases: &str) {
        let name = spell::joined(modules, item.name.as_str());
        for subtype in &item.variants {
            let variant = Item::default()
                .with(Facet::Wire, &subtype.wire_name)
                .with(Facet::Type, spell::path(&subtype.model));
            self.add(format!("{name}::{}", subtype.name), Kind::Subtype, variant);
        }
        let item = Item::new(&item.docs)
            .with(Facet::Is, bases)
            .with(Facet::Other, item.other.as_str());
        self.add(name, Kind::Polymorphic, item);
    }

    fn enumeration(&mut self, modules: &[Ident], enumeration: &Enum) {
        let name = spell::joined(modules, enumeration.name.as_str());
        for variant in &enumeration.variants {
            let item = Item::new(&variant.docs)
                .deprecated(variant.deprecated.as_ref())
                .with(Facet::Wire, &variant.wire_name);
            self.add(format!("{name}::{}", variant.name), Kind::Member, item);
        }
        let item = Item::new(&enumeration.docs)
            .deprecated(enumeration.deprecated.as_ref())
            .with(Facet::Wire, &enumeration.wire_name);
        self.add(name, Kind::Enum, item);
    }

    /// A constant, and for one that a base type declares what it is there.
    fn constant(&self, constant: &'c Constant) -> Item {
        let item = Item::default()
            .deprecated(constant.deprecated.as_ref())
            .with(Facet::Wire, &constant.wire_name);
        let (kind, of) = self.declared(constant);
        let item = item.with(Facet::Of, of);
        match kind {
            Some(ConstantKind::Property { ty, access }) => {
                let ty = match ty {
                    Type::Boxed(ty) => ty,
                    ty => ty,
                };
                let item = item.with(Facet::Type, spell::ty(ty));
                item.with(Facet::Access, self::access(access.as_ref()))
            }
            Some(ConstantKind::Navigation { target, collection }) => {
                let target = spell::path(target);
                let to = if *collection {
                    format!("Vec<{target}>")
                } else {
                    target
                };
                item.with(Facet::To, to)
            }
            // A constant is inherited from where it is declared.
            Some(ConstantKind::Inherited(_)) | None => item,
        }
    }

    /// What a constant is where it is declared, and the module where that is; no name for its own. Of several types in a row each hands on
    /// what its base type has.
    fn declared(&self, constant: &'c Constant) -> (Option<&'c ConstantKind>, String) {
        let mut kind = Some(&constant.kind);
        let mut of = String::new();
        let mut seen = BTreeSet::new();
        while let Some(ConstantKind::Inherited(modules)) = kind {
            let names: Vec<&str> = modules.iter().map(Ident::as_str).collect();
            of = names.join("::");
            let declared = self.constants.get(&(modules.clone(), &constant.name));
            kind = declared.copied().filter(|_| seen.insert(modules));
        }
        (kind, of)
    }

    fn place(&mut self, modules: &[Ident], place: &Place) {
        self.add(
            spell::joined(modules, "Place"),
            Kind::Place,
            Item::default(),
        );
        for key in &place.keys {
            let name = spell::joined(modules, &format!("Collection.{}", key.name));
            self.add(name, Kind::Key, self::key(key));
        }
        let here = spell::joined(modules, "Place");
        self.ways(&here, &place.steps, &spell::joined(modules, "via"));
        self.operations(&here, &place.operations);
        for reached in &place.reached {
            self.reached(modules, reached);
        }
    }

    fn reached(&mut self, modules: &[Ident], reached: &Reached) {
        let marker = spell::path(&reached.marker);
        let via = spell::joined(&reached.marker.modules, "");
        let via = via.trim_end_matches("::");
        let collection = spell::joined(modules, &format!("Collection<{marker}>"));
        let entity = spell::joined(modules, &format!("Place<{marker}>"));
        self.ways(&collection, &reached.collection_steps, via);
        self.operations(&collection, &reached.at_collection);
        self.ways(&entity, &reached.entity_steps, via);
        self.operations(&entity, &reached.at_entity);
    }

    fn ways(&mut self, place: &str, steps: &[Step], via: &str) {
        for step in steps {
            let item = self.way(step, via);
            self.add(format!("{place}.{}", step.name), Kind::Navigation, item);
        }
    }

    fn way(&self, step: &Step, via: &str) -> Item {
        let kind = if step.collection {
            "Collection"
        } else {
            "Place"
        };
        let to = spell::joined(&step.target.modules, kind);
        Item::new(&step.docs)
            .deprecated(step.deprecated.as_ref())
            .with(Facet::Takes, spell::arguments(&step.arguments))
            .with(Facet::To, format!("{to}<{via}::{}>", step.marker))
            .with(Facet::Sends, spell::tail(&step.tail))
    }

    fn operations(&mut self, place: &str, functions: &[Function]) {
        for function in functions {
            let item = self.operation(function);
            self.add(format!("{place}.{}", function.name), Kind::Operation, item);
        }
    }

    fn operation(&self, function: &Function) -> Item {
        let item = Item::new(&function.docs)
            .deprecated(function.deprecated.as_ref())
            .with(Facet::Takes, spell::arguments(&function.arguments))
            .with(Facet::Gives, spell::answer(&function.answer))
            .with(Facet::Sends, spell::sends(function))
            .with(Facet::At, &function.template);
        let item = self.permitted(item, function);
        let Some(query) = &function.query else {
            return item;
        };
        let options = self.options.get(&query.marker).cloned();
        item.with(Facet::Options, options.unwrap_or_default())
            .with(Facet::Speaks, spell::ty(&query.of))
    }

    /// With what is known of the permissions on the path that a reader is shown.
    fn permitted(&self, item: Item, function: &Function) -> Item {
        let key = Permissions::key(&function.template);
        let lists = self.permissions.get(&(function.method, key.as_str()));
        let lists = lists.into_iter().flat_map(|lists| lists.iter());
        let lists = Facet::PERMISSIONS.into_iter().zip(lists);
        lists.fold(item, |item, (facet, list)| item.with(facet, list))
    }
}

fn list<'c>(
    modules: &'c BTreeMap<Ident, Module>,
    at: &mut Vec<Ident>,
    content: &mut Vec<(Vec<Ident>, &'c Content)>,
) {
    for (name, module) in modules {
        at.push(name.clone());
        content.extend(module.content.as_ref().map(|it| (at.clone(), it)));
        list(&module.modules, at, content);
        at.pop();
    }
}

fn field(field: &Field) -> Item {
    Item::new(&field.docs)
        .deprecated(field.deprecated.as_ref())
        .with(Facet::Wire, &field.wire_name)
        .with(Facet::Type, spell::ty(&field.ty))
}

/// What the marker of a constant says; none is the most, and nothing is said of that.
fn access(marker: Option<&Ident>) -> &'static str {
    let [read_only, create_only, _] = ACCESS;
    match marker.map(Ident::as_str) {
        None => "",
        Some("ReadOnly") => read_only,
        Some(_) => create_only,
    }
}

fn key(key: &Key) -> Item {
    let takes: Vec<&str> = key.parts.iter().map(|_| "Into<Key>").collect();
    let sends = match &key.form {
        KeyForm::Segment { .. } => "/{}".to_owned(),
        KeyForm::Named => spell::named_keys(&key.parts),
    };
    Item::new(&key.docs)
        .with(Facet::Takes, takes.join(","))
        .with(Facet::Sends, sends)
}
