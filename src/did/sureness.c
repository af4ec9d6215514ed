/* How sure an event is: facts about it that told right events from wrong ones where people judged them, each
 * a row of know/event_sureness.tsv with its weight. Their sum is read off a curve, which the same judgements
 * drew; train/event_sureness.py makes both. Events less sure than the table's floor are not told.
 *
 * Example  "Gray slammed Lee" has the facts "type ACCUSE", "by VERB", "source named person", "target named
 * person", "clause root" and more. */
#include "article/clause.h"
#include "did/draft.h"

enum { CURVE_LOW = -4, CURVE_HIGH = 4 };

struct tally {
	struct coder *c;
	double sum;
};

static void add_fact(struct tally *t, struct view fact)
{
	struct row row = know_find_text(t->c->sureness, t->c->m, fact);
	double weight = row.table ? know_number(row, t->c->weights) : 0;
	t->sum += weight;
}

/* Two with a space between them; there are dozens of facts to an event, too many for printf. */
static struct view spaced(struct arena *m, struct view first, struct view second)
{
	char *to = arena_alloc(m, first.length + second.length + 1);
	memcpy(to, first.at, first.length);
	to[first.length] = ' ';
	if (second.length)
		memcpy(to + first.length + 1, second.at, second.length);
	return view_of(to, first.length + second.length + 1);
}

static void add_pair(struct tally *t, const char *what, struct view which)
{
	add_fact(t, spaced(t->c->m, view_of_string(what), which));
}

/* "source sector GOV" */
static void add_of_side(struct tally *t, const char *side, struct view what, struct view which)
{
	add_fact(t, spaced(t->c->m, spaced(t->c->m, view_of_string(side), what), which));
}

static struct view kind_of(const struct actor *actor)
{
	if (actor->kind == KIND_COUNTRY)
		return VIEW("country");
	if (!actor->named)
		return VIEW("described");
	return actor->kind == KIND_PERSON ? VIEW("person") : VIEW("body");
}

/* How sure who is that the words mean this actor, in fifths. */
static struct view step_of(const struct coder *c, uint32_t mention)
{
	static const struct view STEPS[] = {VIEW_OF("0"), VIEW_OF("1"), VIEW_OF("2"), VIEW_OF("3"),
	                                    VIEW_OF("4")};
	float sure = mention == NONE ? -1 : c->a->mentions.at[mention].confidence;
	if (sure < 0)
		return VIEW("unsaid");
	int step = (int)(sure * 5);
	return STEPS[step < 0 ? 0 : step > 4 ? 4 : step];
}

static struct view form_of(const struct coder *c, uint32_t mention)
{
	return mention == NONE ? VIEW("none") : label_name(LABELS_MENTION, c->a->mentions.at[mention].form);
}

/* How far below the deed's word in the tree they are told of: what stands deep in a phrase may be of another
 * matter. */
static struct view depth_of(const struct coder *c, uint32_t token, uint32_t trigger)
{
	static const struct view STEPS[] = {VIEW_OF("itself"), VIEW_OF("right below"), VIEW_OF("second"),
	                                    VIEW_OF("third")};
	enum { DEEPEST = 3 };
	for (int steps = 0; steps <= DEEPEST && token != NONE; steps++) {
		if (token == trigger)
			return STEPS[steps];
		token = token_at(c, token)->head;
	}
	return VIEW("elsewhere");
}

/* Whose they are, how they are told of, how sure that is, and where. */
static void add_side(struct tally *t, const char *side, const struct parties *p, uint32_t trigger)
{
	struct coder *c = t->c;
	if (!p->count) {
		add_pair(t, side, VIEW("nobody"));
		return;
	}
	const struct actor *actor = &c->a->actors.at[p->at[0].actor];
	uint32_t head = head_of(c->a, tokens_of(c->a, p->at[0].bytes));
	uint32_t mention = head == NONE ? NONE : c->mention[head];
	add_pair(t, side, kind_of(actor));
	add_of_side(t, side, VIEW("sector"), label_name(LABELS_SECTOR, actor->sector));
	add_of_side(t, side, VIEW("form"), form_of(c, mention));
	add_of_side(t, side, VIEW("step"), step_of(c, mention));
	add_of_side(t, side, VIEW("stands"), depth_of(c, head, trigger));
	if (!actor->country.length)
		add_pair(t, side, VIEW("of nowhere"));
	if (p->count > 1)
		add_pair(t, side, VIEW("several"));
}

/* How much the row asks for beyond that there is something: nothing, something of a kind, a word. */
static struct view strictness_of(struct coder *c, struct row frame)
{
	struct view when = know_text(frame, c->column.when), strict = VIEW("bare");
	while (when.length) {
		struct view one = view_cut(&when, ' '), path = one, any;
		if (!one.length || one.at[0] == '!')
			continue;
		any = path;
		path = view_cut(&any, '=');
		if (!any.length || any.at[0] == '*')
			continue;
		if (any.at[0] != '@' && any.at[0] != '#')
			return VIEW("word");
		strict = VIEW("kind");
	}
	return strict;
}

static void add_clause(struct tally *t, uint32_t trigger)
{
	const struct token *token = token_at(t->c, trigger);
	add_pair(t, "clause", label_name(LABELS_RELATION, token->relation));
	if (token->upos == UPOS_VERB && is_passive(t->c->a, trigger))
		add_fact(t, VIEW("passive"));
	else if (token->upos == UPOS_VERB && child_with(t->c->a, trigger, RELATION_NSUBJ) == NONE)
		add_fact(t, VIEW("subject elsewhere"));
	if (token->quoted)
		add_fact(t, VIEW("quoted"));
	const struct article *a = t->c->a;
	if (a->blocks.count && a->blocks.at[0].kind == BLOCK_HEADLINE &&
	    token->bytes.begin < a->blocks.at[0].bytes.end)
		add_fact(t, VIEW("headline"));
}

/* How much of what the article tells of is politics, by its mentions, in fifths. */
static struct view setting_of(struct coder *c)
{
	static const struct view STEPS[] = {VIEW_OF("0"), VIEW_OF("1"), VIEW_OF("2"), VIEW_OF("3"),
	                                    VIEW_OF("4")};
	return STEPS[c->politics < 5 ? c->politics : 4];
}

/* Of a promise or a refusal at home much is no politics; between countries nearly all is. */
static struct view reach_of(const struct coder *c, const struct draft *d)
{
	const struct parties *other = d->mutual ? &d->sources : &d->targets;
	if (are_of_two_countries(c, &d->sources, other))
		return VIEW("abroad");
	return d->sources.count && other->count && has_country(c, &d->sources) && has_country(c, other)
	               ? VIEW("at home")
	               : VIEW("untold where");
}

/* The sum's place on the curve, between the points that the table has at whole numbers. */
static float read_curve(struct coder *c, double sum)
{
	double at = sum < CURVE_LOW ? CURVE_LOW : sum > CURVE_HIGH ? CURVE_HIGH : sum;
	int low = (int)(at - CURVE_LOW) + CURVE_LOW;
	double share[2] = {0, 0};
	for (int i = 0; i < 2; i++) {
		int point = low + i > CURVE_HIGH ? CURVE_HIGH : low + i;
		struct row row = know_find_text(c->sureness, c->m, worded(c->a, "curve %d", point));
		share[i] = row.table ? know_number(row, c->weights) : 0;
	}
	return (float)(share[0] + (share[1] - share[0]) * (at - low));
}

float sureness_of(struct coder *c, const struct draft *d, uint32_t statement)
{
	struct tally t = {.c = c};
	add_fact(&t, VIEW("any"));
	add_pair(&t, "type", label_name(LABELS_EVENT, d->type));
	add_pair(&t, "setting", setting_of(c));
	add_pair(&t, "by", label_name(LABELS_UPOS, know_label(d->frame, c->column.part)));
	add_pair(&t, "row", strictness_of(c, d->frame));
	add_pair(&t, "status", label_name(LABELS_STATUS, d->status));
	add_side(&t, "source", &d->sources, d->trigger);
	if (d->mutual)
		add_fact(&t, VIEW("mutual"));
	else
		add_side(&t, "target", &d->targets, d->trigger);
	add_fact(&t, worded(c->a, "%.*s %.*s", VIEW_ARGS(label_name(LABELS_EVENT, d->type)),
	                    VIEW_ARGS(reach_of(c, d))));
	if (d->mode.length)
		add_fact(&t, worded(c->a, "mode %.*s.%.*s", VIEW_ARGS(label_name(LABELS_EVENT, d->type)),
		                    VIEW_ARGS(d->mode)));
	if (d->around)
		add_fact(&t, VIEW("target around"));
	if (statement != NONE)
		add_pair(&t, "told by", label_name(LABELS_ACT, c->a->statements.at[statement].act));
	add_clause(&t, d->trigger);
	return read_curve(c, t.sum);
}

bool is_sure_enough(struct coder *c, float sureness)
{
	struct row row = know_find_text(c->sureness, c->m, VIEW("floor"));
	double least = row.table ? know_number(row, know_column(c->sureness, "weight")) : 0;
	return (double)sureness >= least;
}
