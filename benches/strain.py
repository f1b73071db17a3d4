#!/usr/bin/env python3
"""Writes the invented briefing with all that makes rules and the lint work hard.

    strain.py SOURCES FOLDER        writes FOLDER/briefing; `briefing check` has things to say about it

To the text of corpus.py it adds, growing with the number of sources: words in the links of all bodies;
one cell of comparable facts that go together and one of facts that exclude each other; a series that
has a value a day; shares of provinces held by their cities, with the amounts; indicators that are taken
for each other; recorded conflicts; a chain of derived figures; figures without a fact.
"""

import sys
from pathlib import Path

import corpus
from corpus import both, q, write

SOURCE = "document-strain"


def indicators(root):
    path = root / "content/indicators.toml"
    rows = [("cell", "count", ""), ("quarrel", "count", 'like = ["cell"]\n'), ("daily", "CNY", ""),
            ("amount", "count", ""), ("part", "%", 'share_of = "amount"\n')]
    path.write_text(path.read_text() + "".join(
        f"\n[[indicator]]\nid = {q(slug)}\nlabel = {both((slug.capitalize(), slug))}\nunit = {q(unit)}\n"
        f"definition = {both(('As printed.', '依原文。'))}\n{more}" for slug, unit, more in rows))


def fact(slug, subject, indicator, period, value, more=""):
    return (f"[[fact]]\nid = {q(slug)}\nsubject = {q(subject.ref)}\nindicator = {q(indicator)}\nperiod = {q(period)}\n"
            f"value = {q(value)}\nstatus = \"actual\"\nexcerpt = {q(value.lstrip('<>~='))}\nline = 1\n{more}")


def day(n):
    return f"{1800 + n // 336}-{n % 336 // 28 + 1:02}-{n % 28 + 1:02}"


def facts(text, count):
    cities, provinces = text.of_kind["city"], text.of_kind["province"]
    works = text.of_kind["work"]
    some = lambda n: f"origins = [{q(works[n % len(works)].ref)}]\n"
    rows = [fact(f"cell-{n}", cities[0], "cell", "2020", ("500家", ">490家", "~505家")[n % 3], some(n)) for n in range(count)]
    rows += [fact(f"quarrel-{n}", cities[0], "quarrel", "2020", f"{1000 + 3 * n}家", some(n)) for n in range(count)]
    rows += [fact(f"daily-{n}", cities[0], "daily", day(n), f"{1000 + n * 7919 % 977}亿元") for n in range(count)]
    for n, city in enumerate(cities):
        whole = f"of = [{q(city.within)}]\n"
        rows += [fact(f"amount-{n}", city, "amount", "2020", "120家"), fact(f"part-{n}", city, "part", "2020", "0.1%", whole)]
    return rows + [fact(f"whole-{n}", province, "amount", "2020", "120000家") for n, province in enumerate(provinces)]


def strain(text, root):
    count = len(text.sources)
    corpus.briefing(text, root, words=True)
    content = root / "content"
    indicators(root)
    write(content / "sources" / SOURCE / "index.md", "+++\n" + "\n".join([
        f"title = {both(('A yearbook', '年鉴'))}", f"publisher = {both(('An office', '某局'))}", 'dating = "unknown"',
        f"accessed = {q(corpus.TODAY)}", 'archive = "strain.txt"', f'sha256 = "{"0" * 64}"', 'standing = ["original"]',
    ]) + "\n+++\n\nA yearbook.\n")
    write(content / "sources" / SOURCE / "index.zh.md", "年鉴。\n")
    write(content / "sources" / SOURCE / "facts.toml", "\n".join(facts(text, count)))
    write(content / "conflicts.toml", "\n".join(
        f"[[conflict]]\nid = \"quarrel-of-{n}\"\ntitle = {both(('Two counts', '两数不一'))}\nfacts = [\"quarrel-{n}\", \"quarrel-{n + 1}\"]\n"
        f"kind = \"contradiction\"\nfinding = {both(('They differ.', '两数不一。'))}\nfound = \"rule\"\n" for n in range(0, count - 1, 2)))
    write(content / "derived.toml", "\n".join(
        f"[[derived]]\nid = \"sum-{n}\"\nformula = {q('daily-0 + daily-1' if n == 0 else f'sum-{n - 1} + daily-1')}\n"
        f"subject = {q(text.of_kind['city'][0].ref)}\nunit = \"CNY\"\nlabel = {both(('A sum', '合计'))}\n" for n in range(count // 2)))
    naked = (f"One office counts {1000 + 3 * n} firms, another {501 + n}." for n in range(count // 4))
    write(content / "pages/naked.md", f"+++\ntitle = {both(('Naked', '裸数'))}\n+++\n\n" + "\n\n".join(naked) + "\n")


if __name__ == "__main__":
    strain(corpus.Corpus(int(sys.argv[1])), Path(sys.argv[2]) / "briefing")
