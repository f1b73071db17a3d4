#!/usr/bin/env python3
"""Writes an invented briefing, and the same text as a Hugo site, to measure both.

    corpus.py SOURCES FOLDER        writes FOLDER/briefing and FOLDER/hugo

Each source has ten facts; there is a subject for every five sources and there are forty
indicators. Everything is in English and Chinese. The same arguments give the same bytes.
"""

import hashlib
import json
import random
import re
import shutil
import sys
from dataclasses import dataclass, field
from pathlib import Path

HUGO_THEME = Path(__file__).parent / "hugo"
LANGS = ("en", "zh")
TODAY = "2026-11-24"

# id, folder, role, labels, plurals, share of all subjects
KINDS = [
    ("province", "provinces", "place", ("Province", "省"), ("Provinces", "省份"), 5),
    ("city", "cities", "place", ("City", "城市"), ("Cities", "城市"), 30),
    ("policy", "policies", "policy", ("Policy", "政策"), ("Policies", "政策"), 15),
    ("organisation", "organisations", "actor", ("Organisation", "机构"), ("Organisations", "机构"), 35),
    ("work", "works", "work", ("Work", "出处"), ("Works", "出处"), 15),
]
NAMES = {
    "province": (("{} Province", "{}省"), [("", "")]),
    "city": (("{}", "{}市"), [("", "")]),
    "policy": (("{} {} plan", "{}{}行动方案"), [
        ("computing", "算力"), ("robotics", "机器人"), ("talent", "人才"), ("chip", "芯片"), ("model", "大模型")]),
    "organisation": (("{} {}", "{}{}"), [
        ("Laboratory", "实验室"), ("Technologies", "科技公司"), ("Institute", "研究院"), ("Capital", "创投")]),
    "work": (("{} {}", "{}{}"), [
        ("Gazette report", "日报报道"), ("yearbook", "年鉴"), ("index report", "指数报告"), ("bulletin", "公报")]),
}
SYLLABLES = [
    ("an", "安"), ("bei", "贝"), ("chen", "辰"), ("dong", "东"), ("fu", "福"), ("gao", "高"), ("hai", "海"),
    ("jing", "静"), ("kang", "康"), ("lan", "兰"), ("min", "闽"), ("ning", "宁"), ("ping", "平"), ("qing", "清"),
    ("rui", "瑞"), ("shan", "杉"), ("tai", "泰"), ("wen", "文"), ("xin", "欣"), ("yuan", "源"), ("zhen", "珍"),
]
FIELDS = [
    ("chip", "芯片"), ("robot", "机器人"), ("software", "软件"), ("computing", "算力"), ("model", "大模型"),
    ("sensor", "传感器"), ("drone", "无人机"), ("cloud", "云服务"),
]
# id, English, Chinese, unit, Chinese unit word
MEASURES = [
    ("revenue", "revenue", "营业收入", "CNY", "亿元"),
    ("companies", "companies", "企业数", "count", "家"),
    ("growth", "growth of revenue", "营收增速", "%", "%"),
    ("investment", "investment", "投资额", "CNY", "亿元"),
]
CLAUSES = [
    ("The document speaks of {s} at some length", "文中用不少篇幅谈到{s}"),
    ("What it prints about {s} is easily stated", "关于{s}的记述并不复杂"),
    ("Here the account of {s} follows the yearbook", "这里对{s}的叙述依照年鉴"),
    ("A later passage returns to {s}", "后面一段又回到{s}"),
    ("No other text in the archive describes {s} so plainly", "馆藏其他文献都没有这样直白地写{s}"),
    ("The editors add a remark on {s}", "编者补充了关于{s}的说明"),
]
TAILS = [
    ("and puts the figure at {f}; how it was counted is not said", "所给的数字是{f}，统计办法没有交代"),
    ("with {f} as the only figure given, repeated in the table at the end", "只给出{f}这一个数字，文末表格中又重复了一遍"),
    ("where the reader finds {f}, attributed to an office that is not named", "读者可以看到{f}，来自一个没有具名的部门"),
    ("and the number, {f}, is said to include the suburbs as well", "据称{f}这个数字也包括郊区"),
    ("for which {f} is printed, without any word on earlier years", "印出的数字是{f}，对以往年份没有一句说明"),
]
CLOSING = (
    "Nothing else in the text bears on the question, and the passage should be read beside the others.",
    "此外文中没有别的内容与此有关，应当与其他文献对照阅读。",
)
STATUS = {
    "actual": ("actual", "实际"), "target": ("target", "目标"), "forecast": ("forecast", "预测"), "claim": ("claim", "说法"),
}


@dataclass
class Subject:
    kind: str
    folder: str
    slug: str
    title: tuple
    within: str = ""
    facts: list = field(default_factory=list)
    named: list = field(default_factory=list)
    body: list = field(default_factory=list)

    @property
    def ref(self):
        return f"{self.kind}:{self.slug}"


@dataclass
class Indicator:
    slug: str
    label: tuple
    definition: tuple
    unit: str
    word: str
    comparable: bool
    facts: list = field(default_factory=list)


@dataclass
class Fact:
    slug: str
    subject: Subject
    indicator: Indicator
    period: str
    value: str
    status: str
    excerpt: str
    shown: tuple
    source: "Source" = None
    line: int = 0
    policy: Subject = None
    by: Subject = None
    origin: Subject = None

    @property
    def number(self):
        return float(re.search(r"[\d.]+", self.value)[0])


@dataclass
class Source:
    slug: str
    title: tuple
    publisher: tuple
    published: str
    work: Subject
    facts: list
    archive: str = ""
    body: list = field(default_factory=list)


class Corpus:
    """All that both sites say."""

    def __init__(self, count):
        self.random = random.Random(count)
        self.indicators = self.make_indicators()
        self.subjects = self.make_subjects(max(count // 5, 20))
        self.of_kind = {kind[0]: [s for s in self.subjects if s.kind == kind[0]] for kind in KINDS}
        facts = self.make_facts(count * 10)
        self.sources = [self.make_source(n, facts[n * 10 : n * 10 + 10]) for n in range(count)]
        self.facts = facts
        for subject in self.subjects:
            subject.body = self.prose(subject.facts[:6])

    def make_indicators(self):
        made = []
        for n in range(40):
            (en, zh), (slug, measure, zh_measure, unit, word) = FIELDS[n // 5], MEASURES[n % 5 % 4]
            other = n % 5 == 4
            if other:
                slug, measure, zh_measure, unit, word = "patents", "patents", "专利数", "count", "件"
            made.append(Indicator(
                f"{en}-{slug}",
                (f"{en} {measure}".capitalize(), zh + zh_measure),
                (f"The {measure} of the {en} industry as the documents print it.", f"文献所载{zh}产业的{zh_measure}。"),
                unit, word, n % 4 == 0))
        return made

    def make_subjects(self, count):
        subjects, seen = [], set()
        for kind, folder, _, _, _, share in KINDS:
            (en_form, zh_form), words = NAMES[kind]
            for n in range(max(count * share // 100, 1)):
                en_word, zh_word = words[n % len(words)]
                while True:
                    parts = [self.random.choice(SYLLABLES) for _ in range(3)]
                    name = "".join(p[0] for p in parts).capitalize()
                    if name not in seen:
                        break
                seen.add(name)
                title = (en_form.format(name, en_word), zh_form.format("".join(p[1] for p in parts), zh_word))
                slug = title[0].lower().replace(" ", "-")
                within = ""
                if kind == "city":
                    within = self.random.choice([s for s in subjects if s.kind == "province"]).ref
                subjects.append(Subject(kind, folder, slug, title, within))
        return subjects

    def make_facts(self, count):
        """Every (subject, indicator, period) once; one fact in ten is another's witness, with the same value."""
        rng, facts = self.random, []
        for n in range(count):
            subject = self.subjects[n % len(self.subjects)]
            k = n // len(self.subjects)
            if k % 10 == 9:
                first = subject.facts[k - 4]
                fact = Fact(first.slug + "-again", subject, first.indicator, first.period, first.value, first.status,
                            first.excerpt, first.shown)
            else:
                fact = self.make_fact(subject, k)
            if rng.random() < 0.3:
                fact.policy = rng.choice(self.of_kind["policy"])
            if rng.random() < 0.3:
                fact.by = rng.choice(self.of_kind["organisation"])
            if rng.random() < 0.3:
                fact.origin = rng.choice(self.of_kind["work"])
            for other in {id(s): s for s in (fact.policy, fact.by, fact.origin) if s}.values():
                other.named.append(fact)
            subject.facts.append(fact)
            fact.indicator.facts.append(fact)
            facts.append(fact)
        rng.shuffle(facts)
        return facts

    def make_fact(self, subject, k):
        rng = self.random
        if subject.kind == "province":  # compared: one after the other, all of them
            indicator, step = self.indicators[k % 40], k // 40
        else:
            home = int(hashlib.sha256(subject.slug.encode()).hexdigest(), 16)
            indicator, step = self.indicators[(home + k % 12 * 7) % 40], k // 12
        year = 2016 + step
        status = rng.choices(list(STATUS), (70, 20, 5, 5))[0]
        if status in ("target", "forecast"):
            year += 12
        sign = rng.choices(("", ">", "~", "<~"), (70, 15, 10, 5))[0]
        large = 1000 if subject.kind == "province" else 1  # no part is greater than its whole
        if indicator.unit == "%":
            number, amount, en_unit = f"{rng.randint(11, 480) / 10}", "", "%"
        elif indicator.unit == "CNY":
            n = rng.randint(12, 99) * large
            number, amount, en_unit = str(n), f"{n / 10:g} billion", ""
        else:
            n = rng.randint(110, 990) * large
            number, amount, en_unit = str(n), f"{n:,}", ""
        word = indicator.word
        zh_sign = {"": "", ">": "超", "~": "约", "<~": "近"}[sign]
        en_sign = {"": "", ">": "over ", "~": "about ", "<~": "nearly "}[sign]
        money = "CNY " if indicator.unit == "CNY" else ""
        shown = (f"{en_sign}{money}{amount or number}{en_unit}", f"{zh_sign}{number}{word}")
        slug = f"{subject.slug}-{indicator.slug}-{year}-{status}"
        return Fact(slug, subject, indicator, str(year), f"{sign}{number}{word}", status, f"{zh_sign}{number}{word}", shown)

    def make_source(self, n, facts):
        rng, subject = self.random, facts[0].subject
        en, zh = FIELDS[n % len(FIELDS)]
        work = rng.choice(self.of_kind["work"])
        publisher = rng.choice(self.of_kind["organisation"]).title
        source = Source(
            f"document-{n:05}",
            (f"{subject.title[0]} and the {en} trade", f"{subject.title[1]}与{zh}产业"),
            (publisher[0] + " Press", publisher[1] + "出版社"),
            f"2026-{rng.randint(1, 10):02}", work, facts)
        lines = [source.title[1]]
        for fact in facts:
            fact.source, fact.line = source, len(lines) + 1
            when = fact.period + "年" + ("将达到" if fact.status in ("target", "forecast") else "")
            lines.append(f"{fact.subject.title[1]}{fact.indicator.label[1]}{when}{fact.excerpt}。")
        source.archive = "\n".join(lines) + "\n"
        source.body = self.prose(facts[:6])
        return source

    def prose(self, facts):
        """Paragraphs of sentences, each about one fact: about 120 words in each language."""
        sentences = []
        for fact in facts:
            sentences.append((fact, self.random.choice(CLAUSES), self.random.choice(TAILS)))
        return [sentences[: len(sentences) // 2], sentences[len(sentences) // 2 :]]


def body(paragraphs, lang, subject_link, fact_link):
    out = []
    for sentences in paragraphs:
        text = []
        for fact, clause, tail in sentences:
            words = clause[lang].format(s=subject_link(fact.subject)), tail[lang].format(f=fact_link(fact))
            text.append(f"{words[0]}, {words[1]}." if lang == 0 else f"{words[0]}，{words[1]}。")
        out.append((" " if lang == 0 else "").join(text))
    out.append(CLOSING[lang])
    return "\n\n".join(out) + "\n"


def q(text):
    """A TOML string: JSON's are."""
    return json.dumps(text, ensure_ascii=False)


def both(pair):
    return f"{{ en = {q(pair[0])}, zh = {q(pair[1])} }}"


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


# ---------------------------------------------------------------- briefing


def briefing(corpus, root, words=False):
    """The links of bodies are empty, for the program to fill, or with `words` say what the facts say."""
    site = [
        f"title = {both(('Invented Briefing', '虚构简报'))}",
        f"description = {both(('An invented briefing to measure with.', '用于测量的虚构简报。'))}",
        'base_url = "https://bench.invalid/"\ncontact = "https://bench.invalid/contact"',
        'report = "https://bench.invalid/report?id={id}"',
        'languages = ["en", "zh"]\n' f"publisher = {both(('Invented Briefing', '虚构简报'))}",
        'editors = []\nlicence = "CC-BY-4.0"\nexcerpt_limit = 24',
        "key_facts = [" + ", ".join(q(f.slug) for f in corpus.facts[:8]) + "]",
    ]
    for kind, folder, role, label, plural, _ in KINDS:
        compared = "compared = true\n" if kind == "province" else ""
        site.append(f"[[kind]]\nid = {q(kind)}\nfolder = {q(folder)}\nrole = {q(role)}\n{compared}"
                    f"label = {both(label)}\nplural = {both(plural)}")
    write(root / "site.toml", "\n".join(site) + "\n")

    content = root / "content"
    front = lambda *lines: "+++\n" + "\n".join(lines) + "\n+++\n\n"
    for slug, title in (("index", ("Invented Briefing", "虚构简报")), ("pages/method", ("Method", "方法"))):
        write(content / f"{slug}.md", front(f"title = {both(title)}") + CLOSING[0] + "\n")
        write(content / f"{slug}.zh.md", CLOSING[1] + "\n")
    write(content / "indicators.toml", "\n".join(
        f"[[indicator]]\nid = {q(i.slug)}\nlabel = {both(i.label)}\nunit = {q(i.unit)}\n"
        f"definition = {both(i.definition)}\ncomparable = {str(i.comparable).lower()}\n" for i in corpus.indicators))

    def text(paragraphs, lang):
        return body(paragraphs, lang, lambda s: f"[{s.title[lang]}]({s.ref})", lambda f: f"[{f.shown[lang] if words else ''}](fact:{f.slug})")

    gaps = []
    for subject in corpus.subjects:
        lines = [f"title = {both(subject.title)}"]
        if subject.within:
            lines.append(f"within = {q(subject.within)}")
        path = content / subject.folder / subject.slug
        write(path.with_name(f"{subject.slug}.md"), front(*lines) + text(subject.body, 0))
        write(path.with_name(f"{subject.slug}.zh.md"), text(subject.body, 1))
        if subject.kind == "province":
            stated = {f.indicator.slug for f in subject.facts}
            gaps += [f'[[gap]]\nsubject = {q(subject.ref)}\nindicator = {q(i.slug)}\nreason = "no source says"\n'
                     for i in corpus.indicators if i.comparable and i.slug not in stated]
    write(content / "gaps.toml", "\n".join(gaps))
    write(content / "verified.toml", "\n".join(map(verified_entry, corpus.facts)))

    for source in corpus.sources:
        folder = content / "sources" / source.slug
        digest = hashlib.sha256(source.archive.encode()).hexdigest()
        write(folder / "index.md", front(
            f"title = {both(source.title)}", f"publisher = {both(source.publisher)}", "author = []",
            f"published = {q(source.published)}", 'dating = "printed"', f"accessed = {q(TODAY)}",
            f"archive = {q(source.slug + '.txt')}", f"sha256 = {q(digest)}", 'standing = ["original"]',
            f"rests_on = [{{ work = {q(source.work.ref)}, lines = \"2-4\" }}]") + text(source.body, 0))
        write(folder / "index.zh.md", text(source.body, 1))
        write(folder / "facts.toml", "\n".join(map(sheet_entry, source.facts)))
        write(root.parent / "archive" / f"{source.slug}.txt", source.archive)


def sheet_entry(fact):
    lines = ["[[fact]]", f"id = {q(fact.slug)}", f"subject = {q(fact.subject.ref)}",
             f"indicator = {q(fact.indicator.slug)}", f"period = {q(fact.period)}", f"value = {q(fact.value)}",
             f"status = {q(fact.status)}", f"excerpt = {q(fact.excerpt)}", f"line = {fact.line}", f"checked = {q(TODAY)}"]
    if fact.policy:
        lines.append(f"policy = {q(fact.policy.ref)}")
    if fact.by:
        lines.append(f"by = {q(fact.by.ref)}")
    if fact.origin:
        lines.append(f"origins = [{q(fact.origin.ref)}]")
    return "\n".join(lines) + "\n"


def verified_entry(fact):
    """What `briefing verify --record` writes; the hash covers what the fact says."""
    hasher = hashlib.sha256()
    for part in (fact.value, fact.period, fact.status, fact.subject.ref, fact.indicator.slug, "",
                 fact.by.ref if fact.by else "", fact.origin.ref if fact.origin else "", fact.excerpt, str(fact.line)):
        hasher.update(len(part.encode()).to_bytes(8, "little") + part.encode())
    archive = hashlib.sha256(fact.source.archive.encode()).hexdigest()
    return (f"[[fact]]\nid = {q(fact.slug)}\nhash = {q(hasher.hexdigest()[:6])}\nsha256 = {q(archive)}\n"
            'answer = "found"\nvalue_agrees = true\nsubject = "here"\nperiod = "here"\nstatus = "curator"\n'
            f"line = {fact.line}\narchived = {q(fact.excerpt)}\n")


# -------------------------------------------------------------------- Hugo


def hugo(corpus, root):
    """A file for each page and language; what a page shows of others it looks up by path."""
    shutil.copytree(HUGO_THEME, root, dirs_exist_ok=True)
    for lang, code in enumerate(LANGS):
        content = root / "content" / code
        subject_path = lambda s: f"/{s.folder}/{s.slug}"
        address = lambda path: ("" if lang == 0 else "/zh") + path + ".html"

        def text(paragraphs):
            return body(paragraphs, lang, lambda s: f"[{s.title[lang]}]({address(subject_path(s))})",
                        lambda f: f"[{f.shown[lang]}]({address('/facts/' + f.slug)})")

        def page(path, title, params, prose=""):
            lines = [f"title = {q(title)}", "[params]"] + [f"{k} = {json.dumps(v, ensure_ascii=False)}" for k, v in params]
            write(content / f"{path.lstrip('/')}.md", "+++\n" + "\n".join(lines) + "\n+++\n\n" + prose)

        page("_index", ("Invented Briefing", "虚构简报")[lang], [], CLOSING[lang] + "\n")
        page("method", ("Method", "方法")[lang], [], CLOSING[lang] + "\n")
        sections = [("sources", ("Sources", "文献")), ("facts", ("All facts", "全部数字")), ("indicators", ("Indicators", "指标"))]
        for folder, title in sections + [(k[1], k[4]) for k in KINDS]:
            page(f"{folder}/_index", title[lang], [("section", folder)])
        for subject in corpus.subjects:
            params = [("kind", next(k[3][lang] for k in KINDS if k[0] == subject.kind)), ("other", subject.title[1 - lang]),
                      ("charts", series(subject)), ("facts", paths(subject.facts)), ("named", paths(subject.named)),
                      ("sources", sorted({"/sources/" + f.source.slug for f in subject.facts}))]
            if subject.within:
                params.append(("within", "/provinces/" + subject.within.split(":")[1]))
            page(subject_path(subject), subject.title[lang], params, text(subject.body))
        for indicator in corpus.indicators:
            chunks = [indicator.facts[n : n + 200] for n in range(0, len(indicator.facts), 200)]
            for n, chunk in enumerate(chunks, 1):
                path = f"/indicators/{indicator.slug}" + (f"-{n}" if n > 1 else "")
                page(path, indicator.label[lang], [
                    ("definition", indicator.definition[lang]), ("part", n), ("parts", len(chunks)), ("base", indicator.slug),
                    ("facts", paths(chunk))])
        for source in corpus.sources:
            page(f"/sources/{source.slug}", source.title[lang], [
                ("publisher", source.publisher[lang]), ("published", source.published), ("accessed", TODAY),
                ("archive", source.slug + ".txt"), ("sha256", hashlib.sha256(source.archive.encode()).hexdigest()),
                ("work", subject_path(source.work)), ("sheet", "\n".join(map(sheet_entry, source.facts))),
                ("facts", paths(source.facts))], text(source.body))
        for fact in corpus.facts:
            page(f"/facts/{fact.slug}", f"{fact.indicator.label[lang]}, {fact.subject.title[lang]}", [
                ("subject", subject_path(fact.subject)), ("indicator", "/indicators/" + fact.indicator.slug),
                ("source", "/sources/" + fact.source.slug), ("period", fact.period), ("value", fact.value),
                ("shown", fact.shown[lang]), ("status", fact.status), ("status_label", STATUS[fact.status][lang]),
                ("excerpt", fact.excerpt), ("line", fact.line), ("checked", TODAY), ("unit", fact.indicator.unit),
                ("policy", subject_path(fact.policy) if fact.policy else ""),
                ("by", subject_path(fact.by) if fact.by else ""),
                ("origin", subject_path(fact.origin or fact.source.work)),
                ("number", fact.number), ("series", paths(f for f in fact.subject.facts if f.indicator is fact.indicator)),
                ("elsewhere", paths(elsewhere(fact)))])


def paths(facts):
    return ["/facts/" + fact.slug for fact in facts]


def series(subject):
    """A subject's facts by indicator, where there are several."""
    by_indicator = {}
    for fact in subject.facts:
        by_indicator.setdefault(fact.indicator.slug, []).append(fact)
    return [paths(facts) for facts in by_indicator.values() if len(facts) > 1]


def elsewhere(fact):
    """Twelve facts of the same indicator, for the margin of a fact's page."""
    facts = fact.indicator.facts
    start = int(hashlib.sha256(fact.slug.encode()).hexdigest()[:6], 16) % len(facts)
    return [f for f in facts[start : start + 13] if f is not fact][:12]


def main():
    count, folder = int(sys.argv[1]), Path(sys.argv[2])
    corpus = Corpus(count)
    for name, writer in (("briefing", briefing), ("hugo", hugo)):
        shutil.rmtree(folder / name, ignore_errors=True)
        writer(corpus, folder / name)
    print(f"{len(corpus.sources)} sources, {len(corpus.facts)} facts, {len(corpus.subjects)} subjects, "
          f"{len(corpus.indicators)} indicators in `{folder}`")


if __name__ == "__main__":
    main()
