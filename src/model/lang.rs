//! Languages are data: the default one, the others, and text that knows when it fell back.

/// Whether `text` has the form of a language's short code: `en`, `pt-BR`, `zh-Hant`.
pub fn is_code(text: &str) -> bool {
    let part = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_alphabetic());
    text.starts_with(|c: char| c.is_ascii_lowercase()) && text.split('-').all(part)
}

/// One of the briefing's languages, as a position in [`Languages`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Lang(u32);

impl Lang {
    /// The default language, whose pages stand at the root.
    pub const DEFAULT: Lang = Lang(0);

    /// The position as a plain number, for parallel arrays.
    pub fn index(self) -> usize {
        self.0 as usize
    }

    /// Whether this is the default language.
    pub fn is_default(self) -> bool {
        self.0 == 0
    }
}

/// The languages of a briefing, by the short code that files and folders use (`en`, `zh`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Languages {
    default: String,
    others: Vec<String>,
}

impl Languages {
    /// The default language's code, then the others', which must differ from it and each other.
    pub fn new(default: String, others: Vec<String>) -> Self {
        Self { default, others }
    }

    /// Every language, the default first.
    pub fn iter(&self) -> impl Iterator<Item = Lang> + use<> {
        // No list that fits into a file has more entries than this counts.
        let last = u32::try_from(self.others.len()).unwrap_or(u32::MAX);
        (0..=last).map(Lang)
    }

    /// The short code: `en`, `zh`.
    pub fn code(&self, lang: Lang) -> &str {
        match lang.index() {
            0 => &self.default,
            n => &self.others[n - 1],
        }
    }

    /// The language with this short code.
    pub fn find(&self, code: &str) -> Option<Lang> {
        self.iter().find(|&lang| self.code(lang) == code)
    }

    /// How many languages there are; at least one.
    pub fn count(&self) -> usize {
        self.others.len() + 1
    }
}

/// Something said in the default language and perhaps in others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Localised<T> {
    default: T,
    others: Vec<Option<T>>,
}

/// What a reader of a language gets: the words in that language, or those of the default one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading<T> {
    /// Said in the language that was asked for.
    Own(T),
    /// Not said in it; these are the default language's words, and the page must mark them.
    Fallback(T),
}

impl<T> Reading<T> {
    /// The words, wherever they come from.
    pub fn into_inner(self) -> T {
        match self {
            Reading::Own(t) | Reading::Fallback(t) => t,
        }
    }

    /// Whether the words are the default language's in place of a missing translation.
    pub fn is_fallback(&self) -> bool {
        matches!(self, Reading::Fallback(_))
    }
}

impl<T> Localised<T> {
    /// The default language's words, then those of the others in the order of [`Languages`].
    pub fn new(default: T, others: Vec<Option<T>>) -> Self {
        Self { default, others }
    }

    /// Words in the default language alone, of `count` languages.
    pub fn only(default: T, count: usize) -> Self {
        Self::new(default, (1..count).map(|_| None).collect())
    }

    /// What a reader of `lang` gets.
    pub fn read(&self, lang: Lang) -> Reading<&T> {
        if lang.is_default() {
            return Reading::Own(&self.default);
        }
        match self.others.get(lang.index() - 1) {
            Some(Some(own)) => Reading::Own(own),
            _ => Reading::Fallback(&self.default),
        }
    }

    /// The words for a reader of `lang`, with the default language's where there are none.
    pub fn get(&self, lang: Lang) -> &T {
        self.read(lang).into_inner()
    }

    /// The words in `lang` itself, if any.
    pub fn own(&self, lang: Lang) -> Option<&T> {
        match self.read(lang) {
            Reading::Own(t) => Some(t),
            Reading::Fallback(_) => None,
        }
    }

    /// Every language's own words.
    pub fn iter(&self) -> impl Iterator<Item = &T> {
        std::iter::once(&self.default).chain(self.others.iter().flatten())
    }

    /// The same structure with every language's words changed by `f`.
    pub fn map<U>(&self, mut f: impl FnMut(&T) -> U) -> Localised<U> {
        Localised { default: f(&self.default), others: self.others.iter().map(|o| o.as_ref().map(&mut f)).collect() }
    }
}
