#!/usr/bin/env python3
"""Makes know/sureness.tsv: how often a mention that who found in a certain way stands for the right actor.

    sureness.py --gold gum-dev.entities.jsonl.gz --program build/src/dateline --out know/sureness.tsv

The texts must not be those that ties.tsv was learnt from. A mention is right where the one before it of the same actor
is of the same annotated entity, or, of the first, where nobody before it is. Half of the texts is drawn from the curve of
the other half, and what that gives is printed."""
import argparse, collections, gzip, json, subprocess, tempfile
from pathlib import Path

from ties import LEFT_OUT

HOW = "apposition office possessor two reflexive echo ties described speaker leading".split()
WHAT = "noun he it they i we you".split()
STEPS, LEAST = 7, 12
# Measured otherwise, on said's held-out articles: how often the source's words are right, and who speaks on without any.
SPEAKERS = {"speaker source": (0.963, "PolNeAR, held out"), "speaker continues": (0.42, "PolNeAR, 22 quotations")}


def ways():
    return ["name person", "name country", "name body"] + [f"{what} {how}" for what in WHAT for how in HOW]


def write_table(path, rows):
    lines = ["way:keys\tshare:number\tsource",
             "# How often a mention found in this way, at this step of sureness, stands for the right actor. Steps of names are fifths",
             "# of the tagger's own sureness, of ties the lead over the next candidate. Made by train/sureness.py, not by hand."]
    path.write_text("\n".join(lines + sorted(f"{way} {step}\t{share:.4f}\t{source}" for way, step, share, source in rows)) + "\n",
                    encoding="utf-8")


def read(program, documents, folder):
    """Each document's actors, with a number for way and step in place of each mention's confidence."""
    codes = [(way, step) for way in ways() for step in range(STEPS)]
    write_table(folder / "sureness.tsv", [(way, step, (i + 1) / 10000, "") for i, (way, step) in enumerate(codes)])
    for d in documents:
        path = folder / (d["id"] + ".txt")
        path.write_text(d["text"], encoding="utf-8", newline="")
        done = subprocess.run([program, "read", "--verbatim", "--format", "json", "--know", str(folder / "sureness.tsv"), str(path)],
                              stdout=subprocess.PIPE, check=True)
        found = []
        for n, actor in enumerate(json.loads(done.stdout)["actors"]):
            for m in actor["mentions"]:
                code = m["confidence"]
                found.append((m["begin"], m["end"], n, codes[round(code * 10000) - 1] if code else None))
        yield d, sorted(found)


def judged(document, found):
    """(way and step, whether right) of each mention."""
    heads = collections.defaultdict(list)
    for m in document["mentions"]:
        heads[m["head"][0]].append(m)
    last, known = {}, set()
    for begin, end, actor, code in found:
        inside = [m for at in range(begin, end) for m in heads.get(at, ())]
        best = min(inside, key=lambda m: abs(m["b"] - begin) + abs(m["e"] - end), default=None)
        entity = best["entity"] if best else None
        right = entity is not None and (last[actor] == entity if actor in last else entity not in known)
        if code:
            yield code, right
        if entity is not None:
            last[actor] = entity
            known.add(entity)


def rising(shares):
    """The nearest shares that do not fall: neighbours that do are pooled. [(right, count)] to [share]."""
    pools = []
    for right, count in shares:
        pools.append([right, count, 1])
        while len(pools) > 1 and pools[-2][0] * pools[-1][1] >= pools[-1][0] * pools[-2][1]:
            right, count, steps = pools.pop()
            pools[-1] = [pools[-1][0] + right, pools[-1][1] + count, pools[-1][2] + steps]
    return [(r + 1) / (n + 2) for r, n, steps in pools for _ in range(steps)]


def curve(cases):
    tally = collections.Counter(), collections.Counter()
    for code, right in cases:
        tally[0][code] += right
        tally[1][code] += 1
    rows = {}
    for way in ways():
        if sum(tally[1][way, s] for s in range(STEPS)) >= LEAST:
            for step, share in enumerate(rising([(tally[0][way, s], tally[1][way, s]) for s in range(STEPS)])):
                rows[way, step] = share
    return rows


def report(rows, cases):
    bins = collections.defaultdict(list)
    for code, right in cases:
        if code in rows:
            bins[min(9, int(rows[code] * 10))].append(right)
    for n in sorted(bins):
        print(f"  confidence {n / 10:.1f} to {n / 10 + 0.1:.1f}: {len(bins[n]):5d} mentions, right {sum(bins[n]) / len(bins[n]):.3f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", required=True)
    parser.add_argument("--program", required=True)
    parser.add_argument("--out", required=True)
    options = parser.parse_args()
    with gzip.open(options.gold, "rt", encoding="utf-8") as lines:
        documents = [d for d in map(json.loads, lines) if d["genre"] not in LEFT_OUT]
    halves = [[], []]
    with tempfile.TemporaryDirectory() as folder:
        for i, (d, found) in enumerate(read(options.program, documents, Path(folder))):
            halves[i % 2] += judged(d, found)
    report(curve(halves[0]), halves[1])
    rows = curve(halves[0] + halves[1])
    write_table(Path(options.out), [(way, step, share, "GUM dev, train/sureness.py") for (way, step), share in rows.items()]
                + [(way, 0, share, source) for way, (share, source) in SPEAKERS.items()])


if __name__ == "__main__":
    main()
