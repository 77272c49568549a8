//! Materials, their levels and the ledger.

use crate::ShopScope;
use crate::queries::queries;
use domain::id::{ArrivalId, BatchId, MaterialId, MovementId, PersonId, PurchaseId, ShopId, ShopOrderId};
use domain::materials::{CountReason, Level, MaterialTerms, MovementKind, ScrapCause};
use domain::quantity::Unit;
use domain::text::Localised;

/// A material with its level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MaterialRow {
    /// Id.
    pub id: MaterialId,
    /// Latin slug, unique in the shop.
    pub slug: String,
    /// Base unit of all amounts.
    pub unit: Unit,
    /// Name.
    pub name: Localised,
    /// Where it comes from, in one phrase.
    pub origin: Localised,
    /// How it is bought, kept and wasted.
    pub terms: MaterialTerms,
    /// Sums of the ledger.
    pub level: Level,
}

/// A material to be kept.
#[derive(Debug, Clone)]
pub struct NewMaterial {
    /// Id, used when the slug is new in the shop.
    pub id: MaterialId,
    /// Whose it is.
    pub shop: ShopId,
    /// Latin slug, unique in the shop.
    pub slug: String,
    /// Base unit of all amounts.
    pub unit: Unit,
    /// Name.
    pub name: Localised,
    /// Where it comes from, in one phrase.
    pub origin: Localised,
    /// How it is bought, kept and wasted.
    pub terms: MaterialTerms,
}

/// A movement to be written.
#[derive(Debug, Clone)]
pub struct NewMovement {
    /// Id.
    pub id: MovementId,
    /// What moves.
    pub material: MaterialId,
    /// When.
    pub at_ms: i64,
    /// Why.
    pub kind: MovementKind,
    /// How much, in base units; negative only where the kind admits it.
    pub amount: i64,
    /// In words; may be empty.
    pub reason: String,
    /// For which order.
    pub shop_order: Option<ShopOrderId>,
    /// Who did it.
    pub person: Option<PersonId>,
}

/// A written movement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MovementRow {
    /// Id.
    pub id: MovementId,
    /// When.
    pub at_ms: i64,
    /// Why.
    pub kind: MovementKind,
    /// How much, in base units.
    pub amount: i64,
    /// In words; may be empty.
    pub reason: String,
    /// Why a count of the whole shelf differed.
    pub why: Option<CountReason>,
    /// Why it was thrown away.
    pub scrap: Option<ScrapCause>,
    /// The order it belongs to: id and number in the shop.
    pub order: Option<(ShopOrderId, i64)>,
    /// The batch it belongs to: id and number in the shop.
    pub batch: Option<(BatchId, i64)>,
}

/// Material that a shop expects.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExpectedArrival {
    /// Id.
    pub id: ArrivalId,
    /// What comes.
    pub material: MaterialId,
    /// When, in days since 1970.
    pub day: i32,
    /// How much, in base units.
    pub amount: i64,
    /// In words; may be empty.
    pub note: String,
    /// The purchase order of which it is a line, with its number; `None` when it was typed by hand. Then its id is that of
    /// the line.
    pub purchase: Option<(PurchaseId, i64)>,
}

/// A level that is not the sum of its movements.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LevelDifference {
    /// The material.
    pub material: MaterialId,
    /// What the level says.
    pub kept: Level,
    /// What the movements add up to.
    pub summed: Level,
}

queries! { materials:
    /// The materials of a shop, by slug.
    read fn materials(scope: &ShopScope) -> Vec<MaterialRow>;
    /// One material of a shop.
    read fn material(scope: &ShopScope, slug: &str) -> Option<MaterialRow>;
    /// One material of a shop, by id.
    read fn material_by_id(scope: &ShopScope, material: MaterialId) -> Option<MaterialRow>;
    /// Whether amounts of a material are written down: in the ledger, as expected, or in a version of a product.
    read fn unit_is_settled(material: MaterialId) -> bool;
    /// The days in which a shop can get more of anything for which it says nothing else.
    read fn supply_days(scope: &ShopScope) -> u16;
    /// The latest movements of a material of a shop, newest first.
    read fn movements(scope: &ShopScope, material: MaterialId, limit: i64) -> Vec<MovementRow>;
    /// Material, amount and reason of a movement; `None` when there is no such movement.
    read fn movement(movement: MovementId) -> Option<(MaterialId, i64, String)>;
    /// Name of a material, to say what is short.
    read fn material_name(material: MaterialId) -> Option<Localised>;
    /// Id and unit of a shop's material, by slug; for recipes.
    read fn material_unit(shop: ShopId, slug: &str) -> Option<(MaterialId, Unit)>;
    /// What a shop expects, by material, earliest first.
    read fn expected_arrivals(shop: ShopId) -> Vec<ExpectedArrival>;
    /// All levels that are not the sum of their movements.
    read fn level_differences() -> Vec<LevelDifference>;
    /// Adds a material with an empty level, or updates name and origin of the one with this slug, and nothing else of it:
    /// what comes with a catalogue. Answers its id.
    write fn put_material(material: &NewMaterial) -> MaterialId;
    /// Adds a material with an empty level to the shop of the scope. Conflicts of `materials_id_key` and
    /// `materials_shop_id_slug_key` are the caller's to understand.
    write fn add_material(scope: &ShopScope, material: &NewMaterial) -> ();
    /// Changes everything of a material but its slug; `false` when the shop has no such material.
    write fn change_material(scope: &ShopScope, material: &NewMaterial) -> bool;
    /// Notes material that is expected, once per id, apart from purchase orders; `false` when the shop has no such material.
    write fn expect_arrival(scope: &ShopScope, arrival: &ExpectedArrival) -> bool;
    /// Forgets an expected arrival; `false` when the shop expects no such thing, expects it of a batch, or has ordered it.
    write fn drop_arrival(scope: &ShopScope, arrival: ArrivalId) -> bool;
    /// Sets the days in which a shop can get more of anything.
    write fn set_supply_days(scope: &ShopScope, days: u16) -> ();
    /// The level of a material of a shop, held until the transaction ends.
    write fn hold_level(scope: &ShopScope, material: MaterialId) -> Option<Level>;
    /// Changes a level and writes the movement, both or nothing. What leaves the shelf is taken from what is in no lot,
    /// then from the lots, the earliest best-before day first; and from the workshop, then from its places. `false` when what is promised would not be covered any
    /// more, when the kind does not admit the amount, or when there is no such material.
    write fn move_stock(movement: &NewMovement) -> bool;
}
