//! People who sign in, and the shops they may work for.

use crate::queries::queries;
use crate::{CoordinatorScope, ShopScope};
use domain::id::{MemberId, PersonId, ShopId};
use domain::text::Localised;

/// A person, without secrets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonRow {
    /// Id.
    pub id: PersonId,
    /// Address in lower case.
    pub email: String,
    /// Name as the person writes it.
    pub name: String,
}

/// What a sign-in is checked against.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credential {
    /// Id.
    pub person: PersonId,
    /// Argon2id in PHC form.
    pub password_hash: String,
}

/// A person to be kept.
#[derive(Debug, Clone)]
pub struct NewPerson {
    /// Id, used when the address is new.
    pub id: PersonId,
    /// Address in lower case.
    pub email: String,
    /// Name as the person writes it.
    pub name: String,
    /// Argon2id in PHC form.
    pub password_hash: String,
    /// Made for a demonstration, with a password that everybody knows.
    pub is_demo: bool,
}

/// That a person works for a shop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Membership {
    /// Permission to touch the shop's data.
    pub scope: ShopScope,
    /// The shop's slug.
    pub slug: String,
    /// The shop's name.
    pub name: Localised,
    /// What the person does there.
    pub role: Role,
    /// Which of the shop's members the person is; `None` when she is none of them, or nobody said so.
    pub member: Option<MemberId>,
}

impl Membership {
    /// Permission to run the shop; `None` for a maker.
    #[must_use]
    pub const fn coordinator(&self) -> Option<CoordinatorScope> {
        match self.role {
            Role::Coordinator => Some(CoordinatorScope::of_membership(self.scope)),
            Role::Artisan => None,
        }
    }
}

/// What a person does for a shop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Runs the shop.
    Coordinator,
    /// Makes pieces.
    Artisan,
}

impl Role {
    /// As stored.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Coordinator => "coordinator",
            Self::Artisan => "artisan",
        }
    }

    /// Reads [`Self::code`].
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Coordinator, Self::Artisan].into_iter().find(|role| role.code() == code)
    }
}

queries! { people:
    /// What the password of this address (in lower case) is checked against.
    read fn credential(email: &str) -> Option<Credential>;
    /// The shops that a person may work for, in the order of the shops.
    read fn memberships(person: PersonId) -> Vec<Membership>;
    /// How many people were made for a demonstration.
    read fn count_demo_people() -> i64;
    /// Adds a person, or updates name, password and demo mark of the one with this address; answers her id.
    write fn put_person(person: &NewPerson) -> PersonId;
    /// How many people may work for a shop.
    read fn count_people(shop: ShopId) -> i64;
    /// Lets a person work for a shop.
    write fn put_membership(person: PersonId, shop: ShopId, role: Role) -> ();
    /// Says which member of a shop a person is; `false` when she does not work there, or the shop has no such member.
    write fn link_member(person: PersonId, shop: ShopId, member: Option<MemberId>) -> bool;
}
