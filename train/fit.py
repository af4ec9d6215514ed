"""Trains the network. fit.py CONFIG.json OUT.pt"""
import json
import math
import random
import sys
import time

import torch
import torch.nn.functional as F

import corpus
import data
import names
import text
from net import Net

TYPES = "PERSON ORG GPE LOC FAC NORP EVENT PRODUCT WORK_OF_ART LAW LANGUAGE DATE TIME MONEY PERCENT QUANTITY ORDINAL CARDINAL".split()
NAME_TAGS = ["O"] + [p + t for t in TYPES for p in ("B-", "I-")]


def masked_arcs(scores, b):
    """Scores outside a token's sentence are out of the question."""
    sentence = b.pad(b.sentence[:, None].float() + 1)[..., 0].t()
    same = sentence[:, :, None] == sentence[:, None, :]
    same = same & ~torch.eye(same.shape[1], dtype=torch.bool)[None]
    same = F.pad(same, (0, 1), value=True)
    return scores.masked_fill(~same, -1e4)


def losses(net, b, weights):
    row = net.encode(b.features, b)
    top = row[:, net.top:]
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
    out["name"] = F.cross_entropy(net.name(net.name_hidden(top)), b.name, ignore_index=-100)
    return sum(weights.get(k, 1.0) * v for k, v in out.items()), out


@torch.no_grad()
def evaluate(net, maker, lines, relations, tags):
    """Gold tokens and sentences: UAS, LAS (no subtypes), UPOS, XPOS; F1 of sentence ends; F1 of names."""
    net.eval()
    c = dict.fromkeys("n head las upos xpos full eg ef er ng nf nr".split(), 0)
    plain = [r.split(":")[0] for r in relations.items]
    for group in corpus.batches(lines, 4000, None, False):
        b = maker.batch([lines[i] for i in group])
        top = net.encode(b.features, b)[:, net.top:]
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
        real = lambda spans: {s for s in spans if s[2] in ("PERSON", "ORG", "GPE", "LOC", "FAC")}
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
    return sets


def label_sets(documents):
    """Tags (upos, xpos, feats) seen at least twice, and relations."""
    tags, relations = {}, {}
    for _, ps in documents:
        for t in (t for p in ps for s in p for t in s):
            key = (t.upos, t.xpos, t.feats)
            tags[key] = tags.get(key, 0) + 1
            relations[t.deprel] = relations.get(t.deprel, 0) + 1
    return corpus.Labels(sorted(k for k, n in tags.items() if n >= 2)), corpus.Labels(sorted(relations))


def main():
    config = json.load(open(sys.argv[1]))
    torch.manual_seed(config.get("seed", 1))
    generator = random.Random(config.get("seed", 1))
    torch.set_num_threads(config.get("threads", 1))
    sets = load(config)
    train = sets["ewt-train"] + sets["gum-train"]
    tune = train[::25]
    train = [d for i, d in enumerate(train) if i % 25]
    counts, tag_counts, relation_counts = {}, {}, {}
    for _, ps in train + tune:
        for t in (t for p in ps for s in p for t in s):
            key = (t.upos, t.xpos, t.feats)
            tag_counts[key] = tag_counts.get(key, 0) + 1
            relation_counts[t.deprel] = relation_counts.get(t.deprel, 0) + 1
            counts[t.form] = counts.get(t.form, 0) + 1
    by_hash = {}
    for form, n in counts.items():
        h = text.hash_points(text.normal(form), text.WORD)
        by_hash[h] = by_hash.get(h, 0) + n
    words = corpus.Words(sorted(h for h, n in by_hash.items() if n >= 2))
    tags = corpus.Labels(sorted(k for k, n in tag_counts.items() if n >= 2))
    relations = corpus.Labels(sorted(relation_counts))
    maker = corpus.Maker(words, tags, relations, corpus.Labels(NAME_TAGS))
    net_config = dict(config["net"], words=len(words.row) + 1, tags=tags.items, relations=relations.items, names=NAME_TAGS)
    net = Net(net_config)
    print("words", len(words.row), "tags", len(tags.items), flush=True)
    sparse = [net.embedding.table.weight]
    dense = [p for p in net.parameters() if p is not sparse[0]]
    rate, epochs, size = config.get("rate", 2e-3), config["epochs"], config.get("batch", 1500)
    optimiser = torch.optim.AdamW(dense, lr=rate, betas=(0.9, 0.98), weight_decay=0.01)
    sparse_optimiser = torch.optim.SparseAdam(sparse, lr=rate, betas=(0.9, 0.98))
    check = {n: [maker.line(p) for p in corpus.lines_of(d, random.Random(0))] for n, d in
             (("tune", tune), ("ewt", sets["ewt-dev"]), ("gum", sets["gum-dev"]))}
    rare = torch.zeros(len(words.row) + 1)
    for h, n in by_hash.items():
        if h in words.row:
            rare[words.row[h]] = 0.25 / (0.25 + n)
    start, limit = time.time(), config.get("seconds", 1e9)
    step, progress = 0, 0.0
    for epoch in range(epochs):
        lines = [maker.line(p, generator) for p in corpus.lines_of(train, generator)]
        groups = corpus.batches(lines, size, generator)
        mean = {}
        for k, group in enumerate(groups):
            progress = min(1.0, max((epoch + k / len(groups)) / epochs, (time.time() - start) / limit))
            if progress > config.get("quantise_at", 0.6) and not net.embedding.quantised:
                net.quantise()
            if progress > 0.93:
                net.freeze()
            now = rate * min(1, (step + 1) / 200) * max(0.01, 0.5 * (1 + math.cos(math.pi * progress)))
            for o in (optimiser, sparse_optimiser):
                for g in o.param_groups:
                    g["lr"] = now
            b = maker.batch([lines[i] for i in group])
            b.features[:, 0].masked_fill_(torch.rand(b.count) < rare[b.features[:, 0]], 0)
            loss, parts = losses(net, b, config.get("weights", {}))
            optimiser.zero_grad(set_to_none=True)
            sparse_optimiser.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(dense, 5.0)
            optimiser.step()
            sparse_optimiser.step()
            step += 1
            for n, v in parts.items():
                mean[n] = mean.get(n, 0) + float(v) / len(groups)
        print(f"epoch {epoch} {time.time() - start:.0f}s progress {progress:.2f} lr {now:.5f}",
              " ".join(f"{n} {v:.3f}" for n, v in mean.items()), flush=True)
        if epoch % config.get("every", 3) == 0 or progress > 0.9:
            for n in check:
                s = evaluate(net, maker, check[n], relations, tags)
                print("   ", n, " ".join(f"{k} {100 * v:.2f}" for k, v in s.items()), flush=True)
        torch.save({"config": net_config, "state": net.state_dict(), "words": list(words.row)}, sys.argv[2])
        if progress >= 1:
            break


if __name__ == "__main__":
    main()
