//! Reading and writing running text in every language: the figures in it, the folding that matching needs, and
//! quantities and dates as a reader of each language expects them.
//!
//! In: plain text, values of the model, and the locale files (`templates/locale/<code>.toml`), in which a language's
//! words and habits stand: English and Chinese are two of them. Out: byte ranges, readings, words. Never: deciding
//! what is an error, writing markup, a word of any language in the code.

pub mod detect;
pub mod figure;
pub mod fill;
pub mod fold;
pub mod locales;
pub mod markdown;
pub mod normalise;
pub mod pinyin;
pub mod plural;
pub mod read;
pub mod reading;
pub mod script;
pub mod segment;
pub mod simplified;
pub mod spelling;
pub mod value;
