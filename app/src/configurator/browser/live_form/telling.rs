//! What is said about the values: at once which of them lead to something, and bit by bit what each would make of the
//! piece.

use super::super::page::{by_id, element, follow, later, mark, set_text};
use super::{FORM, State};
use crate::configurator::parts;
use domain::configurator::{FieldProblem, Outcome};
use js_sys::Date;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

/// How long is reckoned in one go, in milliseconds: what was pressed and what is drawn come first. Each go begins with
/// some work that the last one did too, so much shorter ones take longer on the whole.
const SLICE_MS: f64 = 10.0;

impl State {
    /// Has what is shown told after the next frame: the click itself comes first. The form is busy until all is told.
    pub(super) fn tell_later(self: &Rc<Self>) {
        if let Some(form) = element(FORM) {
            mark(&form, "aria-busy", Some("true"));
        }
        if !self.waiting.replace(true) {
            let state = Rc::clone(self);
            let after_frame = Closure::once_into_js(move || state.go_on());
            // There is a window wherever there is a form.
            let _ = web_sys::window().map(|window| window.request_animation_frame(after_frame.unchecked_ref()));
        }
    }

    fn go_on(self: Rc<Self>) {
        later(move || {
            self.waiting.set(false);
            self.tell();
        });
    }

    /// Reckons what each value would make of the piece shown, as long as that holds up nobody, and goes on a little later.
    /// It is written when all is known: every frame in which some words change costs about the same.
    fn tell(self: &Rc<Self>) {
        let mut latest = self.latest.borrow_mut();
        let Some((shown, problems)) = latest.as_mut() else { return };
        let until = Date::now() + SLICE_MS;
        if shown.values.is_empty() {
            follow();
            self.write(0, "breakdown", parts::breakdown(self.sheet, shown));
        }
        self.engine.tell(shown, &self.sheet.digest, || Date::now() < until);
        if shown.values.len() < shown.domains.len() {
            self.waiting.set(true);
            return Rc::clone(self).go_on();
        }
        for group in 0..shown.values.len() {
            self.tell_group(shown, group, problems);
        }
        if let Some(form) = element(FORM) {
            mark(&form, "aria-busy", None);
        }
    }

    /// Marks which values lead to something, and what cannot be read.
    pub(super) fn mark_group(&self, group: usize, open: &[bool], problems: &[FieldProblem]) {
        let problem = problems.iter().find(|problem| problem.group == group);
        if let Some(problem) = problem {
            set_text(&parts::id("w", group, None), &parts::problem(self.sheet, problem));
        }
        if let Some(input) = by_id("o", group, None) {
            mark(&input, "aria-invalid", problem.is_some().then_some("true"));
        }
        let marked = &self.marked.borrow()[group];
        for (value, (open, _)) in open.iter().zip(marked).enumerate().filter(|(_, (open, marked))| open != marked) {
            if let Some(input) = by_id("o", group, Some(value)) {
                mark(&input, "data-blocked", (!open).then_some(""));
                // The box of what leads nowhere is wider; a style that asked for what is in it would cost each click.
                if let Some(label) = input.parent_element() {
                    mark(&label, "class", Some(parts::choice(*open)));
                }
            }
        }
    }

    fn tell_group(&self, shown: &Outcome, group: usize, problems: &[FieldProblem]) {
        let sheet = self.sheet;
        if !problems.iter().any(|problem| problem.group == group) {
            set_text(&parts::id("w", group, None), &parts::limits(sheet, shown, group));
        }
        let told = self.told.borrow_mut()[group].split_off(0);
        for value in 0..sheet.model.groups[group].values().len() {
            let said = &shown.values[group][value];
            if told.get(value) != Some(said) {
                set_text(&parts::id("w", group, Some(value)), &parts::why(sheet, said));
                set_text(&parts::id("d", group, Some(value)), &parts::difference(sheet, said));
            }
        }
        self.told.borrow_mut()[group].clone_from(&shown.values[group]);
    }
}
