#include "article/clause.h"
#include "did/coder.h"

static bool holds(const struct parties *p, uint32_t actor)
{
	for (uint32_t i = 0; i < p->count; i++)
		if (p->at[i].actor == actor)
			return true;
	return false;
}

/* "the cabinet of Premier Lee": he is not dealt with by what his cabinet does. */
static bool is_head_of_any(const struct coder *c, const struct parties *p, uint32_t actor, struct bytes bytes)
{
	if (c->a->actors.at[actor].kind != KIND_PERSON)
		return false;
	for (uint32_t i = 0; i < p->count; i++) {
		struct bytes whole = p->at[i].bytes;
		if (whole.begin <= bytes.begin && bytes.end <= whole.end &&
		    bytes.end - bytes.begin < whole.end - whole.begin)
			return true;
	}
	return false;
}

static void add_actor(const struct coder *c, struct parties *to, uint32_t actor, struct bytes bytes)
{
	if (c->except && (holds(c->except, actor) || is_head_of_any(c, c->except, actor, bytes)))
		return;
	if (to->count < MOST_PARTIES && !holds(to, actor))
		to->at[to->count++] = (struct party){actor, bytes};
}

/* A group whose members are actors stands for them: "the two leaders". "We" and "you" of whom nothing is
 * known are nobody. */
static void add_mention(struct coder *c, struct parties *to, const struct mention *mention)
{
	const struct actor *actor = &c->a->actors.at[mention->actor];
	if (mention->form == MENTION_PRONOUN && !actor->named && !actor->country.length &&
	    actor->sector == SECTOR_NONE)
		return;
	for (uint32_t i = 0; i < actor->member_count; i++)
		add_actor(c, to, c->a->members.at[actor->members + i], mention->bytes);
	if (!actor->member_count)
		add_actor(c, to, mention->actor, mention->bytes);
}

static bool may_name(const struct token *t)
{
	return t->upos == UPOS_NOUN || t->upos == UPOS_PROPN || t->upos == UPOS_PRON || t->upos == UPOS_ADJ ||
	       t->upos == UPOS_NUM || t->upos == UPOS_SYM || t->upos == UPOS_DET;
}

/* Where the actor stands in a phrase that is none: the doer first, then the owner, then whose it is. */
static const struct view BELOW[] = {VIEW_OF("by"),      VIEW_OF("poss"), VIEW_OF("mod"),  VIEW_OF("of"),
                                    VIEW_OF("between"), VIEW_OF("in"),   VIEW_OF("from"), VIEW_OF("at"),
                                    VIEW_OF("near"),    VIEW_OF("with"), VIEW_OF("off")};

static void add_from(struct coder *c, struct parties *to, uint32_t token, int depth);

/* "condemned the coup in Chad": right behind an object, a phrase of place that the tree hangs on the verb. */
static uint32_t place_behind(struct coder *c, uint32_t object)
{
	const struct token *t = token_at(c, object);
	if (t->relation != RELATION_OBJ || t->head == NONE)
		return NONE;
	children_of (c->a, child, t->head) {
		uint32_t word =
		        token_at(c, child)->relation == RELATION_OBL ? preposition_of(c->a, child) : NONE;
		if (word != NONE && token_at(c, child)->subtree.begin == t->subtree.end &&
		    word_is_of_class(c, c->word[word], VIEW("locative")) && c->place[child] != NONE)
			return child;
	}
	return NONE;
}

bool is_broker(const struct coder *c, uint32_t token)
{
	uint32_t next = token + 2;
	bool hyphened = next < c->a->tokens.count && view_equal(c->word[token + 1], VIEW("-"));
	return word_is_of_class(c, c->word[token], VIEW("brokered")) ||
	       (hyphened && word_is_of_class(c, c->word[next], VIEW("brokered")));
}

static void add_below(struct coder *c, struct parties *to, uint32_t token, int depth)
{
	uint32_t before = to->count;
	/* "an attack in France killed ten": it is not where it was done that did it. */
	bool deed = !c->except && word_is_of_class(c, c->lemma[token], VIEW("deed"));
	for (size_t i = 0; i < sizeof BELOW / sizeof *BELOW && to->count == before; i++) {
		if (deed && i > 4 && !view_equal(BELOW[i], VIEW("from")))
			continue;
		uint32_t place = view_equal(BELOW[i], VIEW("in")) ? place_behind(c, token) : NONE;
		if (place != NONE)
			add_from(c, to, place, depth - 1);
		children_of (c->a, child, token) {
			uint32_t relation = token_at(c, child)->relation;
			bool owner = relation == RELATION_NMOD_POSS;
			bool modifier = relation == RELATION_COMPOUND || relation == RELATION_AMOD ||
			                relation == RELATION_NMOD_DESC || relation == RELATION_APPOS ||
			                relation == RELATION_FLAT;
			uint32_t word = relation == RELATION_NMOD ? preposition_of(c->a, child) : NONE;
			bool taken =
			        i == 1   ? owner
			        : i == 2 ? modifier && !(c->home_is_none && c->except &&
			                                 word_is_of_class(c, c->lemma[token], VIEW("war")))
			                 : word != NONE &&
			                           view_equal_ascii_case(text_of_token(c->a, word), BELOW[i]);
			/* "the killing of a priest by soldiers", with "by" hung on the priest. */
			uint32_t doer = i == 0 && relation == RELATION_NMOD
			                        ? oblique_of(c->a, child, VIEW("by"))
			                        : NONE;
			/* "fired at ships in support of Chad": why is not where. */
			if ((!taken && doer == NONE) || is_broker(c, child) ||
			    word_is_of_class(c, c->lemma[child], VIEW("motive")))
				continue;
			if (taken)
				add_from(c, to, child, depth - 1);
			if (doer != NONE)
				add_from(c, to, doer, depth - 1);
		}
	}
}

static bool is_subject(const struct token *t)
{
	return t->relation == RELATION_NSUBJ || t->relation == RELATION_NSUBJ_PASS ||
	       t->relation == RELATION_EXPL;
}

/* "Nigeria announced that it will withdraw": a pronoun that nobody was found for is most likely whoever
 * speaks. */
static uint32_t speaker_for(struct coder *c, uint32_t token)
{
	const struct token *t = token_at(c, token);
	/* "said the kingdom would not yield": his own */
	uint32_t article =
	        t->upos == UPOS_NOUN || t->upos == UPOS_PROPN ? child_with(c->a, token, RELATION_DET) : NONE;
	bool homeland = article != NONE && (token_at(c, article)->features & FEATURE(DEFINITE_DEF)) &&
	                word_is_of_class(c, c->word[token], VIEW("homeland"));
	if ((t->upos != UPOS_PRON && !homeland) || !is_subject(t) || t->head == NONE ||
	    (t->features & (FEATURE(PRONTYPE_INT) | FEATURE(PRONTYPE_DEM) | FEATURE(PRONTYPE_IND))))
		return NONE;
	const struct token *verb = token_at(c, t->head);
	return verb->relation == RELATION_CCOMP ? subject_of(c->a, verb->head) : NONE;
}

/* "Chad and Niger said they would meet": both, whoever else the pronoun may stand for. */
static uint32_t speakers_for(struct coder *c, uint32_t token)
{
	uint32_t first = view_equal(c->word[token], VIEW("they")) ? speaker_for(c, token) : NONE;
	return first != NONE && next_conjunct(c->a, first, first) != NONE ? first : NONE;
}

/* "his counterpart", "its neighbour": somebody else, for all that. */
static bool is_another(struct coder *c, uint32_t token)
{
	/* "his opposite number" */
	bool number = token && view_equal(c->word[token - 1], VIEW("opposite"));
	return number || word_is_of_class(c, c->lemma[token], VIEW("opposite"));
}

/* "offered its troops": what is the doer's own is nobody to whom it is done. */
static bool is_own(struct coder *c, uint32_t token)
{
	uint32_t owner = c->except && c->own_is_tool ? child_with(c->a, token, RELATION_NMOD_POSS) : NONE;
	uint32_t mention = owner == NONE ? NONE : c->mention[owner];
	if (owner != NONE && is_another(c, token))
		return false;
	return mention != NONE && token_at(c, owner)->upos == UPOS_PRON &&
	       holds(c->except, c->a->mentions.at[mention].actor);
}

static bool is_country_at(struct coder *c, uint32_t token)
{
	uint32_t mention = c->mention[token];
	return mention != NONE && c->a->actors.at[c->a->mentions.at[mention].actor].kind == KIND_COUNTRY;
}

/* "of Brazil and Peru": the first of several countries in a phrase below a noun; NONE. */
static uint32_t first_owner(struct coder *c, uint32_t noun)
{
	children_of (c->a, child, noun) {
		uint32_t word =
		        token_at(c, child)->relation == RELATION_NMOD ? preposition_of(c->a, child) : NONE;
		uint32_t next = word == NONE ? NONE : next_conjunct(c->a, child, child);
		if (next != NONE &&
		    (view_equal(c->word[word], VIEW("of")) || view_equal(c->word[word], VIEW("from"))) &&
		    is_country_at(c, child) && is_country_at(c, next))
			return child;
	}
	return NONE;
}

/* "the two Koreas", "the North" */
static bool add_halves(struct coder *c, struct parties *to, uint32_t token)
{
	uint32_t halves[2], count = halves_at(c, token, halves);
	for (uint32_t i = 0; i < count; i++)
		add_actor(c, to, halves[i], token_at(c, token)->bytes);
	return count > 0;
}

/* "the presidents of Brazil and Peru", "ministers of trade from Brazil and Peru" stand for both. */
static bool add_owners(struct coder *c, struct parties *to, uint32_t token)
{
	if (token_at(c, token)->xpos != XPOS_NNS)
		return false;
	/* "officials of the two Koreas" */
	uint32_t halves = oblique_of(c->a, token, VIEW("from"));
	if (halves == NONE)
		halves = oblique_of(c->a, token, VIEW("of"));
	if (halves != NONE && add_halves(c, to, halves))
		return true;
	uint32_t owner = first_owner(c, token), steps = 0;
	for (uint32_t one = owner; one != NONE && steps < MOST_PARTIES;
	     one = next_conjunct(c->a, owner, one), steps++)
		if (is_country_at(c, one))
			add_mention(c, to, &c->a->mentions.at[c->mention[one]]);
	return owner != NONE;
}

/* The country that a word before a noun names, by its adjective or, as "New Zealand" has none, by itself. */
static uint32_t country_before(struct coder *c, uint32_t token)
{
	uint32_t people = people_at(c, token), mention = c->mention[token];
	bool country = mention != NONE && c->a->actors.at[c->a->mentions.at[mention].actor].country.length;
	return people == NONE && country ? c->a->mentions.at[mention].actor : people;
}

/* Adds the countries that a word before a noun and those joined to it name; their number. */
static uint32_t add_countries_before(struct coder *c, struct parties *to, uint32_t first)
{
	uint32_t count = 0, steps = 0;
	for (uint32_t one = first; one != NONE && steps < MOST_PARTIES;
	     one = next_conjunct(c->a, first, one), steps++) {
		uint32_t country = country_before(c, one);
		if (country == NONE)
			continue;
		add_actor(c, to, country, token_at(c, one)->bytes);
		count++;
	}
	return count;
}

/* "Greek and Turkish envoys", "Greek, Turkish and Cypriot envoys" are of several countries, and stand for
 * them. */
static bool add_peoples(struct coder *c, struct parties *to, uint32_t token)
{
	struct parties found = {.count = 0};
	uint32_t count = 0;
	children_of (c->a, child, token) {
		uint32_t relation = token_at(c, child)->relation;
		bool comma = child && view_equal(c->word[child - 1], VIEW(","));
		if (child > token || (relation != RELATION_AMOD && relation != RELATION_COMPOUND) ||
		    (count && !comma))
			continue;
		count += add_countries_before(c, &found, child);
	}
	if (count < 2)
		return false;
	for (uint32_t i = 0; i < found.count; i++)
		add_actor(c, to, found.at[i].actor, found.at[i].bytes);
	return true;
}

/* "from neighbouring Peru", taken for a clause. */
static bool is_adjectival(struct coder *c, uint32_t verb)
{
	return child_with(c->a, verb, RELATION_OBJ) != NONE &&
	       word_is_of_class(c, c->word[verb], VIEW("adjectival"));
}

/* "apologised to voters in Ohio": towards its own country nobody acts for naming a place in it. */
static bool is_home(const struct coder *c, uint32_t country)
{
	if (!c->except || !c->home_is_none || country == NONE)
		return false;
	for (uint32_t i = 0; i < c->except->count; i++) {
		const struct actor *actor = &c->a->actors.at[c->except->at[i].actor];
		if (actor->kind == KIND_COUNTRY ||
		    !view_equal(actor->country, c->a->actors.at[country].country))
			return false;
	}
	return c->except->count > 0;
}

static void add_one(struct coder *c, struct parties *to, uint32_t token, int depth)
{
	uint32_t people, other;
	struct bytes bytes;
	if (add_halves(c, to, token))
		return;
	if ((people = other_half_at(c, token)) != NONE)
		add_actor(c, to, people, token_at(c, token)->bytes);
	if (add_owners(c, to, token) || add_peoples(c, to, token) || is_own(c, token))
		return;
	if (depth > 0 && (other = speakers_for(c, token)) != NONE)
		add_from(c, to, other, depth - 1);
	else if (c->mention[token] != NONE)
		add_mention(c, to, &c->a->mentions.at[c->mention[token]]);
	else if ((people = people_at(c, token)) != NONE)
		add_actor(c, to, people, token_at(c, token)->bytes);
	else if ((people = named_at(c, token, &bytes)) != NONE)
		add_actor(c, to, people, bytes);
	else if (c->places_stand && (people = country_of_place(c, token)) != NONE && !is_home(c, people))
		add_actor(c, to, people, token_at(c, token)->bytes);
	else if (depth > 0 && (other = speaker_for(c, token)) != NONE)
		add_from(c, to, other, depth - 1);
	else if (depth > 0 && token_at(c, token)->upos == UPOS_VERB && is_adjectival(c, token))
		add_from(c, to, child_with(c->a, token, RELATION_OBJ), depth - 1);
	else if (depth > 0 && may_name(token_at(c, token)))
		add_below(c, to, token, depth);
}

/* "from Chad but not from Niger" */
static bool is_left_out(const struct coder *c, uint32_t conjunct)
{
	uint32_t word = child_with(c->a, conjunct, RELATION_ADVMOD);
	return may_name(token_at(c, conjunct)) && word != NONE && view_equal(c->word[word], VIEW("not"));
}

static void add_from(struct coder *c, struct parties *to, uint32_t token, int depth)
{
	uint32_t steps = 0;
	for (uint32_t one = token; one != NONE && steps < MOST_WORDS;
	     one = next_conjunct(c->a, token, one), steps++)
		if (one == token || !is_left_out(c, one))
			add_one(c, to, one, depth);
}

void add_parties(struct coder *c, struct parties *to, uint32_t token)
{
	add_from(c, to, token, 3);
}

/* Whoever is said to say it. */
static void add_speaker(struct coder *c, struct parties *to, uint32_t token)
{
	uint32_t statement = c->statement[token];
	if (statement == NONE || statement >= c->a->speakers.count)
		return;
	const struct speaker *speaker = &c->a->speakers.at[statement];
	if (speaker->actor != NONE)
		add_actor(c, to, speaker->actor, speaker->bytes);
}

/* "hundreds of policemen" are policemen. */
static bool is_measure_of_next(struct coder *c, const struct words *words, uint32_t i)
{
	if (i + 1 >= words->count || token_at(c, words->at[i + 1])->head != words->at[i])
		return false;
	uint32_t mention = c->mention[words->at[i + 1]], own = c->mention[words->at[i]];
	/* but "the Lund group of states" is itself somebody */
	bool named = own != NONE && c->a->mentions.at[own].form == MENTION_NAME;
	return mention != NONE && !named && is_of_class(c, words->at[i], VIEW("measure"));
}

struct parties parties_at(struct coder *c, uint32_t token, struct view paths)
{
	struct parties found = {.count = 0};
	while (paths.length && !found.count) {
		struct view path = view_cut(&paths, '/');
		if (view_equal(path, VIEW("speaker"))) {
			add_speaker(c, &found, token);
			continue;
		}
		struct words words = path_from(c, token, path);
		for (uint32_t i = 0; i < words.count; i++)
			if (!is_measure_of_next(c, &words, i))
				add_parties(c, &found, words.at[i]);
	}
	return found;
}

bool same_parties(const struct parties *a, const struct parties *b)
{
	if (a->count != b->count)
		return false;
	for (uint32_t i = 0; i < a->count; i++)
		if (!holds(b, a->at[i].actor))
			return false;
	return true;
}

void remove_parties(struct parties *from, const struct parties *these)
{
	uint32_t kept = 0;
	for (uint32_t i = 0; i < from->count; i++)
		if (!holds(these, from->at[i].actor))
			from->at[kept++] = from->at[i];
	from->count = kept;
}

void join_parties(struct parties *to, const struct parties *more)
{
	for (uint32_t i = 0; i < more->count && to->count < MOST_PARTIES; i++)
		if (!holds(to, more->at[i].actor))
			to->at[to->count++] = more->at[i];
}

bool has_class(struct coder *c, const struct parties *p, struct view class_name)
{
	for (uint32_t i = 0; i < p->count; i++)
		if (actor_is_of_class(c, &c->a->actors.at[p->at[i].actor], class_name))
			return true;
	return false;
}

bool has_political(struct coder *c, const struct parties *p)
{
	return has_class(c, p, VIEW("political"));
}

bool has_polity(struct coder *c, const struct parties *p)
{
	return has_class(c, p, VIEW("polity"));
}

bool has_armed(struct coder *c, const struct parties *p)
{
	return has_class(c, p, VIEW("armed")) || has_class(c, p, VIEW("state"));
}
