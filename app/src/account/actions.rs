//! What the sign-in form and the sign-out button do.

use super::SIGN_IN;
use crate::action;
use leptos::prelude::*;
use services::session;
use services::sign_in::SignInProblem;

/// Signs a person in and goes on to `next`, or to the studio. After a mistake the address stands in the form again, the
/// password never.
#[server(prefix = "/api", endpoint = "sign_in")]
pub async fn sign_in(
    #[server(default)] lang: String,
    #[server(default)] email: String,
    #[server(default)] password: String,
    #[server(default)] next: String,
) -> Result<(), ServerFnError> {
    let (context, cx) = action::begin(&lang)?;
    let mut errors = Vec::new();
    for (name, text) in [("email", email.trim()), ("password", password.as_str())] {
        if text.is_empty() {
            errors.push((name.to_owned(), "required".to_owned()));
        }
    }
    if errors.is_empty() {
        let tried =
            services::sign_in::sign_in(&context.services, &context.actor, &email, &password, &context.client).await;
        let code = match tried {
            Ok(Ok(token)) => {
                context.set_cookie(token);
                action::see(&super::destination(cx, &next));
                return Ok(());
            }
            Ok(Err(SignInProblem::Wrong)) => "wrong",
            Ok(Err(SignInProblem::TooMany)) => "too_many",
            Ok(Err(SignInProblem::Busy)) => "busy",
            Err(error) => return action::failed(error),
        };
        errors.push(("password".to_owned(), code.to_owned()));
    }
    let fields = vec![("email".to_owned(), email), ("next".to_owned(), next)];
    context.send_back(&cx.url("/sign-in"), SIGN_IN, fields, errors).await
}

/// Ends the session and goes to the home page.
#[server(prefix = "/api", endpoint = "sign_out")]
pub async fn sign_out(#[server(default)] lang: String) -> Result<(), ServerFnError> {
    let (context, cx) = action::begin(&lang)?;
    match session::end(&context.services, &context.actor).await {
        Ok(()) => {
            context.clear_cookie();
            action::see(&cx.url(""));
            Ok(())
        }
        Err(error) => action::failed(error),
    }
}
