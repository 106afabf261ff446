use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use msgraph_generator::generate;
use msgraph_generator::output::FileSet;
use msgraph_generator::source::{SourceText, SourceTexts};

use super::{Commit, Comparison, Difference, SOURCES, Written, is_unfinished};
use crate::disk;
use crate::failure::Failure;

/// The files of a crate with these entity types, each the type of an entity set of its own.
fn crate_of(types: &[(&str, &str)]) -> FileSet {
    let mut schemas = String::new();
    for (namespace, name) in types {
        schemas.push_str(&format!(
            r#"<Schema Namespace="microsoft.graph{namespace}" xmlns="http://docs.oasis-open.org/odata/ns/edm">
                 <EntityType Name="{name}">
                   <Key><PropertyRef Name="id"/></Key>
                   <Property Name="id" Type="Edm.String" Nullable="false"/>
                 </EntityType>
                 <EntityContainer Name="of{name}">
                   <EntitySet Name="{name}s" EntityType="microsoft.graph{namespace}.{name}"/>
                 </EntityContainer>
               </Schema>"#
        ));
    }
    let text = format!(
        r#"<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
             <edmx:DataServices>{schemas}</edmx:DataServices>
           </edmx:Edmx>"#
    );
    let texts = SourceTexts::new([SourceText::new("a.csdl", text)]).unwrap();
    let generated = generate(&texts, |_| ());
    generated
        .unwrap_or_else(|problems| panic!("{}", problems.render(&texts, false)))
        .files
}

/// A crate, and the one that it becomes: a type more, a type less, and with it a folder less.
fn before_and_after() -> (FileSet, FileSet) {
    let before = crate_of(&[("", "book"), ("", "page"), (".people", "author")]);
    let after = crate_of(&[("", "book"), ("", "letter"), (".places", "shelf")]);
    (before, after)
}

fn on_disk(out: &Path) -> BTreeMap<String, String> {
    let files = disk::files(&out.join(SOURCES)).unwrap();
    files
        .into_iter()
        .map(|file| (file.name, fs::read_to_string(file.path).unwrap()))
        .collect()
}

fn in_memory(files: &FileSet) -> BTreeMap<String, String> {
    files
        .iter()
        .map(|(path, content)| (path.to_string(), content.to_owned()))
        .collect()
}

/// A commit that has its files on the disk, and none in their places.
fn prepared(out: &Path, files: &FileSet) -> Commit {
    Commit::prepare(out, |take| hand_over(files, take)).unwrap()
}

fn commit(out: &Path, files: &FileSet) -> Written {
    super::commit(out, |take| hand_over(files, take)).unwrap().0
}

fn hand_over(files: &FileSet, take: &super::Take<'_>) -> Result<(), Failure> {
    let mut files = files.iter();
    files.try_for_each(|(path, content)| take(path.as_str(), content))
}

fn difference(out: &Path, files: &FileSet) -> Difference<()> {
    let comparison = Comparison::begin(out);
    for (path, content) in files.iter() {
        comparison.take(path.as_str(), content, |_| Ok(())).unwrap();
    }
    comparison.finish().unwrap()
}

#[test]
fn a_run_that_is_killed_after_any_step_is_seen_and_repaired() {
    let (before, after) = before_and_after();
    let (old, new) = (in_memory(&before), in_memory(&after));
    let steps = {
        let out = tempfile::tempdir().unwrap();
        commit(out.path(), &before);
        prepared(out.path(), &after).steps.len()
    };
    assert!(
        steps >= 8,
        "the crates should differ in more than {steps} files"
    );
    for taken in 0..=steps {
        let out = tempfile::tempdir().unwrap();
        commit(out.path(), &before);
        let mut killed = prepared(out.path(), &after);
        for _ in 0..taken {
            assert!(killed.step().unwrap());
        }
        drop(killed);

        for (name, content) in on_disk(out.path()) {
            let whole = [old.get(&name), new.get(&name)].contains(&Some(&content));
            assert!(whole, "{name} is neither old nor new after {taken} steps");
        }
        let difference = difference(out.path(), &after);
        assert_eq!(
            difference.is_empty(),
            taken == steps,
            "after {taken} of {steps} steps"
        );
        assert!(is_unfinished(out.path()));

        commit(out.path(), &after);
        assert_eq!(on_disk(out.path()), new, "after {taken} steps");
        assert!(!is_unfinished(out.path()));
    }
}

#[test]
fn a_run_that_is_killed_can_be_undone_by_generating_the_old_crate() {
    let (before, after) = before_and_after();
    let out = tempfile::tempdir().unwrap();
    commit(out.path(), &before);
    let mut killed = prepared(out.path(), &after);
    assert!(killed.step().unwrap());
    drop(killed);
    commit(out.path(), &before);
    assert_eq!(on_disk(out.path()), in_memory(&before));
}

#[test]
fn the_crate_root_is_renamed_last_and_nothing_is_removed_before() {
    let (before, after) = before_and_after();
    let out = tempfile::tempdir().unwrap();
    commit(out.path(), &before);
    let (old, new) = (in_memory(&before), in_memory(&after));
    let mut running = prepared(out.path(), &after);
    while on_disk(out.path()).get("lib.rs") == old.get("lib.rs") {
        let found = on_disk(out.path());
        assert!(old.keys().all(|name| found.contains_key(name)));
        assert!(running.step().unwrap());
    }
    let found = on_disk(out.path());
    assert!(
        new.iter()
            .all(|(name, content)| found.get(name) == Some(content))
    );
}

#[test]
fn a_crate_that_cannot_be_made_leaves_what_was_there() {
    let (before, after) = before_and_after();
    let out = tempfile::tempdir().unwrap();
    commit(out.path(), &before);
    let failed = super::commit(out.path(), |take| {
        hand_over(&after, take)?;
        Err(Failure::refused("the last file is not Rust"))
    });
    assert_eq!(failed.unwrap_err().to_string(), "the last file is not Rust");
    assert_eq!(on_disk(out.path()), in_memory(&before));
    assert!(!is_unfinished(out.path()));
}

#[test]
fn what_happened_is_counted() {
    let (before, after) = before_and_after();
    let out = tempfile::tempdir().unwrap();
    let all = in_memory(&before).len();
    let first = commit(out.path(), &before);
    assert_eq!(
        first,
        Written {
            written: all,
            unchanged: 0,
            removed: 0
        }
    );
    let second = commit(out.path(), &before);
    assert_eq!(
        second,
        Written {
            written: 0,
            unchanged: all,
            removed: 0
        }
    );
    let third = commit(out.path(), &after);
    assert_eq!(third.written + third.unchanged, in_memory(&after).len());
    assert_eq!(
        third.removed, 3,
        "page.rs, people/mod.rs and people/author.rs"
    );
    assert!(
        !out.path().join("src/people").exists(),
        "the folder is empty"
    );
}

#[test]
fn what_a_killed_run_left_is_cleaned_even_when_nothing_changes() {
    let (before, _) = before_and_after();
    let out = tempfile::tempdir().unwrap();
    commit(out.path(), &before);
    fs::create_dir_all(out.path().join(".staging/deep")).unwrap();
    fs::write(out.path().join(".staging/7"), "half").unwrap();
    fs::write(out.path().join(".staging/deep/8"), "half").unwrap();
    commit(out.path(), &before);
    assert!(!out.path().join(".staging").exists());
}

#[test]
fn a_run_waits_for_the_one_before_it() {
    let (before, after) = before_and_after();
    let out = tempfile::tempdir().unwrap();
    let mut first = prepared(out.path(), &before);
    std::thread::scope(|scope| {
        let second = scope.spawn(|| commit(out.path(), &after));
        while first.step().unwrap() {}
        first.finish().unwrap();
        second.join().unwrap();
    });
    assert_eq!(on_disk(out.path()), in_memory(&after));
}
