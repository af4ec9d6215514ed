#!/usr/bin/env python3
"""Makes know/event_sureness.tsv: what each fact about an event says for or against its being right.

    event_sureness.py --verdicts FILE... --program build/src/dateline --out know/event_sureness.tsv ARTICLES...

A verdict is a line: the article's id (its record's), where the trigger begins, the event's type, 1 for right and 0 for
wrong, apart by tabs; all that comes after is left aside. ARTICLES are what `dateline read` takes and hold those articles.
The sentences that show the rows of know/frames.tsv count too, each for EXAMPLE of an event: so short a text is news of one deed.
Weights are a logistic regression's; the curve is drawn from each article's events by weights that were learnt from the
others, and what that gives is printed: the share of right events in the upper and the lower half, and per step."""
import argparse, collections, json, math, re, subprocess, tempfile
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
SIDES = ["source", "target"]
FOLDS, RIDGE, BITS, LOW, HIGH = 10, 3.0, 10, -4, 4
EXAMPLE = 0.3
FLOOR = 0.5  # what is likelier wrong than right is not told
NOTE = """fact:keys\tweight:number\tsource
# What each fact about an event adds to the sum of its sureness, and the curve from sums to shares of right events, from
# events of whole articles that were judged by eye. Made by train/event_sureness.py, not by hand. floor: events less sure are not told.
"""


def labels(name):
    """The labels of a set of src/article/labels.h."""
    text = (ROOT / "src/article/labels.h").read_text(encoding="utf-8").replace("\\\n", " ")
    body = re.search(rf"#define {name}\(X\)(.*)", text).group(1)
    return [""] + re.findall(r'X\(\w+, "([^"]*)"\)', body)


def facts():
    names = ["any", "mutual", "target around", "quoted", "headline", "passive", "subject elsewhere"]
    names += [f"setting {n}" for n in range(5)]
    names += ["type " + x for x in labels("EVENT_TYPES")] + ["status " + x for x in labels("STATUSES")]
    names += [f"{x} {reach}" for x in labels("EVENT_TYPES") if x for reach in ("abroad", "at home", "untold where")]
    names += ["by " + x for x in ("VERB", "NOUN", "ADJ")] + ["row " + x for x in ("bare", "kind", "word")]
    names += ["clause " + x for x in labels("RELATIONS")] + ["told by " + x for x in labels("ACTS")]
    for side in SIDES:
        names += [f"{side} {x}" for x in ("nobody", "country", "described", "person", "body", "of nowhere", "several")]
        names += [f"{side} sector {x}" for x in labels("SECTORS")] + [f"{side} form {x}" for x in ("name", "noun", "pronoun", "none")]
        names += [f"{side} step {x}" for x in (0, 1, 2, 3, 4, "unsaid")]
        names += [f"{side} stands {x}" for x in ("itself", "right below", "second", "third", "elsewhere")]
    with open(ROOT / "know/plover_modes.tsv", encoding="utf-8") as file:
        names += ["mode " + line.split("\t")[0] for line in file if "." in line.split("\t")[0]]
    return [name.strip() for name in names]


def read(program, articles, rows):
    """The confidence of each event, told by the article's id, the trigger's begin and the type, where the table has these rows."""
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder, "event_sureness.tsv")
        table.write_text("fact:keys\tweight:number\tsource\n" + "".join(sorted(f"{fact}\t{weight}\t\n" for fact, weight in rows)), encoding="utf-8")
        done = subprocess.run([program, "read", "--format", "json", "--know", str(table), *articles], stdout=subprocess.PIPE, check=True)
    for line in done.stdout.splitlines():
        record = json.loads(line)
        for event in record["events"]:
            yield (record["id"], event["trigger"]["begin"], event["type"]), event["confidence"]


def all_facts(program, articles, names):
    """A few facts a run, each a bit of the confidence, by rows that stand before the program's own."""
    found = collections.defaultdict(set)
    steps = [(f"curve {n}", (n - LOW) / (HIGH - LOW)) for n in range(LOW, HIGH + 1)] + [("floor", 0)]
    for at in range(0, len(names), BITS):
        some = names[at:at + BITS]
        rows = [(name, 2.0 ** -(1 + some.index(name)) if name in some else 0) for name in names] + steps
        for event, confidence in read(program, articles, rows):
            bits = round((confidence * (HIGH - LOW) + LOW) * 2 ** BITS)
            found[event].update(name for i, name in enumerate(some) if bits >> (BITS - 1 - i) & 1)
    return found


def examples(program, path):
    """Writes the sentences of know/frames.tsv as articles to path; the type that each must give, by its record's id."""
    rows = [line.rstrip("\n").split("\t") for line in open(ROOT / "know/frames.tsv", encoding="utf-8") if not line.startswith(("#", "frame:"))]
    types = {row[13]: row[9] for row in rows if len(row) > 13 and row[13]}
    with open(path, "w", encoding="utf-8") as file:
        file.writelines(json.dumps({"text": text}) + "\n" for text in types)
    done = subprocess.run([program, "read", "--only", "page", "--format", "json", path], stdout=subprocess.PIPE, check=True)
    return {json.loads(line)["id"]: kind for line, kind in zip(done.stdout.splitlines(), types.values())}


def learn(matrix, right, counts=None):
    counts = np.ones(len(right)) if counts is None else counts
    weights = np.zeros(matrix.shape[1])
    for _ in range(30):  # Newton's steps; a ridge on all but the first, which is "any"
        share = 1 / (1 + np.exp(-matrix @ weights))
        ridge = np.full(len(weights), RIDGE)
        ridge[0] = 1e-6
        slope = matrix.T @ (counts * (right - share)) - ridge * weights
        bend = (matrix * (counts * share * (1 - share))[:, None]).T @ matrix + np.diag(ridge)
        weights += np.linalg.solve(bend, slope)
    return weights


def apart(matrix, right, folds, counts=None):
    """Each event's sum by weights that its article had no part in."""
    sums = np.zeros(len(right))
    for fold in range(FOLDS):
        held = folds == fold
        if held.any():
            sums[held] = matrix[held] @ learn(matrix[~held], right[~held], None if counts is None else counts[~held])
    return sums


def curve(sums, right):
    """Shares of right events at whole sums, by a logistic line through the held-out sums: it cannot fall."""
    line = learn(np.column_stack([np.ones(len(sums)), sums]), right)
    return [1 / (1 + math.exp(-(line[0] + line[1] * n))) for n in range(LOW, HIGH + 1)]


def report(sums, right):
    order = np.argsort(-sums)
    half = len(order) // 2
    print(f"{len(right)} events, right {right.mean():.3f}; upper half {right[order[:half]].mean():.3f}, lower {right[order[half:]].mean():.3f}")
    for low in np.arange(-1.5, 3.01, 0.5):
        left = sums >= low
        if left.any():
            print(f"  sums from {low:+.1f}: {left.sum():4d} events, right {right[left].mean():.3f}; below {(~left).sum():4d}, right "
                  f"{right[~left].mean() if (~left).any() else 0:.3f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--verdicts", nargs="+", required=True)
    parser.add_argument("--program", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("articles", nargs="+")
    options = parser.parse_args()
    verdicts = {}
    for path in options.verdicts:
        for line in Path(path).read_text(encoding="utf-8").splitlines():
            article, begin, kind, right = line.split("\t")[:4]
            verdicts[article, int(begin), kind] = int(right)
    names = facts()
    with tempfile.TemporaryDirectory() as folder:
        shown = examples(options.program, f"{folder}/examples.jsonl")
        found = all_facts(options.program, [*options.articles, f"{folder}/examples.jsonl"], names)
    judged = sorted(event for event in verdicts if event in found)
    shows = sorted(event for event in found if event[0] in shown and event not in verdicts)
    names = [name for name in names if name == "any" or sum(name in found[event] for event in judged) >= 4]
    matrix = np.array([[name in found[event] for name in names] for event in judged + shows], dtype=float)
    right = np.array([verdicts[event] for event in judged] + [shown[event[0]] == event[2] for event in shows], dtype=float)
    counts = np.array([1.0] * len(judged) + [EXAMPLE] * len(shows))
    folds = np.array([int(event[0][:6], 16) % FOLDS for event in judged + shows])
    sums = apart(matrix, right, folds, counts)[:len(judged)]
    report(sums, right[:len(judged)])
    rows = [(name, f"{weight:.3f}") for name, weight in zip(names, learn(matrix, right, counts))]
    rows += [(f"curve {n}", f"{share:.3f}") for n, share in zip(range(LOW, HIGH + 1), curve(sums, right[:len(judged)]))]
    rows.append(("floor", str(FLOOR)))
    lines = sorted(f"{name}\t{weight}\t{len(judged)} events judged by eye" for name, weight in rows)
    Path(options.out).write_text(NOTE + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
