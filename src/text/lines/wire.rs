//! What a wire puts above and below its copy: slugs, versions, word counts, codes of the desk and of the hour.

/// A line of codes, or a slug with its version.
pub(super) fn is_slug(text: &str) -> bool {
    let text = text.trim_matches(['^', '<', '=', ' ', '\t']);
    // "SOURCE Oxmere Ferries" ends a release that a wire carries.
    let signed =
        text.strip_prefix("SOURCE ").is_some_and(|name| name.starts_with(char::is_uppercase) && name.split_whitespace().count() <= 8);
    is_versioned(text) || is_coded(text) || signed || is_advisory(text) || is_initials(text)
}

/// "ATTENTION - ADDS turnout, quote ///": what the wire says to other desks.
fn is_advisory(text: &str) -> bool {
    let text = text.trim_end();
    let advises = ["ATTENTION - ", "ATTENTION – ", "ATTENTION: "].iter().any(|w| text.starts_with(w));
    advises && text.ends_with("///") || text.ends_with(" ///") && !text.contains(". ")
}

/// "str-fal/mld/jhb": who wrote and passed it, by their initials.
fn is_initials(text: &str) -> bool {
    let short = |w: &str| (2..=4).contains(&w.len()) && w.bytes().all(|b| b.is_ascii_lowercase());
    let parts = || text.split(['/', '-']);
    text.contains('/') && parts().all(short) && (text.contains('-') || parts().count() > 2)
}

/// "BC-Harbour Closure, 412", "r a BC-XX--Harbour,1st Ld-Writethru".
fn is_versioned(text: &str) -> bool {
    const CYCLES: [&str; 3] = ["AM-", "PM-", "BC-"];
    let cycle =
        CYCLES.iter().any(|c| text.strip_prefix(c).is_some_and(|rest| rest.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())));
    if !cycle && !text.contains(['-', ',']) {
        return false;
    }
    let low = text.to_lowercase();
    let version = ["writethru", "1st ld", "2nd ld", "3rd ld", "4th ld", "5th ld"].iter().any(|v| low.contains(v));
    cycle || version && !text.ends_with('.')
}

/// Nothing but figures, short codes and a code with a date or a number in it.
fn is_coded(text: &str) -> bool {
    const MOST: usize = 6;
    let digits = |w: &str| w.bytes().filter(u8::is_ascii_digit).count();
    let code = |w: &str| digits(w) >= 4 && w.contains(|c: char| c.is_alphabetic()) || digits(w) >= 6 && digits(w) == w.len();
    let short = |w: &str| w.len() <= 5 && w.chars().all(|c| c.is_uppercase() || c.is_ascii_digit()) || w.len() == 1;
    let words = || text.split_whitespace();
    let shouted = words().all(|w| w.chars().filter(|c| c.is_lowercase()).count() <= 1);
    words().count() <= MOST && shouted && words().all(|w| code(w) || short(w)) && words().any(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_and_codes_of_a_wire() {
        for (line, expected) in [
            ("w4417-----", true),
            ("r a BC-XX--Mill Fire,1st Ld-Writethru   04-03 0412", true),
            ("^BC-XX--Mill Fire, 2nd Ld,412<", true),
            ("BC-Mill Fire, 412", true),
            ("AM-Mill-Fire,0250", true),
            ("AP-WF-04-03-24 1509GMT<", true),
            ("031509 APR 24", true),
            ("MILL0403", true),
            ("a0412 XX", true),
            ("ATTENTION - UPDATES with quote ///", true),
            ("ADDS vote, quote ///", true),
            ("bur-tk/apo/rl", true),
            ("apo/rl/tk", true),
            ("and/or", false),
            ("Mill/bridge/road", false),
            ("ATTENTION - the mill shuts", false),
            ("BC-based firm shuts its mill", false),
            ("F-150 SALE", false),
            ("COVID-19 SHUTS MILL", false),
            ("G20 2024", false),
            ("2024", false),
            ("Mill shuts", false),
            ("Writethru is a word of the wires.", false),
        ] {
            assert_eq!(is_slug(line), expected, "{line}");
        }
    }
}
