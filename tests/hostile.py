#!/usr/bin/env python3
"""Puts hostile texts before every reader, and holds what each costs against its bounds.

Usage: tests/hostile.py BRIEFING            each text at its full size: ends within 2 s and 512 MB, or is refused
       tests/hostile.py BRIEFING --steps    each at a size and at four times that: counts instructions, not seconds
       (both: names of texts behind it choose among them)

A text that is refused must be refused by a limit that names itself. For --steps `valgrind` is needed; four times the
text may take five times the instructions, what the program does before it reads the text taken off. Seconds mean
something for a release build on a machine with nothing else to do; instructions mean the same everywhere.
"""
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SECONDS, BYTES, GROWTH = 2.0, 512_000_000, 5.0
FULL, SMALL = int(os.environ.get("SIZE", "1000000")), 3_000

SITE = """title = "Hostile"
description = "Texts that are meant to hurt."
base_url = "https://hostile.test/"
contact = "mailto:editor@hostile.test"
languages = ["en"]
publisher = "Testers"
licence = "CC-BY-4.0"
[[kind]]
id = "city"
folder = "cities"
role = "place"
label = "City"
plural = "Cities"
"""
INDICATORS = """[[indicator]]
id = "schools"
label = "Schools"
unit = "count"
definition = "Schools counted."
"""
SOURCE = """+++
title = "A report"
publisher = "The Press"
published = "2025-02"
dating = "printed"
accessed = "2026-01-02"
archive = "NAME"
sha256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
standing = ["original"]
+++
A report.
"""
FACT = """[[fact]]
id = "ID"
subject = "city:alba"
indicator = "schools"
period = "PERIOD"
value = "VALUE"
status = "actual"
excerpt = "VALUE schools"
line = 1
"""


def fill(pattern, size):
    return (pattern * (size // len(pattern.encode()) + 1))[:size]


def fact(n, period, value="12", name=None):
    return FACT.replace("ID", name or f"f{n}").replace("PERIOD", period).replace("VALUE", value)


def day(n):
    return f"{1000 + n // 336}-{n % 336 // 28 + 1:02}-{n % 28 + 1:02}"


def body(pattern):
    return lambda size: ("check", {"content/pages/hostile.md": f"+++\ntitle = \"Hostile\"\n+++\n{fill(pattern, size)}\n"})


def made(make):
    return lambda size: ("check", {"content/pages/hostile.md": f"+++\ntitle = \"Hostile\"\n+++\n{make(size)}\n"})


def sheet(make):
    return lambda size: ("check", {"content/sources/report/facts.toml": "".join(make(n) for n in range(size // 50))})


def archived(name, make):
    return lambda size: ("verify", {f"archive/{name}": make(size), "content/sources/report/facts.toml": fact(0, "2024")})


def report(name, make):
    return lambda size: ("audit", {f"report/{name}": make(size)})


def nested(size):
    """Block quotes each one deeper than the last, in so many bytes."""
    lines, depth = [], 1
    while sum(map(len, lines[-1:])) + sum(len(line) for line in lines) < size:
        lines.append("> " * depth + "a\n")
        depth += 1
        if depth > 2000:
            depth = 1
    return "".join(lines)[:size]


def references(size):
    return "".join(f"[a{n}]: http://a.test/{n}\n" for n in range(size // 50)) + fill("[a1][a2] ", size // 2)


def ticks(size):
    text, n = [], 1
    while sum(len(part) for part in text[-1:]) * n < 2 * size and n * n / 2 < size:
        text.append("`" * n + " a ")
        n += 1
    return "".join(text)


TEXTS = {
    "figures on one line": body("1234 "),
    "figures with words": body("1234 schools, "),
    "zeros": body("〇"),
    "numerals": body("一"),
    "ranges": body("1-2–"),
    "commas": body("1,1,"),
    "percents": body("1%~"),
    "years": body("2024年"),
    "words": body("one hundred "),
    "images": body("!["),
    "images closed": made(lambda size: fill("![", size // 2) + fill("](a)", size // 2)),
    "brackets": body("["),
    "brackets closed": made(lambda size: fill("[", size // 2) + fill("]", size // 2)),
    "links in links": made(lambda size: fill("[", size // 2) + fill("](a)", size // 2)),
    "strong": body("**a"),
    "strong between words": body("真**。"),
    "emphasis": body("_a"),
    "emphasis both": body("*a_b"),
    "emphasis closing": made(lambda size: fill("*a ", size // 2) + fill("b* ", size // 2)),
    "tags": body("<a "),
    "comments": body("<!-- "),
    "instructions": body("<?"),
    "declarations": body("<!A "),
    "sections": body("<![CDATA["),
    "references": made(references),
    "footnotes": body("[^a] "),
    "footnote texts": made(lambda size: "".join(f"[^a{n}]: b\n\n" for n in range(size // 12))),
    "quotes": body("> "),
    "quotes deeper and deeper": made(nested),
    "lists": body("- "),
    "list items": body("- a\n"),
    "lists deeper and deeper": made(lambda size: "".join("  " * (n % 300) + "- a\n" for n in range(size // 304))),
    "ticks": made(ticks),
    "backslashes": body("\\"),
    "entities": body("&#x202E"),
    "tables": made(lambda size: "|a" * 100 + "|\n" + "|-" * 100 + "|\n" + fill("|a" * 100 + "|\n", size)),
    "cells": made(lambda size: fill("|a", size // 2) + "|\n" + fill("|-", size // 2) + "|\n"),
    "headings": body("# a\n"),
    "anchors": made(lambda size: fill("[a](#b) ", size // 2) + "\n\n" + fill("# a\n\n", size // 2)),
    "definitions": body("a\n: b\n\n"),
    "widthless": body("1\u200b"),
    "widthless run": made(lambda size: "1" + fill("\u200b", size) + "1"),
    "problems in one line": body("[a](fact:b) "),
    "problems in many lines": body("[a](fact:b)\n\n"),
    "addresses": body("http://a.test/1 "),
    "mail": body("a@"),
    "facts": sheet(lambda n: fact(n, day(n))),
    "facts of one id": sheet(lambda n: fact(n, "2024", name="same")),
    "facts of one cell": sheet(lambda n: fact(n, "2024", str(100 + n))),
    "keys nobody knows": sheet(lambda n: f"[[fact]]\nkey{n} = 1\n"),
    "broken tables": sheet(lambda n: "[[fact\n"),
    "nested lists of TOML": lambda size: ("check", {"content/gaps.toml": "a = " + "[" * size}),
    "nested tables of TOML": lambda size: ("check", {"content/gaps.toml": "a = " + fill("{a=", size)}),
    "dotted keys of TOML": lambda size: ("check", {"content/gaps.toml": fill("a.", size) + "a = 1"}),
    "a long formula": lambda size: ("check", {"content/derived.toml": f"[[derived]]\nid = \"d\"\nformula = \"{fill('(', size)}\"\n"}),
    "an archived line": archived("a.txt", lambda size: fill("一", size)),
    "an archived line of figures": archived("a.txt", lambda size: fill("13 schools, ", size)),
    "many archived lines": archived("a.txt", lambda size: fill("13 schools\n", size)),
    "archived losses": archived("a.txt", lambda size: fill("12 ??? ", size)),
    "archived tags": archived("a.html", lambda size: fill("<div>", size)),
    "archived open tags": archived("a.html", lambda size: fill("<a ", size)),
    "archived entities": archived("a.html", lambda size: fill("&amp", size)),
    "archived tables": archived("a.html", lambda size: fill("<table><tr><td>", size)),
    "archived wide cells": archived("a.html", lambda size: "<table><tr>" + fill("<td colspan=9999>1", size)),
    "archived quotes": archived("a.csv", lambda size: fill('"', size)),
    "archived commas": archived("a.csv", lambda size: fill(",", size)),
    "a report of brackets": report("a.md", lambda size: fill("[", size)),
    "a report of citations": report("a.md", lambda size: fill("https://hostile.test/facts/f0.html ", size)),
    "a report of tags": report("a.html", lambda size: fill("<div>", size)),
    "a report of entries": report("a.bib", lambda size: fill("@misc{a, url = {", size)),
}
HUGE = {
    "a body of 10 MB": lambda: ("check", {"content/pages/hostile.md": "a\n\n" * 3_400_000}),
    "a table of 100 MB": lambda: ("check", {"content/gaps.toml": "# words\n" * 12_500_000}),
    "an archive of 200 MB": lambda: archived("a.txt", lambda _: "words and words\n" * 12_500_000)(0),
    "a pipe in the archive": lambda: archived("a.txt", lambda _: None)(0),
}


def site(root, files):
    archive = next((Path(path).name for path in files if path.startswith("archive/")), "a.txt")
    default = {"site.toml": SITE, "content/index.md": "+++\ntitle = \"Home\"\n+++\nHello.\n",
               "content/indicators.toml": INDICATORS, "content/cities/alba.md": "+++\ntitle = \"Alba\"\n+++\nA city.\n",
               "content/sources/report/index.md": SOURCE.replace("NAME", archive)}
    for path, text in (default | files).items():
        path = root / path
        path.parent.mkdir(parents=True, exist_ok=True)
        os.mkfifo(path) if text is None else path.write_text(text, encoding="utf-8")


def command(program, verb, root, files):
    own = {"check": ["check"], "verify": ["verify", "--archive", str(root / "archive")],
           "audit": ["audit", *(str(root / path) for path in files)]}[verb]
    return [program, *own, "--root", str(root)]


def run(program, verb, files, wrapper=(), limited=False):
    with tempfile.TemporaryDirectory(prefix="hostile-") as root:
        site(Path(root), files)

        def bound():
            resource.setrlimit(resource.RLIMIT_CPU, (60, 60))
        begun = time.monotonic()
        process = subprocess.Popen([*wrapper, *command(program, verb, Path(root), files)], stdout=subprocess.PIPE,
                                   stderr=subprocess.STDOUT, preexec_fn=bound if limited else None)
        said = process.stdout.read().decode("utf-8", "replace")
        _, status, used = os.wait4(process.pid, 0)
        return said, os.waitstatus_to_exitcode(status), time.monotonic() - begun, used


def bounded(program, name, verb, files):
    said, status, _, used = run(program, verb, files, limited=True)
    # The processor's seconds: other programs' do not count.
    seconds, peak = used.ru_utime + used.ru_stime, used.ru_maxrss * 1024
    refused = re.search(r"the limit `(?!problems)\w+` is [^;:\n]*", said)
    right = status in (0, 1) and seconds <= SECONDS and peak <= BYTES
    print(f"{'ok ' if right else 'BAD'} {name:32} {seconds:6.2f} s {peak / 1e6:6.0f} MB  {refused.group(0) if refused else ''}"
          f"{'' if status in (0, 1) else f'  status {status}: ' + said[-300:]}", flush=True)
    return right


def steps(program, verb, files):
    with tempfile.NamedTemporaryFile() as log:
        wrapper = ["valgrind", "--tool=none", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null",
                   f"--log-file={log.name}"]
        said, status, _, _ = run(program, verb, files, wrapper)
        assert status in (0, 1), said[-2000:]
        counted = re.search(r"I\s+refs:\s+([\d,]+)", Path(log.name).read_text())
        return int(counted.group(1).replace(",", "")), re.search(r"the limit `(?!problems)\w+` is", said)


def growth(program, name, make, empty):
    verb = make(1)[0]
    if verb not in empty:
        empty[verb] = steps(program, *make(40))[0]
    (one, _), (four, refused) = steps(program, *make(SMALL)), steps(program, *make(4 * SMALL))
    # What is small against the start of the program cannot be told from it.
    one, four = max(one - empty[verb], empty[verb] // 20), max(four - empty[verb], 1)
    right = refused or four <= GROWTH * one
    print(f"{'ok ' if right else 'BAD'} {name:32} {one / 1e6:8.1f} → {four / 1e6:8.1f} million, × {four / one:.1f}"
          f"{'  refused' if refused else ''}", flush=True)
    return right


def main():
    program = os.path.abspath(sys.argv[1])
    words = [word for word in sys.argv[2:] if not word.startswith("--")]
    chosen = lambda name: not words or any(word in name for word in words)
    texts = {name: make for name, make in TEXTS.items() if chosen(name)}
    if "--steps" in sys.argv:
        empty = {}
        ended = [growth(program, name, make, empty) for name, make in texts.items()]
    else:
        ended = [bounded(program, name, *make(FULL)) for name, make in texts.items()]
        ended += [bounded(program, name, *make()) for name, make in HUGE.items() if chosen(name)]
    print(f"{sum(map(bool, ended))} of {len(ended)} within bounds")
    sys.exit(not all(ended))


if __name__ == "__main__":
    main()
