//! How houses write dates: AP and Reuters the month first, the Guardian and the BBC the day; AP abbreviates long months with a
//! date and omits the current year.

use jiff::civil::Date;

use crate::paragraph::times::calendar::{MONTHS, WEEKDAYS, weekday_of};
use crate::settings::Profile;

/// The months that AP abbreviates when a day stands with them.
const AP_MONTHS: [&str; 12] = ["Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."];

/// A day as a house writes it, with its year where that is not the year of the story.
#[must_use]
pub fn day(date: Date, profile: Profile, story: Option<Date>) -> String {
    let n = usize::from(date.month().unsigned_abs()) - 1;
    let year = story.is_none_or(|s| s.year() != date.year());
    match profile {
        Profile::Guardian | Profile::Bbc => {
            let year = if year { format!(" {}", date.year()) } else { String::new() };
            format!("{} {}{year}", date.day(), MONTHS[n])
        }
        Profile::Ap | Profile::Reuters | Profile::None => {
            let month = if profile == Profile::Ap { AP_MONTHS[n] } else { MONTHS[n] };
            let year = if year { format!(", {}", date.year()) } else { String::new() };
            format!("{month} {}{year}", date.day())
        }
    }
}

/// The name of a day's weekday.
#[must_use]
pub fn weekday(date: Date) -> &'static str {
    WEEKDAYS[usize::from(weekday_of(date)) - 1]
}

/// How a house tells a day near a story: the weekday within its window (AP seven days, others six), else the date.
#[must_use]
pub fn near(date: Date, profile: Profile, story: Date) -> String {
    let window = if profile == Profile::Ap { 7 } else { 6 };
    let apart = (date - story).get_days().abs();
    if apart < window { weekday(date).to_owned() } else { day(date, profile, Some(story)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn houses_differ() {
        let (story, other) = (date(2024, 4, 1), date(2023, 9, 5));
        assert_eq!(day(other, Profile::Ap, Some(story)), "Sept. 5, 2023");
        assert_eq!(day(other, Profile::Guardian, Some(story)), "5 September 2023");
        assert_eq!(day(date(2024, 3, 5), Profile::Ap, Some(story)), "March 5");
        assert_eq!(near(date(2024, 3, 29), Profile::Guardian, story), "Friday");
        assert_eq!(near(date(2024, 3, 25), Profile::Ap, story), "March 25");
    }
}
