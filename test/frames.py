#!/usr/bin/env python3
"""Run the example of every row of know/frames.tsv; check the type of event, and that rows do not hide each other.

    frames.py DATELINE KNOW-COMPILE FRAMES.TSV [--floor SHARE] [--show]

A row is met if an event of its type comes out of its example. Whether it was this row or one that says more is
told apart with --show. Two rows may not have one name, nor the same lemma, part of speech and conditions: then
the second one could never be found. TAP on standard output.
"""
import argparse, collections, csv, json, os, subprocess, sys, tempfile
from pathlib import Path

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("dateline")
parser.add_argument("compiler")
parser.add_argument("frames")
parser.add_argument("--floor", type=float, default=0.88)
parser.add_argument("--show", action="store_true")
options = parser.parse_args()

with open(options.frames, encoding="utf-8", newline="") as file:
    lines = (line for line in file if not line.startswith("#"))
    rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def shadowed():
    done = subprocess.run([options.compiler, os.devnull, options.frames], stderr=subprocess.PIPE, encoding="utf-8", check=True)
    names = collections.Counter(row["frame:keys"].split("|")[0] for row in rows)
    return done.stderr.splitlines() + [f"{name} stands {n} times" for name, n in names.items() if n > 1]


def records():
    with tempfile.TemporaryDirectory() as folder:
        for i, row in enumerate(rows):
            Path(folder, f"{i:05}.txt").write_text(row["example"] + "\n", encoding="utf-8")
        done = subprocess.run([options.dateline, "read", "--verbatim", "--format", "json", folder],
                              stdout=subprocess.PIPE, check=True)
        return [json.loads(line) for line in done.stdout.splitlines()]


met = exact = parties = 0
for row, record in zip(rows, records()):
    name, kind = row["frame:keys"].split("|")[0], row["type:event"]
    right = [e for e in record["events"] if e["type"] == kind]
    met += bool(right)
    exact += any(e["why"] == "frames:" + name for e in right)
    parties += any(e["sources"] and e["targets"] for e in right)
    if options.show and not right:
        print(f"# {name}: {row['example']} gave {[e['type'] + ' ' + e['why'] for e in record['events']] or 'nothing'}")

hidden = shadowed()
share = met / len(rows)
print("1..2")
for line in hidden:
    print("#", line)
print("not ok 1" if hidden else "ok 1", "- no frame hides another")
print(f"# {met} of {len(rows)} examples give their type, {exact} by their own row, {parties} with both parties")
print("ok 2" if share >= options.floor else "not ok 2", f"- examples give their types ({share:.3f}, floor {options.floor})")
sys.exit(bool(hidden) or share < options.floor)
