//! The classes of words: one table of them all. Each is a section of a list under `lexicons/`, with one name and one meaning; what
//! words it has stands in the list.

use std::ops::BitOr;

/// A set of word classes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Class([u64; 5]);

/// A section of a list: its name, the classes that its words get, and what they have in common.
#[derive(Clone, Copy, Debug)]
pub struct Section {
    /// Its name, as it stands in brackets.
    pub name: &'static str,
    /// The classes of its words.
    pub class: Class,
    /// What its words have in common.
    pub meaning: &'static str,
    /// Whether its lines are verbs: a lemma, or five forms.
    pub verbs: bool,
}

impl Class {
    /// In no list.
    pub const NONE: Self = Self([0; 5]);

    /// Words that may stand for somebody who has a name elsewhere, or open those that do: "he", "I", "you", "the mayor", "a clerk".
    pub const ANAPHOR: Self = Self::FIRST_PERSON
        .and(Self::SECOND_PERSON)
        .and(Self::HE)
        .and(Self::SHE)
        .and(Self::DEFINITE)
        .and(Self::ROLE)
        .and(Self::RELATION)
        .and(Self::MALE)
        .and(Self::FEMALE);

    /// The class of a number.
    const fn of(number: u32) -> Self {
        let mut bits = [0; 5];
        bits[number as usize / 64] = 1 << (number % 64);
        Self(bits)
    }

    /// Whether any of `other`'s classes is in the set.
    #[inline]
    #[must_use]
    pub const fn has(self, other: Self) -> bool {
        let ([a, b, c, d, e], [f, g, h, i, j]) = (self.0, other.0);
        a & f | b & g | c & h | d & i | e & j != 0
    }

    /// Whether the word stands in no list but those of grammar: nothing is known of what it means.
    #[must_use]
    pub const fn is_unknown(self) -> bool {
        !self.has(Self::MEANING)
    }

    /// The classes that tell what the word means, those of grammar left out.
    #[must_use]
    pub const fn meaning(self) -> Self {
        self.only(Self::MEANING)
    }

    /// Those of `other`'s classes that are in the set.
    #[inline]
    #[must_use]
    pub const fn only(self, other: Self) -> Self {
        let ([a, b, c, d, e], [f, g, h, i, j]) = (self.0, other.0);
        Self([a & f, b & g, c & h, d & i, e & j])
    }

    /// The set without `other`'s classes.
    #[inline]
    #[must_use]
    pub const fn without(self, other: Self) -> Self {
        let ([a, b, c, d, e], [f, g, h, i, j]) = (self.0, other.0);
        Self([a & !f, b & !g, c & !h, d & !i, e & !j])
    }

    /// The classes of both sets.
    #[inline]
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        let ([a, b, c, d, e], [f, g, h, i, j]) = (self.0, other.0);
        Self([a | f, b | g, c | h, d | i, e | j])
    }
}

impl BitOr for Class {
    type Output = Self;

    #[inline]
    fn bitor(self, other: Self) -> Self {
        self.and(other)
    }
}

/// Makes a constant of each class and a row of each section. A section without classes of its own after `=` has the one that
/// it defines.
macro_rules! classes {
    (
        classes { $($name:ident $section:literal $meaning:literal)* }
        verbs { $($verb:ident $verbs:literal $reports:literal)* }
        grammar { $($form:ident $forms:literal $does:literal)* }
        joint { $($joint:literal = $($part:ident)|+, $both:literal)* }
        derived { $($derived:ident $told:literal)* }
    ) => {
        #[allow(non_camel_case_types, clippy::upper_case_acronyms, reason = "numbers the classes, and is seen nowhere else")]
        enum Bit { $($name,)* $($verb,)* $($form,)* $($derived,)* }

        impl Class {
            $(#[doc = $meaning] pub const $name: Self = Self::of(Bit::$name as u32);)*
            $(#[doc = $reports] pub const $verb: Self = Self::of(Bit::$verb as u32);)*
            $(#[doc = $does] pub const $form: Self = Self::of(Bit::$form as u32);)*
            $(#[doc = $told] pub const $derived: Self = Self::of(Bit::$derived as u32);)*

            /// The classes that tell what a word means.
            const MEANING: Self = Self::NONE$(.and(Self::$name))*$(.and(Self::$verb))*;
        }

        /// All classes, with the names that the code has for them.
        pub const CLASSES: &[(Class, &str)] = &[
            $((Class::$name, stringify!($name)),)* $((Class::$verb, stringify!($verb)),)* $((Class::$form, stringify!($form)),)*
            $((Class::$derived, stringify!($derived)),)*
        ];

        /// All sections.
        pub const SECTIONS: &[Section] = &[
            $(Section { name: $section, class: Class::$name, meaning: $meaning, verbs: false },)*
            $(Section { name: $verbs, class: verb(Class::$verb), meaning: $reports, verbs: true },)*
            $(Section { name: $forms, class: Class::$form, meaning: $does, verbs: false },)*
            $(Section { name: $joint, class: Class::NONE$(.and(Class::$part))+, meaning: $both, verbs: false },)*
        ];
    };
}

/// A verb that hardly does anything but report is a verb of saying too.
const fn verb(class: Class) -> Class {
    if class.has(Class::PLAIN) {
        class.and(Class::REPORT).and(Class::SAY)
    } else if class.has(Class::REPORT) {
        class.and(Class::SAY)
    } else {
        class
    }
}

classes! {
    classes {
        COURTESY "courtesy" "Stands before a name out of courtesy."
        TITLE "title" "Can stand before a name as a title."
        RANK "rank" "Qualifies a title or office."
        ROLE "role" "Tells who somebody is: an office, a trade, a standing."
        RELATION "relation" "What somebody is to somebody else."
        SUFFIX "suffix" "Follows a surname."
        PARTICLE "particle" "Part of a surname, in lower case where the family writes it so."
        ORG "org" "Head word of the name of an organisation, a place or a work."
        PLACE "place" "A country, state or city."
        DEMONYM "demonym" "Of a country, faith or party, or one of its people."
        NOT_NAME "notname" "Written with a capital, or at the start of a sentence, and no person: months, function words, well-known bodies."
        SURNAME "surname" "A surname."
        GIVEN "given" "A given name."
        STARTER "starter" "Begins sentences more often than names."
        PEOPLE "people" "A noun for people, mostly of several."
        AUTHORITY "authority" "Speaks for a public body, whoever of it does."
        EVIDENCE "evidence" "Shows something, and was made by somebody of whom readers want to know."
        VAGUE "vague" "Names nobody: a source that tells the reader nothing of how it knows."
        MALE "man" "A noun for a man or boy, or a name given mostly to them."
        FEMALE "woman" "A noun for a woman or girl, or a name given mostly to them."
        MOTIVE "motive" "Why somebody did something."
        CAUSE "cause" "What brought something about."
        ASSESSMENT "assessment" "How things stand, or how likely they are."
        EVALUATION "evaluation" "Good or bad."
        MILD "mild" "A mild judgement, or what strengthens one."
        ALLEGATION "allegation" "Wrongdoing."
        SAYING "saying" "A noun of saying or thinking."
        WE "we" "Somebody who speaks, and others with them."
        TAKEN "taken" "What a disaster takes, or a winner."
        TAKES "takes" "Takes lives or titles as well as it says something."
        GOES_BY "goes-by" "What things go by “according to” it, and nobody’s words."
        REPLY "reply" "A noun for words that somebody gives, which a colon leads to."
        VIEW "view" "A noun for what somebody thinks or says, between “in the” and “of”."
        DOCUMENT "document" "A document or study that can be a source."
        CUE "cue" "Reports, and is no verb of saying by itself."
        TIME "time" "Can begin a time expression."
        QUOTED "quoted" "What an exchange quotes."
        MOVE "move" "How a price moves, or stands."
        GESTURE "gesture" "What only people do, with face or body."
        OWN "own" "What only people have."
    }
    verbs {
        PLAIN "plain" "Says and does nothing else: whatever follows it is said."
        REPORT "report" "Hardly does anything but report: its subject is who says it, wherever it stands."
        SAY "say" "Communicates by itself, and may do other things as well."
        THINK "think" "Reports a state of mind."
        ACT "act" "Does something with words to somebody or something."
    }
    grammar {
        PLAINEST "plainest" "No English goes without, and hardly any other language has."
        SUBORDINATOR "subordinator" "Opens a clause that hangs on another."
        YEAR_LEAD "year-lead" "Can stand right before a year."
        PURPOSE "purpose" "What somebody wants to bring about, told behind “to”."
        AUXILIARY "auxiliary" "Belongs to the group of the verb that follows."
        WORKS "works" "What whoever has a trade or an office does in it."
        THINGS "things" "Things of a kind, of which names are given as examples."
        FIRM_END "firm-end" "Ends the name of a firm."
        MONTH_LEAD "month-lead" "Stands before a month, and not before a name or verb that is spelt like one."
        AHEAD "ahead" "Tells that what follows behind “to” is yet to be done."
        FIRM "firm" "A noun for a firm."
        OF_SOMEBODY "of-somebody" "What only somebody has or suffers, told behind “of”."
        SUBORDINATES "subordinates" "Has behind it a clause that serves another."
        LENGTH "length" "Stands between a number and the unit of time that it counts."
        STAYED "stayed" "Stayed as it was until a day."
        AIM "aim" "Wants something, told behind “to”: what, and not why."
        GIVES "gives" "Gives words to the public."
        LENGTH_LEAD "length-lead" "Stands before a length of time without a number."
        RATE "rate" "Is reckoned by a unit of time that follows."
        STRETCH "stretch" "A part of a period, or where it lies."
        GREETING "greeting" "Opens what is said to somebody by name."
        TOLD_THAT "told-that" "Opens what a listener is told."
        NOBLE "noble" "A rank of nobility or royalty, with a place behind “of”."
        SEASON_LEAD "season-lead" "Stands before a season that is one of a certain year."
        ROLE_END "role-end" "Stands behind the last word of an office that is told."
        DATE_END "date-end" "Stands behind a date that is complete."
        TELLS "tells" "Tells somebody, who is named next."
        WANTS "wants" "Wants or expects what follows, even if it has no verb."
        NOT_SAID "not-said" "Stands behind “said” and is not what was said."
        OBJECT_LEAD "object-lead" "Leads to what an act in words is about."
        TIMETABLE "timetable" "In the present, of what is on a timetable."
        STAFF "staff" "Office or staff of a firm."
        SESSION "session" "What a market does with a day."
        ERA_LEAD "era-lead" "Stands before a year that is cut short to two figures."
        NUMBERED "numbered" "Stands before a number that is no year."
        NUMBER_OF "number-of" "Stands before a number that only names."
        COMPOUND "compound" "Makes a noun of the word before it, which could be a verb: it says nothing then."
        THINGS_DO "things-do" "A thing can do it as well as somebody, and vouches for nothing then."
        WRITER_LEAD "writer-lead" "Stands between a text and whoever wrote it."
        ACCUSER "accuser" "Alleges by its calling: whoever prosecutes or sues, and what they file."
        WORDING "wording" "Has words of its own that nobody speaks: a law, a contract, a banner."
        POLLED "polled" "Speaks of a poll's figures."
        PROMISED "promised" "Tells of a promise or plan."
        POLL "poll" "A poll, or those who take it."
        SPOKEN_TO "spoken-to" "Goes on after somebody was called by name."
        ADJUNCT "adjunct" "Opens what tells when, where or to whom something was said."
        CLAUSE_LEAD "clause-lead" "Opens a clause that a verb has as its object."
        HEARSAY "hearsay" "Reports in the passive, without a source."
        AUXILIARIES "auxiliaries" "A form of “be” or “have”, before what is no verb of the quotation."
        QUANTIFIER "quantifier" "Stands for people or things by how many they are."
        APPROXIMATE "approximate" "About how much or how long."
        LANDMARK "landmark" "Ends the name of a place or body more often than that of a person."
        BE "be" "A form of “be” before a participle."
        BEFORE_MAY "before-may" "Stands before the verb “may” as well as before the month."
        IS "is" "A form of “be” in the present."
        PERFECT "perfect" "Before a participle: it is done."
        QUARTER_LEAD "quarter-lead" "Stands before the quarter that is spoken of."
        ALIAS "alias" "Stands between two names of one person."
        PLACE_LEAD "place-lead" "Begins the name of a place that is called after somebody."
        NEARLY "nearly" "Stands before a count that is not exact."
        COURTESY_MALE "courtesy-male" "Courtesy for a man."
        COURTESY_FEMALE "courtesy-female" "Courtesy for a woman."
        QUESTION_WORD "question-word" "Opens a question within a sentence."
        HAVE "have" "A form of “have” before a participle."
        TOLD "told" "In the passive, of somebody who is told or asked."
        JUDGED "judged" "In the passive, of somebody who is judged."
        TALKS "talks" "Talks, about something or not."
        BEGINS "begins" "Begins, goes on or offers: speaks only beside a quotation."
        EXPLORES "explores" "Looks into a question, told behind it."
        GETS "gets" "Gets words from others."
        TOWARDS "towards" "Leads to what words are about."
        TITLE_LEAD "title-lead" "Stands before the title of a work."
        SOURCE_END "source-end" "Stands behind a source that is complete."
        DAY_TURN "day-turn" "Stands before a day of the week and says which one."
        OF_MONTH "of-month" "Stands before a month that says which of several things is meant."
        LASTS "lasts" "Goes on until a day."
        EXPECTS "expects" "Looks ahead, in the present."
        STREET "street" "Ends an address."
        WAR_LEAD "war-lead" "Stands before a war that tells when."
        THE_WAR_LEAD "the-war-lead" "Stands before “the” and a war that tells when."
        CARRIES_ON "carries-on" "Opens a sentence that goes on with the one before."
        RATIO "ratio" "Stands behind “times” where two things are compared."
        IN_NAME "in-name" "Stands in lower case within a name of several words."
        ROLE_BREAK "role-break" "Stands before an office that is told, and is no part of it."
        IN_PLACE "in-place" "Stands before a place."
        SURNAME_LEAD "surname-lead" "Begins a surname in lower case."
        RUMOUR "rumour" "Words that go about without a source."
        HEARSAY_LEAD "hearsay-lead" "Stands before hearsay."
        MODIFIED "modified" "Stands before a length of time that says of what kind a thing is."
        WILL "will" "A modal that looks ahead."
        NO_LONGER "no-longer" "Not, or not alone, in the office that follows."
        COPULA "copula" "A form of “be” behind “this” or “that”."
        SCALE "scale" "Scales a number."
        TO_YOU "to-you" "Speaks to somebody, or of whoever speaks."
        PICTURE "picture" "A picture, or who took it."
        CITED "cited" "Stands between the names of a citation."
        OBJECT_OPENS "object-opens" "Opens the object of a verb that could be a noun."
        ABOUT "about" "Leads to what a question or criticism is about."
        NEWS_LEAD "news-lead" "Stands before reports that are nobody's."
        JOINS_PHRASE "joins-phrase" "Joins a noun phrase to the head of another."
        RANGE "range" "Stands between two dates or what leads to one."
        TO_CENTURY "to-century" "Stands between two centuries."
        SET "set" "Yet to come, when it is said of a thing."
        LEAVES "leaves" "Going or coming: it lies ahead."
        RECENT "recent" "What of the past few is meant by “recent”."
        EARLY_YEAR_LEAD "early-year-lead" "Stands before a year of three figures."
        THE_SEASON_LEAD "the-season-lead" "Stands before “the” and a season."
        PLANS "plans" "Wants or plans, before “to”."
        ARTICLE_WHO "article-who" "Opens an apposition that says who somebody is."
        FIRST_PERSON "first-person" "Whoever speaks."
        SECOND_PERSON "second-person" "Whoever is spoken to."
        DEFINITE "definite" "Opens a phrase for what is known."
        HE "he" "A man who was spoken of."
        SHE "she" "A woman who was spoken of."
        PLAIN_SUPERLATIVE "plain-superlative" "A superlative that judges nothing."
        NEGATION "negation" "Denies."
        ROLE_START_NOT "role-start-not" "Cannot begin an office that is told."
        SIDE "side" "On somebody's side, and no office."
        NAME_JOINT "name-joint" "Joins two parts of one person's name."
        CONTRAST "contrast" "Opens a clause of the writer's own that sets off what was said."
        RELATIVE "relative" "Opens a clause that tells more of what stands before it."
        GOVERNS "governs" "Leads to what a verb of saying is about."
        STANCE "stance" "An adjective for how somebody speaks of something."
        BEFORE_TO "before-to" "Stands before “to” and a verb that reports."
        DECISION "decision" "With “to” behind it, tells what is to be done and not what is said."
        NO_SPEAKER "no-speaker" "Speaks no words of its own."
        HOUR_LEAD "hour-lead" "Stands before a time of day."
        BEFORE_CHRIST "before-christ" "Before Christ."
        LAST_TURN "last-turn" "Points to what was before."
        NEXT_TURN "next-turn" "Points to what comes after."
        UNIT_KIND "unit-kind" "Tells what kind of days or years are counted."
        REFLEXIVE "reflexive" "Stresses the noun before it."
        READS "reads" "Gives the words of a text: speaks only beside a quotation or a colon, or with “that”."
        ADDS "adds" "Does more than speak: with a thing behind it, it says nothing."
        QUOTES "quotes" "Gives the words of somebody who is named behind it."
        HELD_OF "held-of" "In the passive, before “of” or “as”: somebody says so, and nobody says who."
        PUTS "puts" "Gives a figure for what is counted, told behind “at”."
        COUNTED "counted" "What is counted or reckoned."
        ANSWERS "answers" "What somebody did not do when asked."
        COPULA_SHORT "copula-short" "A form of “be” behind “it”."
        STORM "storm" "A storm, before its name."
        VERY "very" "Strengthens a judgement."
        BOUND "bound" "With “to” behind it, says what will be."
        THANKS "thanks" "With “to” behind it, says what brought something about."
        COURT_SUM "court-sum" "What a court sets is on its record."
        ROLE_ADVERB "role-adverb" "Stands between a verb and the office it tells of."
        NOW "now" "Stands between “is” and an office."
        ARTICLE "article" "An article, or what stands for one."
        ROLE_WHERE "role-where" "Leads to where somebody is in office."
        BEFORE_SAYS "before-says" "Stands between a name and its verb."
        NOBODY "nobody" "Stands for what was said, not for who said it."
        BEHIND_BY "behind-by" "Stands behind whoever did something in the passive."
        HOLDS "holds" "Holds, something or that something is so."
        REFERS "refers" "Refers to something."
        HOW_WHY "how-why" "Opens the question that is looked into."
        MAKES "makes" "A form of “make”."
        ASKED_TO "asked-to" "Had somebody else do what follows behind “to”."
        QUESTIONS "questions" "A question or doubt."
        REPORTEDLY "reportedly" "Reports without a source, in one word."
        CLOSE_TO "close-to" "Tells how an unnamed source knows."
        IN_TOWN "in-town" "Stands before a town."
        PART_OF_DAY "part-of-day" "A part of the day behind “that”."
        SPAN_OF_DAYS "span-of-days" "A unit of time behind “the”."
        BEFORE_AFTER "before-after" "Which side of a time another lies on."
        CIRCA "circa" "About which year."
        EACH "each" "Opens a rate by time."
        SOME "some" "A few, by no number."
        DOZENS "dozens" "Many, by no number, with “of” behind it."
        AS_LONG "as-long" "Stands between two words “as”."
        WHICH_HALF "which-half" "Tells which half of a period is meant."
        WOULD "would" "A modal of the past."
        HAS "has" "Before a participle: it is done by now."
        FOR_PERIOD "for-period" "Stands before “the” and a period."
        BC "bc" "Before Christ, behind a century."
        QUARTER_ARTICLE "quarter-article" "Opens the name of a quarter."
        YEAR_BEFORE "year-before" "The same quarter of the year before."
        OUTBREAK "outbreak" "When in a war."
        PLACEHOLDER "placeholder" "Stands in copy for what is still to come."
        VERDICTS "verdicts" "What a court does in public session, in the past: it is on record."
        COURT "court" "Who does so."
        FOUND "found" "How somebody is found, or what they plead."
        CARRIED "carried" "What becomes of a motion that is voted on."
        MOTION "motion" "What is voted on."
        ATTENDED "attended" "Who comes to watch, as they are counted."
        RESULTS "results" "What a firm reports of its business."
        EXCHANGE "exchange" "An exchange, before the sign of a firm that is quoted there."
        RACE "race" "What is run over so many metres."
        PENALTY "penalty" "What a court sets, before the sum."
        CAST "cast" "What is counted after an election."
        PLEA "plea" "Stands before what somebody is found, or pleads."
        PERIOD "period" "What a firm's results are for."
        POSTS "posts" "Gives a firm's results."
        TRADED "traded" "What is traded on exchanges, or what its price is for."
        STATE_CODE "state-code" "The letters of a state or province, behind a town."
        WELL_KNOWN "well-known" "Letters that need no explanation."
        BODY "body" "Head word of the name of an organisation, and of nothing else."
        MAY_BE_BODY "may-be-body" "Head word of the name of an organisation where letters stand for it; else perhaps of a place, a work or an event."
        KNOWN_BODY "known-body" "The name of an organisation that every reader knows, and of nothing else."
        EMPHASISED "emphasised" "Set in capitals for emphasis, and no abbreviation."
        MENTIONS "mentions" "Stands before words that are spoken of, and said by nobody."
        ABBREVIATION "abbreviation" "Keeps its full stop, here without it."
        LETTERS "letters" "In capitals, follows a name and tells of a degree, an honour or an office."
        ROLE_JOINT "role-joint" "Joins to an office what it is an office of."
        FORMERLY "formerly" "Tells when somebody was in the office that follows."
        INSTALLED "installed" "In the passive, stands before the office that somebody is given."
        SERVES "serves" "With “as” behind it, tells what office somebody is in."
        BECOMES "becomes" "Stands before the office that somebody is in or comes into."
        BECOME_LEAD "become-lead" "Stands before a verb that tells of an office."
        IDENTIFIED "identified" "With “as” behind it, tells who somebody turned out to be."
        COMES_INTO "comes-into" "Tells that somebody came into the office that follows."
        SUCH_AS "such-as" "Stands between people of a kind and some of their names."
        FIRM_DOES "firm-does" "What a firm does with its results, its goods or its shares."
        FIRM_OBJECT "firm-object" "What a firm announces, raises or cuts."
        DAY_LEAD "day-lead" "Stands before a day or month on which something is."
        AHEAD_HEADING "ahead-heading" "In a heading, tells that what stands under it is to come."
        GAME "game" "Speaks of play, by whose quarters and halves a game is told."
        FIRM_OFFICE "firm-office" "Tells who somebody is, or what a firm is."
        CAMP "camp" "Ends the name of a party or of a side."
        OFFICE_END "office-end" "Behind a hyphen, ends the name of an office."
        TENURE "tenure" "With “as” behind it, tells of the office that somebody was in for a time."
        PRAISE "praise" "Before a noun for somebody, judges them."
        IN_OTHER_WORDS "in-other-words" "Stands between letters and the words that they are for."
        TICKER "ticker" "Announces the sign of a firm on an exchange."
        EFFORT "effort" "What is made to bring something about."
        FEWER "fewer" "Compares numbers, before “than”."
        TRADE_END "trade-end" "Ends words for somebody by trade."
        PLACE_NOUN "place-noun" "Behind a name, or before it with “of”: a place or house is called so."
        AGENT_END "agent-end" "Ends words for somebody who does something, and for things."
        LEADING "leading" "An abbreviation that always has more of its sentence behind it."
        RECKONED "reckoned" "Before a noun or number: somebody says so, and nobody says who."
        TALLY "tally" "How many or how much it is, as somebody reckons: \"by the union's count\"."
        OTHER "other" "Opens those who say it besides somebody who is named, or stands for them."
        CONDITION "condition" "Opens what may or may not be so."
        WARNS "warns" "What is issued to warn the public."
        UNNAMED "unnamed" "Before a noun for somebody or for words: nobody is to know whose."
        FINDERS "finders" "Looks for something by trade: what such people found, they tell."
        SHOWS "shows" "What figures and pictures do for their readers."
        NATIONAL "national" "Behind a country, tells whose somebody is."
        SUCCEEDS "succeeds" "Comes to somebody's place or to others, in the office told behind “as”."
        PRIME "prime" "Begins an office that has no article."
        INSTALLS "installs" "Gives whoever is named behind it the office that is told next."
        HOUSE_END "house-end" "A house that somebody speaks for, told behind “of”."
        COUNSEL "counsel" "Before a name in court: for which side they speak."
        WHOEVER "whoever" "Nobody in particular: says nothing that a reader could ask after."
        DISPLAYS "displays" "Of somebody, does more than speak; of what is published, tells."
        PUBLIC "public" "Before figures: a public body made them."
        CROWD "crowd" "Several who are anybody: no office, whoever is named as one of them."
        KEPT_FROM "kept-from" "Before a verb in -ing: what somebody does not do."
        COMES "comes" "Of words, behind “from” tells whose they are."
        CHARGES "charges" "With “with” behind its object, brings somebody before a court."
        CONFERS "confers" "Is done in words, and tells nothing that a reader could doubt."
        MILDLY "mildly" "Hides who says so, but is often nobody's word in particular."
        MEDIUM "medium" "Where anybody can publish: what stands there has no owner by that."
        TRADE "trade" "A trade that nobody has beside an office of church, court or nobility."
        INSTRUMENT "instrument" "What somebody plays in a band or orchestra."
        LETTERED "lettered" "One of several things that letters tell apart: Block C."
        NAMED_TITLE "named-title" "A title that some have as a given name."
        COMPOUND_END "compound-end" "Behind a hyphen, makes an adjective of a name."
        CLUB_END "club-end" "Ends the name of a club, and hardly ever that of a person."
        RECORDS "records" "Of a document, tells what it holds; of anybody else, says nothing."
        EMERGES "emerges" "Behind “it”, tells that something came to be known, and not who told it."
        WITHHOLDS "withholds" "Does not give or do what somebody wants; with that behind it, says nothing."
        WITHHELD "withheld" "What is given or not, without a word being said of it."
        STRIKES "strikes" "Harms or may harm, by words or by hand."
        ARMED "armed" "Fights or raids: what it does to others is no speech."
        MOVED "moved" "In the passive, given the day that is told behind “for” or “to”."
        LOOKS_BACK "looks-back" "In the present, of what has been."
        ZONE "zone" "Names a zone of time, behind an hour."
    }
    joint {
        "given-male" = GIVEN | MALE, "A name given mostly to boys and men."
        "given-female" = GIVEN | FEMALE, "A name given mostly to girls and women."
        "opener" = TIME | OPENER, "Can only begin a time expression: what tells the time comes after it."
    }
    derived {
        OPENER "Can only begin a [`Class::TIME`] expression: what tells the time comes after it."
        ONE_TAG "Has one tag whatever stands around it; see [`only_tag`](super::lexicon::only_tag)."
        TITLES "The plural of a [`Class::TITLE`]."
        ROLES "The plural of a [`Class::ROLE`]."
        HOUSE_VAGUE "Makes whatever source it stands in too vague, because the desk says so."
    }
}
