/* The canvas: what it draws is what a terminal then shows. */

#include <ctype.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "base/utf8.h"
#include "support/support.h"
#include "ui/canvas.h"

/* A terminal of ours, as raw as ssh makes one: a line feed keeps the column.
 * It can be told to hold characters beyond ASCII for wider or narrower than
 * they are. A sequence it does not know fails the test. */
enum {
    ROWS = 24,
    COLUMNS = 80,
    CELL_BYTES = 32,
    NUMBERS = 4
};

struct screen {
    char cell[ROWS][COLUMNS][CELL_BYTES];
    int row;
    int column;
    int kept_row; /* as Esc 7 left them */
    int kept_column;
    int top; /* of the rows that scroll */
    int bottom;
    int width_most;  /* columns of a wide character */
    int width_least; /* columns of any other beyond ASCII */
    bool does_wrap;
    bool is_cursor_hidden;
    bool has_alternate;
    bool has_paste;
};

static struct screen screen;
static struct text output;
static struct canvas *canvas;

static void
screen_clear(int from_row, int from_column)
{
    for (int y = from_row; y < ROWS; y++) {
        for (int x = y == from_row ? from_column : 0; x < COLUMNS; x++)
            strcpy(screen.cell[y][x], " ");
    }
}

static void
screen_put(const char *bytes, size_t count, int width)
{
    if (width == 0) {
        int before = screen.column > 0 ? screen.column - 1 : 0;
        char *cell = screen.cell[screen.row][before];

        assert_true(strlen(cell) + count < CELL_BYTES);
        strncat(cell, bytes, count);
        return;
    }
    if (screen.column + width > COLUMNS) {
        if (screen.does_wrap) {
            screen.row += screen.row < ROWS - 1;
            screen.column = 0;
        } else {
            screen.column = COLUMNS - width;
        }
    }
    for (int i = 0; i < width; i++)
        strcpy(screen.cell[screen.row][screen.column + i], "");
    memcpy(screen.cell[screen.row][screen.column], bytes, count);
    screen.cell[screen.row][screen.column][count] = '\0';
    screen.column += width;
}

static size_t
screen_character(const char *bytes, size_t count)
{
    int32_t point;
    size_t used = utf8_decode(bytes, count, &point);
    int width;

    assert_true(point >= 0x20);
    width = wcwidth((wchar_t)point);
    assert_true(width >= 0);
    if (point >= 0x80 && width == 1)
        width = screen.width_least;
    if (width == 2)
        width = screen.width_most;
    screen_put(bytes, used, width);
    return used;
}

static void
screen_mode(const char *numbers, bool is_on)
{
    if (strcmp(numbers, "?25") == 0)
        screen.is_cursor_hidden = !is_on;
    else if (strcmp(numbers, "?7") == 0)
        screen.does_wrap = is_on;
    else if (strcmp(numbers, "?1049") == 0)
        screen.has_alternate = is_on;
    else if (strcmp(numbers, "?2004") == 0)
        screen.has_paste = is_on;
    else if (strstr("?12 ?1 4 34", numbers) == NULL)
        fail_msg("mode %s", numbers);
}

static void
screen_erase_row(int from, int to)
{
    for (int x = from; x < to; x++)
        strcpy(screen.cell[screen.row][x], " ");
}

/* The rows from `top` to the end of the region, up or, for less than 0, down.
 */
static void
screen_scroll(int top, int count)
{
    int step = count > 0 ? 1 : -1;
    int first = count > 0 ? top : screen.bottom;
    int last = count > 0 ? screen.bottom : top;

    for (int i = 0; i != count; i += step) {
        for (int y = first; y != last; y += step)
            memcpy(screen.cell[y], screen.cell[y + step],
                sizeof screen.cell[y]);
        for (int x = 0; x < COLUMNS; x++)
            strcpy(screen.cell[last][x], " ");
    }
}

static void
screen_region(int top, int bottom)
{
    screen.top = top > 0 ? top - 1 : 0;
    screen.bottom = bottom > 0 ? bottom - 1 : ROWS - 1;
    screen.row = 0;
    screen.column = 0;
}

static void
screen_line_feed(void)
{
    if (screen.row == screen.bottom)
        screen_scroll(screen.top, 1);
    else
        screen.row++;
}

static void
screen_sequence(const char *numbers, char final)
{
    int a = 0;
    int b = 0;

    sscanf(numbers, "%d;%d", &a, &b);
    int n = a > 0 ? a : 1;
    if (final == 'H') {
        screen.row = n - 1;
        screen.column = b > 0 ? b - 1 : 0;
    } else if (final == 'd') {
        screen.row = n - 1;
    } else if (final == 'G') {
        screen.column = n - 1;
    } else if (final == 'A') {
        screen.row -= n;
    } else if (final == 'B') {
        screen.row += n;
    } else if (final == 'C') {
        screen.column += n;
    } else if (final == 'D') {
        screen.column -= n;
    } else if (final == 'J') {
        screen_clear(a == 2 ? 0 : screen.row, a == 2 ? 0 : screen.column);
    } else if (final == 'K') {
        screen_erase_row(a == 1 ? 0 : screen.column,
            a == 1 ? screen.column + 1 : COLUMNS);
    } else if (final == 'X') {
        screen_erase_row(screen.column, screen.column + n);
    } else if (final == 'h' || final == 'l') {
        screen_mode(numbers, final == 'h');
    } else if (final == 'r') {
        screen_region(a, b);
    } else if (final == 'S' || final == 'T') {
        screen_scroll(screen.top, final == 'S' ? n : -n);
    } else if (final == 'M' || final == 'L') {
        screen_scroll(screen.row, final == 'M' ? n : -n);
        screen.column = 0;
    } else if (strchr("mtc", final) == NULL) {
        fail_msg("sequence %s%c", numbers, final);
    }
    assert_in_range(screen.row, 0, ROWS - 1);
    assert_in_range(screen.column, 0, COLUMNS);
}

/* What follows an Esc; returns the bytes taken. */
static size_t
screen_escape(const char *bytes, size_t count)
{
    char numbers[32] = "";
    size_t at = 1;

    if (bytes[0] == '(' || bytes[0] == ')')
        return 2;
    if (bytes[0] == '>' || bytes[0] == '=')
        return 1;
    if (bytes[0] == '7') {
        screen.kept_row = screen.row;
        screen.kept_column = screen.column;
        return 1;
    }
    if (bytes[0] == '8') {
        screen.row = screen.kept_row;
        screen.column = screen.kept_column;
        return 1;
    }
    if (bytes[0] == 'M') {
        if (screen.row == screen.top)
            screen_scroll(screen.top, -1);
        else
            screen.row--;
        return 1;
    }
    assert_int_equal(bytes[0], '[');
    while (at < count && !isalpha((unsigned char)bytes[at])) {
        numbers[at - 1] = bytes[at];
        at++;
        assert_true(at < sizeof numbers);
    }
    screen_sequence(numbers, bytes[at]);
    return at + 1;
}

static void
screen_feed(const struct text *bytes)
{
    const char *at = text_bytes(bytes);
    const char *end = at + bytes->length;

    while (at < end) {
        if (*at == '\033') {
            at++;
            at += screen_escape(at, (size_t)(end - at));
        } else if (*at == '\r') {
            screen.column = 0;
            at++;
        } else if (*at == '\n') {
            screen_line_feed();
            at++;
        } else if (*at == '\b') {
            screen.column--;
            at++;
        } else if (*at == '\017') {
            at++;
        } else {
            at += screen_character(at, (size_t)(end - at));
        }
        assert_in_range(screen.column, 0, COLUMNS);
    }
}

/* Row `y` of the screen, without the blanks at its end. */
static const char *
row(int y)
{
    static char text[COLUMNS * CELL_BYTES];
    size_t length = 0;

    text[0] = '\0';
    for (int x = 0; x < COLUMNS; x++) {
        strcat(text, screen.cell[y][x]);
        if (strcmp(screen.cell[y][x], " ") != 0)
            length = strlen(text);
    }
    text[length] = '\0';
    return text;
}

static size_t
show(void)
{
    text_truncate(&output, 0);
    canvas_show(canvas, &output);
    screen_feed(&output);
    return output.length;
}

static void
open_as(const char *term, bool is_utf8)
{
    struct terminal terminal = {
        .rows = ROWS,
        .columns = COLUMNS,
        .is_utf8 = is_utf8,
    };

    text_copy(terminal.term, sizeof terminal.term, term);
    screen = (struct screen){
        .width_most = 2,
        .width_least = 1,
        .does_wrap = true,
        .bottom = ROWS - 1,
    };
    screen_clear(0, 0);
    assert_int_equal(canvas_open(&terminal, &canvas), STATUS_OK);
    text_truncate(&output, 0);
    canvas_begin(canvas, &output);
    screen_feed(&output);
}

static int
open_one(void **state)
{
    (void)state;
    open_as("xterm-256color", true);
    return 0;
}

static int
close_one(void **state)
{
    (void)state;
    canvas_close(canvas);
    canvas = NULL;
    return 0;
}

static struct spot
at(int y, int x)
{
    return (struct spot){.row = y, .column = x, .width = -1};
}

static void
what_is_drawn_is_shown(void **state)
{
    (void)state;
    canvas_erase(canvas);
    assert_int_equal(canvas_text(canvas, at(0, 1), STYLE_BOLD, "Homeroom"), 8);
    assert_int_equal(canvas_right(canvas, 0, 79, STYLE_PLAIN, "Ada Obi"), 7);
    canvas_format(canvas, at(23, 0), STYLE_DIM, "%d of %s", 3, "seven");
    canvas_text(canvas, at(5, 2), STYLE_ACCENT,
        "\xe6\x97\xa5\xe6\x9c\xac x e\xcc\x81");
    show();
    assert_string_equal(row(0),
        " Homeroom                                                         "
        "      Ada Obi");
    assert_string_equal(row(23), "3 of seven");
    assert_string_equal(row(5), "  \xe6\x97\xa5\xe6\x9c\xac x \xc3\xa9");
    assert_string_equal(row(6), "");
}

static void
only_differences_are_sent(void **state)
{
    (void)state;
    canvas_erase(canvas);
    canvas_text(canvas, at(3, 0), STYLE_PLAIN, "count 1");
    canvas_text(canvas, at(4, 0), STYLE_PLAIN, "stays \xe6\x97\xa5");
    show();
    assert_int_equal(show(), 0);
    canvas_erase(canvas);
    canvas_text(canvas, at(3, 0), STYLE_PLAIN, "count 1");
    canvas_text(canvas, at(4, 0), STYLE_PLAIN, "stays \xe6\x97\xa5");
    assert_int_equal(show(), 0);
    canvas_erase(canvas);
    canvas_text(canvas, at(3, 0), STYLE_PLAIN, "count 2");
    canvas_text(canvas, at(4, 0), STYLE_PLAIN, "stays \xe6\x97\xa5");
    assert_in_range(show(), 1, 30);
    assert_string_equal(row(3), "count 2");
    assert_string_equal(row(4), "stays \xe6\x97\xa5");
}

static void
nothing_leaves_its_place(void **state)
{
    struct spot narrow = {.row = 2, .column = 4, .width = 5};

    (void)state;
    canvas_erase(canvas);
    assert_int_equal(canvas_text(canvas, narrow, STYLE_PLAIN, "abcdefgh"), 5);
    narrow.row = 3;
    /* A wide character that would be cut in two is left out. */
    assert_int_equal(canvas_text(canvas, narrow, STYLE_PLAIN,
                         "\xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e"),
        4);
    canvas_text(canvas, at(4, 78), STYLE_PLAIN, "xyz");
    canvas_text(canvas, at(5, -2), STYLE_PLAIN, "xyz");
    canvas_text(canvas, at(-1, 0), STYLE_PLAIN, "xyz");
    canvas_text(canvas, at(ROWS, 0), STYLE_PLAIN, "xyz");
    canvas_text(canvas, at(6, COLUMNS), STYLE_PLAIN, "xyz");
    canvas_text(canvas, at(7, -2000000000), STYLE_PLAIN, "xyz");
    canvas_right(canvas, 8, 3, STYLE_PLAIN, "abcdef");
    canvas_rule(canvas, 9, 2000000000, 5, NULL);
    canvas_column_rule(canvas, -5, -1, 2000000000);
    show();
    assert_string_equal(row(2), "    abcde");
    assert_string_equal(row(3), "    \xe6\x97\xa5\xe6\x9c\xac");
    assert_int_equal(strlen(row(4)), COLUMNS);
    assert_string_equal(row(5), "z");
    assert_string_equal(row(6), "");
    assert_string_equal(row(7), "");
    assert_string_equal(row(8), "abc");
    assert_string_equal(row(9), "");
}

static void
no_control_byte_passes(void **state)
{
    (void)state;
    canvas_erase(canvas);
    canvas_text(canvas, at(1, 0), STYLE_PLAIN,
        "a\033[2Jb\x07\xc2\x9b"
        "c\xe2\x80\xae"
        "d\xff\te\nf");
    show();
    /* The emulator would have failed on a sequence that it does not know. */
    assert_null(strstr(text_bytes(&output), "\x07"));
    assert_string_equal(row(1), "a[2Jbcd\xef\xbf\xbd e f");
}

static void
rules_have_labels(void **state)
{
    (void)state;
    canvas_close(canvas);
    open_as("xterm", false);
    canvas_erase(canvas);
    canvas_rule(canvas, 1, 0, 20, "new");
    canvas_rule(canvas, 2, 70, -1, NULL);
    canvas_column_rule(canvas, 3, 5, 2);
    show();
    assert_string_equal(row(1), "-- new -------------");
    assert_int_equal(strlen(row(2)), COLUMNS);
    assert_string_equal(row(3), "     |");
    assert_string_equal(row(4), "     |");
    assert_string_equal(row(5), "");
    assert_false(canvas_is_unicode(canvas));
}

static void
ascii_stands_in_where_the_client_has_no_utf8(void **state)
{
    (void)state;
    canvas_close(canvas);
    open_as("xterm", false);
    canvas_erase(canvas);
    canvas_text(canvas, at(1, 0), STYLE_PLAIN,
        "\xe2\x80\x9cGr\xc3\xbc\xc3\x9f"
        "e\xe2\x80\x9d \xe2\x80\x93 caf\xc3\xa9 \xe6\x97\xa5x");
    show();
    assert_string_equal(row(1), "\"Gruse\" - cafe ? x");
    for (size_t i = 0; i < output.length; i++)
        assert_in_range((unsigned char)output.bytes[i], 0, 0x7F);
}

static void
clusters_take_the_columns_that_we_say(void **state)
{
    (void)state;
    canvas_erase(canvas);
    /* A family, a heart as emoji, a flag, a skin tone: two columns each. */
    canvas_text(canvas, at(1, 0), STYLE_PLAIN,
        "\xf0\x9f\x91\xa8\xe2\x80\x8d\xf0\x9f\x91\xa9\xe2\x80\x8d"
        "\xf0\x9f\x91\xa7|");
    canvas_text(canvas, at(2, 0), STYLE_PLAIN, "\xe2\x9d\xa4\xef\xb8\x8f|");
    canvas_text(canvas, at(3, 0), STYLE_PLAIN,
        "\xf0\x9f\x87\xa9\xf0\x9f\x87\xaa|");
    canvas_text(canvas, at(4, 0), STYLE_PLAIN,
        "\xf0\x9f\x91\x8d\xf0\x9f\x8f\xbd|");
    show();
    assert_string_equal(row(1), "\xf0\x9f\x91\xa8|");
    assert_string_equal(row(2), "\xe2\x9d\xa4 |");
    assert_string_equal(row(3), "\xf0\x9f\x87\xa9\xf0\x9f\x87\xaa|");
    assert_string_equal(row(4), "\xf0\x9f\x91\x8d|");
    for (int y = 1; y < 5; y++)
        assert_string_equal(screen.cell[y][2], "|");
}

/* Draws a screen with something of every kind, different in each frame. */
static void
draw_mixed(int frame)
{
    static const char *const words[] = {"plain", "\xe6\x97\xa5\xe6\x9c\xac",
        "\xc3\xa9t\xc3\xa9", "\xf0\x9f\x8e\x89", "\xed\x95\x9c\xea\xb8\x80",
        "\xd8\xb9\xd8\xb1"};

    canvas_erase(canvas);
    canvas_rule(canvas, 1, 0, -1, frame % 2 ? "new" : NULL);
    for (int y = 2; y < ROWS - 1; y++) {
        canvas_format(canvas, at(y, 2), (enum style)((y + frame) % STYLE_COUNT),
            "%d%s%s", frame % 3, words[(y + frame) % 6],
            words[(y * frame) % 6]);
        canvas_format(canvas, at(y, 40), STYLE_PLAIN, "<%d,%d>", y,
            (frame * y) % 5);
    }
    canvas_text(canvas, at(ROWS - 1, 70), STYLE_PLAIN,
        frame % 2 ? "\xe6\x97\xa5\xe6\x97\xa5\xe6\x97\xa5\xe6\x97\xa5\xe6"
                    "\x97\xa5"
                  : "0123456789");
    if (frame % 3 != 0)
        canvas_cursor(canvas, frame % ROWS, 3 * frame % COLUMNS);
}

static void
assert_columns_hold(int frame)
{
    for (int y = 2; y < ROWS - 1; y++) {
        char expected[16];
        char found[16] = "";

        snprintf(expected, sizeof expected, "<%d,%d>", y, (frame * y) % 5);
        for (size_t i = 0; i < strlen(expected); i++)
            strcat(found, screen.cell[y][40 + i]);
        assert_string_equal(found, expected);
    }
}

static void
widths_in_dispute_shift_nothing(void **state)
{
    static const int widths[][2] = {{2, 1}, {1, 1}, {2, 2}};

    (void)state;
    for (size_t i = 0; i < sizeof widths / sizeof *widths; i++) {
        canvas_close(canvas);
        open_as(i == 1 ? "vt100" : "tmux-256color", true);
        screen.width_most = widths[i][0];
        screen.width_least = widths[i][1];
        for (int frame = 0; frame < 60; frame++) {
            draw_mixed(frame);
            if (frame == 30)
                canvas_redraw(canvas);
            show();
            assert_columns_hold(frame);
            if (frame % 3 != 0) {
                assert_int_equal(screen.row, frame % ROWS);
                assert_int_equal(screen.column, 3 * frame % COLUMNS);
            }
        }
    }
}

/* A list, from `first` on; some of its rows are beyond ASCII. */
static void
draw_list(int first, int every)
{
    canvas_erase(canvas);
    canvas_text(canvas, at(0, 0), STYLE_BOLD, "A list");
    for (int y = 1; y < ROWS - 1; y++) {
        int item = first + y;

        canvas_format(canvas, at(y, 0), STYLE_PLAIN, "%s of item %d",
            item % every == 0 ? "\xe6\x97\xa5\xe6\x9c\xac \xc3\xa9t\xc3\xa9"
                              : "some words",
            item);
        canvas_format(canvas, at(y, 40), STYLE_PLAIN, "<%d>", item);
    }
}

static void
assert_list_holds(int first)
{
    for (int y = 1; y < ROWS - 1; y++) {
        char expected[16];
        char found[64] = "";

        snprintf(expected, sizeof expected, "<%d> ", first + y);
        for (size_t i = 0; i < strlen(expected); i++)
            strcat(found, screen.cell[y][40 + i]);
        assert_string_equal(found, expected);
    }
}

static void
a_list_that_scrolls_shifts_nothing(void **state)
{
    static const int moves[] = {1, 1, 3, -1, -2, 7, -5, 1, 20, -18, 2, -1};

    (void)state;
    for (int every = 1; every < 8; every++) {
        int first = 100;

        canvas_close(canvas);
        open_as("xterm-256color", true);
        screen.width_most = every % 2 ? 1 : 2;
        screen.width_least = every % 2 ? 1 : 2;
        for (size_t i = 0; i < sizeof moves / sizeof *moves; i++) {
            draw_list(first, every);
            show();
            assert_list_holds(first);
            first += moves[i];
        }
    }
}

/* A document of rows, many of them alike, some beyond ASCII, some changing,
 * from a row on. */
static void
draw_document(unsigned seed, int first)
{
    canvas_erase(canvas);
    for (int y = 0; y < ROWS; y++) {
        unsigned line = (unsigned)(first + y);
        unsigned kind = (line * 2654435761U + seed * 40503U) >> 16;

        if (kind % 8 < 2)
            canvas_text(canvas, at(y, 0), STYLE_PLAIN,
                "\xe6\x97\xa5\xe6\x9c\xac \xc3\xa9t\xc3\xa9");
        else if (kind % 8 == 3)
            canvas_format(canvas, at(y, 0), STYLE_PLAIN, "\xc3\xa9t\xc3\xa9 %u",
                line);
        else if (kind % 8 == 4)
            canvas_format(canvas, at(y, 0), STYLE_PLAIN, "%*d", first % 30,
                first);
        else if (kind % 8 > 4)
            canvas_format(canvas, at(y, 0), STYLE_PLAIN, "line %u of it", line);
        canvas_text(canvas, at(y, 40), STYLE_PLAIN, "<here>");
    }
}

/* What is shown bit by bit is what a terminal shows that begins anew. */
static void
assert_whole(unsigned seed, int first)
{
    static char shown[ROWS][COLUMNS * CELL_BYTES];

    for (int y = 0; y < ROWS; y++)
        strcpy(shown[y], row(y));
    draw_document(seed, first);
    canvas_redraw(canvas);
    show();
    for (int y = 0; y < ROWS; y++)
        assert_string_equal(shown[y], row(y));
}

static void
rows_of_disputed_width_do_not_scroll(void **state)
{
    static const int moves[] = {1, 2, 4, -2, 6, 1, -1, -8, 3, 20, -12, 1, 1};

    (void)state;
    for (unsigned seed = 0; seed < 40; seed++) {
        int first = 100;

        canvas_close(canvas);
        open_as("xterm-256color", true);
        screen.width_most = 1 + (int)seed % 2;
        screen.width_least = 1 + (int)seed % 2;
        for (size_t i = 0; i < sizeof moves / sizeof *moves; i++) {
            draw_document(seed, first);
            show();
            for (int y = 0; y < ROWS; y++)
                assert_string_equal(screen.cell[y][40], "<");
            assert_whole(seed, first);
            first += moves[i];
        }
    }
}

/* Lines that move up, and a row beyond ASCII below them that goes. */
static void
draw_lines(int first, const char *below)
{
    canvas_erase(canvas);
    for (int y = 3; y < 16; y++)
        canvas_format(canvas, at(y, 0), STYLE_PLAIN, "line %d of it, as it is",
            first + y);
    canvas_text(canvas, at(16, 0), STYLE_PLAIN, below);
}

static void
a_row_that_goes_is_not_scrolled_back_in(void **state)
{
    (void)state;
    draw_lines(100, "\xe6\x97\xa5\xe6\x9c\xac");
    show();
    canvas_erase(canvas);
    for (int y = 3; y < 15; y++)
        canvas_format(canvas, at(y, 0), STYLE_PLAIN, "line %d of it, as it is",
            101 + y);
    show();
    assert_string_equal(row(3), "line 104 of it, as it is");
    assert_string_equal(row(14), "line 115 of it, as it is");
    for (int y = 15; y < ROWS; y++)
        assert_string_equal(row(y), "");
}

static void
plain_rows_are_scrolled_and_not_sent_again(void **state)
{
    (void)state;
    draw_list(100, 1000);
    size_t whole = show();
    draw_list(101, 1000);
    assert_true(show() * 4 < whole);
    assert_list_holds(101);
}

static void
the_cursor_hides_where_nobody_sets_it(void **state)
{
    (void)state;
    canvas_erase(canvas);
    canvas_cursor(canvas, 4, 9);
    show();
    assert_false(screen.is_cursor_hidden);
    assert_int_equal(screen.row, 4);
    assert_int_equal(screen.column, 9);
    canvas_erase(canvas);
    show();
    assert_true(screen.is_cursor_hidden);
}

static void
a_redraw_sends_everything_again(void **state)
{
    (void)state;
    canvas_erase(canvas);
    canvas_text(canvas, at(3, 7), STYLE_BOLD, "still here \xe6\x97\xa5");
    show();
    for (int y = 0; y < ROWS; y++)
        memset(screen.cell[y], 0, sizeof screen.cell[y]);
    screen.row = 17;
    canvas_redraw(canvas);
    show();
    assert_string_equal(row(3), "       still here \xe6\x97\xa5");
    assert_string_equal(row(17), "");
    assert_int_equal(show(), 0);
}

static void
it_resizes_to_anything(void **state)
{
    (void)state;
    srand(1);
    for (int i = 0; i < 300; i++) {
        int rows = rand() % 230 - 10;
        int columns = rand() % 600 - 20;

        canvas_resize(canvas, rows, columns);
        assert_in_range(canvas_rows(canvas), 1, 200);
        assert_in_range(canvas_columns(canvas), 1, 500);
        draw_mixed(i);
        text_truncate(&output, 0);
        canvas_show(canvas, &output);
    }
    canvas_resize(canvas, ROWS, COLUMNS);
    draw_mixed(7);
    text_truncate(&output, 0);
    canvas_show(canvas, &output);
    screen_feed(&output);
    assert_columns_hold(7);
}

static void
a_terminal_is_given_back_as_it_was(void **state)
{
    (void)state;
    assert_true(screen.has_alternate);
    assert_true(screen.has_paste);
    assert_true(screen.is_cursor_hidden);
    draw_mixed(3);
    show();
    text_truncate(&output, 0);
    canvas_end(canvas, &output);
    screen_feed(&output);
    assert_false(screen.has_alternate);
    assert_false(screen.has_paste);
    assert_false(screen.is_cursor_hidden);
    assert_true(screen.does_wrap);
}

static void
an_unknown_terminal_is_taken_for_xterm(void **state)
{
    static const char *const terms[] = {"", "vt100", "dumb", "xterm-kitty",
        "no/such", "linux", "screen"};

    (void)state;
    for (size_t i = 0; i < sizeof terms / sizeof *terms; i++) {
        canvas_close(canvas);
        open_as(terms[i], true);
        canvas_erase(canvas);
        canvas_text(canvas, at(2, 3), STYLE_ACCENT, "hello");
        show();
        assert_string_equal(row(2), "   hello");
    }
}

static void
colour_stays_away_where_it_is_not_wanted(void **state)
{
    struct terminal terminal = {
        .term = "xterm-256color",
        .rows = ROWS,
        .columns = COLUMNS,
        .no_color = true,
    };

    (void)state;
    canvas_erase(canvas);
    canvas_text(canvas, at(2, 3), STYLE_ACCENT, "hello");
    show();
    assert_non_null(strstr(text_bytes(&output), "[36m"));
    canvas_close(canvas);
    assert_int_equal(canvas_open(&terminal, &canvas), STATUS_OK);
    canvas_erase(canvas);
    canvas_text(canvas, at(2, 3), STYLE_ACCENT, "hello");
    text_truncate(&output, 0);
    canvas_show(canvas, &output);
    assert_null(strstr(text_bytes(&output), "[36m"));
    assert_non_null(strstr(text_bytes(&output), "1m"));
}

static const int signals[] = {SIGINT, SIGTERM, SIGTSTP, SIGWINCH};
static struct sigaction before[sizeof signals / sizeof *signals];

static void
signals_stay_as_they_were(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
        struct sigaction action;

        sigaction(signals[i], NULL, &action);
        assert_true(action.sa_handler == before[i].sa_handler);
    }
    assert_null(getenv("LINES"));
    assert_null(getenv("COLUMNS"));
}

#define CANVAS_TEST(test) \
    cmocka_unit_test_setup_teardown(test, open_one, close_one)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        CANVAS_TEST(what_is_drawn_is_shown),
        CANVAS_TEST(only_differences_are_sent),
        CANVAS_TEST(nothing_leaves_its_place),
        CANVAS_TEST(no_control_byte_passes),
        CANVAS_TEST(rules_have_labels),
        CANVAS_TEST(ascii_stands_in_where_the_client_has_no_utf8),
        CANVAS_TEST(clusters_take_the_columns_that_we_say),
        CANVAS_TEST(widths_in_dispute_shift_nothing),
        CANVAS_TEST(a_list_that_scrolls_shifts_nothing),
        CANVAS_TEST(rows_of_disputed_width_do_not_scroll),
        CANVAS_TEST(a_row_that_goes_is_not_scrolled_back_in),
        CANVAS_TEST(plain_rows_are_scrolled_and_not_sent_again),
        CANVAS_TEST(the_cursor_hides_where_nobody_sets_it),
        CANVAS_TEST(a_redraw_sends_everything_again),
        CANVAS_TEST(it_resizes_to_anything),
        CANVAS_TEST(a_terminal_is_given_back_as_it_was),
        CANVAS_TEST(an_unknown_terminal_is_taken_for_xterm),
        CANVAS_TEST(colour_stays_away_where_it_is_not_wanted),
        CANVAS_TEST(signals_stay_as_they_were),
    };

    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
        sigaction(signals[i], NULL, &before[i]);
    setlocale(LC_ALL, "C.UTF-8");
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    text_clear(&output);
    return failed;
}
