/* Whose they are: the countries of those whom a deed names without one ("the police", "its troops",
 * "protesters"). */
#include "article/clause.h"
#include "did/coder.h"

/* A phrase longer than this tells more than whose it is. */
enum { PHRASE_MOST = 24 };

static bool is_aside(const struct coder *c, uint32_t token)
{
	switch (token_at(c, token)->relation) {
	case RELATION_ACL_RELCL:
	case RELATION_ACL:
	case RELATION_ADVCL:
	case RELATION_CCOMP:
	case RELATION_PARATAXIS:
	case RELATION_APPOS:
		return true;
	default:
		return false;
	}
}

/* "forces loyal to Haftar", "rebels led by Taylor": words behind a noun that tell whose they are. */
static bool tells_allegiance(struct coder *c, uint32_t token)
{
	uint32_t relation = token_at(c, token)->relation;
	if (relation == RELATION_AMOD || relation == RELATION_ACL)
		return is_of_class(c, token, VIEW("allegiance"));
	uint32_t head = token_at(c, token)->head;
	return relation == RELATION_OBL || relation == RELATION_OBL_AGENT
	               ? head != NONE && is_of_class(c, head, VIEW("allegiance"))
	               : false;
}

/* "supporters in Peru", "its troops" are of there, "critics of Peru", "a march on Lima" need not be. */
static bool tells_origin(struct coder *c, uint32_t token)
{
	if (tells_allegiance(c, token))
		return true;
	switch (token_at(c, token)->relation) {
	case RELATION_NMOD_POSS:
	case RELATION_AMOD:
	case RELATION_COMPOUND:
	case RELATION_NMOD_DESC:
		return true;
	case RELATION_NMOD: {
		uint32_t word = preposition_of(c->a, token);
		return word != NONE && is_of_class(c, word, VIEW("origin"));
	}
	default:
		return false;
	}
}

static struct view country_of_actor(const struct coder *c, uint32_t actor)
{
	return actor == NONE ? (struct view){0} : c->a->actors.at[actor].country;
}

/* The country that a word by itself names or belongs to; empty: none. */
static struct view country_of_word(struct coder *c, uint32_t token)
{
	uint32_t mention = c->mention[token];
	if (mention != NONE && country_of_actor(c, c->a->mentions.at[mention].actor).length)
		return country_of_actor(c, c->a->mentions.at[mention].actor);
	struct view country = country_by_people(c, token);
	uint32_t place = c->place[token];
	return country.length || place == NONE ? country : country_of_the_time(c, place);
}

bool has_country_at(struct coder *c, uint32_t token)
{
	return country_of_word(c, token).length > 0;
}

static struct view origin_below(struct coder *c, uint32_t token, int depth)
{
	struct view found = country_of_word(c, token);
	if (found.length || depth == 0)
		return found;
	/* "its neighbour, Chad": who stands over against somebody is not of his country */
	bool other = word_is_of_class(c, c->lemma[token], VIEW("neighbour"));
	children_of (c->a, child, token) {
		uint32_t relation = token_at(c, child)->relation;
		bool tells = other && (relation == RELATION_NMOD_POSS || relation == RELATION_APPOS)
		                     ? relation == RELATION_APPOS
		                     : tells_origin(c, child);
		if (tells && (found = origin_below(c, child, depth - 1)).length)
			return found;
	}
	return (struct view){0};
}

/* "urged the government in Lima to", "soldiers loyal to Peru's leader": what stands right behind a noun tells
 * whose it is, wherever the tree hangs it. */
static struct view origin_behind(struct coder *c, uint32_t head)
{
	enum { REACH = 7 };
	uint32_t next = head + 1, end = c->a->sentences.at[token_at(c, head)->sentence].tokens.end;
	if (next >= end || token_at(c, head)->upos != UPOS_NOUN ||
	    !(is_of_class(c, next, VIEW("allegiance")) ||
	      (token_at(c, next)->upos == UPOS_ADP && is_of_class(c, next, VIEW("origin")))))
		return (struct view){0};
	for (uint32_t i = next + 1; i < end && i < head + REACH; i++) {
		const struct token *t = token_at(c, i);
		struct view country = country_of_word(c, i);
		if (country.length)
			return country;
		bool phrase = t->upos == UPOS_DET || t->upos == UPOS_ADJ || t->upos == UPOS_NOUN ||
		              t->upos == UPOS_PROPN || t->upos == UPOS_ADP || t->xpos == XPOS_TO;
		if (!phrase)
			break;
	}
	return (struct view){0};
}

static bool may_be_of_anywhere(const struct actor *actor)
{
	return !actor->country.length && actor->kind != KIND_COUNTRY && actor->sector != SECTOR_IGO &&
	       !actor->member_count;
}

/* Police, courts, protesters and rebels are nearly always of the country in which they act. */
static bool is_local(struct coder *c, const struct actor *actor)
{
	return !actor->named && actor_is_of_class(c, actor, VIEW("local"));
}

/* "inside Honduran territory", "on Turkish soil", "in a Kenyan town": the country whose land a phrase of
 * place names. */
static struct view land_named(struct coder *c, uint32_t noun)
{
	uint32_t word = preposition_of(c->a, noun);
	if (word == NONE || !word_is_of_class(c, c->word[word], VIEW("locative")) ||
	    !word_is_of_class(c, c->lemma[noun], VIEW("land")))
		return (struct view){0};
	children_of (c->a, child, noun) {
		struct view country = country_by_people(c, child);
		if (country.length)
			return country;
	}
	return (struct view){0};
}

static struct view country_here(struct coder *c, uint32_t trigger)
{
	uint32_t place = place_of(c, trigger), patient = NONE;
	if (place != NONE)
		return country_of_the_time(c, place);
	struct view found = {0};
	children_of (c->a, child, trigger) {
		uint32_t relation = token_at(c, child)->relation;
		if (!found.length && relation == RELATION_OBL)
			found = land_named(c, child);
		patient = relation == RELATION_OBJ ? child : patient;
	}
	if (found.length || patient == NONE)
		return found;
	children_of (c->a, child, patient)
		if (!found.length && token_at(c, child)->relation == RELATION_NMOD)
			found = land_named(c, child);
	return found;
}

bool has_country(const struct coder *c, const struct parties *p)
{
	for (uint32_t i = 0; i < p->count; i++)
		if (country_of_actor(c, p->at[i].actor).length)
			return true;
	return false;
}

bool are_of_two_countries(const struct coder *c, const struct parties *some, const struct parties *others)
{
	for (uint32_t i = 0; i < some->count; i++)
		for (uint32_t k = 0; k < others->count; k++) {
			struct view one = country_of_actor(c, some->at[i].actor),
			            other = country_of_actor(c, others->at[k].actor);
			if (one.length && other.length && !view_equal(one, other))
				return true;
		}
	return false;
}

/* The only country that a sentence names; empty: none or several. */
static struct view country_of_sentence(struct coder *c, uint32_t trigger)
{
	struct tokens run = c->a->sentences.at[token_at(c, trigger)->sentence].tokens;
	struct view only = {0};
	for (uint32_t i = run.begin; i < run.end; i++) {
		struct view country = country_of_word(c, i);
		if (!country.length || view_equal(country, VIEW("IGO")))
			continue;
		if (only.length && !view_equal(only, country))
			return (struct view){0};
		only = country;
	}
	return only;
}

static struct view first_country(const struct coder *c, const struct parties *p)
{
	for (uint32_t i = 0; i < p->count; i++) {
		struct view country = country_of_actor(c, p->at[i].actor);
		if (country.length == 3 && !view_equal(country, VIEW("IGO")))
			return country;
	}
	return (struct view){0};
}

/* "the Turks of Bulgaria": the country whose they are for all their name. */
static struct view country_of_minority(struct coder *c, uint32_t head)
{
	struct view found = {0};
	if (!know_find(c->demonyms, c->word[head]).table)
		return found;
	children_of (c->a, child, head) {
		uint32_t word =
		        token_at(c, child)->relation == RELATION_NMOD ? preposition_of(c->a, child) : NONE;
		if (word != NONE && view_equal(c->word[word], VIEW("of")))
			found = country_of_word(c, child);
	}
	return found;
}

/* "ethnic Turks": a people elsewhere, and of there. */
static bool is_minority(struct coder *c, uint32_t head)
{
	children_of (c->a, child, head) {
		bool modifier = token_at(c, child)->relation == RELATION_AMOD;
		bool people = modifier && child && token_at(c, child - 1)->head == child;
		if (modifier && (is_of_class(c, child, VIEW("ethnic")) ||
		                 (people && is_of_class(c, child - 1, VIEW("ethnic")))))
			return true;
	}
	return country_of_minority(c, head).length > 0;
}

static bool is_minority_all(struct coder *c, const struct parties *p)
{
	for (uint32_t i = 0; i < p->count; i++) {
		uint32_t head = head_of(c->a, tokens_of(c->a, p->at[i].bytes));
		if (head == NONE || !is_minority(c, head))
			return false;
	}
	return p->count > 0;
}

/* "the government", "the army chief": those of the country that is told of. */
static bool is_the_state(struct coder *c, const struct actor *actor, uint32_t head)
{
	if (actor->named || head == NONE || !actor_is_of_class(c, actor, VIEW("political")))
		return false;
	uint32_t article = child_with(c->a, head, RELATION_DET);
	return article != NONE && (token_at(c, article)->features & FEATURE(DEFINITE_DEF));
}

/* "Lebanon's Hariri said he": whoever a pronoun stands for is of where the words that name him tell. */
static struct view origin_of_named(struct coder *c, uint32_t pronoun)
{
	enum { MENTIONS_BACK = 32 };
	uint32_t last = c->mention[pronoun];
	if (token_at(c, pronoun)->upos != UPOS_PRON || last == NONE)
		return (struct view){0};
	for (uint32_t i = last; i > 0 && last - i < MENTIONS_BACK; i--) {
		const struct mention *m = &c->a->mentions.at[i - 1];
		struct view found = {0};
		if (m->actor == c->a->mentions.at[last].actor && m->form == MENTION_NAME && m->head != NONE)
			found = origin_below(c, m->head, 3);
		if (found.length)
			return found;
	}
	return (struct view){0};
}

/* "voiced by the ministry in Lima": where a body sits, right behind it, though the tree hangs it on the verb.
 */
static struct view country_behind(struct coder *c, uint32_t head)
{
	const struct token *t = token_at(c, head);
	uint32_t word = t->subtree.end, place = NONE;
	if (t->head == NONE || word + 1 >= c->a->tokens.count || token_at(c, word)->sentence != t->sentence ||
	    !view_equal(c->word[word], VIEW("in")))
		return (struct view){0};
	place = token_at(c, word)->head;
	bool hung = place != NONE && place > word && token_at(c, place)->head == t->head &&
	            token_at(c, place)->relation == RELATION_OBL && c->place[place] != NONE;
	return hung ? country_of_the_time(c, c->place[place]) : (struct view){0};
}

/* "foreign powers", "European leaders", but not "the foreign minister": whoever governs others is not of the
 * country where he is told of. */
static bool is_from_abroad(struct coder *c, const struct actor *actor, uint32_t head)
{
	if (head == NONE || actor->named || !actor_is_of_class(c, actor, VIEW("polity")) ||
	    word_is_of_class(c, c->lemma[head], VIEW("foreign_office")))
		return false;
	children_of (c->a, child, head)
		if (child < head && word_is_of_class(c, c->word[child], VIEW("abroad")))
			return true;
	return false;
}

static void settle(struct coder *c, struct parties *p, struct view here, struct view other)
{
	for (uint32_t i = 0; i < p->count; i++) {
		struct actor *actor = &c->a->actors.at[p->at[i].actor];
		uint32_t head = head_of(c->a, tokens_of(c->a, p->at[i].bytes));
		bool minority = head != NONE && actor->kind != KIND_COUNTRY && is_minority(c, head);
		if (minority && country_of_minority(c, head).length)
			actor->country = country_of_minority(c, head);
		else if (minority && (here.length || other.length))
			actor->country = here.length ? here : other;
		if (minority || !may_be_of_anywhere(actor))
			continue;
		struct view country = head == NONE ? (struct view){0} : origin_below(c, head, 3);
		if (!country.length && head != NONE)
			country = origin_behind(c, head);
		if (!country.length && head != NONE)
			country = origin_of_named(c, head);
		if (!country.length && head != NONE && actor->kind != KIND_PERSON &&
		    actor_is_of_class(c, actor, VIEW("polity")))
			country = country_behind(c, head);
		/* whoever is of an international body is of no country for being somewhere */
		bool bound = actor->sector != SECTOR_IGO && !is_from_abroad(c, actor, head);
		if (!country.length && bound && is_local(c, actor))
			country = here;
		if (!country.length && bound)
			country = other;
		actor->country = country;
	}
}

/* "Chad's offensive against ethnic Arab rebels": where nothing else is told, they are of the country that
 * deals with them. */
static void settle_minorities(struct coder *c, struct parties *p, struct view country)
{
	for (uint32_t i = 0; i < p->count && country.length; i++) {
		struct actor *actor = &c->a->actors.at[p->at[i].actor];
		uint32_t head = head_of(c->a, tokens_of(c->a, p->at[i].bytes));
		if (head != NONE && actor->kind != KIND_COUNTRY && is_minority(c, head) &&
		    !country_of_minority(c, head).length)
			actor->country = country;
	}
}

/* Of the bodies of the state that are told of without a country, those of the only one that is. */
static void settle_state(struct coder *c, struct parties *p, struct view country)
{
	for (uint32_t i = 0; i < p->count; i++) {
		struct actor *actor = &c->a->actors.at[p->at[i].actor];
		uint32_t head = head_of(c->a, tokens_of(c->a, p->at[i].bytes));
		if (may_be_of_anywhere(actor) && is_the_state(c, actor, head))
			actor->country = country;
	}
}

/* "Soldiers stormed parliament in Suva": whoever has power or arms and is told of without a country. */
static void settle_unnamed(struct coder *c, struct parties *p, struct view country)
{
	for (uint32_t i = 0; i < p->count; i++) {
		struct actor *actor = &c->a->actors.at[p->at[i].actor];
		uint32_t head = head_of(c->a, tokens_of(c->a, p->at[i].bytes));
		if (may_be_of_anywhere(actor) && !actor->named &&
		    actor_is_of_class(c, actor, VIEW("political")) && !is_from_abroad(c, actor, head))
			actor->country = country;
	}
}

static void settle_described(struct coder *c, struct parties *p, struct view country)
{
	for (uint32_t i = 0; i < p->count; i++) {
		struct actor *actor = &c->a->actors.at[p->at[i].actor];
		uint32_t head = head_of(c->a, tokens_of(c->a, p->at[i].bytes));
		bool other = head != NONE && word_is_of_class(c, c->lemma[head], VIEW("neighbour"));
		other |= is_from_abroad(c, actor, head);
		if (may_be_of_anywhere(actor) && !actor->named && !other)
			actor->country = country;
	}
}

void settle_by_words(struct coder *c, struct parties *p)
{
	settle(c, p, (struct view){0}, (struct view){0});
}

static bool are_opposite(struct coder *c, const struct parties *p)
{
	for (uint32_t i = 0; i < p->count; i++) {
		uint32_t head = head_of(c->a, tokens_of(c->a, p->at[i].bytes));
		if (head != NONE && word_is_of_class(c, c->lemma[head], VIEW("neighbour")))
			return true;
	}
	return false;
}

void settle_origins(struct coder *c, struct deed deed, struct parties *sources, struct parties *targets)
{
	struct view here = country_here(c, deed.trigger), none = {0};
	settle(c, sources, here, none);
	settle(c, targets, here, deed.within ? first_country(c, sources) : none);
	if (deed.within && !deed.outward)
		settle(c, sources, none, first_country(c, targets));
	else if (deed.within && is_minority_all(c, sources))
		settle(c, sources, none, first_country(c, targets));
	if (deed.force && !here.length)
		settle_minorities(c, targets, first_country(c, sources));
	struct view only = country_of_sentence(c, deed.trigger);
	if (deed.abroad && view_equal(only, first_country(c, targets)))
		only = none;
	settle(c, sources, only, deed.within ? only : none);
	/* but "its neighbour" is not of the only country told of */
	struct view theirs = are_opposite(c, targets) ? none : only;
	settle(c, targets, theirs, deed.within ? theirs : none);
	settle_unnamed(c, sources, only);
	settle_state(c, targets, only);
	/* Those dealt with by a country that alone is told of are its own, as far as is known. */
	if (only.length && view_equal(only, first_country(c, sources)))
		settle_described(c, targets, only);
	/* Whoever is struck at a place is of there as far as is known. */
	if (deed.force)
		settle(c, targets, here, here.length ? here : only);
}

static bool is_unattended(struct coder *c, uint32_t token)
{
	return token != NONE && is_of_class(c, token, VIEW("unattended"));
}

/* "killed by a mine", "in a car bomb explosion", "a bombing killed two". */
static uint32_t unattended_weapon(struct coder *c, uint32_t trigger)
{
	uint32_t agent = agent_of(c->a, trigger);
	if (is_unattended(c, agent))
		return agent;
	children_of (c->a, child, trigger) {
		uint32_t relation = token_at(c, child)->relation;
		uint32_t word = relation == RELATION_OBL || relation == RELATION_OBL_AGENT
		                        ? preposition_of(c->a, child)
		                        : NONE;
		if (word != NONE && is_of_class(c, word, VIEW("means")) && is_unattended(c, child))
			return child;
	}
	return NONE;
}

void settle_attackers(struct coder *c, uint32_t trigger, struct parties *sources)
{
	if (sources->count || token_at(c, trigger)->upos != UPOS_VERB)
		return;
	uint32_t weapon = unattended_weapon(c, trigger);
	struct view country = country_here(c, trigger);
	if (weapon == NONE)
		return;
	if (!country.length)
		country = origin_below(c, weapon, 3);
	if (!country.length) /* "a bomb went off in a Chadian hotel" */
		country = country_of_sentence(c, trigger);
	if (!country.length)
		return;
	struct party *p = &sources->at[sources->count++];
	p->actor = attackers_at(c, weapon, country, &p->bytes);
}

/* Prisoners may be another country's: whom their strike is against is not told by whose they are. */
static bool are_held(const struct coder *c, const struct parties *p)
{
	return p->count && c->a->actors.at[p->at[0].actor].sector == SECTOR_CRM;
}

/* "Palestinian prisoners in Israeli jails": who holds them. */
static struct view country_of_prison(struct coder *c, const struct parties *p)
{
	uint32_t head = are_held(c, p) ? head_of(c->a, tokens_of(c->a, p->at[0].bytes)) : NONE;
	if (head == NONE)
		return (struct view){0};
	children_of (c->a, child, head) {
		uint32_t word =
		        token_at(c, child)->relation == RELATION_NMOD ? preposition_of(c->a, child) : NONE;
		if (word != NONE && is_of_class(c, word, VIEW("locative")) &&
		    is_of_class(c, child, VIEW("cell")))
			return origin_below(c, child, 2);
	}
	return (struct view){0};
}

/* Whether one of them acts for its country, and so towards others. */
static bool acts_for_country(struct coder *c, const struct parties *p)
{
	for (uint32_t i = 0; i < p->count; i++) {
		const struct actor *actor = &c->a->actors.at[p->at[i].actor];
		if (actor->kind == KIND_COUNTRY || actor_is_of_class(c, actor, VIEW("ruler")) ||
		    actor->sector == SECTOR_MIL)
			return true;
	}
	return false;
}

/* Whether a phrase or clause begins with a word of this class; the parser may take the clause for a noun that
 * its verb goes with ("after Chadian jets | crossed the border"). */
static bool opens_with(struct coder *c, uint32_t token, struct view class_name)
{
	uint32_t words[] = {preposition_of(c->a, token), mark_of(c->a, token), NONE};
	uint32_t told = child_with(c->a, token, RELATION_ACL);
	words[2] = told == NONE ? NONE : mark_of(c->a, told);
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (words[i] != NONE && is_of_class(c, words[i], class_name))
			return true;
	return false;
}

/* "went on alert after Chad attacked a post": the first country but their own in what gave rise to it. */
static struct view country_feared(struct coder *c, uint32_t trigger, struct view own)
{
	children_of (c->a, child, trigger) {
		const struct token *t = token_at(c, child);
		if ((t->relation != RELATION_ADVCL && t->relation != RELATION_OBL) ||
		    !opens_with(c, child, VIEW("alarm")))
			continue;
		for (uint32_t i = t->subtree.begin; i < t->subtree.end; i++) {
			struct view country = country_of_word(c, i);
			if (country.length && !view_equal(country, own) && !view_equal(country, VIEW("IGO")))
				return country;
		}
	}
	return (struct view){0};
}

/* "residents of Baidoa said they had pulled out": the country of those who saw it where they live. */
static struct view country_of_witness(struct coder *c, uint32_t trigger)
{
	uint32_t i = c->statement[trigger], head = i == NONE ? NONE : c->a->statements.at[i].source_head;
	return head != NONE && is_of_class(c, head, VIEW("onlooker")) ? origin_below(c, head, 3)
	                                                              : (struct view){0};
}

/* The country that has to do with it where nobody is told to whom it is done: that of the place where force
 * is used, or the only one told of in what people do to those who govern them. */
static struct view country_addressed(struct coder *c, struct deed deed, const struct parties *sources)
{
	struct view here = country_here(c, deed.trigger), only = country_of_sentence(c, deed.trigger);
	struct view first = first_country(c, sources);
	if (deed.force && here.length)
		return here;
	struct view seen =
	        deed.force || deed.leaving ? country_of_witness(c, deed.trigger) : (struct view){0};
	if (deed.leaving || (seen.length && !view_equal(seen, first)))
		return view_equal(seen, first) ? (struct view){0} : seen;
	if (deed.wary && first.length && has_polity(c, sources)) {
		struct view feared = country_feared(c, deed.trigger, first);
		if (feared.length || !deed.within)
			return feared;
	}
	struct view prison = country_of_prison(c, sources);
	if (prison.length)
		return prison;
	/* in a prison at home they are held by their own */
	bool held_abroad = are_held(c, sources) && !view_equal(here, first);
	bool own = only.length && view_equal(only, first) && !held_abroad;
	bool at_home = deed.within || (has_political(c, sources) && !acts_for_country(c, sources));
	return own && at_home ? only : (struct view){0};
}

/* Whether a country is that of one of them. */
static bool is_of_one(const struct coder *c, struct view country, const struct parties *p)
{
	for (uint32_t i = 0; i < p->count; i++)
		if (view_equal(country, country_of_actor(c, p->at[i].actor)))
			return true;
	return false;
}

/* "opened an inquiry into violence that followed Chad's election": the only country but their own that the
 * verb's phrases tell of; empty: none or several. */
static struct view only_other_country(struct coder *c, uint32_t verb, const struct parties *sources)
{
	struct view only = {0};
	children_of (c->a, child, verb) {
		const struct token *t = token_at(c, child);
		bool phrase = t->relation == RELATION_OBJ || t->relation == RELATION_OBL ||
		              t->relation == RELATION_XCOMP || t->relation == RELATION_NSUBJ_PASS;
		for (uint32_t i = t->subtree.begin; phrase && i < t->subtree.end; i++) {
			struct view country = country_of_word(c, i);
			if (!country.length || view_equal(country, VIEW("IGO")) ||
			    is_of_one(c, country, sources) || view_equal(country, only))
				continue;
			if (only.length)
				return (struct view){0};
			only = country;
		}
	}
	return only;
}

/* Adds the actor that the first word of the sentence for this country stands for. */
static void add_country(struct coder *c, uint32_t trigger, struct view country, struct parties *to)
{
	struct tokens run = c->a->sentences.at[token_at(c, trigger)->sentence].tokens;
	for (uint32_t i = run.begin; i < run.end && country.length; i++) {
		uint32_t actor = view_equal(country_of_word(c, i), country) ? country_actor_at(c, i) : NONE;
		if (actor == NONE)
			continue;
		if (to->count < MOST_PARTIES)
			to->at[to->count++] = (struct party){actor, token_at(c, i)->bytes};
		return;
	}
}

void settle_absent(struct coder *c, struct deed deed, const struct parties *sources, struct parties *targets)
{
	/* "sent a brigade to the border after": troops are not whom they are sent against */
	if (deed.wary && targets->count && !has_country(c, targets) &&
	    country_addressed(c, deed, sources).length)
		targets->count = 0;
	if (!targets->count)
		add_country(c, deed.trigger, country_addressed(c, deed, sources), targets);
	if (!targets->count && deed.aimed && has_polity(c, sources) && has_country(c, sources) &&
	    token_at(c, deed.trigger)->upos == UPOS_VERB)
		add_country(c, deed.trigger, only_other_country(c, deed.trigger, sources), targets);
}

void settle_powers(struct coder *c, struct deed deed, struct parties *sources, const struct parties *targets)
{
	/* "was arrested", "the arrest of" */
	bool verb = token_at(c, deed.trigger)->upos == UPOS_VERB;
	bool untold = verb ? is_passive(c->a, deed.trigger) && agent_of(c->a, deed.trigger) == NONE
	                   : word_is_of_class(c, c->lemma[deed.trigger], VIEW("deed"));
	if (sources->count || !deed.within || deed.outward || (!untold && !deed.tried))
		return;
	struct view here = country_here(c, deed.trigger), only = country_of_sentence(c, deed.trigger);
	bool home = only.length && view_equal(only, first_country(c, targets));
	add_country(c, deed.trigger, here.length ? here : home ? only : (struct view){0}, sources);
}

/* ---- Those whom only the circumstances name ---- */

static void search_phrase(struct coder *c, uint32_t token, struct parties *to, int depth)
{
	if (is_aside(c, token))
		return;
	if (country_of_word(c, token).length)
		add_parties(c, to, token);
	if (to->count || depth == 0)
		return;
	children_of (c->a, child, token) {
		uint32_t word =
		        token_at(c, child)->relation == RELATION_NMOD ? preposition_of(c->a, child) : NONE;
		if (to->count || is_broker(c, child) ||
		    (word != NONE && is_of_class(c, word, VIEW("elsewhere"))))
			continue;
		search_phrase(c, child, to, depth - 1);
	}
}

/* "agreed to extend the mandate of the force in Mali": the first one with a country in what the words below a
 * verb tell of. */
struct parties parties_around(struct coder *c, uint32_t token, struct view prepositions)
{
	struct parties found = {.count = 0};
	if (token_at(c, token)->upos != UPOS_VERB) {
		search_phrase(c, token, &found, 4);
		return found;
	}
	uint32_t object = patient_of(c->a, token);
	if (object != NONE)
		search_phrase(c, object, &found, 4);
	children_of (c->a, child, token) {
		uint32_t word =
		        token_at(c, child)->relation == RELATION_OBL ? preposition_of(c->a, child) : NONE;
		if (found.count || word == NONE || !is_of_class(c, word, prepositions))
			continue;
		search_phrase(c, child, &found, 4);
	}
	return found;
}
