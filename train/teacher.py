"""The teacher: MiniLM with the words' shapes, trained on the same data; labels text that has none.

teacher.py train CONFIG.json OUT.pt
teacher.py label CONFIG.json IN.pt sentences.jsonl labels.npz   (lines of tokens, as names.py tag reads them)"""
import ctypes
import json
import math
import os
import random
import sys
import time

import numpy
import torch
import torch.nn.functional as F
from torch import nn

import corpus
import data
import fit
import text
from minilm import MiniLM, Pieces
from net import ROWS


class Teacher(nn.Module):
    def __init__(self, path, tags, relations, name_tags):
        super().__init__()
        self.encoder = MiniLM(path)
        d = self.encoder.width
        self.shape_in = nn.Embedding(ROWS["shape"] + ROWS["place"], d)
        nn.init.zeros_(self.shape_in.weight)
        self.shape_top = nn.Embedding(ROWS["shape"] + ROWS["place"], 64)
        self.suffix = nn.Embedding(ROWS["suffix3"], 64)
        nn.init.normal_(self.shape_top.weight, std=0.3)
        nn.init.normal_(self.suffix.weight, std=0.3)
        top = d + 128
        self.lstm = nn.LSTM(top, 192, batch_first=True, bidirectional=True)
        top = 384
        self.arc_d, self.arc_g = nn.Linear(top, 256), nn.Linear(top, 256)
        self.arc = nn.Parameter(torch.zeros(257, 256))
        self.rel_d, self.rel_g = nn.Linear(top, 96), nn.Linear(top, 96)
        self.rel = nn.Parameter(torch.zeros(97, 97 * relations))
        self.root = nn.Parameter(torch.zeros(top))
        self.tag = nn.Sequential(nn.Linear(top, 192), nn.GELU(), nn.Dropout(0.2), nn.Linear(192, tags))
        self.name = nn.Sequential(nn.Linear(top, 128), nn.GELU(), nn.Dropout(0.2), nn.Linear(128, name_tags))
        self.end = nn.Linear(top, 1)

    def encode(self, b):
        word = b.features
        start = b.shape_start
        shape, place = word[:, 5] - start, word[:, 6] - start
        piece_shape = b.pack_to_pieces(self.shape_in(shape) + self.shape_in(place))
        x = self.encoder(b.pieces, b.piece_valid, piece_shape)
        flat = torch.cat([x.reshape(-1, x.shape[2]), x.new_zeros(1, x.shape[2])])
        first = flat.index_select(0, b.first_piece) * 0.5 + flat.index_select(0, b.last_piece) * 0.5
        suffix = self.suffix(word[:, 3] - b.suffix_start)
        x = torch.cat([first, self.shape_top(shape) + self.shape_top(place), suffix], 1)
        x = F.dropout(x, 0.2, self.training)
        y = b.pad(x).transpose(0, 1)
        packed = nn.utils.rnn.pack_padded_sequence(y, b.lengths, batch_first=True, enforce_sorted=False)
        y, _ = nn.utils.rnn.pad_packed_sequence(self.lstm(packed)[0], batch_first=True)
        return F.dropout(y, 0.3, self.training)  # [b, t, top]

    def scores(self, b):
        top = self.encode(b)
        with_root = torch.cat([top, self.root.expand(top.shape[0], 1, -1)], 1)
        drop = lambda x: F.dropout(F.gelu(x), 0.25, self.training)
        d, g = drop(self.arc_d(top)), drop(self.arc_g(with_root))
        one = d.new_ones(*d.shape[:2], 1)
        arcs = torch.cat([d, one], 2) @ self.arc @ g.transpose(1, 2)
        rd, rg = drop(self.rel_d(top)), drop(self.rel_g(with_root))
        return top, corpus_mask(arcs, b), rd, rg

    def relations(self, rd, rg, b, governor_slot):
        """Logits for packed tokens given each one's governor (t in its line, or shape[0] for the root)."""
        d = rd.transpose(0, 1).reshape(-1, rd.shape[2]).index_select(0, b.slot)
        n = rd.shape[1] + 1
        g = rg.reshape(-1, rg.shape[2]).index_select(0, b.line * n + governor_slot)
        d = torch.cat([d, d.new_ones(len(d), 1)], 1)
        g = torch.cat([g, g.new_ones(len(g), 1)], 1)
        return ((d @ self.rel).view(len(d), 97, -1) * g[:, :, None]).sum(1)


def corpus_mask(arcs, b):
    return fit.masked_arcs(arcs, b)


def add_pieces(b, lines, pieces):
    """Word pieces of a batch's lines, with [CLS] and [SEP]; and where each word's first and last lie."""
    rows, first, last, owner = [], [], [], []
    number = 0
    for x in lines:
        row, own = [101], [-1]
        for form in x["forms"]:
            p = pieces.word(form)
            first.append(len(row))
            row += p
            own += [number] * len(p)
            last.append(len(row) - 1)
            number += 1
        rows.append((row + [102])[:512])
        owner.append((own + [-1])[:512])
    longest = max(map(len, rows))
    b.pieces = torch.tensor([r + [0] * (longest - len(r)) for r in rows])
    b.piece_valid = torch.tensor([[True] * len(r) + [False] * (longest - len(r)) for r in rows])
    owners = torch.tensor([o + [-1] * (longest - len(o)) for o in owner])
    owners = torch.where(owners < 0, torch.tensor(number), owners)
    shift = b.line * longest
    b.first_piece = torch.tensor(first).clamp(max=511) + shift
    b.last_piece = torch.tensor(last).clamp(max=511) + shift
    b.pack_to_pieces = lambda x: torch.cat([x, x.new_zeros(1, x.shape[1])])[owners]


class FormMaker(corpus.Maker):
    def numbers(self, sentences, tokens, forms):
        out = super().numbers(sentences, tokens, forms)
        out["forms"] = forms
        return out


def whole_batch(maker, lines, pieces):
    b = maker.batch(lines)
    start = len(maker.words.row) + 1
    sizes = list(ROWS.values())
    b.suffix_start = start + sum(sizes[:2])
    b.shape_start = start + sum(sizes[:4])
    add_pieces(b, lines, pieces)
    return b


def losses(net, b):
    top, arcs, rd, rg = net.scores(b)
    n = b.shape[0]
    flat = arcs.transpose(0, 1).reshape(-1, n + 1).index_select(0, b.slot)
    target = torch.where(b.head < 0, torch.tensor(n), b.head)
    packed = top.transpose(0, 1).reshape(-1, top.shape[2]).index_select(0, b.slot)
    relation = net.relations(rd, rg, b, target)
    return {"arc": F.cross_entropy(flat, target), "relation": F.cross_entropy(relation, b.relation, ignore_index=-100),
            "tag": F.cross_entropy(net.tag(packed), b.tag, ignore_index=-100),
            "end": F.binary_cross_entropy_with_logits(net.end(packed)[:, 0], b.end),
            "name": F.cross_entropy(net.name(packed), b.name, ignore_index=-100)}


@torch.no_grad()
def evaluate(net, maker, pieces, lines, relations, tags):
    net.eval()
    plain = [r.split(":")[0] for r in relations.items]
    c = dict.fromkeys("n uas las upos full eg ef er ng nf nr".split(), 0)
    for group in corpus.batches(lines, 3000, None, False):
        b = whole_batch(maker, [lines[i] for i in group], pieces)
        top, arcs, rd, rg = net.scores(b)
        n = b.shape[0]
        flat = arcs.transpose(0, 1).reshape(-1, n + 1).index_select(0, b.slot)
        head = flat.argmax(1)
        rel = net.relations(rd, rg, b, head).argmax(1).tolist()
        packed = top.transpose(0, 1).reshape(-1, top.shape[2]).index_select(0, b.slot)
        tag = net.tag(packed).argmax(1).tolist()
        right = (head == torch.where(b.head < 0, torch.tensor(n), b.head)).tolist()
        end = (net.end(packed)[:, 0] > 0).float()
        end[b.at + 1 == b.lengths[b.line]] = 1
        name = [fit.NAME_TAGS[i] for i in net.name(packed).argmax(1).tolist()]
        gold_name = [fit.NAME_TAGS[i] if i >= 0 else "O" for i in b.name.tolist()]
        real = lambda spans: {s for s in spans if s[2] in ("PERSON", "ORG", "GPE", "LOC", "FAC")}
        ng, nf = real(fit.names.spans_of(gold_name)), real(fit.names.spans_of(name))
        c["ng"] += len(ng); c["nf"] += len(nf); c["nr"] += len(ng & nf)
        c["n"] += b.count
        c["uas"] += sum(right)
        c["las"] += sum(r and g >= 0 and plain[p] == plain[g] for r, p, g in zip(right, rel, b.relation.tolist()))
        c["upos"] += sum(g >= 0 and tags.items[t][0] == tags.items[g][0] for t, g in zip(tag, b.tag.tolist()))
        c["full"] += sum(g == t for t, g in zip(tag, b.tag.tolist()))
        c["eg"] += int(b.end.sum()); c["ef"] += int(end.sum()); c["er"] += int((end * b.end).sum())
    net.train()
    out = {k: c[k] / c["n"] for k in ("uas", "las", "upos", "full")}
    return out | {"ends": 2 * c["er"] / (c["eg"] + c["ef"]), "names": 2 * c["nr"] / max(1, c["ng"] + c["nf"])}


def use_threads(folder):
    """As many threads as the file `threads` in the work folder says, so that a long run can give way."""
    try:
        n = int(open(f"{folder}/threads").read())
    except (OSError, ValueError):
        n = 1
    torch.set_num_threads(n)
    for name in ("libopenblas.so.0", "libblas.so.3"):
        try:
            ctypes.CDLL(name).openblas_set_num_threads(n)
            break
        except (OSError, AttributeError):
            pass


def train(config, out):
    torch.manual_seed(config.get("seed", 1))
    generator = random.Random(config.get("seed", 1))
    use_threads(config["work"])
    sets = fit.load(config)
    docs = sets["ewt-train"] + sets["gum-train"]
    tune, docs = docs[::25], [d for i, d in enumerate(docs) if i % 25]
    tags, relations = fit.label_sets(docs + tune)
    maker = FormMaker(corpus.Words([]), tags, relations, corpus.Labels(fit.NAME_TAGS))
    pieces = Pieces(config["minilm"] + "/vocab.txt")
    net = Teacher(config["minilm"] + "/model.safetensors", len(tags.items), len(relations.items), len(fit.NAME_TAGS))
    for p in list(net.encoder.layers[0].parameters()) + [net.encoder.n, net.encoder.nb]:
        p.requires_grad_(False)
    old = list(net.encoder.layers[1:].parameters())
    known = {id(p) for p in net.encoder.parameters()}
    new = [p for p in net.parameters() if id(p) not in known]
    rates = (config.get("rate_old", 1.2e-4), config.get("rate_new", 1.5e-3))
    optimiser = torch.optim.AdamW([{"params": old}, {"params": new}], lr=1e-4, betas=(0.9, 0.98), weight_decay=0.01)
    check = {n: [maker.line(p) for p in corpus.lines_of(d, random.Random(0))] for n, d in
             (("tune", tune), ("ewt", sets["ewt-dev"]), ("gum", sets["gum-dev"]))}
    start, epochs, step, limit = time.time(), config["epochs"], 0, config["seconds"]
    for epoch in range(epochs):
        lines = [maker.line(p, generator) for p in corpus.lines_of(docs, generator)]
        groups = corpus.batches(lines, config.get("batch", 1200), generator)
        mean, progress = {}, 0
        for k, group in enumerate(groups):
            if step % 20 == 0:
                use_threads(config["work"])
            progress = min(1.0, max((epoch + k / len(groups)) / epochs, (time.time() - start) / limit))
            for rate, g in zip(rates, optimiser.param_groups):
                g["lr"] = rate * min(1, (step + 1) / 150) * max(0.01, 1 - progress)
            parts = losses(net, whole_batch(maker, [lines[i] for i in group], pieces))
            optimiser.zero_grad(set_to_none=True)
            sum(parts.values()).backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 2.0)
            optimiser.step()
            step += 1
            for n, v in parts.items():
                mean[n] = mean.get(n, 0) + float(v) / len(groups)
            if step % 50 == 0:
                print(f"step {step}/{len(groups) * epochs} {time.time() - start:.0f}s", flush=True)
        print(f"epoch {epoch} {time.time() - start:.0f}s", " ".join(f"{n} {v:.3f}" for n, v in mean.items()), flush=True)
        for n in check:
            s = evaluate(net, maker, pieces, check[n], relations, tags)
            print("   ", n, " ".join(f"{k} {100 * v:.2f}" for k, v in s.items()), flush=True)
        torch.save({"state": net.state_dict(), "tags": tags.items, "relations": relations.items}, out)
        if progress >= 1:
            break


if __name__ == "__main__":
    config = json.load(open(sys.argv[2]))
    if sys.argv[1] == "train":
        train(config, sys.argv[3])
