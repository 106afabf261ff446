//! The program that decodes and encodes, from this side.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

/// The program, running.
#[derive(Debug)]
pub(crate) struct Probe {
    child: Child,
    requests: ChildStdin,
    answers: BufReader<ChildStdout>,
    /// The names of the types that it knows: those of models first, then those that are declared types of a hierarchy.
    pub(crate) names: Vec<String>,
}

/// What is to be decoded.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Form {
    One,
    Page,
    /// One value, of which only the type is to be told: as a string, or null if the crate does not have it.
    Type,
}

/// What came of it.
#[derive(Clone, Debug)]
pub(crate) enum Answer {
    /// It was decoded, and is written like this.
    Written {
        json: String,
        /// Whether it is decoded the same twice, and its copy and what is decoded of what was written are the same.
        is_stable: bool,
        /// Whether these are equal. What holds a not-a-number is not.
        is_equal: bool,
    },
    /// It was refused.
    Refused { path: String, message: String },
}

impl Probe {
    pub(crate) fn start(program: &Path) -> Self {
        let mut child = Command::new(program)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program can be run");
        let requests = child.stdin.take().expect("it is piped");
        let answers = child.stdout.take().expect("it is piped");
        let mut probe = Self {
            child,
            requests,
            answers: BufReader::new(answers),
            names: Vec::new(),
        };
        let line = |probe: &mut Self| probe.line().expect("the program says what it knows");
        let count: usize = line(&mut probe).parse().expect("a number");
        probe.names = (0..count).map(|_| line(&mut probe)).collect();
        probe
    }

    /// Has it decode. Fails if it ends on that, by a panic or because of the stack.
    pub(crate) fn ask(&mut self, index: usize, form: Form, json: &[u8]) -> Answer {
        match self.exchange(index, form, json) {
            Ok(answer) => answer,
            Err(error) => {
                let status = self.child.wait();
                let shown: String = String::from_utf8_lossy(json).chars().take(4000).collect();
                let name = &self.names[index];
                panic!("{name} as {form:?}: {error}, {status:?}\n{shown}");
            }
        }
    }

    fn exchange(&mut self, index: usize, form: Form, json: &[u8]) -> io::Result<Answer> {
        let form = match form {
            Form::One => "one",
            Form::Page => "page",
            Form::Type => "type",
        };
        let mut request = format!("{index} {form} {}\n", json.len()).into_bytes();
        request.extend_from_slice(json);
        self.requests.write_all(&request)?;
        let line = self.line()?;
        let words: Vec<&str> = line.split(' ').collect();
        match words.as_slice() {
            ["written", equal, length] => Ok(Answer::Written {
                json: self.text(length)?,
                is_stable: *equal != "unstable",
                is_equal: *equal == "equal",
            }),
            ["refused", path, message] => Ok(Answer::Refused {
                path: self.text(path)?,
                message: self.text(message)?,
            }),
            _ => Err(io::Error::other("the program ended")),
        }
    }

    fn line(&mut self) -> io::Result<String> {
        let mut line = String::new();
        self.answers.read_line(&mut line)?;
        Ok(line.trim_end().to_owned())
    }

    fn text(&mut self, length: &str) -> io::Result<String> {
        let length: usize = length.parse().map_err(io::Error::other)?;
        let mut bytes = vec![0; length];
        self.answers.read_exact(&mut bytes)?;
        String::from_utf8(bytes).map_err(io::Error::other)
    }
}

impl Drop for Probe {
    fn drop(&mut self) {
        // It ends when nothing more comes, and this is the end in any case.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
