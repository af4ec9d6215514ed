#include "article/clause.h"
#include "did/draft.h"

/* ---- What an act of speech is about ---- */

/* "threatened sanctions": within an act of speech a noun needs no parties of its own. */
static struct row frame_of_noun(struct coder *c, uint32_t token)
{
	uint32_t upos = token_at(c, token)->upos;
	struct row row = upos == UPOS_NOUN ? know_find(c->frames, c->lemma[token]) : (struct row){0};
	while (row.table && know_label(row, c->column.part) != UPOS_NOUN)
		row = know_next(row);
	return row;
}

static bool is_intention(struct view does)
{
	return view_equal(does, VIEW("intend")) || view_equal(does, VIEW("promise")) ||
	       view_equal(does, VIEW("wish"));
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
static bool is_done_jointly(struct coder *c, struct row row)
{
	return know_text(row, c->column.mutual).length &&
	       view_equal(know_text(row, c->column.needs), VIEW("nations")) &&
	       know_label(row, c->column.type) == EVENT_COOPERATE;
}

/* "begin withdrawing", "an assurance that it would withdraw": where the deed may be told instead. */
static uint32_t next_below(struct coder *c, uint32_t token)
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

/* The frame of a word or of what stands right below it: "agreed to begin withdrawing". */
static struct row deed_at(struct coder *c, uint32_t token, uint32_t *at)
{
	for (int step = 0; step < 3 && token != NONE; step++) {
		struct row row = {0};
		if ((frames_at(c, token, &row, 1) || (row = frame_of_noun(c, token)).table) &&
		    !is_mere_intent(c, row) && !is_done_jointly(c, row)) {
			*at = token;
			return row;
		}
		token = next_below(c, token);
	}
	return (struct row){0};
}

static void find_deed(struct coder *c, struct draft *d)
{
	const struct words *content = &d->content;
	for (uint32_t i = 0; i < content->count && !d->deed.table; i++) {
		uint32_t steps = 0;
		for (uint32_t one = content->at[i]; one != NONE && !d->deed.table && steps < MOST_WORDS;
		     steps++) {
			d->deed = deed_at(c, one, &d->deed_at);
			if (d->deed.table && is_granted(c, d, d->deed))
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
static void mark_told(struct coder *c, uint32_t token)
{
	struct tokens run = token_at(c, token)->subtree;
	uint32_t skip = 0;
	for (uint32_t i = run.begin; i < run.end && i < c->a->tokens.count; i++) {
		bool aside = token_at(c, i)->relation == RELATION_ACL_RELCL || is_occasion(c, i);
		if (aside && token_at(c, i)->subtree.end > skip) {
			skip = token_at(c, i)->subtree.end;
			continue;
		}
		c->told[i] |= i >= skip;
	}
}

/* ---- What a deed becomes when it is intended, asked for, refused ---- */

static struct row intent_of(struct coder *c, struct row frame)
{
	struct view cameo = know_text(frame, c->column.cameo);
	struct view type = label_name(LABELS_EVENT, know_label(frame, c->column.type));
	struct row row = know_find_text(c->intents, c->m, cameo);
	if (!row.table)
		row = know_find_text(c->intents, c->m,
		                     worded(c->a, "%.*s.%.*s", VIEW_ARGS(type),
		                            VIEW_ARGS(know_text(frame, c->column.mode))));
	return row.table ? row : know_find_text(c->intents, c->m, type);
}

static struct view intent_text(struct coder *c, struct row intent, const char *column)
{
	return know_text(intent, know_column(c->intents, column));
}

static void turn(struct coder *c, struct draft *d, struct row intent, const char *mode, const char *cameo)
{
	struct view code = intent_text(c, intent, cameo);
	if (!d->mode.length)
		d->mode = intent_text(c, intent, mode);
	if (code.length)
		d->cameo = code;
}

/* "agreed that houses can be razed": to let it be done is no threat to do it. */
static bool only_allows(struct coder *c, const struct draft *d)
{
	return d->deed_at != NONE && view_equal(know_text(d->frame, c->column.does), VIEW("promise")) &&
	       token_at(c, d->deed_at)->relation == RELATION_CCOMP && is_passive(c->a, d->deed_at);
}

static void intend(struct coder *c, struct draft *d, struct row deed)
{
	struct row intent = intent_of(c, deed);
	uint32_t type = know_label(intent, know_column(c->intents, "intend"));
	if (!type || (type == EVENT_THREATEN && only_allows(c, d)))
		return;
	d->type = (enum event_type)type;
	d->mode = (struct view){0};
	turn(c, d, intent, "intend_mode", "intend_cameo");
}

static void refuse(struct coder *c, struct draft *d, struct row deed)
{
	d->type = EVENT_REJECT;
	d->mode = (struct view){0};
	d->cameo = VIEW("120");
	if (d->mutual) { /* one side's refusal */
		d->sources = parties_at(c, d->trigger, know_text(d->frame, c->column.source));
		remove_parties(&d->targets, &d->sources);
	}
	turn(c, d, intent_of(c, deed), "reject_mode", "reject_cameo");
}

/* "vowed never to give in", "promised not to attack" */
static void intend_not(struct coder *c, struct draft *d)
{
	if (d->type == EVENT_AGREE)
		refuse(c, d, d->deed);
	else if (d->type == EVENT_THREATEN) {
		d->type = EVENT_AGREE;
		d->mode = (struct view){0};
		d->cameo = VIEW("030");
	}
}

static void apply_deed(struct coder *c, struct draft *d)
{
	struct view does = know_text(d->frame, c->column.does);
	if (!d->deed.table || !does.length)
		return;
	struct row intent = intent_of(c, d->deed);
	if (is_intention(does)) {
		intend(c, d, d->deed);
		if (is_negated(c->a, d->deed_at))
			intend_not(c, d);
	} else if (view_equal(does, VIEW("request")))
		turn(c, d, intent, "request_mode", "request_cameo");
	else if (view_equal(does, VIEW("reject")))
		turn(c, d, intent, "reject_mode", "reject_cameo");
	else if (view_equal(does, VIEW("threaten")))
		turn(c, d, intent, "threat_mode", "threat_cameo");
	else if (view_equal(d->mode, VIEW("allege")))
		turn(c, d, intent, "accuse_mode", "accuse_cameo");
}

static bool is_cooperative(struct coder *c, enum event_type type)
{
	enum quad quad = quad_of(c, type);
	return quad == QUAD_VERBAL_COOPERATION || quad == QUAD_MATERIAL_COOPERATION;
}

/* "would be met by reprisals": what is threatened so hangs on what it answers. */
static bool is_contingent(struct coder *c, const struct draft *d)
{
	uint32_t modal = modal_of(c->a, d->trigger);
	return know_label(d->frame, c->column.type) == EVENT_THREATEN && modal != NONE &&
	       is_of_class(c, modal, VIEW("contingent"));
}

/* What will be done is an intention if somebody has it: "embassies will be closed", "those who will support
 * us" tell of none. Words of praise to come are one between states alone. */
static bool is_purposeful(struct coder *c, const struct draft *d)
{
	bool clause = token_at(c, d->trigger)->relation == RELATION_ACL_RELCL;
	if (!d->sources.count || (clause && !c->a->actors.at[d->sources.at[0].actor].named))
		return false;
	bool person = c->a->actors.at[d->sources.at[0].actor].kind == KIND_PERSON;
	bool kind = d->type == EVENT_SUPPORT || (d->type == EVENT_AID && person);
	return !kind || !d->targets.count || are_of_two_countries(c, &d->sources, &d->targets);
}

/* Whether there is still an event once tense and negation have had their say. */
static bool apply_modality(struct coder *c, struct draft *d, struct modality m)
{
	struct view does = know_text(d->frame, c->column.does);
	bool promises = is_intention(does);
	d->status = m.status;
	/* "has no objection": the row is of the denial itself. */
	if (view_equal(does, VIEW("consent"))) {
		d->status = STATUS_REPORTED;
		return m.tense == REFUSED || m.status == STATUS_DENIED;
	}
	/* To wish for war is no threat yet. */
	if (m.tense == UNREAL || (view_equal(does, VIEW("wish")) && d->type == EVENT_THREATEN))
		return false;
	if (m.tense == INTENDED && is_contingent(c, d))
		d->status = STATUS_CONDITIONAL;
	/* "pressed him to do more if he wanted to win": it was asked for all the same. */
	if (m.tense == TOLD && m.status == STATUS_CONDITIONAL &&
	    (d->type == EVENT_REQUEST || d->type == EVENT_ACCUSE))
		d->status = STATUS_NONE;
	if (m.tense == INTENDED && !does.length && !is_purposeful(c, d))
		return false;
	if (m.tense == INTENDED && !does.length)
		intend(c, d, d->frame);
	bool refused = m.tense == REFUSED || m.status == STATUS_DENIED;
	if (refused && (promises || (m.tense == REFUSED && is_cooperative(c, d->type)))) {
		refuse(c, d, promises && d->deed.table ? d->deed : d->frame);
		d->status = m.tense == REFUSED ? STATUS_NONE : STATUS_REPORTED;
		return true;
	}
	return m.tense != REFUSED &&
	       (m.status != STATUS_DENIED || quad_of(c, d->type) == QUAD_MATERIAL_CONFLICT ||
	        quad_of(c, d->type) == QUAD_MATERIAL_COOPERATION);
}

/* ---- Parties ---- */

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
		if (subject != NONE && is_of_class(c, mark, VIEW("hypothesis")))
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

/* What is offered or refused is no target if somebody is named for whom it is. */
static void search_around(struct coder *c, struct draft *d)
{
	enum quad quad = quad_of(c, d->type);
	bool talk = quad == QUAD_VERBAL_COOPERATION || quad == QUAD_VERBAL_CONFLICT || d->type == EVENT_AID;
	/* "any use of gas in Chad would be met with force": whom the threat is for is not told by that. */
	bool answers = d->type == EVENT_THREATEN && is_passive(c->a, d->trigger);
	if ((d->targets.count && !talk) || answers || d->type == EVENT_CONSULT)
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
		found = parties_around(c, d->trigger,
		                       d->type == EVENT_AID ? VIEW("goal")
		                       /* "complained to an American": who hears it is not who is blamed */
		                       : d->type == EVENT_ASSAULT || d->type == EVENT_ACCUSE
		                               ? VIEW("onto")
		                               : VIEW("towards"));
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

/* "stopped bombing Peru": where the row's own paths lead to nobody, the first of
 * another country that the verb's phrases name. */
static void search_further(struct coder *c, struct draft *d)
{
	static const struct view PATHS =
	        VIEW_OF("xcomp.obj/xcomp.on/xcomp.to/xcomp.from/to/against/on/from/obj.acl.in/obj.acl.obj");
	if (d->targets.count || d->mutual || know_label(d->frame, c->column.part) != UPOS_VERB)
		return;
	switch (d->type) {
	case EVENT_ACCUSE: /* who hears a complaint is not blamed */
	case EVENT_CONSULT:
	case EVENT_PROTEST:
	case EVENT_SUPPORT:
		return;
	default:
		break;
	}
	struct parties found = parties_at(c, d->trigger, PATHS);
	if (are_of_two_countries(c, &d->sources, &found))
		d->targets = found;
}

static void find_targets(struct coder *c, struct draft *d)
{
	c->except = &d->sources;
	/* Whoever marches through a town need not march against its country. */
	enum quad quad = quad_of(c, d->type);
	c->places_stand = (quad == QUAD_MATERIAL_CONFLICT && d->type != EVENT_PROTEST) ||
	                  quad == QUAD_VERBAL_CONFLICT || d->type == EVENT_RETREAT || d->type == EVENT_AID ||
	                  view_equal(d->mode, VIEW("visit")); /* "arrived in Lima" */
	c->own_is_tool = quad != QUAD_MATERIAL_CONFLICT;
	/* "sued Ohio": of a state at home that is blamed or asked its government is meant. */
	bool verbal = quad == QUAD_VERBAL_CONFLICT || quad == QUAD_VERBAL_COOPERATION;
	c->home_is_none = verbal && d->type != EVENT_ACCUSE && d->type != EVENT_REQUEST;
	d->targets = parties_at(c, d->trigger, know_text(d->frame, c->column.target));
	bool him = is_addressed(c, d) && !is_passive(c->a, d->trigger) &&
	           is_pronoun(c, patient_of(c->a, d->trigger));
	if (him)
		take_those_above(c, d);
	bool asked = d->type == EVENT_REQUEST && is_addressed(c, d);
	if (!d->targets.count && d->deed.table && !asked) {
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
	c->except = NULL;
	c->places_stand = c->own_is_tool = c->home_is_none = false;
}

/* "accused each other", "traded blows with one another" */
static bool is_reciprocal(struct coder *c, uint32_t trigger)
{
	children_of (c->a, child, trigger) {
		uint32_t next = child + 1;
		if (child < trigger || next >= c->a->tokens.count)
			continue;
		if ((view_equal(c->word[child], VIEW("each")) && view_equal(c->word[next], VIEW("other"))) ||
		    (view_equal(c->word[child], VIEW("one")) && view_equal(c->word[next], VIEW("another"))))
			return true;
	}
	return false;
}

/* "stormed a beach in an exercise": nobody is struck. */
static bool is_rehearsed(struct coder *c, const struct draft *d)
{
	if (d->type != EVENT_ASSAULT || token_at(c, d->trigger)->upos != UPOS_VERB)
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
	return object != NONE && word_is_of_class(c, c->word[object], VIEW("reflexive"));
}

/* "Thousands demonstrated in Peru": those of whom no more is told are of where they do it. */
static void find_crowd(struct coder *c, struct draft *d)
{
	uint32_t subject = subject_of(c->a, d->trigger);
	if (d->sources.count || d->type != EVENT_PROTEST || subject == NONE ||
	    know_label(d->frame, c->column.part) != UPOS_VERB ||
	    !(is_of_class(c, subject, VIEW("unarmed")) || is_of_class(c, subject, VIEW("crowd"))))
		return;
	c->places_stand = true;
	d->sources = parties_at(c, d->trigger, VIEW("in/across/outside.in/on.in/through"));
	c->places_stand = false;
}

static bool find_parties(struct coder *c, struct draft *d)
{
	d->sources = parties_at(c, d->trigger, know_text(d->frame, c->column.source));
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
	/* "The Indian navy was deployed off Aden" is no move against India. */
	if (d->type == EVENT_MOBILIZE && !are_of_two_countries(c, &d->sources, &d->targets) &&
	    is_passive(c->a, d->trigger))
		d->targets.count = 0;
	/* "Chad and Niger halted their fire": towards each other */
	if (!d->targets.count && view_equal(d->mode, VIEW("ceasefire")))
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

/* ---- The event ---- */

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

/* The same deed told twice in one sentence is one event. */
static bool is_known(struct coder *c, const struct draft *d)
{
	uint32_t sentence = token_at(c, d->trigger)->sentence;
	for (uint32_t i = c->a->events.count; i > c->first_event[sentence]; i--) {
		struct event *e = &c->a->events.at[i - 1];
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
	struct row row = know_find_text(c->types, c->m, type);
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

static void put_event(struct coder *c, const struct draft *d)
{
	uint32_t date = date_of(c, d->trigger);
	uint32_t statement = is_setting(c, d->trigger) ? NONE : c->statement[d->trigger];
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
	        .place = place_of(c, d->trigger),
	        .status = status_of(c, d, date, statement),
	        .statement = statement,
	        .why = know_why(c->m, d->frame),
	        .confidence = sureness_of(c, d, statement),
	};
	add_contexts(c, e, d->frame, d->trigger);
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

/* Whether such a deed is one among a country's own: an arrest, a trial. */
static bool is_within(struct coder *c, const struct draft *d)
{
	struct view type = label_name(LABELS_EVENT, d->type);
	struct row row = know_find_text(c->modes, c->m,
	                                worded(c->a, "%.*s.%.*s", VIEW_ARGS(type), VIEW_ARGS(d->mode)));
	if (row.table)
		return know_text(row, know_column(c->modes, "within")).length > 0;
	return know_text(know_find_text(c->types, c->m, type), know_column(c->types, "within")).length > 0;
}

/* "launched an attack": the noun that the row asks for tells of no second event. */
static void mark_object(struct coder *c, const struct draft *d)
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

/* "refused to attack his rivals": who will not harm or blame anybody rejects nobody. */
static bool refuses_harm(struct coder *c, const struct draft *d)
{
	if (!d->deed.table || !view_equal(know_text(d->frame, c->column.does), VIEW("reject")))
		return false;
	uint32_t type = know_label(d->deed, c->column.type);
	/* but rejects blame and lawsuits of others */
	bool blames = type == EVENT_ACCUSE && know_label(d->deed, c->column.part) == UPOS_VERB;
	return (type == EVENT_ASSAULT || blames) && !are_of_two_countries(c, &d->sources, &d->targets);
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

/* The mode by the words around the deed, where neither row nor content tells it. */
static struct view mode_near(const struct coder *c, const struct draft *d)
{
	switch (d->type) {
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

/* Somebody does it to somebody else, who is there even where the sentence leaves him out. */
static bool is_one_sided(struct coder *c, enum event_type type)
{
	enum quad quad = quad_of(c, type);
	return quad == QUAD_VERBAL_CONFLICT || quad == QUAD_MATERIAL_CONFLICT || type == EVENT_CONCEDE;
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
	if (is_empty_promise(c, &d) || is_empty_refusal(c, &d) || refuses_harm(c, &d) ||
	    is_rehearsed(c, &d) || is_to_oneself(c, &d) || !mind_words(c, &d))
		return false;
	apply_deed(c, &d);
	for (uint32_t i = 0; i < d.content.count; i++)
		mark_told(c, d.content.at[i]);
	mark_object(c, &d);
	bool told = apply_modality(c, &d, m) && !is_believed_undone(c, &d);
	if (told && !d.mode.length)
		d.mode = mode_near(c, &d);
	if (told && d.type == EVENT_ASSAULT)
		settle_attackers(c, token, &d.sources);
	struct deed deed = {.trigger = token,
	                    .within = is_within(c, &d) || d.type == EVENT_CONCEDE,
	                    .outward = d.type == EVENT_PROTEST,
	                    .force = d.type == EVENT_ASSAULT};
	if (told)
		settle_origins(c, deed, &d.sources, &d.targets);
	if (told && is_one_sided(c, d.type))
		settle_absent(c, deed, &d.sources, &d.targets);
	if (told && !is_known(c, &d))
		put_event(c, &d);
	return true;
}

/* What is denied, asked for, wished or guessed is not told as having happened. */
static bool is_mere_talk(const struct coder *c, uint32_t token)
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
	case ACT_PREDICT:
	case ACT_REFUSE:
		return true;
	default:
		return false;
	}
}

void code_trigger(struct coder *c, uint32_t token)
{
	enum { MOST_ROWS = 8 };
	struct row rows[MOST_ROWS];
	uint32_t count = frames_at(c, token, rows, MOST_ROWS);
	if (!count || is_mere_talk(c, token))
		return;
	struct modality m = modality_of(c, token);
	for (uint32_t i = 0; i < count; i++)
		if (code_row(c, token, rows[i], m))
			return;
}
