#include "article/clause.h"
#include "did/draft.h"

/* "accused each other", "traded blows with one another", "will open offices in each other's capitals" */
static bool is_reciprocal(struct coder *c, uint32_t trigger)
{
	struct tokens run = token_at(c, trigger)->subtree;
	for (uint32_t i = trigger + 1; i + 1 < run.end && i < c->a->tokens.count - 1; i++) {
		const struct token *t = token_at(c, i);
		if (t->head != trigger && t->relation != RELATION_NMOD_POSS)
			continue;
		if ((view_equal(c->word[i], VIEW("each")) && view_equal(c->word[i + 1], VIEW("other"))) ||
		    (view_equal(c->word[i], VIEW("one")) && view_equal(c->word[i + 1], VIEW("another"))))
			return true;
	}
	return false;
}

/* "Thousands demonstrated in Peru": those of whom no more is told are of where they do it. */
static void find_crowd(struct coder *c, struct draft *d)
{
	uint32_t subject = subject_of(c->a, d->trigger);
	/* "riots in Peru", "marches were held in Peru" */
	bool noun = know_label(d->frame, c->column.part) == UPOS_NOUN ||
	            (is_passive(c->a, d->trigger) && agent_of(c->a, d->trigger) == NONE);
	if (d->sources.count || d->type != EVENT_PROTEST || (subject == NONE && !noun) ||
	    !(noun || is_of_class(c, subject, VIEW("unarmed")) || is_of_class(c, subject, VIEW("crowd"))))
		return;
	c->places_stand = true;
	d->sources = parties_at(c, d->trigger, type_text(c, d->type, "crowd"));
	c->places_stand = false;
}

/* What two agree to that is no harm they may agree on with each other. */
static bool may_be_joint(struct coder *c, const struct draft *d)
{
	if (d->type != EVENT_AGREE)
		return false;
	return !d->deed.table || is_cooperative(c, (enum event_type)know_label(d->deed, c->column.type));
}

/* "a gift from Japan", "recognition by Germany": a country that is named as a place does what the noun tells.
 */
static void find_country(struct coder *c, struct draft *d, struct view paths)
{
	while (paths.length && !d->sources.count) {
		struct view path = view_cut(&paths, '/');
		if (!view_equal(path, VIEW("by")) && !view_equal(path, VIEW("from")))
			continue;
		struct words words = path_from(c, d->trigger, path);
		for (uint32_t i = 0; i < words.count; i++) {
			uint32_t word = words.at[i];
			uint32_t actor = c->place[word] != NONE ? country_actor_at(c, word) : NONE;
			if (actor != NONE && d->sources.count < MOST_PARTIES)
				d->sources.at[d->sources.count++] =
				        (struct party){actor, token_at(c, word)->bytes};
		}
	}
}

/* "replied with the expulsion of two envoys", "marked the day by the release of": the verb that is done by
 * doing what the noun tells; NONE. */
static uint32_t verb_helped(struct coder *c, uint32_t noun)
{
	const struct token *t = token_at(c, noun);
	uint32_t word = t->relation == RELATION_OBL ? preposition_of(c->a, noun) : NONE;
	bool helps = word != NONE && t->head != NONE && t->head < noun &&
	             word_is_of_class(c, c->word[word], VIEW("helping")) &&
	             token_at(c, t->head)->upos == UPOS_VERB && !is_passive(c->a, t->head) &&
	             !is_of_class(c, t->head, VIEW("coping"));
	return helps ? t->head : NONE;
}

/* "ordered the expulsion of", "resumed its shelling of": who does what the noun tells, where its own phrase
 * does not say it. */
static void find_carrying(struct coder *c, struct draft *d)
{
	if (know_label(d->frame, c->column.part) != UPOS_NOUN)
		return;
	find_country(c, d, know_text(d->frame, c->column.source));
	/* "ordered the deployment of 3,000 troops": whose they are */
	bool unknown = !d->sources.count || ((d->type == EVENT_MOBILIZE || d->type == EVENT_RETREAT) &&
	                                     !has_country(c, &d->sources));
	struct parties doers = {.count = 0};
	if (unknown && carrier_of(c, d->trigger) != NONE)
		doers = parties_at(c, d->trigger, VIEW("subj"));
	if (doers.count)
		d->sources = doers;
	bool words = d->type == EVENT_REQUEST || quad_of(c, d->type) == QUAD_VERBAL_COOPERATION;
	uint32_t verb = words ? NONE : verb_helped(c, d->trigger);
	if (!d->sources.count && verb != NONE)
		d->sources = parties_at(c, verb, VIEW("subj"));
}

/* "Ties between Chad and Libya were restored": both sides are told with what they share. */
static void find_between(struct coder *c, struct draft *d)
{
	if (!d->mutual || d->sources.count + d->targets.count > 1 ||
	    know_label(d->frame, c->column.part) != UPOS_VERB)
		return;
	struct parties both = parties_at(c, d->trigger, VIEW("between/obj.between/subj.between"));
	if (both.count > 1)
		d->sources = both;
}

/* "Ties between Chad and Libya were cut": nobody is told to have done it, so it is between them. */
static void share_between(struct coder *c, struct draft *d)
{
	bool shared = d->type == EVENT_SANCTION || d->type == EVENT_SUPPORT || d->type == EVENT_COOPERATE;
	if (!shared || d->sources.count || d->targets.count < 2 || !is_passive(c->a, d->trigger) ||
	    know_label(d->frame, c->column.part) != UPOS_VERB)
		return;
	struct parties both = parties_at(c, d->trigger, VIEW("obj.between/between"));
	d->mutual |= same_parties(&both, &d->targets);
}

/* "Dutch aid to Chad was suspended", "Peru's demand was put to Chile": of what is given, asked for or
 * imposed, whose it is tells who does it. */
static void find_owner(struct coder *c, struct draft *d)
{
	bool given = d->type == EVENT_AID || d->type == EVENT_SANCTION || d->type == EVENT_RETREAT ||
	             d->type == EVENT_REQUEST;
	if (d->sources.count || !given || know_label(d->frame, c->column.part) != UPOS_VERB ||
	    !is_passive(c->a, d->trigger) || agent_of(c->a, d->trigger) != NONE)
		return;
	struct words object = path_from(c, d->trigger, VIEW("obj"));
	if (object.count && is_of_class(c, object.at[0], VIEW("somebodys")))
		d->sources = parties_at(c, d->trigger, VIEW("obj.poss/obj.by/obj.mod/obj.from"));
}

/* "drew a protest from Hanoi": where words come from, a place is who speaks there. */
static void find_heard_from(struct coder *c, struct draft *d)
{
	struct view paths = know_text(d->frame, c->column.source);
	if (d->sources.count || d->type != EVENT_ACCUSE || view_find(paths, VIEW("from")) == SIZE_MAX)
		return;
	c->places_stand = true;
	d->sources = parties_at(c, d->trigger, VIEW("from/obj.from/for.from"));
	c->places_stand = false;
}

/* "A rocket fired from Chad landed in": of those who fired it only the place is told. */
static void find_launched(struct coder *c, struct draft *d)
{
	if (d->sources.count || d->type != EVENT_ASSAULT)
		return;
	c->places_stand = true;
	d->sources = parties_at(c, d->trigger, VIEW("subj.acl.from/obj.acl.from"));
	c->places_stand = false;
}

/* "They would be sent home, the minister said": whoever says what will be done to others does it. */
static void find_announcer(struct coder *c, struct draft *d)
{
	uint32_t modal = modal_of(c->a, d->trigger);
	if (d->sources.count || quad_of(c, d->type) != QUAD_MATERIAL_CONFLICT || modal == NONE ||
	    !is_passive(c->a, d->trigger) || agent_of(c->a, d->trigger) != NONE ||
	    !is_of_class(c, modal, VIEW("future")))
		return;
	struct parties speaker = parties_at(c, d->trigger, VIEW("speaker"));
	if (has_polity(c, &speaker) && !has_class(c, &speaker, VIEW("unarmed")))
		d->sources = speaker;
}

bool find_parties(struct coder *c, struct draft *d)
{
	d->sources = parties_at(c, d->trigger, know_text(d->frame, c->column.source));
	find_launched(c, d);
	find_heard_from(c, d);
	find_announcer(c, d);
	find_carrying(c, d);
	find_owner(c, d);
	find_crowd(c, d);
	bool each_other = d->sources.count > 1 && is_reciprocal(c, d->trigger);
	d->mutual = each_other || know_text(d->frame, c->column.mutual).length > 0;
	/* "The navy was deployed off Aden": those who are moved are whose move it is; so of help. */
	if (!d->sources.count && (d->type == EVENT_MOBILIZE || d->type == EVENT_AID) &&
	    is_passive(c->a, d->trigger)) {
		d->sources = parties_at(c, d->trigger, VIEW("obj"));
		if (has_class(c, &d->sources, VIEW("unarmed")))
			d->sources.count = 0; /* "a boy was rescued": he is who is helped */
	}
	if (!each_other)
		find_targets(c, d);
	find_between(c, d);
	share_between(c, d);
	/* "The Indian navy was deployed off Aden" is no move against India. */
	if (d->type == EVENT_MOBILIZE && !are_of_two_countries(c, &d->sources, &d->targets) &&
	    is_passive(c->a, d->trigger))
		d->targets.count = 0;
	/* "Chad and Niger halted their fire", "voiced readiness to trade": towards, or with, each other */
	if (!d->targets.count && (view_equal(d->mode, VIEW("ceasefire")) || may_be_joint(c, d)))
		d->mutual = are_of_two_countries(c, &d->sources, &d->sources);
	if (d->mutual) {
		join_parties(&d->sources, &d->targets);
		d->mutual = d->sources.count > 1;
		d->targets = d->sources;
		if (!d->mutual)
			d->targets.count = 0;
	} else
		remove_parties(&d->targets, &d->sources);
	struct view needs = know_text(d->frame, c->column.needs);
	bool source = d->sources.count > 0, target = d->targets.count > 0;
	settle_by_words(c, &d->sources);
	settle_by_words(c, &d->targets);
	if (view_equal(needs, VIEW("nations")))
		return is_between_nations(c, d);
	if (view_equal(needs, VIEW("force")))
		return is_by_force(c, d) && is_politics(c, d);
	bool enough = view_equal(needs, VIEW("both"))     ? source && target
	              : view_equal(needs, VIEW("source")) ? source
	              : view_equal(needs, VIEW("target")) ? target
	                                                  : source || target;
	/* "Guerrillas blew up the power lines": force need not be used against somebody. */
	enough |= source && d->type == EVENT_ASSAULT && has_armed(c, &d->sources) &&
	          path_from(c, d->trigger, VIEW("obj")).count;
	/* Who or whom is at times untold; a deed that a verb tells of is one all the same. */
	enum quad quad = quad_of(c, d->type);
	bool known = quad == QUAD_MATERIAL_CONFLICT ? source || target
	                                            : d->type == EVENT_RETREAT && has_polity(c, &d->targets);
	enough |= known && know_label(d->frame, c->column.part) == UPOS_VERB &&
	          know_text(d->frame, c->column.when).length;
	enough |= d->type == EVENT_ACCUSE && has_polity(c, &d->sources) &&
	          know_label(d->frame, c->column.part) == UPOS_VERB;
	return enough && is_politics(c, d);
}
