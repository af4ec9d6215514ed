"""What the network sees of a word: hashed features of its form. src/lang/features.c computes the same."""

WORD, PREFIX, SUFFIX2, SUFFIX3, SUFFIX4, SHAPE = range(6)
QUOTES = {ord(c): "'" for c in "\u2018\u2019\u201a\u201b\u02bc\u0060\u00b4\u2032"} | {
    ord(c): '"' for c in "\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033"}
DASHES = {ord(c): "-" for c in "\u2010\u2011\u2012"} | {ord("\u2014"): "\u2013", ord("\u2015"): "\u2013", ord("\u2212"): "-"}


def upper(c):
    """True for a capital letter of the alphabets we fold: ASCII, Latin-1, Latin Extended-A, Greek, Cyrillic."""
    return (0x41 <= c <= 0x5A or 0xC0 <= c <= 0xDE and c != 0xD7 or 0x391 <= c <= 0x3A9 or 0x400 <= c <= 0x42F
            or 0x100 <= c <= 0x137 and c % 2 == 0 or 0x139 <= c <= 0x148 and c % 2 == 1
            or 0x14A <= c <= 0x177 and c % 2 == 0 or c in (0x179, 0x17B, 0x17D))


def fold(c):
    """The small letter of a capital, other code points as they are."""
    if not upper(c):
        return c
    if c < 0x100 or 0x391 <= c <= 0x3A9 or 0x410 <= c <= 0x42F:
        return c + 32
    return c + 80 if 0x400 <= c <= 0x40F else c + 1


def letter(c):
    """True for what may stand inside a word; all beyond ASCII but spaces, signs and symbols."""
    return (0x41 <= c <= 0x5A or 0x61 <= c <= 0x7A or 0xAA == c or c == 0xBA or 0xC0 <= c < 0x2000 and c not in (0xD7, 0xF7, 0x2BC)
            or 0x2C00 <= c < 0x2E00 or 0x3040 <= c < 0xE000 or 0xF900 <= c < 0xFE00)


def digit(c):
    return 0x30 <= c <= 0x39


def normal(form):
    """The form's code points: small letters, digits as 0, one kind of each quotation mark and dash."""
    points = []
    for c in map(ord, form):
        if digit(c):
            c = 0x30
        elif c in QUOTES:
            c = ord(QUOTES[c])
        elif c in DASHES:
            c = ord(DASHES[c])
        else:
            c = fold(c)
        points.append(c)
    return points


def shape(form):
    """Capital X, small x, digit 0, anything else itself; no more than two alike in a row, eight in all."""
    out = []
    for c in map(ord, form):
        s = ord("0") if digit(c) else ord("X") if upper(c) else ord("x") if letter(c) else c
        if len(out) >= 2 and out[-1] == s and out[-2] == s:
            continue
        out.append(s)
        if len(out) == 8:
            break
    return out


def hash_points(points, seed):
    """32 bits: FNV-1a over the code points, then Murmur's finish."""
    h = (0x811C9DC5 ^ seed * 0x9E3779B1) & 0xFFFFFFFF
    for c in points:
        h = (h ^ c) * 0x01000193 & 0xFFFFFFFF
    h = (h ^ h >> 16) * 0x85EBCA6B & 0xFFFFFFFF
    h = (h ^ h >> 13) * 0xC2B2AE35 & 0xFFFFFFFF
    return h ^ h >> 16


def looked_at(form):
    """What is looked at of a form: of one of more than 48 code points, the outer 24 of each end."""
    return form if len(form) <= 48 else form[:24] + form[-24:]


def hashes(form):
    """The six hashes of a form, in the order of the names above."""
    form = looked_at(form)
    n = normal(form)
    return (hash_points(n, WORD), hash_points(n[:3], PREFIX), hash_points(n[-2:], SUFFIX2),
            hash_points(n[-3:], SUFFIX3), hash_points(n[-4:], SUFFIX4), hash_points(shape(form), SHAPE))


ALL_CAPS, TITLE_CASE, SMALL = 1, 2, 3


def line_style(forms):
    """How a line is written: 0 as prose, or one of the names above. Counts words that begin with a letter."""
    small = capital = long_small = long_words = letters = 0
    for f in forms:
        p = [ord(c) for c in looked_at(f)]
        if not letter(p[0]):
            continue
        letters += 1
        capital += upper(p[0])
        small += any(letter(c) and not upper(c) for c in p)
        if len(p) > 3:
            long_words += 1
            long_small += not upper(p[0])
    if letters and small * 10 <= letters and capital >= 2:
        return ALL_CAPS
    if long_words >= 3 and long_small * 10 <= long_words:
        return TITLE_CASE
    if letters >= 4 and capital == 0:
        return SMALL
    return 0
