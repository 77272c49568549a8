//! How things are called, and what is wrong with them, in the reader's words.

use crate::i18n::{Cx, Msg, m};
use crate::studio::words::units;
use domain::authoring::{List, Problem, ProblemKind, ProductSource, Words};
use domain::text::Lang;

/// A name in the reader's language, in another when it has none there.
pub(super) fn name_of(cx: Cx, words: &Words) -> String {
    let name = words.any(cx.lang);
    if name.is_empty() { cx.t(m::products::UNNAMED).to_owned() } else { name.to_owned() }
}

pub(super) const fn lang(lang: Lang) -> Msg {
    match lang {
        Lang::Ar => m::products::LANG_AR,
        Lang::Fr => m::products::LANG_FR,
        Lang::En => m::products::LANG_EN,
    }
}

/// A slot, filling or kind of a drawing.
pub(super) fn look(cx: Cx, key: &str) -> String {
    m::looks::find(key).map_or(key, |word| cx.t(word)).to_owned()
}

/// What a line of a list is called: by its own words, else by its number.
pub(super) fn line(cx: Cx, source: &ProductSource, list: List, at: usize) -> String {
    let (words, number) = match list {
        List::Group => (source.group.get(at).map(|group| &group.label), m::products::OPTION_NUMBER),
        List::Rule => (source.rule.get(at).map(|rule| &rule.reason), m::products::RULE_NUMBER),
        List::Price => (source.price.get(at).map(|line| &line.label), m::products::PRICE_NUMBER),
        List::Recipe => (None, m::products::RECIPE_NUMBER),
        List::Work => (source.work.get(at).map(|line| &line.label), m::products::WORK_NUMBER),
        List::Step => (source.step.get(at).map(|step| &step.title), m::products::STEP_NUMBER),
        List::Preset => (source.preset.get(at).map(|preset| &preset.label), m::products::PRESET_NUMBER),
        List::Kept => (source.kept.get(at).map(|kept| &kept.title), m::products::KEPT_NUMBER),
        List::Photo => (source.photo.get(at).map(|photo| &photo.alt), m::products::PHOTO_NUMBER),
    };
    let said = words.map(|words| words.any(cx.lang)).filter(|said| !said.is_empty());
    said.map_or_else(|| cx.f(number, &[("n", &(at + 1).to_string())]), str::to_owned)
}

/// The title of a list.
pub(super) const fn list(list: List) -> Msg {
    match list {
        List::Group => m::products::OPTIONS,
        List::Rule => m::products::RULES,
        List::Price => m::products::PRICES,
        List::Recipe => m::products::RECIPE,
        List::Work => m::products::WORK,
        List::Step => m::products::STEPS,
        List::Preset => m::products::PRESETS,
        List::Kept => m::products::KEPT,
        List::Photo => m::products::PHOTOS,
    }
}

/// Where a problem is: the line, the value and the field, from the whole to the part.
pub(super) fn place(cx: Cx, source: &ProductSource, path: &str) -> String {
    let names: Vec<&str> = path.split('.').collect();
    let mut said: Vec<String> = Vec::new();
    let mut rest = names.as_slice();
    if let [list, at, tail @ ..] = rest
        && let (Some(list), Ok(at)) = (List::from_code(list), at.parse::<usize>())
    {
        said.push(line(cx, source, list, at));
        rest = tail;
        if let (List::Group, ["value", value, tail @ ..]) = (list, rest)
            && let Ok(value) = value.parse::<usize>()
        {
            let label = source.group.get(at).and_then(|group| group.value.get(value)).map(|value| &value.label);
            let label = label.map(|label| label.any(cx.lang)).filter(|label| !label.is_empty());
            let number = || cx.f(m::products::VALUE_NUMBER, &[("n", &(value + 1).to_string())]);
            said.push(label.map_or_else(number, str::to_owned));
            rest = tail;
        }
    }
    said.extend(rest.first().and_then(|name| field(name)).map(|word| cx.t(word).to_owned()));
    said.extend(rest.last().and_then(|tag| Lang::from_code(tag)).map(|of| cx.t(lang(of)).to_owned()));
    said.join(cx.t(m::studio::LIST_COMMA))
}

/// What was written into a field: keys by the names of what they stand for.
pub(super) fn value(cx: Cx, source: &ProductSource, path: &str, value: &str) -> String {
    if value.is_empty() {
        return cx.t(m::products::NOTHING).to_owned();
    }
    let keyed = path.split('.').any(|name| matches!(name, "group" | "is" | "is_not" | "default" | "choose"));
    let values = source.group.iter().flat_map(|group| group.value.iter().map(|value| (&value.key, &value.label)));
    let mut known = source.group.iter().map(|group| (&group.key, &group.label)).chain(values);
    let label = known.find(|(key, _)| keyed && *key == value).map(|(_, label)| name_of(cx, label));
    label.unwrap_or_else(|| value.to_owned())
}

fn field(name: &str) -> Option<Msg> {
    Some(match name {
        "slug" => m::products::SLUG,
        "category" => m::products::CATEGORY,
        "base_price" => m::products::BASE_PRICE,
        "prices" => m::products::OTHER_PRICES,
        "lead_days" => m::products::LEAD_DAYS,
        "dimensions" => m::products::DIMENSIONS,
        "preview" | "look" => m::products::PREVIEW,
        "name" => m::products::NAME,
        "summary" => m::products::SUMMARY,
        "story" => m::products::STORY,
        "care" => m::products::CARE,
        "label" => m::products::NAME,
        "value" => m::products::VALUES,
        "default" => m::products::DEFAULT_VALUE,
        "min" => m::products::MIN,
        "max" => m::products::MAX,
        "step" => m::products::STEP,
        "scripts" => m::products::SCRIPTS,
        "max_chars" => m::products::MAX_CHARS,
        "reason" => m::products::RULE_REASON,
        "when" => m::products::WHEN,
        "then" | "of" => m::products::THEN,
        "amount" => m::products::PRICE_AMOUNT,
        "per" => m::products::PER,
        "material" => m::products::MATERIAL,
        "waste_percent" => m::products::WASTE,
        "stage" => m::products::STAGE,
        "station" => m::products::STATION,
        "minutes" => m::products::WORK_MINUTES,
        "sets" => m::products::SETS,
        "swatch" => m::products::SWATCH,
        "at_least" => m::products::AT_LEAST,
        "at_most" => m::products::AT_MOST,
        "unit" => m::products::UNIT,
        "axis" => m::products::AXIS,
        "picture" => m::products::PHOTO_PICTURE,
        "alt" => m::products::ALT,
        _ => return None,
    })
}

/// What is wrong, and what to do about it.
pub(super) fn sentence(cx: Cx, source: &ProductSource, problem: &Problem) -> String {
    let gone = |message, key: &str, is_value| {
        let label = source.gone_label(key, is_value).map(|label| name_of(cx, label));
        cx.f(message, &[("name", label.as_deref().unwrap_or(key))])
    };
    let named = |message, name: &str| cx.f(message, &[("name", name)]);
    let message = match &problem.kind {
        ProblemKind::Missing => m::products::BAD_MISSING,
        ProblemKind::NoAlt => {
            let language = problem.path.rsplit_once('.').and_then(|(_, tag)| Lang::from_code(tag)).unwrap_or(cx.lang);
            return cx.f(m::products::BAD_ALT, &[("language", cx.t(lang(language)))]);
        }
        ProblemKind::TooLong(most) => return cx.f(m::products::BAD_LONG, &[("n", &most.to_string())]),
        ProblemKind::NotAKey => m::products::BAD_KEY,
        ProblemKind::Taken => m::products::BAD_TAKEN,
        ProblemKind::NotANumber => m::products::BAD_NUMBER,
        ProblemKind::NotWhole => m::products::BAD_WHOLE,
        ProblemKind::NotAnAmount(unit) => return cx.f(m::products::BAD_AMOUNT, &[("units", cx.t(units(*unit)))]),
        ProblemKind::TooFine => m::products::BAD_FINE,
        ProblemKind::TooLarge => m::products::BAD_LARGE,
        ProblemKind::NotPositive => m::products::BAD_POSITIVE,
        ProblemKind::OffStep => m::products::BAD_STEP,
        ProblemKind::NoGroup(key) => return gone(m::products::BAD_GROUP, key, false),
        ProblemKind::NoValue(key) => return gone(m::products::BAD_VALUE, key, true),
        ProblemKind::NoMaterial(_) => m::products::BAD_MATERIAL,
        ProblemKind::NoStation(_) => m::products::BAD_STATION,
        ProblemKind::NoStage(_) => m::products::BAD_STAGE,
        ProblemKind::NoPicture => m::products::BAD_PICTURE,
        ProblemKind::NoColour => m::products::BAD_NO_COLOUR,
        ProblemKind::Unknown(name) => return named(m::products::BAD_UNKNOWN, name),
        ProblemKind::NoBasis(_) => m::products::BAD_BASIS,
        ProblemKind::OtherKind => m::products::BAD_OTHER_KIND,
        ProblemKind::Foreign(_) => m::products::BAD_FOREIGN,
        ProblemKind::OneWay => m::products::BAD_ONE_WAY,
        ProblemKind::SetsNoSide => m::products::BAD_SIDE,
        ProblemKind::Waste => m::products::BAD_WASTE,
        ProblemKind::Range => m::products::BAD_RANGE,
        ProblemKind::DefaultOutside => m::products::BAD_DEFAULT,
        ProblemKind::Swatch => m::products::BAD_SWATCH,
        ProblemKind::Reference => m::products::BAD_REFERENCE,
        ProblemKind::TooComplex => m::products::BAD_COMPLEX,
        ProblemKind::DefaultsBreak => m::products::BAD_DEFAULTS,
        ProblemKind::Unreachable(_) => m::products::BAD_DEAD,
        ProblemKind::FreePiece => m::products::BAD_FREE,
        ProblemKind::StepOrder => m::products::BAD_STEP_ORDER,
        ProblemKind::PresetBroken => m::products::BAD_PRESET,
    };
    cx.t(message).to_owned()
}
