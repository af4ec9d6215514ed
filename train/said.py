#!/usr/bin/env python3
"""Trains what said judges by: which words attribute, which branches are content, which phrase is the source.

    said.py --corpus polnear-train.jsonl.gz --examples build/src/said-examples --model model/english.model --out model/said.weights
    said.py --none --model model/english.model --out model/said.weights     learnt nothing: said goes by its rules alone

The model gets a head of its own for said (said_head.py), in place of one that it has; the weights then learn over both.

Articles are split by a hash of their id: 70 % train, 10 % tune thresholds, 20 % test, which nothing here
learns from, unless --test-too: then the figures of the test part flatter. Features come from said-examples, the program's own code run over its own trees. Each stage is a
table of hashed rows, summed, clamped at zero and weighed; trained in floats, shipped in 8 bits.
"""
import argparse, array, gzip, hashlib, json, subprocess, sys, tempfile, time
from pathlib import Path

import numpy as np

import export
import said_head

WIDTH, UNIT = 16, 1024
BITS = {"cue": 16, "piece": 16, "source": 15, "statement": 12, "tail": 15}
NONE = 0xFFFFFFFF
EVEN = 0.003  # thresholds whose F differ by less are as good: readers miss a statement more than they mind one too many


def part(name, test_too=False):
    n = int(hashlib.sha256(name.encode()).hexdigest()[:8], 16) % 10
    return "train" if n < 7 or n > 7 and test_too else "tune" if n == 7 else "test"


def read_corpus(path):
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def byte_offsets(text):
    at, out = 0, []
    for c in text:
        out.append(at)
        at += len(c.encode())
    return out + [at]


# ---- what said-examples writes

class Numbers:
    def __init__(self, data):
        self.a, self.at = np.frombuffer(data, dtype=np.uint32), 0

    def one(self):
        self.at += 1
        return int(self.a[self.at - 1])

    def many(self, n):
        self.at += n
        return self.a[self.at - n:self.at]


def ask(tool, model, mode, lines, *weights):
    return Numbers(subprocess.run([tool, mode, str(model), *weights], input="\n".join(lines).encode() + b"\n", stdout=subprocess.PIPE,
                                  check=True).stdout)


def read_features(numbers):
    """(what the model's head says, in log odds; the rows)"""
    base = np.int32(np.uint32(numbers.one()).view(np.int32)) / UNIT
    return float(base), numbers.many(numbers.one())


def read_cues(numbers):
    tokens = numbers.many(4 * numbers.one()).reshape(-1, 4)
    examples = []
    for _ in range(numbers.one()):
        token, known = numbers.one(), numbers.one()
        examples.append((token, known, read_features(numbers)))
    return tokens, examples


def read_tails(numbers):
    """(begin, end of the run, where the tail begins, its rows) of a piece."""
    out = []
    for _ in range(2):
        begin, end = numbers.one(), numbers.one()
        out += [(begin, end, numbers.one(), read_features(numbers)) for _ in range(numbers.one())]
    return out


def read_parts(numbers):
    out = []
    for _ in range(numbers.one()):
        pieces, sources = [], []
        for _ in range(numbers.one()):
            head = numbers.many(6)
            pieces.append((head, read_features(numbers), read_tails(numbers)))
        for _ in range(numbers.one()):
            head = numbers.many(3)
            sources.append((head, read_features(numbers)))
        out.append((pieces, sources))
    return out


# ---- gold

class Article:
    def __init__(self, article, folder, test_too=False):
        self.name, self.text, self.part = article["id"], article["text"], part(article["id"], test_too)
        self.path = Path(folder) / (article["id"] + ".txt")
        self.path.write_text(self.text, encoding="utf-8", newline="")
        at = byte_offsets(self.text)
        self.gold = [{k: [(at[b], at[e]) for b, e in a[k] or ()] for k in ("source", "cue", "content")}
                     for a in article["attributions"]]
        self.discard = [(at[b], at[e]) for b, e in article.get("discard") or ()]

    def tokens_in(self, spans):
        out = set()
        for b, e in spans:
            lo = int(np.searchsorted(self.tokens[:, 1], b, side="right"))
            hi = int(np.searchsorted(self.tokens[:, 0], e, side="left"))
            out.update(range(lo, hi))
        return out

    def head_of(self, tokens, among):
        heads = [t for t in sorted(tokens) if int(self.tokens[t, 2]) not in tokens]
        for pool in (heads, sorted(tokens)):
            for t in pool:
                if t in among:
                    return t
        return None

    def label(self):
        """Gold by tokens: the head of each cue, all tokens of cues, those set aside."""
        may = {t: known for t, known, _ in self.examples}
        self.attributions, self.aside = [], self.tokens_in(self.discard)
        for g in self.gold:
            cue, content, source = (self.tokens_in(g[k]) for k in ("cue", "content", "source"))
            known = {t for t in cue if may.get(t)}
            head = self.head_of(cue, {t for t in cue if t in may} if not known else known)
            if head is None:
                self.aside |= cue
            else:
                self.attributions.append((head, cue, content, source))
                self.aside |= cue - {head}

    def is_punctuation(self, t):
        return self.tokens[t, 3] & 0xFF == 13


def punctuation_free(article, tokens):
    return {t for t in tokens if not article.is_punctuation(t)}


# ---- stages

class Examples:
    def __init__(self, stage):
        self.bits = BITS[stage]
        self.rows, self.starts, self.labels, self.weights, self.bases = [], [0], [], [], []

    def add(self, features, label, weight=1.0):
        base, rows = features
        self.bases.append(base)
        self.rows.append(rows)
        self.starts.append(self.starts[-1] + len(rows))
        self.labels.append(label)
        self.weights.append(weight)

    def ready(self):
        self.rows = (np.concatenate(self.rows) & ((1 << self.bits) - 1)).astype(np.int64)
        self.starts = np.array(self.starts, dtype=np.int64)
        self.labels = np.array(self.labels, dtype=np.float32)
        self.bases = np.array(self.bases, dtype=np.float32)
        self.weights = np.array(self.weights, dtype=np.float32)
        return self

    def batch(self, picked):
        begins, ends = self.starts[picked], self.starts[picked + 1]
        lengths = ends - begins
        offsets = np.concatenate([[0], np.cumsum(lengths)[:-1]])
        index = np.repeat(begins - offsets, lengths) + np.arange(lengths.sum())
        return self.rows[index], offsets, self.bases[picked]


class Net:
    def __init__(self, torch, bits, seed):
        self.torch = torch
        torch.manual_seed(seed)
        self.table = torch.nn.EmbeddingBag(1 << bits, WIDTH, mode="sum")
        torch.nn.init.normal_(self.table.weight, std=0.02)
        self.first = torch.nn.Parameter(torch.full((WIDTH,), 0.1))
        self.second = torch.nn.Parameter(torch.randn(WIDTH) * 0.5)
        self.bias = torch.nn.Parameter(torch.zeros(1))

    def parameters(self):
        return [self.table.weight, self.first, self.second, self.bias]

    def score(self, rows, offsets, bases):
        t = self.torch
        h = self.table(t.from_numpy(rows), t.from_numpy(offsets)) + self.first
        return (h.relu() * self.second).sum(1) + self.bias + t.from_numpy(bases)

    def scores(self, examples):
        out = []
        with self.torch.no_grad():
            for i in range(0, len(examples.labels), 8192):
                out.append(self.score(*examples.batch(np.arange(i, min(i + 8192, len(examples.labels))))).numpy())
        return np.concatenate(out)


def best_threshold(scores, labels):
    order = np.argsort(-scores)
    tp = np.cumsum(labels[order])
    f = 2 * tp / (np.arange(1, len(tp) + 1) + labels.sum())
    i = int(np.argmax(f))
    return float(scores[order[i]]), float(f[i])


def fewest_errors(scores, labels):
    """The threshold that is right most often, and how often."""
    order = np.argsort(-scores)
    y = labels[order]
    right = np.concatenate([[len(y) - y.sum()], len(y) - y.sum() + np.cumsum(2 * y - 1)])
    i = int(np.argmax(right))
    return float(scores[order[min(i, len(y) - 1)]]), float(right[i] / len(y))


def fit(name, train, tune, epochs, drop=0.5, size=1024, rate=0.003, seed=1, quiet=False):
    import torch
    torch.set_num_threads(1)
    net, rng = Net(torch, train.bits, seed), np.random.default_rng(seed)
    optimizer = torch.optim.Adam(net.parameters(), lr=rate)
    steps = epochs * (len(train.labels) // size + 1)
    plan = torch.optim.lr_scheduler.OneCycleLR(optimizer, rate * 2, total_steps=steps + 1)
    begun = time.time()
    for epoch in range(epochs):
        order, total = rng.permutation(len(train.labels)), 0.0
        for i in range(0, len(order), size):
            picked = order[i:i + size]
            rows, offsets, bases = train.batch(picked)
            keep = rng.random(len(rows)) >= drop
            counts = np.add.reduceat(keep, offsets)
            keep[offsets[counts == 0]] = True
            counts = np.add.reduceat(keep.astype(np.int64), offsets)
            rows, offsets = rows[keep], np.concatenate([[0], np.cumsum(counts)[:-1]])
            score = net.score(rows, offsets, bases)
            loss = torch.nn.functional.binary_cross_entropy_with_logits(
                score, torch.from_numpy(train.labels[picked]), torch.from_numpy(train.weights[picked]))
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            plan.step()
            with torch.no_grad():
                net.table.weight.clamp_(-1.9, 1.9)
            total += float(loss) * len(picked)
        threshold, f = (fewest_errors if name == "tail" else best_threshold)(net.scores(tune), tune.labels)
        quiet or print(f"{name} epoch {epoch + 1}: loss {total / len(order):.4f}, tune F {f:.4f} at {threshold:.2f}, "
              f"{time.time() - begun:.0f} s", flush=True)
    net.threshold = threshold
    return net


# ---- the corpus as examples

def gather(articles, tool, model):
    print(f"cues of {len(articles)} articles", flush=True)
    for i in range(0, len(articles), 100):
        some = articles[i:i + 100]
        numbers = ask(tool, model, "cues", [str(a.path) for a in some])
        for a in some:
            a.tokens, a.examples = read_cues(numbers)
            a.tokens = a.tokens.astype(np.int64)
            a.label()
        asked = [f"{a.path} " + " ".join(str(x[0]) for x in a.attributions) for a in some]
        numbers = ask(tool, model, "parts", asked)
        for a in some:
            a.parts = read_parts(numbers)


def cue_examples(articles):
    out = Examples("cue")
    for a in articles:
        heads = {x[0] for x in a.attributions}
        for token, _, rows in a.examples:
            if token in heads or token not in a.aside:
                out.add(rows, float(token in heads))
    return out.ready()


def piece_label(a, head, content):
    role, node, begin, end, without_begin, without_end = (int(n) for n in head)
    own = set(range(begin, end)) - set(range(without_begin, without_end))
    own = punctuation_free(a, own)
    if not own:
        return None
    share = len(own & content) / len(own)
    return 1.0 if share >= 0.75 else 0.0 if share <= 0.4 else None


def piece_examples(articles):
    out = Examples("piece")
    for a in articles:
        for (_, cue, content, source), (pieces, _) in zip(a.attributions, a.parts):
            content = punctuation_free(a, content)
            for head, rows, _ in pieces:
                label = piece_label(a, head, content)
                if label is not None:
                    out.add(rows, label)
    return out.ready()


def tail_examples(articles):
    """Of runs whose words before the tail are content: whether the tail is too."""
    out = Examples("tail")
    for a in articles:
        for (_, cue, content, source), (pieces, _) in zip(a.attributions, a.parts):
            seen = set()
            for begin, end, tail, rows in (t for p in pieces for t in p[2]):
                before, behind = (punctuation_free(a, set(range(*x)) - source - cue) for x in ((begin, tail), (tail, end)))
                if (tail, end) in seen or not behind or len(before & content) < 0.75 * len(before):
                    continue
                seen.add((tail, end))
                share = len(behind & content) / len(behind)
                if share >= 0.6 or share <= 0.4:
                    out.add(rows, float(share >= 0.6))
    return out.ready()


def source_examples(articles):
    out = Examples("source")
    for a in articles:
        for (_, cue, content, source), (_, sources) in zip(a.attributions, a.parts):
            gold = a.head_of(source, {int(h[0]) for h, _ in sources}) if source else None
            for head, rows in sources:
                out.add(rows, float(int(head[0]) == gold))
    return out.ready()


# ---- statements: how sure the program may be of what it drafted

def read_statements(numbers):
    out = []
    for _ in range(numbers.one()):
        source = [tuple(int(n) for n in numbers.many(2))]
        content = [tuple(int(n) for n in numbers.many(2)) for _ in range(numbers.one())]
        out.append((source, content, read_features(numbers)))
    return out


def jaccard(a, b):
    return len(a & b) / len(a | b) if a & b else 0.0


def right_ones(a, statements):
    """Which statements are attributions of the corpus, one to one, by half of the content and the source."""
    cells = []
    for i, (source, content, _) in enumerate(statements):
        s, c = a.tokens_in([x for x in source if x[0] < x[1]]), a.tokens_in(content)
        for j, g in enumerate(a.gold_tokens):
            value = jaccard(c, g["content"])
            if value >= 0.5 and (s & g["source"] or not s and not g["source"]):
                cells.append((-value - jaccard(s, g["source"]), i, j))
    left, right = set(), set()
    for _, i, j in sorted(cells):
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
    return left


def statement_examples(articles, tool, model, weights):
    out, numbers = Examples("statement"), ask(tool, model, "statements", [str(a.path) for a in articles], str(weights))
    for a in articles:
        a.gold_tokens = [{k: a.tokens_in(g[k]) for k in g} for g in a.gold]
        statements = read_statements(numbers)
        right = right_ones(a, statements)
        for i, (source, content, rows) in enumerate(statements):
            inside = a.tokens_in(content)
            if not inside or not inside <= a.aside:
                out.add(rows, float(i in right))
    out.gold = sum(len(a.gold) for a in articles)
    return out.ready()


def joined(one, other):
    out = Examples("statement")
    for e in (one, other):
        for i, label in enumerate(e.labels):
            out.add((float(e.bases[i]), e.rows[e.starts[i]:e.starts[i + 1]]), label)
    out.gold = one.gold + other.gold
    return out.ready()


def best_f(scores, labels, gold):
    order = np.argsort(-scores)
    tp = np.cumsum(labels[order])
    f = 2 * tp / (np.arange(1, len(tp) + 1) + gold)
    i = int(np.flatnonzero(f >= f.max() - EVEN)[-1])
    return float(scores[order[i]]), float(f[i])


def curve_of(scores, labels):
    """The share of right ones by score, rising, at -8 ... 8 by halves."""
    order = np.argsort(scores)
    blocks = []
    for s, y in zip(scores[order], labels[order]):
        blocks.append([y, 1, s])
        while len(blocks) > 1 and blocks[-2][0] * blocks[-1][1] >= blocks[-1][0] * blocks[-2][1]:
            y, n, s = blocks.pop()
            blocks[-1] = [blocks[-1][0] + y, blocks[-1][1] + n, (blocks[-1][2] * blocks[-1][1] + s * n) / (blocks[-1][1] + n)]
    x = [b[2] for b in blocks]
    p = [(b[0] + 0.5) / (b[1] + 1) for b in blocks]
    return np.interp(np.arange(33) / 2 - 8, x, p)


def report(scores, labels, curve):
    p = np.interp(scores, np.arange(33) / 2 - 8, curve)
    for low in np.arange(0, 1, 0.1):
        inside = (p >= low) & (p < low + 0.1)
        if inside.any():
            print(f"  confidence {low:.1f} to {low + 0.1:.1f}: {inside.sum():5d} statements, "
                  f"right {labels[inside].mean():.3f}")


def fit_statements(train, tune, epochs):
    """Learnt from what weights drafted that had not seen the article; curve and threshold from the tune part."""
    net = fit("statement", train, tune, epochs, size=256, drop=0.3)
    scores = net.scores(tune)
    net.threshold, f = best_f(scores, tune.labels, tune.gold)
    print(f"statements: {len(scores)}, right {tune.labels.mean():.3f}, of {tune.gold}; "
          f"F {f:.4f} at {net.threshold:.2f}")
    curve = curve_of(scores, tune.labels)
    report(scores, tune.labels, curve)
    return net, curve


# ---- the file

def stage_bytes(net):
    table = net.table.weight.detach().numpy()
    return (np.clip(np.round(table * 64), -127, 127).astype(np.int8),
            np.round(net.first.detach().numpy() * 64).astype(np.int32),
            np.round(net.second.detach().numpy() * UNIT).astype(np.int32),
            int(round(float(net.bias) * UNIT)), int(round(net.threshold * UNIT)))


STAGES, HEAD = 5, 24 + 8 * WIDTH


def blank():
    return np.zeros((1, WIDTH), np.int8), np.zeros(WIDTH, np.int32), np.zeros(WIDTH, np.int32), 0, 0


def write_weights(path, stages, curve):
    """See struct trained_file in src/said/trained.c."""
    offset = (16 + STAGES * HEAD + 2 * 34 + 63) // 64 * 64
    head = np.array([0x44494153 if stages else 0, 2, WIDTH, STAGES], dtype="<u4").tobytes()
    body = b""
    for rows, first, second, bias, threshold in (stages + [blank()] * STAGES)[:STAGES]:
        head += np.array([len(rows), offset + len(body)], dtype="<u4").tobytes()
        head += np.array([bias, threshold, 6, 0], dtype="<i4").tobytes()
        head += first.astype("<i4").tobytes() + second.astype("<i4").tobytes()
        body += rows.tobytes()
        body += b"\0" * (-len(body) % 64)
    head += np.round(np.clip(curve, 0, 1) * 65535).astype("<u2").tobytes() + b"\0\0"
    Path(path).write_bytes(head + b"\0" * (offset - len(head)) + body)


def sigmoid_curve():
    return 1 / (1 + np.exp(-np.arange(33) / 2 + 8))


PARTS = ("cue", cue_examples), ("piece", piece_examples), ("source", source_examples), ("tail", tail_examples)


def fit_parts(train, tune, epochs, quiet=False):
    return [fit(name, make(train), make(tune), epochs, quiet=quiet) for name, make in PARTS]


def half(a):
    return int(hashlib.sha256(a.name[::-1].encode()).hexdigest()[:8], 16) % 2


def train_all(articles, tool, model, out, epochs):
    """Each half of the training articles is drafted by weights that learnt from the other, for the last stage."""
    gather(articles, tool, model)
    train = [a for a in articles if a.part == "train"]
    said_head.fit(lambda mode, lines, probe: ask(tool, probe, mode, lines), model, train, model)
    gather(articles, tool, model)
    tune = [a for a in articles if a.part == "tune"]
    drafted = []
    for k in range(2):
        nets = fit_parts([a for a in train if half(a) != k], tune, epochs, quiet=True)
        write_weights(out, [stage_bytes(net) for net in nets], sigmoid_curve())
        drafted.append(statement_examples([a for a in train if half(a) == k], tool, model, out))
    parts = [stage_bytes(net) for net in fit_parts(train, tune, epochs)]
    write_weights(out, parts, sigmoid_curve())
    net, curve = fit_statements(joined(*drafted), statement_examples(tune, tool, model, out), epochs)
    write_weights(out, parts + [stage_bytes(net)], curve)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus")
    parser.add_argument("--examples")
    parser.add_argument("--model", required=True, help="the model, which gets its head for said")
    parser.add_argument("--out", required=True)
    parser.add_argument("--none", action="store_true", help="weights that learnt nothing")
    parser.add_argument("--limit", type=int)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--test-too", action="store_true", help="learn from the test part as well")
    args = parser.parse_args()
    if args.none:
        write_weights(args.out, [], sigmoid_curve())
        export.drop_head(args.model, args.model, said_head.NAME)
        return
    with tempfile.TemporaryDirectory() as folder:
        articles = [Article(a, folder, args.test_too) for a in read_corpus(args.corpus)[:args.limit]]
        articles = [a for a in articles if a.part != "test"]
        train_all(articles, args.examples, args.model, args.out, args.epochs)


if __name__ == "__main__":
    main()
