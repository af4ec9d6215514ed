"""Where a run without spaces breaks into words: atoms by rule, breaks between them by a learned linear classifier.

src/lang/tokens.c does the same with the weights that this makes. Classes: 0 the same token goes on, 1 a new token,
2 a word joined to the last one (UD's multiword tokens)."""
import random

from text import digit, fold, hash_points, letter, normal, upper

APOSTROPHES = set(map(ord, "'\u2018\u2019\u02bc\u0060\u00b4\u2032"))
TAILS = {tuple(map(ord, t)) for t in ("s", "re", "ll", "ve", "d", "m")}
REPEATED = set(map(ord, ".-!?*=_~#+,'`\u2026\u2013\u2014"))
SLOTS = 1 << 16
SAME, NEW, JOINED = range(3)


def is_space(c):
    return c in (0x20, 0x09, 0x0A, 0x0D, 0x0B, 0x0C, 0xA0, 0x1680, 0x202F, 0x205F, 0x3000, 0xFEFF) or 0x2000 <= c <= 0x200B


def run_end(p, i, test):
    while i < len(p) and test(p[i]):
        i += 1
    return i


def atoms(p):
    """(begin, end) of the atoms of a run of code points without spaces."""
    out, i = [], 0
    while i < len(p):
        if letter(p[i]):
            e = run_end(p, i, letter)
            if (e - i > 1 and fold(p[e - 1]) == 0x6E and e + 1 < len(p) and p[e] in APOSTROPHES and fold(p[e + 1]) == 0x74
                    and not (e + 2 < len(p) and letter(p[e + 2]))):
                out.append((i, e - 1))
                i, e = e - 1, e + 2
        elif digit(p[i]):
            e = run_end(p, i, digit)
        elif p[i] in APOSTROPHES and i > 0 and tuple(map(fold, p[i + 1:run_end(p, i + 1, letter)])) in TAILS:
            e = run_end(p, i + 1, letter)
        elif p[i] in REPEATED:
            e = run_end(p, i, lambda c: c == p[i])
        else:
            e = i + 1
        out.append((i, e))
        i = e
    return out


def kind(p):
    """A number for what an atom looks like."""
    if letter(p[0]):
        capitals = sum(map(upper, p))
        if capitals == 0:
            return 1
        if capitals == len(p):
            return 4 if len(p) == 1 else 3
        return 2 if upper(p[0]) and capitals == 1 else 5
    if digit(p[0]):
        return 5 + min(len(p), 5)
    return 16 + p[0]


def run_kind(p):
    """1 for what looks like an address: has @, :// or www. inside."""
    for i, c in enumerate(p):
        if c == 0x40 and 0 < i < len(p) - 1:
            return 1
        if c == 0x3A and p[i + 1:i + 3] == [0x2F, 0x2F]:
            return 2
    return 2 if [fold(c) for c in p[:4]] == [0x77, 0x77, 0x77, 0x2E] else 0


def first_kind(p):
    return 0 if not p else 1 if letter(p[0]) and not upper(p[0]) else 2 if letter(p[0]) else 3 if digit(p[0]) else 4


class Run:
    """A run's atoms with what the features need of them."""
    def __init__(self, p, following):
        self.p, self.spans = p, atoms(p)
        parts = [p[b:e] for b, e in self.spans]
        self.kinds = [kind(x) for x in parts]
        self.hashes = [hash_points(normal("".join(map(chr, x))), 20) for x in parts]
        self.whole = hash_points(normal("".join(map(chr, p))), 20)
        self.kind, self.next = run_kind(p), first_kind(following)

    def features(self, i, last):
        """Slots of the features of the break before atom i; last is the class of the break before that."""
        k, h, n = self.kinds, self.hashes, len(self.spans)
        k_ll, h_ll = (k[i - 2], h[i - 2]) if i > 1 else (0, 0)
        k_rr, h_rr = (k[i + 1], h[i + 1]) if i + 1 < n else (0, 0)
        kl, kr, hl, hr = k[i - 1], k[i], h[i - 1], h[i]
        at = (i == 1) | (i + 1 == n) << 1 | min(n, 6) << 2
        lists = ([kl, kr], [hl, kr], [kl, hr], [hl, hr], [h_ll, kl, kr], [kl, kr, h_rr], [k_ll, kl, kr, k_rr],
                 [at, kl, kr], [self.kind, kl, kr, at & 3], [hl, hr, self.next, at & 2], [self.whole, i], [last, kl, kr],
                 [hl, hr, h_rr], [h_ll, hl, hr], [h[0], hr], [kl, hr, self.next, at])
        return [hash_points(x, 32 + j) % SLOTS for j, x in enumerate(lists)]


def best(scores):
    return max(range(3), key=lambda c: (scores[c], -c))


class Breaker:
    def __init__(self):
        self.weights, self.inner = {}, {}

    def decide(self, run):
        out, last = [], NEW
        for i in range(1, len(run.spans)):
            s = [0, 0, 0]
            for f in run.features(i, last):
                w = self.weights.get(f)
                if w:
                    s[0] += w[0]
                    s[1] += w[1]
                    s[2] += w[2]
            last = best(s)
            out.append(last)
        return out

    def words(self, text):
        """[(begin, end, joined)] of a line's words."""
        p, out, i = list(map(ord, text)), [], 0
        while i < len(p):
            if is_space(p[i]):
                i += 1
                continue
            e = run_end(p, i, lambda c: not is_space(c))
            following = p[run_end(p, e, is_space):][:1]
            run = Run(p[i:e], following)
            begin, joined = 0, False
            for at, what in list(zip((s[0] for s in run.spans[1:]), self.decide(run))) + [(e - i, NEW)]:
                if what != SAME:
                    self.emit(out, run.p, i, begin, at, joined)
                    begin, joined = at, what == JOINED
            i = e
        return out

    def emit(self, out, p, base, begin, end, joined):
        inside = p[begin:end]
        cut = self.inner.get(hash_points(normal("".join(map(chr, inside))), 22)) if all(map(letter, inside)) else None
        if cut and cut < len(inside):
            out.append((base + begin, base + begin + cut, joined))
            out.append((base + begin + cut, base + end, True))
        else:
            out.append((base + begin, base + end, joined))

    def train(self, paragraphs, epochs=5, seed=1):
        """paragraphs: lists of sentences of data.Token. Averaged perceptron."""
        examples, inner = [], {}
        for paragraph in paragraphs:
            tokens = [t for s in paragraph for t in s]
            chunk = []
            for i, t in enumerate(tokens):
                chunk.append(t)
                if t.space or i + 1 == len(tokens):
                    following = list(map(ord, tokens[i + 1].form[:1])) if i + 1 < len(tokens) else []
                    examples += self.example(chunk, following, inner)
                    chunk = []
        self.inner = {h: max(c, key=c.get) for h, c in inner.items() if max(c, key=c.get) and max(c.values()) * 2 > sum(c.values())}
        generator, total, step, seen = random.Random(seed), {}, 1, {}
        for _ in range(epochs):
            generator.shuffle(examples)
            for run, gold in examples:
                last = NEW
                for i in range(1, len(run.spans)):
                    fs = run.features(i, last)
                    s = [0, 0, 0]
                    for f in fs:
                        w = self.weights.get(f)
                        if w:
                            s = [a + b for a, b in zip(s, w)]
                    guess, right = best(s), gold[i - 1]
                    if guess != right:
                        for f in fs:
                            for c, d in ((right, 1), (guess, -1)):
                                w = self.weights.setdefault(f, [0, 0, 0])
                                total.setdefault(f, [0, 0, 0])[c] += (step - seen.get((f, c), 0)) * w[c]
                                seen[f, c] = step
                                w[c] += d
                    step += 1
                    last = right
        for f, w in self.weights.items():
            t = total.setdefault(f, [0, 0, 0])
            for c in range(3):
                t[c] += (step - seen.get((f, c), 0)) * w[c]
            self.weights[f] = [max(-32767, min(32767, round(64 * x / step))) for x in t]

    def example(self, chunk, following, inner):
        """A training run, unless a word's border lies inside an atom; those feed the table of inner breaks."""
        if any(" " in t.form for t in chunk):
            return []
        p = [ord(c) for t in chunk for c in t.form]
        cuts, at = {}, 0
        for t in chunk[:-1]:
            at += len(t.form)
            cuts[at] = t
        after = {}
        at = 0
        for a, b in zip(chunk, chunk[1:]):
            at += len(a.form)
            after[at] = JOINED if b.joined else NEW
        run = Run(p, following)
        starts = {b for b, _ in run.spans}
        for b, e in run.spans:
            if letter(p[b]) and all(map(letter, p[b:e])) and (b == 0 or after.get(b)) and (e == len(p) or after.get(e)):
                inside = [x - b for x in after if b < x < e]
                h = hash_points(normal("".join(map(chr, p[b:e]))), 22)
                cut = inside[0] if len(inside) == 1 and after[b + inside[0]] == JOINED else 0
                inner.setdefault(h, {})
                inner[h][cut] = inner[h].get(cut, 0) + 1
        if len(run.spans) < 2:
            return []
        return [(run, [after.get(b, SAME) for b, _ in run.spans[1:]])]
