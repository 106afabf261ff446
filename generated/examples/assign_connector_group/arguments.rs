//! The command line.

use std::ffi::OsString;

pub(crate) const USAGE: &str = "\
usage: assign_connector_group --application ID --connector-group ID [--profile NAME] [--base-url URL]
       assign_connector_group --demo

  --application ID       the object id of the application
  --connector-group ID   the id of the connector group to assign to it
  --profile NAME         the publishing profile the group is in (default: applicationProxy)
  --base-url URL         a service root in place of https://graph.microsoft.com, without a version
  --demo                 assign, read back and remove against a stand-in inside this program

The bearer token is read from the environment variable GRAPH_TOKEN.";

/// What was asked for.
pub(crate) enum Command {
    Assign(Assignment),
    Demo,
    Help,
}

/// Which group is to be assigned to which application, and where.
#[derive(Default)]
pub(crate) struct Assignment {
    pub(crate) base_url: Option<String>,
    pub(crate) application: String,
    pub(crate) connector_group: String,
    pub(crate) profile: String,
}

/// Reads the command line, without the name of the program.
pub(crate) fn parse(arguments: impl Iterator<Item = OsString>) -> Result<Command, String> {
    let (mut base_url, mut application, mut connector_group, mut profile) =
        (None, None, None, None);
    let mut arguments = arguments.map(text);
    while let Some(argument) = arguments.next() {
        let argument = argument?;
        let value = match argument.as_str() {
            "--help" | "-h" => return Ok(Command::Help),
            "--demo" => return Ok(Command::Demo),
            "--base-url" => &mut base_url,
            "--application" => &mut application,
            "--connector-group" => &mut connector_group,
            "--profile" => &mut profile,
            other => return Err(format!("`{other}` is not an option")),
        };
        let missing = || Err(format!("`{argument}` needs a value"));
        *value = Some(arguments.next().unwrap_or_else(missing)?);
    }
    Ok(Command::Assign(Assignment {
        base_url,
        application: application.ok_or("`--application` is missing")?,
        connector_group: connector_group.ok_or("`--connector-group` is missing")?,
        profile: profile.unwrap_or_else(|| "applicationProxy".to_owned()),
    }))
}

fn text(argument: OsString) -> Result<String, String> {
    let not_text = |argument: OsString| format!("`{}` is not UTF-8", argument.display());
    argument.into_string().map_err(not_text)
}
