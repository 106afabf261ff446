//! CSDL, the XML in which an OData service describes its types (OData CSDL XML Representation 4.01).

mod annotation;
mod container;
mod document;
mod member;
mod read_annotations;
mod read_members;
mod reader;
#[cfg(test)]
mod tests;
mod xml;

pub use self::annotation::{Annotation, Annotations, Expression};
pub use self::container::{
    EntityContainer, EntitySet, NavigationPropertyBinding, OperationImport, Singleton,
};
pub use self::document::{
    Document, EnumMember, EnumType, Include, PropertyRef, Schema, StructuredKind, StructuredType,
    TypeDefinition,
};
pub use self::member::{
    NavigationProperty, Operation, OperationKind, Parameter, Property, ReturnType,
};

use crate::problem::{FileId, Problem, ProblemKind, Problems};

/// Reads one text. `None` when it is not XML or its root is not of CSDL; other problems leave out what they concern.
pub(super) fn parse(file: FileId, text: &str, problems: &mut Problems) -> Option<Document> {
    let root = match xml::parse(file, text) {
        Ok(root) => root,
        Err(problem) => {
            problems.push(problem);
            return None;
        }
    };
    if !matches!(root.name, "Edmx" | "Schema") {
        problems.push(Problem::at(root.location, ProblemKind::UnknownFormat));
        return None;
    }
    Some(reader::document(file, &root, problems))
}
