//! Types, arguments and answers as short text without spaces.

use crate::rust::Ident;
use crate::rust::item::{
    Answer, Argument, ArgumentType, Body, Form, Function, Given, ItemPath, Tail, Type,
};

/// An item, from the crate root.
pub(super) fn path(path: &ItemPath) -> String {
    joined(&path.modules, path.name.as_str())
}

/// What stands in a module.
pub(super) fn joined(modules: &[Ident], name: &str) -> String {
    let modules = modules.iter().map(Ident::as_str);
    modules.chain([name]).collect::<Vec<_>>().join("::")
}

/// A type.
pub(super) fn ty(ty: &Type) -> String {
    match ty {
        Type::Plain(name) => (*name).to_owned(),
        Type::Edm(name) => format!("edm::{name}"),
        Type::Json => "Json".to_owned(),
        Type::Item(item) => path(item),
        Type::Polymorphic { name, declared } => joined(&declared.modules, name.as_str()),
        Type::Flags(item) => format!("Flags<{}>", path(item)),
        Type::Boxed(item) => format!("Box<{}>", self::ty(item)),
        Type::List(item) => format!("Vec<{}>", self::ty(item)),
    }
}

/// The types of arguments. Their names are no part of a call.
pub(super) fn arguments(arguments: &[Argument]) -> String {
    let types = arguments.iter().map(|it| argument(&it.ty));
    types.collect::<Vec<_>>().join(",")
}

fn argument(argument: &ArgumentType) -> String {
    match argument {
        ArgumentType::Model(model) => format!("&{}", path(model)),
        ArgumentType::Models(model) => format!("&[{}]", path(model)),
        ArgumentType::Changes(model) => format!("&Changes<{}>", path(model)),
        ArgumentType::Creates(model) => format!("&Creates<{}>", path(model)),
        ArgumentType::Reference(target) => format!("&ReferenceTo<{}>", path(target)),
        ArgumentType::Literal {
            ty,
            omissible: false,
        } => format!("&{}", self::ty(ty)),
        ArgumentType::Literal { ty, .. } => format!("Option<&{}>", self::ty(ty)),
        ArgumentType::AnyLiteral => "Into<Literal>".to_owned(),
        ArgumentType::Key => "Into<Key>".to_owned(),
        ArgumentType::Text => "&str".to_owned(),
        ArgumentType::Bytes => "Into<Bytes>".to_owned(),
        ArgumentType::Json => "&Json".to_owned(),
    }
}

/// An answer.
pub(super) fn answer(answer: &Answer) -> String {
    match answer {
        Answer::Nothing => "()".to_owned(),
        Answer::Entity(value) | Answer::Value(value) => ty(value),
        Answer::EntityOrNothing(value) | Answer::Uploaded(value) => {
            format!("Option<{}>", ty(value))
        }
        Answer::Page(item) => format!("Page<{}>", ty(item)),
        Answer::DeltaPage(item) => format!("Page<Delta<{}>>", ty(item)),
        Answer::Count => "i64".to_owned(),
        Answer::Bytes => "Bytes".to_owned(),
        Answer::Link(item) => format!("Link<{}>", ty(item)),
        Answer::Links(item) => format!("Page<Link<{}>>", ty(item)),
    }
}

/// The method of a request, and what is added to the path of its place.
pub(super) fn sends(function: &Function) -> String {
    let id = match function.body {
        Body::ReferenceQuery(_) => "?@id",
        _ => "",
    };
    format!("{}{}{id}", function.method, tail(&function.tail))
}

/// What is added to a path.
pub(super) fn tail(tail: &Tail) -> String {
    match tail {
        Tail::Nothing => String::new(),
        Tail::Segment(segment) => format!("/{segment}"),
        Tail::Cast(name) => format!("/{name}"),
        Tail::Call { name, parameters } => {
            let parameters: Vec<String> = parameters.iter().map(given).collect();
            format!("/{name}({})", parameters.join(","))
        }
        Tail::Key { .. } => "/{}".to_owned(),
        Tail::NamedKeys(keys) => named_keys(keys),
        Tail::ByPath(_) => ":/{path}:".to_owned(),
    }
}

/// A key in parentheses.
pub(super) fn named_keys(keys: &[(String, Ident)]) -> String {
    let names: Vec<&str> = keys.iter().map(|(name, _)| name.as_str()).collect();
    format!("({})", names.join(","))
}

fn given(given: &Given) -> String {
    match given.form {
        Form::Literal | Form::Any if !given.optional => given.name.clone(),
        _ => format!("{}=@", given.name),
    }
}
