#include "article/clause.h"
#include "did/draft.h"

static bool is_about_protest(struct coder *c, const struct draft *d)
{
	if (d->deed.table && know_label(d->deed, c->column.type) == EVENT_PROTEST)
		return true;
	if (know_label(know_find(c->cameo, d->cameo), know_column(c->cameo, "of")) == EVENT_PROTEST)
		return true;
	if (d->type == EVENT_CONCEDE && view_equal(d->cameo, VIEW("082")))
		return true;
	/* "called off a strike", "agreed to end a strike" */
	bool agreed = d->type == EVENT_AGREE || d->type == EVENT_CONCEDE;
	struct words object = path_from(c, agreed && d->deed.table ? d->deed_at : d->trigger, VIEW("obj"));
	return (agreed || d->type == EVENT_THREATEN) && object.count &&
	       (is_of_class(c, object.at[0], VIEW("strike")) ||
	        is_of_class(c, object.at[0], VIEW("protest")));
}

/* Whether there is somebody and all of them are of the class; no country is. */
static bool are_all(struct coder *c, const struct parties *p, struct view class_name)
{
	for (uint32_t i = 0; i < p->count; i++) {
		const struct actor *actor = &c->a->actors.at[p->at[i].actor];
		if (actor->kind == KIND_COUNTRY || !actor_is_of_class(c, actor, class_name))
			return false;
	}
	return p->count > 0;
}

/* Whether all of them are people in office. */
static bool are_officials(struct coder *c, const struct parties *p)
{
	for (uint32_t i = 0; i < p->count; i++)
		if (c->a->actors.at[p->at[i].actor].kind != KIND_PERSON)
			return false;
	return are_all(c, p, VIEW("office"));
}

/* Whether those who are said to do it can: only who has power over others arrests or bans. */
static bool is_able(struct coder *c, const struct draft *d)
{
	struct view able = type_text(c, d->type, "able");
	return !able.length || !d->sources.count || has_class(c, &d->sources, able);
}

static bool has_capital(const struct coder *c, uint32_t token)
{
	char first = text_of_token(c->a, token).at[0];
	return first < 'a' || first > 'z';
}

/* "The closures restrict trade", "the syrup destroys lives": what a thing does by itself nobody does. Of
 * weapons and attacks it is told so. */
static bool is_done_by_a_thing(struct coder *c, const struct draft *d)
{
	uint32_t subject = child_with(c->a, d->trigger, RELATION_NSUBJ);
	/* "it launched a counteroffensive" */
	if (!d->sources.count && subject != NONE && token_at(c, d->trigger)->upos == UPOS_VERB &&
	    !is_passive(c->a, d->trigger) && word_is_of_class(c, c->word[subject], VIEW("thing")))
		return true;
	if (d->sources.count || subject == NONE || token_at(c, d->trigger)->upos != UPOS_VERB ||
	    token_at(c, subject)->upos != UPOS_NOUN || is_passive(c->a, d->trigger) ||
	    !view_starts(know_text(d->frame, c->column.source), VIEW("subj")) || has_capital(c, subject))
		return false;
	return !know_find(c->means, c->lemma[subject]).table && !is_of_class(c, subject, VIEW("deed")) &&
	       !is_of_class(c, subject, VIEW("attack")) && !is_of_class(c, subject, VIEW("arms"));
}

/* "half of the address": what is neither named nor known to be anybody speaks for nobody. */
static bool is_nobody(const struct coder *c, const struct parties *p)
{
	for (uint32_t i = 0; i < p->count; i++) {
		const struct actor *actor = &c->a->actors.at[p->at[i].actor];
		bool person = actor->kind == KIND_PERSON && actor->country.length;
		if (actor->named || actor->sector != SECTOR_NONE || person)
			return false;
	}
	return p->count > 0;
}

/* Whether all of them are single people. */
static bool are_persons(const struct coder *c, const struct parties *p)
{
	for (uint32_t i = 0; i < p->count; i++)
		if (c->a->actors.at[p->at[i].actor].kind != KIND_PERSON)
			return false;
	return p->count > 0;
}

/* Whether there is anybody but the country that those who do it are of themselves. */
static bool is_against_others(const struct coder *c, const struct draft *d)
{
	for (uint32_t i = 0; i < d->targets.count; i++) {
		const struct actor *actor = &c->a->actors.at[d->targets.at[i].actor];
		bool own = false;
		for (uint32_t k = 0; k < d->sources.count; k++)
			own |= view_equal(actor->country, c->a->actors.at[d->sources.at[k].actor].country);
		if (actor->kind != KIND_COUNTRY || !own)
			return true;
	}
	return false;
}

/* A candidate's rally, or what one person does alone, is no protest that does not say against whom. */
static bool is_protest(struct coder *c, const struct draft *d)
{
	return is_against_others(c, d) || !view_equal(d->mode, VIEW("demo")) ||
	       !(are_all(c, &d->sources, VIEW("office")) || are_persons(c, &d->sources));
}

/* Gifts to a party or a candidate, or of a firm at home, are no aid. */
static bool is_aid(struct coder *c, const struct draft *d)
{
	bool gift = has_class(c, &d->targets, VIEW("talker")) || are_officials(c, &d->targets) ||
	            are_all(c, &d->sources, VIEW("private"));
	/* Nor is what a club gives to a clinic. */
	gift |= d->sources.count && !has_polity(c, &d->sources) &&
	        !has_class(c, &d->targets, VIEW("unarmed")) && !has_polity(c, &d->targets);
	return d->type != EVENT_AID || !gift || are_of_two_countries(c, &d->sources, &d->targets);
}

/* How many of them may sit at a table of politics; of whom only the country is known may too. */
static uint32_t count_partners(struct coder *c, const struct parties *p)
{
	uint32_t count = 0;
	for (uint32_t i = 0; i < p->count; i++) {
		const struct actor *actor = &c->a->actors.at[p->at[i].actor];
		bool known = actor->named && actor->country.length && actor->sector == SECTOR_NONE;
		count += known || actor_is_of_class(c, actor, VIEW("partner"));
	}
	return count;
}

/* Whether one of them is told of by a word for those who serve or are kin: "his advisers", "the family". */
static bool has_own_people(struct coder *c, const struct parties *p)
{
	for (uint32_t i = 0; i < p->count; i++) {
		uint32_t head = head_of(c->a, tokens_of(c->a, p->at[i].bytes));
		if (head != NONE && token_at(c, head)->upos == UPOS_NOUN &&
		    word_is_of_class(c, c->lemma[head], VIEW("retinue")))
			return true;
	}
	return false;
}

/* "commandos flew into Peru" are no guests. */
static bool is_raid(struct coder *c, const struct draft *d)
{
	uint32_t subject = view_equal(d->mode, VIEW("visit")) ? subject_of(c->a, d->trigger) : NONE;
	return subject != NONE &&
	       (is_of_class(c, subject, VIEW("troops")) || is_of_class(c, subject, VIEW("fighter")));
}

/* Talks with reporters, voters or one's own staff, and travel within the country, are no diplomacy. */
static bool is_among_others(struct coder *c, const struct draft *d)
{
	if (has_own_people(c, &d->targets) && !are_of_two_countries(c, &d->sources, &d->targets))
		return true;
	if (d->mutual)
		return count_partners(c, &d->sources) < 2;
	return view_equal(d->mode, VIEW("visit")) && has_country(c, &d->sources) &&
	       has_country(c, &d->targets) && !are_of_two_countries(c, &d->sources, &d->targets);
}

/* Firms and single people who are not told to be of two countries act for themselves. */
static bool is_private_business(struct coder *c, const struct draft *d)
{
	/* whom a court convicts is no firm's business */
	bool deal = d->mutual || d->type == EVENT_COOPERATE ||
	            (d->type == EVENT_SANCTION && !view_equal(d->mode, VIEW("convict")));
	struct parties all = d->sources;
	join_parties(&all, &d->targets);
	bool single = true, firm = false, stranger = false;
	for (uint32_t i = 0; i < all.count; i++) {
		const struct actor *actor = &c->a->actors.at[all.at[i].actor];
		bool private = actor_is_of_class(c, actor, VIEW("private")) ||
		               (actor->kind == KIND_ORGANISATION && actor->sector == SECTOR_NONE &&
		                !actor->country.length);
		firm |= private;
		stranger |= actor_is_of_class(c, actor, VIEW("civil"));
		single &= private || actor->kind == KIND_PERSON;
	}
	firm |= stranger && d->type == EVENT_COOPERATE && all.count > 1;
	return deal && single && firm && !are_of_two_countries(c, &all, &all);
}

/* Who interviews, asks for comment or looks into things for a paper makes no politics by it. */
static bool is_journalism(struct coder *c, const struct draft *d)
{
	bool asks = d->type == EVENT_REQUEST || d->type == EVENT_CONSULT ||
	            view_equal(d->mode, VIEW("investigate"));
	/* "the team is investigating whether it spreads" */
	bool study = view_equal(d->mode, VIEW("investigate")) && d->sources.count && !d->targets.count &&
	             !has_class(c, &d->sources, VIEW("power"));
	/* "the paper said that Chad must leave" */
	bool reports = token_at(c, d->trigger)->upos == UPOS_VERB && clauses_told(c, d->trigger).count;
	return study || ((asks || reports) && are_all(c, &d->sources, VIEW("media"))) ||
	       (d->type == EVENT_CONSULT && has_class(c, &d->targets, VIEW("media")));
}

/* "a charity supports the poor": neither of them governs or wants to, and both are of one country. */
static bool is_among_citizens(struct coder *c, const struct draft *d)
{
	return d->sources.count && d->targets.count && !has_polity(c, &d->sources) &&
	       !has_polity(c, &d->targets) && !are_of_two_countries(c, &d->sources, &d->targets);
}

/* Talk is politics if whoever talks is of politics, or if it goes to those who govern; what is done, if one
 * of both is. */
bool is_politics(struct coder *c, const struct draft *d)
{
	enum quad quad = quad_of(c, d->type);
	if (d->type == EVENT_PROTEST)
		return is_protest(c, d);
	if (!is_able(c, d) || is_done_by_a_thing(c, d) || !is_aid(c, d) || is_journalism(c, d) ||
	    is_private_business(c, d))
		return false;
	if (quad != QUAD_VERBAL_CONFLICT && view_equal(know_text(d->frame, c->column.needs), VIEW("target")))
		return true;
	/* Force between countries is, whoever uses it; so is a strike that is threatened or called off. */
	if ((quad == QUAD_MATERIAL_CONFLICT || d->type == EVENT_THREATEN) &&
	    are_of_two_countries(c, &d->sources, &d->targets))
		return true;
	if (is_about_protest(c, d) || (d->type == EVENT_RETREAT && view_equal(d->mode, VIEW("disarm"))))
		return true;
	/* Whoever visits, hosts or speaks with a country as one of the public makes no politics. */
	if (d->type == EVENT_CONSULT)
		return !is_among_others(c, d) && !is_raid(c, d) && has_political(c, &d->sources) &&
		       (!d->targets.count || has_political(c, &d->targets)) &&
		       (has_polity(c, &d->sources) || has_polity(c, &d->targets));
	if (quad == QUAD_MATERIAL_COOPERATION || quad == QUAD_MATERIAL_CONFLICT)
		return has_political(c, &d->sources) || has_political(c, &d->targets);
	/* Anybody may blame or ask those who govern; who agrees with them or backs them is of politics too.
	 */
	bool may_be_anyone =
	        quad == QUAD_VERBAL_CONFLICT && has_polity(c, &d->targets) && !is_nobody(c, &d->sources);
	if (d->type == EVENT_SUPPORT && is_among_citizens(c, d))
		return false;
	if (d->sources.count)
		return has_political(c, &d->sources) || may_be_anyone;
	bool charged = view_equal(know_text(d->frame, c->column.needs), VIEW("target"));
	return has_polity(c, &d->targets) || (charged && has_political(c, &d->targets));
}

/* What a word says of force only where somebody who has it is told of, or whose people suffered it: "banned",
 * "gassed". */
bool is_by_force(struct coder *c, const struct draft *d)
{
	if (d->sources.count && !has_armed(c, &d->sources)) {
		/* "the candidate executed the plan": of one who governs, or wants to, force is told with whom
		 * it struck */
		bool talks = are_all(c, &d->sources, VIEW("talker")) || are_persons(c, &d->sources);
		if (talks && !d->targets.count)
			return false;
	}
	return d->sources.count ? has_armed(c, &d->sources) || has_political(c, &d->sources)
	                        : has_country(c, &d->targets) && has_political(c, &d->targets);
}

/* What a word says of politics only where a polity deals with another country: "offered", "wants". */
bool is_between_nations(struct coder *c, const struct draft *d)
{
	if (is_journalism(c, d))
		return false;
	/* "a nurse visited her sister in Peru" */
	if (d->type == EVENT_CONSULT && !d->mutual &&
	    (!has_political(c, &d->sources) || are_all(c, &d->sources, VIEW("unarmed"))))
		return false;
	if (d->mutual) /* states, or the soldiers and policemen of two */
		return (has_polity(c, &d->sources) || has_class(c, &d->sources, VIEW("power"))) &&
		       are_of_two_countries(c, &d->sources, &d->sources);
	/* what a country's papers blame another for is blame between the two, what they report is not theirs
	 */
	bool blame = d->type == EVENT_ACCUSE && are_all(c, &d->sources, VIEW("media")) &&
	             !is_of_class(c, d->trigger, VIEW("reporting"));
	bool private = are_all(c, &d->sources, VIEW("private")) && !blame;
	return !private &&
	       (has_polity(c, &d->sources) || has_polity(c, &d->targets) ||
	        has_class(c, &d->sources, VIEW("power"))) &&
	       are_of_two_countries(c, &d->sources, &d->targets);
}

/* "declined to claim victory": a refusal of nothing known to nobody. */
bool is_empty_refusal(struct coder *c, const struct draft *d)
{
	return view_equal(know_text(d->frame, c->column.does), VIEW("reject")) && !d->deed.table &&
	       !d->targets.count && has_clause(c, d->trigger, false) &&
	       !path_from(c, d->trigger, VIEW("obj")).count;
}

/* "promised to cut taxes": a word given on nothing known, or refusal of it, is no politics unless a state
 * gives it, or it is for another country. */
bool is_empty_promise(struct coder *c, const struct draft *d)
{
	return view_equal(know_text(d->frame, c->column.does), VIEW("promise")) && !d->deed.table &&
	       d->sources.count && !has_class(c, &d->sources, VIEW("state")) &&
	       !are_of_two_countries(c, &d->sources, &d->targets);
}

static bool is_shooting(struct view mode)
{
	return view_equal(mode, VIEW("firearms")) || view_equal(mode, VIEW("heavy-weapons"));
}

/* Whether all of both sides are single people. */
static bool is_between_persons(const struct coder *c, const struct draft *d)
{
	return are_persons(c, &d->sources) && are_persons(c, &d->targets);
}

/* "Lee attacked the minister": without a weapon, politicians and parties fight with words; so they do where
 * one fires at another of the same country. */
bool is_war_of_words(struct coder *c, const struct draft *d)
{
	bool shots = is_shooting(d->mode);
	bool vague =
	        !d->mode.length || view_equal(d->mode, VIEW("destroy")) ||
	        (shots && is_between_persons(c, d) && !are_of_two_countries(c, &d->sources, &d->targets) &&
	         !is_of_class(c, d->trigger, VIEW("deadly")));
	return d->type == EVENT_ASSAULT && vague &&
	       (are_all(c, &d->sources, VIEW("talker")) || are_officials(c, &d->sources)) &&
	       !has_class(c, &d->targets, VIEW("armed")) && (shots || !means_of(c, d->trigger).length);
}

/* "vowed to fight on", "ready to return fire": so do those who threaten each other with blows that only words
 * or votes deal. What is bombed is. */
bool is_threat_of_words(struct coder *c, const struct draft *d)
{
	struct row blows = d->deed.table ? d->deed : d->frame;
	struct view mode = know_text(blows, c->column.mode);
	bool force = know_label(blows, c->column.type) == EVENT_ASSAULT;
	bool vague = force ? !mode.length || is_shooting(mode) || view_equal(mode, VIEW("destroy"))
	                   : view_equal(d->mode, VIEW("violence"));
	return d->type == EVENT_THREATEN && vague &&
	       (are_all(c, &d->sources, VIEW("talker")) || (force && are_persons(c, &d->sources))) &&
	       !has_class(c, &d->targets, VIEW("armed")) &&
	       !are_of_two_countries(c, &d->sources, &d->targets);
}
