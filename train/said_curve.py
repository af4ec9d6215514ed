#!/usr/bin/env python3
"""The curve of confidence in model/SAID.md: of the statements given on articles kept out of training, the share that is right.

    said_curve.py --corpus polnear-train.jsonl.gz --program build/src/dateline
"""
import argparse
import collections
import json
import subprocess
import tempfile
from pathlib import Path

from said import jaccard, part, read_corpus


def characters(spans):
    return {i for b, e in spans for i in range(b, e)}


def judged(article, statements):
    """(confidence, whether it is an attribution of the corpus: half of the content, a part of the source)"""
    gold = [(characters(a["content"]), characters(a["source"] or ())) for a in article["attributions"]]
    aside, cells = characters(article.get("discard") or ()), []
    for i, s in enumerate(statements):
        content = characters((c["begin"], c["end"]) for c in s["content"])
        who = s["speaker"]
        source = characters([(who["begin"], who["end"])] if who and who["begin"] is not None else ())
        if content <= aside:
            continue
        cells.append((i, content, source))
    pairs = sorted((-jaccard(content, g) - jaccard(source, s), i, j) for i, content, source in cells
                   for j, (g, s) in enumerate(gold) if jaccard(content, g) >= 0.5 and (source & s or not source and not s))
    left, right = set(), set()
    for _, i, j in pairs:
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
    return [(statements[i]["confidence"], i in left) for i, _, _ in cells]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", required=True)
    parser.add_argument("--program", required=True)
    options = parser.parse_args()
    articles = [a for a in read_corpus(options.corpus) if part(a["id"]) == "test"]
    bins = collections.defaultdict(list)
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{i}.txt" for i in range(len(articles))]
        for path, article in zip(paths, articles):
            path.write_text(article["text"], encoding="utf-8", newline="")
        done = subprocess.run([options.program, "read", "--verbatim", "--format", "json", *map(str, paths)],
                              stdout=subprocess.PIPE, check=True)
    for article, line in zip(articles, done.stdout.decode().splitlines()):
        for confidence, right in judged(article, json.loads(line)["statements"]):
            bins[min(9, int((confidence or 0) * 10))].append(right)
    print("| confidence | statements | right |\n| --- | --- | --- |")
    for n in sorted(bins):
        print(f"| {n / 10:.1f} to {n / 10 + 0.1:.1f} | {len(bins[n])} | {sum(bins[n]) / len(bins[n]):.3f} |")


if __name__ == "__main__":
    main()
