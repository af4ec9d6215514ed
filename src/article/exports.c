/* Events as rows: in the columns of POLECAT (PLOVER's data set), of GDELT 2.0, and as plain CSV. */
#include "article/record.h"

#include <math.h>

#include <xxhash.h>

/* ---- Cells ---- */

/* A tab or line end within a cell would begin another. */
static void add_cell_text(struct buffer *out, struct view v)
{
	for (size_t i = 0; i < v.length; i++)
		buffer_byte(out, (unsigned char)v.at[i] < 0x20 ? ' ' : v.at[i]);
}

static void add_cell(struct buffer *out, struct view v)
{
	add_cell_text(out, v);
	buffer_byte(out, '\t');
}

static void add_empty(struct buffer *out, unsigned count)
{
	while (count--)
		buffer_byte(out, '\t');
}

static void add_number_cell(struct buffer *out, double n)
{
	if (n == n)
		buffer_format(out, "%g", n);
	buffer_byte(out, '\t');
}

static struct view day_part(struct view iso)
{
	return view_slice(iso, 0, 10);
}

/* The day of the event, else that of the article. */
static struct view day_of_event(const struct article *a, const struct event *e)
{
	struct view value = e->date == NONE ? (struct view){0} : a->dates.at[e->date].value;
	bool whole = value.length >= 10 && value.at[0] >= '0' && value.at[0] <= '9' && value.at[4] == '-';
	return day_part(whole ? value : a->published);
}

static struct view base_of(struct view path)
{
	for (size_t i = path.length; i; i--)
		if (path.at[i - 1] == '/')
			return view_slice(path, i, path.length);
	return path;
}

static struct view address_of(const struct article *a)
{
	return a->url.length ? a->url : a->document.url.length ? a->document.url : base_of(a->document.path);
}

static uint64_t number_of(const struct article *a, uint32_t event, uint32_t pair)
{
	uint64_t seed = (uint64_t)event << 20 | pair;
	return XXH3_64bits_withSeed(a->text.length ? a->text.at : "", a->text.length, seed) >> 1;
}

/* ---- PLOVER ---- */

static const char PLOVER_HEAD[] =
        "Event ID\tEvent Date\tEvent Type\tEvent Mode\tIntensity\tQuad Code\tContexts\tActor Name\tActor "
        "Country\t"
        "Actor COW\tPrimary Actor Sector\tActor Sectors\tActor Title\tActor Name Raw\tWikipedia Actor ID\t"
        "Recipient Name\tRecipient Country\tRecipient COW\tPrimary Recipient Sector\tRecipient Sectors\t"
        "Recipient Title\tRecipient Name Raw\tWikipedia Recipient "
        "ID\tPlacename\tCity\tDistrict\tProvince\tCountry\t"
        "Latitude\tLongitude\tGeoNames ID\tRaw Placename\tFeature Type\tSource\tPublication Date\tStory "
        "People\t"
        "Story Organizations\tStory Locations\tLanguage\tVersion\n";

enum side_field { SIDE_NAME, SIDE_COUNTRY, SIDE_SECTOR, SIDE_TITLE, SIDE_RAW };

static struct view side_field(const struct article *a, const struct party *p, enum side_field field)
{
	const struct actor *actor = &a->actors.at[p->actor];
	switch (field) {
	case SIDE_NAME:
		return actor->name;
	case SIDE_COUNTRY:
		return actor->country;
	case SIDE_SECTOR:
		return label_name(LABELS_SECTOR, actor->sector);
	case SIDE_TITLE:
		return actor->role;
	case SIDE_RAW:
		break;
	}
	return text_of(a, p->bytes);
}

/* What the parties of one side have in a field, apart by "; ", in the order of the parties. */
static void add_side_list(struct buffer *out, const struct article *a, uint32_t first, uint32_t count,
                          enum side_field field)
{
	for (uint32_t i = 0; i < count; i++) {
		if (i)
			buffer_string(out, "; ");
		add_cell_text(out, side_field(a, &a->parties.at[first + i], field));
	}
}

static void add_plover_side(struct buffer *out, const struct article *a, uint32_t first, uint32_t count)
{
	add_side_list(out, a, first, count, SIDE_NAME);
	buffer_byte(out, '\t');
	add_side_list(out, a, first, count, SIDE_COUNTRY);
	add_empty(out, 2);
	add_side_list(out, a, first, count ? 1 : 0, SIDE_SECTOR);
	buffer_byte(out, '\t');
	add_side_list(out, a, first, count, SIDE_SECTOR);
	buffer_byte(out, '\t');
	add_side_list(out, a, first, count, SIDE_TITLE);
	buffer_byte(out, '\t');
	add_side_list(out, a, first, count, SIDE_RAW);
	add_empty(out, 2);
}

static struct view geonames_of(const struct place *p)
{
	struct view mark = VIEW("geonames:");
	return view_starts(p->key, mark) ? view_slice(p->key, mark.length, p->key.length) : (struct view){0};
}

static void add_plover_place(struct buffer *out, const struct article *a, const struct event *e)
{
	if (e->place == NONE) {
		add_empty(out, 10);
		return;
	}
	const struct place *p = &a->places.at[e->place];
	add_cell(out, p->name);
	add_empty(out, 3);
	add_cell(out, p->country);
	add_number_cell(out, p->latitude);
	add_number_cell(out, p->longitude);
	add_cell(out, geonames_of(p));
	add_cell(out, text_of(a, p->bytes));
	add_empty(out, 1);
}

static void add_contexts(struct buffer *out, const struct article *a, const struct event *e)
{
	for (uint32_t i = 0; i < e->context_count; i++) {
		if (i)
			buffer_byte(out, ';');
		add_cell_text(out, a->contexts.at[e->contexts + i]);
	}
}

/* The names of the article's actors of a kind, or of its places for KIND_NONE. */
static void add_names(struct buffer *out, const struct article *a, enum actor_kind kind)
{
	bool any = false;
	for (uint32_t i = 0; i < (kind ? a->actors.count : a->places.count); i++) {
		if (kind && (a->actors.at[i].kind != kind || !a->actors.at[i].named))
			continue;
		if (any)
			buffer_string(out, "; ");
		add_cell_text(out, kind ? a->actors.at[i].name : a->places.at[i].name);
		any = true;
	}
	buffer_byte(out, '\t');
}

static void add_plover(struct buffer *out, const struct article *a, uint32_t i)
{
	const struct event *e = &a->events.at[i];
	buffer_number(out, number_of(a, i, 0));
	buffer_byte(out, '\t');
	add_cell(out, day_of_event(a, e));
	add_cell(out, label_name(LABELS_EVENT, e->type));
	add_cell(out, e->mode);
	add_number_cell(out, (double)e->score);
	add_cell(out, label_name(LABELS_QUAD, e->quad));
	add_contexts(out, a, e);
	buffer_byte(out, '\t');
	add_plover_side(out, a, e->sources, e->source_count);
	add_plover_side(out, a, e->targets, e->target_count);
	add_plover_place(out, a, e);
	add_cell(out, a->outlet);
	add_cell(out, day_part(a->published));
	add_names(out, a, KIND_PERSON);
	add_names(out, a, KIND_ORGANISATION);
	add_names(out, a, KIND_NONE);
	add_cell(out, a->language);
	buffer_string(out, "dateline\n");
}

void record_plover(struct buffer *out, const struct article *a)
{
	vector_each (i, &a->events)
		add_plover(out, a, i);
}

/* ---- GDELT ---- */

/* One row of GDELT: an event has one for each pair of a source and a target. */
struct dyad {
	const struct party *source, *target; /* NULL: none */
	struct view code, day;
	enum quad quad;
	double goldstein;
	const struct place *place; /* NULL: none */
	uint64_t number;
	bool in_lead;
};

static void add_gdelt_day(struct buffer *out, struct view day)
{
	if (day.length < 10) {
		add_empty(out, 4);
		return;
	}
	int32_t year, month, number;
	day_split(day_of_iso(day), &year, &month, &number);
	int32_t past = day_of_iso(day) - day_of(year, 1, 1);
	buffer_format(out, "%04d%02d%02d\t%04d%02d\t%04d\t%.4f\t", (int)year, (int)month, (int)number,
	              (int)year, (int)month, (int)year, (double)year + (double)past / 365.0);
}

/* Code, name, country, known group, ethnic, two of religion, three types: ten columns. */
static void add_gdelt_actor(struct buffer *out, const struct article *a, const struct party *p)
{
	if (!p) {
		add_empty(out, 10);
		return;
	}
	const struct actor *actor = &a->actors.at[p->actor];
	struct view sector = label_name(LABELS_SECTOR, actor->sector);
	bool state = actor->country.length && !view_equal(actor->country, VIEW("IGO"));
	if (state)
		add_cell_text(out, actor->country);
	if (actor->kind != KIND_COUNTRY || !state)
		add_cell_text(out, sector);
	buffer_byte(out, '\t');
	for (size_t i = 0; i < actor->name.length; i++) {
		char c = actor->name.at[i];
		buffer_byte(out, c >= 'a' && c <= 'z' ? (char)(c - 32) : (unsigned char)c < 0x20 ? ' ' : c);
	}
	buffer_byte(out, '\t');
	add_cell(out, state ? actor->country : (struct view){0});
	add_empty(out, 4);
	add_cell(out, actor->kind == KIND_COUNTRY ? (struct view){0} : sector);
	add_empty(out, 2);
}

/* Type, name, country, two of administration, latitude, longitude, feature: eight columns. GDELT writes the
 * country in FIPS 10-4. */
static void add_gdelt_place(struct buffer *out, const struct place *p)
{
	if (!p) {
		add_empty(out, 8);
		return;
	}
	buffer_string(out, p->is_country ? "1\t" : "4\t");
	add_cell(out, p->name);
	add_cell(out, p->fips);
	add_empty(out, 2);
	add_number_cell(out, p->latitude);
	add_number_cell(out, p->longitude);
	add_cell(out, geonames_of(p));
}

static unsigned gdelt_quad(enum quad quad)
{
	switch (quad) {
	case QUAD_VERBAL_COOPERATION:
		return 1;
	case QUAD_MATERIAL_COOPERATION:
		return 2;
	case QUAD_VERBAL_CONFLICT:
		return 3;
	default:
		return 4;
	}
}

static void add_dyad(struct buffer *out, const struct article *a, const struct dyad *d)
{
	buffer_number(out, d->number);
	buffer_byte(out, '\t');
	add_gdelt_day(out, d->day);
	add_gdelt_actor(out, a, d->source);
	add_gdelt_actor(out, a, d->target);
	buffer_string(out, d->in_lead ? "1\t" : "0\t");
	add_cell(out, d->code);
	add_cell(out, view_slice(d->code, 0, 3));
	add_cell(out, view_slice(d->code, 0, 2));
	buffer_format(out, "%u\t", gdelt_quad(d->quad));
	add_number_cell(out, d->goldstein);
	buffer_string(out, "1\t1\t1\t\t");
	add_gdelt_place(out, NULL);
	add_gdelt_place(out, NULL);
	add_gdelt_place(out, d->place);
	for (size_t i = 0; i < day_part(a->published).length; i++)
		if (a->published.at[i] != '-')
			buffer_byte(out, a->published.at[i]);
	buffer_string(out, a->published.length ? "000000\t" : "\t");
	add_cell_text(out, address_of(a));
	buffer_byte(out, '\n');
}

/* GDELT calls an event a root event if it stands in the first paragraph. */
static bool in_lead(const struct article *a, struct tokens trigger)
{
	if (trigger.begin >= a->tokens.count)
		return false;
	uint32_t block = a->sentences.at[a->tokens.at[trigger.begin].sentence].block;
	return block != NONE &&
	       block <= (a->blocks.count && a->blocks.at[0].kind == BLOCK_HEADLINE ? 1U : 0U);
}

static void add_gdelt_event(struct buffer *out, const struct article *a, uint32_t i)
{
	const struct event *e = &a->events.at[i];
	uint32_t sources = e->source_count ? e->source_count : 1,
	         targets = e->target_count ? e->target_count : 1;
	for (uint32_t s = 0; s < sources; s++)
		for (uint32_t t = 0; t < targets; t++) {
			struct dyad d = {
			        .source = e->source_count ? &a->parties.at[e->sources + s] : NULL,
			        .target = e->target_count ? &a->parties.at[e->targets + t] : NULL,
			        .code = e->cameo,
			        .day = day_of_event(a, e),
			        .quad = e->quad,
			        .goldstein = (double)e->goldstein,
			        .place = e->place == NONE ? NULL : &a->places.at[e->place],
			        .number = number_of(a, i, s * targets + t),
			        .in_lead = in_lead(a, e->trigger),
			};
			if (!d.source || !d.target || d.source->actor != d.target->actor)
				add_dyad(out, a, &d);
		}
}

/* CAMEO's 016: whoever denies. PLOVER has no event for it, so it is told from the statements. */
static void add_gdelt_denial(struct buffer *out, const struct article *a, uint32_t i)
{
	const struct statement *s = &a->statements.at[i];
	struct speaker speaker = record_speaker(a, i);
	if (s->act != ACT_DENY || speaker.actor == NONE)
		return;
	struct party p = {speaker.actor, speaker.bytes};
	struct dyad d = {
	        .source = &p,
	        .code = VIEW("016"),
	        .day = day_part(a->published),
	        .quad = QUAD_VERBAL_COOPERATION,
	        .goldstein = -2,
	        .number = number_of(a, i, 1U << 19),
	        .in_lead = in_lead(a, s->cue),
	};
	add_dyad(out, a, &d);
}

void record_gdelt(struct buffer *out, const struct article *a)
{
	vector_each (i, &a->events)
		add_gdelt_event(out, a, i);
	vector_each (i, &a->statements)
		add_gdelt_denial(out, a, i);
}

/* ---- CSV ---- */

static const char CSV_HEAD[] =
        "source,published,type,mode,contexts,cameo,quad,goldstein,score,status,date,place,place_country,"
        "sources,source_countries,source_sectors,targets,target_countries,target_sectors,trigger,sentence,"
        "why,"
        "confidence\n";

/* In quotes, each of its own doubled, as RFC 4180 asks. */
static void add_quoted(struct buffer *out, struct view v, const char *end)
{
	buffer_byte(out, '"');
	for (size_t i = 0; i < v.length; i++) {
		if (v.at[i] == '"')
			buffer_byte(out, '"');
		buffer_byte(out, (unsigned char)v.at[i] < 0x20 ? ' ' : v.at[i]);
	}
	buffer_string(out, "\"");
	buffer_string(out, end);
}

static void add_csv_number(struct buffer *out, double n)
{
	if (n == n)
		buffer_format(out, "%g", n);
	buffer_byte(out, ',');
}

static void add_csv_list(struct buffer *out, const struct article *a, uint32_t first, uint32_t count,
                         enum side_field field)
{
	struct buffer list = {0};
	add_side_list(&list, a, first, count, field);
	add_quoted(out, buffer_view(&list), ",");
	out->failed |= list.failed;
	buffer_free(&list);
}

static void add_csv_side(struct buffer *out, const struct article *a, uint32_t first, uint32_t count)
{
	add_csv_list(out, a, first, count, SIDE_NAME);
	add_csv_list(out, a, first, count, SIDE_COUNTRY);
	add_csv_list(out, a, first, count, SIDE_SECTOR);
}

static void add_csv(struct buffer *out, const struct article *a, const struct event *e)
{
	const struct place *p = e->place == NONE ? NULL : &a->places.at[e->place];
	struct buffer contexts = {0};
	add_contexts(&contexts, a, e);
	add_quoted(out, address_of(a), ",");
	add_quoted(out, a->published, ",");
	add_quoted(out, label_name(LABELS_EVENT, e->type), ",");
	add_quoted(out, e->mode, ",");
	add_quoted(out, buffer_view(&contexts), ",");
	add_quoted(out, e->cameo, ",");
	add_quoted(out, label_name(LABELS_QUAD, e->quad), ",");
	add_csv_number(out, (double)e->goldstein);
	add_csv_number(out, (double)e->score);
	add_quoted(out, label_name(LABELS_STATUS, e->status), ",");
	add_quoted(out, e->date == NONE ? (struct view){0} : a->dates.at[e->date].value, ",");
	add_quoted(out, p ? p->name : (struct view){0}, ",");
	add_quoted(out, p ? p->country : (struct view){0}, ",");
	add_csv_side(out, a, e->sources, e->source_count);
	add_csv_side(out, a, e->targets, e->target_count);
	add_quoted(out, text_of(a, bytes_of(a, e->trigger)), ",");
	add_quoted(out, text_of(a, a->sentences.at[a->tokens.at[e->trigger.begin].sentence].bytes), ",");
	add_quoted(out, e->why, ",");
	if (e->confidence >= 0)
		buffer_format(out, "%.2f", (double)e->confidence);
	buffer_byte(out, '\n');
	out->failed |= contexts.failed;
	buffer_free(&contexts);
}

void record_csv(struct buffer *out, const struct article *a)
{
	vector_each (i, &a->events)
		add_csv(out, a, &a->events.at[i]);
}

const char *record_head(enum events_as as)
{
	return as == EVENTS_PLOVER ? PLOVER_HEAD : as == EVENTS_CSV ? CSV_HEAD : NULL;
}
