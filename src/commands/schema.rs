//! `briefing schema`: JSON Schemas of the content files, from the shapes that the loader checks by.
#![expect(clippy::disallowed_methods, reason = "--output writes")]

use std::path::Path;

use serde_json::{Map, Value, json};

use crate::load::record::Declared;
use crate::load::records;
use crate::load::shape::{Shape, Type};

use super::out;
use super::outcome::{Failure, Outcome};

/// Every kind of content file with its schema, by the name that its file has in an editor's folder.
pub fn schemas() -> Vec<(&'static str, Value)> {
    vec![
        file::<records::Site>("site"),
        file::<records::Fact>("facts"),
        file::<records::Indicator>("indicators"),
        file::<records::Conflict>("conflicts"),
        file::<records::Gap>("gaps"),
        file::<records::Term>("glossary"),
        file::<records::Derived>("derived"),
        file::<records::Correction>("corrections"),
        file::<records::Verified>("verified"),
        file::<records::Version>("versions"),
        file::<records::Source>("source"),
        file::<records::Subject>("subject"),
        file::<records::Page>("page"),
    ]
}

/// A schema as its file holds it.
pub fn text(schema: &Value) -> String {
    format!("{schema:#}\n")
}

/// Runs the command: one JSON object with a schema for each kind of file, or a file for each in `output`.
pub fn run(output: Option<&Path>) -> Result<Outcome, Failure> {
    let Some(folder) = output else {
        let all: Map<String, Value> = schemas().into_iter().map(|(name, schema)| (name.to_owned(), schema)).collect();
        out::answer(text(&Value::Object(all)))?;
        return Ok(Outcome::Done);
    };
    let failed = |error| Failure::machine(format!("cannot write into `{}`: {error}", folder.display()));
    std::fs::create_dir_all(folder).map_err(failed)?;
    for (name, schema) in schemas() {
        std::fs::write(folder.join(format!("{name}.schema.json")), text(&schema)).map_err(failed)?;
    }
    Ok(Outcome::Done)
}

fn file<S: Declared>(name: &'static str) -> (&'static str, Value) {
    (name, if S::TABLE.is_empty() { whole(S::SHAPE) } else { rows(S::TABLE, S::SHAPE) })
}

fn whole(shape: &Shape) -> Value {
    let mut schema = table(shape);
    schema["$schema"] = json!("https://json-schema.org/draft/2020-12/schema");
    schema
}

fn rows(name: &str, shape: &Shape) -> Value {
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "type": "object",
        "properties": { name: { "type": "array", "items": table(shape) } },
        "additionalProperties": false,
    })
}

fn table(shape: &Shape) -> Value {
    let properties: Map<String, Value> = shape
        .keys
        .iter()
        .map(|key| {
            let mut value = of(key.ty);
            value["description"] = json!(key.doc);
            (key.name.to_owned(), value)
        })
        .collect();
    let required: Vec<&str> = shape.keys.iter().filter(|key| key.required).map(|key| key.name).collect();
    json!({ "type": "object", "properties": properties, "required": required, "additionalProperties": false })
}

fn of(ty: Type) -> Value {
    let text = || json!({ "type": "string" });
    let localised = || json!({ "type": "object", "additionalProperties": text() });
    match ty {
        Type::Text => text(),
        Type::OneOf(words) => json!({ "enum": words }),
        Type::Integer => json!({ "type": "integer", "minimum": 0 }),
        Type::Ordinal => json!({ "type": "integer", "minimum": 1 }),
        Type::Bool => json!({ "type": "boolean" }),
        Type::Texts => json!({ "type": "array", "items": text() }),
        Type::SomeOf(words) => json!({ "type": "array", "items": { "enum": words } }),
        // A briefing in one language writes its texts alone.
        Type::Localised | Type::TextOrLocalised => json!({ "anyOf": [text(), localised()] }),
        Type::Names(shape) => {
            let name = json!({ "anyOf": [text(), table(shape)] });
            let names = json!({ "type": "array", "items": name });
            json!({ "anyOf": [names, { "type": "object", "additionalProperties": names }] })
        }
        Type::Mixed => {
            let one = json!({ "anyOf": [text(), localised()] });
            json!({ "anyOf": [text(), localised(), { "type": "array", "items": one }] })
        }
        Type::People(shape) => json!({ "type": "array", "items": { "anyOf": [text(), table(shape)] } }),
        Type::Coordinates => {
            let within = |most: i32| json!({ "type": "number", "minimum": -most, "maximum": most });
            json!({ "type": "array", "prefixItems": [within(90), within(180)], "minItems": 2, "maxItems": 2 })
        }
        Type::Table(shape) => table(shape),
        Type::Tables(shape) => json!({ "type": "array", "items": table(shape) }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the loader takes and what the schema allows are one declaration; this holds the
    /// shape of the result.
    #[test]
    fn a_facts_schema_has_every_key_and_closes_the_table() {
        let (_, schema) = schemas().into_iter().find(|(name, _)| *name == "facts").unwrap();
        let fact = &schema["properties"]["fact"]["items"];
        let keys: Vec<&str> = fact["properties"].as_object().unwrap().keys().map(String::as_str).collect();
        let declared: Vec<&str> = records::Fact::SHAPE.keys.iter().map(|key| key.name).collect();
        let sorted = |mut keys: Vec<&str>| {
            keys.sort_unstable();
            keys.join(" ")
        };
        assert_eq!(sorted(keys), sorted(declared));
        assert_eq!(fact["additionalProperties"], json!(false));
        assert_eq!(fact["properties"]["status"]["enum"][0], json!("actual"));
    }
}
