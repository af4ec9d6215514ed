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

/* ---- Clusters ---- */

uint32_t cluster_new(struct work *w)
{
	struct cluster *c = vector_push(w->article->arena, &w->clusters);
	c->head_noun = c->last = c->next_alike = c->actor = c->we = c->you = NONE;
	c->member[0] = c->member[1] = NONE;
	return w->clusters.count - 1;
}

void traits_add(struct traits *to, const struct traits *from)
{
	if (to->kind == KIND_NONE)
		to->kind = from->kind;
	if (to->sector == SECTOR_NONE)
		to->sector = from->sector;
	if (!to->country.length)
		to->country = from->country;
	if (!to->role.length)
		to->role = from->role;
	if (!to->called.length)
		to->called = from->called;
	if (!to->female && !to->male) {
		to->female = from->female;
		to->male = from->male;
	}
	if (!to->plural && !to->singular) {
		to->plural = from->plural;
		to->singular = from->singular;
	}
}

void cluster_join(struct work *w, uint32_t find, uint32_t cluster)
{
	struct find *f = &w->finds.at[find];
	f->cluster = cluster;
	traits_add(&w->clusters.at[cluster].traits, &f->traits);
}

/* ---- The order in which actors were spoken of ---- */

static void bring_forward(struct ties *t, uint32_t cluster)
{
	uint32_t i = 0;
	while (i < t->recent_count && t->recent[i] != cluster)
		i++;
	if (i == t->recent_count) {
		if (t->recent_count < MOST_CANDIDATES)
			t->recent_count++;
		i = t->recent_count - 1;
	}
	for (; i > 0; i--)
		t->recent[i] = t->recent[i - 1];
	t->recent[0] = cluster;
}

static struct view head_lemma(const struct work *w, uint32_t token)
{
	return utf8_folded(w->article->arena, w->article->tokens.at[token].lemma);
}

static void touch(struct work *w, uint32_t find)
{
	const struct find *f = &w->finds.at[find];
	struct cluster *c = &w->clusters.at[f->cluster];
	c->last = find;
	c->count++;
	c->spoken_of = c->spoken_of || !w->article->tokens.at[f->head].quoted;
	if (f->form == MENTION_NOUN) {
		c->head_noun = f->head;
		*map_put(&w->by_noun, head_lemma(w, f->head)) = f->cluster + 1;
	}
	bring_forward(w->ties, f->cluster);
	if (w->source_of[f->head] != NONE || (f->title_noun != NONE && w->source_of[f->title_noun] != NONE))
		w->last_speaker = f->cluster;
}

/* ---- What must agree ---- */

static bool is_body(enum actor_kind kind)
{
	return kind == KIND_ORGANISATION || kind == KIND_COUNTRY || kind == KIND_OUTLET;
}

static bool genders_clash(const struct traits *a, const struct traits *b)
{
	return (a->female && b->male) || (a->male && b->female);
}

static bool countries_differ(const struct traits *a, const struct traits *b)
{
	return a->country.length && b->country.length && !view_equal(a->country, b->country);
}

static bool pronoun_fits(enum pronoun p, const struct traits *t)
{
	if (p == HE || p == SHE)
		return (t->kind == KIND_PERSON || t->kind == KIND_NONE) && !t->plural;
	if (p == IT)
		return t->kind != KIND_PERSON && (is_body(t->kind) || !t->plural);
	return t->kind != KIND_PERSON || !(t->female || t->male);
}

static bool noun_fits(const struct find *f, const struct cluster *c)
{
	const struct traits *a = &f->traits, *b = &c->traits;
	if ((a->kind == KIND_PERSON) != (b->kind == KIND_PERSON) && a->kind && b->kind)
		return false;
	/* Whom a reporter writes of or asks is somebody else. */
	bool press = a->sector == SECTOR_JRN && b->sector && b->sector != SECTOR_JRN && c->known.table;
	if (countries_differ(a, b) || (press && a->kind == KIND_PERSON))
		return false;
	return !(a->plural && b->kind == KIND_PERSON) && (!a->plural || b->plural || is_body(b->kind));
}

/* "he criticised him": two of one verb's parties are not the same, unless it says "himself". */
static bool parties_of_one(const struct article *a, uint32_t one, uint32_t other)
{
	const struct token *s = &a->tokens.at[one], *t = &a->tokens.at[other];
	return s->head != NONE && (s->head == t->head || s->head == other || t->head == one);
}

/* "The head of the navy" is not "the head of the ward". */
static bool of_others(const struct article *a, uint32_t one, uint32_t other)
{
	if (other == NONE || !view_equal_ascii_case(a->tokens.at[one].lemma, a->tokens.at[other].lemma))
		return false;
	uint32_t mine = oblique_of(a, one, VIEW("of")), theirs = oblique_of(a, other, VIEW("of"));
	return mine != NONE && theirs != NONE &&
	       !view_equal_ascii_case(a->tokens.at[mine].lemma, a->tokens.at[theirs].lemma);
}

/* "The spokesman" is none of those whom the article names but as a spokesman. */
static bool is_unnamed(const struct work *w, const struct find *f, const struct cluster *c)
{
	return c->named_count && known_points(w, w->article->tokens.at[f->head].lemma, VIEW("unnamed")) &&
	       !view_equal_ascii_case(f->traits.called, c->traits.called);
}

static bool may_mean(const struct work *w, const struct find *f, const struct cluster *c)
{
	const struct article *a = w->article;
	if (genders_clash(&f->traits, &c->traits))
		return false;
	if (f->form == MENTION_PRONOUN ? !pronoun_fits(f->pronoun, &c->traits) : !noun_fits(f, c))
		return false;
	if (f->form == MENTION_NOUN && of_others(a, f->head, c->head_noun))
		return false;
	if (f->form == MENTION_NOUN && is_unnamed(w, f, c))
		return false;
	/* "the podcast" of which nothing tells that it is a person is no "she". */
	if ((f->pronoun == HE || f->pronoun == SHE) && c->traits.kind == KIND_NONE && !c->named_count)
		return false;
	if (c->last == NONE)
		return true;
	const struct find *last = &w->finds.at[c->last];
	if (last->form == MENTION_NOUN && last->tokens.begin <= f->head && f->head < last->tokens.end)
		return false;
	return f->reflexive || f->standing == AS_POSSESSOR || !parties_of_one(a, f->head, last->head);
}

/* ---- Ties ---- */

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

uint32_t cluster_at(const struct work *w, uint32_t token)
{
	if (token == NONE)
		return NONE;
	uint32_t find = w->find_at[token] != NONE ? w->find_at[token] : w->covered[token];
	return find == NONE ? NONE : w->finds.at[find].cluster;
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

/* Two of whom one is speaking here: "they" within a quotation are others than its speaker. */
static bool has_speaker(const struct work *w, const struct find *f, const struct cluster *c)
{
	uint32_t statement = w->statement_at[f->head];
	if (c->member[1] == NONE || statement == NONE || !w->article->tokens.at[f->head].quoted)
		return false;
	uint32_t speaker = cluster_at(w, voices_source(w, &w->article->statements.at[statement]));
	return speaker != NONE && (speaker == c->member[0] || speaker == c->member[1]);
}

static void add_candidate(const struct work *w, const struct find *f, uint32_t cluster, struct candidates *to)
{
	const struct cluster *c = &w->clusters.at[cluster];
	if (c->last == NONE || to->count == MOST_CANDIDATES || !may_mean(w, f, c) || has_speaker(w, f, c))
		return;
	for (uint32_t i = 0; i < to->count; i++)
		if (to->cluster[i] == cluster)
			return;
	struct tie_set *s = &to->ties[to->count];
	*s = (struct tie_set){{0}};
	set(s, TIE_ANY);
	tie_distance(w, f, c, to->count, s);
	tie_last(w, f, c, s);
	tie_traits(f, c, s);
	tie_voices(w, f, cluster, s);
	if (f->form == MENTION_NOUN)
		tie_noun(w, f, c, to->count == 0, s);
	set_if(s, TIE_LEADING_DEFINITE, f->definite && cluster == w->leader);
	set_if(s, TIE_SOURCE_NEAREST, to->count == 0 && w->source_of[f->head] != NONE);
	to->cluster[to->count++] = cluster;
}

static void gather(const struct work *w, const struct find *f, struct candidates *to)
{
	to->count = 0;
	for (uint32_t i = 0; i < w->ties->recent_count; i++)
		add_candidate(w, f, w->ties->recent[i], to);
	if (f->form == MENTION_NOUN) {
		const uint32_t *same = map_get(&w->by_noun, head_lemma(w, f->head));
		if (same && *same)
			add_candidate(w, f, *same - 1, to);
	}
	if ((f->pronoun == HE || f->pronoun == SHE) && w->leader != NONE)
		add_candidate(w, f, w->leader, to);
}

static int64_t strength(const int32_t *weight, const struct tie_set *s)
{
	int64_t sum = 0;
	for (int half = 0; half < 2; half++)
		for (uint64_t bits = s->bits[half]; bits; bits &= bits - 1)
			sum += weight[half * 64 + __builtin_ctzll(bits)];
	return sum;
}

/* The lead of the best over the next, in doublings from a quarter of a unit of log odds. */
static uint8_t lead_step(int64_t lead)
{
	uint8_t step = 0;
	for (int64_t bound = 16; lead > bound && step < 6; bound *= 2)
		step++;
	return step;
}

static uint32_t strongest(const struct ties *t, enum tie_class class, const struct candidates *c,
                          uint8_t *step)
{
	/* "he" and "she" always mean somebody; the best is better than nobody. */
	uint32_t best = c->count;
	int64_t most = class == TIE_HE ? INT32_MIN : 0, next = INT32_MIN;
	for (uint32_t i = 0; i < c->count; i++) {
		int64_t sum = strength(t->weight[class], &c->ties[i]);
		next = sum > most ? most : sum > next ? sum : next;
		if (sum > most) {
			most = sum;
			best = i;
		}
	}
	*step = lead_step(most - next);
	return best;
}

static enum tie_class class_of(const struct find *f)
{
	if (f->form == MENTION_NOUN)
		return f->traits.kind == KIND_PERSON && !f->traits.plural ? TIE_SOMEONE : TIE_NOUN;
	return f->pronoun == IT ? TIE_IT : f->pronoun == THEY ? TIE_THEY : TIE_HE;
}

/* The candidate that a noun or pronoun means; NONE: somebody new. */
static uint32_t choose(struct work *w, uint32_t find)
{
	struct find *f = &w->finds.at[find];
	struct candidates candidates;
	gather(w, f, &candidates);
	const struct ties_watch *watch = w->ties->watch;
	uint32_t chosen = watch ? watch->choose(watch->user, w, find, class_of(f), &candidates)
	                        : strongest(w->ties, class_of(f), &candidates, &f->step);
	return chosen < candidates.count ? candidates.cluster[chosen] : NONE;
}

/* ---- What the grammar says outright ---- */

static bool one_kind(const struct find *f, const struct cluster *c)
{
	return !genders_clash(&f->traits, &c->traits) && noun_fits(f, c) &&
	       !(f->traits.singular && f->traits.kind == KIND_PERSON && c->traits.plural);
}

/* Phrases within a phrase that are looked into for its name. */
enum { MOST_WITHIN = 2 };

/* "the rival in the race, Ann Lee": the name behind a phrase within it, to which lang may have joined it. */
static uint32_t name_behind(const struct article *a, uint32_t head, int depth)
{
	uint32_t behind = child_with(a, head, RELATION_APPOS);
	if (behind != NONE && (depth == MOST_WITHIN || a->tokens.at[behind].entity == ENTITY_PERSON))
		return behind;
	children_of (a, within, head) {
		bool phrase = a->tokens.at[within].relation == RELATION_NMOD && within > head;
		behind = phrase && depth ? name_behind(a, within, depth - 1) : NONE;
		if (behind != NONE)
			return behind;
	}
	return NONE;
}

/* "Emmanuel Macron, the French president", "the French president, Emmanuel Macron", "Macron is president". */
static uint32_t by_apposition(const struct work *w, const struct find *f)
{
	const struct article *a = w->article;
	const struct token *t = &a->tokens.at[f->head];
	uint32_t found[3] = {NONE, NONE, NONE};
	if (t->relation == RELATION_APPOS || t->relation == RELATION_NMOD_DESC)
		found[0] = cluster_at(w, t->head);
	uint32_t behind = f->traits.kind == KIND_PERSON ? name_behind(a, f->head, MOST_WITHIN)
	                                                : child_with(a, f->head, RELATION_APPOS);
	if (behind != NONE)
		found[1] = cluster_at(w, behind);
	if (child_with(a, f->head, RELATION_COP) != NONE && !is_negated(a, f->head)) {
		uint32_t subject = child_with(a, f->head, RELATION_NSUBJ);
		if (subject != NONE)
			found[2] = cluster_at(w, subject);
	}
	for (int i = 0; i < 3; i++)
		if (found[i] != NONE && one_kind(f, &w->clusters.at[found[i]]))
			return found[i];
	return NONE;
}

static bool is_former(const struct work *w, uint32_t head)
{
	const struct article *a = w->article;
	children_of (a, child, head) {
		struct row row = know_find_text(w->facts.nouns, a->arena, text_of_token(a, child));
		if (row.table && known_points(w, know_text(row, w->facts.noun_role), VIEW("former")))
			return true;
	}
	return false;
}

static uint32_t possessor_of(const struct work *w, const struct find *f)
{
	uint32_t owner = child_with(w->article, f->head, RELATION_NMOD_POSS);
	return cluster_at(w, owner);
}

/* The role of roles.tsv that whoever leads a country has. */
static struct view leading_role(const struct work *w)
{
	return know_key(know_find(w->facts.pointers, VIEW("leader")));
}

/* "his Russian counterpart": who holds there the office that he holds here. */
static struct view counterpart(const struct work *w, const struct find *f)
{
	uint32_t owner = possessor_of(w, f);
	if (owner == NONE || !f->traits.country.length)
		return (struct view){0};
	const struct cluster *c = &w->clusters.at[owner];
	struct row office = known_office(w, c->key);
	struct view role = office.table ? know_text(office, w->facts.role_role) : c->traits.role;
	struct view head = leading_role(w), leader = known_holder(w, head, c->traits.country);
	struct view key = known_holder(w, role, f->traits.country);
	if (!key.length && leader.length && view_equal(leader, c->key))
		key = known_holder(w, head, f->traits.country);
	return key;
}

/* "Mr Lind's predecessor", "her predecessor as minister". */
static struct view predecessor(const struct work *w, const struct find *f)
{
	uint32_t owner = possessor_of(w, f);
	return owner == NONE ? (struct view){0} : known_predecessor(w, w->clusters.at[owner].key);
}

/* Whom a role names: by way of the owner of the word, or as the one who holds the office. */
static struct view holder_of(const struct work *w, const struct find *f)
{
	const struct traits *t = &f->traits;
	if (known_points(w, t->role, VIEW("same-office")))
		return counterpart(w, f);
	if (known_points(w, t->role, VIEW("office-before")))
		return predecessor(w, f);
	struct view key = known_holder(w, t->role, t->country);
	return key.length || w->article->published_day != NO_DAY ? key
	                                                         : known_holder_named(w, t->role, t->country);
}

/* "the French president", "the Russian government": the office or the body that there is one of. */
static uint32_t by_office(struct work *w, const struct find *f)
{
	const struct traits *t = &f->traits;
	if (known_points(w, t->role, VIEW("body")) && t->country.length && !t->plural)
		return names_country(w, t->country);
	if (t->kind != KIND_PERSON || t->plural || f->indefinite || is_former(w, f->head))
		return NONE;
	struct view key = holder_of(w, f);
	if (!key.length)
		return NONE;
	uint32_t cluster = names_known(w, key);
	return cluster != NONE && !genders_clash(t, &w->clusters.at[cluster].traits) ? cluster : NONE;
}

/* "His country": the one that he comes from. */
static uint32_t by_possessor(struct work *w, const struct find *f)
{
	uint32_t owner = f->traits.kind == KIND_COUNTRY && !f->traits.plural ? possessor_of(w, f) : NONE;
	struct view country = owner == NONE ? (struct view){0} : w->clusters.at[owner].traits.country;
	return country.length && !view_equal(country, VIEW("IGO")) ? names_country(w, country) : NONE;
}

/* ---- Two together ---- */

/* The cluster of two actors named together: "Macron and Putin". Made on first use. */
static uint32_t pair_of(struct work *w, uint32_t one, uint32_t other)
{
	struct view key = worded(w->article, "%u %u", one, other);
	uint32_t *at = map_put(&w->by_pair, key);
	if (*at)
		return *at - 1;
	uint32_t made = cluster_new(w);
	*at = made + 1;
	struct cluster *c = &w->clusters.at[made];
	c->traits = (struct traits){.kind = KIND_GROUP, .plural = true};
	c->described = true;
	c->member[0] = one;
	c->member[1] = other;
	return made;
}

/* Words of a pair's phrase that are its name; a longer one has clauses in it, and the two names do. */
enum { LONGEST_PAIR = 16 };

/* Of "Macron and Putin" both are one thing to speak of: "they". Only what is still to be mentioned stays. */
static void note_pair(struct work *w, uint32_t find)
{
	struct article *a = w->article;
	const struct find *f = &w->finds.at[find];
	uint32_t first = first_conjunct(a, f->head);
	uint32_t one = first == f->head ? NONE : cluster_at(w, first), other = f->cluster;
	if (one == NONE || one == other)
		return;
	enum actor_kind kind = w->clusters.at[one].traits.kind;
	if (kind != w->clusters.at[other].traits.kind || w->clusters.at[one].traits.plural)
		return;
	uint32_t pair = pair_of(w, one, other);
	struct cluster *c = &w->clusters.at[pair];
	if (!c->name.length) {
		struct tokens both = phrase_of(a, first, PHRASE_GROUP);
		c->name = both.end - both.begin <= LONGEST_PAIR
		                  ? text_of_tokens(a, both)
		                  : worded(a, "%.*s and %.*s", VIEW_ARGS(w->clusters.at[one].name),
		                           VIEW_ARGS(w->clusters.at[other].name));
	}
	c->last = find;
	c->spoken_of = c->spoken_of || !a->tokens.at[f->head].quoted;
	bring_forward(w->ties, pair);
}

/* "the two leaders", "both countries". */
static bool counts_two(const struct work *w, const struct find *f)
{
	const struct article *a = w->article;
	bool known = f->definite || f->demonstrative;
	children_of (a, child, f->head) {
		struct view word = text_of_token(a, child);
		if (known_points(w, word, VIEW("two")) || (known && known_points(w, word, VIEW("two-known"))))
			return true;
	}
	return false;
}

/* Those two: who was named together last, else the last two of the kind that were named. */
static uint32_t by_two(struct work *w, const struct find *f)
{
	bool persons = f->traits.sector != SECTOR_IGO;
	uint32_t one = NONE;
	if (!f->traits.plural || f->indefinite || !counts_two(w, f))
		return NONE;
	for (uint32_t i = 0; i < w->ties->recent_count; i++) {
		uint32_t cluster = w->ties->recent[i];
		const struct cluster *c = &w->clusters.at[cluster];
		enum actor_kind kind =
		        c->member[1] != NONE ? w->clusters.at[c->member[0]].traits.kind : c->traits.kind;
		if (kind != (persons ? KIND_PERSON : KIND_COUNTRY))
			continue;
		if (c->member[1] != NONE)
			return cluster;
		if (!c->named_count && !c->key.length)
			continue;
		if (one != NONE)
			return pair_of(w, cluster, one);
		one = cluster;
	}
	return NONE;
}

/* How many statements back somebody's words are remembered for "such". */
enum { MOST_BACK = 12 };

/* The noun that "such" points back with, in the sentence behind a token; NONE. */
static uint32_t such_noun(const struct work *w, uint32_t token)
{
	const struct article *a = w->article;
	struct tokens s = a->sentences.at[a->tokens.at[token].sentence].tokens;
	for (uint32_t i = token + 1; i + 1 < s.end; i++)
		if (a->tokens.at[i].head != NONE && a->tokens.at[a->tokens.at[i].head].upos == UPOS_NOUN &&
		    known_points(w, text_of_token(a, i), VIEW("said-before")))
			return a->tokens.at[i].head;
	return NONE;
}

static bool says(const struct article *a, const struct statement *s, struct view lemma)
{
	for (uint32_t k = 0; k < s->content_count; k++) {
		struct tokens t = tokens_of(a, a->contents.at[s->contents + k]);
		for (uint32_t i = t.begin; i < t.end; i++)
			if (view_equal_ascii_case(a->tokens.at[i].lemma, lemma))
				return true;
	}
	return false;
}

/* "He did not say when such a dam would stand": he who has spoken of a dam last. */
static uint32_t by_echo(const struct work *w, const struct find *f)
{
	const struct article *a = w->article;
	uint32_t source = w->source_of[f->head];
	if ((f->pronoun != HE && f->pronoun != SHE) || source == NONE)
		return NONE;
	uint32_t noun = such_noun(w, f->head);
	for (uint32_t i = source; noun != NONE && i-- > 0 && source - i <= MOST_BACK;) {
		const struct statement *s = &a->statements.at[i];
		uint32_t speaker = cluster_at(w, voices_source(w, s));
		if (speaker == NONE || !says(a, s, a->tokens.at[noun].lemma))
			continue;
		const struct traits *t = &w->clusters.at[speaker].traits;
		return pronoun_fits(f->pronoun, t) && !genders_clash(&f->traits, t) ? speaker : NONE;
	}
	return NONE;
}

/* "himself": the subject of its clause. */
static uint32_t by_reflexive(const struct work *w, const struct find *f)
{
	const struct article *a = w->article;
	uint32_t head = a->tokens.at[f->head].head;
	uint32_t subject = f->reflexive && head != NONE ? subject_of(a, clause_of(a, head)) : NONE;
	uint32_t cluster = subject == f->head ? NONE : cluster_at(w, subject);
	return cluster != NONE && pronoun_fits(f->pronoun, &w->clusters.at[cluster].traits) &&
	                       !genders_clash(&f->traits, &w->clusters.at[cluster].traits)
	               ? cluster
	               : NONE;
}

/* Mentions within what was said, at most. */
enum { MOST_BETWEEN = 40 };

/* "Ann Lee said ... She added ...": who goes on speaking where nobody but in what was said came between. */
static uint32_t by_chain(const struct work *w, uint32_t find)
{
	const struct article *a = w->article;
	const struct find *f = &w->finds.at[find];
	bool speaks = (f->pronoun == HE || f->pronoun == SHE) && f->standing == AS_SUBJECT &&
	              w->source_of[f->head] != NONE && !a->tokens.at[f->head].quoted;
	if (!speaks || w->last_speaker == NONE)
		return NONE;
	const struct cluster *c = &w->clusters.at[w->last_speaker];
	if (c->traits.kind != KIND_PERSON || c->traits.plural || genders_clash(&f->traits, &c->traits))
		return NONE;
	for (uint32_t i = find; i-- > 0 && find - i <= MOST_BETWEEN;) {
		const struct find *before = &w->finds.at[i];
		if (before->cluster == w->last_speaker && w->source_of[before->head] != NONE)
			return w->last_speaker;
		bool person =
		        before->cluster != NONE && w->clusters.at[before->cluster].traits.kind == KIND_PERSON;
		if (person && before->cluster != w->last_speaker && !a->tokens.at[before->head].quoted)
			return NONE;
	}
	return NONE;
}

/* ---- In the order of the text ---- */

static uint32_t described(struct work *w, const struct find *f)
{
	uint32_t made = cluster_new(w);
	struct cluster *c = &w->clusters.at[made];
	c->name = text_of_tokens(w->article, f->tokens);
	c->described = true;
	return made;
}

static void resolve(struct work *w, uint32_t find)
{
	struct find copy = w->finds.at[find], *f = &copy;
	uint32_t cluster = f->cluster;
	struct view why = VIEW("name");
	if (cluster == NONE && f->form == MENTION_NOUN) {
		cluster = by_apposition(w, f);
		why = VIEW("apposition");
		if (cluster == NONE) {
			cluster = by_office(w, f);
			why = VIEW("office");
		}
		if (cluster == NONE) {
			cluster = by_possessor(w, f);
			why = VIEW("possessor");
		}
		if (cluster == NONE) {
			cluster = by_two(w, f);
			why = VIEW("two");
		}
	}
	if (cluster == NONE && f->reflexive) {
		cluster = by_reflexive(w, f);
		why = VIEW("reflexive");
	}
	if (cluster == NONE) {
		cluster = by_echo(w, f);
		why = VIEW("echo");
	}
	if (cluster == NONE) {
		cluster = by_chain(w, find);
		why = VIEW("chain");
	}
	if (cluster == NONE) {
		cluster = choose(w, find);
		why = VIEW("ties");
	}
	if (cluster == NONE && f->form == MENTION_NOUN) {
		cluster = described(w, f);
		why = VIEW("described");
	}
	if (cluster == NONE)
		return;
	cluster_join(w, find, cluster);
	w->finds.at[find].why = why;
	touch(w, find);
	note_pair(w, find);
}

static void load_weights(struct ties *t, const struct facts *f)
{
	static const char *const columns[TIE_CLASSES] = {"he", "it", "they", "person", "noun"};
	uint32_t column[TIE_CLASSES];
	for (int class = 0; class < TIE_CLASSES; class ++)
		column[class] = know_column(f->ties, columns[class]);
	for (int tie = 0; tie < TIE_COUNT; tie++) {
		struct row row = know_find(f->ties, tie_names[tie]);
		for (int class = 0; class < TIE_CLASSES && row.table; class ++) {
			double weight = know_number(row, column[class]);
			t->weight[class][tie] = weight > -10000 && weight < 10000 ? (int32_t)weight : 0;
		}
	}
}

void ties_resolve(struct work *w)
{
	load_weights(w->ties, &w->facts);
	vector_each (i, &w->finds) {
		enum pronoun p = w->finds.at[i].pronoun;
		if (p != I && p != WE && p != YOU)
			resolve(w, i);
	}
}
