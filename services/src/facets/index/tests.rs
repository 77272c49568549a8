use super::*;
use std::cmp::Reverse;

/// Numbers from a fixed start.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }

    fn some(&mut self, words: &[&str]) -> Vec<String> {
        words.iter().filter(|_| self.roll(3) == 0).map(|word| (*word).to_owned()).collect()
    }
}

const TODAY: Day = Day(20_000);
const WORDS: [(Facet, &[&str]); 3] = [
    (Facet::Matter, &["wool", "cotton", "silver"]),
    (Facet::Colour, &["red", "blue"]),
    (Facet::Category, &["rugs", "rings"]),
];

fn row(dice: &mut Dice, ordinal: u32) -> Facets {
    let mut terms: Vec<String> = Vec::new();
    for (facet, words) in WORDS {
        let most = if facet.is_single() { 1 } else { words.len() };
        terms.extend(dice.some(words).iter().take(most).map(|code| facet.term(code)));
    }
    terms.push(Facet::Ships.term("ma"));
    let gone = dice.roll(8) == 0;
    Facets {
        ordinal,
        revision: 1,
        terms: if gone { String::new() } else { terms.join(" ") },
        price_minor: i64::try_from(dice.roll(12) * 100).unwrap(),
        ready: (dice.roll(4) > 0).then(|| TODAY.plus(i32::try_from(dice.roll(40)).unwrap())),
    }
}

fn question(dice: &mut Dice) -> Question {
    let mut chosen = BTreeMap::new();
    for (facet, words) in WORDS {
        let mut codes: BTreeSet<String> = dice.some(words).into_iter().collect();
        if dice.roll(10) == 0 {
            codes.insert("unheard-of".into());
        }
        if !codes.is_empty() && dice.roll(2) == 0 {
            chosen.insert(facet, codes);
        }
    }
    let scope = (dice.roll(3) == 0)
        .then(|| (Facet::Category, ["rugs", "rings", "none"][usize::try_from(dice.roll(3)).unwrap()].into()));
    Question {
        scope,
        chosen,
        ready_by: (dice.roll(3) == 0).then(|| TODAY.plus(i32::try_from(dice.roll(40)).unwrap())),
        sort: Sort::ALL[usize::try_from(dice.roll(3)).unwrap()],
        after: None,
    }
}

fn has(row: &Facets, facet: Facet, code: &str) -> bool {
    row.terms.split(' ').any(|term| term == facet.term(code))
}

/// Whether a piece is left by a question, but for one facet or the day.
fn is_left(row: &Facets, question: &Question, without: Option<Facet>, day: bool) -> bool {
    let scope = question.scope.as_ref().is_none_or(|(facet, code)| has(row, *facet, code));
    let scoped = question.scope.as_ref().map(|(facet, _)| *facet);
    let chosen = question.chosen.iter().filter(|(facet, _)| Some(**facet) != without && Some(**facet) != scoped);
    let in_time = question.ready_by.is_none_or(|by| !day || row.ready.is_some_and(|ready| ready <= by));
    let mut chosen = chosen.map(|(facet, codes)| codes.iter().any(|code| has(row, *facet, code)));
    !row.terms.is_empty() && scope && in_time && chosen.all(|any| any)
}

fn in_order(rows: &BTreeMap<u32, Facets>, question: &Question) -> Vec<u32> {
    let mut left: Vec<&Facets> = rows.values().filter(|row| is_left(row, question, None, true)).collect();
    left.sort_by_key(|row| match question.sort {
        Sort::Newest => (0, Reverse(row.ordinal)),
        Sort::Cheapest => (row.price_minor, Reverse(row.ordinal)),
        Sort::Dearest => (-row.price_minor, Reverse(row.ordinal)),
    });
    left.iter().map(|row| row.ordinal).collect()
}

#[test]
fn lists_and_counts_are_those_of_looking_at_every_piece() {
    let mut dice = Dice(7);
    let (mut index, mut rows) = (Index::default(), BTreeMap::new());
    for turn in 0..400 {
        // Pieces come, change and go between the questions.
        let ordinal = u32::try_from(dice.roll(120)).unwrap() * 700 + 1;
        let row = row(&mut dice, ordinal);
        index.put(&row);
        rows.insert(ordinal, row);
        let question = question(&mut dice);
        let answer = index.answer_for_all(&question, TODAY);
        assert_eq!(*index.answer_for_all(&question, TODAY), *answer, "as it was kept");
        let expected = in_order(&rows, &question);
        assert_eq!(answer.pieces, u64::try_from(expected.len()).unwrap(), "turn {turn}: {question:?}");

        let (mut paged, mut after) = (Vec::new(), None);
        loop {
            let (page, more) = index.page(index.left(&question, None), question.sort, after, 7);
            after = page.last().map(|ordinal| Place { price: index.price(*ordinal), ordinal: *ordinal });
            paged.extend(page);
            if !more {
                break;
            }
        }
        assert_eq!(paged, expected, "turn {turn}: {question:?}");

        for group in &answer.groups {
            for value in &group.values {
                let count = rows.values().filter(|row| {
                    is_left(row, &question, Some(group.facet), true) && has(row, group.facet, &value.code)
                });
                assert_eq!(value.pieces, u64::try_from(count.count()).unwrap(), "turn {turn}: {question:?} {value:?}");
                assert!(value.pieces > 0 || value.is_chosen);
            }
        }
        assert!(
            answer.groups.iter().all(|group| question.scope.as_ref().is_none_or(|(facet, _)| group.facet != *facet))
        );
        for (day, pieces) in &answer.days {
            let count = rows
                .values()
                .filter(|row| is_left(row, &question, None, false) && row.ready.is_some_and(|ready| ready <= *day));
            assert_eq!(*pieces, u64::try_from(count.count()).unwrap());
        }
    }
}

#[test]
fn parts_are_those_with_pieces() {
    let mut index = Index::default();
    let mut dice = Dice(5);
    for ordinal in [1, 4, 9, 10, 11, 35, u32::MAX] {
        index.put(&Facets { terms: "ships:ma".into(), ..row(&mut dice, ordinal) });
    }
    assert_eq!(index.parts(10).into_iter().collect::<Vec<_>>(), [0, 1, 3, u32::MAX / 10]);
    index.put(&Facets { terms: String::new(), ..row(&mut dice, 35) });
    assert_eq!(index.parts(10).into_iter().collect::<Vec<_>>(), [0, 1, u32::MAX / 10]);
}

#[test]
fn among_what_was_found_only_that_is_counted() {
    let mut dice = Dice(3);
    let mut index = Index::default();
    for ordinal in 1..200 {
        index.put(&row(&mut dice, ordinal));
    }
    let all = index.left(&Question::default(), None);
    let among = RoaringBitmap::from_iter([1, 5, 9, 150, 100_000]);
    let expected = &among & &all;
    assert_eq!(index.left(&Question::default(), Some(&among)), expected);
    assert_eq!(index.answer(&Question::default(), Some(&among), TODAY).pieces, expected.len());
}
