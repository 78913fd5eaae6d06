//! The classes of words: one table of them all. Each is a section of a list under `lexicons/`, with one name and one meaning.

use std::ops::BitOr;

/// A set of word classes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Class(u128);

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
    pub const NONE: Self = Self(0);

    /// Whether any of `other`'s classes is in the set.
    #[inline]
    #[must_use]
    pub const fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether the word stands in no list but those of grammar: nothing is known of what it means.
    #[must_use]
    pub const fn is_unknown(self) -> bool {
        self.0 & Self::MEANING.0 == 0
    }

    /// Those of `other`'s classes that are in the set.
    #[must_use]
    pub const fn only(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// The set without `other`'s classes.
    #[must_use]
    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// The classes of both sets.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl BitOr for Class {
    type Output = Self;

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
            $(#[doc = $meaning] pub const $name: Self = Self(1 << Bit::$name as u32);)*
            $(#[doc = $reports] pub const $verb: Self = Self(1 << Bit::$verb as u32);)*
            $(#[doc = $does] pub const $form: Self = Self(1 << Bit::$form as u32);)*
            $(#[doc = $told] pub const $derived: Self = Self(1 << Bit::$derived as u32);)*

            /// The classes that tell what a word means.
            const MEANING: Self = Self::NONE$(.and(Self::$name))*$(.and(Self::$verb))*;
        }

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
        VAGUE "vague" "Names nobody: a source that tells the reader nothing of how it knows."
        MALE "man" "A noun for a man or boy, or a name given mostly to them."
        FEMALE "woman" "A noun for a woman or girl, or a name given mostly to them."
        MOTIVE "motive" "Why somebody did something."
        CAUSE "cause" "What brought something about."
        ASSESSMENT "assessment" "How things stand, or how likely they are."
        EVALUATION "evaluation" "Good or bad."
        MILD "mild" "A mild judgement, or what strengthens one."
        PREDICTION "prediction" "What may come."
        ALLEGATION "allegation" "Wrongdoing."
        SAYING "saying" "A noun of saying or thinking."
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
        SUBORDINATOR "subordinator" "Opens a clause that hangs on another."
        ABBREVIATION "abbreviation" "Keeps its full stop, here without it."
        LEADING "leading" "An abbreviation that always has more of its sentence behind it."
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
