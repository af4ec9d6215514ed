#!/usr/bin/env python3
"""Runs the passages of a table; checks whose countries act in each and to whose it is done.

    parties.py DATELINE PARTIES.TSV [--floor SHARE] [--show]

A row holds if the countries of all its events' sources, and those of their targets, are those of its first two columns (- for
none). Whoever takes part in a CONSULT is on both sides. Trees are a model's, so a share may fail; --show names them. TAP on
standard output.
"""
import argparse, json, subprocess, sys, tempfile
from pathlib import Path

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("dateline")
parser.add_argument("table")
parser.add_argument("--floor", type=float, default=0.85)
parser.add_argument("--show", action="store_true")
options = parser.parse_args()
rows = [line.split("\t") for line in Path(options.table).read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]


def records():
    with tempfile.TemporaryDirectory() as folder:
        for i, row in enumerate(rows):
            Path(folder, f"{i:05}.txt").write_text(row[2] + "\n", encoding="utf-8")
        done = subprocess.run([options.dateline, "read", "--format", "json", folder], stdout=subprocess.PIPE, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def sides(record):
    found = set(), set()
    for event in record["events"]:
        parties = [{record["actors"][i]["country"] for i in event[side]} - {None} for side in ("sources", "targets")]
        if event["type"] == "CONSULT":
            parties = [parties[0] | parties[1]] * 2
        for side, countries in zip(found, parties):
            side.update(countries)
    return tuple(",".join(sorted(side)) or "-" for side in found)


malformed = [row[-1] for row in rows if len(row) != 3 or not all(row)]
read = records()
wrong = [(row, found) for row, found in zip(rows, map(sides, read)) if tuple(row[:2]) != found]
share = 1 - len(wrong) / len(rows)
print("1..2")
print("not ok" if malformed else "ok", "1 - every row has three cells")
for line in malformed:
    print("#", line)
print("ok" if share >= options.floor and len(read) == len(rows) else "not ok",
      f"2 - {len(rows) - len(wrong)} of {len(rows)} passages have the right parties")
for row, found in wrong if options.show or share < options.floor else []:
    print("#", " > ".join(found), "for", " > ".join(row[:2]) + ":", row[2])
sys.exit(bool(malformed) or share < options.floor)
