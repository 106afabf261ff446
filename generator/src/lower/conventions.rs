//! The rules from declarations to operations, as far as they have changed.

/// Where Microsoft's converter from CSDL to OpenAPI (OpenAPI.NET.OData) has not always done the same.
///
/// CSDL declares types; which operations the service documents follows by the rules of that converter. What is published follows the rules
/// of its day, so that a description has to be read by those that it was published by. Each field is one difference; the two constants are
/// the only sets of them that anything was published by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Conventions {
    /// A type offers what its base types lead to, and not only what it declares itself.
    pub inherited_navigation: bool,
    /// Paths go on behind a type cast of one entity.
    pub paths_behind_casts: bool,
    /// Paths lead through the complex properties of complex properties.
    pub nested_complex: bool,
    /// Entities can be named by alternate keys.
    pub alternate_keys: bool,
    /// Media streams can be removed.
    pub stream_removal: bool,
    /// A type is a media entity if the type that it derives from is one.
    pub inherited_media: bool,
    /// References can be removed from a collection by the URL of their target.
    pub removal_by_url: bool,
    /// Restrictions from several places are merged. Otherwise those of the first place that has any hold alone.
    pub merged_restrictions: bool,
    /// Restrictions may be stated on the path from an entity set or singleton on (`ns.Container/users/manager`).
    pub restrictions_on_paths: bool,
    /// Navigation properties can forbid to count what they lead to, unless something before them in the path states that already.
    pub restricted_counts: bool,
    /// Entity sets can forbid keys.
    pub restricted_keys: bool,
    /// A type that says that it is updated with PUT and PATCH is updated with both, and not with PATCH alone.
    pub put_and_patch: bool,
    /// What is deleted has to be allowed in so many words where it is not contained, and may be where it is.
    pub stated_deletion: bool,
    /// Operations can require that the places they are offered at name them (`RequiresExplicitBinding`).
    pub explicit_bindings: bool,
    /// Paths go on behind a composable function that answers with one entity, by one step.
    pub composition: bool,
    /// Functions that answer with entities can be asked for what these lead to.
    pub expanding_functions: bool,
}

impl Conventions {
    /// As of 2022 and 2023.
    pub const OF_2023: Self = Self {
        inherited_navigation: false,
        paths_behind_casts: false,
        nested_complex: false,
        alternate_keys: false,
        stream_removal: false,
        inherited_media: false,
        removal_by_url: false,
        merged_restrictions: false,
        restrictions_on_paths: false,
        restricted_counts: false,
        restricted_keys: false,
        put_and_patch: false,
        stated_deletion: false,
        explicit_bindings: false,
        composition: false,
        expanding_functions: false,
    };

    /// As of version 3 of the converter.
    pub const CURRENT: Self = Self {
        inherited_navigation: true,
        paths_behind_casts: true,
        nested_complex: true,
        alternate_keys: true,
        stream_removal: true,
        inherited_media: true,
        removal_by_url: true,
        merged_restrictions: true,
        restrictions_on_paths: true,
        restricted_counts: true,
        restricted_keys: true,
        put_and_patch: true,
        stated_deletion: true,
        explicit_bindings: true,
        composition: true,
        expanding_functions: true,
    };
}
