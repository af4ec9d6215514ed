/* Nouns and pronouns that may stand for somebody. */
#include "article/clause.h"
#include "base/utf8.h"
#include "who/within.h"

/* Words behind its head that a described actor's name has at most. */
enum { MOST_WORDS = 40 };

static const struct {
	struct view word;
	enum pronoun pronoun;
	bool possessive, reflexive;
} pronouns[] = {
        {VIEW_OF("he"), HE, false, false},          {VIEW_OF("him"), HE, false, false},
        {VIEW_OF("his"), HE, true, false},          {VIEW_OF("himself"), HE, false, true},
        {VIEW_OF("she"), SHE, false, false},        {VIEW_OF("her"), SHE, false, false},
        {VIEW_OF("hers"), SHE, true, false},        {VIEW_OF("herself"), SHE, false, true},
        {VIEW_OF("it"), IT, false, false},          {VIEW_OF("its"), IT, true, false},
        {VIEW_OF("itself"), IT, false, true},       {VIEW_OF("they"), THEY, false, false},
        {VIEW_OF("them"), THEY, false, false},      {VIEW_OF("'em"), THEY, false, false},
        {VIEW_OF("their"), THEY, true, false},      {VIEW_OF("theirs"), THEY, true, false},
        {VIEW_OF("themselves"), THEY, false, true}, {VIEW_OF("i"), I, false, false},
        {VIEW_OF("me"), I, false, false},           {VIEW_OF("my"), I, true, false},
        {VIEW_OF("mine"), I, true, false},          {VIEW_OF("myself"), I, false, true},
        {VIEW_OF("we"), WE, false, false},          {VIEW_OF("us"), WE, false, false},
        {VIEW_OF("'s"), WE, false, false}, /* "let's" */
        {VIEW_OF("our"), WE, true, false},          {VIEW_OF("ours"), WE, true, false},
        {VIEW_OF("ourselves"), WE, false, true},    {VIEW_OF("you"), YOU, false, false},
        {VIEW_OF("ya"), YOU, false, false},         {VIEW_OF("your"), YOU, true, false},
        {VIEW_OF("yours"), YOU, true, false},       {VIEW_OF("yourself"), YOU, false, true},
        {VIEW_OF("yourselves"), YOU, false, true},
};

/* The head of the phrase that a name heads within: Macron for "President" of a flat "President Macron". */
static uint32_t top_of(const struct article *a, uint32_t head)
{
	for (int step = 0; step < 8 && a->tokens.at[head].relation == RELATION_FLAT; step++)
		head = a->tokens.at[head].head;
	return head;
}

enum standing standing_of(const struct article *a, uint32_t head)
{
	switch (a->tokens.at[top_of(a, head)].relation) {
	case RELATION_NSUBJ:
	case RELATION_NSUBJ_PASS:
	case RELATION_NSUBJ_OUTER:
		return AS_SUBJECT;
	case RELATION_OBJ:
	case RELATION_IOBJ:
		return AS_OBJECT;
	case RELATION_NMOD_POSS:
		return AS_POSSESSOR;
	default:
		return AS_OTHER;
	}
}

static struct traits pronoun_traits(enum pronoun p)
{
	switch (p) {
	case HE:
		return (struct traits){.kind = KIND_PERSON, .male = true, .singular = true};
	case SHE:
		return (struct traits){.kind = KIND_PERSON, .female = true, .singular = true};
	case I:
		return (struct traits){.kind = KIND_PERSON, .singular = true};
	case IT:
		return (struct traits){.singular = true};
	default:
		return (struct traits){.plural = true};
	}
}

static void take_pronoun(struct work *w, uint32_t token)
{
	const struct article *a = w->article;
	const struct token *t = &a->tokens.at[token];
	struct view text = text_of_token(a, token), plain = text;
	if (text.length > 3 && (unsigned char)text.at[0] == 0xe2) /* ’s, ’em */
		plain = worded(w->article, "'%.*s", VIEW_ARGS(view_slice(text, 3, text.length)));
	if (t->relation == RELATION_EXPL ||
	    (t->upos != UPOS_PRON && t->xpos != XPOS_PRP && t->xpos != XPOS_PRPS))
		return;
	/* "US" is no pronoun, whatever its tag. */
	if (text.length > 1 && plain.at[plain.length - 1] >= 'A' && plain.at[plain.length - 1] <= 'Z')
		return;
	for (size_t i = 0; i < sizeof pronouns / sizeof *pronouns; i++) {
		if (!view_equal_ascii_case(pronouns[i].word, plain))
			continue;
		struct find *f = find_new(w, (struct tokens){token, token + 1}, token, MENTION_PRONOUN);
		f->pronoun = pronouns[i].pronoun;
		f->reflexive = pronouns[i].reflexive;
		f->traits = pronoun_traits(f->pronoun);
		if (pronouns[i].possessive)
			f->standing = AS_POSSESSOR;
		return;
	}
}

/* "the", "this", "his", "a" before a noun, and what it says about whether it was spoken of before. */
static void note_determiner(const struct work *w, struct find *f)
{
	const struct article *a = w->article;
	children_of (a, child, f->head) {
		const struct token *t = &a->tokens.at[child];
		if (t->relation == RELATION_NMOD_POSS)
			f->possessed = true;
		if (t->relation != RELATION_DET)
			continue;
		if (t->features & FEATURE(PRONTYPE_DEM))
			f->demonstrative = true;
		else if (t->features & FEATURE(DEFINITE_DEF))
			f->definite = true;
		else
			f->indefinite = true;
	}
}

/* A noun that only qualifies another ("government forces"), or that stands before a name, is no mention. */
static bool qualifies(const struct article *a, uint32_t token)
{
	enum relation r = (enum relation)a->tokens.at[token].relation;
	return r == RELATION_COMPOUND || r == RELATION_AMOD || r == RELATION_FLAT || r == RELATION_FIXED ||
	       r == RELATION_GOESWITH || r == RELATION_COMPOUND_PRT;
}

/* "head" is somebody in "head of the agency" and "the agency's head", "Mr" only before a name. */
static bool lacks_phrase(const struct work *w, struct row noun, uint32_t token)
{
	struct view with = know_text(noun, w->facts.noun_with);
	if (view_equal(with, VIEW("name")))
		return true;
	return with.length && child_with(w->article, token, RELATION_NMOD) == NONE &&
	       child_with(w->article, token, RELATION_COMPOUND) == NONE;
}

/* Where and when it is rather than what it is: "warplanes over the bay", "a row amid the talks". */
static bool is_circumstance(const struct article *a, uint32_t token)
{
	static const struct view words[] = {
	        VIEW_OF("over"),  VIEW_OF("amid"),  VIEW_OF("during"), VIEW_OF("after"), VIEW_OF("before"),
	        VIEW_OF("since"), VIEW_OF("until"), VIEW_OF("as"),     VIEW_OF("above"), VIEW_OF("despite")};
	const struct token *t = &a->tokens.at[token];
	uint8_t next = token + 1 < a->tokens.count ? a->tokens.at[token + 1].entity : ENTITY_NONE;
	if (t->upos != UPOS_ADP && t->upos != UPOS_SCONJ)
		return false;
	if ((next == ENTITY_DATE || next == ENTITY_TIME) && !view_equal(t->lemma, VIEW("of")))
		return true;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (view_equal(t->lemma, words[i]))
			return true;
	return false;
}

/* What ends the words that say what somebody is: a clause, a circumstance, a comma but between conjuncts. */
static bool ends_core(const struct article *a, uint32_t token)
{
	const struct token *t = &a->tokens.at[token];
	enum relation r = (enum relation)t->relation;
	if (r == RELATION_ACL || r == RELATION_ACL_RELCL || r == RELATION_APPOS || is_circumstance(a, token))
		return true;
	bool comma = view_equal(text_of_token(a, token), VIEW(","));
	return comma && (t->head == NONE || a->tokens.at[t->head].relation != RELATION_CONJ);
}

/* The noun phrase bare of clauses, appositions and circumstances, wherever below its head they hang. */
static struct tokens core_of(const struct article *a, uint32_t head)
{
	struct tokens core = phrase_of(a, head, PHRASE_CORE);
	if (core.end > head + MOST_WORDS)
		core.end = head + MOST_WORDS;
	for (uint32_t i = head + 1; i < core.end; i++) {
		if (!ends_core(a, i))
			continue;
		uint32_t begin = a->tokens.at[i].subtree.begin;
		bool clause = a->tokens.at[i].relation != RELATION_PUNCT && begin > head && begin < i;
		core.end = clause ? begin : i;
	}
	while (core.end > head + 1 && a->tokens.at[core.end - 1].upos == UPOS_PUNCT)
		core.end--;
	return core;
}

/* Words behind the head of an office's name, at most: "secretary of state", "minister for foreign affairs".
 */
enum { MOST_BEHIND = 4 };

/* The noun of nouns.tsv that a token heads, and the words of it: the longest that ends with the token, or
 * goes on behind it. */
static struct row noun_at(const struct work *w, uint32_t token, struct tokens *words)
{
	const struct article *a = w->article;
	uint32_t end = a->sentences.at[a->tokens.at[token].sentence].tokens.end, begin;
	end = end > token + 1 + MOST_BEHIND ? token + 1 + MOST_BEHIND : end;
	bool phrase = token + 2 < end && a->tokens.at[token + 1].upos == UPOS_ADP;
	for (uint32_t last = end; phrase && last-- > token + 2;) {
		struct row row = known_noun(w, last, &begin);
		if (row.table && begin <= token) {
			*words = (struct tokens){begin, last + 1};
			return row;
		}
	}
	struct row row = known_noun(w, token, &begin);
	*words = (struct tokens){begin, token + 1};
	return row;
}

/* "state" of "secretary of state". */
static bool ends_another(const struct work *w, struct tokens words, uint32_t token)
{
	return words.begin < token && head_of(w->article, words) < token;
}

static void take_noun(struct work *w, uint32_t token)
{
	struct article *a = w->article;
	const struct token *t = &a->tokens.at[token];
	if ((t->upos != UPOS_NOUN && t->upos != UPOS_PROPN) || qualifies(a, token))
		return;
	struct tokens words;
	struct row noun = noun_at(w, token, &words);
	if (!noun.table || lacks_phrase(w, noun, token) || ends_another(w, words, token))
		return;
	struct tokens phrase = core_of(a, token);
	struct find *f = find_new(w, phrase, token, MENTION_NOUN);
	f->traits = known_noun_traits(w, noun);
	f->traits.called = text_of_tokens(a, words);
	f->traits.country = known_country_of(w, token);
	if (!f->traits.country.length && f->traits.role.length)
		f->traits.country = known_state_of(w, f->traits.role);
	posts_of(w, words.begin, token, &f->traits);
	bool plural = (t->features & FEATURE(NUMBER_PLUR)) != 0;
	if (plural && f->traits.singular) {
		f->traits.plural = true;
		f->traits.singular = false;
		if (f->traits.kind != KIND_OUTLET)
			f->traits.kind = KIND_GROUP;
	}
	if (f->traits.kind == KIND_PERSON && f->traits.singular &&
	    child_with(a, token, RELATION_CONJ) == NONE)
		f->traits.plural = false;
	note_determiner(w, f);
}

static void describe(struct work *w, uint32_t head)
{
	struct article *a = w->article;
	const struct token *t = &a->tokens.at[head];
	bool plural = (t->features & FEATURE(NUMBER_PLUR)) != 0;
	struct find *f = find_new(w, core_of(a, head), head, MENTION_NOUN);
	f->traits = (struct traits){.plural = plural, .singular = !plural};
	f->traits.country = known_country_of(w, head);
	note_determiner(w, f);
}

void nouns_sources(struct work *w)
{
	const struct article *a = w->article;
	vector_each (i, &a->statements) {
		uint32_t head = voices_source(w, &a->statements.at[i]);
		if (head == NONE)
			continue;
		if (a->tokens.at[head].upos == UPOS_PROPN && w->covered[head] == NONE &&
		    w->find_at[head] == NONE)
			names_source(w, head);
		if (w->find_at[head] == NONE && w->covered[head] == NONE)
			describe(w, head);
	}
}

void nouns_find(struct work *w)
{
	const struct article *a = w->article;
	for (uint32_t i = 0; i < a->tokens.count; i++) {
		if (w->covered[i] != NONE || w->find_at[i] != NONE)
			continue;
		uint8_t upos = a->tokens.at[i].upos;
		if (upos == UPOS_NOUN || upos == UPOS_PROPN)
			take_noun(w, i);
		else
			take_pronoun(w, i);
	}
}
