#include "article/labels.h"

#define AS_NAME(name, text) VIEW_OF(text),
static const struct view upos_tag_names[] = {{"", 0}, UPOS_TAGS(AS_NAME)};
static const struct view xpos_tag_names[] = {{"", 0}, XPOS_TAGS(AS_NAME)};
static const struct view relation_names[] = {{"", 0}, RELATIONS(AS_NAME)};
static const struct view entity_names[] = {{"", 0}, ENTITIES(AS_NAME)};
static const struct view block_kind_names[] = {{"", 0}, BLOCK_KINDS(AS_NAME)};
static const struct view removal_names[] = {{"", 0}, REMOVALS(AS_NAME)};
static const struct view form_names[] = {{"", 0}, FORMS(AS_NAME)};
static const struct view act_names[] = {{"", 0}, ACTS(AS_NAME)};
static const struct view mention_form_names[] = {{"", 0}, MENTION_FORMS(AS_NAME)};
static const struct view actor_kind_names[] = {{"", 0}, ACTOR_KINDS(AS_NAME)};
static const struct view sector_names[] = {{"", 0}, SECTORS(AS_NAME)};
static const struct view event_type_names[] = {{"", 0}, EVENT_TYPES(AS_NAME)};
static const struct view quad_names[] = {{"", 0}, QUADS(AS_NAME)};
static const struct view status_names[] = {{"", 0}, STATUSES(AS_NAME)};
static const struct view time_class_names[] = {{"", 0}, TIME_CLASSES(AS_NAME)};
static const struct view place_word_names[] = {{"", 0}, PLACE_WORDS(AS_NAME)};
static const struct view feature_names[] = {FEATURES(AS_NAME)};

static const struct {
	struct view name;
	const struct view *labels;
	uint32_t count;
} sets[] = {
#define SET(name, names)                                                                                     \
	{                                                                                                    \
		VIEW_OF(name), names, sizeof(names) / sizeof *(names)                                        \
	}
        [LABELS_UPOS] = SET("upos", upos_tag_names),
        [LABELS_XPOS] = SET("xpos", xpos_tag_names),
        [LABELS_RELATION] = SET("relation", relation_names),
        [LABELS_ENTITY] = SET("entity", entity_names),
        [LABELS_BLOCK] = SET("block", block_kind_names),
        [LABELS_REMOVAL] = SET("removal", removal_names),
        [LABELS_FORM] = SET("form", form_names),
        [LABELS_ACT] = SET("act", act_names),
        [LABELS_MENTION] = SET("mention", mention_form_names),
        [LABELS_KIND] = SET("kind", actor_kind_names),
        [LABELS_SECTOR] = SET("sector", sector_names),
        [LABELS_EVENT] = SET("event", event_type_names),
        [LABELS_QUAD] = SET("quad", quad_names),
        [LABELS_STATUS] = SET("status", status_names),
        [LABELS_FEATURE] = SET("feature", feature_names),
        [LABELS_TIME] = SET("time", time_class_names),
        [LABELS_PLACE] = SET("place", place_word_names),
#undef SET
};

struct view label_name(enum label_set set, uint32_t label)
{
	return label < sets[set].count ? sets[set].labels[label] : (struct view){0};
}

uint32_t label_count(enum label_set set)
{
	return sets[set].count;
}

uint32_t label_find(enum label_set set, struct view name)
{
	for (uint32_t i = 0; name.length && i < sets[set].count; i++)
		if (view_equal(sets[set].labels[i], name))
			return i;
	return set == LABELS_FEATURE ? FEATURE_COUNT : 0;
}

/* Levenshtein's distance, of names of under 64 bytes; longer ones are cut, since only messages need it. */
static uint32_t edits(struct view a, struct view b)
{
	uint32_t row[65];
	a = view_slice(a, 0, 64);
	b = view_slice(b, 0, 64);
	for (uint32_t j = 0; j <= b.length; j++)
		row[j] = j;
	for (uint32_t i = 0; i < a.length; i++) {
		uint32_t corner = row[0];
		row[0] = i + 1;
		for (uint32_t j = 0; j < b.length; j++) {
			uint32_t best = corner + (a.at[i] != b.at[j]);
			best = row[j] + 1 < best ? row[j] + 1 : best;
			best = row[j + 1] + 1 < best ? row[j + 1] + 1 : best;
			corner = row[j + 1];
			row[j + 1] = best;
		}
	}
	return row[b.length];
}

struct view label_nearest(enum label_set set, struct view name)
{
	struct view nearest = {0};
	uint32_t least = UINT32_MAX;
	for (uint32_t i = 0; i < sets[set].count; i++) {
		struct view label = sets[set].labels[i];
		uint32_t distance = label.length ? edits(name, label) : UINT32_MAX;
		if (distance < least) {
			least = distance;
			nearest = label;
		}
	}
	return nearest;
}

struct view label_set_name(enum label_set set)
{
	return sets[set].name;
}
