"""Lemma rules: a decision list over tag and ending. src/lang/lemma.c looks them up the same way."""
import labels
from text import QUOTES, fold, hash_points, letter, looked_at, upper

LONGEST_ENDING = 6
LOW, KEEP, CAPITAL = range(3)
TAGS = labels.read("XPOS_TAGS")
NOUNS, ADDRESS = {TAGS[t] for t in ("NN", "NNS", "NNP", "NNPS")}, TAGS["ADD"]
WHOLE = 0x1F  # stands before an entry's ending where that is the whole word


def folded(form):
    return [ord(QUOTES[c]) if c in QUOTES else fold(c) for c in map(ord, form)]


def cased(form, how):
    if how == KEEP:
        return form
    low = "".join(map(chr, folded(form)))
    return low if how == LOW else form[0] + low[1:]


def rule_for(form, lemma):
    if len(form) == 1 and form.upper() == lemma:  # "I", and who writes "i" means the same
        return LOW, 1, lemma
    for how in (LOW, KEEP, CAPITAL):
        base = cased(form, how)
        same = 0
        while same < min(len(base), len(lemma)) and base[same] == lemma[same]:
            same += 1
        if same or how == CAPITAL:
            break
    best = None
    for how in (LOW, KEEP, CAPITAL):
        base = cased(form, how)
        same = 0
        while same < min(len(base), len(lemma)) and base[same] == lemma[same]:
            same += 1
        cost = len(base) - same + len(lemma) - same
        if len(base) - same <= 9 and (best is None or cost < best[0]):
            best = cost, (how, len(base) - same, lemma[same:])
    return best and best[1]


def apply(rule, form):
    how, cut, add = rule
    base = cased(form, how)
    return base[:max(0, len(base) - cut)] + add


def all_caps(form):
    letters = [c for c in map(ord, looked_at(form)) if letter(c)]
    return len(letters) > 1 and all(map(upper, letters))


def seed(form, upos, xpos):
    """Nouns in capitals have rules of their own, since they may be letters ("ATM")."""
    return 64 + upos * 64 + xpos + (4096 if xpos in NOUNS and all_caps(form) else 0)


def keys(form, tag_seed):
    """Hashes from the most particular to the least: the whole word, then its endings from long to none."""
    p = folded(looked_at(form))
    yield hash_points([WHOLE] + p, tag_seed)
    for k in range(min(len(p), LONGEST_ENDING), -1, -1):
        yield hash_points(p[len(p) - k:], tag_seed)


class Lemmatiser:
    def __init__(self):
        self.table = {}

    def lemma(self, form, upos, xpos):
        if xpos == ADDRESS:
            return form
        for h in keys(form, seed(form, upos, xpos)):
            if h in self.table:
                return apply(self.table[h], form)
        return "".join(map(chr, folded(form)))

    def train(self, tokens):
        """tokens: (form, lemma, upos number, xpos number)."""
        nodes, parents, words, whole = {}, {}, {}, set()
        for form, lemma, upos, xpos in tokens:
            rule = rule_for(form, lemma)
            if rule is None or "\n" in lemma:
                continue
            last = None
            whole.add(next(keys(form, seed(form, upos, xpos))))
            for h in reversed(list(keys(form, seed(form, upos, xpos)))):
                counts = nodes.setdefault(h, {})
                counts[rule] = counts.get(rule, 0) + 1
                words.setdefault((h, rule), set()).add(form.lower())
                if last is not None:
                    parents[h] = last
                last = h
        depth = {}

        def deep(h):
            if h not in depth:
                depth[h] = deep(parents[h]) + 1 if h in parents else 0
            return depth[h]
        choice = {}
        for h in sorted(nodes, key=deep):
            counts = nodes[h]
            best = max(sorted(counts), key=counts.get)
            inherited = choice.get(parents.get(h))
            few = len(words[h, best]) < 3 and h not in whole
            if inherited is not None and (few or counts[best] - counts.get(inherited, 0) < 1):
                choice[h] = inherited
                continue
            choice[h] = best
            if best != inherited:
                self.table[h] = best


def known_forms(path):
    """(form, lemma, UPOS, XPOS) of a table of verbs: what an ending can mean is learnt, what it does mean is known."""
    with open(path, encoding="utf-8") as lines:
        for line in list(lines)[1:]:
            form, lemma = line.rstrip("\n").split("\t")[:2]
            tags = ("VBG",) if form.endswith("ing") else ("VBZ",) if form.endswith("s") else ("VBD", "VBN")
            for tag in tags:
                yield form, lemma, "VERB", tag
