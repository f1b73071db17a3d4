//! Reading and writing running text, English and Chinese: the figures in it, the folding that
//! matching needs, and quantities and dates as a reader of each language expects them.
//!
//! In: plain text, and values of the model. Out: byte ranges, readings, words. Never: deciding what
//! is an error, writing markup. Which words a language uses is data (`templates/locale`); what a
//! reader may have meant is read for English and Chinese together.

pub mod detect;
pub mod figure;
pub mod fold;
pub mod locales;
pub mod markdown;
pub mod normalise;
pub mod pinyin;
pub mod read;
pub mod reading;
pub mod script;
pub mod simplified;
pub mod spelling;
pub mod value;
