//! Comma-separated values (RFC 4180), as spreadsheets of the reader's country read them.

use super::cell::Value;
use domain::text::Lang;

/// Says to a spreadsheet that the file is UTF-8.
const MARK: char = '\u{feff}';

/// A file with these headings and rows. Where numbers have a decimal comma, cells are told apart by semicolons: so do the
/// spreadsheets there.
pub(super) fn write(lang: Lang, headings: &[&str], rows: &[Vec<Value>]) -> String {
    let comma = match lang {
        Lang::Ar | Lang::Fr => true,
        Lang::En => false,
    };
    let between = if comma { ';' } else { ',' };
    let mut out = String::with_capacity(64 * (rows.len() + 1));
    out.push(MARK);
    let heads = headings.iter().map(|heading| Value::Text((*heading).to_owned())).collect();
    for row in std::iter::once(&heads).chain(rows) {
        for (at, value) in row.iter().enumerate() {
            if at > 0 {
                out.push(between);
            }
            push(&mut out, value, comma, between);
        }
        out.push_str("\r\n");
    }
    out
}

fn push(out: &mut String, value: &Value, comma: bool, between: char) {
    match value {
        Value::Empty => {}
        Value::Number(number) if comma => out.push_str(&number.replace('.', ",")),
        Value::Number(number) => out.push_str(number),
        Value::Day(day) => out.push_str(&day.iso()),
        Value::At(at) => out.push_str(&at.iso_minute()),
        Value::Text(text) => push_text(out, &harmless(text), between),
    }
}

/// A text that a spreadsheet would take for a formula is preceded by an apostrophe: then it is a text.
fn harmless(text: &str) -> String {
    // Spaces and marks in front do not keep a spreadsheet from reading on.
    let first = text.trim_start_matches(|letter: char| letter.is_whitespace() || letter == MARK).chars().next();
    let begins = text.starts_with(['\t', '\r', '\n']);
    let formula = first.is_some_and(|first| matches!(first, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠'));
    if formula || begins { ["'", text].concat() } else { text.to_owned() }
}

fn push_text(out: &mut String, text: &str, between: char) {
    if text.contains([between, ',', ';', '"', '\r', '\n']) {
        out.push('"');
        out.push_str(&text.replace('"', "\"\""));
        out.push('"');
    } else {
        out.push_str(text);
    }
}
