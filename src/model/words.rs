//! Enumerations whose variants have a word in files and data: variant, word and list are declared once.

/// What one of a few words means.
pub trait Worded: Copy + 'static {
    /// The words, in the order of the declaration.
    const WORDS: &'static [&'static str];

    /// What a word means.
    fn named(word: &str) -> Option<Self>;

    /// The word for it.
    fn spelt(self) -> &'static str;
}

/// Declares such an enumeration: `/// What it means. Variant = "word"`, one a line.
macro_rules! words {
    ($(#[$head:meta])* pub enum $name:ident { $($(#[$doc:meta])* $variant:ident = $word:literal,)* }) => {
        $(#[$head])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$doc])* $variant),* }

        impl $name {
            /// All, in the order of the declaration.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The word that files and data use.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),* }
            }
        }

        impl $crate::model::words::Worded for $name {
            const WORDS: &'static [&'static str] = &[$($word),*];

            fn named(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)* _ => None }
            }

            fn spelt(self) -> &'static str {
                self.word()
            }
        }
    };
}

pub(crate) use words;

#[cfg(test)]
mod tests {
    use super::Worded;
    use crate::model::fact::Status;

    #[test]
    fn a_word_means_the_variant_that_it_was_declared_for() {
        assert_eq!(Status::WORDS.len(), Status::ALL.len());
        assert!(Status::ALL.iter().all(|status| Status::named(status.word()) == Some(*status)));
        assert_eq!(Status::named("actually"), None);
    }
}
