/* Handout: the page that leads people here, as text, Markdown or HTML. */

#include "ui/handout.h"

#include <stdbool.h>
#include <string.h>

#include "base/unicode.h"

enum {
    PAGE_COLUMNS = 72,
    ITEM_COLUMNS = 2,
    VERBATIM_SPACES = 4
};

enum block_kind {
    BLOCK_TITLE,
    BLOCK_HEADING,
    BLOCK_ITEM,
    BLOCK_VERBATIM, /* lines, each with its end */
    BLOCK_PARAGRAPH
};

/* One block, its lines joined, without its marks. */
struct block {
    enum block_kind kind;
    struct text words; /* owned */
};

/* How a format writes; `before` is the kind of the block before this one, or
 * this one's own for the first. */
struct writer {
    const char *name;
    const char *start; /* before all of it */
    const char *end;
    void (*write)(const struct block *block, enum block_kind before,
        struct text *out);
    void (*finish)(enum block_kind last, struct text *out);
};

static const struct {
    const char *mark;
    enum block_kind kind;
} marks[] = {
    {"# ", BLOCK_TITLE},
    {"## ", BLOCK_HEADING},
    {"- ", BLOCK_ITEM},
    {"    ", BLOCK_VERBATIM},
};

/* ---- Reading ------------------------------------------------------------ */

/* The kind of a line, and how many bytes mark it. */
static enum block_kind
kind_of(const char *line, size_t *skipped)
{
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        *skipped = strlen(marks[i].mark);
        if (text_starts(line, marks[i].mark))
            return marks[i].kind;
    }
    *skipped = 0;
    return BLOCK_PARAGRAPH;
}

/* Whether a line goes on with the block before it. */
static bool
goes_on(enum block_kind before, enum block_kind kind)
{
    if (before == BLOCK_VERBATIM || kind == BLOCK_VERBATIM)
        return before == kind;
    return kind == BLOCK_PARAGRAPH &&
           (before == BLOCK_PARAGRAPH || before == BLOCK_ITEM);
}

static void
add_words(struct block *block, const char *words, size_t count)
{
    if (block->kind == BLOCK_VERBATIM) {
        text_add_bytes(&block->words, words, count);
        text_add(&block->words, "\n");
        return;
    }
    while (count > 0 && *words == ' ') {
        words++;
        count--;
    }
    if (block->words.length > 0)
        text_add(&block->words, " ");
    text_add_bytes(&block->words, words, count);
}

/* Takes the next block; false at the end. */
static bool
next_block(const char **at, struct block *block)
{
    text_truncate(&block->words, 0);
    while (**at != '\0' && (**at != '\n' || block->words.length == 0)) {
        size_t skipped;
        size_t count = strcspn(*at, "\n");
        enum block_kind kind = kind_of(*at, &skipped);

        if (block->words.length > 0 && !goes_on(block->kind, kind))
            return true;
        if (block->words.length == 0)
            block->kind = kind;
        add_words(block, *at + skipped, count - skipped);
        *at += count + ((*at)[count] == '\n');
    }
    return block->words.length > 0;
}

/* ---- Text --------------------------------------------------------------- */

static void
add_spaces(struct text *out, int count)
{
    for (int i = 0; i < count; i++)
        text_add(out, " ");
}

/* The bytes of the next row: up to the last space that fits, or a whole word
 * that is wider. */
static size_t
row_bytes(const char *words, size_t count, int columns)
{
    size_t fits = text_fit(words, count, columns);

    if (fits == count)
        return count;
    for (size_t at = fits; at > 0; at--)
        if (words[at] == ' ')
            return at;
    while (fits < count && words[fits] != ' ')
        fits++;
    return fits;
}

static void
add_wrapped(struct text *out, const struct text *words, int indent)
{
    const char *at = text_bytes(words);
    size_t left = words->length;
    bool is_first = true;

    while (left > 0) {
        size_t count = row_bytes(at, left, PAGE_COLUMNS - indent);

        if (!is_first)
            add_spaces(out, indent);
        is_first = false;
        text_add_bytes(out, at, count);
        text_add(out, "\n");
        while (count < left && at[count] == ' ')
            count++;
        at += count;
        left -= count;
    }
}

static void
add_underlined(struct text *out, const struct text *words, const char *sign)
{
    int width = text_width(text_bytes(words), words->length);

    add_wrapped(out, words, 0);
    for (int i = 0; i < width && i < PAGE_COLUMNS; i++)
        text_add(out, sign);
    text_add(out, "\n");
}

/* Lines of one block, each after four spaces. */
static void
add_verbatim(struct text *out, const struct text *words)
{
    for (const char *at = text_bytes(words); *at != '\0';) {
        size_t count = strcspn(at, "\n") + 1;

        add_spaces(out, VERBATIM_SPACES);
        text_add_bytes(out, at, count);
        at += count;
    }
}

/* Items of one list stand close together. */
static void
add_gap(const struct block *block, enum block_kind before, struct text *out)
{
    bool is_list = block->kind == BLOCK_ITEM && before == BLOCK_ITEM;

    if (out->length > 0 && !is_list)
        text_add(out, "\n");
}

static void
write_text(const struct block *block, enum block_kind before, struct text *out)
{
    add_gap(block, before, out);
    switch (block->kind) {
    case BLOCK_TITLE:
        add_underlined(out, &block->words, "=");
        break;
    case BLOCK_HEADING:
        add_underlined(out, &block->words, "-");
        break;
    case BLOCK_ITEM:
        text_add(out, "- ");
        add_wrapped(out, &block->words, ITEM_COLUMNS);
        break;
    case BLOCK_VERBATIM:
        add_verbatim(out, &block->words);
        break;
    case BLOCK_PARAGRAPH:
        add_wrapped(out, &block->words, 0);
        break;
    }
}

/* ---- Markdown ----------------------------------------------------------- */

static void
write_md(const struct block *block, enum block_kind before, struct text *out)
{
    add_gap(block, before, out);
    if (block->kind == BLOCK_VERBATIM) {
        add_verbatim(out, &block->words);
        return;
    }
    if (block->kind != BLOCK_PARAGRAPH)
        text_add(out, marks[block->kind].mark);
    for (const char *at = text_bytes(&block->words); *at != '\0'; at++) {
        if (strchr("\\`*_[]<>&", *at) != NULL)
            text_add(out, "\\");
        text_add_bytes(out, at, 1);
    }
    text_add(out, "\n");
}

/* ---- HTML --------------------------------------------------------------- */

static void
add_escaped(struct text *out, const char *words)
{
    for (; *words != '\0'; words++) {
        if (*words == '<')
            text_add(out, "&lt;");
        else if (*words == '>')
            text_add(out, "&gt;");
        else if (*words == '&')
            text_add(out, "&amp;");
        else if (*words == '"')
            text_add(out, "&quot;");
        else
            text_add_bytes(out, words, 1);
    }
}

static void
close_list(bool is_list, struct text *out)
{
    if (is_list)
        text_add(out, "</ul>\n");
}

static void
write_html(const struct block *block, enum block_kind before, struct text *out)
{
    static const char *const tags[] = {
        [BLOCK_TITLE] = "h1",
        [BLOCK_HEADING] = "h2",
        [BLOCK_ITEM] = "li",
        [BLOCK_VERBATIM] = "pre",
        [BLOCK_PARAGRAPH] = "p",
    };
    const char *tag = tags[block->kind];
    bool is_item = block->kind == BLOCK_ITEM;
    bool was_item = before == BLOCK_ITEM;

    close_list(was_item && !is_item, out);
    if (is_item && !was_item)
        text_add(out, "<ul>\n");
    text_add_format(out, "<%s>", tag);
    add_escaped(out, text_bytes(&block->words));
    text_add_format(out, "</%s>\n", tag);
}

static void
finish_html(enum block_kind last, struct text *out)
{
    close_list(last == BLOCK_ITEM, out);
}

/* ---- All of it ---------------------------------------------------------- */

static const char html_start[] =
    "<!DOCTYPE html>\n"
    "<html>\n<head>\n<meta charset=\"utf-8\">\n"
    "<title>Handout</title>\n"
    "<style>\n"
    "body { max-width: 42em; margin: 2em auto; padding: 0 1em;\n"
    "  font: 11pt/1.4 sans-serif; color: #000; background: #fff; }\n"
    "h1 { font-size: 1.5em; } h2 { font-size: 1.15em; }\n"
    "pre { padding: 0.5em; border: 1px solid #999; white-space: pre-wrap;\n"
    "  overflow-wrap: anywhere; }\n"
    "@media print { body { margin: 0; max-width: none; font-size: 10pt; }\n"
    "  h2, pre, li { break-inside: avoid; break-after: auto; } }\n"
    "</style>\n</head>\n<body>\n";

static const struct writer writers[] = {
    [HANDOUT_TEXT] = {"text", "", "", write_text, NULL},
    [HANDOUT_MD] = {"md", "", "", write_md, NULL},
    [HANDOUT_HTML] = {"html", html_start, "</body>\n</html>\n", write_html,
        finish_html},
};

enum status
handout_format_of(const char *name, enum handout_format *format)
{
    for (size_t i = 0; i < sizeof writers / sizeof *writers; i++) {
        if (!text_equals(writers[i].name, name))
            continue;
        *format = (enum handout_format)i;
        return STATUS_OK;
    }
    return refuse(STATUS_INVALID, "%.40s: the format is text, md or html",
        name);
}

void
handout_write(const char *filled, enum handout_format format, struct text *out)
{
    const struct writer *writer = &writers[format];
    struct block block = {0};
    enum block_kind before = BLOCK_PARAGRAPH;

    text_add(out, writer->start);
    while (next_block(&filled, &block)) {
        writer->write(&block, before, out);
        before = block.kind;
    }
    if (writer->finish != NULL)
        writer->finish(before, out);
    text_add(out, writer->end);
    text_clear(&block.words);
}
