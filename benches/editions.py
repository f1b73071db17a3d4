#!/usr/bin/env python3
"""What ten editions cost: python3 benches/editions.py PROGRAM [SHARE]

Freezes ten editions of a copy of this briefing, a month apart. Between two, every SHARE-th fact is read again: its
line, and so its version and the pages that show it, changes. Prints the pages and bytes of each, and the whole, also
as git packs it.
"""
import datetime
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent


def run(program, day, root, *words):
    seconds = int(datetime.datetime(day.year, day.month, day.day, tzinfo=datetime.timezone.utc).timestamp())
    ran = subprocess.run([program, *words, "--root", root], capture_output=True, text=True, env={**os.environ, "SOURCE_DATE_EPOCH": str(seconds)})
    if ran.returncode:
        sys.exit(f"{' '.join(words)}: {ran.stdout}{ran.stderr}")
    return ran.stdout


def reread(root, turn, share):
    """Every `share`-th fact stands a line further down than was noted."""
    count = 0
    for path in sorted(pathlib.Path(root, "content", "sources").glob("*/facts.toml")):
        parts = re.split(r"(?m)^(?=\[\[fact\]\])", path.read_text())
        for n, part in enumerate(parts):
            if part.startswith("[[fact]]") and (n + turn) % share == 0:
                parts[n] = re.sub(r"(?m)^(line\s*=\s*)(\d+)", lambda found: f"{found[1]}{int(found[2]) + 1}", part)
                count += 1
        path.write_text("".join(parts))
    return count


def main(program, share=20):
    with tempfile.TemporaryDirectory() as folder:
        root = os.path.join(folder, "briefing")
        shutil.copytree(ROOT, root, ignore=shutil.ignore_patterns("target", ".git", "node_modules", "site", "editions", "tests", "examples"))
        day = datetime.date(2027, 1, 1)
        for turn in range(10):
            changed = reread(root, turn, int(share)) if turn else 0
            if turn:
                run(program, day, root, "record", "--kind", "editorial", "--reason", "Another line.", "--reason", "zh=行号有别。")
            else:
                run(program, day, root, "record")
            print(f"{changed} facts changed; {run(program, day, root, 'edition').strip()}", flush=True)
            day += datetime.timedelta(days=31)
        subprocess.run("git init -q . && git add editions && git -c user.name=x -c user.email=x@x commit -qm x && git gc -q", shell=True, cwd=root, check=True)
        packed = sum(path.stat().st_size for path in pathlib.Path(root, ".git", "objects", "pack").iterdir())
        print(f"as git packs them: {packed} bytes")


if __name__ == "__main__":
    main(*sys.argv[1:])
