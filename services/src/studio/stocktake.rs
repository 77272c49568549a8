//! A count of the whole shelf at once: all that was counted is written, or nothing is.

use super::materials::{MaterialRow, view};
use super::record::{AmountProblem, amount, movement, reason};
use super::work_scope;
use crate::{Actor, Error, Services, workshop};
use domain::id::StocktakeId;
use domain::materials::{CountReason, MovementKind};
use store::materials::NewMovement;
use store::stocktake::{NewStocktake, StocktakeLine};
use store::{ShopScope, Writer};

/// What the form for a count of the whole shelf sends.
#[derive(Debug, Clone, Default)]
pub struct Stocktake {
    /// Id that the form was given: sent twice it counts once.
    pub id: Option<StocktakeId>,
    /// One per material of the page.
    pub lines: Vec<CountLine>,
}

/// What was counted of one material.
#[derive(Debug, Clone, Default)]
pub struct CountLine {
    /// Slug of the material.
    pub slug: String,
    /// An amount with its unit; empty when it was not counted.
    pub counted: String,
    /// What the page said lay on the shelf, in base units: whoever counted compared with it.
    pub seen: Option<i64>,
    /// Code of a [`CountReason`]; empty where nothing differs.
    pub reason: String,
    /// In words; may be empty but for "other".
    pub note: String,
}

/// What is wrong with a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CountProblem {
    /// Amount or words.
    Amount(AmountProblem),
    /// It differs, and no reason is chosen, or "other" is without words.
    Unexplained,
    /// Something came or was taken since the page was made.
    Moved {
        /// What lies on the shelf now, in base units.
        now: i64,
    },
}

impl CountProblem {
    /// The message code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Amount(problem) => problem.code(),
            Self::Unexplained => "unexplained",
            Self::Moved { .. } => "moved",
        }
    }
}

/// Why nothing of a count was recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StocktakeProblem {
    /// No line was filled.
    Nothing,
    /// This form was recorded already, with other amounts.
    Recorded,
    /// Lines by the slug of their material.
    Lines(Vec<(String, CountProblem)>),
}

/// What the form is made from: an id for it, and the materials by slug.
///
/// # Errors
/// [`Error::NotFound`] when the actor does not work for this shop or it does not exist.
pub async fn stocktake(
    svc: &Services,
    actor: &Actor,
    shop_slug: &str,
) -> Result<(StocktakeId, Vec<MaterialRow>), Error> {
    let (scope, _) = work_scope(actor, shop_slug)?;
    let rows = svc.store().read().await?.materials(&scope).await?;
    Ok((StocktakeId::from_parts(svc.millis(), svc.id10()), rows.into_iter().map(view).collect()))
}

/// A line that was understood, with the movement that it may need.
struct Read {
    slug: String,
    counted: i64,
    seen: Option<i64>,
    reason: Option<CountReason>,
    movement: NewMovement,
}

/// Undoes the transaction and says why.
enum Stop {
    Problem(StocktakeProblem),
    Failed(Error),
}

impl<E: Into<Error>> From<E> for Stop {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

/// Records a count of several materials at once; answers how many differed.
///
/// # Errors
/// [`Error::NotFound`] when the actor does not work for this shop, or the shop has no such material.
pub async fn record_whole_stocktake(
    svc: &Services,
    actor: &Actor,
    shop_slug: &str,
    form: &Stocktake,
) -> Result<Result<usize, StocktakeProblem>, Error> {
    let (scope, _) = work_scope(actor, shop_slug)?;
    let known = svc.store().read().await?.materials(&scope).await?;
    let (mut lines, mut problems) = (Vec::new(), Vec::new());
    for line in form.lines.iter().filter(|line| !line.counted.trim().is_empty()) {
        let material = known.iter().find(|row| row.slug == line.slug).ok_or(Error::NotFound)?;
        match amount(material, &line.counted).and_then(|counted| Ok((counted, reason(&line.note)?))) {
            Ok((counted, note)) => lines.push(Read {
                slug: line.slug.clone(),
                counted,
                seen: line.seen,
                reason: CountReason::from_code(line.reason.trim())
                    .filter(|reason| *reason != CountReason::Other || !note.is_empty()),
                movement: movement(svc, actor, material.id, MovementKind::Adjustment, 0, note),
            }),
            Err(problem) => problems.push((line.slug.clone(), CountProblem::Amount(problem))),
        }
    }
    if !problems.is_empty() {
        return Ok(Err(StocktakeProblem::Lines(problems)));
    }
    // Orders take materials by ascending id too: nobody waits in a circle.
    lines.sort_by_key(|line| line.movement.material);
    lines.dedup_by_key(|line| line.movement.material);
    if lines.is_empty() {
        return Ok(Err(StocktakeProblem::Nothing));
    }
    let id = form.id.unwrap_or_else(|| StocktakeId::from_parts(svc.millis(), svc.id10()));
    let head = NewStocktake { id, at_ms: svc.now().0, person: actor.person().map(|person| person.id) };
    let recorded = svc.store().write(async |tx| -> Result<usize, Stop> {
        tx.hold_shop(scope.shop()).await?;
        let changed = write(tx, &scope, &head, &lines).await?;
        workshop::allocate_waiting(tx, svc, scope.shop(), svc.now()).await?;
        Ok(changed)
    });
    match recorded.await {
        Ok(changed) => Ok(Ok(changed)),
        Err(Stop::Problem(problem)) => Ok(Err(problem)),
        Err(Stop::Failed(error)) => Err(error),
    }
}

async fn write(tx: &mut Writer, scope: &ShopScope, head: &NewStocktake, lines: &[Read]) -> Result<usize, Stop> {
    if !tx.add_stocktake(scope, head).await? {
        let kept = tx.stocktake(scope, head.id).await?.ok_or(Error::NotFound)?;
        let same = kept.iter().map(|line| (line.material, line.counted));
        if same.eq(lines.iter().map(|line| (line.movement.material, line.counted))) {
            return Ok(kept.iter().filter(|line| line.difference != 0).count());
        }
        return Err(Stop::Problem(StocktakeProblem::Recorded));
    }
    let (mut changed, mut problems) = (0, Vec::new());
    for line in lines {
        match write_line(tx, scope, head.id, line).await? {
            Ok(difference) => changed += usize::from(difference != 0),
            Err(problem) => problems.push((line.slug.clone(), problem)),
        }
    }
    if problems.is_empty() { Ok(changed) } else { Err(Stop::Problem(StocktakeProblem::Lines(problems))) }
}

async fn write_line(
    tx: &mut Writer,
    scope: &ShopScope,
    stocktake: StocktakeId,
    line: &Read,
) -> Result<Result<i64, CountProblem>, Stop> {
    let material = line.movement.material;
    let level = tx.hold_level(scope, material).await?.ok_or(Error::NotFound)?;
    let difference = line.counted - level.on_hand;
    if line.seen.is_some_and(|seen| seen != level.on_hand) {
        return Ok(Err(CountProblem::Moved { now: level.on_hand }));
    }
    let explained = match (difference, line.reason) {
        (0, _) => None,
        (_, None) => return Ok(Err(CountProblem::Unexplained)),
        (_, Some(reason)) => {
            let movement = NewMovement { amount: difference, ..line.movement.clone() };
            if !tx.move_stock(&movement).await? {
                let promised = level.reserved.saturating_add(level.allocated);
                return Ok(Err(CountProblem::Amount(AmountProblem::BelowPromised { promised })));
            }
            Some((reason, movement.id))
        }
    };
    tx.add_stocktake_line(stocktake, &StocktakeLine { material, counted: line.counted, difference, explained }).await?;
    Ok(Ok(difference))
}
