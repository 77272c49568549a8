//! The making of ordered pieces: stages, hours, pictures on the way, checks, and what the work takes from the shelf.
//! Nothing here says what a piece costs or whom it is for.

use crate::pictures::PictureRow;
use crate::queries::queries;
use crate::{CoordinatorScope, ShopScope};
use domain::id::{
    MaterialId, MemberId, MovementId, OrderLineId, PersonId, ProductionOrderId, QualityCheckId, ShopOrderId, StationId,
    WorkEntryId,
};
use domain::money::Money;
use domain::order::{Mark, ProductionState, ScrapCause, Share, ShopOrderState, StageState};
use domain::quantity::Unit;
use domain::text::Localised;

/// A stage to be planned.
#[derive(Debug, Clone)]
pub struct NewStage {
    /// Its place: the line of work in the product.
    pub position: i64,
    /// What is done in it.
    pub name: Localised,
    /// Minutes for all pieces.
    pub minutes: i64,
    /// Where it is done, when it needs more than hands.
    pub station: Option<StationId>,
}

/// The work on one line, as far as a maker may know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkRow {
    /// Id.
    pub id: ProductionOrderId,
    /// The line that it makes.
    pub line: OrderLineId,
    /// The order that it belongs to, and its number in the shop.
    pub shop_order: (ShopOrderId, i64),
    /// State of that order.
    pub order_state: ShopOrderState,
    /// State of the work.
    pub state: ProductionState,
    /// Name of the product.
    pub product: Localised,
    /// What was decided, in words.
    pub labels: Vec<(Localised, Localised)>,
    /// Fingerprint of the configuration.
    pub fingerprint: String,
    /// Pieces.
    pub quantity: u32,
    /// When the order was placed.
    pub placed_ms: i64,
    /// Promised day, days since 1970.
    pub ready_day: i32,
    /// When the pieces passed their check.
    pub completed_ms: Option<i64>,
}

/// A stage of the work on a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StageRow {
    /// The work that it belongs to.
    pub work: ProductionOrderId,
    /// Its place.
    pub position: i64,
    /// What is done in it.
    pub name: Localised,
    /// Minutes planned for all pieces.
    pub minutes: i64,
    /// Minutes that were written down.
    pub worked: i64,
    /// Where it is done, when it needs more than hands.
    pub station: Option<StationId>,
    /// State.
    pub state: StageState,
    /// Whose task it is.
    pub member: Option<MemberId>,
}

/// Hours to be written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEntry {
    /// Id that the form was given.
    pub id: WorkEntryId,
    /// The work.
    pub work: ProductionOrderId,
    /// Place of the stage.
    pub position: i64,
    /// Who worked.
    pub member: MemberId,
    /// How long; negative for a correction.
    pub minutes: i64,
    /// When it was written down.
    pub at_ms: i64,
    /// The day of the work, days since 1970.
    pub day: i32,
    /// Why it is corrected; may be empty for what is none.
    pub reason: String,
    /// Who wrote it down.
    pub person: Option<PersonId>,
}

/// A look at finished pieces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckRow {
    /// Id that the form was given.
    pub id: QualityCheckId,
    /// The work.
    pub work: ProductionOrderId,
    /// Whether they are good.
    pub passed: bool,
    /// What is wrong, or anything else.
    pub note: String,
    /// When.
    pub at_ms: i64,
    /// Who looked.
    pub person: Option<PersonId>,
}

/// A photograph of a piece that grows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhotoRow {
    /// How far it is.
    pub mark: Mark,
    /// The picture.
    pub picture: PictureRow,
    /// When it was put here.
    pub at_ms: i64,
}

/// Material that the work took beyond what was planned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScrapRow {
    /// The material.
    pub material: MaterialId,
    /// Its name.
    pub name: Localised,
    /// Its base unit.
    pub unit: Unit,
    /// How much, in base units; positive.
    pub amount: i64,
    /// Why.
    pub cause: ScrapCause,
    /// In words; may be empty.
    pub note: String,
    /// When.
    pub at_ms: i64,
}

/// A material of the work on a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkMaterialRow {
    /// The material.
    pub material: MaterialId,
    /// Its slug.
    pub slug: String,
    /// Its name.
    pub name: Localised,
    /// Its base unit.
    pub unit: Unit,
    /// How much all pieces take.
    pub amount: i64,
    /// How much of that is allocated from the shelf, used or not.
    pub allocated: i64,
    /// How much of that was taken for the work.
    pub consumed: i64,
    /// The stage before which it has to be there; `None` is the beginning.
    pub stage: Option<i64>,
}

queries! { making:
    /// The work on one line of a shop.
    read fn work(scope: &ShopScope, id: ProductionOrderId) -> Option<WorkRow>;
    /// What a shop has to make and what waits to be looked at, the most important first.
    read fn open_works(scope: &ShopScope) -> Vec<WorkRow>;
    /// The work on the lines of an order, in the order of the lines.
    read fn works_of(shop_order: ShopOrderId) -> Vec<WorkRow>;
    /// The stages of the work on a line, in their order.
    read fn stages(work: ProductionOrderId) -> Vec<StageRow>;
    /// The stages of all that [`open_works`](crate::Reader::open_works) answers, in their order.
    read fn open_stages(scope: &ShopScope) -> Vec<StageRow>;
    /// What was written down of the work on a line, the newest first.
    read fn work_entries(work: ProductionOrderId) -> Vec<NewEntry>;
    /// Hours that were written down.
    read fn work_entry(id: WorkEntryId) -> Option<NewEntry>;
    /// Minutes of each member who worked on a line, ascending ids.
    read fn minutes_by_member(work: ProductionOrderId) -> Vec<(MemberId, i64)>;
    /// The looks at the pieces of a line, the newest first.
    read fn quality_checks(work: ProductionOrderId) -> Vec<CheckRow>;
    /// The photographs of a line, by mark, then the oldest first.
    read fn production_photos(work: ProductionOrderId) -> Vec<PhotoRow>;
    /// What the work on a line took beyond the plan, the newest first.
    read fn work_scraps(work: ProductionOrderId) -> Vec<ScrapRow>;
    /// The materials of the work on a line, ascending ids.
    read fn work_materials(work: ProductionOrderId) -> Vec<WorkMaterialRow>;
    /// What all pieces of a line are sold for; for the making price alone.
    read fn work_price(work: ProductionOrderId) -> Money;
    /// Plans a stage.
    write fn insert_stage(work: ProductionOrderId, stage: &NewStage) -> ();
    /// Says before which stage a material of a line has to be there.
    write fn stage_line_material(line: OrderLineId, material: MaterialId, stage: i64) -> ();
    /// Moves a stage from one state to another; `false` when it was not in the first.
    write fn move_stage(work: ProductionOrderId, position: i64, from: StageState, to: StageState, at_ms: i64) -> bool;
    /// Moves the work on a line of a shop from one state to another; `false` when it was not in the first.
    write fn move_work(scope: &ShopScope, work: ProductionOrderId, from: ProductionState, to: ProductionState) -> bool;
    /// Says whose task a stage is; `false` when the shop has no such stage or no such member.
    write fn assign_stage(scope: &CoordinatorScope, work: ProductionOrderId, position: i64, member: Option<MemberId>) -> bool;
    /// Writes hours down; `false` when the member's minutes of the stage would fall below zero.
    write fn add_work_entry(entry: &NewEntry) -> bool;
    /// Writes down a look at finished pieces; `false` when it is written already.
    write fn add_quality_check(check: &CheckRow) -> bool;
    /// Puts a picture of the shop to the work on a line, or to another mark; `false` when the shop has no such picture.
    write fn put_production_photo(scope: &ShopScope, work: ProductionOrderId, picture: &str, mark: Mark, at_ms: i64, person: Option<PersonId>) -> bool;
    /// Takes a picture away from the work on a line; `false` when it was not there.
    write fn drop_production_photo(work: ProductionOrderId, picture: &str) -> bool;
    /// Says why a movement took material beyond what was planned.
    write fn add_work_scrap(movement: MovementId, work: ProductionOrderId, cause: ScrapCause) -> ();
    /// Notes that so much more of what a line takes was used. More than is allocated is a conflict of
    /// `order_line_materials_consumed_range`.
    write fn consume_line(line: OrderLineId, material: MaterialId, amount: i64) -> ();
    /// Freezes the making price of pieces that passed, with what each member earned by them.
    write fn complete_work(work: ProductionOrderId, at_ms: i64, making: Money, shares: &[Share]) -> ();
}
