"""Writes a model file from a trained network. export.py CONFIG.json NET.pt OUT.model VERSION

The file: a header, a table of tables, the tables (src/lang/model.h says how). Weights become int8 with a scale per
row; batch normalisation goes into scale and bias. A sum is in units of (weight scale / 127)."""
import ctypes
import json
import struct
import sys
from pathlib import Path

import numpy
import torch

import corpus
import data
import fit
import labels
import lemmas
import tokens
from net import ROWS, Net

TEXT, I8, I16, I32, U32 = range(5)
DTYPES = {I8: "<i1", I16: "<i2", I32: "<i4", U32: "<u4"}
SCALE_BITS, TILE = 30, 16
LICENCE = ("CC BY-SA 4.0. Learnt from UD English EWT and UD English GUM (genres news, interview, bio, voyage, textbook, vlog, "
           "speech, conversation); see model/CARD.md.")


class File:
    def __init__(self):
        self.tables = []

    def add(self, name, kind, values):
        if kind == TEXT:
            body = values.encode()
            shape = (len(body), 1)
        else:
            a = numpy.ascontiguousarray(numpy.asarray(values, dtype=DTYPES[kind]))
            body, shape = a.tobytes(), (a.shape[0], a.shape[1] if a.ndim > 1 else 1)
        assert len(name) < 32
        self.tables.append((name, kind, shape, body))

    def write(self, path):
        at = 64 + 64 * len(self.tables)
        entries, bodies = b"", []
        for name, kind, (rows, columns), body in self.tables:
            at += -at % 64
            entries += struct.pack("<32sIIIIQQ", name.encode(), kind, rows, columns, 0, at, len(body))
            bodies.append((at, body))
            at += len(body)
        out = bytearray(at)
        out[64:64 + len(entries)] = entries
        for begin, body in bodies:
            out[begin:begin + len(body)] = body
        digest = xxh3(bytes(out[64:]))
        out[:64] = struct.pack("<8sIIQQ32x", b"dateline", 1, len(self.tables), at, digest)
        with open(path, "wb") as f:
            f.write(out)
        return at


def xxh3(body):
    """XXH3, 64 bits, by libxxhash itself."""
    function = ctypes.CDLL("libxxhash.so.0").XXH3_64bits
    function.restype, function.argtypes = ctypes.c_uint64, [ctypes.c_char_p, ctypes.c_size_t]
    return function(body, len(body))


def read_file(path):
    """A File with the tables of a model."""
    f, body = File(), open(path, "rb").read()
    count, = struct.unpack_from("<I", body, 12)
    for i in range(count):
        name, kind, rows, columns, _, at, size = struct.unpack_from("<32sIIIIQQ", body, 64 + 64 * i)
        f.tables.append((name.rstrip(b"\0").decode(), kind, (rows, columns), body[at:at + size]))
    return f


def add_head(model, out, name, begin, hidden, output):
    """Writes `model` with one head more to `out`. hidden: a net.Dense over the columns from `begin` of a token's row
    (activations / 127); output: a net.Output over it. A head of the same name is replaced."""
    f = read_file(model)
    extras = next(body for n, _, _, body in f.tables if n == "extras").decode().split()
    f.tables = [t for t in f.tables if t[0] != "extras" and not t[0].startswith(name + ".")]
    f.add("extras", TEXT, "".join(n + "\n" for n in dict.fromkeys(extras + [name])))
    f.add(name + ".range", U32, [begin, hidden.weight.shape[1]])
    add_dense(f, name + ".hidden", hidden)
    add_output(f, name + ".output", output, len(output.weight))
    return f.write(out)


def drop_head(model, out, name):
    """Writes `model` without the head of this name to `out`."""
    f = read_file(model)
    extras = next(body for n, _, _, body in f.tables if n == "extras").decode().split()
    f.tables = [t for t in f.tables if t[0] != "extras" and not t[0].startswith(name + ".")]
    f.add("extras", TEXT, "".join(n + "\n" for n in extras if n != name))
    return f.write(out)


def padded(a, rows):
    return numpy.concatenate([a, numpy.zeros((rows - len(a),) + a.shape[1:], a.dtype)]) if len(a) < rows else a


def tiled(w):
    """[rows][columns] to groups of 16 rows x 4 columns, as the kernels read them."""
    rows, columns = w.shape
    return w.reshape(rows // TILE, TILE, columns // 4, 4).transpose(0, 2, 1, 3).reshape(rows, columns)


def up16(n):
    return n + -n % TILE


def folded_dense(d, signed=False):
    """(int8 weights, int32 bias, int32 scale), rows padded; of a Dense with its normalisation."""
    w = d.weight.detach().double().numpy()
    gain = (d.gain.detach().double() / torch.sqrt(d.variance.double() + 1e-5)).numpy()
    bias = d.offset.detach().double().numpy() - gain * d.mean.double().numpy()
    step = numpy.abs(w).max(1).clip(1e-8) / 127
    q = numpy.rint(w / step[:, None])
    sign = numpy.where(gain < 0, -1, 1)
    q, gain = q * sign[:, None], numpy.abs(gain).clip(1e-12)
    # y = gain * step / 127 * sum + bias; shipped: 127 y, or for the signed ones 64 y + 64
    per_sum = gain * step / 127
    to, shift = (64, 64) if signed else (127, 0)
    scale = numpy.rint(per_sum * to * 2 ** SCALE_BITS).clip(1, 2 ** 31 - 1)
    bias = numpy.rint((bias * to + shift) * 2 ** SCALE_BITS / scale).clip(-2 ** 27, 2 ** 27)
    n = up16(len(q))
    return padded(q.astype(numpy.int64), n), padded(bias.astype(numpy.int64), n), padded(scale.astype(numpy.int64), n)


def add_dense(f, name, d, signed=False):
    q, bias, scale = folded_dense(d, signed)
    f.add(name + ".weight", I8, tiled(q))
    f.add(name + ".bias", I32, bias)
    f.add(name + ".scale", I32, scale)


def add_output(f, name, o, classes):
    w = o.weight.detach().double().numpy()
    step = max(numpy.abs(w).max(), 1e-8) / 127
    n = up16(len(w))
    f.add(name + ".weight", I8, tiled(padded(numpy.rint(w / step).astype(numpy.int64), n)))
    bias = numpy.rint(o.bias.detach().double().numpy() * 127 / step).clip(-2 ** 27, 2 ** 27).astype(numpy.int64)
    f.add(name + ".bias", I32, padded(bias, n))
    f.add(name.replace(".output", ".classes"), U32, [classes])


def slots(pairs, factor=1.6):
    """Open addressing: [n][2] of hash and value, value 0 for an empty slot."""
    n = 16
    while n < factor * len(pairs):
        n *= 2
    table = numpy.zeros((n, 2), dtype=numpy.int64)
    for h, v in sorted(pairs):
        i = h & (n - 1)
        while table[i, 1]:
            i = (i + 1) & (n - 1)
        table[i] = h, v
    return table


def add_label(f, net):
    """The label's hidden layer over both rows becomes two layers whose sums are added."""
    q, bias, scale = folded_dense(net.label_hidden)
    half = q.shape[1] // 2
    f.add("label.hidden.weight", I8, tiled(q[:, :half]))
    f.add("label.hidden.bias", I32, bias)
    f.add("label.hidden.scale", I32, scale)
    f.add("label.governor.weight", I8, tiled(q[:, half:]))
    f.add("label.governor.bias", I32, numpy.zeros(len(q), int))
    root = numpy.rint(net.label_root.detach().clamp(0, 1).double().numpy() * 127).astype(numpy.int64)
    f.add("label.root", I32, q[:, half:] @ root)


def add_arcs(f, net):
    add_dense(f, "dependent", net.dependent)
    add_dense(f, "governor", net.governor, signed=True)
    root = numpy.rint(net.root.detach().clamp(-1, 1).double().numpy() * 64).clip(-64, 63).astype(numpy.int64)
    f.add("arc.root", I8, padded(root, up16(len(root))))
    f.add("arc.distance", I32, numpy.rint(net.distance.detach().double().numpy() * 127 * 64).astype(numpy.int64))


def add_embedding(f, net, word_hashes):
    e = net.embedding
    rows = numpy.rint(e.table.weight.detach().double().numpy().clip(-0.5, 0.5) * 254)
    f.add("embedding.rows", I8, rows.astype(numpy.int64))
    f.add("embedding.bias", I16, numpy.rint(e.bias.detach().double().numpy() * 254).astype(numpy.int64))
    f.add("embedding.sizes", U32, e.sizes)
    f.add("words", U32, slots([(h, i + 1) for i, h in enumerate(word_hashes)]))


def add_layers(f, net):
    c, plan, width = net.config, [], net.config["width"]
    for i, (layer, (kind, begin, rows, *reach)) in enumerate(zip(net.layers, c["layers"])):
        plan.append([0 if kind == "window" else 1, begin, width - begin, rows, (reach or [1])[0] if kind == "window" else 0])
        add_dense(f, "layer" + chr(ord("a") + i), layer.dense)
        width += rows
    f.add("layers", U32, plan)
    f.add("top", U32, [net.top, width - net.top])


def add_words_and_lemmas(f, config):
    if "tables" in config:  # of an earlier model, where nothing of theirs has changed
        f.tables += [t for t in read_file(config["tables"]).tables if t[0].startswith(("breaks", "lemma"))]
        return
    L = config["treebanks"]
    train = data.read_conllu(f"{L}/ewt-train.conllu.gz") + data.read_conllu(f"{L}/gum-train.conllu.gz", data.FREE)
    breaker = tokens.Breaker()
    breaker.train([p for _, ps in train for p in ps])
    weights = numpy.zeros((tokens.SLOTS, 4), dtype=numpy.int64)
    for slot, w in breaker.weights.items():
        weights[slot, :3] = w
    f.add("breaks", I16, weights)
    f.add("breaks.inner", U32, sorted(breaker.inner.items()))
    upos, xpos = labels.read("UPOS_TAGS"), labels.read("XPOS_TAGS")
    lemmatiser = lemmas.Lemmatiser()
    seen = [(t.form, t.lemma, t.upos, t.xpos) for _, ps in train for p in ps for s in p for t in s]
    seen += lemmas.known_forms(Path(__file__).resolve().parent.parent / "know" / "verb_forms.tsv")
    lemmatiser.train([(form, lemma, upos[u], xpos[x]) for form, lemma, u, x in seen])
    rules = sorted(set(lemmatiser.table.values()))
    number = {r: i + 1 for i, r in enumerate(rules)}
    f.add("lemma", U32, slots([(h, number[r]) for h, r in lemmatiser.table.items()]))
    f.add("lemma.rules", TEXT, "".join(f"{how} {cut} {add}\n" for how, cut, add in rules))


def main():
    config, saved, version = json.load(open(sys.argv[1])), torch.load(sys.argv[2]), sys.argv[4]
    net = Net(saved["config"])
    net.load_state_dict(saved["state"])
    c = saved["config"]
    f = File()
    f.add("version", TEXT, version)
    f.add("licence", TEXT, LICENCE)
    f.add("tags", TEXT, "".join("\t".join(t) + "\n" for t in c["tags"]))
    f.add("relations", TEXT, "".join(r + "\n" for r in c["relations"]))
    f.add("names", TEXT, "".join(n + "\n" for n in c["names"]))
    f.add("extras", TEXT, "")
    add_embedding(f, net, saved["words"])
    add_layers(f, net)
    for name, classes in (("end", 1), ("tag", len(c["tags"])), ("name", len(c["names"]))):
        add_dense(f, name + ".hidden", getattr(net, name + "_hidden"))
        add_output(f, name + ".output", getattr(net, name), classes)
    f.add("name.unit", I32, [round(127 / (float(net.name.weight.abs().max()) / 127))])
    add_arcs(f, net)
    add_label(f, net)
    add_output(f, "label.output", net.label, len(c["relations"]))
    add_words_and_lemmas(f, config)
    print(f.write(sys.argv[3]), "bytes")


if __name__ == "__main__":
    main()
