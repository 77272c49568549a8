//! What becomes of a material: steps down where work begins, steps up where something comes.

use super::{block, drawing};
use crate::i18n::Cx;
use crate::studio::chart::Window;
use domain::planning::{Cause, Course};
use domain::time::Day;
use leptos::prelude::*;

/// Height of the drawing, in steps of the level.
const ROWS: i64 = 100;

/// The level day by day, with the line of nothing, a mark where something comes and one where it is used up.
pub fn level(cx: Cx, window: &Window, course: &Course, label: String) -> AnyView {
    let scale = Scale::of(course);
    let ends = course.levels();
    let at = |day: Day| ends.iter().rev().find(|(known, _)| *known <= day).map_or(course.start, |(_, level)| *level);
    let first = window.column(window.today).unwrap_or(0);
    let heights = (first..window.days()).map(|column| (column, scale.row(at(window.from.plus(column)))));
    let mut line = String::new();
    for (column, row) in heights {
        line.push_str(&format!("{}{column},{row} {},{row} ", if line.is_empty() { "" } else { " " }, column + 1));
    }
    let zero = scale.row(0);
    let area = format!("{first},{zero} {line} {},{zero}", window.days());
    let coming = course.turns.iter().filter(|turn| turn.cause == Cause::Arrival).filter_map(|turn| {
        let x = window.column(turn.day)?;
        Some(view! { <polygon class="coming" points=format!("{x},{ROWS} {},{ROWS} {x}.5,{}", x + 1, ROWS - 14)/> })
    });
    let out = course.falls_to(0).and_then(|day| window.column(day));
    let out = out.map(|x| block("runs-out", x.to_string(), 0, "0.3".into(), ROWS as i32));
    let shapes = view! {
        <polygon class="level-area" points=area/>
        <polyline class="level-line" points=line.trim().to_owned() vector-effect="non-scaling-stroke"/>
        {block("zero", first.to_string(), i32::try_from(zero).unwrap_or(0), window.days().to_string(), 1)}
        {coming.collect_view()}
        {out}
    };
    drawing(cx, "level-chart", window.days(), ROWS as i32, label, shapes.into_any())
}

/// From levels to rows: the highest level is at the top, nothing or the lowest at the bottom.
struct Scale {
    top: i128,
    bottom: i128,
}

impl Scale {
    fn of(course: &Course) -> Self {
        let levels = || course.levels().into_iter().map(|(_, level)| level).chain([course.start, 0]);
        let top = i128::from(levels().max().unwrap_or(0)).max(1);
        Self { top, bottom: i128::from(levels().min().unwrap_or(0)) }
    }

    /// The row of a level, 4 at the top and 4 from the bottom.
    fn row(&self, level: i64) -> i64 {
        let height = i128::from(ROWS - 8);
        let down = (self.top - i128::from(level)) * height / (self.top - self.bottom).max(1);
        4 + i64::try_from(down).unwrap_or(0).clamp(0, ROWS - 8)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::id::MaterialId;
    use domain::planning::Turn;

    #[test]
    fn the_drawing_keeps_within_its_frame() {
        let turn = |day, change| Turn { day: Day(day), change, cause: Cause::Arrival };
        let turns = vec![turn(2, -90), turn(4, i64::MAX), turn(6, i64::MIN)];
        let course = Course { material: MaterialId::from_parts(1, [1; 10]), start: 50, turns };
        let scale = Scale::of(&course);
        for level in [i64::MIN, -40, 0, 50, i64::MAX] {
            assert!((4..=96).contains(&scale.row(level)), "{level}");
        }
        assert!(scale.row(50) <= scale.row(-40));
    }
}
