/* The posts of a thread on the screen: headers, bodies, the rule before what
 * is new. */

#include "ui/views/thread_draw.h"

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "ui/cells.h"
#include "ui/views/moments.h"

enum {
    TIME_BYTES = 240,
    NAME_LEAST = 12,
    NAME_WHOLE = 24, /* a name beside a week is cut no shorter */
    BESIDE_LEAST = 6 /* of a name, before what is beside it is left out */
};

/* "Mon 14:02 in APAC, 07:02 here" on boards that regions share, where the
 * author's clock shows another time; else "Mon 07:02". */
static void
time_words(const struct thread_page *page, const struct app *app,
    const struct post *post, char out[TIME_BYTES])
{
    const char *zone = app_zone(app);
    struct civil here;
    struct civil there;
    char moment[MOMENT_BYTES];
    char around[MOMENT_BYTES];

    moment_long(post->created_at, app_now(app), zone, moment, MOMENT_BYTES);
    snprintf(out, TIME_BYTES, "%s", moment);
    if (page->board.kind == BOARD_COHORT || post->author_region[0] == '\0' ||
        post->author_zone[0] == '\0')
        return;
    clock_civil(post->created_at, zone, &here);
    clock_civil(post->created_at, post->author_zone, &there);
    if (here.hour == there.hour && here.minute == there.minute &&
        here.day == there.day)
        return;
    moment_long(post->created_at, app_now(app), post->author_zone, around,
        MOMENT_BYTES);
    if (here.day == there.day)
        snprintf(moment, sizeof moment, "%02d:%02d", here.hour, here.minute);
    snprintf(out, TIME_BYTES, "%s in %s, %s here", around, post->author_region,
        moment);
}

/* The author as a header has them: whatever their name is cut to, what stands
 * beside it stays. */
struct author {
    char person[PERSON_BYTES];
    char beside[WEEK_BYTES + 20]; /* ", week 3 of 4" */
};

static void
write_author(const struct post *post, struct author *author)
{
    person_words(post->author_name, post->author_role, post->author_region,
        author->person);
    snprintf(author->beside, sizeof author->beside, "%s%s%s",
        post->author_week[0] != '\0' ? ", " : "", post->author_week,
        post_is_known(post) ? ", without a name" : "");
}

/* The columns that the author is to have. */
static int
author_room(const struct author *author)
{
    int whole = cell_width(author->person);

    if (author->beside[0] == '\0')
        return NAME_LEAST;
    return (whole < NAME_WHOLE ? whole : NAME_WHOLE) +
           cell_width(author->beside);
}

static void
draw_author(const struct author *author, const struct row *row,
    struct cell cell)
{
    int beside = cell_width(author->beside);

    if (cell.width - beside < BESIDE_LEAST)
        beside = 0;
    int width = cell.width - beside;
    int used = row_put(row,
        (struct cell){cell.column, width > 0 ? width : 1, cell.style},
        author->person);

    if (beside > 0)
        row_put(row, (struct cell){cell.column + used, beside, cell.style},
            author->beside);
}

/* The right part of a header, as much of it as leaves the author their room.
 * Returns the columns it took, the margin among them. */
static int
draw_right(const struct thread_page *page, const struct app *app,
    const struct post *post, const struct row *row, int least)
{
    char parts[3][TIME_BYTES + 48];
    const char *edited = post->edited_at != 0 ? ", edited" : "";
    int indent = thread_page_indent(page);
    int room = row->spot.width - 2 - indent - least;

    char moment[MOMENT_BYTES];
    char around[TIME_BYTES];

    moment_long(post->created_at, app_now(app), app_zone(app), moment,
        MOMENT_BYTES);
    time_words(page, app, post, around);
    snprintf(parts[2], sizeof parts[2], "%s%s", moment, edited);
    snprintf(parts[1], sizeof parts[1], "%s%s", around, edited);
    snprintf(parts[0], sizeof parts[0], "%s", parts[1]);
    if (post->reply_to > 0)
        snprintf(parts[0], sizeof parts[0], "%s%s, in reply to %d", around,
            edited, post->reply_to);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        int width = cell_width(parts[i]);

        if (width > room)
            continue;
        row_put_right(row,
            (struct cell){row->spot.width - 1 - width, width, STYLE_DIM},
            parts[i]);
        return width + 1;
    }
    return 1;
}

static void
draw_header(const struct thread_page *page, const struct app *app,
    const struct post *post, const struct row *row)
{
    bool is_new = thread_page_is_new(page, post->number);
    enum style style = is_new ? STYLE_BOLD : STYLE_PLAIN;
    char number[16];
    struct author author;

    snprintf(number, sizeof number, "%d", post->number);
    write_author(post, &author);
    int right = draw_right(page, app, post, row, author_room(&author));

    if (post->number == page->selected)
        row_put(row, (struct cell){0, 1, STYLE_ACCENT}, ">");
    row_put(row, (struct cell){1, 0, style}, number);

    int column = thread_page_indent(page);
    int room = row->spot.width - column - right - 1;

    draw_author(&author, row, (struct cell){column, room, style});
}

static void
draw_regards(const struct post *post, const struct row *row)
{
    char words[REGARDS_BYTES];

    regards_words(&post->regards, words);
    int width = cell_width(words);

    row_put_right(row,
        (struct cell){row->spot.width - 1 - width, width, STYLE_DIM}, words);
}

void
thread_draw(const struct thread_page *page, const struct app *app,
    struct canvas *canvas, const struct area *area)
{
    size_t line = page->top;

    for (int at = area->top; at < area->bottom && line < page->line_count;
         at++) {
        const struct thread_line *shown = &page->lines[line++];
        const struct post *post = &page->posts.rows[shown->post];
        struct row row = area_row(canvas, area, at);

        if (shown->kind == LINE_NEW)
            canvas_rule(canvas, at, area->column, area->width, "new");
        if (shown->kind == LINE_READ)
            canvas_rule(canvas, at, area->column, area->width, "read before");
        if (shown->kind == LINE_HEADER)
            draw_header(page, app, post, &row);
        if (shown->kind == LINE_REGARDS || shown->kind == LINE_BODY_REGARDS)
            draw_regards(post, &row);
        if (shown->kind == LINE_BODY || shown->kind == LINE_BODY_REGARDS)
            markup_draw_row(&page->bodies[shown->post], post->body, shown->row,
                canvas,
                (struct spot){at, area->column + thread_page_indent(page), -1});
    }
}
