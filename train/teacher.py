"""The teacher: the same network, wider, that also reads what MiniLM and a packaged tagger say of each word.

teacher.py features MINILM LINES.jsonl OUT.npy [FIRST LAST]   MiniLM's states of lines of words, as lines.py writes them
teacher.py train CONFIG.json OUT.pt
teacher.py label CONFIG.json IN.pt OUT.npz STATES.npy TAGS.jsonl FIRST LAST   lines without labels (see label())
teacher.py name CONFIG.json IN.pt OUT.jsonl                   EWT's names

MiniLM is not trained: its states are computed once, and an epoch costs little more than the small network's. The tagger's
names are input, not truth: the teacher learns from GUM's names alone, and so carries GUM's notion of a name to other text."""
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
from minilm import MiniLM, Pieces
from net import Dense, Embedding, Gated, Net, Output, Window

TAGS = fit.NAME_TAGS
LAYERS = (2, 4)  # of MiniLM, after which its states are taken: the middle ones know most of syntax


# ---- MiniLM's states ----

def group_by_length(rows, size):
    group = []
    for i in sorted(range(len(rows)), key=lambda i: len(rows[i][0])):
        if group and len(rows[i][0]) * (len(group) + 1) > size:
            yield group
            group = []
        group.append(i)
    yield group


def word_pieces(pieces, forms):
    row, first, last = [101], [], []
    for form in forms:
        first.append(len(row))
        row += pieces.word(form)
        last.append(len(row) - 1)
    return (row + [102])[:512], torch.tensor(first).clamp(max=511), torch.tensor(last).clamp(max=511)


@torch.no_grad()
def features(folder, source, out, begin=0, end=None):
    torch.set_num_threads(1)
    lines = [json.loads(x)[0] for x in open(source)][begin:end]
    starts = numpy.cumsum([0] + [len(x) for x in lines])
    net, pieces = MiniLM(folder + "/model.safetensors").eval(), Pieces(folder + "/vocab.txt")
    kept = numpy.lib.format.open_memmap(out, mode="w+", dtype="f2", shape=(int(starts[-1]), net.width * len(LAYERS)))
    rows = [word_pieces(pieces, forms) for forms in lines]
    for group in group_by_length(rows, 2500):
        longest = max(len(rows[i][0]) for i in group)
        numbers = torch.tensor([rows[i][0] + [0] * (longest - len(rows[i][0])) for i in group])
        valid = torch.tensor([[k < len(rows[i][0]) for k in range(longest)] for i in group])
        x, states, at = net.lower(numbers, valid, 0), [], 0
        for layer in LAYERS:
            for one in net.layers[at:layer]:
                x = one(x, (~valid)[:, None, None, :].float() * -1e4)
            states.append(x)
            at = layer
        x = torch.cat(states, 2)
        for k, i in enumerate(group):
            y = (x[k, rows[i][1]] + x[k, rows[i][2]]) / 2
            kept[starts[i]:starts[i + 1]] = y.half().numpy()
    kept.flush()


# ---- the network ----

class Teacher(Net):
    """config as Net's, with "below": MiniLM's width, "seen": rows that its states become, "rows": width of the layers."""
    def __init__(self, config):
        nn.Module.__init__(self)
        self.config = c = config
        e, rows = c["width"], c["rows"]
        seen = c["seen"] + 32
        self.embedding = Embedding(c["words"], e)
        self.below, self.said = Dense(c["below"], c["seen"]), nn.Embedding(len(TAGS), 32)
        self.layers = nn.ModuleList([Window(e + seen, rows)] + [Gated(rows + seen, rows) for _ in range(3)])
        self.add_heads(2 * rows + seen)
        self.drop = c.get("drop", 0.25)

    def encode(self, features, batch):
        seen = torch.cat([self.below(batch.below), self.said(batch.types)], 1)
        seen = self.dropout(seen, 0.15, batch)
        x = self.dropout(self.embedding(features), 0.1, batch)
        states = []
        for layer in self.layers:
            x = self.dropout(layer(torch.cat([x, seen], 1), batch), self.drop, batch)
            states.append(x)
        return torch.cat([states[-1], seen, states[-2]], 1)


@torch.no_grad()
def put(new, old, name, rows=None, columns=None):
    """Old weights into a wider layer: what is new in an old row begins at nothing."""
    w = old[name + ".weight"]
    rows = torch.arange(len(w)) if rows is None else rows
    columns = torch.arange(w.shape[1]) if columns is None else columns
    full = torch.zeros(len(w), new.weight.shape[1])
    full[:, columns] = w
    new.weight[rows] = full
    if isinstance(new, Output):
        new.bias[rows] = old[name + ".bias"]
        return
    for key in ("gain", "offset", "mean", "variance"):
        getattr(new, key)[rows] = old[name + "." + key]


@torch.no_grad()
def widen(net, old):
    """Begins where the small network ended: its units are the wider one's first."""
    c = net.config
    e, rows, seen, small = c["width"], c["rows"], c["seen"] + 32, len(old["layers.0.dense.weight"])
    net.embedding.table.weight.copy_(old["embedding.table.weight"])
    net.embedding.bias.copy_(old["embedding.bias"])
    j = torch.arange(small)
    put(net.layers[0].dense, old, "layers.0.dense", columns=torch.cat([torch.arange(e) + k * (e + seen) for k in range(3)]))
    channels = torch.where(j < small // 2, j, j - small // 2 + rows // 2)  # forwards, then backwards
    for i in range(1, 4):
        put(net.layers[i].dense, old, f"layers.{i}.dense", torch.cat([channels, channels + rows]), j if i == 1 else channels)
    for name in ("end", "tag", "name"):
        put(getattr(net, name + "_hidden"), old, name + "_hidden", columns=channels)
        put(getattr(net, name), old, name)
    for name in ("dependent", "governor"):
        put(getattr(net, name), old, name, columns=channels)
    net.governor.gain[len(old["root"]):] = 0.05
    net.root[:len(old["root"])] = old["root"]
    net.distance.copy_(old["distance"])
    net.arc_scale.copy_(old["arc_scale"])
    put(net.label_hidden, old, "label_hidden", columns=torch.cat([channels, channels + 2 * rows + seen]))
    net.label_root[channels] = old["label_root"]
    put(net.label, old, "label")


# ---- what it learns from ----

class Maker(corpus.Maker):
    """Lines that also know where their words' states lie, and the tagger's names."""
    def __init__(self, *sets):
        super().__init__(*sets)
        self.row, self.type = {}, {}

    def know(self, documents, tags, at):
        """Numbers the documents' words from `at`; tags: the tagger's, a line a paragraph."""
        for _, paragraphs in documents:
            for p in paragraphs:
                found = json.loads(next(tags))
                for t, tag in zip((t for s in p for t in s), found):
                    self.row[id(t)], self.type[id(t)] = at, self.names.number.get(tag, 0)
                    at += 1
        return at

    def numbers(self, sentences, tokens, forms):
        out = super().numbers(sentences, tokens, forms)
        out["row"], out["type"] = [self.row[id(t)] for t in tokens], [self.type[id(t)] for t in tokens]
        return out


def add_below(b, lines, states):
    b.below = torch.from_numpy(states[numpy.concatenate([x["row"] for x in lines])].astype("f4"))
    b.types = torch.tensor([v for x in lines for v in x["type"]])
    return b


def losses(net, b):
    return fit.losses(net, b, {})


class Batches:
    """fit.evaluate asks for batches: these have what the teacher reads."""
    def __init__(self, maker, states):
        self.maker, self.states = maker, states

    def batch(self, lines):
        return add_below(self.maker.batch(lines), lines, self.states)


def load(config):
    """The treebanks, label sets and words of the small network's, and a maker that knows them all."""
    saved = torch.load(config["start"])
    words = corpus.Words(saved["words"])
    c = saved["config"]
    sets = fit.load(config)
    maker = Maker(words, corpus.Labels([tuple(t) for t in c["tags"]]), corpus.Labels(c["relations"]), corpus.Labels(c["names"]))
    at = 0
    for name, documents in sets.items():
        at = maker.know(documents, open(f"{config['work']}/{name}.names.jsonl"), at)
        if name.startswith("ewt"):
            for t in (t for _, ps in documents for p in ps for s in p for t in s):
                t.name = None
    return saved, sets, maker


def train(config, out):
    torch.manual_seed(config.get("seed", 1))
    generator = random.Random(config.get("seed", 1))
    torch.set_num_threads(1)
    saved, sets, maker = load(config)
    states = numpy.load(config["bank"], mmap_mode="r")
    docs = sets["ewt-train"] + sets["gum-train"]
    docs, tune = fit.split(docs)
    net = Teacher(dict(saved["config"], **config["net"]))
    widen(net, saved["state"])
    batches = Batches(maker, states)
    check = {n: [maker.line(p) for p in corpus.lines_of(d, random.Random(0))] for n, d in
             (("tune", tune), ("ewt", sets["ewt-dev"]), ("gum", sets["gum-dev"]))}
    optimiser, start, epochs = fit.Optimiser(net, config["rate"]), time.time(), config["epochs"]
    for epoch in range(epochs):
        lines = [maker.line(p) for p in corpus.lines_of(docs, generator)]
        groups, means = corpus.batches(lines, config.get("batch", 1500), generator), fit.Means()
        for k, group in enumerate(groups):
            loss, parts = losses(net, batches.batch([lines[i] for i in group]))
            optimiser.step(loss, (epoch + k / len(groups)) / epochs)
            means.add(parts)
        print(f"epoch {epoch} {time.time() - start:.0f}s", means, flush=True)
        if epoch % config.get("every", 2) == 0 or epoch + 1 == epochs:
            for n in check:
                s = fit.evaluate(net, batches, check[n], maker.relations, maker.tags)
                print("   ", n, " ".join(f"{k} {100 * v:.2f}" for k, v in s.items()), flush=True)
            torch.save({"config": net.config, "state": net.state_dict(), "words": list(maker.words.row)}, out)


# ---- what it labels ----

KEEP = {"head": 4, "relation": 3, "tag": 3, "name": 2}  # likeliest labels of each kind that are written


def sentences_of(end, b):
    """A number for each token's sentence, from the ends found; a line's last token is an end."""
    end = end.clone()
    end[b.at + 1 == b.lengths[b.line]] = True
    number = torch.cumsum(end.long(), 0)
    return torch.cat([torch.zeros(1, dtype=torch.long), number[:-1]])


@torch.no_grad()
def label_batch(net, b):
    top = net.encode(b.features, b)
    end = net.end(net.end_hidden(top))[:, 0]
    b.sentence = sentences_of(end > 0, b)
    n = b.shape[0]
    arcs = fit.masked_arcs(net.arcs(top, b), b).transpose(0, 1).reshape(-1, n + 1).index_select(0, b.slot)
    flat = torch.softmax(arcs, 1)
    out = {"end": torch.sigmoid(end).half().numpy()}
    tops = {"head": flat.topk(min(KEEP["head"], n + 1), 1)}
    head = tops["head"][1][:, 0]
    starts = torch.cumsum(b.lengths, 0) - b.lengths
    governor = torch.where(head == n, torch.tensor(b.count), head + starts[b.line])
    for kind, scores in (("relation", net.labels(top, governor)), ("tag", net.tag(net.tag_hidden(top))), ("name", net.name(net.name_hidden(top)))):
        tops[kind] = torch.softmax(scores, 1).topk(KEEP[kind], 1)
    for k, (p, v) in tops.items():
        if k == "head":
            v = torch.where(v == n, torch.tensor(-1), v)
            v, p = F.pad(v, (0, KEEP[k] - v.shape[1])), F.pad(p, (0, KEEP[k] - p.shape[1]))
        out[k], out[k + "_p"] = v.numpy().astype("i2"), p.half().numpy()
    return out


def raw_lines(maker, texts, tags, first):
    """Lines of text without labels; `first` is their first word's place among the states."""
    for (forms, spaces, joined), found in zip(texts, tags):
        tokens = [data.Token(f, space=s, joined=j) for f, s, j in zip(forms, spaces, joined)]
        for i, (t, tag) in enumerate(zip(tokens, found)):
            maker.row[id(t)], maker.type[id(t)] = first + i, maker.names.number.get(tag, 0)
        first += len(tokens)
        yield maker.numbers([tokens], tokens, forms)
        maker.row.clear(), maker.type.clear()


def open_teacher(path):
    """(the network, what it was saved with)"""
    saved = torch.load(path)
    net = Teacher(saved["config"])
    net.load_state_dict(saved["state"])
    return net.eval(), saved


def label(config, model, out, states, tags, first, last):
    """Labels the lines FIRST to LAST of config's silver_text; STATES and TAGS are of all its lines, MiniLM's and the tagger's."""
    torch.set_num_threads(1)
    net, saved = open_teacher(model)
    c = saved["config"]
    maker = Maker(corpus.Words(saved["words"]), corpus.Labels([tuple(t) for t in c["tags"]]), corpus.Labels(c["relations"]), corpus.Labels(c["names"]))
    states = numpy.load(states, mmap_mode="r")
    texts = [json.loads(x) for x in open(config["silver_text"])]
    tags = [json.loads(x) for x in open(tags)]
    starts = numpy.cumsum([0] + [len(x[0]) for x in texts]).tolist()
    if len(tags) != len(texts) or starts[-1] != len(states):
        raise ValueError(f"{len(texts)} lines of {starts[-1]} words, {len(tags)} of the tagger's, {len(states)} states")
    texts, tags = texts[first:last], tags[first:last]
    found, start, done = {}, time.time(), 0
    lines = list(raw_lines(maker, texts, tags, starts[first]))
    for group in corpus.batches(lines, 4000, None, False):
        labels, at = label_batch(net, add_below(maker.batch([lines[i] for i in group]), [lines[i] for i in group], states)), 0
        for i in group:
            n = len(lines[i]["tag"])
            found[i] = {k: v[at:at + n] for k, v in labels.items()}
            at += n
            done += n
    print(f"{len(texts)} lines, {done} words, {time.time() - start:.0f}s", flush=True)
    write_labels(out, found, first)


def write_labels(out, found, first):
    order = sorted(found)
    arrays = {k: numpy.concatenate([found[i][k] for i in order]) for k in found[order[0]]}
    numpy.savez(out, lines=numpy.array(order) + first, lengths=numpy.array([len(found[i]["end"]) for i in order]), **arrays)


@torch.no_grad()
def name_treebank(config, model, out):
    """EWT's names, as GUM would have them: a line a paragraph, null where the teacher is in doubt."""
    torch.set_num_threads(1)
    net, _ = open_teacher(model)
    _, sets, maker = load(config)
    batches = Batches(maker, numpy.load(config["bank"], mmap_mode="r"))
    with open(out, "w") as f:
        for p in (p for name in ("ewt-train", "ewt-dev") for _, ps in sets[name] for p in ps):
            line = []
            for part in cut(p):
                b = batches.batch([maker.line(part)])
                sure, best = torch.softmax(net.name(net.name_hidden(net.encode(b.features, b))), 1).max(1)
                line += [TAGS[i] if s > 0.6 else None for i, s in zip(best.tolist(), sure.tolist())]
            f.write(json.dumps(line) + "\n")


def cut(paragraph):
    part = []
    for s in paragraph:
        if part and sum(map(len, part)) + len(s) > corpus.LONGEST:
            yield part
            part = []
        part.append(s)
    yield part


def main():
    how, *a = sys.argv[1:]
    if how == "features":
        features(a[0], a[1], a[2], *map(int, a[3:]))
    elif how == "train":
        train(json.load(open(a[0])), a[1])
    elif how == "label":
        label(json.load(open(a[0])), a[1], a[2], a[3], a[4], int(a[5]), int(a[6]))
    else:
        name_treebank(json.load(open(a[0])), a[1], a[2])


if __name__ == "__main__":
    main()
