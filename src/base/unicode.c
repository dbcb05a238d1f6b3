/* Unicode: what text from people may hold, and the cleaning that sees to it. */

#include "base/unicode.h"

#include <string.h>
#include <utf8proc.h>

#include "base/memory.h"
#include "base/script_joins.h"
#include "base/utf8.h"

enum {
    REPLACEMENT = 0xFFFD,
    DOTTED_CIRCLE = 0x25CC,
    ZWNJ = 0x200C,
    ZWJ = 0x200D,
    TAB_STOP = 4,
    MARKS_MOST = 4,      /* nonspacing and enclosing ones on a base */
    MARKS_ALL_MOST = 8,  /* with the spacing ones */
    MARKS_RAW_MOST = 16, /* before composition: keeps its sort short */
    POINTS_A_POINT = 4   /* of a canonical decomposition, at most */
};

/* Text being cleaned, as code points. */
struct points {
    int32_t *rows; /* owned */
    size_t count;
    size_t line;    /* where the last line begins, while they are read */
    size_t removed; /* left out or replaced, so far */
};

static bool
is_mark(int32_t point)
{
    utf8proc_category_t category = utf8proc_category(point);

    return category >= UTF8PROC_CATEGORY_MN && category <= UTF8PROC_CATEGORY_ME;
}

static bool
is_joiner(int32_t point)
{
    return point == ZWJ || point == ZWNJ;
}

static bool
is_pictograph(int32_t point)
{
    return utf8proc_get_property(point)->boundclass ==
           UTF8PROC_BOUNDCLASS_EXTENDED_PICTOGRAPHIC;
}

static bool
is_emoji_extension(int32_t point)
{
    return point == 0xFE0F || (point >= 0x1F3FB && point <= 0x1F3FF);
}

static void
points_add(struct points *points, int32_t point)
{
    points->rows[points->count++] = point;
}

static void
add_tab(struct points *points)
{
    do
        points_add(points, ' ');
    while ((points->count - points->line) % TAB_STOP != 0);
}

static void
add_line_end(struct points *points)
{
    points_add(points, '\n');
    points->line = points->count;
}

/* Adds what stands for the characters that lay out: line ends, tabs, spaces.
 * False for any other. */
static bool
add_layout(struct points *points, enum text_kind kind, int32_t point)
{
    if (point == '\t' && kind == TEXT_BODY)
        add_tab(points);
    else if (point == '\n' && kind == TEXT_BODY)
        add_line_end(points);
    else if (point == '\t' || point == '\n' ||
             utf8proc_category(point) == UTF8PROC_CATEGORY_ZS)
        points_add(points, ' ');
    else
        return false;
    return true;
}

static void
add_character(struct points *points, int32_t point)
{
    if (point < 0) {
        points_add(points, REPLACEMENT);
        points->removed++;
    } else if (utf8_is_printable(point) || is_joiner(point)) {
        points_add(points, point);
    } else {
        points->removed++;
    }
}

static void
points_read(struct points *points, enum text_kind kind, const char *bytes,
    size_t count)
{
    bool after_return = false;

    points->rows = memory_new((count * TAB_STOP + 1) * sizeof *points->rows);
    for (size_t at = 0; at < count;) {
        int32_t point;

        at += utf8_decode(bytes + at, count - at, &point);
        bool is_second_half = after_return && point == '\n';
        after_return = point == '\r';
        if (is_second_half)
            continue;
        if (after_return)
            point = '\n';
        if (!add_layout(points, kind, point))
            add_character(points, point);
    }
}

/* Drops the marks past the limits; joiners leave the count as it is. */
static void
drop_marks(struct points *points, size_t most, size_t all_most)
{
    size_t kept = 0;
    size_t marks = 0;
    size_t all = 0;

    for (size_t i = 0; i < points->count; i++) {
        int32_t point = points->rows[i];

        if (is_mark(point)) {
            bool is_spacing = utf8proc_category(point) == UTF8PROC_CATEGORY_MC;

            if (all >= all_most || (!is_spacing && marks >= most))
                continue;
            all++;
            marks += !is_spacing;
        } else if (!is_joiner(point)) {
            marks = all = 0;
        }
        points->rows[kept++] = point;
    }
    points->removed += points->count - kept;
    points->count = kept;
}

/* Whether a joiner may stand between what was kept before it and `next`. */
static bool
joiner_may_stand(const int32_t *kept, size_t count, int32_t joiner,
    int32_t next)
{
    if (count == 0)
        return false;
    if (script_joins(kept[count - 1]) && script_joins(next))
        return true;
    if (joiner != ZWJ || !is_pictograph(next))
        return false;
    while (count > 1 && is_emoji_extension(kept[count - 1]))
        count--;
    return is_pictograph(kept[count - 1]);
}

static void
drop_joiners(struct points *points)
{
    size_t kept = 0;

    for (size_t i = 0; i < points->count; i++) {
        int32_t point = points->rows[i];
        int32_t next = i + 1 < points->count ? points->rows[i + 1] : -1;

        if (is_joiner(point) &&
            !joiner_may_stand(points->rows, kept, point, next))
            continue;
        points->rows[kept++] = point;
    }
    points->removed += points->count - kept;
    points->count = kept;
}

/* The canonical order of a run of marks, in place: short by MARKS_RAW_MOST. */
static void
sort_mark(int32_t *rows, size_t at)
{
    int class = utf8proc_get_property(rows[at])->combining_class;

    while (class != 0 && at > 0 &&
           utf8proc_get_property(rows[at - 1])->combining_class > class) {
        int32_t swapped = rows[at - 1];

        rows[at - 1] = rows[at];
        rows[at--] = swapped;
    }
}

/* Normalises to NFC; true when that changed anything. */
static bool
compose(struct points *points)
{
    size_t room = points->count * POINTS_A_POINT + 1;
    int32_t *rows = memory_new(room * sizeof *rows);
    size_t count = 0;

    for (size_t i = 0; i < points->count; i++) {
        utf8proc_ssize_t added = utf8proc_decompose_char(points->rows[i],
            rows + count, (utf8proc_ssize_t)(room - count), UTF8PROC_DECOMPOSE,
            NULL);

        for (utf8proc_ssize_t j = 0; j < added; j++)
            sort_mark(rows, count++);
    }
    utf8proc_ssize_t composed = utf8proc_normalize_utf32(rows,
        (utf8proc_ssize_t)count, UTF8PROC_COMPOSE | UTF8PROC_STABLE);
    if (composed >= 0)
        count = (size_t)composed;

    bool has_changed = count != points->count ||
                       memcmp(rows, points->rows, count * sizeof *rows) != 0;
    memory_release(points->rows);
    points->rows = rows;
    points->count = count;
    return has_changed;
}

/* Composing brings marks and joiners next to others and the reverse, so round
 * and round until nothing moves: each round but the first leaves less. */
static void
points_settle(struct points *points)
{
    size_t before;
    bool has_changed;

    drop_marks(points, MARKS_RAW_MOST, MARKS_RAW_MOST);
    do {
        drop_joiners(points);
        has_changed = compose(points);
        before = points->count;
        drop_marks(points, MARKS_MOST, MARKS_ALL_MOST);
    } while (has_changed || points->count != before);
}

static void
points_trim(struct points *points)
{
    size_t start = 0;

    while (points->count > 0 && points->rows[points->count - 1] == ' ')
        points->count--;
    while (start < points->count && points->rows[start] == ' ')
        start++;
    points->count -= start;
    memmove(points->rows, points->rows + start,
        points->count * sizeof *points->rows);
}

static void
add_point(struct text *clean, int32_t point)
{
    char bytes[4];

    text_add_bytes(clean, bytes, utf8_encode(point, bytes));
}

static void
points_write(const struct points *points, struct text *clean)
{
    int32_t before = '\n';

    for (size_t i = 0; i < points->count; i++) {
        int32_t point = points->rows[i];

        if (is_mark(point) && (before == '\n' || before == ' '))
            add_point(clean, DOTTED_CIRCLE);
        add_point(clean, point);
        before = point;
    }
}

/* True for what is clean as it stands, which most of what is drawn is. */
static bool
is_plain(enum text_kind kind, const char *bytes, size_t count)
{
    if (kind == TEXT_LINE && count > 0 &&
        (bytes[0] == ' ' || bytes[count - 1] == ' '))
        return false;
    for (size_t i = 0; i < count; i++) {
        bool is_line_end = bytes[i] == '\n' && kind == TEXT_BODY;

        if (!is_line_end && (bytes[i] < ' ' || bytes[i] > '~'))
            return false;
    }
    return true;
}

void
text_clean(struct text *clean, enum text_kind kind, const char *bytes,
    size_t count, size_t *removed)
{
    struct points points = {0};

    if (is_plain(kind, bytes, count)) {
        text_add_bytes(clean, bytes, count);
    } else {
        points_read(&points, kind, bytes, count);
        points_settle(&points);
        if (kind == TEXT_LINE)
            points_trim(&points);
        points_write(&points, clean);
        memory_release(points.rows);
    }
    if (removed != NULL)
        *removed = points.removed;
}

bool
text_is_utf8(const char *bytes, size_t count, size_t *at)
{
    for (size_t i = 0; i < count;) {
        int32_t point;
        size_t length = utf8_decode(bytes + i, count - i, &point);

        if (point < 0) {
            if (at != NULL)
                *at = i;
            return false;
        }
        i += length;
    }
    return true;
}
