/* Whatever a post holds: its rows keep the width and point into the text. */

#include "input.h"

#include "base/unicode.h"
#include "ui/markup.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check_row(const struct markup *markup, size_t index, const struct text *text,
    int width_columns)
{
    const struct markup_row *row = &markup->rows[index];
    int column = 0;

    require(row->offset <= text->length);
    require(row->first_span + row->span_count <= markup->span_count);
    for (size_t i = 0; i < row->span_count; i++) {
        const struct markup_span *span = &markup->spans[row->first_span + i];
        const char *bytes = text_bytes(text) + span->offset;

        require(span->offset + span->count <= text->length);
        require(span->column >= column && span->style < STYLE_COUNT);
        require(memchr(bytes, '\n', span->count) == NULL);
        column = span->column + text_width(bytes, span->count);
    }
    require(column <= width_columns);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct text clean = {0};
    struct markup markup;

    if (size == 0)
        return 0;
    int width_columns = 8 + data[0] % 120;
    text_clean(&clean, TEXT_BODY, (const char *)data + 1, size - 1, NULL);
    markup_lay(&markup, text_bytes(&clean), clean.length, width_columns);
    for (size_t i = 0; i < markup.row_count; i++)
        check_row(&markup, i, &clean, width_columns);
    markup_clear(&markup);
    text_clear(&clean);
    return 0;
}
