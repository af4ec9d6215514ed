#include "article/clause.h"
#include "did/draft.h"

static uint32_t put_parties(struct coder *c, const struct parties *p)
{
	uint32_t first = c->a->parties.count;
	for (uint32_t i = 0; i < p->count; i++)
		*vector_push(c->m, &c->a->parties) = p->at[i];
	return first;
}

static bool same_actors(const struct coder *c, uint32_t first, uint32_t count, const struct parties *p)
{
	struct parties old = {.count = 0};
	for (uint32_t i = 0; i < count && i < MOST_PARTIES; i++)
		old.at[old.count++] = c->a->parties.at[first + i];
	return same_parties(&old, p);
}

/* "shelled the port, killing nine": those of whom no country is known fell to the force told of. */
static bool is_outcome(const struct coder *c, const struct draft *d, const struct event *e)
{
	if (d->mode.length && e->mode.length && !view_equal(d->mode, e->mode))
		return false;
	return d->type == EVENT_ASSAULT && e->type == EVENT_ASSAULT && e->target_count && d->sources.count &&
	       same_actors(c, e->sources, e->source_count, &d->sources) && !has_country(c, &d->targets);
}

/* A deed told again, with more of whom it was done to: "killed nine when they shelled Juba", a march and what
 * it is against. */
static bool is_told_again(const struct coder *c, const struct draft *d, const struct event *e)
{
	struct parties old = {.count = 0};
	for (uint32_t i = 0; i < e->target_count && i < MOST_PARTIES; i++)
		old.at[old.count++] = c->a->parties.at[e->targets + i];
	if (d->mode.length && e->mode.length && !view_equal(d->mode, e->mode))
		return false;
	bool less = d->type == EVENT_PROTEST ? !e->target_count : !has_country(c, &old);
	return (d->type == EVENT_PROTEST || d->type == EVENT_ASSAULT) && d->sources.count &&
	       d->targets.count && less;
}

/* "closed their shops in protest", "marched to protest against Chad": what a protest is for is no second one.
 */
static bool is_purpose_of(const struct coder *c, const struct draft *d, const struct event *e)
{
	struct tokens told = token_at(c, e->trigger.begin)->subtree;
	return d->type == EVENT_PROTEST && d->trigger != e->trigger.begin && told.begin <= d->trigger &&
	       d->trigger < told.end;
}

/* A purpose tells of another country than the protesters' own, which is all that the protest told of. */
static void take_those_abroad(struct coder *c, const struct draft *d, struct event *e)
{
	struct parties old = {.count = 0};
	for (uint32_t i = 0; i < e->target_count && i < MOST_PARTIES; i++)
		old.at[old.count++] = c->a->parties.at[e->targets + i];
	if (!d->targets.count || are_of_two_countries(c, &d->sources, &old) ||
	    (old.count && !are_of_two_countries(c, &d->sources, &d->targets)))
		return;
	e->targets = put_parties(c, &d->targets);
	e->target_count = d->targets.count;
}

/* The same deed told twice in one sentence is one event. */
bool is_known(struct coder *c, const struct draft *d)
{
	uint32_t sentence = token_at(c, d->trigger)->sentence;
	for (uint32_t i = c->a->events.count; i > c->first_event[sentence]; i--) {
		struct event *e = &c->a->events.at[i - 1];
		if (e->type == d->type && is_purpose_of(c, d, e)) {
			if (!e->source_count) {
				e->sources = put_parties(c, &d->sources);
				e->source_count = d->sources.count;
			}
			take_those_abroad(c, d, e);
			return true;
		}
		if (e->type != d->type || !same_actors(c, e->sources, e->source_count, &d->sources))
			continue;
		if (same_actors(c, e->targets, e->target_count, &d->targets) || is_outcome(c, d, e) ||
		    (d->type == EVENT_PROTEST && !d->targets.count))
			return true;
		if (is_told_again(c, d, e)) {
			e->targets = put_parties(c, &d->targets);
			e->target_count = d->targets.count;
			return true;
		}
	}
	return false;
}

static double number_or(struct row row, uint32_t column, double otherwise)
{
	double n = know_number(row, column);
	return n == n ? n : otherwise;
}

static float score_of(struct coder *c, const struct draft *d)
{
	struct view type = label_name(LABELS_EVENT, d->type);
	struct row row = type_row(c, d->type);
	double score = know_number(row, know_column(c->types, "score"));
	if (d->mode.length) {
		row = know_find_text(c->modes, c->m,
		                     worded(c->a, "%.*s.%.*s", VIEW_ARGS(type), VIEW_ARGS(d->mode)));
		score = number_or(row, know_column(c->modes, "score"), score);
	}
	return (float)score;
}

/* History is what lies over this many days before publication. */
enum { HISTORY_DAYS = 30 };

static bool is_history(const struct coder *c, uint32_t date)
{
	if (date == NONE || c->a->published_day == NO_DAY)
		return false;
	int32_t day = c->a->dates.at[date].last_day;
	return day != NO_DAY && day < c->a->published_day - HISTORY_DAYS;
}

static enum status status_of(const struct coder *c, const struct draft *d, uint32_t date, uint32_t statement)
{
	if (is_history(c, date))
		return STATUS_HISTORIC;
	if (d->status != STATUS_NONE && d->status != STATUS_REPORTED)
		return d->status;
	return statement != NONE ? STATUS_ALLEGED : STATUS_REPORTED;
}

/* "sought to mend ties during talks": what was wished or asked for is the mending; the talks are the setting,
 * and nobody's claim. */
static bool is_setting(struct coder *c, uint32_t token)
{
	uint32_t statement = c->statement[token], word = preposition_of(c->a, token);
	if (statement == NONE || word == NONE || token_at(c, token)->relation != RELATION_OBL ||
	    !is_of_class(c, word, VIEW("occasion")))
		return false;
	switch (c->a->statements.at[statement].act) {
	case ACT_WANT:
	case ACT_DEMAND:
	case ACT_ASK:
	case ACT_PROPOSE:
	case ACT_PROMISE:
	case ACT_REFUSE:
		return true;
	default:
		return false;
	}
}

void put_event(struct coder *c, const struct draft *d)
{
	uint32_t date = date_of(c, d->trigger);
	uint32_t statement = is_setting(c, d->trigger) ? NONE : c->statement[d->trigger];
	float sureness = sureness_of(c, d, statement);
	if (!is_sure_enough(c, sureness))
		return;
	struct event *e = vector_push(c->m, &c->a->events);
	*e = (struct event){
	        .type = d->type,
	        .mode = d->mode,
	        .cameo = d->cameo,
	        .quad = quad_of(c, d->type),
	        .goldstein =
	                (float)know_number(know_find(c->cameo, d->cameo), know_column(c->cameo, "goldstein")),
	        .score = score_of(c, d),
	        .sources = put_parties(c, &d->sources),
	        .source_count = d->sources.count,
	        .targets = put_parties(c, &d->targets),
	        .target_count = d->targets.count,
	        .trigger = {d->trigger, d->trigger + 1},
	        .date = date,
	        .place = place_of_event(c, d->type, d->trigger),
	        .status = status_of(c, d, date, statement),
	        .statement = statement,
	        .why = know_why(c->m, d->frame),
	        .confidence = sureness,
	};
	add_contexts(c, e, d->frame, d->trigger);
}
