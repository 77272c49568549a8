//! What a shop sees and does. Another shop's things answer like things that do not exist.

mod arrivals;
mod batches;
mod calendar;
mod efficiency;
mod export;
mod labels;
mod lots;
mod makeable;
mod materials;
mod orders;
mod places;
mod plan;
mod price_shares;
pub mod products;
mod purchases;
mod queue;
mod receipt;
mod recipes;
mod record;
mod reorder;
mod scrap;
mod shortages;
mod statement;
mod stocktake;
mod visits;
mod what_if;
mod work;
mod write_material;

pub use arrivals::{Arrival, ArrivalProblem, drop_arrival, expect_arrival, set_supply_days};
pub use batches::{
    Batch, BatchLine, BatchPage, BatchProblem, CompleteBatch, LotPage, MakeLine, MakePage, PlanBatch, PlanProblem,
    StartBatch, Trace, UsedIn, batch, batches, cancel_batch, complete_batch, lot, make, order_trace, plan_batch,
    start_batch,
};
pub use calendar::{CalendarPage, CalendarProblem, Edit, Endangered, StationForm, calendar, change_calendar};
pub use efficiency::{Earning, EfficiencyPage, ProductEfficiency, efficiency, set_hourly_floor};
pub use export::{Cell, Column, ExportTable, MOST_ROWS, Word, export};
pub use labels::{Label, LabelOf, find_code, labels, lot_code, piece_code};
pub use lots::{Cost, Lot, expiring};
pub use makeable::{MakeableRow, makeable};
pub use materials::{ArrivalRow, MaterialPage, MaterialRow, MovementRow, material, materials, supply_days};
pub use orders::{
    AdvanceProblem, Contact, SheetMaterial, StudioOrder, StudioOrderRow, WorkSheet, advance, order, orders,
};
pub use places::{PlaceProblem, PlaceRow, Transfer, TransferProblem, Whereabouts, add_place, places, transfer};
pub use plan::{MaterialCourse, PlanPage, PlannedOrder, WEEKS, Wait, plan};
pub use price_shares::{SharesProblem, price_shares, set_price_shares};
pub use purchases::{
    DraftForm, DraftMistake, LineForm, LineMistake, NoDrafts, OfferForm, PurchaseDesk, PurchasePage, PurchaseRow,
    PurchaseStepProblem, ReceiveProblem, Received, SupplierForm, SupplierMistake, SupplierPage, draft_what_is_missing,
    purchase, purchases, receive_purchase, save_draft, save_supplier, step_purchase, supplier, suppliers,
    write_purchase,
};
pub use queue::{MoveProblem, move_in_queue};
pub use receipt::{Receipt, ReceiptProblem, record_receipt};
pub use recipes::{RecipeDesk, RecipeKept, recipe, save_recipe};
pub use record::{AmountProblem, record_lot_count, record_stocktake};
pub use reorder::{ReorderRow, reorder};
pub use scrap::{Scrap, ScrapProblem, record_scrap};
pub use shortages::{ShortagePage, ShortageRow, shortages};
pub use statement::{
    CrewRow, HoursRow, Month, ShareProblem, ShareRow, StatementPage, StatementsPage, set_making_share, statement,
    statements,
};
pub use stocktake::{CountLine, CountProblem, Stocktake, StocktakeProblem, record_whole_stocktake, stocktake};
pub use store::purchases::SupplierRow;
pub use visits::{LinkForm, ProductVisits, SourceRow, VisitsPage, visits};
pub use what_if::{Ask, AskProblem, AtPlace, MOST_ASKED, Never, WhatIf, WhatIfPage, what_if};
pub use work::{
    CheckForm, CheckRefused, CheckView, EntryView, HoursForm, HoursRefused, MaterialView, PhotoProblem, PhotoRow,
    ScrapForm, ScrapRow, StageView, Task, Today, WorkPage, WorkProblem, WorkScrapProblem, add_photo, assign_stage,
    drop_photo, move_stage, record_check, record_hours, record_work_scrap, take_work_step, today, work,
};
pub use write_material::{Desk, save_material, write_material};

use crate::{Actor, Error, Services};
use domain::order::ShopOrderState;
use domain::text::Localised;
use store::{CoordinatorScope, ShopScope};

/// The first page of a studio.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StudioHome {
    /// Slug of the shop.
    pub slug: String,
    /// Name of the shop.
    pub name: Localised,
    /// How many orders are in each state; states without orders are absent.
    pub counts: Vec<(ShopOrderState, i64)>,
    /// Materials of which nothing is left to promise.
    pub exhausted: Vec<Localised>,
}

/// The first page of a shop's studio.
///
/// # Errors
/// [`Error::NotFound`] when the actor does not work for this shop or it does not exist.
pub async fn home(svc: &Services, actor: &Actor, shop_slug: &str) -> Result<StudioHome, Error> {
    let (scope, name) = scope(actor, shop_slug)?;
    let mut reader = svc.store().read().await?;
    let counts = reader.shop_order_counts(&scope).await?;
    let materials = reader.materials(&scope).await?;
    let exhausted = materials.into_iter().filter(|row| row.level.available() <= 0).map(|row| row.name).collect();
    Ok(StudioHome { slug: shop_slug.to_owned(), name, counts, exhausted })
}

/// The permission to run this shop, with the shop's name. What makers may do too asks for [`work_scope`].
fn scope(actor: &Actor, shop_slug: &str) -> Result<(CoordinatorScope, Localised), Error> {
    let membership = actor.membership(shop_slug).ok_or(Error::NotFound)?;
    Ok((membership.coordinator.ok_or(Error::NotFound)?, membership.name.clone()))
}

/// The permission to work in this shop, with the shop's name: for coordinators and for makers.
fn work_scope(actor: &Actor, shop_slug: &str) -> Result<(ShopScope, Localised), Error> {
    let membership = actor.membership(shop_slug).ok_or(Error::NotFound)?;
    Ok((membership.scope, membership.name.clone()))
}
