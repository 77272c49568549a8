//! The server's side: a sheet becomes a text.

use super::{END, ESCAPE, NUMBER_UNITS, SCRIPTS, Sheet};
use crate::configurator::Pick;
use crate::exchange::Conversion;
use crate::money::Currency;
use crate::planning::{PromiseDigest, Resource};
use crate::preview::Kind;
use crate::pricing::PriceShares;
use crate::product::{Axis, Condition, Dimension, GroupKind, GroupText, OptionGroup, OptionValue, Rule};
use crate::quantity::{Basis, Measure};
use crate::text::Lang;

/// Writes a sheet so that [`super::read`] gives it back, without what [`Sheet`] says does not travel. Materials are
/// numbered by their places.
/// Indices are those of real lists: one above `i64::MAX`, which no list can have, would not read back.
#[must_use]
pub fn write(sheet: &Sheet) -> String {
    let mut out = Writer(String::new());
    out.place(&Lang::ALL, sheet.lang);
    out.model(sheet);
    out.list(&sheet.digest.materials, |out, known| {
        out.list(&known.steps, |out, (amount, day)| {
            out.number(*amount);
            out.number(day.0.into());
        });
    });
    out.days(&sheet.digest);
    out.texts(&sheet.materials);
    out.text(&sheet.text.name);
    out.list(&sheet.text.groups, Writer::group_text);
    out.texts(&sheet.text.rules);
    out.texts(&sheet.text.prices);
    out.list(&sheet.selection.0, Writer::pick);
    out.maybe_index(sheet.newest);
    let shares = sheet.shares.map(PriceShares::parts);
    out.list(shares.as_ref().map_or(&[][..], |parts| parts), |out, part| out.number((*part).into()));
    out.conversion(sheet.conversion);
    out.texts(&sheet.words);
    out.0
}

struct Writer(String);

impl Writer {
    fn end(&mut self) {
        self.0.push(char::from(END));
    }

    fn number(&mut self, number: i64) {
        self.0.push_str(&number.to_string());
        self.end();
    }

    fn index(&mut self, index: &usize) {
        self.0.push_str(&index.to_string());
        self.end();
    }

    fn place<T: PartialEq>(&mut self, all: &[T], value: T) {
        // A value outside of its list gives an index that the reader refuses.
        let place = all.iter().position(|one| *one == value).unwrap_or(all.len());
        self.index(&place);
    }

    fn text(&mut self, text: &str) {
        for c in text.chars() {
            let letter = match c {
                '\\' => 'b',
                '\n' => 'n',
                '\r' => 'r',
                '\0' => '0',
                plain => {
                    self.0.push(plain);
                    continue;
                }
            };
            self.0.push(char::from(ESCAPE));
            self.0.push(letter);
        }
        self.end();
    }

    fn list<T>(&mut self, items: &[T], write: impl Fn(&mut Self, &T)) {
        self.index(&items.len());
        for item in items {
            write(self, item);
        }
    }

    fn texts(&mut self, texts: &[String]) {
        self.list(texts, |out, text| out.text(text));
    }

    /// An index that may be missing: an empty item stands for none.
    fn maybe_index(&mut self, index: Option<usize>) {
        match index {
            Some(index) => self.index(&index),
            None => self.end(),
        }
    }

    /// A currency; dirhams, which need none, stand for no conversion.
    fn conversion(&mut self, conversion: Option<Conversion>) {
        self.place(&Currency::ALL, conversion.map_or(Currency::Mad, |by| by.currency));
        if let Some(by) = conversion {
            self.number(by.times);
            self.number(by.per);
        }
    }

    fn look(&mut self, look: &[(String, String)]) {
        self.list(look, |out, (slot, value)| {
            out.text(slot);
            out.text(value);
        });
    }

    fn axis(&mut self, axis: Axis) {
        self.place(&Axis::ALL, axis);
    }

    fn flag(&mut self, flag: bool) {
        self.number(flag.into());
    }

    fn days(&mut self, digest: &PromiseDigest) {
        self.number(digest.today.0.into());
        self.number(digest.margin_days.into());
        self.list(&digest.resources, |out, known| {
            out.flag(known.resource != Resource::Hands);
            out.flag(known.holds);
        });
        self.list(&digest.runs, |out, run| {
            out.number(run.days.into());
            out.number(run.open);
            out.list(&run.free, |out, (minutes, whole)| {
                out.number(*minutes);
                out.flag(*whole);
            });
        });
        self.list(&digest.closures, |out, span| {
            out.number(span.from.0.into());
            out.number(span.to.0.into());
        });
    }

    fn model(&mut self, sheet: &Sheet) {
        let model = &sheet.model;
        self.number(model.base_price_minor);
        self.number(model.lead_days.into());
        for Dimension { fixed_mm, group } in &model.dimensions {
            self.number(*fixed_mm);
            self.maybe_index(*group);
        }
        self.list(&model.groups, Self::group);
        self.list(&model.rules, Self::rule);
        self.list(&model.prices, |out, line| {
            out.list(&line.when, Self::condition);
            out.measure(line.measure);
        });
        self.list(&model.work, |out, line| {
            out.list(&line.when, Self::condition);
            out.measure(line.measure);
            out.maybe_index(line.station.map(Sheet::station_number));
        });
        self.list(&model.recipe, |out, line| {
            out.index(&Sheet::material_number(line.material));
            out.list(&line.when, Self::condition);
            out.measure(line.measure);
            out.number(line.waste_permille.into());
            out.maybe_index(line.stage);
        });
        self.place(&Kind::ALL, model.preview.kind);
        self.look(&model.preview.look);
        self.maybe_index(model.preview.text_group);
    }

    fn group(&mut self, group: &OptionGroup) {
        self.text(&group.key);
        match &group.kind {
            GroupKind::Choice { values, default } => {
                self.number(0);
                self.list(values, Self::value);
                self.index(default);
            }
            GroupKind::Number { min, max, step, default, unit } => {
                self.number(1);
                for number in [min, max, step, default] {
                    self.number(*number);
                }
                self.place(&NUMBER_UNITS, *unit);
            }
            GroupKind::Text { max_chars, scripts } => {
                self.number(2);
                self.number((*max_chars).into());
                self.list(scripts, |out, script| out.place(&SCRIPTS, *script));
            }
            GroupKind::Picture => self.number(4),
            GroupKind::Several { values, at_least, at_most } => {
                self.number(3);
                self.list(values, Self::value);
                self.number((*at_least).into());
                self.number((*at_most).into());
            }
        }
    }

    fn value(&mut self, value: &OptionValue) {
        self.text(&value.key);
        self.list(&value.sets, |out, (axis, mm)| {
            out.axis(*axis);
            out.number(*mm);
        });
        self.look(&value.look);
        match &value.swatch {
            None => self.number(0),
            Some(swatch) => {
                self.number(1);
                self.text(swatch);
            }
        }
    }

    fn condition(&mut self, condition: &Condition) {
        self.index(&condition.group());
        match condition {
            Condition::OneOf { values, .. } => {
                self.number(0);
                self.list(values, Self::index);
            }
            Condition::Between { min, max, .. } => {
                self.number(1);
                self.number(*min);
                self.number(*max);
            }
        }
    }

    fn rule(&mut self, rule: &Rule) {
        self.list(&rule.when, Self::condition);
        self.list(&rule.of, Self::condition);
        self.number(rule.at_least.into());
        self.number(rule.at_most.into());
    }

    fn measure(&mut self, measure: Measure) {
        match measure.basis {
            Basis::Fixed => self.number(0),
            Basis::Length(axis) => {
                self.number(1);
                self.axis(axis);
            }
            Basis::Area(one, other) => {
                self.number(2);
                self.axis(one);
                self.axis(other);
            }
            Basis::Perimeter(one, other) => {
                self.number(3);
                self.axis(one);
                self.axis(other);
            }
            Basis::Volume => self.number(4),
            Basis::Characters(group) => {
                self.number(5);
                self.index(&group);
            }
            Basis::Number(group) => {
                self.number(6);
                self.index(&group);
            }
            Basis::PriceSoFar => self.number(7),
        }
        self.number(measure.per.0);
        self.number(measure.per.1);
    }

    fn group_text(&mut self, group: &GroupText) {
        self.text(&group.label);
        self.texts(&group.values);
    }

    fn pick(&mut self, pick: &Option<Pick>) {
        match pick {
            None => self.number(0),
            Some(Pick::Value(value)) => {
                self.number(1);
                self.index(value);
            }
            Some(Pick::Number(number)) => {
                self.number(2);
                self.number(*number);
            }
            Some(Pick::Text(text)) => {
                self.number(3);
                self.text(text);
            }
            Some(Pick::Several(taken)) => {
                self.number(4);
                self.list(taken, Self::index);
            }
        }
    }
}
