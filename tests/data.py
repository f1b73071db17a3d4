"""Opens a built site's data as analysts do: pandas, polars, DuckDB, frictionless, openpyxl, JSON Schema, and the
protocol's own client. Run: python3 tests/data.py target/test-site [target/debug/briefing]; what is not installed is
said and passed over."""

import csv
import importlib
import json
import pathlib
import sys

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
    check("pandas: nothing turned into a date or float", frame["version"].dtype == object and frame["period"].dtype == object)
    check("pandas: Chinese stays Chinese", list(frame["excerpt"]) == [fact["excerpt"] for fact in facts])
    check("pandas: values are numbers", frame["value"].notna().sum() == sum(fact["value"] is not None for fact in facts))
    subjects = pandas.read_csv(data / "subjects.csv", encoding="utf-8-sig")
    check("pandas: subjects join", frame.merge(subjects, left_on="subject", right_on="id").shape[0] == len(facts))
if polars := module("polars"):
    check("polars: the table is read", polars.read_csv(data / "facts.csv", infer_schema_length=None).height == len(facts))
if duckdb := module("duckdb"):
    count = duckdb.sql(f"select count(*) from read_csv('{data / 'facts.csv'}', header = true, sample_size = -1)").fetchone()
    check("DuckDB: the table is read", count[0] == len(facts), count)
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
if len(sys.argv) > 2 and module("mcp"):
    import asyncio

    from mcp import ClientSession, StdioServerParameters
    from mcp.client.stdio import stdio_client

    async def talk():
        async with stdio_client(StdioServerParameters(command=sys.argv[2], args=["mcp"])) as (read, write):
            async with ClientSession(read, write) as session:
                await session.initialize()
                tools = [tool.name for tool in (await session.list_tools()).tools]
                found = await session.call_tool("search", {"query": facts[0]["id"].split("-")[0], "limit": 3})
                return tools, found

    tools, found = asyncio.run(talk())
    check("mcp: the protocol's own client is answered", len(tools) == 5 and not found.isError, tools)

sys.exit(1 if failed else 0)
