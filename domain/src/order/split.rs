//! Sharing an amount so that not one centime is lost.

use crate::quantity::Overflow;

/// Shares `total` (minor units, may be negative) in proportion to `weights`; the parts add up to `total` exactly.
/// Centimes left over go to the largest remainders, the first one first among equals.
/// Weights that are all zero count as equal; without weights there are no parts.
///
/// # Errors
/// [`Overflow`] when a weight is negative.
pub fn split(total: i64, weights: &[i64]) -> Result<Vec<i64>, Overflow> {
    if weights.is_empty() {
        return Ok(Vec::new());
    }
    if weights.iter().any(|weight| *weight < 0) {
        return Err(Overflow);
    }
    let equal = weights.iter().all(|weight| *weight == 0);
    let weight_of = |weight: i64| if equal { 1 } else { i128::from(weight) };
    let sum: i128 = weights.iter().map(|weight| weight_of(*weight)).sum();
    let mut parts = Vec::with_capacity(weights.len());
    let mut remainders = Vec::with_capacity(weights.len());
    let mut given: i128 = 0;
    for (place, weight) in weights.iter().enumerate() {
        // An i64 times an i64 always fits in an i128.
        let exact = i128::from(total) * weight_of(*weight);
        let floor = exact.div_euclid(sum);
        given += floor;
        remainders.push((exact.rem_euclid(sum), place));
        parts.push(i64::try_from(floor).map_err(|_| Overflow)?);
    }
    remainders.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    let left = usize::try_from(i128::from(total) - given).map_err(|_| Overflow)?;
    for (_, place) in remainders.into_iter().take(left) {
        parts[place] = parts[place].checked_add(1).ok_or(Overflow)?;
    }
    Ok(parts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_last_centime_goes_to_the_largest_remainder() {
        assert_eq!(split(100, &[1, 1, 1]).unwrap(), [34, 33, 33]);
        assert_eq!(split(100, &[1, 2, 3]).unwrap(), [17, 33, 50]);
        assert_eq!(split(-100, &[1, 1, 1]).unwrap(), [-33, -33, -34]);
        assert_eq!(split(5, &[0, 0]).unwrap(), [3, 2]);
        assert_eq!(split(5, &[]).unwrap(), Vec::<i64>::new());
        assert!(split(5, &[-1, 2]).is_err());
    }

    proptest! {
        #[test]
        fn parts_add_up_and_are_within_one_of_exact(
            total in any::<i64>(), weights in prop::collection::vec(0i64..i64::MAX / 64, 1..20)
        ) {
            let parts = split(total, &weights).unwrap();
            prop_assert_eq!(parts.iter().map(|part| i128::from(*part)).sum::<i128>(), i128::from(total));
            let sum: i128 = weights.iter().map(|weight| i128::from(*weight)).sum();
            if sum > 0 {
                for (part, weight) in parts.iter().zip(&weights) {
                    let distance = i128::from(*part) * sum - i128::from(total) * i128::from(*weight);
                    prop_assert!(distance.abs() < sum);
                }
            }
        }
    }
}
