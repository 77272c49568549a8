//! What a shop says about a material: a new one, or one that is there.

use super::materials::{MaterialRow, view};
use super::scope;
use crate::catalog::readable;
use crate::{Actor, Error, Services};
use domain::id::MaterialId;
use domain::materials::{MaterialField, MaterialForm, MaterialMistake, WrittenMaterial};
use store::materials::NewMaterial;
use store::{ShopScope, Writer};

/// Tries when somebody else takes the same slug, or sends the same form, at the same moment.
const TRIES: usize = 3;

/// What the form of a material is made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Desk {
    /// Id that the form carries: a form sent twice is one material.
    pub id: MaterialId,
    /// What is known; `None` for a new material.
    pub row: Option<MaterialRow>,
    /// Whether the unit stays: amounts are written down.
    pub unit_is_settled: bool,
    /// Days in which the shop can get more of anything else.
    pub shop_days: u16,
}

/// What the form of a material is made from; `slug` is `None` for a new one.
///
/// # Errors
/// [`Error::NotFound`] when the actor does not work for this shop, or the shop has no such material.
pub async fn write_material(svc: &Services, actor: &Actor, shop_slug: &str, slug: Option<&str>) -> Result<Desk, Error> {
    let (scope, _) = scope(actor, shop_slug)?;
    let mut reader = svc.store().read().await?;
    let shop_days = reader.supply_days(&scope).await?;
    let Some(slug) = slug else {
        let id = MaterialId::from_parts(svc.millis(), svc.id10());
        return Ok(Desk { id, row: None, unit_is_settled: false, shop_days });
    };
    let slug = readable(slug).ok_or(Error::NotFound)?;
    let row = reader.material(&scope, slug).await?.ok_or(Error::NotFound)?;
    let unit_is_settled = reader.unit_is_settled(row.id).await?;
    Ok(Desk { id: row.id, row: Some(view(row)), unit_is_settled, shop_days })
}

/// Undoes the transaction and says why.
enum Stop {
    Mistakes(Vec<(MaterialField, MaterialMistake)>),
    Failed(Error),
}

impl<E: Into<Error>> From<E> for Stop {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

/// Keeps a material and answers its slug. An id that the shop does not have yet makes a new one.
///
/// # Errors
/// [`Error::NotFound`] when the actor does not work for this shop, or the material is another shop's.
pub async fn save_material(
    svc: &Services,
    actor: &Actor,
    shop_slug: &str,
    id: MaterialId,
    form: &MaterialForm,
) -> Result<Result<String, Vec<(MaterialField, MaterialMistake)>>, Error> {
    let (scope, _) = scope(actor, shop_slug)?;
    let mut taken = None;
    for _ in 0..TRIES {
        match svc.store().write(async |tx| save(tx, &scope, id, form).await).await {
            Ok(slug) => return Ok(Ok(slug)),
            Err(Stop::Mistakes(mistakes)) => return Ok(Err(mistakes)),
            Err(Stop::Failed(Error::Store(store::Error::Conflict { constraint }))) => taken = Some(constraint),
            Err(Stop::Failed(error)) => return Err(error),
        }
    }
    // An id that is taken and yet is not there is another shop's.
    match taken {
        Some(constraint) if constraint == "materials_id_key" => Err(Error::NotFound),
        Some(constraint) => Err(store::Error::Conflict { constraint }.into()),
        None => Err(Error::NotFound),
    }
}

async fn save(tx: &mut Writer, scope: &ShopScope, id: MaterialId, form: &MaterialForm) -> Result<String, Stop> {
    tx.hold_shop(scope.shop()).await?;
    // Whoever writes the first movement waits for the level: the unit is settled before or after, not meanwhile.
    tx.hold_level(scope, id).await?;
    let known = tx.material_by_id(scope, id).await?;
    let settled = match &known {
        Some(row) if tx.unit_is_settled(id).await? => Some(row.unit),
        Some(_) | None => None,
    };
    let written = form.check(settled).map_err(Stop::Mistakes)?;
    let slug = match &known {
        Some(row) => row.slug.clone(),
        None => {
            let taken: Vec<String> = tx.materials(scope).await?.into_iter().map(|row| row.slug).collect();
            written.free_slug(&taken)
        }
    };
    let WrittenMaterial { name, origin, unit, terms } = written;
    let row = NewMaterial { id, shop: scope.shop(), slug, unit, name, origin, terms };
    if known.is_none() {
        tx.add_material(scope, &row).await?;
    } else if !tx.change_material(scope, &row).await? {
        return Err(Error::NotFound.into());
    }
    Ok(row.slug)
}
