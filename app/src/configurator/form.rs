//! The form as the server renders it: complete without the island.

use super::parts;
use crate::cart::actions::{REPLACES, UNSENT};
use crate::i18n::{Cx, Msg, m};
use crate::ui;
use domain::compact::{self, Sheet};
use domain::configurator::{Engine, FieldProblem, NONE, Outcome, Pick, Selection, YES, number_text, several_key};
use domain::money::Money;
use domain::planning::PromiseDigest;
use domain::product::{Condition, GroupKind, GroupText, NumberUnit, OptionGroup, OptionValue, ProductText};
use domain::quantity::Basis;
use domain::text::{Localised, Script};
use leptos::prelude::*;
use services::catalog::ProductPage;
use services::pictures::{MOST_BYTES, PictureProblem, PictureRow};

/// A product page's form with everything that it shows.
pub struct Form {
    /// The language.
    pub cx: Cx,
    /// What the island is given.
    pub sheet: Sheet,
    /// What the selection leads to.
    pub shown: Outcome,
    /// The selection as read from the fields.
    pub selection: Selection,
    /// Fields that could not be read.
    pub problems: Vec<FieldProblem>,
    /// Fields as they came.
    pub fields: Vec<(String, String)>,
    /// Slug of the product.
    pub slug: String,
    /// Version of the product.
    pub version: u32,
    /// The pictures that were given, by group.
    pub pictures: Vec<(usize, PictureRow)>,
    /// What was wrong with a file that was sent: key of the group, code of a [`PictureProblem`].
    pub picture_problems: Vec<(String, String)>,
}

impl Form {
    /// Reads the fields and computes what they lead to; `None` when the product cannot be made at all. `newest` is the
    /// field that was decided last, where that is known.
    #[must_use]
    pub fn new(
        cx: Cx,
        product: &ProductPage,
        (mut digest, materials): (PromiseDigest, Vec<Localised>),
        fields: Vec<(String, String)>,
        newest: Option<&str>,
    ) -> Option<Self> {
        // One of several values is named behind its group.
        let newest = newest.and_then(|field| field.split('.').next());
        let newest = newest.and_then(|key| product.model.groups.iter().position(|group| group.key == key));
        let (selection, problems) = Selection::parse(&product.model, &fields);
        let text = product.text.get(cx.lang);
        let mut model = product.model.clone();
        Sheet::number_ids(&mut model, &mut digest);
        let sheet = Sheet {
            model,
            digest,
            materials: materials.iter().map(|name| name.get(cx.lang).clone()).collect(),
            text: ProductText {
                groups: text.groups.iter().map(|group| GroupText { help: String::new(), ..group.clone() }).collect(),
                rules: text.rules.clone(),
                prices: text.prices.clone(),
                ..ProductText::default()
            },
            lang: cx.lang,
            selection: selection.clone(),
            newest,
            shares: product.shares,
            conversion: cx.foreign.and_then(|foreign| foreign.of(&product.model)),
            words: super::words(cx),
        };
        let shown = Engine::new(&sheet.model)?.evaluate(&selection, sheet.newest, &sheet.digest)?;
        Some(Self {
            cx,
            sheet,
            shown,
            selection,
            problems,
            fields,
            slug: product.slug.clone(),
            version: product.version,
            pictures: Vec::new(),
            picture_problems: Vec::new(),
        })
    }

    /// The price as it stands out.
    #[must_use]
    pub fn price(&self) -> String {
        parts::price(&self.sheet, &self.shown)
    }

    /// The price that is charged.
    #[must_use]
    pub fn charged(&self) -> String {
        self.cx.money(self.shown.quote.unit_total)
    }

    /// The price in the reader's currency; nothing when she reads dirhams, or nobody knows it.
    #[must_use]
    pub fn foreign_price(&self) -> Option<Money> {
        self.sheet.conversion?.shown(self.shown.quote.unit_total)
    }

    /// The sheet as it stands in the page.
    #[must_use]
    pub fn sheet_text(&self) -> String {
        compact::write(&self.sheet)
    }

    /// The groups and the notice, with what the form says about itself and the button that works without scripts.
    #[must_use]
    pub fn groups(&self, text: &ProductText) -> AnyView {
        view! {
            {ui::lang_field(self.cx)}
            <input type="hidden" name="product" value=self.slug.clone()/>
            <input type="hidden" name="version" value=self.version.to_string()/>
            {self.typed(REPLACES).map(|line| view! { <input type="hidden" name=REPLACES value=line/> })}
            {self.options(text)}
            <p class="no-js">
                <button class="button button-quiet" type="submit" formaction="/api/update_design">{self.cx.t(m::configurator::UPDATE)}</button>
            </p>
        }
        .into_any()
    }

    /// The groups and the notice, which stands behind the option that was decided last, where that can be known.
    #[must_use]
    pub fn options(&self, text: &ProductText) -> AnyView {
        let last = self.sheet.model.groups.len().saturating_sub(1);
        let in_conflict = self.shown.trouble.as_ref().and_then(|trouble| {
            let groups = &trouble.conflict.groups;
            self.sheet.newest.filter(|newest| groups.contains(newest)).or(groups.last().copied())
        });
        let notice_at = in_conflict.unwrap_or(last);
        let notice = || {
            view! { <div id="notice" role="alert" inner_html=parts::notice(&self.sheet, &self.shown)></div> }
        };
        view! {
            {self
                .sheet
                .model
                .groups
                .iter()
                .zip(&text.groups)
                .enumerate()
                .map(|(index, (group, words))| {
                    let notice = (index == notice_at).then(notice);
                    view! { {self.step(index, text)} {self.group(index, group, words)} {notice} }
                })
                .collect_view()}
            <p id="adjusted" class="adjusted" role="status"></p>
        }
        .into_any()
    }

    /// The title of the step that begins with a group.
    fn step(&self, index: usize, text: &ProductText) -> Option<AnyView> {
        let steps = &self.sheet.model.guide.steps;
        let step = steps.iter().position(|first| *first == index)?;
        let number =
            self.cx.f(m::configurator::STEP, &[("n", &(step + 1).to_string()), ("of", &steps.len().to_string())]);
        let title = text.steps.get(step).cloned().unwrap_or_default();
        Some(view! { <h2 class="step"><span class="quiet-ink">{number}</span> " " {title}</h2> }.into_any())
    }

    fn group(&self, index: usize, group: &OptionGroup, words: &GroupText) -> AnyView {
        match &group.kind {
            GroupKind::Choice { .. } | GroupKind::Several { .. } => self.choice(index, group, words),
            GroupKind::Number { unit, .. } => self.number(index, group, words, *unit),
            GroupKind::Text { max_chars, scripts } => self.text(index, group, words, *max_chars, scripts),
            GroupKind::Picture => self.picture(index, group, words),
        }
    }

    /// One of the values, or some: then a field says that the question was asked, for none is an answer too.
    fn choice(&self, index: usize, group: &OptionGroup, words: &GroupText) -> AnyView {
        let taken = |at: usize| match self.selection.get(index).unwrap_or(&self.shown.configuration.picks()[index]) {
            Pick::Value(value) => *value == at,
            Pick::Several(taken) => taken.contains(&at),
            Pick::Number(_) | Pick::Text(_) => false,
        };
        let several = matches!(group.kind, GroupKind::Several { .. });
        view! {
            <fieldset class="option-group" aria-describedby=several.then(|| parts::id("w", index, None))>
                <legend>{words.label.clone()}</legend>
                {ui::field::hint(&parts::id("h", index, None), &words.help)}
                {several.then(|| view! { <input type="hidden" name=field(&group.key) value=NONE/> })}
                <div class="choices">
                    {group
                        .values()
                        .iter()
                        .enumerate()
                        .map(|(at, value)| {
                            let label = words.values.get(at).cloned().unwrap_or_default();
                            self.value(index, at, group, value, label, taken(at))
                        })
                        .collect_view()}
                </div>
                {several.then(|| self.why(index))}
            </fieldset>
        }
        .into_any()
    }

    fn value(
        &self,
        index: usize,
        at: usize,
        group: &OptionGroup,
        value: &OptionValue,
        label: String,
        taken: bool,
    ) -> AnyView {
        let (kind, name, raw) = match group.kind {
            GroupKind::Several { .. } => ("checkbox", field(&several_key(&group.key, &value.key)), YES),
            GroupKind::Choice { .. } | GroupKind::Number { .. } | GroupKind::Text { .. } | GroupKind::Picture => {
                ("radio", field(&group.key), value.key.as_str())
            }
        };
        let (open, said) = (self.shown.domains[index][at], &self.shown.values[index][at]);
        let why = parts::why(&self.sheet, said);
        view! {
            <label class=parts::choice(open)>
                <input
                    type=kind
                    id=parts::id("o", index, Some(at))
                    name=name
                    value=raw.to_owned()
                    checked=taken
                    data-blocked=(!open).then_some("")
                    aria-describedby=parts::id("w", index, Some(at))
                />
                {value.swatch.as_deref().and_then(swatch)}
                <span class="choice-name" data-label>{label}</span>
                <bdi class="choice-price money" id=parts::id("d", index, Some(at)) inner_html=parts::difference(&self.sheet, said)></bdi>
                <span class="why" id=parts::id("w", index, Some(at)) inner_html=escaped(&why)></span>
            </label>
        }
        .into_any()
    }

    fn number(&self, index: usize, group: &OptionGroup, words: &GroupText, unit: NumberUnit) -> AnyView {
        let typed = self.typed(&group.key);
        let value = typed.unwrap_or_else(|| match &self.shown.configuration.picks()[index] {
            Pick::Number(number) => number_text(*number, unit),
            Pick::Value(_) | Pick::Several(_) | Pick::Text(_) => String::new(),
        });
        let unit_word = match unit {
            NumberUnit::Millimetre => self.cx.t(m::configurator::CENTIMETRE),
            NumberUnit::Piece => "",
        };
        view! {
            <div class="option-group">
                <label class="option-label" for=parts::id("o", index, None)>{words.label.clone()}</label>
                {ui::field::hint(&parts::id("h", index, None), &words.help)}
                <span class="number-field">
                    <input
                        id=parts::id("o", index, None)
                        name=field(&group.key)
                        value=value
                        inputmode="decimal"
                        autocomplete="off"
                        dir="ltr"
                        autofocus=self.is_first_wrong(index)
                        aria-invalid=self.is_wrong(index)
                        aria-describedby=parts::id("w", index, None)
                    />
                    <span class="unit">{unit_word}</span>
                </span>
                {self.why(index)}
            </div>
        }
        .into_any()
    }

    fn text(&self, index: usize, group: &OptionGroup, words: &GroupText, max: u16, scripts: &[Script]) -> AnyView {
        let value = self.typed(&group.key).unwrap_or_default();
        let rtl_first = scripts.first() == Some(&Script::Arabic);
        view! {
            <div class="option-group">
                <label class="option-label" for=parts::id("o", index, None)>{words.label.clone()}</label>
                {ui::field::hint(&parts::id("h", index, None), &words.help)}
                <input
                    class="text-field"
                    id=parts::id("o", index, None)
                    name=field(&group.key)
                    value=value
                    dir=if rtl_first { "rtl" } else { "auto" }
                    autocomplete="off"
                    autofocus=self.is_first_wrong(index)
                    aria-invalid=self.is_wrong(index)
                    aria-describedby=parts::id("w", index, None)
                />
                <p class="hint">{self.cx.f(m::configurator::LETTERS_AT_MOST, &[("max", &max.to_string())])} {self.costs(index)}</p>
                {self.why(index)}
            </div>
        }
        .into_any()
    }

    /// What a text or picture adds to the price, where that depends on nothing else.
    fn costs(&self, index: usize) -> Option<String> {
        let alone =
            |condition: &Condition| matches!(condition, Condition::Between { group, min: ..=1, .. } if *group == index);
        let line = self.sheet.model.prices.iter().find(|line| {
            let counted = line.measure.basis == Basis::Characters(index);
            line.when.iter().all(alone) && (counted || (line.measure.basis == Basis::Fixed && !line.when.is_empty()))
        })?;
        let (minor, 1) = line.measure.per else { return None };
        let amount = ui::piece::isolate(&self.cx.money(Money::mad(minor)));
        let counted = line.measure.basis == Basis::Characters(index);
        let message = if counted { m::configurator::PER_LETTER } else { m::configurator::EXTRA };
        Some([" ", &self.cx.f(message, &[("amount", &amount)])].concat())
    }

    /// Sends the form with the file, and comes back with everything that was chosen.
    fn picture(&self, index: usize, group: &OptionGroup, words: &GroupText) -> AnyView {
        let cx = self.cx;
        let given = self.pictures.iter().find(|(of, _)| *of == index);
        let problem = self.picture_problems.iter().find(|(key, _)| *key == group.key);
        let wrong = problem.and_then(|(_, code)| match PictureProblem::ALL.into_iter().find(|of| of.code() == code) {
            Some(problem) => Some(picture_sentence(problem)),
            None => (code == UNSENT).then_some(m::configurator::PICTURE_NOT_SENT),
        });
        let megabytes = (MOST_BYTES / (1024 * 1024)).to_string();
        let with_size = |message| cx.f(message, &[("file_mb", &megabytes)]);
        let file = parts::id("f", index, None);
        let of_option = || view! { <span class="visually-hidden">" " {words.label.clone()}</span> };
        let choose = if given.is_some() { m::configurator::PICTURE_OTHER } else { m::configurator::PICTURE_CHOOSE };
        view! {
            <div class="option-group" id=parts::id("p", index, None)>
                <label class="option-label" for=file.clone()>{words.label.clone()}</label>
                {ui::field::hint(&parts::id("h", index, None), &words.help)}
                <input type="hidden" id=parts::id("o", index, None) name=field(&group.key) value=given.map(|(_, picture)| picture.id.clone()).unwrap_or_default()/>
                {given.map(|(_, picture)| view! {
                    <p class="given-picture">
                        {ui::photo(picture, cx.f(m::configurator::PICTURE_ALT, &[("option", &ui::piece::isolate(&words.label))]), GIVEN_SIZES)}
                        <button class="link" type="submit" formaction="/api/update_design" name="without" value=group.key.clone()>{cx.t(m::configurator::PICTURE_REMOVE)}{of_option()}</button>
                    </p>
                })}
                <p class="hint" id=[&file, "-hint"].concat()>{with_size(m::configurator::PICTURE_HINT)} {self.costs(index)}</p>
                <p class="send-picture">
                    <input
                        id=file.clone()
                        name=["picture[", &group.key, "]"].concat()
                        type="file"
                        accept="image/jpeg,image/png,image/webp"
                        autofocus=wrong.is_some()
                        aria-invalid=wrong.map(|_| "true")
                        aria-describedby=[&file, "-hint ", &file, "-wrong ", &parts::id("w", index, None)].concat()
                    />
                    <label class="button" for=file.clone()>{cx.t(choose)}</label>
                    <button class="button" type="submit" formaction="/upload/design" formenctype="multipart/form-data">{cx.t(m::configurator::PICTURE_SEND)}{of_option()}</button>
                </p>
                {wrong.map(|sentence| view! { <p class="why" role="alert" id=[&file, "-wrong"].concat()>{with_size(sentence)}</p> })}
                {self.why(index)}
            </div>
            <p
                class="said"
                role="status"
                data-sending=cx.t(m::configurator::PICTURE_SENDING)
                data-arrived=cx.t(m::configurator::PICTURE_ARRIVED)
                data-failed=cx.t(m::configurator::PICTURE_FAILED)
            ></p>
        }
        .into_any()
    }

    fn why(&self, index: usize) -> AnyView {
        let text = match self.problems.iter().find(|problem| problem.group == index) {
            Some(problem) => parts::problem(&self.sheet, problem),
            None => parts::limits(&self.sheet, &self.shown, index),
        };
        view! { <p class="why" id=parts::id("w", index, None) inner_html=escaped(&text)></p> }.into_any()
    }

    fn is_wrong(&self, index: usize) -> Option<&'static str> {
        self.problems.iter().any(|problem| problem.group == index).then_some("true")
    }

    fn is_first_wrong(&self, index: usize) -> bool {
        self.problems.first().is_some_and(|problem| problem.group == index)
    }

    /// Whether this changes a piece that is in the cart.
    #[must_use]
    pub fn changes_line(&self) -> bool {
        self.typed(REPLACES).is_some()
    }

    fn typed(&self, key: &str) -> Option<String> {
        self.fields.iter().rev().find(|(field, _)| field == key).map(|(_, raw)| raw.clone())
    }

    /// Items of the opened price, as HTML.
    #[must_use]
    pub fn breakdown(&self) -> String {
        parts::breakdown(&self.sheet, &self.shown)
    }

    /// What the ready day waits for; empty where it is the work itself.
    #[must_use]
    pub fn limit(&self) -> String {
        parts::limit(&self.sheet, &self.shown)
    }

    /// The ready day as a sentence.
    #[must_use]
    pub fn ready(&self) -> String {
        parts::ready(&self.sheet, &self.shown)
    }
}

/// How wide a picture that was given is shown.
const GIVEN_SIZES: &str = "200px";

/// What to do instead, with `{file_mb}`.
const fn picture_sentence(problem: PictureProblem) -> Msg {
    match problem {
        PictureProblem::TooLarge => m::configurator::PICTURE_TOO_LARGE,
        PictureProblem::TooManyPixels => m::configurator::PICTURE_TOO_MANY_PIXELS,
        PictureProblem::NotAPicture => m::configurator::PICTURE_NOT_A_PICTURE,
        PictureProblem::Broken => m::configurator::PICTURE_BROKEN,
        PictureProblem::Quota => m::configurator::PICTURE_QUOTA,
        PictureProblem::Busy => m::configurator::PICTURE_BUSY,
    }
}

/// The name of a field in the form.
fn field(key: &str) -> String {
    ["o[", key, "]"].concat()
}

/// A swatch drawn as SVG: a `style` attribute is not allowed.
fn swatch(colour: &str) -> Option<AnyView> {
    let plain =
        colour.len() == 7 && colour.starts_with('#') && colour[1..].bytes().all(|byte| byte.is_ascii_hexdigit());
    plain.then(|| {
        view! {
            <svg class="choice-swatch" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
                <circle cx="10" cy="10" r="9.500" fill=colour.to_owned() stroke="#1D2B33" stroke-opacity=".25"/>
            </svg>
        }
        .into_any()
    })
}

/// Text as HTML; set as inner HTML so that an empty one leaves no placeholder behind.
fn escaped(text: &str) -> String {
    let mut html = String::new();
    parts::push_escaped(&mut html, text);
    html
}
