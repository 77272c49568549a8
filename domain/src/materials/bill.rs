//! What one piece takes.

use crate::configurator::Configuration;
use crate::id::MaterialId;
use crate::product::{ProductModel, all_hold};
use crate::quantity::Overflow;

/// The bill of materials of one piece: amounts in the base unit of each material, waste included, each line rounded up
/// once, summed per material, in ascending order of id, without zero amounts.
///
/// # Errors
/// [`Overflow`] when an amount does not fit, or when a line would give material back.
pub fn bill(model: &ProductModel, configuration: &Configuration) -> Result<Vec<(MaterialId, i64)>, Overflow> {
    let mut amounts = Vec::new();
    for line in model.recipe.iter().filter(|line| all_hold(&line.when, configuration.picks())) {
        let amount = line.amount(configuration.sides_mm(), configuration.picks())?;
        if amount < 0 {
            return Err(Overflow);
        }
        add_up(&mut amounts, line.material, amount)?;
    }
    amounts.retain(|(_, amount)| *amount > 0);
    Ok(amounts)
}

/// Adds an amount to a list in ascending order of id. A short list, not a tree: that weighs kilobytes in a page.
pub(crate) fn add_up(list: &mut Vec<(MaterialId, i64)>, material: MaterialId, amount: i64) -> Result<(), Overflow> {
    match list.binary_search_by_key(&material, |(known, _)| *known) {
        Ok(place) => list[place].1 = list[place].1.checked_add(amount).ok_or(Overflow)?,
        Err(place) => list.insert(place, (material, amount)),
    }
    Ok(())
}
