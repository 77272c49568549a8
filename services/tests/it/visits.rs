//! Visits: who is counted, from where, and for how long anything is known of her.

use crate::bed::{Bed, on_each};
use crate::market::{NOON, WOOD, WOOL, buys, fill, order_for, wants};
use domain::order::Step;
use domain::time::Timestamp;
use domain::visits::{MOST_SOURCES, Place, Source, Span};
use services::place_order::{PlaceOrder, place};
use services::studio::{self, SourceRow, VisitsPage};
use services::visits::{Visit, Visitor, forget, note, note_added, write_down};
use services::{Actor, Error};

const BROWSER: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:141.0) Gecko/20100101 Firefox/141.0";
const DAY: i64 = 86_400_000;

fn who(client: &str) -> Visitor {
    Visitor::new(client, BROWSER).unwrap()
}

/// Somebody sees a page.
fn sees(bed: &Bed, client: &str, address: &str, works_for: &Actor) {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let works_for = works_for.shops().iter().map(|shop| shop.shop).collect();
    let place = Place::of_path(path).unwrap();
    note(&bed.svc, Visit { place, source: Source::of(query, "", ""), visitor: who(client), works_for });
}

async fn look(bed: &Bed, coordinator: &Actor) -> VisitsPage {
    write_down(&bed.svc).await.unwrap();
    studio::visits(&bed.svc, coordinator, WOOD, Span::Month).await.unwrap()
}

/// Code of the source, visitors, orders, centimes.
fn rows(page: &VisitsPage) -> Vec<(String, i64, i64, i64)> {
    let code = |row: &SourceRow| row.source.as_ref().map_or_else(|| "none".to_owned(), Source::code);
    page.sources.iter().map(|row| (code(row), row.visitors, row.orders, row.revenue.minor)).collect()
}

fn row(code: &str, visitors: i64, orders: i64, minor: i64) -> (String, i64, i64, i64) {
    (code.to_owned(), visitors, orders, minor)
}

/// Buys a box as this visitor.
async fn orders(bed: &Bed, visitor: Option<Visitor>) {
    let actor = bed.visitor().await;
    wants(&bed.svc, &actor, "box", "plain", 1).await;
    if let Some(visitor) = visitor.clone() {
        note_added(&bed.svc, visitor, &actor, "box");
    }
    let checkout = services::checkout::open(&bed.svc, &actor).await.unwrap().unwrap();
    place(&bed.svc, &actor, PlaceOrder { visitor, ..order_for(checkout) }).await.unwrap().unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_source_of_the_day_goes_from_the_first_page_into_the_order() {
    on_each(async |bed| {
        fill(&bed.svc, 9).await;
        let (nobody, coordinator) = (Actor::default(), bed.coordinator(WOOD).await);
        assert!(look(bed, &coordinator).await.is_empty());

        sees(bed, "192.0.2.1", "/fr?utm_source=Letter&utm_medium=email&utm_campaign=Spring", &nobody);
        assert!(look(bed, &coordinator).await.is_empty(), "home is of no shop");
        for address in ["/fr/products/box", "/fr/products/box?utm_source=other", "/fr/shops/wood-shop"] {
            sees(bed, "192.0.2.1", address, &nobody);
        }
        sees(bed, "192.0.2.2", "/ar/shops/wood-shop", &nobody);
        sees(bed, "192.0.2.2", "/ar/products/rug", &nobody);
        orders(bed, Some(who("192.0.2.1"))).await;
        let page = look(bed, &coordinator).await;
        let letter = "utm:letter/email/spring";
        assert_eq!(rows(&page), [row(letter, 1, 1, 45_000), row("direct", 1, 0, 0)]);
        assert_eq!((page.sources[0].share(), page.visitors()), (Some(1_000), 2));
        let today = page.bars.last().unwrap();
        assert_eq!((today.visitors, today.views, today.orders, page.bars.len()), (2, 4, 1, 30));
        let [piece] = page.products.as_slice() else { panic!("one product: {page:?}") };
        let counts = piece.counts;
        assert_eq!((counts.views, counts.visitors, counts.added, piece.orders), (2, 1, 1, 1));

        // Before it was written down, and by nobody who is counted.
        sees(bed, "192.0.2.3", "/fr/products/box?utm_source=poster", &nobody);
        orders(bed, Some(who("192.0.2.3"))).await;
        orders(bed, None).await;
        orders(bed, Some(who("192.0.2.99"))).await;
        let page = look(bed, &coordinator).await;
        let poster = row("utm:poster//", 1, 1, 45_000);
        assert_eq!(rows(&page)[1..], [poster, row("direct", 1, 0, 0), row("none", 0, 2, 90_000)]);
        assert_eq!(page.sources.last().unwrap().share(), None);

        let listed = studio::orders(&bed.svc, &coordinator, WOOD).await.unwrap();
        for order in listed {
            studio::advance(&bed.svc, &coordinator, WOOD, order.id, Step::Cancel).await.unwrap().unwrap();
        }
        let page = look(bed, &coordinator).await;
        assert!(page.sources.iter().all(|row| row.orders == 0 && row.revenue.minor == 0), "{page:?}");
        assert_eq!((page.visitors(), page.products[0].orders), (3, 0));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn people_of_the_shop_machines_and_pages_that_are_not_there_do_not_count() {
    on_each(async |bed| {
        fill(&bed.svc, 9).await;
        let coordinator = bed.coordinator(WOOD).await;
        let maker = bed.maker(WOOD, None).await;
        for actor in [&coordinator, &maker] {
            sees(bed, "192.0.2.1", "/fr/products/box", actor);
            sees(bed, "192.0.2.1", "/fr/shops/wood-shop", actor);
            note_added(&bed.svc, who("192.0.2.1"), actor, "box");
        }
        for address in ["/fr/products/nothing", "/fr/shops/nothing"] {
            sees(bed, "192.0.2.1", address, &Actor::default());
        }
        assert_eq!(Visitor::new("192.0.2.1", "Mozilla/5.0 (compatible; Googlebot/2.1)"), None);
        assert!(look(bed, &coordinator).await.is_empty());
        // Elsewhere she is a visitor like others.
        sees(bed, "192.0.2.1", "/fr/products/rug", &coordinator);
        write_down(&bed.svc).await.unwrap();
        let other = bed.coordinator(WOOL).await;
        assert_eq!(studio::visits(&bed.svc, &other, WOOL, Span::Year).await.unwrap().visitors(), 1);
        for stranger in [&other, &maker, &Actor::default()] {
            let refused = studio::visits(&bed.svc, stranger, WOOD, Span::Month).await;
            assert!(matches!(refused, Err(Error::NotFound)), "{refused:?}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_about_a_person_outlives_her_day_and_counts_stay() {
    on_each(async |bed| {
        fill(&bed.svc, 9).await;
        let (nobody, coordinator) = (Actor::default(), bed.coordinator(WOOD).await);
        sees(bed, "192.0.2.1", "/fr/products/box?utm_source=letter", &nobody);
        write_down(&bed.svc).await.unwrap();
        let salt = async |ms| bed.svc.store().read().await.unwrap().visit_salt(Timestamp(ms).day()).await.unwrap();
        let first = salt(NOON).await.unwrap();
        assert_eq!(forget(&bed.svc).await.unwrap(), 0, "her day is not over");

        bed.set_time(NOON + DAY);
        sees(bed, "192.0.2.1", "/fr/products/box", &nobody);
        write_down(&bed.svc).await.unwrap();
        assert_ne!(salt(NOON + DAY).await.unwrap(), first, "a new day, a new salt");
        assert_eq!(forget(&bed.svc).await.unwrap(), 3, "she, the shop and the product that she saw");
        assert_eq!(forget(&bed.svc).await.unwrap(), 0);
        assert_eq!(salt(NOON).await, None);
        assert!(salt(NOON + DAY).await.is_some());
        let page = look(bed, &coordinator).await;
        assert_eq!(rows(&page), [row("direct", 1, 0, 0), row("utm:letter//", 1, 0, 0)]);

        buys(&bed.svc, &bed.visitor().await, "box", "plain", 1).await.unwrap();
        bed.set_time(NOON + 31 * DAY);
        let page = look(bed, &coordinator).await;
        assert!(page.is_empty(), "a month later: {page:?}");
        let year = studio::visits(&bed.svc, &coordinator, WOOD, Span::Year).await.unwrap();
        assert_eq!((year.visitors(), year.bars.len(), rows(&year).len()), (2, 53, 3));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_can_fill_a_table_with_words_of_her_own() {
    on_each(async |bed| {
        fill(&bed.svc, 9).await;
        let (nobody, coordinator) = (Actor::default(), bed.coordinator(WOOD).await);
        sees(bed, "192.0.2.1", "/fr/products/box", &nobody);
        for number in 0..100 {
            sees(bed, &format!("198.51.100.{number}"), &format!("/fr/products/box?utm_source=word{number}"), &nobody);
            if number % 40 == 0 {
                write_down(&bed.svc).await.unwrap();
            }
        }
        let page = look(bed, &coordinator).await;
        assert_eq!(page.sources.len(), MOST_SOURCES + 2, "{:?}", rows(&page));
        let rest = 100 - i64::try_from(MOST_SOURCES).unwrap();
        assert_eq!(rows(&page)[0], row("other", rest, 0, 0));
        assert_eq!((page.visitors(), page.products[0].counts.visitors), (101, 101));
        orders(bed, Some(who("198.51.100.99"))).await;
        assert_eq!(rows(&look(bed, &coordinator).await)[0], row("other", rest, 1, 45_000));
    })
    .await;
}
