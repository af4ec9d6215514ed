/* From what the network says of each word to the names of a sentence. */
#include "base/utf8.h"
#include "know/know.h"
#include "lang/reading.h"

/* Whether a word tagged `to` may stand behind one tagged `from`: a name goes on only as what it began. */
static bool may_follow(const struct name_tag *from, const struct name_tag *to)
{
	return to->entity == ENTITY_NONE || to->begins || from->entity == to->entity;
}

/* Whether a tag stands inside a name, behind the word that begins it. */
static bool may_go_on(const struct reading *r, uint8_t tag)
{
	return r->m->name_tags[tag].entity != ENTITY_NONE && !r->m->name_tags[tag].begins;
}

/* The best lawful path by Viterbi's method, for the few sentences whose best tags are no lawful path. */
static void best_path(const struct reading *r, uint32_t begin, uint32_t count)
{
	const struct name_tag *tags = r->m->name_tags;
	uint32_t classes = r->m->name.classes, width = r->m->name.output.rows;
	int32_t sums[2][UINT8_MAX + 1] = {{0}};
	for (uint32_t c = 1; c < classes; c++)
		sums[0][c] = NEVER;
	for (uint32_t i = 0; i < count; i++) {
		const int32_t *before = sums[i % 2], *here = r->names + (size_t)(begin + i) * width;
		int32_t *now = sums[(i + 1) % 2];
		uint32_t any = (uint32_t)r->m->kernels->largest(before, classes);
		for (uint32_t c = 0; c < classes; c++) {
			uint32_t from = any;
			if (tags[c].entity != ENTITY_NONE && !tags[c].begins)
				from = before[tags[c].begun] >= before[c] ? tags[c].begun : c;
			/* Counted from the best, so that no sum grows with the sentence. */
			int64_t sum = (int64_t)before[from] - before[any] + here[c];
			now[c] = sum < NEVER ? NEVER : (int32_t)sum;
			r->name_back[i * classes + c] = (uint8_t)from;
		}
	}
	uint32_t best = (uint32_t)r->m->kernels->largest(sums[count % 2], classes);
	for (uint32_t i = count; i-- > 0; best = r->name_back[i * classes + best])
		r->name_best[i] = (uint8_t)best;
}

/* How sure a tag is: half for a tie, towards one with its lead over the next. */
static float sureness(const struct model *m, const int32_t *logits, uint32_t tag)
{
	int32_t next = INT32_MIN;
	for (uint32_t c = 0; c < m->name.classes; c++)
		if (c != tag && logits[c] > next)
			next = logits[c];
	float lead = (float)((int64_t)logits[tag] - next), half_way = 2 * (float)m->name_unit;
	return lead <= 0 ? 0.5f : 0.5f + 0.5f * lead / (lead + half_way);
}

/* Adds what a word of a name says for each kind of name; the last word makes means of the sums. */
static void add_scores(const struct model *m, struct name_scores *scores, const int32_t *logits, bool begins)
{
	for (uint32_t c = 1; c < m->name.classes; c++)
		if (m->name_tags[c].begins == begins)
			scores->of[m->name_tags[c].entity] +=
			        logits[c] / 16; /* so that a long name's sums fit */
}

static void end_name(struct reading *r)
{
	if (!r->a->names.count)
		return;
	const struct name *name = &r->a->names.at[r->a->names.count - 1];
	struct name_scores *scores = &r->name_scores.at[r->name_scores.count - 1];
	for (uint32_t e = 0; e < ENTITY_COUNT; e++)
		scores->of[e] = scores->of[e] / (int32_t)(name->tokens.end - name->tokens.begin) * 16;
}

static void add_names(struct reading *r, uint32_t begin, uint32_t count)
{
	struct article *a = r->a;
	uint32_t first = r->span.tokens.begin + begin;
	for (uint32_t i = 0; i < count; i++) {
		const struct name_tag *tag = &r->m->name_tags[r->name_best[i]];
		const int32_t *logits = r->names + (size_t)(begin + i) * r->m->name.output.rows;
		struct token *t = &a->tokens.at[first + i];
		t->entity = tag->entity;
		t->entity_begins = tag->begins;
		if (tag->begins) {
			*(struct name *)vector_push(a->arena, &a->names) =
			        (struct name){{first + i, 0}, tag->entity, 1};
			*(struct name_scores *)vector_push(a->arena, &r->name_scores) =
			        (struct name_scores){0};
		}
		if (tag->entity == ENTITY_NONE)
			continue;
		struct name *name = &a->names.at[a->names.count - 1];
		float sure = sureness(r->m, logits, r->name_best[i]);
		name->tokens.end = first + i + 1;
		name->confidence = sure < name->confidence ? sure : name->confidence;
		add_scores(r->m, &r->name_scores.at[a->names.count - 1], logits, tag->begins);
		if (i + 1 == count || !may_go_on(r, r->name_best[i + 1]))
			end_name(r);
	}
}

/* What speaks for each kind of name at each of the span's first tokens. */
void score_names(const struct reading *r, uint32_t count)
{
	const struct head *h = &r->m->name;
	for (uint32_t done = 0; done < count; done += BLOCK_TOKENS)
		head_sums(&r->span, h, done, smaller(count - done, BLOCK_TOKENS),
		          r->names + (size_t)done * h->output.rows);
}

static bool is_acronym(struct view word)
{
	size_t at = 0, letters = 0;
	while (at < word.length) {
		if (!is_capital(utf8_next(word, &at)))
			return false;
		letters++;
	}
	return letters > 2;
}

/* The tag that begins an organisation's name, or that of no name if the model has none. */
static uint8_t tag_of_bodies(const struct model *m)
{
	for (uint32_t c = 0; c < m->name.classes; c++)
		if (m->name_tags[c].entity == ENTITY_ORG && m->name_tags[c].begins)
			return (uint8_t)c;
	return 0;
}

/* Bodies that go by their letters ("PKK positions") and that the tables know, where the network saw no name.
 */
static void mark_acronyms(struct reading *r, uint32_t begin, uint32_t count)
{
	if (!r->actors || r->style != STYLE_PROSE)
		return;
	for (uint32_t i = 0; i < count; i++) {
		struct view word = text_of_token(r->a, r->span.tokens.begin + begin + i);
		if (r->m->name_tags[r->name_best[i]].entity != ENTITY_NONE || !is_acronym(word))
			continue;
		struct row row = know_find_text(r->actors, r->a->arena, word);
		if (row.table && know_label(row, know_column(r->actors, "kind")) == KIND_ORGANISATION)
			r->name_best[i] = tag_of_bodies(r->m);
	}
}

void find_names(struct reading *r, uint32_t begin, uint32_t count)
{
	const struct head *h = &r->m->name;
	const struct name_tag *tags = r->m->name_tags;
	const int32_t *logits = r->names + (size_t)begin * h->output.rows;
	bool lawful = true;
	for (uint32_t i = 0; i < count; i++) {
		r->name_best[i] = (uint8_t)r->m->kernels->largest(logits + i * h->output.rows, h->classes);
		lawful &= may_follow(&tags[i ? r->name_best[i - 1] : 0], &tags[r->name_best[i]]);
	}
	if (!lawful)
		best_path(r, begin, count);
	mark_acronyms(r, begin, count);
	add_names(r, begin, count);
}
