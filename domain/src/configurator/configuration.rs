//! A valid configuration.

use super::levels::pick_at;
use super::{Pick, Selection};
use crate::decimal::push_plain;
use crate::id::ProductId;
use crate::product::{GroupKind, NumberUnit, ProductModel};
use sha2::{Digest, Sha256};

/// One pick per group of the model, keeping every rule. Only [`super::configure`] makes one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Configuration {
    picks: Vec<Pick>,
    chosen: Vec<bool>,
    sides_mm: [i64; 3],
    fields: Vec<(String, String)>,
}

impl Configuration {
    pub(super) fn new(model: &ProductModel, selection: &Selection, levels: impl Iterator<Item = usize>) -> Self {
        let said = |index| selection.get(index);
        let picks: Vec<Pick> = (model.groups.iter().zip(levels).enumerate())
            .map(|(index, (group, level))| pick_at(&group.kind, level, said(index)))
            .collect();
        Self {
            chosen: (0..picks.len()).map(|index| said(index).is_some()).collect(),
            sides_mm: model.sides_mm(&picks),
            fields: fields(model, &picks),
            picks,
        }
    }

    /// One pick per group, in the order of the model.
    #[must_use]
    pub fn picks(&self) -> &[Pick] {
        &self.picks
    }

    /// Whether the shopper said something about the group, rather than leaving its default.
    #[must_use]
    pub fn is_chosen(&self, group: usize) -> bool {
        self.chosen.get(group).copied().unwrap_or(false)
    }

    /// Length, width and height of the piece in millimetres.
    #[must_use]
    pub const fn sides_mm(&self) -> [i64; 3] {
        self.sides_mm
    }

    /// All picks, defaults too, as group keys and raw text that [`Selection::parse`] reads back to the same picks.
    /// Empty texts are left out.
    #[must_use]
    pub fn to_fields(&self) -> Vec<(String, String)> {
        self.fields.clone()
    }

    /// The name of the design: 32 lowercase hex digits, the same for the same product, version and picks whether they
    /// were chosen or left, different for different ones (SHA-256, cut to 128 bits). It never changes.
    #[must_use]
    pub fn fingerprint(&self, product: ProductId, version: u32) -> String {
        let digest = Sha256::digest(canonical_bytes(&self.picks, product, version));
        let mut out = String::with_capacity(32);
        for byte in &digest[..16] {
            for nibble in [byte >> 4, byte & 15] {
                out.push(char::from(b"0123456789abcdef"[usize::from(nibble)]));
            }
        }
        out
    }
}

/// Bytes that no other product, version or picks have: fixed widths, a tag per kind and a length before each text.
fn canonical_bytes(picks: &[Pick], product: ProductId, version: u32) -> Vec<u8> {
    let mut bytes = b"mogador design 1".to_vec();
    bytes.extend(product.0.as_bytes());
    bytes.extend(version.to_be_bytes());
    bytes.extend((picks.len() as u64).to_be_bytes());
    for pick in picks {
        match pick {
            Pick::Value(value) => {
                bytes.push(1);
                bytes.extend((*value as u64).to_be_bytes());
            }
            Pick::Number(number) => {
                bytes.push(2);
                bytes.extend(number.to_be_bytes());
            }
            Pick::Text(text) => {
                bytes.push(3);
                bytes.extend((text.len() as u64).to_be_bytes());
                bytes.extend(text.as_bytes());
            }
            Pick::Several(taken) => {
                bytes.push(4);
                bytes.extend((taken.len() as u64).to_be_bytes());
                taken.iter().for_each(|value| bytes.extend((*value as u64).to_be_bytes()));
            }
        }
    }
    bytes
}

fn fields(model: &ProductModel, picks: &[Pick]) -> Vec<(String, String)> {
    let mut fields = Vec::with_capacity(picks.len());
    for (group, pick) in model.groups.iter().zip(picks) {
        let raw = match (&group.kind, pick) {
            (GroupKind::Choice { values, .. }, Pick::Value(value)) => values[*value].key.clone(),
            (GroupKind::Number { unit, .. }, Pick::Number(number)) => number_text(*number, *unit),
            (_, Pick::Text(text)) if !text.is_empty() => text.clone(),
            (GroupKind::Several { values, .. }, Pick::Several(taken)) => {
                // Said even when none is taken.
                fields.push((group.key.clone(), String::from(NONE)));
                fields.extend(taken.iter().map(|value| (several_key(&group.key, &values[*value].key), YES.to_owned())));
                continue;
            }
            (_, Pick::Text(_) | Pick::Value(_) | Pick::Several(_) | Pick::Number(_)) => continue,
        };
        fields.push((group.key.clone(), raw));
    }
    fields
}

/// What stands in the field of a group of several values, so that taking none is said too.
pub const NONE: &str = "0";
/// What stands in the field of a value that is taken of several.
pub const YES: &str = "1";

/// The field of one of several values. No key holds a dot.
#[must_use]
pub fn several_key(group: &str, value: &str) -> String {
    [group, ".", value].concat()
}

/// A number as it stands in a field: centimetres with a decimal point for millimetres, else the number.
#[must_use]
pub fn number_text(number: i64, unit: NumberUnit) -> String {
    let mut out = String::new();
    match unit {
        NumberUnit::Piece => push_plain(&mut out, number),
        NumberUnit::Millimetre => {
            if number < 0 && number > -10 {
                out.push('-');
            }
            push_plain(&mut out, number / 10);
            if number % 10 != 0 {
                out.push('.');
                push_plain(&mut out, (number % 10).abs());
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use uuid::Uuid;

    fn print(picks: &[Pick], product: u128, version: u32) -> Vec<u8> {
        canonical_bytes(picks, ProductId(Uuid::from_u128(product)), version)
    }

    fn any_picks() -> impl Strategy<Value = Vec<Pick>> {
        let pick = prop_oneof![
            (0..3_usize).prop_map(Pick::Value),
            (0..3_i64).prop_map(Pick::Number),
            prop::collection::vec(0..3_usize, 0..3).prop_map(Pick::Several),
            prop::collection::vec(prop_oneof![Just('\0'), Just('\u{1}'), Just('a'), Just('é')], 0..3)
                .prop_map(|chars| Pick::Text(chars.into_iter().collect())),
        ];
        prop::collection::vec(pick, 0..4)
    }

    proptest! {
        #[test]
        fn different_designs_have_different_bytes(
            a in any_picks(), b in any_picks(), products in (0..2_u128, 0..2_u128), versions in (0..2_u32, 0..2_u32),
        ) {
            let same = a == b && products.0 == products.1 && versions.0 == versions.1;
            prop_assert_eq!(print(&a, products.0, versions.0) == print(&b, products.1, versions.1), same);
        }
    }

    #[test]
    fn the_fingerprint_of_a_design_never_changes() {
        let configuration = Configuration {
            picks: vec![Pick::Value(2), Pick::Number(-150), Pick::Text("فاطمة".into())],
            chosen: vec![true, false, true],
            sides_mm: [0; 3],
            fields: Vec::new(),
        };
        let product = ProductId(Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0001));
        assert_eq!(configuration.fingerprint(product, 3), "44a107b35fffa5e973dd5d1a5c81c500");
    }

    #[test]
    fn lengths_stand_in_fields_as_centimetres() {
        for (number, want) in [(1_200, "120"), (125, "12.5"), (5, "0.5"), (0, "0"), (-5, "-0.5"), (-125, "-12.5")] {
            assert_eq!(number_text(number, NumberUnit::Millimetre), want);
        }
        assert_eq!(number_text(1_200, NumberUnit::Piece), "1200");
    }
}
