//! `cargo xtask explain`: why something is in the slice, or is not; and what the code of a problem means.

use msgraph_generator::problem::Code;

use crate::codegen::{self, load};
use crate::failure::Failure;
use crate::flags::Explain;
use crate::wording::{escaped, safe_line};
use crate::workspace::Workspace;

/// Explains one name. One that no description has is refused with those that are near.
pub(crate) fn run(workspace: &Workspace, flags: &Explain) -> Result<String, Failure> {
    if let [name] = flags.name.as_slice()
        && let Some(code) = Code::find(name)
    {
        return Ok(format!("{}\n", code.explanation()));
    }
    let inputs = load::load(workspace, &flags.inputs)?;
    let plan = codegen::plan_quietly(&inputs.texts)?;
    let name = flags.name.join(" ");
    match plan.slice.explain(&plan.api, &name) {
        Ok(text) => Ok(text.lines().map(|line| escaped(line) + "\n").collect()),
        Err(near) => Err(unknown(&name, &near)),
    }
}

fn unknown(name: &str, near: &[String]) -> Failure {
    let near: Vec<String> = near
        .iter()
        .map(|name| format!("`{}`", safe_line(name)))
        .collect();
    let advice = if near.is_empty() {
        String::new()
    } else {
        format!("\n  help: did you mean {}?", near.join(" or "))
    };
    Failure::refused(format!(
        "nothing in the descriptions is named `{}`{advice}",
        safe_line(name)
    ))
}
