//! `[limits]` in `site.toml` → how much is read and told; what no machine could bear is refused.

use crate::load::record::Row;
use crate::load::records;
use crate::model::limit::{Amount, Bound, Limits};
use crate::problem::{Problem, Problems, code::Code};

/// Reads the limits, with those of the table where an error was reported.
pub fn read(site: Row<'_, records::Site>, problems: &mut Problems) -> Limits {
    let mut limits = Limits::default();
    let Some(record) = site.limits().get() else { return limits };
    for (bound, field) in [
        (Bound::Table, record.table_file()),
        (Bound::Body, record.body_file()),
        (Bound::Archive, record.archive_file()),
        (Bound::Static, record.static_file()),
        (Bound::Report, record.report_file()),
        (Bound::Problems, record.problems()),
    ] {
        let Some((most, place)) = field.get() else { continue };
        let row = bound.row();
        let largest = row.settable.unwrap_or(row.most);
        if !(1..=largest).contains(&most) {
            problems.report(
                Problem::new(Code::BadValue, place, format!("`{}` cannot be {most}", row.name))
                    .label(format!("expected 1 to {largest}; {} if left out", Amount(row.most, row.counted))),
            );
        }
        limits.set(bound, most);
    }
    limits
}
