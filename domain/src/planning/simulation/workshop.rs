//! A workshop of six: two looms, benches, a kiln; what it makes, what it buys, how its days go by.

use crate::id::ProductionOrderId;
use crate::planning::cases::{material, member, order, station};
use crate::planning::{
    Calendar, Danger, Demand, Hand, Kept, Need, Plan, Promise, Queued, Resource, Source, Span, Stage, Station,
    StockPicture, Workshop,
};
use crate::time::Day;
use std::collections::BTreeMap;

pub(super) const LOOM: usize = 0;
pub(super) const SMALL_LOOM: usize = 1;
pub(super) const BENCH: usize = 2;
pub(super) const KILN: usize = 3;
pub(super) const MATERIALS: usize = 8;

/// Random numbers that are the same each time.
pub(super) struct Dice(pub u64);

impl Dice {
    /// A number below `sides`.
    pub(super) fn roll(&mut self, sides: i64) -> i64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        i64::try_from(self.0 >> 33).expect("31 bits") % sides
    }

    /// True once in so many times.
    pub(super) fn once_in(&mut self, sides: i64) -> bool {
        self.roll(sides) == 0
    }
}

/// An order on its way, with what was promised.
pub(super) struct Open {
    pub promise: Promise,
    /// The day on which the shop was told that the promise will not be kept.
    pub flagged: Option<Day>,
}

/// The workshop, its customers, and what came of its promises.
pub(super) struct Life {
    pub shop: Workshop,
    pub dice: Dice,
    pub open: BTreeMap<ProductionOrderId, Open>,
    pub kept: Vec<Kept>,
    pub orders: usize,
}

pub(super) fn shop(margin_days: u16) -> Workshop {
    let today = Day::from_ymd(2027, 1, 4).expect("a day");
    let full = [480, 480, 480, 480, 300, 480, 0];
    let half = [240, 240, 240, 240, 240, 0, 0];
    let hand = |(at, hours)| Hand { member: member(at), hours, away: Vec::new() };
    let place = |(at, places, holds)| Station::new(station(at), places, holds);
    let picture = |at: usize| StockPicture {
        material: material(at),
        available: 20_000,
        arrivals: Vec::new(),
        reorder_days: Some(5 + 4 * at as u16),
    };
    // Each year Ramadan and its feast are about eleven days earlier; a week in August.
    let ramadan = |year: i32| {
        let from = Day::from_ymd(2027, 2, 8).expect("a day").plus(year * 354);
        (Span { from, to: from.plus(29) }, [300, 300, 300, 300, 240, 300, 0])
    };
    let feast = |year: i32| {
        let (span, _) = ramadan(year);
        Span { from: span.to.plus(1), to: span.to.plus(3) }
    };
    let august = |year: i32| {
        let from = Day::from_ymd(2027 + year, 8, 14).expect("a day");
        Span { from, to: from.plus(8) }
    };
    let calendar = Calendar {
        hours: full,
        seasons: (0..25).map(ramadan).collect(),
        closures: (0..25).flat_map(|year| [feast(year), august(year)]).collect(),
        hands: [full, full, full, full, half, half].into_iter().enumerate().map(hand).collect(),
        stations: [(LOOM, 1, true), (SMALL_LOOM, 1, true), (BENCH, 2, false), (KILN, 1, true)].map(place).to_vec(),
        margin_days,
    };
    Workshop { today, calendar, stock: (0..MATERIALS).map(picture).collect(), queue: Vec::new() }
}

/// The largest piece of each product: rug, cushion, box, ring, bowl, bag.
pub(super) fn largest(product: usize, not_before: Day) -> Demand {
    let (hands, on) = (Resource::Hands, |at| Resource::Station(station(at)));
    let stage = |minutes, on: &[Resource]| Stage { minutes, on: on.to_vec() };
    let (at_once, needs, stages): (u16, &[(usize, i64, usize)], _) = match product {
        0 => (
            2,
            &[(0, 18_000, 0), (1, 4_000, 0), (2, 900, 1)],
            vec![stage(4_200, &[on(LOOM), hands]), stage(300, &[hands])],
        ),
        1 => (1, &[(0, 1_200, 0), (1, 400, 0)], vec![stage(500, &[on(SMALL_LOOM), hands]), stage(90, &[hands])]),
        2 => (1, &[(3, 5_000, 0), (4, 300, 1)], vec![stage(420, &[on(BENCH), hands]), stage(150, &[hands])]),
        3 => (1, &[(5, 30, 0)], vec![stage(200, &[hands, on(BENCH)])]),
        4 => (1, &[(6, 2_500, 0), (4, 100, 1)], vec![stage(120, &[hands]), stage(700, &[on(KILN)])]),
        _ => (3, &[(7, 1_500, 0), (2, 60, 1)], vec![stage(600, &[hands])]),
    };
    let need = |&(at, amount, stage): &(usize, i64, usize)| Need { material: material(at), amount, stage };
    Demand { needs: needs.iter().map(need).collect(), stages, at_once, not_before }
}

impl Life {
    pub(super) fn new(seed: u64, margin_days: u16) -> Self {
        Self { shop: shop(margin_days), dice: Dice(seed), open: BTreeMap::new(), kept: Vec::new(), orders: 0 }
    }

    pub(super) fn plan(&self) -> Plan {
        self.shop.plan().expect("fits")
    }

    /// A piece of a product in some size.
    pub(super) fn configured(&mut self, largest: &Demand) -> Demand {
        let size = 20 + self.dice.roll(81);
        let mut demand = largest.clone();
        demand.needs.iter_mut().for_each(|need| need.amount = need.amount * size / 100);
        demand.stages.iter_mut().for_each(|stage| stage.minutes = stage.minutes * size / 100);
        demand
    }

    /// Places an order with what was promised.
    pub(super) fn accept(&mut self, demand: Demand, promise: Promise) {
        let queued = Queued::new(order(self.orders), demand, &promise);
        self.orders += 1;
        self.open.insert(queued.order, Open { promise, flagged: None });
        self.shop.queue.push(queued);
    }

    /// Buys what the plan counts on, and now and then something for the shelf.
    pub(super) fn buy(&mut self, plan: &Plan) {
        for picture in &mut self.shop.stock {
            let of = |taken: &&crate::planning::Taken| {
                taken.material == picture.material && matches!(taken.source, Source::Bought(_))
            };
            let mut amount: i64 =
                plan.orders.iter().flat_map(|planned| &planned.taken).filter(of).map(|taken| taken.amount).sum();
            if self.dice.once_in(40) {
                amount += 5_000;
            }
            if let Some(days) = picture.reorder_days.filter(|_| amount > 0) {
                picture.arrivals.push((self.shop.today.plus(i32::from(days)), amount));
            }
        }
    }

    /// The day's work as planned: material leaves the shelf when a stage begins, pieces are done.
    pub(super) fn work(&mut self, plan: &Plan) {
        let today = self.shop.today;
        for planned in &plan.orders {
            let queued = self.shop.queue.iter_mut().find(|queued| queued.order == planned.order).expect("is queued");
            for slot in planned.work.iter().filter(|slot| slot.day == today) {
                let (begun, waiting): (Vec<Need>, Vec<Need>) =
                    queued.demand.needs.iter().partition(|need| need.stage <= slot.stage);
                for need in begun {
                    let picture = self.shop.stock.iter_mut().find(|picture| picture.material == need.material);
                    let picture = picture.expect("a material");
                    picture.available -= need.amount;
                    assert!(picture.available >= 0, "{:?} is not on the shelf on {today:?}", need.material);
                }
                queued.demand.needs = waiting;
                let stage = &mut queued.demand.stages[slot.stage];
                stage.minutes -= slot.minutes;
                queued.begun = stage.minutes > 0;
            }
            if planned.finish == Some(today) {
                let open = self.open.remove(&planned.order).expect("is open");
                self.kept.push(Kept { promise: open.promise, done: today });
                assert!(today <= open.promise.ready || open.flagged.is_some(), "late without a word: {planned:?}");
                self.shop.queue.retain(|queued| queued.order != planned.order);
            }
        }
    }

    /// The next morning, with the lots that come.
    pub(super) fn sleep(&mut self) {
        self.shop.today = self.shop.today.plus(1);
        for picture in &mut self.shop.stock {
            let (come, open): (Vec<_>, Vec<_>) = picture.arrivals.iter().partition(|(day, _)| *day <= self.shop.today);
            picture.available += come.iter().map(|(_, amount): &(Day, i64)| amount).sum::<i64>();
            picture.arrivals = open;
        }
    }

    /// Tells the shop which promises are in danger; none of them was told before as bad as it is now.
    pub(super) fn flag(&mut self, dangers: &[Danger]) {
        for danger in dangers {
            let open = self.open.get_mut(&danger.order).expect("is open");
            assert_eq!(danger.promised, open.promise.ready);
            open.flagged.get_or_insert(self.shop.today);
        }
    }
}
