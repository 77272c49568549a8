//! What a plan promises.

use super::*;
use crate::checkout::Delivery;
use crate::materials::BomLine;
use crate::money::Currency;
use crate::planning::{Calendar, StockPicture};
use crate::preview::Kind;
use crate::pricing::PriceLine;
use crate::product::{Condition, Dimension, GroupKind, Guide, OptionGroup, OptionValue, PreviewSpec, WorkLine};
use crate::quantity::{Basis, Measure};
use proptest::prelude::*;

const TODAY: Day = Day(20_833);

fn material(number: u8) -> MaterialId {
    MaterialId::from_parts(1, [number; 10])
}

fn shop(number: u8) -> ShopId {
    ShopId::from_parts(1, [number; 10])
}

fn fixed(amount: i64) -> Measure {
    Measure { basis: Basis::Fixed, per: (amount, 1) }
}

fn value(key: &str) -> OptionValue {
    OptionValue { key: key.into(), sets: vec![], look: vec![], swatch: None }
}

/// Plain or rich; rich costs 50 more and takes material 2 besides material 1, twice in the recipe.
fn model(price: i64) -> ProductModel {
    let rich = vec![Condition::OneOf { group: 0, values: vec![1] }];
    let side = Dimension { fixed_mm: 100, group: None };
    let take = |number, when: &[Condition], amount| BomLine {
        material: material(number),
        when: when.to_vec(),
        measure: fixed(amount),
        waste_permille: 100,
        stage: None,
    };
    ProductModel {
        base_price_minor: price,
        listed: Vec::new(),
        lead_days: 3,
        dimensions: [side.clone(), side.clone(), side],
        groups: vec![OptionGroup {
            key: "style".into(),
            kind: GroupKind::Choice { values: vec![value("plain"), value("rich")], default: 0 },
        }],
        rules: vec![],
        prices: vec![PriceLine { when: rich.clone(), measure: fixed(50) }],
        recipe: vec![take(1, &[], 10), take(2, &rich, 7), take(1, &rich, 3)],
        work: vec![WorkLine { when: vec![], measure: fixed(100), station: None }],
        guide: Guide::default(),
        preview: PreviewSpec { kind: Kind::Box, look: vec![], text_group: None },
    }
}

fn line(number: u8, shop_number: u8, style: &str, quantity: u32, price: i64) -> LineFacts {
    LineFacts {
        line: CartLineId::from_parts(1, [number; 10]),
        shop: shop(shop_number),
        product: ProductId::from_parts(1, [shop_number; 10]),
        version: 1,
        on_sale: Some(1),
        model: model(price),
        fields: vec![("style".into(), style.into())],
        quantity,
    }
}

fn address(country: &str, delivery: Delivery) -> Address {
    Address {
        name: "Amina".into(),
        phone: "+212612345678".into(),
        email: None,
        street: "1 rue".into(),
        city: "Essaouira".into(),
        postcode: None,
        country: country.into(),
        delivery,
        note: String::new(),
        gift: String::new(),
    }
}

/// Four people, enough of both materials.
fn workshop() -> Workshop {
    let stock = |number| StockPicture {
        material: material(number),
        available: 1_000_000,
        arrivals: Vec::new(),
        reorder_days: None,
    };
    Workshop { today: TODAY, calendar: Calendar::usual(4), stock: vec![stock(1), stock(2)], queue: Vec::new() }
}

fn facts(lines: Vec<LineFacts>, seen: i64) -> CheckoutFacts {
    CheckoutFacts {
        lines,
        address: address("MA", Delivery::Home),
        seen: Seen { goods: Money::mad(seen), pieces: None, days: None, shown: None },
        workshops: (1..5).map(|number| (shop(number), workshop())).collect(),
        rate: None,
    }
}

#[test]
fn an_order_keeps_what_its_page_showed_and_takes_no_other() {
    let rate = ExchangeRate::parse(Currency::Eur, TODAY, "10").expect("a rate");
    let euros = |minor| Money { minor, currency: Currency::Eur };
    let mut facts = facts(vec![line(1, 1, "plain", 2, 45_030), line(2, 2, "plain", 1, 100_000)], 190_060);
    facts.lines[1].model.listed = vec![euros(20_000)];
    let placed = |rate, shown| {
        let seen = facts.seen.clone().beside(shown);
        plan(&CheckoutFacts { rate, seen, ..facts.clone() }).map(|plan| plan.shown)
    };
    let goods = euros(2 * 4_550 + 20_000);
    let delivery = Money::sum([Delivery::Home.fee(); 2]).expect("fits");
    assert_eq!(placed(Some(rate), Some(goods)), Ok(rate.order(goods, delivery)));
    assert_eq!(placed(None, None), Ok(None));
    assert_eq!(placed(Some(rate), None), Ok(None), "she did not see it");
    let dearer = ExchangeRate::parse(Currency::Eur, TODAY, "9").expect("a rate");
    let to = Some(euros(2 * 5_050 + 20_000));
    assert_eq!(placed(Some(dearer), Some(goods)), Err(CheckoutProblem::ShownChanged { from: goods, to }));
    assert_eq!(placed(None, Some(goods)), Err(CheckoutProblem::ShownChanged { from: goods, to: None }));
}

#[test]
fn two_lines_of_one_shop_share_a_parcel_and_their_demand_is_summed() {
    let lines = vec![line(1, 1, "plain", 2, 1000), line(2, 1, "rich", 1, 1000), line(3, 2, "rich", 1, 200)];
    let plan = plan(&facts(lines, 3300)).unwrap();
    assert_eq!(plan.shops.len(), 2);
    let first = &plan.shops[0];
    assert_eq!((first.subtotal, first.delivery, first.total), (Money::mad(3050), Money::mad(3500), Money::mad(6550)));
    // 10 with a tenth of waste is 11 per plain piece; a rich one takes 11 + 4 of the first and 8 of the second.
    let materials = |line: usize| first.lines[line].0.materials.clone();
    assert_eq!((materials(0), materials(1)), (vec![(material(1), 22)], vec![(material(1), 15), (material(2), 8)]));
    assert_eq!(plan.total, Money::mad(6550 + 250 + 3500));
    assert_ne!(first.lines[0].0.fingerprint, first.lines[1].0.fingerprint);
}

#[test]
fn there_is_no_plan_for_what_cannot_be_sold() {
    let good = || line(1, 1, "plain", 1, 1000);
    let problem = |lines, seen| plan(&facts(lines, seen)).unwrap_err();
    assert_eq!(problem(vec![], 0), CheckoutProblem::Empty);
    let changed = CheckoutProblem::PriceChanged { from: Money::mad(900), to: Money::mad(1000) };
    assert_eq!(problem(vec![good()], 900), changed);
    let outdated = CheckoutProblem::Outdated(good().line);
    assert_eq!(problem(vec![LineFacts { on_sale: Some(2), ..good() }], 1000), outdated);
    assert_eq!(problem(vec![LineFacts { on_sale: None, ..good() }], 1000), outdated);
    assert_eq!(problem(vec![LineFacts { fields: vec![("style".into(), "gold".into())], ..good() }], 1000), outdated);
    assert_eq!(problem(vec![LineFacts { quantity: 0, ..good() }], 1000), outdated);
    assert_eq!(problem(vec![line(1, 1, "plain", 2, i64::MAX)], 0), CheckoutProblem::Overflow);
    let abroad = CheckoutFacts { address: address("FR", Delivery::Home), ..facts(vec![good()], 1000) };
    assert_eq!(plan(&abroad).unwrap_err(), CheckoutProblem::AbroadNotYet);
}

#[test]
fn lines_of_one_shop_are_promised_one_behind_the_other() {
    // A piece takes 100 minutes of the 360 of a day, after a lead time of 3 days, by as many people as there are pieces.
    let mut shop_of_one = facts(vec![line(1, 1, "plain", 3, 1000), line(2, 1, "rich", 1, 1000)], 4050);
    shop_of_one.workshops.insert(shop(1), Workshop { calendar: Calendar::usual(1), ..workshop() });
    let days = |facts: &CheckoutFacts| -> Vec<i32> {
        plan(facts).unwrap().shops[0].lines.iter().map(|(_, promise)| promise.ready.0 - TODAY.0).collect()
    };
    assert_eq!(days(&shop_of_one), [4, 5]);
    let seen = |days: Vec<i32>| {
        let seen = shop_of_one.seen.clone().ready(days.into_iter().map(|day| TODAY.plus(day)).collect());
        plan(&CheckoutFacts { seen, ..shop_of_one.clone() }).map(|plan| plan.shops[0].ready)
    };
    assert_eq!((seen(vec![5]), seen(vec![9])), (Ok(TODAY.plus(5)), Ok(TODAY.plus(5))));
    let later = CheckoutProblem::DayChanged { shop: shop(1), from: TODAY.plus(4), to: TODAY.plus(5) };
    assert_eq!(seen(vec![4]), Err(later));
}

#[test]
fn what_cannot_be_made_is_named_and_does_not_stand_in_the_way_of_the_rest() {
    let mut scarce = facts(vec![line(1, 1, "rich", 2, 1000), line(2, 1, "plain", 1, 1000)], 3100);
    let mut shop_of_little = workshop();
    shop_of_little.stock[1].available = 15;
    scarce.workshops.insert(shop(1), shop_of_little.clone());
    let never = |line: &LineFacts| CheckoutProblem::NoPromise(vec![(line.line, NoPromise::Material(material(2)))]);
    assert_eq!(plan(&scarce), Err(never(&scarce.lines[0])));
    shop_of_little.stock[1].reorder_days = Some(30);
    scarce.workshops.insert(shop(1), shop_of_little);
    assert!(plan(&scarce).unwrap().shops[0].ready >= TODAY.plus(30), "it waits for what is bought");
    scarce.workshops.clear();
    assert!(matches!(plan(&scarce), Err(CheckoutProblem::NoPromise(all)) if all.len() == 2), "a shop that never works");
}

proptest! {
    #[test]
    fn parts_add_up_to_the_last_centime_and_demand_is_what_the_lines_take(
        cart in prop::collection::vec((1u8..5, any::<bool>(), 1u32..=20, 0i64..1_000_000_000), 1..30)
    ) {
        let lines: Vec<_> = cart.iter().enumerate().map(|(at, (shop, rich, quantity, price))| {
            line(u8::try_from(at).unwrap(), *shop, if *rich { "rich" } else { "plain" }, *quantity, *price)
        }).collect();
        let goods: i64 = cart.iter().map(|(_, rich, quantity, price)| (price + if *rich { 50 } else { 0 }) * i64::from(*quantity)).sum();
        let plan = plan(&facts(lines, goods)).unwrap();
        let parcels = i64::try_from(plan.shops.len()).unwrap();
        prop_assert_eq!(plan.total, Money::mad(goods + parcels * 3500));
        prop_assert!(plan.shops.windows(2).all(|pair| pair[0].shop < pair[1].shop));
        prop_assert_eq!(plan.shops.iter().map(|part| part.lines.len()).sum::<usize>(), cart.len());
        for part in &plan.shops {
            prop_assert_eq!(part.total.minor, part.lines.iter().map(|(line, _)| line.total.minor).sum::<i64>() + 3500);
            prop_assert!(part.lines.iter().all(|(line, _)| line.materials.windows(2).all(|pair| pair[0].0 < pair[1].0)));
            prop_assert!(part.lines.iter().all(|(_, promise)| promise.ready <= part.ready));
        }
    }
}
