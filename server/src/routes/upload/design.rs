//! `POST /upload/design`: a picture that a shopper gives for a design, sent with the whole form of the product page. The
//! answer leads back to that page, with everything that was chosen, and the picture or what was wrong with it.

use super::parts::Stop;
use super::{Form, Refusal, arrive, take, take_in, value};
use crate::layers::envelope::Marks;
use crate::routes::{pages, session};
use crate::state::AppState;
use axum::Extension;
use axum::extract::{Request, State};
use axum::http::header;
use axum::response::Response;
use domain::configurator::RESERVED;
use domain::product::{GroupKind, OptionGroup};
use domain::text::Lang;
use services::catalog::ProductPage;
use services::pictures::{self, PictureProblem};
use services::session::NewToken;
use services::{Actor, catalog, form_draft};

/// Its place in the route table.
pub const PATH: &str = "/upload/design";

/// Most fields of one form: several values have one each.
const MOST_FIELDS: usize = 1_000;

/// Most files of one form that are looked at.
const MOST_FILES: usize = 4;

/// What a form said.
#[derive(Default)]
struct Said {
    lang: String,
    product: String,
    fields: Vec<(String, String)>,
    /// Per group, what was wrong with its file.
    problems: Vec<(String, String)>,
    /// The group of the last file, or of the first field that could have had one.
    group: String,
    /// Whether there was a file.
    any: bool,
}

/// Where the answer leads, and the session that was opened for it.
struct Kept {
    page: String,
    token: Option<NewToken>,
}

/// Takes the picture of one form.
pub async fn picture(State(state): State<AppState>, Extension(marks): Extension<Marks>, request: Request) -> Response {
    let (own_state, client) = (state.clone(), marks.client.clone());
    let receive = |actor: Actor, mut form: Form| async move { receive(&own_state, actor, &client, &mut form).await };
    match take_in(&state, &marks, PATH, request, receive).await {
        Ok(kept) => {
            let mut response = pages::see_other(&kept.page);
            if let Some(cookie) = kept.token.and_then(|token| session::cookie(&token.0, &state.site.public)) {
                response.headers_mut().append(header::SET_COOKIE, cookie);
            }
            response
        }
        Err(response) => response,
    }
}

async fn receive(state: &AppState, actor: Actor, client: &str, form: &mut Form) -> Result<Kept, Refusal> {
    let mut said = Said::default();
    let mut product = None;
    let (mut others, mut files) = (0, 0);
    let (mut actor, mut token) = (actor, None);
    while let Some(part) = form.next().await.map_err(Refusal::Stop)? {
        let group = part.name.strip_prefix("picture[").and_then(|name| name.strip_suffix(']'));
        let Some(group) = group.filter(|_| part.is_file) else {
            others += 1;
            if others > MOST_FIELDS {
                return Err(Refusal::Stop(Stop::Malformed));
            }
            said.take(&part.name, value(form).await?);
            continue;
        };
        // The fields of our forms stand before the files: nobody's bytes are kept for a piece that takes none.
        if product.is_none() {
            product = Some(find(state, &said.product).await?);
        }
        if !product.iter().flat_map(|product| &product.model.groups).any(|known| takes_picture(known, group)) {
            continue;
        }
        let place = state.reception.places.try_acquire();
        let arrived = match place {
            Ok(_) if files == MOST_FILES => None,
            Ok(_) => arrive(state, form).await?,
            Err(_) => Some(Err(PictureProblem::Busy)),
        };
        let taken = match arrived {
            None => None,
            Some(Ok(_)) if !pictures::admits_visitor(&state.services, client) => Some(Err(PictureProblem::Busy)),
            Some(arrived) => {
                files += 1;
                if actor.session_id().is_none() {
                    (actor, token) = services::session::ensure(&state.services, &actor).await?;
                }
                Some(take(state, &pictures::of_session(&actor)?, arrived).await?)
            }
        };
        said.note(group, taken);
    }
    if !said.any {
        said.problem(PictureProblem::NotAPicture);
    }
    let product = match product {
        Some(product) => product,
        None => find(state, &said.product).await?,
    };
    // A place that takes the focus is given it, which `autofocus` is not beside a place.
    let part = if said.problems.is_empty() { 'p' } else { 'f' };
    let at = product.model.groups.iter().position(|group| takes_picture(group, &said.group));
    let place = at.map(|at| format!("#{part}-{at}")).unwrap_or_default();
    let id = form_draft::keep(&state.services, &actor, form_draft::PRODUCT, said.fields, said.problems).await?;
    let lang = Lang::from_tag(&said.lang).unwrap_or(Lang::Fr);
    let id = app::ui::percent_encode(&id);
    Ok(Kept { page: format!("/{}/products/{}?draft={id}{place}", lang.code(), product.slug), token })
}

async fn find(state: &AppState, slug: &str) -> Result<ProductPage, services::Error> {
    catalog::product(&state.services, slug).await?.ok_or(services::Error::NotFound)
}

fn takes_picture(group: &OptionGroup, key: &str) -> bool {
    group.key == key && matches!(group.kind, GroupKind::Picture)
}

impl Said {
    /// A field that is no file.
    fn take(&mut self, name: &str, value: String) {
        let option = name.strip_prefix("o[").and_then(|name| name.strip_suffix(']'));
        match (name, option) {
            ("lang", _) => self.lang = value,
            ("product", _) => self.product = value,
            (_, Some(key)) if !RESERVED.contains(&key) => self.fields.push((key.to_owned(), value)),
            (name, None) if RESERVED.contains(&name) && !value.is_empty() => self.fields.push((name.to_owned(), value)),
            _ => {}
        }
    }

    /// What became of a file; nothing where none was chosen, as in the other groups of a form.
    fn note(&mut self, group: &str, taken: Option<Result<String, PictureProblem>>) {
        if taken.is_some() || self.group.is_empty() {
            group.clone_into(&mut self.group);
        }
        let Some(taken) = taken else { return };
        self.any = true;
        match taken {
            Ok(code) => {
                self.fields.retain(|(key, _)| key != group);
                self.fields.push((group.to_owned(), code));
            }
            Err(problem) => self.problem(problem),
        }
    }

    fn problem(&mut self, problem: PictureProblem) {
        self.problems.push((self.group.clone(), problem.code().to_owned()));
    }
}
