//! The parts in which a product is written: each is one form, so that a phone never holds more than one thing.

use super::source::{
    ConditionSource, GroupSource, PriceSource, ProductSource, RecipeSource, RuleSource, ValueSource, WorkSource,
};
use super::written::{Keys, Words, Written};
use crate::configurator::RESERVED;
use crate::text::{Lang, Localised, Script};

/// A part of a product.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Price, days, sides, category, slug.
    Basics,
    /// Name, summary, story, care.
    Words,
    /// The drawing.
    Picture,
    /// One of a list.
    Line(List, usize),
}

/// The lists of a product.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum List {
    /// Options.
    Group,
    /// Rules.
    Rule,
    /// Price lines.
    Price,
    /// Recipe lines.
    Recipe,
    /// Work lines.
    Work,
    /// Steps through the options.
    Step,
    /// Designs to start from.
    Preset,
    /// What stays as it is.
    Kept,
    /// Photographs.
    Photo,
}

/// What is done with a list or with the values of a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Adds one at the end.
    Add,
    /// Takes one out.
    Remove(usize),
    /// Puts one before the one ahead of it.
    Up(usize),
}

/// Kinds of groups that can be added, as they are written.
pub const GROUP_KINDS: [&str; 5] = ["choice", "several", "number", "text", "picture"];

impl List {
    /// All lists.
    pub const ALL: [Self; 9] = [
        Self::Group,
        Self::Rule,
        Self::Price,
        Self::Recipe,
        Self::Work,
        Self::Step,
        Self::Preset,
        Self::Kept,
        Self::Photo,
    ];

    /// As it is written in files and addresses.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Group => "group",
            Self::Rule => "rule",
            Self::Price => "price",
            Self::Recipe => "recipe",
            Self::Work => "work",
            Self::Step => "step",
            Self::Preset => "preset",
            Self::Kept => "kept",
            Self::Photo => "photo",
        }
    }

    /// Reads [`List::code`].
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|list| list.code() == code)
    }

    /// How many there are in a product.
    #[must_use]
    pub const fn len(self, source: &ProductSource) -> usize {
        match self {
            Self::Group => source.group.len(),
            Self::Rule => source.rule.len(),
            Self::Price => source.price.len(),
            Self::Recipe => source.recipe.len(),
            Self::Work => source.work.len(),
            Self::Step => source.step.len(),
            Self::Preset => source.preset.len(),
            Self::Kept => source.kept.len(),
            Self::Photo => source.photo.len(),
        }
    }
}

impl Part {
    /// As it stands in addresses, such as `rule-2`.
    #[must_use]
    pub fn code(self) -> String {
        match self {
            Self::Basics => "basics".to_owned(),
            Self::Words => "words".to_owned(),
            Self::Picture => "picture".to_owned(),
            Self::Line(list, at) => format!("{}-{at}", list.code()),
        }
    }

    /// Reads [`Part::code`]; `None` for a line that the product does not have.
    #[must_use]
    pub fn from_code(code: &str, source: &ProductSource) -> Option<Self> {
        match code {
            "basics" => Some(Self::Basics),
            "words" => Some(Self::Words),
            "picture" => Some(Self::Picture),
            line => {
                let (list, at) = line.split_once('-')?;
                let (list, at) = (List::from_code(list)?, at.parse().ok()?);
                (at < list.len(source)).then_some(Self::Line(list, at))
            }
        }
    }

    /// The name within the part of a field with this path.
    #[must_use]
    pub fn field(self, path: &str) -> &str {
        match self {
            Self::Line(..) => path.splitn(3, '.').nth(2).unwrap_or_default(),
            Self::Basics | Self::Words | Self::Picture => path,
        }
    }

    /// Whether a field with this path (see [`super::Problem`]) belongs to the part.
    #[must_use]
    pub fn holds(self, path: &str) -> bool {
        let (head, rest) = path.split_once('.').unwrap_or((path, ""));
        match self {
            Self::Basics => matches!(head, "slug" | "category" | "base_price" | "prices" | "lead_days" | "dimensions"),
            Self::Words => matches!(head, "name" | "summary" | "story" | "care"),
            Self::Picture => matches!(head, "preview" | "look" | "alt"),
            Self::Line(list, at) => {
                head == list.code() && rest.split('.').next().and_then(|number| number.parse().ok()) == Some(at)
            }
        }
    }
}

impl ProductSource {
    /// Changes a list. A new group is of this kind, as in [`GROUP_KINDS`]. What is not there changes nothing.
    pub fn change(&mut self, list: List, step: Step, kind: &str) {
        match list {
            List::Group => apply(&mut self.group, step, || new_group(kind)),
            List::Rule => apply(&mut self.rule, step, RuleSource::default),
            List::Price => apply(&mut self.price, step, || PriceSource { per: "fixed".into(), ..Default::default() }),
            List::Recipe => apply(&mut self.recipe, step, || RecipeSource {
                per: "fixed".into(),
                waste_percent: Written("0".into()),
                ..Default::default()
            }),
            List::Work => apply(&mut self.work, step, || WorkSource { per: "fixed".into(), ..Default::default() }),
            List::Step => apply(&mut self.step, step, Default::default),
            List::Preset => apply(&mut self.preset, step, Default::default),
            List::Kept => apply(&mut self.kept, step, Default::default),
            List::Photo => apply(&mut self.photo, step, Default::default),
        }
    }

    /// Gives a key to each group, value and line of work that has a name and no key yet, and a slug to a product with a name.
    pub fn name_things(&mut self) {
        if self.slug.is_empty() {
            self.slug = slug_of(&self.name);
        }
        let mut stages: Vec<String> = self.work.iter().map(|line| line.key.clone()).collect();
        for line in &mut self.work {
            name(&mut line.key, &line.label, "work", &mut stages);
        }
        let mut taken: Vec<String> = RESERVED.iter().map(|key| (*key).to_owned()).collect();
        taken.extend(self.group.iter().map(|group| group.key.clone()));
        for group in &mut self.group {
            name(&mut group.key, &group.label, "option", &mut taken);
            let mut taken: Vec<String> = group.value.iter().map(|value| value.key.clone()).collect();
            for value in &mut group.value {
                name(&mut value.key, &value.label, "value", &mut taken);
            }
        }
    }
}

impl GroupSource {
    /// Changes the values.
    pub fn change(&mut self, step: Step) {
        apply(&mut self.value, step, ValueSource::default);
    }
}

impl ConditionSource {
    /// Whether it says nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let Self { group: _, is, is_not, min, max, filled } = self;
        is.is_empty() && is_not.is_empty() && min.is_empty() && max.is_empty() && filled.is_empty()
    }
}

fn apply<T>(list: &mut Vec<T>, step: Step, new: impl FnOnce() -> T) {
    match step {
        Step::Add => list.push(new()),
        Step::Remove(at) if at < list.len() => drop(list.remove(at)),
        Step::Up(at) if at > 0 && at < list.len() => list.swap(at - 1, at),
        Step::Remove(_) | Step::Up(_) => {}
    }
}

fn new_group(kind: &str) -> GroupSource {
    let mut group = GroupSource { kind: kind.to_owned(), ..GroupSource::default() };
    match kind {
        "choice" => group.value = vec![ValueSource::default(), ValueSource::default()],
        "several" => group.value = vec![ValueSource::default()],
        "number" => group.unit = "mm".to_owned(),
        "picture" => {}
        _ => {
            group.scripts = Keys(Script::ALL.map(|script| script.code().to_owned()).to_vec());
            group.max_chars = Written("20".into());
        }
    }
    group
}

fn name(key: &mut String, label: &Words, fallback: &str, taken: &mut Vec<String>) {
    if !key.is_empty() || label.is_empty() {
        return;
    }
    let stem = Some(slug_of(label)).filter(|slug| !slug.is_empty()).unwrap_or_else(|| fallback.to_owned());
    let free = (1..).map(|number| if number == 1 { stem.clone() } else { format!("{stem}-{number}") });
    *key = free.into_iter().find(|key| !taken.contains(key)).unwrap_or_default();
    taken.push(key.clone());
}

/// A name in small Latin letters, digits and hyphens; empty when it has none of them.
fn slug_of(words: &Words) -> String {
    slug([Lang::Fr, Lang::En, Lang::Ar].map(|lang| words.get(lang)))
}

/// A name in small Latin letters, digits and hyphens, the French one first; empty when it has none of them.
#[must_use]
pub fn slug_of_words(words: &Localised) -> String {
    slug([Lang::Fr, Lang::En, Lang::Ar].map(|lang| words.get(lang).as_str()))
}

/// The first of these texts that has letters or digits, in small Latin letters, digits and hyphens, 40 at most; else empty.
pub(crate) fn slug(texts: [&str; 3]) -> String {
    let latin = |text: &str| {
        let mut slug = String::new();
        for c in text.trim().chars().flat_map(char::to_lowercase) {
            match plain(c) {
                Some(letters) => slug.push_str(letters),
                None if c.is_ascii_lowercase() || c.is_ascii_digit() => slug.push(c),
                None if !slug.is_empty() && !slug.ends_with('-') => slug.push('-'),
                None => {}
            }
        }
        let end = slug.char_indices().nth(40).map_or(slug.len(), |(at, _)| at);
        slug[..end].trim_end_matches('-').to_owned()
    };
    texts.into_iter().map(latin).find(|slug| !slug.is_empty()).unwrap_or_default()
}

/// The plain letters of one with an accent, or of an Arabic one; enough to be told apart in an address.
const fn plain(c: char) -> Option<&'static str> {
    Some(match c {
        'à' | 'â' | 'ä' | 'á' => "a",
        'ç' => "c",
        'é' | 'è' | 'ê' | 'ë' => "e",
        'î' | 'ï' | 'í' => "i",
        'ô' | 'ö' | 'ó' => "o",
        'ù' | 'û' | 'ü' | 'ú' => "u",
        'ا' | 'أ' | 'إ' | 'آ' | 'ى' | 'ع' | 'ة' => "a",
        'ب' => "b",
        'ت' | 'ط' => "t",
        'ث' => "th",
        'ج' => "j",
        'ح' | 'ه' => "h",
        'خ' => "kh",
        'د' | 'ض' => "d",
        'ذ' => "dh",
        'ر' => "r",
        'ز' | 'ظ' => "z",
        'س' | 'ص' => "s",
        'ش' => "ch",
        'غ' => "gh",
        'ف' => "f",
        'ق' => "q",
        'ك' => "k",
        'گ' => "g",
        'ل' => "l",
        'م' => "m",
        'ن' => "n",
        'و' | 'ؤ' => "ou",
        'ي' | 'ئ' => "i",
        'ء' | 'ـ' | '\u{64b}'..='\u{652}' => "",
        'œ' => "oe",
        'æ' => "ae",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn called(fr: &str) -> Words {
        Words { fr: fr.into(), ..Words::default() }
    }

    #[test]
    fn things_get_keys_from_their_names_once() {
        let value = |fr: &str| ValueSource { label: called(fr), ..ValueSource::default() };
        let mut source = ProductSource { name: called("Coffret en thuya, marqueté"), ..ProductSource::default() };
        source.change(List::Group, Step::Add, "choice");
        source.group[0].label = called("Quantity");
        source.group[0].value = vec![
            value("Écru"),
            value("écru"),
            value(""),
            ValueSource { label: Words { ar: "نيلي".into(), ..Words::default() }, ..ValueSource::default() },
        ];
        source.name_things();
        assert_eq!(source.slug, "coffret-en-thuya-marquete");
        assert_eq!(source.group[0].key, "quantity-2", "the form keeps the plain word for itself");
        let keys: Vec<_> = source.group[0].value.iter().map(|value| value.key.as_str()).collect();
        assert_eq!(keys, ["ecru", "ecru-2", "", "nili"]);
        source.group[0].value[0].label = called("Naturel");
        source.name_things();
        assert_eq!(source.group[0].value[0].key, "ecru", "keys stand in orders: they never change");
    }

    #[test]
    fn lists_change_only_where_there_is_something() {
        let mut source = ProductSource::default();
        for kind in GROUP_KINDS {
            source.change(List::Group, Step::Add, kind);
        }
        let kinds = |source: &ProductSource| source.group.iter().map(|group| group.kind.clone()).collect::<Vec<_>>();
        source.change(List::Group, Step::Up(3), "");
        source.change(List::Group, Step::Up(0), "");
        source.change(List::Group, Step::Remove(9), "");
        source.change(List::Group, Step::Remove(0), "");
        assert_eq!(kinds(&source), ["several", "text", "number", "picture"]);
        for list in List::ALL.into_iter().skip(1) {
            source.change(list, Step::Add, "");
            assert_eq!(Part::from_code(&Part::Line(list, 0).code(), &source), Some(Part::Line(list, 0)));
            assert_eq!(Part::from_code(&Part::Line(list, 1).code(), &source), None);
        }
    }

    #[test]
    fn each_field_belongs_to_one_part() {
        for (path, part) in [
            ("slug", Part::Basics),
            ("dimensions.length", Part::Basics),
            ("prices.EUR", Part::Basics),
            ("story.ar", Part::Words),
            ("preview", Part::Picture),
            ("group.1.value.0.label.fr", Part::Line(List::Group, 1)),
            ("rule.10", Part::Line(List::Rule, 10)),
        ] {
            assert!(part.holds(path), "{path}");
            let all = [Part::Basics, Part::Words, Part::Picture, Part::Line(List::Group, 1), Part::Line(List::Rule, 1)];
            assert_eq!(all.into_iter().filter(|other| other.holds(path)).filter(|other| *other != part).count(), 0);
        }
    }
}
