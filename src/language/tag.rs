//! Tags: the parts of speech of the Penn Treebank (Santorini 1990).

macro_rules! tags {
    ($($name:ident $penn:literal),* $(,)?) => {
        /// Penn Treebank tags, punctuation in one.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[allow(missing_docs, reason = "the Penn Treebank's own names (Santorini 1990)")]
        #[repr(u8)]
        pub enum Tag { $($name),* }

        impl Tag {
            /// All tags, in the order of the model's labels.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The tag's name in the Penn Treebank.
            #[must_use]
            pub fn penn(self) -> &'static str {
                match self { $(Self::$name => $penn),* }
            }

            /// The tag of that name; the treebanks' finer marks for punctuation and web text are folded.
            #[must_use]
            pub fn of_penn(name: &str) -> Self {
                match name { $($penn => Self::$name,)* "ADD" | "GW" | "AFX" | "XX" | "LS" => Self::Noun, _ => Self::Punct }
            }
        }
    };
}

tags! {
    Punct ".", Conjunction "CC", Number "CD", Determiner "DT", Existential "EX", Foreign "FW", Preposition "IN", Adjective "JJ",
    Comparative "JJR", Superlative "JJS", Modal "MD", Noun "NN", Nouns "NNS", Name "NNP", Names "NNPS", Predeterminer "PDT",
    Possessive "POS", Pronoun "PRP", PossessivePronoun "PRP$", Adverb "RB", AdverbMore "RBR", AdverbMost "RBS", Particle "RP",
    To "TO", Interjection "UH", Base "VB", Past "VBD", Gerund "VBG", Participle "VBN", Present "VBP", PresentThird "VBZ",
    WhDeterminer "WDT", WhPronoun "WP", WhPossessive "WP$", WhAdverb "WRB", Symbol "SYM", Currency "$",
}

impl Tag {
    /// A verb that has tense: said, says, say.
    #[must_use]
    pub fn is_finite(self) -> bool {
        matches!(self, Self::Past | Self::Present | Self::PresentThird | Self::Modal)
    }

    /// Any form of a verb, modals apart.
    #[must_use]
    pub fn is_verb(self) -> bool {
        matches!(self, Self::Base | Self::Past | Self::Gerund | Self::Participle | Self::Present | Self::PresentThird)
    }

    /// A noun or name.
    #[must_use]
    pub fn is_noun(self) -> bool {
        matches!(self, Self::Noun | Self::Nouns | Self::Name | Self::Names)
    }

    /// A proper name.
    #[must_use]
    pub fn is_name(self) -> bool {
        matches!(self, Self::Name | Self::Names)
    }

    /// An adjective.
    #[must_use]
    pub fn is_adjective(self) -> bool {
        matches!(self, Self::Adjective | Self::Comparative | Self::Superlative)
    }
}
