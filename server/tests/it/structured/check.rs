//! Holds what a page says in JSON-LD against the rules, and writes down what is wrong.

use super::rules::{Form, Need, Shape};
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// The page on which something is said.
pub struct Place<'a> {
    /// Scheme and host of the site.
    pub origin: &'a str,
    /// The path of the page.
    pub path: &'a str,
    /// What a person reads there, as [`words`] gives it.
    pub words: &'a str,
    /// Every `@id` that objects of the page have.
    pub ids: BTreeSet<String>,
}

/// What came of the look at one page.
#[derive(Default)]
pub struct Found {
    /// What is wrong, each with where it is.
    pub complaints: Vec<String>,
    /// Paths of pages that are referred to.
    pub pages: BTreeSet<String>,
    /// Paths of pictures that are shown.
    pub pictures: BTreeSet<String>,
    /// Paths of files that are shown as a logo.
    pub logos: BTreeSet<String>,
}

/// The words of a page as a person reads them: no head, no scripts, no markup, single spaces.
pub fn words(html: &str) -> String {
    let body = html.split_once("<body").map_or(html, |(_, body)| body);
    let mut text = String::new();
    for (at, part) in body.split("<script").enumerate() {
        let part = if at == 0 { part } else { part.split_once("</script>").map_or("", |(_, rest)| rest) };
        for piece in part.split('<') {
            text.push_str(piece.split_once('>').map_or(piece, |(_, words)| words));
        }
    }
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#x27;", "'");
    one_line(&text.replace("&#39;", "'").replace("&amp;", "&"))
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Every `@id` of a value that is more than a reference.
pub fn ids(value: &Value, into: &mut BTreeSet<String>) {
    match value {
        Value::Object(object) => {
            if let (Some(Value::String(id)), true) = (object.get("@id"), object.len() > 1) {
                into.insert(id.clone());
            }
            object.values().for_each(|part| ids(part, into));
        }
        Value::Array(parts) => parts.iter().for_each(|part| ids(part, into)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

impl Found {
    fn complain(&mut self, at: &str, what: &str, value: &Value) {
        self.complaints.push(format!("{at} {what}: {value}"));
    }

    /// Holds one value against a shape.
    pub fn hold(&mut self, place: &Place<'_>, at: &str, shape: &Shape, value: &Value) {
        let Some(object) = value.as_object() else { return self.complain(at, "is no object", value) };
        if object.get("@type").and_then(Value::as_str) != Some(shape.kind) {
            return self.complain(at, &format!("is no {}", shape.kind), value);
        }
        for (name, said) in object {
            let inner = format!("{at}.{name}");
            match shape.says.iter().find(|(known, _, _)| known == name) {
                Some((_, _, form)) => self.each(place, &inner, *form, said),
                None if name == "@type" || name == "@context" => {}
                None if name == "@id" => {
                    if !said.as_str().is_some_and(|id| id.starts_with(place.origin)) {
                        self.complain(&inner, "is no address of the site", said);
                    }
                }
                None if shape.excused.iter().any(|(known, _)| known == name) => {
                    self.complain(&inner, "is said and still excused", said);
                }
                None => self.complain(&inner, "is not known", said),
            }
        }
        for (name, need, _) in shape.says.iter().filter(|(name, _, _)| !object.contains_key(*name)) {
            if *need != Need::Optional {
                self.complaints.push(format!("{at}.{name} is {need:?} and not said"));
            }
        }
        self.together(place, at, object);
    }

    /// Where several may stand, each of them is held against the form.
    fn each(&mut self, place: &Place<'_>, at: &str, form: Form, value: &Value) {
        match (form, value) {
            (Form::Is(_) | Form::Picture, Value::Array(several)) if !several.is_empty() => {
                for (index, one) in several.iter().enumerate() {
                    self.one(place, &format!("{at}[{index}]"), form, one);
                }
            }
            (_, one) => self.one(place, at, form, one),
        }
    }

    fn one(&mut self, place: &Place<'_>, at: &str, form: Form, value: &Value) {
        let text = value.as_str().unwrap_or_default();
        let inside = text.strip_prefix(place.origin).filter(|path| path.starts_with('/') && !path.contains(' '));
        let is_right = match form {
            Form::Is(shape) => return self.hold(place, at, shape, value),
            Form::Text => is_text(text),
            Form::Shown => is_text(text) && place.words.contains(&one_line(text)),
            Form::Here => inside == Some(place.path),
            Form::Page => noted(&mut self.pages, inside),
            Form::Picture => noted(&mut self.pictures, inside),
            Form::Logo => noted(&mut self.logos, inside),
            Form::Price => is_amount(text) && text.chars().any(|digit| ('1'..='9').contains(&digit)),
            Form::Fee => is_amount(text),
            Form::Currency => matches!(text, "MAD" | "EUR" | "USD" | "GBP"),
            Form::Country => text == "MA",
            Form::Year => text.parse().is_ok_and(|year: u16| (1900..=2100).contains(&year)),
            Form::Whole => value.is_u64(),
            Form::Language => text == &place.path[1..3],
            Form::OneOf(words) => text.strip_prefix("https://schema.org/").is_some_and(|word| words.contains(&word)),
            Form::Exactly(letters) => text == letters,
            Form::Search => text == [place.origin, place.path, "/search?q={search_term_string}"].concat(),
            Form::Points => value["@id"].as_str().is_some_and(|id| place.ids.contains(id)) && is_lone(value),
        };
        if !is_right {
            self.complain(at, &format!("is no {form:?}"), value);
        }
    }

    /// What has to fit together in one object.
    fn together(&mut self, place: &Place<'_>, at: &str, object: &Map<String, Value>) {
        let number = |name: &str| object.get(name).and_then(Value::as_u64);
        if let (Some(least), Some(most)) = (number("minValue"), number("maxValue"))
            && least > most
        {
            self.complaints.push(format!("{at}: {least} is more than {most}"));
        }
        let category = object.get("returnPolicyCategory").and_then(Value::as_str).unwrap_or_default();
        if category.ends_with("FiniteReturnWindow") != object.contains_key("merchantReturnDays") {
            self.complaints.push(format!("{at}: days belong to a window for returns, and to nothing else"));
        }
        let Some(items) = object.get("itemListElement").and_then(Value::as_array) else { return };
        let places: Vec<u64> = items.iter().filter_map(|item| item["position"].as_u64()).collect();
        if places != (1..).take(items.len()).collect::<Vec<u64>>() {
            self.complaints.push(format!("{at}: the positions are {places:?}"));
        }
        if number("numberOfItems").is_some_and(|count| count != places.len() as u64) {
            self.complaints.push(format!("{at}: {} items are not as many as it says", places.len()));
        }
        let leads: Vec<&str> = items.iter().filter_map(|item| item["item"].as_str()).collect();
        if let (Some(first), Some(last)) = (leads.first(), leads.last()) {
            let home = [place.origin, &place.path[..3]].concat();
            if leads.len() < 2 || **first != home || *last != [place.origin, place.path].concat() {
                self.complaints.push(format!("{at}: the way goes over {leads:?}"));
            }
        }
    }
}

/// Whether there is a path, which is looked at later.
fn noted(paths: &mut BTreeSet<String>, path: Option<&str>) -> bool {
    path.map(|path| paths.insert(path.to_owned())).is_some()
}

/// Letters without markup.
fn is_text(text: &str) -> bool {
    !text.trim().is_empty() && !text.contains('<') && !text.contains("&amp;")
}

/// Digits, a point, two digits.
fn is_amount(text: &str) -> bool {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    text.split_once('.').is_some_and(|(whole, rest)| digits(whole) && digits(rest) && rest.len() == 2)
}

/// Whether an object says nothing but where another one is.
fn is_lone(value: &Value) -> bool {
    value.as_object().is_some_and(|object| object.len() == 1)
}
