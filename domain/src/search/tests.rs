use super::*;
use proptest::prelude::*;

fn one(text: &str) -> String {
    words(text).concat()
}

#[test]
fn what_is_written_in_several_ways_is_one_word() {
    for alike in [
        ["Boîtes", "boite", "BOÎTE"],
        ["brodée", "brodés", "brodé"],
        ["boxes", "box", "Box"],
        ["bijoux", "bijou", "BIJOUX"],
        ["coffret", "coffrets", "d’un coffret"],
        ["القفة", "قفّة", "قُفَّه"],
        ["أركان", "اركان", "الأركان"],
        ["زربية", "الزربية", "والزربية"],
        ["فضّي", "فضى", "الفضي"],
        ["أگادير", "أكادير", "اݣادير"],
        ["٢٤", "24", "۲۴"],
        ["raphia", "rafia", "Raphias"],
        ["thuya", "tuya", "THUYAS"],
        ["bougie", "bougies", "Bougie"],
        ["berry", "berries", "BERRY"],
    ] {
        assert!(alike.iter().all(|word| one(word) == one(alike[0])), "{alike:?} {:?}", alike.map(one));
    }
}

#[test]
fn what_says_nothing_is_left_out_unless_it_is_all_there_is() {
    assert_eq!(words("Une boîte en thuya, avec de l’argent"), ["boit", "tuya", "argent"]);
    assert_eq!(words("un verre à thé"), ["verr", "te"], "it is not the English article");
    assert_eq!(words("bague en or"), ["bagu", "or"]);
    assert_eq!(asked("de la"), ["de", "la"]);
    assert_eq!(asked("  ,;  "), Vec::<String>::new());
    assert_eq!(asked("tapis Tapis TAPIS rouge"), ["tapis", "roug"]);
    assert_eq!(asked("1 2 3 4 5 6 7 8 9 10").len(), 8);
}

#[test]
fn names_written_by_ear_have_one_skeleton() {
    for alike in [
        ["زربية", "zarbia", "zerbiyya"],
        ["زرابي", "zrabi", "zarabi"],
        ["عرعر", "3ar3ar", "arar"],
        ["حنبل", "7anbel", "hanbel"],
        ["قفة", "9offa", "koffa"],
        ["بلغة", "belgha", "bel8a"],
        ["أملو", "amlou", "amlu"],
        ["أركان", "argan", "arkane"],
        ["صندوق", "sandou9", "sanduq"],
        ["صناديق", "snadi9", "snadik"],
        ["خاتم", "khatem", "5atem"],
        ["خلخال", "khalkhal", "5al5al"],
        ["شربيل", "cherbil", "sharbil"],
        ["جلابة", "djellaba", "jellaba"],
    ] {
        assert!(alike.iter().all(|word| skeleton(&one(word)) == skeleton(&one(alike[0]))), "{:?}", alike.map(skeleton));
    }
    assert_eq!(skeleton("925"), "", "a number is no name");
}

#[test]
fn slips_are_forgiven_by_the_length_of_the_word() {
    for (asked, word) in
        [("tuya", "thuya"), ("rafia", "raphia"), ("coussn", "coussin"), ("coffert", "coffret"), ("panire", "panier")]
    {
        assert!(closeness(&one(asked), &one(word)).is_some_and(|sure| sure >= 500), "{asked} {word}");
    }
    for (asked, word) in [("bol", "sol"), ("rouge", "rond"), ("24", "25"), ("sac", "sel"), ("noir", "noix")] {
        assert!(closeness(asked, word).is_none_or(|sure| sure <= 700), "{asked} {word}");
    }
    assert_eq!(closeness("24", "25"), None, "another number is another thing");
    assert!(closeness("zarbia", "زربي") > closeness("zarbia", "zerbi"), "across scripts there is nothing better");
}

#[test]
fn a_word_that_is_known_is_meant_alone() {
    let known = ["bol", "bois", "boit", "بول"].map(|word| Known { word: word.to_owned(), pieces: 4 });
    let found = meant(&asked("bols"), &known, 64);
    assert_eq!(found, [Meant { asked: 0, word: "bol".to_owned(), weight: 1_000 * 5 }]);
    let found = meant(&asked("boitte xyz"), &known, 64);
    assert_eq!(found.iter().map(|meant| meant.word.as_str()).collect::<Vec<_>>(), ["boit"]);
    assert!(meant(&asked("xyz"), &known, 64).is_empty());
}

#[test]
fn a_word_counts_where_it_says_most() {
    let found = terms([(MOST, "Coffret en thuya"), (40, "Un coffret marqueté")]);
    let found: Vec<(&str, i64)> = found.iter().map(|(word, weight)| (word.as_str(), *weight)).collect();
    assert_eq!(found, [("coffret", 100), ("marquet", 40), ("tuya", 100)]);
    let found = grams("bol");
    assert_eq!(found.iter().map(String::as_str).collect::<Vec<_>>(), ["^bo", "bol", "ol$", "~^b", "~bl", "~l$"]);
}

proptest! {
    #[test]
    fn any_text_has_words(text in "\\PC{0,60}", other in "[a-zé’ 0-9\u{620}-\u{64f}]{0,40}") {
        for text in [text, other] {
            for word in words(&text).iter().chain(&asked(&text)) {
                prop_assert!(!word.is_empty() && word.chars().count() <= 80 && !word.contains(char::is_whitespace));
                prop_assert_eq!(closeness(word, word), Some(1_000));
                prop_assert!(!grams(word).is_empty());
            }
        }
    }

    #[test]
    fn one_slip_in_a_long_word_is_found(word in "[b-df-hj-np-rt-w]{6,12}", place in 0_usize..12, letter in "[b-d]") {
        let mut letters: Vec<char> = word.chars().collect();
        let place = place % letters.len();
        letters[place] = letter.chars().next().unwrap();
        let slipped: String = letters.into_iter().collect();
        prop_assert!(closeness(&slipped, &word).is_some_and(|sure| sure >= 700));
        prop_assert!(!grams(&slipped).is_disjoint(&grams(&word)));
    }
}
