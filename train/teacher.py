"""The teacher: MiniLM with the words' shapes, trained on the same data; labels text that has none.

teacher.py train CONFIG.json OUT.pt
teacher.py label CONFIG.json IN.pt lines.jsonl OUT.npz FIRST STEP   (lines of tokens, as names.py tag reads them;
                                                                     of them FIRST, FIRST + STEP, ...)
MiniLM's lower half stays as it is, and its output is kept, so that an epoch costs half."""
import json
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


KEPT = 3  # layers of MiniLM that are not trained


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
        self.tag = nn.Sequential(nn.Linear(top, 192), nn.ReLU(), nn.Dropout(0.2), nn.Linear(192, tags))
        self.name = nn.Sequential(nn.Linear(top, 128), nn.ReLU(), nn.Dropout(0.2), nn.Linear(128, name_tags))
        self.end = nn.Linear(top, 1)

    def encode(self, b):
        word = b.features
        start = b.shape_start
        shape, place = word[:, 5] - start, word[:, 6] - start
        below = b.below if b.below is not None else self.encoder.lower(b.pieces, b.piece_valid, KEPT)
        x = below + b.pack_to_pieces(self.shape_in(shape) + self.shape_in(place))
        x = self.encoder.upper(x, b.piece_valid, KEPT)
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
        return self.after(self.encode(b), b)

    def after(self, top, b):
        with_root = torch.cat([top, self.root.expand(top.shape[0], 1, -1)], 1)
        drop = lambda x: F.dropout(F.relu(x), 0.25, self.training)
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
    """Keeps the forms, for the pieces; a copy in other case changes the shapes alone, as MiniLM knows no case."""
    def copy(self, sentences, generator):
        tokens = [t for s in sentences for t in s]
        forms, chance = [t.form for t in tokens], generator.random()
        how = "upper" if chance < 0.04 else "lower" if chance < 0.07 else "title" if chance < 0.12 else None
        out = super().numbers(sentences, tokens, corpus.recased(forms, how) if how else forms)
        out["forms"] = forms
        return out

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
    b.below = None
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


def train(config, out):
    torch.manual_seed(config.get("seed", 1))
    generator = random.Random(config.get("seed", 1))
    torch.set_num_threads(1)
    sets = fit.load(config)
    docs = sets["ewt-train"] + sets["gum-train"]
    tune, docs = docs[::25], [d for i, d in enumerate(docs) if i % 25]
    tags, relations = fit.label_sets(docs + tune)
    maker = FormMaker(corpus.Words([]), tags, relations, corpus.Labels(fit.NAME_TAGS))
    pieces = Pieces(config["minilm"] + "/vocab.txt")
    net = Teacher(config["minilm"] + "/model.safetensors", len(tags.items), len(relations.items), len(fit.NAME_TAGS))
    old = list(net.encoder.layers[KEPT:].parameters())
    for p in list(net.encoder.layers[:KEPT].parameters()) + [net.encoder.n, net.encoder.nb]:
        p.requires_grad_(False)
    known = {id(p) for p in net.encoder.parameters()}
    new = [p for p in net.parameters() if id(p) not in known]
    rates = (config.get("rate_old", 1.2e-4), config.get("rate_new", 1.5e-3))
    optimiser = torch.optim.AdamW([{"params": old}, {"params": new}], lr=1e-4, betas=(0.9, 0.98), weight_decay=0.01)
    check = {n: [maker.line(p) for p in corpus.lines_of(d, random.Random(0))] for n, d in
             (("tune", tune), ("ewt", sets["ewt-dev"]), ("gum", sets["gum-dev"]))}
    raw = list(corpus.lines_of(docs, random.Random(0)))
    start, epochs, step, limit = time.time(), config["epochs"], 0, config["seconds"]
    below = keep_below(net, maker, pieces, [maker.line(p) for p in raw])
    print(f"kept {time.time() - start:.0f}s", flush=True)
    for epoch in range(epochs):
        lines = [maker.copy(p, generator) for p in raw]
        groups = corpus.batches(lines, config.get("batch", 1200), generator)
        mean, progress = {}, 0
        for k, group in enumerate(groups):
            progress = min(1.0, max((epoch + k / len(groups)) / epochs, (time.time() - start) / limit))
            for rate, g in zip(rates, optimiser.param_groups):
                g["lr"] = rate * min(1, (step + 1) / 150) * max(0.01, 1 - progress)
            b = whole_batch(maker, [lines[i] for i in group], pieces)
            b.below = side_by_side([below[i] for i in group], b.pieces.shape[1])
            parts = losses(net, b)
            loss = sum(parts.values())
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            norm = torch.nn.utils.clip_grad_norm_(old + new, 2.0)
            step += 1
            if not torch.isfinite(norm):
                print("step", step, "left out:", {n: float(v) for n, v in parts.items()}, flush=True)
                continue
            optimiser.step()
            for n, v in parts.items():
                mean[n] = mean.get(n, 0) + float(v) / len(groups)
            if step % 50 == 0:
                print(f"step {step}/{len(groups) * epochs} {time.time() - start:.0f}s", " ".join(f"{n} {float(v):.3f}" for n, v in parts.items()), flush=True)
        print(f"epoch {epoch} {time.time() - start:.0f}s", " ".join(f"{n} {v:.3f}" for n, v in mean.items()), flush=True)
        torch.save({"state": net.state_dict(), "tags": tags.items, "relations": relations.items}, out)
        if progress >= 1 or epoch + 1 == epochs or config.get("check"):
            for n in check:
                s = evaluate(net, maker, pieces, check[n], relations, tags)
                print("   ", n, " ".join(f"{k} {100 * v:.2f}" for k, v in s.items()), flush=True)
        if progress >= 1:
            break


@torch.no_grad()
def keep_below(net, maker, pieces, lines):
    """The lower layers' output of each line, in half precision."""
    net.eval()
    out = [None] * len(lines)
    for group in corpus.batches(lines, 3000, None, False):
        b = whole_batch(maker, [lines[i] for i in group], pieces)
        x = net.encoder.lower(b.pieces, b.piece_valid, KEPT)
        for i, row, n in zip(group, x, b.piece_valid.sum(1).tolist()):
            out[i] = row[:n].half()
    net.train()
    return out


def side_by_side(rows, longest):
    out = torch.zeros(len(rows), longest, rows[0].shape[1])
    for i, r in enumerate(rows):
        out[i, :len(r)] = r
    return out


KEEP = {"head": 4, "relation": 3, "tag": 3, "name": 2}  # likeliest labels of each kind that are written


def sentences_of(end, b):
    """A number for each token's sentence, from the ends found; a line's last token is an end."""
    end = end.clone()
    end[b.at + 1 == b.lengths[b.line]] = True
    number = torch.cumsum(end.long(), 0)
    return torch.cat([torch.zeros(1, dtype=torch.long), number[:-1]])


@torch.no_grad()
def label_batch(net, b):
    top = net.encode(b)
    packed = top.transpose(0, 1).reshape(-1, top.shape[2]).index_select(0, b.slot)
    end = net.end(packed)[:, 0]
    b.sentence = sentences_of(end > 0, b)
    _, arcs, rd, rg = net.after(top, b)
    n = b.shape[0]
    flat = torch.softmax(arcs.transpose(0, 1).reshape(-1, n + 1).index_select(0, b.slot), 1)
    out = {"end": torch.sigmoid(end).half().numpy()}
    tops = {"head": flat.topk(min(KEEP["head"], n + 1), 1)}
    head = tops["head"][1]
    tops["relation"] = torch.softmax(net.relations(rd, rg, b, head[:, 0]), 1).topk(KEEP["relation"], 1)
    tops["tag"] = torch.softmax(net.tag(packed), 1).topk(KEEP["tag"], 1)
    tops["name"] = torch.softmax(net.name(packed), 1).topk(KEEP["name"], 1)
    for k, (p, v) in tops.items():
        if k == "head":
            v = torch.where(v == n, torch.tensor(-1), v)
            if p.shape[1] < KEEP[k]:
                p, v = F.pad(p, (0, KEEP[k] - p.shape[1])), F.pad(v, (0, KEEP[k] - v.shape[1]))
        out[k], out[k + "_p"] = v.numpy().astype("i2"), p.half().numpy()
    return out


def label(config, model, source, out, first, step):
    torch.set_num_threads(1)
    saved = torch.load(model)
    tags, relations = corpus.Labels(saved["tags"]), corpus.Labels(saved["relations"])
    maker = FormMaker(corpus.Words([]), tags, relations, corpus.Labels(fit.NAME_TAGS))
    pieces = Pieces(config["minilm"] + "/vocab.txt")
    net = Teacher(config["minilm"] + "/model.safetensors", len(tags.items), len(relations.items), len(fit.NAME_TAGS))
    net.load_state_dict(saved["state"])
    net.eval()
    texts = [json.loads(line) for line in open(source)][first::step]
    start, done, found = time.time(), 0, {}
    for begin in range(0, len(texts), 4000):
        part = texts[begin:begin + 4000]
        lines = []
        for forms, spaces, joined in part:
            tokens = [data.Token(f, space=s, joined=j) for f, s, j in zip(forms, spaces, joined)]
            x = maker.numbers([tokens], tokens, forms)
            x["forms"] = forms
            lines.append(x)
        for group in corpus.batches(lines, 4000, None, False):
            b = whole_batch(maker, [lines[i] for i in group], pieces)
            labels, at = label_batch(net, b), 0
            for i in group:
                n = len(lines[i]["tag"])
                found[first + (begin + i) * step] = {k: v[at:at + n] for k, v in labels.items()}
                at += n
                done += n
        print(f"{begin + len(part)}/{len(texts)} lines, {done} words, {time.time() - start:.0f}s", flush=True)
        if begin % 16000 == 0 or begin + 4000 >= len(texts):
            write_labels(out, found)


def write_labels(out, found):
    order = sorted(found)
    arrays = {k: numpy.concatenate([found[i][k] for i in order]) for k in found[order[0]]}
    numpy.savez(out, lines=numpy.array(order), lengths=numpy.array([len(found[i]["end"]) for i in order]), **arrays)


if __name__ == "__main__":
    config = json.load(open(sys.argv[2]))
    if sys.argv[1] == "train":
        train(config, sys.argv[3])
    else:
        label(config, sys.argv[3], sys.argv[4], sys.argv[5], int(sys.argv[6]), int(sys.argv[7]))
