#!/usr/bin/env python3
"""Holds what is promised of every record against the records of all test inputs and examples. Writes TAP.

    invariants.py DATELINE SCHEMA FOLDER|FILE...
"""
import json
import os
import subprocess
import sys
from pathlib import Path

import jsonschema

INPUTS = (".txt", ".html")


def inputs(places):
    for place in map(Path, places):
        files = sorted(place.rglob("*")) if place.is_dir() else [place]
        yield from (str(f) for f in files if f.suffix in INPUTS)


def read(program, options, paths):
    done = subprocess.run([program, "read", *options, *paths], stdout=subprocess.PIPE, stdin=subprocess.DEVNULL,
                          timeout=600)
    if done.returncode not in (0, 1):
        raise SystemExit(f"Bail out! dateline read {' '.join(options)} ended with {done.returncode}")
    return done.stdout


# ---- What must hold of a record: each yields what is wrong

def spans_in(value, path=""):
    """Every object that says begin and end, wherever it stands, with the way to it."""
    if isinstance(value, dict):
        if "begin" in value and "end" in value:
            yield path, value
        for key, inner in value.items():
            yield from spans_in(inner, f"{path}.{key}")
    elif isinstance(value, list):
        for i, inner in enumerate(value):
            yield from spans_in(inner, f"{path}[{i}]")


def spans_equal_their_text(record):
    text = record["text"]
    for path, span in spans_in(record):
        begin, end = span["begin"], span["end"]
        if begin is None and end is None and span["text"] is None:
            continue
        if not 0 <= begin <= end <= len(text):
            yield f"{path}: {begin}..{end} lies outside the text of {len(text)}"
        elif "text" in span and span["text"] != text[begin:end]:
            yield f"{path}: {span['text']!r} is not {text[begin:end]!r}"
        elif "text" in span and begin == end:
            yield f"{path}: is empty"


def indices_in(record):
    """Every reference from one layer to another: the way to it, the index, the layer."""
    for i, actor in enumerate(record["actors"]):
        yield from ((f"actors[{i}].members", m, "actors") for m in actor["members"])
    for i, s in enumerate(record["statements"]):
        for side in ("speaker", "addressee"):
            if s[side]:
                yield f"statements[{i}].{side}", s[side]["actor"], "actors"
        yield f"statements[{i}].parent", s["parent"], "statements"
    for i, e in enumerate(record["events"]):
        yield from ((f"events[{i}]", a, "actors") for a in e["sources"] + e["targets"])
        yield f"events[{i}].statement", e["statement"], "statements"
    for layer in ("statements", "events"):
        for i, item in enumerate(record[layer]):
            yield f"{layer}[{i}].date", item["date"], "dates"
            yield f"{layer}[{i}].place", item["place"], "places"


def indices_are_in_range(record):
    for path, index, layer in indices_in(record):
        if index is not None and not 0 <= index < len(record[layer]):
            yield f"{path}: there is no {layer}[{index}]"


def parties_have_spans(record):
    for i, e in enumerate(record["events"]):
        for side in ("source", "target"):
            if len(e[side + "s"]) != len(e[side + "_spans"]):
                yield f"events[{i}]: {side}s and {side}_spans differ in length"


def nothing_stands_in_itself(record):
    for i, s in enumerate(record["statements"]):
        seen, at = {i}, s["parent"]
        while at is not None and at not in seen:
            seen.add(at)
            at = record["statements"][at]["parent"]
        if at is not None:
            yield f"statements[{i}]: its parents go round in a circle"


def layers_follow_the_text(record):
    for layer in ("blocks", "sentences", "dates", "places"):
        begins = [x["begin"] for x in record.get(layer, [])]
        if begins != sorted(begins):
            yield f"{layer}: not in the order of the text"
    for layer in ("blocks", "sentences"):
        items = record.get(layer, [])
        for a, b in zip(items, items[1:]):
            if b["begin"] < a["end"]:
                yield f"{layer}: {a['begin']}..{a['end']} and {b['begin']}..{b['end']} share characters"


def trees_are_trees(record):
    for n, sentence in enumerate(record.get("sentences", [])):
        heads = [t["head"] for t in sentence["tokens"]]
        if heads.count(-1) != 1:
            yield f"sentences[{n}]: {heads.count(-1)} roots"
        for i in range(len(heads)):
            at, steps = i, 0
            while at != -1 and steps <= len(heads):
                if not -1 <= heads[at] < len(heads):
                    yield f"sentences[{n}].tokens[{i}]: its head lies outside"
                    break
                at, steps = heads[at], steps + 1
            if steps > len(heads):
                yield f"sentences[{n}]: its heads go round in a circle"
                break


RULES = [spans_equal_their_text, indices_are_in_range, parties_have_spans, nothing_stands_in_itself,
         layers_follow_the_text, trees_are_trees]


# ---- CoNLL-U

def sentences_of(conllu):
    for block in conllu.split("\n\n"):
        lines = [line for line in block.split("\n") if line]
        text = next((line[len("# text = "):] for line in lines if line.startswith("# text = ")), None)
        rows = [line.split("\t") for line in lines if not line.startswith("#")]
        if rows:
            yield text, rows


def conllu_is_sound(conllu):
    """Ten columns, numbers in order, one root, and the sentence's text given back by its words and spaces."""
    for text, rows in sentences_of(conllu):
        words = [r for r in rows if "-" not in r[0]]
        built, covered = "", 0
        for row in rows:
            first, last = (int(n) for n in (row[0].split("-") * 2)[:2])
            if first > covered:
                built += row[1] + ("" if "SpaceAfter=No" in row[9] else " ")
                covered = last
        if any(len(r) != 10 or "" in r for r in rows):
            yield f"{text!r}: a row without ten full columns"
        if [r[0] for r in words] != [str(n) for n in range(1, len(words) + 1)]:
            yield f"{text!r}: its words are not numbered from 1"
        if [r[6] for r in words].count("0") != 1 or any(int(r[6]) > len(words) for r in words):
            yield f"{text!r}: its heads make no tree"
        if "".join(built.split()) != "".join(text.split()):
            yield f"{text!r}: its words give {built!r}"


# ---- Telling

class Tap:
    def __init__(self):
        self.count = self.bad = 0

    def tell(self, name, wrong):
        self.count += 1
        self.bad += bool(wrong)
        print(f"{'not ok' if wrong else 'ok'} {self.count} - {name}")
        for line in list(wrong)[:10]:
            print(f"#   {line}")


def check_record(tap, line, path, validator):
    record = json.loads(line)
    wrong = [w for rule in RULES for w in rule(record)]
    wrong += [f"schema: {list(e.path)}: {e.message[:200]}" for e in validator.iter_errors(record)]
    if record["source"]["path"] != path:
        wrong.append(f"stands in the place of {path}")
    tap.tell(f"the record of {'/'.join(Path(path).parts[-2:])} keeps what is promised", wrong)


def differ(a, b, what):
    return [] if a == b else [what]


def main():
    program, schema = os.path.abspath(sys.argv[1]), json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))
    paths = list(inputs(sys.argv[3:]))
    newest = getattr(jsonschema, "Draft202012Validator", jsonschema.Draft7Validator)  # which older systems lack
    validator = newest(schema)
    tap = Tap()
    everything = ["--format", "json", "--tokens", "--page-offsets"]
    out = read(program, everything + ["--jobs", "1"], paths)
    lines = out.decode("utf-8").split("\n")[:-1]
    tap.tell("each document has one record, on a line of its own",
             differ(len(lines), len(paths), f"{len(lines)} records of {len(paths)} documents"))
    for line, path in zip(lines, paths):
        check_record(tap, line, path, validator)
    tap.tell("four threads write what one writes",
             differ(out, read(program, everything + ["--jobs", "4"], paths), "the bytes differ"))
    backwards = read(program, everything + ["--jobs", "2"], paths[::-1]).decode("utf-8").split("\n")[:-1]
    tap.tell("what was read before an article changes nothing", differ(lines, backwards[::-1], "the records differ"))
    conllu = read(program, ["--format", "conllu"], paths).decode("utf-8")
    tap.tell("conllu: trees and texts are whole", list(conllu_is_sound(conllu)))
    page = read(program, ["--format", "text"], paths).decode("utf-8")
    tap.tell("text: a page without control characters", sorted({repr(c) for c in page if c < " " and c != "\n"}))
    print(f"1..{tap.count}")
    return 1 if tap.bad else 0


if __name__ == "__main__":
    sys.exit(main())
