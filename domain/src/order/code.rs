//! The order number that a person reads on the telephone.

use crate::id::OrderId;

/// Letters and digits that are not mistaken for one another.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Ten characters in two halves, such as `7K2QD-M93TX`, taken from the random half of the id. It opens nothing:
/// the link to an order has a secret of its own.
#[must_use]
pub fn order_code(id: OrderId) -> String {
    let bits = id.0.as_u128();
    let mut code = String::with_capacity(11);
    for place in (0..10).rev() {
        let letter = usize::try_from((bits >> (place * 5)) & 31).unwrap_or_default();
        code.push(char::from(ALPHABET[letter]));
        if place == 5 {
            code.push('-');
        }
    }
    code
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_code_is_stable_and_readable() {
        let id = OrderId::from_parts(1_790_000_000_000, [0xff; 10]);
        assert_eq!(order_code(id), "ZZZZZ-ZZZZZ");
        let other = OrderId::from_parts(1_790_000_000_000, [0, 0, 0, 0, 0, 0, 0, 0, 0, 33]);
        assert_eq!(order_code(other), "00000-00011");
    }
}
