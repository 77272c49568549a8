//! How much there was of something, step by step.

use super::{block, drawing};
use crate::i18n::Cx;
use domain::visits::Bar;
use leptos::prelude::*;

/// Height of the drawing.
const ROWS: i32 = 100;

/// Rows above the highest bar, for the marks.
const ABOVE: i32 = 10;

/// One bar of visitors for each step, with a mark above it where something was ordered.
pub fn bars(cx: Cx, bars: &[Bar], label: String) -> AnyView {
    let most = bars.iter().map(|bar| bar.visitors).max().unwrap_or(0);
    let shape = |(at, bar): (usize, &Bar)| {
        let height = height(bar.visitors, most);
        let visitors = (height > 0).then(|| block("bar", format!("{at}.1"), ROWS - height, "0.8".into(), height));
        let ordered = (bar.orders > 0).then(|| block("ordered", format!("{at}.1"), 0, "0.8".into(), ABOVE - 4));
        view! { {visitors} {ordered} }
    };
    let shapes = bars.iter().enumerate().map(shape).collect_view().into_any();
    drawing(cx, "bar-chart", i32::try_from(bars.len()).unwrap_or(0), ROWS, label, shapes)
}

/// The rows of a bar; what there was at all is seen.
fn height(count: i64, most: i64) -> i32 {
    let full = i128::from(ROWS - ABOVE);
    let rows = i128::from(count.max(0)) * full / i128::from(most.max(1));
    i32::try_from(rows.min(full)).unwrap_or(0).max(i32::from(count > 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_keep_within_their_frame_and_one_visitor_is_seen() {
        assert_eq!([0, 1, 50, 100].map(|count| height(count, 100)), [0, 1, 45, 90]);
        assert_eq!([height(1, 100_000), height(i64::MAX, i64::MAX), height(-3, 0)], [1, 90, 0]);
    }
}
