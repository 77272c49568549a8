//! Reads the form, computes the outcome, writes what changed. It builds no markup of its own.

mod telling;

use super::drawing::{self, Drawing};
use super::page::{element, input, redraw, set_text};
use crate::configurator::parts;
use crate::configurator::words::Word;
use domain::compact::{Sheet, read};
use domain::configurator::{
    Change, Engine, FieldProblem, NONE, Outcome, Pick, Selection, Value, YES, number_text, several_key,
};
use domain::preview::scene;
use domain::product::GroupKind;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, Event, HtmlInputElement};

/// Id of the form that the island answers.
const FORM: &str = "design";

struct State {
    sheet: &'static Sheet,
    engine: Engine<'static>,
    newest: Cell<Option<usize>>,
    said: RefCell<Vec<bool>>,
    shown: RefCell<Vec<Pick>>,
    /// What is shown now, as far as it was told.
    latest: RefCell<Option<(Outcome, Vec<FieldProblem>)>>,
    /// Which values the page shows as leading to something.
    marked: RefCell<Vec<Vec<bool>>>,
    /// What stands in the page about each value.
    told: RefCell<Vec<Vec<Value>>>,
    /// Somebody will go on telling.
    waiting: Cell<bool>,
    written: RefCell<[String; 3]>,
    /// The picture that is being drawn.
    drawing: RefCell<Option<Drawing>>,
}

/// Wakes the form. Without the form, or with a sheet that cannot be read, the page stays as the server made it.
pub fn start() {
    let Some(form) = element(FORM) else { return };
    let Some(sheet) = form.get_attribute("data-sheet").and_then(|text| read(&text)) else { return };
    // It lives as long as the page.
    let sheet: &Sheet = Box::leak(Box::new(sheet));
    let Some(engine) = Engine::new(&sheet.model) else { return };
    let said = sheet.selection.0.iter().map(Option::is_some).collect();
    let shown = engine.answer(&sheet.selection, sheet.newest, &sheet.digest);
    let (shown, marked) = shown.map(|shown| (shown.configuration.picks().to_vec(), shown.domains)).unwrap_or_default();
    let state = Rc::new(State {
        sheet,
        engine,
        newest: Cell::new(sheet.newest),
        said: RefCell::new(said),
        shown: RefCell::new(shown),
        latest: RefCell::default(),
        marked: RefCell::new(marked),
        told: RefCell::new(vec![Vec::new(); sheet.model.groups.len()]),
        waiting: Cell::new(false),
        written: RefCell::default(),
        drawing: RefCell::default(),
    });
    listen(&form, "input", Rc::clone(&state), State::typed);
    listen(&form, "change", Rc::clone(&state), State::typed);
    listen(&form, "click", Rc::clone(&state), State::clicked);
    let drawer = Rc::clone(&state);
    drawing::when_there(move || drawer.draw());
    state.catch_up();
}

fn listen(form: &Element, event: &str, state: Rc<State>, answer: fn(&Rc<State>, &Event)) {
    let closure = Closure::<dyn Fn(Event)>::new(move |event: Event| answer(&state, &event));
    // Registration fails for no element that exists.
    let _ = form.add_event_listener_with_callback(event, closure.as_ref().unchecked_ref());
    closure.forget();
}

impl State {
    /// Takes in what was changed before anybody listened: here, or before the browser went back to this page.
    fn catch_up(self: &Rc<Self>) {
        let before = self.said.replace(vec![true; self.sheet.model.groups.len()]);
        let (now, problems) = self.selection();
        let shown = self.shown.borrow().clone();
        let changed = |group: usize| {
            let wrong = problems.iter().any(|problem| problem.group == group);
            wrong || now.get(group).is_some_and(|pick| shown.get(group) != Some(pick))
        };
        let said: Vec<bool> = before.iter().enumerate().map(|(group, said)| *said || changed(group)).collect();
        let late = said != before;
        self.said.replace(said);
        if late {
            self.refresh();
        }
    }

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
        self.newest.set(Some(group));
        self.refresh();
    }

    fn clicked(self: &Rc<Self>, event: &Event) {
        let Some(target) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else { return };
        let Ok(Some(button)) = target.closest("button[name=repair]") else { return };
        event.prevent_default();
        let key = button.get_attribute("value").unwrap_or_default();
        let Some(group) = self.sheet.model.groups.iter().position(|group| group.key == key) else { return };
        let (selection, _) = self.selection();
        if let Some(found) = self.engine.repair(&selection, group) {
            for (group, pick) in found.selection.0.iter().enumerate() {
                if let Some(pick) = pick {
                    self.put(group, pick);
                }
            }
            self.refresh();
            // The button is gone; the wish that was kept is where the reader goes on.
            let mut taken =
                (0..self.sheet.model.groups[group].values().len()).filter_map(|value| input(group, Some(value)));
            if let Some(input) = taken.find(HtmlInputElement::checked).or_else(|| input(group, None)) {
                let _ = input.focus();
            }
        }
    }

    fn group_of(&self, name: &str) -> Option<usize> {
        let key = name.strip_prefix("o[")?.strip_suffix(']')?;
        // One of several values is named behind its group. (A range of a text would bring the words of its panic.)
        let key = key.split_once('.').map_or(key, |(group, _)| group);
        self.sheet.model.groups.iter().position(|group| group.key == key)
    }

    /// What the form says about the groups that the person touched.
    fn selection(&self) -> (Selection, Vec<FieldProblem>) {
        let said = self.said.borrow();
        let mut fields = Vec::new();
        for (index, group) in self.sheet.model.groups.iter().enumerate().filter(|(index, _)| said[*index]) {
            let values = group.values();
            let taken = |value: &usize| input(index, Some(*value)).is_some_and(|input| input.checked());
            let mut taken = (0..values.len()).filter(taken);
            match group.kind {
                GroupKind::Several { .. } => {
                    fields.push((group.key.clone(), String::from(NONE)));
                    fields.extend(taken.map(|at| (several_key(&group.key, &values[at].key), String::from(YES))));
                }
                GroupKind::Choice { .. } => {
                    fields.extend(taken.next().map(|at| (group.key.clone(), values[at].key.clone())))
                }
                GroupKind::Number { .. } | GroupKind::Text { .. } | GroupKind::Picture => {
                    fields.extend(input(index, None).map(|input| (group.key.clone(), input.value())));
                }
            }
        }
        Selection::parse(&self.sheet.model, &fields)
    }

    /// Writes a pick into the form.
    fn put(&self, group: usize, pick: &Pick) {
        let text = match pick {
            Pick::Number(number) => self.number_text(group, *number),
            Pick::Text(text) => text.clone(),
            Pick::Value(_) | Pick::Several(_) => {
                for value in 0..self.sheet.model.groups[group].values().len() {
                    if let Some(input) = input(group, Some(value)) {
                        input.set_checked(match pick {
                            Pick::Several(taken) => taken.contains(&value),
                            Pick::Value(_) | Pick::Number(_) | Pick::Text(_) => *pick == Pick::Value(value),
                        });
                    }
                }
                return;
            }
        };
        if let Some(input) = input(group, None).filter(|input| input.value() != text) {
            input.set_value(&text);
        }
    }

    fn number_text(&self, group: usize, number: i64) -> String {
        match self.sheet.model.groups[group].kind {
            GroupKind::Number { unit, .. } => number_text(number, unit),
            GroupKind::Choice { .. } | GroupKind::Several { .. } | GroupKind::Text { .. } | GroupKind::Picture => {
                String::new()
            }
        }
    }

    fn refresh(self: &Rc<Self>) {
        let (selection, problems) = self.selection();
        let Some(shown) = self.engine.answer(&selection, self.newest.get(), &self.sheet.digest) else { return };
        if shown.trouble.is_none() {
            self.follow(&shown, &problems);
        }
        for (group, open) in shown.domains.iter().enumerate() {
            self.mark_group(group, open, &problems);
        }
        self.marked.borrow_mut().clone_from(&shown.domains);
        let sheet = self.sheet;
        // What is charged stands apart only where the price is in another currency.
        let (price, charged) = (parts::price(sheet, &shown), shown.quote.unit_total.format(sheet.lang));
        for (id, text) in [("price", &price), ("bar-price", &price), ("charged", &charged), ("bar-charged", &charged)] {
            set_text(id, text);
        }
        for id in ["ready", "bar-ready"] {
            set_text(id, &parts::ready(sheet, &shown));
        }
        set_text("limit", &parts::limit(sheet, &shown));
        // What is folded is written after the frame.
        if element("breakdown").is_some_and(|list| matches!(list.closest("details:not([open])"), Ok(None))) {
            self.write(0, "breakdown", parts::breakdown(sheet, &shown));
        }
        self.write(1, "notice", parts::notice(sheet, &shown));
        self.drawing.replace(Some(Box::pin(drawing::draw(scene(&sheet.model, &shown.configuration)))));
        self.draw();
        self.latest.replace(Some((shown, problems)));
        self.tell_later();
    }

    /// Writes markup where it changed: a button must not be replaced under the finger that presses it, and a picture costs.
    fn write(&self, place: usize, id: &str, html: String) {
        let last = &mut self.written.borrow_mut()[place];
        if let Some(element) = element(id).filter(|_| *last != html) {
            redraw(&element, &html);
            *last = html;
        }
    }

    /// Brings the groups that nobody touched in line with the configuration shown, and says what changed by itself.
    fn follow(&self, shown: &Outcome, problems: &[FieldProblem]) {
        let picks = shown.configuration.picks();
        let mut before = self.shown.borrow_mut();
        let mut changed = Vec::new();
        for (group, pick) in picks.iter().enumerate() {
            // What cannot be read stands as it was written, with the sentence about it.
            if shown.configuration.is_chosen(group) || problems.iter().any(|problem| problem.group == group) {
                continue;
            }
            let from = before.get(group).filter(|from| *from != pick);
            // A number that was emptied is none that was said: its default stands there again.
            if from.is_some() || matches!(pick, Pick::Number(_)) {
                self.put(group, pick);
            }
            if let Some(from) = from {
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
        set_text("adjusted", &text);
    }

    /// Goes on with the picture that is being drawn; one that was begun before is forgotten.
    fn draw(&self) {
        let mut drawing = self.drawing.borrow_mut();
        if let Some(drawn) = drawing.as_mut().and_then(drawing::poll) {
            *drawing = None;
            self.write(2, "picture", drawn);
        }
    }
}
