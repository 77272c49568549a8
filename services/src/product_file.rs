//! A product as a file: TOML that anyone can read, keep and correct.

use domain::authoring::{ProblemKind, ProductSource};
use toml::de::{DeTable, DeValue};

/// Why a file cannot be read at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileMistake {
    /// Line of the mistake, from 1.
    pub line: usize,
    /// What is wrong, in English, as the reader of TOML says it.
    pub reason: String,
}

/// Reads a file; keys that are not of the format are refused.
///
/// # Errors
/// [`FileMistake`] when it is no TOML, or holds something else than a product.
pub fn parse(text: &str) -> Result<ProductSource, FileMistake> {
    toml::from_str(text).map_err(|error| FileMistake {
        line: line_at(text, error.span().map_or(0, |span| span.start)),
        reason: error.message().to_owned(),
    })
}

/// Writes a file that [`parse`] reads back.
///
/// # Errors
/// When the writer refuses, which it does for no product.
pub fn write(source: &ProductSource) -> Result<String, crate::Error> {
    toml::to_string(source).map_err(|error| crate::Error::Failed(format!("a product cannot be written: {error}")))
}

/// The line on which a field stands, or the nearest thing that holds it.
#[must_use]
pub fn line_of(text: &str, path: &str) -> usize {
    let Ok(table) = DeTable::parse(text) else { return 1 };
    let mut start = 0;
    let mut here: Option<&DeValue<'_>> = None;
    for name in path.split('.') {
        let next = match here {
            None => table.get_ref().get(name),
            Some(DeValue::Table(table)) => table.get(name),
            Some(DeValue::Array(list)) => name.parse::<usize>().ok().and_then(|at| list.get(at)),
            Some(
                DeValue::String(_)
                | DeValue::Integer(_)
                | DeValue::Float(_)
                | DeValue::Boolean(_)
                | DeValue::Datetime(_),
            ) => None,
        };
        let Some(next) = next else { break };
        // A list of tables spans all of them; each table begins at its own heading.
        if !matches!(next.get_ref(), DeValue::Array(list) if list.iter().any(|one| one.get_ref().is_table())) {
            start = next.span().start;
        }
        here = Some(next.get_ref());
    }
    line_at(text, start)
}

fn line_at(text: &str, at: usize) -> usize {
    text.get(..at).unwrap_or(text).matches('\n').count() + 1
}

/// A mistake in English, for whoever loads files.
#[must_use]
pub fn reason(kind: &ProblemKind) -> String {
    match kind {
        ProblemKind::Missing => "something has to be written here".to_owned(),
        ProblemKind::NoAlt => "what is seen on the picture has to be said here, in each language".to_owned(),
        ProblemKind::TooLong(most) => format!("this is longer than {most} letters"),
        ProblemKind::NotAKey => {
            "no slug or key: a-z, 0-9 and hyphens, and none that the form keeps for itself".to_owned()
        }
        ProblemKind::Taken => "this key is there already".to_owned(),
        ProblemKind::NotANumber => "this is no decimal number".to_owned(),
        ProblemKind::NotWhole => "this is no whole number, or one that is too large".to_owned(),
        ProblemKind::NotAnAmount(unit) => format!("this is no quantity in units of {unit:?}"),
        ProblemKind::TooFine => "this has more decimals than can be counted".to_owned(),
        ProblemKind::TooLarge => "this is too large to compute with".to_owned(),
        ProblemKind::NotPositive => "more than nothing is wanted here".to_owned(),
        ProblemKind::OffStep => "prices in other currencies go in steps of 0.50".to_owned(),
        ProblemKind::NoGroup(key) => format!("there is no group {key:?}"),
        ProblemKind::NoValue(key) => format!("there is no value {key:?}"),
        ProblemKind::NoMaterial(slug) => format!("the shop has no material {slug:?}"),
        ProblemKind::NoStation(key) => format!("the shop has no station {key:?}"),
        ProblemKind::NoStage(key) => format!("there is no work with the key {key:?}"),
        ProblemKind::NoPicture => "the shop has no such picture".to_owned(),
        ProblemKind::NoColour => "a value without a swatch cannot colour a picture".to_owned(),
        ProblemKind::Unknown(name) => format!("there is no such thing here as {name:?}"),
        ProblemKind::NoBasis(per) => format!("{per:?} is nothing that an amount can grow with"),
        ProblemKind::OtherKind => "this does not fit the kind of the group".to_owned(),
        ProblemKind::Foreign(field) => format!("a group of this kind has no {field}"),
        ProblemKind::OneWay => "a rule says either `then`, or `of` with `at_least` or `at_most`".to_owned(),
        ProblemKind::SetsNoSide => "only a number in mm sets a side: length, width or height".to_owned(),
        ProblemKind::Waste => "a waste of more than 500 percent is a mistake".to_owned(),
        ProblemKind::Range => "no values, a range without numbers, no script, or too many values".to_owned(),
        ProblemKind::DefaultOutside => "the default is no value of this group".to_owned(),
        ProblemKind::Swatch => "the swatch is not #rrggbb, or a side is negative".to_owned(),
        ProblemKind::Reference => "it names a group or value that it cannot use".to_owned(),
        ProblemKind::TooComplex => "too many groups, values or rules to answer for exactly".to_owned(),
        ProblemKind::DefaultsBreak => "the defaults break this rule".to_owned(),
        ProblemKind::Unreachable(ordinal) => format!("the rules never allow value number {ordinal}"),
        ProblemKind::StepOrder => "steps follow the order of the groups".to_owned(),
        ProblemKind::PresetBroken => "this design cannot be made: a value is not there, or a rule is broken".to_owned(),
        ProblemKind::FreePiece => "the piece costs nothing with its defaults".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "slug = \"a\"\nname = { ar = \"\", fr = \"b\" }\n\n[[group]]\nkey = \"size\"\n[[group]]\nkey = \"lid\"\n\
        [[group.value]]\nkey = \"flat\"\nlabel.fr = \"Plat\"\n";

    #[test]
    fn a_field_is_found_on_its_line() {
        for (path, line) in [
            ("slug", 1),
            ("name.ar", 2),
            ("name.en", 2),
            ("group.0.key", 5),
            ("group.1.key", 7),
            ("group.1", 6),
            ("group.1.value.0.key", 9),
            ("group.1.value.0.label.fr", 10),
            ("group.1.value.0.label.ar", 10),
            ("nothing.here", 1),
        ] {
            assert_eq!(line_of(FILE, path), line, "{path}");
        }
    }

    #[test]
    fn what_is_written_reads_back() {
        let source = parse(FILE).unwrap();
        assert_eq!(parse(&write(&source).unwrap()).unwrap(), source);
        let mistake = parse("slug = \"a\"\nslag = 1\n").unwrap_err();
        assert_eq!(mistake.line, 2, "{mistake:?}");
    }
}
