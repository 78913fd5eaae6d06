//! Every calendar day, written in every form that is read, resolves to itself; and what is found does not depend on edits.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that meets something odd must fail")]

use copydesk::settings::Profile;
use copydesk::story::{Context, read};
use copydesk::text::{Draft, Format};
use copydesk::views::forms;
use jiff::civil::{Date, date};

/// What the expressions in a text come to, for a story of a day.
fn values(text: &str, story: Date) -> Vec<String> {
    let context = Context { date: Some(story), ..Context::default() };
    let reading = read(&Draft::new(text, Format::Text), &context, &|| false).unwrap();
    reading.dates.iter().map(|d| d.value.to_string()).collect()
}

/// A day in each of the forms that give all of it.
fn full_forms(d: Date) -> Vec<String> {
    let weekday = forms::weekday(d);
    let mut written: Vec<String> = ["%B %-d, %Y", "%b. %-d, %Y", "%-d %B %Y", "%-d %b %Y", "%Y-%m-%d", "%-d %B, %Y", "%B %-dth, %Y"]
        .iter()
        .map(|f| d.strftime(f).to_string())
        .collect();
    for profile in [Profile::None, Profile::Ap, Profile::Reuters, Profile::Guardian, Profile::Bbc] {
        written.push(forms::day(d, profile, None));
    }
    written.push(d.strftime(&format!("{weekday}, %B %-d, %Y")).to_string());
    written.push(d.strftime(&format!("{weekday} %-d %B %Y")).to_string());
    // "May." is no abbreviation.
    written.retain(|w| !w.contains("May. "));
    written
}

#[test]
fn every_day_of_thirty_years_in_every_form_is_itself() {
    let mut day = date(1999, 1, 1);
    let mut wrong = Vec::new();
    while day < date(2029, 1, 1) {
        let forms = full_forms(day);
        // All forms of a day in one text, one a paragraph.
        let text = forms.iter().map(|f| format!("The council met on {f} about the road.")).collect::<Vec<_>>().join("\n\n");
        let found = values(&text, date(2024, 4, 1));
        let wanted = vec![day.to_string(); forms.len()];
        if found != wanted {
            wrong.push(format!("{day}: {forms:?} gave {found:?}"));
        }
        day = day.tomorrow().unwrap();
    }
    assert!(wrong.is_empty(), "{} days; first: {}", wrong.len(), wrong[0]);
}

/// A day near the story, as houses tell it: by its weekday within the week, by month and day within the half-year.
#[test]
fn every_near_day_in_every_house_form_is_itself() {
    let mut wrong = Vec::new();
    for offset in 0..400 {
        let story = date(2023, 6, 1).checked_add(jiff::Span::new().days(offset)).unwrap();
        for back in 1..=6 {
            let day = story.checked_sub(jiff::Span::new().days(back)).unwrap();
            let text = format!("The council met on {} about the road.", forms::weekday(day));
            if values(&text, story) != [day.to_string()] {
                wrong.push(format!("{story} -{back}: {text}"));
            }
            let text = format!(
                "The council will meet on {} about the road.",
                forms::weekday(story.checked_add(jiff::Span::new().days(back)).unwrap())
            );
            let ahead = story.checked_add(jiff::Span::new().days(back)).unwrap();
            if values(&text, story) != [ahead.to_string()] {
                wrong.push(format!("{story} +{back}: {text}"));
            }
        }
        for back in [10, 30, 60, 90, 120] {
            let day = story.checked_sub(jiff::Span::new().days(back)).unwrap();
            for profile in [Profile::Ap, Profile::Guardian] {
                let text = format!("The council adopted the plan on {}.", forms::day(day, profile, Some(day)));
                if values(&text, story) != [day.to_string()] {
                    wrong.push(format!("{story} -{back}: {text}: {:?}", values(&text, story)));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}; first: {}", wrong.len(), wrong[0]);
}

/// Months and years resolve to themselves in every story.
#[test]
fn every_month_and_year_is_itself() {
    for year in 1950..2030_i16 {
        assert_eq!(values(&format!("The road was closed in {year}."), date(2024, 4, 1)), [year.to_string()]);
        for month in 1..=12_i8 {
            let d = date(year, month, 1);
            assert_eq!(
                values(&d.strftime("The road was closed in %B %Y.").to_string(), date(2024, 4, 1)),
                [d.strftime("%Y-%m").to_string()]
            );
        }
    }
}

/// What each text comes to, told on Wednesday 3 April 2024.
fn come_to(expected: &[(&str, &str)]) {
    for (text, expected) in expected {
        assert_eq!(values(text, date(2024, 4, 3)).join(" "), *expected, "{text}");
    }
}

#[test]
fn expressions_come_to_what_a_reader_takes_them_for() {
    come_to(&[
        // Which way a bare day lies is told by the words before it.
        ("The talks were postponed until Tuesday.", "2024-04-09"),
        ("The show ran until Tuesday.", "2024-04-02"),
        ("She could leave as early as Tuesday.", "2024-04-09"),
        ("He said the council would meet Tuesday.", "2024-04-09"),
        ("They will appeal the decision, announced Tuesday by the court.", "2024-04-02"),
        ("The decision will be announced Tuesday.", "2024-04-09"),
        ("The union planned a march on Tuesday.", "2024-04-09"),
        ("The offer had been due to end Tuesday.", "2024-04-02"),
        ("It has a plan to pay by February.", "2025-02"),
        ("Profit fell in the year ended Sept. 30.", "P1Y 2023-09-30"),
        // Periods.
        ("Sales rose in the last half of 2019.", "2019-H2"),
        ("The 2019 quarter was weak.", "2019"),
        ("A hearing is set for the week of April 15.", "2024-W16"),
        ("She ran in the 2020 elections.", "2020"),
        ("His father died in World War II.", "1939-09-01/1945-09-02"),
        ("His father died in the Second World War.", "1939-09-01/1945-09-02"),
        ("A World War II veteran came.", ""),
        ("It was lost during the WWII years.", ""),
        ("Summer is hot there.", "XXXX-SU"),
        ("Spring and late autumn are mild.", "XXXX-SP 2023-FA"),
        ("The awful 90s are back.", "199"),
        ("It smelled like March.", "2024-03"),
        ("He served in 1871 – 72, then left.", "1871 1872"),
        ("He served in 1871 – 72 people came.", "1871"),
        ("She went the week before that.", "2024-W13"),
        ("She went the year before.", "2023"),
        ("She went the year before the vote.", ""),
        // Which way a bare day lies.
        ("It will close if Sousa, asked on Monday whether she pays, does not.", "2024-04-01"),
        ("Asked on Friday whether it will close, she was silent.", "2024-03-29"),
        ("He could not be reached on Monday.", "2024-04-01"),
        ("The shares are to resume trading Friday.", "2024-04-05"),
        ("Sales fell this year through August.", "2024 2023-08"),
        ("The show runs through Friday.", "2024-04-05"),
        ("The offer was extended through Friday.", "2024-04-05"),
        ("She is going to Rome in December.", "2024-12"),
        ("Monday's debate is still talked of.", "2024-04-01"),
        ("Polls tightened ahead of Friday's vote.", "2024-04-05"),
        ("Following Friday's vote, she left.", "2024-03-29"),
        ("She hopes Friday's vote will end it.", "2024-04-05"),
    ]);
}

#[test]
fn a_date_may_be_told_from_another() {
    come_to(&[
        // Days and months that are named together share a month or a year.
        ("The fair runs April 6-7 in Dover.", "2024-04-06 2024-04-07"),
        ("The fair will run from 5 to 9 June.", "2024-06-05 2024-06-09"),
        ("The fair will run from June 5 to 9.", "2024-06-05 2024-06-09"),
        ("The talks of 28 and 29 March failed.", "2024-03-28 2024-03-29"),
        ("The siege of 31 May-1 June 1916 failed.", "1916-05-31 1916-06-01"),
        ("The shop was shut in April-May 2019.", "2019-04 2019-05"),
        ("She met April 3 and 12 others.", "2024-04-03"),
        ("They won 2-5 March 4.", "2024-03-04"),
        ("It ran from March to August 2011.", "2011-03 2011-08"),
        ("It rained from November to February 2011.", "2010-11 2011-02"),
        ("It was shut in July, August and September 2003.", "2003-07 2003-08 2003-09"),
        ("It ran from March 2011 to June.", "2011-03 2011-06"),
        // "That" before more than one, or before "last", points to nothing.
        ("He said that two weeks ago he fell ill.", "2024-W12"),
        ("She said that last week she fell ill.", "2024-W13"),
        // Old style: the turn behind the date.
        ("He came on the 12th of October last.", "2023-10-12"),
        ("He came on Monday last and left.", "2024-04-01"),
        ("They shall meet on the 1st day of May next, then go.", "2024-05-01"),
        ("They met on Monday last year.", "2024-04-01 2023"),
        // Parts of a day that another is told from.
        ("He fell on Monday and died the following morning.", "2024-04-01 2024-04-02TMO"),
        ("He fell on Monday, having been ill the night before.", "2024-04-01 2024-03-31TNI"),
        ("He left the night before last.", "2024-04-01TNI"),
        ("He left the night before the vote.", ""),
        // A story of the past has its own year's end, and its own months behind what it tells of today.
        (
            "The mill opened in 1912 and grew in 1913. It had 300 hands in 1914 and half of them in 1915. By the end of the year it was \
             shut. Now it is a museum. It opened again in June.",
            "1912 1913 1914 1915 1915 PRESENT_REF 1915-06",
        ),
        // Reckoned from another day, or within a longer period.
        ("The day before last Monday's hearing he came.", "2024-03-31"),
        ("It happened the day before Christmas.", "2023-12-24"),
        ("The week before Thanksgiving was quiet.", "2023-W46"),
        ("Two years ago today he died.", "2022-04-03"),
        ("They met on the first Monday in September.", "2023-09-04"),
        ("They meet on the first Monday of each month.", "XXXX-WXX-1"),
        ("The last week of March was cold.", "2024-W13"),
        ("On the last day of 2019 she left.", "2019-12-31"),
        // Days and what is told with them.
        ("They crossed on Christmas night.", "2023-12-25TNI"),
        ("He fell on Monday and died the day following.", "2024-04-01 2024-04-02"),
        ("Shares ended the day at 5,210.", "2024-04-03"),
        ("For the week, shares fell.", "2024-W14"),
        ("It was the year's best film.", "2024"),
        ("Eight trading days passed.", "P8D"),
        ("It struck at 5:30 in the afternoon.", "2024-04-03T17:30"),
        ("It struck at 8 o'clock on Monday night.", "2024-04-01T20:00"),
        ("It struck at 9 a.m. on Monday night's eve.", "2024-04-01T09:00"),
        ("It struck at 2 o'clock at night.", "2024-04-03T02:00"),
        ("She left after a late-March trip in the late-1990s.", "2024-03 199"),
        ("The pre-2008 rules were lax.", "2008"),
        // A year that is mentioned has no next day.
        ("He fell on Monday. He told of the raid in 2011 and died the next day at 5 p.m.", "2024-04-01 2011 2024-04-02 2024-04-02T17:00"),
        ("Runs batted in 171 Team: Dover", ""),
        ("It took 72 hours.", "PT72H"),
        ("He fell on Monday.\n\n5:35 p.m.\n\nShe says that he will rise.", "2024-04-01 2024-04-03T17:35"),
    ]);
}

#[test]
fn years_and_hours_are_told_in_many_ways() {
    come_to(&[
        // Years.
        ("The 2011 and 2017 counts differ.", "2011 2017"),
        ("It fell to half of 2005 levels.", "2005"),
        ("They held a successful 2020 Review Conference.", "2020"),
        ("He lives at 1901 Pine Street.", ""),
        ("Theodore (c. 314 – 368) was an abbot.", "0314 0368"),
        ("It is the highest since '82.", "1982"),
        // Names of days and months before a noun.
        ("He told it in a March interview.", "2024-03"),
        ("The May government fell.", ""),
        ("He told it in a Labor Day interview.", "2023-09-04"),
        // Times of day.
        ("It struck at 0800 GMT on Monday.", "2024-04-01T08:00Z"),
        ("Open 08:00 – 20:00.", "2024-04-03T08:00 2024-04-03T20:00"),
        ("By mid afternoon it was over.", "2024-04-03TAF"),
        // Distances.
        ("It was launched six and a half months ago.", "2023-09"),
        ("They had met in 2020 and, three years prior, in Rome.", "2020 2017"),
        ("These days he paints.", "PRESENT_REF"),
        // "Soon" is told from now.
        ("The advance soon stalled.", ""),
        ("The advance will soon stall.", "FUTURE_REF"),
        // Decades and centuries.
        ("The '60's and '70's were wild.", "196 197"),
        ("Work on Vision 2030's goals goes on.", "2030"),
        ("It was common in the 1800s.", "18"),
        ("It was common from the 15th to the 19th century.", "14 18"),
        ("The 9/11 attacks changed it.", "2001-09-11"),
        // Headlines.
        ("Senate to Vote Next Week on Budget", "2024-W15"),
        ("He hosts This Week on Sundays.", "XXXX-WXX-7"),
        ("They began a two day rally.", "P2D"),
        // The ancients.
        ("The war of 499-493 BC was lost.", "BC0499 BC0493"),
        ("The war (264 to 241 BC) was won.", "BC0264 BC0241"),
        ("The town throve from 250 – 900 CE.", "0250 0900"),
        ("The fort was built in the year 71.", "0071"),
        ("In 348, Otho died.", "0348"),
        ("She won in 348 towns.", ""),
        ("She captained the side (2013 – present).", "2013 PRESENT_REF"),
    ]);
}

/// What is told of a day without its month, of weeks counted from a weekday, of what lies ahead, and what is no date at all; for a
/// story of Wednesday, 3 April 2024.
#[test]
fn weekdays_with_numbers_and_months_to_come() {
    for (text, wanted) in [
        // A weekday with the day of its month.
        ("The road shuts from Friday 5 to Sunday 7 April.", "2024-04-05 2024-04-07"),
        ("The bridge will shut on Monday 8, she said.", "2024-04-08"),
        ("It shut on Sunday 31, she said.", "2024-03-31"),
        ("On Friday 5 people came.", "2024-03-29"),
        // Weeks counted from a weekday.
        ("The vote is on Monday week.", "2024-04-15"),
        ("The vote is on Tuesday fortnight.", "2024-04-23"),
        ("The vote is a week on Tuesday.", "2024-04-16"),
        ("The vote is two weeks on Friday.", "2024-04-19"),
        ("The vote is on Monday.", "2024-04-08"),
        // Figures that can be read one way only.
        ("The report of 19-Nov-12 was found.", "2012-11-19"),
        ("The file of 25.12.1990 was found.", "1990-12-25"),
        ("The road is shut May 31-June 2.", "2024-05-31 2024-06-02"),
        ("Version 1.2.10 was found.", ""),
        // The day of a month with its year beside it.
        ("It struck on 3 June last year.", "2023-06-03"),
        ("It struck on June 3 last year.", "2023-06-03"),
        ("It strikes on 3 June next year.", "2025-06-03"),
        // A bare month in the present is to come.
        ("The bridge shuts in May.", "2024-05"),
        ("The deadline is in December.", "2024-12"),
        ("The show opens in July.", "2024-07"),
        ("The bridge shut in December.", "2023-12"),
        ("It rained in May.", "2023-05"),
        // Given names that are months.
        ("April Jones, a nurse, wept.", ""),
        ("Judge June Holt wept.", ""),
        ("In April Jones wept.", "2024-04"),
        ("In June Holt will open it.", "2024-06"),
        // Quarters of a game and of a year; numbers of houses and blocks.
        ("Moody scored 27 points. The coach was sent off in the third quarter.", ""),
        ("Sales fell in the third quarter.", "2023-Q3"),
        ("Police were called to the 1200 block of Water Street.", ""),
        ("A laptop was taken at 1900 Oak Street.", ""),
        ("He was born in 1900.", "1900"),
        // Reckoned from something else.
        ("Two years to the day after the flood, it rained.", "P2Y"),
        // Under a heading.
        ("Up next\n\nHawks: Host Welham on Friday.\n\nRams: At Marlow on Thursday.", "2024-04-05 2024-04-04"),
        ("The Hawks beat Welham on Friday.", "2024-03-29"),
        ("Tuesday, April 2\n\n6:12 a.m. - A caller wept.\n\n11:58 p.m. - Noise.", "2024-04-02 2024-04-02T06:12 2024-04-02T23:58"),
    ] {
        let found = values(&format!("Head line\n\n{text}"), date(2024, 4, 3));
        assert_eq!(found.join(" "), wanted, "{text}");
    }
}
