//! Who asks. The cookie holds a random token, the database only its SHA-256.

use crate::{Error, Services, hex};
use domain::id::{CartId, MemberId, PersonId, ShopId};
use domain::text::Localised;
use sha2::{Digest, Sha256};
pub use store::people::Role;
use store::session::SessionRow;
use store::{CoordinatorScope, ShopScope};
use uuid::Uuid;

const DAY_MS: i64 = 24 * 60 * 60 * 1000;
/// A session that nobody used for so long has ended.
const IDLE_MS: i64 = 30 * DAY_MS;
/// A session ends at this age, used or not.
pub(crate) const ABSOLUTE_MS: i64 = 90 * DAY_MS;
/// Use is noted this often.
const NOTED_MS: i64 = 60 * 60 * 1000;

/// Who asks, as far as the session says. Cannot be made up: only [`load`] and [`ensure`] answer one.
#[derive(Debug, Clone, Default)]
pub struct Actor {
    session: Option<Uuid>,
    person: Option<PersonCard>,
    shops: Vec<ShopMembership>,
}

/// The person who is signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonCard {
    /// Id.
    pub id: PersonId,
    /// Name.
    pub name: String,
}

/// A shop that the person may work for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShopMembership {
    /// Id of the shop.
    pub shop: ShopId,
    /// Slug of the shop.
    pub slug: String,
    /// Name of the shop.
    pub name: Localised,
    /// What the person does there.
    pub role: Role,
    /// Which of the shop's members the person is; `None` when she is none of them, or nobody said so.
    pub member: Option<MemberId>,
    /// Permission to touch the shop's data, as makers do.
    pub(crate) scope: ShopScope,
    /// Permission to run the shop; `None` for a maker.
    pub(crate) coordinator: Option<CoordinatorScope>,
}

/// A token for the cookie. It is shown nowhere else and cannot be had again.
#[derive(Clone, PartialEq, Eq)]
pub struct NewToken(pub String);

impl std::fmt::Debug for NewToken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("NewToken(..)")
    }
}

impl Actor {
    /// The person, when somebody signed in.
    #[must_use]
    pub const fn person(&self) -> Option<&PersonCard> {
        self.person.as_ref()
    }

    /// Whether somebody signed in.
    #[must_use]
    pub const fn signed_in(&self) -> bool {
        self.person.is_some()
    }

    /// The shops that the person may work for.
    #[must_use]
    pub fn shops(&self) -> &[ShopMembership] {
        &self.shops
    }

    /// The shop of this slug, when the person may work for it.
    #[must_use]
    pub fn membership(&self, slug: &str) -> Option<&ShopMembership> {
        self.shops.iter().find(|shop| shop.slug == slug)
    }

    /// Whether the person runs the shop of this slug.
    #[must_use]
    pub fn runs(&self, slug: &str) -> bool {
        self.membership(slug).is_some_and(|shop| shop.coordinator.is_some())
    }

    /// The cart of the session; it has the session's id and need not exist yet.
    #[must_use]
    pub fn cart_id(&self) -> Option<CartId> {
        self.session.map(CartId)
    }

    /// Id of the session, stable over sign-in; not the token.
    #[must_use]
    pub const fn session_id(&self) -> Option<Uuid> {
        self.session
    }
}

/// The actor of a token; without a token, or with one that is unknown or too old, somebody without a session.
///
/// # Errors
/// What the store answers.
pub async fn load(svc: &Services, token: Option<&str>) -> Result<Actor, Error> {
    let Some(token) = token.filter(|token| hex::is_code(token)) else { return Ok(Actor::default()) };
    let mut reader = svc.store().read().await?;
    let now = svc.now().0;
    let Some(row) = reader.session(&hash(token)).await?.filter(|row| is_alive(row, now)) else {
        return Ok(Actor::default());
    };
    let shops = match &row.person {
        Some(person) => reader.memberships(person.id).await?,
        None => Vec::new(),
    };
    drop(reader);
    note_use(svc, &row, now);
    Ok(Actor {
        session: Some(row.id),
        person: row.person.map(|person| PersonCard { id: person.id, name: person.name }),
        shops: shops
            .into_iter()
            .map(|of| ShopMembership {
                shop: of.scope.shop(),
                coordinator: of.coordinator(),
                member: of.member,
                slug: of.slug,
                name: of.name,
                role: of.role,
                scope: of.scope,
            })
            .collect(),
    })
}

/// The same actor with a session. A token comes with it when the session had to be opened: the cookie must carry it.
///
/// # Errors
/// What the store answers.
pub async fn ensure(svc: &Services, actor: &Actor) -> Result<(Actor, Option<NewToken>), Error> {
    if actor.session.is_some() {
        return Ok((actor.clone(), None));
    }
    let (token, now) = (svc.new_token(), svc.now().0);
    let id = uuid::Builder::from_unix_timestamp_millis(svc.millis(), &svc.id10()).into_uuid();
    let token_hash = hash(&token);
    svc.store().write(async |tx| tx.open_session(id, &token_hash, now).await).await?;
    Ok((Actor { session: Some(id), ..Actor::default() }, Some(NewToken(token))))
}

/// Ends the session; its token will never work again.
///
/// # Errors
/// What the store answers.
pub async fn end(svc: &Services, actor: &Actor) -> Result<(), Error> {
    let Some(id) = actor.session else { return Ok(()) };
    // Nobody knows a token with this hash.
    let dead = svc.random::<32>();
    Ok(svc.store().write(async |tx| tx.end_session(id, &dead).await).await?)
}

pub(crate) fn hash(token: &str) -> [u8; 32] {
    Sha256::digest(token.as_bytes()).into()
}

const fn is_alive(row: &SessionRow, now: i64) -> bool {
    now - row.seen_ms < IDLE_MS && now - row.created_ms < ABSOLUTE_MS
}

/// Beside the answer, not before it: a page must not wait for a write, nor fail because of one.
fn note_use(svc: &Services, row: &SessionRow, now: i64) {
    if now - row.seen_ms < NOTED_MS {
        return;
    }
    let (store, id) = (svc.store().clone(), row.id);
    tokio::spawn(async move {
        if let Err(error) = store.write(async |tx| tx.touch_session(id, now).await).await {
            tracing::warn!(%error, "the use of a session could not be noted");
        }
    });
}
