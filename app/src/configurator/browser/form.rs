//! Reads the form, computes the outcome, writes what changed. It builds no markup of its own.

use super::drawing;
use super::page::{by_id, element, mark, set_html, set_text};
use crate::configurator::outcome::{Outcome, evaluate};
use crate::configurator::parts;
use crate::configurator::words::Word;
use domain::compact::{Sheet, read};
use domain::configurator::{Change, Engine, FieldProblem, Pick, Selection, number_text};
use domain::preview::{Scene, scene};
use domain::product::GroupKind;
use domain::time::Timestamp;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, Event, HtmlInputElement};

/// Id of the form that the island answers.
const FORM: &str = "design";

struct State {
    sheet: &'static Sheet,
    engine: Engine<'static>,
    now: Timestamp,
    said: RefCell<Vec<bool>>,
    shown: RefCell<Vec<Pick>>,
    written: RefCell<[String; 2]>,
    drawing: Cell<u32>,
}

/// Wakes the form. Without the form, or with a sheet that cannot be read, the page stays as the server made it.
pub fn start() {
    let Some(form) = element(FORM) else { return };
    let Some(sheet) = form.get_attribute("data-sheet").and_then(|text| read(&text)) else { return };
    // It lives as long as the page.
    let sheet: &Sheet = Box::leak(Box::new(sheet));
    let Some(engine) = Engine::new(&sheet.model) else { return };
    let now = Timestamp(parts::word(sheet, Word::Now).parse().unwrap_or(0));
    let said = sheet.selection.0.iter().map(Option::is_some).collect();
    let shown = evaluate(sheet, &engine, &sheet.selection, now).map(|shown| shown.configuration.picks().to_vec());
    let state = Rc::new(State {
        sheet,
        engine,
        now,
        said: RefCell::new(said),
        shown: RefCell::new(shown.unwrap_or_default()),
        written: RefCell::default(),
        drawing: Cell::new(0),
    });
    listen(&form, "input", Rc::clone(&state), State::typed);
    listen(&form, "change", Rc::clone(&state), State::typed);
    listen(&form, "click", state, State::clicked);
}

fn listen(form: &Element, event: &str, state: Rc<State>, answer: fn(&Rc<State>, &Event)) {
    let closure = Closure::<dyn Fn(Event)>::new(move |event: Event| answer(&state, &event));
    // Registration fails for no element that exists.
    let _ = form.add_event_listener_with_callback(event, closure.as_ref().unchecked_ref());
    closure.forget();
}

impl State {
    fn typed(self: &Rc<Self>, event: &Event) {
        let Some(input) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) else { return };
        let Some(group) = self.group_of(&input.name()) else { return };
        let number = matches!(self.sheet.model.groups[group].kind, GroupKind::Number { .. });
        // Half a number is not a wish yet; all else was answered while it was typed.
        if number != (event.type_() == "change") {
            return;
        }
        if let Some(said) = self.said.borrow_mut().get_mut(group) {
            *said = true;
        }
        self.refresh();
    }

    fn clicked(self: &Rc<Self>, event: &Event) {
        let Some(target) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else { return };
        let Ok(Some(button)) = target.closest("button[name=repair]") else { return };
        event.prevent_default();
        let key = button.get_attribute("value").unwrap_or_default();
        let Some(group) = self.sheet.model.groups.iter().position(|group| group.key == key) else { return };
        let (selection, _) = self.selection();
        let ordinal = selection.get(group).and_then(|pick| self.sheet.model.groups[group].ordinal_of(pick));
        if let Some(found) = ordinal.and_then(|ordinal| self.engine.repair(&selection, group, ordinal)) {
            for (group, pick) in found.selection.0.iter().enumerate() {
                if let Some(pick) = pick {
                    self.put(group, pick);
                }
            }
            self.refresh();
        }
    }

    fn group_of(&self, name: &str) -> Option<usize> {
        let key = name.strip_prefix("o[")?.strip_suffix(']')?;
        self.sheet.model.groups.iter().position(|group| group.key == key)
    }

    /// What the form says about the groups that the person touched.
    fn selection(&self) -> (Selection, Vec<FieldProblem>) {
        let said = self.said.borrow();
        let fields: Vec<(String, String)> = (self.sheet.model.groups.iter().enumerate())
            .filter(|(index, _)| said.get(*index).copied().unwrap_or(false))
            .filter_map(|(index, group)| Some((group.key.clone(), self.input(index)?.value())))
            .collect();
        Selection::parse(&self.sheet.model, &fields)
    }

    /// The control that holds the value of a group: the checked one of a choice.
    fn input(&self, group: usize) -> Option<HtmlInputElement> {
        let element = match &self.sheet.model.groups[group].kind {
            GroupKind::Choice { values, .. } => {
                return (0..values.len())
                    .filter_map(|value| by_id("o", group, Some(value))?.dyn_into::<HtmlInputElement>().ok())
                    .find(HtmlInputElement::checked);
            }
            GroupKind::Number { .. } | GroupKind::Text { .. } => by_id("o", group, None)?,
        };
        element.dyn_into().ok()
    }

    /// Writes a pick into the form.
    fn put(&self, group: usize, pick: &Pick) {
        let (value, text) = match pick {
            Pick::Value(value) => (Some(*value), String::new()),
            Pick::Number(number) => (None, self.number_text(group, *number)),
            Pick::Text(text) => (None, text.clone()),
        };
        let Some(input) = by_id("o", group, value).and_then(|element| element.dyn_into::<HtmlInputElement>().ok())
        else {
            return;
        };
        if value.is_some() {
            input.set_checked(true);
        } else if input.value() != text {
            input.set_value(&text);
        }
    }

    fn number_text(&self, group: usize, number: i64) -> String {
        match self.sheet.model.groups[group].kind {
            GroupKind::Number { unit, .. } => number_text(number, unit),
            GroupKind::Choice { .. } | GroupKind::Text { .. } => String::new(),
        }
    }

    fn refresh(self: &Rc<Self>) {
        let (selection, problems) = self.selection();
        let Some(shown) = evaluate(self.sheet, &self.engine, &selection, self.now) else { return };
        if shown.trouble.is_none() {
            self.follow(&shown);
        }
        for group in 0..self.sheet.model.groups.len() {
            self.show_group(&shown, group, &problems);
        }
        let sheet = self.sheet;
        let price = shown.quote.unit_total.format(sheet.lang);
        for id in ["price", "bar-price"] {
            set_text(element(id), &price);
        }
        for id in ["ready", "bar-ready"] {
            set_text(element(id), &parts::ready(sheet, &shown));
        }
        self.write(0, "breakdown", parts::breakdown(sheet, &shown));
        self.write(1, "notice", parts::notice(sheet, &shown));
        self.draw(scene(&sheet.model, &shown.configuration));
    }

    /// Writes markup where it changed: a button must not be replaced under the finger that presses it.
    fn write(&self, place: usize, id: &str, html: String) {
        let last = &mut self.written.borrow_mut()[place];
        if *last != html {
            set_html(id, &html);
            *last = html;
        }
    }

    /// Brings the groups that nobody touched in line with the configuration shown, and says what changed by itself.
    fn follow(&self, shown: &Outcome) {
        let picks = shown.configuration.picks();
        let mut before = self.shown.borrow_mut();
        let mut changed = Vec::new();
        for (group, pick) in picks.iter().enumerate() {
            if shown.configuration.is_chosen(group) {
                continue;
            }
            self.put(group, pick);
            if let Some(from) = before.get(group).filter(|from| *from != pick) {
                changed.push(Change { group, from: from.clone(), to: pick.clone() });
            }
        }
        *before = picks.to_vec();
        let text = if changed.is_empty() {
            String::new()
        } else {
            let list = parts::changes(self.sheet, &changed);
            crate::i18n::fill(parts::word(self.sheet, Word::Adjusted), &[("changes", &list)])
        };
        set_text(element("adjusted"), &text);
    }

    fn show_group(&self, shown: &Outcome, group: usize, problems: &[FieldProblem]) {
        let sheet = self.sheet;
        let GroupKind::Choice { values, .. } = &sheet.model.groups[group].kind else {
            let problem = problems.iter().find(|problem| problem.group == group);
            let text = match problem {
                Some(problem) => parts::problem(sheet, problem),
                None => parts::limits(sheet, shown, group),
            };
            if let Some(input) = by_id("o", group, None) {
                mark(&input, "aria-invalid", problem.is_some().then_some("true"));
            }
            set_text(by_id("w", group, None), &text);
            return;
        };
        for value in 0..values.len() {
            if let Some(input) = by_id("o", group, Some(value)) {
                mark(&input, "data-blocked", (!shown.domains[group][value]).then_some(""));
            }
            let said = &shown.values[group][value];
            set_text(by_id("w", group, Some(value)), &parts::why(sheet, said));
            set_text(by_id("d", group, Some(value)), &parts::difference(sheet, said));
        }
    }

    fn draw(self: &Rc<Self>, scene: Scene) {
        let turn = self.drawing.get().wrapping_add(1);
        self.drawing.set(turn);
        let state = Rc::clone(self);
        spawn_local(async move {
            let drawn = drawing::draw(scene).await;
            if let (Ok(svg), true) = (drawn, state.drawing.get() == turn) {
                set_html("picture", &svg);
            }
        });
    }
}
