/* labels: every closed set of names, once.
 *
 * Each list is expanded into an enum, into its written names, and into what the compiler of tables accepts.
 * X(C name, name as it is written in records, tables and model files). Order is the number: a model file
 * carries its own copies of the sets that it uses and is refused where they differ. */
#ifndef ARTICLE_LABELS_H
#define ARTICLE_LABELS_H

#include <stdint.h>

#include "base/view.h"

/* clang-format off */

/* Universal parts of speech, https://universaldependencies.org/u/pos/ */
#define UPOS_TAGS(X) \
	X(ADJ, "ADJ") X(ADP, "ADP") X(ADV, "ADV") X(AUX, "AUX") X(CCONJ, "CCONJ") X(DET, "DET") \
	X(INTJ, "INTJ") X(NOUN, "NOUN") X(NUM, "NUM") X(PART, "PART") X(PRON, "PRON") X(PROPN, "PROPN") \
	X(PUNCT, "PUNCT") X(SCONJ, "SCONJ") X(SYM, "SYM") X(VERB, "VERB") X(OTHER, "X")

/* Penn Treebank tags, with the additions of the English Web Treebank. */
#define XPOS_TAGS(X) \
	X(DOLLAR, "$") X(CLOSE, "''") X(COMMA, ",") X(LRB, "-LRB-") X(RRB, "-RRB-") X(STOP, ".") \
	X(COLON, ":") X(ADD, "ADD") X(AFX, "AFX") X(CC, "CC") X(CD, "CD") X(DT, "DT") X(EX, "EX") \
	X(FW, "FW") X(GW, "GW") X(HYPH, "HYPH") X(IN, "IN") X(JJ, "JJ") X(JJR, "JJR") X(JJS, "JJS") \
	X(LS, "LS") X(MD, "MD") X(NFP, "NFP") X(NN, "NN") X(NNP, "NNP") X(NNPS, "NNPS") X(NNS, "NNS") \
	X(PDT, "PDT") X(POS, "POS") X(PRP, "PRP") X(PRPS, "PRP$") X(RB, "RB") X(RBR, "RBR") \
	X(RBS, "RBS") X(RP, "RP") X(SYM, "SYM") X(TO, "TO") X(UH, "UH") X(VB, "VB") X(VBD, "VBD") \
	X(VBG, "VBG") X(VBN, "VBN") X(VBP, "VBP") X(VBZ, "VBZ") X(WDT, "WDT") X(WP, "WP") X(WPS, "WP$") \
	X(WRB, "WRB") X(OPEN, "``")

/* Relations of UD English (EWT and GUM 2.16), subtypes included. */
#define RELATIONS(X) \
	X(ACL, "acl") X(ACL_RELCL, "acl:relcl") X(ADVCL, "advcl") X(ADVCL_RELCL, "advcl:relcl") \
	X(ADVMOD, "advmod") X(AMOD, "amod") X(APPOS, "appos") X(AUX, "aux") X(AUX_PASS, "aux:pass") \
	X(CASE, "case") X(CC, "cc") X(CC_PRECONJ, "cc:preconj") X(CCOMP, "ccomp") \
	X(COMPOUND, "compound") X(COMPOUND_PRT, "compound:prt") X(CONJ, "conj") X(COP, "cop") \
	X(CSUBJ, "csubj") X(CSUBJ_OUTER, "csubj:outer") X(CSUBJ_PASS, "csubj:pass") X(DEP, "dep") \
	X(DET, "det") X(DET_PREDET, "det:predet") X(DISCOURSE, "discourse") X(DISLOCATED, "dislocated") \
	X(EXPL, "expl") X(FIXED, "fixed") X(FLAT, "flat") X(GOESWITH, "goeswith") X(IOBJ, "iobj") \
	X(LIST, "list") X(MARK, "mark") X(NMOD, "nmod") X(NMOD_DESC, "nmod:desc") \
	X(NMOD_POSS, "nmod:poss") X(NMOD_UNMARKED, "nmod:unmarked") X(NSUBJ, "nsubj") \
	X(NSUBJ_OUTER, "nsubj:outer") X(NSUBJ_PASS, "nsubj:pass") X(NUMMOD, "nummod") X(OBJ, "obj") \
	X(OBL, "obl") X(OBL_AGENT, "obl:agent") X(OBL_UNMARKED, "obl:unmarked") X(ORPHAN, "orphan") \
	X(PARATAXIS, "parataxis") X(PUNCT, "punct") X(REPARANDUM, "reparandum") X(ROOT, "root") \
	X(VOCATIVE, "vocative") X(XCOMP, "xcomp")

/* Features of UD English, in the order in which CoNLL-U wants them. 63 of them fit a 64-bit set. */
#define FEATURES(X) \
	X(ABBR_YES, "Abbr=Yes") X(CASE_ACC, "Case=Acc") X(CASE_GEN, "Case=Gen") X(CASE_NOM, "Case=Nom") \
	X(DEFINITE_DEF, "Definite=Def") X(DEFINITE_IND, "Definite=Ind") X(DEGREE_CMP, "Degree=Cmp") \
	X(DEGREE_POS, "Degree=Pos") X(DEGREE_SUP, "Degree=Sup") X(EXTPOS_ADP, "ExtPos=ADP") \
	X(EXTPOS_ADV, "ExtPos=ADV") X(EXTPOS_CCONJ, "ExtPos=CCONJ") X(EXTPOS_PRON, "ExtPos=PRON") \
	X(EXTPOS_PROPN, "ExtPos=PROPN") X(EXTPOS_SCONJ, "ExtPos=SCONJ") X(FOREIGN_YES, "Foreign=Yes") \
	X(GENDER_FEM, "Gender=Fem") X(GENDER_MASC, "Gender=Masc") X(GENDER_NEUT, "Gender=Neut") \
	X(MOOD_IMP, "Mood=Imp") X(MOOD_IND, "Mood=Ind") X(MOOD_SUB, "Mood=Sub") \
	X(NUMBER_PLUR, "Number=Plur") X(NUMBER_PTAN, "Number=Ptan") X(NUMBER_SING, "Number=Sing") \
	X(NUMFORM_COMBI, "NumForm=Combi") X(NUMFORM_DIGIT, "NumForm=Digit") \
	X(NUMFORM_ROMAN, "NumForm=Roman") X(NUMFORM_WORD, "NumForm=Word") \
	X(NUMTYPE_CARD, "NumType=Card") X(NUMTYPE_FRAC, "NumType=Frac") X(NUMTYPE_MULT, "NumType=Mult") \
	X(NUMTYPE_ORD, "NumType=Ord") X(PERSON_1, "Person=1") X(PERSON_2, "Person=2") \
	X(PERSON_3, "Person=3") X(POLARITY_NEG, "Polarity=Neg") X(POLARITY_POS, "Polarity=Pos") \
	X(POSS_YES, "Poss=Yes") X(PRONTYPE_ART, "PronType=Art") X(PRONTYPE_DEM, "PronType=Dem") \
	X(PRONTYPE_EMP, "PronType=Emp") X(PRONTYPE_IND, "PronType=Ind") X(PRONTYPE_INT, "PronType=Int") \
	X(PRONTYPE_NEG, "PronType=Neg") X(PRONTYPE_PRS, "PronType=Prs") X(PRONTYPE_RCP, "PronType=Rcp") \
	X(PRONTYPE_REL, "PronType=Rel") X(PRONTYPE_TOT, "PronType=Tot") X(REFLEX_YES, "Reflex=Yes") \
	X(STYLE_ARCH, "Style=Arch") X(STYLE_COLL, "Style=Coll") X(STYLE_EXPR, "Style=Expr") \
	X(STYLE_SLNG, "Style=Slng") X(STYLE_VRNC, "Style=Vrnc") X(TENSE_PAST, "Tense=Past") \
	X(TENSE_PRES, "Tense=Pres") X(TYPO_YES, "Typo=Yes") X(VERBFORM_FIN, "VerbForm=Fin") \
	X(VERBFORM_GER, "VerbForm=Ger") X(VERBFORM_INF, "VerbForm=Inf") \
	X(VERBFORM_PART, "VerbForm=Part") X(VOICE_PASS, "Voice=Pass")

/* Names and other entities, as OntoNotes calls them. */
#define ENTITIES(X) \
	X(PERSON, "PERSON") X(ORG, "ORG") X(GPE, "GPE") X(LOC, "LOC") X(FAC, "FAC") X(NORP, "NORP") \
	X(EVENT, "EVENT") X(PRODUCT, "PRODUCT") X(WORK, "WORK_OF_ART") X(LAW, "LAW") \
	X(LANGUAGE, "LANGUAGE") X(DATE, "DATE") X(TIME, "TIME") X(MONEY, "MONEY") X(PERCENT, "PERCENT") \
	X(QUANTITY, "QUANTITY") X(ORDINAL, "ORDINAL") X(CARDINAL, "CARDINAL") X(OTHER, "OTHER")

#define BLOCK_KINDS(X) \
	X(HEADLINE, "headline") X(LEAD, "lead") X(SUBHEAD, "subhead") X(PARAGRAPH, "paragraph") \
	X(LIST, "list") X(QUOTE, "quote") X(TABLE, "table")

/* Why something was taken out of the flow of an article. */
#define REMOVALS(X) \
	X(WIDGET, "widget") X(RELATED, "related") X(CREDIT, "credit") X(BYLINE, "byline") \
	X(DATE, "date") X(CAPTION, "caption") X(ADVERT, "advert") X(NAVIGATION, "navigation") \
	X(COMMENT, "comment") X(CONSENT, "consent") X(SIGNUP, "sign-up") X(PAYWALL, "paywall") \
	X(REPETITION, "repetition") X(BOILERPLATE, "boilerplate")

#define FORMS(X) X(DIRECT, "direct") X(INDIRECT, "indirect") X(MIXED, "mixed")

/* What a speaker does by saying it. */
#define ACTS(X) \
	X(ASSERT, "assert") X(DENY, "deny") X(ACCUSE, "accuse") X(DEMAND, "demand") \
	X(PROMISE, "promise") X(THREATEN, "threaten") X(ASK, "ask") X(PRAISE, "praise") \
	X(CRITICISE, "criticise") X(PROPOSE, "propose") X(REFUSE, "refuse") X(PREDICT, "predict") \
	X(BELIEVE, "believe") X(WANT, "want")

#define MENTION_FORMS(X) X(NAME, "name") X(NOUN, "noun") X(PRONOUN, "pronoun")

#define ACTOR_KINDS(X) \
	X(PERSON, "person") X(ORGANISATION, "organisation") X(COUNTRY, "country") X(GROUP, "group") \
	X(OUTLET, "outlet")

/* What an actor is, in the terms of PLOVER's manual 2.0 and, where that is silent, of CAMEO. */
#define SECTORS(X) \
	X(GOV, "GOV") X(MIL, "MIL") X(REB, "REB") X(OPP, "OPP") X(PTY, "PTY") X(COP, "COP") \
	X(JUD, "JUD") X(SPY, "SPY") X(LEG, "LEG") X(JRN, "JRN") X(MED, "MED") X(EDU, "EDU") \
	X(BUS, "BUS") X(CRM, "CRM") X(CVL, "CVL") X(IGO, "IGO") X(NGO, "NGO") X(REL, "REL") \
	X(AGR, "AGR") X(ELI, "ELI") X(LAB, "LAB") X(REF, "REF") X(SET, "SET") X(UAF, "UAF") \
	X(UNC, "UNC") X(ENV, "ENV") X(LGL, "LGL") X(MNC, "MNC") X(NGM, "NGM") X(IMG, "IMG")

/* PLOVER's event types. */
#define EVENT_TYPES(X) \
	X(AGREE, "AGREE") X(CONSULT, "CONSULT") X(SUPPORT, "SUPPORT") X(CONCEDE, "CONCEDE") \
	X(COOPERATE, "COOPERATE") X(AID, "AID") X(RETREAT, "RETREAT") X(REQUEST, "REQUEST") \
	X(ACCUSE, "ACCUSE") X(REJECT, "REJECT") X(THREATEN, "THREATEN") X(PROTEST, "PROTEST") \
	X(SANCTION, "SANCTION") X(MOBILIZE, "MOBILIZE") X(COERCE, "COERCE") X(ASSAULT, "ASSAULT")

#define QUADS(X) \
	X(VERBAL_COOPERATION, "verbal cooperation") X(MATERIAL_COOPERATION, "material cooperation") \
	X(VERBAL_CONFLICT, "verbal conflict") X(MATERIAL_CONFLICT, "material conflict")

#define STATUSES(X) \
	X(REPORTED, "reported") X(PLANNED, "planned") X(CONDITIONAL, "conditional") X(DENIED, "denied") \
	X(ALLEGED, "alleged") X(HISTORIC, "historic")

/* What a word does in an expression of time; see know/time_words.tsv. */
#define TIME_CLASSES(X) \
	X(MONTH, "month") X(DOUBTFUL_MONTH, "doubtful month") X(SHORT_MONTH, "short month") \
	X(WEEKDAY, "weekday") X(SHORT_WEEKDAY, "short weekday") X(RECURRENT, "recurrent") \
	X(WEEKEND, "weekend") X(UNIT, "unit") X(UNITS, "units") X(NUMBER, "number") X(TENS, "tens") \
	X(HUNDRED, "hundred") X(ARTICLE, "article") X(THE, "the") X(HALF, "half") X(VAGUE, "vague") \
	X(ORDINAL, "ordinal") X(ORDINAL_ENDING, "ordinal ending") X(LAST, "last") X(PAST, "past") \
	X(PREVIOUS, "previous") X(NEXT, "next") X(COMING, "coming") X(FOLLOWING, "following") \
	X(THIS, "this") X(SAME, "same") X(RECURRING, "recurring") X(DEICTIC, "deictic") \
	X(PART_OF_DAY, "part of day") X(SEASON, "season") X(STAGE, "stage") X(EDGE, "edge") X(IN, "in") \
	X(DURING, "during") X(ABOUT, "about") X(ON, "on") X(AT, "at") X(BY, "by") X(UNTIL, "until") \
	X(SINCE, "since") X(TO, "to") X(FROM, "from") X(BETWEEN, "between") X(AND, "and") X(OR, "or") \
	X(OF, "of") X(BEFORE, "before") X(AFTER, "after") X(AGO, "ago") X(HENCE, "hence") X(AGE, "age") \
	X(DUE, "due") X(DONE, "done") X(SAYING, "saying") X(FISCAL, "fiscal") \
	X(FISCAL_YEAR, "fiscal year") X(QUARTER_NAME, "quarter name") X(HALF_NAME, "half name") \
	X(DECADE_NAME, "decade name") X(ERA, "era") X(CLOCK_HALF, "clock half") X(OCLOCK, "oclock") \
	X(MEASURE, "measure") X(SPECIAL, "special")

/* What a word says of the name of a place beside it; see know/place_words.tsv. */
#define PLACE_WORDS(X) \
	X(COMMON, "common") X(NAME, "name") X(DIRECTION, "direction") X(GENERIC, "generic") \
	X(LOCATIVE, "locative") X(SURE_LOCATIVE, "sure locative") X(OFFICE, "office")

/* clang-format on */

/* In every set zero is "none", so that zeroed memory claims nothing; X_COUNT is one past the last. */
#define AS_UPOS(name, text) UPOS_##name,
enum upos_tag { UPOS_NONE, UPOS_TAGS(AS_UPOS) UPOS_COUNT };
#undef AS_UPOS
#define AS_XPOS(name, text) XPOS_##name,
enum xpos_tag { XPOS_NONE, XPOS_TAGS(AS_XPOS) XPOS_COUNT };
#undef AS_XPOS
#define AS_RELATION(name, text) RELATION_##name,
enum relation { RELATION_NONE, RELATIONS(AS_RELATION) RELATION_COUNT };
#undef AS_RELATION
#define AS_ENTITY(name, text) ENTITY_##name,
enum entity { ENTITY_NONE, ENTITIES(AS_ENTITY) ENTITY_COUNT };
#undef AS_ENTITY
#define AS_BLOCK(name, text) BLOCK_##name,
enum block_kind { BLOCK_NONE, BLOCK_KINDS(AS_BLOCK) BLOCK_COUNT };
#undef AS_BLOCK
#define AS_REMOVAL(name, text) REMOVAL_##name,
enum removal { REMOVAL_NONE, REMOVALS(AS_REMOVAL) REMOVAL_COUNT };
#undef AS_REMOVAL
#define AS_FORM(name, text) FORM_##name,
enum form { FORM_NONE, FORMS(AS_FORM) FORM_COUNT };
#undef AS_FORM
#define AS_ACT(name, text) ACT_##name,
enum act { ACT_NONE, ACTS(AS_ACT) ACT_COUNT };
#undef AS_ACT
#define AS_MENTION(name, text) MENTION_##name,
enum mention_form { MENTION_NONE, MENTION_FORMS(AS_MENTION) MENTION_COUNT };
#undef AS_MENTION
#define AS_KIND(name, text) KIND_##name,
enum actor_kind { KIND_NONE, ACTOR_KINDS(AS_KIND) KIND_COUNT };
#undef AS_KIND
#define AS_SECTOR(name, text) SECTOR_##name,
enum sector { SECTOR_NONE, SECTORS(AS_SECTOR) SECTOR_COUNT };
#undef AS_SECTOR
#define AS_EVENT(name, text) EVENT_##name,
enum event_type { EVENT_NONE, EVENT_TYPES(AS_EVENT) EVENT_COUNT };
#undef AS_EVENT
#define AS_QUAD(name, text) QUAD_##name,
enum quad { QUAD_NONE, QUADS(AS_QUAD) QUAD_COUNT };
#undef AS_QUAD
#define AS_STATUS(name, text) STATUS_##name,
enum status { STATUS_NONE, STATUSES(AS_STATUS) STATUS_COUNT };
#undef AS_STATUS
#define AS_TIME(name, text) TIME_##name,
enum time_class { TIME_NONE, TIME_CLASSES(AS_TIME) TIME_COUNT };
#undef AS_TIME
#define AS_PLACE_WORD(name, text) PLACE_WORD_##name,
enum place_word { PLACE_WORD_NONE, PLACE_WORDS(AS_PLACE_WORD) PLACE_WORD_COUNT };
#undef AS_PLACE_WORD

/* The features are bits of a uint64_t: FEATURE_x is a number, FEATURE(x) its bit. */
#define AS_FEATURE(name, text) FEATURE_##name,
enum feature { FEATURES(AS_FEATURE) FEATURE_COUNT };
#undef AS_FEATURE
#define FEATURE(name) (UINT64_C(1) << FEATURE_##name)

/* The sets by number, for the compiler of tables, the model's loader and the writers. */
enum label_set {
	LABELS_UPOS,
	LABELS_XPOS,
	LABELS_RELATION,
	LABELS_ENTITY,
	LABELS_BLOCK,
	LABELS_REMOVAL,
	LABELS_FORM,
	LABELS_ACT,
	LABELS_MENTION,
	LABELS_KIND,
	LABELS_SECTOR,
	LABELS_EVENT,
	LABELS_QUAD,
	LABELS_STATUS,
	LABELS_FEATURE,
	LABELS_TIME,
	LABELS_PLACE,
	LABELS_COUNT,
};

/* The written name of a label; empty for none and for what is out of range. Static. */
struct view label_name(enum label_set set, uint32_t label);
/* The number of labels of a set, "none" included. */
uint32_t label_count(enum label_set set);
/* The label with this name, exactly as written; 0 (for features: FEATURE_COUNT) if there is none. */
uint32_t label_find(enum label_set set, struct view name);
/* The label whose name is the fewest edits away, for messages. Static. */
struct view label_nearest(enum label_set set, struct view name);
/* The set's own name ("act", "sector"), as messages and model files use it. Static. */
struct view label_set_name(enum label_set set);

#endif
