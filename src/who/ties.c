#include "who/ties.h"

#include "article/clause.h"
#include "base/utf8.h"

#define AS_NAME(name, text) VIEW_OF(text),
static const struct view tie_names[] = {TIES(AS_NAME)};
#undef AS_NAME

struct view tie_name(enum tie tie)
{
	return tie_names[tie];
}

static void set(struct tie_set *s, enum tie tie)
{
	s->bits[tie / 64] |= UINT64_C(1) << (tie % 64);
}

static void set_if(struct tie_set *s, enum tie tie, bool holds)
{
	if (holds)
		set(s, tie);
}

static void tie_distance(const struct work *w, const struct find *f, const struct cluster *c, uint32_t rank,
                         struct tie_set *s)
{
	const struct article *a = w->article;
	const struct find *last = &w->finds.at[c->last];
	uint32_t here = a->tokens.at[f->head].sentence, there = a->tokens.at[last->head].sentence;
	uint32_t back = here > there ? here - there : 0;
	static const enum tie steps[] = {TIE_SAME_SENTENCE, TIE_ONE_BACK,  TIE_TWO_BACK,  TIE_FEW_BACK,
	                                 TIE_FEW_BACK,      TIE_MORE_BACK, TIE_MORE_BACK, TIE_MORE_BACK,
	                                 TIE_MORE_BACK,     TIE_MORE_BACK};
	static const enum tie ranks[] = {TIE_NEAREST, TIE_SECOND, TIE_THIRD, TIE_FIFTH, TIE_FIFTH};
	set(s, back < 10 ? steps[back] : TIE_FAR_BACK);
	set(s, rank < 5 ? ranks[rank] : TIE_LATER);
	set_if(s, TIE_CLOSE, f->head >= last->head && f->head - last->head <= 5);
	set_if(s, TIE_SAME_BLOCK, a->sentences.at[here].block == a->sentences.at[there].block);
	bool subject = last->standing == AS_SUBJECT;
	set_if(s, TIE_SUBJECT_HERE, subject && back == 0);
	set_if(s, TIE_SUBJECT_OF_LAST, subject && back == 1);
	set_if(s, TIE_BOTH_SUBJECTS, subject && f->standing == AS_SUBJECT);
	set_if(s, TIE_BOTH_SUBJECTS_NEAR, subject && f->standing == AS_SUBJECT && back <= 1);
	set_if(s, TIE_BOTH_OBJECTS, last->standing == AS_OBJECT && f->standing == AS_OBJECT);
	set_if(s, TIE_POSSESSIVE_SUBJECT, subject && back == 0 && f->standing == AS_POSSESSOR);
	set_if(s, TIE_OTHER_SIDE, a->tokens.at[f->head].quoted != a->tokens.at[last->head].quoted);
}

static void tie_last(const struct work *w, const struct find *f, const struct cluster *c, struct tie_set *s)
{
	static const enum tie standings[] = {TIE_LAST_SUBJECT, TIE_LAST_OBJECT, TIE_LAST_POSSESSOR,
	                                     TIE_LAST_OTHER};
	static const enum tie forms[] = {[MENTION_NAME] = TIE_LAST_NAME,
	                                 [MENTION_NOUN] = TIE_LAST_NOUN,
	                                 [MENTION_PRONOUN] = TIE_LAST_PRONOUN};
	const struct find *last = &w->finds.at[c->last];
	set(s, standings[last->standing]);
	set(s, forms[last->form]);
	set_if(s, TIE_LAST_SAME_PRONOUN, f->pronoun && last->pronoun == f->pronoun);
}

static void tie_traits(const struct find *f, const struct cluster *c, struct tie_set *s)
{
	static const enum tie kinds[] = {[KIND_NONE] = TIE_OF_UNKNOWN,
	                                 [KIND_PERSON] = TIE_OF_PERSON,
	                                 [KIND_ORGANISATION] = TIE_OF_ORGANISATION,
	                                 [KIND_COUNTRY] = TIE_OF_COUNTRY,
	                                 [KIND_GROUP] = TIE_OF_GROUP,
	                                 [KIND_OUTLET] = TIE_OF_OUTLET};
	const struct traits *mine = &f->traits, *theirs = &c->traits;
	set(s, kinds[theirs->kind]);
	set(s, theirs->female || theirs->male ? TIE_GENDER_AGREES : TIE_GENDER_UNKNOWN);
	set(s, mine->plural == theirs->plural ? TIE_PLURAL_AGREES : TIE_PLURAL_DIFFERS);
	set_if(s, TIE_NAMED, c->named_count > 0);
	set(s, c->count <= 1 ? TIE_ONCE : c->count == 2 ? TIE_TWICE : TIE_OFTEN);
}

static bool begins_block(const struct work *w, uint32_t token)
{
	const struct article *a = w->article;
	uint32_t sentence = a->tokens.at[token].sentence;
	return sentence == 0 || a->sentences.at[sentence].block != a->sentences.at[sentence - 1].block;
}

static void tie_voices(const struct work *w, const struct find *f, uint32_t cluster, struct tie_set *s)
{
	const struct article *a = w->article;
	bool source = w->source_of[f->head] != NONE, leading = cluster == w->leader;
	set_if(s, TIE_LEADING, leading);
	set_if(s, TIE_LEADING_AT_START, leading && begins_block(w, f->head));
	set_if(s, TIE_LEADING_SOURCE, leading && source);
	set_if(s, TIE_LAST_SPEAKER, cluster == w->last_speaker);
	set_if(s, TIE_LAST_SPEAKER_SOURCE, cluster == w->last_speaker && source);
	const struct cluster *c = &w->clusters.at[cluster];
	const struct find *last = &w->finds.at[c->last];
	bool quoted = a->tokens.at[f->head].quoted;
	set_if(s, TIE_SOURCE, source);
	set_if(s, TIE_ONLY_QUOTED, !quoted && !c->spoken_of);
	set_if(s, TIE_SOURCE_NAMED, source && c->named_count);
	set_if(s, TIE_SOURCE_OTHER_SIDE, source && quoted != a->tokens.at[last->head].quoted);
	set_if(s, TIE_SOURCE_SUBJECT, source && last->standing == AS_SUBJECT);
	set_if(s, TIE_PAIR, c->member[1] != NONE);
	uint32_t statement = w->statement_at[f->head];
	if (statement == NONE || cluster_at(w, a->statements.at[statement].source_head) != cluster)
		return;
	set(s, a->tokens.at[f->head].quoted ? TIE_SPEAKER_DIRECT : TIE_SPEAKER_INDIRECT);
}

static bool modifies(enum relation r)
{
	return r == RELATION_AMOD || r == RELATION_COMPOUND || r == RELATION_NUMMOD;
}

/* Whether a noun has an adjective or the like; *all: the other noun has each of them too. */
static bool is_modified(const struct article *a, uint32_t noun, uint32_t other, bool *all)
{
	bool any = false;
	*all = true;
	children_of (a, mine, noun) {
		if (!modifies((enum relation)a->tokens.at[mine].relation))
			continue;
		bool found = false;
		if (other != NONE)
			children_of (a, theirs, other) {
				found = found || view_equal_ascii_case(a->tokens.at[mine].lemma,
				                                       a->tokens.at[theirs].lemma);
			}
		any = true;
		*all = *all && found;
	}
	return any;
}

/* Whether a word stands in a name: "commission" in "European Commission". */
static bool is_in_name(const struct work *w, const struct find *f, const struct cluster *c)
{
	if (!c->named_count)
		return false;
	struct view name = utf8_folded(w->article->arena, c->name), word = head_lemma(w, f->head);
	while (name.length) {
		struct view part = view_cut(&name, ' ');
		if (view_equal(part, word))
			return true;
	}
	return false;
}

static bool tie_heads(const struct work *w, const struct find *f, const struct cluster *c, struct tie_set *s)
{
	const struct article *a = w->article;
	bool all, same = c->head_noun != NONE &&
	                 view_equal_ascii_case(a->tokens.at[c->head_noun].lemma, a->tokens.at[f->head].lemma);
	bool modified = is_modified(a, f->head, c->head_noun, &all);
	set_if(s, TIE_MODIFIED, modified);
	if (same)
		set(s, !modified ? TIE_SAME_HEAD_PLAIN : all ? TIE_SAME_HEAD_SAME : TIE_SAME_HEAD_OTHER);
	set_if(s, TIE_HEAD_IN_NAME, is_in_name(w, f, c));
	return same;
}

/* "minister" of "Foreign Minister". */
static bool is_last_of(struct view word, struct view phrase)
{
	if (!word.length || word.length >= phrase.length)
		return false;
	size_t begin = phrase.length - word.length;
	return phrase.at[begin - 1] == ' ' &&
	       view_equal_ascii_case(view_slice(phrase, begin, phrase.length), word);
}

static void tie_noun(const struct work *w, const struct find *f, const struct cluster *c, bool nearest,
                     struct tie_set *s)
{
	const struct traits *mine = &f->traits, *theirs = &c->traits;
	bool same = tie_heads(w, f, c, s);
	bool sectors = mine->sector && mine->sector == theirs->sector;
	bool bare = !f->definite && !f->demonstrative && !f->indefinite && !f->possessed;
	bool within = is_last_of(mine->called, theirs->called);
	set_if(s, TIE_CALLED_WITHIN, within);
	if (mine->role.length && theirs->role.length && !within)
		set(s, view_equal(mine->role, theirs->role) ? TIE_ROLE_SAME : TIE_ROLE_DIFFERENT);
	set_if(s, TIE_SECTOR_SAME, sectors);
	set_if(s, TIE_SECTOR_DIFFERENT, mine->sector && theirs->sector && !sectors);
	set(s, mine->kind == theirs->kind ? TIE_KIND_SAME : TIE_KIND_DIFFERENT);
	set_if(s, TIE_COUNTRY_SAME, mine->country.length && theirs->country.length);
	set_if(s, TIE_DEFINITE, f->definite);
	set_if(s, TIE_DEMONSTRATIVE, f->demonstrative);
	set_if(s, TIE_INDEFINITE, f->indefinite);
	set_if(s, TIE_POSSESSED, f->possessed);
	set_if(s, TIE_BARE, bare);
	set_if(s, TIE_DEFINITE_SAME_HEAD, f->definite && same);
	set_if(s, TIE_DEFINITE_SECTOR, f->definite && sectors);
	set_if(s, TIE_DEFINITE_NEAREST, f->definite && nearest);
	set_if(s, TIE_INDEFINITE_SAME_HEAD, f->indefinite && same);
	set_if(s, TIE_BARE_SAME_HEAD, bare && same);
	set_if(s, TIE_PLURAL_SAME_HEAD, mine->plural && same);
	set_if(s, TIE_PLURAL_NOUN, mine->plural);
	bool role = mine->role.length && view_equal(mine->role, theirs->role);
	set_if(s, TIE_DEFINITE_NAMED, f->definite && c->named_count);
	set_if(s, TIE_DEFINITE_ROLE, f->definite && role);
	bool plain = !(s->bits[TIE_MODIFIED / 64] >> (TIE_MODIFIED % 64) & 1) && !mine->plural;
	set_if(s, TIE_DEFINITE_KIND, f->definite && c->named_count && mine->kind == theirs->kind && plain);
	set_if(s, TIE_CALLED_SAME,
	       mine->called.length && view_equal_ascii_case(mine->called, theirs->called));
	set_if(s, TIE_WITH_PHRASE,
	       child_with(w->article, f->head, RELATION_NMOD) != NONE ||
	               child_with(w->article, f->head, RELATION_ACL_RELCL) != NONE);
}

void ties_between(const struct work *w, const struct find *f, uint32_t cluster, uint32_t rank,
                  struct tie_set *s)
{
	const struct cluster *c = &w->clusters.at[cluster];
	*s = (struct tie_set){{0}};
	set(s, TIE_ANY);
	tie_distance(w, f, c, rank, s);
	tie_last(w, f, c, s);
	tie_traits(f, c, s);
	tie_voices(w, f, cluster, s);
	if (f->form == MENTION_NOUN)
		tie_noun(w, f, c, rank == 0, s);
	set_if(s, TIE_LEADING_DEFINITE, f->definite && cluster == w->leader);
	set_if(s, TIE_SOURCE_NEAREST, rank == 0 && w->source_of[f->head] != NONE);
}
