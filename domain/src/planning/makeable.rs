//! How many pieces of each product can be made of what lies there now.

use crate::id::{MaterialId, ProductId};
use std::collections::BTreeMap;

/// How many pieces, each as if it were the only product.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pieces {
    /// It takes no material.
    Any,
    /// So many; the material that is used up first (of equals the smallest id).
    Some {
        /// Pieces.
        count: i64,
        /// What one more would lack.
        limit: MaterialId,
    },
}

/// The products of a shop with what can be made of them, kept up to date material by material.
#[derive(Debug, Clone)]
pub struct Makeable {
    materials: Vec<(MaterialId, Stock)>,
    products: Vec<Recipe>,
}

#[derive(Debug, Clone, Default)]
struct Stock {
    available: i64,
    /// Indices of the products that use it.
    users: Vec<usize>,
}

#[derive(Debug, Clone)]
struct Recipe {
    product: ProductId,
    /// Index of the material, and how much of it one piece takes.
    lines: Vec<(usize, i64)>,
    pieces: Pieces,
}

impl Makeable {
    /// From the bill of one piece of each product, and what is available of each material. A material that is not
    /// mentioned is not there; of two levels of one material the last counts; amounts below one are nothing.
    #[must_use]
    pub fn new(bills: &[(ProductId, Vec<(MaterialId, i64)>)], available: &[(MaterialId, i64)]) -> Self {
        let mut materials: BTreeMap<MaterialId, Stock> = BTreeMap::new();
        for (material, amount) in available {
            materials.entry(*material).or_default().available = *amount;
        }
        let bills: Vec<(ProductId, BTreeMap<MaterialId, i64>)> =
            bills.iter().map(|(product, bill)| (*product, summed(bill))).collect();
        for (at, (_, bill)) in bills.iter().enumerate() {
            for material in bill.keys() {
                materials.entry(*material).or_default().users.push(at);
            }
        }
        let materials: Vec<(MaterialId, Stock)> = materials.into_iter().collect();
        let place = |material: &MaterialId| materials.binary_search_by_key(material, |(known, _)| *known).ok();
        let recipe = |(product, bill): &(ProductId, BTreeMap<MaterialId, i64>)| {
            let lines = bill.iter().filter_map(|(material, amount)| Some((place(material)?, *amount))).collect();
            Recipe { product: *product, lines, pieces: Pieces::Any }
        };
        let products = bills.iter().map(recipe).collect();
        let mut found = Self { materials, products };
        for at in 0..found.products.len() {
            found.products[at].pieces = found.count(at);
        }
        found
    }

    /// What can be made of each product, in the order in which they were given.
    pub fn pieces(&self) -> impl Iterator<Item = (ProductId, Pieces)> {
        self.products.iter().map(|recipe| (recipe.product, recipe.pieces))
    }

    /// Takes over a new level of one material, looks again at the products that use it and at no others, and returns those
    /// of which more or fewer can be made now.
    pub fn set(&mut self, material: MaterialId, available: i64) -> Vec<(ProductId, Pieces)> {
        let Ok(place) = self.materials.binary_search_by_key(&material, |(known, _)| *known) else { return Vec::new() };
        self.materials[place].1.available = available;
        let mut changed = Vec::new();
        for user in 0..self.materials[place].1.users.len() {
            let at = self.materials[place].1.users[user];
            let pieces = self.count(at);
            let recipe = &mut self.products[at];
            if recipe.pieces != pieces {
                recipe.pieces = pieces;
                changed.push((recipe.product, pieces));
            }
        }
        changed
    }

    fn count(&self, at: usize) -> Pieces {
        let lines = self.products[at].lines.iter();
        let of = |(place, amount): &(usize, i64)| {
            let (material, stock) = &self.materials[*place];
            (stock.available.max(0) / amount, *material)
        };
        let least = lines.map(of).reduce(|least, next| if next.0 < least.0 { next } else { least });
        least.map_or(Pieces::Any, |(count, limit)| Pieces::Some { count, limit })
    }
}

/// What one piece takes of each material. A sum that does not fit is more than any stock.
fn summed(bill: &[(MaterialId, i64)]) -> BTreeMap<MaterialId, i64> {
    let mut sums = BTreeMap::new();
    for (material, amount) in bill.iter().filter(|(_, amount)| *amount > 0) {
        let sum: &mut i64 = sums.entry(*material).or_default();
        *sum = sum.saturating_add(*amount);
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn material(number: usize) -> MaterialId {
        MaterialId::from_parts(1, [number as u8; 10])
    }

    fn product(number: usize) -> ProductId {
        ProductId::from_parts(1, [number as u8; 10])
    }

    #[test]
    fn the_scarcest_material_decides() {
        let bill = vec![(material(0), 2), (material(1), 5), (material(0), 1), (material(2), 0)];
        let bills = [(product(0), bill), (product(1), Vec::new()), (product(2), vec![(material(3), 1)])];
        let mut found = Makeable::new(&bills, &[(material(0), 100), (material(1), 24)]);
        let some = |count, limit| Pieces::Some { count, limit: material(limit) };
        let all: Vec<Pieces> = found.pieces().map(|(_, pieces)| pieces).collect();
        assert_eq!(all, [some(4, 1), Pieces::Any, some(0, 3)]);
        assert_eq!(found.set(material(0), 8), [(product(0), some(2, 0))]);
        assert_eq!(found.set(material(0), 7), [], "seven makes as many as eight");
        assert_eq!(found.set(material(2), 9), [], "nobody uses it");
        assert_eq!(found.set(material(0), i64::MIN), [(product(0), some(0, 0))]);
    }

    proptest! {
        #[test]
        fn movements_lead_where_counting_anew_leads(
            bills in prop::collection::vec(prop::collection::vec((0..6_usize, -1..9_i64), 0..5), 1..8),
            moves in prop::collection::vec((0..6_usize, -5..60_i64), 1..20),
        ) {
            let bill = |(at, lines): (usize, Vec<(usize, i64)>)| {
                (product(at), lines.into_iter().map(|(at, amount)| (material(at), amount)).collect::<Vec<_>>())
            };
            let bills: Vec<_> = bills.into_iter().enumerate().map(bill).collect();
            let mut kept = Makeable::new(&bills, &[]);
            let mut levels: BTreeMap<MaterialId, i64> = BTreeMap::new();
            for (at, level) in moves {
                levels.insert(material(at), level);
                let before: Vec<_> = kept.pieces().collect();
                let changed = kept.set(material(at), level);
                let anew: Vec<_> = levels.iter().map(|(material, level)| (*material, *level)).collect();
                let want: Vec<_> = Makeable::new(&bills, &anew).pieces().collect();
                prop_assert_eq!(kept.pieces().collect::<Vec<_>>(), want.clone());
                let differ: Vec<_> = want.into_iter().zip(before).filter(|(now, was)| now != was).map(|(now, _)| now).collect();
                prop_assert_eq!(changed, differ);
            }
        }
    }
}
