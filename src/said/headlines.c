/* What headlines do that sentences do not: "Port to close, says Lund", "Port to close - minister", verbs in
 * the present before nouns without articles. */
#include "article/clause.h"
#include "said/draft.h"

/* Words of an attribution at either end of a headline, at most. */
enum { LONGEST_ATTRIBUTION = 8 };

bool in_headline(const struct drafts *d, uint32_t token)
{
	uint32_t block = d->a->sentences.at[token_at(d, token)->sentence].block;
	if (block == NONE)
		return false;
	enum block_kind kind = d->a->blocks.at[block].kind;
	return kind == BLOCK_HEADLINE || kind == BLOCK_SUBHEAD;
}

bool is_dash(const struct drafts *d, uint32_t token)
{
	struct view t = text_of_token(d->a, token);
	return view_equal(t, VIEW("-")) || view_equal(t, VIEW("--")) || view_equal(t, VIEW("–")) ||
	       view_equal(t, VIEW("—"));
}

static bool is_noun(const struct drafts *d, uint32_t token)
{
	return token_at(d, token)->upos == UPOS_NOUN || token_at(d, token)->upos == UPOS_PROPN;
}

static uint32_t verbs_in(const struct drafts *d, struct tokens run, uint32_t *last)
{
	uint32_t count = 0;
	for (uint32_t i = run.begin; i < run.end; i++)
		if (token_is_verb(d->a, i)) {
			count++;
			*last = i;
		}
	return count;
}

static bool is_free(const uint32_t *owner, struct tokens run)
{
	for (uint32_t i = run.begin; i < run.end; i++)
		if (owner[i] != NONE)
			return false;
	return true;
}

/* "close - minister", not "NF-A9". */
static bool is_spaced_dash(const struct drafts *d, uint32_t token)
{
	struct bytes b = d->a->tokens.at[token].bytes;
	struct view text = d->a->text;
	return is_dash(d, token) && b.begin > 0 && text.at[b.begin - 1] == ' ' && b.end < text.length &&
	       text.at[b.end] == ' ';
}

/* The last comma or dash of a line, near its end; NONE. */
static uint32_t last_break(const struct drafts *d, struct tokens line)
{
	for (uint32_t i = line.end; i-- > line.begin && line.end - i <= LONGEST_ATTRIBUTION + 1;)
		if (is_spaced_dash(d, i) || view_equal(text_of_token(d->a, i), VIEW(",")))
			return i;
	return NONE;
}

static void add(struct drafts *d, struct draft *x, struct tokens content)
{
	content_begin(d, x->cue.head);
	content_add(d, content);
	x->source_head = head_of(d->a, x->source);
	x->why = VIEW("headline");
	if (x->source_head != NONE && content_take(d, x))
		*vector_push(d->a->arena, &d->list) = *x;
}

static struct draft nothing_yet(void)
{
	return (struct draft){.cue = {.head = NONE},
	                      .parent = NONE,
	                      .over = NONE,
	                      .source_head = NONE,
	                      .confidence = -1.0F};
}

static bool has_noun(const struct drafts *d, struct tokens run)
{
	for (uint32_t i = run.begin; i < run.end; i++)
		if (is_noun(d, i))
			return true;
	return false;
}

/* For each token the draft whose cue it heads; NONE. */
static uint32_t *drafts_by_cue(const struct drafts *d)
{
	size_t size = ((size_t)d->a->tokens.count + 1) * sizeof(uint32_t);
	uint32_t *by_cue = arena_alloc(d->a->arena, size);
	memset(by_cue, 0xff, size);
	vector_each (i, &d->list)
		if (d->list.at[i].cue.head != NONE)
			by_cue[d->list.at[i].cue.head] = i;
	return by_cue;
}

/* Whether the verb's draft begins with what stands before it. Drops one that does not. */
static bool is_drafted(struct drafts *d, uint32_t draft, uint32_t begin)
{
	struct draft *x = draft == NONE ? NULL : &d->list.at[draft];
	if (!x || x->dropped || !x->run_count)
		return false;
	bool whole = x->source_head != NONE && x->source_head > begin && d->runs.at[x->runs].begin == begin;
	x->dropped = !whole;
	return whole;
}

/* "…, says Lund", "…, inquiry finds": a comma, one verb that attributes, and who. */
static void take_verb_at_end(struct drafts *d, struct tokens content, struct tokens tail,
                             const uint32_t *by_cue)
{
	uint32_t verb = NONE;
	if (verbs_in(d, tail, &verb) != 1 || !token_is_finite(d->a, verb) ||
	    is_drafted(d, by_cue[verb], content.begin))
		return;
	struct draft x = nothing_yet();
	x.cue = cue_at(d->a, &d->table, verb);
	if (!x.cue.row.table || x.cue.kind != 'v' || !(x.cue.follows & FOLLOWS_THAT))
		return;
	x.source =
	        verb == tail.begin ? (struct tokens){verb + 1, tail.end} : (struct tokens){tail.begin, verb};
	if (has_noun(d, x.source))
		add(d, &x, content);
}

/* "… - minister": a dash and nothing but somebody, where what stands before is a clause. */
static void take_name_at_end(struct drafts *d, struct tokens content, struct tokens tail)
{
	uint32_t verb = NONE, last = tail.end - 1;
	if (verbs_in(d, tail, &verb) || !verbs_in(d, content, &verb))
		return;
	bool person = token_at(d, last)->entity == ENTITY_PERSON;
	bool noun = know_find(d->nouns, token_at(d, last)->lemma).table ||
	            know_find_text(d->nouns, d->a->arena, text_of_token(d->a, last)).table;
	struct draft x = nothing_yet();
	x.source = tail;
	if (is_noun(d, last) && (person || noun))
		add(d, &x, content);
}

static void take_end(struct drafts *d, struct tokens line, const uint32_t *owner, const uint32_t *by_cue)
{
	enum { SHORTEST = 3 };
	uint32_t at = last_break(d, line);
	if (at == NONE || at + 1 >= line.end || at < line.begin + SHORTEST)
		return;
	struct tokens content = {line.begin, at}, tail = {at + 1, line.end};
	if (is_dash(d, at) && is_free(owner, content))
		take_name_at_end(d, content, tail);
	else if (!is_dash(d, at))
		take_verb_at_end(d, content, tail, by_cue);
}

/* What is said aloud; "hit", "learned" and "found" have too many other meanings where words are few. */
static bool is_uttered(const struct cue *c)
{
	return c->row.table && c->kind == 'v' && c->class != CUE_EVIDENCE && c->class != CUE_BELIEVE &&
	       c->class != CUE_WANT && c->class != CUE_CRITICISE && c->class != CUE_PRAISE;
}

static uint32_t root_of(const struct drafts *d, struct tokens line)
{
	for (uint32_t i = line.begin; i < line.end; i++)
		if (token_at(d, i)->head == NONE)
			return i;
	return NONE;
}

/* "Nordbank denies hiding losses": the line's verb, by the frame that the table gives it. */
static void take_verb(struct drafts *d, struct tokens line, const uint32_t *owner)
{
	uint32_t root = root_of(d, line), verb = NONE;
	if (root == NONE || root == line.begin || root - line.begin > LONGEST_ATTRIBUTION ||
	    !token_is_verb(d->a, root) || !token_is_finite(d->a, root) || !is_free(owner, line))
		return;
	struct tokens before = {line.begin, root};
	struct cue c = cue_at(d->a, &d->table, root);
	if (!is_uttered(&c) || verbs_in(d, before, &verb) || !has_noun(d, before) ||
	    source_is_patient(d, &c) || !draft_by_rule(d, &c))
		return;
	struct draft *x = &d->list.at[d->list.count - 1];
	x->why = VIEW("headline");
	if (x->source_head != NONE)
		return;
	x->source = before;
	x->source_head = head_of(d->a, before);
}

/* "Lund sure Ortiz not coming": an adjective behind a name, and in front of a clause with a subject of its
 * own. */
static void take_opinion(struct drafts *d, struct tokens line, const uint32_t *owner)
{
	uint32_t root = root_of(d, line);
	if (root == NONE || root == line.begin || !is_free(owner, line))
		return;
	uint32_t source = child_with(d->a, root, RELATION_NSUBJ);
	uint32_t clause = child_with(d->a, root, RELATION_CCOMP);
	if (source == NONE || clause == NONE || token_at(d, source)->upos != UPOS_PROPN ||
	    child_with(d->a, clause, RELATION_NSUBJ) == NONE)
		return;
	struct cue c = cue_at(d->a, &d->table, root);
	if (c.row.table && c.kind == 'a' && draft_by_rule(d, &c))
		d->list.at[d->list.count - 1].why = VIEW("headline");
}

/* A headline has no words to spare: its verb, if the table has it, with somebody before it, is there to
 * attribute.
 */
bool headline_attributes(const struct drafts *d, const struct draft *x)
{
	if (view_equal(x->why, VIEW("headline")))
		return true;
	uint32_t cue = x->cue.head;
	if (cue == NONE || x->source_head == NONE || token_at(d, cue)->head != NONE || !in_headline(d, cue))
		return false;
	return is_uttered(&x->cue) && token_is_finite(d->a, cue);
}

void drafts_of_headlines(struct drafts *d)
{
	const uint32_t *owner = draft_owners(d), *by_cue = drafts_by_cue(d);
	vector_each (i, &d->a->sentences) {
		struct tokens line = d->a->sentences.at[i].tokens;
		if (line.begin == line.end || !in_headline(d, line.begin))
			continue;
		uint32_t count = d->list.count;
		take_end(d, line, owner, by_cue);
		if (d->list.count == count)
			take_verb(d, line, owner);
		if (d->list.count == count)
			take_opinion(d, line, owner);
	}
}
