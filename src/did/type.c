#include "did/draft.h"

/* What know/events.tsv says of a type. */

struct row type_row(struct coder *c, enum event_type type)
{
	return know_find_text(c->types, c->m, label_name(LABELS_EVENT, type));
}

struct view type_text(struct coder *c, enum event_type type, const char *column)
{
	return know_text(type_row(c, type), know_column(c->types, column));
}

enum quad quad_of(struct coder *c, enum event_type type)
{
	return (enum quad)know_label(type_row(c, type), know_column(c->types, "quad"));
}

bool is_cooperative(struct coder *c, enum event_type type)
{
	enum quad quad = quad_of(c, type);
	return quad == QUAD_VERBAL_COOPERATION || quad == QUAD_MATERIAL_COOPERATION;
}
