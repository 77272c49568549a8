//! A family of hard products: 40 options with 6 values, tied together by 66 rules. The members differ by their seed;
//! the same seed gives the same product on every computer.

#[path = "family/trade.rs"]
mod trade;

use domain::configurator::{Engine, Pick, Selection, check};
use domain::preview::Kind;
use domain::product::{
    Condition, Dimension, GroupKind, Guide, NumberUnit, OptionGroup, OptionValue, PreviewSpec, ProductModel, Rule,
};

/// Options of each member.
pub const OPTIONS: usize = 40;
/// Values of each option.
pub const VALUES: usize = 6;
/// The options from here on are numbers.
const FIRST_NUMBER: usize = 30;
/// Rules of each kind: between two options, over three or more, limits of numbers, counts.
const RULES: [usize; 4] = [33, 20, 10, 3];

/// Numbers from a seed (SplitMix64).
pub struct Dice(pub u64);

impl Dice {
    /// A number below `sides`.
    pub fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % sides as u64) as usize
    }

    /// Some of the values of an option, in ascending order.
    fn some(&mut self, count: usize) -> Vec<usize> {
        let mut values: Vec<usize> = (0..VALUES).collect();
        while values.len() > count {
            values.remove(self.roll(values.len()));
        }
        values
    }
}

pub use trade::digest;

/// A member of the family.
pub struct Member {
    /// What it is made from.
    pub seed: u64,
    /// The product.
    pub model: ProductModel,
    /// It has at least this many valid configurations, as a power of ten.
    pub magnitude: f64,
    /// The share of the values that lead nowhere after half the clicks, over some walks.
    pub blocked: f64,
}

/// The first `count` seeds whose product can be sold, has at least 10^12 valid configurations, and leaves at least a
/// quarter of its values without completion after half the clicks.
pub fn members(count: usize) -> Vec<Member> {
    (0..).filter_map(member).take(count).collect()
}

fn member(seed: u64) -> Option<Member> {
    let model = product(seed);
    check(&model).ok()?;
    let magnitude = magnitude(&model);
    if magnitude < 12.0 {
        return None;
    }
    let blocked = blocked(&model, seed);
    (blocked >= 0.25).then_some(Member { seed, model, magnitude, blocked })
}

/// A lower bound for the number of valid configurations, as a power of ten: a box of values of which every combination
/// keeps every rule, grown from the defaults value by value.
fn magnitude(model: &ProductModel) -> f64 {
    let mut kept: Vec<Vec<Pick>> = model.groups.iter().map(|group| vec![default(group)]).collect();
    for value in 0..VALUES {
        for (option, group) in model.groups.iter().enumerate() {
            let pick = group.pick_at(value).expect("six values");
            if !kept[option].contains(&pick) {
                kept[option].push(pick);
                if model.rules.iter().any(|rule| may_break(rule, &kept)) {
                    kept[option].pop();
                }
            }
        }
    }
    kept.iter().map(|picks| (picks.len() as f64).log10()).sum()
}

fn default(group: &OptionGroup) -> Pick {
    match &group.kind {
        GroupKind::Choice { default, .. } => Pick::Value(*default),
        GroupKind::Number { default, .. } => Pick::Number(*default),
        GroupKind::Several { .. } | GroupKind::Text { .. } | GroupKind::Picture => Pick::Text(String::new()),
    }
}

/// Whether some combination of these picks may break a rule; `true` also where none does but each part may.
fn may_break(rule: &Rule, kept: &[Vec<Pick>]) -> bool {
    let holds = |condition: &&Condition, pick: &Pick| {
        let mut picks = vec![Pick::Text(String::new()); kept.len()];
        picks[condition.group()] = pick.clone();
        condition.holds(&picks)
    };
    let may = |condition: &&Condition| kept[condition.group()].iter().any(|pick| holds(condition, pick));
    let must = |condition: &&Condition| kept[condition.group()].iter().all(|pick| holds(condition, pick));
    let (most, least) = (rule.of.iter().filter(may).count(), rule.of.iter().filter(must).count());
    let counted = most > usize::from(rule.at_most) || least < usize::from(rule.at_least);
    counted && rule.when.iter().all(|condition| may(&condition))
}

/// The share of the values that lead nowhere when half of the options are decided, over some walks.
fn blocked(model: &ProductModel, seed: u64) -> f64 {
    let engine = Engine::new(model).expect("a checked model");
    let mut dice = Dice(!seed);
    let walks = 8;
    let shares = (0..walks).map(|_| {
        let selection = walk(&engine, model, &mut dice, OPTIONS / 2, |_, _| {});
        let domains = engine.domains(&selection);
        domains.iter().flatten().filter(|open| !**open).count() as f64 / (OPTIONS * VALUES) as f64
    });
    shares.sum::<f64>() / f64::from(walks)
}

/// Decides options one after the other, each among the values that still lead somewhere; tells of each click.
pub fn walk(
    engine: &Engine<'_>,
    model: &ProductModel,
    dice: &mut Dice,
    clicks: usize,
    mut clicked: impl FnMut(&Selection, &[Vec<bool>]),
) -> Selection {
    let mut selection = Selection::default();
    let mut domains = engine.domains(&selection);
    for _ in 0..clicks {
        let unsaid: Vec<usize> = (0..OPTIONS).filter(|option| selection.get(*option).is_none()).collect();
        let option = unsaid[dice.roll(unsaid.len())];
        let open: Vec<usize> = (0..VALUES).filter(|value| domains[option][*value]).collect();
        selection = selection.with(option, model.groups[option].pick_at(open[dice.roll(open.len())]));
        domains = engine.domains(&selection);
        clicked(&selection, &domains);
    }
    selection
}

/// The product of a seed. Its defaults are drawn first, and only rules that they keep are taken.
pub fn product(seed: u64) -> ProductModel {
    let mut dice = Dice(seed);
    let defaults: Vec<usize> = (0..OPTIONS).map(|_| dice.roll(VALUES)).collect();
    let picks: Vec<Pick> = defaults.iter().enumerate().map(|(option, value)| pick(option, *value)).collect();
    let mut rules: Vec<Rule> = Vec::new();
    for (kind, count) in RULES.into_iter().enumerate() {
        let wanted = rules.len() + count;
        while rules.len() < wanted {
            let rule = draw(&mut dice, kind, rules.len());
            if !rule.is_broken(&picks) {
                rules.push(rule);
            }
        }
    }
    // Length and width are options; the height is fixed.
    let dimensions = [Some(FIRST_NUMBER), Some(FIRST_NUMBER + 1), None];
    // Drawn apart, so that the rules of a seed stay what they are.
    let mut dice = Dice(seed.rotate_left(32));
    ProductModel {
        base_price_minor: 50_000,
        listed: Vec::new(),
        lead_days: 7,
        dimensions: dimensions.map(|group| Dimension { fixed_mm: 100, group }),
        groups: defaults.iter().enumerate().map(|(option, value)| group(option, *value)).collect(),
        rules,
        prices: trade::prices(&mut dice),
        recipe: trade::recipe(&mut dice),
        work: trade::work(&mut dice),
        guide: Guide::default(),
        preview: PreviewSpec { kind: Kind::Box, look: Vec::new(), text_group: None },
    }
}

fn pick(option: usize, value: usize) -> Pick {
    if option < FIRST_NUMBER { Pick::Value(value) } else { Pick::Number(number(value)) }
}

fn number(value: usize) -> i64 {
    100 + 10 * value as i64
}

fn group(option: usize, default: usize) -> OptionGroup {
    let value = |value: usize| OptionValue { key: format!("v{value}"), sets: vec![], look: vec![], swatch: None };
    let kind = if option < FIRST_NUMBER {
        GroupKind::Choice { values: (0..VALUES).map(value).collect(), default }
    } else {
        let (min, max) = (number(0), number(VALUES - 1));
        GroupKind::Number { min, max, step: 10, default: number(default), unit: NumberUnit::Millimetre }
    };
    OptionGroup { key: format!("o{option}"), kind }
}

fn condition(dice: &mut Dice, option: usize, count: usize) -> Condition {
    if option < FIRST_NUMBER {
        return Condition::OneOf { group: option, values: dice.some(count) };
    }
    let first = dice.roll(VALUES - count + 1);
    Condition::Between { group: option, min: number(first), max: number(first + count - 1) }
}

/// Different options, in any order.
fn options<const N: usize>(dice: &mut Dice, from: usize, to: usize) -> [usize; N] {
    let mut taken = [usize::MAX; N];
    for at in 0..N {
        taken[at] = loop {
            let option = from + dice.roll(to - from);
            if !taken.contains(&option) {
                break option;
            }
        };
    }
    taken
}

fn draw(dice: &mut Dice, kind: usize, index: usize) -> Rule {
    match kind {
        0 => {
            // The first ones tie all options together.
            let [mut left, right] = options(dice, 0, OPTIONS);
            if index < OPTIONS - 1 && right != index {
                left = index;
            }
            let premise = condition(dice, left, 3);
            Rule::requires(vec![premise], condition(dice, right, 3))
        }
        1 => {
            let [a, b, c] = options(dice, 0, OPTIONS);
            let when = vec![condition(dice, a, 4), condition(dice, b, 4)];
            Rule::requires(when, condition(dice, c, 3))
        }
        2 => {
            let [left] = options(dice, 0, FIRST_NUMBER);
            let [right] = options(dice, FIRST_NUMBER, OPTIONS);
            let premise = condition(dice, left, 3);
            Rule::requires(vec![premise], condition(dice, right, 3))
        }
        _ => {
            let of = options::<8>(dice, 0, OPTIONS).map(|option| condition(dice, option, 3));
            Rule { when: vec![], of: of.to_vec(), at_least: 0, at_most: 4 }
        }
    }
}
