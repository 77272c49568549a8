//! Finding pieces by words.

use crate::{Error, Services};
use domain::search::{self, Known, MOST, RULES, SKELETON_MARK};
use domain::text::Localised;
use store::catalog::ProductCard;
use store::search::{PieceTerms, Unwritten};

/// Pieces on one page of results.
pub const PAGE: usize = 24;
/// Pages that one can turn to.
pub const PAGES: usize = 20;
/// Characters of a question; the rest is not looked at.
const LONGEST: usize = 200;
/// Pieces whose words are written down in one transaction.
const AT_ONCE: i64 = 100;

/// How much a word counts where it stands.
const CATEGORY: i64 = 80;
const VALUE: i64 = 60;
const SUMMARY: i64 = 60;
const SHOP: i64 = 50;

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Found {
    /// The pieces of this page, the best first.
    pub cards: Vec<ProductCard>,
    /// Whether there are more on the next page.
    pub more: bool,
    /// Whether they have all the words that were asked.
    pub all_words: bool,
}

/// The pieces that are meant by these words; pages count from 0.
///
/// # Errors
/// What the store answers.
pub async fn pieces(svc: &Services, text: &str, page: usize) -> Result<Found, Error> {
    let text: String = text.chars().take(LONGEST).collect();
    let asked = search::asked(&text);
    if asked.is_empty() || page >= PAGES {
        return Ok(Found::default());
    }
    let mut reader = svc.store().read().await?;
    let mut known: Vec<Known> = Vec::new();
    for word in &asked {
        let mut found = reader.words_alike(word, &search::skeleton(word)).await?;
        if !search::is_known(word, &found) {
            let (sounds, letters): (Vec<_>, Vec<_>) =
                search::grams(word).into_iter().partition(|gram| gram.starts_with(SKELETON_MARK));
            found.extend(reader.words_near(&letters).await?);
            found.extend(reader.words_near(&sounds).await?);
        }
        known.extend(found);
    }
    known.sort_by(|one, other| one.word.cmp(&other.word));
    known.dedup();
    let meant = search::meant(&asked, &known, reader.count_published().await?);
    let [skip, limit] = [page * PAGE, PAGE + 1].map(|count| i64::try_from(count).unwrap_or(i64::MAX));
    let mut found = reader.find_pieces(&meant, skip, limit).await?;
    let more = found.len() > PAGE && page + 1 < PAGES;
    found.truncate(PAGE);
    let all_words = found.iter().all(|found| usize::try_from(found.places) == Ok(asked.len()));
    Ok(Found { cards: found.into_iter().map(|found| found.card).collect(), more, all_words })
}

/// Writes down the words of all pieces that changed since; answers of how many.
///
/// # Errors
/// What the store answers.
pub async fn catch_up(svc: &Services) -> Result<u64, Error> {
    let mut done = 0;
    loop {
        let changed = svc.store().read().await?.unwritten_pieces(RULES, AT_ONCE).await?;
        if changed.is_empty() {
            return Ok(done);
        }
        let pieces: Vec<PieceTerms> = changed.iter().map(terms).collect();
        svc.store().write(async |tx| tx.write_terms(&pieces, RULES).await).await?;
        done += pieces.len() as u64;
    }
}

fn terms(piece: &Unwritten) -> PieceTerms {
    let said = |text: &Localised| [text.ar.clone(), text.fr.clone(), text.en.clone()];
    let mut texts: Vec<(i64, String)> = Vec::new();
    texts.extend(said(&piece.category).map(|text| (CATEGORY, text)));
    texts.extend(said(&piece.shop).map(|text| (SHOP, text)));
    for text in [&piece.text.ar, &piece.text.fr, &piece.text.en] {
        texts.push((MOST, text.name.clone()));
        texts.push((SUMMARY, text.summary.clone()));
        texts.extend(text.groups.iter().flat_map(|group| &group.values).map(|value| (VALUE, value.clone())));
    }
    let terms = search::terms(texts.iter().map(|(weight, text)| (*weight, text.as_str())));
    PieceTerms { product: piece.product, version: piece.version, terms }
}
