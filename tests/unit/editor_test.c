/* The editor: keys in, text and screen rows out. */

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/unicode.h"
#include "support/support.h"
#include "ui/widgets/editor_parts.h"

enum {
    MOST = 65536
};

static struct editor *editor;

static int
open_body(void **state)
{
    (void)state;
    editor = editor_new(false, MOST);
    return 0;
}

static int
open_line(void **state)
{
    (void)state;
    editor = editor_new(true, 240);
    return 0;
}

static int
close_one(void **state)
{
    (void)state;
    editor_free(editor);
    editor = NULL;
    return 0;
}

/* Keys as a terminal sends them. */
static void
type(const char *bytes)
{
    const uint8_t *at = (const uint8_t *)bytes;
    size_t count = strlen(bytes);
    struct decoder decoder = {.is_pasting = false};
    struct key key;
    size_t used;

    while (decoder_key(&decoder, at, count, &used, &key)) {
        editor_key(editor, &key);
        at += used;
        count -= used;
    }
}

static bool
press(enum key_kind kind, uint32_t point)
{
    const struct key key = {.kind = kind, .point = point};

    return editor_key(editor, &key);
}

static void
assert_text(const char *expected)
{
    assert_string_equal(editor_text(editor), expected);
    assert_int_equal(editor_length(editor), strlen(expected));
}

/* The rows of a text in a width, with "|" between them. */
static const char *
rows_of(const char *text, int width)
{
    static char rows[4096];
    struct layout layout = {0};
    size_t length = strlen(text);

    rows[0] = '\0';
    layout_lay(&layout, text, length, width);
    for (size_t i = 0; i < layout.count; i++) {
        size_t end = i + 1 < layout.count ? layout.starts[i + 1] : length;

        if (i > 0)
            strcat(rows, "|");
        strncat(rows, text + layout.starts[i], end - layout.starts[i]);
    }
    layout_clear(&layout);
    return rows;
}

static void
typing_makes_text(void **state)
{
    (void)state;
    type("hell\xc3\xb6 \xe6\x97\xa5\rtwo");
    assert_text("hell\xc3\xb6 \xe6\x97\xa5\ntwo");
    type("\177\177\033[D!");
    assert_text("hell\xc3\xb6 \xe6\x97\xa5\n!t");
    type("\033[3~\033[3~");
    assert_text("hell\xc3\xb6 \xe6\x97\xa5\n!");
}

static void
what_may_not_stand_is_not_taken(void **state)
{
    (void)state;
    press(KEY_CHARACTER, 'a');
    press(KEY_CHARACTER, 0x202E);
    press(KEY_CHARACTER, 0x9B);
    press(KEY_CHARACTER, 0xE000);
    press(KEY_CHARACTER, 0x2028);
    press(KEY_CHARACTER, 'b');
    assert_text("ab");
}

static void
movement_is_by_what_people_see_as_one_character(void **state)
{
    (void)state;
    /* e with two marks, a family. */
    type("xe\xcc\x81\xcc\xa3\xf0\x9f\x91\xa8\xe2\x80\x8d\xf0\x9f\x91\xa9y");
    press(KEY_ARROW_LEFT, 0);
    press(KEY_ARROW_LEFT, 0);
    assert_int_equal(editor_cursor(editor), 6);
    press(KEY_ARROW_LEFT, 0);
    assert_int_equal(editor_cursor(editor), 1);
    press(KEY_DELETE, 0);
    press(KEY_DELETE, 0);
    assert_text("xy");
    press(KEY_ARROW_LEFT, 0);
    press(KEY_ARROW_LEFT, 0);
    assert_int_equal(editor_cursor(editor), 0);
}

static void
words_wrap_and_spaces_hang(void **state)
{
    (void)state;
    assert_string_equal(rows_of("", 10), "");
    assert_string_equal(rows_of("one two three", 8), "one two |three");
    assert_string_equal(rows_of("one two  three", 7), "one two  |three");
    assert_string_equal(rows_of("one two", 7), "one two");
    assert_string_equal(rows_of("abcdefghij klm", 4), "abcd|efgh|ij |klm");
    assert_string_equal(rows_of("a\n\nb\n", 4), "a\n|\n|b\n|");
    assert_string_equal(rows_of("\xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e", 4),
        "\xe6\x97\xa5\xe6\x9c\xac|\xe8\xaa\x9e");
    assert_string_equal(rows_of("ab\xe6\x97\xa5\xe6\x9c\xac", 5),
        "ab\xe6\x97\xa5|\xe6\x9c\xac");
    assert_string_equal(rows_of("\xe6\x97\xa5", 1), "\xe6\x97\xa5");
}

static void
up_and_down_go_by_screen_row(void **state)
{
    (void)state;
    editor_set(editor, "");
    editor->width = 10;
    type("a long line of words\nx\nanother one");
    /* "a long |line of |words", "x", "another |one" */
    press(KEY_ARROW_UP, 0);
    assert_int_equal(editor_cursor(editor), 23 + 3);
    press(KEY_ARROW_UP, 0);
    assert_int_equal(editor_cursor(editor), 22);
    press(KEY_ARROW_UP, 0);
    assert_int_equal(editor_cursor(editor), 15 + 3);
    press(KEY_ARROW_UP, 0);
    press(KEY_ARROW_UP, 0);
    assert_int_equal(editor_cursor(editor), 3);
    press(KEY_ARROW_DOWN, 0);
    assert_int_equal(editor_cursor(editor), 7 + 3);
    press(KEY_PAGE_DOWN, 0);
    assert_int_equal(editor_cursor(editor), editor_length(editor));
    press(KEY_PAGE_UP, 0);
    assert_int_equal(editor_cursor(editor), 3);
}

static void
home_and_end_take_the_row_then_the_line(void **state)
{
    (void)state;
    editor->width = 10;
    type("a long line of words");
    editor_set_cursor(editor, 9);
    press(KEY_TO_START, 0);
    assert_int_equal(editor_cursor(editor), 7);
    press(KEY_CONTROL, 'a');
    assert_int_equal(editor_cursor(editor), 0);
    press(KEY_TO_END, 0);
    assert_int_equal(editor_cursor(editor), 6);
    press(KEY_CONTROL, 'e');
    assert_int_equal(editor_cursor(editor), 20);
}

static void
words_and_kills(void **state)
{
    (void)state;
    type("one two three\x17");
    assert_text("one two ");
    type("\x19");
    assert_text("one two three");
    type("\033b\x0b");
    assert_text("one two ");
    type("\x15");
    assert_text("");
    type("\x19");
    assert_text("one two ");
    type("\r\033[D\x0bz");
    assert_text("one two z");
    type("\033b\033b\033b\033f!");
    assert_text("one! two z");
    type("\033\177");
    assert_text(" two z");
}

static void
undo_takes_back_a_word_at_a_time(void **state)
{
    (void)state;
    type("one two\rthree");
    press(KEY_CONTROL, 'z');
    assert_text("one two\n");
    press(KEY_CONTROL, '_');
    assert_text("one ");
    press(KEY_CONTROL, 'z');
    assert_text("");
    press(KEY_CONTROL, 'z');
    assert_text("");
}

static void
undo_takes_back_what_was_erased(void **state)
{
    (void)state;
    type("hello world\177\177\177");
    press(KEY_CONTROL, 'z');
    assert_text("hello world");
    assert_int_equal(editor_cursor(editor), 11);
    editor_set_cursor(editor, 0);
    type("\033[3~\033[3~");
    assert_text("llo world");
    press(KEY_CONTROL, 'z');
    assert_text("hello world");
    type("\x0b");
    assert_text("");
    press(KEY_CONTROL, 'z');
    assert_text("hello world");
}

static void
a_paste_is_one_step_without_surprises(void **state)
{
    (void)state;
    type("start ");
    type("\033[200~a\r\nb\tc\x18\033[Ad\033[201~");
    assert_text("start a\nb   cd");
    press(KEY_CONTROL, 'z');
    assert_text("start ");
}

static void
a_line_takes_no_line_feed(void **state)
{
    (void)state;
    type("subject");
    assert_false(press(KEY_RETURN, 0));
    assert_false(press(KEY_ARROW_UP, 0));
    assert_false(press(KEY_ARROW_DOWN, 0));
    assert_false(press(KEY_TAB, 0));
    type("\033[200~ x\ny\033[201~");
    assert_text("subject x y");
    editor_set(editor, "two\nlines");
    assert_text("two lines");
    press(KEY_TO_START, 0);
    assert_int_equal(editor_cursor(editor), 0);
    press(KEY_TO_END, 0);
    assert_int_equal(editor_cursor(editor), 9);
}

static void
keys_of_others_are_left_to_them(void **state)
{
    (void)state;
    assert_false(press(KEY_ESCAPE, 0));
    assert_false(press(KEY_TAB, 0));
    assert_false(press(KEY_CONTROL, 'x'));
    assert_false(press(KEY_CONTROL, 'p'));
    assert_false(press(KEY_FUNCTION, 1));
    assert_false(press(KEY_MOUSE, 0));
    assert_int_equal(editor_changes(editor), 0);
}

static void
too_much_is_not_taken_and_said(void **state)
{
    (void)state;
    close_one(state);
    editor = editor_new(false, 8);
    type("1234567");
    assert_false(editor_is_full(editor));
    type("\xc3\xa9");
    assert_text("1234567");
    assert_true(editor_is_full(editor));
    type("8");
    assert_false(editor_is_full(editor));
    assert_text("12345678");
    type("\177\177\177\033[200~ab\xe6\x97\xa5"
         "c\033[201~");
    assert_text("12345ab");
    assert_true(editor_is_full(editor));
    press(KEY_ARROW_LEFT, 0);
    assert_false(editor_is_full(editor));
    editor_set(editor, "\xe6\x97\xa5\xe6\x97\xa5\xe6\x97\xa5");
    assert_text("\xe6\x97\xa5\xe6\x97\xa5");
    assert_true(editor_is_full(editor));
}

static void
changes_count_and_text_that_is_set_is_clean(void **state)
{
    unsigned before = editor_changes(editor);

    (void)state;
    type("a");
    assert_int_not_equal(editor_changes(editor), before);
    before = editor_changes(editor);
    press(KEY_ARROW_LEFT, 0);
    assert_int_equal(editor_changes(editor), before);
    editor_set(editor, "a\033[2J\xff\r\nb");
    assert_text("a[2J\xef\xbf\xbd\nb");
    press(KEY_CONTROL, 'z');
    assert_text("a[2J\xef\xbf\xbd\nb");
    editor_set_cursor(editor, 5);
    assert_int_equal(editor_cursor(editor), 4);
    editor_set_cursor(editor, 5000);
    assert_int_equal(editor_cursor(editor), editor_length(editor));
}

/* The layout kept from key to key must be the one made anew. */
static void
assert_layout_is_right(int width)
{
    struct layout anew = {0};
    struct layout *kept = &editor->layout;

    layout_lay(kept, editor_text(editor), editor_length(editor), width);
    layout_lay(&anew, editor_text(editor), editor_length(editor), width);
    assert_int_equal(kept->count, anew.count);
    assert_memory_equal(kept->starts, anew.starts,
        anew.count * sizeof *anew.starts);
    layout_clear(&anew);
}

static void
random_key(void)
{
    static const char *const typed[] = {"a", "b", " ", " ", "\r", "\xc3\xa9",
        "\xe6\x97\xa5", "\xf0\x9f\x91\xa8", "\xe2\x80\x8d", "\xcc\x81",
        "\xf0\x9f\x87\xa9", "longerword", "\177", "\177\177\177", "\033[3~",
        "\x17", "\x0b", "\x15", "\x19", "\x1a", "\x1a\x1a\x1a",
        "\033[200~x y\nz\033[201~", "\033[A", "\033[B", "\033[5~", "\033b"};

    if (rand() % 4 == 0)
        editor_set_cursor(editor, (size_t)rand() % (editor_length(editor) + 1));
    type(typed[(size_t)rand() % (sizeof typed / sizeof *typed)]);
}

static void
the_kept_layout_is_the_one_made_anew(void **state)
{
    (void)state;
    srand(7);
    for (int i = 0; i < 20000; i++) {
        random_key();
        if (rand() % 3 == 0)
            assert_layout_is_right(editor->width);
        if (i % 500 == 0)
            editor->width = 1 + rand() % 30;
        if (editor_length(editor) > 600)
            editor_set(editor, "");
        assert_true(
            text_is_utf8(editor_text(editor), editor_length(editor), NULL));
        assert_true(editor_cursor(editor) <= editor_length(editor));
    }
}

static void
undo_goes_back_to_the_start(void **state)
{
    (void)state;
    srand(11);
    for (int round = 0; round < 50; round++) {
        editor_set(editor, "first words\nof a draft");
        for (int i = 0; i < 100; i++)
            random_key();
        for (int i = 0; i < 500; i++)
            press(KEY_CONTROL, 'z');
        assert_text("first words\nof a draft");
    }
}

static void
the_cursor_is_always_drawn_inside(void **state)
{
    struct terminal terminal = {.term = "xterm", .is_utf8 = true};
    struct canvas *canvas;

    (void)state;
    srand(13);
    terminal.rows = 24;
    terminal.columns = 80;
    assert_int_equal(canvas_open(&terminal, &canvas), STATUS_OK);
    for (int i = 0; i < 2000; i++) {
        struct area area = {.top = rand() % 20, .column = rand() % 70};

        area.bottom = area.top + rand() % (24 - area.top + 1);
        area.width = rand() % (80 - area.column + 1);
        random_key();
        canvas_erase(canvas);
        editor_draw(editor, canvas, &area);
    }
    canvas_close(canvas);
}

#define BODY_TEST(test) \
    cmocka_unit_test_setup_teardown(test, open_body, close_one)
#define LINE_TEST(test) \
    cmocka_unit_test_setup_teardown(test, open_line, close_one)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        BODY_TEST(typing_makes_text),
        BODY_TEST(what_may_not_stand_is_not_taken),
        BODY_TEST(movement_is_by_what_people_see_as_one_character),
        BODY_TEST(words_wrap_and_spaces_hang),
        BODY_TEST(up_and_down_go_by_screen_row),
        BODY_TEST(home_and_end_take_the_row_then_the_line),
        BODY_TEST(words_and_kills),
        BODY_TEST(undo_takes_back_a_word_at_a_time),
        BODY_TEST(undo_takes_back_what_was_erased),
        BODY_TEST(a_paste_is_one_step_without_surprises),
        LINE_TEST(a_line_takes_no_line_feed),
        BODY_TEST(keys_of_others_are_left_to_them),
        BODY_TEST(too_much_is_not_taken_and_said),
        BODY_TEST(changes_count_and_text_that_is_set_is_clean),
        BODY_TEST(the_kept_layout_is_the_one_made_anew),
        BODY_TEST(undo_goes_back_to_the_start),
        BODY_TEST(the_cursor_is_always_drawn_inside),
        LINE_TEST(the_cursor_is_always_drawn_inside),
    };

    setlocale(LC_ALL, "C.UTF-8");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
