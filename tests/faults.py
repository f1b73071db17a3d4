#!/usr/bin/env python3
"""Lets system calls fail in every command that writes, and looks for anything torn, mixed, lost or panicking.

Usage: tests/faults.py BRIEFING N     N failing calls in each of record, verify --record, check --fix and build.

Needs `strace`. A command is run once to count its calls; then N times, each with one of them failing with one of the
errors that the system gives (no space, an error of the disk, no permission, no file to open). It must end by itself,
with a sentence where it did not succeed, and leave every file old or new, of one change all or none; the next run
without faults must succeed and leave nothing beside.
"""
import random
import re
import shutil
import subprocess
import tempfile

from kills import Command, content, every_command, left_over, set_to, site

# Calls that writing is made of, with the errors that each may give.
CALLS = {
    "write": ["ENOSPC", "EIO", "EDQUOT"],
    "openat": ["EACCES", "EMFILE", "ENOSPC"],
    "fsync": ["EIO", "ENOSPC"],
    "fdatasync": ["EIO"],
    "syncfs": ["EIO"],
    "rename": ["EACCES", "EIO"],
    "renameat": ["EACCES", "EIO"],
    "renameat2": ["EACCES", "EINVAL", "EIO"],
    "linkat": ["EMLINK", "EACCES"],
    "mkdir": ["ENOSPC", "EACCES"],
    "unlink": ["EACCES", "EBUSY"],
    "unlinkat": ["EACCES", "EBUSY"],
    "rmdir": ["EBUSY"],
    "fchmod": ["EPERM"],
    "chmod": ["EPERM"],
    "flock": ["ENOLCK"],
    "fcntl": ["ENOLCK"],
    "getdents64": ["EIO"],
    "copy_file_range": ["EIO", "ENOSPC"],
    "ftruncate": ["EIO"],
}


def counted(command, root):
    """How often the command makes each of the calls, from its first file of the briefing on."""
    with tempfile.NamedTemporaryFile("r") as log:
        subprocess.run(["strace", "-f", "-o", log.name, "-e", "trace=" + ",".join("?" + call for call in CALLS),
                        *command.args(root)], capture_output=True)
        calls = re.findall(r"^\d+\s+(\w+)\(", log.read(), re.M)
    return {call: calls.count(call) for call in CALLS if call in calls}


def choices(counts, n):
    """So many calls to fail: of every kind alike, wherever in the run."""
    kinds = sorted(counts)
    return [(kind, random.randint(1, counts[kind]), random.choice(CALLS[kind])) for kind in (kinds * n)[:n]]


def failed(command, root, call, at, error):
    return subprocess.run(["strace", "-f", "-o", "/dev/null", "-e", f"trace={call}",
                           "-e", f"inject={call}:error={error}:when={at}", *command.args(root)],
                          capture_output=True, text=True, timeout=120)


def ended_well(name, done, fault):
    said = done.stdout + done.stderr
    assert done.returncode in (0, 1, 2, 3), f"{name} with {fault}: status {done.returncode}: {said[-2000:]}"
    assert "the program failed" not in said and "panicked" not in said, f"{name} with {fault}: {said[-2000:]}"
    # Where the failing call was the telling itself, nothing can be told.
    silent = done.returncode != 0 and not said and fault[0] != "write"
    assert not silent, f"{name} with {fault}: status {done.returncode} without a word"


def writes_content(name, command, start, home, faults):
    whole = home / "whole"
    shutil.copytree(start, whole)
    counts = counted(command, whole)
    before, after = content(start), content(whole)
    changed = [path for path in after if before.get(path) != after[path]]
    assert changed, f"{name} changes nothing: the test tests nothing"
    refused = 0
    for fault in choices(counts, faults):
        root = home / "failed"
        shutil.rmtree(root, ignore_errors=True)
        shutil.copytree(start, root)
        done = failed(command, root, *fault)
        ended_well(name, done, fault)
        refused += done.returncode in (2, 3)
        now = content(root)
        for path in after:
            assert now.get(path) in (before.get(path), after[path]), f"{name} with {fault}: {path} is torn ({root})"
        Command(command.program, ["check"]).run(root)
        now = content(root)
        assert len({now.get(path) == after[path] for path in changed}) == 1, f"{name} with {fault}: mixed ({root})"
        done = command.run(root)
        assert done.returncode in (0, 1) and content(root) == after, f"{name} after {fault}: {done.stderr} ({root})"
        assert not left_over(root), f"{name} after {fault} leaves {left_over(root)}"
    shutil.rmtree(whole)
    print(f"{name}: {faults} failing calls of {len(counts)} kinds ({refused} refused): torn 0, mixed 0, panics 0", flush=True)


def builds(command, editions, home, faults):
    sites = []
    for edition in editions:
        root = home / "whole"
        shutil.rmtree(root, ignore_errors=True)
        shutil.copytree(edition, root)
        counts = counted(command, root)
        sites.append(site(root / "site")[1])
    root = home / "site-root"
    shutil.copytree(editions[0], root)
    command.run(root)
    at = refused = 0
    for fault in choices(counts, faults):
        at = 1 - at
        set_to(root, editions[at])
        done = failed(command, root, *fault)
        ended_well("build", done, fault)
        refused += done.returncode in (2, 3)
        right, hashes = site(root / "site")
        assert right and hashes in sites, f"build with {fault}: a mixed site ({root})"
        assert done.returncode or hashes == sites[at], f"build with {fault}: said it was done and was not ({root})"
        done = command.run(root)
        assert done.returncode == 0 and site(root / "site") == (True, sites[at]), f"build after {fault}: {done.stderr}"
        assert not left_over(root), f"build after {fault} leaves {left_over(root)}"
    print(f"build: {faults} failing calls of {len(counts)} kinds ({refused} refused): mixed 0, lost 0, panics 0", flush=True)


if __name__ == "__main__":
    every_command("faults", writes_content, builds)
