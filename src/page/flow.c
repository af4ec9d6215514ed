#include "page/flow.h"

struct flow flow_begin(struct arena *m, struct view page, size_t bytes, const struct reader *r)
{
	struct flow f = {.arena = m, .page = page, .keep_runs = r->page_offsets};
	f.free = arena_alloc(m, bytes + 16);
	return f;
}

/* How many bytes of white space, or of what cannot be seen, stand here; *invisible tells which. */
static size_t blank_at(const char *at, size_t left, bool *invisible)
{
	unsigned char c = (unsigned char)*at;
	*invisible = false;
	if (c == ' ' || (c >= '\t' && c <= '\r'))
		return 1;
	if (c == 0xC2 && left > 1) {
		*invisible = (unsigned char)at[1] == 0xAD; /* soft hyphen */
		return (unsigned char)at[1] == 0xA0 || *invisible ? 2 : 0;
	}
	if (c == 0xE2 && left > 2 && (unsigned char)at[1] == 0x80) {
		unsigned char d = (unsigned char)at[2];
		*invisible = (d >= 0x8B && d <= 0x8F) ||
		             (d >= 0xAA && d <= 0xAE); /* joiners, marks of direction */
		return d >= 0x80 && (d <= 0x8A || d == 0xA8 || d == 0xA9 || d == 0xAF || *invisible) ? 3 : 0;
	}
	*invisible = c == 0xEF && left > 2 && (unsigned char)at[1] == 0xBB && (unsigned char)at[2] == 0xBF;
	return *invisible ? 3 : 0;
}

static void note_run(struct flow *f, const char *at, size_t length)
{
	if (!f->keep_runs || !f->page.length || at < f->page.at || at + length > f->page.at + f->page.length)
		return;
	struct origin *run = vector_push(f->arena, &f->runs);
	*run = (struct origin){(uint32_t)f->open_length, (uint32_t)(at - f->page.at), (uint32_t)length};
	f->open.run_count++;
}

static void add_word(struct flow *f, const char *at, size_t length)
{
	if (f->space && f->open_length)
		f->free[f->open_length++] = ' ';
	f->space = false;
	note_run(f, at, length);
	memcpy(f->free + f->open_length, at, length);
	f->open_length += length;
}

void flow_add(struct flow *f, struct view text)
{
	size_t begin = 0, i = 0;
	while (i < text.length) {
		bool invisible;
		size_t blank = (unsigned char)text.at[i] > ' ' && (unsigned char)text.at[i] < 0xC2
		                       ? 0
		                       : blank_at(text.at + i, text.length - i, &invisible);
		/* A single space goes along with the words around it: one copy, one run. */
		bool plain = blank == 1 && text.at[i] == ' ' && i > begin && i + 1 < text.length &&
		             (unsigned char)text.at[i + 1] > ' ' && (unsigned char)text.at[i + 1] < 0xC2;
		if (blank == 0 || plain) {
			i++;
			continue;
		}
		if (i > begin)
			add_word(f, text.at + begin, i - begin);
		f->space |= !invisible;
		i += blank;
		begin = i;
	}
	if (i > begin)
		add_word(f, text.at + begin, i - begin);
}

void flow_space(struct flow *f)
{
	f->space = true;
}

uint32_t flow_end(struct flow *f, enum block_kind kind, uint32_t node)
{
	uint32_t index = NONE;
	if (f->open_length) {
		f->open.text = view_of(f->free, f->open_length);
		f->open.kind = (uint8_t)kind;
		f->open.node = node;
		f->free += f->open_length;
		index = f->pieces.count;
		*vector_push(f->arena, &f->pieces) = f->open;
	}
	f->open = (struct piece){.runs = f->runs.count, .node = NONE};
	f->open_length = 0;
	f->space = false;
	return index;
}

void flow_remove(struct piece *p, enum removal why)
{
	p->fate = FATE_REMOVED;
	p->removal = (uint8_t)why;
}

static void write_piece(const struct flow *f, struct article *a, char *to, const struct piece *p)
{
	if (a->text.length)
		to[a->text.length++] = '\n';
	uint32_t begin = (uint32_t)a->text.length;
	memcpy(to + begin, p->text.at, p->text.length);
	a->text.length += p->text.length;
	*vector_push(a->arena, &a->blocks) =
	        (struct block){{begin, (uint32_t)a->text.length}, (enum block_kind)p->kind};
	for (uint32_t i = 0; i < p->run_count; i++) {
		struct origin run = f->runs.at[p->runs + i];
		run.text += begin;
		*vector_push(a->arena, &a->origins) = run;
	}
}

void flow_write(struct flow *f, struct article *a)
{
	size_t length = 0;
	vector_each (i, &f->pieces)
		length += f->pieces.at[i].text.length + 1;
	char *to = arena_alloc(a->arena, length + 1);
	a->text = view_of(to, 0);
	uint32_t told = 0; /* removed[told ...] wait for the block that they stood before */
	vector_each (i, &f->pieces) {
		const struct piece *p = &f->pieces.at[i];
		if (p->fate == FATE_CAPTION)
			*vector_push(a->arena, &a->captions) = p->text;
		if (p->fate == FATE_REMOVED)
			*vector_push(a->arena, &a->removed) =
			        (struct removed){p->text, (enum removal)p->removal, 0};
		if (p->fate != FATE_STAYS)
			continue;
		write_piece(f, a, to, p);
		for (; told < a->removed.count; told++)
			a->removed.at[told].before = a->blocks.at[a->blocks.count - 1].bytes.begin;
	}
	for (; told < a->removed.count; told++)
		a->removed.at[told].before = (uint32_t)a->text.length;
}
