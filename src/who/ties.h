/* ties: what speaks for and against a noun or pronoun meaning somebody spoken of before.
 *
 * Each fact about a find and a candidate is a tie; its weight is a row of know/ties.tsv, learnt by train/ties
 * from annotated coreference. The sum over the ties of a candidate is compared with 0, which is "somebody
 * new". X(C name, name in the table). */
#ifndef WHO_TIES_H
#define WHO_TIES_H

#include "who/within.h"

/* clang-format off */
#define TIES(X) \
	X(ANY, "any") \
	X(SAME_SENTENCE, "same-sentence") X(ONE_BACK, "one-sentence-back") X(TWO_BACK, "two-sentences-back") \
	X(FEW_BACK, "three-to-four-back") X(MORE_BACK, "five-to-nine-back") X(FAR_BACK, "ten-or-more-back") \
	X(NEAREST, "nearest") X(SECOND, "second-nearest") X(THIRD, "third-nearest") X(FIFTH, "to-fifth-nearest") \
	X(LATER, "later-nearest") \
	X(LAST_SUBJECT, "last-subject") X(LAST_OBJECT, "last-object") X(LAST_POSSESSOR, "last-possessor") \
	X(LAST_OTHER, "last-other") X(LAST_NAME, "last-name") X(LAST_NOUN, "last-noun") \
	X(LAST_PRONOUN, "last-pronoun") X(LAST_SAME_PRONOUN, "last-same-pronoun") \
	X(BOTH_SUBJECTS, "both-subjects") X(BOTH_OBJECTS, "both-objects") X(BOTH_SUBJECTS_NEAR, "both-subjects-near") \
	X(SUBJECT_OF_LAST, "subject-of-last-sentence") X(SUBJECT_HERE, "subject-of-this-sentence") \
	X(OF_PERSON, "person") X(OF_ORGANISATION, "organisation") X(OF_COUNTRY, "country") X(OF_GROUP, "group") \
	X(OF_OUTLET, "outlet") X(OF_UNKNOWN, "unknown-kind") \
	X(GENDER_AGREES, "gender-agrees") X(GENDER_UNKNOWN, "gender-unknown") \
	X(PLURAL_AGREES, "plural-agrees") X(PLURAL_DIFFERS, "plural-differs") \
	X(NAMED, "named") X(ONCE, "mentioned-once") X(TWICE, "mentioned-twice") X(OFTEN, "mentioned-often") \
	X(LEADING, "leading") X(LEADING_AT_START, "leading-at-block-start") X(LEADING_SOURCE, "leading-source") \
	X(LAST_SPEAKER, "last-speaker") X(LAST_SPEAKER_SOURCE, "last-speaker-source") \
	X(SPEAKER_INDIRECT, "speaker-of-indirect") X(SPEAKER_DIRECT, "speaker-of-direct") \
	X(SAME_BLOCK, "same-block") X(OTHER_SIDE, "other-side-of-quotes") \
	X(POSSESSIVE_SUBJECT, "possessive-of-subject") X(CLOSE, "within-five-words") \
	X(SAME_HEAD_PLAIN, "same-head-plain") X(SAME_HEAD_SAME, "same-head-same-modifiers") \
	X(SAME_HEAD_OTHER, "same-head-other-modifiers") X(HEAD_IN_NAME, "head-in-name") \
	X(ROLE_SAME, "role-same") X(ROLE_DIFFERENT, "role-different") \
	X(SECTOR_SAME, "sector-same") X(SECTOR_DIFFERENT, "sector-different") \
	X(KIND_SAME, "kind-same") X(KIND_DIFFERENT, "kind-different") \
	X(COUNTRY_SAME, "country-same") \
	X(DEFINITE, "definite") X(DEMONSTRATIVE, "demonstrative") X(INDEFINITE, "indefinite") \
	X(POSSESSED, "possessed") X(BARE, "bare") X(MODIFIED, "modified") \
	X(DEFINITE_SAME_HEAD, "definite-same-head") X(DEFINITE_SECTOR, "definite-same-sector") \
	X(INDEFINITE_SAME_HEAD, "indefinite-same-head") X(DEFINITE_NEAREST, "definite-nearest") \
	X(BARE_SAME_HEAD, "bare-same-head") X(PLURAL_SAME_HEAD, "plural-same-head") X(PLURAL_NOUN, "plural-noun") \
	X(SOURCE_NAMED, "source-named") X(SOURCE_OTHER_SIDE, "source-other-side-of-quotes") \
	X(SOURCE_NEAREST, "source-nearest") X(SOURCE_SUBJECT, "source-last-subject") \
	X(ONLY_QUOTED, "only-within-quotes") X(LEADING_DEFINITE, "leading-definite") \
	X(DEFINITE_NAMED, "definite-named") X(DEFINITE_ROLE, "definite-same-role") \
	X(CALLED_SAME, "called-the-same") X(WITH_PHRASE, "with-a-phrase-behind") X(PAIR, "pair") X(SOURCE, "source") \
	X(DEFINITE_KIND, "definite-named-same-kind") X(CALLED_WITHIN, "called-by-the-last-words")
/* clang-format on */

#define AS_TIE(name, text) TIE_##name,
enum tie { TIES(AS_TIE) TIE_COUNT };
#undef AS_TIE

/* Which weights count: the columns of the table. */
enum tie_class { TIE_HE, TIE_IT, TIE_THEY, TIE_SOMEONE, TIE_NOUN, TIE_CLASSES };

enum { MOST_CANDIDATES = 20 };

struct tie_set {
	uint64_t bits[2];
};

struct candidates {
	uint32_t count;
	uint32_t cluster[MOST_CANDIDATES];
	struct tie_set ties[MOST_CANDIDATES];
};

/* For training: told of each choice, says which candidate is right (count: somebody new). */
struct ties_watch {
	uint32_t (*choose)(void *user, const struct work *w, uint32_t find, enum tie_class class,
	                   const struct candidates *c);
	void *user;
};

struct ties {
	int32_t weight[TIE_CLASSES][TIE_COUNT];
	uint32_t recent[MOST_CANDIDATES]; /* clusters, the last one spoken of first */
	uint32_t recent_count;
	const struct ties_watch *watch; /* NULL: the weights decide */
	bool loaded;                    /* the weights are: with the first find that asks for them */
};

/* ---- clusters.c ---- */

/* Makes a cluster the one that was spoken of last. */
void cluster_bring_forward(struct ties *t, uint32_t cluster);
/* Notes that a find of a cluster has been come to in the text. */
void cluster_touch(struct work *w, uint32_t find);
/* The folded lemma of a token. */
struct view head_lemma(const struct work *w, uint32_t token);

/* ---- agree.c ---- */

bool genders_clash(const struct traits *a, const struct traits *b);
bool pronoun_fits(enum pronoun p, const struct traits *t);
bool noun_fits(const struct find *f, const struct cluster *c);
/* Whether nothing speaks outright against a noun or pronoun meaning a cluster. */
bool may_mean(const struct work *w, const struct find *f, const struct cluster *c);

/* ---- ties.c ---- */

struct view tie_name(enum tie tie);
/* What ties a find to a cluster that so many others were spoken of after. */
void ties_between(const struct work *w, const struct find *f, uint32_t cluster, uint32_t rank,
                  struct tie_set *s);

/* ---- The ways to find out whom a find means: its cluster; NONE if this way does not tell ---- */

/* candidates.c: whom most ties speak for; NONE: somebody new. */
uint32_t meant_by_ties(struct work *w, uint32_t find);

/* offices.c: "the French president", "the Russian government": the office or the body that there is one of.
 */
uint32_t meant_by_office(struct work *w, uint32_t find);
/* "His country": the one that he comes from. */
uint32_t meant_by_possessor(struct work *w, uint32_t find);

/* pairs.c: "the two leaders": who was named together last, else the last two of the kind that were named. */
uint32_t meant_by_two(struct work *w, uint32_t find);
/* Of "Macron and Putin" both are one thing to speak of: "they". Only what is still to be mentioned stays. */
void pair_note(struct work *w, uint32_t find);

/* chains.c: "He did not say when such a dam would stand": he who has spoken of a dam last. */
uint32_t meant_by_echo(struct work *w, uint32_t find);
/* "himself": the subject of its clause. */
uint32_t meant_by_reflexive(struct work *w, uint32_t find);

/* "Kenya said it would reopen the border": "it" that its state or body says something of. */
uint32_t meant_by_sayer(struct work *w, uint32_t find);
/* "Ann Lee said ... She added ...": who goes on speaking where nobody but in what was said came between. */
uint32_t meant_by_chain(struct work *w, uint32_t find);

/* who_find with somebody watching, or NULL. */
int who_find_watched(struct article *a, const struct reader *r, const struct ties_watch *watch);

#endif
