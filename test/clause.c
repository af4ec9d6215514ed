/* What clause.h promises, over trees written by hand. */
#include "check.h"

#include "article/clause.h"

enum { MOST = 24 };

struct word {
	const char *form;
	int head; /* 1-based; 0: the root */
	enum relation relation;
	enum xpos_tag xpos;
	uint64_t features;
};

struct tree {
	struct article article;
	struct token tokens[MOST];
	char text[512];
};

static void link_children(struct article *a)
{
	for (uint32_t i = a->tokens.count; i-- > 0;) {
		struct token *t = &a->tokens.at[i];
		if (t->head == NONE)
			continue;
		t->next_sibling = a->tokens.at[t->head].first_child;
		a->tokens.at[t->head].first_child = i;
	}
	for (uint32_t i = 0; i < a->tokens.count; i++)
		for (uint32_t up = i; up != NONE; up = a->tokens.at[up].head) {
			struct tokens *subtree = &a->tokens.at[up].subtree;
			subtree->begin = i < subtree->begin ? i : subtree->begin;
			subtree->end = i + 1 > subtree->end ? i + 1 : subtree->end;
		}
}

static const struct article *planted(struct tree *tree, const struct word *words)
{
	memset(tree, 0, sizeof *tree);
	struct article *a = &tree->article;
	size_t length = 0;
	a->tokens.at = tree->tokens;
	for (uint32_t i = 0; words[i].form; i++) {
		size_t n = strlen(words[i].form);
		memcpy(tree->text + length, words[i].form, n);
		bool punctuation = words[i].relation == RELATION_PUNCT;
		tree->tokens[i] = (struct token){.bytes = {(uint32_t)length, (uint32_t)(length + n)},
		                                 .head = words[i].head ? (uint32_t)words[i].head - 1 : NONE,
		                                 .relation = (uint8_t)words[i].relation,
		                                 .xpos = (uint8_t)words[i].xpos,
		                                 .upos = punctuation ? UPOS_PUNCT : UPOS_NOUN,
		                                 .features = words[i].features,
		                                 .first_child = NONE,
		                                 .next_sibling = NONE,
		                                 .subtree = {i, i + 1}};
		length += n;
		tree->text[length++] = ' ';
		a->tokens.count = i + 1;
	}
	a->text = view_of(tree->text, length);
	link_children(a);
	return a;
}

/* Ortiz , who was praised by Lin , denied the charge and left . */
static const struct word relative[] = {
        {"Ortiz", 9, RELATION_NSUBJ, XPOS_NNP, 0},
        {",", 5, RELATION_PUNCT, XPOS_COMMA, 0},
        {"who", 5, RELATION_NSUBJ_PASS, XPOS_WP, FEATURE(PRONTYPE_REL)},
        {"was", 5, RELATION_AUX_PASS, XPOS_VBD, 0},
        {"praised", 1, RELATION_ACL_RELCL, XPOS_VBN, FEATURE(VOICE_PASS)},
        {"by", 7, RELATION_CASE, XPOS_IN, 0},
        {"Lin", 5, RELATION_OBL_AGENT, XPOS_NNP, 0},
        {",", 5, RELATION_PUNCT, XPOS_COMMA, 0},
        {"denied", 0, RELATION_ROOT, XPOS_VBD, 0},
        {"the", 11, RELATION_DET, XPOS_DT, 0},
        {"charge", 9, RELATION_OBJ, XPOS_NN, 0},
        {"and", 13, RELATION_CC, XPOS_CC, 0},
        {"left", 9, RELATION_CONJ, XPOS_VBD, 0},
        {".", 9, RELATION_PUNCT, XPOS_STOP, 0},
        {0},
};

static void a_joined_verb_shares_its_subject(void **state)
{
	(void)state;
	struct tree tree;
	const struct article *a = planted(&tree, relative);
	assert_int_equal(subject_of(a, 12), 0);
	assert_int_equal(agent_of(a, 8), 0);
	assert_int_equal(patient_of(a, 8), 10);
}

static void a_relative_pronoun_stands_for_its_noun(void **state)
{
	(void)state;
	struct tree tree;
	const struct article *a = planted(&tree, relative);
	assert_true(is_passive(a, 4));
	assert_int_equal(patient_of(a, 4), 0);
	assert_int_equal(agent_of(a, 4), 6);
	assert_true(is_past(a, 4));
}

static void a_name_leaves_its_clauses_out(void **state)
{
	(void)state;
	struct tree tree;
	const struct article *a = planted(&tree, relative);
	assert_int_equal(phrase_of(a, 0, PHRASE_CORE).end, 1);
	assert_int_equal(phrase_of(a, 0, PHRASE_WHOLE).end, 7);
}

/* No minister asked the troops to leave the town of Rafah . */
static const struct word control[] = {
        {"No", 2, RELATION_DET, XPOS_DT, FEATURE(PRONTYPE_NEG)},
        {"minister", 3, RELATION_NSUBJ, XPOS_NN, 0},
        {"asked", 0, RELATION_ROOT, XPOS_VBD, 0},
        {"the", 5, RELATION_DET, XPOS_DT, 0},
        {"troops", 3, RELATION_OBJ, XPOS_NNS, 0},
        {"to", 7, RELATION_MARK, XPOS_TO, 0},
        {"leave", 3, RELATION_XCOMP, XPOS_VB, 0},
        {"the", 9, RELATION_DET, XPOS_DT, 0},
        {"town", 7, RELATION_OBJ, XPOS_NN, 0},
        {"of", 11, RELATION_CASE, XPOS_IN, 0},
        {"Rafah", 9, RELATION_NMOD, XPOS_NNP, 0},
        {".", 3, RELATION_PUNCT, XPOS_STOP, 0},
        {0},
};

static void whoever_is_asked_is_the_one_to_act(void **state)
{
	(void)state;
	struct tree tree;
	const struct article *a = planted(&tree, control);
	assert_int_equal(subject_of(a, 6), 4);
	assert_true(is_negated(a, 2));
	assert_false(is_negated(a, 6));
	assert_int_equal(oblique_of(a, 8, VIEW("of")), 10);
	assert_int_equal(phrase_of(a, 8, PHRASE_CORE).begin, 7);
	assert_int_equal(phrase_of(a, 8, PHRASE_CORE).end, 11);
	assert_int_equal(clause_of(a, 10), 6);
}

/* The bridge Lin built fell . */
static const struct word gap[] = {
        {"The", 2, RELATION_DET, XPOS_DT, 0},
        {"bridge", 5, RELATION_NSUBJ, XPOS_NN, 0},
        {"Lin", 4, RELATION_NSUBJ, XPOS_NNP, 0},
        {"built", 2, RELATION_ACL_RELCL, XPOS_VBD, 0},
        {"fell", 0, RELATION_ROOT, XPOS_VBD, 0},
        {".", 5, RELATION_PUNCT, XPOS_STOP, 0},
        {0},
};

static void a_gap_in_a_relative_clause_is_its_noun(void **state)
{
	(void)state;
	struct tree tree;
	const struct article *a = planted(&tree, gap);
	assert_int_equal(object_of(a, 3), 1);
	assert_int_equal(subject_of(a, 3), 2);
	assert_int_equal(object_of(a, 4), NONE);
}

/* Emmanuel Macron and Putin met */
static const struct word group[] = {
        {"Emmanuel", 5, RELATION_NSUBJ, XPOS_NNP, 0}, {"Macron", 1, RELATION_FLAT, XPOS_NNP, 0},
        {"and", 4, RELATION_CC, XPOS_CC, 0},          {"Putin", 1, RELATION_CONJ, XPOS_NNP, 0},
        {"met", 0, RELATION_ROOT, XPOS_VBD, 0},       {0},
};

static void a_group_is_walked_member_by_member(void **state)
{
	(void)state;
	struct tree tree;
	const struct article *a = planted(&tree, group);
	assert_int_equal(phrase_of(a, 0, PHRASE_NAME).end, 2);
	assert_int_equal(phrase_of(a, 0, PHRASE_GROUP).end, 4);
	assert_int_equal(first_conjunct(a, 3), 0);
	assert_int_equal(next_conjunct(a, 0, 0), 3);
	assert_int_equal(next_conjunct(a, 0, 3), NONE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(a_joined_verb_shares_its_subject),
	        cmocka_unit_test(a_relative_pronoun_stands_for_its_noun),
	        cmocka_unit_test(a_name_leaves_its_clauses_out),
	        cmocka_unit_test(whoever_is_asked_is_the_one_to_act),
	        cmocka_unit_test(a_gap_in_a_relative_clause_is_its_noun),
	        cmocka_unit_test(a_group_is_walked_member_by_member),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
