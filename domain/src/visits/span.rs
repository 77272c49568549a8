//! The days that are looked back at, and how they are drawn.

use crate::efficiency::share_permille;
use crate::time::Day;

/// How far a look back goes, today included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Span {
    /// 30 days.
    Month,
    /// 90 days.
    Quarter,
    /// 365 days.
    Year,
}

impl Span {
    /// All, the shortest first.
    pub const ALL: [Self; 3] = [Self::Month, Self::Quarter, Self::Year];

    /// How many days.
    #[must_use]
    pub const fn days(self) -> i32 {
        match self {
            Self::Month => 30,
            Self::Quarter => 90,
            Self::Year => 365,
        }
    }

    /// How many days are told together: a year by weeks.
    #[must_use]
    pub const fn step(self) -> i32 {
        match self {
            Self::Month | Self::Quarter => 1,
            Self::Year => 7,
        }
    }

    /// The text that stands for it in an address.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Month => "30",
            Self::Quarter => "90",
            Self::Year => "365",
        }
    }

    /// The span of a text in an address.
    #[must_use]
    pub fn from_code(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|span| span.code() == text)
    }

    /// The first day.
    #[must_use]
    pub const fn from(self, today: Day) -> Day {
        today.plus(1 - self.days())
    }
}

/// What is told of some days together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bar {
    /// The first of them.
    pub from: Day,
    /// The last of them.
    pub to: Day,
    /// Visitors; who comes on several days counts on each.
    pub visitors: i64,
    /// Pages that they saw.
    pub views: i64,
    /// Orders.
    pub orders: i64,
}

/// The bars of a span, the oldest first and the last ending today. `visits` are days with visitors and views, `orders` the
/// days of orders; what lies outside is left out.
#[must_use]
pub fn bars(span: Span, today: Day, visits: &[(Day, i64, i64)], orders: &[Day]) -> Vec<Bar> {
    let (from, step) = (span.from(today), span.step());
    let count = (span.days() + step - 1) / step;
    // Whole bars are counted back from today; the first may be shorter.
    let first = today.plus(1 - count * step);
    let mut bars: Vec<Bar> = (0..count)
        .map(|at| {
            let begins = first.plus(at * step);
            Bar { from: begins.max(from), to: begins.plus(step - 1), visitors: 0, views: 0, orders: 0 }
        })
        .collect();
    let place = |day: Day| {
        let within = (from..=today).contains(&day);
        within.then(|| usize::try_from((day.0 - first.0) / step).ok()).flatten()
    };
    for (day, visitors, views) in visits {
        if let Some(bar) = place(*day).and_then(|at| bars.get_mut(at)) {
            bar.visitors += visitors;
            bar.views += views;
        }
    }
    for day in orders {
        if let Some(bar) = place(*day).and_then(|at| bars.get_mut(at)) {
            bar.orders += 1;
        }
    }
    bars
}

/// How many of a thousand visitors ordered; `None` without visitors. Orders of those who were not counted can be more.
#[must_use]
pub fn per_mille(orders: i64, visitors: i64) -> Option<i64> {
    share_permille(orders, visitors).map(|share| share.min(1_000))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_cover_the_span_and_keep_every_visit() {
        let today = Day(20_500);
        for span in Span::ALL {
            let from = span.from(today);
            let visits: Vec<_> = (0..span.days()).map(|at| (from.plus(at), 1, 2)).collect();
            let outside = [(from.plus(-1), 50, 50), (today.plus(1), 50, 50)];
            let bars = bars(span, today, &[visits.as_slice(), &outside].concat(), &[today, from, from.plus(-1)]);
            assert_eq!((bars[0].from, bars.last().unwrap().to), (from, today));
            assert!(bars.windows(2).all(|two| two[0].to.plus(1) == two[1].from), "{bars:?}");
            assert_eq!(bars.iter().map(|bar| bar.visitors).sum::<i64>(), i64::from(span.days()));
            assert_eq!(bars.iter().map(|bar| bar.views).sum::<i64>(), 2 * i64::from(span.days()));
            assert_eq!(bars.iter().map(|bar| bar.orders).sum::<i64>(), 2);
            assert_eq!(Span::from_code(span.code()), Some(span));
        }
        assert_eq!(bars(Span::Year, today, &[], &[]).len(), 53);
        assert_eq!(Span::from_code("7"), None);
    }

    #[test]
    fn shares_are_of_a_thousand() {
        assert_eq!(
            [(0, 0), (0, 9), (1, 3), (4, 3)].map(|(orders, visitors)| per_mille(orders, visitors)),
            [None, Some(0), Some(333), Some(1_000)]
        );
    }
}
