/* Every run of words that is the name of some place, and the names of persons, which are none. */
#include "article/dateline.h"
#include "where/search.h"

enum { MOST_OPTIONS = 24 };

/* Every word but the small ones has a capital letter: "the Gulf" but no "the gulf". */
static bool is_capitalised(const struct search *s, struct tokens t)
{
	for (uint32_t i = t.begin; i < t.end; i++) {
		uint8_t upos = at(s, i)->upos;
		bool small = upos == UPOS_ADP || upos == UPOS_DET || upos == UPOS_CCONJ ||
		             upos == UPOS_PUNCT || upos == UPOS_PART;
		if (!small && !has_capital(text_at(s, i)) && i == t.begin)
			return false;
	}
	return has_capital(text_at(s, t.end - 1)) || t.end - t.begin > 1;
}

/* March is a town in Cambridgeshire. */
static bool is_in_date(const struct search *s, uint32_t *from, struct tokens t)
{
	const struct article *a = s->a;
	struct bytes bytes = bytes_of(a, t);
	while (*from < a->dates.count && a->dates.at[*from].bytes.end <= bytes.begin)
		++*from;
	return *from < a->dates.count && a->dates.at[*from].bytes.begin < bytes.end;
}

static uint32_t name_holding(const struct search *s, uint32_t *from, struct tokens t)
{
	const struct article *a = s->a;
	while (*from < a->names.count && a->names.at[*from].tokens.end <= t.begin)
		++*from;
	return *from < a->names.count && a->names.at[*from].tokens.begin < t.end ? *from : NONE;
}

/* "KOs" and "IMO" are no places, "NYC" and "UAE" are, being written so in the table. */
static bool is_odd_case(const struct search *s, struct tokens t, const struct option *o)
{
	struct view text = text_of(s->a, bytes_of(s->a, t)), names = know_text(o->row, 0);
	bool capitals = t.end - t.begin == 1 && text.length >= 2 && text.length <= 4 && text.at[1] >= 'A' &&
	                text.at[1] <= 'Z';
	while (capitals && names.length)
		if (view_equal(view_cut(&names, '|'), text))
			return false;
	return capitals;
}

/* The token behind a block's dateline; its first token if it has none. */
uint32_t dateline_of(const struct search *s, const struct block *block, uint32_t *first)
{
	struct tokens t = tokens_of(s->a, block->bytes);
	*first = t.begin;
	return t.begin < t.end ? dateline_end(s->a, t) : t.begin;
}

/* "LIMA (Reuters) -": what opens a dateline is a town's name, however it is written. */
static bool opens_dateline(const struct search *s, uint32_t token)
{
	uint32_t block = s->a->sentences.at[at(s, token)->sentence].block, first;
	return block != NONE && dateline_of(s, &s->a->blocks.at[block], &first) > token && first == token;
}

static void add_candidate(struct search *s, struct tokens t, uint32_t name)
{
	struct option options[MOST_OPTIONS];
	uint32_t count = options_of(&s->g, s->a, t, options, MOST_OPTIONS);
	if (!count || (is_odd_case(s, t, &options[0]) && !opens_dateline(s, t.begin)))
		return;
	struct candidate *c = vector_push(s->a->arena, &s->candidates);
	*c = (struct candidate){
	        .tokens = t, .options = s->options.count, .option_count = count, .name = name};
	for (uint32_t i = 0; i < count; i++)
		*vector_push(s->a->arena, &s->options) = options[i];
}

/* Whether a name may begin at the token: not at "The" or "He", nor inside the name of a person. */
static bool may_begin_name(const struct search *s, uint32_t token, struct tokens person)
{
	const struct token *t = at(s, token);
	switch (t->upos) {
	case UPOS_PRON:
	case UPOS_DET:
	case UPOS_CCONJ:
	case UPOS_SCONJ:
	case UPOS_ADP:
	case UPOS_AUX:
	case UPOS_PART:
	case UPOS_PUNCT:
	case UPOS_NUM:
		return false;
	default:
		return !t->joined && (token <= person.begin || token >= person.end) &&
		       has_capital(text_at(s, token));
	}
}

/* The name of a person that the token stands in or before, moving on from *from. */
static struct tokens person_near(const struct article *a, uint32_t *from, uint32_t token)
{
	while (*from < a->names.count &&
	       (a->names.at[*from].tokens.end <= token || a->names.at[*from].type != ENTITY_PERSON))
		++*from;
	return *from < a->names.count ? a->names.at[*from].tokens : (struct tokens){NONE, NONE};
}

void collect_candidates(struct search *s)
{
	const struct article *a = s->a;
	uint32_t name = 0, date = 0, person = 0;
	for (uint32_t i = 0; i < a->tokens.count;) {
		struct tokens t = {i, i};
		bool may = may_begin_name(s, i, person_near(a, &person, i));
		if (may)
			t = name_of_place(&s->g, a, i, a->sentences.at[at(s, i)->sentence].tokens.end);
		if (t.end > t.begin && is_capitalised(s, t) && !is_in_date(s, &date, t))
			add_candidate(s, t, name_holding(s, &name, t));
		else if (may) {
			struct view people = country_of_people(&s->g, s->a, i);
			if (people.length) {
				++*map_put(&s->countries, people);
				*vector_push(a->arena, &s->told) = (struct told){i, people};
			}
		}
		i = t.end > i ? t.end : i + 1;
	}
}

/* Whether lang's name is, word for word, the name of a place of several words: "Costa Rica". */
static bool is_place_name(const struct search *s, uint32_t *from, struct tokens name)
{
	while (*from < s->candidates.count && s->candidates.at[*from].tokens.begin < name.begin)
		++*from;
	return *from < s->candidates.count && s->candidates.at[*from].tokens.begin == name.begin &&
	       s->candidates.at[*from].tokens.end >= name.end;
}

/* The parts of persons' names: after "Samuel Jackson", "Jackson" is no town. */
void collect_persons(struct search *s)
{
	const struct article *a = s->a;
	uint32_t candidate = 0;
	vector_each (i, &a->names) {
		const struct name *n = &a->names.at[i];
		if (n->type != ENTITY_PERSON || n->tokens.end - n->tokens.begin < 2 ||
		    is_place_name(s, &candidate, n->tokens))
			continue;
		*map_put(&s->persons, text_at(s, n->tokens.begin)) = 1;
		*map_put(&s->persons, text_at(s, n->tokens.end - 1)) = 1;
	}
}
