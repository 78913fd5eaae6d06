//! Inlay hints: what a relative date comes to, behind it; the role at the first bare surname; annotations beside the draft.

use tower_lsp::lsp_types::{InlayHint, InlayHintLabel, InlayHintTooltip, Range};

use super::analysis::Analysis;
use super::client::Abilities;
use super::convert;
use crate::story::Home;
use crate::text::escape;
use crate::views::hover;

pub(super) fn hints(analysis: &Analysis, shown: Range, abilities: Abilities) -> Vec<InlayHint> {
    let rope = analysis.snapshot.draft.rope();
    let shown = convert::bytes(rope, shown, abilities.encoding);
    let (reading, settings) = (&analysis.reading, &analysis.settings.hints);
    let mut found: Vec<(usize, String, Option<String>)> = Vec::new();
    let story = reading.anchor.as_ref().map(|a| a.date);
    if settings.dates {
        let relative = reading.dates.iter().filter(|d| d.from_publication && d.meaning.is_relative());
        found.extend(relative.filter_map(|d| Some((reading.absolute(d.place).end, hover::brief(d.days?, story), None))));
    }
    if settings.roles {
        let surnames = (0..reading.people.len()).filter_map(|n| reading.first_bare_surname(n));
        found.extend(surnames.map(|(place, role)| (reading.absolute(place).end, role, None)));
    }
    if settings.annotations {
        let beside = reading.marks.iter().filter(|m| matches!(m.home, Home::Beside(_)));
        let label = |m: &crate::story::Mark| {
            let said = m.get("status").filter(|_| m.kind != crate::text::inline::Kind::Note).or(m.get("when")).or(m.get("kind"));
            [Some(m.kind.class()), said, m.id_named()].into_iter().flatten().collect::<Vec<_>>().join(" · ")
        };
        found.extend(beside.map(|m| (reading.absolute(m.place).end, label(m), Some(escape::plain(&hover::mark(reading, m))))));
    }
    let hint = |(at, label, tooltip): (usize, String, Option<String>)| {
        (shown.start <= at && at <= shown.end).then(|| InlayHint {
            position: convert::range(rope, at..at, abilities.encoding).start,
            label: InlayHintLabel::String(label),
            kind: None,
            text_edits: None,
            tooltip: tooltip.map(InlayHintTooltip::String),
            padding_left: Some(true),
            padding_right: None,
            data: None,
        })
    };
    found.sort_by_key(|(at, ..)| *at);
    found.into_iter().filter_map(hint).collect()
}
