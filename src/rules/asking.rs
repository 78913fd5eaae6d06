//! Which claims are asked about, once the reader has judged them, and in what words: one question a sentence.

use super::Severity;
use crate::paragraph::assertions::Trigger;
use crate::settings::Ask;
use crate::story::claims::Claim;
use crate::story::{Opinion, Place, Reading};

/// How seriously a claim is asked about; not at all where it has a source, or the desk wants to hear of surer ones only.
pub(super) fn severity(reading: &Reading, claim: &Claim) -> Option<Severity> {
    let deserves = claim.opinion.as_ref().filter(|_| claim.cover.is_bare())?.deserves;
    if deserves < Opinion::MAY {
        return noted(reading);
    }
    let least = match reading.settings.ask {
        Ask::Sure => Opinion::SURE,
        Ask::Usual => Opinion::USUAL,
        Ask::Everything => Opinion::MAY,
    };
    let severity = if deserves >= Opinion::SURE { Severity::Warning } else { Severity::Information };
    (deserves >= least).then_some(severity)
}

/// How seriously it is meant what is only noted, for those who look; not at all where the desk wants to hear of what is sure only.
pub(super) fn noted(reading: &Reading) -> Option<Severity> {
    (reading.settings.ask != Ask::Sure).then_some(Severity::Hint)
}

/// Whether a figure is all that wants a source.
pub(super) fn is_figure_alone(claim: &Claim) -> bool {
    match &*claim.triggers {
        [] => !claim.figures.is_empty(),
        all => all.iter().all(|t| *t == Trigger::Figure),
    }
}

/// What a claim states, in a message's words.
pub(super) fn told(reading: &Reading, claim: &Claim) -> String {
    /// How many kinds are named.
    const MOST: usize = 2;
    let kinds = claim.triggers.iter().filter(|t| **t != Trigger::Figure).take(MOST);
    let mut parts: Vec<String> = kinds.map(|t| t.phrase().to_owned()).collect();
    if !claim.figures.is_empty() {
        let figures: Vec<String> = claim.figures.iter().map(|f| format!("“{}”", reading.text(*f))).collect();
        parts.push(format!("{} ({})", if figures.len() == 1 { "a figure" } else { "figures" }, figures.join(", ")));
    } else if claim.triggers.contains(&Trigger::Figure) {
        parts.push(Trigger::Figure.phrase().to_owned());
    }
    match parts.split_last() {
        None => "something as a fact".to_owned(),
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} and {last}", others.join(", ")),
    }
}

/// Whether a sentence is asked about because it tells what is in somebody's mind.
pub(super) fn asks_of_mind(reading: &Reading, sentence: Place) -> bool {
    let claim = reading.claims.binary_search_by_key(&sentence, |c| c.place).ok().map(|n| &reading.claims[n]);
    reading.is_judged() && claim.is_some_and(|c| c.triggers.contains(&Trigger::Mind) && severity(reading, c).is_some())
}

#[cfg(test)]
mod tests {
    use crate::paragraph::assertions::Trigger;
    use crate::rules::check;
    use crate::settings::{Ask, Settings};
    use crate::story::{Context, Opinion, Opinions, read};
    use crate::text::{Draft, Format};

    /// What is asked about one sentence after a headline, given what the reader thinks of it.
    fn asked(sentence: &str, deserves: u16, kinds: &[Trigger], ask: Ask) -> Vec<String> {
        let settings = Settings { ask, ..Settings::default() };
        let context = Context { date: Some(jiff::civil::date(2024, 4, 1)), settings: settings.clone().into(), ..Context::default() };
        let draft = Draft::new(&format!("Harbour closes\n\n{sentence}"), Format::Text);
        let mut reading = read(&draft, &context, &|| false).unwrap();
        let block = reading.covers.len() - 1;
        reading.judge(&Opinions::from([((block, 0), Opinion { deserves, kinds: kinds.to_vec() })]));
        let codes = ["unattributed-claim", "unsourced-number", "mental-state-attribution"];
        let drawn = |f: &crate::rules::Finding| {
            format!("{} {} [{}] {}", f.severity.name(), f.code, reading.text(f.place).replace(sentence, "…"), f.message(&reading))
        };
        check(&reading, &settings).iter().filter(|f| codes.contains(&f.code)).map(drawn).collect()
    }

    #[test]
    fn a_sentence_is_asked_about_once_and_as_seriously_as_it_deserves() {
        use Trigger::{Cause, Figure, Mind, Motive};
        let grain = "On Monday the harbour held 1.3 million tonnes of grain and 2.1 million tonnes of coal.";
        let gate = "The gate jammed on Monday.";
        for (sentence, deserves, kinds, ask, expected) in [
            (gate, 950, vec![Cause], Ask::Usual, "warning unattributed-claim […] Says who? This states a cause and names no source."),
            (
                gate,
                899,
                vec![Cause, Motive],
                Ask::Usual,
                "information unattributed-claim […] Says who? This states a cause and a motive and names no source.",
            ),
            (gate, 666, vec![Cause], Ask::Usual, ""),
            (
                gate,
                666,
                vec![],
                Ask::Everything,
                "information unattributed-claim […] Says who? This states something as a fact and names no source.",
            ),
            (gate, 332, vec![Cause], Ask::Everything, ""),
            (gate, 899, vec![Cause], Ask::Sure, ""),
            (gate, 900, vec![Cause], Ask::Sure, "warning unattributed-claim […] Says who? This states a cause and names no source."),
            (gate, 900, vec![Figure], Ask::Sure, "warning unsourced-number […] Where does this figure come from? Nobody is its source."),
            (
                grain,
                700,
                vec![Figure],
                Ask::Usual,
                "information unsourced-number [1.3 million tonnes of grain and 2.1 million] Where do “1.3 million” and “2.1 million” come from? Nobody is the source of these figures.",
            ),
            (
                grain,
                700,
                vec![Figure, Cause],
                Ask::Usual,
                "information unattributed-claim […] Says who? This states a cause and figures (“1.3 million”, “2.1 million”) and names no source.",
            ),
            (
                "The mayor hoped on Monday to avoid a defeat.",
                950,
                vec![Mind],
                Ask::Usual,
                "warning unattributed-claim […] Says who? This states what somebody thinks or wants and names no source.",
            ),
            ("The council delayed the vote on Monday to avoid a defeat, two councillors said.", 999, vec![Motive], Ask::Usual, ""),
        ] {
            assert_eq!(asked(sentence, deserves, &kinds, ask).join("\n"), expected, "{sentence} {deserves} {kinds:?} {ask:?}");
        }
    }
}
