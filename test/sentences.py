#!/usr/bin/env python3
"""Reads the passages of a table and holds the sentences found against those that it marks.

    sentences.py DATELINE TABLE.TSV

Writes TAP: a line for each passage. One whose name begins with ! is known not to work, and fails when it does.
"""
import json
import subprocess
import sys
import tempfile
from pathlib import Path

PROGRAM, TABLE = sys.argv[1:]
MARK = "\u2016"


def passages():
    for line in Path(TABLE).read_text(encoding="utf-8").splitlines():
        if line and line[0] != "#":
            name, _, text = line.partition("\t")
            yield name.lstrip("!"), name[0] == "!", [s.strip() for s in text.split(MARK)]


def found_in(texts):
    """The sentences of each text, as the program cuts it."""
    with tempfile.TemporaryDirectory() as folder:
        for i, text in enumerate(texts):
            Path(folder, f"{i:05}.txt").write_text(text + "\n", encoding="utf-8")
        done = subprocess.run([PROGRAM, "read", "--verbatim", "--only", "lang", "--tokens", "--format", "json", folder],
                              stdout=subprocess.PIPE, check=True)
    for line in done.stdout.splitlines():
        record = json.loads(line)
        yield [record["text"][s["begin"]:s["end"]].strip() for s in record["sentences"]]


rows = list(passages())
failed = 0
print(f"1..{len(rows)}")
for i, ((name, broken, wanted), found) in enumerate(zip(rows, found_in([" ".join(r[2]) for r in rows])), 1):
    good = (wanted == found) != broken
    failed += not good
    print("ok" if good else "not ok", i, "-", name)
    if not good:
        print(f"#   wanted {wanted}\n#   found  {found}")
sys.exit(failed > 0)
