//! The few sentences that the island needs, handed over in one list.

use crate::i18n::{Cx, Msg, m};

/// Places in the list of words.
#[derive(Clone, Copy)]
#[repr(usize)]
#[cfg_attr(not(feature = "browser"), expect(dead_code, reason = "some words serve the browser side alone"))]
pub enum Word {
    /// Label of the base price.
    Base,
    /// Label of the total.
    Total,
    /// Heading of a conflict.
    ConflictTitle,
    /// What is shown while there is a conflict.
    ShownFirst,
    /// A way out: `{kept}`, `{changes}`.
    Keep,
    /// A change in a way out: `{group}`, `{to}`.
    Becomes,
    /// How an empty text is named.
    NoText,
    /// How none of several values is named.
    Nothing,
    /// The numbers that are possible now: `{min}`, `{max}`.
    Range,
    /// Centimetres.
    Centimetre,
    /// Ready day: `{day}`.
    Ready,
    /// No day of readiness.
    NoDay,
    /// The day is later because the workshop has other orders first.
    Busy,
    /// The day is later because the workshop is closed: `{from}`, `{to}`.
    Closed,
    /// A material that has to come first: `{day}`, `{material}`.
    NotBefore,
    /// A material that is used up: `{material}`.
    UsedUp,
    /// A value that leads nowhere, when no rule says why.
    Blocked,
    /// Not one of the values.
    UnknownValue,
    /// Not a number.
    NotANumber,
    /// Out of `{min}` to `{max}`.
    OutOfRange,
    /// Fewer of several values than `{min}`, or more than `{max}`.
    Count,
    /// Between steps; `{nearest}`.
    OffStep,
    /// Longer than `{max}`.
    TooLong,
    /// A script that the artisan does not work in.
    Script,
    /// Characters that cannot be made.
    Control,
    /// What changed by itself: `{changes}`.
    Adjusted,
    /// How a picture that was given is named.
    YourPicture,
    /// A picture that is not there any more.
    PictureGone,
    /// Heading of what the price is made of.
    Shares,
    /// Whose word that is.
    Declared,
    /// What the first share is for; those of the others follow in their order.
    FirstShare,
}

const MESSAGES: [Msg; 36] = [
    m::configurator::BASE_PRICE,
    m::configurator::TOTAL,
    m::configurator::CONFLICT_TITLE,
    m::configurator::SHOWN_FIRST,
    m::configurator::KEEP,
    m::configurator::BECOMES,
    m::configurator::NO_TEXT,
    m::configurator::NOTHING,
    m::configurator::RANGE,
    m::configurator::CENTIMETRE,
    m::configurator::READY,
    m::configurator::NO_DAY,
    m::configurator::BUSY,
    m::configurator::CLOSED,
    m::configurator::NOT_BEFORE,
    m::configurator::USED_UP,
    m::configurator::BLOCKED,
    m::configurator::UNKNOWN_VALUE,
    m::configurator::NOT_A_NUMBER,
    m::configurator::OUT_OF_RANGE,
    m::configurator::COUNT,
    m::configurator::OFF_STEP,
    m::configurator::TOO_LONG,
    m::configurator::SCRIPT,
    m::configurator::CONTROL,
    m::configurator::ADJUSTED,
    m::configurator::YOUR_PICTURE,
    m::configurator::PICTURE_GONE,
    m::shares::HEADING,
    m::shares::DECLARED,
    m::shares::MATERIALS,
    m::shares::MAKING,
    m::shares::SHOP,
    m::shares::PLATFORM,
    m::shares::PAYMENT,
    m::shares::TAX,
];

/// All words in one language.
#[must_use]
pub fn words(cx: Cx) -> Vec<String> {
    MESSAGES.iter().map(|message| cx.t(*message).to_owned()).collect()
}
