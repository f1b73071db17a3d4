#!/usr/bin/env python3
"""Makes small changes to the program, and names those that no test sees.

Usage: tests/mutants.py [--rooms check,plan,publish] [--scratch DIR] [--most N] [--all] [--list]

Needs `pip install tree-sitter tree-sitter-rust`. The tree is copied, and every change is written into the copy behind a
switch, so that one compilation serves them all: `a < b` becomes `(a < b) ^ mutant::on(17)`, a function begins with
`if mutant::on(18) { return None; }`. Changes that do not compile are struck by what the compiler says of them. The tests
are run once, in small groups, to see which switches each group passes; then each change is run against the groups that
pass its switch, the quickest first, until one of them fails. A change that none of them notices is printed, unless tests/mutants.txt names it with a
reason: a test is missing, or the code does nothing. Exit status 1 if there are any.

`--most N` takes that many changes, spread over the files; `--patience N` gives up on a change after so many seconds of
tests, and says so. A second run with the same scratch folder compiles only what
has changed, and takes up those changes again that were not yet answered (`--all`: every one).
"""
import argparse
import concurrent.futures
import json
import os
import random
import re
import resource
import subprocess
import sys
import time
from pathlib import Path

import tree_sitter
import tree_sitter_rust

ROOT = Path(__file__).resolve().parent.parent
PARSER = tree_sitter.Parser(tree_sitter.Language(tree_sitter_rust.language()))
COMPARED = {"==", "!=", "<", "<=", ">", ">="}
BOUNDARY = {"<": "<=", "<=": "<", ">": ">=", ">=": ">"}
SWAPPED = {"&&": "||", "||": "&&", "+": "-", "-": "+", "*": "/", "/": "*", "+=": "-=", "-=": "+="}
ASKING = {"filter", "any", "all", "find", "position", "rposition", "take_while", "skip_while", "is_some_and",
          "is_none_or", "is_ok_and", "retain", "partition"}
LONGEST = 120  # seconds: a change that makes a test run longer has been noticed

SWITCH = """//! Which change is on; written by tests/mutants.py.
use std::io::Write;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicBool, Ordering};

static ON: LazyLock<usize> = LazyLock::new(|| std::env::var("MUTANT").ok().and_then(|n| n.parse().ok()).unwrap_or(0));
static LOG: LazyLock<Option<std::fs::File>> = LazyLock::new(|| {
    let path = std::env::var_os("MUTANTS_PASSED")?;
    std::fs::OpenOptions::new().create(true).append(true).open(path).ok()
});
static PASSED: [AtomicBool; COUNT] = [const { AtomicBool::new(false) }; COUNT];

/// Whether change `n` is on.
pub fn on(n: usize) -> bool {
    if let Some(log) = &*LOG
        && !PASSED[n].swap(true, Ordering::Relaxed)
    {
        let _ = (&*log).write_all(format!("{n}\\n").as_bytes());
    }
    *ON == n
}
"""


class Changes:
    """The changes of all files, numbered in the order in which they are met."""

    def __init__(self, struck):
        self.struck = struck
        self.known = {}

    def take(self, path, node, function, what):
        """A number for a change, or nothing if the compiler refused it before."""
        said = " ".join(node.text.decode().split())
        said = said if len(said) <= 90 else said[:60] + " … " + said[-25:]
        key = f"{path}: {function}: {what} `{said}`"
        while key in (known["key"] for known in self.known.values() if known["path"] == path):
            key += "'"
        if key in self.struck:
            return None
        number = len(self.known) + 1
        line = node.start_point[0] + 1
        self.known[number] = {"key": key, "path": path, "line": line}
        return number


class Writer:
    """Writes one file anew, with its changes behind switches."""

    def __init__(self, path, text, changes):
        self.path, self.text, self.changes = path, text, changes
        self.function = ""

    def whole(self):
        return self.inner(PARSER.parse(self.text).root_node)

    def inner(self, node, changed=None):
        """The text of a node, its children written anew; `changed` has the texts of some of them."""
        out, at, test = [], node.start_byte, False
        for child in node.children:
            out.append(self.text[at:child.start_byte].decode())
            if changed and child.id in changed:
                out.append(changed[child.id])
            elif test and child.type != "attribute_item":
                out.append(child.text.decode())
            else:
                out.append(self.write(child))
            test = child.type == "attribute_item" and (test or b"test" in child.text)
            at = child.end_byte
        out.append(self.text[at:node.end_byte].decode())
        return "".join(out)

    def write(self, node):
        if node.type in ("const_item", "static_item", "attribute_item", "macro_invocation", "macro_definition",
                         "use_declaration", "enum_item", "type_item"):
            return node.text.decode()
        writes = {"function_item": self.a_function, "binary_expression": self.an_operation,
                  "compound_assignment_expr": self.an_operation, "unary_expression": self.a_negation,
                  "match_arm": self.an_arm, "match_pattern": self.a_guard, "if_expression": self.a_condition,
                  "while_expression": self.a_condition, "let_chain": self.a_chain, "call_expression": self.a_call,
                  "expression_statement": self.a_statement}
        return writes.get(node.type, self.inner)(node)

    def switch(self, node, what):
        number = self.changes.take(self.path, node, self.function, what)
        return number and f"/*<{number}*/crate::mutant::on({number})/*{number}>*/"

    def framed(self, on, text):
        number = re.search(r"on\((\d+)\)", on).group(1)
        return f"/*<{number}*/{text}/*{number}>*/"

    def negated(self, node, text):
        on = self.switch(node, "not")
        return self.framed(on, f"(({text}) ^ {on})") if on else text

    def a_function(self, node):
        body, outer = node.child_by_field_name("body"), self.function
        modifiers = [child.text for child in node.children if child.type == "function_modifiers"]
        if body is None or any(b"const" in text or b"async" in text for text in modifiers):
            return node.text.decode()
        self.function = node.child_by_field_name("name").text.decode()
        returned = node.child_by_field_name("return_type")
        changed = self.ends(node, body, returned.text.decode() if returned else "()")
        self.function = outer
        return self.inner(node, {body.id: changed})

    def ends(self, node, body, returned):
        """A function's body that may end at its beginning."""
        text = self.inner(body)
        if not body.named_children:
            return text
        if returned.startswith("impl Iterator"):
            on = None if b"return" in body.text else self.switch(node.child_by_field_name("name"), "no items from")
            return self.framed(on, f"{{ {text}.filter(move |_| !{on}) }}") if on else text
        if returned.startswith("impl") or returned in ("!", "Self"):
            return text
        starts = {"bool": ["true", "false"], "()": [""], "usize": ["0", "1"]}.get(returned)
        if starts is None:
            starts = ["Ok(Default::default())"] if returned.startswith(("Result", "io::Result")) else ["Default::default()"]
        lines = []
        for start in starts:
            on = self.switch(node.child_by_field_name("name"), f"{start or 'nothing'} from")
            if on:
                lines.append(self.framed(on, f"if {on} {{ return {start}; }}"))
        return "{ " + " ".join(lines) + text[1:]

    def an_operation(self, node):
        operator = node.child_by_field_name("operator").text.decode()
        text = self.inner(node)
        left, right = (node.child_by_field_name(side).text.decode() for side in ("left", "right"))
        other = BOUNDARY.get(operator) or SWAPPED.get(operator)
        if other:
            on = self.switch(node, other)
            text = self.framed(on, f"(if {on} {{ {left} {other} {right} }} else {{ {text} }})") if on else text
        if operator in COMPARED:
            text = self.negated(node, text)
        return text

    def a_negation(self, node):
        text = self.inner(node)
        return self.negated(node, text) if text.startswith("!") else text

    def asked(self, node):
        """What is asked in a condition, turned round; operations turn themselves round."""
        text = self.write(node)
        plain = node.type in ("call_expression", "identifier", "field_expression", "macro_invocation",
                              "parenthesized_expression", "try_expression", "await_expression")
        return self.negated(node, text) if plain else text

    def a_condition(self, node):
        condition = node.child_by_field_name("condition")
        return self.inner(node, {condition.id: self.asked(condition)})

    def a_chain(self, node):
        return self.inner(node, {child.id: self.asked(child) for child in node.named_children})

    def a_guard(self, node):
        condition = node.child_by_field_name("condition")
        return self.inner(node, {condition.id: self.asked(condition)}) if condition else self.inner(node)

    def an_arm(self, node):
        pattern = node.child_by_field_name("pattern")
        arms = [arm.child_by_field_name("pattern") for arm in node.parent.named_children if arm.type == "match_arm"]
        if not re.fullmatch(r"_|[a-z_]+", arms[-1].text.decode()):
            return self.inner(node)
        on = self.switch(pattern, "no arm") if pattern.id != arms[-1].id else None
        if not on:
            return self.inner(node)
        guard = " && " if pattern.child_by_field_name("condition") else " if "
        return self.inner(node, {pattern.id: self.write(pattern) + guard + self.framed(on, f"!{on}")})

    def a_call(self, node):
        called = node.child_by_field_name("function")
        name = called.child_by_field_name("field") if called.type == "field_expression" else None
        arguments = node.child_by_field_name("arguments")
        closures = [child for child in arguments.named_children if child.type == "closure_expression"]
        if name is None or name.text.decode() not in ASKING or len(closures) != 1:
            return self.inner(node)
        body = closures[0].child_by_field_name("body")
        closure = self.inner(closures[0], {body.id: self.asked(body)})
        return self.inner(node, {arguments.id: self.inner(arguments, {closures[0].id: closure})})

    def a_statement(self, node):
        text, said = self.inner(node), node.named_children[0]
        said = said.named_children[0] if said.type == "try_expression" else said
        if said.type != "call_expression" or not text.endswith(";"):
            return text
        on = self.switch(node, "without")
        return self.framed(on, f"if !{on} {{ {text} }}") if on else text


def sources(rooms):
    listed = subprocess.check_output(["git", "ls-files", "src"], cwd=ROOT, text=True).split()
    inside = [path for path in listed if any(path.startswith((f"src/{room}/", f"src/{room}.rs")) for room in rooms)]
    return [path for path in inside if not path.endswith("tests.rs")]


def copy(scratch):
    """The tree as git knows it, each file written only where it differs, so that little is compiled again."""
    for path in subprocess.check_output(["git", "ls-files", "-z"], cwd=ROOT, text=True).split("\0"):
        if path and (ROOT / path).is_file() and not path.startswith("tests/mutants"):
            put(scratch / path, (ROOT / path).read_bytes())


def put(path, bytes):
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists() or path.read_bytes() != bytes:
        path.write_bytes(bytes)


def write(scratch, paths, struck):
    """Every change behind its switch; returns the changes."""
    changes = Changes(struck)
    written = {path: Writer(path, (ROOT / path).read_bytes(), changes).whole() for path in paths}
    for path, text in written.items():
        put(scratch / path, text.encode())
    switch = SWITCH.replace("COUNT", str(len(changes.known) + 1))
    put(scratch / "src/mutant.rs", switch.encode())
    lib = (ROOT / "src/lib.rs").read_text().replace("pub mod model;", "#[allow(missing_docs)]\npub mod mutant;\npub mod model;")
    put(scratch / "src/lib.rs", lib.encode())
    return changes


def cargo(scratch, *words):
    """What the compiler says, a message each."""
    command = ["cargo", *words, "--message-format=json", "--offline"]
    done = subprocess.run(command, cwd=scratch, capture_output=True, text=True)
    return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")], done.stderr


def refused(scratch, messages):
    """The numbers of the changes in which the compiler sees an error."""
    numbers, cache = set(), {}
    for message in messages:
        if message["reason"] != "compiler-message" or message["message"]["level"] != "error":
            continue
        for span in message["message"]["spans"]:
            if not span["is_primary"]:
                continue
            if span["file_name"] not in cache:
                cache[span["file_name"]] = frames((scratch / span["file_name"]).read_bytes())
            inside = [frame for frame in cache[span["file_name"]] if frame[0] <= span["byte_start"] < frame[1]]
            around = [frame for frame in cache[span["file_name"]]
                      if span["byte_start"] <= frame[0] and frame[1] <= span["byte_end"]]
            if inside:
                numbers.add(max(inside)[2])
            else:
                numbers.update(frame[2] for frame in around)
            if not inside and not around:
                print("an error outside all changes:", message["message"]["rendered"], file=sys.stderr)
    return numbers


def frames(text):
    opened, found = {}, []
    for mark in re.finditer(rb"/\*<(\d+)\*/|/\*(\d+)>\*/", text):
        if mark.group(1):
            opened.setdefault(int(mark.group(1)), []).append(mark.start())
        else:
            number = int(mark.group(2))
            found.append((opened[number].pop(), mark.end(), number))
    return found


def compile(scratch, paths, struck_file):
    """The copy with all changes that compile, and its test programs."""
    struck = set(json.loads(struck_file.read_text())) if struck_file.exists() else set()
    while True:
        changes = write(scratch, paths, struck)
        messages, said = cargo(scratch, "check", "--lib")
        numbers = refused(scratch, messages)
        print(f"{len(changes.known)} changes, {len(numbers)} do not compile", flush=True)
        if not numbers:
            if any(m["reason"] == "build-finished" and not m["success"] for m in messages):
                sys.exit(said)
            break
        struck |= {changes.known[number]["key"] for number in numbers}
        struck_file.write_text(json.dumps(sorted(struck)))
    messages, said = cargo(scratch, "test", "--no-run")
    built = [m for m in messages if m["reason"] == "compiler-artifact" and m["profile"]["test"] and m["executable"]]
    if not built:
        sys.exit(said)
    return changes, [m["executable"] for m in built]


def limits():
    resource.setrlimit(resource.RLIMIT_AS, (6 << 30, 6 << 30))
    os.nice(5)


def run(scratch, program, tests, **environment):
    """Whether the tests pass, and how long they took."""
    start = time.monotonic()
    command = [program, "--exact", "--test-threads=1", "-q", *tests]
    environment = {**os.environ, "INSTA_UPDATE": "no", "CARGO_MANIFEST_DIR": str(scratch), **environment}
    child = subprocess.Popen(command, cwd=scratch, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                             preexec_fn=limits, start_new_session=True)
    try:
        passed = child.wait(timeout=LONGEST) == 0
    except subprocess.TimeoutExpired:
        passed = False
        os.killpg(child.pid, 9)
        child.wait()
    return passed, time.monotonic() - start


def groups(program, tests):
    """The tests of a program by the file that they stand in, and no more than eight at a time where they are slow."""
    unit = Path(program).name.startswith("briefing-")
    by_file = {}
    for n, test in enumerate(tests):
        by_file.setdefault(test.rsplit("::", 1)[0] if unit else n // 8, []).append(test)
    return list(by_file.values())


def passed_by(scratch, programs):
    """The groups of tests that pass without changes: program, tests, how long they take, the switches that they pass."""
    listed = []
    for program in programs:
        said = subprocess.run([program, "--list", "--format", "terse"], cwd=scratch, capture_output=True, text=True)
        tests = [line.removesuffix(": test") for line in said.stdout.splitlines() if line.endswith(": test")]
        listed += [(program, group) for group in groups(program, tests)]

    def look(numbered):
        number, (program, tests) = numbered
        log = scratch / "target" / f"passed-{number}"
        log.unlink(missing_ok=True)
        fine, took = run(scratch, program, tests, MUTANTS_PASSED=str(log))
        switches = {int(line) for line in log.read_text().split()} if log.exists() else set()
        log.unlink(missing_ok=True)
        return (program, tests, took, switches) if fine else None

    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        seen = [group for group in pool.map(look, enumerate(listed)) if group]
    print(f"{len(seen)} of {len(listed)} groups of tests pass in the copy", flush=True)
    return seen


def noticed(scratch, number, tests, patience):
    """The program that notices a change, or nothing; and how many groups of tests were left out."""
    passing = sorted((group for group in tests if number in group[3]), key=lambda group: group[2])
    spent = 0.0
    for at, (program, names, took, _) in enumerate(passing):
        if spent + took > patience:
            return None, len(passing) - at
        spent += took
        if not run(scratch, program, names, MUTANT=str(number))[0]:
            return Path(program).name.rsplit("-", 1)[0], 0
    return None, 0


def spread(numbers, changes, most):
    """So many of the changes that every file has its share."""
    order = random.Random(7)
    shuffled = sorted(numbers, key=lambda number: (order.random(), number))
    return shuffled[:most] if most else sorted(numbers)


def main():
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--rooms", default="check,plan,publish")
    asked.add_argument("--scratch", type=Path, default=ROOT / "target" / "mutants")
    asked.add_argument("--most", type=int, default=0)
    asked.add_argument("--patience", type=float, default=float("inf"))
    asked.add_argument("--all", action="store_true")
    asked.add_argument("--list", action="store_true")
    asked = asked.parse_args()
    scratch = asked.scratch.resolve()
    copy(scratch)
    paths = sources(asked.rooms.split(","))
    if asked.list:
        changes = write(scratch, paths, set())
        for change in changes.known.values():
            print(f"{change['line']}: {change['key']}")
        return 0
    changes, programs = compile(scratch, paths, scratch / "struck.json")
    answers_file = scratch / "answers.json"
    answers = json.loads(answers_file.read_text()) if answers_file.exists() and not asked.all else {}
    tests = passed_by(scratch, programs)
    named = (ROOT / "tests/mutants.txt").read_text().splitlines()
    reasons = {line.rsplit(" -- ", 1)[0] for line in named if " -- " in line and not line.startswith("#")}
    open_numbers = [number for number, change in changes.known.items() if not answers.get(change["key"])]
    chosen = spread([n for n in open_numbers if changes.known[n]["key"] not in reasons], changes, asked.most)
    survivors = 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        found = pool.map(lambda number: noticed(scratch, number, tests, asked.patience), chosen)
        for number, (by, left) in zip(chosen, found):
            change = changes.known[number]
            answers[change["key"]] = by
            if not by:
                survivors += 1
                reached = sum(number in test[3] for test in tests)
                said = f"{reached} groups of tests pass it" + (f", {left} were not run" if left else "")
                print(f"{change['path']}:{change['line']}: {change['key'].split(': ', 1)[1]}  ({said})", flush=True)
            answers_file.write_text(json.dumps(answers, indent=0, ensure_ascii=False))
    print(f"{len(chosen)} changes tried, {survivors} noticed by no test; {len(reasons)} are named in tests/mutants.txt")
    return 1 if survivors else 0


if __name__ == "__main__":
    sys.exit(main())
