//! Believable pieces in the crafts of the demo shops, to search among.

use std::collections::BTreeSet;
use std::iter;

/// A piece of the generated catalogue.
#[derive(Debug, Clone)]
pub struct Piece {
    pub slug: String,             // unique: kind, one attribute, number
    pub category: &'static str,   // a slug of seeds/categories.toml
    pub shop: &'static str,       // a slug of seeds/shops
    pub name: [String; 3],        // Arabic, French, English, as all texts here
    pub summary: [String; 3],     // one sentence
    pub values: Vec<[String; 3]>, // two to five names of option values
    pub tags: Vec<&'static str>,  // said in all three: kind, material, colour, motif, technique, use
}

/// A tag and the words for it in Arabic, French and English.
type Word = (&'static str, &'static str, &'static str, &'static str);

/// One side of a piece: its words, and what stands before each of them in a text.
struct Facet {
    /// In the list of a family, all words of the facet.
    name: &'static str,
    /// Words that need nothing before them in Arabic are whole phrases and never become options.
    frame: [&'static str; 3],
    /// English says it before the noun.
    leads: bool,
    words: &'static [Word],
}

/// Kinds of pieces, and the tags and facets that suit them.
struct Family {
    category: &'static str,
    shop: &'static str,
    suits: &'static str,
    kinds: &'static [Word],
}

const FACETS: &[Facet] = &[
    Facet { name: "materials", frame: ["من ", "en ", ""], leads: true, words: MATERIALS },
    Facet { name: "ingredients", frame: ["ب", "", "with "], leads: false, words: INGREDIENTS },
    Facet { name: "colours", frame: ["بلون ", "coloris ", ""], leads: true, words: COLOURS },
    Facet { name: "stones", frame: ["ب", "à ", "with "], leads: false, words: STONES },
    Facet { name: "motifs", frame: ["بزخرفة ال", "à ", "with "], leads: false, words: MOTIFS },
    Facet { name: "aromas", frame: ["ب", "", "with "], leads: false, words: AROMAS },
    Facet { name: "techniques", frame: ["ب", "à ", "with "], leads: false, words: TECHNIQUES },
    Facet { name: "origins", frame: ["", "", ""], leads: false, words: ORIGINS },
    Facet { name: "sizes", frame: ["بحجم ", "", ""], leads: true, words: SIZES },
    Facet { name: "uses", frame: ["", "", ""], leads: false, words: USES },
];

const MATERIALS: &[Word] = &[
    ("thuya", "العرعار", "thuya", "thuya"),
    ("burl", "عقدة العرعار", "loupe de thuya", "thuya burl"),
    ("walnut", "خشب الجوز", "noyer", "walnut"),
    ("cedar", "خشب الأرز", "cèdre", "cedar"),
    ("wool", "الصوف", "laine", "wool"),
    ("cotton", "القطن", "coton", "cotton"),
    ("linen", "الكتان", "lin", "linen"),
    ("sabra", "حرير الصبرة", "soie de sabra", "sabra silk"),
    ("raffia", "الرافيا", "raphia", "raffia"),
    ("doum", "سعف الدوم", "palmier doum", "doum palm"),
    ("leather", "الجلد", "cuir", "leather"),
    ("silver", "الفضة", "argent", "silver"),
];

const INGREDIENTS: &[Word] = &[
    ("almonds", "اللوز", "aux amandes", "almonds"),
    ("walnuts", "الجوز", "aux noix", "walnuts"),
    ("dates", "التمر", "aux dattes", "dates"),
    ("honey", "العسل", "au miel", "honey"),
    ("argan-oil", "زيت أركان", "à l’huile d’argan", "argan oil"),
    ("olive-oil", "زيت الزيتون", "à l’huile d’olive", "olive oil"),
    ("ghassoul", "الغاسول", "au ghassoul", "ghassoul clay"),
    ("charcoal", "الفحم النباتي", "au charbon végétal", "plant charcoal"),
    ("beeswax", "شمع النحل", "à la cire d’abeille", "beeswax"),
];

const COLOURS: &[Word] = &[
    ("natural", "طبيعي", "naturel", "natural"),
    ("ivory", "عاجي", "ivoire", "ivory"),
    ("white", "أبيض", "blanc", "white"),
    ("black", "أسود", "noir", "black"),
    ("brown", "بني", "brun", "brown"),
    ("saffron", "زعفراني", "safran", "saffron"),
    ("coral", "مرجاني", "corail", "coral"),
    ("red", "أحمر", "rouge", "red"),
    ("garnet", "رماني", "grenat", "garnet"),
    ("pink", "وردي", "rose", "pink"),
    ("indigo", "نيلي", "indigo", "indigo"),
    ("blue", "أزرق", "bleu", "blue"),
    ("olive", "زيتوني", "olive", "olive"),
];

const STONES: &[Word] = &[
    ("turquoise", "حجر الفيروز", "pierre de turquoise", "turquoise stone"),
    ("coral-glass", "زجاج بلون المرجان", "verre couleur corail", "coral-coloured glass"),
    ("amber-resin", "راتنج بلون الكهرمان", "résine couleur ambre", "amber-coloured resin"),
    ("onyx", "عقيق أسود", "onyx noir", "black onyx"),
];

const MOTIFS: &[Word] = &[
    ("lozenges", "معيّنات", "losanges", "lozenges"),
    ("stripes", "خطوط", "rayures", "stripes"),
    ("checks", "مربعات", "carreaux", "checks"),
    ("ladders", "سلالم", "échelles", "ladders"),
    ("zigzags", "تعرّجات", "zigzags", "zigzags"),
    ("triangles", "مثلثات", "triangles", "triangles"),
    ("chevrons", "سنابل", "chevrons", "chevrons"),
    ("stars", "نجوم", "étoiles", "stars"),
    ("rosettes", "ورود", "rosaces", "rosettes"),
    ("arabesques", "توريقات", "arabesques", "arabesques"),
    ("palms", "نخلات", "palmiers", "palm trees"),
    ("fish", "أسماك", "poissons", "fish"),
    ("crescents", "أهلّة", "croissants de lune", "crescent moons"),
];

const AROMAS: &[Word] = &[
    ("thyme", "الزعتر", "au thym", "thyme"),
    ("rosemary", "إكليل الجبل", "au romarin", "rosemary"),
    ("mint", "النعناع", "à la menthe", "mint"),
    ("verbena", "اللويزة", "à la verveine", "verbena"),
    ("lemon", "الحامض", "au citron", "lemon"),
    ("orange-blossom", "زهر النارنج", "à la fleur d’oranger", "orange blossom"),
    ("cinnamon", "القرفة", "à la cannelle", "cinnamon"),
    ("lavender", "الخزامى", "à la lavande", "lavender"),
    ("rose", "الورد", "à la rose", "rose"),
    ("rose-geranium", "العطرشة", "au géranium rosat", "rose geranium"),
];

const TECHNIQUES: &[Word] = &[
    ("nacre", "تطعيم الصدف", "marqueterie de nacre", "nacre inlay"),
    ("ebony", "تطعيم الأبنوس", "marqueterie d’ébène", "ebony inlay"),
    ("lemon-wood", "تطعيم خشب الليمون", "marqueterie de citronnier", "lemon wood inlay"),
    ("carving", "حفر يدوي", "sculpture à la main", "hand carving"),
    ("wax", "لمسة شمع", "finition à la cire", "a wax finish"),
    ("varnish", "طبقة برنيق", "finition au vernis", "a varnish finish"),
    ("flat-weave", "نسج مسطح", "tissage plat", "flat weave"),
    ("low-pile", "وبر قصير", "poil ras", "low pile"),
    ("high-pile", "وبر عالٍ", "haute laine", "high pile"),
    ("plant-dye", "صباغة نباتية", "teinture végétale", "plant dye"),
    ("fringes", "شراريب", "franges", "fringes"),
    ("pompoms", "كرات صوفية", "pompons", "pompoms"),
    ("tassels", "شرابات", "glands", "tassels"),
    ("sequins", "موزون", "sequins", "sequins"),
    ("embroidery", "تطريز يدوي", "broderie main", "hand embroidery"),
    ("openwork", "ضفر مخرّم", "tressage ajouré", "openwork weave"),
    ("cotton-lining", "بطانة من القطن", "doublure de coton", "cotton lining"),
    ("leather-handles", "مقابض من الجلد", "anses de cuir", "leather handles"),
    ("leather-sole", "نعل من الجلد", "semelle de cuir", "a leather sole"),
    ("rubber-sole", "نعل من المطاط", "semelle de caoutchouc", "a rubber sole"),
    ("filigree", "خيط مفتول", "filigrane", "filigree"),
    ("engraving", "نقش يدوي", "gravure main", "hand engraving"),
    ("enamel", "مينا ملوّنة", "émail coloré", "coloured enamel"),
    ("hammered", "سطح مطروق", "aspect martelé", "a hammered finish"),
    ("oxidised", "سطح مؤكسد", "aspect oxydé", "an oxidised finish"),
    ("cork", "سدادة فلين", "bouchon de liège", "a cork stopper"),
    ("pump", "مضخة", "pompe", "a pump"),
    ("dropper", "قطّارة", "pipette", "a dropper"),
    ("ribbon", "شريط من القطن", "ruban de coton", "a cotton ribbon"),
];

const ORIGINS: &[Word] = &[
    ("haha", "من بلاد إحاحان", "du pays Haha", "from the Haha country"),
    ("souss", "من سوس", "du Souss", "from the Souss"),
    ("atlas", "من الأطلس", "de l’Atlas", "from the Atlas"),
    ("chiadma", "من الشياظمة", "des Chiadma", "from the Chiadma"),
];

const SIZES: &[Word] = &[
    ("small", "صغير", "petit format", "small"),
    ("medium", "متوسط", "format moyen", "medium"),
    ("large", "كبير", "grand format", "large"),
];

const USES: &[Word] = &[
    ("gift", "للهدية", "pour offrir", "as a gift"),
    ("travel", "للسفر", "pour le voyage", "for travel"),
    ("desk", "للمكتب", "pour le bureau", "for the desk"),
    ("living-room", "للصالون", "pour le salon", "for the living room"),
    ("bedroom", "لغرفة النوم", "pour la chambre à coucher", "for the bedroom"),
    ("nursery", "لغرفة الأطفال", "pour la chambre d’enfant", "for the nursery"),
    ("kitchen", "للمطبخ", "pour la cuisine", "for the kitchen"),
    ("guests", "للضيوف", "pour les invités", "for guests"),
    ("breakfast", "للفطور", "pour le petit déjeuner", "for breakfast"),
    ("wedding", "للعرس", "pour un mariage", "for a wedding"),
    ("feast", "للعيد", "pour la fête", "for feast days"),
    ("every-day", "لكل يوم", "pour tous les jours", "for every day"),
    ("summer", "للصيف", "pour l’été", "for summer"),
    ("winter", "للشتاء", "pour l’hiver", "for winter"),
    ("beach", "للشاطئ", "pour la plage", "for the beach"),
    ("hammam", "للحمّام", "pour le hammam", "for the hammam"),
    ("dry-skin", "للبشرة الجافة", "pour peau sèche", "for dry skin"),
    ("men", "للرجال", "pour homme", "for men"),
    ("women", "للنساء", "pour femme", "for women"),
    ("children", "للأطفال", "pour enfant", "for children"),
];

const FAMILIES: &[Family] = &[
    Family {
        category: "thuya-wood",
        shop: "atelier-tafoukt",
        suits: "thuya burl walnut cedar checks triangles stars rosettes arabesques palms fish nacre ebony lemon-wood \
                carving wax varnish sizes gift desk living-room bedroom guests wedding",
        kinds: &[
            ("box", "صندوق", "coffret", "box"),
            ("jewel-box", "صندوق مجوهرات", "coffret à bijoux", "jewel box"),
            ("tea-box", "صندوق شاي", "coffret à thé", "tea box"),
            ("humidor", "صندوق سيجار", "cave à cigares", "cigar humidor"),
            ("pen-case", "مقلمة", "plumier", "pen case"),
            ("bowl", "وعاء", "coupe", "bowl"),
            ("tray", "صينية", "plateau", "tray"),
            ("lamp", "مصباح", "lampe", "lamp"),
            ("photo-frame", "إطار صور", "cadre photo", "photo frame"),
            ("table", "طاولة قهوة", "table basse", "coffee table"),
            ("chess-board", "رقعة شطرنج", "jeu d’échecs", "chess board"),
            ("backgammon", "طاولة زهر", "jeu de backgammon", "backgammon set"),
        ],
    },
    Family {
        category: "rugs-and-textiles",
        shop: "cooperative-el-mensej",
        suits: "wool cotton linen sabra colours lozenges stripes checks ladders zigzags chevrons triangles stars \
                flat-weave low-pile high-pile plant-dye fringes pompoms tassels sequins embroidery sizes gift \
                living-room bedroom nursery guests wedding winter",
        kinds: &[
            ("rug", "زربية", "tapis", "rug"),
            ("prayer-rug", "زربية صلاة", "tapis de prière", "prayer rug"),
            ("wall-hanging", "معلّقة جدارية", "tenture murale", "wall hanging"),
            ("pouf", "بوف", "pouf", "pouf"),
            ("hanbel", "غطاء حنبل", "couverture hanbel", "hanbel blanket"),
            ("bed-blanket", "غطاء سرير", "couverture de lit", "bed blanket"),
            ("cushion", "مخدة", "coussin", "cushion"),
            ("cushion-cover", "غطاء مخدة", "housse de coussin", "cushion cover"),
        ],
    },
    Family {
        category: "rugs-and-textiles",
        shop: "cooperative-el-mensej",
        suits: "wool cotton linen sabra colours lozenges stripes checks zigzags chevrons plant-dye embroidery \
                sequins gift wedding feast every-day summer winter travel men women children",
        kinds: &[
            ("djellaba", "جلابة", "djellaba", "djellaba"),
            ("djellaba-cloth", "ثوب جلابة", "tissu de djellaba", "djellaba cloth"),
            ("haik", "حايك", "haïk", "haik"),
            ("shawl", "شال", "châle", "shawl"),
            ("shoulder-bag", "حقيبة كتف", "sac d’épaule", "shoulder bag"),
        ],
    },
    Family {
        category: "raffia",
        shop: "cooperative-dfira",
        suits: "raffia doum leather colours lozenges stripes zigzags chevrons stars palms fish pompoms tassels sequins \
                embroidery openwork cotton-lining leather-handles leather-sole rubber-sole sizes gift travel summer \
                beach every-day wedding men women children",
        kinds: &[
            ("basket", "قفة", "panier", "basket"),
            ("market-basket", "قفة السوق", "panier de marché", "market basket"),
            ("clutch", "حقيبة يد", "pochette", "clutch"),
            ("beach-bag", "حقيبة شاطئ", "sac de plage", "beach bag"),
            ("backpack", "حقيبة ظهر", "sac à dos", "backpack"),
            ("hat", "قبعة", "chapeau", "hat"),
            ("belgha", "بلغة", "belgha", "belgha slippers"),
            ("cherbil", "شربيل", "cherbil", "cherbil slippers"),
            ("mules", "خفّ مفتوح", "mules", "mules"),
        ],
    },
    Family {
        category: "raffia",
        shop: "cooperative-dfira",
        suits: "raffia doum colours lozenges stripes zigzags chevrons stars rosettes palms fish fringes pompoms \
                tassels openwork plant-dye sizes gift living-room bedroom nursery kitchen guests",
        kinds: &[
            ("bread-basket", "قفة خبز", "panier à pain", "bread basket"),
            ("lampshade", "أباجور", "abat-jour", "lampshade"),
            ("hanging-lamp", "مصباح معلّق", "lampe suspendue", "hanging lamp"),
            ("placemat", "مفرش صحن", "set de table", "placemat"),
            ("mirror", "مرآة", "miroir", "mirror"),
        ],
    },
    Family {
        category: "silver",
        shop: "atelier-ayour",
        suits: "silver lozenges triangles zigzags stars rosettes arabesques palms fish crescents stones filigree \
                engraving enamel hammered oxidised gift wedding feast every-day men women",
        kinds: &[
            ("ring", "خاتم", "bague", "ring"),
            ("cuff", "سوار مفتوح", "manchette", "cuff"),
            ("bracelet", "سوار", "bracelet", "bracelet"),
            ("anklet", "خلخال", "anneau de cheville", "anklet"),
            ("fibula", "خلالة", "fibule", "fibula"),
            ("tizerzai", "تيزرزاي", "tizerzaï", "tizerzai"),
            ("pendant", "قلادة", "pendentif", "pendant"),
            ("necklace", "عقد", "collier", "necklace"),
            ("earrings", "أقراط", "boucles d’oreilles", "earrings"),
            ("khamsa", "خميسة", "khamsa", "khamsa"),
            ("belt-buckle", "إبزيم حزام", "boucle de ceinture", "belt buckle"),
            ("kohl-flask", "مكحلة", "flacon à khôl", "kohl flask"),
        ],
    },
    Family {
        category: "argan",
        shop: "cooperative-tafsut",
        suits: "almonds walnuts dates honey thyme rosemary mint verbena lemon orange-blossom cinnamon ribbon cork \
                origins gift travel guests breakfast feast winter every-day children",
        kinds: &[
            ("amlou", "أملو", "amlou", "amlou"),
            ("honey", "عسل", "miel", "honey"),
            ("jam", "مربى", "confiture", "jam"),
            ("sellou", "سلّو", "sellou", "sellou"),
            ("fekkas", "فقاص", "fekkas", "fekkas biscuits"),
        ],
    },
    Family {
        category: "argan",
        shop: "cooperative-tafsut",
        suits: "honey argan-oil olive-oil ghassoul charcoal beeswax aromas ribbon cork pump dropper origins gift \
                travel winter summer every-day kitchen hammam dry-skin men women",
        kinds: &[
            ("food-oil", "زيت أركان للأكل", "huile d’argan alimentaire", "argan oil for food"),
            ("skin-oil", "زيت أركان للعناية", "huile d’argan pour le soin", "argan oil for skin"),
            ("hair-oil", "زيت أركان للشعر", "huile d’argan pour les cheveux", "argan oil for hair"),
            ("soap", "صابون", "savon", "soap"),
            ("black-soap", "صابون بلدي", "savon noir", "black soap"),
            ("balm", "بلسم", "baume", "balm"),
            ("cream", "كريم", "crème", "cream"),
            ("ghassoul", "غاسول", "ghassoul", "ghassoul clay"),
            ("candle", "شمعة", "bougie", "candle"),
        ],
    },
];

/// Tags of a family that are not for these kinds of it.
const UNFIT: &[(&str, &str)] = &[
    ("large bedroom guests", "pen-case photo-frame"),
    ("linen sabra pompoms tassels sequins embroidery chevrons wedding", "rug prayer-rug wall-hanging pouf"),
    ("flat-weave low-pile high-pile", "hanbel bed-blanket cushion cushion-cover"),
    ("cotton-lining leather-handles sizes travel", "hat belgha cherbil mules"),
    ("leather-sole rubber-sole men wedding", "basket market-basket clutch beach-bag backpack"),
    ("leather-sole rubber-sole", "hat"),
    ("leather-handles", "clutch"),
    ("men", "cherbil earrings anklet fibula tizerzai kohl-flask"),
    ("rosemary mint verbena lemon thyme", "amlou sellou"),
    ("cork", "fekkas soap black-soap candle"),
    ("honey olive-oil argan-oil ghassoul charcoal beeswax travel men women", "food-oil skin-oil hair-oil"),
    ("kitchen cinnamon", "skin-oil hair-oil soap black-soap balm cream ghassoul candle"),
    ("dry-skin hammam pump dropper cinnamon lavender rose rose-geranium", "food-oil"),
    ("pump dropper", "soap black-soap balm ghassoul candle"),
    ("ghassoul charcoal dry-skin", "candle"),
];

/// Who says one of the second says the first too.
const WIDER: &[(&str, &str)] = &[
    ("thuya", "burl"),
    ("inlay", "nacre ebony lemon-wood"),
    ("cotton", "cotton-lining"),
    ("leather", "leather-handles leather-sole"),
    ("box", "jewel-box tea-box"),
    ("rug", "prayer-rug"),
    ("blanket", "hanbel bed-blanket"),
    ("cushion", "cushion-cover"),
    ("djellaba", "djellaba-cloth"),
    ("basket", "market-basket bread-basket"),
    ("bag", "beach-bag shoulder-bag"),
    ("lamp", "hanging-lamp"),
    ("argan-oil", "food-oil skin-oil hair-oil"),
    ("soap", "black-soap"),
];

/// How the summaries of a category end.
const ENDINGS: &[Word] = &[
    ("thuya-wood", "عمل معلّم تحت أسوار السقالة", "travail d’un maâlem de la Skala", "by a master of the Skala"),
    ("thuya-wood", "بعد صقل يدوي طويل", "après un long ponçage à la main", "after much sanding by hand"),
    ("argan", "من تعاونية نساء في سميمو", "d’une coopérative de femmes", "from a cooperative of women"),
    ("argan", "بكمية قليلة بعد طلبك", "en petite quantité, sur commande", "in a little batch, after you order"),
    ("rugs-and-textiles", "شغل نسّاجات حد الدرا", "ouvrage des tisserandes de Had Draa", "by the weavers of Had Draa"),
    ("rugs-and-textiles", "بالمقاس الذي تحتاجه", "à la mesure qu’il vous faut", "in the measure you need"),
    ("raffia", "شغل نساء التعاونية", "ouvrage des femmes de la coopérative", "by the women of the cooperative"),
    ("raffia", "يومان أو ثلاثة من العمل", "deux ou trois jours de travail", "two or three days of work"),
    ("silver", "عمل صائغ في المدينة العتيقة", "travail d’un bijoutier de la médina", "by a silversmith of the medina"),
    ("silver", "والوزن مكتوب على الوصل", "avec le poids écrit sur le reçu", "with the weight on the receipt"),
];

/// The first `count` pieces; always the same ones.
pub fn pieces(count: usize) -> Vec<Piece> {
    let kinds: Vec<(&Family, &Word, Vec<Fitting>)> = FAMILIES
        .iter()
        .flat_map(|family| family.kinds.iter().map(move |kind| (family, kind, fitting(family, kind))))
        .collect();
    let mut names = BTreeSet::new();
    let mut pieces = Vec::with_capacity(count);
    for (index, (family, kind, fitting)) in (0..count).zip(kinds.iter().cycle()) {
        let mut dice = Dice(index as u64);
        let first = piece(index, family, kind, fitting, &mut dice);
        // A name that another piece has is thrown once more, so few names repeat.
        let new = names.insert(first.name.clone());
        pieces.push(if new { first } else { piece(index, family, kind, fitting, &mut dice) });
    }
    pieces
}

/// A facet, and its words that a kind of pieces can speak of.
type Fitting = (&'static Facet, Vec<Word>);

fn fitting(family: &Family, kind: &Word) -> Vec<Fitting> {
    let mut facets = Vec::new();
    for facet in FACETS {
        let suits = |word: &Word| lists(family.suits, word.0) || lists(family.suits, facet.name);
        let unfit = |word: &Word| {
            UNFIT.iter().any(|(tags, kinds)| lists(kinds, kind.0) && (lists(tags, word.0) || lists(tags, facet.name)))
        };
        let said = |word: &Word| kind.0.starts_with(word.0);
        let words: Vec<Word> =
            facet.words.iter().copied().filter(|word| suits(word) && !unfit(word) && !said(word)).collect();
        if !words.is_empty() {
            facets.push((facet, words));
        }
    }
    facets
}

fn piece(index: usize, family: &Family, kind: &Word, fitting: &[Fitting], dice: &mut Dice) -> Piece {
    // Every facet the piece could speak of, its own word first.
    let mut facets = fitting.to_vec();
    for (_, words) in &mut facets {
        dice.shuffle(words);
    }
    let mut order: Vec<usize> = (0..facets.len()).collect();
    dice.shuffle(&mut order);
    let in_name = 1 + usize::from(dice.roll(16) > 0) + usize::from(dice.roll(5) > 1);
    let in_all = (in_name + 1 + dice.roll(2)).min(order.len());
    let offers: Vec<usize> =
        (0..facets.len()).filter(|nth| !facets[*nth].0.frame[0].is_empty() && facets[*nth].1.len() > 1).collect();
    let offer = offers[dice.roll(offers.len())];
    let offered = (dice.roll(4) + 2).min(facets[offer].1.len());

    // In the order of the facets, whatever the dice said.
    let part = |chosen: &[usize]| -> Vec<(&Facet, Word)> {
        (0..facets.len()).filter(|nth| chosen.contains(nth)).map(|nth| (facets[nth].0, facets[nth].1[0])).collect()
    };
    let named = part(&order[..in_name]);
    let noun = [kind.1, kind.2, kind.3];
    let endings: Vec<&Word> = ENDINGS.iter().filter(|ending| ending.0 == family.category).collect();
    let ending = endings[dice.roll(endings.len())];
    let [arabic, french, english] = around(noun, &part(&order[in_name..in_all]));
    let summary =
        [format!("{arabic}، {}.", ending.1), format!("{french}, {}.", ending.2), format!("{english}, {}.", ending.3)];
    let values = facets[offer].1[..offered].iter().map(|word| [word.1, word.2, word.3].map(capital)).collect();

    let mut tags = Vec::new();
    let spoken = (0..facets.len()).flat_map(|nth| {
        let many = if nth == offer { offered } else { usize::from(order[..in_all].contains(&nth)) };
        facets[nth].1[..many].iter().map(|word| word.0)
    });
    for tag in iter::once(kind.0).chain(spoken) {
        let wider = WIDER.iter().filter(|(_, narrow)| lists(narrow, tag)).map(|(wide, _)| *wide);
        for tag in iter::once(tag).chain(wider) {
            if !tags.contains(&tag) {
                tags.push(tag);
            }
        }
    }
    Piece {
        slug: format!("{}-{}-{:04}", kind.0, named[0].1.0, index + 1),
        category: family.category,
        shop: family.shop,
        name: around(noun, &named),
        summary,
        values,
        tags,
    }
}

/// A noun with what is said of it, in each language.
fn around(noun: [&str; 3], said: &[(&Facet, Word)]) -> [String; 3] {
    let [mut arabic, mut french, english] = noun.map(str::to_owned);
    let (mut before, mut after) = (String::new(), String::new());
    for (nth, (facet, word)) in said.iter().enumerate() {
        arabic = format!("{arabic} {}{}", facet.frame[0], word.1);
        french = format!("{french}{} {}{}", if nth == 0 { "" } else { "," }, facet.frame[1], word.2);
        if facet.leads {
            before = format!("{} {before}", word.3);
        } else if !facet.frame[2].is_empty() && !after.is_empty() {
            after = format!("{after} and {}", word.3);
        } else {
            after = format!("{after} {}{}", facet.frame[2], word.3);
        }
    }
    [arabic, capital(&french), capital(&format!("{before}{english}{after}"))]
}

fn lists(tags: &str, tag: &str) -> bool {
    tags.split_whitespace().any(|one| one == tag)
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// The same throws for the same seed (SplitMix64).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % sides as u64) as usize
    }

    fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.roll(last + 1));
        }
    }
}
