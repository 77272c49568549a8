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
    // A short list kept in order; a tree weighs kilobytes in a page.
    let mut amounts: Vec<(MaterialId, i64)> = Vec::new();
    for line in model.recipe.iter().filter(|line| all_hold(&line.when, configuration.picks())) {
        let ratio = line.measure.amount(configuration.sides_mm(), configuration.picks())?;
        let amount = ratio.with_waste(line.waste_permille)?.round_up()?;
        if amount < 0 {
            return Err(Overflow);
        }
        match amounts.binary_search_by_key(&line.material, |(material, _)| *material) {
            Ok(place) => amounts[place].1 = amounts[place].1.checked_add(amount).ok_or(Overflow)?,
            Err(place) => amounts.insert(place, (line.material, amount)),
        }
    }
    amounts.retain(|(_, amount)| *amount > 0);
    Ok(amounts)
}
