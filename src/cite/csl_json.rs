//! References as CSL-JSON.

use serde_json::{Map, Value, json};

use super::{Kind, Name, Reference};

/// An array of one reference.
pub fn one(reference: &Reference) -> String {
    array(std::slice::from_ref(reference))
}

/// A CSL-JSON array.
pub fn array(references: &[Reference]) -> String {
    let list: Vec<Value> = references.iter().map(item).collect();
    let mut text = serde_json::to_string_pretty(&list).expect("values are JSON");
    text.push('\n');
    text
}

fn item(reference: &Reference) -> Value {
    let mut map = Map::new();
    map.insert("id".into(), json!(reference.key));
    map.insert("type".into(), json!(if reference.kind == Kind::Data { "dataset" } else { "webpage" }));
    map.insert("title".into(), json!(reference.title));
    map.insert("language".into(), json!(reference.lang));
    let author = |name: &Name| match name {
        Name::Whole(name) => json!({ "literal": name }),
        Name::Person { family, given } => json!({ "family": family, "given": given }),
    };
    if !reference.authors.is_empty() {
        map.insert("author".into(), reference.authors.iter().map(author).collect());
    }
    for (key, date) in [("issued", reference.published), ("accessed", reference.accessed)] {
        if let Some(date) = date {
            let mut parts = vec![i32::from(date.year)];
            parts.extend([date.month, date.day].into_iter().flatten().map(i32::from));
            map.insert(key.into(), json!({ "date-parts": [parts] }));
        }
    }
    let optional =
        [("container-title", &reference.container), ("version", &reference.version), ("URL", &reference.url)];
    for (key, value) in optional {
        if let Some(value) = value {
            map.insert(key.into(), json!(value));
        }
    }
    Value::Object(map)
}
