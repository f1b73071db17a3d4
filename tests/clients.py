#!/usr/bin/env python3
"""Reads the exported references back with other programs, and says what arrived: python3 tests/clients.py SITE

Needs, of the usual package index: bibtexparser>=2, rispy, pypandoc_binary; each one that is missing is said and passed over.
"""
import importlib.util
import json
import pathlib
import subprocess
import sys

FIELDS = ["type", "title", "who", "date", "publisher", "language"]


def installed(name):
    if importlib.util.find_spec(name) is None:
        print(f"not installed, passed over: {name}")
        return False
    return True


def year(item):
    return str(item.get("issued", {}).get("date-parts", [[""]])[0][0])


def names(item):
    """A body may arrive as a family name alone: it is whole all the same."""
    parts = [[name.get("literal"), name.get("family"), name.get("given")] for name in item.get("author", [])]
    return [", ".join(part for part in each if part) for each in parts]


def pandoc(text, form):
    import pypandoc
    run = [pypandoc.get_pandoc_path(), "-f", form, "-t", "csljson"]
    return json.loads(subprocess.run(run, input=text, capture_output=True, text=True, check=True).stdout)


def missing(want, got):
    """What of our item did not arrive; types may be called otherwise, and are told."""
    # pandoc knows no web page in RIS.
    kinds = {"webpage": {"webpage", "misc"}, "article-newspaper": {"article-newspaper", "article-journal"}, "regulation": {"report", "article", "document", ""},
             "post": {"webpage", "post", "post-weblog", "article"}}
    lost = []
    if got.get("type", "") not in kinds.get(want["type"], {want["type"]}):
        lost.append(f"type {want['type']} is {got.get('type')!r}")
    if want["title"] not in got.get("title", ""):
        lost.append(f"title is {got.get('title')!r}")
    if names(want) != names(got):
        lost.append(f"who {names(want)} is {names(got)}")
    if year(want) != year(got):
        lost.append(f"date {year(want)} is {year(got)}")
    house = want.get("publisher") or want.get("container-title")
    if house and house not in json.dumps(got, ensure_ascii=False):
        lost.append(f"publisher {house} is gone")
    return lost


def main(site):
    data = pathlib.Path(site) / "data"
    ours = {item["id"]: item for item in json.loads((data / "sources.csl.json").read_text())}
    bib, ris = (data / "sources.bib").read_text(), (data / "sources.ris").read_text()
    faults = 0
    print(f"{len(ours)} references")
    if installed("bibtexparser"):
        import bibtexparser
        library = bibtexparser.parse_string(bib)
        print(f"bibtexparser: {len(library.entries)} entries, {len(library.failed_blocks)} failed")
        faults += len(library.failed_blocks) + abs(len(library.entries) - len(ours))
    if installed("rispy"):
        import rispy
        records = rispy.loads(ris)
        kinds = sorted({record["type_of_reference"] for record in records})
        print(f"rispy: {len(records)} records of the types {', '.join(kinds)}")
        faults += abs(len(records) - len(ours))
    if installed("pypandoc"):
        for form, text in (("biblatex", bib), ("ris", ris), ("csljson", json.dumps(list(ours.values())))):
            got = {item["id"]: item for item in pandoc(text, form)}
            lost = {key: missing(item, got.get(key, {})) for key, item in ours.items()}
            lost = {key: what for key, what in lost.items() if what}
            print(f"pandoc {form}: {len(got)} items, {len(lost)} with a loss")
            for key, what in lost.items():
                print(f"  {key}: {'; '.join(what)}")
            faults += sum(1 for key in ours if key not in got)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
