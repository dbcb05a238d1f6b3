/* Marks: what the marks inside a line are about. */

#include "ui/marks.h"

#include <string.h>

#include "base/handle.h"
#include "base/memory.h"
#include "base/unicode.h"
#include "base/utf8.h"

enum {
    HANDLE_BYTES_MOST = 20
};

static const struct {
    char mark;
    enum style style;
} pairs[] = {
    {'*', STYLE_BOLD},
    {'_', STYLE_EMPHASIS},
    {'`', STYLE_CODE},
};

static const char *const link_starts[] = {"http://", "https://", "ssh://"};

enum {
    PAIR_COUNT = sizeof pairs / sizeof pairs[0]
};

/* The line that is being read. Where one mark found no end, none after it
 * will: knowing that keeps the reading linear. */
struct line {
    const char *text;
    size_t from;
    size_t to;
    bool is_endless[PAIR_COUNT];
};

static void
add_run(struct mark_runs *runs, struct mark_run run)
{
    if (run.from >= run.to)
        return;
    runs->rows = grow(runs->rows, runs->count + 1, sizeof *runs->rows);
    runs->rows[runs->count++] = run;
}

static bool
is_word_before(const struct line *line, size_t at)
{
    size_t start = at;
    int32_t point;

    if (at == line->from)
        return false;
    do
        start--;
    while (start > line->from && at - start < 4 &&
           ((unsigned char)line->text[start] & 0xC0) == 0x80);
    utf8_decode(line->text + start, at - start, &point);
    return point >= 0 && utf8_is_word(point);
}

static bool
is_word_at(const struct line *line, size_t at)
{
    int32_t point;

    if (at >= line->to)
        return false;
    utf8_decode(line->text + at, line->to - at, &point);
    return point >= 0 && utf8_is_word(point);
}

/* True for the mark at `at` alone: not doubled, nothing combined with it. */
static bool
is_single(const struct line *line, size_t at, char mark)
{
    return line->text[at] == mark &&
           grapheme_next(line->text, line->to, at) == 1 &&
           (at == line->from || line->text[at - 1] != mark) &&
           (at + 1 == line->to || line->text[at + 1] != mark);
}

static bool
is_blank(const struct line *line, size_t at)
{
    return at >= line->to || line->text[at] == ' ';
}

/* Where the pair that opens at `at` closes, 0 for nowhere. */
static size_t
close_of(struct line *line, size_t at, size_t pair)
{
    char mark = pairs[pair].mark;

    if (line->is_endless[pair] || !is_single(line, at, mark) ||
        is_word_before(line, at) || is_blank(line, at + 1))
        return 0;
    for (size_t end = at + 2; end < line->to; end++) {
        if (is_single(line, end, mark) && !is_blank(line, end - 1) &&
            !is_word_at(line, end + 1))
            return end;
    }
    line->is_endless[pair] = true;
    return 0;
}

/* Each finder gives the offset after what it found at `at`, 0 for nothing. */

static size_t
find_pair(struct mark_runs *runs, struct line *line, size_t at)
{
    for (size_t i = 0; i < PAIR_COUNT; i++) {
        if (line->text[at] != pairs[i].mark)
            continue;
        size_t end = close_of(line, at, i);
        if (end == 0)
            return 0;
        add_run(runs, (struct mark_run){.from = at, .to = at + 1});
        add_run(runs, (struct mark_run){at + 1, end, pairs[i].style, true});
        add_run(runs, (struct mark_run){.from = end, .to = end + 1});
        return end + 1;
    }
    return 0;
}

static size_t
find_link(struct mark_runs *runs, struct line *line, size_t at)
{
    size_t end = at;
    size_t start = 0;

    for (size_t i = 0; i < sizeof link_starts / sizeof link_starts[0]; i++) {
        size_t length = strlen(link_starts[i]);

        if (line->to - at > length &&
            memcmp(line->text + at, link_starts[i], length) == 0)
            start = length;
    }
    if (start == 0 || is_word_before(line, at))
        return 0;
    while (!is_blank(line, end))
        end++;
    while (end > at + start && strchr(".,;:!?'\")>*_`", line->text[end - 1]))
        end--;
    if (end == at + start)
        return 0;
    add_run(runs, (struct mark_run){at, end, STYLE_EMPHASIS, true});
    return end;
}

static size_t
find_handle(struct mark_runs *runs, struct line *line, size_t at)
{
    char handle[HANDLE_BYTES_MOST + 1] = "";
    size_t end = at + 1;
    size_t length = 0;

    if (line->text[at] != '@' || is_word_before(line, at))
        return 0;
    while (end < line->to && length < HANDLE_BYTES_MOST &&
           line->text[end] != '\0' &&
           strchr("abcdefghijklmnopqrstuvwxyz0123456789_-", line->text[end]))
        handle[length++] = line->text[end++];
    if (!handle_is_valid(handle) || is_word_at(line, end))
        return 0;
    add_run(runs, (struct mark_run){at, end, STYLE_BOLD, true});
    return end;
}

void
marks_find(struct mark_runs *runs, const char *text, size_t from, size_t to,
    enum style base)
{
    static size_t (*const finders[])(struct mark_runs * runs,
        struct line * line, size_t at) = {find_pair, find_link, find_handle};
    struct line line = {.text = text, .from = from, .to = to};
    size_t plain = from;

    runs->count = 0;
    for (size_t at = from; at < to;) {
        struct mark_runs found = {0};
        size_t end = 0;

        for (size_t i = 0; i < sizeof finders / sizeof finders[0] && end == 0;
             i++)
            end = finders[i](&found, &line, at);
        if (end == 0) {
            at++;
            continue;
        }
        add_run(runs, (struct mark_run){plain, at, base, true});
        for (size_t i = 0; i < found.count; i++)
            add_run(runs, found.rows[i]);
        marks_clear(&found);
        plain = at = end;
    }
    add_run(runs, (struct mark_run){plain, to, base, true});
}

void
marks_clear(struct mark_runs *runs)
{
    memory_release(runs->rows);
    *runs = (struct mark_runs){0};
}
