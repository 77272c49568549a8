//! What the members of the family cost, what they are made of, and what of that is there.

use super::{Dice, FIRST_NUMBER, OPTIONS, condition, options};
use domain::compact::Sheet;
use domain::configurator::{Selection, configure};
use domain::id::ProductionOrderId;
use domain::materials::{BomLine, bill};
use domain::planning::{Calendar, Demand, PromiseDigest, Queued, StockPicture, Workshop, promise};
use domain::pricing::PriceLine;
use domain::product::{Axis, Condition, ProductModel, WorkLine};
use domain::quantity::{Basis, Measure};
use domain::time::{Day, Timestamp};

/// The day on which clicks are made.
const TODAY: Day = Day(20_780);
/// Materials that the options share.
const MATERIALS: usize = 10;
/// Lines of the recipe, each on the values of one option, of two, or of three.
const RECIPE_LINES: usize = 60;
/// Lines of the price beside the two of each option and the three shares.
const MEASURED_PRICES: usize = 12;

/// Two lines per option, lines that grow with a size or a number, and shares of the price so far.
pub(super) fn prices(dice: &mut Dice) -> Vec<PriceLine> {
    let mut lines = Vec::new();
    for option in (0..OPTIONS).flat_map(|option| [option, option]) {
        let when = vec![condition(dice, option, 2)];
        lines.push(PriceLine { when, measure: fixed(dice.roll(400) as i64 * 50 - 2_000) });
    }
    for _ in 0..MEASURED_PRICES {
        lines.push(PriceLine { when: conditions(dice, 1), measure: measured(dice, 100) });
    }
    for place in [OPTIONS, lines.len(), lines.len() + 1] {
        let when = conditions(dice, 2);
        let per = (20 + dice.roll(100) as i64, 1_000);
        lines.insert(place, PriceLine { when, measure: Measure { basis: Basis::PriceSoFar, per } });
    }
    lines
}

/// Lines that share the materials between options.
pub(super) fn recipe(dice: &mut Dice) -> Vec<BomLine> {
    let line = |index: usize| {
        let when = conditions(dice, index % 3 + 1);
        let measure = if dice.roll(3) == 0 { measured(dice, 10) } else { fixed(20 + dice.roll(200) as i64) };
        BomLine {
            material: Sheet::material(index % MATERIALS),
            when,
            measure,
            waste_permille: 10 * dice.roll(15) as u16,
            stage: None,
        }
    };
    (0..RECIPE_LINES).map(line).collect()
}

/// Minutes for some choices.
pub(super) fn work(dice: &mut Dice) -> Vec<WorkLine> {
    (0..OPTIONS)
        .map(|_| WorkLine { when: conditions(dice, 1), measure: fixed(dice.roll(90) as i64), station: None })
        .collect()
}

/// Orders that the shop has to make before.
const ORDERS: u8 = 12;

/// When a product can be made: the shop has orders before it; as a rule, what the defaults take and little more is there now, more
/// of it comes in two deliveries, and one material cannot be had again.
pub fn digest(model: &ProductModel) -> PromiseDigest {
    let defaults = configure(model, &Selection::default()).expect("a member");
    let taken = bill(model, &defaults).expect("fits");
    let picture = |number: usize| {
        let material = Sheet::material(number);
        let needed = taken.iter().find(|(known, _)| *known == material).map_or(100, |(_, amount)| *amount);
        let more = |tenths: i64| needed * tenths / 10 + 60;
        let later = TODAY.plus(4 + 3 * number as i32);
        StockPicture {
            material,
            available: more(if number < 3 { 40 } else { 16 }),
            arrivals: vec![(later, more(4)), (later.plus(9), more(8))],
            reorder_days: (number != 9).then_some(60),
        }
    };
    let stock = (0..MATERIALS).map(picture).collect();
    let mut shop = Workshop { today: TODAY, calendar: Calendar::usual(3), stock, queue: Vec::new() };
    let work = Demand { needs: Vec::new(), ..Demand::of(model, &defaults, TODAY).expect("fits") };
    for number in 0..ORDERS {
        let promised = promise(&work, &shop.plan().expect("fits")).expect("work alone");
        shop.queue.push(Queued::new(ProductionOrderId::from_parts(0, [number; 10]), work.clone(), &promised));
    }
    shop.digest(model, 1, Timestamp(0)).expect("fits")
}

fn fixed(amount: i64) -> Measure {
    Measure { basis: Basis::Fixed, per: (amount, 1) }
}

/// Up to 100 times `step` for a piece of ten centimetres.
fn measured(dice: &mut Dice, step: i64) -> Measure {
    let (basis, size) = match dice.roll(4) {
        0 => (Basis::Length(Axis::Length), 1_000),
        1 => (Basis::Area(Axis::Length, Axis::Width), 1_000_000),
        2 => (Basis::Perimeter(Axis::Length, Axis::Width), 1_000),
        _ => (Basis::Number(FIRST_NUMBER + dice.roll(OPTIONS - FIRST_NUMBER)), 1),
    };
    let (one, many) = (1 + dice.roll(9) as i64, 10 * step * (1 + dice.roll(9) as i64));
    Measure { basis, per: (if size == 1 { one } else { many * size / 10_000 + many }, size) }
}

/// Conditions on so many different options, each met by half of the values.
fn conditions(dice: &mut Dice, count: usize) -> Vec<Condition> {
    options::<3>(dice, 0, OPTIONS)[..count].iter().map(|option| condition(dice, *option, 3)).collect()
}
