//! Whatever happens to a purchase order, nothing of it is lost.

use super::*;
use proptest::prelude::*;
use uuid::Uuid;

const NOW: Timestamp = Timestamp(1_799_999_200_000);

fn id(number: u128) -> PurchaseLineId {
    PurchaseLineId(Uuid::from_u128(number))
}

fn line(number: u128, ordered: i64) -> PurchaseLine {
    PurchaseLine {
        id: id(number),
        material: MaterialId(Uuid::from_u128(number)),
        ordered,
        price_minor: None,
        day: NOW.day().plus(10),
        received: 0,
        dropped: 0,
    }
}

fn draft(lines: Vec<PurchaseLine>) -> Purchase {
    Purchase {
        id: PurchaseId(Uuid::from_u128(9)),
        number: 1,
        version: 1,
        supplier: None,
        state: PurchaseState::Draft,
        note: String::new(),
        created: NOW,
        ordered: None,
        lines,
    }
}

fn expected(purchase: &Purchase) -> Vec<i64> {
    purchase.expected().map(|(_, _, _, amount)| amount).collect()
}

#[test]
fn an_order_comes_in_parts_and_the_rest_is_given_up() {
    let draft = draft(vec![line(1, 10), line(2, 5)]);
    assert_eq!(expected(&draft), [0_i64; 0], "a draft expects nothing");
    let sent = draft.take(PurchaseStep::Order, NOW).unwrap();
    assert_eq!((sent.state, expected(&sent)), (PurchaseState::Ordered, vec![10, 5]));
    let part = sent.receive(id(1), 4).unwrap();
    assert_eq!((part.state, expected(&part)), (PurchaseState::PartlyReceived, vec![6, 5]));
    assert_eq!(part.take(PurchaseStep::Cancel, NOW), Err(PurchaseProblem::NotNow(PurchaseState::PartlyReceived)));
    let over = part.receive(id(2), 7).unwrap();
    assert_eq!((over.lines[1].over(), expected(&over)), (2, vec![6]));
    let closed = over.take(PurchaseStep::DropRest(id(1)), NOW).unwrap();
    assert_eq!((closed.state, closed.lines[0].dropped, expected(&closed)), (PurchaseState::Closed, 6, vec![]));
    assert_eq!(closed.receive(id(1), 1), Err(PurchaseProblem::NotNow(PurchaseState::Closed)));
}

#[test]
fn what_was_given_up_may_come_after_all() {
    let sent = draft(vec![line(1, 10), line(2, 5)]).take(PurchaseStep::Order, NOW).unwrap();
    let less = sent.take(PurchaseStep::DropRest(id(1)), NOW).unwrap();
    assert_eq!((less.state, expected(&less)), (PurchaseState::Ordered, vec![5]));
    let came = less.receive(id(1), 3).unwrap();
    assert_eq!((came.lines[0].received, came.lines[0].dropped, came.lines[0].open()), (3, 7, 0));
}

#[test]
fn steps_that_were_taken_already_change_nothing() {
    let sent = draft(vec![line(1, 10)]).take(PurchaseStep::Order, NOW).unwrap();
    for step in [PurchaseStep::Order, PurchaseStep::MoveDay(id(1), sent.lines[0].day)] {
        assert_eq!(sent.take(step, NOW).as_ref(), Ok(&sent));
    }
    let cancelled = sent.take(PurchaseStep::Cancel, NOW).unwrap();
    assert_eq!(cancelled.take(PurchaseStep::Cancel, NOW).as_ref(), Ok(&cancelled));
}

#[test]
fn what_cannot_be_is_refused_with_its_reason() {
    let day = NOW.day();
    let late = PurchaseLine { day: day.plus(-1), ..line(1, 10) };
    assert_eq!(draft(vec![late]).take(PurchaseStep::Order, NOW), Err(PurchaseProblem::Day));
    assert_eq!(draft(vec![]).take(PurchaseStep::Order, NOW), Err(PurchaseProblem::Empty));
    let sent = draft(vec![line(1, 10)]).take(PurchaseStep::Order, NOW).unwrap();
    for (step, problem) in [
        (PurchaseStep::MoveDay(id(1), day.plus(-1)), PurchaseProblem::Day),
        (PurchaseStep::MoveDay(id(1), day.plus(FARTHEST_DAYS + 1)), PurchaseProblem::Day),
        (PurchaseStep::MoveDay(id(7), day), PurchaseProblem::UnknownLine),
        (PurchaseStep::Close, PurchaseProblem::NotNow(PurchaseState::Ordered)),
    ] {
        assert_eq!(sent.take(step, NOW), Err(problem), "{step:?}");
    }
    for amount in [0, -1, i64::MAX, LARGEST_AMOUNT + 1] {
        assert_eq!(sent.receive(id(1), amount), Err(PurchaseProblem::TooLarge), "{amount}");
    }
}

#[test]
fn every_state_is_read_back_from_its_code() {
    for state in PurchaseState::ALL {
        assert_eq!(PurchaseState::from_code(state.code()), Some(state));
    }
}

#[test]
fn the_cheapest_supplier_is_asked_first() {
    let material = MaterialId(Uuid::from_u128(1));
    let supplier = |number| SupplierId(Uuid::from_u128(number));
    let offer = |price_minor, per| Offer { material, price_minor, per };
    let offers = [offer(None, 1), offer(Some(900), 2), offer(Some(1_000), 3), offer(Some(2_000), 6)];
    let offers: Vec<_> = offers.iter().enumerate().map(|(at, offer)| (supplier(at as u128), offer)).collect();
    assert_eq!(cheapest(offers.clone(), material).map(|(id, _)| id), Some(supplier(2)), "of equals the first");
    assert_eq!(cheapest(offers, MaterialId(Uuid::from_u128(2))), None);
    assert_eq!(offer(Some(1_000), 3).cost(4), Ok(Some(1_333)));
    assert_eq!(offer(Some(i64::MAX), 1).cost(2), Err(crate::quantity::Overflow));
}

proptest! {
    #[test]
    fn what_was_ordered_is_what_came_what_is_expected_and_what_was_given_up(
        ordered in prop::collection::vec(1_i64..1_000, 1..4),
        steps in prop::collection::vec((0_u8..6, 0_usize..4, -5_i64..800), 0..25),
    ) {
        let lines = ordered.iter().enumerate().map(|(at, amount)| line(at as u128, *amount)).collect();
        let mut purchase = draft(lines);
        for (what, at, amount) in steps {
            let of = id(at as u128);
            let day = NOW.day().plus(i32::try_from(amount).unwrap());
            let done = match what {
                0 => purchase.take(PurchaseStep::Order, NOW),
                1 => purchase.take(PurchaseStep::MoveDay(of, day), NOW),
                2 => purchase.take(PurchaseStep::DropRest(of), NOW),
                3 if amount > 700 => purchase.take(PurchaseStep::Cancel, NOW),
                4 if amount > 700 => purchase.take(PurchaseStep::Close, NOW),
                _ => purchase.receive(of, amount),
            };
            if let Ok(next) = done {
                purchase = next;
            }
            for line in &purchase.lines {
                prop_assert_eq!(line.ordered + line.over(), line.received + line.open() + line.dropped);
                prop_assert!(line.received >= 0 && line.dropped >= 0 && line.dropped <= line.ordered);
            }
            let open: i64 = purchase.lines.iter().map(PurchaseLine::open).sum();
            let waits: i64 = expected(&purchase).iter().sum();
            prop_assert_eq!(waits, if purchase.state.is_open() { open } else { 0 });
            prop_assert_eq!(purchase.state.is_open(), waits > 0);
        }
    }
}
