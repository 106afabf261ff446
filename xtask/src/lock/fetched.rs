//! `cargo xtask specs add`, `update` and `status`: descriptions that are fetched from where they are published.

use std::fmt::Write;
use std::fs;

use msgraph_generator::source::SourceText;

use super::update::write;
use super::{Kind, Lock, Pin, is_inside};
use crate::codegen::{load, report};
use crate::digest::sha256;
use crate::disk;
use crate::failure::Failure;
use crate::fetch::{FetchError, Fetched, Fetcher, Url};
use crate::flags::{Add, Status, Update};
use crate::wording::{counted, escaped, size};
use crate::workspace::Workspace;

/// What is left to do after descriptions have changed.
const NEXT: &str = "look at what changed with `cargo xtask diff`, then run `cargo xtask codegen`\n";

/// Fetches a description for the first time, and pins it.
pub(crate) fn add(workspace: &Workspace, flags: &Add) -> Result<String, Failure> {
    let mut lock = Lock::read(workspace)?.unwrap_or_default();
    let shown = escaped(&flags.name);
    if !is_inside(&flags.name) {
        return Err(Failure::unusable(format!(
            "`{shown}` is not a path inside specs/"
        )));
    }
    if lock.contains(&flags.name) || workspace.specs().join(&flags.name).exists() {
        return Err(Failure::unusable(format!(
            "`{shown}` is there already; `cargo xtask specs update {shown}` fetches it again"
        )));
    }
    let url = Url::parse(&flags.url).map_err(|error| Failure::unusable(error.to_string()))?;
    let fetcher = Fetcher::new(workspace.fetched(), flags.limit.bytes(), workspace.is_quiet);
    let fetched = fetcher
        .fetch(&flags.name, &url, None)
        .map_err(|error| failure(&flags.name, &error))?;
    let Fetched::New { bytes, revision } = fetched else {
        return Err(Failure::refused(format!(
            "{shown}: the server says that nothing is new about what was never fetched"
        )));
    };
    let kind = kind(workspace, &flags.name, &bytes)?;
    let pin = Pin {
        name: flags.name.clone(),
        kind,
        size: bytes.len() as u64,
        sha256: sha256(&bytes),
        source: flags.source.clone().unwrap_or_else(|| url.to_string()),
        url: Some(url.as_str().to_owned()),
        revision,
    };
    put(workspace, &flags.name, &bytes)?;
    lock.pins.insert(flags.name.clone(), pin);
    write(workspace, &lock)?;
    Ok(format!(
        "fetched    {shown} ({})\n",
        size(bytes.len() as u64)
    ))
}

/// Fetches what the lock says is published, and pins what came.
pub(crate) fn update(workspace: &Workspace, flags: &Update) -> Result<String, Failure> {
    let mut lock = Lock::read(workspace)?.unwrap_or_default();
    let fetcher = Fetcher::new(workspace.fetched(), flags.limit.bytes(), workspace.is_quiet);
    let names = wanted(&lock, &flags.names)?;
    let (mut text, mut changed, mut failed) = (String::new(), 0, 0);
    for name in &names {
        let Some(pin) = lock.pins.get(name) else {
            continue;
        };
        let outcome = renew(workspace, &fetcher, pin, flags.locked);
        let shown = escaped(name);
        let _ = match outcome {
            Ok(None) => writeln!(text, "unchanged  {shown}"),
            Ok(Some(new)) => {
                let line = writeln!(
                    text,
                    "fetched    {shown} ({}, was {})",
                    size(new.size),
                    size(pin.size)
                );
                changed += usize::from(new.sha256 != pin.sha256);
                lock.pins.insert(name.clone(), new);
                // Each by itself, so that what follows cannot lose it.
                write(workspace, &lock)?;
                line
            }
            Err(error) => {
                failed += 1;
                writeln!(text, "kept       {shown}: {error}")
            }
        };
    }
    if changed > 0 {
        text.push_str(NEXT);
    }
    match failed {
        0 => Ok(text),
        _ => Err(Failure::refused(format!(
            "{} could not be fetched\n{text}",
            counted(failed, "description")
        ))),
    }
}

/// Says which descriptions are not as they are pinned, or not as they are published.
pub(crate) fn status(workspace: &Workspace, flags: &Status) -> Result<String, Failure> {
    let lock = Lock::read(workspace)?.unwrap_or_default();
    let fetcher = Fetcher::new(workspace.fetched(), u64::MAX, workspace.is_quiet);
    let (mut text, mut stale) = (String::new(), 0);
    for (name, pin) in &lock.pins {
        let here = match fs::read(workspace.specs().join(name)) {
            Ok(bytes) if sha256(&bytes) == pin.sha256 => "as pinned",
            Ok(_) => "changed here",
            Err(_) => "not here",
        };
        let there = match (&pin.url, flags.offline) {
            (None, _) => "not published".to_owned(),
            (Some(_), true) => "not asked".to_owned(),
            (Some(url), false) => published(&fetcher, url, pin.revision.as_deref()),
        };
        stale += usize::from(here != "as pinned" || there == STALE);
        let _ = writeln!(text, "{here:<12}  {there:<28}  {}", escaped(name));
    }
    match stale {
        0 => Ok(text),
        _ => Err(Failure::refused(format!(
            "{} not up to date\n{text}`cargo xtask specs update` fetches what is published, `{}` accepts what is here",
            counted(stale, "description"),
            super::COMMAND
        ))),
    }
}

const STALE: &str = "published anew";

fn published(fetcher: &Fetcher, url: &str, revision: Option<&str>) -> String {
    let answer = Url::parse(url)
        .map_err(FetchError::Url)
        .and_then(|url| fetcher.is_newer(&url, revision));
    match answer {
        Ok(Some(true)) => STALE.to_owned(),
        Ok(Some(false)) => "as published".to_owned(),
        Ok(None) => "the server does not say".to_owned(),
        Err(error) => format!("unknown: {error}"),
    }
}

/// The names to fetch: those that were given, or all that are published.
fn wanted(lock: &Lock, names: &[String]) -> Result<Vec<String>, Failure> {
    for name in names {
        let published = lock.pins.get(name).map(|pin| pin.url.is_some());
        let shown = escaped(name);
        match published {
            Some(true) => {}
            Some(false) => {
                return Err(Failure::unusable(format!(
                    "specs/lock.toml has no `url` for `{shown}`, so nobody knows where to fetch it"
                )));
            }
            None => {
                return Err(Failure::unusable(format!(
                    "specs/lock.toml has no `{shown}`"
                )));
            }
        }
    }
    if names.is_empty() {
        let published = lock.pins.iter().filter(|(_, pin)| pin.url.is_some());
        return Ok(published.map(|(name, _)| name.clone()).collect());
    }
    Ok(names.to_vec())
}

/// Fetches a description again; `None` if it is the one that is pinned and here.
fn renew(
    workspace: &Workspace,
    fetcher: &Fetcher,
    pin: &Pin,
    locked: bool,
) -> Result<Option<Pin>, Failure> {
    let url = Url::parse(pin.url.as_deref().unwrap_or_default())
        .map_err(|error| Failure::refused(error.to_string()))?;
    let here = fs::read(workspace.specs().join(&pin.name));
    let is_here = here.is_ok_and(|bytes| sha256(&bytes) == pin.sha256);
    if locked && is_here {
        return Ok(None);
    }
    let known = pin.revision.as_deref().filter(|_| is_here);
    let fetched = fetcher
        .fetch(&pin.name, &url, known)
        .map_err(|error| Failure::refused(error.to_string()))?;
    let (bytes, revision) = match fetched {
        Fetched::Unchanged => return Ok(None),
        Fetched::New { bytes, revision } => (bytes, revision),
    };
    let found = sha256(&bytes);
    if locked && found != pin.sha256 {
        return Err(Failure::refused(format!(
            "it is another one than is pinned ({found} in place of {}); without `--locked` it is accepted",
            pin.sha256
        )));
    }
    let kind = kind(workspace, &pin.name, &bytes)?;
    if kind != pin.kind {
        return Err(Failure::refused(
            "what came is another kind of description than what is pinned",
        ));
    }
    put(workspace, &pin.name, &bytes)?;
    Ok(Some(Pin {
        size: bytes.len() as u64,
        sha256: found,
        revision,
        ..pin.clone()
    }))
}

/// What kind of description came. A page of a proxy is none.
fn kind(workspace: &Workspace, name: &str, bytes: &[u8]) -> Result<Kind, Failure> {
    let none = || {
        Failure::refused(format!(
            "what came for {} is no description of an API",
            escaped(name)
        ))
    };
    let shown = workspace.shown(&workspace.specs().join(name));
    let text = SourceText::from_utf8(shown, bytes.to_vec()).map_err(|_| none())?;
    let texts = load::texts([text])?;
    let kind = Kind::of(&texts).map_err(|problems| report::refusal(&problems, &texts))?;
    kind.ok_or_else(none)
}

/// Puts a description in place, whole or not at all.
fn put(workspace: &Workspace, name: &str, bytes: &[u8]) -> Result<(), Failure> {
    let path = workspace.specs().join(name);
    let folder = path.parent().unwrap_or(&path);
    fs::create_dir_all(folder)
        .and_then(|()| disk::replace(&path, bytes))
        .map_err(|error| Failure::io(format!("write {}", workspace.shown(&path)), &error))
}

fn failure(name: &str, error: &FetchError) -> Failure {
    Failure::refused(format!("{}: {error}", escaped(name)))
}
