/* First and second persons, and who speaks in each statement. */
#include "article/clause.h"
#include "who/within.h"

enum { MOST_STEPS = 8 };

/* The noun before a relative pronoun: the one that its clause hangs on in the tree, else the word before it.
 */
static uint32_t antecedent_of(const struct article *a, uint32_t pronoun)
{
	uint32_t token = pronoun;
	for (int step = 0; step < MOST_STEPS && token != NONE; step++, token = a->tokens.at[token].head)
		if (a->tokens.at[token].relation == RELATION_ACL_RELCL)
			return a->tokens.at[token].head;
	token = pronoun > 0 ? pronoun - 1 : pronoun;
	if (token > 0 && a->tokens.at[token].upos == UPOS_PUNCT)
		token--;
	bool noun = a->tokens.at[token].upos == UPOS_NOUN || a->tokens.at[token].upos == UPOS_PROPN;
	return noun && a->tokens.at[token].sentence == a->tokens.at[pronoun].sentence ? token : pronoun;
}

static const struct find *find_of(const struct work *w, uint32_t token)
{
	uint32_t find = w->find_at[token] != NONE ? w->find_at[token] : w->covered[token];
	return find == NONE ? NULL : &w->finds.at[find];
}

/* "a row with his predecessor Francis Holm, who had said": "who" asks for a person. Of the phrases that end
 * right before it, within the antecedent, the nearest person who is named, else the nearest; the antecedent
 * itself where it is one, or where nobody else is. */
static uint32_t person_before(const struct work *w, uint32_t pronoun, uint32_t antecedent)
{
	const struct article *a = w->article;
	const struct find *f = find_of(w, antecedent);
	if (pronoun <= antecedent || (f && (f->traits.kind == KIND_PERSON || f->traits.kind == KIND_GROUP)))
		return antecedent;
	uint32_t token = pronoun - 1, nearest = NONE;
	if (token > antecedent && a->tokens.at[token].upos == UPOS_PUNCT)
		token--;
	for (int step = 0; step < MOST_STEPS && token != NONE && token > antecedent; step++) {
		f = find_of(w, token);
		bool person = f && f->traits.kind == KIND_PERSON && f->standing != AS_POSSESSOR;
		if (person && f->form == MENTION_NAME)
			return f->head;
		if (person && nearest == NONE)
			nearest = f->head;
		token = a->tokens.at[token].head;
	}
	return nearest == NONE ? antecedent : nearest;
}

/* "Rail Council Professor Nancy Hill said": the person, whom lang has made an apposition of the body. */
static uint32_t member_behind(const struct work *w, uint32_t head)
{
	const struct find *body = find_of(w, head);
	uint32_t name = child_with(w->article, head, RELATION_APPOS);
	const struct find *person = name == NONE ? NULL : find_of(w, name);
	bool member = body && person && body->traits.kind == KIND_ORGANISATION &&
	              person->traits.kind == KIND_PERSON && person->form == MENTION_NAME;
	return member && person->title.begin == body->tokens.end ? name : head;
}

static uint32_t source_token(const struct work *w, const struct statement *s)
{
	const struct article *a = w->article;
	uint32_t head = s->source_head;
	if (head == NONE)
		return head;
	const struct token *t = &a->tokens.at[head];
	if (!(t->features & FEATURE(PRONTYPE_REL)) && t->xpos != XPOS_WP)
		return member_behind(w, head);
	uint32_t antecedent = antecedent_of(a, head);
	return t->xpos == XPOS_WP ? person_before(w, head, antecedent) : antecedent;
}

uint32_t voices_source(const struct work *w, const struct statement *s)
{
	return w->sources[s - w->article->statements.at];
}

/* Which statement a token is in, the innermost one, and which one it is the source of. Statements within
 * statements come after them. What a nested one covers again is bounded, so that deep nests stay linear. */
void voices_open(struct work *w)
{
	struct article *a = w->article;
	uint64_t left = 16 * (uint64_t)a->tokens.count;
	w->sources = arena_alloc(a->arena, ((size_t)a->statements.count + 1) * sizeof *w->sources);
	vector_each (i, &a->statements) {
		const struct statement *s = &a->statements.at[i];
		uint32_t head = w->sources[i] = source_token(w, s);
		if (head != NONE)
			w->source_of[head] = i;
		for (uint32_t k = 0; k < s->content_count; k++) {
			struct tokens t = tokens_of(a, a->contents.at[s->contents + k]);
			for (uint32_t j = t.begin; j < t.end && left; j++, left--)
				w->statement_at[j] = i;
		}
	}
}

/* ---- Speakers ---- */

static bool first_person(const struct work *w, uint32_t token)
{
	uint32_t find = token == NONE ? NONE : w->find_at[token];
	return find != NONE && (w->finds.at[find].pronoun == I || w->finds.at[find].pronoun == WE);
}

/* Who spoke last, and the sentence in which his words end. */
struct voice {
	uint32_t cluster, sentence;
};

static uint32_t root_of(const struct article *a, struct tokens s)
{
	for (uint32_t i = s.begin; i < s.end; i++)
		if (a->tokens.at[i].head == NONE)
			return i;
	return NONE;
}

static bool same_line(const struct article *a, const struct sentence *s, const struct sentence *next)
{
	return !memchr(a->text.at + s->bytes.end, '\n', next->bytes.begin - s->bytes.end);
}

static uint32_t sentence_at(const struct article *a, struct bytes b)
{
	struct tokens t = tokens_of(a, b);
	return t.begin < t.end ? a->tokens.at[t.begin].sentence : NONE;
}

/* "Ms Lund was firm. "We will not sell."": the person of whom the sentence before tells. */
static uint32_t person_of(const struct work *w, uint32_t sentence)
{
	const struct article *a = w->article;
	uint32_t root = root_of(a, a->sentences.at[sentence].tokens);
	uint32_t subject = root == NONE ? NONE : child_with(a, root, RELATION_NSUBJ);
	uint32_t cluster = cluster_at(w, subject);
	return cluster != NONE && w->clusters.at[cluster].traits.kind == KIND_PERSON ? cluster : NONE;
}

/* The speaker of a quotation that names none: whoever the sentence before it is about, or the last speaker.
 * In a paragraph of its own it is the last speaker's where that one's words end the paragraph before. */
static uint32_t unnamed_speaker(const struct work *w, const struct statement *s, struct voice before)
{
	const struct article *a = w->article;
	uint32_t here = s->content_count ? sentence_at(a, a->contents.at[s->contents]) : NONE;
	if (!s->continues || here == NONE || here == 0)
		return s->continues ? before.cluster : NONE;
	bool follows = before.cluster != NONE && before.sentence + 1 >= here;
	bool within = same_line(a, &a->sentences.at[here - 1], &a->sentences.at[here]);
	uint32_t person = follows && !within ? NONE : person_of(w, here - 1);
	return person != NONE ? person : before.cluster;
}

/* The speaker of a statement, as far as its own words tell; `before` is who spoke last before it. */
static uint32_t own_speaker(const struct work *w, const struct statement *s, struct voice before)
{
	uint32_t head = voices_source(w, s);
	return head != NONE ? cluster_at(w, head) : unnamed_speaker(w, s, before);
}

static void note_voice(const struct article *a, const struct statement *s, uint32_t speaker,
                       struct voice *last)
{
	if (speaker == NONE || s->parent != NONE || !s->content_count)
		return;
	struct tokens t = tokens_of(a, a->contents.at[s->contents + s->content_count - 1]);
	if (t.begin < t.end)
		*last = (struct voice){speaker, a->tokens.at[t.end - 1].sentence};
}

static void find_speakers(const struct work *w, uint32_t *speakers)
{
	struct voice before = {NONE, NONE};
	vector_each (i, &w->article->statements) {
		const struct statement *s = &w->article->statements.at[i];
		speakers[i] = own_speaker(w, s, before);
		note_voice(w->article, s, speakers[i], &before);
	}
}

static bool is_quoted(const struct work *w, uint32_t token)
{
	uint32_t n = w->statement_at[token];
	if (n == NONE)
		return false;
	const struct statement *s = &w->article->statements.at[n];
	bool turn = s->cue.begin == s->cue.end && s->source_head != NONE; /* "BERG: I knew." */
	return turn || w->article->tokens.at[token].quoted || s->form == FORM_DIRECT;
}

static uint32_t author_of(struct work *w)
{
	if (w->author != NONE)
		return w->author;
	w->author = cluster_new(w);
	struct cluster *c = &w->clusters.at[w->author];
	c->traits = (struct traits){.kind = KIND_PERSON, .sector = SECTOR_JRN, .singular = true};
	c->described = true;
	if (w->article->authors.count)
		c->name = w->article->authors.at[0];
	return w->author;
}

/* The people around a speaker: made on first use. */
static uint32_t circle(struct work *w, uint32_t speaker, enum pronoun p)
{
	const struct cluster *c = &w->clusters.at[speaker];
	if (p == WE && c->traits.kind != KIND_PERSON && c->traits.kind != KIND_NONE)
		return speaker;
	uint32_t known = p == WE ? c->we : c->you;
	if (known != NONE)
		return known;
	uint32_t made = cluster_new(w);
	struct cluster *group = &w->clusters.at[made], *of = &w->clusters.at[speaker];
	group->traits = (struct traits){.kind = KIND_GROUP, .plural = true};
	group->described = true;
	if (p == WE) {
		group->traits.country = of->traits.country;
		group->traits.sector = of->traits.sector;
		group->member[0] = speaker;
		of->we = made;
	} else {
		of->you = made;
	}
	return made;
}

static uint32_t addressee_of(const struct work *w, uint32_t statement)
{
	const struct article *a = w->article;
	struct bytes b = a->statements.at[statement].addressee;
	return b.begin < b.end ? cluster_at(w, head_of(a, tokens_of(a, b))) : NONE;
}

/* Who says it, and so who "I" is; outside of quotations the author. */
static uint32_t voice_at(struct work *w, const uint32_t *speakers, uint32_t token)
{
	const struct article *a = w->article;
	uint32_t block = a->sentences.at[a->tokens.at[token].sentence].block;
	uint32_t label = block == NONE ? NONE : w->voice_of[block];
	if (!is_quoted(w, token) && label != NONE && cluster_at(w, label) != NONE)
		return cluster_at(w, label);
	if (!is_quoted(w, token))
		return a->tokens.at[token].quoted ? w->last_speaker : author_of(w);
	return speakers[w->statement_at[token]];
}

static void resolve(struct work *w, uint32_t find, const uint32_t *speakers)
{
	struct find *f = &w->finds.at[find];
	uint32_t voice = voice_at(w, speakers, f->head), cluster = voice;
	if (voice == NONE)
		return;
	if (f->pronoun == YOU && is_quoted(w, f->head)) {
		uint32_t addressee = addressee_of(w, w->statement_at[f->head]);
		cluster = addressee != NONE ? addressee : circle(w, voice, YOU);
	} else if (f->pronoun != I) {
		cluster = circle(w, voice, f->pronoun);
	}
	f = &w->finds.at[find];
	f->cluster = cluster;
	f->why = VIEW("speaker");
	w->clusters.at[cluster].count++;
}

/* Sources that are themselves first persons ("I said") within a quotation come first, so that what they say
 * within it has a speaker when it is asked for. */
void voices_resolve(struct work *w)
{
	uint32_t *speakers =
	        arena_zeroed(w->article->arena, w->article->statements.count + 1, sizeof *speakers);
	find_speakers(w, speakers);
	vector_each (i, &w->finds) {
		if (w->source_of[w->finds.at[i].head] != NONE && first_person(w, w->finds.at[i].head))
			resolve(w, i, speakers);
	}
	find_speakers(w, speakers);
	vector_each (i, &w->finds) {
		enum pronoun p = w->finds.at[i].pronoun;
		if (w->finds.at[i].cluster == NONE && (p == I || p == WE || p == YOU))
			resolve(w, i, speakers);
	}
}

static bool genders_agree(const struct traits *a, const struct traits *b)
{
	return !(a->female && b->male) && !(a->male && b->female);
}

/* "he said" with nobody before it whom "he" may mean: the one whom the article is about. */
static uint32_t leader_for(const struct work *w, uint32_t token)
{
	uint32_t find = token == NONE ? NONE : w->find_at[token];
	if (find == NONE || w->leader == NONE)
		return NONE;
	const struct find *f = &w->finds.at[find];
	bool third = f->pronoun == HE || f->pronoun == SHE;
	return third && genders_agree(&f->traits, &w->clusters.at[w->leader].traits) ? w->leader : NONE;
}

/* That the words are those of the source, times that they mean this actor. */
static float speaker_sureness(const struct work *w, const struct speaker *s, uint32_t head)
{
	if (s->actor == NONE)
		return -1;
	if (head == NONE)
		return known_sureness(w, worded(w->article, "speaker %.*s", VIEW_ARGS(s->why)), 0);
	const struct find *f = find_of(w, head);
	float source = known_sureness(w, VIEW("speaker source"), 0), means = f ? find_sureness(w, f) : -1;
	return source < 0 || means < 0 ? source : source * means;
}

static struct speaker speaker_of(struct work *w, const struct statement *s, struct voice before)
{
	struct speaker speaker = {.actor = NONE, .bytes = s->source, .confidence = -1};
	uint32_t head = voices_source(w, s), cluster = own_speaker(w, s, before);
	speaker.why = head != NONE || cluster == NONE ? VIEW("no source given")
	              : cluster == before.cluster     ? VIEW("continues")
	                                              : VIEW("subject-before");
	if (head != NONE) {
		uint32_t find = w->find_at[head] != NONE ? w->find_at[head] : w->covered[head];
		speaker.why = cluster == NONE ? VIEW("nobody found for it") : w->finds.at[find].why;
		if (cluster == NONE && (cluster = leader_for(w, head)) != NONE) {
			w->finds.at[find].cluster = cluster;
			speaker.why = VIEW("leading");
		}
	}
	speaker.actor = cluster;
	speaker.confidence = speaker_sureness(w, &speaker, head);
	return speaker;
}

/* Here actor is still the number of a cluster; actors.c puts the actor's in its place. */
void voices_speakers(struct work *w)
{
	struct article *a = w->article;
	struct voice before = {NONE, NONE};
	vector_each (i, &a->statements) {
		const struct statement *s = &a->statements.at[i];
		struct speaker speaker = speaker_of(w, s, before);
		note_voice(a, s, speaker.actor, &before);
		*vector_push(a->arena, &a->speakers) = speaker;
		struct speaker addressee = {
		        .actor = addressee_of(w, i), .bytes = s->addressee, .confidence = -1};
		*vector_push(a->arena, &a->addressees) = addressee;
	}
}
