/* Portraits: a person's page, and how what they wrote begins. */

#include "model/portrait.h"

#include <string.h>

#include "base/memory.h"
#include "base/text.h"

void
portrait_clear(struct portrait *portrait)
{
    memory_release(portrait->standings);
    *portrait = (struct portrait){0};
}

void
written_list_clear(struct written_list *list)
{
    memory_release(list->rows);
    *list = (struct written_list){0};
}

static bool
is_quoted(const char *line)
{
    return line[strspn(line, " ")] == '>';
}

/* The body's lines one after the other, those quoted or the others. */
static void
join_lines(const char *body, bool with_quoted, struct text *joined)
{
    while (*body != '\0' && joined->length < EXCERPT_BYTES) {
        size_t count = strcspn(body, "\n");
        size_t indent = strspn(body, " ");

        if (indent < count && (with_quoted || !is_quoted(body))) {
            text_add(joined, joined->length > 0 ? " " : "");
            text_add_bytes(joined, body + indent, count - indent);
        }
        body += count + (body[count] == '\n');
    }
}

void
excerpt_of(const char *body, char out[EXCERPT_BYTES])
{
    struct text joined = {0};

    join_lines(body, false, &joined);
    if (joined.length == 0)
        join_lines(body, true, &joined);
    text_copy(out, EXCERPT_BYTES, text_bytes(&joined));
    text_clear(&joined);
}
