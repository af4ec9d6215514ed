/* html: fills the tree as browsers do (HTML standard, "13.2.6 Tree construction").
 *
 * Where we part from the standard, for articles' sake or for bounded work:
 * - <noscript> in a head holds text alone, elsewhere its markup is read: heads stay whole, and articles that
 *   only stand in a noscript are found. It ends at its end tag, whatever is open in it.
 * - What follows </body> goes on in the body; framesets are elements like others; a select may hold anything.
 * - Text inside a table, outside its cells, goes before the table piece by piece.
 * - Elements deeper than DEEPEST have no children: what they hold stands beside them.
 * - Formatting is copied and moved to mend nesting within an allowance that grows with the page. */
#include "page/builder.h"

/* What is left to do with a token when a function returns. */
enum outcome { DONE, AGAIN };

static bool is_space(char c)
{
	return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

static bool has(enum tag tag, unsigned wanted)
{
	return element_traits(tag) & wanted;
}

/* ---- in body ---- */

/* Whether a paragraph is open that a block would end. */
static bool is_in_p(const struct builder *b)
{
	for (uint32_t i = b->open_count[TAG_P] ? b->depth : 0; i-- > 0;) {
		struct open o = b->open[i];
		if (o.tag == TAG_P && !o.foreign)
			return true;
		if (o.tag == TAG_BUTTON || (!o.foreign && has((enum tag)o.tag, SCOPE)))
			return false;
	}
	return false;
}

static void close_p(struct builder *b)
{
	if (!is_in_p(b))
		return;
	builder_end_implied(b, TAG_P);
	builder_pop_until(b, TAG_P);
}

static void enter_text(struct builder *b, enum tag tag, enum content content)
{
	builder_open(b, tag);
	b->mode_after_text = b->mode;
	b->mode = IN_TEXT;
	tokens_enter(&b->tokens, content, b->tokens.token.text);
}

/* An item of a list: ends the one that is open in the same list. */
static void end_item(struct builder *b, enum tag one, enum tag other)
{
	if (!b->open_count[one] && !b->open_count[other])
		return;
	for (uint32_t i = b->depth; i-- > 0;) {
		enum tag tag = (enum tag)b->open[i].tag;
		if (tag == one || tag == other) {
			builder_end_implied(b, tag);
			builder_pop_until(b, tag);
			return;
		}
		if (has(tag, SPECIAL) && tag != TAG_ADDRESS && tag != TAG_DIV && tag != TAG_P)
			return;
	}
}

static void reset_mode(struct builder *b)
{
	static const struct {
		enum tag tag;
		enum mode mode;
	} rows[] = {
	        {TAG_TD, IN_CELL},          {TAG_TH, IN_CELL},
	        {TAG_TR, IN_ROW},           {TAG_TBODY, IN_TABLE_BODY},
	        {TAG_THEAD, IN_TABLE_BODY}, {TAG_TFOOT, IN_TABLE_BODY},
	        {TAG_CAPTION, IN_CAPTION},  {TAG_COLGROUP, IN_COLUMN_GROUP},
	        {TAG_TABLE, IN_TABLE},      {TAG_HEAD, IN_HEAD},
	        {TAG_BODY, IN_BODY},
	};
	for (uint32_t i = b->depth; i-- > 0;) {
		if (b->open[i].tag == TAG_TEMPLATE && b->template_count) {
			b->mode = b->templates[b->template_count - 1];
			return;
		}
		for (size_t k = 0; k < sizeof rows / sizeof *rows; k++)
			if (b->open[i].tag == rows[k].tag && !b->open[i].foreign) {
				b->mode = rows[k].mode;
				return;
			}
	}
	b->mode = b->head == NOWHERE ? BEFORE_HEAD : AFTER_HEAD;
}

static void start_template(struct builder *b)
{
	builder_open(b, TAG_TEMPLATE);
	builder_mark(b);
	if (b->template_count < sizeof b->templates / sizeof *b->templates)
		b->templates[b->template_count++] = IN_TEMPLATE;
	b->mode = IN_TEMPLATE;
}

static void end_template(struct builder *b)
{
	if (!b->open_count[TAG_TEMPLATE])
		return;
	builder_end_implied(b, TAG_COUNT);
	builder_pop_until(b, TAG_TEMPLATE);
	builder_unmark(b);
	b->template_count -= b->template_count > 0;
	reset_mode(b);
}

/* What stands in a head, wherever it comes. */
static void start_in_head(struct builder *b, enum tag tag)
{
	switch (tag) {
	case TAG_TITLE:
		enter_text(b, tag, CONTENT_RCDATA);
		return;
	case TAG_SCRIPT:
		enter_text(b, tag, CONTENT_SCRIPT);
		return;
	case TAG_STYLE:
	case TAG_NOFRAMES:
	case TAG_NOSCRIPT:
		enter_text(b, tag, CONTENT_RAWTEXT);
		return;
	case TAG_TEMPLATE:
		start_template(b);
		return;
	default:
		builder_insert(b, tag);
	}
}

/* A second <html> or <body>: it has its attributes if the first was not written. */
static void merge(struct builder *b, uint32_t node, enum tag tag)
{
	if (node == NOWHERE || b->template_count || b->draft.nodes.at[node].attribute_count)
		return;
	uint32_t extra = builder_insert(b, tag);
	struct draft_node *nodes = b->draft.nodes.at;
	nodes[node].attributes = nodes[extra].attributes;
	nodes[node].attribute_count = nodes[extra].attribute_count;
	draft_remove(&b->draft, extra);
}

static void start_a(struct builder *b)
{
	uint32_t entry = builder_formatting(b, TAG_A);
	if (entry != NOWHERE) {
		uint32_t node = b->formatting[entry].node;
		builder_end_formatting(b, TAG_A);
		for (uint32_t i = b->formatting_count; i-- > 0;)
			if (b->formatting[i].node == node)
				builder_forget(b, i);
		uint32_t index = builder_index(b, node);
		if (index != NOWHERE && index > 0)
			builder_close(b, index);
	}
	builder_reopen(b);
	builder_open(b, TAG_A);
	builder_remember(b);
}

static void start_formatting(struct builder *b, enum tag tag)
{
	builder_reopen(b);
	if (tag == TAG_NOBR && builder_in_scope(b, TAG_NOBR, SCOPE)) {
		builder_end_formatting(b, TAG_NOBR);
		builder_reopen(b);
	}
	builder_open(b, tag);
	builder_remember(b);
}

static void start_form(struct builder *b)
{
	if (b->form != NOWHERE && !b->open_count[TAG_TEMPLATE])
		return;
	close_p(b);
	uint32_t node = builder_open(b, TAG_FORM);
	if (!b->open_count[TAG_TEMPLATE])
		b->form = node;
}

static void start_table(struct builder *b)
{
	if (!b->quirks)
		close_p(b);
	builder_open(b, TAG_TABLE);
	b->mode = IN_TABLE;
}

static void start_button(struct builder *b)
{
	if (builder_in_scope(b, TAG_BUTTON, SCOPE)) {
		builder_end_implied(b, TAG_COUNT);
		builder_pop_until(b, TAG_BUTTON);
	}
	builder_reopen(b);
	builder_open(b, TAG_BUTTON);
}

static void start_block(struct builder *b, enum tag tag)
{
	if (has(tag, HEADING) || has(tag, CLOSES_P))
		close_p(b);
	if (has(tag, HEADING) && has(builder_current(b), HEADING))
		builder_pop(b);
	if (has(tag, VOID)) {
		builder_insert(b, tag);
		return;
	}
	builder_open(b, tag);
	b->skips_newline = tag == TAG_PRE || tag == TAG_LISTING;
}

static void start_foreign(struct builder *b, enum tag tag)
{
	uint32_t node = builder_insert(b, tag);
	if (!b->tokens.token.self_closing)
		builder_push(b, node, tag, true);
}

/* Elements that hold no markup, or that only reopen formatting, and the rest. */
static void start_other(struct builder *b, enum tag tag)
{
	switch (tag) {
	case TAG_RB:
	case TAG_RTC:
	case TAG_RP:
	case TAG_RT:
		if (builder_in_scope(b, TAG_RUBY, SCOPE))
			builder_end_implied(b, tag == TAG_RP || tag == TAG_RT ? TAG_RTC : TAG_COUNT);
		builder_open(b, tag);
		return;
	case TAG_OPTION:
	case TAG_OPTGROUP:
		if (builder_current(b) == TAG_OPTION)
			builder_pop(b);
		break;
	case TAG_TEXTAREA:
		enter_text(b, tag, CONTENT_RCDATA);
		b->skips_newline = true;
		return;
	case TAG_XMP:
		close_p(b);
		builder_reopen(b);
		enter_text(b, tag, CONTENT_RAWTEXT);
		return;
	case TAG_IFRAME:
	case TAG_NOEMBED:
		enter_text(b, tag, CONTENT_RAWTEXT);
		return;
	case TAG_PARAM:
	case TAG_SOURCE:
	case TAG_TRACK:
		builder_insert(b, tag);
		return;
	default:
		break;
	}
	builder_reopen(b);
	if (has(tag, VOID))
		builder_insert(b, tag);
	else
		builder_open(b, tag);
	if (has(tag, SCOPE)) /* applet, marquee, object */
		builder_mark(b);
}

static void start_in_body(struct builder *b, enum tag tag)
{
	switch (tag) {
	case TAG_HTML:
		merge(b, b->open[0].node, tag);
		return;
	case TAG_BODY:
		merge(b, b->body, tag);
		return;
	case TAG_HEAD:
		return;
	case TAG_A:
		start_a(b);
		return;
	case TAG_FORM:
		start_form(b);
		return;
	case TAG_LI:
		end_item(b, TAG_LI, TAG_LI);
		close_p(b);
		builder_open(b, tag);
		return;
	case TAG_DD:
	case TAG_DT:
		end_item(b, TAG_DD, TAG_DT);
		close_p(b);
		builder_open(b, tag);
		return;
	case TAG_TABLE:
		start_table(b);
		return;
	case TAG_BUTTON:
		start_button(b);
		return;
	case TAG_PLAINTEXT:
		start_block(b, tag);
		tokens_enter(&b->tokens, CONTENT_PLAINTEXT, (struct view){0});
		return;
	case TAG_SVG:
	case TAG_MATH:
		builder_reopen(b);
		start_foreign(b, tag);
		return;
	case TAG_IMAGE:
		start_other(b, TAG_IMG);
		return;
	default:
		break;
	}
	if (has(tag, HEAD_CONTENT))
		start_in_head(b, tag);
	else if (has(tag, TABLE_PART))
		return; /* outside a table it means nothing */
	else if (has(tag, CLOSES_P | HEADING))
		start_block(b, tag);
	else if (has(tag, FORMATTING))
		start_formatting(b, tag);
	else
		start_other(b, tag);
}

static bool is_same(const struct builder *b, struct open o, enum tag tag)
{
	return o.tag == tag && (tag != TAG_OTHER ||
	                        view_equal_ascii_case(b->draft.nodes.at[o.node].text, b->tokens.token.text));
}

static void end_other(struct builder *b, enum tag tag)
{
	if (!b->open_count[tag])
		return;
	for (uint32_t i = b->depth; i-- > 1;) {
		if (is_same(b, b->open[i], tag)) {
			while (b->depth > i)
				builder_pop(b);
			return;
		}
		if (has((enum tag)b->open[i].tag, SPECIAL))
			return;
	}
}

static void end_block(struct builder *b, enum tag tag)
{
	if (!builder_in_scope(b, tag, SCOPE))
		return;
	builder_end_implied(b, tag);
	builder_pop_until(b, tag);
}

static void end_list_item(struct builder *b)
{
	if (!b->open_count[TAG_LI])
		return;
	for (uint32_t i = b->depth; i-- > 0 && b->open[i].tag != TAG_LI;)
		if (b->open[i].tag == TAG_OL || b->open[i].tag == TAG_UL ||
		    has((enum tag)b->open[i].tag, SCOPE))
			return;
	builder_end_implied(b, TAG_LI);
	builder_pop_until(b, TAG_LI);
}

static void end_heading(struct builder *b)
{
	bool found = false;
	for (enum tag h = TAG_H1; h <= TAG_H6; h++)
		found |= builder_in_scope(b, h, SCOPE);
	if (!found)
		return;
	builder_end_implied(b, TAG_COUNT);
	while (b->depth > 1) {
		enum tag last = builder_current(b);
		builder_pop(b);
		if (has(last, HEADING))
			return;
	}
}

static void end_form(struct builder *b)
{
	if (b->open_count[TAG_TEMPLATE]) {
		end_block(b, TAG_FORM);
		return;
	}
	uint32_t index = b->form == NOWHERE ? NOWHERE : builder_index(b, b->form);
	b->form = NOWHERE;
	if (index == NOWHERE || !builder_in_scope(b, TAG_FORM, SCOPE))
		return;
	builder_end_implied(b, TAG_COUNT);
	index = index < b->depth ? index : b->depth - 1;
	if (b->open[index].tag == TAG_FORM)
		builder_close(b, index);
}

static void end_p(struct builder *b)
{
	if (!is_in_p(b))
		builder_open_implied(b, TAG_P); /* "</p>" alone is an empty paragraph */
	close_p(b);
}

static void end_in_body(struct builder *b, enum tag tag)
{
	switch (tag) {
	case TAG_BODY: /* what follows goes on in it */
	case TAG_HTML:
		return;
	case TAG_P:
		end_p(b);
		return;
	case TAG_LI:
		end_list_item(b);
		return;
	case TAG_FORM:
		end_form(b);
		return;
	case TAG_TEMPLATE:
		end_template(b);
		return;
	case TAG_BR:
		b->tokens.attributes.count = 0;
		start_other(b, TAG_BR);
		return;
	case TAG_APPLET:
	case TAG_MARQUEE:
	case TAG_OBJECT:
		if (builder_in_scope(b, tag, SCOPE)) {
			end_block(b, tag);
			builder_unmark(b);
		}
		return;
	default:
		break;
	}
	if (has(tag, HEADING))
		end_heading(b);
	else if (has(tag, CLOSES_P) || tag == TAG_DD || tag == TAG_DT || tag == TAG_BUTTON ||
	         tag == TAG_NOSCRIPT)
		end_block(b, tag);
	else if (!has(tag, FORMATTING) || !builder_end_formatting(b, tag))
		end_other(b, tag);
}

/* ---- in tables ---- */

static bool is_group(enum tag tag)
{
	return tag == TAG_TBODY || tag == TAG_THEAD || tag == TAG_TFOOT;
}

static bool is_cell(enum tag tag)
{
	return tag == TAG_TD || tag == TAG_TH;
}

/* Closes what is open down to the element of the table that holds the next part. */
static void clear_to(struct builder *b, enum tag tag)
{
	while (b->depth > 1 && builder_current(b) != tag && builder_current(b) != TAG_TEMPLATE)
		builder_pop(b);
}

static void clear_to_group(struct builder *b)
{
	while (b->depth > 1 && !is_group(builder_current(b)) && builder_current(b) != TAG_TEMPLATE)
		builder_pop(b);
}

static enum outcome end_table(struct builder *b)
{
	if (builder_in_scope(b, TAG_TABLE, TABLE_SCOPE)) {
		builder_pop_until(b, TAG_TABLE);
		reset_mode(b);
	}
	return DONE;
}

static void start_fostered(struct builder *b, enum tag tag)
{
	b->fosters = true;
	start_in_body(b, tag);
	b->fosters = false;
}

static bool is_hidden_input(const struct builder *b)
{
	vector_each (i, &b->tokens.attributes)
		if (view_equal_ascii_case(b->tokens.attributes.at[i].name, VIEW("type")))
			return view_equal_ascii_case(b->tokens.attributes.at[i].value, VIEW("hidden"));
	return false;
}

static enum outcome start_in_table(struct builder *b, enum tag tag)
{
	if (tag == TAG_CAPTION || tag == TAG_COLGROUP || is_group(tag)) {
		clear_to(b, TAG_TABLE);
		if (tag == TAG_CAPTION)
			builder_mark(b);
		builder_open(b, tag);
		b->mode = tag == TAG_CAPTION    ? IN_CAPTION
		          : tag == TAG_COLGROUP ? IN_COLUMN_GROUP
		                                : IN_TABLE_BODY;
		return DONE;
	}
	if (tag == TAG_COL || tag == TAG_TR || is_cell(tag)) {
		clear_to(b, TAG_TABLE);
		builder_open_implied(b, tag == TAG_COL ? TAG_COLGROUP : TAG_TBODY);
		b->mode = tag == TAG_COL ? IN_COLUMN_GROUP : IN_TABLE_BODY;
		return AGAIN;
	}
	if (tag == TAG_TABLE) {
		if (!builder_in_scope(b, TAG_TABLE, TABLE_SCOPE))
			return DONE;
		end_table(b);
		return AGAIN;
	}
	if (tag == TAG_STYLE || tag == TAG_SCRIPT || tag == TAG_TEMPLATE)
		start_in_head(b, tag);
	else if (tag == TAG_INPUT && is_hidden_input(b))
		builder_insert(b, tag);
	else if (tag == TAG_FORM && b->form == NOWHERE && !b->open_count[TAG_TEMPLATE])
		b->form = builder_insert(b, tag);
	else if (tag != TAG_FORM)
		start_fostered(b, tag);
	return DONE;
}

static enum outcome end_in_table(struct builder *b, enum tag tag)
{
	if (tag == TAG_TABLE)
		return end_table(b);
	if (tag == TAG_TEMPLATE)
		end_template(b);
	else if (!has(tag, TABLE_PART) && tag != TAG_BODY && tag != TAG_HTML) {
		b->fosters = true;
		end_in_body(b, tag);
		b->fosters = false;
	}
	return DONE;
}

/* Ends a caption, row or cell, and the modes that go with it. False if it is not open. */
static bool leave(struct builder *b, enum tag tag, enum mode mode)
{
	if (!builder_in_scope(b, tag, TABLE_SCOPE))
		return false;
	builder_end_implied(b, TAG_COUNT);
	builder_pop_until(b, tag);
	if (tag != TAG_TR)
		builder_unmark(b);
	b->mode = mode;
	return true;
}

static bool leave_cell(struct builder *b)
{
	return leave(b, builder_in_scope(b, TAG_TD, TABLE_SCOPE) ? TAG_TD : TAG_TH, IN_ROW);
}

static bool leave_row(struct builder *b)
{
	if (!builder_in_scope(b, TAG_TR, TABLE_SCOPE))
		return false;
	clear_to(b, TAG_TR);
	builder_pop(b);
	b->mode = IN_TABLE_BODY;
	return true;
}

static bool leave_group(struct builder *b)
{
	if (!builder_in_scope(b, TAG_TBODY, TABLE_SCOPE) && !builder_in_scope(b, TAG_THEAD, TABLE_SCOPE) &&
	    !builder_in_scope(b, TAG_TFOOT, TABLE_SCOPE))
		return false;
	clear_to_group(b);
	builder_pop(b);
	b->mode = IN_TABLE;
	return true;
}

static enum outcome leave_columns(struct builder *b)
{
	if (builder_current(b) != TAG_COLGROUP)
		return DONE;
	builder_pop(b);
	b->mode = IN_TABLE;
	return AGAIN;
}

static enum outcome start_in_rows(struct builder *b, enum tag tag)
{
	bool part = has(tag, TABLE_PART);
	switch (b->mode) {
	case IN_CAPTION:
		if (part)
			return leave(b, TAG_CAPTION, IN_TABLE) ? AGAIN : DONE;
		break;
	case IN_CELL:
		if (part)
			return leave_cell(b) ? AGAIN : DONE;
		break;
	case IN_ROW:
		if (is_cell(tag)) {
			clear_to(b, TAG_TR);
			builder_open(b, tag);
			builder_mark(b);
			b->mode = IN_CELL;
			return DONE;
		}
		if (part)
			return leave_row(b) ? AGAIN : DONE;
		return start_in_table(b, tag);
	default: /* IN_TABLE_BODY */
		if (tag == TAG_TR || is_cell(tag)) {
			clear_to_group(b);
			if (tag == TAG_TR)
				builder_open(b, tag);
			else
				builder_open_implied(b, TAG_TR);
			b->mode = IN_ROW;
			return tag == TAG_TR ? DONE : AGAIN;
		}
		if (part)
			return leave_group(b) ? AGAIN : DONE;
		return start_in_table(b, tag);
	}
	start_in_body(b, tag);
	return DONE;
}

static enum outcome end_in_rows(struct builder *b, enum tag tag)
{
	bool group = is_group(tag);
	switch (b->mode) {
	case IN_CAPTION:
		if (tag == TAG_CAPTION || tag == TAG_TABLE)
			return leave(b, TAG_CAPTION, IN_TABLE) && tag == TAG_TABLE ? AGAIN : DONE;
		break;
	case IN_CELL:
		if (is_cell(tag)) {
			leave(b, tag, IN_ROW);
			return DONE;
		}
		if (tag == TAG_TABLE || tag == TAG_TR || group)
			return builder_in_scope(b, tag, TABLE_SCOPE) && leave_cell(b) ? AGAIN : DONE;
		break;
	case IN_ROW:
		if (tag == TAG_TR || tag == TAG_TABLE || (group && builder_in_scope(b, tag, TABLE_SCOPE)))
			return leave_row(b) && tag != TAG_TR ? AGAIN : DONE;
		return end_in_table(b, tag);
	default: /* IN_TABLE_BODY */
		if (tag == TAG_TABLE || (group && builder_in_scope(b, tag, TABLE_SCOPE)))
			return leave_group(b) && tag == TAG_TABLE ? AGAIN : DONE;
		return end_in_table(b, tag);
	}
	if (!has(tag, TABLE_PART))
		end_in_body(b, tag);
	return DONE;
}

/* ---- modes ---- */

static enum outcome open_html(struct builder *b)
{
	builder_open_implied(b, TAG_HTML);
	b->mode = BEFORE_HEAD;
	return AGAIN;
}

static enum outcome open_head(struct builder *b)
{
	builder_open_implied(b, TAG_HEAD);
	b->head = b->open[b->depth - 1].node;
	b->mode = IN_HEAD;
	return AGAIN;
}

static enum outcome close_head(struct builder *b)
{
	builder_pop(b);
	b->mode = AFTER_HEAD;
	return AGAIN;
}

static enum outcome open_body(struct builder *b)
{
	builder_open_implied(b, TAG_BODY);
	b->body = b->open[b->depth - 1].node;
	b->mode = IN_BODY;
	return AGAIN;
}

/* The first <html>, <head> and <body>, with their attributes. */
static enum outcome start_frame(struct builder *b, enum tag tag)
{
	uint32_t node = builder_open(b, tag);
	if (tag == TAG_HTML) {
		b->mode = BEFORE_HEAD;
	} else if (tag == TAG_HEAD) {
		b->head = node;
		b->mode = IN_HEAD;
	} else {
		b->body = node;
		b->mode = IN_BODY;
	}
	return DONE;
}

/* Behind </head> and before <body> it goes into the head after all. */
static enum outcome start_after_head(struct builder *b, enum tag tag)
{
	if (tag == TAG_BODY)
		return start_frame(b, tag);
	if (!has(tag, HEAD_CONTENT) || b->head == NOWHERE)
		return open_body(b);
	builder_push(b, b->head, TAG_HEAD, false);
	start_in_head(b, tag);
	builder_close(b, builder_index(b, b->head));
	return DONE;
}

static enum outcome start_in_template(struct builder *b, enum tag tag)
{
	if (has(tag, HEAD_CONTENT)) {
		start_in_head(b, tag);
		return DONE;
	}
	b->mode = tag == TAG_COL         ? IN_COLUMN_GROUP
	          : tag == TAG_TR        ? IN_TABLE_BODY
	          : is_cell(tag)         ? IN_ROW
	          : has(tag, TABLE_PART) ? IN_TABLE
	                                 : IN_BODY;
	if (b->template_count)
		b->templates[b->template_count - 1] = b->mode;
	return AGAIN;
}

static enum outcome start_in_mode(struct builder *b, enum tag tag)
{
	if (tag == TAG_HTML && b->mode != BEFORE_HTML) {
		merge(b, b->open[0].node, tag);
		return DONE;
	}
	switch (b->mode) {
	case BEFORE_HTML:
		return tag == TAG_HTML ? start_frame(b, tag) : open_html(b);
	case BEFORE_HEAD:
		return tag == TAG_HEAD ? start_frame(b, tag) : open_head(b);
	case IN_HEAD:
		if (!has(tag, HEAD_CONTENT) && tag != TAG_NOSCRIPT)
			return tag == TAG_HEAD ? DONE : close_head(b);
		start_in_head(b, tag);
		return DONE;
	case AFTER_HEAD:
		return tag == TAG_HEAD ? DONE : start_after_head(b, tag);
	case IN_TABLE:
		return start_in_table(b, tag);
	case IN_COLUMN_GROUP:
		if (tag != TAG_COL && tag != TAG_TEMPLATE)
			return leave_columns(b);
		start_in_head(b, tag);
		return DONE;
	case IN_CAPTION:
	case IN_TABLE_BODY:
	case IN_ROW:
	case IN_CELL:
		return start_in_rows(b, tag);
	case IN_TEMPLATE:
		return start_in_template(b, tag);
	default:
		start_in_body(b, tag);
		return DONE;
	}
}

static enum outcome end_in_mode(struct builder *b, enum tag tag)
{
	bool goes_on = tag == TAG_BODY || tag == TAG_HTML || tag == TAG_BR;
	switch (b->mode) {
	case BEFORE_HTML:
		return goes_on || tag == TAG_HEAD ? open_html(b) : DONE;
	case BEFORE_HEAD:
		return goes_on || tag == TAG_HEAD ? open_head(b) : DONE;
	case IN_HEAD:
		if (tag == TAG_HEAD)
			close_head(b);
		else if (tag == TAG_TEMPLATE)
			end_template(b);
		return goes_on ? close_head(b) : DONE;
	case AFTER_HEAD:
		return goes_on ? open_body(b) : DONE;
	case IN_TEXT:
		builder_pop(b);
		b->mode = b->mode_after_text;
		return DONE;
	case IN_TABLE:
		return end_in_table(b, tag);
	case IN_COLUMN_GROUP:
		if (tag == TAG_COL)
			return DONE;
		return leave_columns(b) == AGAIN && tag != TAG_COLGROUP ? AGAIN : DONE;
	case IN_CAPTION:
	case IN_TABLE_BODY:
	case IN_ROW:
	case IN_CELL:
		return end_in_rows(b, tag);
	case IN_TEMPLATE:
		if (tag == TAG_TEMPLATE)
			end_template(b);
		return DONE;
	default:
		end_in_body(b, tag);
		return DONE;
	}
}

/* ---- SVG and MathML ---- */

static bool is_foreign(const struct builder *b)
{
	return b->depth && b->open[b->depth - 1].foreign;
}

/* Where HTML begins again inside SVG. */
static bool holds_html(const struct builder *b)
{
	enum tag tag = builder_current(b);
	return tag == TAG_FOREIGNOBJECT || tag == TAG_DESC || tag == TAG_TITLE;
}

static enum outcome start_in_foreign(struct builder *b, enum tag tag)
{
	if (!has(tag, LEAVES_FOREIGN)) {
		start_foreign(b, tag);
		return DONE;
	}
	while (is_foreign(b) && !holds_html(b))
		builder_pop(b);
	return AGAIN;
}

static enum outcome end_in_foreign(struct builder *b, enum tag tag)
{
	for (uint32_t i = b->depth; i-- > 1 && b->open[i].foreign;)
		if (is_same(b, b->open[i], tag)) {
			while (b->depth > i)
				builder_pop(b);
			return DONE;
		}
	return AGAIN;
}

/* ---- tokens ---- */

/* Elements without markup in them must be entered at any depth, or what they hold would be read as such. */
static bool holds_text(enum tag tag)
{
	return tag == TAG_SCRIPT || tag == TAG_STYLE || tag == TAG_TITLE || tag == TAG_TEXTAREA ||
	       tag == TAG_IFRAME || tag == TAG_NOFRAMES || tag == TAG_NOEMBED || tag == TAG_XMP;
}

static void on_start(struct builder *b)
{
	enum tag tag = element_tag(&b->names, b->tokens.token.text);
	if (b->depth >= DEEPEST && !holds_text(tag)) {
		builder_insert(b, tag);
		b->skipped += !has(tag, VOID);
		b->cut = true;
		return;
	}
	enum outcome left = AGAIN;
	if (is_foreign(b) && !holds_html(b))
		left = start_in_foreign(b, tag);
	while (left == AGAIN)
		left = start_in_mode(b, tag);
}

static void on_end(struct builder *b)
{
	enum tag tag = element_tag(&b->names, b->tokens.token.text);
	if (b->skipped && b->mode != IN_TEXT) {
		b->skipped--;
		return;
	}
	enum outcome left = AGAIN;
	if (is_foreign(b))
		left = end_in_foreign(b, tag);
	while (left == AGAIN)
		left = end_in_mode(b, tag);
}

/* Cuts the white space at the beginning off. */
static struct view cut_space(struct view *text)
{
	size_t n = 0;
	while (n < text->length && is_space(text->at[n]))
		n++;
	struct view space = view_slice(*text, 0, n);
	*text = view_slice(*text, n, text->length);
	return space;
}

/* Text before the body: white space has its place there, all else opens the body. */
static void text_before_body(struct builder *b, struct view *text)
{
	while (text->length && b->mode <= AFTER_HEAD) {
		struct view space = cut_space(text);
		if (b->mode == IN_HEAD || b->mode == AFTER_HEAD)
			builder_text(b, space);
		if (!text->length)
			return;
		if (b->mode == BEFORE_HTML)
			open_html(b);
		else if (b->mode == BEFORE_HEAD)
			open_head(b);
		else if (b->mode == IN_HEAD)
			close_head(b);
		else
			open_body(b);
	}
}

static bool is_in_table(const struct builder *b)
{
	return b->mode == IN_TABLE || b->mode == IN_TABLE_BODY || b->mode == IN_ROW;
}

static void text_in_body(struct builder *b, struct view text)
{
	struct view rest = text;
	bool only_space = cut_space(&rest).length == text.length;
	bool in_table = is_in_table(b) && !is_foreign(b);
	if (in_table && only_space) {
		builder_text(b, text);
		return;
	}
	b->fosters = in_table;
	builder_reopen(b);
	builder_text(b, text);
	b->fosters = false;
}

static void on_text(struct builder *b, struct view text)
{
	if (b->skips_newline && text.length && (text.at[0] == '\n' || text.at[0] == '\r'))
		text = view_slice(text, view_starts(text, VIEW("\r\n")) ? 2 : 1, text.length);
	if (b->mode == IN_TEXT) {
		builder_text(b, text);
		return;
	}
	text_before_body(b, &text);
	if (b->mode == IN_COLUMN_GROUP) {
		struct view space = cut_space(&text);
		builder_text(b, space);
		if (text.length)
			leave_columns(b);
	}
	/* NUL means nothing in a page. */
	while (text.length) {
		struct view piece = view_cut(&text, '\0');
		if (piece.length)
			text_in_body(b, piece);
	}
}

/* Every page has a head and a body. */
static void on_end_of_page(struct builder *b)
{
	if (b->mode == IN_TEXT) {
		builder_pop(b);
		b->mode = b->mode_after_text;
	}
	if (b->mode == BEFORE_HTML)
		open_html(b);
	if (b->mode == BEFORE_HEAD)
		open_head(b);
	if (b->mode == IN_HEAD)
		close_head(b);
	if (b->mode == AFTER_HEAD)
		open_body(b);
}

static void on_token(struct builder *b)
{
	const struct html_token *token = &b->tokens.token;
	bool skips_newline = b->skips_newline;
	switch (token->kind) {
	case TOKEN_TEXT:
		on_text(b, token->text);
		break;
	case TOKEN_START:
		on_start(b);
		break;
	case TOKEN_END:
		on_end(b);
		break;
	case TOKEN_DOCTYPE:
		if (b->mode == BEFORE_HTML && !b->depth)
			b->quirks = token->doctype.quirks;
		break;
	case TOKEN_END_OF_PAGE:
		on_end_of_page(b);
		break;
	case TOKEN_COMMENT:
		break;
	}
	if (skips_newline) /* it counts for the next token alone */
		b->skips_newline = false;
}

struct tree html_read(struct arena *m, struct view page)
{
	struct builder *b = arena_zeroed(m, 1, sizeof *b);
	b->arena = m;
	b->head = b->body = b->form = NOWHERE;
	b->quirks = true; /* until a doctype says otherwise */
	b->allowance = 10000 + page.length / 4;
	element_names_fill(&b->names);
	draft_begin(&b->draft, m, (uint32_t)(page.length / 48 + 64));
	tokens_begin(&b->tokens, m, page);
	do {
		b->tokens.foreign = is_foreign(b);
		tokens_next(&b->tokens);
		on_token(b);
	} while (b->tokens.token.kind != TOKEN_END_OF_PAGE);
	struct tree tree = {.page = page, .cut = b->cut};
	draft_finish(&b->draft, &tree);
	tree.attributes = b->attributes.at;
	return tree;
}
