/* Chains: who goes on speaking, or is spoken of again, by what the grammar of a report says outright. */
#include "article/clause.h"
#include "who/ties.h"

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

uint32_t meant_by_echo(struct work *w, uint32_t find)
{
	const struct article *a = w->article;
	const struct find *f = &w->finds.at[find];
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

uint32_t meant_by_reflexive(struct work *w, uint32_t find)
{
	const struct article *a = w->article;
	const struct find *f = &w->finds.at[find];
	uint32_t head = a->tokens.at[f->head].head;
	uint32_t subject = f->reflexive && head != NONE ? subject_of(a, clause_of(a, head)) : NONE;
	uint32_t cluster = subject == f->head ? NONE : cluster_at(w, subject);
	return cluster != NONE && pronoun_fits(f->pronoun, &w->clusters.at[cluster].traits) &&
	                       !genders_clash(&f->traits, &w->clusters.at[cluster].traits)
	               ? cluster
	               : NONE;
}

/* Whether somebody can be told to do what the clause says: not "it seems", "it was reported that", "it is
 * hard to". */
static bool is_personal(const struct work *w, uint32_t predicate)
{
	const struct article *a = w->article;
	const struct token *t = &a->tokens.at[predicate];
	if (child_with(a, predicate, RELATION_CSUBJ) != NONE)
		return false;
	if (t->upos != UPOS_VERB)
		return known_points(w, t->lemma, VIEW("inclined"));
	bool reported = is_passive(a, predicate) && child_with(a, predicate, RELATION_CCOMP) != NONE;
	return !reported && !known_points(w, t->lemma, VIEW("impersonal"));
}

/* "Kenya said it would reopen the border": a state or body that tells of itself. */
uint32_t meant_by_sayer(struct work *w, uint32_t find)
{
	const struct article *a = w->article;
	const struct find *f = &w->finds.at[find];
	uint32_t predicate = a->tokens.at[f->head].head;
	if (f->pronoun != IT || f->standing != AS_SUBJECT || predicate == NONE ||
	    a->tokens.at[predicate].relation != RELATION_CCOMP || !is_personal(w, predicate))
		return NONE;
	uint32_t cue = a->tokens.at[predicate].head, subject = child_with(a, cue, RELATION_NSUBJ);
	if (subject == NONE || subject > f->head || w->source_of[subject] == NONE)
		return NONE;
	uint32_t cluster = cluster_at(w, subject);
	if (cluster == NONE)
		return NONE;
	const struct traits *t = &w->clusters.at[cluster].traits;
	bool body = t->kind == KIND_COUNTRY || t->kind == KIND_ORGANISATION || t->kind == KIND_OUTLET;
	return body && !t->plural ? cluster : NONE;
}

/* Mentions within what was said, at most. */
enum { MOST_BETWEEN = 40 };

/* Whether a find stands in what somebody was just quoted or reported as saying. */
static bool is_in_words_of(const struct work *w, const struct find *f, uint32_t speaker)
{
	const struct article *a = w->article;
	uint32_t statement = w->statement_at[f->head];
	return a->tokens.at[f->head].quoted ||
	       (statement != NONE && cluster_at(w, a->statements.at[statement].source_head) == speaker);
}

uint32_t meant_by_chain(struct work *w, uint32_t find)
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
		if (person && before->cluster != w->last_speaker &&
		    !is_in_words_of(w, before, w->last_speaker))
			return NONE;
	}
	return NONE;
}
