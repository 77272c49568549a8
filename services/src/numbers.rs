//! A number for each of many pieces, kept as sets: of each binary digit, the pieces whose number has it. A million prices take some
//! twenty bits each, and the cheapest of any set are found without looking at one after the other.

use roaring::RoaringBitmap;

/// Numbers of pieces, by ordinal; 0 where none was put.
#[derive(Debug, Clone, Default)]
pub(crate) struct Numbers {
    /// The lowest digit first.
    digits: Vec<RoaringBitmap>,
}

/// Which pieces come first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Order {
    /// Those with the largest numbers, not those with the smallest.
    pub(crate) largest: bool,
    /// Of the same number those with the largest ordinals, not those with the smallest.
    pub(crate) newest: bool,
}

impl Numbers {
    /// Puts the number of a piece in the place of the one before.
    pub(crate) fn put(&mut self, ordinal: u32, number: u64) {
        for digit in &mut self.digits {
            digit.remove(ordinal);
        }
        for place in places(number) {
            self.digit(place).insert(ordinal);
        }
    }

    /// Puts the same number for pieces that have none.
    pub(crate) fn put_all(&mut self, pieces: &RoaringBitmap, number: u64) {
        for place in places(number) {
            *self.digit(place) |= pieces;
        }
    }

    /// The number of a piece.
    pub(crate) fn of(&self, ordinal: u32) -> u64 {
        let has = |(place, digit): (usize, &RoaringBitmap)| u64::from(digit.contains(ordinal)) << place;
        self.digits.iter().enumerate().map(has).sum()
    }

    /// Adds to each number the other one of the same piece.
    pub(crate) fn add(&mut self, other: Self) {
        if self.digits.is_empty() {
            *self = other;
            return;
        }
        let mut carried = RoaringBitmap::new();
        let mut place = 0;
        while place < other.digits.len() || !carried.is_empty() {
            let nothing = RoaringBitmap::new();
            let added = other.digits.get(place).unwrap_or(&nothing);
            let own = self.digit(place);
            let half = &*own ^ added;
            let both = (&*own & added) | (&half & &carried);
            *own = half ^ carried;
            carried = both;
            place += 1;
        }
    }

    /// Of these pieces those with a smaller number, with this one, and with a larger one.
    pub(crate) fn compare(&self, among: RoaringBitmap, number: u64) -> [RoaringBitmap; 3] {
        let (mut smaller, mut same, mut larger) = (RoaringBitmap::new(), among, RoaringBitmap::new());
        if places(number).last().is_some_and(|place| place >= self.digits.len()) {
            return [same, smaller, larger];
        }
        for (place, digit) in self.digits.iter().enumerate().rev() {
            let with = &same & digit;
            let without = same - &with;
            if number >> place & 1 == 1 {
                smaller |= without;
                same = with;
            } else {
                larger |= with;
                same = without;
            }
        }
        [smaller, same, larger]
    }

    /// The first `count` of these pieces.
    pub(crate) fn first(&self, among: RoaringBitmap, count: usize, order: Order) -> Vec<u32> {
        let many = |set: &RoaringBitmap| usize::try_from(set.len()).unwrap_or(usize::MAX);
        // Those that are surely among the first, and those that may be: digit by digit there are fewer.
        let (mut sure, mut left) = (RoaringBitmap::new(), among);
        for digit in self.digits.iter().rev() {
            let better = if order.largest { &left & digit } else { &left - digit };
            if many(&sure) + many(&better) >= count {
                left = better;
            } else {
                left -= &better;
                sure |= better;
            }
        }
        let mut first: Vec<u32> = sure.iter().collect();
        first.sort_by_cached_key(|ordinal| {
            let number = self.of(*ordinal);
            (
                if order.largest { u64::MAX - number } else { number },
                if order.newest { u32::MAX - ordinal } else { *ordinal },
            )
        });
        // What is left has the same number, and a worse one.
        let more = count - first.len();
        if order.newest {
            first.extend(left.iter().rev().take(more));
        } else {
            first.extend(left.iter().take(more));
        }
        first
    }

    fn digit(&mut self, place: usize) -> &mut RoaringBitmap {
        if place >= self.digits.len() {
            self.digits.resize_with(place + 1, RoaringBitmap::new);
        }
        &mut self.digits[place]
    }
}

/// The places of the binary digits that a number has, upwards.
fn places(number: u64) -> impl Iterator<Item = usize> {
    (0..64).filter(move |place| number >> place & 1 == 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    /// Numbers from a fixed start.
    fn dice(state: &mut u64, sides: u64) -> u64 {
        *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (*state >> 33) % sides
    }

    #[test]
    fn the_first_are_those_of_sorting_all() {
        let mut state = 5;
        for turn in 0..200 {
            let (mut numbers, mut plain) = (Numbers::default(), BTreeMap::new());
            for _ in 0..dice(&mut state, 80) {
                let ordinal = u32::try_from(dice(&mut state, 100) * 3_000).unwrap();
                let number = [dice(&mut state, 4), dice(&mut state, 5_000_000)][usize::from(turn % 2 == 0)];
                numbers.put(ordinal, number);
                plain.insert(ordinal, number);
            }
            let among: RoaringBitmap = plain.keys().copied().filter(|_| dice(&mut state, 4) > 0).collect();
            let count = usize::try_from(dice(&mut state, 30)).unwrap();
            for order in [(false, false), (false, true), (true, false), (true, true)] {
                let order = Order { largest: order.0, newest: order.1 };
                let mut expected: Vec<u32> = among.iter().collect();
                expected.sort_by_key(|ordinal| {
                    let (number, ordinal) = (i128::from(plain[ordinal]), i64::from(*ordinal));
                    (if order.largest { -number } else { number }, if order.newest { -ordinal } else { ordinal })
                });
                expected.truncate(count);
                assert_eq!(numbers.first(among.clone(), count, order), expected, "turn {turn}, {order:?}");
            }
            let than = dice(&mut state, 6);
            let of = |is: &dyn Fn(u64) -> bool| among.iter().filter(|ordinal| is(plain[ordinal])).collect();
            let expected = [of(&|number| number < than), of(&|number| number == than), of(&|number| number > than)];
            assert_eq!(numbers.compare(among.clone(), than), expected, "turn {turn}, {than}");
        }
    }

    #[test]
    fn sums_are_those_of_adding() {
        let mut state = 9;
        let mut sums: BTreeMap<u32, u64> = (0..300).map(|ordinal| (ordinal, 0)).collect();
        let mut numbers = Numbers::default();
        for _ in 0..8 {
            let mut more = Numbers::default();
            for (ordinal, sum) in &mut sums {
                let number = dice(&mut state, 3_000_000) * dice(&mut state, 2);
                more.put_all(&RoaringBitmap::from_iter([*ordinal]), number);
                *sum += number;
            }
            numbers.add(more);
        }
        assert!(sums.iter().all(|(ordinal, sum)| numbers.of(*ordinal) == *sum));
    }
}
