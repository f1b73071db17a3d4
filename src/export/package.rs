//! What the data files are, for programs: a data package with every table's columns, and a schema for each JSON file.

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::model::evidence::{ConflictKind, GapReason};
use crate::model::fact::{Dating, Status};
use crate::model::lang::Lang;
use crate::model::quantity::Precision;
use crate::model::words::Worded;
use crate::render::context::Context;

use super::json::pretty;

use super::tables::{Column, Table};

/// A file of the package: its name in `data/`, and its bytes.
pub type Named = (String, Vec<u8>);

/// `data/datapackage.json` (Data Package 1.0): `tables` with their CSV, `others` as plain files.
pub fn package(ctx: &Context<'_>, tables: &[(Table, Vec<u8>)], others: &[Named]) -> Vec<u8> {
    let site = &ctx.briefing.site;
    let tables = tables.iter().map(|(table, bytes)| resource(table, bytes));
    let others = others.iter().map(|(name, bytes)| other(name, bytes));
    let sources: Vec<Value> = ctx
        .briefing
        .sources
        .iter()
        .map(|(_, source)| {
            let mut entry = json!({ "title": source.title.get(Lang::DEFAULT) });
            if let Some(url) = &source.url {
                entry["path"] = json!(&**url);
            }
            entry
        })
        .collect();
    let words = |text: &str| {
        text.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' }).collect::<String>()
    };
    let name = words(site.title.get(Lang::DEFAULT));
    let name = name.split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-");
    let package = json!({
        "profile": "tabular-data-package",
        "name": if name.is_empty() { "briefing".to_owned() } else { name },
        "id": format!("{}data/datapackage.json", site.base_url),
        "title": site.title.get(Lang::DEFAULT),
        "description": site.description.get(Lang::DEFAULT),
        "version": ctx.briefing.date,
        "created": format!("{}T00:00:00Z", ctx.briefing.date),
        "homepage": site.base_url,
        "licenses": [{ "name": site.licence, "path": format!("https://spdx.org/licenses/{}.html", site.licence), "title": site.licence }],
        "contributors": [{ "title": site.publisher.get(Lang::DEFAULT), "role": "publisher" }],
        "sources": sources,
        "resources": tables.collect::<Vec<_>>(),
        "files": others.collect::<Vec<_>>(),
    });
    pretty(&package)
}

fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn resource(table: &Table, bytes: &[u8]) -> Value {
    let mut schema = json!({
        "fields": table.columns.iter().map(field).collect::<Vec<_>>(),
        "missingValues": [""],
        "foreignKeys": table.columns.iter().filter_map(|column| foreign(table, column)).collect::<Vec<_>>(),
    });
    if table.keyed {
        schema["primaryKey"] = json!(table.columns[0].name);
    }
    json!({
        "name": table.name.replace('_', "-"),
        "path": format!("{}.csv", table.name),
        "description": table.about,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": { "header": true, "delimiter": ",", "lineTerminator": "\r\n", "quoteChar": "\"", "doubleQuote": true },
        "bytes": bytes.len(),
        "hash": format!("sha256:{}", hash(bytes)),
        "schema": schema,
    })
}

fn field(column: &Column) -> Value {
    let mut constraints = serde_json::Map::new();
    if column.required {
        constraints.insert("required".into(), json!(true));
        constraints.insert("unique".into(), json!(true));
    }
    if !column.words.is_empty() {
        constraints.insert("enum".into(), json!(column.words));
    }
    let mut field = json!({ "name": column.name, "type": column.kind.word(), "description": column.about });
    if !constraints.is_empty() {
        field["constraints"] = Value::Object(constraints);
    }
    field
}

fn foreign(table: &Table, column: &Column) -> Option<Value> {
    let named = column.names?;
    // A table that names itself does so with an empty name.
    let resource = if named == table.name { String::new() } else { named.replace('_', "-") };
    Some(json!({ "fields": column.name, "reference": { "resource": resource, "fields": "id" } }))
}

fn other(name: &str, bytes: &[u8]) -> Value {
    json!({ "path": name, "bytes": bytes.len(), "hash": format!("sha256:{}", hash(bytes)) })
}

/// The names of the JSON files that have a schema.
pub const SCHEMAS: [&str; 3] = ["facts", "conflicts", "compare"];

/// The schema of each JSON file, in the order of their names: JSON Schema 2020-12.
pub fn schemas(ctx: &Context<'_>) -> [Vec<u8>; SCHEMAS.len()] {
    let text = || json!({ "type": "object", "additionalProperties": { "type": "string" } });
    let maybe = |kind: &str| json!({ "type": [kind, "null"] });
    let words = |words: Vec<&str>| json!({ "enum": words });
    let list = |of: Value| json!({ "type": "array", "items": of });
    let string = || json!({ "type": "string" });
    let id = || json!({ "type": "string", "pattern": "^[a-z0-9-]+$" });
    let known = |words: &[&str]| words.iter().map(|word| json!(word)).chain([Value::Null]).collect::<Vec<_>>();
    let precisions = known(&Precision::ALL.iter().map(|one| one.word()).chain(["range"]).collect::<Vec<_>>());
    let stated = json!({
        "id": id(), "subject": string(), "indicator": string(),
        "period": { "type": "string", "description": "EDTF; `..` where no date is given" },
        "dating": { "enum": known(Dating::WORDS) }, "announced": { "type": "boolean" },
        "value": { "type": ["string", "null"], "pattern": "^-?[0-9]+(\\.[0-9]+)?$", "description": "exact" },
        "value_max": maybe("string"), "text": { "anyOf": [text(), { "type": "null" }] },
        "unit": string(), "precision": { "enum": precisions }, "printed": { "type": ["string", "null"], "description": "the value in the notation of the fact sheets: nobody’s words" },
        "as_printed": { "type": ["string", "null"], "description": "the document’s own words for it, with its sign; null where they are not known" },
        "of": list(json!({ "anyOf": [string(), text()] })),
        "status": words(Status::ALL.iter().map(|status| status.word()).collect()),
    });
    let supported = json!({
        "policy": maybe("string"), "by": maybe("string"), "origins": list(string()),
        "source": string(), "archive": string(), "line": maybe("integer"), "page": maybe("integer"),
        "cell": maybe("string"), "time": maybe("string"), "section": maybe("string"),
        "excerpt": string(), "note": { "anyOf": [text(), { "type": "null" }] },
        "credit": { "anyOf": [text(), { "type": "null" }] },
        "rank": words(vec!["normal", "preferred", "deprecated"]), "reason": { "anyOf": [text(), { "type": "null" }] },
        "witnesses": { "type": "integer", "minimum": 0 },
        "conflicts": list(id()), "standing": list(string()), "damage": list(string()),
    });
    let published = json!({
        "verified": maybe("object"), "checked": maybe("string"), "url": string(),
        "address": { "type": "string", "format": "uri" },
        "version": {
            "type": "object", "required": ["ordinal", "date", "hash"],
            "properties": { "ordinal": { "type": "integer", "minimum": 1 }, "date": string(), "hash": string() },
        },
        "formerly": list(id()), "history": list(json!({ "type": "object" })),
    });
    let parts = [stated, supported, published].into_iter().filter_map(|part| part.as_object().cloned());
    let properties: serde_json::Map<String, Value> = parts.flatten().collect();
    let required =
        ["id", "subject", "indicator", "period", "status", "source", "excerpt", "rank", "witnesses", "url", "version"];
    let fact = json!({ "type": "object", "required": required, "properties": properties });
    let conflict = json!({
        "type": "object",
        "required": ["id", "kind", "title", "sides", "finding", "found"],
        "properties": {
            "id": id(), "kind": words(ConflictKind::ALL.iter().map(|kind| kind.word()).collect()),
            "title": text(), "sides": list(json!({ "type": "object" })), "finding": text(),
            "preferred": list(id()), "found": words(vec!["rule", "reading"]),
        },
    });
    let reasons: Vec<Value> = GapReason::ALL.iter().map(|reason| json!(reason.word())).chain([Value::Null]).collect();
    let cell = json!({
        "type": "object",
        "required": ["subject", "indicator", "facts"],
        "properties": { "subject": string(), "indicator": string(), "facts": list(id()), "gap": { "enum": reasons } },
    });
    let whole = |name: &str, of: Value| {
        let base = &ctx.briefing.site.base_url;
        pretty(&json!({
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "$id": format!("{base}data/schemas/{name}.schema.json"),
            "type": "object",
            "required": ["version", if name == "compare" { "cells" } else { name }],
            "properties": { "version": string(), if name == "compare" { "cells" } else { name }: list(of) },
        }))
    };
    let [facts, conflicts, compare] = SCHEMAS;
    [whole(facts, fact), whole(conflicts, conflict), whole(compare, cell)]
}
