#include "article/clause.h"
#include "did/draft.h"

/* "stormed a beach in an exercise": nobody is struck. */
static bool is_rehearsed(struct coder *c, const struct draft *d)
{
	bool force = d->type == EVENT_ASSAULT || d->type == EVENT_PROTEST;
	if (!force || token_at(c, d->trigger)->upos != UPOS_VERB)
		return false;
	children_of (c->a, child, d->trigger) {
		uint32_t word =
		        token_at(c, child)->relation == RELATION_OBL ? preposition_of(c->a, child) : NONE;
		/* "fired at a patrol" is no rehearsal */
		if (word != NONE && is_of_class(c, child, VIEW("drill")) &&
		    !view_equal(c->word[word], VIEW("at")) &&
		    (is_of_class(c, word, VIEW("occasion")) || view_equal(c->word[word], VIEW("as"))))
			return true;
	}
	return false;
}

/* "killed himself", "pardoned himself": it is done to nobody else. A bomber who blows himself up is after
 * others. */
static bool is_to_oneself(struct coder *c, const struct draft *d)
{
	bool may_be = d->type == EVENT_RETREAT || d->type == EVENT_PROTEST || d->type == EVENT_AGREE ||
	              view_equal(d->mode, VIEW("suicide-attack"));
	if (may_be)
		return false;
	uint32_t object = child_with(c->a, d->trigger, RELATION_OBJ);
	/* "killed herself and nine others" */
	return object != NONE && word_is_of_class(c, c->word[object], VIEW("reflexive")) &&
	       next_conjunct(c->a, object, object) == NONE;
}

static bool needs_deed(struct coder *c, struct row frame)
{
	struct view does = know_text(frame, c->column.does);
	return view_equal(does, VIEW("intend")) || view_equal(does, VIEW("wish"));
}

/* "is certain that they are not using gas": what somebody only believes not to be done is no deed, not even a
 * denied one. */
static bool is_believed_undone(const struct coder *c, const struct draft *d)
{
	uint32_t i = c->statement[d->trigger];
	return d->status == STATUS_DENIED && i != NONE && c->a->statements.at[i].act == ACT_BELIEVE;
}

/* Reform, the end of a curfew: done to one's own. */
static bool is_at_home(struct coder *c, const struct draft *d)
{
	struct row row = know_find(c->cameo, d->cameo);
	return row.table && know_text(row, know_column(c->cameo, "within")).length > 0;
}

/* Whether the tables say that such a deed is one among a country's own ("yes"), or never. */
static bool is_among_own(struct coder *c, const struct draft *d, struct view how)
{
	struct view type = label_name(LABELS_EVENT, d->type);
	struct row row = know_find_text(c->modes, c->m,
	                                worded(c->a, "%.*s.%.*s", VIEW_ARGS(type), VIEW_ARGS(d->mode)));
	if (row.table)
		return view_equal(know_text(row, know_column(c->modes, "within")), how);
	return view_equal(type_text(c, d->type, "within"), how);
}

/* An arrest, a trial. */
static bool is_within(struct coder *c, const struct draft *d)
{
	return is_at_home(c, d) || is_among_own(c, d, VIEW("yes"));
}

/* "refused to attack his rivals": who will not harm or blame anybody rejects nobody. */
static bool refuses_harm(struct coder *c, const struct draft *d)
{
	if (!d->deed.table || !view_equal(know_text(d->frame, c->column.does), VIEW("reject")))
		return false;
	/* "rejected a motion to impeach him": a motion is turned down all the same */
	struct words object = path_from(c, d->trigger, VIEW("obj"));
	for (uint32_t i = 0; i < object.count; i++)
		if (is_of_class(c, object.at[i], VIEW("plan")) ||
		    is_of_class(c, object.at[i], VIEW("request")))
			return false;
	uint32_t type = know_label(d->deed, c->column.type);
	/* but rejects blame and lawsuits of others */
	bool blames = type == EVENT_ACCUSE && know_label(d->deed, c->column.part) == UPOS_VERB;
	return (type == EVENT_ASSAULT || blames) && !are_of_two_countries(c, &d->sources, &d->targets);
}

/* "decided not to charge her": nobody is blamed, asked or turned down. */
static bool intends_no_word(struct coder *c, const struct draft *d)
{
	return d->deed.table && is_intention(know_text(d->frame, c->column.does)) &&
	       is_negated(c->a, d->deed_at) &&
	       quad_of(c, (enum event_type)know_label(d->deed, c->column.type)) == QUAD_VERBAL_CONFLICT;
}

/* "Chad and Niger plan to set up a post": what two countries will do together they do with each other. */
static bool is_joint(struct coder *c, const struct draft *d)
{
	return d->mutual && d->type == EVENT_AGREE && is_between_nations(c, d);
}

/* What is fought with words is blame, or nothing where the word is not said of words. */
static bool mind_words(struct coder *c, struct draft *d)
{
	if (!is_war_of_words(c, d))
		return true;
	if (!d->targets.count || !is_of_class(c, d->trigger, VIEW("lashing")))
		return false;
	d->type = EVENT_ACCUSE;
	d->mode = VIEW("disapprove");
	d->cameo = VIEW("111");
	return true;
}

static bool is_country_of_any(const struct coder *c, struct view country, const struct parties *p)
{
	for (uint32_t i = 0; i < p->count; i++)
		if (view_equal(c->a->actors.at[p->at[i].actor].country, country))
			return true;
	return false;
}

/* The country of a place that a phrase right below the word names: "met in Geneva". */
static struct view country_of_phrase(const struct coder *c, uint32_t token)
{
	children_of (c->a, child, token) {
		uint32_t word = preposition_of(c->a, child), relation = token_at(c, child)->relation;
		bool phrase = relation == RELATION_OBL || relation == RELATION_NMOD;
		bool there = phrase && word != NONE &&
		             (view_equal(c->word[word], VIEW("in")) || view_equal(c->word[word], VIEW("at")));
		if (there && c->place[child] != NONE)
			return country_of_the_time(c, c->place[child]);
	}
	return (struct view){0};
}

/* "Kenya and Chad met in Geneva": on the ground of somebody else. */
static bool is_on_third_ground(const struct coder *c, const struct draft *d)
{
	if (d->type != EVENT_CONSULT || !d->mutual || !are_of_two_countries(c, &d->sources, &d->sources) ||
	    is_country_of_any(c, VIEW("IGO"), &d->sources))
		return false;
	struct view country = country_of_phrase(c, d->trigger);
	uint32_t object = child_with(c->a, d->trigger, RELATION_OBJ);
	if (!country.length && object != NONE)
		country = country_of_phrase(c, object);
	return country.length && !is_country_of_any(c, country, &d->sources);
}

/* "said Chad had shelled a village": the row is of blame where what is told of is a wrong of force that was
 * done. */
static bool is_charge_of_nothing(struct coder *c, const struct draft *d)
{
	if (!view_equal(know_text(d->frame, c->column.does), VIEW("charge")))
		return false;
	if (!d->deed.table || know_label(d->deed, c->column.part) != UPOS_VERB ||
	    is_passive(c->a, d->deed_at))
		return true;
	uint32_t type = know_label(d->deed, c->column.type);
	struct modality m = modality_of(c, d->deed_at);
	/* "said its jets had bombed a camp" */
	struct parties doers = parties_at(c, d->deed_at, know_text(d->deed, c->column.source));
	settle_by_words(c, &doers);
	if (!are_of_two_countries(c, &d->sources, &doers))
		return true;
	return (type != EVENT_ASSAULT && type != EVENT_COERCE) || m.tense != TOLD ||
	       m.status == STATUS_DENIED;
}

/* "said its army would not yield to Chad": who is blamed by a clause is whom it tells of. */
static bool is_blame_aside(struct coder *c, const struct draft *d)
{
	if (d->type != EVENT_ACCUSE || !view_equal(know_text(d->frame, c->column.target), VIEW("that.subj")))
		return false;
	struct parties told = parties_at(c, d->trigger, VIEW("that.subj")), others = d->targets;
	remove_parties(&others, &told);
	return d->targets.count && others.count == d->targets.count;
}

/* Whether somebody outside the law is helped: "gave arms to the rebels". */
static bool helps_outlaws(struct coder *c, const struct draft *d)
{
	if (d->type != EVENT_AID || token_at(c, d->trigger)->upos != UPOS_VERB)
		return false;
	struct words helped = paths_from(c, d->trigger, VIEW("obj/iobj/to/for"));
	bool outlaw = has_class(c, &d->targets, VIEW("outlaw"));
	for (uint32_t i = 0; i < helped.count; i++) {
		if (is_of_class(c, helped.at[i], VIEW("asylum")))
			return false;
		outlaw |= is_of_class(c, helped.at[i], VIEW("outlaw"));
	}
	return outlaw;
}

/* "Chad is arming the rebels, the minister of Niger said": to say so of others is to blame them. */
static void charge_helpers(struct coder *c, struct draft *d, struct modality m)
{
	uint32_t statement = c->statement[d->trigger];
	if (m.tense != TOLD || m.status == STATUS_DENIED || statement == NONE || !helps_outlaws(c, d))
		return;
	struct parties speakers = parties_at(c, d->trigger, VIEW("speaker"));
	settle_by_words(c, &speakers);
	if (!has_political(c, &speakers) || !are_of_two_countries(c, &speakers, &d->sources))
		return;
	d->type = EVENT_ACCUSE;
	d->mode = VIEW("allege");
	d->cameo = VIEW("112");
	d->targets = d->sources;
	d->sources = speakers;
}

/* The mode by the words around the deed, where neither row nor content tells it. */
static struct view mode_near(const struct coder *c, const struct draft *d)
{
	switch (d->type) {
	case EVENT_CONSULT:
		return is_on_third_ground(c, d) ? VIEW("third-party") : (struct view){0};
	case EVENT_ASSAULT:
		return means_of(c, d->trigger);
	case EVENT_REQUEST:
	case EVENT_REJECT:
		return mode_by_words(c, d->trigger, "asked");
	case EVENT_THREATEN:
		return mode_by_words(c, d->trigger, "threatened");
	default:
		return (struct view){0};
	}
}

/* Whether one of the words that the path leads to is of the class, and stands alone: not "tanks and men". */
static bool leads_to(struct coder *c, uint32_t token, struct view path, struct view class_name)
{
	struct words found = path_from(c, token, path);
	for (uint32_t i = 0; i < found.count; i++)
		if (is_of_class(c, found.at[i], class_name) &&
		    next_conjunct(c->a, found.at[i], found.at[i]) == NONE)
			return true;
	return false;
}

/* "brought in thousands of riot police", "warships took up positions": what a row takes for troops. */
static struct view mode_of_moved(struct coder *c, const struct draft *d)
{
	static const struct view CRAFT[] = {VIEW_OF("armada"), VIEW_OF("arms"), VIEW_OF("weapons")};
	if (leads_to(c, d->trigger, VIEW("obj"), VIEW("constabulary")))
		return VIEW("police");
	for (size_t i = 0; i < sizeof CRAFT / sizeof *CRAFT; i++)
		if (view_equal(d->mode, VIEW("troops")) && (leads_to(c, d->trigger, VIEW("obj"), CRAFT[i]) ||
		                                            leads_to(c, d->trigger, VIEW("subj"), CRAFT[i])))
			return VIEW("weapons");
	return d->mode;
}

/* Somebody does it to somebody else, who is there even where the sentence leaves him out. */
static bool is_one_sided(struct coder *c, enum event_type type)
{
	enum quad quad = quad_of(c, type);
	return quad == QUAD_VERBAL_CONFLICT || quad == QUAD_MATERIAL_CONFLICT || type == EVENT_CONCEDE;
}

/* "was scheduled to speak to supporters": what is no politics when it is done is none when it is intended. */
static bool intends_politics(struct coder *c, const struct draft *d)
{
	if (!d->deed.table || !is_intention(know_text(d->frame, c->column.does)))
		return true;
	struct draft deed = *d;
	deed.frame = d->deed;
	deed.type = (enum event_type)know_label(d->deed, c->column.type);
	deed.mode = know_text(d->deed, c->column.mode);
	/* "was prepared to stand up for Britain": at home that is no news; a promise of it may be */
	if (deed.type == EVENT_SUPPORT && !view_equal(know_text(d->frame, c->column.does), VIEW("promise")) &&
	    !are_of_two_countries(c, &d->sources, &d->targets))
		return false;
	/* "plans to build a dam": help and trade to come are for somebody, or nobody agrees to anything */
	if ((deed.type == EVENT_AID || deed.type == EVENT_COOPERATE) && !d->targets.count &&
	    view_equal(know_text(d->frame, c->column.does), VIEW("intend")))
		return false;
	return is_politics(c, &deed);
}

/* "told Chad he would recall the ambassador": of another country, to whom it is said. */
static void settle_addressee(struct coder *c, struct draft *d)
{
	const struct token *t = token_at(c, d->trigger);
	bool said = d->type == EVENT_AGREE || d->type == EVENT_REJECT || d->type == EVENT_THREATEN;
	if (!said || has_country(c, &d->targets) || t->relation != RELATION_CCOMP || t->head == NONE)
		return;
	struct parties told = {.count = 0}, teller = {.count = 0};
	uint32_t receiver = child_with(c->a, t->head, RELATION_IOBJ), speaker = subject_of(c->a, t->head);
	if (receiver == NONE)
		receiver = child_with(c->a, t->head, RELATION_OBJ);
	if (receiver == NONE || speaker == NONE)
		return;
	add_parties(c, &told, receiver);
	add_parties(c, &teller, speaker);
	settle_by_words(c, &told);
	settle_by_words(c, &teller);
	if (has_polity(c, &told) && has_country(c, &teller) &&
	    !are_of_two_countries(c, &d->sources, &teller) && are_of_two_countries(c, &d->sources, &told))
		d->targets = told;
}

/* "said it would not let them in": of a refusal of what the tables do not know, the row for it is enough;
 * what they know is told by its own verb. */
static bool is_known_deed(struct coder *c, const struct draft *d)
{
	return view_equal(know_text(d->frame, c->column.does), VIEW("unknown")) && d->deed.table;
}

/* "a leader who refuses to listen is lost": whoever he may be, nothing is told of him. */
static bool is_of_anybody(const struct coder *c, const struct draft *d)
{
	const struct token *t = token_at(c, d->trigger);
	bool always = t->relation == RELATION_ACL_RELCL && (t->xpos == XPOS_VBZ || t->xpos == XPOS_VBP);
	if (!always || d->sources.count != 1 || d->targets.count)
		return false;
	const struct actor *actor = &c->a->actors.at[d->sources.at[0].actor];
	uint32_t word = child_with(c->a, t->head, RELATION_DET);
	return !actor->named && !actor->country.length && word != NONE &&
	       (view_equal(c->word[word], VIEW("a")) || view_equal(c->word[word], VIEW("an")) ||
	        view_equal(c->word[word], VIEW("any")));
}

static bool code_row(struct coder *c, uint32_t token, struct row frame, struct modality m)
{
	struct draft d = {.frame = frame, .trigger = token, .deed_at = NONE};
	d.type = (enum event_type)know_label(frame, c->column.type);
	d.mode = know_text(frame, c->column.mode);
	d.cameo = know_text(frame, c->column.cameo);
	d.content = paths_from(c, token, know_text(frame, c->column.content));
	find_deed(c, &d);
	if (!find_parties(c, &d) || (needs_deed(c, frame) && !d.deed.table && !is_joint(c, &d)))
		return false;
	if (is_known_deed(c, &d))
		return false;
	charge_helpers(c, &d, m);
	if (is_blame_aside(c, &d) || is_charge_of_nothing(c, &d) || is_empty_promise(c, &d) ||
	    is_empty_refusal(c, &d) || refuses_harm(c, &d) || intends_no_word(c, &d) || is_rehearsed(c, &d) ||
	    is_to_oneself(c, &d) || !mind_words(c, &d) || !intends_politics(c, &d) || is_of_anybody(c, &d))
		return false;
	apply_deed(c, &d);
	bool unknown = view_equal(know_text(frame, c->column.does), VIEW("unknown"));
	for (uint32_t i = 0; i < d.content.count && !unknown; i++)
		mark_told(c, d.content.at[i]);
	mark_object(c, &d);
	bool told = apply_modality(c, &d, m) && !is_believed_undone(c, &d) && !is_threat_of_words(c, &d);
	if (told && !d.mode.length)
		d.mode = mode_near(c, &d);
	if (told && d.type == EVENT_MOBILIZE)
		d.mode = mode_of_moved(c, &d);
	if (told && d.type == EVENT_ASSAULT && craft_of(c, token).length)
		d.mode = craft_of(c, token);
	if (told)
		settle_addressee(c, &d);
	if (told && d.type == EVENT_ASSAULT)
		settle_attackers(c, token, &d.sources);
	bool tried = d.type == EVENT_ACCUSE && !d.sources.count &&
	             (view_find(know_text(frame, c->column.contexts), VIEW("legal")) != SIZE_MAX ||
	              view_equal(d.mode, VIEW("investigate")));
	struct deed deed = {.trigger = token,
	                    .within = is_within(c, &d) || d.type == EVENT_CONCEDE || tried,
	                    .tried = tried,
	                    .aimed = view_equal(d.mode, VIEW("investigate")) || d.type == EVENT_REJECT ||
	                             d.type == EVENT_SANCTION,
	                    .outward = d.type == EVENT_PROTEST,
	                    .abroad = is_among_own(c, &d, VIEW("never")),
	                    .force = d.type == EVENT_ASSAULT,
	                    .wary = d.type == EVENT_MOBILIZE,
	                    .leaving = d.type == EVENT_RETREAT && view_equal(d.mode, VIEW("withdraw"))};
	if (told)
		settle_origins(c, deed, &d.sources, &d.targets);
	/* who gives in gives in to somebody, but who resigns just goes */
	bool yields = d.type == EVENT_RETREAT && !view_equal(d.mode, VIEW("resign"));
	bool aimed = is_one_sided(c, d.type) || yields || is_at_home(c, &d);
	if (told && (aimed || deed.leaving))
		settle_absent(c, deed, &d.sources, &d.targets);
	if (told)
		settle_powers(c, deed, &d.sources, &d.targets);
	if (told && !is_known(c, &d))
		put_event(c, &d);
	return true;
}

/* What is denied, asked for, wished or guessed is not told as having happened; but what one may do oneself is
 * held out. */
static bool is_mere_talk(const struct coder *c, uint32_t token, struct modality m)
{
	uint32_t i = c->statement[token];
	if (i == NONE)
		return false;
	enum act act = c->a->statements.at[i].act;
	/* What a noun names is taken for granted: "they wanted better ties after the talks". */
	if (token_at(c, token)->upos != UPOS_VERB)
		return act == ACT_DENY;
	switch (act) {
	case ACT_DENY:
	case ACT_DEMAND:
	case ACT_ASK:
	case ACT_WANT:
	case ACT_PROPOSE:
	case ACT_REFUSE:
		return true;
	case ACT_PREDICT:
		return m.tense != HELD_OUT;
	default:
		return false;
	}
}

void code_trigger(struct coder *c, uint32_t token)
{
	enum { MOST_ROWS = 8 };
	struct row rows[MOST_ROWS];
	uint32_t count = frames_at(c, token, rows, MOST_ROWS);
	if (!count)
		return;
	struct modality m = modality_of(c, token);
	if (is_mere_talk(c, token, m))
		return;
	for (uint32_t i = 0; i < count; i++)
		if (code_row(c, token, rows[i], m))
			return;
}
