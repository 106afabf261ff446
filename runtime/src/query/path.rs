//! Paths from a type to what a condition speaks of.

use std::fmt;
use std::marker::PhantomData;

use super::expression::{Binding, Expression};
use super::inherits::Inherits;
use crate::literal::Literal;
use crate::property::{NavigationProperty, One, Property, Relation};

/// What an expression calls the instance that it is evaluated for (OData URL Conventions 4.01,
/// section 5.1.1.14.4).
const IT: &str = "$it";

/// A path as it stands in an expression.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PathText {
    text: String,
    /// In how many lambda expressions it stands.
    depth: usize,
}

impl PathText {
    pub(crate) fn root(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            depth: 0,
        }
    }

    pub(crate) fn into_text(self) -> String {
        self.text
    }

    pub(crate) fn join(mut self, segment: &str) -> Self {
        if self.text == IT {
            self.text.clear();
        } else {
            self.text.push('/');
        }
        self.text.push_str(segment);
        self
    }

    pub(crate) fn compare(self, operator: &str, literal: &Literal) -> Expression {
        let text = format!("{} {operator} {literal}", self.text);
        Expression::new(Binding::Comparison, text)
    }

    pub(crate) fn one_of(self, literals: &[String]) -> Expression {
        let text = format!("{} in ({})", self.text, literals.join(","));
        let expression = Expression::new(Binding::Comparison, text);
        match literals {
            [] => expression.with_problem("a condition with `one_of` lists no values"),
            _ => expression,
        }
    }

    pub(crate) fn has_items(self) -> Expression {
        Expression::call(format!("{}/any()", self.text))
    }

    pub(crate) fn call(self, function: &str, literal: &Literal) -> Expression {
        Expression::call(format!("{function}({},{literal})", self.text))
    }

    pub(crate) fn type_test(self, type_name: &str) -> Expression {
        match self.text.as_str() {
            IT => Expression::call(format!("isof('{type_name}')")),
            text => Expression::call(format!("isof({text},'{type_name}')")),
        }
    }

    /// A variable for the items of the collection that is here. It differs from those of the lambda
    /// expressions around it, because a path within them began with one of theirs.
    pub(crate) fn variable(&self) -> Self {
        let depth = self.depth + 1;
        let text = match depth {
            1 => "x".to_owned(),
            2 => "y".to_owned(),
            3 => "z".to_owned(),
            _ => format!("x{depth}"),
        };
        Self { text, depth }
    }

    pub(crate) fn lambda(self, function: &str, item: &Self, predicate: Expression) -> Expression {
        let text = format!("{}/{function}({}:{})", self.text, item.text, predicate.text);
        Expression {
            text,
            binding: Binding::Call,
            problem: predicate.problem,
        }
    }
}

/// A path from an `O` to a value of the type `T`: `createdBy/user/id`.
///
/// Made by [`then`](Property::then) and its like. It is used as a [`Property`] is, in conditions,
/// `$orderby` and `$select`.
pub struct PropertyPath<O, T> {
    path: PathText,
    marker: PhantomData<fn() -> (O, T)>,
}

impl<O, T> PropertyPath<O, T> {
    pub(crate) fn new(path: PathText) -> Self {
        Self {
            path,
            marker: PhantomData,
        }
    }

    pub(crate) fn path_text(&self) -> PathText {
        self.path.clone()
    }
}

/// A path from an `O` to a navigation property that leads to `T`: to [`One`] or to [`Many`](crate::Many), such as
/// `owners/microsoft.graph.user`.
///
/// Made by [`cast`](NavigationProperty::cast) and its like, and used as a [`NavigationProperty`] is.
pub struct NavigationPath<O, T, M = One> {
    path: PathText,
    marker: PhantomData<Relation<O, T, M>>,
}

impl<O, T, M> NavigationPath<O, T, M> {
    pub(crate) fn new(path: PathText) -> Self {
        Self {
            path,
            marker: PhantomData,
        }
    }

    pub(crate) fn path_text(&self) -> PathText {
        self.path.clone()
    }
}

impl<O, T, A> Property<O, T, A> {
    pub(crate) fn path_text(&self) -> PathText {
        PathText::root(self.name())
    }
}

impl<O, T, M> NavigationProperty<O, T, M> {
    pub(crate) fn path_text(&self) -> PathText {
        PathText::root(self.name())
    }
}

/// The instance that a condition is about, for casts: OData's `$it`.
///
/// ```
/// # use msgraph_runtime::{IsA, Property, codegen as rt, query::{self, Filter}};
/// # macro_rules! record { ($name:ident, $type_name:literal) => {
/// #     #[derive(Default)] pub struct $name { data: rt::AdditionalData }
/// #     impl rt::Record for $name {
/// #         fn shape(&self) -> &'static rt::Shape { &rt::Shape { type_name: $type_name, names: &[] } }
/// #         fn slot(&self, _: usize) -> &dyn rt::Slot { &self.data }
/// #         fn slot_mut(&mut self, _: usize) -> &mut dyn rt::Slot { &mut self.data }
/// #     }
/// #     rt::record!($name);
/// # } }
/// # record!(DirectoryObject, "microsoft.graph.directoryObject");
/// # record!(User, "microsoft.graph.user");
/// # impl IsA<DirectoryObject> for User {}
/// const MAIL: Property<User, String> = Property::new("mail");
///
/// let known: Filter<DirectoryObject> =
///     query::it::<DirectoryObject>().cast::<User>().then(MAIL).eq("a@b.example");
/// assert_eq!(known.to_string(), "microsoft.graph.user/mail eq 'a@b.example'");
/// assert_eq!(query::it::<DirectoryObject>().is_of::<User>().to_string(), "isof('microsoft.graph.user')");
/// ```
pub fn it<O>() -> PropertyPath<O, O> {
    PropertyPath::new(PathText::root(IT))
}

/// The items of a collection, as what a lambda expression is about.
///
/// The conditions in `any(|x| …)` are about `x`, and not about the entity that has the collection:
/// their type is `Filter<Each<T>>`, and properties are named through `x`.
#[derive(Debug)]
pub struct Each<T>(PhantomData<fn() -> T>);

/// What a path can go on with from a `B`: a property of it, a navigation property, or a path.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a property of `{B}`",
    label = "the path is at a `{B}` here",
    note = "a property of a derived type is reached through `cast`"
)]
pub trait Step<B> {
    /// The path from an `O` that has come by here.
    type From<O>;

    /// The path that goes on from `base` with this.
    fn after<O>(self, base: PathText) -> Self::From<O>;
}

#[diagnostic::do_not_recommend]
impl<B: Inherits<C>, C, T, A> Step<B> for Property<C, T, A> {
    type From<O> = PropertyPath<O, T>;

    fn after<O>(self, base: PathText) -> PropertyPath<O, T> {
        PropertyPath::new(base.join(self.name()))
    }
}

#[diagnostic::do_not_recommend]
impl<B: Inherits<C>, C, T> Step<B> for PropertyPath<C, T> {
    type From<O> = PropertyPath<O, T>;

    fn after<O>(self, base: PathText) -> PropertyPath<O, T> {
        PropertyPath::new(base.join(&self.path.text))
    }
}

#[diagnostic::do_not_recommend]
impl<B: Inherits<C>, C, T, M> Step<B> for NavigationProperty<C, T, M> {
    type From<O> = NavigationPath<O, T, M>;

    fn after<O>(self, base: PathText) -> NavigationPath<O, T, M> {
        NavigationPath::new(base.join(self.name()))
    }
}

#[diagnostic::do_not_recommend]
impl<B: Inherits<C>, C, T, M> Step<B> for NavigationPath<C, T, M> {
    type From<O> = NavigationPath<O, T, M>;

    fn after<O>(self, base: PathText) -> NavigationPath<O, T, M> {
        NavigationPath::new(base.join(&self.path.text))
    }
}

macro_rules! printed {
    ($name:ident<$($parameter:ident),*>) => {
        impl<$($parameter),*> Clone for $name<$($parameter),*> {
            fn clone(&self) -> Self {
                Self::new(self.path.clone())
            }
        }

        impl<$($parameter),*> fmt::Debug for $name<$($parameter),*> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({self})", stringify!($name))
            }
        }

        impl<$($parameter),*> fmt::Display for $name<$($parameter),*> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.path.text)
            }
        }
    };
}

printed!(PropertyPath<O, T>);
printed!(NavigationPath<O, T, M>);
