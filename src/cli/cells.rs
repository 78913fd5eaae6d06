//! Cells of tables that other programs open.

/// A cell that no spreadsheet runs: one that starts like a formula, with whatever before it that a spreadsheet would pass over,
/// gets a mark that spreadsheets take for "this is text".
pub(super) fn guarded(cell: String) -> String {
    let passed_over = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '\u{feff}' | '\u{200b}');
    // Some take the wide forms for the same signs.
    let starts = cell.trim_start_matches(passed_over).starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '|', '%']);
    if starts || cell.starts_with(['\t', '\r', '\n']) { format!("'{cell}") } else { cell }
}
