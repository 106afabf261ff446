//! A small project in a temporary folder, and a run of the program in it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// A project with one description of two entity types, its lock file, and the crate made from it.
pub(crate) struct Project {
    folder: TempDir,
}

/// What a run came to.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

/// Books, and their authors in a namespace, and so a folder, of their own.
pub(crate) const LIBRARY: &str = r#"<?xml version="1.0" encoding="utf-8"?>
<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
  <edmx:DataServices>
    <Schema Namespace="microsoft.graph" xmlns="http://docs.oasis-open.org/odata/ns/edm">
      <EntityType Name="book">
        <Key><PropertyRef Name="id"/></Key>
        <Property Name="id" Type="Edm.String" Nullable="false"/>
        <Property Name="title" Type="Edm.String"/>
        <NavigationProperty Name="author" Type="microsoft.graph.people.author"/>
      </EntityType>
      <EntityContainer Name="library">
        <EntitySet Name="books" EntityType="microsoft.graph.book"/>
      </EntityContainer>
    </Schema>
    <Schema Namespace="microsoft.graph.people" xmlns="http://docs.oasis-open.org/odata/ns/edm">
      <EntityType Name="author">
        <Key><PropertyRef Name="id"/></Key>
        <Property Name="id" Type="Edm.String" Nullable="false"/>
      </EntityType>
    </Schema>
  </edmx:DataServices>
</edmx:Edmx>
"#;

/// A slice with the books and without their authors.
pub(crate) const BOOKS_ONLY: &str = "[include]\npaths = [\"books\", \"books/*\"]\n\n[exclude]\ntypes = [\"microsoft.graph.people.author\"]\n";

/// A page that tells who may read a book, with a path, a property and a status that the description does not bear out.
pub(crate) const PAGE: &str = r#"---
title: "Get book"
description: "Reads a book."
---

# Get book

Namespace: microsoft.graph

Reads a book of the library.

## Permissions

|Permission type|Permissions (from least to most privileged)|
|:---|:---|
|Delegated (work or school account)|Book.Read, Book.ReadWrite|
|Delegated (personal Microsoft account)|Not supported.|
|Application|Book.Read.All|

## HTTP request

<!-- { "blockType": "ignored" } -->
```http
GET /books/{id}
GET /shelves/{id}
```

## Response

If successful, this method returns a `200 OK` response code and a book.

## Example

<!-- { "blockType": "request", "name": "get_book" } -->
```http
GET https://graph.microsoft.com/v1.0/books/b1
```

<!-- { "blockType": "response", "@odata.type": "microsoft.graph.book" } -->
```http
HTTP/1.1 200 OK
Content-Type: application/json

{
  "id": "b1",
  "title": "On roses",
  "pages": 12
}
```
"#;

impl Project {
    /// Descriptions and nothing else.
    pub(crate) fn bare() -> Self {
        let project = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        project.write("specs/library.csdl", LIBRARY);
        fs::create_dir(project.path("generated")).unwrap();
        project
    }

    /// The same files and folders as below another root.
    pub(crate) fn copy(root: &Path, names: &[&str]) -> Self {
        let project = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        let mut files = Vec::new();
        for name in names {
            let path = root.join(name);
            if path.is_dir() {
                collect(&path, &mut files);
            } else {
                files.push((
                    path.display().to_string(),
                    fs::read_to_string(&path).unwrap(),
                ));
            }
        }
        for (path, content) in files {
            let below = Path::new(&path).strip_prefix(root).unwrap();
            project.write(&below.display().to_string(), &content);
        }
        project
    }

    /// Descriptions, pinned, and the crate made from them.
    pub(crate) fn generated() -> Self {
        let project = Self::bare();
        project.run(&["specs", "lock"]).succeeds();
        project.run(&["codegen"]).succeeds();
        project
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file, and the folders that lead to it.
    pub(crate) fn write(&self, name: &str, content: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    pub(crate) fn exists(&self, name: &str) -> bool {
        self.path(name).exists()
    }

    /// Every file below a folder with its content, by path.
    pub(crate) fn files(&self, folder: &str) -> Vec<(String, String)> {
        let mut found = Vec::new();
        collect(&self.path(folder), &mut found);
        found.sort();
        found
    }

    /// Changes the description, and pins the changed one.
    pub(crate) fn describe_anew(&self, from: &str, to: &str) {
        let old = self.read("specs/library.csdl");
        let new = old.replace(from, to);
        assert_ne!(old, new, "`{from}` is in the description");
        self.write("specs/library.csdl", &new);
        self.run(&["specs", "lock"]).succeeds();
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        self.command(arguments).output().unwrap().into()
    }

    /// The program, to be run in the folder of the project.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
        command
            .arg("--root")
            .arg(self.folder.path())
            .args(arguments)
            .current_dir(self.folder.path())
            .env("MSGRAPH_FETCH_QUICKLY", "1");
        command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }
}

fn collect(folder: &Path, found: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, found);
        } else {
            found.push((
                path.display().to_string(),
                fs::read_to_string(&path).unwrap(),
            ));
        }
    }
}

impl From<Output> for Run {
    fn from(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Self {
            code: output.status.code(),
            out: text(output.stdout),
            err: text(output.stderr),
        }
    }
}

impl Run {
    #[track_caller]
    pub(crate) fn succeeds(self) -> Self {
        assert_eq!(self.code, Some(0), "{self}");
        self
    }

    /// The run failed with this code.
    #[track_caller]
    pub(crate) fn fails(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "{self}");
        assert!(self.err.starts_with("error: "), "{self}");
        assert_eq!(self.out, "", "a run that fails reports nothing");
        self
    }

    /// The report holds each of these texts.
    #[track_caller]
    pub(crate) fn reports(self, texts: &[&str]) -> Self {
        for text in texts {
            assert!(self.out.contains(text), "`{text}` is missing\n{self}");
        }
        self
    }

    /// The error stream holds each of these texts.
    #[track_caller]
    pub(crate) fn complains(self, texts: &[&str]) -> Self {
        for text in texts {
            assert!(self.err.contains(text), "`{text}` is missing\n{self}");
        }
        self
    }
}

impl std::fmt::Display for Run {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "exit code {:?}\n--- out\n{}--- err\n{}",
            self.code, self.out, self.err
        )
    }
}
