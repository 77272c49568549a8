//! Services over an empty database, a shop that works with twenty-one materials, and who works there.

use crate::market::{WOOD, fill, put_product, said};
use domain::id::{MaterialId, ShopId};
use domain::materials::{BomLine, InputLine, MaterialTerms, RecipeForm};
use domain::quantity::{Basis, Measure, Unit};
use domain::time::Timestamp;
use services::ports::{Clock, Entropy, Later, Media, MediaError};
use services::{Actor, Services, people, session, sign_in, studio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};
use store::materials::NewMaterial;
use store::testing::Place;
use store::{ShopScope, Store};

/// Materials that it takes to make the piece, over three levels.
const MATERIALS: u8 = 20;

/// Product that takes the first eight and the dyed one.
pub const PIECE: &str = "piece";
/// Made from five and the spun one.
pub const DYED: &str = "material-18";
/// Made from five and the first one.
pub const SPUN: &str = "material-19";

pub struct Bench {
    pub svc: Services,
    pub actor: Actor,
    pub scope: ShopScope,
    pub materials: Vec<MaterialId>,
}

impl Bench {
    pub async fn open(place: &Place) -> Self {
        let store = Store::open(&place.url, &store::Settings::default()).await.expect("the store opens");
        store.migrate().await.expect("the store migrates");
        let svc = Services::new(store, Arc::new(RealClock), Arc::new(Counted(AtomicU64::new(1))), Arc::new(NoMedia));
        fill(&svc, 1_000_000).await;
        let shop = svc.store().read().await.expect("reads").shop(WOOD).await.expect("answers").expect("was made").id;
        let mut materials = Vec::new();
        for number in 0..MATERIALS {
            materials.push(put_material(&svc, shop, number).await);
        }
        let recipe = materials[..8].iter().chain([&materials[18]]).map(|material| line(*material)).collect();
        put_product(&svc, shop, PIECE, 45_000, recipe).await;
        people::add(&svc, "c@wood.example", "Coordinator", "long password", WOOD).await.expect("she is new");
        let token = sign_in::sign_in(&svc, &Actor::default(), "c@wood.example", "long password", "bench").await;
        let token = token.expect("answers").expect("the password is right");
        let actor = session::load(&svc, Some(&token.0)).await.expect("answers");
        let Ok(services::pictures::PictureOwner::Shop(scope)) = services::pictures::of_shop(&actor, WOOD) else {
            panic!("she works there")
        };
        let bench = Self { svc, actor, scope, materials };
        bench.keep(DYED, (8..13).chain([19])).await;
        bench.keep(SPUN, (13..18).chain([0])).await;
        bench
    }
}

impl Bench {
    /// A gram of a material takes a gram of each of these.
    async fn keep(&self, slug: &str, inputs: impl Iterator<Item = u8>) {
        let gram =
            |number| InputLine { material: format!("material-{number}"), amount: "1 g".into(), ..InputLine::default() };
        let form = RecipeForm { makes: "1 g".into(), inputs: inputs.map(gram).collect(), ..RecipeForm::default() };
        let kept = studio::save_recipe(&self.svc, &self.actor, WOOD, slug, &form).await;
        assert_eq!(kept.expect("answers"), Ok(studio::RecipeKept::Kept));
    }
}

async fn put_material(svc: &Services, shop: ShopId, number: u8) -> MaterialId {
    let material = NewMaterial {
        id: MaterialId::from_parts(svc.millis(), svc.id10()),
        shop,
        slug: format!("material-{number}"),
        unit: Unit::Milligram,
        name: said("m"),
        origin: said("o"),
        terms: MaterialTerms::default(),
    };
    svc.store().write(async |tx| tx.put_material(&material).await).await.expect("it is new")
}

const fn line(material: MaterialId) -> BomLine {
    BomLine {
        material,
        when: Vec::new(),
        measure: Measure { basis: Basis::Fixed, per: (1_000, 1) },
        waste_permille: 0,
        stage: None,
    }
}

struct RealClock;

impl Clock for RealClock {
    #[expect(clippy::disallowed_methods, reason = "as in the server")]
    fn now(&self) -> Timestamp {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_millis());
        Timestamp(i64::try_from(since).unwrap_or_default())
    }
}

/// Bytes that do not repeat; nobody has to be unable to guess them here.
struct Counted(AtomicU64);

impl Entropy for Counted {
    fn fill(&self, bytes: &mut [u8]) {
        for part in bytes.chunks_mut(8) {
            let at = self.0.fetch_add(0x9e37_79b9_7f4a_7c15, Ordering::Relaxed);
            let mixed = (at ^ (at >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            part.copy_from_slice(&(mixed ^ (mixed >> 31)).to_le_bytes()[..part.len()]);
        }
    }
}

struct NoMedia;

impl Media for NoMedia {
    fn put<'a>(&'a self, _: &'a str, _: Vec<u8>) -> Later<'a, Result<(), MediaError>> {
        Box::pin(async { Ok(()) })
    }

    fn get<'a>(&'a self, _: &'a str) -> Later<'a, Result<Option<Vec<u8>>, MediaError>> {
        Box::pin(async { Ok(None) })
    }

    fn remove<'a>(&'a self, _: &'a str) -> Later<'a, Result<(), MediaError>> {
        Box::pin(async { Ok(()) })
    }

    fn reach(&self) -> Later<'_, Result<(), MediaError>> {
        Box::pin(async { Ok(()) })
    }
}
