//! `POST /upload/picture`: pictures for a shop. The answer leads to the page that the form names, with the code of each
//! picture or with what was wrong.

use super::parts::Stop;
use super::{Form, Refusal, arrive, take, take_in, value};
use crate::layers::envelope::Marks;
use crate::routes::pages;
use crate::state::AppState;
use axum::Extension;
use axum::extract::{Request, State};
use axum::response::Response;
use domain::order::Mark;
use domain::text::Lang;
use services::Actor;
use services::pictures::{self, PictureProblem};
use services::studio::{self, PhotoProblem};

/// Its place in the route table.
pub const PATH: &str = "/upload/picture";

/// Most files of one form that are looked at.
const MOST_FILES: usize = 12;

/// Most fields of one form.
const MOST_FIELDS: usize = 16;

/// What a form said before its files.
#[derive(Default)]
struct Fields {
    shop: String,
    next: String,
    lang: String,
    /// The work that the pictures are put to, and how far it is; empty where they are only kept.
    work: String,
    mark: String,
}

/// What became of the files.
#[derive(Default)]
struct Outcome {
    codes: Vec<String>,
    /// With the number of the file, from 1.
    problems: Vec<(usize, PictureProblem)>,
    files: usize,
    /// What became of them at the work that they were for.
    said: Option<&'static str>,
}

impl Outcome {
    fn note(&mut self, what: Result<String, PictureProblem>) {
        match what {
            Ok(code) if !self.codes.contains(&code) => self.codes.push(code),
            // Of what is too much, the first says it for all.
            Err(problem) if self.files <= MOST_FILES + 1 => self.problems.push((self.files, problem)),
            Ok(_) | Err(_) => {}
        }
    }
}

/// Takes the pictures of one form.
pub async fn picture(State(state): State<AppState>, Extension(marks): Extension<Marks>, request: Request) -> Response {
    let own_state = state.clone();
    let receive = |actor: Actor, mut form: Form| async move { receive(&own_state, &actor, &mut form).await };
    match take_in(&state, &marks, PATH, request, receive).await {
        Ok((fields, outcome)) => pages::see_other(&address(&fields, &outcome)),
        Err(response) => response,
    }
}

async fn receive(state: &AppState, actor: &Actor, form: &mut Form) -> Result<(Fields, Outcome), Refusal> {
    let (mut fields, mut outcome) = (Fields::default(), Outcome::default());
    let mut others = 0;
    let mut place = None;
    while let Some(part) = form.next().await.map_err(Refusal::Stop)? {
        if !part.is_file || part.name != "file" {
            others += 1;
            if others > MOST_FIELDS {
                return Err(Refusal::Stop(Stop::Malformed));
            }
            let value = value(form).await?;
            match part.name.as_str() {
                "shop" => fields.shop = value,
                "next" => fields.next = value,
                "lang" => fields.lang = value,
                "work" => fields.work = value,
                "mark" => fields.mark = value,
                _ => {}
            }
            continue;
        }
        // The fields of our forms stand before the files: nobody's bytes are kept before it is known whose they are.
        let owner = match pictures::of_shop(actor, &fields.shop) {
            Ok(owner) => owner,
            Err(_) if !actor.signed_in() => return Err(Refusal::Stranger(sign_in(&fields))),
            Err(error) => return Err(error.into()),
        };
        outcome.files += 1;
        if place.is_none() {
            place = state.reception.places.try_acquire().ok();
        }
        if place.is_none() || outcome.files > MOST_FILES {
            outcome.note(Err(PictureProblem::Busy));
            continue;
        }
        if let Some(arrived) = arrive(state, form).await? {
            outcome.note(take(state, &owner, arrived).await?);
        }
    }
    if !actor.signed_in() {
        return Err(Refusal::Stranger(sign_in(&fields)));
    }
    pictures::of_shop(actor, &fields.shop)?;
    if outcome.files == 0 || (outcome.codes.is_empty() && outcome.problems.is_empty()) {
        outcome.note(Err(PictureProblem::NotAPicture));
    }
    if !fields.work.is_empty() {
        outcome.said = put_to_work(state, actor, &fields, &outcome.codes).await?;
    }
    Ok((fields, outcome))
}

/// Puts the pictures to the work that the form names, and answers what to say about it; nothing where there are none.
async fn put_to_work(
    state: &AppState,
    actor: &Actor,
    fields: &Fields,
    codes: &[String],
) -> Result<Option<&'static str>, Refusal> {
    let mark = fields.mark.trim().parse().ok().and_then(Mark::from_percent);
    let (Ok(work), Some(mark)) = (fields.work.trim().parse(), mark) else {
        return Err(services::Error::NotFound.into());
    };
    let mut said = None;
    for code in codes {
        said = Some(match studio::add_photo(&state.services, actor, &fields.shop, work, (code, mark)).await? {
            Ok(()) => "photo",
            Err(PhotoProblem::TooMany) => "photo_too_many",
            Err(PhotoProblem::NotNow) => "photo_not_now",
        });
    }
    Ok(said)
}

fn sign_in(fields: &Fields) -> String {
    format!("/{}/sign-in?next={}", lang(fields).code(), app::ui::percent_encode(&next(fields)))
}

fn lang(fields: &Fields) -> Lang {
    Lang::from_tag(&fields.lang).unwrap_or(Lang::Fr)
}

/// The page to go back to: the one that the form names, when it is one of ours, else the shop's pictures.
fn next(fields: &Fields) -> String {
    let path = fields.next.as_str();
    let ours = path.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"/-_.~%".contains(&byte))
        && Lang::ALL
            .iter()
            .any(|lang| path.strip_prefix('/').is_some_and(|rest| rest.split('/').next() == Some(lang.code())))
        && !path.contains("//");
    if ours { path.to_owned() } else { format!("/{}/studio/{}/pictures", lang(fields).code(), fields.shop) }
}

fn address(fields: &Fields, outcome: &Outcome) -> String {
    let mut address = next(fields);
    let codes = outcome.codes.iter().map(|code| ("picture", code.clone()));
    let problems = outcome.problems.iter().map(|(file, problem)| {
        // Which file it was matters where there are several.
        let which = if outcome.files > 1 { format!(".{file}") } else { String::new() };
        ("picture_problem", [problem.code(), &which].concat())
    });
    let said = outcome.said.map(|said| ("notice", said.to_owned()));
    for (index, (name, value)) in codes.chain(problems).chain(said).enumerate() {
        address.push(if index == 0 { '?' } else { '&' });
        address.push_str(name);
        address.push('=');
        address.push_str(&value);
    }
    address
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_several_files_the_wrong_one_is_named() {
        let mut outcome = Outcome::default();
        for what in [Ok("c".to_owned()), Err(PictureProblem::Broken), Err(PictureProblem::Broken)] {
            outcome.files += 1;
            outcome.note(what);
        }
        let fields = Fields { next: "/fr/studio".to_owned(), ..Fields::default() };
        let expected = "/fr/studio?picture=c&picture_problem=broken.2&picture_problem=broken.3";
        assert_eq!(address(&fields, &outcome), expected);
    }

    #[test]
    fn the_answer_leads_to_a_page_of_ours_only() {
        let to = |next: &str| {
            let fields = Fields {
                shop: "atelier".to_owned(),
                next: next.to_owned(),
                lang: "ar".to_owned(),
                ..Fields::default()
            };
            address(
                &fields,
                &Outcome {
                    codes: vec!["c".to_owned()],
                    problems: vec![(1, PictureProblem::Broken)],
                    files: 1,
                    said: None,
                },
            )
        };
        assert_eq!(to("/fr/studio/atelier/products"), "/fr/studio/atelier/products?picture=c&picture_problem=broken");
        for evil in
            ["", "//evil.example", "https://evil.example", "/fr//evil", "/fr?x=1", "/de", "/fr\\x", "/fr/\r\n", "fr"]
        {
            assert_eq!(to(evil), "/ar/studio/atelier/pictures?picture=c&picture_problem=broken", "{evil:?}");
        }
    }
}
