//! What must hold of every type.

use msgraph_generator::model::Structured;

use crate::json::Json;
use crate::probe::{Answer, Form, Probe};
use crate::random::Random;
use crate::sample::Sample;
use crate::types::Types;
use crate::{broken, objects, wrong};

/// How much is tried of each type.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Effort {
    /// Objects that are decoded and encoded; at least four.
    pub(crate) objects: usize,
    /// Pages of four objects.
    pub(crate) pages: usize,
    /// Texts that are cut off, and as many that are damaged, for each of some objects.
    pub(crate) broken: usize,
    /// Texts that nest without end, at most. They are long.
    pub(crate) endless: usize,
}

/// How much was tried of a type.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Counts {
    /// Objects that came back, and pages of them.
    pub(crate) objects: usize,
    pub(crate) pages: usize,
    /// Bytes of JSON that these were.
    pub(crate) bytes: usize,
    /// Values of a wrong kind that were refused with their path.
    pub(crate) wrong: usize,
    /// Damaged texts that were refused, and those that could still be read.
    pub(crate) refused: usize,
    pub(crate) read: usize,
    /// Texts of endless nesting that were refused.
    pub(crate) endless: usize,
}

impl Counts {
    pub(crate) fn add(&mut self, other: Self) {
        self.objects += other.objects;
        self.pages += other.pages;
        self.bytes += other.bytes;
        self.wrong += other.wrong;
        self.refused += other.refused;
        self.read += other.read;
        self.endless += other.endless;
    }
}

/// One type of a running program.
#[derive(Debug)]
pub(crate) struct Checker<'p, 't> {
    pub(crate) probe: &'p mut Probe,
    pub(crate) types: &'t Types<'t>,
    pub(crate) structured: &'t Structured,
    /// Its number in the program.
    pub(crate) index: usize,
    /// Whether it is decoded as what the annotation with its type says.
    pub(crate) is_hierarchy: bool,
}

impl Checker<'_, '_> {
    pub(crate) fn check(&mut self, effort: Effort) -> Counts {
        let mut counts = Counts::default();
        self.check_objects(effort, &mut counts);
        self.check_pages(effort, &mut counts);
        self.check_wrong(&mut counts);
        self.check_broken(effort, &mut counts);
        self.check_nesting(effort, &mut counts);
        counts
    }

    fn sample(&self, number: usize) -> Sample {
        if self.is_hierarchy {
            objects::numbered_of_hierarchy(self.types, self.structured, number)
        } else {
            objects::numbered(self.types, self.structured, number)
        }
    }

    fn spelled(&self, sample: &Sample, number: usize) -> String {
        let mut random = Random::of("spelling", number);
        sample.sent.spelled(&mut random)
    }

    fn check_objects(&mut self, effort: Effort, counts: &mut Counts) {
        for number in 0..effort.objects {
            let sample = self.sample(number);
            let text = self.spelled(&sample, number);
            self.comes_back(Form::One, &text, &sample.written);
            if self.is_hierarchy {
                self.comes_back(Form::Type, &text, &self.type_of(&sample.sent));
            }
            counts.objects += 1;
            counts.bytes += text.len();
        }
    }

    /// The type that an object of the hierarchy is of: what the annotation says, or else the declared one.
    fn type_of(&self, object: &Json) -> Json {
        let Some(annotation) = object.annotated_type() else {
            return Json::text(self.structured.id.as_str());
        };
        let (_, name) = annotation.rsplit_once('#').unwrap_or(("", annotation));
        let members = self.types.members(self.structured).unwrap_or_default();
        let is_known = members.iter().any(|member| member.id.as_str() == name);
        if is_known {
            Json::text(name)
        } else {
            Json::Null
        }
    }

    fn check_pages(&mut self, effort: Effort, counts: &mut Counts) {
        for number in 0..effort.pages {
            let first = effort.objects + number * 4;
            let items = (first..first + number % 5).map(|number| self.sample(number));
            let page = page(Sample::array(items.collect()));
            let text = self.spelled(&page, number);
            self.comes_back(Form::Page, &text, &page.written);
            counts.pages += 1;
            counts.bytes += text.len();
        }
    }

    /// Fails unless a text is decoded and encoded to an equal value.
    fn comes_back(&mut self, form: Form, text: &str, expected: &Json) {
        let name = self.structured.id.clone();
        match self.probe.ask(self.index, form, text.as_bytes()) {
            Answer::Refused { message, .. } => panic!("{name} as {form:?}: {message}\n{text}"),
            Answer::Written {
                json,
                is_stable,
                is_equal,
            } => {
                let written = Json::parse(&json);
                let written = written.unwrap_or_else(|| panic!("{name}: not JSON: {json}\n{text}"));
                if let Some(difference) = expected.difference(&written) {
                    panic!("{name} as {form:?}{difference}\n{text}\n{json}");
                }
                let is_equal = is_equal || expected.has_nan();
                assert!(is_stable && is_equal, "{name}: a copy differs\n{text}");
            }
        }
    }

    fn check_wrong(&mut self, counts: &mut Counts) {
        for wrong in wrong::all(self.types, self.structured) {
            let empty = || Json::Object(Vec::new());
            let items = vec![empty(), empty(), empty(), wrong.object.clone()];
            let page = page(Sample::same(Json::Array(items))).sent;
            let cases = [
                (Form::One, wrong.object, wrong.path.clone()),
                (Form::Page, page, format!("value[3].{}", wrong.path)),
            ];
            for (form, json, path) in cases {
                self.is_refused_at(form, &json, &path, &wrong.found);
                counts.wrong += 1;
            }
        }
    }

    /// Fails unless a value is refused with its path, what was expected, and what came.
    fn is_refused_at(&mut self, form: Form, json: &Json, expected_path: &str, found: &str) {
        let name = self.structured.id.clone();
        let text = json.compact();
        match self.probe.ask(self.index, form, text.as_bytes()) {
            Answer::Written { json, .. } => panic!("{name}: accepted\n{text}\n{json}"),
            Answer::Refused { path, message } => {
                assert_eq!(path, expected_path, "{name}: {message}\n{text}");
                let says = format!("{path}: expected ");
                let is_told = message.contains(&says) && message.ends_with(found);
                assert!(is_told, "{name}: {message}, not {found}\n{text}");
            }
        }
    }

    fn check_broken(&mut self, effort: Effort, counts: &mut Counts) {
        // All properties, and some at random.
        for number in [0, 3] {
            let sample = self.sample(number);
            let text = self.spelled(&sample, number);
            let mut random = Random::of(self.structured.id.as_str(), number);
            for bytes in broken::truncated(&text, effort.broken, &mut random) {
                self.is_refused(Form::One, &bytes);
                counts.refused += 1;
            }
            for bytes in broken::mutated(&text, effort.broken, &mut random) {
                if self.is_read(&bytes) {
                    counts.read += 1;
                } else {
                    counts.refused += 1;
                }
            }
        }
    }

    fn check_nesting(&mut self, effort: Effort, counts: &mut Counts) {
        let mut endless = broken::endless(self.types, self.structured);
        let turn = self.index % endless.len();
        endless.rotate_left(turn);
        for text in endless.into_iter().take(effort.endless) {
            self.is_refused(Form::One, text.as_bytes());
            counts.endless += 1;
        }
        for text in broken::deepest(self.types, self.structured) {
            let expected = Json::parse(&text).expect("JSON");
            self.comes_back(Form::One, &text, &expected);
        }
    }

    fn is_refused(&mut self, form: Form, bytes: &[u8]) {
        if let Answer::Written { json, .. } = self.probe.ask(self.index, form, bytes) {
            let name = &self.structured.id;
            let text: String = String::from_utf8_lossy(bytes).chars().take(2000).collect();
            panic!("{name}: accepted\n{text}\n{json}");
        }
    }

    /// Whether a damaged text could be read; what was read then comes back.
    fn is_read(&mut self, bytes: &[u8]) -> bool {
        let Answer::Written {
            json,
            is_stable,
            is_equal,
        } = self.probe.ask(self.index, Form::One, bytes)
        else {
            return false;
        };
        let name = &self.structured.id;
        let text = String::from_utf8_lossy(bytes);
        let written = Json::parse(&json);
        let written = written.unwrap_or_else(|| panic!("{name}: not JSON: {json}\n{text}"));
        let is_equal = is_equal || written.has_nan();
        assert!(
            is_stable && is_equal,
            "{name}: a copy differs\n{text}\n{json}"
        );
        true
    }
}

/// A page with these items.
fn page(items: Sample) -> Sample {
    let text = |text| Sample::same(Json::text(text));
    let entries = [
        (
            "@odata.context",
            text("https://graph.example/v1.0/$metadata#users"),
        ),
        (
            "@odata.count",
            Sample::same(Json::number("9223372036854775807")),
        ),
        ("value", items),
        (
            "@odata.nextLink",
            text("https://graph.example/v1.0/users?$skiptoken=a%20b"),
        ),
        ("@microsoft.graph.tips", text("Use $select.")),
    ];
    let entries = entries
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value));
    Sample::object(entries.collect())
}
