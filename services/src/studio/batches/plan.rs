//! Planning a batch: what it takes is allocated as far as it is there, and what it gives is expected on its day.

use super::super::record::{AmountProblem, amount, reason};
use super::super::scope;
use crate::catalog::readable;
use crate::{Actor, Error, Services, workshop};
use domain::id::{ArrivalId, BatchId, MaterialId};
use domain::materials::{Recipe, RecipeInput};
use domain::planning::{NoPromise, promise};
use domain::time::Day;
use std::collections::BTreeMap;
use store::batches::NewBatch;
use store::materials::MaterialRow;
use store::{ShopScope, Writer};

/// Farthest ahead that a batch can be planned, in days.
const FARTHEST_DAYS: i32 = 730;

/// What the form for a batch sends.
#[derive(Debug, Clone, Default)]
pub struct PlanBatch {
    /// Id that the form was given: sent twice it is one batch.
    pub id: Option<BatchId>,
    /// How much is to be made, with its unit.
    pub amount: String,
    /// The day on which it is to be there, as `2027-01-15`; as early as it can be when empty.
    pub day: String,
    /// In words; may be empty.
    pub note: String,
    /// By the slug of an input, the slug of what is taken: the input itself or one of its substitutes.
    pub chosen: BTreeMap<String, String>,
}

/// Why no batch was planned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PlanProblem {
    /// Amount or note.
    Amount(AmountProblem),
    /// The day cannot be read, is over, or is more than two years ahead.
    Day,
    /// It cannot be there before this day, after everything that is promised.
    TooEarly(Day),
    /// There will never be enough of this material. Slug.
    Never(String),
    /// There are no hours for it within three years.
    NoHours,
    /// Of these inputs too little is there, and something else could be taken: the shop has to say which. Slugs.
    Choose(Vec<String>),
    /// What was chosen for this input is neither it nor one of its substitutes. Slug.
    NotOffered(String),
    /// The shop has no recipe for it.
    NoRecipe,
    /// This form was sent already, with another amount.
    Recorded,
}

impl From<AmountProblem> for PlanProblem {
    fn from(problem: AmountProblem) -> Self {
        Self::Amount(problem)
    }
}

/// Undoes the transaction and says why.
enum Stop {
    Problem(PlanProblem),
    Failed(Error),
}

impl<E: Into<Error>> From<E> for Stop {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

impl From<PlanProblem> for Stop {
    fn from(problem: PlanProblem) -> Self {
        Self::Problem(problem)
    }
}

/// Plans a batch of a material and answers its id; once per id.
///
/// # Errors
/// [`Error::NotFound`] when the actor does not work for this shop, or the shop has no such material.
pub async fn plan_batch(
    svc: &Services,
    actor: &Actor,
    shop_slug: &str,
    slug: &str,
    form: &PlanBatch,
) -> Result<Result<BatchId, PlanProblem>, Error> {
    let (scope, _) = scope(actor, shop_slug)?;
    let slug = readable(slug).ok_or(Error::NotFound)?;
    let id = form.id.unwrap_or_else(|| BatchId::from_parts(svc.millis(), svc.id10()));
    let written = svc.store().write(async |tx| -> Result<(), Stop> {
        tx.hold_shop(scope.shop()).await?;
        let all = tx.materials(&scope).await?;
        let of = all.iter().find(|row| row.slug == slug).ok_or(Error::NotFound)?;
        let planned = planned(of, form)?;
        if let Some(known) = tx.batch(&scope, id).await? {
            let same = known.material == of.id && known.planned == planned;
            return if same { Ok(()) } else { Err(PlanProblem::Recorded.into()) };
        }
        let recipe = tx.recipes(&scope).await?.remove(&of.id).ok_or(PlanProblem::NoRecipe)?;
        let inputs = taken(&all, &recipe, planned, &form.chosen)?;
        let mut batch = new_batch(svc, actor, (id, of.id), (&recipe, planned), inputs)?;
        batch.note = reason(&form.note).map_err(PlanProblem::Amount)?;
        batch.day = day(tx, svc, &scope, &all, &batch, &form.day).await?.0;
        // An id that is taken and not this shop's is another shop's.
        if !tx.add_batch(&scope, &batch).await? {
            return Err(Error::NotFound.into());
        }
        Ok(workshop::allocate_waiting(tx, svc, scope.shop(), svc.now()).await?)
    });
    match written.await {
        Ok(()) => Ok(Ok(id)),
        Err(Stop::Problem(problem)) => Ok(Err(problem)),
        Err(Stop::Failed(error)) => Err(error),
    }
}

fn planned(of: &MaterialRow, form: &PlanBatch) -> Result<i64, PlanProblem> {
    match amount(of, &form.amount)? {
        0 => Err(AmountProblem::Zero.into()),
        planned => Ok(planned),
    }
}

fn new_batch(
    svc: &Services,
    actor: &Actor,
    (id, material): (BatchId, MaterialId),
    (recipe, planned): (&Recipe, i64),
    inputs: Vec<(MaterialId, i64)>,
) -> Result<NewBatch, Stop> {
    let too_large = |_| PlanProblem::Amount(AmountProblem::TooLarge);
    let arrival = |(of, amount)| (ArrivalId::from_parts(svc.millis(), svc.id10()), of, amount);
    Ok(NewBatch {
        id,
        material,
        planned,
        day: 0,
        minutes: recipe.work(planned).map_err(too_large)?,
        note: String::new(),
        at_ms: svc.now().0,
        person: actor.person().map(|person| person.id),
        inputs,
        by_products: recipe.besides(planned).map_err(too_large)?.into_iter().map(arrival).collect(),
    })
}

/// What is taken, with what the shop chose. Of what is short the shop is asked, never is something else taken silently.
fn taken(
    all: &[MaterialRow],
    recipe: &Recipe,
    planned: i64,
    chosen: &BTreeMap<String, String>,
) -> Result<Vec<(MaterialId, i64)>, Stop> {
    let too_large = |_| PlanProblem::Amount(AmountProblem::TooLarge);
    let (mut takes, mut ask) = (BTreeMap::new(), Vec::new());
    for (input, needed) in recipe.inputs.iter().zip(recipe.lines(planned).map_err(too_large)?) {
        let find = |id: MaterialId| all.iter().find(|row| row.id == id);
        let Some(row) = find(input.material) else { return Err(Error::NotFound.into()) };
        let enough = |row: &MaterialRow| row.level.available() >= needed;
        let said = chosen.get(&row.slug).map(|slug| slug.trim()).filter(|slug| !slug.is_empty());
        let is_short = !enough(row) && input.substitutes.iter().filter_map(|id| find(*id)).any(enough);
        match said {
            Some(slug) => takes.insert(input.material, offered(all, input, slug, &row.slug)?),
            None if is_short => {
                ask.push(row.slug.clone());
                continue;
            }
            None => takes.insert(input.material, input.material),
        };
    }
    if !ask.is_empty() {
        return Err(PlanProblem::Choose(ask).into());
    }
    let of = |input: &RecipeInput| takes.get(&input.material).copied().unwrap_or(input.material);
    Ok(recipe.takes_with(planned, of).map_err(too_large)?)
}

fn offered(all: &[MaterialRow], input: &RecipeInput, slug: &str, asked: &str) -> Result<MaterialId, PlanProblem> {
    let found = all.iter().find(|row| row.slug == slug).map(|row| row.id);
    found
        .filter(|id| *id == input.material || input.substitutes.contains(id))
        .ok_or_else(|| PlanProblem::NotOffered(asked.to_owned()))
}

/// The day that was written, if it can be kept behind everything that is promised; else the first that can.
async fn day(
    tx: &mut Writer,
    svc: &Services,
    scope: &ShopScope,
    all: &[MaterialRow],
    batch: &NewBatch,
    text: &str,
) -> Result<Day, Stop> {
    let workshop = workshop::of(&tx.workshop(scope.shop()).await?, svc.now());
    let demand = workshop::batch_demand(&batch.inputs, batch.minutes, workshop.today);
    let first = match promise(&demand, &workshop.plan()?) {
        Ok(promise) => promise.finish,
        Err(NoPromise::Material(material)) => {
            let slug = all.iter().find(|row| row.id == material).map(|row| row.slug.clone()).unwrap_or_default();
            return Err(PlanProblem::Never(slug).into());
        }
        Err(NoPromise::Resource(_)) => return Err(PlanProblem::NoHours.into()),
        Err(NoPromise::Overflow) => return Err(Error::Overflow.into()),
    };
    let farthest = workshop.today.plus(FARTHEST_DAYS);
    if first > farthest {
        return Err(PlanProblem::NoHours.into());
    }
    if text.trim().is_empty() {
        return Ok(first);
    }
    let day = Day::parse(text).filter(|day| *day >= workshop.today && *day <= farthest).ok_or(PlanProblem::Day)?;
    if day < first { Err(PlanProblem::TooEarly(first).into()) } else { Ok(day) }
}
