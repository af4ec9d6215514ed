"""Trains the network. fit.py CONFIG.json OUT.pt"""
import json
import math
import random
import sys
import time

import numpy
import torch
import torch.nn.functional as F

import corpus
import data
import names
import passages
import silver
import text
from net import Net

TYPES = "PERSON ORG GPE LOC FAC NORP EVENT PRODUCT WORK_OF_ART LAW LANGUAGE DATE TIME MONEY PERCENT QUANTITY ORDINAL CARDINAL".split()
KINDS = {"PERSON": "person", "ORG": "organization", "GPE": "place", "LOC": "place", "FAC": "place"}  # GUM's
NAME_TAGS = ["O"] + [p + t for t in TYPES for p in ("B-", "I-")]


def masked_arcs(scores, b):
    """Scores outside a token's sentence are out of the question."""
    sentence = b.pad(b.sentence[:, None].float() + 1)[..., 0].t()
    same = sentence[:, :, None] == sentence[:, None, :]
    same = same & ~torch.eye(same.shape[1], dtype=torch.bool)[None]
    same = F.pad(same, (0, 1), value=True)
    return scores.masked_fill(~same, -1e4)


def soft_entropy(logits, numbers, weights):
    return -(torch.log_softmax(logits, 1).gather(1, numbers) * weights).sum(1).mean()


def soft_losses(net, b, weights):
    """As losses, against the teacher's likeliest labels and their probabilities."""
    top = net.encode(b.features, b)
    n = b.shape[0]
    arcs = masked_arcs(net.arcs(top, b), b).transpose(0, 1).reshape(-1, n + 1).index_select(0, b.slot)
    heads, sure = b.soft["head"]
    starts = torch.cumsum(b.lengths, 0) - b.lengths
    first = heads[:, 0]
    governor = torch.where(first < 0, torch.tensor(b.count), first + starts[b.line])
    out = {"arc": soft_entropy(arcs, torch.where(heads < 0, torch.tensor(n), heads), sure),
           "relation": soft_entropy(net.labels(top, governor), *b.soft["relation"]),
           "tag": soft_entropy(net.tag(net.tag_hidden(top)), *b.soft["tag"]),
           "end": F.binary_cross_entropy_with_logits(net.end(net.end_hidden(top))[:, 0], b.end),
           "name": soft_entropy(net.name(net.name_hidden(top)), *b.soft["name"])}
    return sum(weights.get(k, 1.0) * v for k, v in out.items()), out


def known_entropy(logits, target):
    """Of the words whose label is known; there may be none."""
    return F.cross_entropy(logits, target, ignore_index=-100, reduction="sum") / (target >= 0).sum().clamp_min(1)


def losses(net, b, weights):
    top = net.encode(b.features, b)
    n = b.shape[0]
    arcs = masked_arcs(net.arcs(top, b), b)
    arcs = arcs.transpose(0, 1).reshape(-1, n + 1).index_select(0, b.slot)
    starts = torch.cumsum(b.lengths, 0) - b.lengths
    target = torch.where(b.head < 0, torch.tensor(n), b.head)
    governor = torch.where(b.head < 0, torch.tensor(b.count), b.head + starts[b.line])
    out = {"arc": F.cross_entropy(arcs, target)}
    known = b.relation != -100
    out["relation"] = F.cross_entropy(net.labels(top, governor), b.relation, ignore_index=-100)
    out["tag"] = F.cross_entropy(net.tag(net.tag_hidden(top)), b.tag, ignore_index=-100)
    out["end"] = F.binary_cross_entropy_with_logits(net.end(net.end_hidden(top))[:, 0], b.end)
    out["name"] = known_entropy(net.name(net.name_hidden(top)), b.name)
    return sum(weights.get(k, 1.0) * v for k, v in out.items()), out


LOSSES = {"gold": losses, "soft": soft_losses}


@torch.no_grad()
def evaluate(net, maker, lines, relations, tags):
    """Gold tokens and sentences: UAS, LAS (no subtypes), UPOS, XPOS; F1 of sentence ends; F1 of names."""
    net.eval()
    c = dict.fromkeys("n head las upos xpos full eg ef er ng nf nr".split(), 0)
    plain = [r.split(":")[0] for r in relations.items]
    for group in corpus.batches(lines, 4000, None, False):
        b = maker.batch([lines[i] for i in group])
        top = net.encode(b.features, b)
        n = b.shape[0]
        arcs = masked_arcs(net.arcs(top, b), b).transpose(0, 1).reshape(-1, n + 1).index_select(0, b.slot)
        head = arcs.argmax(1)
        starts = torch.cumsum(b.lengths, 0) - b.lengths
        governor = torch.where(head == n, torch.tensor(b.count), head + starts[b.line])
        rel = net.labels(top, governor).argmax(1).tolist()
        gold = torch.where(b.head < 0, torch.tensor(n), b.head)
        right = (head == gold).tolist()
        tag = net.tag(net.tag_hidden(top)).argmax(1).tolist()
        end = (net.end(net.end_hidden(top))[:, 0] > 0).float()
        last = b.at + 1 == b.lengths[b.line]
        end[last] = 1
        name = [NAME_TAGS[i] for i in net.name(net.name_hidden(top)).argmax(1).tolist()]
        gold_name = [NAME_TAGS[i] if i >= 0 else "O" for i in b.name.tolist()]
        c["n"] += b.count
        c["head"] += sum(right)
        for i, (r, g) in enumerate(zip(rel, b.relation.tolist())):
            c["las"] += right[i] and g >= 0 and plain[r] == plain[g]
        for t, g in zip(tag, b.tag.tolist()):
            if g >= 0:
                c["full"] += t == g
                c["upos"] += tags.items[t][0] == tags.items[g][0]
                c["xpos"] += tags.items[t][1] == tags.items[g][1]
        c["eg"] += int(b.end.sum()); c["ef"] += int(end.sum()); c["er"] += int((end * b.end).sum())
        real = lambda spans: {(*s[:2], KINDS[s[2]]) for s in spans if s[2] in KINDS}
        ng, nf = real(names.spans_of(gold_name)), real(names.spans_of(name))
        c["ng"] += len(ng); c["nf"] += len(nf); c["nr"] += len(ng & nf)
    net.train()
    f1 = lambda r, g, f: 2 * r / max(1, g + f)
    return {"uas": c["head"] / c["n"], "las": c["las"] / c["n"], "upos": c["upos"] / c["n"], "xpos": c["xpos"] / c["n"],
            "full": c["full"] / c["n"], "ends": f1(c["er"], c["eg"], c["ef"]), "names": f1(c["nr"], c["ng"], c["nf"])}


def load(config):
    L = config["treebanks"]
    sets = {}
    for name, genres in (("ewt-train", None), ("gum-train", data.FREE), ("ewt-dev", None), ("gum-dev", None)):
        sets[name] = data.read_conllu(f"{L}/{name}.conllu.gz", genres)
    for name in sets:
        gum = names.gum_names(f"{L}/{name}.entities.jsonl.gz") if name.startswith("gum") else None
        tags = open(f"{config['work']}/{name}.names.jsonl")
        corpus.load_names(tags, sets[name], gum)
    if "ewt_names" in config:
        take_names(open(config["ewt_names"]), sets["ewt-train"] + sets["ewt-dev"])
    return sets


def take_names(lines, documents):
    """The teacher's names, a line a paragraph, in place of the tagger's."""
    for p in (p for _, ps in documents for p in ps):
        for t, name in zip((t for s in p for t in s), json.loads(next(lines))):
            t.name = name


def word_vectors(config):
    """{hash of a word: its vector}, from vectors.py's file."""
    if "vectors" not in config:
        return {}
    with numpy.load(config["vectors"]) as f:
        words, rows = f["words"].tolist(), f["vectors"].astype("f4")
    return {text.hash_points(list(map(ord, w)), text.WORD): v for w, v in zip(words, rows)}


def label_sets(documents):
    """Tags (upos, xpos, feats) seen at least twice, and relations."""
    tags, relations = {}, {}
    for _, ps in documents:
        for t in (t for p in ps for s in p for t in s):
            key = (t.upos, t.xpos, t.feats)
            tags[key] = tags.get(key, 0) + 1
            relations[t.deprel] = relations.get(t.deprel, 0) + 1
    return corpus.Labels(sorted(k for k, n in tags.items() if n >= 2)), corpus.Labels(sorted(relations))


def split(documents):
    """(what is learnt from, what is kept for tuning)."""
    return [d for i, d in enumerate(documents) if i % 25], documents[::25]


def word_counts(documents):
    """{hash of a word: how often it stands there}."""
    forms, counts = {}, {}
    for _, ps in documents:
        for t in (t for p in ps for s in p for t in s):
            forms[t.form] = forms.get(t.form, 0) + 1
    for form, n in forms.items():
        h = text.hash_points(text.normal(form), text.WORD)
        counts[h] = counts.get(h, 0) + n
    return counts


class Optimiser:
    """Adam over all weights, the table of the embedding apart since few of its rows change in a step."""
    def __init__(self, net, rate):
        self.sparse = [net.embedding.table.weight]
        self.dense = [p for p in net.parameters() if p is not self.sparse[0]]
        self.parts = [torch.optim.AdamW(self.dense, lr=rate, betas=(0.9, 0.98), weight_decay=0.01),
                      torch.optim.SparseAdam(self.sparse, lr=rate, betas=(0.9, 0.98))]
        self.rate, self.steps = rate, 0

    def rate_at(self, progress):
        """Up in 200 steps, then down along a cosine."""
        return self.rate * min(1, (self.steps + 1) / 200) * max(0.01, 0.5 * (1 + math.cos(math.pi * progress)))

    def step(self, loss, progress):
        rate = self.rate_at(progress)
        for part in self.parts:
            for group in part.param_groups:
                group["lr"] = rate
            part.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.dense, 5.0)
        for part in self.parts:
            part.step()
        self.steps += 1


class Means:
    """The mean of each loss over an epoch."""
    def __init__(self):
        self.values = {}

    def add(self, parts, prefix=""):
        for n, v in parts.items():
            if torch.isfinite(v):
                self.values.setdefault(prefix + n, []).append(float(v))

    def __str__(self):
        return " ".join(f"{n} {sum(v) / len(v):.3f}" for n, v in self.values.items())


class Training:
    """What the network learns from, and how far it is."""
    def __init__(self, config):
        self.config, self.random = config, random.Random(config.get("seed", 1))
        sets = load(config)
        self.documents, tune = split(sets["ewt-train"] + sets["gum-train"])
        counts, vectors = word_counts(self.documents + tune), word_vectors(config)
        words = corpus.Words(sorted({h for h, n in counts.items() if n >= 2} | set(vectors)))
        self.tags, self.relations = label_sets(self.documents + tune)
        self.maker = corpus.Maker(words, self.tags, self.relations, corpus.Labels(NAME_TAGS))
        self.net_config = dict(config["net"], words=len(words.row) + 1, tags=self.tags.items, relations=self.relations.items, names=NAME_TAGS)
        self.net = Net(self.net_config)
        self.begin(vectors)
        self.check = {n: [self.maker.line(p) for p in corpus.lines_of(d, random.Random(0))] for n, d in
                      (("tune", tune), ("ewt", sets["ewt-dev"]), ("gum", sets["gum-dev"]))}
        self.rare = self.rarity(counts, vectors)
        self.silver = None
        if "silver" in config:
            self.silver = silver.Silver(config["silver_text"], config["silver"], [t[1] for t in self.tags.items])
            print("silver", len(self.silver.lines), "lines", self.silver.words, "words", flush=True)
        self.optimiser = Optimiser(self.net, config.get("rate", 2e-3))

    def begin(self, vectors):
        words = self.maker.words
        with torch.no_grad():
            for h, v in vectors.items():
                self.net.embedding.table.weight[words.row[h]] = torch.tensor(v) * self.config.get("vector_scale", 0.08)
        if "start" in self.config:
            self.net.load_state_dict(torch.load(self.config["start"])["state"])

    def rarity(self, counts, vectors):
        """How often each word's row is left out, so that the row of unknown words learns: the rarer, the oftener."""
        row = self.maker.words.row
        rare = torch.zeros(len(row) + 1)
        for h, n in counts.items():
            if h in row and h not in vectors:
                rare[row[h]] = 0.25 / (0.25 + n)
        return rare

    def groups(self):
        """An epoch's batches, not yet made: (kind, lines)."""
        size, maker, generator = self.config.get("batch", 1500), self.maker, self.random
        ours = passages.documents(self.config.get("passages", 0), generator)
        lines = [maker.line(p, generator) for p in corpus.lines_of(self.documents + ours, generator)]
        out = [("gold", [lines[i] for i in g]) for g in corpus.batches(lines, size, generator)]
        if self.silver:
            known = self.silver.lines
            some = generator.sample(known, min(len(known), self.config["silver_lines"]))
            taught = [silver.copy(maker, x, generator) for x in some]
            out += [("soft", [taught[i] for i in g]) for g in corpus.batches(taught, size, generator)]
        generator.shuffle(out)
        return out

    def step(self, kind, lines, progress):
        """The losses of one batch, after learning from it."""
        if progress > self.config.get("quantise_at", 0.6) and not self.net.embedding.quantised:
            self.net.quantise()
        if progress > self.config.get("freeze_at", 0.93):
            self.net.freeze()
        b = self.maker.batch(lines) if kind == "gold" else silver.soft_batch(lines)
        b.features[:, 0].masked_fill_(torch.rand(b.count) < self.rare[b.features[:, 0]], 0)
        loss, parts = LOSSES[kind](self.net, b, self.config.get("weights", {}))
        self.optimiser.step(loss, progress)
        return parts

    def report(self):
        for n, lines in self.check.items():
            s = evaluate(self.net, self.maker, lines, self.relations, self.tags)
            print("   ", n, " ".join(f"{k} {100 * v:.2f}" for k, v in s.items()), flush=True)

    def save(self, path):
        torch.save({"config": self.net_config, "state": self.net.state_dict(), "words": list(self.maker.words.row)}, path)


def main():
    config = json.load(open(sys.argv[1]))
    torch.manual_seed(config.get("seed", 1))
    torch.set_num_threads(config.get("threads", 1))
    training, start = Training(config), time.time()
    epochs, last = config["epochs"], config.get("stop", config["epochs"])
    for epoch in range(last):
        groups, means = training.groups(), Means()
        for k, (kind, lines) in enumerate(groups):
            means.add(training.step(kind, lines, (epoch + k / len(groups)) / epochs), "" if kind == "gold" else kind + "-")
        print(f"epoch {epoch} {time.time() - start:.0f}s", means, flush=True)
        if epoch % config.get("every", 3) == 0 or epoch + 1 == last:
            training.report()
        training.save(sys.argv[2])


if __name__ == "__main__":
    main()
