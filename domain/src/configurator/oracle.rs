//! The definitions of configure, domains, explain and repair by trying everything, on small random models.

use super::{Change, Conflict, Engine, Pick, Selection, check, configure};
use crate::materials::bill;
use crate::picture::CODE_LENGTH;
use crate::planning::{Feasibility, PromiseDigest};
use crate::preview::Kind;
use crate::product::{
    Condition, Dimension, GroupKind, Guide, NumberUnit, OptionGroup, OptionValue, PICTURE_GIVEN, PreviewSpec,
    ProductModel, Rule, all_hold,
};
use crate::text::{Script, count_chars};
use crate::time::Day;
use proptest::prelude::*;

/// A model of these groups and rules, with nothing else in it.
pub(super) fn model(kinds: Vec<GroupKind>, rules: Vec<Rule>) -> ProductModel {
    let group = |(index, kind): (usize, GroupKind)| OptionGroup { key: letter(index), kind };
    ProductModel {
        base_price_minor: 0,
        listed: Vec::new(),
        lead_days: 1,
        dimensions: [(); 3].map(|()| Dimension { fixed_mm: 0, group: None }),
        groups: kinds.into_iter().enumerate().map(group).collect(),
        rules,
        prices: Vec::new(),
        recipe: Vec::new(),
        work: Vec::new(),
        guide: Guide::default(),
        preview: PreviewSpec { kind: Kind::Box, look: Vec::new(), text_group: None },
    }
}

/// A key: `a` for 0, `aa` after `z`.
fn letter(index: usize) -> String {
    let last = char::from(b'a' + (index % 26) as u8);
    if index < 26 { last.to_string() } else { format!("{}{last}", letter(index / 26 - 1)) }
}

fn values(count: usize) -> Vec<OptionValue> {
    let value =
        |index: usize| OptionValue { key: letter(index + 15), sets: Vec::new(), look: Vec::new(), swatch: None };
    (0..count).map(value).collect()
}

pub(super) fn choice(count: usize, default: usize) -> GroupKind {
    GroupKind::Choice { values: values(count), default }
}

pub(super) fn several(count: usize, at_least: u16, at_most: u16) -> GroupKind {
    GroupKind::Several { values: values(count), at_least, at_most }
}

pub(super) fn number(min: i64, max: i64, step: i64, default: i64) -> GroupKind {
    GroupKind::Number { min, max, step, default, unit: NumberUnit::Millimetre }
}

pub(super) fn text(max_chars: u16) -> GroupKind {
    GroupKind::Text { max_chars, scripts: vec![Script::Latin] }
}

/// All picks of a group; texts stand for their count of characters.
pub(super) fn all_picks(kind: &GroupKind) -> Vec<Pick> {
    match kind {
        GroupKind::Choice { values, .. } => (0..values.len()).map(Pick::Value).collect(),
        GroupKind::Several { values, at_least, at_most } => (0..1_usize << values.len())
            .map(|set| (0..values.len()).filter(|value| set >> value & 1 == 1).collect::<Vec<_>>())
            .filter(|taken| (usize::from(*at_least)..=usize::from(*at_most)).contains(&taken.len()))
            .map(Pick::Several)
            .collect(),
        GroupKind::Number { min, max, step, .. } => (*min..=*max).step_by(*step as usize).map(Pick::Number).collect(),
        GroupKind::Text { max_chars, .. } => {
            (0..=usize::from(*max_chars)).map(|count| Pick::Text("x".repeat(count))).collect()
        }
        GroupKind::Picture => [0, CODE_LENGTH].map(|count| Pick::Text("a".repeat(count))).to_vec(),
    }
}

pub(super) fn default_pick(kind: &GroupKind) -> Pick {
    match kind {
        GroupKind::Choice { default, .. } => Pick::Value(*default),
        GroupKind::Number { default, .. } => Pick::Number(*default),
        GroupKind::Text { .. } | GroupKind::Picture => Pick::Text(String::new()),
        GroupKind::Several { .. } => all_picks(kind)[0].clone(),
    }
}

/// How far two picks lie apart.
fn apart(kind: &GroupKind, one: &Pick, other: &Pick) -> i64 {
    match (one, other) {
        (Pick::Several(one), Pick::Several(other)) => {
            let only = |one: &[usize], other: &[usize]| one.iter().filter(|value| !other.contains(value)).count();
            (only(one, other) + only(other, one)) as i64
        }
        _ => (place(kind, one) - place(kind, other)).abs(),
    }
}

/// Place of a pick in the value order of its group; texts are empty or filled.
fn place(kind: &GroupKind, pick: &Pick) -> i64 {
    match (kind, pick) {
        (_, Pick::Value(value)) => *value as i64,
        (GroupKind::Number { min, step, .. }, Pick::Number(number)) => (number - min) / step,
        (_, Pick::Number(_)) => unreachable!("numbers are for number groups"),
        (_, Pick::Text(text)) => i64::from(!text.is_empty()),
        (_, Pick::Several(_)) => all_picks(kind).iter().position(|known| known == pick).expect("an allowed set") as i64,
    }
}

/// Every combination of one pick per group that keeps the rules.
fn valid(candidates: &[Vec<Pick>], rules: &[&Rule]) -> Vec<Vec<Pick>> {
    let mut all: Vec<Vec<Pick>> = vec![Vec::new()];
    for picks in candidates {
        let longer = |start: &Vec<Pick>| {
            let start = start.clone();
            picks.iter().map(move |pick| start.iter().cloned().chain([pick.clone()]).collect())
        };
        all = all.iter().flat_map(longer).collect();
    }
    all.retain(|picks| !rules.iter().any(|rule| rule.is_broken(picks)));
    all
}

/// What a group may be: as said when `kept`, else anything (texts: kept or taken away); unsaid texts are empty.
fn candidates(kind: &GroupKind, said: Option<&Pick>, kept: bool) -> Vec<Pick> {
    match (kind, said) {
        (_, Some(said)) if kept => vec![said.clone()],
        (GroupKind::Text { .. } | GroupKind::Picture, None) => vec![Pick::Text(String::new())],
        (GroupKind::Text { .. } | GroupKind::Picture, Some(said)) => vec![said.clone(), Pick::Text(String::new())],
        (GroupKind::Choice { .. } | GroupKind::Several { .. } | GroupKind::Number { .. }, _) => all_picks(kind),
    }
}

fn wished(kind: &GroupKind, said: Option<&Pick>, ordinal: usize, own: bool) -> Vec<Pick> {
    match (kind, said) {
        (GroupKind::Text { .. } | GroupKind::Picture, Some(Pick::Text(said)))
            if own && ordinal == 1 && !said.is_empty() =>
        {
            vec![Pick::Text(said.clone())]
        }
        (GroupKind::Text { .. } | GroupKind::Picture, _) if ordinal == 1 => all_picks(kind).split_off(1),
        (GroupKind::Several { .. }, _) => {
            let Pick::Several(mut taken) = said.cloned().unwrap_or_else(|| default_pick(kind)) else {
                unreachable!("sets are for several values")
            };
            match taken.binary_search(&ordinal) {
                Ok(place) => drop(taken.remove(place)),
                Err(place) => taken.insert(place, ordinal),
            }
            all_picks(kind).into_iter().filter(|pick| *pick == Pick::Several(taken.clone())).collect()
        }
        (GroupKind::Choice { .. } | GroupKind::Number { .. } | GroupKind::Text { .. } | GroupKind::Picture, _) => {
            vec![all_picks(kind)[ordinal].clone()]
        }
    }
}

/// The stated order of completions and repairs.
pub(super) fn rank(
    model: &ProductModel,
    selection: &Selection,
    wish: Option<usize>,
    picks: &[Pick],
) -> impl Ord + use<> {
    let (mut said, mut defaults, mut distance, mut by_group) = (0, 0, 0, Vec::new());
    for (index, (group, pick)) in model.groups.iter().zip(picks).enumerate() {
        let at = place(&group.kind, pick);
        let count = if let Pick::Text(text) = pick { count_chars(text) } else { 0 };
        if wish == Some(index) {
            by_group.push((0, at, count));
            continue;
        }
        let reference = selection.get(index).cloned().unwrap_or_else(|| default_pick(&group.kind));
        let away = apart(&group.kind, pick, &reference);
        distance += away;
        by_group.push((away, at, count));
        if away != 0 {
            *if selection.get(index).is_some() { &mut said } else { &mut defaults } += 1;
        }
    }
    (said, defaults, distance, by_group)
}

/// Whether these rules alone forbid the question while the said groups in `kept` keep their picks.
fn forbidden(
    model: &ProductModel,
    selection: &Selection,
    wish: Option<(usize, Vec<Pick>)>,
    conflict: &Conflict,
) -> bool {
    let candidates: Vec<Vec<Pick>> = (model.groups.iter().enumerate())
        .map(|(index, group)| match &wish {
            Some((asked, picks)) if *asked == index => picks.clone(),
            Some(_) | None => candidates(&group.kind, selection.get(index), conflict.groups.contains(&index)),
        })
        .collect();
    let rules: Vec<&Rule> = conflict.rules.iter().map(|rule| &model.rules[*rule]).collect();
    valid(&candidates, &rules).is_empty()
}

/// The conflict forbids, and no part of it can be left out.
fn is_minimal(
    model: &ProductModel,
    selection: &Selection,
    wish: &Option<(usize, Vec<Pick>)>,
    conflict: &Conflict,
) -> bool {
    let without =
        |list: &[usize], left: usize| -> Vec<usize> { list.iter().copied().filter(|index| *index != left).collect() };
    let fewer_rules = conflict
        .rules
        .iter()
        .map(|left| Conflict { rules: without(&conflict.rules, *left), groups: conflict.groups.clone() });
    let fewer_groups = conflict
        .groups
        .iter()
        .map(|left| Conflict { rules: conflict.rules.clone(), groups: without(&conflict.groups, *left) });
    forbidden(model, selection, wish.clone(), conflict)
        && !fewer_rules.chain(fewer_groups).any(|fewer| forbidden(model, selection, wish.clone(), &fewer))
        && !conflict.rules.is_empty()
        && conflict.groups.iter().all(|group| selection.get(*group).is_some())
}

pub(super) fn any_kind() -> impl Strategy<Value = GroupKind> {
    prop_oneof![
        4 => (1..5_usize, 0..5_usize).prop_map(|(count, default)| choice(count, default % count)),
        2 => (0..3_i64, 0..5_i64, 1..4_i64, 0..5_i64)
            .prop_map(|(min, steps, step, default)| number(min, min + steps * step, step, min + default % (steps + 1) * step)),
        1 => (1..4_u16).prop_map(text),
        1 => Just(GroupKind::Picture),
        2 => (1..4_usize, 0..2_u16, 0..4_u16).prop_map(|(count, least, more)| several(count, least, (least + more).max(1))),
    ]
}

pub(super) fn any_condition(kinds: Vec<GroupKind>) -> impl Strategy<Value = Condition> {
    (0..kinds.len(), prop::collection::vec(any::<bool>(), 5), -1..10_i64, 0..8_i64).prop_map(
        move |(group, mask, min, length)| match &kinds[group] {
            GroupKind::Choice { values, .. } | GroupKind::Several { values, .. } => {
                Condition::OneOf { group, values: (0..values.len()).filter(|value| mask[*value]).collect() }
            }
            GroupKind::Number { .. } => Condition::Between { group, min, max: min + length },
            GroupKind::Text { .. } => Condition::Between { group, min: min / 2, max: (min + length) / 2 },
            GroupKind::Picture => {
                let (min, max) = if mask[0] { PICTURE_GIVEN } else { (0, 0) };
                Condition::Between { group, min, max }
            }
        },
    )
}

pub(super) fn any_rule(kinds: Vec<GroupKind>) -> impl Strategy<Value = Rule> {
    let conditions = |count| prop::collection::vec(any_condition(kinds.clone()), count);
    let (single, several) = (conditions(1..2), conditions(0..5));
    let then = (single, any::<bool>()).prop_map(|(of, holds)| (of, u16::from(holds), u16::from(holds)));
    let counted = (several, 0..3_u16, 0..3_u16).prop_map(|(of, least, more)| (of, least, least + more));
    (conditions(0..3), prop_oneof![3 => then, 2 => counted]).prop_map(|(when, (of, at_least, at_most))| Rule {
        when,
        of,
        at_least,
        at_most,
    })
}

pub(super) fn any_model() -> impl Strategy<Value = ProductModel> {
    prop::collection::vec(any_kind(), 1..6).prop_flat_map(|kinds| {
        prop::collection::vec(any_rule(kinds.clone()), 0..7).prop_map(move |rules| model(kinds.clone(), rules))
    })
}

pub(super) fn any_case() -> impl Strategy<Value = (ProductModel, Selection)> {
    any_model().prop_flat_map(|model| {
        let said = |group: &OptionGroup| prop::option::of(prop::sample::select(all_picks(&group.kind)));
        let picks: Vec<_> = model.groups.iter().map(said).collect();
        picks.prop_map(move |picks| (model.clone(), Selection(picks)))
    })
}

fn group_candidates(model: &ProductModel, selection: &Selection, kept: bool) -> Vec<Vec<Pick>> {
    let of = |(index, group): (usize, &OptionGroup)| candidates(&group.kind, selection.get(index), kept);
    model.groups.iter().enumerate().map(of).collect()
}

fn ordinals(kind: &GroupKind) -> usize {
    match kind {
        GroupKind::Choice { .. } | GroupKind::Number { .. } => all_picks(kind).len(),
        GroupKind::Several { values, .. } => values.len(),
        GroupKind::Text { .. } | GroupKind::Picture => 2,
    }
}

/// What a case was like.
#[derive(Default)]
pub(super) struct Tally {
    /// Values asked about, and those that lead nowhere.
    pub(super) asked: usize,
    pub(super) blocked: usize,
    /// Values whose piece has to wait for a material.
    pub(super) waiting: usize,
}

/// Asks the engine about every value, and tries everything; `digest` says when the materials of the recipe are there.
pub(super) fn agree(model: &ProductModel, selection: &Selection, digest: &PromiseDigest) -> Tally {
    let mut tally = Tally::default();
    let all: Vec<&Rule> = model.rules.iter().collect();
    let engine = Engine::new(model).expect("within the limits");
    let found = engine.domains(selection);
    assert_eq!(found.len(), model.groups.len());
    for (group, OptionGroup { kind, .. }) in model.groups.iter().enumerate() {
        assert_eq!(found[group].len(), ordinals(kind));
        let said = selection.get(group);
        for (ordinal, possible) in found[group].iter().copied().enumerate() {
            let mut tried = group_candidates(model, selection, true);
            tried[group] = wished(kind, said, ordinal, false);
            assert_eq!(possible, !valid(&tried, &all).is_empty());
            tally.asked += 1;
            tally.blocked += usize::from(!possible);

            tried[group] = wished(kind, said, ordinal, true);
            let free = !valid(&tried, &all).is_empty();
            let conflict = engine.explain(selection, group, ordinal);
            if tried[group].is_empty() {
                // Of several values fewer or more than are allowed: there is nothing to explain.
                assert_eq!(conflict, Conflict::default());
                continue;
            }
            let wish = Some((group, tried[group].clone()));
            if free {
                assert_eq!(conflict, Conflict::default());
            } else {
                assert!(is_minimal(model, selection, &wish, &conflict), "{conflict:?}");
            }

            let [wish] = &tried[group][..] else { continue };
            let wished_for = selection.with(group, Some(wish.clone()));
            let mut tried = group_candidates(model, selection, false);
            tried[group] = vec![wish.clone()];
            let best = valid(&tried, &all).into_iter().min_by_key(|picks| rank(model, &wished_for, Some(group), picks));
            let repair = engine.repair(&wished_for, group);
            assert_eq!(repair.is_some(), best.is_some());
            let (Some(repair), Some(best)) = (repair, best) else { continue };
            let changed = |(index, to): (usize, &Pick)| match selection.get(index) {
                Some(from) if index != group && from != to => {
                    Some(Change { group: index, from: from.clone(), to: to.clone() })
                }
                Some(_) | None => None,
            };
            let changes: Vec<Change> = best.iter().enumerate().filter_map(changed).collect();
            assert_eq!(repair.changes, changes);
            assert_eq!(changes.is_empty(), free);
            let done = configure(model, &repair.selection).expect("a repaired selection configures");
            assert_eq!(done.picks(), &best[..]);

            let when = digest.feasibility(&bill(model, &done).expect("fits"));
            assert_eq!(when, wait_for(model, digest, &best));
            tally.waiting += usize::from(when != Feasibility::Now);
        }
    }
    tally
}

pub(super) const TODAY: Day = Day(20_000);

/// When everything that these picks take is there: each line of the recipe that applies, added up by material.
fn wait_for(model: &ProductModel, digest: &PromiseDigest, picks: &[Pick]) -> Feasibility {
    let mut latest = Feasibility::Now;
    for known in &digest.materials {
        let lines = model.recipe.iter().filter(|line| line.material == known.material && all_hold(&line.when, picks));
        let demand: i64 = lines.map(|line| line.measure.per.0).sum();
        let last = known.steps.last().map_or(0, |(amount, _)| *amount);
        if demand > last {
            return Feasibility::Never { material: known.material };
        }
        let day = known.steps.iter().filter(|(amount, _)| demand <= *amount).map(|(_, day)| *day).min();
        let later = match latest {
            Feasibility::From { day, .. } => day,
            Feasibility::Now | Feasibility::Never { .. } => TODAY,
        };
        if let Some(day) = day.filter(|day| demand > 0 && *day > later) {
            latest = Feasibility::From { day, material: known.material };
        }
    }
    latest
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn completions_are_the_nearest_to_the_defaults((model, selection) in any_case()) {
        let all: Vec<&Rule> = model.rules.iter().collect();
        let best = valid(&group_candidates(&model, &selection, true), &all)
            .into_iter().min_by_key(|picks| rank(&model, &selection, None, picks));
        match (configure(&model, &selection), best) {
            (Ok(found), Some(best)) => {
                prop_assert_eq!(found.picks(), &best[..]);
                let (again, problems) = Selection::parse(&model, &found.to_fields());
                prop_assert_eq!(problems, vec![]);
                let again = configure(&model, &again).expect("a configuration configures");
                prop_assert_eq!(again.picks(), found.picks());
            }
            (Err(conflict), None) => prop_assert!(is_minimal(&model, &selection, &None, &conflict), "{conflict:?}"),
            (found, best) => prop_assert!(false, "{found:?} but {best:?}"),
        }
    }

    #[test]
    fn domains_explanations_and_repairs_agree_with_trying_everything((model, selection) in any_case()) {
        agree(&model, &selection, &PromiseDigest::default());
    }

    #[test]
    fn a_checked_model_configures_and_all_its_values_lead_somewhere(model in any_model()) {
        let defaults: Vec<Pick> = model.groups.iter().map(|group| default_pick(&group.kind)).collect();
        let all: Vec<&Rule> = model.rules.iter().collect();
        let complete: Vec<Vec<Pick>> = model.groups.iter().map(|group| all_picks(&group.kind)).collect();
        let complete = valid(&complete, &all);
        let reachable = model.groups.iter().enumerate().all(|(index, group)| {
            (0..ordinals(&group.kind)).all(|ordinal| {
                let has = |pick: &Pick| matches!(pick, Pick::Several(taken) if taken.contains(&ordinal));
                let wish: Vec<Pick> = match group.kind {
                    GroupKind::Several { .. } => all_picks(&group.kind).into_iter().filter(has).collect(),
                    GroupKind::Choice { .. } | GroupKind::Number { .. } | GroupKind::Text { .. } | GroupKind::Picture => {
                        wished(&group.kind, None, ordinal, false)
                    }
                };
                complete.iter().any(|picks| wish.contains(&picks[index]))
            })
        });
        let sound = reachable && !all.iter().any(|rule| rule.is_broken(&defaults));
        prop_assert_eq!(check(&model).is_ok(), sound);
        if sound {
            let found = configure(&model, &Selection::default()).expect("defaults configure");
            prop_assert_eq!(found.picks(), &defaults[..]);
        }
    }
}
