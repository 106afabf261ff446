//! Values of the primitive types and of enumerations, at their edges.

use msgraph_generator::model::{Enumeration, Primitive};

use crate::json::Json;
use crate::random::Random;
use crate::sample::{MOMENTS, Sample, TEXTS, anything};

/// How deep JSON nests that no type describes.
const UNTYPED_DEPTH: usize = 3;

/// A value of a primitive type. Nothing for a stream, which no model holds.
pub(crate) fn primitive(primitive: Primitive, random: &mut Random) -> Option<Sample> {
    let text = |texts: &[&str], random: &mut Random| Sample::same(Json::text(random.pick(texts)));
    Some(match primitive {
        Primitive::Binary => text(BINARIES, random),
        Primitive::Boolean => Sample::same(Json::Boolean(random.percent(50))),
        Primitive::Byte => number(&["0", "255", "7.0"], random),
        Primitive::Date => text(DATES, random),
        Primitive::DateTimeOffset => text(MOMENTS, random),
        Primitive::Decimal => decimal(random),
        Primitive::Double => double(DOUBLES, random),
        Primitive::Duration => text(DURATIONS, random),
        Primitive::Guid => text(GUIDS, random),
        Primitive::Int16 => number(&["0", "-32768", "32767", "1e3"], random),
        Primitive::Int32 => number(&["0", "-2147483648", "2147483647", "5.0", "-0"], random),
        Primitive::Int64 => long(random),
        Primitive::SByte => number(&["0", "-128", "127"], random),
        Primitive::Single => double(SINGLES, random),
        Primitive::Stream => return None,
        Primitive::String => text(TEXTS, random),
        Primitive::TimeOfDay => text(TIMES, random),
        Primitive::Untyped => anything(random, UNTYPED_DEPTH),
    })
}

/// A member of an enumeration, or several of one with flags; known or not.
pub(crate) fn member(enumeration: &Enumeration, random: &mut Random) -> Sample {
    if !enumeration.is_flags {
        return Sample::same(Json::text(name(enumeration, random)));
    }
    let mut names: Vec<&str> = Vec::new();
    for _ in 0..random.below(4) {
        let name = name(enumeration, random);
        if !name.is_empty() && !names.contains(&name) {
            names.push(name);
        }
    }
    let written = Json::Text(names.join(","));
    if random.percent(20) {
        return Sample::other(Json::Text(names.join(", ")), written);
    }
    Sample::same(written)
}

fn name<'e>(enumeration: &'e Enumeration, random: &mut Random) -> &'e str {
    if enumeration.members.is_empty() || random.percent(30) {
        return random.pick(UNKNOWN_MEMBERS);
    }
    &enumeration.members[random.below(enumeration.members.len())].name
}

/// Names of members that no description has.
const UNKNOWN_MEMBERS: &[&str] = &[
    "unknownFutureValue",
    "neverHeardOf",
    "Ünbekannt 2",
    "64",
    "",
];

fn number(numbers: &[&str], random: &mut Random) -> Sample {
    Sample::same(Json::number(random.pick(numbers)))
}

/// `IEEE754Compatible=true` asks for numbers of 64 bits as strings (OData JSON Format 4.01, section 3.2); they are sent as numbers.
fn or_string(number: &str, random: &mut Random) -> Sample {
    let written = Json::number(number);
    if random.percent(30) {
        return Sample::other(Json::text(number), written);
    }
    Sample::same(written)
}

fn long(random: &mut Random) -> Sample {
    if random.percent(10) {
        // No writer of strings has these.
        return number(&["5.0", "1E3", "-0"], random);
    }
    or_string(random.pick(LONGS), random)
}

fn decimal(random: &mut Random) -> Sample {
    if random.percent(10) {
        return Sample::same(Json::text(random.pick(&["INF", "-INF", "NaN"])));
    }
    or_string(random.pick(DECIMALS), random)
}

fn double(numbers: &[&str], random: &mut Random) -> Sample {
    if random.percent(30) {
        return Sample::same(Json::text(random.pick(&["INF", "-INF", "NaN"])));
    }
    number(numbers, random)
}

const LONGS: &[&str] = &[
    "0",
    "-1",
    "9007199254740991",
    "9007199254740993",
    "-9007199254740993",
    "9223372036854775807",
    "-9223372036854775808",
];

/// 29 digits are what the service's own type for decimal numbers has.
const DECIMALS: &[&str] = &[
    "0",
    "12.50",
    "-0.00",
    "79228162514264337593543950335",
    "-79228162514264337593543950335",
    "0.0000000000000000000000000001",
    "7.9228162514264337593543950335",
    "0.1000000000000000055511151231257827",
    "1E+28",
    "123456789012345678901234567890.123456789e-400",
];

const DOUBLES: &[&str] = &[
    "0",
    "-0.0",
    "3",
    "0.1",
    "0.30000000000000004",
    "1E+2",
    "5e-324",
    "2.2250738585072014E-308",
    "1.7976931348623157E+308",
    "9007199254740992",
];

const SINGLES: &[&str] = &[
    "0",
    "-0.0",
    "0.1",
    "16777216",
    "3.4028235E+38",
    "1e-45",
    "1.1754944e-38",
];

const BINARIES: &[&str] = &[
    "",
    "Zg==",
    "+/8=",
    "-_8",
    "-_8=",
    "AAECAwQFBgcICQ",
    "not base64!",
];

const DATES: &[&str] = &[
    "2026-01-02",
    "0001-01-01",
    "9999-12-31",
    "1969-07-20",
    "2024-02-29",
    "-0001-01-01",
    "",
];

const TIMES: &[&str] = &[
    "00:00:00",
    "13:20:00.0000000",
    "23:59:59.9999999",
    "07:30",
    "24:00:00",
];

const DURATIONS: &[&str] = &[
    "PT0S",
    "P1DT2H3M4.5S",
    "-P10675199DT2H48M5.4775808S",
    "PT0.0000001S",
    "PT90M",
    "P1Y2M",
    "",
];

const GUIDS: &[&str] = &[
    "00000000-0000-0000-0000-000000000000",
    "ffffffff-ffff-ffff-ffff-ffffffffffff",
    "0F5E1B64-3C1D-4C8A-9B7E-2D1A6F0C4E53",
    "{0f5e1b64-3c1d-4c8a-9b7e-2d1a6f0c4e53}",
    "",
];
