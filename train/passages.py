"""Passages of our own, with their trees: short sentences of news, which the treebanks have few of.

A grammar by chance: countries, people and groups that do things to each other, tell reporters, or are quoted; passives, participles,
datelines, headlines. Trees, tags and names as EWT and GUM would have them. Every call makes others. passages.py [N] prints some."""
import random
import sys
from pathlib import Path

import data

KNOW = Path(__file__).resolve().parent.parent / "know"
FINITE = "Mood=Ind|Number={}|Person=3|Tense={}|VerbForm=Fin"
FEATS = {"NN": "Number=Sing", "NNP": "Number=Sing", "NNS": "Number=Plur", "NNPS": "Number=Plur", "JJ": "Degree=Pos",
         "VB": "VerbForm=Inf", "VBZ": FINITE.format("Sing", "Pres"), "VBG": "Tense=Pres|VerbForm=Part", "VBN": "Tense=Past|VerbForm=Part|Voice=Pass",
         "MD": "VerbForm=Fin"}
UPOS = {"NN": "NOUN", "NNS": "NOUN", "NNP": "PROPN", "NNPS": "PROPN", "JJ": "ADJ", "IN": "ADP", "DT": "DET", "RB": "ADV", "CD": "NUM",
        "MD": "AUX", "TO": "PART", "POS": "PART", "CC": "CCONJ", ",": "PUNCT", ".": "PUNCT", ":": "PUNCT", "``": "PUNCT", "''": "PUNCT",
        "HYPH": "PUNCT", "-LRB-": "PUNCT", "-RRB-": "PUNCT", "RP": "ADP"}


class Word:
    """A word with what hangs on it, before and after."""
    def __init__(self, form, xpos, lemma=None, upos=None, feats=None, name="O"):
        self.form, self.xpos, self.lemma, self.name = form, xpos, lemma or (form if xpos.startswith("NNP") else form.lower()), name
        self.upos = upos or UPOS.get(xpos, "VERB")
        self.feats = FEATS.get(xpos, "_") if feats is None else feats
        self.before, self.after, self.tight = [], [], False

    def left(self, relation, word):
        self.before.append((relation, word))
        return self

    def right(self, relation, word):
        self.after.append((relation, word))
        return self

    @property
    def plural(self):
        return self.xpos in ("NNS", "NNPS") or any(r == "conj" for r, _ in self.after)

    def line(self, relation="root", head=None):
        """(word, relation, head) in the order of the text."""
        for r, w in self.before:
            yield from w.line(r, self)
        yield self, relation, head
        for r, w in self.after:
            yield from w.line(r, self)


def det(form):
    definite = "Definite=Def|PronType=Art" if form == "the" else "Definite=Ind|PronType=Art"
    return Word(form, "DT", lemma="a" if form == "an" else form, feats=definite)


def comma():
    return tight(Word(",", ","))


def tight(word):
    """No space before it."""
    word.tight = True
    return word


def named(words, kind):
    for i, w in enumerate(words):
        w.name = ("I-" if i else "B-") + kind
    return words


def proper(text, kind, flat=True):
    """A name of several words, flat as a person's or a compound as a group's."""
    words = named([Word(w, "NNP") for w in text.split()], kind)
    head = words[0] if flat else words[-1]
    for w in words:
        if w is not head:
            head.right("flat", w) if flat else head.left("compound", w)
    return head


def rows(table):
    with open(KNOW / f"{table}.tsv", encoding="utf-8") as lines:
        return [x.rstrip("\n").split("\t") for x in lines if x.strip() and x[0] != "#"][1:]


SURNAMES = """Adeyemi Ahmed Alvarez Andersson Antonov Baker Barzani Becker Bennett Berger Bianchi Brown Carter Castro Chen Cohen Costa Cruz Daly
Davies Diallo Dubois Duarte Edwards Eriksen Farouk Fernandez Fischer Ford Garcia Gomez Green Gupta Hansen Haddad Hassan Herrera Hill Hughes
Hussein Ibrahim Ivanov Jackson Jensen Johnson Jones Kariuki Kelly Khalil Khan Kim Kovac Kowalski Kumar Lambert Larsen Le Lee Lewis Li Lopez
Lund Mahmoud Malik Mansour Marino Martin Mbeki Medvedev Mensah Meyer Miller Mills Mohamed Moore Morales Moreau Mueller Murphy Mwangi Nasser
Nelson Nguyen Novak Nunez O'Brien O'Neill Okafor Olsen Omar Ortiz Osman Owen Papadopoulos Park Patel Perez Petrov Phiri Popescu Price Qureshi
Rahman Ramirez Reed Reyes Ricci Rivera Roberts Romero Rossi Russo Saleh Sanchez Santos Sato Schmidt Sharma Silva Singh Smirnov Smith Sokolov
Stewart Suzuki Svensson Tanaka Taylor Thapa Torres Traore Tran Turner Vargas Vasquez Walker Wang Watanabe Weber White Wilson Wood Wright
Yamamoto Yilmaz Young Yusuf Zhang Zhou""".split()
GROUPS = """Hezbollah Hamas Taliban Boko_Haram Al_Shabaab Fatah NATO Greenpeace Amnesty_International Microsoft Toyota Siemens Boeing Airbus
Volkswagen Samsung Barclays Gazprom Petrobras Exxon Human_Rights_Watch OPEC UNESCO UNICEF Interpol Oxfam""".split()
MINISTRIES = "Foreign Defence Defense Interior Finance Health Justice Trade Energy Education Agriculture".split()
BODIES = """court government parliament army opposition cabinet union commission council company board senate bank agency party
airline mayor minister president prosecutor embassy navy regulator committee militia general""".split()
PEOPLE = """troops rebels soldiers police officials protesters militants gunmen workers students farmers refugees prisoners villagers lawmakers
prosecutors pilots teachers nurses miners doctors voters judges fighters strikers demonstrators insurgents separatists inspectors""".split()
HURT = "civilian soldier policeman worker journalist villager child passenger protester miner".split()
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
MONTHS = "January February March April May June July August September October November December".split()
THINGS = """aid weapons food money grain oil gas medicine tents fuel loans evidence documents equipment jets""".split()
PLANS = "plan deal offer proposal bill budget law treaty report request ceasefire agreement visit strike vote talks sanctions claim ban tax".split()
AGENCIES = "Reuters AP AFP UPI Bloomberg Xinhua DPA".split()
ADJECTIVES = "new senior local former foreign military armed young large small public private northern southern".split()
NUMBERS = "two three four five six seven eight nine ten twelve twenty".split()
TITLES = "President Minister Chancellor Senator Governor Mayor Judge Mr. Mrs. Dr. Gen. Sen.".split()
OFFICES = "president prime_minister foreign_minister mayor spokesman spokeswoman chairman director head leader lawyer governor ambassador".split()

# lemma: past participle ing, for irregular ones; the rest by rule
IRREGULAR = {"send": "sent sent sending", "give": "gave given giving", "shoot": "shot shot shooting", "win": "won won winning",
             "hold": "held held holding", "strike": "struck struck striking", "hit": "hit hit hitting", "put": "put put putting",
             "take": "took taken taking", "leave": "left left leaving", "lose": "lost lost losing", "fight": "fought fought fighting",
             "tell": "told told telling", "say": "said said saying", "meet": "met met meeting", "sell": "sold sold selling",
             "begin": "began begun beginning", "cut": "cut cut cutting", "find": "found found finding", "see": "saw seen seeing",
             "make": "made made making", "bring": "brought brought bringing", "fly": "flew flown flying", "lend": "lent lent lending",
             "seek": "sought sought seeking", "ban": "banned banned banning", "stop": "stopped stopped stopping", "buy": "bought bought buying",
             "pay": "paid paid paying", "set": "set set setting", "sue": "sued sued suing", "plan": "planned planned planning",
             "deny": "denied denied denying", "carry": "carried carried carrying", "add": "added added adding", "kidnap": "kidnapped kidnapped kidnapping",
             "lead": "led led leading", "withdraw": "withdrew withdrawn withdrawing", "shell": "shelled shelled shelling",
             "ship": "shipped shipped shipping", "admit": "admitted admitted admitting", "beat": "beat beaten beating", "flee": "fled fled fleeing",
             "transfer": "transferred transferred transferring"}
ON_PEOPLE = """attack bomb shell arrest detain release kill wound kidnap accuse criticise criticize condemn praise blame invade threaten shoot strike
hit fight defeat expel evacuate support back sue fine question search free warn visit invite meet welcome help defend rescue surround besiege ambush
target deport jail raid storm disarm train evict beat""".split()
ON_PLANS = """reject accept approve sign announce cancel delay postpone oppose support block discuss welcome criticise condemn deny confirm back
suspend propose seek cut abandon defend review pass end lift""".split()
GIVE = "give send offer sell lend pay".split()
PROVIDE = "provide send deliver offer sell donate supply ship transfer export promise".split()
URGE = "urge ask tell warn".split()
FORCE = "order force allow".split()
PLAN = "threaten agree refuse promise plan decide vow offer want pledge vow hope try fail".split()
CLAIM = "say announce claim insist admit believe confirm deny argue suggest report warn add hope declare".split()
BARE = "resign return leave vote march gather protest meet fight win withdraw retreat surrender".split()


def form_of(lemma, xpos):
    if xpos in ("VB", "VBP"):
        return lemma
    if xpos == "VBZ":
        return lemma + "es" if lemma.endswith(("s", "sh", "ch", "x")) else lemma[:-1] + "ies" if lemma[-1] == "y" and lemma[-2] not in "aeo" else lemma + "s"
    past, participle, ing = IRREGULAR.get(lemma, "  ").split(" ")
    if xpos == "VBG":
        return ing or (lemma[:-1] if lemma[-1] == "e" and lemma[-2] != "e" else lemma) + "ing"
    known = past if xpos == "VBD" else participle
    return known or lemma + ("d" if lemma[-1] == "e" else "ed")


def verb(lemma, xpos, plural=False, feats=None):
    if feats is None and xpos in ("VBD", "VBP"):
        feats = FINITE.format("Plur" if plural else "Sing", "Past" if xpos == "VBD" else "Pres")
    return Word(form_of(lemma, xpos), xpos, lemma, "VERB", feats)


ACTIVE = "Tense=Past|VerbForm=Part"
GERUND = "VerbForm=Ger"


class Grammar:
    def __init__(self, g):
        self.g = g
        self.countries = [r[0].split("|")[0] for r in rows("countries")]
        self.countries = [c for c in self.countries if c.replace(" ", "").isalpha() and not c.startswith(("The ", "United "))] + ["Russia", "China", "Israel",
            "Iran", "Turkey", "Germany", "France", "Sudan", "Chad", "Japan", "India", "Britain", "Iraq", "Syria", "Ukraine", "Egypt"] * 6
        self.towns = [r[0].split("|")[0] for r in rows("towns") if r[5].isdigit() and int(r[5]) > 300000]
        self.towns = [t for t in self.towns if t.replace(" ", "").isalpha()]
        self.given = [r[0].capitalize() for r in rows("given") if r[0].isalpha()]
        self.peoples = [r[0] for r in rows("demonyms") if r[0].isalpha() and r[0][0].isupper() and r[0].endswith(("n", "sh", "se", "ch", "i")) and not r[0].endswith("men")]

    def one(self, items):
        return self.g.choice(items)

    def chance(self, p):
        return self.g.random() < p

    # ---- names and groups ----

    def country(self):
        if self.chance(0.12):
            some = self.one(["United States", "United Nations", "European Union", "United Kingdom", "United Arab Emirates"])
            parts = some.split()
            kind = "ORG" if parts[-1] in ("Nations", "Union") else "GPE"
            words = [Word(w, "NNPS" if w in ("States", "Nations", "Emirates") else "NNP") for w in parts]
            for w in words[:-1]:
                w.upos, w.feats = ("ADJ", "Degree=Pos")
            if some.startswith("United Arab"):
                words[1].upos = "ADJ"
            named(words, kind)
            head = words[-1].left("det", det("the"))
            for w in words[:-1]:
                head.left("amod", w)
            return head
        if self.chance(0.06):
            return named([Word("U.S.", "NNP")], "GPE")[0].left("det", det("the"))
        return self.place_name(self.one(self.countries), "GPE")

    def place_name(self, text, kind):
        parts = text.split()
        if len(parts) == 2 and parts[0] in ("North", "South", "New", "East", "West", "Saudi", "Central"):
            words = named([Word(w, "NNP") for w in parts], kind)
            words[0].upos, words[0].feats = ("ADJ", "Degree=Pos")
            return words[1].left("amod", words[0])
        return proper(text, kind, flat=True)

    def town(self):
        return self.place_name(self.one(self.towns), "GPE")

    def person(self, titled=True):
        given, last = self.one(self.given), self.one(SURNAMES)
        if self.chance(0.2):
            p = proper(last, "PERSON")
        else:
            middle = self.one("ABCDEFGHJKLMPRSTW") + ". " if self.chance(0.1) else ""
            p = proper(f"{given} {middle}{last}", "PERSON")
        if titled and self.chance(0.25):
            p.left("nmod:desc", Word(self.one(TITLES), "NNP"))
        elif titled and self.chance(0.15):
            office = self.one(["prime minister", "foreign minister", "defence minister", "army chief", "party leader"]).split()
            first = Word(office[0], "JJ" if office[0] in ("prime", "foreign") else "NN")
            p.left("nmod:desc", Word(office[1], "NN").left("amod" if first.xpos == "JJ" else "compound", first))
        return p

    def people(self):
        n = Word(self.one(PEOPLE), "NNS")
        n.lemma = n.form if n.form in ("police", "troops") else n.form[:-1]
        if self.chance(0.35):
            n.left("amod", named([Word(self.one(self.peoples), "JJ")], "NORP")[0])
        elif self.chance(0.3):
            n.left("amod", Word(self.one(ADJECTIVES), "JJ"))
        elif self.chance(0.2):
            n.left("nummod", Word(self.one(NUMBERS), "CD", feats="NumForm=Word|NumType=Card", name="B-CARDINAL"))
        elif self.chance(0.25):
            n.left("det", det("the"))
        return n

    def body(self):
        if self.chance(0.25):
            ministry = Word("Ministry", "NNP").left("det", det("the"))
            first = self.one(MINISTRIES)
            w = Word(first, "NNP")
            if first == "Foreign":
                w.upos, w.feats = "ADJ", "Degree=Pos"
            named([w, ministry], "ORG")
            return ministry.left("amod" if first == "Foreign" else "compound", w)
        n = Word(self.one(BODIES), "NN").left("det", det("the"))
        if self.chance(0.4):
            n.left("amod", named([Word(self.one(self.peoples), "JJ")], "NORP")[0])
        if self.chance(0.25):
            n.right("nmod", self.with_case(self.country(), "of"))
        return n

    def group(self):
        return proper(self.one(GROUPS).replace("_", " "), "ORG", flat=True)

    def actor(self):
        c = self.g.random()
        a = self.country() if c < 0.45 else self.group() if c < 0.55 else self.people() if c < 0.72 else self.body() if c < 0.84 else self.person()
        if self.chance(0.05):
            other = self.country()
            a.right("conj", other.left("cc", Word("and", "CC"))) if not other.before else None
        elif c >= 0.84 and self.chance(0.35):
            self.apposed(a)
        return a

    def apposed(self, a):
        parts = self.one(OFFICES).split("_")
        office = Word(parts[-1], "NN")
        for p in parts[:-1]:
            office.left("amod", Word(p, "JJ"))
        office.before.insert(0, ("det", det("the" if self.chance(0.7) else "a")))
        office.before.insert(0, ("punct", comma()))
        if self.chance(0.8):
            office.right("nmod", self.with_case(self.one([self.country, self.group, self.body, self.town])(), self.one(["of", "of", "for"])))
        a.right("appos", office.right("punct", comma()))

    # ---- when and where ----

    def day(self):
        return Word(self.one(DAYS), "NNP", name="B-DATE")

    def in_town(self):
        place = self.town() if self.chance(0.6) else self.country()
        return self.with_case(place, self.one(["in", "in", "near", "outside"]))

    @staticmethod
    def with_case(noun, preposition):
        noun.before.insert(0, ("case", Word(preposition, "IN")))
        return noun

    def when(self, v, most=0.75):
        """A place and a day behind the verb, often."""
        if self.chance(0.3):
            v.right("obl", self.in_town())
        if self.chance(most):
            c = self.g.random()
            if c < 0.65:
                v.right("obl", self.with_case(self.day(), "on"))
            elif c < 0.8:
                v.right("obl:unmarked", self.day())
            elif c < 0.9:
                month = Word(self.one(MONTHS), "NNP", name="B-DATE")
                if self.chance(0.6):
                    number = str(self.g.randint(1, 30))
                    month.right("nummod", Word(number, "CD", feats="NumForm=Digit|NumType=Card", name="I-DATE"))
                    v.right("obl", self.with_case(month, "on"))
                else:
                    v.right("obl", self.with_case(month, "in"))
            else:
                word = self.one(["yesterday", "again", "overnight"])
                v.right("advmod", Word(word, "RB")) if word != "yesterday" else v.right("obl:unmarked", Word(word, "NN", name="B-DATE"))
        return v

    def thing(self):
        n = Word(self.one(THINGS), "NNS")
        if n.form in ("aid", "food", "money", "grain", "oil", "gas", "medicine", "fuel", "evidence", "equipment"):
            n = Word(n.form, "NN")
        else:
            n.lemma = n.form[:-1]
        if self.chance(0.35):
            n.left("amod", Word(self.one(["new", "foreign", "military", "more", "heavy"][:3]), "JJ"))
        return n

    def plan(self):
        n = Word(self.one(PLANS), "NN")
        if n.form in ("talks", "sanctions"):
            n = Word(n.form, "NNS", lemma=n.form[:-1])
            if self.chance(0.4):
                n.right("nmod", self.with_case(self.country(), self.one(["with", "against"])))
            return n
        n.left("det", det(self.one(["the", "a"])))
        if n.before[0][1].form == "a" and n.form[0] in "ao":
            n.before[0] = ("det", det("an"))
        if self.chance(0.3):
            if n.before[0][1].form == "an":
                n.before[0] = ("det", det("a"))
            n.left("amod", Word(self.one(["new", "big", "controversial", "disputed"]), "JJ"))
        if self.chance(0.3):
            n.right("nmod", self.with_case(self.country(), self.one(["with", "for", "on"])))
        return n

    # ---- clauses: each gives a verb with all but its subject ----

    def predicate(self, xpos, plural=False, feats=None, tail=True):
        g, kind = self.g, self.g.random()
        make = lambda lemma: verb(lemma, xpos, plural, feats)
        if kind < 0.30:
            v = make(self.one(ON_PEOPLE)).right("obj", self.actor())
            if v.lemma in ("accuse", "blame", "criticise", "criticize", "condemn", "praise", "fine", "sue") and self.chance(0.6):
                deed = self.predicate("VBG", feats=GERUND, tail=False)
                v.right("advcl", deed)
                deed.before.insert(0, ("mark", Word("of" if v.lemma == "accuse" else "for", "IN", upos="SCONJ")))
            elif v.lemma == "threaten":
                v.right("obl", self.with_case(Word(self.one(["sanctions", "strikes", "tariffs"]), "NNS"), "with"))
        elif kind < 0.48:
            v = make(self.one(ON_PLANS)).right("obj", self.plan())
        elif kind < 0.58:
            v = make(self.one(PROVIDE)).right("obj", self.thing()).right("obl", self.with_case(self.actor(), "to"))
        elif kind < 0.62:
            v = make(self.one(GIVE)).right("iobj", self.actor()).right("obj", self.thing())
        elif kind < 0.67:
            border = self.one(["border", "frontier", "coast", "capital"])
            spot = Word(border, "NN").left("case", Word("to", "IN")).left("det", det("the"))
            if border in ("border", "frontier"):
                spot.right("nmod", self.with_case(self.country(), "with"))
            elif self.chance(0.5):
                spot.right("nmod", self.with_case(self.country(), "of"))
            v = make(self.one(["send", "move", "fly", "deploy", "order"])).right("obj", self.people()).right("obl", spot)
        elif kind < 0.78:
            deed = self.predicate("VB", tail=False)
            deed.before.insert(0, ("mark", Word("to", "TO")))
            if self.chance(0.6):
                v = make(self.one(URGE + FORCE))
                v.right("iobj" if v.lemma in URGE else "obj", self.actor()).right("xcomp", deed)
            else:
                v = make(self.one(PLAN)).right("xcomp", deed)
        elif kind < 0.86:
            v = make(self.one(["call", "ask", "appeal"])).right("obl", self.with_case(self.plan(), "for"))
        elif kind < 0.92:
            v = make(self.one(["impose"])).right("obj", Word(self.one(["sanctions", "tariffs", "taxes", "restrictions"]), "NNS"))
            v.right("obl", self.with_case(self.actor(), "on"))
            v.after[0][1].lemma = {"taxes": "tax"}.get(v.after[0][1].form, v.after[0][1].form[:-1])
        else:
            v = make(self.one(BARE))
        return self.when(v) if tail else v

    def clause(self, tail=True, tense=None):
        """Subject and predicate; the past most of the time."""
        s = self.actor()
        c = self.g.random() if tense is None else tense
        if c < 0.78:
            v = self.predicate("VBD", s.plural, tail=tail)
        elif c < 0.84:
            v = self.predicate("VBP" if s.plural else "VBZ", s.plural, tail=tail)
        elif c < 0.92:
            v = self.predicate("VB", tail=tail)
            modal = self.one(["will", "would", "may", "could", "might", "should"])
            v.before.insert(0, ("aux", Word(modal, "MD")))
            if self.chance(0.2):
                v.before.insert(1, ("advmod", Word("not", "RB", upos="PART", feats="Polarity=Neg")))
        elif c < 0.96:
            v = self.predicate("VBN", feats=ACTIVE, tail=tail)
            has = ("have", "VBP", "Plur") if s.plural else ("has", "VBZ", "Sing")
            v.before.insert(0, ("aux", Word(has[0], has[1], "have", "AUX", FINITE.format(has[2], "Pres"))))
        else:
            v = self.predicate("VBG", tail=tail)
            be = ("are", "VBP", "Plur") if s.plural else ("is", "VBZ", "Sing")
            v.before.insert(0, ("aux", Word(be[0], be[1], "be", "AUX", FINITE.format(be[2], "Pres"))))
        v.before.insert(0, ("nsubj", s))
        if tail and self.chance(0.12):
            extra = self.predicate("VBG", tail=False)
            extra.before.insert(0, ("punct", comma()))
            v.right("advcl", extra)
        return v

    def passive(self):
        s = self.actor()
        if self.chance(0.4):
            s = Word(self.one(HURT) + "s", "NNS").left("nummod", Word(self.one(NUMBERS), "CD", feats="NumForm=Word|NumType=Card", name="B-CARDINAL"))
            s.lemma = s.form[:-1] if s.form != "childs" else "child"
            if s.form == "childs":
                s.form = "children"
        v = verb(self.one(ON_PEOPLE), "VBN")
        if self.chance(0.25):  # "troops sent to the border were attacked"
            part = verb(self.one(["arrest", "wound", "shoot", "send", "train", "hold", "accuse"]), "VBN")
            part.right("obl", self.in_town())
            s.right("acl", part)
        be = Word("were" if s.plural else "was", "VBD", "be", "AUX", FINITE.format("Plur" if s.plural else "Sing", "Past"))
        v.left("nsubj:pass", s).left("aux:pass", be)
        if self.chance(0.5):
            v.right("obl:agent", self.with_case(self.actor(), "by"))
        return self.when(v)

    def noun_deed(self):
        """"The bombing of X killed five people.", "an attack on Y"."""
        if self.chance(0.5):
            n = Word(self.one(["bombing", "shelling", "killing", "arrest", "invasion", "siege"]), "NN").left("det", det("the"))
            n.right("nmod", self.with_case(self.actor(), "of"))
        else:
            n = Word(self.one(["raid", "strike", "blast", "bomb", "bombing"]), "NN").left("det", det("a"))
            if self.chance(0.5):
                n.left("compound", Word(self.one(["air", "car", "suicide", "drone"]), "NN"))
            n.right("nmod", self.in_town())
        v = verb(self.one(["kill", "wound", "anger", "shock"]), "VBD", False)
        v.left("nsubj", n)
        people = self.people()
        return self.when(v.right("obj", people), 0.6)

    # ---- who says it ----

    def said(self):
        s = self.one([self.person, self.person, self.body, self.people, self.country])()
        if self.chance(0.3) and s.name.endswith("PERSON"):
            self.apposed(s)
        kind = self.g.random()
        if kind < 0.3:
            v = verb("tell", "VBD", s.plural).left("nsubj", s)
            hearers = Word(self.one(["reporters", "journalists", "lawmakers", "parliament", "Reuters", "CNN"]), "NNS")
            if hearers.form in ("Reuters", "CNN"):
                hearers = named([Word(hearers.form, "NNP")], "ORG")[0]
            elif hearers.form == "parliament":
                hearers = Word("parliament", "NN")
            else:
                hearers.lemma = hearers.form[:-1]
            v.right("iobj", hearers)
        else:
            v = verb("say" if self.chance(0.6) else self.one(CLAIM), "VBD", s.plural).left("nsubj", s)
        if self.chance(0.3):
            self.when(v, 0.9)
        what = self.clause()
        if self.chance(0.65) or kind < 0.3 and self.chance(0.7):
            what.before.insert(0, ("mark", Word("that", "IN", upos="SCONJ")))
        v.right("ccomp", what)
        if self.chance(0.12):
            also = verb("add", "VBG")
            also.before.insert(0, ("punct", comma()))
            also.right("ccomp", self.clause(tail=False).left("mark", Word("that", "IN", upos="SCONJ")))
            also.after[-1][1].before.insert(0, also.after[-1][1].before.pop())
            v.right("advcl", also)
        return v

    def quoted(self):
        """"We will not pay," X said."""
        s = self.person() if self.chance(0.8) else self.body()
        v = verb(self.one(["say", "say", "say", "tell", "add", "warn"]), "VBD", s.plural)
        what = self.we_clause()
        what.before.insert(0, ("punct", Word("\u201c", "``", lemma="\"")))
        what.right("punct", tight(Word("\u201d", "''", lemma="\"")))
        after = tight(Word(",", ","))
        what.after.insert(len(what.after) - 1, ("punct", after))
        v.left("ccomp", what)
        if v.lemma == "tell":
            v.left("nsubj", s).right("iobj", Word("reporters", "NNS", "reporter"))
        elif self.chance(0.35):
            v.right("nsubj", s)
        else:
            v.left("nsubj", s)
        return self.when(v, 0.3)

    def we_clause(self):
        v = self.predicate("VB", tail=False)
        modal = Word(self.one(["will", "must", "can"]), "MD")
        who = self.one([("We", "Case=Nom|Number=Plur|Person=1|PronType=Prs"), ("They", "Case=Nom|Number=Plur|Person=3|PronType=Prs"),
                        ("I", "Case=Nom|Number=Sing|Person=1|PronType=Prs")])
        v.before.insert(0, ("aux", modal))
        if self.chance(0.4):
            v.before.insert(1, ("advmod", Word("not", "RB", upos="PART", feats="Polarity=Neg")))
        v.before.insert(0, ("nsubj", Word(who[0], "PRP", lemma="I" if who[0] == "I" else who[0].lower(), upos="PRON", feats=who[1])))
        return v

    # ---- headlines and datelines ----

    def headline(self):
        kind = self.g.random()
        if kind < 0.45:
            v = self.predicate("VBZ", tail=False)
            v.left("nsubj", self.country())
            if v.before[-1][1].plural:
                v.form, v.xpos, v.feats = v.lemma, "VBP", FINITE.format("Plur", "Pres")
        elif kind < 0.6:
            v = self.predicate("VB", tail=False)
            v.left("nsubj", self.country()).left("mark", Word("to", "TO"))
        elif kind < 0.8:
            v = verb(self.one(["kill", "arrest", "wound", "detain", "release"]), "VBN")
            n = Word(self.one(NUMBERS), "CD", feats="NumForm=Word|NumType=Card", name="B-CARDINAL")
            v.left("nsubj:pass", n)
            v.right("obl", self.with_case(Word(self.one(["blast", "raid", "attack", "clashes", "fire"]), "NN"), "in"))
        else:
            who = Word(self.one(["Minister", "President", "Police", "Report", "Opposition"]), "NN")
            v = self.we_clause() if self.chance(0.5) else self.clause(tail=False)
            who.right("parataxis", v)
            v.before.insert(0, ("punct", tight(Word(":", ":"))))
            return who
        return v

    def dateline(self, main):
        """PARIS, May 3 (Reuters) - ..."""
        town = self.one(self.towns).split()
        if self.chance(0.7):
            town = [t.upper() for t in town]
        place = proper(" ".join(town), "GPE")
        if self.chance(0.25):
            country = self.place_name(self.one([c for c in self.countries if " " not in c]), "GPE")
            country.before.insert(0, ("punct", comma()))
            place.right("appos", country)
        if self.chance(0.3):
            month = Word(self.one(MONTHS), "NNP", name="B-DATE")
            month.left("punct", comma()).right("nummod", Word(str(self.g.randint(1, 30)), "CD", feats="NumForm=Digit|NumType=Card", name="I-DATE"))
            place.right("nmod:unmarked", month)
        if self.chance(0.6):
            agency = named([Word(self.one(AGENCIES), "NNP")], "ORG")[0]
            agency.left("punct", Word("(", "-LRB-")).right("punct", tight(Word(")", "-RRB-")))
            place.right("parataxis", agency)
        main.before.insert(0, ("punct", Word(self.one(["-", "\u2014", "\u2013", "--"]), ":", lemma="-")))
        return place.right("parataxis", main)

    def sentence(self):
        kind = self.g.random()
        if kind < 0.45:
            v = self.clause()
        elif kind < 0.58:
            v = self.passive()
        elif kind < 0.64:
            v = self.noun_deed()
        elif kind < 0.86:
            v = self.said()
        else:
            v = self.quoted()
        if self.chance(0.05) and kind < 0.64:
            day = self.with_case(self.day(), "on").right("punct", comma())
            v.before.insert(0, ("obl", day))
        return v

    def paragraph(self):
        if self.chance(0.15):
            return [tokens_of(self.headline(), stop=False)]
        trees = [self.sentence() for _ in range(self.g.choice([1, 1, 2, 3]))]
        if self.chance(0.15):
            trees[0] = self.dateline(trees[0])
        return [tokens_of(t) for t in trees]


def opens(line, i):
    """Whether a word begins the sentence, or what stands behind a mark that opens one."""
    before = line[i - 1][0] if i else None
    return before is None or before.xpos == "``" and i == 1 or before.form in ("-", "\u2014", "\u2013", "--") and line[i - 1][1] == "punct"


def tokens_of(tree, stop=True):
    """The sentence as data.Token, its first word with a capital, with a full stop."""
    if stop:
        tree.right("punct", tight(Word(".", ".")))
    line = list(tree.line())
    kept = [i for i, (w, _, _) in enumerate(line) if not (w.form == "," and (i == 0 or i + 1 < len(line) and line[i + 1][0].form in (",", ".", ")")))]
    line = [line[i] for i in kept]
    number = {id(w): i + 1 for i, (w, _, _) in enumerate(line)}
    out = []
    for i, (w, relation, head) in enumerate(line):
        after = line[i + 1][0] if i + 1 < len(line) else None
        space = not (after is not None and after.tight or w.xpos in ("``", "-LRB-"))
        form = w.form[0].upper() + w.form[1:] if opens(line, i) else w.form
        out.append(data.Token(form, w.lemma, w.upos, w.xpos, w.feats, number[id(head)] if head is not None else 0, relation, space, False, w.name))
    return out


def documents(count, generator):
    """As data.read_conllu gives them; each has one paragraph."""
    grammar = Grammar(generator)
    return [(f"passage-{i}", [grammar.paragraph()]) for i in range(count)]


if __name__ == "__main__":
    for _, paragraphs in documents(int(sys.argv[1]) if len(sys.argv) > 1 else 20, random.Random(1)):
        for s in paragraphs[0]:
            print(" ".join(t.form for t in s))
            if len(sys.argv) > 2:
                for i, t in enumerate(s, 1):
                    print(i, t.form, t.lemma, t.upos, t.xpos, t.feats, t.head, t.deprel, t.name, sep="\t")
