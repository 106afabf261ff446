//! Assigns a connector group to an application: one reference, typed from end to end.
//!
//! See it work without an account; a stand-in for the service runs inside the example:
//!
//! ```text
//! cargo run -p msgraph --example assign_connector_group -- --demo
//! ```
//!
//! Or do it for real, with a token in `GRAPH_TOKEN`:
//!
//! ```text
//! cargo run -p msgraph --example assign_connector_group -- --application ID --connector-group ID
//! ```

mod arguments;
mod demo;
mod report;

use std::process::ExitCode;

use arguments::{Assignment, Command, USAGE};
use msgraph::{Client, Error, StaticToken, applications, on_premises_publishing_profiles};

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let done = match arguments::parse(std::env::args_os().skip(1)) {
        Ok(Command::Help) => {
            println!("{USAGE}");
            Ok(())
        }
        Ok(Command::Demo) => demo::run().await,
        Ok(Command::Assign(assignment)) => assign(&assignment).await,
        Err(problem) => {
            eprintln!("{problem}\n\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("{problem}");
            ExitCode::FAILURE
        }
    }
}

/// The call itself. The rest of this example only reads arguments and prints.
async fn assign(assignment: &Assignment) -> Result<(), report::Problem> {
    let client = client(assignment)?;

    // A place is a value that says what is where. Nothing is asked of the service yet.
    let group = on_premises_publishing_profiles()
        .id(&assignment.profile)
        .connector_groups()
        .id(&assignment.connector_group);
    let application = applications().id(&assignment.application);

    // Only the place of a connector group fits here; that of a user, say, would not compile.
    let request = application.connector_group().set_ref(&group);

    report::request(&client, &request)?;
    client.send(request).await?;
    println!("    done: the service accepted the reference");
    Ok(())
}

fn client(assignment: &Assignment) -> Result<Client, Error> {
    let mut client = Client::builder();
    if let Some(base_url) = &assignment.base_url {
        client = client.base_url(base_url);
    }
    // The client sends the token to its own origin only, and never over plain HTTP except to this machine.
    if let Ok(token) = std::env::var("GRAPH_TOKEN") {
        client = client.token_source(StaticToken::new(token));
    }
    client.build()
}
