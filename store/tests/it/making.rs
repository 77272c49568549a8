//! The making of ordered pieces, and what members did and earned. Runs after the stories of orders, pictures and stocktakes.

use crate::catalog::{id, said, shop_id};
use crate::materials::{movement, scope, wood};
use crate::order::{line, part, production};
use domain::id::{
    MaterialId, MemberId, MovementId, PersonId, ProductionOrderId, QualityCheckId, StationId, WorkEntryId,
};
use domain::materials::MovementKind;
use domain::money::Money;
use domain::order::{Mark, ProductionState, ScrapCause, Share, StageState};
use domain::picture::Focus;
use store::making::{CheckRow, NewEntry, NewStage};
use store::materials::NewMovement;
use store::people::Role;
use store::pictures::{PictureOwner, PictureRow};
use store::{CoordinatorScope, Error, Store};

const HASSAN: u128 = 300;

fn hassan() -> MemberId {
    MemberId(id(HASSAN))
}

fn amina() -> PersonId {
    PersonId(id(900))
}

fn mine() -> ProductionOrderId {
    production(1).id
}

pub async fn story(store: &Store) {
    let scope = scope(store).await;
    // The story of the look back has these pieces done.
    let (done, open) = (ProductionState::Completed, ProductionState::InProduction);
    store.write(async |tx| tx.move_production(part(1, 1).id, done, open).await).await.unwrap();
    people(store).await;
    stages(store, &scope).await;
    hours(store, &scope).await;
    checks_and_photos(store, &scope).await;
    takes(store, &scope).await;
    completion(store, &scope).await;
}

async fn people(store: &Store) {
    let link = async |shop, member| store.write(async |tx| tx.link_member(amina(), shop, member).await).await.unwrap();
    assert!(!link(shop_id(1), Some(MemberId(id(399)))).await, "no such member");
    assert!(!link(shop_id(2), Some(hassan())).await, "another shop's member");
    assert!(link(shop_id(1), Some(hassan())).await);
    let mut reader = store.read().await.unwrap();
    let found = reader.memberships(amina()).await.unwrap();
    let known: Vec<_> = found.iter().map(|of| (of.role, of.member, of.coordinator().is_some())).collect();
    assert_eq!(known, [(Role::Coordinator, Some(hassan()), true), (Role::Artisan, None, false)]);
    assert!(link(shop_id(1), None).await);
    assert_eq!(reader.memberships(amina()).await.unwrap()[0].member, None);
    assert_eq!(reader.count_people(shop_id(1)).await.unwrap(), 1);
}

async fn stages(store: &Store, scope: &CoordinatorScope) {
    let stage = |position, station| NewStage { position, name: said("Weaving"), minutes: 60, station };
    let loom = StationId(id(3_400));
    store
        .write(async |tx| -> Result<(), Error> {
            tx.insert_stage(mine(), &stage(2, Some(loom))).await?;
            tx.insert_stage(mine(), &stage(0, None)).await
        })
        .await
        .unwrap();
    let mut reader = store.read().await.unwrap();
    let found = reader.stages(mine()).await.unwrap();
    assert_eq!(found.iter().map(|row| (row.position, row.station)).collect::<Vec<_>>(), [(0, None), (2, Some(loom))]);
    assert_eq!((found[0].minutes, found[0].worked, found[0].state), (60, 0, StageState::Pending));
    assert_eq!(reader.open_stages(scope).await.unwrap(), found);
    let queue = reader.workshop(shop_id(1)).await.unwrap().queue;
    assert_eq!(queue.iter().find(|row| row.id == mine()).map(|row| &row.stages), Some(&found));

    let (pending, begun, done) = (StageState::Pending, StageState::Begun, StageState::Done);
    let go = async |from, to| store.write(async |tx| tx.move_stage(mine(), 0, from, to, 2_000).await).await.unwrap();
    let moved = [
        go(begun, done).await,
        go(pending, begun).await,
        go(pending, begun).await,
        go(begun, done).await,
        go(done, begun).await,
    ];
    assert_eq!(moved, [false, true, false, true, true]);

    let assign = async |position, member| {
        store.write(async |tx| tx.assign_stage(scope, mine(), position, member).await).await.unwrap()
    };
    assert!(assign(0, Some(hassan())).await);
    assert_eq!(reader.stages(mine()).await.unwrap()[0].member, Some(hassan()));
    assert!(!assign(0, Some(MemberId(id(399)))).await, "no such member");
    assert!(!assign(7, Some(hassan())).await, "no such stage");
    let foreign = store.write(async |tx| tx.assign_stage(scope, production(3).id, 0, None).await).await;
    assert!(!foreign.unwrap(), "another shop's work");

    let row = reader.work(scope, mine()).await.unwrap().unwrap();
    assert_eq!((row.line, row.shop_order, row.state), (line(1).id, (part(1, 1).id, 1), ProductionState::InProduction));
    assert_eq!((row.quantity, row.placed_ms, row.ready_day, row.completed_ms), (2, 1_000, 19_999, None));
    assert_eq!(reader.work(scope, production(3).id).await.unwrap(), None, "another shop's work");
    let open = reader.open_works(scope).await.unwrap();
    assert_eq!(open.iter().map(|row| row.id).collect::<Vec<_>>(), [production(2).id, mine()], "as the queue stands");
    let lines: Vec<_> = open.iter().rev().cloned().collect();
    assert_eq!(reader.works_of(part(1, 1).id).await.unwrap(), lines, "in the order of the lines");
}

fn entry(number: u128, minutes: i64, reason: &str) -> NewEntry {
    NewEntry {
        id: WorkEntryId(id(3_500 + number)),
        work: mine(),
        position: 0,
        member: hassan(),
        minutes,
        at_ms: i64::try_from(number).unwrap(),
        day: 19_000,
        reason: reason.into(),
        person: Some(amina()),
    }
}

async fn hours(store: &Store, scope: &CoordinatorScope) {
    let write = async |entry: &NewEntry| store.write(async |tx| tx.add_work_entry(entry).await).await;
    let (first, taken_back) = (entry(1, 50, ""), entry(2, -20, "counted twice"));
    assert!(write(&first).await.unwrap());
    assert!(!write(&entry(3, -51, "too much")).await.unwrap(), "below zero");
    assert!(write(&taken_back).await.unwrap());
    for (wrong, name) in [
        (first.clone(), "work_entries_id_key"),
        (entry(4, -1, ""), "work_entries_correction_explained"),
        (entry(4, 1_441, ""), "work_entries_minutes_range"),
        (NewEntry { position: 1, ..entry(4, 1, "") }, "foreign_key"),
    ] {
        let refused = write(&wrong).await;
        assert!(matches!(&refused, Err(Error::Conflict { constraint }) if constraint == name), "{refused:?}");
    }
    let mut reader = store.read().await.unwrap();
    assert_eq!(reader.work_entries(mine()).await.unwrap(), [taken_back, first.clone()], "the newest first");
    assert_eq!(reader.work_entry(first.id).await.unwrap(), Some(first));
    assert_eq!(reader.work_entry(WorkEntryId(id(3_599))).await.unwrap(), None);
    assert_eq!(reader.minutes_by_member(mine()).await.unwrap(), [(hassan(), 30)]);
    assert_eq!(reader.stages(mine()).await.unwrap()[0].worked, 30);
    assert_eq!(reader.member_id(shop_id(1), "hassan").await.unwrap(), Some(hassan()));
    assert_eq!(reader.member_id(shop_id(2), "hassan").await.unwrap(), None, "another shop's");
    let crew = reader.crew(scope).await.unwrap();
    assert_eq!(crew.iter().map(|row| (row.id, row.slug.as_str())).collect::<Vec<_>>(), [(hassan(), "hassan")]);
    let hours = reader.hours_of(scope, hassan(), 19_000, 19_000).await.unwrap();
    assert_eq!(hours.iter().map(|row| (row.day, row.work, row.minutes)).collect::<Vec<_>>(), [(19_000, mine(), 30)]);
    assert_eq!(reader.hours_of(scope, hassan(), 19_001, 19_999).await.unwrap(), []);
}

async fn checks_and_photos(store: &Store, scope: &CoordinatorScope) {
    let check = CheckRow {
        id: QualityCheckId(id(3_600)),
        work: mine(),
        passed: false,
        note: "a knot is loose".into(),
        at_ms: 5,
        person: Some(amina()),
    };
    let write = async |check: &CheckRow| store.write(async |tx| tx.add_quality_check(check).await).await;
    assert!(write(&check).await.unwrap());
    assert!(!write(&check).await.unwrap(), "sent twice");
    let silent = CheckRow { id: QualityCheckId(id(3_601)), note: String::new(), ..check.clone() };
    let refused = write(&silent).await;
    assert!(
        matches!(&refused, Err(Error::Conflict { constraint }) if constraint == "quality_checks_failure_explained")
    );
    let mut reader = store.read().await.unwrap();
    assert_eq!(reader.quality_checks(mine()).await.unwrap(), [check]);

    let owner = PictureOwner::Shop(**scope);
    let picture = PictureRow {
        id: "c".repeat(32),
        width: 400,
        height: 300,
        original_bytes: 3,
        stored_bytes: 4,
        mean_rgb: 1,
        created_ms: 1,
        has_avif: false,
        focus: Focus::MIDDLE,
        ground: None,
    };
    let put = async |work, mark| {
        store
            .write(async |tx| tx.put_production_photo(scope, work, &picture.id, mark, 7, Some(amina())).await)
            .await
            .unwrap()
    };
    assert!(!put(mine(), Mark::Begun).await, "no such picture");
    assert!(store.write(async |tx| tx.add_picture(&owner, &picture, &[0xc; 32]).await).await.unwrap());
    assert!(put(mine(), Mark::Begun).await);
    assert!(put(mine(), Mark::Half).await, "to another mark");
    assert!(!put(production(3).id, Mark::Half).await, "another shop's work");
    let found = reader.production_photos(mine()).await.unwrap();
    assert_eq!(found.iter().map(|row| (row.mark, &row.picture)).collect::<Vec<_>>(), [(Mark::Half, &picture)]);
    let used = store.write(async |tx| tx.remove_picture(&owner, &picture.id).await).await;
    assert!(matches!(used, Err(Error::Conflict { constraint }) if constraint == "foreign_key"), "it is shown");
    let drop = async || store.write(async |tx| tx.drop_production_photo(mine(), &picture.id).await).await.unwrap();
    assert_eq!([drop().await, drop().await], [true, false]);
}

async fn takes(store: &Store, scope: &CoordinatorScope) {
    let oil = MaterialId(id(2_050));
    let broken = NewMovement { id: MovementId(id(3_700)), material: oil, ..movement(1, MovementKind::Scrap, 2) };
    store
        .write(async |tx| -> Result<(), Error> {
            assert!(tx.move_stock(&broken).await?);
            tx.add_work_scrap(broken.id, mine(), ScrapCause::Broken).await?;
            tx.stage_line_material(line(1).id, wood(), 2).await?;
            tx.allocate_line(line(1).id, wood(), 4).await?;
            tx.consume_line(line(1).id, wood(), 3).await
        })
        .await
        .unwrap();
    let mut reader = store.read().await.unwrap();
    let scraps = reader.work_scraps(mine()).await.unwrap();
    let found: Vec<_> = scraps.iter().map(|row| (row.material, row.amount, row.cause, row.note.as_str())).collect();
    assert_eq!(found, [(oil, 2, ScrapCause::Broken, "r")]);
    let materials = reader.work_materials(mine()).await.unwrap();
    let found: Vec<_> =
        materials.iter().map(|row| (row.material, row.amount, row.allocated, row.consumed, row.stage)).collect();
    assert_eq!(found, [(wood(), 7, 4, 3, Some(2))]);
    assert_eq!(
        reader.shop_order_allocated(part(1, 1).id).await.unwrap(),
        [(wood(), 1)],
        "what is used is not allocated"
    );
    let queue = reader.workshop(scope.shop()).await.unwrap().queue;
    let found = queue.iter().find(|row| row.id == mine()).map(|row| row.needs.clone());
    assert_eq!(found, Some(vec![(wood(), 4, Some(2))]), "what is not used yet");
    let more = store.write(async |tx| tx.consume_line(line(1).id, wood(), 2).await).await;
    assert!(
        matches!(&more, Err(Error::Conflict { constraint }) if constraint == "order_line_materials_consumed_range"),
        "more than is allocated: {more:?}"
    );
}

async fn completion(store: &Store, scope: &CoordinatorScope) {
    let mut reader = store.read().await.unwrap();
    assert_eq!(reader.making_permille(scope).await.unwrap(), 400, "until the shop says otherwise");
    store.write(async |tx| tx.set_making_permille(scope, 350).await).await.unwrap();
    assert_eq!(reader.making_permille(scope).await.unwrap(), 350);
    assert_eq!(reader.work_price(mine()).await.unwrap(), Money::mad(5_000));
    let (from, to) = (ProductionState::InProduction, ProductionState::QualityCheck);
    let go = async |work| store.write(async |tx| tx.move_work(scope, work, from, to).await).await.unwrap();
    assert_eq!([go(mine()).await, go(mine()).await, go(production(3).id).await], [true, false, false]);
    let share = Share { member: hassan(), minutes: 30, minor: 1_750 };
    let complete = async || {
        store
            .write(async |tx| tx.complete_work(mine(), 9_000, Money::mad(1_750), std::slice::from_ref(&share)).await)
            .await
    };
    complete().await.unwrap();
    assert!(matches!(complete().await, Err(Error::Conflict { .. })), "earned once");
    let shares = reader.shares_of(scope, hassan(), 9_000, 9_001).await.unwrap();
    let found: Vec<_> = shares.iter().map(|row| (row.work, row.quantity, row.minutes, row.share, row.making)).collect();
    assert_eq!(found, [(mine(), 2, 30, Money::mad(1_750), Money::mad(1_750))]);
    assert_eq!(reader.shares_of(scope, hassan(), 0, 9_000).await.unwrap(), []);
    assert_eq!(reader.work(scope, mine()).await.unwrap().unwrap().completed_ms, Some(9_000));
}
