//! The cart.

use crate::bed::on_each;
use crate::market::{NOON, fill, wants};
use domain::money::Money;
use services::Error;
use services::cart::{AddLine, AddProblem, TWICE_MS, add, new_line_id, remove, set_quantity, view};

fn line(style: &str, quantity: u32) -> AddLine {
    let fields = vec![("style".to_owned(), style.to_owned())];
    AddLine { product_slug: "box".into(), version: Some(1), fields, quantity, id: None, replaces: None }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_piece_adds_up_and_different_pieces_never_merge() {
    on_each(async |bed| {
        fill(&bed.svc, 5).await;
        let visitor = bed.visitor().await;
        let first = add(&bed.svc, &visitor, line("plain", 2)).await.unwrap().unwrap();
        let defaulted = AddLine { fields: vec![], ..line("plain", 1) };
        assert_eq!(add(&bed.svc, &visitor, defaulted).await.unwrap(), Ok(first), "a default is the same piece");
        let second = add(&bed.svc, &visitor, line("rich", 1)).await.unwrap().unwrap();
        assert_ne!(first, second);
        wants(&bed.svc, &visitor, "rug", "plain", 1).await;
        let shown = view(&bed.svc, &visitor).await.unwrap();
        assert_eq!((shown.shops.len(), shown.count), (2, 5));
        assert_eq!(shown.shops[0].subtotal, Money::mad(3 * 45_000 + 57_000));
        assert_eq!(shown.total, Money::mad(3 * 45_000 + 57_000 + 120_000));
        assert!(shown.shops[0].lines.iter().all(|line| line.ready <= shown.shops[0].ready));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_button_pressed_twice_adds_once_and_pressed_again_later_adds_more() {
    on_each(async |bed| {
        fill(&bed.svc, 5).await;
        let visitor = bed.visitor().await;
        let form = new_line_id(&bed.svc);
        let press =
            async |style| add(&bed.svc, &visitor, AddLine { id: Some(form), ..line(style, 1) }).await.unwrap().unwrap();
        let first = press("plain").await;
        assert_eq!((first, press("plain").await), (form, first));
        let count = async || view(&bed.svc, &visitor).await.unwrap().count;
        assert_eq!(count().await, 1);
        assert_ne!(press("rich").await, first, "another design of the same page is another line");
        bed.set_time(NOON + TWICE_MS);
        assert_eq!(press("plain").await, first);
        assert_eq!(count().await, 3);
        let stranger = bed.visitor().await;
        let theirs = add(&bed.svc, &stranger, AddLine { id: Some(form), ..line("plain", 1) }).await.unwrap().unwrap();
        assert_ne!(theirs, first, "somebody else's id is nobody's");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_piece_takes_the_place_of_the_old_one_once() {
    on_each(async |bed| {
        fill(&bed.svc, 5).await;
        let visitor = bed.visitor().await;
        let first = add(&bed.svc, &visitor, line("plain", 2)).await.unwrap().unwrap();
        bed.set_time(NOON + 1);
        let named = vec![("name".to_owned(), "Amina".to_owned())];
        add(&bed.svc, &visitor, AddLine { fields: named, ..line("plain", 1) }).await.unwrap().unwrap();
        bed.set_time(NOON + 2);
        let change = AddLine { replaces: Some(first), ..line("rich", 3) };
        let changed = add(&bed.svc, &visitor, change.clone()).await.unwrap().unwrap();
        let shown = async || {
            let lines = view(&bed.svc, &visitor).await.unwrap().shops.remove(0).lines;
            lines.into_iter().map(|line| (line.id, line.quantity)).collect::<Vec<_>>()
        };
        let lines = shown().await;
        assert_eq!((lines.len(), lines[0]), (2, (changed, 3)), "in its place");
        assert_eq!(add(&bed.svc, &visitor, change).await.unwrap(), Ok(changed), "sent twice");
        assert_eq!(shown().await, lines);
        let other = bed.visitor().await;
        add(&bed.svc, &other, AddLine { replaces: Some(changed), ..line("plain", 1) }).await.unwrap().unwrap();
        assert_eq!(shown().await, lines, "another cart's line stays");
        assert!(
            add(&bed.svc, &visitor, AddLine { replaces: Some(changed), ..line("rich", 21) }).await.unwrap().is_err()
        );
        assert_eq!(shown().await, lines, "what is refused changes nothing");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cart_has_limits_and_says_which() {
    on_each(async |bed| {
        fill(&bed.svc, 5).await;
        let visitor = bed.visitor().await;
        let refused = async |line| add(&bed.svc, &visitor, line).await.unwrap().unwrap_err();
        assert_eq!(refused(line("plain", 0)).await, AddProblem::Quantity);
        assert_eq!(refused(line("plain", 21)).await, AddProblem::Quantity);
        assert!(matches!(refused(line("golden", 1)).await, AddProblem::Invalid(_)));
        assert_eq!(
            refused(AddLine { product_slug: "boat".into(), ..line("plain", 1) }).await,
            AddProblem::UnknownProduct
        );
        add(&bed.svc, &visitor, line("plain", 20)).await.unwrap().unwrap();
        assert_eq!(refused(line("plain", 1)).await, AddProblem::Quantity);
        for number in 1..30_u8 {
            let letters = [b'a' + number / 10, b'a' + number % 10].map(char::from);
            let named = vec![("name".to_owned(), letters.iter().collect())];
            add(&bed.svc, &visitor, AddLine { fields: named, ..line("plain", 1) }).await.unwrap().unwrap();
        }
        assert_eq!(refused(line("rich", 1)).await, AddProblem::TooManyLines);
        assert_eq!(view(&bed.svc, &visitor).await.unwrap().count, 49);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn lines_change_only_in_their_own_cart() {
    on_each(async |bed| {
        fill(&bed.svc, 5).await;
        let (visitor, stranger) = (bed.visitor().await, bed.visitor().await);
        let id = add(&bed.svc, &visitor, line("plain", 2)).await.unwrap().unwrap();
        assert!(matches!(set_quantity(&bed.svc, &stranger, id, 9).await, Err(Error::NotFound)));
        remove(&bed.svc, &stranger, id).await.unwrap();
        assert_eq!(view(&bed.svc, &visitor).await.unwrap().count, 2);
        set_quantity(&bed.svc, &visitor, id, 3).await.unwrap();
        assert_eq!(view(&bed.svc, &visitor).await.unwrap().count, 3);
        set_quantity(&bed.svc, &visitor, id, 0).await.unwrap();
        assert_eq!(view(&bed.svc, &visitor).await.unwrap().shops, []);
    })
    .await;
}
