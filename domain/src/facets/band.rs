//! Bands of prices.

/// Bands of prices, in centimes of the dirham.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Band(usize);

impl Band {
    /// Where each band ends; the last has no end.
    const ENDS: [i64; 4] = [20_000, 50_000, 100_000, 250_000];

    /// All, the cheapest first.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..=Self::ENDS.len()).map(Self)
    }

    /// The band of a price.
    #[must_use]
    pub fn of(minor: i64) -> Self {
        Self(Self::ENDS.iter().take_while(|end| minor >= **end).count())
    }

    /// Reads [`Band::code`].
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::all().find(|one| one.code() == code)
    }

    /// First price that belongs to it, and first that does not any more.
    #[must_use]
    pub fn range(self) -> (Option<i64>, Option<i64>) {
        (self.0.checked_sub(1).and_then(|at| Self::ENDS.get(at)).copied(), Self::ENDS.get(self.0).copied())
    }

    /// As in addresses: whole dirhams, `200-500`, `-200`, `2500-`.
    #[must_use]
    pub fn code(self) -> String {
        let (from, to) = self.range();
        let whole = |end: Option<i64>| end.map(|minor| (minor / 100).to_string()).unwrap_or_default();
        [whole(from), "-".to_owned(), whole(to)].concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_price_belongs_to_one_band() {
        let codes: Vec<String> = Band::all().map(Band::code).collect();
        assert_eq!(codes, ["-200", "200-500", "500-1000", "1000-2500", "2500-"]);
        for band in Band::all() {
            let (from, to) = band.range();
            assert_eq!(Band::of(from.unwrap_or(0)), band);
            assert_eq!(Band::of(to.map_or(i64::MAX, |end| end - 1)), band);
        }
    }
}
