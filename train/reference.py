"""The shipped model in numpy, integer for integer: what the program computes, for training further heads and for checking C.

reference.py MODEL CONLLU    reads the program's own output again and says how many of its tags come out the same"""
import struct
import sys

import numpy

import text

TYPES = {0: "u1", 1: "<i1", 2: "<i2", 3: "<i4", 4: "<u4"}
TILE, SCALE_BITS = 16, 30


class Model:
    def __init__(self, path):
        body = open(path, "rb").read()
        magic, form, count, size, self.digest = struct.unpack_from("<8sIIQQ", body)
        if magic != b"dateline" or form != 1 or size != len(body):
            raise ValueError(f"{path}: no model of this format")
        self.tables = {}
        for i in range(count):
            name, kind, rows, columns, _, at, length = struct.unpack_from("<32sIIIIQQ", body, 64 + 64 * i)
            a = numpy.frombuffer(body, TYPES[kind], length // numpy.dtype(TYPES[kind]).itemsize, at)
            self.tables[name.rstrip(b"\0").decode()] = bytes(a).decode() if kind == 0 else a.reshape(rows, columns)
        self.words = {int(h): int(r) for h, r in self.tables["words"] if r}
        self.sizes = self.tables["embedding.sizes"][:, 0].astype(int)
        self.starts = numpy.cumsum(self.sizes) - self.sizes
        self.width = self.tables["embedding.rows"].shape[1] + int(self.tables["layers"][:, 3].sum())
        begin, columns = self.tables["top"][:, 0].astype(int)
        self.top = slice(begin, begin + columns)

    def weights(self, name):
        """[rows, columns] as int64, out of the kernels' order."""
        w = self.tables[name + ".weight"].astype(numpy.int64)
        rows, columns = w.shape
        return w.reshape(rows // TILE, columns // 4, TILE, 4).transpose(0, 2, 1, 3).reshape(rows, columns)

    def sums(self, name, x):
        return x.astype(numpy.int64) @ self.weights(name).T + self.tables[name + ".bias"][:, 0]

    def clamped(self, name, x):
        s = numpy.maximum(self.sums(name, x), 0) * self.tables[name + ".scale"][:, 0].astype(numpy.int64)
        return numpy.minimum((s + (1 << (SCALE_BITS - 1))) >> SCALE_BITS, 127).astype(numpy.uint8)

    def embed(self, forms, spaces, joined):
        style, before, out = text.line_style(forms), True, []
        rows, bias = self.tables["embedding.rows"], self.tables["embedding.bias"][:, 0].astype(int)
        for i, form in enumerate(forms):
            h, after = text.hashes(form), spaces[i] or i + 1 == len(forms)
            place = style << 4 | before << 3 | after << 2 | joined[i] << 1 | (i == 0)
            at = [self.words.get(h[0], 0)] + [s + v % n for v, s, n in zip(h[1:], self.starts[1:], self.sizes[1:])]
            at.append(self.starts[6] + place % self.sizes[6])
            total = rows[at].astype(int).sum(0) + bias + 1
            out.append(numpy.clip(total >> 1, 0, 127))
            before = spaces[i]
        return numpy.array(out, dtype=numpy.uint8)

    def rows(self, forms, spaces, joined):
        """The activations of a line of at most 512 words: its forms, whether a space follows, whether joined to the last."""
        out = self.embed(forms, spaces, joined)
        for i, (kind, begin, columns, rows, reach) in enumerate(self.tables["layers"].astype(int)):
            x, name = out[:, begin:begin + columns], "layer" + chr(ord("a") + i)
            if kind == 0:
                padded = numpy.pad(x, ((reach, reach), (0, 0)))
                x = numpy.concatenate([padded[k:k + len(x)] for k in range(2 * reach + 1)], 1)
                y = self.clamped(name, x)
            else:
                y = self.scan(self.clamped(name, x).astype(int), rows)
            out = numpy.concatenate([out, y], 1)
        return out

    def scan(self, gates, rows):
        half, z, c = rows // 2, gates[:, :rows], gates[:, rows:]
        out = numpy.zeros((len(gates), rows), dtype=numpy.uint8)
        for side, order in ((slice(0, half), range(len(gates))), (slice(half, rows), range(len(gates) - 1, -1, -1))):
            state = numpy.zeros(half, dtype=int)
            for t in order:
                state = state + (((c[t, side] * 256 - state) * (z[t, side] * 256) + (1 << 14)) >> 15)
                out[t, side] = (state + 128) >> 8
        return out

    def head(self, name, rows):
        """Logits of a head, as int64 [words, classes]."""
        x = rows[:, self.top]
        if name + ".range" in self.tables:
            begin, columns = self.tables[name + ".range"][:, 0].astype(int)
            x = rows[:, begin:begin + columns]
        return self.sums(name + ".output", self.clamped(name + ".hidden", x))[:, :int(self.tables[name + ".classes"][0, 0])]


def main():
    import lines
    model = Model(sys.argv[1])
    tags = [t.split("\t")[1] for t in model.tables["tags"].split("\n") if t]
    gold = [c[4] for c in (x.split("\t") for x in open(sys.argv[2])) if len(c) == 10 and c[0].isdigit()]
    found = []
    for paragraph in lines.read(open(sys.argv[2])):
        words = [w for s in paragraph for w in s]
        rows = model.rows([w[0] for w in words], [w[1] for w in words], [w[2] for w in words])
        found += [tags[i] for i in model.head("tag", rows).argmax(1)]
    same = sum(a == b for a, b in zip(gold, found))
    print(f"{same} of {len(gold)} tags are the same")
    sys.exit(same != len(gold) or len(gold) != len(found))


if __name__ == "__main__":
    main()
