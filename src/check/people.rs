//! Persons and bodies as records name them.

use crate::load::record::{Field, Name as Listed, People, Text};
use crate::load::records::Person;
use crate::model::bibliography::Name;

/// Persons by the parts of their names, and bodies.
pub fn people(field: Field<'_, People<Person>>) -> Vec<Name> {
    let one = |listed: Listed<'_, Person>| match listed {
        Listed::Text(name) => Name::Whole(name.to_owned()),
        Listed::Record(row) => {
            let part = |field: Field<'_, Text>| field.get().map_or(String::new(), |(text, _)| text.to_owned());
            Name::Person { family: part(row.family()), given: part(row.given()) }
        }
    };
    field.get().into_iter().map(one).collect()
}
