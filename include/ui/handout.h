#ifndef UI_HANDOUT_H
#define UI_HANDOUT_H

#include "base/status.h"
#include "base/text.h"

/* A page for paper, a mail or a web page out of the plain text of
 * screens/handout.txt: "# title", "## heading", "- item", four spaces before a
 * line that stands as it is, empty lines between paragraphs. Nothing else in it
 * means anything. */
enum handout_format {
    HANDOUT_TEXT, /* 72 columns; only lines that stand as they are pass them */
    HANDOUT_MD,   /* Markdown, a line a paragraph */
    HANDOUT_HTML  /* one page by itself, for a printer too */
};

/* "text", "md", "html"; INVALID with a reason. */
MUST_USE enum status handout_format_of(const char *name,
    enum handout_format *format);
/* Appends `filled`, cleaned text, in the format. */
void handout_write(const char *filled, enum handout_format format,
    struct text *out);

#endif
