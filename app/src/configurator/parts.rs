//! The pieces of text that change with the selection, written alike by server and browser.

use super::words::Word;
use crate::i18n::fill;
use domain::compact::Sheet;
use domain::configurator::{Change, Effect, FieldProblem, FieldProblemKind, Outcome, Pick, Trouble, Value};
use domain::money::Money;
use domain::planning::{Feasibility, Limit, Promise};
use domain::product::{GroupKind, NumberUnit};
use domain::text::Lang;
use domain::time::Day;

/// A word of the sheet.
pub fn word(sheet: &Sheet, word: Word) -> &str {
    sheet.words.get(word as usize).map_or("", String::as_str)
}

/// A number in the unit of its group: centimetres with the decimal mark of the language, or pieces.
pub fn number(sheet: &Sheet, value: i64, unit: NumberUnit) -> String {
    match unit {
        NumberUnit::Piece => value.to_string(),
        NumberUnit::Millimetre => {
            let mut text = (value / 10).to_string();
            if value % 10 != 0 {
                text.push(if sheet.lang == Lang::En { '.' } else { ',' });
                text.push_str(&(value % 10).abs().to_string());
            }
            text.push('\u{a0}');
            text.push_str(word(sheet, Word::Centimetre));
            text
        }
    }
}

/// The id of an element that belongs to a group, or to one value of a choice: `o` its control, `w` why not, `d` the
/// difference in price.
pub fn id(prefix: &str, group: usize, value: Option<usize>) -> String {
    let mut id = [prefix, "-", &group.to_string()].concat();
    if let Some(value) = value {
        id.push('-');
        id.push_str(&value.to_string());
    }
    id
}

/// The classes of the box of a value.
pub const fn choice(open: bool) -> &'static str {
    if open { "choice" } else { "choice blocked" }
}

/// How a pick is named.
pub fn pick_label(sheet: &Sheet, group: usize, pick: &Pick) -> String {
    match (pick, &sheet.model.groups[group].kind) {
        (Pick::Value(value), _) => sheet.text.groups[group].values.get(*value).cloned().unwrap_or_default(),
        (Pick::Number(value), GroupKind::Number { unit, .. }) => number(sheet, *value, *unit),
        (Pick::Number(value), _) => value.to_string(),
        (Pick::Several(taken), _) => {
            let mut names = String::new();
            for name in taken.iter().filter_map(|value| sheet.text.groups[group].values.get(*value)) {
                names.push_str(if names.is_empty() { "" } else { " + " });
                names.push_str(name);
            }
            if names.is_empty() { word(sheet, Word::Nothing).to_owned() } else { names }
        }
        (Pick::Text(code), GroupKind::Picture) => {
            word(sheet, if code.is_empty() { Word::Nothing } else { Word::YourPicture }).to_owned()
        }
        (Pick::Text(text), _) if text.is_empty() => word(sheet, Word::NoText).to_owned(),
        (Pick::Text(text), _) => text.clone(),
    }
}

/// The difference that a value makes to the price, of a blocked one with what has to change for it; empty when there is
/// none.
pub fn difference(sheet: &Sheet, value: &Value) -> String {
    match value {
        Value::Open(Effect { difference, .. }) | Value::Blocked { mended: Some(Effect { difference, .. }), .. }
            if *difference != 0 =>
        {
            let money = Money::mad(*difference).format(sheet.lang);
            // In Arabic the sign stands before the digits only behind a left-to-right mark (UAX 9).
            let mark = if sheet.lang == Lang::Ar { "\u{200e}" } else { "" };
            [mark, if *difference > 0 { "+ " } else { "" }, &money].concat()
        }
        Value::Open(_) | Value::Blocked { .. } | Value::Quiet => String::new(),
    }
}

/// Why a value leads nowhere, the artisan's reason, and from when on not, where a material has to come first; empty where
/// it leads somewhere now.
pub fn why(sheet: &Sheet, value: &Value) -> String {
    match value {
        Value::Blocked { rules, mended } => {
            let mut text = reason(sheet, rules);
            let later = mended.map(|mended| material(sheet, mended.when)).unwrap_or_default();
            if !later.is_empty() {
                text.push(' ');
                text.push_str(&later);
            }
            text
        }
        Value::Open(Effect { when, .. }) => material(sheet, *when),
        Value::Quiet => String::new(),
    }
}

/// Which material has to come first, or is used up; empty when all are there.
fn material(sheet: &Sheet, when: Feasibility) -> String {
    let name = |id| sheet.materials.get(Sheet::material_number(id)).map_or("", String::as_str);
    match when {
        Feasibility::Now => String::new(),
        Feasibility::From { day, material } => {
            let day = day.format_long(sheet.lang);
            fill(word(sheet, Word::NotBefore), &[("day", &day), ("material", name(material))])
        }
        Feasibility::Never { material } => fill(word(sheet, Word::UsedUp), &[("material", name(material))]),
    }
}

fn reason(sheet: &Sheet, rules: &[usize]) -> String {
    let mut text = String::new();
    for reason in rules.iter().filter_map(|rule| sheet.text.rules.get(*rule)) {
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(reason);
    }
    if text.is_empty() { word(sheet, Word::Blocked).to_owned() } else { text }
}

/// What a number or text group says about its limits now; empty when everything is possible.
pub fn limits(sheet: &Sheet, shown: &Outcome, group: usize) -> String {
    let open = &shown.domains[group];
    let Some(blocked) = open.iter().position(|open| !open) else { return String::new() };
    match &sheet.model.groups[group].kind {
        GroupKind::Choice { .. } | GroupKind::Several { .. } => String::new(),
        GroupKind::Text { .. } | GroupKind::Picture => why(sheet, &shown.values[group][blocked]),
        GroupKind::Number { min, step, unit, .. } => {
            let at = |ordinal: Option<usize>| ordinal.and_then(|at| i64::try_from(at).ok()).unwrap_or(0) * step + min;
            let (first, last) = (open.iter().position(|open| *open), open.iter().rposition(|open| *open));
            let mut text = fill(
                word(sheet, Word::Range),
                &[("min", &number(sheet, at(first), *unit)), ("max", &number(sheet, at(last), *unit))],
            );
            text.push(' ');
            text.push_str(&why(sheet, &shown.values[group][blocked]));
            text
        }
    }
}

/// The price of a piece as it stands out: in the reader's currency where she chose one.
pub fn price(sheet: &Sheet, shown: &Outcome) -> String {
    let charged = shown.quote.unit_total;
    sheet.conversion.and_then(|by| by.shown(charged)).unwrap_or(charged).format(sheet.lang)
}

/// What is wrong with a field that cannot be read.
pub fn problem(sheet: &Sheet, problem: &FieldProblem) -> String {
    let unit = match sheet.model.groups[problem.group].kind {
        GroupKind::Number { unit, .. } => unit,
        GroupKind::Choice { .. } | GroupKind::Several { .. } | GroupKind::Text { .. } | GroupKind::Picture => {
            NumberUnit::Piece
        }
    };
    let show = |value: i64| number(sheet, value, unit);
    match &problem.kind {
        FieldProblemKind::UnknownValue => {
            let picture = matches!(sheet.model.groups[problem.group].kind, GroupKind::Picture);
            word(sheet, if picture { Word::PictureGone } else { Word::UnknownValue }).to_owned()
        }
        FieldProblemKind::NotANumber => word(sheet, Word::NotANumber).to_owned(),
        FieldProblemKind::OutOfRange { min, max } => {
            fill(word(sheet, Word::OutOfRange), &[("min", &show(*min)), ("max", &show(*max))])
        }
        FieldProblemKind::Count { at_least, at_most } => {
            fill(word(sheet, Word::Count), &[("min", &at_least.to_string()), ("max", &at_most.to_string())])
        }
        FieldProblemKind::OffStep { nearest } => fill(word(sheet, Word::OffStep), &[("nearest", &show(*nearest))]),
        FieldProblemKind::TooLong { max } => fill(word(sheet, Word::TooLong), &[("max", &max.to_string())]),
        FieldProblemKind::Script => word(sheet, Word::Script).to_owned(),
        FieldProblemKind::Control => word(sheet, Word::Control).to_owned(),
    }
}

/// The day of readiness as a sentence.
pub fn ready(sheet: &Sheet, shown: &Outcome) -> String {
    match &shown.promise {
        Ok(promise) => fill(word(sheet, Word::Ready), &[("day", &promise.ready.format_long(sheet.lang))]),
        Err(_) => word(sheet, Word::NoDay).to_owned(),
    }
}

/// What the day waits for, besides a material, which the notice names; empty where it is the work itself.
pub fn limit(sheet: &Sheet, shown: &Outcome) -> String {
    match &shown.promise {
        Ok(Promise { limit: Limit::Resource(_), .. }) => word(sheet, Word::Busy).to_owned(),
        Ok(Promise { limit: Limit::Closure(span), .. }) => {
            let day = |day: Day| day.format_long(sheet.lang);
            fill(word(sheet, Word::Closed), &[("from", &day(span.from)), ("to", &day(span.to))])
        }
        Ok(_) | Err(_) => String::new(),
    }
}

/// The opened price: list items with name and amount, as HTML.
pub fn breakdown(sheet: &Sheet, shown: &Outcome) -> String {
    let mut html = String::new();
    let item = |html: &mut String, class: &str, label: &str, amount: Money| {
        html.push_str("<li");
        html.push_str(class);
        html.push_str("><span>");
        push_escaped(html, label);
        html.push_str("</span> <bdi class=\"money\">");
        push_escaped(html, &amount.format(sheet.lang));
        html.push_str("</bdi></li>");
    };
    for line in &shown.quote.lines {
        let label = line.line.and_then(|index| sheet.text.prices.get(index)).map(String::as_str);
        item(&mut html, "", label.unwrap_or_else(|| word(sheet, Word::Base)), line.amount);
    }
    let total = shown.quote.unit_total;
    item(&mut html, " class=\"total\"", word(sheet, Word::Total), total);
    if let Some(shares) = sheet.shares {
        html.push_str("<li class=\"shares\">");
        push_escaped(&mut html, word(sheet, Word::Shares));
        html.push_str(" <small>");
        push_escaped(&mut html, word(sheet, Word::Declared));
        html.push_str("</small></li>");
        let labels = sheet.words.iter().skip(Word::FirstShare as usize);
        for (label, minor) in labels.zip(shares.split(total.minor)).filter(|(_, minor)| *minor > 0) {
            item(&mut html, "", label, Money { minor, ..total });
        }
    }
    html
}

/// What stands in the notice, as HTML: the reasons of a conflict and a button for each way out, or the material that has
/// to come first; empty when all is well.
pub fn notice(sheet: &Sheet, shown: &Outcome) -> String {
    let mut html = String::new();
    let later = material(sheet, shown.when);
    if shown.trouble.is_none() && later.is_empty() {
        return html;
    }
    html.push_str("<div class=\"notice warn\"><div>");
    if let Some(trouble) = &shown.trouble {
        html.push_str("<h2>");
        push_escaped(&mut html, word(sheet, Word::ConflictTitle));
        html.push_str("</h2><p>");
        push_escaped(&mut html, &reason(sheet, &trouble.conflict.rules));
        html.push_str("</p><p>");
        push_escaped(&mut html, word(sheet, Word::ShownFirst));
        html.push_str("</p>");
        ways_out(sheet, trouble, &mut html);
    } else {
        html.push_str("<p>");
        push_escaped(&mut html, &later);
        html.push_str("</p>");
    }
    html.push_str("</div></div>");
    html
}

fn ways_out(sheet: &Sheet, trouble: &Trouble, html: &mut String) {
    html.push_str("<div class=\"repair\">");
    for (group, found) in &trouble.repairs {
        let kept = found.selection.get(*group).map(|pick| pick_label(sheet, *group, pick)).unwrap_or_default();
        html.push_str("<button class=\"button button-quiet\" type=\"submit\" name=\"repair\" formaction=\"/api/update_design\" value=\"");
        push_escaped(html, &sheet.model.groups[*group].key);
        html.push_str("\">");
        let label = fill(word(sheet, Word::Keep), &[("kept", &kept), ("changes", &changes(sheet, &found.changes))]);
        push_escaped(html, &label);
        html.push_str("</button>");
    }
    html.push_str("</div>");
}

/// A list of changes in words.
pub fn changes(sheet: &Sheet, changes: &[Change]) -> String {
    let mut text = String::new();
    for change in changes {
        if !text.is_empty() {
            text.push_str(if sheet.lang == Lang::Ar { "، " } else { ", " });
        }
        let group = sheet.text.groups.get(change.group).map_or("", |group| group.label.as_str());
        let to = pick_label(sheet, change.group, &change.to);
        text.push_str(&fill(word(sheet, Word::Becomes), &[("group", group), ("to", &to)]));
    }
    text
}

/// Appends a text so that HTML reads it as text.
pub fn push_escaped(html: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            other => html.push(other),
        }
    }
}
