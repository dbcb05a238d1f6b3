/* An app on a terminal that is only glass, for tests. */

#include "support/glass.h"

#include <locale.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    PARAMETERS = 4
};

static void
print(const struct glass *glass)
{
    for (int i = 0; i < glass->rows; i++)
        print_message("%2d|%s\n", i, glass->cells[i]);
}

static void
blank(struct glass *glass, int row, int from, int to)
{
    for (int i = from; i < to && i < glass->columns; i++)
        glass->cells[row][i] = ' ';
    glass->cells[row][glass->columns] = '\0';
}

static void
clear(struct glass *glass)
{
    for (int i = 0; i < glass->rows; i++)
        blank(glass, i, 0, glass->columns);
    glass->row = glass->column = glass->first = 0;
    glass->last = glass->rows - 1;
}

/* The rows between those that scroll move by one, up where `by` is 1. */
static void
scroll(struct glass *glass, int by)
{
    int from = by > 0 ? glass->first : glass->last;
    int to = by > 0 ? glass->last : glass->first;

    for (int i = from; i != to; i += by)
        memcpy(glass->cells[i], glass->cells[i + by], sizeof *glass->cells);
    blank(glass, to, 0, glass->columns);
}

static void
set_scrolled(struct glass *glass, const int *given)
{
    glass->first = given[0] > 0 ? given[0] - 1 : 0;
    glass->last = given[1] > 0 ? given[1] - 1 : glass->rows - 1;
    glass->row = glass->column = 0;
}

static void
move(struct glass *glass, int row, int column)
{
    assert_in_range(row, 0, glass->rows - 1);
    glass->row = row;
    glass->column = column < glass->columns ? column : glass->columns - 1;
}

static void
erase_line(struct glass *glass, int how)
{
    blank(glass, glass->row, how == 0 ? glass->column : 0,
        how == 1 ? glass->column + 1 : glass->columns);
}

static void
erase_below(struct glass *glass)
{
    erase_line(glass, 0);
    for (int i = glass->row + 1; i < glass->rows; i++)
        blank(glass, i, 0, glass->columns);
}

/* What a control sequence does, by its last byte. */
static void
control(struct glass *glass, char last, const int *given)
{
    int count = given[0] > 0 ? given[0] : 1;

    if (last == 'H')
        move(glass, count - 1, given[1] > 0 ? given[1] - 1 : 0);
    else if (last == 'A')
        move(glass, glass->row - count, glass->column);
    else if (last == 'B')
        move(glass, glass->row + count, glass->column);
    else if (last == 'C')
        move(glass, glass->row, glass->column + count);
    else if (last == 'D')
        move(glass, glass->row, glass->column - count);
    else if (last == 'K')
        erase_line(glass, given[0]);
    else if (last == 'J')
        erase_below(glass);
    else if (last == 'r')
        set_scrolled(glass, given);
    else if (strchr("mhl", last) == NULL)
        fail_msg("an unknown control sequence: %c", last);
}

/* Returns the bytes of the escape sequence that `at` begins with. */
static size_t
escape(struct glass *glass, const char *at)
{
    int given[PARAMETERS] = {0};
    int index = 0;
    size_t count = 2;

    if (strchr("()", at[1]) != NULL)
        return 3;
    if (at[1] == '7') {
        glass->saved_row = glass->row;
        glass->saved_column = glass->column;
        return 2;
    }
    if (at[1] == '8') {
        move(glass, glass->saved_row, glass->saved_column);
        return 2;
    }
    if (strchr("=>", at[1]) != NULL)
        return 2;
    if (at[1] == 'M') {
        if (glass->row == glass->first)
            scroll(glass, -1);
        else
            glass->row--;
        return 2;
    }
    if (at[1] != '[')
        fail_msg("an unknown escape sequence: %c", at[1]);
    for (; strchr("0123456789;?", at[count]) != NULL; count++) {
        if (at[count] == ';' && index + 1 < PARAMETERS)
            index++;
        else if (at[count] >= '0' && at[count] <= '9')
            given[index] = given[index] * 10 + (at[count] - '0');
    }
    control(glass, at[count], given);
    return count + 1;
}

static void
put(struct glass *glass, char byte)
{
    if (byte == '\r')
        glass->column = 0;
    else if (byte == '\n' && glass->row == glass->last)
        scroll(glass, 1);
    else if (byte == '\n')
        glass->row++;
    else if (byte == '\b' && glass->column > 0)
        glass->column--;
    else if (byte >= ' ' && byte < 0x7f && glass->column < glass->columns)
        glass->cells[glass->row][glass->column++] = byte;
    else if (byte >= ' ')
        fail_msg("a byte past the row or beyond ASCII: %02x",
            (unsigned)(unsigned char)byte);
}

static void
feed(struct glass *glass, const char *bytes)
{
    while (*bytes != '\0') {
        if (*bytes == '\033') {
            bytes += escape(glass, bytes);
            continue;
        }
        put(glass, *bytes);
        bytes++;
    }
}

void
glass_show(struct glass *glass)
{
    struct text output = {0};

    app_show(glass->app, &output);
    feed(glass, text_bytes(&output));
    text_clear(&output);
}

void
glass_open(struct glass *glass, struct viewer *viewer, int rows, int columns)
{
    struct terminal terminal = {
        .term = "vt100",
        .rows = rows,
        .columns = columns,
    };
    struct text output = {0};

    setlocale(LC_ALL, "C.UTF-8");
    *glass = (struct glass){
        .viewer = viewer,
        .rows = rows,
        .columns = columns,
    };
    clear(glass);
    must(app_new(viewer, &terminal, NULL, &glass->app));
    app_begin(glass->app, &output);
    feed(glass, text_bytes(&output));
    text_clear(&output);
    glass_show(glass);
}

void
glass_kill(struct glass *glass)
{
    app_free(glass->app);
    glass->app = NULL;
}

void
glass_cut(struct glass *glass)
{
    app_hangup(glass->app);
    glass_kill(glass);
}

void
glass_type(struct glass *glass, const char *keys)
{
    app_input(glass->app, keys, strlen(keys));
    if (!app_is_done(glass->app))
        glass_show(glass);
}

void
glass_wait(struct glass *glass)
{
    poll(NULL, 0, app_wait(glass->app));
    app_tick(glass->app);
    if (!app_is_done(glass->app))
        glass_show(glass);
}

void
glass_resize(struct glass *glass, int rows, int columns)
{
    app_resize(glass->app, rows, columns);
    glass->rows = rows;
    glass->columns = columns;
    clear(glass);
    glass_type(glass, "\f");
}

void
glass_hear(struct glass *glass, struct viewer *other)
{
    for (size_t i = 0; i < other->news.count; i++)
        app_notify(glass->app, &other->news.rows[i]);
    event_list_clear(&other->news);
    /* What came just before may have been read just now: its turn comes. */
    while (app_wait(glass->app) < 1000 && app_wait(glass->app) > 0)
        poll(NULL, 0, app_wait(glass->app));
    glass_show(glass);
}

const char *
glass_row(const struct glass *glass, int row)
{
    static char text[512];
    const char *cells = glass->cells[row < 0 ? glass->rows + row : row];
    size_t count = strlen(cells);

    while (count > 0 && cells[count - 1] == ' ')
        count--;
    memcpy(text, cells, count);
    text[count] = '\0';
    return text;
}

int
glass_find(const struct glass *glass, const char *words)
{
    for (int i = 0; i < glass->rows; i++)
        if (strstr(glass->cells[i], words) != NULL)
            return i;
    return -1;
}

void
glass_must_show(const struct glass *glass, const char *words)
{
    if (glass_find(glass, words) >= 0)
        return;
    print(glass);
    fail_msg("the screen lacks \"%s\"", words);
}

void
glass_must_not_show(const struct glass *glass, const char *words)
{
    if (glass_find(glass, words) < 0)
        return;
    print(glass);
    fail_msg("the screen shows \"%s\"", words);
}

void
glass_must_be_at(const struct glass *glass, const char *view)
{
    const struct view *top = app_top(glass->app);

    if (text_equals(top->name, view))
        return;
    print(glass);
    fail_msg("the view is %s, not %s", top->name, view);
}
