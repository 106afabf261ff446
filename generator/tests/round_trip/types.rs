//! What a crate has a type for, from the semantic model and from the plan of the crate.

use std::collections::{BTreeMap, BTreeSet};

use msgraph_generator::model::{
    Api, Enumeration, Primitive, Property, Structured, TypeId, TypeRef, ValueType,
};
use msgraph_generator::rust::item::{Content, Crate, Module};

/// The types of a crate.
#[derive(Debug)]
pub(crate) struct Types<'a> {
    api: &'a Api,
    /// The paths of all models in the crate.
    pub(crate) models: Vec<String>,
    /// The same for the enums of a type and of those that derive from it.
    pub(crate) enums: Vec<String>,
    /// Which types these are, by the declared type.
    hierarchies: BTreeMap<String, Vec<String>>,
}

/// What a property of a model holds.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Held<'a> {
    Primitive(Primitive),
    Enumeration(&'a Enumeration),
    Structured(&'a Structured),
}

/// A property that a model has a field for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Field<'a> {
    pub(crate) name: &'a str,
    pub(crate) holds: Held<'a>,
    pub(crate) collection: bool,
}

impl<'a> Types<'a> {
    pub(crate) fn new(api: &'a Api, krate: &Crate) -> Self {
        let mut types = Self {
            api,
            models: Vec::new(),
            enums: Vec::new(),
            hierarchies: BTreeMap::new(),
        };
        for (name, module) in &krate.modules {
            types.find_models(&name.to_string(), module);
        }
        types
    }

    fn find_models(&mut self, path: &str, module: &Module) {
        if let Some(Content::Structured(structured)) = &module.content {
            self.models
                .push(format!("{path}::{}", structured.model.name));
            if let Some(polymorphic) = &structured.polymorphic {
                let names = polymorphic.variants.iter();
                let names = names.map(|variant| variant.wire_name.clone());
                self.enums.push(format!("{path}::{}", polymorphic.name));
                self.hierarchies
                    .insert(structured.model.wire_name.clone(), names.collect());
            }
        }
        for (name, module) in &module.modules {
            self.find_models(&format!("{path}::{name}"), module);
        }
    }

    /// Every structured type of the semantic model.
    pub(crate) fn structured(&self) -> impl Iterator<Item = &'a Structured> {
        self.api.structured_types()
    }

    /// The declared types that have an enum of them and of those that derive from them.
    pub(crate) fn declared(&self) -> impl Iterator<Item = &'a Structured> {
        self.structured()
            .filter(|structured| self.hierarchies.contains_key(structured.id.as_str()))
    }

    /// The types that a value which is declared as `declared` can be of, if the crate tells them apart.
    pub(crate) fn members(&self, declared: &Structured) -> Option<Vec<&'a Structured>> {
        let names = self.hierarchies.get(declared.id.as_str())?;
        let named = names.iter().filter_map(|name| {
            let id = TypeId::parse(name).ok()?;
            self.api.structured(&id)
        });
        Some(named.collect())
    }

    /// The fields of the model of a type, inherited ones included.
    pub(crate) fn fields(&self, structured: &Structured) -> Vec<Field<'a>> {
        let properties = self.api.flattened_properties(&structured.id);
        let field = |property: &'a Property| {
            Some(Field {
                name: &property.name,
                holds: self.held(&property.ty)?,
                collection: property.ty.collection,
            })
        };
        properties.into_values().filter_map(field).collect()
    }

    /// The names of its properties that are no fields: streams, and properties of types that the crate does not have.
    pub(crate) fn others(&self, structured: &Structured) -> Vec<&'a str> {
        let fields = self.fields(structured);
        let fields: BTreeSet<&str> = fields.iter().map(|field| field.name).collect();
        let properties = self.api.flattened_properties(&structured.id);
        let names = properties.into_keys();
        names.filter(|name| !fields.contains(name)).collect()
    }

    fn held(&self, ty: &TypeRef) -> Option<Held<'a>> {
        match &ty.value {
            ValueType::Primitive(Primitive::Stream) => None,
            ValueType::Primitive(primitive) => Some(Held::Primitive(*primitive)),
            ValueType::Named(id) => self
                .api
                .structured(id)
                .map(Held::Structured)
                .or_else(|| self.api.enumeration(id).map(Held::Enumeration)),
        }
    }
}
