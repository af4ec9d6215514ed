#include <stdlib.h>

#include "article/clause.h"
#include "base/utf8.h"
#include "did/coder.h"

static uint32_t distance(uint32_t a, uint32_t b)
{
	return a > b ? a - b : b - a;
}

static uint32_t nearest_date(const struct coder *c, uint32_t clause, uint32_t trigger)
{
	uint32_t sentence = token_at(c, trigger)->sentence, best = NONE, nearest = NONE;
	for (uint32_t i = c->first_date[sentence]; i < c->a->dates.count; i++) {
		const struct date *d = &c->a->dates.at[i];
		if (d->tokens.begin >= c->a->tokens.count || d->tokens.begin == d->tokens.end ||
		    token_at(c, d->tokens.begin)->sentence != sentence)
			break;
		uint32_t head = head_of(c->a, d->tokens);
		/* "Monday" of a page without a date is a day too, if none that is known. */
		bool day = d->value.length || view_equal(d->why, VIEW("published"));
		if (!day || head == NONE || clause_of(c->a, head) != clause)
			continue;
		if (distance(head, trigger) < nearest) {
			nearest = distance(head, trigger);
			best = i;
		}
	}
	return best;
}

/* "on Monday, when rebels shelled it", "Goma, where rebels killed him": the word that a clause takes its
 * circumstance over by. */
static bool takes_over(const struct coder *c, uint32_t clause, struct view by)
{
	const struct token *t = token_at(c, clause);
	if (t->relation != RELATION_ADVCL && t->relation != RELATION_ACL_RELCL)
		return false;
	children_of (c->a, child, clause)
		if (view_equal(c->lemma[child], by) && (token_at(c, child)->relation == RELATION_ADVMOD ||
		                                        token_at(c, child)->relation == RELATION_MARK))
			return true;
	return false;
}

/* The clause whose circumstances are this one's too: that of the verb which a participle or an infinitive
 * goes with, or of the day or the place that it tells of. */
static uint32_t shared_clause(const struct coder *c, uint32_t clause, struct view by)
{
	const struct token *t = token_at(c, clause);
	bool goes_with =
	        t->relation == RELATION_XCOMP || t->relation == RELATION_CONJ ||
	        ((t->relation == RELATION_ADVCL || t->relation == RELATION_ACL) && t->xpos == XPOS_VBG);
	return goes_with || takes_over(c, clause, by) ? clause_of(c->a, t->head) : NONE;
}

uint32_t date_of(const struct coder *c, uint32_t trigger)
{
	uint32_t clause = clause_of(c->a, trigger);
	for (int step = 0; step < 3 && clause != NONE; step++) {
		uint32_t found = nearest_date(c, clause, trigger);
		if (found != NONE)
			return found;
		clause = shared_clause(c, clause, VIEW("when"));
	}
	return NONE;
}

/* Nouns between a place and the word that says that it is one: "in the capital city of Algiers". */
enum { MOST_NOUNS_AROUND = 4 };

/* The preposition of the phrase that a place is the end of, if all between only tells which place it is; of
 * "south of Lima" the south. *top is the noun that the phrase hangs on. */
static uint32_t word_before_place(const struct coder *c, const struct place *p, uint32_t head, uint32_t *top)
{
	for (int step = 0; head != NONE && step < MOST_NOUNS_AROUND; step++) {
		*top = head;
		uint32_t word = preposition_of(c->a, head), mention = c->mention[head];
		uint32_t relation = token_at(c, head)->relation;
		bool actor = mention != NONE &&
		             c->a->actors.at[c->a->mentions.at[mention].actor].kind == KIND_COUNTRY;
		uint32_t over = token_at(c, head)->head;
		bool of = word != NONE && view_equal(c->word[word], VIEW("of"));
		bool inner = relation == RELATION_NMOD_POSS || (relation == RELATION_NMOD && of) ||
		             (relation == RELATION_OBL && of && over != NONE &&
		              word_is_of_class(c, c->word[over], VIEW("locative"))) ||
		             (word == NONE && (relation == RELATION_COMPOUND || relation == RELATION_APPOS ||
		                               relation == RELATION_FLAT || relation == RELATION_NMOD_DESC));
		/* "in the east of Chad" is in Chad, "in favour of Chad" need not be */
		bool part = over != NONE && word_is_of_class(c, c->lemma[over], VIEW("area"));
		bool ends = !inner || over == NONE || ((p->is_country || actor) && !part);
		if (ends && word == NONE && word_is_of_class(c, c->word[head], VIEW("locative")))
			return head;
		if (ends)
			return word;
		head = over;
	}
	return NONE;
}

/* "a row over Chad" is about it; "jets over Chad", "flew over Chad" are there. */
static bool is_matter(const struct coder *c, uint32_t word)
{
	return word && view_equal(c->word[word], VIEW("over")) && token_at(c, word - 1)->upos == UPOS_NOUN &&
	       !word_is_of_class(c, c->lemma[word - 1], VIEW("flying"));
}

static uint32_t nearest_place(const struct coder *c, uint32_t clause, uint32_t trigger,
                              struct view class_name)
{
	uint32_t sentence = token_at(c, trigger)->sentence, best = NONE, nearest = NONE;
	for (uint32_t i = c->first_place[sentence]; i < c->a->places.count; i++) {
		const struct place *p = &c->a->places.at[i];
		if (p->tokens.begin >= c->a->tokens.count || p->tokens.begin == p->tokens.end ||
		    token_at(c, p->tokens.begin)->sentence != sentence)
			break;
		uint32_t head = head_of(c->a, p->tokens), top;
		uint32_t word = head != NONE ? word_before_place(c, p, head, &top) : NONE;
		if (p->is_dateline || word == NONE || clause_of(c->a, head) != clause ||
		    !word_is_of_class(c, c->word[word], class_name) || is_matter(c, word))
			continue;
		if (distance(head, trigger) < nearest) {
			nearest = distance(head, trigger);
			best = i;
		}
	}
	return best;
}

/* "in East Timor's capital, Dili": beside a country, what of it is meant. */
static uint32_t narrower(const struct coder *c, uint32_t place)
{
	const struct article *a = c->a;
	uint32_t next = place + 1;
	if (place == NONE || !a->places.at[place].is_country || next >= a->places.count)
		return place;
	const struct place *whole = &a->places.at[place], *part = &a->places.at[next];
	uint32_t one = head_of(a, whole->tokens);
	uint32_t other = part->tokens.begin < part->tokens.end ? head_of(a, part->tokens) : NONE;
	bool owner = other != NONE && token_at(c, one)->relation == RELATION_NMOD_POSS;
	/* "in East Timor's capital, Dili"; "in Mexico's Chiapas state" */
	bool beside = owner && (token_at(c, one)->head == other ||
	                        (token_at(c, one)->head == token_at(c, other)->head &&
	                         (token_at(c, other)->relation == RELATION_APPOS ||
	                          token_at(c, other)->relation == RELATION_COMPOUND)));
	return beside && !part->is_country ? next : place;
}

static uint32_t place_behind(const struct coder *c, uint32_t trigger, struct view class_name)
{
	uint32_t clause = clause_of(c->a, trigger);
	for (int step = 0; step < 3 && clause != NONE; step++) {
		uint32_t found = nearest_place(c, clause, trigger, class_name);
		if (found != NONE)
			return found;
		clause = shared_clause(c, clause, VIEW("where"));
	}
	return NONE;
}

/* "shot and wounded two in Lima", "began to march in Lima": what goes with the deed may tell where. */
static uint32_t place_with_it(const struct coder *c, uint32_t trigger, struct view class_name)
{
	children_of (c->a, child, clause_of(c->a, trigger)) {
		const struct token *t = token_at(c, child);
		bool with = t->relation == RELATION_CONJ || t->relation == RELATION_XCOMP ||
		            (t->relation == RELATION_ADVCL && t->xpos == XPOS_VBG);
		if (!with || t->upos != UPOS_VERB || child_with(c->a, child, RELATION_NSUBJ) != NONE)
			continue;
		uint32_t found = nearest_place(c, child, trigger, class_name);
		if (found != NONE)
			return found;
	}
	return NONE;
}

/* Where it was done; of what leads from one place to another, one of both. */
uint32_t place_of(const struct coder *c, uint32_t trigger)
{
	uint32_t found = place_behind(c, trigger, VIEW("locative"));
	return narrower(c, found != NONE ? found : place_behind(c, trigger, VIEW("leading")));
}

/* The town that a noun is or is named after: "the port of Lima", "a Lima court". */
static uint32_t town_in(const struct coder *c, uint32_t noun)
{
	uint32_t sentence = noun == NONE ? NONE : token_at(c, noun)->sentence, top = NONE;
	for (uint32_t i = noun == NONE ? c->a->places.count : c->first_place[sentence];
	     i < c->a->places.count; i++) {
		const struct place *p = &c->a->places.at[i];
		if (p->tokens.begin >= p->tokens.end || token_at(c, p->tokens.begin)->sentence != sentence)
			break;
		uint32_t head = head_of(c->a, p->tokens);
		if (head == NONE || p->is_country || p->is_dateline)
			continue;
		word_before_place(c, p, head, &top);
		if (top == noun)
			return i;
	}
	return NONE;
}

/* "protested against the war in Chad": what the talk is about is not where it is held. */
static bool is_about(const struct coder *c, uint32_t place, uint32_t trigger)
{
	uint32_t head = head_of(c->a, c->a->places.at[place].tokens), clause = clause_of(c->a, trigger);
	for (int step = 0; step < MOST_NOUNS_AROUND && head != NONE && head != clause; step++) {
		head = token_at(c, head)->head;
		uint32_t word = head == NONE || head == clause ? NONE : preposition_of(c->a, head);
		if (word != NONE && word_is_of_class(c, c->word[word], VIEW("topical")))
			return true;
	}
	return false;
}

static bool is_of_force(enum event_type type)
{
	return type == EVENT_ASSAULT || type == EVENT_COERCE;
}

/* What is done where people are, rather than said. */
static bool is_on_the_spot(enum event_type type)
{
	return is_of_force(type) || type == EVENT_PROTEST || type == EVENT_RETREAT || type == EVENT_MOBILIZE;
}

/* "a Lima court": those who have power in a town use it there. */
static uint32_t seat_of(struct coder *c, uint32_t noun)
{
	uint32_t mention = noun == NONE ? NONE : c->mention[noun], place = NONE;
	if (mention == NONE)
		return NONE;
	const struct actor *actor = &c->a->actors.at[c->a->mentions.at[mention].actor];
	if (!actor_is_of_class(c, actor, VIEW("local")) || !actor_is_of_class(c, actor, VIEW("power")))
		return NONE;
	children_of (c->a, child, noun)
		if (token_at(c, child)->relation == RELATION_COMPOUND && place == NONE)
			place = c->place[child];
	return place != NONE && !c->a->places.at[place].is_country ? place : NONE;
}

uint32_t place_of_event(struct coder *c, enum event_type type, uint32_t trigger)
{
	uint32_t found = place_of(c, trigger);
	bool verb = token_at(c, trigger)->upos == UPOS_VERB;
	if (found != NONE && (is_of_force(type) || !is_about(c, found, trigger)))
		return found;
	found = is_on_the_spot(type) ? narrower(c, place_with_it(c, trigger, VIEW("locative"))) : NONE;
	if (found == NONE && verb && (is_of_force(type) || type == EVENT_RETREAT))
		found = town_in(c, patient_of(c->a, trigger));
	return found == NONE && verb ? seat_of(c, agent_of(c->a, trigger)) : found;
}

/* ---- Contexts ---- */

static void add_context(struct coder *c, struct event *e, struct view context)
{
	if (!context.length)
		return;
	for (uint32_t i = 0; i < e->context_count; i++)
		if (view_equal(c->a->contexts.at[e->contexts + i], context))
			return;
	*vector_push(c->m, &c->a->contexts) = context;
	e->context_count++;
}

static void add_contexts_of(struct coder *c, struct event *e, struct view list)
{
	while (list.length)
		add_context(c, e, view_cut(&list, '|'));
}

/* Words that tell the matter ("vaccine", "ballot") within this many of the trigger. */
enum { TOPIC_REACH = 20 };

void add_contexts(struct coder *c, struct event *e, struct row frame, uint32_t trigger)
{
	e->contexts = c->a->contexts.count;
	add_contexts_of(c, e, know_text(frame, c->column.contexts));
	struct row code = know_find(c->cameo, e->cameo);
	add_contexts_of(c, e, know_text(code, know_column(c->cameo, "contexts")));
	struct tokens s = c->a->sentences.at[token_at(c, trigger)->sentence].tokens;
	uint32_t begin = trigger > s.begin + TOPIC_REACH ? trigger - TOPIC_REACH : s.begin;
	uint32_t end = trigger + TOPIC_REACH < s.end ? trigger + TOPIC_REACH : s.end;
	uint32_t contexts = know_column(c->topics, "contexts");
	for (uint32_t i = begin; i < end; i++)
		if (c->lemma[i].length)
			add_contexts_of(c, e, know_text(know_find(c->topics, c->lemma[i]), contexts));
}

/* The weapon stands close to the deed: within this many words of it. */
enum { MEANS_REACH = 8 };

struct view means_of(const struct coder *c, uint32_t trigger)
{
	struct tokens s = c->a->sentences.at[token_at(c, trigger)->sentence].tokens;
	uint32_t begin = trigger > s.begin + MEANS_REACH ? trigger - MEANS_REACH : s.begin;
	uint32_t end = trigger + MEANS_REACH < s.end ? trigger + MEANS_REACH : s.end;
	uint32_t mode = know_column(c->means, "mode");
	struct view nearest = {0};
	uint32_t least = NONE;
	for (uint32_t i = begin; i < end; i++) {
		struct row row = c->lemma[i].length ? know_find(c->means, c->lemma[i]) : (struct row){0};
		if (!row.table || i == trigger || distance(i, trigger) >= least)
			continue;
		nearest = know_text(row, mode);
		least = distance(i, trigger);
	}
	/* "tortured", "raped" */
	return nearest.length ? nearest : know_text(know_find(c->means, c->lemma[trigger]), mode);
}

struct view craft_of(const struct coder *c, uint32_t trigger)
{
	uint32_t agent = token_at(c, trigger)->upos == UPOS_VERB ? agent_of(c->a, trigger) : NONE;
	struct row row = agent == NONE ? (struct row){0} : know_find(c->means, c->lemma[agent]);
	struct view mode = row.table ? know_text(row, know_column(c->means, "mode")) : (struct view){0};
	bool flies = (view_equal(mode, VIEW("aerial")) || view_equal(mode, VIEW("drone"))) &&
	             next_conjunct(c->a, agent, agent) == NONE; /* "helicopters and tanks" */
	return flies ? mode : (struct view){0};
}

/* What is asked for stands close behind the asking. */
enum { ASKED_REACH = 14 };

struct view mode_by_words(const struct coder *c, uint32_t trigger, const char *column)
{
	struct tokens s = token_at(c, trigger)->subtree;
	uint32_t end = trigger + ASKED_REACH < s.end ? trigger + ASKED_REACH : s.end;
	uint32_t mode = know_column(c->mode_words, column);
	for (uint32_t i = trigger + 1; i < end; i++) {
		struct row row = c->lemma[i].length ? know_find(c->mode_words, c->lemma[i]) : (struct row){0};
		struct view found = row.table ? know_text(row, mode) : (struct view){0};
		if (found.length)
			return found;
	}
	return (struct view){0};
}
