//! Lists that are sorted out.

use crate::bed::{Blank, on_each};
use crate::market::NOON;
use crate::seed::seeds;
use domain::facets::Facet;
use domain::time::Timestamp;
use services::facets::{Group, Question, Sort, ready};
use services::{Services, catalog, offers, search, seed, studio};

const DAY_MS: i64 = 24 * 60 * 60 * 1000;

fn with(facet: Facet, codes: &[&str]) -> Question {
    let codes = codes.iter().map(|code| (*code).to_owned()).collect();
    Question { chosen: [(facet, codes)].into(), ..Question::default() }
}

async fn slugs(svc: &Services, question: &Question) -> Vec<String> {
    let (list, _) = catalog::pieces(svc, question).await.unwrap();
    assert_eq!(list.answer.pieces, u64::try_from(list.cards.len()).unwrap(), "all on one page");
    list.cards.into_iter().map(|card| card.slug).collect()
}

fn sorted(mut slugs: Vec<String>) -> Vec<String> {
    slugs.sort_unstable();
    slugs
}

fn count(groups: &[Group], facet: Facet, code: &str) -> u64 {
    let group = groups.iter().find(|group| group.facet == facet).unwrap();
    group.values.iter().find(|value| value.code == code).map_or(0, |value| value.pieces)
}

#[tokio::test(flavor = "multi_thread")]
async fn pieces_are_sorted_out_by_what_their_recipes_colours_and_prices_say() {
    on_each(async |bed| {
        seed::load_dir(&bed.svc, &Blank, &seeds()).await.unwrap();
        let svc = &bed.svc;
        let all = slugs(svc, &Question::default()).await;
        assert_eq!(all.len(), 16);
        let wool = with(Facet::Matter, &["wool"]);
        let woollen = sorted(slugs(svc, &wool).await);
        assert_eq!(woollen, ["chiadma-cushion", "hanbel-throw", "zerbia-rug"]);
        let (list, _) = catalog::pieces(svc, &wool).await.unwrap();
        assert_eq!(count(&list.answer.groups, Facet::Category, "rugs-and-textiles"), 3);
        assert_eq!(count(&list.answer.groups, Facet::Category, "silver"), 0, "it would leave nothing");
        assert!(count(&list.answer.groups, Facet::Matter, "silver") >= 3, "either of them");
        let both = slugs(svc, &with(Facet::Matter, &["wool", "silver"])).await;
        assert_eq!(both.len() - 3, usize::try_from(count(&list.answer.groups, Facet::Matter, "silver")).unwrap());
        let mut red = wool.clone();
        red.chosen.insert(Facet::Colour, ["red".to_owned()].into());
        assert!(slugs(svc, &red).await.contains(&"zerbia-rug".to_owned()));
        assert_eq!(slugs(svc, &with(Facet::Matter, &["unheard-of"])).await, Vec::<String>::new());

        let priced = async |sort| {
            let (list, _) = catalog::pieces(svc, &Question { sort, ..Question::default() }).await.unwrap();
            list.cards.iter().map(|card| card.from_price.minor).collect::<Vec<_>>()
        };
        assert!(priced(Sort::Cheapest).await.is_sorted());
        assert!(priced(Sort::Dearest).await.is_sorted_by(|one, next| one >= next));

        let found = search::pieces(svc, "laine", 0, &with(Facet::Category, &["silver"])).await.unwrap();
        assert_eq!(found.cards, []);
        let found = search::pieces(svc, "laine", 0, &red).await.unwrap();
        assert!(found.cards.iter().any(|card| card.slug == "zerbia-rug"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_makes_a_piece_is_said_as_the_shop_says_it() {
    on_each(async |bed| {
        seed::load_dir(&bed.svc, &Blank, &seeds()).await.unwrap();
        let (list, _) = catalog::pieces(&bed.svc, &Question::default()).await.unwrap();
        let made = |code| count(&list.answer.groups, Facet::Made, code);
        assert_eq!((made("cooperative"), made("womens-cooperative")), (10, 10));
        // A craft of the page itself is no choice, and one that is asked beside it changes nothing.
        let silver = with(Facet::Category, &["silver"]);
        let page = catalog::category(&bed.svc, "rugs-and-textiles", &silver).await.unwrap().unwrap();
        assert_eq!(page.list.cards.len(), 3);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_typed_is_completed() {
    on_each(async |bed| {
        seed::load_dir(&bed.svc, &Blank, &seeds()).await.unwrap();
        let found = search::suggest(&bed.svc, "thuy").await.unwrap();
        assert_eq!(found.categories.iter().map(|card| card.slug.as_str()).collect::<Vec<_>>(), ["thuya-wood"]);
        assert!(found.pieces.iter().any(|card| card.slug == "thuya-box"));
        let found = search::suggest(&bed.svc, "تعاونية").await.unwrap();
        assert_eq!(found.shops.len(), 3);
        for nothing in ["", " ", "xyzzyxyzzy", "\u{0}", &"x".repeat(100_000)] {
            assert_eq!(search::suggest(&bed.svc, nothing).await.unwrap(), search::Suggested::default());
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_is_right_after_every_write_on_every_server() {
    on_each(async |bed| {
        seed::load_dir(&bed.svc, &Blank, &seeds()).await.unwrap();
        let (one, other) = (&bed.svc, bed.restart().await);
        let everything = slugs(one, &Question::default()).await;
        assert_eq!(slugs(&other.svc, &Question::default()).await, everything);
        let coordinator = bed.coordinator("cooperative-el-mensej").await;
        let rug = catalog::product(one, "zerbia-rug").await.unwrap().unwrap().product_id;
        for offered in [false, true, false] {
            studio::products::offer(&other.svc, &coordinator, "cooperative-el-mensej", rug, offered).await.unwrap();
            for svc in [one, &other.svc] {
                let left = slugs(svc, &Question::default()).await;
                assert_eq!(left.contains(&"zerbia-rug".to_owned()), offered);
                assert_eq!(left.len(), everything.len() - usize::from(!offered));
            }
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_day_in_lists_is_the_day_that_the_shop_would_promise() {
    on_each(async |bed| {
        seed::load_dir(&bed.svc, &Blank, &seeds()).await.unwrap();
        let svc = &bed.svc;
        let by = |ready_by| Question { ready_by: Some(ready_by), ..Question::default() };
        assert_eq!(slugs(svc, &by(Timestamp(NOON).day().plus(3_650))).await, Vec::<String>::new(), "not known yet");
        for later in [0, 1, 30] {
            bed.set_time(NOON + later * DAY_MS);
            let renewed = ready::renew(svc).await.unwrap();
            assert!(renewed > 0);
            assert_eq!(ready::renew(svc).await.unwrap(), 0, "nothing changed since");
            // What another program writes down is dated too.
            let other = bed.restart().await;
            let coordinator = bed.coordinator("cooperative-el-mensej").await;
            let rug = catalog::product(svc, "zerbia-rug").await.unwrap().unwrap().product_id;
            for offered in [false, true] {
                studio::products::offer(&other.svc, &coordinator, "cooperative-el-mensej", rug, offered).await.unwrap();
            }
            let undated = svc.store().read().await.unwrap().shops_to_date().await.unwrap();
            assert_eq!(undated.iter().filter(|(_, undated)| *undated).count(), 1);
            ready::renew(svc).await.unwrap();
            let undated = svc.store().read().await.unwrap().shops_to_date().await.unwrap();
            assert!(undated.iter().all(|(_, undated)| !undated));
            let offers = offers::offers(svc).await.unwrap();
            assert_eq!(offers.len(), 16);
            for offer in offers {
                let ready = offer.ready.expect("every demo piece can be made");
                assert!(slugs(svc, &by(ready)).await.contains(&offer.card.slug), "{} by {ready:?}", offer.card.slug);
                assert!(!slugs(svc, &by(ready.plus(-1))).await.contains(&offer.card.slug), "{}", offer.card.slug);
            }
        }
    })
    .await;
}
