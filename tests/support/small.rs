//! A small briefing that uses every kind of record and every key.
#![allow(dead_code, reason = "each test file uses its part")]

use super::Site;

/// The briefing; `HASH` stands for the hash of `b-revenue`.
const TEXT: &str = r#"
-- site.toml --
title = { en = "Small", zh = "小简报" }
description = { en = "A small briefing.", zh = "一份小简报。" }
base_url = "https://small.test/"
contact = "mailto:editor@small.test"
report = "https://small.test/new?id={id}"
languages = ["en", "zh"]
publisher = { en = "Smalls", zh = "小社" }
editors = ["Ed Itor"]
licence = "CC-BY-4.0"
names = ["Area 51"]
excerpt_limit = 24
minify = false
key_facts = ["a-revenue"]
[[kind]]
id = "city"
folder = "cities"
role = "place"
compared = true
label = { en = "City", zh = "城市" }
plural = { en = "Cities", zh = "诸城" }
[[kind]]
id = "province"
folder = "provinces"
role = "place"
label = { en = "Province", zh = "省" }
plural = { en = "Provinces", zh = "诸省" }
[[kind]]
id = "policy"
folder = "policies"
role = "policy"
label = { en = "Policy", zh = "政策" }
plural = { en = "Policies", zh = "诸政策" }
[[kind]]
id = "office"
folder = "offices"
role = "actor"
label = { en = "Office", zh = "机构" }
plural = { en = "Offices", zh = "诸机构" }
[[kind]]
id = "work"
folder = "works"
role = "work"
label = { en = "Work", zh = "出处" }
plural = { en = "Works", zh = "诸出处" }
[[kind]]
id = "thing"
folder = "things"
role = "actor"
label = { en = "Thing", zh = "物" }
plural = { en = "Things", zh = "诸物" }
-- content/index.md --
+++
title = { en = "Front", zh = "首页" }
+++
Revenue is [](fact:a-revenue), says [](source:report).
-- content/index.zh.md --
营收[](fact:a-revenue)。
-- content/indicators.toml --
[[indicator]]
id = "revenue"
label = { en = "Revenue", zh = "营收" }
unit = "CNY"
definition = { en = "Money taken in.", zh = "收入的钱。" }
comparable = true
like = ["sales"]
[[indicator]]
id = "sales"
label = { en = "Sales", zh = "销售额" }
unit = "CNY"
definition = { en = "Money for goods.", zh = "货款。" }
[[indicator]]
id = "schools"
label = { en = "Schools", zh = "学校" }
unit = "count"
definition = { en = "Schools counted.", zh = "学校数。" }
comparable = true
[[indicator]]
id = "share"
label = { en = "Share", zh = "占比" }
unit = "%"
definition = { en = "Share of revenue.", zh = "营收占比。" }
share_of = "revenue"
[[indicator]]
id = "fame"
label = { en = "Fame", zh = "名声" }
unit = ""
definition = { en = "What is said of it.", zh = "说法。" }
[[indicator]]
id = "founding"
label = { en = "Founding", zh = "成立" }
unit = ""
definition = { en = "It was founded.", zh = "成立之事。" }
[[indicator]]
id = "spare"
label = { en = "Spare", zh = "备用" }
unit = "km"
definition = { en = "Nothing yet.", zh = "尚无。" }
-- content/cities/alba.md --
+++
title = { en = "Alba", zh = "甲城" }
aliases = { en = ["Alb"], zh = ["甲市"] }
sort = "azz"
within = "province:low"
coordinates = [50.0, 10.0]
url = "https://alba.test/"
summary = { en = "A city by the sea.", zh = "海滨之城。" }
+++
## Money

[Alba](city:beta) is near [](city:beta). It took [](fact:b-revenue) and [5G](waive:name-of-a-standard).
-- content/cities/alba.zh.md --
## 钱

收入[](fact:b-revenue)。
-- content/cities/beta.md --
+++
title = { en = "Beta", zh = "乙城" }
sort = "bzz"
coordinates = [51, 11.5]
+++
Another city.
-- content/provinces/low.md --
+++
title = { en = "Lowland", zh = "低省" }
+++
-- content/provinces/high.md --
+++
title = { en = "Highland", zh = "高省" }
+++
-- content/policies/plan.md --
+++
title = { en = "The Plan", zh = "规划" }
issuer = ["office:bureau"]
date = "2024-03"
places = ["city:alba"]
+++
-- content/offices/bureau.md --
+++
title = { en = "The Bureau", zh = "局" }
+++
-- content/offices/board.md --
+++
title = { en = "The Board", zh = "会" }
+++
-- content/works/survey.md --
+++
date = "2024-02"
dating = "inferred"
language = "en"
publisher = { en = "Surveyors", zh = "调查社" }
type = "report"
authors = [{ family = "Doe", given = "Jane" }]
editors = ["The Board of the Survey"]
container = { en = "Surveys", zh = "调查丛刊" }
reposter = { en = "A mirror", zh = "镜像站" }
place = { en = "Portus", zh = "港" }
number = "No. 7"
volume = "6"
accessed = "2026-01-03"
issue = "4"
pages = "1-9"
edition = "3rd ed."
doi = "10.5555/survey"
archived = { url = "https://mirror.test/s", date = "2026-01-01" }
title = { en = "The Survey", zh = "调查" }
+++
-- content/works/census.md --
+++
title = { en = "The Census", zh = "普查" }
untitled = true
+++
-- content/things/rail.md --
+++
title = { en = "The Rail", zh = "铁路" }
+++
-- content/pages/method.md --
+++
formerly = ["old"]
title = { en = "Method", zh = "方法" }
waivers = true
+++
How it is made.
-- content/pages/method.zh.md --
如何写成。
-- content/sources/report/index.md --
+++
title = { en = "A report", zh = "一份报告" }
publisher = { en = "The Press (a site)", zh = "报社（网站）" }
author = ["甲记者"]
published = "2025-02"
dating = "printed"
accessed = "2026-01-02"
language = "zh-Hans"
url = "https://press.test/a"
archive = "a.txt"
sha256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
standing = ["repost"]
damage = ["reworded"]
rests_on = [{ work = "work:survey", lines = "3-5" }]
note = { en = "Read with care.", zh = "慎读。" }
+++
It says [](fact:a-aim).
-- content/sources/report/index.zh.md --
它说[](fact:a-aim)。
-- content/sources/report/facts.toml --
[[fact]]
id = "a-revenue"
subject = "city:alba"
indicator = "revenue"
period = "2024"
dating = "inferred"
value = ">2300亿元"
status = "actual"
of = "province:low"
policy = "policy:plan"
by = "office:bureau"
origins = ["work:survey"]
excerpt = "营收超2300亿元"
line = 3
note = { en = "As of autumn.", zh = "截至秋季。" }
checked = "2026-01-03"
[[fact]]
id = "a-aim"
subject = "city:alba"
indicator = "revenue"
period = "2027"
value = "3000亿元"
status = "target"
of = "province:low"
excerpt = "达到3000亿元"
line = 4
[[fact]]
id = "b-revenue"
subject = "city:beta"
indicator = "revenue"
period = "2024"
value = "1200亿元"
status = "actual"
excerpt = "营收1200亿元"
line = 5
[[fact]]
id = "b-sales"
subject = "city:beta"
indicator = "sales"
period = "2024"
value = "300亿元"
status = "actual"
excerpt = "销售额300亿元"
line = 6
[[fact]]
id = "a-fame"
subject = "city:alba"
indicator = "fame"
period = ".."
value = { en = "a leader", zh = "领先" }
status = "claim"
excerpt = "居于领先"
line = 7
rank = "deprecated"
reason = { en = "It was withdrawn.", zh = "已撤回。" }
[[fact]]
id = "a-founded"
subject = "city:alba"
indicator = "founding"
period = "2020-05"
value = { en = "Founded", zh = "成立" }
status = "event"
excerpt = "于五月成立"
line = 8
[[fact]]
id = "h-schools"
subject = "province:high"
indicator = "schools"
period = "2024"
value = "9所"
status = "actual"
excerpt = "学校9所"
line = 10
[[fact]]
id = "h-schools-again"
subject = "province:high"
indicator = "schools"
period = "2024"
value = "12所"
status = "actual"
excerpt = "学校12所"
line = 11
-- content/sources/paper/index.md --
+++
title = { en = "A paper", zh = "一篇文章" }
publisher = { en = "The Paper", zh = "文社" }
published = "2024"
dating = "inferred"
accessed = "2026-01-02"
type = "report"
authors = [{ family = "Lin", given = "Mei" }, "The Desk"]
editors = ["The Board of the Paper"]
container = { en = "Papers", zh = "文丛" }
reposter = { en = "A mirror", zh = "镜像站" }
place = { en = "Portus", zh = "港" }
number = "No. 5"
volume = "8"
issue = "3"
pages = "12-15"
edition = "2nd ed."
doi = "10.5555/paper"
archived = { url = "https://mirror.test/a", date = "2026-01-01" }
archive = "b.txt"
sha256 = "f3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
standing = ["original"]
+++
A paper.
-- content/conflicts.toml --
[[conflict]]
id = "clash"
title = { en = "Two readings", zh = "两种说法" }
facts = ["b-revenue"]
sides = [{ source = "report", line = 9, excerpt = "另一处说法" }]
kind = "scope"
finding = { en = "One of them counts less.", zh = "其一口径较小。" }
preferred = ["b-revenue"]
found = "reading"
[[conflict]]
id = "schools"
title = { en = "How many schools", zh = "学校几所" }
facts = ["h-schools", "h-schools-again"]
kind = "contradiction"
finding = { en = "The report counts twice.", zh = "报告计数两次。" }
found = "rule"
-- content/glossary.toml --
[[term]]
id = "origin"
label = { en = "Origin", zh = "出处" }
also = { en = ["work"], zh = ["原作"] }
avoid = { en = ["root"], zh = ["来历"] }
sort = "chuchu"
say = { en = "What a source took a statement from.", zh = "来源所本。" }
[[term]]
id = "witness"
label = { en = "Witness", zh = "佐证" }
sort = "zuozheng"
say = { en = "An origin that shares nothing with another.", zh = "互不依傍的出处。" }
-- content/gaps.toml --
[[gap]]
subject = "city:beta"
indicator = "schools"
reason = "no source says"
note = { en = "Asked in spring.", zh = "春季问过。" }
[[gap]]
subject = "city:alba"
indicator = "share"
reason = "not looked for"
-- content/derived.toml --
[[derived]]
id = "sum"
formula = "b-revenue + b-sales"
subject = "city:beta"
indicator = "revenue"
unit = "CNY"
label = { en = "Both together", zh = "两者合计" }
note = { en = "Our sum.", zh = "我们所加。" }
-- content/corrections.toml --
[[correction]]
date = "2026-01-04"
kind = "correction"
facts = ["a-revenue"]
text = { en = "A slip was mended.", zh = "改正一处笔误。" }
-- content/verified.toml --
[[fact]]
id = "b-revenue"
hash = "HASH"
sha256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
answer = "found"
value_agrees = true
subject = "here"
period = "above"
status = "curator"
line = 5
archived = "營收1200億元"
printed = "1200億元"
-- content/versions.toml --
[[version]]
id = "page:old.html"
ordinal = 1
date = "2030-01-01"
hash = "abcdef"
"#;

/// The briefing's files, as one text.
pub fn text() -> String {
    let without = Site::of(TEXT).briefing();
    let fact = without.facts.find("b-revenue").expect("it is there");
    TEXT.replace("HASH", &without.facts[fact].version.hash)
}
