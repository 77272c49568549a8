//! Work that needs a loom: pieces are promised one behind the other, wherever else there is room.

use crate::bed::{Bed, on_each};
use crate::market::{NOON, WOOD, WOOL, buys, fill, said, wants};
use domain::configurator::{Selection, configure};
use domain::id::{MemberId, StationId};
use domain::planning::{Demand, Resource, Span, promise_from_digest};
use domain::product::WorkLine;
use domain::quantity::{Basis, Measure};
use domain::text::Lang;
use domain::time::{Day, Timestamp};
use services::studio::{self, CalendarProblem, Edit, StationForm};
use services::{Actor, Error, cart, catalog};
use store::catalog::{Member, NewProduct, NewVersion};

/// Minutes of one rug on the loom: four days of one person.
const RUG: i64 = 1_440;

async fn three_weavers(bed: &Bed) {
    let shop = catalog::product(&bed.svc, "rug").await.unwrap().unwrap().shop_id;
    for position in 0..3 {
        let member = Member {
            id: MemberId::from_parts(bed.svc.now().0.unsigned_abs(), [position; 10]),
            shop,
            position: position.into(),
            slug: format!("weaver-{position}"),
            name: said("weaver"),
            role: said("r"),
            bio: said("b"),
        };
        bed.svc.store().write(async |tx| tx.put_member(&member).await).await.unwrap();
    }
}

/// A new version of the rug: woven on this loom, then washed by hand, for which wool has to be there.
async fn woven_on(bed: &Bed, station: Option<StationId>) {
    let page = catalog::product(&bed.svc, "rug").await.unwrap().unwrap();
    let (mut model, version) = (page.model.clone(), page.version + 1);
    let line = |minutes, station| WorkLine {
        when: vec![],
        measure: Measure { basis: Basis::Fixed, per: (minutes, 1) },
        station,
    };
    model.work = vec![line(RUG, station), line(30, None)];
    let product = NewProduct {
        id: page.product_id,
        slug: page.slug,
        shop: page.shop_id,
        category_slug: page.category.slug,
        state: page.state,
        position: 1,
        version,
        name: said("rug"),
        summary: said("s"),
        from_price: domain::money::Money::mad(1),
        listed: Vec::new(),
        lead_days: 4,
        fingerprint: "0".repeat(32),
    };
    let version = NewVersion { product: page.product_id, version, model, text: page.text, created_ms: NOON };
    let write = bed.svc.store().write(async |tx| -> Result<(), store::Error> {
        tx.put_products(std::slice::from_ref(&product)).await?;
        tx.add_versions(std::slice::from_ref(&version)).await
    });
    write.await.unwrap();
}

fn loom(places: u16) -> StationForm {
    StationForm { name: "Métier à tisser".into(), lang: Lang::Fr, places, holds: true }
}

/// On which day this would be ready, counted from today.
async fn shown(bed: &Bed, product: &str) -> i32 {
    let visitor = bed.visitor().await;
    wants(&bed.svc, &visitor, product, "plain", 1).await;
    let ready = cart::view(&bed.svc, &visitor).await.unwrap().shops[0].ready.unwrap();
    ready.0 - Timestamp(NOON).day().0
}

async fn change(bed: &Bed, weaver: &Actor, edit: Edit, named: &[i64]) -> Result<(), CalendarProblem> {
    let version = studio::calendar(&bed.svc, weaver, WOOL).await.unwrap().version;
    studio::change_calendar(&bed.svc, weaver, WOOL, version, &edit, named).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn two_rugs_on_one_loom_are_promised_one_behind_the_other_and_a_box_of_another_shop_is_not() {
    on_each(async |bed| {
        fill(&bed.svc, 99).await;
        three_weavers(bed).await;
        let weaver = bed.coordinator(WOOL).await;
        woven_on(bed, None).await;
        // Work begins on a Wednesday, after a lead time of four days; three weavers, six hours each but on Sundays.
        assert_eq!((shown(bed, "rug").await, shown(bed, "box").await), (10, 5), "the washing goes to the next Monday");
        buys(&bed.svc, &bed.visitor().await, "rug", "plain", 1).await.unwrap();
        assert_eq!(shown(bed, "rug").await, 10, "by hand, the second is made beside the first");
        let orders = studio::orders(&bed.svc, &weaver, WOOL).await.unwrap();
        studio::advance(&bed.svc, &weaver, WOOL, orders[0].id, domain::order::Step::Cancel).await.unwrap().unwrap();

        change(bed, &weaver, Edit::AddStation(loom(1)), &[]).await.unwrap();
        let station = studio::calendar(&bed.svc, &weaver, WOOL).await.unwrap().calendar.stations.remove(0);
        assert_eq!((station.key.as_str(), station.name.ar.as_str()), ("metier-a-tisser", "Métier à tisser"));
        woven_on(bed, Some(station.id)).await;
        assert_eq!(shown(bed, "rug").await, 10);
        buys(&bed.svc, &bed.visitor().await, "rug", "plain", 1).await.unwrap();
        assert_eq!(
            shown(bed, "rug").await,
            14,
            "four more days of weaving, from the Monday on; the washing on the Friday"
        );
        assert_eq!(shown(bed, "box").await, 5, "nobody waits for a loom of another shop");
        the_page_computes_the_same(bed, 14).await;
        buys(&bed.svc, &bed.visitor().await, "rug", "plain", 1).await.unwrap();
        let plan = studio::plan(&bed.svc, &weaver, WOOL).await.unwrap();
        assert!(plan.orders.iter().all(|order| order.late.is_none()), "what was promised is planned");
        the_loom_breaks(bed, &weaver, station.id).await;

        change(bed, &weaver, Edit::Station(station.id, loom(3)), &[]).await.unwrap();
        assert_eq!(shown(bed, "rug").await, 10, "a third place");
    })
    .await;
}

/// The digest of the page says of the rug what the cart says, and names the loom.
async fn the_page_computes_the_same(bed: &Bed, days: i32) {
    let page = catalog::product(&bed.svc, "rug").await.unwrap().unwrap();
    let (digest, _) = catalog::promise(&bed.svc, &page).await.unwrap();
    assert_eq!(digest.resources.len(), 2);
    let piece = configure(&page.model, &Selection(vec![None; page.model.groups.len()])).unwrap();
    let demand = Demand::of(&page.model, &piece, digest.today).unwrap();
    let promise = promise_from_digest(&demand, &digest).unwrap();
    assert_eq!(promise.ready, Timestamp(NOON).day().plus(days));
    let domain::planning::Limit::Resource(Resource::Station(_)) = promise.limit else { panic!("{:?}", promise.limit) };
}

async fn the_loom_breaks(bed: &Bed, weaver: &Actor, loom: StationId) {
    let today = Timestamp(NOON).day();
    let span = Span { from: today.plus(5), to: today.plus(8) };
    let refused = change(bed, weaver, Edit::Down(loom, span), &[]).await;
    let Err(CalendarProblem::Endangers(dangers)) = refused else { panic!("{refused:?}") };
    assert_eq!(dangers.iter().map(|danger| danger.number).collect::<Vec<_>>(), [2, 3]);
    change(bed, weaver, Edit::Down(loom, span), &[2, 3]).await.unwrap();
    let late = studio::plan(&bed.svc, weaver, WOOL).await.unwrap().orders.remove(0).late;
    assert_eq!(late, Some(studio::Wait::Station(said("Métier à tisser"))));
    change(bed, weaver, Edit::Up(loom, span), &[]).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_station_is_named_and_counted_and_another_shop_has_none_of_it() {
    on_each(async |bed| {
        fill(&bed.svc, 1).await;
        let (weaver, joiner) = (bed.coordinator(WOOL).await, bed.coordinator(WOOD).await);
        for (form, problem) in [
            (StationForm { name: " ".into(), ..loom(1) }, CalendarProblem::StationName),
            (StationForm { name: "m".repeat(61), ..loom(1) }, CalendarProblem::StationName),
            (loom(0), CalendarProblem::Places),
            (loom(100), CalendarProblem::Places),
        ] {
            assert_eq!(change(bed, &weaver, Edit::AddStation(form), &[]).await, Err(problem));
        }
        for _ in 0..2 {
            change(bed, &weaver, Edit::AddStation(loom(2)), &[]).await.unwrap();
        }
        let stations = async || studio::calendar(&bed.svc, &weaver, WOOL).await.unwrap().calendar.stations;
        let found = stations().await;
        assert_eq!(
            found.iter().map(|station| station.key.as_str()).collect::<Vec<_>>(),
            ["metier-a-tisser", "metier-a-tisser-2"]
        );
        let (first, today) = (found[0].id, Timestamp(NOON).day());
        let renamed = StationForm { name: "المنسج".into(), lang: Lang::Ar, places: 7, holds: false };
        change(bed, &weaver, Edit::Station(first, renamed), &[]).await.unwrap();
        let again = StationForm { name: "Mensej".into(), ..loom(7) };
        change(bed, &weaver, Edit::Station(first, again), &[]).await.unwrap();
        let station = stations().await.remove(0);
        assert_eq!((station.name, station.places, station.holds), (said("Mensej"), 7, true), "in all languages");
        assert_eq!(station.key, "metier-a-tisser", "products name it");
        let past = Span { from: Day(today.0 - 3), to: Day(today.0 - 1) };
        assert_eq!(change(bed, &weaver, Edit::Down(first, past), &[]).await, Err(CalendarProblem::Days));
        for edit in [Edit::Station(first, loom(1)), Edit::Down(first, Span { from: today, to: today })] {
            let theirs = studio::change_calendar(&bed.svc, &joiner, WOOD, 0, &edit, &[]).await;
            assert!(matches!(theirs, Err(Error::NotFound)), "it is of another shop");
        }
    })
    .await;
}
