/* draft: an event in the making. code.c fills it step by step: deed.c finds what an act of speech is about,
 * sides.c and target.c who does it to whom, intent.c what becomes of it by tense and negation, event.c puts
 * it down; politics.c and sureness.c judge it. */
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
/* Whether it is worth telling at all. */
bool is_sure_enough(struct coder *c, float sureness);

/* What an act of speech is about: deed.c */

/* What the row's content leads to, if it is a deed of a known kind. */
void find_deed(struct coder *c, struct draft *d);
/* The clause right below a verb or noun where the deed may be told instead; NONE. */
uint32_t next_below(struct coder *c, uint32_t token);
/* Nothing below the token is an event of its own, but for what is told aside. */
void mark_told(struct coder *c, uint32_t token);
/* Nor is the noun that the row asks for: "launched an attack". */
void mark_object(struct coder *c, const struct draft *d);

/* What a deed becomes: intent.c */

bool is_intention(struct view does);
/* By being intended, asked for, refused, threatened. */
void apply_deed(struct coder *c, struct draft *d);
/* By tense and negation; false: there is no event. */
bool apply_modality(struct coder *c, struct draft *d, struct modality m);

/* Who does it to whom: sides.c, target.c */

/* Both sides; false: not what the row needs. */
bool find_parties(struct coder *c, struct draft *d);
void find_targets(struct coder *c, struct draft *d);

/* The event: event.c */

/* Whether an event of the same sentence tells it; that one may gain parties. */
bool is_known(struct coder *c, const struct draft *d);
void put_event(struct coder *c, const struct draft *d);

/* Types: type.c */

struct row type_row(struct coder *c, enum event_type type);
struct view type_text(struct coder *c, enum event_type type, const char *column);
enum quad quad_of(struct coder *c, enum event_type type);
bool is_cooperative(struct coder *c, enum event_type type);

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
/* The same of threats. */
bool is_threat_of_words(struct coder *c, const struct draft *d);

#endif
