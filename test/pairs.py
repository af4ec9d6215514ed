#!/usr/bin/env python3
"""Reads the inputs of a room's pairs and holds their records against what is expected. See test/README.md.

    pairs.py DATELINE FOLDER [NAME ...] [--show]

Writes TAP: a line for each pair, and below one that fails which fields did, what was wanted and what was found.
"""
import argparse
import json
import os
import subprocess
import sys
from pathlib import Path

CONTROL = {"options", "absent", "count", "xfail", "about", "input"}
INPUTS = (".txt", ".html")
WHOLE = {"sources", "targets", "members", "content"}  # lists that must have no more than what is expected
ORDERED = {"content"}


# ---- The record with its references followed

def at(items, index):
    return items[index] if isinstance(index, int) and 0 <= index < len(items) else None


def followed(record):
    """The record as people name things: where it has an index there stands what the index means."""
    actors, dates, places = record["actors"], record["dates"], record["places"]
    for actor in actors:
        actor["members"] = [at(actors, i) for i in actor["members"]]
    for statement in record["statements"]:
        for who in (statement["speaker"], statement["addressee"]):
            if who:
                who["actor"] = at(actors, who["actor"])
    for item in record["statements"] + record["events"]:
        item["date"], item["place"] = at(dates, item["date"]), at(places, item["place"])
    for event in record["events"]:
        event["statement"] = at(record["statements"], event["statement"])
        for side in ("sources", "targets"):
            event[side] = [at(actors, i) for i in event[side]]
    parents = [at(record["statements"], s["parent"]) for s in record["statements"]]
    for statement, parent in zip(record["statements"], parents):
        statement["parent"] = parent
    return record


# ---- Matching: a list of differences, empty where it matches

def brief(value):
    """A found thing in a line: what people call it, not all that hangs on it."""
    if isinstance(value, dict):
        for key in ("name", "value", "text", "code", "lemma"):
            if isinstance(value.get(key), str):
                return json.dumps(value[key], ensure_ascii=False)
        if "content" in value:
            who = (value.get("speaker") or {}).get("text")
            return f"{who}: " + " … ".join(c["text"] if isinstance(c, dict) else c for c in value["content"])
        if "type" in value:
            sides = [", ".join(str(a.get("name") if isinstance(a, dict) else a) for a in value.get(s) or []) for s in ("sources", "targets")]
            return f"{value['type']} ({sides[0]} > {sides[1]})"
    if isinstance(value, list):
        return "[" + ", ".join(brief(v) for v in value) + "]"
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) < 300 else text[:297] + "..."


def same_text(wanted, found):
    """A string may stand for a span, an actor, a date or a place: one of the names that it goes by."""
    if isinstance(found, dict):
        return any(found.get(key) == wanted for key in ("text", "name", "value", "key", "code"))
    return wanted == found


def differences(wanted, found, path):
    if isinstance(wanted, dict) and isinstance(found, str) and set(wanted) <= {"has", "lacks"}:
        return text_differences(wanted, found, path)
    if isinstance(wanted, dict) and isinstance(found, dict):
        return [d for key, value in wanted.items()
                for d in (differences(value, found[key], f"{path}.{key}" if path else key) if key in found
                          else [f"{path}.{key}: the record has no such field"])]
    if isinstance(wanted, list) and isinstance(found, list):
        return list_differences(wanted, found, path)
    if isinstance(wanted, float) and isinstance(found, (int, float)):
        good = abs(wanted - found) < 0.011
    elif isinstance(wanted, str):
        good = same_text(wanted, found)
    else:
        good = wanted == found and type(wanted) is type(found)
    return [] if good else [f"{path}: wanted {brief(wanted)}, found {brief(found)}"]


def listed(value):
    return value if isinstance(value, list) else [value]


def text_differences(wanted, found, path):
    return ([f"{path}: does not have {brief(t)}" for t in listed(wanted.get("has", [])) if t not in found] +
            [f"{path}: has {brief(t)}, and should not" for t in listed(wanted.get("lacks", [])) if t in found])


def pairing(fits, wanted, found):
    """For each wanted thing a found one of its own, as many as can be (augmenting paths)."""
    owner = {}

    def place(i, seen):
        for j in range(len(found)):
            if j not in seen and fits[i][j]:
                seen.add(j)
                if j not in owner or place(owner[j], seen):
                    owner[j] = i
                    return True
        return False

    for i in range(len(wanted)):
        place(i, set())
    return {i: j for j, i in owner.items()}


def list_differences(wanted, found, path):
    name = path.rsplit(".", 1)[-1].split("[")[0]
    if not wanted:
        return [f"{path}: wanted nothing, found {brief(found)}"] if found else []
    if name in WHOLE and len(wanted) != len(found):
        return [f"{path}: wanted {len(wanted)}: {brief(wanted)}, found {len(found)}: {brief(found)}"]
    if name in ORDERED:
        return [d for i, (w, f) in enumerate(zip(wanted, found)) for d in differences(w, f, f"{path}[{i}]")]
    apart = [[differences(w, f, f"{path}[{i}]") for f in found] for i, w in enumerate(wanted)]
    pairs = pairing([[not d for d in row] for row in apart], wanted, found)
    left = [j for j in range(len(found)) if j not in pairs.values()]
    result = []
    for i, w in enumerate(wanted):
        if i in pairs:
            continue
        nearest = min(left, key=lambda j: len(apart[i][j]), default=None)
        if nearest is None:
            result.append(f"{path}[{i}]: wanted {brief(w)}, and there is none left")
        else:
            result.append(f"{path}[{i}]: none like {json.dumps(w, ensure_ascii=False)}; nearest: {brief(found[nearest])}")
            result += ["    " + d for d in apart[i][nearest]]
    return result


def absent_differences(absent, record):
    result = []
    for layer, things in absent.items():
        for thing in listed(things):
            if isinstance(record[layer], str):
                result += [f"absent.{layer}: has {brief(thing)}"] if thing in record[layer] else []
            else:
                result += [f"absent.{layer}: there is {brief(f)}, against {json.dumps(thing, ensure_ascii=False)}"
                           for f in record[layer] if not differences(thing, f, layer)]
    return result


def count_differences(counts, record):
    result = []
    for layer, wanted in counts.items():
        n = len(record[layer])
        low, high = (wanted.get("least", 0), wanted.get("most", n)) if isinstance(wanted, dict) else (wanted, wanted)
        if not low <= n <= high:
            result.append(f"count.{layer}: wanted {wanted}, found {n}: {brief(record[layer])}")
    return result


def check(expected, record):
    unknown = [k for k in expected if k not in CONTROL and k not in record]
    wanted = {k: v for k, v in expected.items() if k not in CONTROL and k not in unknown}
    record = followed(record)
    return ([f"{k}: the record has no such field" for k in unknown] + differences(wanted, record, "") +
            absent_differences(expected.get("absent", {}), record) + count_differences(expected.get("count", {}), record))


# ---- The pairs of a folder

def read_pairs(folder, names):
    pairs = []
    for path in sorted(folder.glob("*.json")):
        if names and path.stem not in names:
            continue
        try:
            expected = json.loads(path.read_text(encoding="utf-8"))
        except ValueError as wrong:
            sys.exit(f"{path}: {wrong}")
        inputs = [path.with_suffix(s) for s in INPUTS if path.with_suffix(s).exists()]
        if "input" in expected:
            inputs.append((folder / expected["input"]).resolve())
        if len(inputs) != 1:
            sys.exit(f"{path}: wants one input: NAME.txt or NAME.html beside it, or one that \"input\" names")
        pairs.append((inputs[0], expected))
    lonely = [p for p in sorted(folder.iterdir()) if p.suffix in INPUTS and not p.with_suffix(".json").exists()]
    if lonely and not names:
        sys.exit(f"{lonely[0]}: has no expectation; write {lonely[0].with_suffix('.json').name}")
    return pairs


def options_of(expected, folder):
    """A table given to --know lies beside the pair."""
    options = [str(o) for o in expected.get("options", [])]
    return tuple(str(folder / o) if i and options[i - 1] == "--know" else o for i, o in enumerate(options))


def read_records(program, pairs, folder):
    """The record of each input; inputs that are read with the same options are read together."""
    groups, records, said, broken = {}, {}, "", False
    for path, expected in pairs:
        groups.setdefault(options_of(expected, folder), []).append(str(path))
    for options, paths in groups.items():
        done = subprocess.run([program, "read", "--format", "json", *options, *paths], stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, timeout=300)
        said += done.stderr.decode("utf-8", "replace")
        if done.returncode not in (0, 1):
            said += f"dateline ended with {done.returncode}, reading {len(paths)} files with {options}\n"
            broken = True
        for line in done.stdout.decode("utf-8").split("\n"):
            if line.strip():
                record = json.loads(line)
                records[record["source"]["path"]] = record
    return records, said, broken


def judge(expected, record):
    """What to say of a pair: whether it passed, a note for its line, its differences."""
    found = check(expected, record) if record else ["no record came back"]
    if "xfail" not in expected:
        return not found, "", found
    if found:
        return True, f" # expected to fail: {expected['xfail']}", []
    return False, "", ["passes, though it is expected to fail: take its xfail out"]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("folder", type=Path)
    parser.add_argument("names", nargs="*", help="only these pairs")
    parser.add_argument("--show", action="store_true", help="write the records of the pairs too")
    asked = parser.parse_args()
    pairs = read_pairs(asked.folder, asked.names)
    records, said, broken = read_records(os.path.abspath(asked.program), pairs, asked.folder)
    bad = int(broken)
    print(f"1..{len(pairs)}")
    for number, (path, expected) in enumerate(pairs, 1):
        record = records.get(str(path))
        if asked.show:
            print("# " + json.dumps(record, ensure_ascii=False))
        good, note, found = judge(expected, record)
        print(f"{'ok' if good else 'not ok'} {number} - {path.stem}{note}")
        for line in found:
            print(f"#   {line}")
        bad += not good
    for line in said.splitlines():
        print(f"# {line}")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
