//! What the exports that are JSON have in common.

use serde_json::{Map, Value, json};

use crate::model::lang::Localised;
use crate::render::context::Context;

/// A text in every language that it has, by the language's code.
pub fn localised(ctx: &Context<'_>, text: &Localised<String>) -> Value {
    let languages = &ctx.briefing.languages;
    let own = languages.iter().filter_map(|lang| Some((languages.code(lang).to_owned(), json!(text.own(lang)?))));
    Value::Object(own.collect::<Map<_, _>>())
}

/// JSON that people can read, with a line at its end.
pub fn pretty(value: &Value) -> Vec<u8> {
    let mut bytes = serde_json::to_vec_pretty(value).expect("values are JSON");
    bytes.push(b'\n');
    bytes
}
