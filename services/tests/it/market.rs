//! A small market on each database: two shops, a product each, a few materials.

use domain::checkout::address::AddressForm;
use domain::id::{CheckoutId, MaterialId, MovementId, ProductId, ShopId, ShopOrderId};
use domain::materials::{BomLine, MaterialTerms, MovementKind};
use domain::money::Money;
use domain::order::WorkStep;
use domain::preview::{Craft, Kind};
use domain::pricing::PriceLine;
use domain::product::{
    Condition, Dimension, GroupKind, GroupText, Guide, OptionGroup, OptionValue, PreviewSpec, ProductModel,
    ProductText, WorkLine,
};
use domain::quantity::{Basis, Measure, Unit};
use domain::text::{Lang, Localised, Script};
use services::cart::{AddLine, add};
use services::pictures::{PictureOwner, of_shop};
use services::place_order::{PlaceOrder, PlaceProblem, Placed, place};
use services::studio::{self, CheckForm, Receipt};
use services::{Actor, Services};
use store::catalog::{Category, CategoryCard, NewProduct, NewVersion, ProductState, Shop, ShopCard, ShopKind};
use store::materials::{NewMaterial, NewMovement};

/// Slug of the shop that makes boxes of wood and, when they are rich, brass.
pub const WOOD: &str = "wood-shop";
/// Slug of the shop that weaves rugs of wool.
pub const WOOL: &str = "wool-shop";
/// 15 January 2027, noon UTC.
pub const NOON: i64 = 1_799_999_200_000;

/// Milligrams of wood in one box.
pub const WOOD_PER_BOX: i64 = 1_000;

/// The same text in all languages.
pub fn said(text: &str) -> Localised {
    Localised { ar: text.into(), fr: text.into(), en: text.into() }
}

/// Fills an empty store: `boxes` is the wood on the shelf, in boxes; brass and wool are plenty. Nothing can be had again.
pub async fn fill(svc: &Services, boxes: i64) {
    let wood_shop = put_shop(svc, WOOD, 1).await;
    let wool_shop = put_shop(svc, WOOL, 2).await;
    let wood = put_material(svc, wood_shop, "wood", boxes * WOOD_PER_BOX).await;
    let brass = put_material(svc, wood_shop, "brass", 1_000_000).await;
    let wool = put_material(svc, wool_shop, "wool", 1_000_000_000).await;
    let rich = Condition::OneOf { group: 0, values: vec![1] };
    let recipe = vec![take(wood, vec![], WOOD_PER_BOX), take(brass, vec![rich], 300)];
    put_product(svc, wood_shop, "box", 45_000, recipe).await;
    put_product(svc, wool_shop, "rug", 120_000, vec![take(wool, vec![], 5_000)]).await;
}

/// From now on more of a material can be had, in the days that its shop says.
pub async fn restock(svc: &Services, coordinator: &Actor, shop_slug: &str, slug: &str) {
    let Ok(PictureOwner::Shop(scope)) = of_shop(coordinator, shop_slug) else { panic!("she works there") };
    let known = svc.store().read().await.unwrap().material(&scope, slug).await.unwrap().unwrap();
    let material = NewMaterial {
        id: known.id,
        shop: scope.shop(),
        slug: known.slug,
        unit: known.unit,
        name: known.name,
        origin: known.origin,
        terms: MaterialTerms { one_time: false, ..known.terms },
    };
    assert!(svc.store().write(async |tx| tx.change_material(&scope, &material).await).await.unwrap());
}

fn take(material: MaterialId, when: Vec<Condition>, amount: i64) -> BomLine {
    BomLine {
        material,
        when,
        measure: Measure { basis: Basis::Fixed, per: (amount, 1) },
        waste_permille: 0,
        stage: None,
    }
}

async fn put_shop(svc: &Services, slug: &str, position: i64) -> ShopId {
    let card =
        ShopCard { slug: slug.into(), name: said(slug), tagline: said("t"), craft: Craft::Wood, place: said("p") };
    let shop = Shop {
        id: ShopId::from_parts(svc.millis(), svc.id10()),
        position,
        card,
        kind: ShopKind::Workshop,
        since_year: 1990,
        story: said("s"),
        shares: None,
        is_of_women: false,
    };
    svc.store().write(async |tx| tx.put_shop(&shop).await).await.unwrap()
}

async fn put_material(svc: &Services, shop: ShopId, slug: &str, stock: i64) -> MaterialId {
    let material = NewMaterial {
        id: MaterialId::from_parts(svc.millis(), svc.id10()),
        shop,
        slug: slug.into(),
        unit: Unit::Milligram,
        name: said(slug),
        origin: said("o"),
        terms: MaterialTerms { one_time: true, ..MaterialTerms::default() },
    };
    let receipt = NewMovement {
        id: MovementId::from_parts(svc.millis(), svc.id10()),
        material: material.id,
        at_ms: svc.now().0,
        kind: MovementKind::Receipt,
        amount: stock,
        reason: "opening".into(),
        shop_order: None,
        person: None,
    };
    let write = svc.store().write(async |tx| -> Result<MaterialId, store::Error> {
        let id = tx.put_material(&material).await?;
        assert!(stock == 0 || tx.move_stock(&receipt).await?);
        Ok(id)
    });
    write.await.unwrap()
}

fn model(price: i64, recipe: Vec<BomLine>) -> ProductModel {
    let value = |key: &str| OptionValue { key: key.into(), sets: vec![], look: vec![], swatch: None };
    let rich = Condition::OneOf { group: 0, values: vec![1] };
    let side = Dimension { fixed_mm: 100, group: None };
    ProductModel {
        base_price_minor: price,
        listed: Vec::new(),
        lead_days: 4,
        dimensions: [side.clone(), side.clone(), side],
        groups: vec![
            OptionGroup {
                key: "style".into(),
                kind: GroupKind::Choice { values: vec![value("plain"), value("rich")], default: 0 },
            },
            OptionGroup {
                key: "name".into(),
                kind: GroupKind::Text { max_chars: 12, scripts: vec![Script::Latin, Script::Arabic] },
            },
            OptionGroup { key: "logo".into(), kind: GroupKind::Picture },
        ],
        rules: vec![],
        prices: vec![PriceLine { when: vec![rich], measure: Measure { basis: Basis::Fixed, per: (12_000, 1) } }],
        recipe,
        work: vec![WorkLine { when: vec![], measure: Measure { basis: Basis::Fixed, per: (200, 1) }, station: None }],
        guide: Guide::default(),
        preview: PreviewSpec { kind: Kind::Box, look: vec![], text_group: Some(1) },
    }
}

fn text(name: &str) -> ProductText {
    let group = |label: &str, values: &[&str]| GroupText {
        label: label.into(),
        help: String::new(),
        values: values.iter().map(|value| (*value).to_owned()).collect(),
    };
    ProductText {
        name: name.into(),
        summary: "s".into(),
        story: "s".into(),
        care: "c".into(),
        groups: vec![group("Style", &["Plain", "Rich"]), group("Name", &[]), group("Logo", &[])],
        rules: vec![],
        prices: vec!["Brass".into()],
        work: vec!["Making".into()],
        ..ProductText::default()
    }
}

/// Puts a product on sale, or a new version of it with another price.
pub async fn put_product(svc: &Services, shop: ShopId, slug: &str, price: i64, recipe: Vec<BomLine>) {
    let head = svc.store().read().await.unwrap().product_head(slug).await.unwrap();
    let version = head.as_ref().map_or(1, |head| head.version + 1);
    let id = head.map_or_else(|| ProductId::from_parts(svc.millis(), svc.id10()), |head| head.id);
    let product = NewProduct {
        id,
        slug: slug.into(),
        shop,
        category_slug: "all".into(),
        state: ProductState::Published,
        position: 1,
        version,
        name: said(slug),
        summary: said("s"),
        from_price: Money::mad(price),
        listed: Vec::new(),
        lead_days: 4,
        fingerprint: "0".repeat(32),
    };
    let text = Localised { ar: text(slug), fr: text(slug), en: text(slug) };
    let version = NewVersion { product: id, version, model: model(price, recipe), text, created_ms: svc.now().0 };
    let category =
        Category { card: CategoryCard { slug: "all".into(), name: said("All"), summary: said("s") }, position: 1 };
    let write = svc.store().write(async |tx| -> Result<(), store::Error> {
        tx.put_category(&category).await?;
        tx.put_products(std::slice::from_ref(&product)).await?;
        tx.add_versions(std::slice::from_ref(&version)).await
    });
    write.await.unwrap();
}

/// Puts pieces of a product into the cart.
pub async fn wants(svc: &Services, actor: &Actor, product: &str, style: &str, quantity: u32) {
    let fields = vec![("style".to_owned(), style.to_owned())];
    let line = AddLine { product_slug: product.into(), version: None, fields, quantity, id: None, replaces: None };
    add(svc, actor, line).await.unwrap().unwrap();
}

/// The form for material that came in.
pub fn received(amount: &str) -> Receipt {
    Receipt { amount: amount.into(), note: "lot 7".into(), ..Receipt::default() }
}

/// A form without mistakes.
pub fn good_form() -> AddressForm {
    AddressForm {
        name: "Amina El Fassi".into(),
        phone: "0612345678".into(),
        email: String::new(),
        street: "12 derb Laarouss".into(),
        city: "Essaouira".into(),
        postcode: "44000".into(),
        country: "MA".into(),
        delivery: "home".into(),
        note: String::new(),
        gift: String::new(),
    }
}

/// What the form of a checkout sends that does not say what it showed.
pub fn order_for(checkout: CheckoutId) -> PlaceOrder {
    PlaceOrder {
        checkout: checkout.to_string(),
        seen: String::new(),
        form: good_form(),
        lang: Lang::Fr,
        accepted_made_to_order: true,
        visitor: None,
    }
}

/// Sends a form again while the database is busy, as a shopper would.
pub async fn place_until_final(svc: &Services, actor: &Actor, order: &PlaceOrder) -> Result<Placed, PlaceProblem> {
    loop {
        match place(svc, actor, order.clone()).await.unwrap() {
            Err(PlaceProblem::Busy) => {}
            answer => return answer,
        }
    }
}

/// Buys pieces of one product, from cart to token.
pub async fn buys(
    svc: &Services,
    actor: &Actor,
    product: &str,
    style: &str,
    quantity: u32,
) -> Result<Placed, PlaceProblem> {
    wants(svc, actor, product, style, quantity).await;
    let checkout = services::checkout::open(svc, actor).await.unwrap().unwrap();
    place_until_final(svc, actor, &order_for(checkout)).await
}

/// Hands the pieces of an order over and lets them pass.
pub async fn made(svc: &Services, actor: &Actor, shop: &str, order: ShopOrderId) {
    let sheet = studio::order(svc, actor, shop, order).await.unwrap().unwrap();
    for work in sheet.lines.iter().filter_map(|line| line.work) {
        studio::take_work_step(svc, actor, shop, work, WorkStep::HandOver).await.unwrap().unwrap();
        let good = CheckForm { passed: true, ..CheckForm::default() };
        studio::record_check(svc, actor, shop, work, &good).await.unwrap().unwrap();
    }
}
