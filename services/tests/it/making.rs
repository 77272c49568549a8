//! The making of ordered pieces: steps, hours, the check, shares, and what a maker may do.

use crate::bed::{Bed, on_each};
use crate::market::{NOON, WOOD, WOOD_PER_BOX, WOOL, buys, fill, made, received, said};
use domain::id::{MemberId, ProductionOrderId, ShopOrderId};
use domain::materials::MovementKind;
use domain::money::Money;
use domain::order::{HoursProblem, Mark, ProductionState, ShopOrderState, StageState, Step, WorkStep};
use domain::picture::Focus;
use domain::time::Timestamp;
use services::people::Role;
use services::studio::{
    self, AmountProblem, CheckForm, CheckRefused, HoursForm, HoursRefused, Receipt, ScrapForm, WorkPage, WorkProblem,
    WorkScrapProblem,
};
use services::{Actor, Error, doctor, track_order};
use store::catalog::Member;

/// A workshop in which Hassan and Lalla make boxes and Omar runs it, with an order of two rich boxes on the bench.
struct Shop {
    omar: Actor,
    hassan: Actor,
    lalla: Actor,
    order: ShopOrderId,
    work: ProductionOrderId,
    token: String,
}

async fn put_members(bed: &Bed) {
    let shop = bed.svc.store().read().await.unwrap().shop(WOOD).await.unwrap().unwrap().id;
    for (position, slug) in [(1, "hassan"), (2, "lalla"), (3, "omar")] {
        let member = Member {
            id: MemberId::from_parts(bed.svc.millis(), bed.svc.id10()),
            shop,
            position,
            slug: slug.into(),
            name: said(slug),
            role: said("r"),
            bio: said("b"),
        };
        bed.svc.store().write(async |tx| tx.put_member(&member).await).await.unwrap();
    }
}

async fn shop(bed: &Bed) -> Shop {
    fill(&bed.svc, 5).await;
    put_members(bed).await;
    let token = buys(&bed.svc, &bed.visitor().await, "box", "rich", 2).await.unwrap().token;
    let omar = bed.person(WOOD, Role::Coordinator, Some("omar")).await;
    let order = studio::orders(&bed.svc, &omar, WOOD).await.unwrap()[0].id;
    for step in [Step::Confirm, Step::Start] {
        studio::advance(&bed.svc, &omar, WOOD, order, step).await.unwrap().unwrap();
    }
    let work = studio::order(&bed.svc, &omar, WOOD, order).await.unwrap().unwrap().lines[0].work.unwrap();
    let (hassan, lalla) = (bed.maker(WOOD, Some("hassan")).await, bed.maker(WOOD, Some("lalla")).await);
    Shop { omar, hassan, lalla, order, work, token }
}

impl Shop {
    async fn page(&self, bed: &Bed, actor: &Actor) -> WorkPage {
        studio::work(&bed.svc, actor, WOOD, self.work).await.unwrap().unwrap()
    }

    async fn hours(&self, bed: &Bed, actor: &Actor, form: HoursForm) -> Result<(), HoursRefused> {
        studio::record_hours(&bed.svc, actor, WOOD, self.work, &form).await.unwrap()
    }

    async fn step(&self, bed: &Bed, step: WorkStep) -> Result<(), WorkProblem> {
        studio::take_work_step(&bed.svc, &self.hassan, WOOD, self.work, step).await.unwrap()
    }

    async fn stage(&self, bed: &Bed, to: StageState) -> Result<(), WorkProblem> {
        studio::move_stage(&bed.svc, &self.hassan, WOOD, (self.work, 0), to).await.unwrap()
    }

    async fn check(&self, bed: &Bed, actor: &Actor, passed: bool, note: &str) -> Result<(), CheckRefused> {
        let form = CheckForm { passed, note: note.into(), ..CheckForm::default() };
        studio::record_check(&bed.svc, actor, WOOD, self.work, &form).await.unwrap()
    }
}

fn minutes(minutes: &str) -> HoursForm {
    HoursForm { minutes: minutes.into(), stage: "0".into(), ..HoursForm::default() }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_piece_is_made_checked_mended_and_only_then_finished() {
    on_each(async |bed| {
        let shop = shop(bed).await;
        let page = shop.page(bed, &shop.hassan).await;
        assert_eq!((page.state, page.stages.len(), page.stages[0].planned), (ProductionState::InProduction, 1, 400));
        assert_eq!(page.stages[0].name, said("Making"), "as the product calls it");
        assert!(page.materials.iter().all(|material| material.taken == material.amount), "taken when the order began");

        shop.stage(bed, StageState::Begun).await.unwrap();
        shop.stage(bed, StageState::Begun).await.unwrap();
        assert_eq!(shop.page(bed, &shop.hassan).await.stages[0].state, StageState::Begun, "sent twice counts once");
        shop.step(bed, WorkStep::Hold).await.unwrap();
        let held = WorkProblem::NotNow { state: ProductionState::OnHold };
        assert_eq!(shop.stage(bed, StageState::Done).await, Err(held.clone()));
        assert_eq!(shop.step(bed, WorkStep::HandOver).await, Err(held));
        shop.step(bed, WorkStep::GoOn).await.unwrap();
        let early = Err(CheckRefused::NotNow { state: ProductionState::InProduction });
        assert_eq!(shop.check(bed, &shop.omar, true, "").await, early, "nobody handed them over");
        shop.step(bed, WorkStep::HandOver).await.unwrap();
        assert_eq!(shop.page(bed, &shop.hassan).await.stages[0].state, StageState::Done, "handed over is done");

        assert_eq!(shop.check(bed, &shop.omar, false, " ").await, Err(CheckRefused::NoteRequired));
        shop.check(bed, &shop.omar, false, "the lid is loose").await.unwrap();
        let page = shop.page(bed, &shop.hassan).await;
        assert_eq!((page.state, page.stages[0].state), (ProductionState::InProduction, StageState::Begun));
        assert_eq!((page.checks[0].passed, page.checks[0].note.as_str()), (false, "the lid is loose"));
        let finish = async || studio::advance(&bed.svc, &shop.omar, WOOD, shop.order, Step::Finish).await.unwrap();
        assert_eq!(finish().await, Err(studio::AdvanceProblem::Unchecked(vec![said("box")])));
        shop.step(bed, WorkStep::HandOver).await.unwrap();
        let form = CheckForm { id: Some(page.next_check), passed: true, ..CheckForm::default() };
        for _ in 0..2 {
            studio::record_check(&bed.svc, &shop.omar, WOOD, shop.work, &form).await.unwrap().unwrap();
        }
        let page = shop.page(bed, &shop.hassan).await;
        assert_eq!((page.state, page.checks.len()), (ProductionState::Completed, 2), "sent twice counts once");
        finish().await.unwrap();
        assert_eq!(doctor::level_differences(bed.svc.store()).await.unwrap(), []);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn hours_are_refused_with_what_to_mend_and_nothing_is_written() {
    on_each(async |bed| {
        let shop = shop(bed).await;
        let today = Timestamp(NOON).day();
        let day = |days: i32| HoursForm { day: today.plus(days).iso(), ..minutes("30") };
        let hours = HoursRefused::Hours;
        for (form, refused) in [
            (minutes(""), hours(HoursProblem::Required)),
            (minutes("long"), hours(HoursProblem::NotANumber)),
            (minutes("-30"), hours(HoursProblem::NotPositive)),
            (minutes("0"), hours(HoursProblem::NotPositive)),
            (minutes("25:00"), hours(HoursProblem::TooMany)),
            (minutes("999999999999999999999"), hours(HoursProblem::NotANumber)),
            (day(1), hours(HoursProblem::Future)),
            (day(-1), hours(HoursProblem::TooEarly)),
            (HoursForm { day: "soon".into(), ..minutes("30") }, hours(HoursProblem::Day)),
            (HoursForm { stage: "7".into(), ..minutes("30") }, HoursRefused::Stage),
            (HoursForm { stage: "x".into(), ..minutes("30") }, HoursRefused::Stage),
            (HoursForm { member: "nobody".into(), ..minutes("30") }, HoursRefused::Member),
            (HoursForm { member: "lalla".into(), ..minutes("30") }, HoursRefused::Member),
            (HoursForm { correction: true, ..minutes("30") }, hours(HoursProblem::ReasonRequired)),
            (
                HoursForm { correction: true, reason: "too much".into(), ..minutes("30") },
                hours(HoursProblem::BelowZero),
            ),
            (HoursForm { reason: "x".repeat(201), ..minutes("30") }, hours(HoursProblem::ReasonUnreadable)),
        ] {
            assert_eq!(shop.hours(bed, &shop.hassan, form.clone()).await, Err(refused), "{form:?}");
        }
        assert_eq!(
            shop.hours(bed, &shop.omar, HoursForm { member: "x".into(), ..minutes("5") }).await,
            Err(HoursRefused::Member)
        );
        assert_eq!(shop.page(bed, &shop.hassan).await.hours, [], "nothing is half done");
        // A clock that was set back: today lies before the order.
        bed.set_time(NOON - 3 * 24 * 3_600_000);
        assert_eq!(shop.hours(bed, &shop.hassan, minutes("30")).await, Err(hours(HoursProblem::TooEarly)));
        bed.set_time(NOON);

        let form = HoursForm { id: Some(shop.page(bed, &shop.hassan).await.next_entry), ..minutes("1h30") };
        for _ in 0..3 {
            shop.hours(bed, &shop.hassan, form.clone()).await.unwrap();
        }
        let other = HoursForm { minutes: "60".into(), ..form };
        assert_eq!(shop.hours(bed, &shop.hassan, other).await, Err(HoursRefused::Recorded));
        assert_eq!(shop.hours(bed, &shop.hassan, minutes("23:00")).await, Err(hours(HoursProblem::TooMany)), "one day");
        let back = HoursForm { correction: true, reason: "counted twice".into(), ..minutes("30") };
        shop.hours(bed, &shop.hassan, back).await.unwrap();
        let page = shop.page(bed, &shop.hassan).await;
        assert_eq!(page.hours.iter().map(|entry| entry.minutes).collect::<Vec<_>>(), [-30, 90]);
        assert_eq!(page.stages[0].worked, 60);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_made_a_piece_does_not_let_it_pass_while_somebody_else_can() {
    on_each(async |bed| {
        let shop = shop(bed).await;
        shop.hours(bed, &shop.hassan, minutes("60")).await.unwrap();
        shop.step(bed, WorkStep::HandOver).await.unwrap();
        assert!(!shop.page(bed, &shop.hassan).await.may_check);
        assert_eq!(shop.check(bed, &shop.hassan, true, "").await, Err(CheckRefused::OwnWork));
        assert_eq!(shop.check(bed, &shop.hassan, false, "mine").await, Err(CheckRefused::OwnWork));
        assert!(shop.page(bed, &shop.lalla).await.may_check);
        shop.check(bed, &shop.lalla, true, "").await.unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_who_works_alone_lets_her_own_pieces_pass() {
    on_each(async |bed| {
        fill(&bed.svc, 5).await;
        put_members(bed).await;
        buys(&bed.svc, &bed.visitor().await, "box", "plain", 1).await.unwrap();
        let omar = bed.person(WOOD, Role::Coordinator, Some("omar")).await;
        let order = studio::orders(&bed.svc, &omar, WOOD).await.unwrap()[0].id;
        for step in [Step::Confirm, Step::Start] {
            studio::advance(&bed.svc, &omar, WOOD, order, step).await.unwrap().unwrap();
        }
        let work = studio::order(&bed.svc, &omar, WOOD, order).await.unwrap().unwrap().lines[0].work.unwrap();
        let mine = HoursForm { member: "omar".into(), ..minutes("45") };
        studio::record_hours(&bed.svc, &omar, WOOD, work, &mine).await.unwrap().unwrap();
        made(&bed.svc, &omar, WOOD, order).await;
        studio::advance(&bed.svc, &omar, WOOD, order, Step::Finish).await.unwrap().unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn shares_add_up_to_the_declared_making_price_and_stay_as_they_were() {
    on_each(async |bed| {
        let shop = shop(bed).await;
        shop.hours(bed, &shop.hassan, minutes("100")).await.unwrap();
        shop.hours(bed, &shop.lalla, minutes("50")).await.unwrap();
        shop.hours(bed, &shop.omar, HoursForm { member: "lalla".into(), ..minutes("33") }).await.unwrap();
        let declare = async |percent| studio::set_making_share(&bed.svc, &shop.omar, WOOD, percent).await.unwrap();
        assert!(declare("101").await.is_err() && declare("much").await.is_err());
        declare("33,3").await.unwrap();
        shop.step(bed, WorkStep::HandOver).await.unwrap();
        shop.check(bed, &shop.omar, true, "").await.unwrap();
        declare("90").await.unwrap();

        let of = async |actor: &Actor, member| studio::statement(&bed.svc, actor, WOOD, member, None).await.unwrap();
        let (hassan, lalla) = (of(&shop.hassan, "hassan").await, of(&shop.lalla, "lalla").await);
        // Two rich boxes of 570 dirhams, a third of a thousandth short of a third: 379.62 dirhams, by 100 and 83 minutes.
        let making = Money::mad(37_962);
        assert_eq!((hassan.shares[0].making, lalla.shares[0].making), (making, making), "frozen when they passed");
        assert_eq!((hassan.earned, lalla.earned), (Money::mad(20_744), Money::mad(17_218)));
        assert_eq!((hassan.minutes, lalla.minutes, lalla.shares[0].minutes), (100, 83, 83));
        assert_eq!(hassan.earned.minor + lalla.earned.minor, making.minor);
        assert_eq!(of(&shop.omar, "omar").await.shares, []);
        let next = studio::statement(&bed.svc, &shop.hassan, WOOD, "hassan", Some("2027-02")).await.unwrap();
        assert_eq!((next.shares, next.minutes), (Vec::new(), 0), "another month");
        let all = studio::statements(&bed.svc, &shop.omar, WOOD).await.unwrap();
        let earned: Vec<_> = all.members.iter().map(|(row, _, earned)| (row.slug.as_str(), earned.minor)).collect();
        assert_eq!((earned, all.permille), (vec![("hassan", 20_744), ("lalla", 17_218), ("omar", 0)], 900));
        let late = shop.hours(bed, &shop.hassan, minutes("5")).await;
        assert_eq!(late, Err(HoursRefused::Closed), "what is shared is not shared again");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_nobody_wrote_hours_the_shares_follow_the_tasks() {
    on_each(async |bed| {
        let shop = shop(bed).await;
        studio::assign_stage(&bed.svc, &shop.omar, WOOD, (shop.work, 0), "lalla").await.unwrap();
        for (position, member) in [(0, "nobody"), (4, "lalla")] {
            let wrong = studio::assign_stage(&bed.svc, &shop.omar, WOOD, (shop.work, position), member).await;
            assert!(matches!(wrong, Err(Error::NotFound)));
        }
        made(&bed.svc, &shop.omar, WOOD, shop.order).await;
        let lalla = studio::statement(&bed.svc, &shop.lalla, WOOD, "lalla", None).await.unwrap();
        assert_eq!(
            (lalla.earned, lalla.minutes),
            (Money::mad(45_600), 0),
            "40 of a hundred, until the shop says otherwise"
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn lost_material_is_recorded_with_its_cause_and_never_taken_from_what_is_promised() {
    on_each(async |bed| {
        let shop = shop(bed).await;
        let scrap = |amount: &str, cause: &str, note: &str| ScrapForm {
            material: "wood".into(),
            amount: amount.into(),
            cause: cause.into(),
            note: note.into(),
            id: None,
        };
        let record = async |form: &ScrapForm| {
            studio::record_work_scrap(&bed.svc, &shop.hassan, WOOD, shop.work, form).await.unwrap()
        };
        for (form, problem) in [
            (scrap("", "broken", ""), WorkScrapProblem::Amount(AmountProblem::Required)),
            (scrap("0 g", "broken", ""), WorkScrapProblem::Amount(AmountProblem::Zero)),
            (scrap("1 g", "", ""), WorkScrapProblem::Cause),
            (scrap("1 g", "other", " "), WorkScrapProblem::Cause),
            (scrap("3,5 g", "broken", ""), WorkScrapProblem::NotFree { free: 3 * WOOD_PER_BOX }),
        ] {
            assert_eq!(record(&form).await, Err(problem), "{form:?}");
        }
        let form = ScrapForm {
            id: Some(shop.page(bed, &shop.hassan).await.next_scrap),
            ..scrap("0,5 g", "broken", "a crack")
        };
        for _ in 0..2 {
            record(&form).await.unwrap();
        }
        record(&scrap("0,2 g", "more_needed", "")).await.unwrap();
        let page = shop.page(bed, &shop.hassan).await;
        assert_eq!(page.scraps.iter().map(|row| row.amount).collect::<Vec<_>>(), [200, 500], "sent twice counts once");
        let wood = studio::material(&bed.svc, &shop.omar, WOOD, "wood").await.unwrap().unwrap();
        assert_eq!(wood.row.on_hand, 3 * WOOD_PER_BOX - 700);
        let kinds: Vec<_> = wood.movements.iter().map(|row| (row.kind, row.amount)).collect();
        assert!(
            kinds.contains(&(MovementKind::Scrap, 500)) && kinds.contains(&(MovementKind::Adjustment, -200)),
            "{kinds:?}"
        );
        assert_eq!(doctor::level_differences(bed.svc.store()).await.unwrap(), []);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_plan_counts_what_is_left_of_each_stage() {
    on_each(async |bed| {
        let shop = shop(bed).await;
        // Three members, six hours a day each; work on this order may begin on Wednesday.
        let wednesday = NOON + 5 * 24 * 3_600_000;
        bed.set_time(wednesday);
        let today = async || studio::plan(&bed.svc, &shop.omar, WOOD).await.unwrap().orders;
        assert_eq!(today().await[0].today, 400);
        shop.hours(bed, &shop.hassan, minutes("150")).await.unwrap();
        assert_eq!(today().await[0].today, 250, "planned less worked");
        shop.hours(bed, &shop.lalla, minutes("600")).await.unwrap();
        assert_eq!(today().await[0].today, 1, "it took longer, and is not done");
        shop.step(bed, WorkStep::HandOver).await.unwrap();
        assert!(today().await.is_empty(), "what waits for its check takes no hands");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_shopper_sees_the_step_in_words_and_the_photographs() {
    on_each(async |bed| {
        let shop = shop(bed).await;
        let progress = async || {
            let order = track_order::track(&bed.svc, &shop.token).await.unwrap().unwrap();
            order.shops[0].lines[0].progress.clone().unwrap()
        };
        assert_eq!((progress().await.state, progress().await.stage), (ProductionState::InProduction, None));
        shop.stage(bed, StageState::Begun).await.unwrap();
        assert_eq!(progress().await.stage, Some(said("Making")));
        let owner = services::pictures::of_shop(&shop.hassan, WOOD).unwrap();
        let row = store::pictures::PictureRow {
            id: "a".repeat(32),
            width: 400,
            height: 300,
            original_bytes: 1,
            stored_bytes: 1,
            mean_rgb: 0,
            created_ms: NOON,
            has_avif: false,
            focus: Focus::MIDDLE,
            ground: None,
        };
        bed.svc.store().write(async |tx| tx.add_picture(&owner, &row, &[1; 32]).await).await.unwrap();
        let add = async |actor: &Actor, shop_slug: &str, code: &str| {
            studio::add_photo(&bed.svc, actor, shop_slug, shop.work, (code, Mark::Half)).await
        };
        add(&shop.hassan, WOOD, &row.id).await.unwrap().unwrap();
        assert!(matches!(add(&shop.hassan, WOOD, &"b".repeat(32)).await, Err(Error::NotFound)), "no such picture");
        let other = bed.coordinator(WOOL).await;
        assert!(matches!(add(&other, WOOL, &row.id).await, Err(Error::NotFound)), "another shop's work");
        let photos: Vec<_> = progress().await.photos.into_iter().map(|photo| (photo.mark, photo.picture.id)).collect();
        assert_eq!(photos, [(Mark::Half, row.id.clone())]);
        studio::drop_photo(&bed.svc, &shop.lalla, WOOD, shop.work, &row.id).await.unwrap();
        assert!(progress().await.photos.is_empty());
    })
    .await;
}

/// What a maker may not do answers as not existing, and what she may answers.
#[tokio::test(flavor = "multi_thread")]
async fn a_maker_sees_her_work_and_not_what_the_shop_keeps_from_her() {
    on_each(async |bed| {
        let shop = shop(bed).await;
        let (svc, maker) = (&bed.svc, &shop.hassan);
        assert!(!maker.runs(WOOD) && shop.omar.runs(WOOD));
        let today = Timestamp(NOON).day();
        let close = studio::Edit::Close(domain::planning::Span { from: today, to: today });
        let no = |what: &str, answered: Result<(), Error>| {
            assert!(matches!(answered, Err(Error::NotFound)), "{what}: {answered:?}");
        };
        no("home", studio::home(svc, maker, WOOD).await.map(drop));
        no("orders", studio::orders(svc, maker, WOOD).await.map(drop));
        no("order", studio::order(svc, maker, WOOD, shop.order).await.map(drop));
        for step in Step::ALL {
            no(step.code(), studio::advance(svc, maker, WOOD, shop.order, step).await.map(drop));
        }
        no("plan", studio::plan(svc, maker, WOOD).await.map(drop));
        no("calendar", studio::calendar(svc, maker, WOOD).await.map(drop));
        no("change_calendar", studio::change_calendar(svc, maker, WOOD, 0, &close, &[]).await.map(drop));
        no("write_material", studio::write_material(svc, maker, WOOD, Some("wood")).await.map(drop));
        no("set_supply_days", studio::set_supply_days(svc, maker, WOOD, "3").await.map(drop));
        no("products", studio::products::products(svc, maker, WOOD, None).await.map(drop));
        no("assign", studio::assign_stage(svc, maker, WOOD, (shop.work, 0), "hassan").await);
        no("statements", studio::statements(svc, maker, WOOD).await.map(drop));
        no("making share", studio::set_making_share(svc, maker, WOOD, "99").await.map(drop));
        no("another's statement", studio::statement(svc, maker, WOOD, "lalla", None).await.map(drop));
        for step in [WorkStep::Start, WorkStep::Pass, WorkStep::Fail, WorkStep::Cancel] {
            no(step.code(), studio::take_work_step(svc, maker, WOOD, shop.work, step).await.map(drop));
        }
        // Another shop's maker finds nothing at all.
        let stranger = bed.maker(WOOL, None).await;
        assert_eq!(studio::work(svc, &stranger, WOOL, shop.work).await.unwrap(), None);
        no("work", studio::work(svc, &stranger, WOOD, shop.work).await.map(drop));
        no("today", studio::today(svc, &stranger, WOOD).await.map(drop));
        no("hours", studio::record_hours(svc, &stranger, WOOL, shop.work, &minutes("5")).await.map(drop));
        let good = CheckForm { passed: true, ..CheckForm::default() };
        no("check", studio::record_check(svc, &stranger, WOOL, shop.work, &good).await.map(drop));
        no("hand over", studio::take_work_step(svc, &stranger, WOOL, shop.work, WorkStep::HandOver).await.map(drop));
        no("stage", studio::move_stage(svc, &stranger, WOOL, (shop.work, 0), StageState::Begun).await.map(drop));
        no("photo", studio::drop_photo(svc, &stranger, WOOL, shop.work, "x").await);

        let list = studio::today(svc, maker, WOOD).await.unwrap();
        assert_eq!(list.me.map(|me| me.slug), Some("hassan".to_owned()));
        assert_eq!((list.bench.len(), list.to_check.len(), list.next.len()), (1, 0, 0));
        assert_eq!((list.bench[0].left, list.bench[0].done), (400, (0, 1)));
        assert_eq!(studio::statement(svc, maker, WOOD, "hassan", None).await.unwrap().shares, []);
        assert_eq!(studio::materials(svc, maker, WOOD).await.unwrap().len(), 2);
        let receipt = Receipt { ..received("1 g") };
        studio::record_receipt(svc, maker, WOOD, "wood", &receipt).await.unwrap().unwrap();
        studio::record_stocktake(svc, maker, WOOD, "wood", "4 g", "counted").await.unwrap().unwrap();
        let state = studio::order(svc, &shop.omar, WOOD, shop.order).await.unwrap().unwrap().state;
        assert_eq!(state, ShopOrderState::InProduction, "nothing changed");
    })
    .await;
}
