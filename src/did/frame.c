#include "article/clause.h"
#include "base/utf8.h"
#include "did/coder.h"

/* ---- Classes of words ---- */

bool word_is_of_class(const struct coder *c, struct view word, struct view class_name)
{
	struct row row = know_find(c->words, word);
	return row.table && know_lists(row, c->classes, class_name);
}

/* "air_strike": this word with the one before it. */
static struct view with_the_one_before(struct coder *c, uint32_t token)
{
	if (!token || token_at(c, token - 1)->sentence != token_at(c, token)->sentence)
		return (struct view){0};
	struct view first = c->lemma[token - 1], second = c->lemma[token];
	if (!first.length || !second.length)
		return (struct view){0};
	char *to = arena_alloc(c->m, first.length + second.length + 1);
	memcpy(to, first.at, first.length);
	to[first.length] = '_';
	memcpy(to + first.length + 1, second.at, second.length);
	return view_of(to, first.length + second.length + 1);
}

/* A label as classes write it: "(mil)" of MIL, "(country)" of country. */
static struct view as_sign(struct coder *c, struct view label)
{
	if (!label.length)
		return label;
	char *to = arena_alloc(c->m, label.length + 2);
	*to = '(';
	memcpy(to + 1, label.at, label.length);
	to[label.length + 1] = ')';
	return utf8_lowered(c->m, view_of(to, label.length + 2));
}

static const struct actor *actor_of(struct coder *c, uint32_t token)
{
	struct parties p = {.count = 0};
	add_parties(c, &p, token);
	return p.count ? &c->a->actors.at[p.at[0].actor] : NULL;
}

/* Whether a sector's or a kind's sign is of the class; *row is where its row is kept. */
static bool sign_is_of_class(struct coder *c, struct class_row *row, struct view label,
                             struct view class_name)
{
	if (!row->found)
		*row = (struct class_row){know_find(c->words, as_sign(c, label)), true};
	return row->row.table && know_lists(row->row, c->classes, class_name);
}

bool actor_is_of_class(struct coder *c, const struct actor *actor, struct view class_name)
{
	/* "U.N. experts" are of the body that sends them */
	bool sent = actor->sector == SECTOR_NONE && view_equal(actor->country, VIEW("IGO"));
	enum sector sector = sent ? SECTOR_IGO : actor->sector;
	return sign_is_of_class(c, &c->sector_rows[sector], label_name(LABELS_SECTOR, sector), class_name) ||
	       sign_is_of_class(c, &c->kind_rows[actor->kind], label_name(LABELS_KIND, actor->kind),
	                        class_name);
}

static bool token_is_of_class(struct coder *c, uint32_t token, struct view class_name)
{
	struct class_rows *rows = &c->class_rows[token % CLASS_ROWS_KEPT];
	if (rows->behind != token + 1)
		*rows = (struct class_rows){{know_find(c->words, c->lemma[token]),
		                             know_find(c->words, c->word[token]),
		                             know_find(c->words, with_the_one_before(c, token))},
		                            token + 1};
	for (size_t i = 0; i < sizeof rows->of / sizeof *rows->of; i++)
		if (rows->of[i].table && know_lists(rows->of[i], c->classes, class_name))
			return true;
	return false;
}

/* "Teachers said they would strike": the noun that a pronoun stands for; NONE. */
static uint32_t noun_behind(const struct coder *c, uint32_t pronoun)
{
	enum { MENTIONS_BACK = 32 };
	uint32_t last = token_at(c, pronoun)->upos == UPOS_PRON ? c->mention[pronoun] : NONE;
	for (uint32_t i = last; last != NONE && i > 0 && last - i < MENTIONS_BACK; i--) {
		const struct mention *m = &c->a->mentions.at[i - 1];
		if (m->actor == c->a->mentions.at[last].actor && m->form == MENTION_NOUN && m->head != NONE)
			return m->head;
	}
	return NONE;
}

bool is_of_class(struct coder *c, uint32_t token, struct view class_name)
{
	if (token_is_of_class(c, token, class_name))
		return true;
	uint32_t noun = noun_behind(c, token);
	if (noun != NONE && word_is_of_class(c, c->lemma[noun], class_name))
		return true;
	/* "Israeli clerks" are no polity for being Israeli. */
	const struct actor *actor = c->mention[token] == NONE && token_at(c, token)->upos == UPOS_NOUN
	                                    ? NULL
	                                    : actor_of(c, token);
	return actor && actor_is_of_class(c, actor, class_name);
}

/* ---- Conditions ---- */

/* An actor by itself, or with its country before it: no thing that is somebody's. */
static bool is_party(struct coder *c, uint32_t token)
{
	uint32_t people = child_with(c->a, token, RELATION_AMOD);
	return c->mention[token] != NONE || (people != NONE && country_by_people(c, people).length);
}

static bool is_signed(struct coder *c, uint32_t token, struct view sign)
{
	const struct actor *actor = actor_of(c, token);
	/* A thing whose owner is an actor ("a call from a resident") is no person. */
	if (view_equal(sign, VIEW("#person")) && c->mention[token] == NONE)
		return false;
	if (view_equal(sign, VIEW("#party")))
		return is_party(c, token);
	if (view_equal(sign, VIEW("#actor")))
		return actor != NULL || country_of_place(c, token) != NONE;
	if (view_equal(sign, VIEW("#noun")))
		return token_at(c, token)->upos == UPOS_NOUN;
	if (view_equal(sign, VIEW("#place")))
		return c->place[token] != NONE;
	/* "US films", "the borders of America" are no government. */
	if (actor && actor->kind == KIND_COUNTRY && c->mention[token] == NONE &&
	    token_at(c, token)->upos == UPOS_NOUN)
		return false;
	struct view label = view_slice(sign, 1, sign.length);
	return actor && (view_equal_ascii_case(label, label_name(LABELS_SECTOR, actor->sector)) ||
	                 view_equal_ascii_case(label, label_name(LABELS_KIND, actor->kind)));
}

static bool is_word(struct coder *c, uint32_t token, struct view word)
{
	struct view text = c->word[token], lemma = c->lemma[token];
	if (view_equal(lemma, word) || view_equal(text, word))
		return true;
	if (text.length == word.length + 1 && text.at[word.length] == 's' && view_starts(text, word))
		return true;
	bool pair = token && word.length > lemma.length && word.at[word.length - lemma.length - 1] == '_';
	return pair && view_equal(with_the_one_before(c, token), word);
}

static bool is_any_word(struct coder *c, uint32_t token, struct view any)
{
	while (any.length)
		if (is_word(c, token, view_cut(&any, '|')))
			return true;
	return false;
}

static bool fits(struct coder *c, uint32_t token, struct view any)
{
	while (any.length) {
		struct view one = view_cut(&any, '|');
		if (!one.length)
			continue;
		bool fit = one.at[0] == '*'   ? true
		           : one.at[0] == '@' ? is_of_class(c, token, view_slice(one, 1, one.length))
		           : one.at[0] == '#' ? is_signed(c, token, one)
		                              : is_word(c, token, one);
		if (fit)
			return true;
	}
	return false;
}

/* Whether the word or one of its conjuncts fits. */
static bool any_fits(struct coder *c, uint32_t token, struct view any)
{
	uint32_t steps = 0;
	for (uint32_t one = token; one != NONE && steps < MOST_WORDS;
	     one = next_conjunct(c->a, token, one), steps++)
		if (fits(c, one, any))
			return true;
	return false;
}

/* Where "of/with" leads from a token. */
static const struct words *walk(struct coder *c, uint32_t token, struct view paths)
{
	struct walked *w = c->walked;
	if (w->token != token) {
		w->token = token;
		w->count = 0;
	}
	for (uint32_t i = 0; i < w->count; i++)
		if (view_equal(w->paths[i], paths))
			return &w->found[i];
	uint32_t i = w->count < MOST_PATHS ? w->count++ : MOST_PATHS - 1;
	w->paths[i] = paths;
	w->found[i] = paths_from(c, token, paths);
	return &w->found[i];
}

/* One of the words that "of/with" leads to. */
static bool path_fits(struct coder *c, uint32_t token, struct view paths, struct view any)
{
	struct words found = *walk(c, token, paths);
	for (uint32_t i = 0; i < found.count; i++)
		if (any_fits(c, found.at[i], any))
			return true;
	return false;
}

/* What a clause of its own or a subject says is no part of the verb's phrase. */
static bool is_apart(uint32_t relation)
{
	return relation == RELATION_NSUBJ || relation == RELATION_ADVCL || relation == RELATION_CCOMP ||
	       relation == RELATION_CONJ || relation == RELATION_PARATAXIS;
}

/* "kidnapped up to 16 sailors" */
static bool opens_limit(struct coder *c, uint32_t particle)
{
	return particle + 2 < c->a->tokens.count && view_equal(c->word[particle], VIEW("up")) &&
	       view_equal(c->word[particle + 1], VIEW("to")) && token_at(c, particle + 2)->upos == UPOS_NUM;
}

/* "As a way to Rome the valley gives little", "beat him in a match-up": a phrase before the verb, or with an
 * article of its own, is no part of its idiom. */
static bool is_phrase(const struct coder *c, uint32_t child, uint32_t token)
{
	struct tokens subtree = token_at(c, child)->subtree;
	return (child < token && subtree.end - subtree.begin > 1) ||
	       child_with(c->a, child, RELATION_DET) != NONE;
}

/* The other word of a phrase, "off|up": a particle or the like below the verb, or the very next word. */
static bool has_word(struct coder *c, uint32_t token, struct view any)
{
	children_of (c->a, child, token)
		if (!is_phrase(c, child, token) && !is_apart(token_at(c, child)->relation) &&
		    is_any_word(c, child, any) && !opens_limit(c, child))
			return true;
	uint32_t next = token + 1;
	return next < c->a->tokens.count && token_at(c, next)->sentence == token_at(c, token)->sentence &&
	       is_any_word(c, next, any) && !opens_limit(c, next);
}

static bool has_future(struct coder *c, uint32_t verb)
{
	uint32_t modal = modal_of(c->a, verb);
	/* "would be forced to strike" */
	const struct token *t = token_at(c, verb);
	if (modal == NONE && t->relation == RELATION_XCOMP && t->head != NONE &&
	    (is_of_class(c, t->head, VIEW("compelling")) || is_of_class(c, t->head, VIEW("owing"))))
		modal = modal_of(c->a, t->head);
	return modal != NONE && is_of_class(c, modal, VIEW("future"));
}

static bool speaks_of_future(struct coder *c, uint32_t verb)
{
	if (has_future(c, verb))
		return true;
	struct words told = clauses_told(c, verb);
	for (uint32_t i = 0; i < told.count; i++)
		if (has_future(c, told.at[i]))
			return true;
	return false;
}

/* "should have withdrawn": what was not done is no longer asked for. */
static bool is_too_late(const struct coder *c, uint32_t verb)
{
	children_of (c->a, child, verb)
		if (token_at(c, child)->relation == RELATION_AUX && view_equal(c->word[child], VIEW("have")))
			return true;
	return false;
}

/* "must withdraw", "has to withdraw", "had better withdraw" */
static bool is_duty(struct coder *c, uint32_t verb)
{
	uint32_t modal = modal_of(c->a, verb), open = child_with(c->a, verb, RELATION_XCOMP);
	if (modal != NONE)
		return is_of_class(c, modal, VIEW("duty")) && !is_inverted(c, verb) && !is_too_late(c, verb);
	/* what a thing has to be is asked of nobody */
	uint32_t subject = child_with(c->a, verb, RELATION_NSUBJ);
	if (subject == NONE)
		subject = child_with(c->a, verb, RELATION_NSUBJ_PASS);
	if (open == NONE || subject == NONE || c->mention[subject] == NONE)
		return false;
	/* "is obliged to give way" */
	if (is_of_class(c, verb, VIEW("bound")))
		return has_clause(c, verb, false);
	uint32_t mark = mark_of(c->a, open);
	if (mark != NONE)
		return token_at(c, mark)->xpos == XPOS_TO && is_of_class(c, verb, VIEW("owing"));
	return view_equal(c->lemma[verb], VIEW("have")) && view_equal(c->word[verb + 1], VIEW("better"));
}

/* "said that Turkey must withdraw" */
static bool has_clause_of_duty(struct coder *c, uint32_t verb)
{
	struct words told = clauses_told(c, verb);
	for (uint32_t i = 0; i < told.count; i++)
		if (is_duty(c, told.at[i]))
			return true;
	return false;
}

/* "that Turkey withdraw", which the tagger may take for a plural's verb. */
static bool is_bare(const struct coder *c, uint32_t verb)
{
	uint32_t xpos = token_at(c, verb)->xpos, subject = child_with(c->a, verb, RELATION_NSUBJ);
	uint32_t mark = mark_of(c->a, verb);
	/* "insisted that his aim was to win" */
	if (mark != NONE && token_at(c, mark)->xpos == XPOS_TO)
		return false;
	/* "that Turkey open its border": no past is formed so */
	bool base = xpos == XPOS_VBD && view_equal(c->word[verb], c->lemma[verb]);
	if ((xpos != XPOS_VBP && !base) || subject == NONE || next_conjunct(c->a, subject, subject) != NONE)
		return xpos == XPOS_VB;
	/* "that the United Nations remove its troops": one body, for all its name. */
	uint32_t mention = c->mention[subject];
	bool body = token_at(c, subject)->xpos == XPOS_NNPS && mention != NONE &&
	            c->a->actors.at[c->a->mentions.at[mention].actor].named;
	return body || token_at(c, subject)->xpos == XPOS_NNP || token_at(c, subject)->xpos == XPOS_NN;
}

/* "insisted that Turkey withdraw", "that Turkey must withdraw", not "that Turkey withdrew". */
static bool has_demanding_clause(struct coder *c, uint32_t verb)
{
	children_of (c->a, child, verb) {
		if (token_at(c, child)->relation != RELATION_CCOMP)
			continue;
		uint32_t modal = modal_of(c->a, child);
		if (modal == NONE ? is_bare(c, child)
		                  : is_of_class(c, modal, VIEW("duty")) && !is_too_late(c, child))
			return true;
	}
	return false;
}

/* "They were beaten, activists said": what is told stands before the verb that tells it. */
static bool trails(const struct coder *c, uint32_t token)
{
	children_of (c->a, child, token)
		if (token_at(c, child)->relation == RELATION_CCOMP)
			return child < token;
	return false;
}

/* "ordered the expulsion of two envoys": the verb's object is a deed by a row of its own. */
static bool carries_deed(struct coder *c, uint32_t verb)
{
	struct words object = path_from(c, verb, VIEW("obj"));
	struct row row;
	for (uint32_t i = 0; i < object.count; i++)
		if (token_at(c, object.at[i])->upos == UPOS_NOUN && frames_at(c, object.at[i], &row, 1))
			return true;
	return false;
}

static bool flag_holds(struct coder *c, uint32_t token, struct view flag)
{
	if (view_equal(flag, VIEW("carries")))
		return carries_deed(c, token);
	if (view_equal(flag, VIEW("passive")))
		return is_passive(c->a, token);
	if (view_equal(flag, VIEW("to")))
		return has_clause(c, token, false);
	if (view_equal(flag, VIEW("that")))
		return has_clause(c, token, true) || clauses_told(c, token).count > 0;
	if (view_equal(flag, VIEW("will")))
		return speaks_of_future(c, token);
	if (view_equal(flag, VIEW("duty")))
		return has_clause_of_duty(c, token);
	if (view_equal(flag, VIEW("not")))
		return is_negated(c->a, token);
	if (view_equal(flag, VIEW("trails")))
		return trails(c, token);
	if (view_equal(flag, VIEW("else")))
		return true;
	if (view_equal(flag, VIEW("demands")))
		return has_demanding_clause(c, token);
	return walk(c, token, flag)->count > 0;
}

static bool condition_holds(struct coder *c, uint32_t token, struct view condition)
{
	bool wanted = true;
	if (condition.at[0] == '!') {
		wanted = false;
		condition = view_slice(condition, 1, condition.length);
	}
	struct view any = condition, path = view_cut(&any, '=');
	if (view_equal(path, VIEW("may")))
		return true;
	bool holds = !any.at                          ? flag_holds(c, token, path)
	             : view_equal(path, VIEW("word")) ? has_word(c, token, any)
	                                              : path_fits(c, token, path, any);
	return holds == wanted;
}

static bool is_flag(struct view condition)
{
	static const struct view FLAGS[] = {VIEW_OF("to"),    VIEW_OF("that"), VIEW_OF("passive"),
	                                    VIEW_OF("will"),  VIEW_OF("duty"), VIEW_OF("demands"),
	                                    VIEW_OF("not"),   VIEW_OF("else"), VIEW_OF("carries"),
	                                    VIEW_OF("trails")};
	for (size_t i = 0; i < sizeof FLAGS / sizeof *FLAGS; i++)
		if (view_equal(FLAGS[i], condition))
			return true;
	return false;
}

/* How much a condition says: a word more than a class, a class more than that there is something. */
static uint32_t weight_of(struct view condition)
{
	if (condition.at[0] == '!' || view_starts(condition, VIEW("may=")))
		return 0;
	if (view_starts(condition, VIEW("word=")))
		return 6;
	size_t equals = view_find(condition, VIEW("="));
	if (equals == SIZE_MAX || equals + 1 >= condition.length)
		return is_flag(condition) ? 4 : 2;
	char sign = condition.at[equals + 1];
	return sign == '*' ? 2 : sign == '#' ? 3 : sign == '@' ? 4 : 5;
}

/* A particle further away belongs to something else: "upgraded their ties back up". */
enum { PARTICLE_REACH = 4 };

/* "he shot back": right behind the verb an adverb that is a particle elsewhere is one there too. */
static uint32_t any_particle_of(struct coder *c, uint32_t verb)
{
	uint32_t particle = child_with(c->a, verb, RELATION_COMPOUND_PRT), next = verb + 1;
	if (particle != NONE || next >= c->a->tokens.count)
		return particle;
	const struct token *t = token_at(c, next);
	bool adverb = t->head == verb && t->relation == RELATION_ADVMOD;
	return adverb && word_is_of_class(c, c->word[next], VIEW("particle")) ? next : NONE;
}

static uint32_t particle_of(struct coder *c, uint32_t verb)
{
	uint32_t particle = any_particle_of(c, verb);
	bool far = particle != NONE && (particle > verb + PARTICLE_REACH || opens_limit(c, particle));
	return far ? NONE : particle;
}

/* A verb with a particle is another verb ("put down"), which the row must know of. */
static bool particle_fits(struct coder *c, uint32_t particle, struct view when)
{
	if (particle == NONE)
		return true;
	while (when.length) {
		struct view one = view_cut(&when, ' ');
		bool names = view_starts(one, VIEW("word="));
		if ((names || view_starts(one, VIEW("may="))) &&
		    is_any_word(c, particle, view_slice(one, names ? 5 : 4, one.length)))
			return true;
	}
	return false;
}

/* 0: the row does not hold here; else how much it says. */
static uint32_t row_weight(struct coder *c, uint32_t token, uint32_t particle, struct row row)
{
	struct view when = know_text(row, c->column.when);
	if (!particle_fits(c, particle, when))
		return 0;
	uint32_t weight = 1;
	bool last = false;
	while (when.length) {
		struct view condition = view_cut(&when, ' ');
		if (!condition.length)
			continue;
		if (!condition_holds(c, token, condition))
			return 0;
		weight += weight_of(condition);
		last |= view_equal(condition, VIEW("else"));
	}
	return last ? 1 : weight;
}

bool is_stay(const struct coder *c, uint32_t token)
{
	return token_at(c, token)->upos == UPOS_PROPN && child_with(c->a, token, RELATION_COP) != NONE &&
	       preposition_of(c->a, token) != NONE;
}

static uint32_t part_of(const struct coder *c, uint32_t token)
{
	uint32_t upos = token_at(c, token)->upos;
	return upos == UPOS_PROPN ? UPOS_NOUN : upos;
}

uint32_t frames_at(struct coder *c, uint32_t token, struct row *rows, uint32_t most)
{
	uint32_t weights[MOST_WORDS], count = 0;
	most = most < MOST_WORDS ? most : MOST_WORDS;
	bool stay = is_stay(c, token);
	struct view lemma = stay ? VIEW("be") : c->lemma[token];
	uint32_t part = stay ? UPOS_VERB : part_of(c, token), particle = particle_of(c, token);
	for (struct row row = know_find(c->frames, lemma); row.table; row = know_next(row)) {
		if (know_label(row, c->column.part) != part)
			continue;
		uint32_t weight = row_weight(c, token, particle, row);
		if (!weight || (count == most && weight <= weights[count - 1]))
			continue;
		uint32_t i = count < most ? count++ : count - 1;
		for (; i && weights[i - 1] < weight; i--) {
			weights[i] = weights[i - 1];
			rows[i] = rows[i - 1];
		}
		weights[i] = weight;
		rows[i] = row;
	}
	return count;
}
