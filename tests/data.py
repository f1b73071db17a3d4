"""Opens a built site's data as analysts do: pandas, polars, DuckDB, frictionless, openpyxl, JSON Schema, R and
LibreOffice, and the protocol's own client. What is not installed is said and passed over. Run:

    python3 -m venv target/venv
    target/venv/bin/pip install pandas polars duckdb frictionless openpyxl jsonschema mcp
    target/venv/bin/python tests/data.py target/test-site target/debug/briefing
"""

import csv
import importlib
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

site = pathlib.Path(sys.argv[1])
data = site / "data"
facts = json.loads((data / "facts.json").read_text())["facts"]
by_id = {fact["id"]: fact for fact in facts}
failed = []


def check(name, holds, told=""):
    print(("ok     " if holds else "FAILED ") + name, told)
    if not holds:
        failed.append(name)


def module(name):
    try:
        return importlib.import_module(name)
    except ImportError:
        print("absent", name)
        return None


with open(data / "facts.csv", encoding="utf-8-sig", newline="") as file:
    rows = list(csv.DictReader(file))
check("csv: every fact", [row["id"] for row in rows] == [fact["id"] for fact in facts])
check("csv: values are those of the JSON", all((row["value"] or None) == by_id[row["id"]]["value"] for row in rows))

if pandas := module("pandas"):
    frame = pandas.read_csv(data / "facts.csv", encoding="utf-8-sig")
    texts = [column for column in ("version", "period", "period_start", "period_end", "excerpt") if column in frame]
    turned = [column for column in texts if not pandas.api.types.is_string_dtype(frame[column].dropna())]
    check("pandas: nothing turned into a date or float", not turned, turned)
    check("pandas: Chinese stays Chinese", list(frame["excerpt"]) == [fact["excerpt"] for fact in facts])
    check("pandas: values are numbers", frame["value"].notna().sum() == sum(fact["value"] is not None for fact in facts))
    subjects = pandas.read_csv(data / "subjects.csv", encoding="utf-8-sig")
    check("pandas: subjects join", frame.merge(subjects, left_on="subject", right_on="id").shape[0] == len(facts))
if polars := module("polars"):
    check("polars: the table is read", polars.read_csv(data / "facts.csv", infer_schema_length=None).height == len(facts))
if duckdb := module("duckdb"):
    table = f"read_csv('{data / 'facts.csv'}', header = true, sample_size = -1)"
    check("DuckDB: the table is read", duckdb.sql(f"select count(*) from {table}").fetchall() == [(len(facts),)])
    types = dict((name, kind) for name, kind, *_ in duckdb.sql(f"describe select * from {table}").fetchall())
    check("DuckDB: versions and periods stay words", types["version"] == types["period"] == "VARCHAR", types["period"])
    others = sorted(path for path in data.rglob("*.csv"))
    unread = [path for path in others if not duckdb.sql(f"select count(*) from read_csv('{path}', header = true, sample_size = -1)").fetchall()]
    check("DuckDB: every CSV is read", not unread, f"{len(others)} files")
if frictionless := module("frictionless"):
    report = frictionless.validate(str(data / "datapackage.json"))
    check("frictionless: the package is valid", report.valid, "" if report.valid else report.flatten(["rowNumber", "fieldName", "type", "note"])[:5])
if openpyxl := module("openpyxl"):
    book = openpyxl.load_workbook(data / "briefing.xlsx", read_only=True)
    lines = list(book["facts"].iter_rows(values_only=True))
    at = {name: n for n, name in enumerate(lines[0])}
    numbers = {line[at["id"]]: line[at["value"]] for line in lines[1:]}
    wrong = [id for id, value in numbers.items() if by_id[id]["value"] and float(by_id[id]["value"]) != value]
    check("workbook: numbers are numbers, and the same", not wrong, wrong[:3])
    check("workbook: words stay words", all(isinstance(line[at["version"]], str) for line in lines[1:]))
    check("workbook: a sheet for each table", {"facts", "sources", "subjects", "indicators", "conflicts", "gaps"} <= set(book.sheetnames))
if jsonschema := module("jsonschema"):
    for name in ("facts", "conflicts", "compare"):
        schema = json.loads((data / "schemas" / f"{name}.schema.json").read_text())
        errors = list(jsonschema.Draft202012Validator(schema).iter_errors(json.loads((data / f"{name}.json").read_text())))
        check(f"schema: {name}.json", not errors, [error.message[:120] for error in errors[:2]])
if shutil.which("Rscript"):
    read = f"f <- read.csv('{data / 'facts.csv'}', fileEncoding = 'UTF-8-BOM'); cat(nrow(f), is.numeric(f$value), is.character(f$version))"
    seen = subprocess.run(["Rscript", "-e", read], capture_output=True, text=True, check=False).stdout
    check("R: the table is read", seen == f"{len(facts)} TRUE TRUE", seen)
else:
    print("absent R")
if soffice := shutil.which("soffice"):
    with tempfile.TemporaryDirectory() as folder:
        convert = [soffice, "--headless", "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76", "--outdir", folder]
        subprocess.run([*convert, str(data / "briefing.xlsx")], capture_output=True, check=False)
        made = pathlib.Path(folder) / "briefing.csv"
        told = list(csv.DictReader(made.read_text(encoding="utf-8").splitlines(keepends=True))) if made.exists() else None
    if told is None:
        print("absent LibreOffice Calc")
    else:
        check("LibreOffice: the workbook is read, words and all", [row["excerpt"] for row in told] == [fact["excerpt"] for fact in facts])
else:
    print("absent LibreOffice")
if len(sys.argv) > 2 and module("mcp"):
    import asyncio

    from mcp import ClientSession, StdioServerParameters
    from mcp.client.stdio import stdio_client

    async def talk():
        async with stdio_client(StdioServerParameters(command=sys.argv[2], args=["mcp"])) as (read, write):
            async with ClientSession(read, write) as session:
                await session.initialize()
                tools = [tool.name for tool in (await session.list_tools()).tools]
                fact = facts[0]["id"]
                asked = {
                    "search": {"query": fact.split("-")[0], "limit": 3},
                    "read": {"id": f"fact:{fact}"},
                    "cite": {"id": f"fact:{fact}"},
                    "compare": {"places": sorted({fact["subject"] for fact in facts})[:2]},
                    "disagreements": {"limit": 2},
                }
                answers = {name: await session.call_tool(name, given) for name, given in asked.items()}
                return tools, answers, await session.call_tool("read", {"id": "fact:none-of-this-name"})

    tools, answers, refused = asyncio.run(talk())
    # Structures are held to what the protocol says by the client itself.
    field = lambda answer, *names: next((getattr(answer, name) for name in names if hasattr(answer, name)), None)
    failing = [name for name, answer in answers.items() if field(answer, "isError", "is_error")]
    check("mcp: the protocol's own client is answered by every tool", sorted(tools) == sorted(answers) and not failing, failing or tools)
    check("mcp: what is not there is refused in words", field(refused, "isError", "is_error") and "there is no" in refused.content[0].text)
    one = field(answers["read"], "structuredContent", "structured_content")["fact"]
    check("mcp: a figure comes with source, status and cautions", all(one[key] for key in ("status", "source", "cautions", "version", "address")))

sys.exit(1 if failed else 0)
