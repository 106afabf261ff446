//! What must not compile, and how the compiler says so; and beside it what must.
//!
//! When a message changes on purpose: `TRYBUILD=overwrite cargo test -p msgraph --test compile_fail`, then read the
//! difference.

#[test]
fn wrong_targets_and_undocumented_operations_do_not_compile() {
    let cases = trybuild::TestCases::new();
    cases.compile_fail("tests/compile_fail/*.rs");
    cases.pass("tests/compile_pass/*.rs");
}
