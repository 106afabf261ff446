//! The plan's nouns: a crate as it will be written, every name, type and place decided. Nothing here refers to the model.

use std::collections::BTreeMap;
use std::fmt;

use super::{Ident, ModulePath};
use crate::problem::Location;

/// A whole crate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Crate {
    /// The package name.
    pub name: String,
    /// Where in a crate it stands: every other path here begins there.
    pub root: ModulePath,
    /// The version segment of the service root.
    pub service_version: String,
    /// What the service root leads to: one function of the crate root each.
    pub roots: Vec<Step>,
    /// The markers of what the service root leads to.
    pub markers: Vec<Marker>,
    /// The operations of paths that lead to no type: one function each.
    pub untyped: Vec<Untyped>,
    /// The markers of the sets of query options that requests offer.
    pub options: Vec<OptionSet>,
    /// What is known of the permissions that requests take, in the order in which the runtime searches.
    pub permissions: Vec<Permitted>,
    /// The modules below the crate root, by name.
    pub modules: BTreeMap<Ident, Module>,
}

/// The permissions that a request takes. `Display` gives the line that the runtime searches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Permitted {
    /// The HTTP method.
    pub method: &'static str,
    /// The [key](crate::model::Permissions::key) of the path.
    pub path: String,
    /// The names for a work or school account, for a personal one, and for an application, with commas between them;
    /// [`NO_PERMISSION`] for none.
    pub lists: [String; 3],
}

/// A list of permissions without any: callers of that kind are not supported.
pub const NO_PERMISSION: &str = "-";

impl fmt::Display for Permitted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {}", self.method, self.path, self.lists.join(" "))
    }
}

/// A module: that of a type, that of a namespace, or both at once (`security` is both in Microsoft Graph).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Module {
    /// What it is the module of, for its documentation.
    pub docs: Docs,
    /// The type it holds.
    pub content: Option<Content>,
    /// The modules below it.
    pub modules: BTreeMap<Ident, Module>,
}

/// What the module of a type holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// An entity type or a complex type.
    Structured(Box<Structured>),
    /// An enumeration type.
    Enum(Enum),
}

/// The items of a structured type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Structured {
    /// The model.
    pub model: Struct,
    /// The enum of the type and of those that derive from it, where a value of any of them can stand.
    pub polymorphic: Option<Polymorphic>,
    /// The base types that a way leads to: whose references this type satisfies.
    pub bases: Vec<ItemPath>,
    /// The constants that name its properties.
    pub constants: Vec<Constant>,
    /// The parameters of bound actions.
    pub parameters: Vec<Struct>,
    /// What it is to stand at an instance of the type; nothing where no path leads there.
    pub place: Option<Place>,
}

/// A constant that names a property of a structured type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Constant {
    /// Its name.
    pub name: Ident,
    /// The name of the property on the wire.
    pub wire_name: String,
    /// Its documentation.
    pub docs: Docs,
    /// Why it should no longer be used; nothing where it may be.
    pub deprecated: Option<String>,
    /// Which kind of property it names.
    pub kind: ConstantKind,
}

/// Which kind of property a constant names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConstantKind {
    /// The same as the constant of that name in the module of a base type.
    Inherited(Vec<Ident>),
    /// A structural property.
    Property {
        /// What its field holds.
        ty: Type,
        /// The marker that says when a client may set it; nothing where it always may.
        access: Option<Ident>,
    },
    /// A navigation property.
    Navigation {
        /// What it leads to.
        target: ItemPath,
        /// Whether it leads to a collection.
        collection: bool,
    },
}

/// A set of query options.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OptionSet {
    /// The name of its marker.
    pub name: Ident,
    /// Its documentation.
    pub docs: Docs,
    /// The traits of the runtime that say what is offered.
    pub capabilities: Vec<Ident>,
}

/// The query options that a request function offers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    /// The marker of the set.
    pub marker: Ident,
    /// What the options speak of.
    pub of: Type,
}

/// A struct that is read and written by a table of its fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Struct {
    /// Its name.
    pub name: Ident,
    /// The qualified name of the type on the wire; empty for parameters of an action.
    pub wire_name: String,
    /// Its documentation.
    pub docs: Docs,
    /// Why it should no longer be used; nothing where it may be.
    pub deprecated: Option<String>,
    /// The fields, sorted by name on the wire.
    pub fields: Vec<Field>,
    /// The names on the wire of those without which the service refuses a request; known of parameters of an action.
    pub required: Vec<String>,
    /// The name of the field for all that the others do not hold.
    pub additional_data: Ident,
}

/// The enum of a type and of those that derive from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Polymorphic {
    /// Its name.
    pub name: Ident,
    /// Its documentation.
    pub docs: Docs,
    /// The type itself, and then those that derive from it.
    pub variants: Vec<Subtype>,
    /// The variant of a type that is not among them.
    pub other: Ident,
}

/// One of the types that the value of an enum can be of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subtype {
    /// The name of its variant.
    pub name: Ident,
    /// The end of the names of the functions that ask for it.
    pub method: Ident,
    /// Its qualified name on the wire.
    pub wire_name: String,
    /// The same for a reader.
    pub title: String,
    /// Its model.
    pub model: ItemPath,
}

/// A field of a struct.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its name.
    pub name: Ident,
    /// Its name on the wire.
    pub wire_name: String,
    /// What it holds when it holds something.
    pub ty: Type,
    /// Its documentation.
    pub docs: Docs,
    /// Why it should no longer be used; nothing where it may be.
    pub deprecated: Option<String>,
}

/// An open enumeration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Enum {
    /// Its name.
    pub name: Ident,
    /// Its qualified name on the wire.
    pub wire_name: String,
    /// Its documentation.
    pub docs: Docs,
    /// Why it should no longer be used; nothing where it may be.
    pub deprecated: Option<String>,
    /// The members, sorted by name on the wire.
    pub variants: Vec<Variant>,
    /// The variant that keeps a name which is not among them.
    pub unrecognized: Ident,
}

/// A member of an enumeration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variant {
    /// Its name.
    pub name: Ident,
    /// Its name on the wire.
    pub wire_name: String,
    /// Its documentation.
    pub docs: Docs,
    /// Why it should no longer be used; nothing where it may be.
    pub deprecated: Option<String>,
}

/// What it is to stand at an instance of a type.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The markers of the steps from here.
    pub markers: Vec<Marker>,
    /// The methods of a collection that pick one entity by a key.
    pub keys: Vec<Key>,
    /// The ways on: navigations, composable functions, the way by path.
    pub steps: Vec<Step>,
    /// The bound actions and functions, and what can be done with media streams.
    pub operations: Vec<Function>,
    /// What can be done where the instance was reached in one way.
    pub reached: Vec<Reached>,
}

/// An empty type that says how a place was reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marker {
    /// Its name, in the `via` module of the owner.
    pub name: Ident,
    /// Its documentation.
    pub docs: Docs,
}

/// The choice of one entity of a collection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// The method.
    pub name: Ident,
    /// The name in a URL and the argument of each part.
    pub parts: Vec<(String, Ident)>,
    /// How it stands in the path.
    pub form: KeyForm,
    /// The end of a URL template: `/{application-id}`, `(appId='{appId}')`.
    pub template: String,
    /// Its documentation.
    pub docs: Docs,
}

/// How a key stands in a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeyForm {
    /// As a segment of its own.
    Segment {
        /// What stands for it in a URL template: `application-id`.
        placeholder: String,
        /// Names that it must not be taken for.
        beside: Vec<String>,
    },
    /// In parentheses, each part with its name.
    Named,
}

/// A way on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The method or function.
    pub name: Ident,
    /// Its arguments behind `self`.
    pub arguments: Vec<Argument>,
    /// The marker for what was reached this way.
    pub marker: Ident,
    /// What it appends to the path.
    pub tail: Tail,
    /// The model of the type it leads to.
    pub target: ItemPath,
    /// Whether it leads to a collection.
    pub collection: bool,
    /// Its documentation.
    pub docs: Docs,
    /// Why it should no longer be used; nothing where it may be.
    pub deprecated: Option<String>,
}

/// What can be done with what was reached in one way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reached {
    /// The marker of the way.
    pub marker: ItemPath,
    /// Whether it leads to a collection.
    pub collection: bool,
    /// What it is called for a reader: `application/connectorGroup`.
    pub title: String,
    /// The ways on from the collection that are not those of every collection of the type. Their markers are in the module of `marker`.
    pub collection_steps: Vec<Step>,
    /// The same for the entity, or for one entity of the collection.
    pub entity_steps: Vec<Step>,
    /// What can be done with the collection.
    pub at_collection: Vec<Function>,
    /// What can be done with the entity, or with one entity of the collection.
    pub at_entity: Vec<Function>,
}

/// A request function that stands for itself, by the path it sends to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Untyped {
    /// The function. Its tail is nothing.
    pub function: Function,
    /// The path from the service root.
    pub path: Vec<Tail>,
}

/// A request function.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Function {
    /// Its name.
    pub name: Ident,
    /// Its documentation.
    pub docs: Docs,
    /// Why it should no longer be used; nothing where it may be.
    pub deprecated: Option<String>,
    /// Its arguments behind `self`.
    pub arguments: Vec<Argument>,
    /// The HTTP method: a name of the runtime's `Method`.
    pub method: &'static str,
    /// What it appends to the path.
    pub tail: Tail,
    /// What becomes of which argument as the body.
    pub body: Body,
    /// What it answers.
    pub answer: Answer,
    /// The query options that it offers; nothing if there are none.
    pub query: Option<Query>,
    /// The URL template that a reader is shown.
    pub template: String,
    /// What a caller writes for that template, up to the name of the function: `applications().id(id)`; nothing where no way leads there.
    pub place: Option<String>,
    /// Where the sources describe it.
    pub sources: Vec<Location>,
}

/// An argument of a request function.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Argument {
    /// Its name.
    pub name: Ident,
    /// Its type.
    pub ty: ArgumentType,
}

/// The type of an argument.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ArgumentType {
    /// A struct, by reference.
    Model(ItemPath),
    /// Structs, by reference.
    Models(ItemPath),
    /// What says what to change of an entity of that type.
    Changes(ItemPath),
    /// What describes a new entity of that type.
    Creates(ItemPath),
    /// A reference to an entity of that type or of a type derived from it.
    Reference(ItemPath),
    /// A value of a known type that is written in the URL.
    Literal {
        /// The type.
        ty: Type,
        /// Whether it may be left out.
        omissible: bool,
    },
    /// Any value that can be written as a literal in the URL.
    AnyLiteral,
    /// The value of a key.
    Key,
    /// Text.
    Text,
    /// Bytes of a media stream.
    Bytes,
    /// Any JSON value.
    Json,
}

/// What a request function or a step appends to the path of its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tail {
    /// Nothing.
    Nothing,
    /// One segment: `$ref`, `$count`, a property, or the qualified name of an action.
    Segment(String),
    /// A cast to a type, by its qualified name.
    Cast(String),
    /// A function call: its qualified name, and its parameters in order.
    Call {
        /// The qualified name.
        name: String,
        /// The parameters in order.
        parameters: Vec<Given>,
    },
    /// A key as a segment of its own.
    Key {
        /// What stands for it in a URL template.
        placeholder: String,
        /// Its argument.
        argument: Ident,
    },
    /// A key of named parts, by the name and the argument of each.
    NamedKeys(Vec<(String, Ident)>),
    /// The names of folders and files that the argument holds.
    ByPath(Ident),
}

/// A parameter of a function and the argument that gives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    /// Its name in the URL.
    pub name: String,
    /// The argument.
    pub argument: Ident,
    /// How the argument is written.
    pub form: Form,
    /// Whether the argument may be nothing, written as null.
    pub nullable: bool,
    /// Whether the argument may be nothing, and then is not written at all.
    pub optional: bool,
}

/// How an argument is written in a URL.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// As what the runtime makes of its type.
    Literal,
    /// As what it says of itself that the runtime makes of it.
    Any,
    /// As JSON.
    Json,
    /// Each item as JSON.
    JsonList,
}

/// What a request function sends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Body {
    /// Nothing.
    Nothing,
    /// The argument as JSON.
    Json(Ident),
    /// The changes that the argument says.
    Changes(Ident),
    /// The new entity that the argument describes.
    NewEntity(Ident),
    /// The items of the argument as the JSON of a collection.
    Values(Ident),
    /// The argument as it is.
    Bytes(Ident),
    /// The entity reference of the argument.
    Reference(Ident),
    /// No body; the entity reference goes into the query option `@id`.
    ReferenceQuery(Ident),
}

/// What a request function answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Nothing.
    Nothing,
    /// A structured value.
    Entity(Type),
    /// A structured value, or nothing.
    EntityOrNothing(Type),
    /// A page of a collection.
    Page(Type),
    /// A page of what a delta query says of a collection.
    DeltaPage(Type),
    /// A number of entities.
    Count,
    /// A primitive or enumeration value.
    Value(Type),
    /// A stream of bytes.
    Bytes,
    /// To an upload: a structured value where the service sends one.
    Uploaded(Type),
    /// An entity reference.
    Link(Type),
    /// A page of entity references.
    Links(Type),
}

/// A Rust type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Type {
    /// A type of the standard library's prelude or a primitive: `String`, `i32`.
    Plain(&'static str),
    /// A type of the runtime's `edm` module.
    Edm(&'static str),
    /// Any JSON value.
    Json,
    /// A model or an enumeration.
    Item(ItemPath),
    /// A value of a type or of one that derives from it.
    Polymorphic {
        /// The enum of these types, beside the model of the declared one.
        name: Ident,
        /// The model of the declared type.
        declared: ItemPath,
    },
    /// A set of members of an enumeration.
    Flags(ItemPath),
    /// A value behind a pointer, because its type contains itself.
    Boxed(Box<Type>),
    /// A list.
    List(Box<Type>),
}

/// An item of the crate, from its root.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ItemPath {
    /// The modules.
    pub modules: Vec<Ident>,
    /// The item.
    pub name: Ident,
}

/// Lines of Markdown, safe to stand in a doc comment.
pub type Docs = Vec<String>;
