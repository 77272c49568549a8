//! From a model and its texts back to what is written about it.

use super::read::layers::written;
use super::read::{KnownMaterial, KnownStation};
use super::source::{
    ConditionSource, DimensionsSource, GroupSource, KeptSource, PhotoSource, PresetSource, PriceSource, ProductSource,
    RecipeSource, RuleSource, StepSource, ValueSource, WorkSource,
};
use super::written::{Keys, Words, Written};
use crate::configurator::several_key;
use crate::product::{
    Axis, Condition, GroupKind, GroupText, Kept, NumberUnit, OptionGroup, OptionValue, ProductModel, ProductText, Rule,
};
use crate::quantity::{Basis, Measure, Unit};
use crate::text::{Lang, Localised};

/// Everything that [`super::read`] needs to make the same model and texts; slug, shop, category and state are left empty.
/// A material or station that is not known, and an amount that no decimal number says, are left empty too.
#[must_use]
pub fn describe(
    model: &ProductModel,
    text: &Localised<ProductText>,
    materials: &[KnownMaterial],
    stations: &[KnownStation],
) -> ProductSource {
    let writer = Writer { model, text };
    let [length, width, height] = [0, 1, 2].map(|side: usize| length(model.dimensions[side].fixed_mm));
    ProductSource {
        base_price: Written(decimal(model.base_price_minor, 100)),
        prices: (model.listed.iter())
            .map(|set| (set.currency.code().to_owned(), Written(decimal(set.minor, 100))))
            .collect(),
        lead_days: Written(model.lead_days.to_string()),
        preview: model.preview.kind.code().to_owned(),
        dimensions: DimensionsSource { length, width, height },
        look: written(model.preview.kind, &model.preview.look),
        alt: words(text, |text| &text.picture),
        name: words(text, |text| &text.name),
        summary: words(text, |text| &text.summary),
        story: words(text, |text| &text.story),
        care: words(text, |text| &text.care),
        group: (0..model.groups.len()).map(|at| writer.group(at)).collect(),
        rule: model.rules.iter().enumerate().map(|(at, rule)| writer.rule(at, rule)).collect(),
        price: (0..model.prices.len()).map(|at| writer.price(at)).collect(),
        recipe: (0..model.recipe.len()).map(|at| writer.recipe(at, materials)).collect(),
        work: (0..model.work.len()).map(|at| writer.work(at, stations)).collect(),
        step: (0..model.guide.steps.len()).map(|at| writer.step(at)).collect(),
        preset: (0..model.guide.presets.len()).map(|at| writer.preset(at)).collect(),
        kept: (0..text.fr.kept.len()).map(|at| writer.kept(at)).collect(),
        photo: (0..model.guide.photos.len()).map(|at| writer.photo(at)).collect(),
        ..ProductSource::default()
    }
}

struct Writer<'a> {
    model: &'a ProductModel,
    text: &'a Localised<ProductText>,
}

impl Writer<'_> {
    fn group(&self, at: usize) -> GroupSource {
        let OptionGroup { key, kind } = &self.model.groups[at];
        let text_of = |of: fn(&GroupText) -> &String| {
            words(self.text, |text| text.groups.get(at).map(of).unwrap_or(const { &String::new() }))
        };
        let mut group = GroupSource {
            key: key.clone(),
            label: text_of(|text| &text.label),
            help: text_of(|text| &text.help),
            value: (self.model.groups[at].values().iter().enumerate())
                .map(|(value, option)| self.value(at, value, option))
                .collect(),
            ..GroupSource::default()
        };
        let kind = match kind {
            GroupKind::Choice { values, default } => {
                group.default = Written(values.get(*default).map(|value| value.key.clone()).unwrap_or_default());
                "choice"
            }
            GroupKind::Several { at_least, at_most, .. } => {
                group.at_least = Written(at_least.to_string());
                group.at_most = Written(at_most.to_string());
                "several"
            }
            GroupKind::Number { min, max, step, default, unit } => {
                let number = |number: &i64| match unit {
                    NumberUnit::Millimetre => length(*number),
                    NumberUnit::Piece => Written(number.to_string()),
                };
                let sets = |dimension: &crate::product::Dimension| dimension.group == Some(at);
                group.unit = if *unit == NumberUnit::Piece { "piece" } else { "mm" }.to_owned();
                group.axis = self.model.dimensions.iter().position(sets).map(axis_at).unwrap_or_default().to_owned();
                [group.min, group.max, group.step, group.default] = [min, max, step, default].map(number);
                "number"
            }
            GroupKind::Picture => "picture",
            GroupKind::Text { max_chars, scripts } => {
                group.max_chars = Written(max_chars.to_string());
                group.scripts = Keys(scripts.iter().map(|script| script.code().to_owned()).collect());
                group.lettering =
                    if self.model.preview.text_group == Some(at) { "true".into() } else { Written::default() };
                "text"
            }
        };
        GroupSource { kind: kind.to_owned(), ..group }
    }

    fn value(&self, group: usize, at: usize, value: &OptionValue) -> ValueSource {
        let label = |text: &'_ ProductText| -> String {
            text.groups.get(group).and_then(|group| group.values.get(at)).cloned().unwrap_or_default()
        };
        ValueSource {
            key: value.key.clone(),
            swatch: value.swatch.clone().unwrap_or_default(),
            label: Words { ar: label(&self.text.ar), fr: label(&self.text.fr), en: label(&self.text.en) },
            sets: value.sets.iter().map(|(axis, mm)| (axis_name(*axis).to_owned(), length(*mm))).collect(),
            look: written(self.model.preview.kind, &value.look),
        }
    }

    fn rule(&self, at: usize, rule: &Rule) -> RuleSource {
        let mut line = RuleSource {
            when: self.conditions(&rule.when),
            reason: self.label(|text| &text.rules, at),
            ..RuleSource::default()
        };
        match (rule.of.as_slice(), rule.at_least, rule.at_most) {
            ([then], 1, 1) => line.then = Some(self.condition(then)),
            ([then @ Condition::OneOf { .. }], 0, 0) => {
                let ConditionSource { group, is, .. } = self.condition(then);
                line.then = Some(ConditionSource { group, is_not: is, ..ConditionSource::default() });
            }
            (of, at_least, at_most) => {
                line.of = self.conditions(of);
                line.at_least = Written(at_least.to_string());
                line.at_most = if at_most == u16::MAX { Written::default() } else { Written(at_most.to_string()) };
            }
        }
        line
    }

    fn price(&self, at: usize) -> PriceSource {
        let line = &self.model.prices[at];
        let (numerator, denominator) = line.measure.per;
        PriceSource {
            amount: decimal_per(&line.measure, numerator, i128::from(denominator) * 100),
            per: self.per(&line.measure),
            when: self.conditions(&line.when),
            label: self.label(|text| &text.prices, at),
        }
    }

    fn recipe(&self, at: usize, materials: &[KnownMaterial]) -> RecipeSource {
        let line = &self.model.recipe[at];
        let known = materials.iter().find(|(_, id, _)| *id == line.material);
        let amount = known.map(|(_, _, unit)| quantity(*unit, line.measure.per.0)).unwrap_or_default();
        RecipeSource {
            material: known.map(|(slug, ..)| slug.clone()).unwrap_or_default(),
            amount,
            per: self.per(&line.measure),
            waste_percent: Written((line.waste_permille / 10).to_string()),
            stage: line.stage.map(stage_key).unwrap_or_default(),
            when: self.conditions(&line.when),
        }
    }

    fn work(&self, at: usize, stations: &[KnownStation]) -> WorkSource {
        let line = &self.model.work[at];
        let (numerator, denominator) = line.measure.per;
        let is_named = self.model.recipe.iter().any(|line| line.stage == Some(at));
        let station = stations.iter().find(|(_, id)| Some(*id) == line.station);
        WorkSource {
            key: if is_named { stage_key(at) } else { String::new() },
            station: station.map(|(key, _)| key.clone()).unwrap_or_default(),
            minutes: decimal_per(&line.measure, numerator, denominator.into()),
            per: self.per(&line.measure),
            when: self.conditions(&line.when),
            label: self.label(|text| &text.work, at),
        }
    }

    fn step(&self, at: usize) -> StepSource {
        let group = self.model.guide.steps.get(at).and_then(|group| self.model.groups.get(*group));
        StepSource {
            group: group.map(|group| group.key.clone()).unwrap_or_default(),
            title: self.label(|text| &text.steps, at),
        }
    }

    fn preset(&self, at: usize) -> PresetSource {
        let fields = &self.model.guide.presets[at];
        let chosen = |group: &OptionGroup| {
            let raw = fields.iter().find(|(key, _)| *key == group.key).map(|(_, raw)| raw.clone())?;
            let keys = match &group.kind {
                GroupKind::Several { values, .. } => {
                    let taken = |key: &String| fields.iter().any(|(field, _)| *field == several_key(&group.key, key));
                    values.iter().map(|value| value.key.clone()).filter(taken).collect()
                }
                GroupKind::Number { unit: NumberUnit::Millimetre, .. } => vec![[&raw, " cm"].concat()],
                GroupKind::Number { .. } | GroupKind::Choice { .. } | GroupKind::Text { .. } | GroupKind::Picture => {
                    vec![raw]
                }
            };
            Some((group.key.clone(), Keys(keys)))
        };
        PresetSource {
            choose: self.model.groups.iter().filter_map(chosen).collect(),
            label: self.label(|text| &text.presets, at),
        }
    }

    fn kept(&self, at: usize) -> KeptSource {
        let one = |of: fn(&Kept) -> &String| {
            words(self.text, |text| text.kept.get(at).map(of).unwrap_or(const { &String::new() }))
        };
        KeptSource { title: one(|kept| &kept.title), story: one(|kept| &kept.story) }
    }

    fn photo(&self, at: usize) -> PhotoSource {
        PhotoSource { picture: self.model.guide.photos[at].clone(), alt: self.label(|text| &text.photos, at) }
    }

    fn conditions(&self, conditions: &[Condition]) -> Vec<ConditionSource> {
        conditions.iter().map(|condition| self.condition(condition)).collect()
    }

    fn condition(&self, condition: &Condition) -> ConditionSource {
        let Some(group) = self.model.groups.get(condition.group()) else { return ConditionSource::default() };
        let mut written = ConditionSource { group: group.key.clone(), ..ConditionSource::default() };
        match (condition, &group.kind) {
            (Condition::OneOf { values, .. }, _) => {
                let key = |value: &usize| group.values().get(*value).map(|value| value.key.clone());
                written.is = Keys(values.iter().filter_map(key).collect());
            }
            (Condition::Between { min: 0, max: 0, .. }, GroupKind::Text { .. } | GroupKind::Picture) => {
                written.filled = "false".into()
            }
            (Condition::Between { min: 1, max, .. }, GroupKind::Text { max_chars, .. })
                if *max == i64::from(*max_chars) =>
            {
                written.filled = "true".into();
            }
            (Condition::Between { .. }, GroupKind::Picture) => written.filled = "true".into(),
            (Condition::Between { min, max, .. }, GroupKind::Number { unit: NumberUnit::Millimetre, .. }) => {
                [written.min, written.max] = [length(*min), length(*max)];
            }
            (
                Condition::Between { min, max, .. },
                GroupKind::Number { .. }
                | GroupKind::Text { .. }
                | GroupKind::Choice { .. }
                | GroupKind::Several { .. },
            ) => [written.min, written.max] = [Written(min.to_string()), Written(max.to_string())],
        }
        written
    }

    fn per(&self, measure: &Measure) -> String {
        let key = |group: usize| self.model.groups.get(group).map(|group| group.key.as_str()).unwrap_or_default();
        let name = axis_name;
        match measure.basis {
            Basis::Fixed => "fixed".to_owned(),
            Basis::PriceSoFar => "percent".to_owned(),
            Basis::Length(one) => ["m ", name(one)].concat(),
            Basis::Area(one, other) => ["m2 ", name(one), " ", name(other)].concat(),
            Basis::Perimeter(one, other) => ["m around ", name(one), " ", name(other)].concat(),
            Basis::Volume => "dm3".to_owned(),
            Basis::Characters(group) => ["character ", key(group)].concat(),
            Basis::Number(group) => ["unit ", key(group)].concat(),
        }
    }

    fn label(&self, list: fn(&ProductText) -> &Vec<String>, at: usize) -> Words {
        let one = |text: &ProductText| list(text).get(at).cloned().unwrap_or_default();
        Words { ar: one(&self.text.ar), fr: one(&self.text.fr), en: one(&self.text.en) }
    }
}

/// The key of a line of work whose own is not kept.
fn stage_key(at: usize) -> String {
    format!("work-{}", at + 1)
}

fn words(text: &Localised<ProductText>, of: impl Fn(&ProductText) -> &String) -> Words {
    let one = |lang| of(text.get(lang)).clone();
    Words { ar: one(Lang::Ar), fr: one(Lang::Fr), en: one(Lang::En) }
}

/// How much a measure's basis is counted in one unit of what `per` names.
const fn size(basis: Basis) -> i128 {
    match basis {
        Basis::Fixed | Basis::Characters(_) | Basis::Number(_) => 1,
        Basis::PriceSoFar => 100,
        Basis::Length(_) | Basis::Perimeter(..) => 1_000,
        Basis::Area(..) | Basis::Volume => 1_000_000,
    }
}

/// A rate per unit of what `per` names. `denominator` turns the numerator into what is written: dirhams, minutes.
fn decimal_per(measure: &Measure, numerator: i64, denominator: i128) -> Written {
    let denominator = if measure.basis == Basis::PriceSoFar { i128::from(measure.per.1) } else { denominator };
    exact(i128::from(numerator) * size(measure.basis), denominator.max(1)).map(Written).unwrap_or_default()
}

/// A fraction as a decimal number of at most six places; `None` when it is none.
fn exact(top: i128, bottom: i128) -> Option<String> {
    let scaled = top.checked_mul(1_000_000).filter(|scaled| scaled % bottom == 0)?;
    i64::try_from(scaled / bottom).ok().map(|number| decimal(number, 1_000_000))
}

/// `number / parts` as a decimal number, `parts` a power of ten.
fn decimal(number: i64, parts: u64) -> String {
    let sign = if number < 0 { "-" } else { "" };
    let (whole, rest) = (number.unsigned_abs() / parts, number.unsigned_abs() % parts);
    if rest == 0 {
        return format!("{sign}{whole}");
    }
    let width = parts.ilog10() as usize;
    format!("{sign}{whole}.{rest:0width$}").trim_end_matches('0').to_owned()
}

fn length(mm: i64) -> Written {
    quantity(Unit::Millimetre, mm)
}

/// An amount in the unit that an artisan would write.
fn quantity(unit: Unit, amount: i64) -> Written {
    let (parts, name) = match unit {
        Unit::Milligram => (1_000, " g"),
        Unit::Microlitre => (1_000, " ml"),
        Unit::Millimetre => (10, " cm"),
        Unit::SquareMillimetre => (1_000_000, " m2"),
        Unit::CubicMillimetre => (1_000_000, " dm3"),
        Unit::Piece => (1, ""),
    };
    Written([&decimal(amount, parts), name].concat())
}

const fn axis_name(axis: Axis) -> &'static str {
    match axis {
        Axis::Length => "length",
        Axis::Width => "width",
        Axis::Height => "height",
    }
}

fn axis_at(side: usize) -> &'static str {
    Axis::ALL.get(side).map(|axis| axis_name(*axis)).unwrap_or_default()
}
