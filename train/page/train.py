#!/usr/bin/env python3
"""Train the judge of a page's lines: which belong to the article.

    page-features PAGE... > lines.tsv
    train.py --gold DIR --lines lines.tsv --out model/page-lines.tsv      train on every page, write trees and words
    train.py --gold DIR --lines lines.tsv --check                        train on half of the sites, try the other

DIR is a folder with gold.jsonl as score/page.py reads it. Whole texts label every line of their pages; pages of
which only pieces are known label the lines that hold them, and get the rest from the trees of the round before
where these are sure. Needs lightgbm and numpy.
"""
import argparse, collections, hashlib, json, math, os, re, sys
from urllib.parse import urlparse

import lightgbm
import numpy

SURE = 0.12  # a line of a partly known page is used when the round before gives it less than this, or more than 1 - this
PARAMETERS = dict(objective="binary", learning_rate=0.05, num_leaves=12, min_data_in_leaf=100, feature_fraction=0.5,
                  bagging_fraction=0.7, bagging_freq=1, lambda_l2=10.0, max_bin=63, verbose=-1, num_threads=1,
                  seed=7, path_smooth=2.0)


def words_of(text):
    return re.findall(r"\w+", text or "")


def squeeze(text):
    return re.sub(r"\s+", " ", text).strip()


class Page:
    def __init__(self):
        self.lines, self.inputs, self.title = [], [], []


def read_lines(path):
    pages, header = collections.OrderedDict(), None
    for row in open(path, encoding="utf-8", errors="replace", newline="\n"):
        cells = row.rstrip("\n").split("\t")
        if header is None:
            header = cells
            continue
        page = pages.setdefault(os.path.basename(cells[0]), Page())
        page.title.append(cells[2] == "1")
        page.inputs.append([int(c) for c in cells[3:len(header) - 1]])
        page.lines.append(cells[-1])
    return pages, header[3:-1]


def grams(words):
    return [tuple(words[i:i + 4]) for i in range(max(1, len(words) - 3))]


def by_whole_text(page, gold):
    """Labels and weights from the whole text: a line is in it if most of its four-word runs are."""
    gold_words = words_of(gold)
    known, whole = set(grams(gold_words)), {" ".join(words_of(l)) for l in gold.split("\n")}
    share = []
    for line in page.lines:
        w = words_of(line)
        if len(w) >= 4:
            share.append(sum(g in known for g in grams(w)) / len(grams(w)))
        else:
            share.append(1.0 if " ".join(w) in whole and w else (0.5 if w and " ".join(w) in " ".join(gold_words) else 0.0))
    label = [s >= 0.6 for s in share]
    weight = [0.0 if 0.3 < s < 0.6 else 1.0 for s in share]
    places = collections.defaultdict(list)
    for i, line in enumerate(page.lines):
        if label[i]:
            places[line].append(i)
    for same in places.values():  # of equal lines the one among most of the text
        if len(same) > 1:
            near = [sum(len(page.lines[k]) for k in range(max(0, i - 6), min(len(label), i + 7)) if label[k]) for i in same]
            best = same[near.index(max(near))]
            for i in same:
                label[i] = label[i] and i == best
    total = sum(len(words_of(l)) for l, y in zip(page.lines, label) if y) or 1
    for i, line in enumerate(page.lines):
        n = len(words_of(line))
        weight[i] *= 0.15 + min(8.0, 300.0 * n / max(total, 150)) * 0.5
    return label, weight


def by_pieces(page, item, scores):
    label, weight = [], []
    wanted, unwanted = [squeeze(s) for s in item["with"]], [squeeze(s) for s in item["without"]]
    for i, line in enumerate(page.lines):
        line = squeeze(line)
        if any(s in line for s in wanted):
            label.append(True), weight.append(3.0)
        elif any(s in line for s in unwanted):
            label.append(False), weight.append(3.0)
        elif scores is not None and (scores[i] < SURE or scores[i] > 1 - SURE):
            label.append(scores[i] > 0.5), weight.append(0.35)
        else:
            label.append(False), weight.append(0.0)
    return label, weight


# ---- words ----

WORD = re.compile(rb"[A-Za-z0-9\x80-\xff]+")
MOST_BYTES = 1200  # of a line that are looked at
SITES = 8          # a word counts if so many sites have it


def low_words(line):
    """As src/page/wording.c cuts them."""
    return [w.lower() for w in WORD.findall(line.encode()[:MOST_BYTES])]


def site_of(item):
    return urlparse(item["url"] or "").netloc or item["file"]


def labels_of(page, item):
    if item["text"] is None:
        return by_pieces(page, item, None)
    return by_whole_text(page, item["text"])


def word_weights(pages, items, names):
    """Of each word that enough sites have: the logit of how many pages have it outside to how many inside of the
    article, in tenths. Only lines that may be prose count; links tell by themselves."""
    chars, links = names.index("chars"), names.index("link_share")
    inside, outside, sites = collections.Counter(), collections.Counter(), collections.defaultdict(set)
    for item in items:
        page = pages.get(item["file"])
        if page is None or not page.lines or item["set"] == "readability":
            continue
        label, weight = labels_of(page, item)
        here = (set(), set())
        for i, line in enumerate(page.lines):
            if weight[i] > 0 and not page.title[i] and page.inputs[i][chars] >= 25 and page.inputs[i][links] <= 60:
                here[label[i]].update(low_words(line))
        outside.update(here[False])
        inside.update(here[True])
        for word in here[False] | here[True]:
            sites[word].add(site_of(item))
    weights = {}
    for word, where in sites.items():
        weight = round(10 * math.log((outside[word] + 1) / (inside[word] + 1)))
        if len(where) >= SITES and weight:
            weights[word] = max(-60, min(60, weight))
    return weights


def wording_of(line, weights):
    """As src/page/wording.c computes it."""
    found = [weights[w] for w in low_words(line) if w in weights]
    if not found:
        return 0, 0
    within = lambda n: max(-300, min(300, int(n)))
    return within(int(sum(found) * 8 / math.isqrt(64 * len(found)))), within(sum(sorted(found)[-3:]))


def set_wording(page, weights, names):
    at = names.index("wording")
    for line, inputs in zip(page.lines, page.inputs):
        inputs[at:at + 2] = wording_of(line, weights)


def set_wording_crosswise(pages, items, names, parts=4):
    """Each page's wording by weights that were counted on the other sites: what the trees will see of new sites."""
    part = lambda item: int(hashlib.md5(site_of(item).encode()).hexdigest(), 16) // 2 % parts
    for p in range(parts):
        weights = word_weights(pages, [i for i in items if part(i) != p], names)
        for item in items:
            if part(item) == p and item["file"] in pages:
                set_wording(pages[item["file"]], weights, names)


def write_words(weights, path):
    with open(path, "w", encoding="utf-8") as out:
        out.write("word\tweight\n")
        for word, weight in sorted(weights.items()):
            try:
                out.write(f"{word.decode()}\t{weight}\n")
            except UnicodeDecodeError:  # a line that was cut within a character
                pass


# ---- trees ----


def dataset(pages, items, scores=None):
    x, y, w = [], [], []
    for item in items:
        page = pages.get(item["file"])
        if page is None or not page.lines:
            continue
        if item["text"] is not None and item["set"] == "newsites":
            label, weight = by_whole_text(page, item["text"])
        elif item["text"] is not None:
            label, weight = by_whole_text(page, item["text"])
            weight = [v * 0.3 for v in weight]  # another program's answer
        else:
            label, weight = by_pieces(page, item, scores.get(item["file"]) if scores else None)
        keep = [i for i in range(len(label)) if weight[i] > 0 and not page.title[i]]
        x += [page.inputs[i] for i in keep]
        y += [label[i] for i in keep]
        w += [weight[i] for i in keep]
    return numpy.array(x, dtype=numpy.float32), numpy.array(y), numpy.array(w)


def fit(pages, items, names, rounds, trees):
    set_wording_crosswise(pages, items, names)
    scores = None
    for _ in range(rounds):
        x, y, w = dataset(pages, items, scores)
        model = lightgbm.train(PARAMETERS, lightgbm.Dataset(x, y, weight=w, feature_name=names), trees)
        scores = {i["file"]: model.predict(numpy.array(pages[i["file"]].inputs, dtype=numpy.float32))
                  for i in items if i["file"] in pages and i["text"] is None}
    return model


def half_of(item):
    return int(hashlib.md5(site_of(item).encode()).hexdigest(), 16) % 2


def check(pages, items, names, args):
    sys.path.insert(0, args.scorer)
    import page as scorer
    result = {}
    for half in (0, 1):
        others = [i for i in items if half_of(i) != half]
        model = fit(pages, others, names, args.rounds, args.trees)
        weights = word_weights(pages, others, names)
        for item in items:
            if half_of(item) == half and item["file"] in pages:
                set_wording(pages[item["file"]], weights, names)
        for item in items:
            if half_of(item) == half and item["file"] in pages:
                page = pages[item["file"]]
                p = model.predict(numpy.array(page.inputs, dtype=numpy.float32))
                title = next((l for l, t in zip(page.lines, page.title) if t), "")
                kept = [l for l, s, t in zip(page.lines, p, page.title) if s > args.threshold and not t]
                result[item["file"]] = {"text": "\n".join([title] + kept), "title": title}
        gain = sorted(zip(model.feature_importance("gain"), names), reverse=True)
        if half == 0:
            print(" ".join(f"{n}:{int(g)}" for g, n in gain[:60]))
    for name in ("newsites", "segments", "readability"):
        for half in (0, 1, 2):
            group = [i for i in items if i["set"] == name and (half == 2 or half_of(i) == half)]
            for i in group:
                i["load"] = None
            figures, worst = scorer.measure(group, result)
            print(name, half, {k: {a: round(b, 4) for a, b in v.items()} for k, v in figures.items() if k in ("text", "segments")})
            if args.worst and half == 2:
                for row in worst[:args.worst]:
                    print("   %.3f %s %s %s" % row)
    return result


def write_trees(model, names, path):
    rows = []

    def walk(node, tree, place):
        """Rows of a tree: a split names its children, a leaf has a value."""
        key = f"{tree:03d}.{place[0]:03d}"
        place[0] += 1
        if "leaf_value" in node:
            rows.append((key, "", "", "", "", repr(round(node["leaf_value"], 5))))
            return key
        mine = len(rows)
        rows.append(None)
        left = walk(node["left_child"], tree, place)
        right = walk(node["right_child"], tree, place)
        rows[mine] = (key, names[node["split_feature"]], str(math.floor(node["threshold"])), left, right, "")
        return key

    for i, tree in enumerate(model.dump_model()["tree_info"]):
        walk(tree["tree_structure"], i, [0])
    with open(path, "w") as out:
        out.write("node\tinput\tmost\tleft\tright\tvalue\n")
        for row in sorted(rows):
            out.write("\t".join(row) + "\n")
    print(f"{len(rows)} rows")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", required=True)
    parser.add_argument("--lines", required=True)
    parser.add_argument("--out")
    parser.add_argument("--words", default="model/page-words.tsv", help="where the weights of words go")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--scorer", default="", help="the folder of score/page.py")
    parser.add_argument("--threshold", type=float, default=0.5)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--trees", type=int, default=240)
    parser.add_argument("--worst", type=int, default=0)
    args = parser.parse_args()
    items = [json.loads(l) for l in open(os.path.join(args.gold, "gold.jsonl"), encoding="utf-8")]
    pages, names = read_lines(args.lines)
    if args.check:
        check(pages, items, names, args)
    if args.out:
        write_words(word_weights(pages, items, names), args.words)
        write_trees(fit(pages, items, names, args.rounds, args.trees), names, args.out)


if __name__ == "__main__":
    main()
