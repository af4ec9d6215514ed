#include "article/clause.h"
#include "did/draft.h"

/* "was the target of a raid": what its subject is said to be; by itself the noun is no deed. */
static bool is_of_predicate(struct coder *c, struct row row)
{
	struct view when = know_text(row, c->column.when);
	/* nor is one for a kind of them: "fact-finding mission" */
	return view_find(when, VIEW("subj=")) != SIZE_MAX || view_starts(when, VIEW("mod=")) ||
	       view_find(when, VIEW(" mod=")) != SIZE_MAX;
}

/* "the extension of the curfew": a row of what a noun is of is not for "an extension of the lease". */
static bool is_of_something(struct coder *c, struct row row)
{
	struct view when = know_text(row, c->column.when);
	while (when.length) {
		struct view condition = view_cut(&when, ' ');
		if (view_starts(condition, VIEW("of=")) && condition.length > 3 && condition.at[3] != '*' &&
		    condition.at[3] != '#')
			return true;
	}
	return false;
}

/* "threatened sanctions": within an act of speech a noun needs no parties of its own. */
static struct row frame_of_noun(struct coder *c, uint32_t token)
{
	uint32_t upos = token_at(c, token)->upos;
	/* what is halted or frozen tells whether that is a deed at all: "agreed to a halt in the fighting" */
	bool known = upos == UPOS_NOUN && !is_of_class(c, token, VIEW("pausing"));
	struct row row = known ? know_find(c->frames, c->lemma[token]) : (struct row){0};
	while (row.table && (know_label(row, c->column.part) != UPOS_NOUN || is_of_predicate(c, row) ||
	                     is_of_something(c, row)))
		row = know_next(row);
	return row;
}

/* "announced plans": a plan is no deed that it could be a plan of. */
static bool is_mere_intent(struct coder *c, struct row row)
{
	return know_label(row, c->column.part) == UPOS_NOUN && is_intention(know_text(row, c->column.does));
}

/* "gave the green light to a request": what is agreed to is no request of one's own. */
static bool is_granted(struct coder *c, const struct draft *d, struct row row)
{
	return view_equal(know_text(d->frame, c->column.does), VIEW("promise")) &&
	       know_label(row, c->column.part) == UPOS_NOUN &&
	       know_label(row, c->column.type) == EVENT_REQUEST;
}

/* "promised to build a wall": building is a deed of politics where two countries do it with each other. */
static bool is_done_alone(struct coder *c, struct row row, uint32_t token)
{
	return !path_from(c, token, VIEW("with")).count && !path_from(c, token, VIEW("obj.with")).count &&
	       know_text(row, c->column.mutual).length &&
	       view_equal(know_text(row, c->column.needs), VIEW("nations")) &&
	       know_label(row, c->column.type) == EVENT_COOPERATE;
}

/* "begin withdrawing", "an assurance that it would withdraw": where the deed may be told instead. */
uint32_t next_below(struct coder *c, uint32_t token)
{
	uint32_t open = child_with(c->a, token, RELATION_XCOMP);
	/* "persuade them to leave": the leaving is theirs */
	if (open != NONE &&
	    (child_with(c->a, token, RELATION_OBJ) != NONE || child_with(c->a, token, RELATION_IOBJ) != NONE))
		return NONE;
	if (open != NONE || token_at(c, token)->upos != UPOS_NOUN)
		return open;
	uint32_t clause = child_with(c->a, token, RELATION_ACL);
	return clause != NONE && mark_of(c->a, clause) != NONE ? clause : NONE;
}

/* "a call for talks", "demands to withdraw": what is asked for, not the asking; NONE. */
static uint32_t asked_for(struct coder *c, uint32_t token)
{
	if (token_at(c, token)->upos != UPOS_NOUN || !is_of_class(c, token, VIEW("request")))
		return NONE;
	struct words asked = path_from(c, token, VIEW("for"));
	return asked.count ? asked.at[0] : next_below(c, token);
}

/* The frame of a word or of what stands right below it: "agreed to begin withdrawing". */
static struct row deed_at(struct coder *c, uint32_t token, uint32_t *at)
{
	struct row asked_row = {0};
	uint32_t asked = asked_for(c, token);
	if (asked != NONE && frames_at(c, asked, &asked_row, 1) && !is_mere_intent(c, asked_row)) {
		*at = asked;
		return asked_row;
	}
	for (int step = 0; step < 3 && token != NONE; step++) {
		struct row row = {0};
		if ((frames_at(c, token, &row, 1) || (row = frame_of_noun(c, token)).table) &&
		    !is_mere_intent(c, row) && !is_done_alone(c, row, token)) {
			*at = token;
			return row;
		}
		token = next_below(c, token);
	}
	return (struct row){0};
}

/* "said jets had flown in and bombed it": what somebody is blamed for is the bombing. */
static bool is_no_charge(struct coder *c, const struct draft *d, struct row row)
{
	uint32_t type = know_label(row, c->column.type);
	return view_equal(know_text(d->frame, c->column.does), VIEW("charge")) && type != EVENT_ASSAULT &&
	       type != EVENT_COERCE;
}

void find_deed(struct coder *c, struct draft *d)
{
	const struct words *content = &d->content;
	for (uint32_t i = 0; i < content->count && !d->deed.table; i++) {
		uint32_t steps = 0;
		for (uint32_t one = content->at[i]; one != NONE && !d->deed.table && steps < MOST_WORDS;
		     steps++) {
			d->deed = deed_at(c, one, &d->deed_at);
			if (d->deed.table && (is_granted(c, d, d->deed) || is_no_charge(c, d, d->deed)))
				d->deed = (struct row){0};
			one = next_conjunct(c->a, content->at[i], one);
		}
	}
}

/* "during talks", "after the attack" */
static bool is_occasion(struct coder *c, uint32_t token)
{
	uint32_t word = token_at(c, token)->relation == RELATION_OBL ? preposition_of(c->a, token) : NONE;
	return word != NONE && is_of_class(c, word, VIEW("occasion"));
}

/* What is told within is no event of its own; but a relative clause or an occasion tells something else. */
void mark_told(struct coder *c, uint32_t token)
{
	struct tokens run = token_at(c, token)->subtree;
	uint32_t skip = 0;
	for (uint32_t i = run.begin; i < run.end && i < c->a->tokens.count; i++) {
		bool clause = i != token && token_at(c, i)->relation == RELATION_ACL_RELCL;
		bool aside = clause || is_occasion(c, i);
		if (aside && token_at(c, i)->subtree.end > skip) {
			skip = token_at(c, i)->subtree.end;
			continue;
		}
		c->told[i] |= i >= skip;
	}
}

/* "launched an attack": the noun that the row asks for tells of no second event. */
void mark_object(struct coder *c, const struct draft *d)
{
	size_t at = view_find(know_text(d->frame, c->column.when), VIEW("obj="));
	struct view when = know_text(d->frame, c->column.when);
	if (at == SIZE_MAX || (at && when.at[at - 1] == '!') || when.at[at + 4] == '*' ||
	    when.at[at + 4] == '#')
		return;
	struct words object = path_from(c, d->trigger, VIEW("obj"));
	for (uint32_t i = 0; i < object.count; i++)
		c->told[object.at[i]] |= token_at(c, object.at[i])->upos == UPOS_NOUN;
}
