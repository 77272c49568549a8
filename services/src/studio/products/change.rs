//! A change of a draft: a form that was sent, or something added, taken out or moved.

use super::super::scope;
use super::{fields, place};
use crate::{Actor, Error, Services};
use domain::authoring::{List, Part, ProductSource, Step};
use domain::id::ProductId;

/// What is to be done.
#[derive(Debug, Clone)]
pub enum Change {
    /// A part as its form sent it, with a step in its values.
    Part {
        /// Code of the part.
        part: String,
        /// The mark of the part as the form showed it; empty when it shows what somebody else wrote meanwhile.
        was: String,
        /// Fields of the form: path within the part, and what was typed.
        fields: Vec<(String, String)>,
        /// What is done with the values of a group.
        values: Option<Step>,
    },
    /// A list of the product; the kind is that of a new group.
    List {
        /// Which.
        list: List,
        /// What is done with it.
        step: Step,
        /// Kind of a new group.
        kind: String,
    },
}

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Changed {
    /// It is kept.
    Kept,
    /// Somebody changed it meanwhile; nothing was kept.
    Stale,
    /// No form of ours sends this, or the product would grow beyond all measure; nothing was kept.
    Unreadable,
}

/// What came of a change, and of which part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Done {
    /// What came of it.
    pub changed: Changed,
    /// The part that a form was made for, where it stands in the draft now; `None` when it is gone, and for lists.
    pub part: Option<Part>,
}

impl From<Changed> for Done {
    fn from(changed: Changed) -> Self {
        Self { changed, part: None }
    }
}

/// Most bytes of a draft.
const MOST_BYTES: usize = 256 * 1024;
/// Most entries of any list.
const MOST_LINES: usize = 200;

/// Changes a draft that is still at this revision, or a part of it that is still as its form showed it. Whatever was typed
/// is kept, right or wrong.
///
/// # Errors
/// [`Error::NotFound`] when the actor does not work for this shop, or there is no such draft.
pub async fn change_draft(
    svc: &Services,
    actor: &Actor,
    shop: &str,
    id: ProductId,
    revision: u32,
    change: &Change,
) -> Result<Done, Error> {
    let (scope, _) = scope(actor, shop)?;
    let mut reader = svc.store().read().await?;
    let draft = reader.product_draft(&scope, id).await?.ok_or(Error::NotFound)?;
    let sold = reader.shop_product_by_id(&scope, id).await?;
    drop(reader);
    let mut source = draft.source.clone();
    let fresh = draft.revision == revision;
    let (part, seen) = match change {
        Change::Part { part, was, fields, values } => {
            let Some(part) = place::find_part(&source, part, was, fields) else {
                return Ok(if fresh { Changed::Unreadable } else { Changed::Stale }.into());
            };
            if put(&mut source, part, fields, *values).is_none() {
                return Ok(Done { changed: Changed::Unreadable, part: Some(part) });
            }
            (Some(part), fresh || place::mark_part(&draft.source, part) == *was)
        }
        Change::List { list, step, kind } => {
            source.change(*list, *step, kind);
            if !fresh && *step == Step::Add && place::ends_alike(*list, &draft.source, &source) {
                // The button was pressed twice: an untouched new one stands there already.
                return Ok(Changed::Kept.into());
            }
            (None, fresh)
        }
    };
    let done = |changed| Ok(Done { changed, part });
    if let Some(sold) = sold {
        // It stands in addresses and in orders.
        source.slug = sold.slug;
    }
    source.name_things();
    source.remember_gone(&draft.source);
    if source == draft.source {
        // A form that was sent twice, or that changes nothing.
        return done(Changed::Kept);
    }
    if !seen {
        return done(Changed::Stale);
    }
    if !is_bounded(&source) {
        return done(Changed::Unreadable);
    }
    let kept = svc
        .store()
        .write(async |tx| tx.save_product_draft(&scope, id, draft.revision, &source, svc.now().0).await)
        .await?;
    done(if kept { Changed::Kept } else { Changed::Stale })
}

fn put(source: &mut ProductSource, part: Part, fields: &[(String, String)], values: Option<Step>) -> Option<()> {
    fields::put(source, part, fields)?;
    if let (Part::Line(List::Group, at), Some(step)) = (part, values) {
        source.group.get_mut(at)?.change(step);
    }
    Some(())
}

fn is_bounded(source: &ProductSource) -> bool {
    let lists = List::ALL.into_iter().map(|list| list.len(source));
    let values = source.group.iter().map(|group| group.value.len());
    let short = lists.chain(values).all(|len| len <= MOST_LINES);
    short && serde_json::to_vec(source).is_ok_and(|bytes| bytes.len() <= MOST_BYTES)
}
