#include "article/clause.h"
#include "did/draft.h"

/* "demanded that Peru withdraw": of whom it is demanded. Where the parser found no subject, the first word
 * with a country before the verb is it. */
static struct parties subjects_told(struct coder *c, const struct draft *d)
{
	struct parties found = {.count = 0};
	for (uint32_t i = 0; i < d->content.count && !found.count; i++) {
		uint32_t verb = d->content.at[i], subject = child_with(c->a, verb, RELATION_NSUBJ);
		uint32_t mark = mark_of(c->a, verb);
		if (subject != NONE)
			add_parties(c, &found, subject);
		else if (mark != NONE && token_at(c, verb)->relation == RELATION_CCOMP)
			for (uint32_t word = mark + 1; word < verb && !found.count; word++)
				if (has_country_at(c, word))
					add_parties(c, &found, word);
	}
	return found;
}

/* "threatened to leave if Peru goes ahead": to whom it is said. */
static struct parties those_who_may_avert(struct coder *c, const struct draft *d)
{
	struct parties found = {.count = 0};
	uint32_t end = c->a->sentences.at[token_at(c, d->trigger)->sentence].tokens.end;
	for (uint32_t i = d->trigger + 1; i < end && !found.count; i++) {
		uint32_t mark = token_at(c, i)->relation == RELATION_ADVCL ? mark_of(c->a, i) : NONE;
		uint32_t subject = mark == NONE ? NONE : subject_of(c->a, i);
		/* "until it agrees to talks" */
		bool hangs = mark != NONE && (is_of_class(c, mark, VIEW("hypothesis")) ||
		                              view_equal(c->word[mark], VIEW("until")));
		if (subject != NONE && hangs)
			add_parties(c, &found, subject);
	}
	return found;
}

static bool is_pronoun(const struct coder *c, uint32_t token)
{
	return token != NONE && token_at(c, token)->upos == UPOS_PRON &&
	       !word_is_of_class(c, c->word[token], VIEW("reflexive"));
}

/* "urged the ministry to join the force in Chad", "accused them of backing Chad": whoever is spoken to or of
 * stands right behind the verb, known or not. */
static bool is_addressed(struct coder *c, const struct draft *d)
{
	uint32_t object = NONE;
	if (view_equal(know_text(d->frame, c->column.target), VIEW("subj")))
		return is_pronoun(c, subject_of(c->a, d->trigger)); /* "he faces charges" */
	if (token_at(c, d->trigger)->upos == UPOS_VERB && !is_passive(c->a, d->trigger))
		object = child_with(c->a, d->trigger, RELATION_OBJ);
	if (object == NONE)
		object = child_with(c->a, d->trigger, RELATION_IOBJ);
	struct view paths = know_text(d->frame, c->column.target), first = view_cut(&paths, '/');
	/* "called on its followers to attack Chad" */
	if (d->type == EVENT_REQUEST && view_equal(first, VIEW("on")) && has_clause(c, d->trigger, false))
		return path_from(c, d->trigger, first).count > 0;
	if (object == NONE || !view_starts(first, VIEW("obj")))
		return false;
	return token_at(c, object)->upos == UPOS_PRON ||
	       (d->type == EVENT_REQUEST && has_clause(c, d->trigger, false));
}

/* "any use of gas in Chad would be met with force": whom the threat is for is not told by that. */
static bool is_answer(const struct coder *c, const struct draft *d)
{
	return d->type == EVENT_THREATEN && is_passive(c->a, d->trigger);
}

/* What is offered or refused is no target if somebody is named for whom it is. */
static void search_around(struct coder *c, struct draft *d)
{
	enum quad quad = quad_of(c, d->type);
	bool talk = quad == QUAD_VERBAL_COOPERATION || quad == QUAD_VERBAL_CONFLICT || d->type == EVENT_AID;
	if ((d->targets.count && !talk) || is_answer(c, d) || d->type == EVENT_CONSULT)
		return;
	if (d->type != EVENT_REJECT && is_addressed(c, d))
		return;
	struct parties found = {.count = 0};
	c->places_stand = d->type != EVENT_CONSULT;
	if (d->type == EVENT_REQUEST)
		found = subjects_told(c, d);
	if (d->type == EVENT_THREATEN)
		found = those_who_may_avert(c, d);
	for (uint32_t i = 0; i < d->content.count && !found.count; i++) {
		uint32_t noun = d->content.at[i];
		uint32_t clause = token_at(c, noun)->upos == UPOS_NOUN ? next_below(c, noun) : NONE;
		found = parties_around(c, noun, VIEW("goal"));
		if (!found.count && clause != NONE)
			found = parties_around(c, clause, VIEW("goal"));
	}
	if (!found.count && know_label(d->frame, c->column.part) == UPOS_VERB)
		found = parties_around(c, d->trigger, type_text(c, d->type, "around"));
	if (found.count)
		d->targets = found;
	d->around = found.count > 0;
}

/* Whoever is named is meant, even if the country is not known. */
static bool has_named(const struct coder *c, const struct parties *p)
{
	for (uint32_t i = 0; i < p->count; i++) {
		const struct actor *actor = &c->a->actors.at[p->at[i].actor];
		if (actor->named && actor->kind == KIND_PERSON)
			return true;
	}
	return false;
}

/* "blasted Lee, accusing him of greed": nobody does it to himself without a word for that, so the pronoun is
 * whom the verb above was about. */
static struct parties those_dealt_with_above(struct coder *c, uint32_t verb)
{
	enum { MOST_STEPS = 3 };
	struct parties found = {.count = 0};
	for (int step = 0; step < MOST_STEPS && !found.count; step++) {
		const struct token *t = token_at(c, verb);
		bool goes_on = t->relation == RELATION_ADVCL || t->relation == RELATION_CONJ;
		if (!goes_on || t->head == NONE || token_at(c, t->head)->upos != UPOS_VERB)
			break;
		verb = t->head;
		uint32_t object = patient_of(c->a, verb);
		if (object != NONE)
			add_parties(c, &found, object);
	}
	return found;
}

/* In a participle they are surer than what the pronoun alone seems to mean. */
static void take_those_above(struct coder *c, struct draft *d)
{
	const struct token *t = token_at(c, d->trigger);
	if (d->targets.count && (t->relation != RELATION_ADVCL || t->xpos != XPOS_VBG))
		return;
	struct parties found = those_dealt_with_above(c, d->trigger);
	if (found.count)
		d->targets = found;
}

/* "stopped bombing Peru": where the row's own paths lead to nobody, the first of another country that the
 * verb's phrases name. */
static void search_further(struct coder *c, struct draft *d)
{
	struct view paths = type_text(c, d->type, "further");
	if (d->targets.count || d->mutual || is_answer(c, d) ||
	    know_label(d->frame, c->column.part) != UPOS_VERB)
		return;
	/* "urged its followers to attack Chad" asks nothing of Chad */
	if (d->type == EVENT_REQUEST && is_addressed(c, d))
		return;
	struct parties found = parties_at(c, d->trigger, paths);
	if (are_of_two_countries(c, &d->sources, &found))
		d->targets = found;
}

/* "cancelled the visit, accusing Chad of": whom a participle that goes with it blames. */
static struct parties those_blamed_beside(struct coder *c, uint32_t verb)
{
	struct parties found = {.count = 0};
	children_of (c->a, child, verb) {
		const struct token *t = token_at(c, child);
		uint32_t object = t->relation == RELATION_ADVCL && t->xpos == XPOS_VBG &&
		                                  is_of_class(c, child, VIEW("condemning"))
		                          ? patient_of(c->a, child)
		                          : NONE;
		if (object != NONE && !found.count)
			add_parties(c, &found, object);
	}
	return found;
}

static bool is_hostile(struct coder *c, enum event_type type)
{
	enum quad quad = quad_of(c, type);
	return quad == QUAD_VERBAL_CONFLICT || quad == QUAD_MATERIAL_CONFLICT;
}

/* "halted trade with Chad and called its envoy home": whom the verb before it was done to. */
static struct parties those_of_the_verb_before(struct coder *c, const struct draft *d)
{
	struct parties found = {.count = 0};
	const struct token *t = token_at(c, d->trigger);
	if (t->relation != RELATION_CONJ)
		return found;
	for (uint32_t i = c->first_event[t->sentence]; i < c->a->events.count; i++) {
		const struct event *e = &c->a->events.at[i];
		if (e->trigger.begin != t->head || !is_hostile(c, e->type))
			continue;
		for (uint32_t k = 0; k < e->target_count && k < MOST_PARTIES; k++)
			found.at[found.count++] = c->a->parties.at[e->targets + k];
	}
	return found;
}

/* "anti-American riots": against whom a crowd is, by the adjective. */
static struct parties those_opposed(struct coder *c, const struct draft *d)
{
	struct words found = paths_from(c, d->trigger, VIEW("mod/obj.mod/subj.mod/for.mod/in.mod"));
	struct parties opposed = {.count = 0};
	for (uint32_t i = 0; i < found.count && !opposed.count; i++) {
		uint32_t actor = opposed_at(c, found.at[i]);
		if (actor != NONE)
			opposed.at[opposed.count++] = (struct party){actor, token_at(c, found.at[i])->bytes};
	}
	return opposed;
}

/* "suffered a defeat by", "received a pledge of": the verb's subject is whom the noun's deed is done to. */
static void find_undergoing(struct coder *c, struct draft *d)
{
	bool noun = know_label(d->frame, c->column.part) == UPOS_NOUN;
	uint32_t verb = noun && !d->targets.count ? carrier_of(c, d->trigger) : NONE;
	uint32_t subject = verb == NONE ? NONE : agent_of(c->a, verb);
	if (subject != NONE && is_of_class(c, verb, VIEW("undergoing")))
		add_parties(c, &d->targets, subject);
}

/* "will deploy Ghanaian soldiers": those who are moved are not those against whom. */
static void leave_out_moved(struct coder *c, struct draft *d)
{
	if (know_label(d->frame, c->column.type) != EVENT_MOBILIZE || is_passive(c->a, d->trigger))
		return;
	struct parties moved = parties_at(c, d->trigger, VIEW("obj"));
	remove_parties(&d->targets, &moved);
}

void find_targets(struct coder *c, struct draft *d)
{
	c->except = &d->sources;
	/* Whoever marches through a town need not march against its country. */
	enum quad quad = quad_of(c, d->type);
	/* "arrived in Lima", "a letter to Lima"; "bought a mill in Lima" only of a state */
	bool there = d->type == EVENT_RETREAT || d->type == EVENT_AID || view_equal(d->mode, VIEW("visit")) ||
	             view_equal(d->mode, VIEW("phone")) ||
	             ((d->type == EVENT_COOPERATE || d->type == EVENT_SUPPORT) && has_polity(c, &d->sources));
	c->places_stand = (quad == QUAD_MATERIAL_CONFLICT && d->type != EVENT_PROTEST) ||
	                  quad == QUAD_VERBAL_CONFLICT || there;
	c->own_is_tool = quad != QUAD_MATERIAL_CONFLICT;
	/* "sued Ohio": of a state at home that is blamed or asked its government is meant. */
	bool verbal = quad == QUAD_VERBAL_CONFLICT || quad == QUAD_VERBAL_COOPERATION;
	c->home_is_none = verbal && d->type != EVENT_ACCUSE && d->type != EVENT_REQUEST;
	d->targets = parties_at(c, d->trigger, know_text(d->frame, c->column.target));
	if (d->type == EVENT_PROTEST && !d->targets.count)
		d->targets = those_opposed(c, d);
	find_undergoing(c, d);
	bool him = is_addressed(c, d) && !is_passive(c->a, d->trigger) &&
	           is_pronoun(c, patient_of(c->a, d->trigger));
	if (him)
		take_those_above(c, d);
	bool asked = d->type == EVENT_REQUEST && is_addressed(c, d);
	/* what two talk about is done to neither of them */
	bool talks = d->type == EVENT_CONSULT && d->mutual && d->sources.count > 1;
	if (!d->targets.count && d->deed.table && !asked && !talks) {
		d->targets = parties_at(c, d->deed_at, know_text(d->deed, c->column.target));
		d->mutual &= !d->targets.count;
	}
	c->home_is_none = verbal;
	bool each_other = d->mutual && (d->sources.count > 1 || !d->content.count || d->targets.count);
	if (!has_country(c, &d->targets) && !has_named(c, &d->targets) && !each_other) {
		search_around(c, d);
		d->mutual &= !d->targets.count;
	}
	search_further(c, d);
	bool nobody =
	        !d->targets.count || (view_equal(know_text(d->frame, c->column.needs), VIEW("nations")) &&
	                              !has_country(c, &d->targets));
	if (is_hostile(c, d->type) && nobody && know_label(d->frame, c->column.part) == UPOS_VERB) {
		struct parties found = those_blamed_beside(c, d->trigger);
		if (!found.count)
			found = those_of_the_verb_before(c, d);
		if (are_of_two_countries(c, &d->sources, &found))
			d->targets = found;
	}
	c->except = NULL;
	leave_out_moved(c, d);
	c->places_stand = c->own_is_tool = c->home_is_none = false;
}
