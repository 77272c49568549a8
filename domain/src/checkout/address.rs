//! The address form: what was typed, what is wrong with it, what it means.

use super::delivery::Delivery;
use super::phone;
use serde::{Deserialize, Serialize};

/// What the shopper typed, untouched.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[expect(missing_docs, reason = "the names are the fields of the form")]
pub struct AddressForm {
    pub name: String,
    pub phone: String,
    pub email: String,
    pub street: String,
    pub city: String,
    pub postcode: String,
    pub country: String,
    pub delivery: String,
    pub note: String,
    pub gift: String,
}

/// A usable address: trimmed, the telephone number in E.164, the country as ISO 3166 alpha-2 in capitals.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names are the fields of the form")]
pub struct Address {
    pub name: String,
    pub phone: String,
    pub email: Option<String>,
    pub street: String,
    pub city: String,
    pub postcode: Option<String>,
    pub country: String,
    pub delivery: Delivery,
    pub note: String,
    /// What is written on the card that goes with a gift; empty for none.
    pub gift: String,
}

/// A field of the checkout form, in form order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names are the fields of the form")]
pub enum Field {
    Name,
    Phone,
    Email,
    Street,
    City,
    Postcode,
    Country,
    Delivery,
    Note,
    Gift,
    Accepted,
}

impl Field {
    /// The name of the form field.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Phone => "phone",
            Self::Email => "email",
            Self::Street => "street",
            Self::City => "city",
            Self::Postcode => "postcode",
            Self::Country => "country",
            Self::Delivery => "delivery",
            Self::Note => "note",
            Self::Gift => "gift",
            Self::Accepted => "accepted",
        }
    }

    /// Longest content, in Unicode scalar values.
    #[must_use]
    pub const fn max_chars(self) -> usize {
        match self {
            Self::Name => 80,
            Self::Phone => 30,
            Self::Email => 120,
            Self::Street => 160,
            Self::City => 60,
            Self::Postcode => 12,
            Self::Country => 2,
            Self::Delivery => 20,
            Self::Note => 500,
            Self::Gift => 300,
            Self::Accepted => 8,
        }
    }
}

/// What is wrong with a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FieldCode {
    /// Nothing was given.
    Required,
    /// Fewer than two letters.
    TooShort,
    /// Longer than [`Field::max_chars`].
    TooLong,
    /// Control characters, or characters that turn the reading direction around.
    Unreadable,
    /// Not a telephone number.
    Phone,
    /// Not a mail address.
    Email,
    /// Not a Moroccan postcode (five digits).
    Postcode,
    /// Not one of what is offered.
    Choice,
}

impl FieldCode {
    /// The message code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Required => "required",
            Self::TooShort => "too_short",
            Self::TooLong => "too_long",
            Self::Unreadable => "unreadable",
            Self::Phone => "phone",
            Self::Email => "email",
            Self::Postcode => "postcode",
            Self::Choice => "choice",
        }
    }
}

impl AddressForm {
    /// Whether the form names a country, and it is not Morocco.
    #[must_use]
    pub fn is_abroad(&self) -> bool {
        country(&self.country).is_some_and(|country| country != "MA")
    }

    /// The address, or one problem per wrong field, in form order.
    ///
    /// # Errors
    /// What has to be mended.
    pub fn check(&self) -> Result<Address, Vec<(Field, FieldCode)>> {
        let mut problems = Vec::new();
        let mut note = |field: Field, problem: Option<FieldCode>| {
            problems.extend(problem.map(|code| (field, code)));
        };
        let name = self.name.trim();
        note(Field::Name, wrong_text(name, Field::Name, true, false).or_else(|| too_short(name)));
        let phone = phone::normalise(&self.phone);
        note(Field::Phone, required(&self.phone).or_else(|| phone.is_none().then_some(FieldCode::Phone)));
        let email = self.email.trim();
        note(Field::Email, (!email.is_empty() && !is_email(email)).then_some(FieldCode::Email));
        let street = self.street.trim();
        note(Field::Street, wrong_text(street, Field::Street, true, false));
        let city = self.city.trim();
        note(Field::City, wrong_text(city, Field::City, true, false));
        let country = country(&self.country);
        let postcode = postcode(&self.postcode, country.as_deref());
        note(Field::Postcode, postcode.err());
        note(Field::Country, required(&self.country).or_else(|| country.is_none().then_some(FieldCode::Choice)));
        let delivery = Delivery::from_code(self.delivery.trim());
        note(Field::Delivery, required(&self.delivery).or_else(|| delivery.is_none().then_some(FieldCode::Choice)));
        let remark = self.note.trim();
        note(Field::Note, wrong_text(remark, Field::Note, false, true));
        let gift = self.gift.trim();
        note(Field::Gift, wrong_text(gift, Field::Gift, false, true));
        match (problems.is_empty(), phone, country, delivery) {
            (true, Some(phone), Some(country), Some(delivery)) => Ok(Address {
                name: name.to_owned(),
                phone,
                email: (!email.is_empty()).then(|| email.to_owned()),
                street: street.to_owned(),
                city: city.to_owned(),
                postcode: self::postcode(&self.postcode, Some(&country)).unwrap_or_default(),
                country,
                delivery,
                note: remark.to_owned(),
                gift: gift.to_owned(),
            }),
            _ => Err(problems),
        }
    }
}

fn required(raw: &str) -> Option<FieldCode> {
    raw.trim().is_empty().then_some(FieldCode::Required)
}

fn too_short(text: &str) -> Option<FieldCode> {
    (text.chars().filter(|letter| letter.is_alphabetic()).count() < 2).then_some(FieldCode::TooShort)
}

fn wrong_text(text: &str, field: Field, is_required: bool, lines: bool) -> Option<FieldCode> {
    if text.is_empty() {
        return is_required.then_some(FieldCode::Required);
    }
    if text.chars().count() > field.max_chars() {
        return Some(FieldCode::TooLong);
    }
    text.chars().any(|letter| is_unreadable(letter, lines)).then_some(FieldCode::Unreadable)
}

fn is_unreadable(letter: char, lines: bool) -> bool {
    let turns =
        matches!(letter, '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    turns || (letter.is_control() && !(lines && matches!(letter, '\n' | '\r' | '\t')))
}

/// A line of text that a person wrote, trimmed; `None` when it is longer than `max_chars` or cannot be shown safely.
#[must_use]
pub fn clean_line(text: &str, max_chars: usize) -> Option<String> {
    let text = text.trim();
    let fits = text.chars().count() <= max_chars && !text.chars().any(|letter| is_unreadable(letter, false));
    fits.then(|| text.to_owned())
}

/// Only the shape: whether the address exists is learnt by writing to it.
fn is_email(text: &str) -> bool {
    let Some((local, host)) = text.rsplit_once('@') else { return false };
    let plain = |part: &str| {
        !part.is_empty()
            && part.chars().all(|letter| letter.is_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(letter))
    };
    let labels = host.split('.').all(|label| {
        !label.is_empty()
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|letter| letter.is_alphanumeric() || letter == '-')
    });
    text.chars().count() <= Field::Email.max_chars() && plain(local) && host.contains('.') && labels
}

fn country(raw: &str) -> Option<String> {
    let code = raw.trim();
    (code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_alphabetic())).then(|| code.to_ascii_uppercase())
}

fn postcode(raw: &str, country: Option<&str>) -> Result<Option<String>, FieldCode> {
    let raw = raw.trim();
    if raw.is_empty() {
        return Ok(None);
    }
    if country == Some("MA") {
        let digits: Option<String> = raw.chars().filter(|letter| *letter != ' ').map(phone::ascii_digit).collect();
        return digits.filter(|digits| digits.len() == 5).map(Some).ok_or(FieldCode::Postcode);
    }
    match wrong_text(raw, Field::Postcode, false, false) {
        Some(code) => Err(code),
        None => Ok(Some(raw.to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn good() -> AddressForm {
        AddressForm {
            name: " Fatima Zahra ".into(),
            phone: "06 12 34 56 78".into(),
            email: String::new(),
            street: "12 derb Laarouss".into(),
            city: "الصويرة".into(),
            postcode: "٤٤٠٠٠".into(),
            country: "ma".into(),
            delivery: "home".into(),
            note: "Ring twice\nplease".into(),
            gift: " Pour ton anniversaire ".into(),
        }
    }

    #[test]
    fn a_good_form_is_trimmed_and_normalised() {
        let address = good().check().unwrap();
        assert_eq!((address.name.as_str(), address.gift.as_str()), ("Fatima Zahra", "Pour ton anniversaire"));
        assert_eq!(address.phone, "+212612345678");
        assert_eq!(address.postcode.as_deref(), Some("44000"));
        assert_eq!((address.country.as_str(), address.delivery, address.email), ("MA", Delivery::Home, None));
    }

    #[test]
    fn problems_come_in_form_order_one_per_field() {
        let empty = AddressForm::default().check().unwrap_err();
        let required = [Field::Name, Field::Phone, Field::Street, Field::City, Field::Country, Field::Delivery];
        assert_eq!(empty, required.map(|field| (field, FieldCode::Required)));
        let three = AddressForm { name: "X".into(), phone: "12".into(), postcode: "440".into(), ..good() };
        assert_eq!(
            three.check().unwrap_err(),
            [
                (Field::Name, FieldCode::TooShort),
                (Field::Phone, FieldCode::Phone),
                (Field::Postcode, FieldCode::Postcode)
            ]
        );
    }

    #[test]
    fn unreadable_and_overlong_texts_are_refused() {
        let check = |form: AddressForm| form.check().unwrap_err();
        assert_eq!(
            check(AddressForm { city: "Sa\u{202e}fi".into(), ..good() }),
            [(Field::City, FieldCode::Unreadable)]
        );
        assert_eq!(check(AddressForm { street: "a\u{0}b".into(), ..good() }), [(Field::Street, FieldCode::Unreadable)]);
        assert_eq!(check(AddressForm { note: "x".repeat(501), ..good() }), [(Field::Note, FieldCode::TooLong)]);
        assert_eq!(check(AddressForm { gift: "x".repeat(301), ..good() }), [(Field::Gift, FieldCode::TooLong)]);
        assert_eq!(check(AddressForm { delivery: "drone".into(), ..good() }), [(Field::Delivery, FieldCode::Choice)]);
    }

    #[test]
    fn mail_addresses_need_their_shape_only() {
        for ok in ["a@b.co", "naïma.o'h+x@exämple.ma"] {
            assert!(is_email(ok), "{ok}");
        }
        for bad in ["a", "a@b", "@b.co", "a@.co", "a b@c.de", "a@b..co", "a@-b.co", "a@b@c.de"] {
            assert!(!is_email(bad), "{bad}");
        }
    }

    #[test]
    fn abroad_is_known_before_anything_else_is_right() {
        assert!(AddressForm { country: "FR".into(), ..AddressForm::default() }.is_abroad());
        assert!(!AddressForm { country: "MA".into(), ..AddressForm::default() }.is_abroad());
        assert!(!AddressForm::default().is_abroad());
    }

    proptest! {
        #[test]
        fn any_text_in_any_field_gives_an_address_or_ordered_problems(
            fields in prop::collection::vec(".{0,40}", 10)
        ) {
            let [name, phone, email, street, city, postcode, country, delivery, note, gift]: [String; 10] = fields.try_into().unwrap();
            let form = AddressForm { name, phone, email, street, city, postcode, country, delivery, note, gift };
            if let Err(problems) = form.check() {
                prop_assert!(!problems.is_empty());
                prop_assert!(problems.windows(2).all(|pair| pair[0].0 < pair[1].0));
            }
        }
    }
}
