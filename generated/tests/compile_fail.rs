//! What must not compile, and how the compiler says so. What must compile is in the end-to-end tests.
//!
//! When a message changes on purpose: `TRYBUILD=overwrite cargo test -p msgraph --test compile_fail`, then read the
//! difference.

#[test]
fn wrong_targets_and_undocumented_operations_do_not_compile() {
    trybuild::TestCases::new().compile_fail("tests/compile_fail/*.rs");
}
