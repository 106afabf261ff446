//! Generates the module `graph` of this crate, from a description of the service and a list of what is wanted of it.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs};

use msgraph_generator::generate_module;
use msgraph_generator::output::FileSet;
use msgraph_generator::source::{SourceText, SourceTexts};

const DESCRIPTION: &str = "graph.csdl";
const SLICE: &str = "graph.toml";

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tell("error", &error.to_string());
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), Box<dyn Error>> {
    for input in [DESCRIPTION, SLICE] {
        println!("cargo::rerun-if-changed={input}");
    }
    let description = SourceText::new(DESCRIPTION, fs::read_to_string(DESCRIPTION)?);
    let slice = SourceText::slice(SLICE, fs::read_to_string(SLICE)?);
    let texts = SourceTexts::new([description, slice])
        .map_err(|problems| problems.render(&SourceTexts::default(), false))?;
    let generated = generate_module(&texts, &"graph".parse()?, |_| ())
        .map_err(|problems| problems.render(&texts, false))?;
    tell("warning", &generated.warnings.render(&texts, false));
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("cargo sets OUT_DIR")?);
    write(&generated.files, &out.join("graph"))
}

fn write(files: &FileSet, folder: &Path) -> Result<(), Box<dyn Error>> {
    for (path, content) in files.iter() {
        let path = folder.join(path.as_str());
        fs::create_dir_all(path.parent().unwrap_or(folder))?;
        fs::write(path, content)?;
    }
    Ok(())
}

/// Shows a text with those of the compiler: Cargo takes it line by line.
fn tell(kind: &str, text: &str) {
    for line in text.lines() {
        println!("cargo::{kind}={line}");
    }
}
