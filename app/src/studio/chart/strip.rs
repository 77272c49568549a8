//! The coming weeks as a strip of days: when an order is worked on, and the day that was promised.

use super::{block, drawing};
use crate::i18n::Cx;
use domain::time::Day;
use leptos::prelude::*;

/// Height of a strip.
const ROWS: i32 = 10;

/// The days that a chart shows: whole weeks from the Monday before today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Window {
    /// Today.
    pub today: Day,
    /// The first Monday.
    pub from: Day,
    /// How many weeks.
    pub weeks: i32,
}

impl Window {
    /// From this week to the week of the last of these days, three weeks at least and so many at most.
    pub fn new(today: Day, last: impl IntoIterator<Item = Day>, most: i32) -> Self {
        let from = today.plus(-i32::try_from(today.weekday()).unwrap_or(0));
        let last = last.into_iter().max().unwrap_or(today);
        let weeks = last.0.saturating_sub(from.0).div_euclid(7).saturating_add(1).clamp(3.min(most), most);
        Self { today, from, weeks }
    }

    /// How many days.
    pub const fn days(&self) -> i32 {
        self.weeks * 7
    }

    /// The column of a day; `None` outside.
    pub fn column(&self, day: Day) -> Option<i32> {
        let column = day.0.checked_sub(self.from.0)?;
        (0..self.days()).contains(&column).then_some(column)
    }
}

/// The first days of the weeks, above the strips.
pub fn weeks(window: &Window) -> AnyView {
    let label = |week: i32| {
        let (_, month, day) = window.from.plus(week * 7).ymd();
        view! { <li><bdi>{format!("{day}/{month}")}</bdi></li> }
    };
    view! { <ol class="weeks" aria-hidden="true">{(0..window.weeks).map(label).collect_view()}</ol> }.into_any()
}

/// One order: days of work as blocks (striped when it will be late), the promised day as a pointer, closed days as shade.
pub fn strip(
    cx: Cx,
    window: &Window,
    work: &[(Day, i64)],
    closed: &[Day],
    promised: Day,
    late: bool,
    label: String,
) -> AnyView {
    let column = |day: &Day| window.column(*day);
    let shade = closed.iter().filter_map(column).map(|x| block("closed", x.to_string(), 0, "1".into(), ROWS));
    let lines = (1..window.weeks).map(|week| block("week-line", format!("{}", week * 7), 0, "0.08".into(), ROWS));
    let now = window.column(window.today).map(|x| block("now", x.to_string(), 0, "0.2".into(), ROWS));
    let width = || if late { "0.5" } else { "1.02" }.to_owned();
    let class = if late { "work late" } else { "work" };
    let work = work.iter().filter_map(|(day, _)| column(day)).map(|x| block(class, x.to_string(), 3, width(), 4));
    let pointer = window.column(promised).map(|x| {
        let points = format!("{x},0 {},0 {x}.6,4 {x}.6,{ROWS} {x}.4,{ROWS} {x}.4,4", x + 1);
        view! { <polygon class="promised" points=points/> }
    });
    let shapes = view! { {shade.collect_view()} {lines.collect_view()} {now} {work.collect_view()} {pointer} };
    drawing(cx, "strip", window.days(), ROWS, label, shapes.into_any())
}
