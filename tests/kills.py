#!/usr/bin/env python3
"""Kills every command that writes, at random moments, and looks for anything torn, mixed or lost.

Usage: tests/kills.py BRIEFING N     N kills each of record, verify --record, check --fix and build.

A kill is SIGKILL to the process after a random share of the time that the command takes undisturbed, half of them in
the last tenth, where it writes. After each, every file must hold its old text or its new one, several files of one
change all the same after the next command, the site must be one of the two sites with every hash of its manifest, and
the next undisturbed run must succeed and leave nothing beside.
"""
import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

CITIES = 60


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def localised(text):
    return f'{{ en = "{text}" }}'


def briefing(root, edition):
    """A briefing of many sources, whose figures and words differ from edition to edition."""
    names = json.dumps([f"{name} {n}" for n in range(CITIES) for name in ("City", "Report")])
    write(root / "site.toml", "\n".join([
        f"title = {localised('Kills')}", f"description = {localised('A briefing to be killed.')}",
        'base_url = "https://kills.test/"', 'contact = "mailto:editor@kills.test"', 'languages = ["en"]',
        f"publisher = {localised('Testers')}", 'licence = "CC-BY-4.0"', f"names = {names}", "[[kind]]", 'id = "city"',
        'folder = "cities"', 'role = "place"', f"label = {localised('City')}", f"plural = {localised('Cities')}", ""]))
    write(root / "content/index.md", f"+++\ntitle = {localised('Home')}\n+++\nWords of edition {'abc'[edition]}.\n")
    write(root / "content/indicators.toml", "\n".join([
        "[[indicator]]", 'id = "schools"', f"label = {localised('Schools')}", 'unit = "count"',
        f"definition = {localised('Schools counted.')}", ""]))
    for n in range(CITIES):
        count = 1000 + n * 7 + edition
        document = f"City {n} had {count} schools in 2024.\n"
        write(root / f"archive/d{n}.txt", document)
        digest = hashlib.sha256(document.encode()).hexdigest()
        write(root / f"content/cities/c{n}.md", "\n".join([
            "+++", f"title = {localised(f'City {n}')}", "+++", f"It had {count} schools.", ""]))
        write(root / f"content/sources/s{n}/index.md", "\n".join([
            "+++", f"title = {localised(f'Report {n}')}", f"publisher = {localised('The Press')}",
            'published = "2025-02"', 'dating = "printed"', 'accessed = "2026-01-02"', f'archive = "d{n}.txt"',
            f'sha256 = "{digest}"', 'standing = ["original"]', "+++", f"Edition {'abc'[edition]}.", ""]))
        write(root / f"content/sources/s{n}/facts.toml", "\n".join([
            "[[fact]]", f'id = "f{n}"', f'subject = "city:c{n}"', 'indicator = "schools"', 'period = "2024"',
            f'value = "{count}"', 'status = "actual"', f'excerpt = "{count} schools"', "line = 1", ""]))


def texts(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def content(root):
    return {path: text for path, text in texts(root / "content").items() if "/." not in f"/{path}"}


def left_over(root):
    """What stands in the root though nobody put it there."""
    return [str(path) for path in root.rglob(".*briefing*")]


class Command:
    def __init__(self, program, words):
        self.program, self.words = program, words

    def args(self, root):
        return [self.program, *[word.replace("ROOT", str(root)) for word in self.words], "--root", str(root)]

    def run(self, root):
        return subprocess.run(self.args(root), capture_output=True, text=True)

    def killed(self, root, after):
        process = subprocess.Popen(self.args(root), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(after)
        process.send_signal(signal.SIGKILL)
        process.wait()
        return process.returncode == -signal.SIGKILL


def undisturbed(command, start, home):
    root = home / "whole"
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(start, root)
    begun = time.monotonic()
    done = command.run(root)
    took = time.monotonic() - begun
    assert done.returncode in (0, 1), done.stderr + done.stdout
    return root, took


def writes_content(name, command, start, home, kills):
    """record, verify --record, check --fix: each file old or new, and of one change all."""
    whole, took = undisturbed(command, start, home)
    before, after = content(start), content(whole)
    changed = [path for path in after if before.get(path) != after[path]]
    assert changed, f"{name} changes nothing: the test tests nothing"
    hit = new = 0
    for n in range(kills):
        root = home / "killed"
        shutil.rmtree(root, ignore_errors=True)
        shutil.copytree(start, root)
        hit += command.killed(root, took * (random.uniform(0.9, 1.0) if n % 2 else random.random()))
        now = content(root)
        for path in after:
            assert now.get(path) in (before.get(path), after[path]), f"{name}: {path} is torn ({root})"
        # The next command finishes what was decided on: all of it or nothing.
        Command(command.program, ["check"]).run(root)
        now = content(root)
        states = {now.get(path) == after[path] for path in changed}
        assert len(states) == 1, f"{name}: some files are new and some old ({root})"
        new += True in states
        done = command.run(root)
        assert done.returncode in (0, 1), f"{name} after a kill: {done.stderr}"
        assert content(root) == after, f"{name} after a kill does not end as undisturbed ({root})"
        assert not left_over(root), f"{name} leaves {left_over(root)}"
    print(f"{name}: {kills} kills ({hit} while it ran), {len(changed)} files: torn 0, mixed 0, new {new}, old {kills - new}")


def site(folder):
    files = texts(folder)
    manifest = json.loads(files.pop("manifest.json"))["files"]
    hashes = {path: hashlib.sha256(text).hexdigest() for path, text in files.items()}
    return manifest == hashes, hashes


def set_to(root, edition):
    """Gives a root the content and the archive of an edition."""
    for folder in ("content", "archive"):
        shutil.rmtree(root / folder)
        shutil.copytree(edition / folder, root / folder)


def builds(command, editions, home, kills):
    """build: one of two whole sites, whatever is killed."""
    root = home / "site-root"
    sites = []
    for edition in editions:
        whole, took = undisturbed(command, edition, home)
        sites.append(site(whole / "site")[1])
    shutil.copytree(editions[0], root)
    command.run(root)
    hit = mixed = 0
    at = 0
    for n in range(kills):
        at = 1 - at
        set_to(root, editions[at])
        hit += command.killed(root, took * (random.uniform(0.9, 1.05) if n % 2 else random.random()))
        right, hashes = site(root / "site")
        assert right and hashes in sites, f"build: a mixed site ({root})"
        if n % 10 == 9:
            done = command.run(root)
            assert done.returncode == 0, done.stderr
            assert site(root / "site") == (True, sites[at]) and not left_over(root), f"build: something is left ({root})"
    print(f"build: {kills} kills ({hit} while it ran): mixed {mixed}, lost 0")


def every_command(name, writes_content, builds):
    """Runs a trial of every command that writes, so many times, on two editions of a briefing."""
    program, times = os.path.abspath(sys.argv[1]), int(sys.argv[2])
    random.seed(sys.argv[3] if len(sys.argv) > 3 else 1)
    home = Path(tempfile.mkdtemp(prefix=f"{name}-"))
    written = [home / "one", home / "two"]
    linked = [home / "one-linked", home / "two-linked"]
    fix = Command(program, ["check", "--fix"])
    for number, root in enumerate(written):
        briefing(root, number)
        shutil.copytree(root, linked[number])
        done = fix.run(linked[number])
        assert done.returncode == 0, done.stdout + done.stderr
    writes_content("record", Command(program, ["record"]), linked[0], home, times)
    verify = Command(program, ["verify", "--archive", "ROOT/archive", "--record"])
    writes_content("verify --record", verify, linked[0], home, times)
    writes_content("check --fix", fix, written[0], home, times)
    builds(Command(program, ["build"]), linked, home, times)
    shutil.rmtree(home)


if __name__ == "__main__":
    every_command("kills", writes_content, builds)
