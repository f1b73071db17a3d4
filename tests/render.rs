//! What readers and programs get: bodies as HTML, pages small or not, data, feed and sitemap.

mod support;

use std::collections::BTreeMap;
use std::path::Path;

use briefing::check;
use briefing::export::{self, Whole};
use briefing::language::locales::Locales;
use briefing::load;
use briefing::load::files::{self, Files};
use briefing::model::briefing::Briefing;
use briefing::model::lang::Lang;
use briefing::plan::kinds::View;
use briefing::plan::{self, Plan};
use briefing::problem::Problems;
use briefing::render;
use briefing::render::context::{Context, Memo};
use briefing::render::prose::{self, Notes};
use briefing::theme::Theme;
use serde_json::Value;
use support::{FACT, Site};

/// A site with everything that rendering needs.
struct Made {
    briefing: Briefing,
    plan: Plan,
    theme: Theme,
    locales: Locales,
    memo: Memo,
}

fn shipped(briefing: &Briefing) -> Theme {
    Theme::load(&Files::default(), &briefing.languages, &mut Problems::new()).expect("the shipped theme works")
}

impl Made {
    fn of(briefing: Briefing, minified: bool) -> Self {
        let theme = shipped(&briefing);
        let theme = if minified { theme.minified() } else { theme };
        let (plan, memo) = (plan::plan(&briefing), Memo::of(&briefing));
        Self { plan, theme, briefing, locales: Locales::shipped(&["en", "zh"]), memo }
    }

    fn context(&self) -> Context<'_> {
        Context {
            briefing: &self.briefing,
            plan: &self.plan,
            strings: self.theme.strings(),
            locales: &self.locales,
            memo: &self.memo,
        }
    }

    fn page(&self, route: &str) -> String {
        let page = self.plan.pages.iter().find(|page| page.route.as_str() == route).expect("the page is planned");
        render::page(&self.theme, &self.context(), page, &page.view.shows(&self.briefing)).expect("the theme works")
    }

    fn file(&self, path: &str) -> String {
        let whole = Whole { ctx: self.context(), theme: &self.theme, made: &export::Made::default() };
        let files = export::files(whole);
        let file = files.iter().find(|file| file.path == path).unwrap_or_else(|| panic!("there is no {path}"));
        String::from_utf8(file.bytes(whole)).expect("UTF-8")
    }
}

fn site(body: &str, chinese: &str) -> Made {
    let text = format!(
        "-- content/sources/report/facts.toml --\n{FACT}\n\
         -- content/index.md --\n+++\ntitle = {{ en = \"Home\", zh = \"首页\" }}\n+++\n{body}\n\
         -- content/index.zh.md --\n{chinese}\n"
    );
    Made::of(Site::of(&text).briefing(), false)
}

/// The front page's body in the n-th language.
fn body(made: &Made, n: usize) -> String {
    let lang = made.briefing.languages.iter().nth(n).expect("a language");
    let from = made.plan.first(View::Home, lang);
    let (html, _) = prose::reading(&made.briefing.home.body, &made.context(), lang, from, &mut Notes::default());
    html.trim_end().to_owned()
}

fn english(source: &str) -> String {
    body(&site(source, "你好。"), 0)
}

fn chinese(source: &str) -> String {
    body(&site("Hello.", source), 1)
}

#[test]
fn a_link_to_a_fact_shows_its_kind_and_writes_the_value_where_it_has_no_words() {
    assert_eq!(
        english("It took [](fact:a-revenue)."),
        "<p>It took <a class=\"fig actual\" data-note=\"1\" href=\"facts/a-revenue.html\">over CNY\u{A0}230\u{A0}billion</a>.</p>"
    );
    assert_eq!(
        chinese("达**[](fact:a-revenue)**的目标"),
        "<p>达<strong><a class=\"fig actual\" data-note=\"1\" href=\"facts/a-revenue.html\">超2300亿元</a></strong>的目标</p>"
    );
}

#[test]
fn every_kind_of_link_leads_somewhere() {
    assert_eq!(
        english(
            "[](city:alba), [x](source:report), [y](page:compare), [z](https://a.test/?a=1&b=2), [5G](waive:name)."
        ),
        "<p><a href=\"cities/alba.html\">Alba</a>, <a href=\"sources/report.html\">x</a>, <a href=\"compare.html\">y</a>, \
         <a rel=\"noopener noreferrer\" href=\"https://a.test/?a=1&amp;b=2\">z</a>, \
         <span class=\"waived\" title=\"name\">5G</span>.</p>"
    );
}

#[test]
fn headings_have_anchors_of_their_own_that_links_reach() {
    assert_eq!(
        english("## A b\n### A b\n## 杭州\n\n[up](#a-b) [down](#main)"),
        "<h2 id=\"s-a-b\">A b</h2>\n<h3 id=\"s-a-b-2\">A b</h3>\n\
         <h2 id=\"s-杭州\"><span lang=\"zh-Hans\">杭州</span></h2>\n\
         <p><a href=\"#s-a-b\">up</a> <a href=\"#main\">down</a></p>"
    );
}

#[test]
fn chinese_is_set_without_stray_spaces_and_with_its_marks() {
    assert_eq!(chinese("用\nAI\n的城"), "<p>用AI的城</p>");
    assert_eq!(chinese("“甲”——乙"), "<p>“甲”<span class=\"dash\">——</span>乙</p>");
    assert_eq!(chinese("- 《规划》"), "<ul><li>《规划》</li>\n</ul>");
    assert_eq!(english("in\n杭州"), "<p>in\n<span lang=\"zh-Hans\">杭州</span></p>");
}

#[test]
fn tables_scroll_and_keep_their_alignment() {
    assert_eq!(
        english("| a | b |\n|---|--:|\n| c | d |"),
        "<div class=\"scroll\" tabindex=\"0\"><table><thead><tr><th scope=\"col\">a</th>\
         <th scope=\"col\" class=\"r\">b</th></tr></thead><tbody><tr><td>c</td><td class=\"r\">d</td></tr>\n\
         </tbody></table></div>"
    );
}

#[test]
fn footnotes_come_last_in_the_order_of_their_mention() {
    let html = english("A[^b] c[^a] d[^b].\n\n[^a]: First.\n[^b]: Second.");
    assert!(html.starts_with(
        "<p>A<sup class=\"fn\"><a id=\"fnref-en-1\" href=\"#fn-en-1\" role=\"doc-noteref\">1</a></sup> c<sup"
    ));
    assert!(html.contains("id=\"fnref-en-1-2\""), "{html}");
    let (second, first) = (html.find("Second."), html.find("First."));
    assert!(second.is_some() && second < first, "{html}");
}

#[test]
fn markup_in_a_body_is_words() {
    assert_eq!(
        english("a <b onclick=x>c</b> &amp; \"d\""),
        "<p>a &lt;b onclick=x&gt;c&lt;/b&gt; &amp; &quot;d&quot;</p>"
    );
}

#[test]
fn a_missing_translation_is_written_in_its_own_language_and_leads_to_the_readers_pages() {
    let text = format!(
        "-- content/sources/report/facts.toml --\n{FACT}\n-- content/cities/beta.md --\n+++\n\
         title = {{ en = \"Beta\", zh = \"乙城\" }}\n+++\nIn 乙城, [](fact:a-revenue).\n"
    );
    let made = Made::of(Site::of(&text).briefing(), false);
    let zh = made.briefing.languages.iter().nth(1).expect("a second language");
    let id = made.briefing.subjects.find("city:beta").expect("it is there");
    let body = made.briefing.subjects[id].body.as_ref().expect("it has a body");
    let from = made.plan.first(View::Subject(id, plan::page::Part::FIRST), zh);
    let (html, lang) = prose::reading(body, &made.context(), zh, from, &mut Notes::default());
    assert_eq!(lang, Lang::DEFAULT);
    assert_eq!(
        html.trim_end(),
        "<p>In <span lang=\"zh-Hans\">乙城</span>, <a class=\"fig actual\" data-note=\"1\" \
         href=\"../facts/a-revenue.html\">over CNY\u{A0}230\u{A0}billion</a>.</p>"
    );
}

/// What a browser makes of a page, as far as a reader can tell: the tags in order with their sorted
/// attributes, and the words, where a space counts unless it stands beside a block.
fn seen(html: &str) -> Vec<String> {
    const INLINE: [&str; 22] = [
        "a", "abbr", "b", "bdi", "button", "cite", "code", "em", "i", "input", "label", "q", "select", "small", "span",
        "strong", "sub", "sup", "svg", "time", "use", "wbr",
    ];
    let mut seen: Vec<String> = Vec::new();
    let mut pending_space = false;
    let mut beside_block = true;
    let mut rest = html;
    while !rest.is_empty() {
        if rest.starts_with("<!--") {
            rest = &rest[rest.find("-->").map_or(rest.len(), |end| end + 3)..];
            continue;
        }
        if rest.starts_with('<') {
            let end = tag_end(rest);
            let (name, attributes) = parts(&rest[1..end]);
            let inline = INLINE.contains(&name.trim_start_matches('/'));
            if pending_space && inline && !beside_block {
                seen.push(" ".into());
            }
            pending_space &= inline && !beside_block && seen.last().is_none_or(|last| last != " ");
            beside_block = !inline || (beside_block && !name.starts_with("svg"));
            seen.push(format!("<{name} {}>", attributes.join(" ")));
            rest = &rest[end + 1..];
            continue;
        }
        let end = rest.find('<').unwrap_or(rest.len());
        for word in rest[..end].split_inclusive(|c: char| c.is_ascii_whitespace()) {
            let bare = word.trim_matches(|c: char| c.is_ascii_whitespace());
            if !bare.is_empty() {
                if pending_space && !beside_block && seen.last().is_none_or(|last| last != " ") {
                    seen.push(" ".into());
                }
                pending_space = false;
                beside_block = false;
                seen.push(entities(bare));
            }
            pending_space |= bare.len() < word.len();
        }
        rest = &rest[end..];
    }
    seen
}

fn tag_end(text: &str) -> usize {
    let mut quote = None;
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (None, '>') => return at,
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if open == c => quote = None,
            _ => {}
        }
    }
    text.len() - 1
}

fn parts(tag: &str) -> (String, Vec<String>) {
    let tag = tag.trim_end_matches('/');
    let name_end = tag.find(|c: char| c.is_ascii_whitespace()).unwrap_or(tag.len());
    let (name, mut rest) = (tag[..name_end].to_ascii_lowercase(), tag[name_end..].trim());
    let mut attributes = Vec::new();
    while !rest.is_empty() {
        let end = rest.find(|c: char| c == '=' || c.is_ascii_whitespace()).unwrap_or(rest.len());
        let key = rest[..end].to_ascii_lowercase();
        rest = &rest[end..];
        let mut value = "";
        if let Some(after) = rest.strip_prefix('=') {
            let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''));
            let (start, stop) = match quote {
                Some(quote) => (1, after[1..].find(quote).map_or(after.len(), |end| end + 1)),
                None => (0, after.find(|c: char| c.is_ascii_whitespace()).unwrap_or(after.len())),
            };
            value = &after[start..stop];
            rest = &after[(stop + start).min(after.len())..];
        }
        // minify-html closes the list of a viewport's settings up: `width=device-width,initial-scale=1`.
        let value = value.split_ascii_whitespace().collect::<Vec<_>>().join(" ").replace(", ", ",");
        attributes.push(if value.is_empty() { key } else { format!("{key}={}", entities(&value)) });
        rest = rest.trim_start();
    }
    attributes.sort();
    (name, attributes)
}

fn entities(text: &str) -> String {
    let decoded =
        [("&quot;", "\""), ("&#39;", "'"), ("&lt;", "<"), ("&gt;", ">"), ("&nbsp;", "\u{A0}"), ("&amp;", "&")];
    decoded.iter().fold(text.to_owned(), |text, (entity, c)| text.replace(entity, c))
}

#[test]
fn the_comparison_of_pages_sees_a_lost_space() {
    assert_ne!(seen("<nav><a>x</a> <a>y</a></nav>"), seen("<nav><a>x</a><a>y</a></nav>"));
    assert_ne!(seen("<p>a <b>c</b></p>"), seen("<p>a<b>c</b></p>"));
    assert_eq!(seen("<nav>\n <a  href=x>x</a>\n<p> y"), seen("<nav><a href=\"x\">x</a><p>y"));
}

#[test]
fn minified_pages_read_the_same() {
    let files = files::read(Path::new("."), &mut Problems::new()).expect("the tests run at the root of the tree");
    let mut problems = Problems::new();
    let content = load::parse(&files, &mut problems);
    let briefing = check::check(
        &content,
        &files.texts,
        &Locales::shipped(&["en", "zh"]),
        &briefing::session::options(None),
        &mut problems,
    );
    let made = Made::of(briefing.expect("no error in the content"), false);
    let small = shipped(&made.briefing).minified();
    let (mut before, mut after, mut kinds) = (0, 0, BTreeMap::new());
    for page in &made.plan.pages {
        // Of each kind of page in each language, three are enough.
        let kind = format!("{:?}", page.view).split('(').next().map(str::to_owned);
        let count = kinds.entry((kind, page.lang)).or_insert(0);
        *count += 1;
        if *count > 3 {
            continue;
        }
        let shown = page.view.shows(&made.briefing);
        let long = render::page(&made.theme, &made.context(), page, &shown).expect("renders");
        let short = render::page(&small, &made.context(), page, &shown).expect("renders");
        before += long.len();
        after += short.len();
        let (long, short) = (seen(&long), seen(&short));
        let differs = long.iter().zip(&short).position(|(a, b)| a != b).or((long.len() != short.len()).then_some(0));
        if let Some(at) = differs {
            let around = |list: &[String]| list[at.saturating_sub(8)..(at + 8).min(list.len())].join("");
            panic!("{} differs:\n{}\n{}", page.route, around(&long), around(&short));
        }
    }
    assert!(after < before, "{after} of {before} bytes");
}

#[test]
fn a_fact_has_the_fields_of_the_contract() {
    let made = site("Hello.", "你好。");
    let all: Value = serde_json::from_str(&made.file("data/facts.json")).expect("JSON");
    let fact = &all["facts"][0];
    let fields = [
        "id",
        "subject",
        "indicator",
        "period",
        "dating",
        "value",
        "value_max",
        "text",
        "unit",
        "precision",
        "printed",
        "of",
        "status",
        "policy",
        "by",
        "origins",
        "source",
        "archive",
        "line",
        "excerpt",
        "note",
        "rank",
        "witnesses",
        "conflicts",
        "standing",
        "damage",
        "verified",
        "url",
        "version",
    ];
    for field in fields {
        assert!(fact.get(field).is_some(), "{field}");
    }
    assert_eq!(fact["value"], "230000000000");
    assert_eq!(fact["precision"], "over");
    assert_eq!(fact["printed"], ">2300亿元");
    assert_eq!(fact["url"], "facts/a-revenue.html");
    let own: Value = serde_json::from_str(&made.file("facts/a-revenue.json")).expect("JSON");
    assert_eq!(*fact, own);
}

#[test]
fn a_spreadsheet_takes_no_words_for_a_formula() {
    let fact = FACT.replace("period =", "note = { en = \"=HYPERLINK(A)\", zh = \"注\" }\nperiod =");
    let made = Made::of(Site::of(&format!("-- content/sources/report/facts.toml --\n{fact}\n")).briefing(), false);
    let csv = made.file("data/facts.csv");
    assert!(csv.contains(",'=HYPERLINK(A),"), "{csv}");
    assert!(csv.contains(",230000000000,"), "{csv}");
}

#[test]
fn the_feed_gives_a_correction_a_day_and_a_name_that_stays() {
    let text = format!(
        "-- content/sources/report/facts.toml --\n{FACT}\n-- content/corrections.toml --\n[[correction]]\n\
         date = \"2026-10-31\"\nkind = \"correction\"\nfacts = [\"a-revenue\"]\ntext = {{ en = \"We < erred.\", zh = \"有误。\" }}\n"
    );
    let feed = Made::of(Site::of(&text).briefing(), false).file("feed.xml");
    let entry = feed.lines().find(|line| line.contains("corrections.html")).expect("an entry");
    assert!(entry.contains("<title>Correction: We &lt; erred.</title>"), "{entry}");
    assert!(entry.contains("<updated>2026-10-31T00:00:00Z</updated>"), "{entry}");
    let ids = feed.split("<id>").skip(1).map(|rest| rest.split("</id>").next().expect("an end"));
    assert!(ids.into_iter().all(|id| id.matches('#').count() <= 1), "{feed}");
}

#[test]
fn a_place_has_a_feed_of_its_own_in_each_language_and_its_page_leads_there() {
    let made = Made::of(Site::of(&format!("-- content/sources/report/facts.toml --\n{FACT}\n")).briefing(), false);
    for (code, page) in [("en", "cities/alba.html"), ("zh", "zh/cities/alba.html")] {
        let path = format!("data/feeds/{code}/cities/alba.xml");
        let feed = made.file(&path);
        assert!(feed.contains(&format!("rel=\"self\" href=\"https://briefing.test/{path}\"")), "{feed}");
        assert!(feed.contains(&format!("<id>https://briefing.test/{page}#new-")), "{feed}");
        assert_eq!(made.page(page).matches(&path).count(), 2, "the head and the text lead to {path}");
    }
    assert!(made.file("zh/feed.xml").contains("xml:lang=\"zh-Hans\""));
}

#[test]
fn the_sitemap_pairs_the_languages_and_leaves_out_the_page_for_unknown_addresses() {
    let map = site("Hello.", "你好。").file("sitemap.xml");
    let url = map.lines().find(|line| line.contains("<loc>https://briefing.test/cities/alba.html</loc>"));
    let url = url.expect("the page is listed");
    assert!(
        url.ends_with(
            "</lastmod>\
         <xhtml:link rel=\"alternate\" hreflang=\"en\" href=\"https://briefing.test/cities/alba.html\"/>\
         <xhtml:link rel=\"alternate\" hreflang=\"zh-Hans\" href=\"https://briefing.test/zh/cities/alba.html\"/>\
         <xhtml:link rel=\"alternate\" hreflang=\"x-default\" href=\"https://briefing.test/cities/alba.html\"/></url>"
        ),
        "{url}"
    );
    let pages = map.lines().filter(|line| line.starts_with("<url>"));
    assert!(pages.clone().count() > 10 && pages.into_iter().all(|line| line.contains("<lastmod>20")), "{map}");
    assert!(!map.contains("404.html"));
}

#[test]
fn a_sites_own_static_files_are_part_of_the_site() {
    let own = Files::from_texts([("static/own.txt".to_owned(), "mine".to_owned())]);
    let briefing = Site::of("-- content/sources/report/facts.toml --\n").briefing();
    let theme = Theme::load(&own, &briefing.languages, &mut Problems::new()).expect("the shipped theme");
    assert!(theme.statics().any(|(path, bytes)| path == "static/own.txt" && bytes == b"mine"));
}
