#include "article/clause.h"
#include "did/draft.h"

bool is_intention(struct view does)
{
	return view_equal(does, VIEW("intend")) || view_equal(does, VIEW("promise")) ||
	       view_equal(does, VIEW("wish"));
}

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

/* "is willing to send troops", "will send troops as part of the mission": to help. */
static bool is_help_of_troops(struct coder *c, const struct draft *d, struct row deed)
{
	if (know_label(deed, c->column.type) != EVENT_MOBILIZE)
		return false;
	if (is_of_class(c, d->trigger, VIEW("obliging")))
		return true;
	uint32_t verb = d->deed_at != NONE ? d->deed_at : d->trigger;
	struct tokens run = token_at(c, verb)->subtree;
	for (uint32_t i = run.begin; i < run.end; i++)
		if (is_of_class(c, i, VIEW("peacekeepers")))
			return true;
	return false;
}

static void intend(struct coder *c, struct draft *d, struct row deed)
{
	struct row intent = intent_of(c, deed);
	if (is_help_of_troops(c, d, deed)) {
		d->type = EVENT_AGREE;
		d->mode = (struct view){0};
		d->cameo = VIEW("0334");
		return;
	}
	uint32_t type = know_label(intent, know_column(c->intents, "intend"));
	if (!type || (type == EVENT_THREATEN && only_allows(c, d)))
		return;
	/* a threat to come is a threat, as the row has it */
	if (deed.index == d->frame.index && type == d->type)
		return;
	/* "would walk out unless": what is refused on a condition is a threat where the row says so */
	if (type == EVENT_REJECT && d->type == EVENT_THREATEN) {
		turn(c, d, intent, "threat_mode", "threat_cameo");
		return;
	}
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

/* "said it would not yield unless Chad left": of what is not done on a condition, known or not. */
static void reject_unless(struct coder *c, struct draft *d)
{
	bool conditional =
	        view_equal(know_text(d->frame, c->column.does), VIEW("promise")) && d->type == EVENT_THREATEN;
	for (uint32_t i = 0; i < d->content.count && conditional; i++)
		if (is_negated(c->a, d->content.at[i])) {
			d->type = EVENT_REJECT;
			d->mode = (struct view){0};
			d->cameo = VIEW("120");
		}
}

void apply_deed(struct coder *c, struct draft *d)
{
	struct view does = know_text(d->frame, c->column.does);
	if (!does.length)
		return;
	if (!d->deed.table) {
		reject_unless(c, d);
		return;
	}
	struct row intent = intent_of(c, d->deed);
	if (is_intention(does)) {
		intend(c, d, d->deed);
		if (is_negated(c->a, d->deed_at))
			intend_not(c, d);
	} else if (view_equal(does, VIEW("consent")) && d->type == EVENT_REJECT)
		turn(c, d, intent, "reject_mode", "reject_cameo");
	else if (view_equal(does, VIEW("request")))
		turn(c, d, intent, "request_mode", "request_cameo");
	else if (view_equal(does, VIEW("reject")))
		turn(c, d, intent, "reject_mode", "reject_cameo");
	else if (view_equal(does, VIEW("threaten")))
		turn(c, d, intent, "threat_mode", "threat_cameo");
	else if (view_equal(d->mode, VIEW("allege")))
		turn(c, d, intent, "accuse_mode", "accuse_cameo");
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

/* "said it might close the border" */
static bool is_threat_if_intended(struct coder *c, const struct draft *d)
{
	struct row intent = intent_of(c, d->frame);
	return !know_text(d->frame, c->column.does).length &&
	       know_label(intent, know_column(c->intents, "intend")) == EVENT_THREATEN;
}

/* "announced the release of", "announced a loan to": what one gives is so far only told to come; what one
 * takes is taken by telling it. To give way by word alone is a type of its own. */
static bool is_only_announced(struct coder *c, const struct draft *d)
{
	uint32_t verb = know_label(d->frame, c->column.part) == UPOS_NOUN ? carrier_of(c, d->trigger) : NONE;
	return verb != NONE && is_of_class(c, verb, VIEW("announcing")) &&
	       (d->type == EVENT_CONSULT || quad_of(c, d->type) == QUAD_MATERIAL_COOPERATION);
}

static void announce(struct coder *c, struct draft *d)
{
	if (d->type != EVENT_RETREAT) {
		intend(c, d, d->frame);
		return;
	}
	d->type = EVENT_CONCEDE;
	d->mode = (struct view){0};
	d->cameo = VIEW("080");
}

/* Whether there is still an event once tense and negation have had their say. */
bool apply_modality(struct coder *c, struct draft *d, struct modality m)
{
	struct view does = know_text(d->frame, c->column.does);
	bool promises = is_intention(does);
	d->status = m.status;
	/* "has no objection": the row is of the denial itself. */
	if (view_equal(does, VIEW("consent"))) {
		d->status = STATUS_REPORTED;
		return m.tense == REFUSED || m.status == STATUS_DENIED;
	}
	if (m.tense == HELD_OUT) {
		m.tense = is_threat_if_intended(c, d) ? INTENDED : UNREAL;
		d->status = m.status == STATUS_NONE ? STATUS_PLANNED : m.status;
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
	if (m.tense == TOLD && m.status != STATUS_DENIED && is_only_announced(c, d))
		announce(c, d);
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
