/* Markup: marks become styles, lines become rows of a width. */

#include <stdlib.h>
#include <string.h>

#include "base/unicode.h"
#include "support/support.h"
#include "ui/markup.h"

/* A row as text, each change of style told by its letter in braces. */
static void
write_row(const struct markup *markup, const char *text, size_t index,
    struct text *out)
{
    static const char letters[STYLE_COUNT] = {
        [STYLE_PLAIN] = 'p',
        [STYLE_BOLD] = 'b',
        [STYLE_EMPHASIS] = 'e',
        [STYLE_CODE] = 'c',
        [STYLE_QUOTE] = 'q',
    };
    const struct markup_row *row = &markup->rows[index];
    int column = 0;

    for (size_t i = 0; i < row->span_count; i++) {
        const struct markup_span *span = &markup->spans[row->first_span + i];

        for (; column < span->column; column++)
            text_add(out, " ");
        if (span->style != STYLE_PLAIN)
            text_add_format(out, "{%c:", letters[span->style]);
        text_add_bytes(out, text + span->offset, span->count);
        if (span->style != STYLE_PLAIN)
            text_add(out, "}");
        column += text_width(text + span->offset, span->count);
    }
}

static void
assert_rows(const char *text, int width_columns, const char *expected)
{
    struct markup markup;
    struct text rows = {0};

    markup_lay(&markup, text, strlen(text), width_columns);
    for (size_t i = 0; i < markup.row_count; i++) {
        write_row(&markup, text, i, &rows);
        text_add(&rows, "\n");
    }
    assert_string_equal(text_bytes(&rows), expected);
    text_clear(&rows);
    markup_clear(&markup);
}

/* ---- Lines -------------------------------------------------------------- */

static void
a_line_break_typed_is_a_line_break_shown(void **state)
{
    (void)state;
    assert_rows("", 40, "");
    assert_rows("one", 40, "one\n");
    assert_rows("one\ntwo\n\nthree\n", 40, "one\ntwo\n\nthree\n");
    assert_rows("\n", 40, "\n");
}

static void
long_lines_wrap_at_spaces(void **state)
{
    (void)state;
    assert_rows("the quick brown fox", 10, "the quick\nbrown fox\n");
    assert_rows("0123456789 abc", 10, "0123456789\nabc\n");
    assert_rows("one  two   three", 10, "one  two\nthree\n");
    assert_rows("trailing        ", 10, "trailing\n");
    assert_rows("exactly 10", 10, "exactly 10\n");
}

static void
long_words_are_cut_at_characters(void **state)
{
    (void)state;
    assert_rows("abcdefghijklmno", 8, "abcdefgh\nijklmno\n");
    assert_rows("to abcdefghijklmno", 8, "to\nabcdefgh\nijklmno\n");
    assert_rows("x\xCC\x81x\xCC\x81x\xCC\x81x\xCC\x81x\xCC\x81x\xCC\x81"
                "x\xCC\x81x\xCC\x81x\xCC\x81",
        8,
        "x\xCC\x81x\xCC\x81x\xCC\x81x\xCC\x81x\xCC\x81x\xCC\x81"
        "x\xCC\x81x\xCC\x81\nx\xCC\x81\n");
}

static void
wide_characters_wrap_between_them(void **state)
{
    (void)state;
    assert_rows("\xE6\x97\xA5\xE6\x9C\xAC\xE8\xAA\x9E\xE3\x81\xA7\xE3\x81\x99",
        8, "\xE6\x97\xA5\xE6\x9C\xAC\xE8\xAA\x9E\xE3\x81\xA7\n\xE3\x81\x99\n");
    assert_rows("abc \xE6\x97\xA5\xE6\x9C\xAC\xE8\xAA\x9E", 9,
        "abc \xE6\x97\xA5\xE6\x9C\xAC\n\xE8\xAA\x9E\n");
    assert_rows("abcdefg\xE6\x97\xA5", 8, "abcdefg\n\xE6\x97\xA5\n");
}

static void
a_narrow_width_counts_as_eight(void **state)
{
    (void)state;
    assert_rows("0123456789", 1, "01234567\n89\n");
    assert_rows("0123456789", -5, "01234567\n89\n");
}

static void
lists_hang(void **state)
{
    (void)state;
    assert_rows("- one two three", 10, "- one two\n  three\n");
    assert_rows("* one two three", 10, "* one two\n  three\n");
    assert_rows("12. one two three", 11, "12. one two\n    three\n");
    assert_rows("  - one two three", 12, "  - one two\n    three\n");
    assert_rows("- ", 10, "-\n");
    assert_rows("-5 is no item of a list", 12, "-5 is no\nitem of a\nlist\n");
    assert_rows("- *bold* item", 40, "- {b:bold} item\n");
}

static void
quotes_keep_their_mark_on_every_row(void **state)
{
    (void)state;
    assert_rows("> the quick brown fox", 12,
        "{q:>} {q:the quick}\n{q:>} {q:brown fox}\n");
    assert_rows(">no gap here", 8, "{q:>} {q:no gap}\n{q:>} {q:here}\n");
    assert_rows("> > twice\nreply", 40, "{q:> >} {q:twice}\nreply\n");
    assert_rows("> _so_ it is", 40, "{q:>} {e:so}{q: it is}\n");
    assert_rows(">", 40, "{q:>}\n");
    assert_rows(">>>>>>>>>>>> x", 8,
        "{q:>>>>} {q:>>>}\n{q:>>>>} {q:>>>}\n{q:>>>>} {q:>>}\n{q:>>>>} {q:x}\n");
}

static void
fenced_code_stands_as_typed(void **state)
{
    (void)state;
    assert_rows("before\n```c\nif (x)\n    *y* = 1;\n\n- z\n```\n*after*", 40,
        "before\n  {c:if (x)}\n  {c:    *y* = 1;}\n\n  {c:- z}\n{b:after}\n");
    assert_rows("```\nleft open", 40, "  {c:left open}\n");
    assert_rows("```\na bc def ghi\n```", 10, "  {c:a bc def}\n  {c: ghi}\n");
    assert_rows("```in line``` is none", 40, "```in line``` is none\n");
}

/* ---- Marks inside a line ------------------------------------------------ */

static void
marks_become_styles(void **state)
{
    (void)state;
    assert_rows("a *bold* word", 40, "a {b:bold} word\n");
    assert_rows("an _emphasised_ one", 40, "an {e:emphasised} one\n");
    assert_rows("run `make all` now", 40, "run {c:make all} now\n");
    assert_rows("*a*, (_b_): \"`c`\"!", 40, "{b:a}, ({e:b}): \"{c:c}\"!\n");
    assert_rows("*\xC3\xA9t\xC3\xA9*", 40, "{b:\xC3\xA9t\xC3\xA9}\n");
    assert_rows("\xC2\xAB*x*\xC2\xBB", 40, "\xC2\xAB{b:x}\xC2\xBB\n");
    assert_rows("`*not bold*`", 40, "{c:*not bold*}\n");
}

static void
what_is_no_mark_stays_as_typed(void **state)
{
    static const char *const plain[] = {"2 * 3 * 4", "2*3*4", "snake_case_name",
        "* *", "**bold**", "a*b c*d", "*open", "close*", "*open\nclose*", "_ _",
        "__init__", "`", "it`s", "5 * 3", "*x *", "a @ b",
        "mail ada@example.org", "@1st", "@a", "@all of you", "@Ada",
        "http:// is no link", "rm *.c and *.h"};

    (void)state;
    for (size_t i = 0; i < sizeof plain / sizeof plain[0]; i++) {
        char expected[64] = "";

        strncat(expected, plain[i], 60);
        strncat(expected, "\n", 2);
        assert_rows(plain[i], 40, expected);
    }
}

static void
a_mark_with_something_combined_is_none(void **state)
{
    (void)state;
    assert_rows("*\xCC\x81x*", 40, "*\xCC\x81x*\n");
    assert_rows("*x*\xCC\x81", 40, "*x*\xCC\x81\n");
}

static void
handles_are_bold(void **state)
{
    (void)state;
    assert_rows("@ada, ask (@ben-2).", 40, "{b:@ada}, ask ({b:@ben-2}).\n");
}

static void
links_are_whole_and_wrap_only_when_too_long(void **state)
{
    (void)state;
    assert_rows("see https://example.org/a_b_c, or ask", 60,
        "see {e:https://example.org/a_b_c}, or ask\n");
    assert_rows("(https://example.org/x).", 60,
        "({e:https://example.org/x}).\n");
    assert_rows("see https://example.org", 20,
        "see\n{e:https://example.org}\n");
    assert_rows("see https://example.org", 12,
        "see\n{e:https://exam}\n{e:ple.org}\n");
    assert_rows("xhttps://example.org", 40, "xhttps://example.org\n");
}

static void
a_style_goes_on_over_a_wrap(void **state)
{
    (void)state;
    assert_rows("so *bold words go on* here", 12,
        "so {b:bold}\n{b:words go on}\nhere\n");
}

/* ---- Invariants --------------------------------------------------------- */

static void
assert_sound(const char *text, size_t count, int width_columns)
{
    struct markup markup;
    size_t before = 0;

    markup_lay(&markup, text, count, width_columns);
    for (size_t i = 0; i < markup.row_count; i++) {
        const struct markup_row *row = &markup.rows[i];
        int column = 0;

        assert_true(row->offset >= before && row->offset <= count);
        before = row->offset;
        for (size_t j = 0; j < row->span_count; j++) {
            const struct markup_span *span = &markup.spans[row->first_span + j];

            assert_true(span->offset + span->count <= count);
            assert_true(span->count > 0);
            assert_null(memchr(text + span->offset, '\n', span->count));
            assert_true(span->column >= column);
            column = span->column +
                     text_width(text + span->offset, span->count);
        }
        assert_true(column <= width_columns);
    }
    markup_clear(&markup);
}

static void
no_row_is_wider_than_asked(void **state)
{
    static const char *const pieces[] = {"*", "_", "`", "```", "\n", " ", "> ",
        "- ", "1. ", "@ada", "https://a.b/c", "word", "\xE6\x97\xA5",
        "e\xCC\x81", "\xF0\x9F\x91\xA8\xE2\x80\x8D\xF0\x9F\x91\xA9", "\xCC\x81",
        "  ", ">>", ".", "\xD9\x85\xE2\x80\x8C\xD8\xAE", "\xE1\x85\xA1"};
    unsigned seed = 7;

    (void)state;
    for (int round = 0; round < 20000; round++) {
        struct text typed = {0};
        struct text clean = {0};
        int count = rand_r(&seed) % 40;

        for (int i = 0; i < count; i++)
            text_add(&typed, pieces[(size_t)rand_r(&seed) %
                                    (sizeof pieces / sizeof pieces[0])]);
        text_clean(&clean, TEXT_BODY, text_bytes(&typed), typed.length, NULL);
        assert_sound(text_bytes(&clean), clean.length, 8 + rand_r(&seed) % 60);
        text_clear(&typed);
        text_clear(&clean);
    }
}

static void
a_hostile_line_is_laid_out_at_once(void **state)
{
    static const char *const repeated[] = {"*a ", "`", "_x", "@a", "*", " *",
        "http://", "> ", "\xCC\x81", " "};

    (void)state;
    for (size_t i = 0; i < sizeof repeated / sizeof repeated[0]; i++) {
        struct text text = {0};

        while (text.length < 65536)
            text_add(&text, repeated[i]);
        assert_sound(text_bytes(&text), text.length, 80);
        text_clear(&text);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_line_break_typed_is_a_line_break_shown),
        cmocka_unit_test(long_lines_wrap_at_spaces),
        cmocka_unit_test(long_words_are_cut_at_characters),
        cmocka_unit_test(wide_characters_wrap_between_them),
        cmocka_unit_test(a_narrow_width_counts_as_eight),
        cmocka_unit_test(lists_hang),
        cmocka_unit_test(quotes_keep_their_mark_on_every_row),
        cmocka_unit_test(fenced_code_stands_as_typed),
        cmocka_unit_test(marks_become_styles),
        cmocka_unit_test(what_is_no_mark_stays_as_typed),
        cmocka_unit_test(a_mark_with_something_combined_is_none),
        cmocka_unit_test(handles_are_bold),
        cmocka_unit_test(links_are_whole_and_wrap_only_when_too_long),
        cmocka_unit_test(a_style_goes_on_over_a_wrap),
        cmocka_unit_test(no_row_is_wider_than_asked),
        cmocka_unit_test(a_hostile_line_is_laid_out_at_once),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
