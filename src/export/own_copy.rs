//! What `static/copy.js` needs to find an excerpt in a reader's own copy of a document.
//!
//! The archive is not published, so whoever holds a copy checks an excerpt there. It happens in the
//! reader's browser, also on a page opened from a folder, which may load scripts and nothing else:
//! so these are scripts, each one call of `copy.js`.

use serde_json::{Map, Value, json};

use crate::language::simplified;
use crate::model::id::Id;
use crate::model::lang::Lang;
use crate::model::locator::Spot;
use crate::model::source::Source;
use crate::render::context::Context;
use crate::theme::script_safe;

/// A source's file name, checksum, and the place and excerpt of each of its facts, by every name that it ever had:
/// pages of old editions ask by the name of their day.
pub fn source(ctx: &Context<'_>, id: Id<Source>) -> Vec<u8> {
    let briefing = ctx.briefing;
    let facts = briefing.graph.source_facts[id.index()].iter().map(|fact| &briefing.facts[*fact]);
    let named = facts.flat_map(|fact| fact.formerly.iter().chain([&fact.slug]).map(move |name| (name, fact)));
    let facts: Map<String, Value> =
        named.map(|(name, fact)| (name.clone(), passage(&fact.locator.spot, fact.excerpt.as_str()))).collect();
    let source = &briefing.sources[id];
    let tag = ctx.document_tag(id);
    call("source", &json!({ "archive": source.archive, "sha256": source.sha256, "tag": tag, "facts": facts }))
}

/// `{ "line": 6, "excerpt": "…" }`, or with the key of another kind of place.
fn passage(spot: &Spot, excerpt: &str) -> Value {
    let value = spot.line().or(spot.page()).map_or_else(|| json!(spot.value()), |number| json!(number));
    json!({ spot.key(): value, "excerpt": excerpt })
}

/// The words in which a language tells what was seen.
pub fn words(ctx: &Context<'_>, lang: Lang) -> Vec<u8> {
    let words = ctx.words(lang);
    let told = words.group("own_copy_result").map(|(key, told)| (key.to_owned(), json!(told)));
    let places = ["place_at", "place_near"]
        .into_iter()
        .flat_map(|group| words.group(group).map(move |(key, told)| (format!("{group}_{key}"), json!(told))));
    let space = ("space".to_owned(), json!(words.get("list.space")));
    call("words", &Value::Object(told.chain(places).chain([space]).collect()))
}

/// The table in plain ASCII: steps from one simplified and traditional character to the next.
pub fn simplify() -> Vec<u8> {
    let mut steps = Vec::new();
    let (mut before, mut after) = (0, 0);
    for (traditional, simplified) in simplified::pairs() {
        let (from, to) = (i64::from(u32::from(traditional)), i64::from(u32::from(simplified)));
        steps.extend([base_36(to - after), base_36(from - before)]);
        (before, after) = (from, to);
    }
    call("simplify", &json!(steps.join(" ")))
}

fn call(name: &str, argument: &Value) -> Vec<u8> {
    format!("ownCopy.{name}({});\n", script_safe(&argument.to_string())).into_bytes()
}

fn base_36(number: i64) -> String {
    let mut digits = Vec::new();
    let mut rest = number.unsigned_abs();
    loop {
        digits.extend(char::from_digit((rest % 36) as u32, 36));
        rest /= 36;
        if rest == 0 {
            break;
        }
    }
    let sign = if number < 0 { "-" } else { "" };
    sign.chars().chain(digits.into_iter().rev()).collect()
}

#[cfg(test)]
mod tests {
    use super::{base_36, simplify};

    #[test]
    fn steps_are_written_as_parse_int_reads_them() {
        assert_eq!([0, 35, 36, -1296].map(base_36), ["0", "z", "10", "-100"]);
    }

    #[test]
    fn the_table_leads_back_to_its_characters() {
        let script = String::from_utf8(simplify()).expect("ASCII");
        let steps = script.strip_prefix("ownCopy.simplify(\"").and_then(|rest| rest.strip_suffix("\");\n"));
        let steps: Vec<i64> =
            steps.expect("one call").split(' ').map(|step| i64::from_str_radix(step, 36).expect("a step")).collect();
        let (mut before, mut after) = (0, 0);
        for (step, (traditional, simplified)) in steps.chunks(2).zip(crate::language::simplified::pairs()) {
            (after, before) = (after + step[0], before + step[1]);
            assert_eq!((before, after), (u32::from(traditional).into(), u32::from(simplified).into()));
        }
    }
}
