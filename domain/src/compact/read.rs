//! The browser's side: a text becomes a sheet. It is written for small code: no formatting, no early returns.

use super::{END, ESCAPE, NUMBER_UNITS, SCRIPTS, Sheet};
use crate::configurator::{Pick, Selection};
use crate::exchange::Conversion;
use crate::materials::BomLine;
use crate::money::Currency;
use crate::planning::{MaterialDigest, PromiseDigest, Resource, ResourceDigest, Run, Span};
use crate::preview::Kind;
use crate::pricing::{PriceLine, PriceShares};
use crate::product::{
    Axis, Condition, Dimension, GroupKind, GroupText, Guide, OptionGroup, OptionValue, PreviewSpec, ProductModel,
    ProductText, Rule, WorkLine,
};
use crate::quantity::{Basis, Measure};
use crate::text::Lang;
use crate::time::Day;

/// Reads what [`super::write`] wrote; `None` for a text that is cut short, has something after its end, or is otherwise
/// malformed. Memory grows with the text that is there, not with the counts in it. Whether the model is sound is not
/// asked: see [`crate::configurator::check`].
#[must_use]
pub fn read(text: &str) -> Option<Sheet> {
    let mut from = Reader { rest: Some(text) };
    let sheet = Sheet {
        lang: from.one_of(&Lang::ALL),
        model: from.model(),
        digest: from.digest(),
        materials: from.texts(),
        text: ProductText {
            name: from.text(),
            groups: from.list(Reader::group_text),
            rules: from.texts(),
            prices: from.texts(),
            ..ProductText::default()
        },
        selection: Selection(from.list(Reader::pick)),
        newest: from.maybe_index(),
        shares: from.shares(),
        conversion: from.conversion(),
        words: from.texts(),
    };
    (from.rest == Some("")).then_some(sheet)
}

/// What is left to read; nothing after a failure, when every number is 0, every text and every list empty.
struct Reader<'a> {
    rest: Option<&'a str>,
}

/// The parts of a text before and after the first of these (ASCII) bytes.
fn cut(text: &str, at: u8) -> Option<(&str, &str)> {
    let place = text.bytes().position(|byte| byte == at)?;
    Some((text.get(..place)?, text.get(place + 1..)?))
}

/// Up to nineteen digits, which always fit.
fn magnitude(digits: &str) -> Option<u64> {
    if digits.is_empty() || digits.len() > 19 {
        return None;
    }
    let mut sum = 0_u64;
    for byte in digits.bytes() {
        let digit = byte.wrapping_sub(b'0');
        if digit > 9 {
            return None;
        }
        sum = sum.wrapping_mul(10).wrapping_add(digit.into());
    }
    Some(sum)
}

fn signed(item: &str) -> Option<i64> {
    match item.strip_prefix('-') {
        None => i64::try_from(magnitude(item)?).ok(),
        Some(digits) => 0_i64.checked_sub_unsigned(magnitude(digits)?),
    }
}

impl<'a> Reader<'a> {
    fn fail<T: Default>(&mut self) -> T {
        self.rest = None;
        T::default()
    }

    #[inline(never)]
    fn item(&mut self) -> &'a str {
        match self.rest.and_then(|rest| cut(rest, END)) {
            Some((item, rest)) => {
                self.rest = Some(rest);
                item
            }
            None => self.fail(),
        }
    }

    #[inline(never)]
    fn number(&mut self) -> i64 {
        match signed(self.item()) {
            Some(number) => number,
            None => self.fail(),
        }
    }

    #[inline(never)]
    fn index(&mut self) -> usize {
        match usize::try_from(self.number()) {
            Ok(index) => index,
            Err(_) => self.fail(),
        }
    }

    /// A number below `count`, which is above 0.
    #[inline(never)]
    fn tag(&mut self, count: usize) -> usize {
        let tag = self.index();
        if tag < count { tag } else { self.fail() }
    }

    fn small(&mut self) -> u16 {
        match u16::try_from(self.number()) {
            Ok(number) => number,
            Err(_) => self.fail(),
        }
    }

    fn one_of<T: Copy, const N: usize>(&mut self, all: &[T; N]) -> T {
        // The bounds are known already; `get` keeps the panic of indexing out of the browser's code.
        *all.get(self.tag(N)).unwrap_or(&all[0])
    }

    #[inline(never)]
    fn text(&mut self) -> String {
        let mut text = String::new();
        let mut rest = self.item();
        while let Some((before, after)) = cut(rest, ESCAPE) {
            text.push_str(before);
            text.push(match after.bytes().next() {
                Some(b'b') => '\\',
                Some(b'n') => '\n',
                Some(b'r') => '\r',
                Some(b'0') => '\0',
                Some(_) | None => self.fail(),
            });
            rest = after.get(1..).unwrap_or_default();
        }
        text.push_str(rest);
        text
    }

    fn list<T>(&mut self, read: impl Fn(&mut Self) -> T) -> Vec<T> {
        let mut left = self.index();
        // Not reserved beforehand: the count is only a claim.
        let mut items = Vec::new();
        while left > 0 && self.rest.is_some() {
            items.push(read(self));
            left -= 1;
        }
        items
    }

    #[inline(never)]
    fn texts(&mut self) -> Vec<String> {
        self.list(Self::text)
    }

    #[inline(never)]
    fn maybe_index(&mut self) -> Option<usize> {
        if self.rest.is_some_and(|rest| rest.as_bytes().first() == Some(&END)) {
            self.item();
            None
        } else {
            Some(self.index())
        }
    }

    /// Nothing, or shares that are a whole together.
    fn shares(&mut self) -> Option<PriceShares> {
        let parts = self.list(|from| u16::try_from(from.number()).unwrap_or_default());
        let shares = <[u16; 6]>::try_from(parts.as_slice()).ok().and_then(PriceShares::new);
        if shares.is_none() && !parts.is_empty() {
            return self.fail();
        }
        shares
    }

    fn conversion(&mut self) -> Option<Conversion> {
        let currency = self.one_of(&Currency::ALL);
        (currency != Currency::Mad).then(|| Conversion { currency, times: self.number(), per: self.number() })
    }

    #[inline(never)]
    fn look(&mut self) -> Vec<(String, String)> {
        self.list(|from| (from.text(), from.text()))
    }

    #[inline(never)]
    fn axis(&mut self) -> Axis {
        self.one_of(&Axis::ALL)
    }

    fn dimension(&mut self) -> Dimension {
        Dimension { fixed_mm: self.number(), group: self.maybe_index() }
    }

    fn model(&mut self) -> ProductModel {
        ProductModel {
            base_price_minor: self.number(),
            listed: Vec::new(),
            lead_days: self.small(),
            dimensions: [self.dimension(), self.dimension(), self.dimension()],
            groups: self.list(|from| OptionGroup { key: from.text(), kind: from.group_kind() }),
            rules: self.list(|from| Rule {
                when: from.conditions(),
                of: from.conditions(),
                at_least: from.small(),
                at_most: from.small(),
            }),
            prices: self.list(|from| PriceLine { when: from.conditions(), measure: from.measure() }),
            work: self.list(|from| WorkLine {
                when: from.conditions(),
                measure: from.measure(),
                station: from.maybe_index().map(Sheet::station),
            }),
            recipe: self.list(|from| BomLine {
                material: Sheet::material(from.index()),
                when: from.conditions(),
                measure: from.measure(),
                waste_permille: from.small(),
                stage: from.maybe_index(),
            }),
            guide: Guide::default(),
            preview: PreviewSpec { kind: self.one_of(&Kind::ALL), look: self.look(), text_group: self.maybe_index() },
        }
    }

    fn digest(&mut self) -> PromiseDigest {
        let steps = self.list(|from| from.list(|from| (from.number(), from.day())));
        let known = |(number, steps)| MaterialDigest { material: Sheet::material(number), steps };
        let materials = steps.into_iter().enumerate().map(known).collect();
        let (today, margin_days) = (self.day(), self.small());
        let resources = self.list(|from| (from.flag(), from.flag()));
        let resource = |(number, (station, holds))| ResourceDigest {
            resource: if station { Resource::Station(Sheet::station(number)) } else { Resource::Hands },
            holds,
        };
        PromiseDigest {
            materials,
            today,
            margin_days,
            resources: resources.into_iter().enumerate().map(resource).collect(),
            runs: self.list(|from| Run {
                days: from.small(),
                open: from.number(),
                free: from.list(|from| (from.number(), from.flag())),
            }),
            closures: self.list(|from| Span { from: from.day(), to: from.day() }),
            ..PromiseDigest::default()
        }
    }

    fn flag(&mut self) -> bool {
        self.tag(2) == 1
    }

    fn day(&mut self) -> Day {
        match i32::try_from(self.number()) {
            Ok(day) => Day(day),
            Err(_) => self.fail(),
        }
    }

    fn group_kind(&mut self) -> GroupKind {
        match self.tag(5) {
            0 => GroupKind::Choice { values: self.list(Self::value), default: self.index() },
            1 => GroupKind::Number {
                min: self.number(),
                max: self.number(),
                step: self.number(),
                default: self.number(),
                unit: self.one_of(&NUMBER_UNITS),
            },
            2 => GroupKind::Text { max_chars: self.small(), scripts: self.list(|from| from.one_of(&SCRIPTS)) },
            3 => GroupKind::Several { values: self.list(Self::value), at_least: self.small(), at_most: self.small() },
            _ => GroupKind::Picture,
        }
    }

    fn value(&mut self) -> OptionValue {
        OptionValue {
            key: self.text(),
            sets: self.list(|from| (from.axis(), from.number())),
            look: self.look(),
            swatch: (self.tag(2) == 1).then(|| self.text()),
        }
    }

    #[inline(never)]
    fn conditions(&mut self) -> Vec<Condition> {
        self.list(Self::condition)
    }

    #[inline(never)]
    fn condition(&mut self) -> Condition {
        let group = self.index();
        if self.tag(2) == 0 {
            Condition::OneOf { group, values: self.list(Self::index) }
        } else {
            Condition::Between { group, min: self.number(), max: self.number() }
        }
    }

    fn measure(&mut self) -> Measure {
        let basis = match self.tag(8) {
            0 => Basis::Fixed,
            1 => Basis::Length(self.axis()),
            2 => Basis::Area(self.axis(), self.axis()),
            3 => Basis::Perimeter(self.axis(), self.axis()),
            4 => Basis::Volume,
            5 => Basis::Characters(self.index()),
            6 => Basis::Number(self.index()),
            _ => Basis::PriceSoFar,
        };
        Measure { basis, per: (self.number(), self.number()) }
    }

    fn group_text(&mut self) -> GroupText {
        GroupText { label: self.text(), values: self.texts(), ..GroupText::default() }
    }

    fn pick(&mut self) -> Option<Pick> {
        match self.tag(5) {
            0 => None,
            1 => Some(Pick::Value(self.index())),
            2 => Some(Pick::Number(self.number())),
            3 => Some(Pick::Text(self.text())),
            _ => Some(Pick::Several(self.list(Self::index))),
        }
    }
}
