//! The work on one ordered line, for whoever works in the shop. Nothing here says what a piece costs or whom it is for.

mod assign;
mod check;
mod hours;
mod photo;
mod scrap;
mod step;
mod today;

pub use assign::assign_stage;
pub use check::{CheckForm, CheckRefused, record_check};
pub use hours::{HoursForm, HoursRefused, record_hours};
pub use photo::{PhotoProblem, add_photo, drop_photo};
pub use scrap::{ScrapForm, WorkScrapProblem, record_work_scrap};
pub use step::{WorkProblem, move_stage, take_work_step};
pub use store::making::{PhotoRow, ScrapRow};
pub use store::statement::CrewRow;
pub use today::{Task, Today, today};

use super::record::new_movement_id;
use super::work_scope;
use crate::pictures::{self, GivenPicture};
use crate::{Actor, Error, Services};
use domain::id::{MemberId, MovementId, ProductionOrderId, QualityCheckId, ShopOrderId, WorkEntryId};
use domain::order::{ProductionState, StageState};
use domain::quantity::Unit;
use domain::text::Localised;
use domain::time::{Day, Timestamp};
use store::making::{CheckRow, NewEntry, StageRow, WorkMaterialRow};

/// The work on one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkPage {
    /// Id.
    pub id: ProductionOrderId,
    /// The order that it belongs to, and its number in the shop.
    pub order: (ShopOrderId, i64),
    /// Name of the product.
    pub product: Localised,
    /// What was decided, in words.
    pub labels: Vec<(Localised, Localised)>,
    /// The pictures that the shopper gave for it.
    pub pictures: Vec<GivenPicture>,
    /// Fingerprint of the configuration.
    pub fingerprint: String,
    /// Pieces.
    pub quantity: u32,
    /// Promised day.
    pub promised: Day,
    /// State.
    pub state: ProductionState,
    /// Its stages, in their order.
    pub stages: Vec<StageView>,
    /// What all pieces take, by slug.
    pub materials: Vec<MaterialView>,
    /// What was written down, the newest first.
    pub hours: Vec<EntryView>,
    /// Photographs, by mark.
    pub photos: Vec<PhotoRow>,
    /// Looks at the finished pieces, the newest first.
    pub checks: Vec<CheckView>,
    /// What the work took beyond the plan, the newest first.
    pub scraps: Vec<ScrapRow>,
    /// The members of the shop.
    pub crew: Vec<CrewRow>,
    /// Which of them the actor is.
    pub me: Option<MemberId>,
    /// Whether the actor may look at the pieces: whoever made them does not, where somebody else can.
    pub may_check: bool,
    /// Today.
    pub today: Day,
    /// Ids for the forms.
    pub next_entry: WorkEntryId,
    /// Id for the form of a check.
    pub next_check: QualityCheckId,
    /// Id for the form of lost material.
    pub next_scrap: MovementId,
}

/// A stage of the work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StageView {
    /// Its place, which forms send.
    pub position: i64,
    /// What is done in it.
    pub name: Localised,
    /// Minutes planned for all pieces.
    pub planned: i64,
    /// Minutes that were written down.
    pub worked: i64,
    /// State.
    pub state: StageState,
    /// Whose task it is.
    pub member: Option<MemberId>,
}

/// A material of the work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MaterialView {
    /// Slug.
    pub slug: String,
    /// Name.
    pub name: Localised,
    /// Base unit.
    pub unit: Unit,
    /// How much all pieces take.
    pub amount: i64,
    /// How much of that is not on the shelf yet.
    pub to_come: i64,
    /// How much of that was taken for the work.
    pub taken: i64,
}

/// Hours that were written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryView {
    /// Who worked.
    pub member: MemberId,
    /// At which stage.
    pub stage: Localised,
    /// How long; negative for a correction.
    pub minutes: i64,
    /// When.
    pub day: Day,
    /// Why it was corrected; may be empty.
    pub reason: String,
}

/// A look at finished pieces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckView {
    /// Whether they are good.
    pub passed: bool,
    /// What is wrong, or anything else.
    pub note: String,
    /// When.
    pub at: Timestamp,
}

/// The work on one line of a shop; `None` when the shop has no such work.
///
/// # Errors
/// [`Error::NotFound`] when the actor does not work for this shop or it does not exist.
pub async fn work(
    svc: &Services,
    actor: &Actor,
    shop_slug: &str,
    id: ProductionOrderId,
) -> Result<Option<WorkPage>, Error> {
    let (scope, _) = work_scope(actor, shop_slug)?;
    let me = actor.membership(shop_slug).and_then(|shop| shop.member);
    let mut reader = svc.store().read().await?;
    let Some(row) = reader.work(&scope, id).await? else { return Ok(None) };
    let stages = reader.stages(id).await?;
    let worked = reader.minutes_by_member(id).await?;
    let people = reader.count_people(scope.shop()).await?;
    let entries = reader.work_entries(id).await?;
    let mut materials: Vec<_> = reader.work_materials(id).await?.into_iter().map(material).collect();
    materials.sort_by(|a, b| a.slug.cmp(&b.slug));
    Ok(Some(WorkPage {
        id,
        order: row.shop_order,
        product: row.product,
        labels: row.labels,
        pictures: pictures::of_design(&mut reader, &row.fingerprint).await?,
        fingerprint: row.fingerprint,
        quantity: row.quantity,
        promised: Day(row.ready_day),
        state: row.state,
        hours: entries.into_iter().map(|entry| written(entry, &stages)).collect(),
        stages: stages.into_iter().map(stage).collect(),
        materials,
        photos: reader.production_photos(id).await?,
        checks: reader.quality_checks(id).await?.into_iter().map(looked).collect(),
        scraps: reader.work_scraps(id).await?,
        crew: reader.crew(&scope).await?,
        me,
        may_check: check::may_check(me, &worked, people),
        today: svc.now().day(),
        next_entry: WorkEntryId::from_parts(svc.millis(), svc.id10()),
        next_check: QualityCheckId::from_parts(svc.millis(), svc.id10()),
        next_scrap: new_movement_id(svc),
    }))
}

fn stage(row: StageRow) -> StageView {
    StageView {
        position: row.position,
        name: row.name,
        planned: row.minutes,
        worked: row.worked,
        state: row.state,
        member: row.member,
    }
}

fn material(row: WorkMaterialRow) -> MaterialView {
    MaterialView {
        to_come: row.amount.saturating_sub(row.allocated),
        slug: row.slug,
        name: row.name,
        unit: row.unit,
        amount: row.amount,
        taken: row.consumed,
    }
}

fn written(entry: NewEntry, stages: &[StageRow]) -> EntryView {
    let stage = stages.iter().find(|stage| stage.position == entry.position);
    EntryView {
        member: entry.member,
        stage: stage.map(|stage| stage.name.clone()).unwrap_or_default(),
        minutes: entry.minutes,
        day: Day(entry.day),
        reason: entry.reason,
    }
}

fn looked(row: CheckRow) -> CheckView {
    CheckView { passed: row.passed, note: row.note, at: Timestamp(row.at_ms) }
}
