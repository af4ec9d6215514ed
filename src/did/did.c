#include "did/did.h"

#include "base/utf8.h"
#include "did/coder.h"

static void open_tables(struct coder *c, const struct know *k)
{
	c->frames = know_table(k, "frames");
	c->words = know_table(k, "frame_words");
	c->intents = know_table(k, "intents");
	c->cameo = know_table(k, "cameo");
	c->modes = know_table(k, "plover_modes");
	c->types = know_table(k, "events");
	c->topics = know_table(k, "contexts");
	c->means = know_table(k, "means");
	c->halves = know_table(k, "halves");
	c->successors = know_table(k, "successors");
	c->mode_words = know_table(k, "mode_words");
	c->sureness = know_table(k, "event_sureness");
	c->countries = know_table(k, "countries");
	c->demonyms = know_table(k, "demonyms");
	c->actors = know_table(k, "actors");
	c->forms = know_table(k, "verb_forms");
	c->classes = know_column(c->words, "classes");
	c->lemmas = know_column(c->forms, "lemma");
	c->peoples = know_column(c->demonyms, "country");
	c->weights = know_column(c->sureness, "weight");
	c->column = (struct frame_columns){
	        .part = know_column(c->frames, "part"),
	        .when = know_column(c->frames, "when"),
	        .source = know_column(c->frames, "source"),
	        .target = know_column(c->frames, "target"),
	        .mutual = know_column(c->frames, "mutual"),
	        .needs = know_column(c->frames, "needs"),
	        .does = know_column(c->frames, "does"),
	        .content = know_column(c->frames, "content"),
	        .type = know_column(c->frames, "type"),
	        .mode = know_column(c->frames, "mode"),
	        .contexts = know_column(c->frames, "contexts"),
	        .cameo = know_column(c->frames, "cameo"),
	};
}

static uint32_t *all_none(struct coder *c, uint32_t count)
{
	uint32_t *to = arena_alloc(c->m, (size_t)(count + 1) * sizeof *to);
	for (uint32_t i = 0; i <= count; i++)
		to[i] = NONE;
	return to;
}

/* Of the verbs that frames need the table knows all forms, so that a lemma amiss ("blam") does no harm. */
static struct view lemma_of(struct coder *c, uint32_t i)
{
	const struct token *t = &c->a->tokens.at[i];
	struct row row = t->upos == UPOS_VERB ? know_find(c->forms, c->word[i]) : (struct row){0};
	return row.table ? know_text(row, c->lemmas) : utf8_folded(c->m, t->lemma);
}

/* "build-up", "cease-fire", which are three tokens: a noun of the tables goes by the whole of its name. */
static void join_hyphened(struct coder *c, uint32_t i)
{
	const struct token *t = token_at(c, i);
	bool hyphened = i > 1 && (t->upos == UPOS_NOUN || t->upos == UPOS_ADV || t->upos == UPOS_ADP) &&
	                view_equal(c->word[i - 1], VIEW("-")) && token_at(c, i - 2)->head == i &&
	                token_at(c, i - 2)->bytes.end == token_at(c, i - 1)->bytes.begin &&
	                token_at(c, i - 1)->bytes.end == t->bytes.begin;
	if (!hyphened)
		return;
	struct view whole = worded(c->a, "%.*s-%.*s", VIEW_ARGS(c->word[i - 2]), VIEW_ARGS(c->lemma[i]));
	if (know_find(c->frames, whole).table || know_find(c->words, whole).table)
		c->lemma[i] = whole;
}

static bool stands_close(const struct coder *c, uint32_t token)
{
	return token && token_at(c, token - 1)->bytes.end == token_at(c, token)->bytes.begin;
}

/* "cease-fire", "a walk-out": the tables have it as one word; empty: no such word. */
static struct view hyphened(struct coder *c, uint32_t i)
{
	if (i < 2 || token_at(c, i)->upos == UPOS_VERB || !view_equal(c->word[i - 1], VIEW("-")) ||
	    !stands_close(c, i) || !stands_close(c, i - 1))
		return (struct view){0};
	struct view whole = worded(c->a, "%.*s%.*s", VIEW_ARGS(c->word[i - 2]), VIEW_ARGS(c->lemma[i]));
	return know_find(c->words, whole).table ? whole : (struct view){0};
}

static void index_tokens(struct coder *c)
{
	struct article *a = c->a;
	c->mention = all_none(c, a->tokens.count);
	c->statement = all_none(c, a->tokens.count);
	c->place = all_none(c, a->tokens.count);
	c->dated = arena_zeroed(c->m, a->tokens.count + 1, sizeof *c->dated);
	c->told = arena_zeroed(c->m, a->tokens.count + 1, sizeof *c->told);
	c->walked = arena_zeroed(c->m, 1, sizeof *c->walked);
	c->walked->token = NONE;
	c->class_rows = arena_zeroed(c->m, CLASS_ROWS_KEPT, sizeof *c->class_rows);
	c->lemma = arena_zeroed(c->m, a->tokens.count + 1, sizeof *c->lemma);
	c->word = arena_zeroed(c->m, a->tokens.count + 1, sizeof *c->word);
	vector_each (i, &a->tokens) {
		c->word[i] = utf8_folded(c->m, text_of_token(a, i));
		c->lemma[i] = lemma_of(c, i);
		struct view whole = hyphened(c, i);
		c->lemma[i] = whole.length ? whole : c->lemma[i];
		join_hyphened(c, i);
	}
	vector_each (i, &a->mentions) {
		const struct mention *m = &a->mentions.at[i];
		if (m->head >= a->tokens.count || m->actor >= a->actors.count)
			continue;
		c->mention[m->head] = i;
		if (m->title != NONE && c->mention[m->title] == NONE)
			c->mention[m->title] = i;
	}
	vector_each (i, &a->dates) {
		uint32_t head = head_of(a, a->dates.at[i].tokens);
		if (head != NONE)
			c->dated[head] = true;
	}
	vector_each (i, &a->places) {
		uint32_t head = head_of(a, a->places.at[i].tokens);
		if (head != NONE)
			c->place[head] = i;
	}
}

/* Statements come in the order of the text, an inner one behind the one around it. */
static void index_statements(struct coder *c)
{
	struct article *a = c->a;
	vector_each (i, &a->statements) {
		const struct statement *s = &a->statements.at[i];
		for (uint32_t k = 0; k < s->content_count; k++) {
			struct tokens run = tokens_of(a, a->contents.at[s->contents + k]);
			for (uint32_t t = run.begin; t < run.end; t++)
				if (c->statement[t] == NONE || s->parent == c->statement[t])
					c->statement[t] = i;
		}
	}
}

static void index_sentences(struct coder *c)
{
	struct article *a = c->a;
	c->first_date = all_none(c, a->sentences.count);
	c->first_place = all_none(c, a->sentences.count);
	c->first_event = all_none(c, a->sentences.count);
	uint32_t date = 0, place = 0;
	vector_each (i, &a->sentences) {
		uint32_t begin = a->sentences.at[i].tokens.begin;
		while (date < a->dates.count && a->dates.at[date].tokens.begin < begin)
			date++;
		while (place < a->places.count && a->places.at[place].tokens.begin < begin)
			place++;
		c->first_date[i] = date;
		c->first_place[i] = place;
	}
}

/* "a convicted man" tells who he is, not what was done now. */
static bool may_trigger(const struct coder *c, uint32_t token)
{
	const struct token *t = &c->a->tokens.at[token];
	if (t->upos == UPOS_VERB && t->relation == RELATION_AMOD)
		return false;
	return t->upos == UPOS_VERB || t->upos == UPOS_NOUN || t->upos == UPOS_ADJ || is_stay(c, token);
}

/* Verbs before nouns and from the top of the tree down, so that what a speech act is about is known as that
 * before it is looked at. */
static void code_sentence(struct coder *c, uint32_t sentence)
{
	struct tokens run = c->a->sentences.at[sentence].tokens;
	c->first_event[sentence] = c->a->events.count;
	uint32_t *order = arena_alloc(c->m, (size_t)(run.end - run.begin + 1) * sizeof *order), count = 0;
	for (uint32_t i = run.begin; i < run.end; i++)
		if (c->a->tokens.at[i].head == NONE)
			order[count++] = i;
	for (uint32_t i = 0; i < count; i++)
		children_of (c->a, child, order[i])
			if (count < run.end - run.begin)
				order[count++] = child;
	for (uint32_t i = 0; i < count; i++)
		if (!c->told[order[i]] && may_trigger(c, order[i]))
			code_trigger(c, order[i]);
}

/* A report of a match tells of wins and meetings that are none between states. Of a short text a few words of
 * sport say nothing. */
enum { FEWEST_SPORT_WORDS = 8, TOKENS_A_SPORT_WORD = 80 };

static bool is_about_sport(struct coder *c)
{
	uint32_t count = 0;
	vector_each (i, &c->a->tokens)
		count += word_is_of_class(c, c->lemma[i], VIEW("sport"));
	return count >= FEWEST_SPORT_WORDS && count * TOKENS_A_SPORT_WORD >= c->a->tokens.count;
}

static uint32_t fifths_of_politics(struct coder *c)
{
	bool *polity = arena_zeroed(c->m, c->a->actors.count + 1, sizeof *polity);
	vector_each (i, &c->a->actors)
		polity[i] = actor_is_of_class(c, &c->a->actors.at[i], VIEW("polity"));
	uint32_t count = 0;
	vector_each (i, &c->a->mentions)
		count +=
		        c->a->mentions.at[i].actor < c->a->actors.count && polity[c->a->mentions.at[i].actor];
	return c->a->mentions.count ? 5 * count / c->a->mentions.count : 0;
}

int did_find(struct article *a, const struct reader *r)
{
	struct coder c = {.a = a, .m = a->arena};
	uint32_t actors = a->actors.count;
	if (!a->tokens.count)
		return 0;
	open_tables(&c, r->know);
	index_tokens(&c);
	index_statements(&c);
	index_sentences(&c);
	if (is_about_sport(&c))
		return 0;
	successors_find(&c);
	c.politics = fifths_of_politics(&c);
	vector_each (i, &a->sentences)
		code_sentence(&c, i);
	people_keep(&c, actors);
	return 0;
}
