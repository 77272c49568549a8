//! What a shop says about its materials.

use crate::bed::{Bed, on_each};
use crate::market::{NOON, WOOD, WOOD_PER_BOX, WOOL, fill, received, said};
use domain::id::MaterialId;
use domain::materials::{BuyingUnit, MaterialForm, Pack};
use domain::planning::Feasibility;
use domain::quantity::Unit;
use domain::time::Timestamp;
use services::studio::{material, materials, record_receipt, save_material, write_material};
use services::{Actor, Error, catalog};
use tokio::task::JoinSet;

fn raffia() -> MaterialForm {
    MaterialForm {
        name: said("Raffia"),
        unit: "milligram".into(),
        pack: "bundle".into(),
        holds: "2 kg".into(),
        threshold: "3 bundles".into(),
        waste: "15".into(),
        ..MaterialForm::default()
    }
}

async fn new_id(bed: &Bed, actor: &Actor, shop: &str) -> MaterialId {
    write_material(&bed.svc, actor, shop, None).await.unwrap().id
}

/// The mistakes as codes.
async fn refused(bed: &Bed, actor: &Actor, id: MaterialId, form: &MaterialForm) -> Vec<(&'static str, &'static str)> {
    let mistakes = save_material(&bed.svc, actor, WOOD, id, form).await.unwrap().unwrap_err();
    mistakes.into_iter().map(|(field, mistake)| (field.code(), mistake.code())).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_material_is_made_and_changed_until_amounts_of_it_are_written_down() {
    on_each(async |bed| {
        fill(&bed.svc, 1).await;
        let coordinator = bed.coordinator(WOOD).await;
        let id = new_id(bed, &coordinator, WOOD).await;
        let save = async |form: &MaterialForm| save_material(&bed.svc, &coordinator, WOOD, id, form).await.unwrap();
        assert_eq!(refused(bed, &coordinator, id, &MaterialForm::default()).await[0], ("name_fr", "required"));
        assert_eq!(materials(&bed.svc, &coordinator, WOOD).await.unwrap().len(), 2, "nothing half done");
        assert_eq!(save(&raffia()).await, Ok("raffia".into()));
        assert_eq!(
            save(&MaterialForm { unit: "piece".into(), holds: "7".into(), ..raffia() }).await,
            Ok("raffia".into())
        );
        assert_eq!(save(&raffia()).await, Ok("raffia".into()), "nothing is recorded yet: the unit may change");
        let other = new_id(bed, &coordinator, WOOD).await;
        let second = save_material(&bed.svc, &coordinator, WOOD, other, &raffia()).await.unwrap();
        assert_eq!(second, Ok("raffia-2".into()));

        let desk = write_material(&bed.svc, &coordinator, WOOD, Some("raffia")).await.unwrap();
        let row = desk.row.unwrap();
        assert_eq!((desk.id, desk.unit_is_settled, row.unit), (id, false, Unit::Milligram));
        let buying = Some(BuyingUnit { pack: Pack::Bundle, holds: 2_000_000 });
        assert_eq!((row.terms.buying, row.terms.threshold, row.terms.waste_permille), (buying, 6_000_000, 150));

        record_receipt(&bed.svc, &coordinator, WOOD, "raffia", &received("1,5 bottes")).await.unwrap().unwrap();
        let page = material(&bed.svc, &coordinator, WOOD, "raffia").await.unwrap().unwrap();
        assert_eq!(page.row.on_hand, 3_000_000);
        let in_pieces = MaterialForm { unit: "piece".into(), holds: "7".into(), threshold: String::new(), ..raffia() };
        assert_eq!(refused(bed, &coordinator, id, &in_pieces).await, [("unit", "unit_settled")]);
        assert_eq!(save(&MaterialForm { unit: String::new(), ..raffia() }).await, Ok("raffia".into()));
        assert!(write_material(&bed.svc, &coordinator, WOOD, Some("raffia")).await.unwrap().unit_is_settled);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_that_is_sent_several_times_at_once_is_one_material() {
    on_each(async |bed| {
        fill(&bed.svc, 1).await;
        let coordinator = bed.coordinator(WOOD).await;
        let id = new_id(bed, &coordinator, WOOD).await;
        let mut clicks = JoinSet::new();
        for _ in 0..6 {
            let (svc, coordinator) = (bed.svc.clone(), coordinator.clone());
            clicks.spawn(async move { save_material(&svc, &coordinator, WOOD, id, &raffia()).await.unwrap() });
        }
        assert!(clicks.join_all().await.iter().all(|slug| *slug == Ok("raffia".into())));
        assert_eq!(materials(&bed.svc, &coordinator, WOOD).await.unwrap().len(), 3);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_shops_material_cannot_be_changed_nor_taken_by_its_id() {
    on_each(async |bed| {
        fill(&bed.svc, 1).await;
        let (coordinator, other) = (bed.coordinator(WOOD).await, bed.coordinator(WOOL).await);
        let wood = material(&bed.svc, &coordinator, WOOD, "wood").await.unwrap().unwrap().row;
        for shop in [WOOD, WOOL, "no-such-shop"] {
            let saved = save_material(&bed.svc, &other, shop, wood.id, &raffia()).await;
            assert!(matches!(saved, Err(Error::NotFound)), "{shop}: {saved:?}");
        }
        assert!(matches!(write_material(&bed.svc, &other, WOOD, Some("wood")).await, Err(Error::NotFound)));
        assert!(matches!(write_material(&bed.svc, &other, WOOL, Some("wood")).await, Err(Error::NotFound)));
        assert_eq!(material(&bed.svc, &coordinator, WOOD, "wood").await.unwrap().unwrap().row, wood);
        assert_eq!(materials(&bed.svc, &other, WOOL).await.unwrap().len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_promise_follows_the_days_of_the_material_itself() {
    on_each(async |bed| {
        fill(&bed.svc, 0).await;
        let coordinator = bed.coordinator(WOOD).await;
        let wood = material(&bed.svc, &coordinator, WOOD, "wood").await.unwrap().unwrap().row;
        let product = catalog::product(&bed.svc, "box").await.unwrap().unwrap();
        let today = Timestamp(NOON).day();
        let from = async |days: &str, one_time| {
            let form =
                MaterialForm { name: said("wood"), supply_days: days.into(), one_time, ..MaterialForm::default() };
            save_material(&bed.svc, &coordinator, WOOD, wood.id, &form).await.unwrap().unwrap();
            let (digest, _) = catalog::promise(&bed.svc, &product).await.unwrap();
            match digest.feasibility(&[(wood.id, WOOD_PER_BOX)]) {
                Feasibility::From { day, .. } => Some(day.0 - today.0),
                Feasibility::Now => Some(0),
                Feasibility::Never { .. } => None,
            }
        };
        assert_eq!(from("", false).await, Some(21), "as the shop says");
        assert_eq!(from("3", false).await, Some(3));
        assert_eq!(from("0", false).await, Some(0));
        assert_eq!(from("3", true).await, None, "cannot be had again");
    })
    .await;
}
