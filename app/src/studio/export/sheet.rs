//! A spreadsheet of one sheet (Office Open XML, ECMA-376): headings that stay, numbers as exact numbers, days as days.

use super::cell::Value;
use super::zip::archive;
use crate::xml::push_escaped;
use domain::text::Lang;
use domain::time::{Day, Timestamp};

/// Longest text of a cell, in UTF-16 units.
const LONGEST: usize = 32_767;

/// Days from the first day of the format to 1970.
const EPOCH: i64 = 25_569;

const TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>"#;

const RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;

const BOOK_RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"#;

/// Styles 0 plain, 1 heading, 2 day, 3 day and minute.
const STYLES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd"/><numFmt numFmtId="165" formatCode="yyyy\-mm\-dd\ hh:mm"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>"#;

/// The bytes of a spreadsheet with these headings and rows; in Arabic its columns run from the right.
pub(super) fn write(lang: Lang, name: &str, headings: &[&str], rows: &[Vec<Value>]) -> Option<Vec<u8>> {
    archive(&[
        ("[Content_Types].xml", TYPES.to_owned()),
        ("_rels/.rels", RELATIONS.to_owned()),
        ("xl/workbook.xml", book(name)),
        ("xl/_rels/workbook.xml.rels", BOOK_RELATIONS.to_owned()),
        ("xl/styles.xml", STYLES.to_owned()),
        ("xl/worksheets/sheet1.xml", sheet(lang, headings, rows)),
    ])
}

fn book(name: &str) -> String {
    // Signs that the name of a sheet cannot have, and more than 31 of them.
    let plain = name.chars().filter(|letter| !matches!(letter, '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '\''));
    let mut out = String::from(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name=""#,
    );
    push_escaped(&mut out, &plain.take(31).collect::<String>());
    out.push_str(r#"" sheetId="1" r:id="rId1"/></sheets></workbook>"#);
    out
}

fn sheet(lang: Lang, headings: &[&str], rows: &[Vec<Value>]) -> String {
    let mut out = String::with_capacity(512 * (rows.len() + 1));
    out.push_str(r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0""#);
    if lang.dir() == "rtl" {
        out.push_str(r#" rightToLeft="1""#);
    }
    out.push_str(
        r#"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>"#,
    );
    for column in 1..=headings.len() {
        out.push_str(&format!(r#"<col min="{column}" max="{column}" width="20" customWidth="1"/>"#));
    }
    out.push_str("</cols><sheetData>");
    let heads = headings.iter().map(|heading| Value::Text((*heading).to_owned())).collect();
    for (number, row) in (1_usize..).zip(std::iter::once(&heads).chain(rows)) {
        out.push_str(&format!(r#"<row r="{number}">"#));
        for (column, value) in row.iter().enumerate() {
            let place = [letters(column), number.to_string()].concat();
            push(&mut out, &place, value, number == 1);
        }
        out.push_str("</row>");
    }
    out.push_str("</sheetData></worksheet>");
    out
}

/// The name of a column: A to Z, AA and so on.
fn letters(column: usize) -> String {
    let last = char::from(b'A' + u8::try_from(column % 26).unwrap_or_default());
    let before = if column < 26 { String::new() } else { letters(column / 26 - 1) };
    before + &last.to_string()
}

fn push(out: &mut String, place: &str, value: &Value, heading: bool) {
    match value {
        Value::Empty => {}
        Value::Text(text) => push_text(out, place, text, heading),
        Value::Number(number) => push_number(out, place, number, 0),
        Value::Day(day) => push_number(out, place, &(EPOCH + i64::from(day.0)).to_string(), 2),
        Value::At(at) => push_number(out, place, &serial(*at), 3),
    }
}

fn push_number(out: &mut String, place: &str, number: &str, style: u8) {
    out.push_str(&format!(r#"<c r="{place}" s="{style}"><v>{number}</v></c>"#));
}

/// A text is never a formula here, whatever it begins with.
fn push_text(out: &mut String, place: &str, text: &str, heading: bool) {
    let style = u8::from(heading);
    out.push_str(&format!(r#"<c r="{place}" t="inlineStr" s="{style}"><is><t xml:space="preserve">"#));
    let mut units = 0;
    let fits = |letter: &char| {
        units += letter.len_utf16();
        units <= LONGEST
    };
    push_escaped(out, &text.chars().take_while(fits).collect::<String>());
    out.push_str("</t></is></c>");
}

/// The day and the minute in Morocco, as days with ten decimals.
fn serial(at: Timestamp) -> String {
    let day: Day = at.day();
    let part = u64::from(at.minute_of_day()) * 10_000_000_000 / 1_440;
    format!("{}.{part:010}", EPOCH + i64::from(day.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_named_by_letters() {
        let named: Vec<String> = [0, 25, 26, 51, 52, 701, 702].map(letters).to_vec();
        assert_eq!(named, ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    }
}
