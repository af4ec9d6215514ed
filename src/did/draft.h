/* draft: an event in the making, which code.c fills; politics.c and sureness.c judge it. */
#ifndef DID_DRAFT_H
#define DID_DRAFT_H

#include "did/coder.h"

struct draft {
	struct row frame, deed; /* deed: what a speech act is about; table NULL: nothing known */
	struct words content;   /* what tells of it */
	uint32_t trigger, deed_at;
	enum event_type type;
	struct view mode, cameo;
	struct parties sources, targets;
	enum status status;
	bool mutual;
	bool around; /* the targets are not where the row says but around there */
};

/* How sure it is that the event is right: sureness.c */
float sureness_of(struct coder *c, const struct draft *d, uint32_t statement);

enum quad quad_of(struct coder *c, enum event_type type);

/* Whether it is politics: politics.c */

/* Whether those who take part make it an event of politics. */
bool is_politics(struct coder *c, const struct draft *d);
/* Whether it is a use of force: for rows that need "force". */
bool is_by_force(struct coder *c, const struct draft *d);
/* Whether a polity deals with another country: for rows that need "nations". */
bool is_between_nations(struct coder *c, const struct draft *d);
/* "promised to make them proud": a word given on nothing known. */
bool is_empty_promise(struct coder *c, const struct draft *d);
/* "declined to claim victory": nothing known is refused to nobody. */
bool is_empty_refusal(struct coder *c, const struct draft *d);
/* "attacked the minister": what politicians do to each other with words. */
bool is_war_of_words(struct coder *c, const struct draft *d);

#endif
