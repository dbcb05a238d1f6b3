/* Unicode: what cleaning lets through, that it settles, and how wide it is. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <utf8proc.h>

#include "base/unicode.h"
#include "base/utf8.h"
#include "support/support.h"

#define LINE(input, expected) assert_cleaned(TEXT_LINE, input, expected)
#define BODY(input, expected) assert_cleaned(TEXT_BODY, input, expected)

enum {
    SURROGATE_FIRST = 0xD800,
    SURROGATE_LAST = 0xDFFF,
    POINT_LAST = 0x10FFFF,
    ZWNJ = 0x200C,
    ZWJ = 0x200D
};

static size_t
clean_length(struct text *clean, enum text_kind kind, const char *bytes,
    size_t count)
{
    size_t removed = 99;

    text_clear(clean);
    text_clean(clean, kind, bytes, count, &removed);
    return removed;
}

static void
assert_cleaned(enum text_kind kind, const char *input, const char *expected)
{
    struct text clean = {0};
    struct text again = {0};

    clean_length(&clean, kind, input, strlen(input));
    assert_string_equal(text_bytes(&clean), expected);
    assert_int_equal(clean_length(&again, kind, text_bytes(&clean),
                         clean.length),
        0);
    assert_string_equal(text_bytes(&again), expected);
    text_clear(&clean);
    text_clear(&again);
}

static void
assert_removed(const char *input, size_t expected)
{
    struct text clean = {0};

    assert_int_equal(clean_length(&clean, TEXT_BODY, input, strlen(input)),
        expected);
    text_clear(&clean);
}

/* ---- Cleaning ----------------------------------------------------------- */

static void
plain_text_stays_as_it_is(void **state)
{
    (void)state;
    BODY("", "");
    BODY("Hello, world.\nTwo lines.\n", "Hello, world.\nTwo lines.\n");
    BODY(
        "\xC3\xA9t\xC3\xA9, \xD0\xBC\xD0\xB8\xD1\x80, \xE6\x97\xA5\xE6\x9C\xAC",
        "\xC3\xA9t\xC3\xA9, \xD0\xBC\xD0\xB8\xD1\x80, \xE6\x97\xA5\xE6\x9C\xAC");
    assert_removed("caf\xC3\xA9\r\n\tx\xC2\xA0y", 0);
}

static void
line_ends_and_tabs_follow_the_kind(void **state)
{
    (void)state;
    BODY("a\r\nb\rc\nd\r\r\ne", "a\nb\nc\nd\n\ne");
    BODY("\tx\n1\ty\n1234\tz", "    x\n1   y\n1234    z");
    BODY("  kept  ", "  kept  ");
    LINE(" a\tb\nc\r\nd ", "a b c d");
    LINE("\n\t \r", "");
    assert_cleaned(TEXT_PIECE, " a\tb\nc ", " a b c ");
}

static void
other_spaces_become_a_space(void **state)
{
    (void)state;
    BODY("a\xC2\xA0"
         "b\xE3\x80\x80"
         "c\xE2\x80\x83"
         "d",
        "a b c d");
    LINE("\xC2\xA0x\xE3\x80\x80", "x");
}

static void
controls_and_formats_are_left_out(void **state)
{
    (void)state;
    BODY("a\033[31mb\a\b\x7F\xC2\x9B"
         "c",
        "a[31mbc");
    BODY("\xE2\x80\xAE"
         "evil\xE2\x81\xA6\xD8\x9C\xEF\xBB\xBF\xE2\x80\x8B\xC2\xAD",
        "evil");
    BODY("x\xE2\x80\xA8y\xE2\x80\xA9z", "xyz");
    BODY("flag\xF3\xA0\x81\xA7\xF3\xA0\x81\xBF", "flag");
    BODY("\xEE\x80\x80\xEF\xB7\x90\xCD\xB8", "");
    assert_removed("a\033b\xE2\x80\xAE\xEE\x80\x80", 3);
}

static void
a_nul_byte_is_left_out(void **state)
{
    struct text clean = {0};

    (void)state;
    assert_int_equal(clean_length(&clean, TEXT_BODY, "a\0b", 3), 1);
    assert_string_equal(text_bytes(&clean), "ab");
    text_clear(&clean);
}

static void
ill_formed_bytes_become_one_replacement_a_maximal_part(void **state)
{
    (void)state;
    /* The example of Unicode 3.9, table 3-8 and the text before it. */
    BODY("\x61\xF1\x80\x80\xE1\x80\xC2\x62\x80\x63\x80\xBF\x64",
        "a\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"
        "b\xEF\xBF\xBD"
        "c\xEF\xBF\xBD\xEF\xBF\xBD"
        "d");
    BODY("\xC0\xAF", "\xEF\xBF\xBD\xEF\xBF\xBD");
    BODY("\xED\xA0\x80", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
    BODY("\xF4\x91\x92\x93",
        "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
    BODY("\xE2\x82", "\xEF\xBF\xBD");
    assert_removed("\xE2\x82 \xFF", 2);
    assert_removed("\xEF\xBF\xBD", 0);
}

static void
text_comes_out_composed(void **state)
{
    (void)state;
    BODY("e\xCC\x81", "\xC3\xA9");
    BODY("\xE2\x84\xA6", "\xCE\xA9");
    BODY("\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB", "\xED\x95\x9C");
    BODY("a\xCC\x81\xCC\xA3", "\xE1\xBA\xA1\xCC\x81");
    BODY("\xE0\xA4\x95\xE0\xA4\xBC", "\xE0\xA4\x95\xE0\xA4\xBC");
    assert_removed("e\xCC\x81", 0);
}

static void
four_marks_stand_on_a_base(void **state)
{
    (void)state;
    BODY("q\xCC\x80\xCC\x81\xCC\x82\xCC\x83\xCC\x84\xCC\x85!",
        "q\xCC\x80\xCC\x81\xCC\x82\xCC\x83!");
    assert_removed("q\xCC\x80\xCC\x81\xCC\x82\xCC\x83\xCC\x84\xCC\x85!", 2);
    BODY("1\xEF\xB8\x8F\xE2\x83\xA3", "1\xEF\xB8\x8F\xE2\x83\xA3");
}

static void
a_mark_without_a_base_gets_one(void **state)
{
    (void)state;
    BODY("\xCC\x81x", "\xE2\x97\x8C\xCC\x81x");
    BODY("a\n\xCC\x81", "a\n\xE2\x97\x8C\xCC\x81");
    BODY("a \xCC\x81", "a \xE2\x97\x8C\xCC\x81");
    LINE(" \xE2\x80\xAE\xCC\x81", "\xE2\x97\x8C\xCC\x81");
}

static void
joiners_stay_in_joining_scripts_and_emoji_only(void **state)
{
    /* Persian "mikhaham", Devanagari with ZWJ, a family, a pirate flag. */
    static const char *const kept[] = {
        "\xD9\x85\xDB\x8C\xE2\x80\x8C\xD8\xAE\xD9\x88",
        "\xE0\xA4\x95\xE0\xA5\x8D\xE2\x80\x8D\xE0\xA4\xB7",
        ("\xF0\x9F\x91\xA8\xE2\x80\x8D\xF0\x9F\x91\xA9\xE2\x80\x8D"
         "\xF0\x9F\x91\xA7"),
        "\xF0\x9F\x8F\xB4\xE2\x80\x8D\xE2\x98\xA0\xEF\xB8\x8F",
        "\xF0\x9F\x91\xA9\xF0\x9F\x8F\xBD\xE2\x80\x8D\xF0\x9F\x92\xBB",
        "\xE2\x9D\xA4\xEF\xB8\x8F\xE2\x80\x8D\xF0\x9F\x94\xA5",
    };

    (void)state;
    for (size_t i = 0; i < sizeof kept / sizeof kept[0]; i++)
        BODY(kept[i], kept[i]);
    BODY("a\xE2\x80\x8D"
         "b\xE2\x80\x8C"
         "c",
        "abc");
    BODY("pay\xE2\x80\x8Dpal", "paypal");
    BODY("\xE2\x80\x8D\xD9\x85\xE2\x80\x8C", "\xD9\x85");
    BODY("\xF0\x9F\x91\xA8\xE2\x80\x8C\xF0\x9F\x91\xA9",
        "\xF0\x9F\x91\xA8\xF0\x9F\x91\xA9");
    BODY("\xD9\x85\xE2\x80\x8D\xE2\x80\x8D\xE2\x80\x8D\xD9\x85",
        "\xD9\x85\xE2\x80\x8D\xD9\x85");
    BODY("\xD9\x85\xE2\x80\x8D"
         "a",
        "\xD9\x85"
        "a");
}

static bool
may_stand(int32_t point)
{
    switch (utf8proc_category(point)) {
    case UTF8PROC_CATEGORY_CC:
        return point == '\n';
    case UTF8PROC_CATEGORY_ZS:
        return point == ' ';
    case UTF8PROC_CATEGORY_CF:
        return point == ZWJ || point == ZWNJ;
    case UTF8PROC_CATEGORY_CN:
    case UTF8PROC_CATEGORY_CO:
    case UTF8PROC_CATEGORY_CS:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
        return false;
    default:
        return true;
    }
}

/* Clean, of the allowed set alone, and the same when cleaned again. */
static void
assert_settles(enum text_kind kind, const char *bytes, size_t count)
{
    static struct text clean;
    static struct text again;

    clean_length(&clean, kind, bytes, count);
    assert_true(text_is_utf8(text_bytes(&clean), clean.length, NULL));
    for (size_t at = 0; at < clean.length;) {
        int32_t point;

        at += utf8_decode(clean.bytes + at, clean.length - at, &point);
        if (!may_stand(point))
            fail_msg("U+%04X got through", (unsigned)point);
    }
    size_t removed = clean_length(&again, kind, text_bytes(&clean),
        clean.length);
    assert_int_equal(removed, 0);
    assert_int_equal(again.length, clean.length);
    assert_string_equal(text_bytes(&again), text_bytes(&clean));
    text_clear(&clean);
    text_clear(&again);
}

static void
every_scalar_value_is_cleaned_once_for_all(void **state)
{
    (void)state;
    for (int32_t point = 0; point <= POINT_LAST; point++) {
        char bytes[9] = "a";

        if (point >= SURROGATE_FIRST && point <= SURROGATE_LAST)
            continue;
        size_t count = 1 + utf8_encode(point, bytes + 1);
        bytes[count++] = 'b';
        assert_settles(TEXT_BODY, bytes, count);
    }
}

/* Points that interact: joiners, marks of many classes, Hangul, starters that
 * compose with what precedes them, emoji, layout. */
static const int32_t touchy[] = {'a', ' ', '\n', '\t', '\r', 0x0300, 0x0301,
    0x0323, 0x0345, 0x0344, 0x0F71, 0x0F73, 0x0F74, ZWJ, ZWNJ, 0x0628, 0x064D,
    0x0651, 0x0670, 0x0915, 0x093C, 0x094D, 0x0958, 0x09C7, 0x09BE, 0x09D7,
    0x0B47, 0x0B3E, 0x0B56, 0x0B57, 0x0DD9, 0x0DCF, 0x0DCA, 0x1100, 0x1161,
    0x11A8, 0xAC00, 0x1025, 0x102E, 0x200B, 0x202E, 0x212B, 0x2126, 0x2000,
    0xFE0F, 0x20E3, 0x1F468, 0x1F3FD, 0x2764, 0x1F1E9, 0x1F1EA, 0x1D15F,
    0x1D165, 0x1D16E, 0xE000, 0x110000};

static void
random_runs_of_touchy_points_settle(void **state)
{
    unsigned seed = 20261123;

    (void)state;
    for (int round = 0; round < 60000; round++) {
        char bytes[200];
        size_t count = 0;
        int points = 1 + rand_r(&seed) % 40;

        for (int i = 0; i < points; i++) {
            int32_t point = touchy[(size_t)rand_r(&seed) %
                                   (sizeof touchy / sizeof touchy[0])];

            if (point > POINT_LAST)
                bytes[count++] = (char)(rand_r(&seed) % 256);
            else
                count += utf8_encode(point, bytes + count);
        }
        assert_settles((enum text_kind)(round % 3), bytes, count);
    }
}

static void
a_long_run_of_marks_is_cleaned_at_once(void **state)
{
    struct text hostile = {0};
    struct text clean = {0};

    (void)state;
    for (int i = 0; i < 20000; i++)
        text_add(&hostile, i % 2 == 0 ? "\xCC\xA3\xE2\x80\x8D" : "\xCC\x81");
    clean_length(&clean, TEXT_BODY, text_bytes(&hostile), hostile.length);
    assert_true(clean.length < 20);
    text_clear(&hostile);
    text_clear(&clean);
}

/* A post of nothing else took a minute and a half. */
static void
a_line_of_tabs_is_cleaned_at_once(void **state)
{
    enum {
        TABS = 30000,
        SECONDS_MOST = 3
    };
    struct text hostile = {0};
    struct text clean = {0};
    clock_t before = clock();

    (void)state;
    for (int i = 0; i < TABS; i++)
        text_add(&hostile, "\t");
    clean_length(&clean, TEXT_BODY, text_bytes(&hostile), hostile.length);
    assert_true(clock() - before < SECONDS_MOST * CLOCKS_PER_SEC);
    assert_int_equal(clean.length, 4 * TABS);
    text_clear(&hostile);
    text_clear(&clean);
}

static void
strict_utf8_tells_where_it_breaks(void **state)
{
    size_t at = 99;

    (void)state;
    assert_true(text_is_utf8("", 0, &at));
    assert_true(text_is_utf8("\xF4\x8F\xBF\xBF\xEF\xBF\xBF", 7, &at));
    assert_int_equal(at, 99);
    assert_false(text_is_utf8("abc\xC3", 4, &at));
    assert_int_equal(at, 3);
    assert_false(text_is_utf8("a\xED\xA0\x80", 4, &at));
    assert_int_equal(at, 1);
    assert_false(text_is_utf8("\xF5\x80\x80\x80", 4, NULL));
}

/* Table 3-7 of Unicode's chapter 3: each lead byte with the ends of what may
 * follow it, and just past them. */
static void
no_character_has_two_ways_to_be_written(void **state)
{
    static const char *const good[] = {"\xC2\x80", "\xDF\xBF", "\xE0\xA0\x80",
        "\xE1\x80\x80", "\xEC\xBF\xBF", "\xED\x80\x80", "\xED\x9F\xBF",
        "\xEE\x80\x80", "\xF0\x90\x80\x80", "\xF1\x80\x80\x80",
        "\xF3\xBF\xBF\xBF", "\xF4\x8F\xBF\xBF"};
    static const char *const bad[] = {"\x80", "\xBF", "\xC0\x80", "\xC1\xBF",
        "\xC2\x7F", "\xC2\xC0", "\xE0\x80\x80", "\xE0\x9F\xBF", "\xE1\x80\x7F",
        "\xE1\x7F\x80", "\xED\xA0\x80", "\xED\xBF\xBF", "\xF0\x80\x80\x80",
        "\xF0\x8F\xBF\xBF", "\xF1\x80\x80\xC0", "\xF4\x90\x80\x80",
        "\xF5\x80\x80\x80", "\xF8\x88\x80\x80\x80", "\xFE", "\xFF"};

    (void)state;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        assert_true(text_is_utf8(good[i], strlen(good[i]), NULL));
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(text_is_utf8(bad[i], strlen(bad[i]), NULL));
}

/* ---- Files of public test data ------------------------------------------ */

/* The file's bytes in `text`, or a message and a skipped test. */
static void
read_data(const char *name, struct text *text)
{
    const char *folder = getenv("HOMEROOM_DATA");
    char path[1024];
    char chunk[4096];
    size_t count;

    if (folder == NULL)
        folder = support_source("../shared/data");
    snprintf(path, sizeof path, "%s/text/%s", folder, name);
    FILE *file = fopen(path, "re");
    if (file == NULL) {
        print_message("no %s: skipped\n", path);
        skip();
    }
    while ((count = fread(chunk, 1, sizeof chunk, file)) > 0)
        text_add_bytes(text, chunk, count);
    fclose(file);
}

static void
each_line_of(const char *name, void (*check)(const char *line, size_t count))
{
    struct text text = {0};

    read_data(name, &text);
    for (size_t at = 0; at < text.length;) {
        const char *line = text.bytes + at;
        const char *end = memchr(line, '\n', text.length - at);
        size_t count = end == NULL ? text.length - at : (size_t)(end - line);

        check(line, count);
        at += count + 1;
    }
    text_clear(&text);
}

static void
check_settles(const char *line, size_t count)
{
    assert_settles(TEXT_BODY, line, count);
    assert_settles(TEXT_LINE, line, count);
    assert_settles(TEXT_PIECE, line, count);
}

static void
naughty_strings_are_cleaned_once_for_all(void **state)
{
    (void)state;
    each_line_of("blns.txt", check_settles);
}

static void
malformed_utf8_is_cleaned_once_for_all(void **state)
{
    struct text text = {0};

    (void)state;
    each_line_of("UTF-8-test.txt", check_settles);
    read_data("UTF-8-test.txt", &text);
    assert_false(text_is_utf8(text.bytes, text.length, NULL));
    check_settles(text.bytes, text.length);
    text_clear(&text);
}

static void
ordinary_text_loses_nothing(void **state)
{
    static const char *const names[] = {"udhr_arb.txt", "udhr_eng.txt",
        "udhr_heb.txt"};

    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        struct text text = {0};
        struct text clean = {0};

        read_data(names[i], &text);
        assert_int_equal(clean_length(&clean, TEXT_BODY, text.bytes,
                             text.length),
            0);
        text_clear(&text);
        text_clear(&clean);
    }
}

/* "÷ 0020 × 0308 ÷ ..." as bytes, with where each cluster ends. */
struct break_case {
    char bytes[256];
    size_t count;
    size_t ends[32];
    size_t end_count;
};

static void
parse_breaks(const char *line, size_t count, struct break_case *breaks)
{
    char copy[512];
    char *rest = NULL;

    snprintf(copy, sizeof copy, "%.*s", (int)count, line);
    *strchrnul(copy, '#') = '\0';
    *breaks = (struct break_case){0};
    for (char *word = strtok_r(copy, " \t\r", &rest); word != NULL;
         word = strtok_r(NULL, " \t\r", &rest)) {
        if (strcmp(word, "\xC3\xB7") == 0)
            breaks->ends[breaks->end_count++] = breaks->count;
        else if (strcmp(word, "\xC3\x97") != 0)
            breaks->count += utf8_encode((int32_t)strtol(word, NULL, 16),
                breaks->bytes + breaks->count);
    }
}

static int break_cases;

static void
check_breaks(const char *line, size_t count)
{
    struct break_case breaks;

    parse_breaks(line, count, &breaks);
    if (breaks.count == 0 || memmem(line, count, "D800", 4) != NULL)
        return;
    break_cases++;
    for (size_t i = 0; i + 1 < breaks.end_count; i++) {
        size_t length = breaks.ends[i + 1] - breaks.ends[i];

        assert_int_equal(grapheme_next(breaks.bytes, breaks.count,
                             breaks.ends[i]),
            length);
        assert_int_equal(grapheme_previous(breaks.bytes, breaks.count,
                             breaks.ends[i + 1]),
            length);
    }
}

static void
clusters_part_where_unicode_parts_them(void **state)
{
    (void)state;
    break_cases = 0;
    each_line_of("GraphemeBreakTest.txt", check_breaks);
    assert_true(break_cases > 500);
}

static int emoji_seen;

static void
check_emoji(const char *line, size_t count)
{
    char copy[512];
    char bytes[64];
    size_t length = 0;
    char *rest = NULL;

    if (count == 0 || line[0] == '#' || count >= sizeof copy ||
        memmem(line, count, "fully-qualified", 15) == NULL ||
        memmem(line, count, "E15", 3) != NULL)
        return;
    memcpy(copy, line, count);
    copy[count] = '\0';
    *strchrnul(copy, ';') = '\0';
    for (char *word = strtok_r(copy, " ", &rest); word != NULL;
         word = strtok_r(NULL, " ", &rest))
        length += utf8_encode((int32_t)strtol(word, NULL, 16), bytes + length);
    emoji_seen++;
    assert_settles(TEXT_LINE, bytes, length);
    assert_int_equal(grapheme_next(bytes, length, 0), length);
    assert_int_equal(grapheme_previous(bytes, length, length), length);
    if (memmem(line, count, "minimally", 9) == NULL)
        assert_int_equal(grapheme_width(bytes, length), 2);
}

static void
every_emoji_is_one_cluster_of_two_columns(void **state)
{
    (void)state;
    emoji_seen = 0;
    each_line_of("unicode-emoji-test.txt", check_emoji);
    assert_true(emoji_seen > 3000);
}

static void
check_wide(const char *line, size_t count)
{
    char *end = NULL;
    char bytes[4];

    if (count == 0 || line[0] == '#')
        return;
    int32_t first = (int32_t)strtol(line, &end, 16);
    int32_t last = first;
    if (end[0] == '.')
        last = (int32_t)strtol(end + 2, &end, 16);
    bool is_wide = end[1] == 'W' || end[1] == 'F';
    for (int32_t point = first; point <= last; point++) {
        utf8proc_category_t category = utf8proc_category(point);

        if (!may_stand(point) || point < ' ' ||
            category == UTF8PROC_CATEGORY_MN ||
            category == UTF8PROC_CATEGORY_MC)
            continue;
        int width = grapheme_width(bytes, utf8_encode(point, bytes));
        if (is_wide ? width != 2 : width > 1 && end[1] != 'A')
            fail_msg("U+%04X is %d wide", (unsigned)point, width);
    }
}

static void
wide_characters_are_two_columns(void **state)
{
    (void)state;
    each_line_of("EastAsianWidth.txt", check_wide);
}

/* ---- Clusters and widths ------------------------------------------------ */

static void
clusters_are_walked_both_ways(void **state)
{
    static const char text[] = "ae\xCC\x81\xF0\x9F\x87\xA9\xF0\x9F\x87\xAA"
                               "\xF0\x9F\x87\xAB\xF0\x9F\x87\xB7z";
    static const size_t lengths[] = {1, 3, 8, 8, 1};
    size_t at = 0;

    (void)state;
    for (size_t i = 0; i < 5; i++) {
        assert_int_equal(grapheme_next(text, sizeof text - 1, at), lengths[i]);
        at += lengths[i];
    }
    assert_int_equal(grapheme_next(text, sizeof text - 1, at), 0);
    for (size_t i = 5; i-- > 0;) {
        assert_int_equal(grapheme_previous(text, sizeof text - 1, at),
            lengths[i]);
        at -= lengths[i];
    }
    assert_int_equal(grapheme_previous(text, sizeof text - 1, 0), 0);
    assert_int_equal(grapheme_previous("ab", 2, 9), 1);
}

static void
assert_width(const char *cluster, int width)
{
    assert_int_equal(grapheme_width(cluster, strlen(cluster)), width);
}

static void
a_cluster_is_as_wide_as_terminals_draw_it(void **state)
{
    (void)state;
    assert_width("", 0);
    assert_width("a", 1);
    assert_width("e\xCC\x81", 1);
    assert_width("\xCC\x81", 0);
    assert_width("\xE6\x97\xA5", 2);
    assert_width("\xED\x95\x9C", 2);
    assert_width("\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB", 2);
    assert_width("\xEF\xBC\xA1", 2);
    assert_width("\xEF\xBD\xB1", 1);
    assert_width("\xF0\x9F\x99\x82", 2);
    assert_width("\xE2\x9D\xA4", 1);
    assert_width("\xE2\x9D\xA4\xEF\xB8\x8F", 2);
    assert_width("1\xEF\xB8\x8F\xE2\x83\xA3", 2);
    assert_width("\xF0\x9F\x87\xA9\xF0\x9F\x87\xAA", 2);
    assert_width("\xF0\x9F\x87\xA9", 1);
    assert_width("\xF0\x9F\x91\xA8\xE2\x80\x8D\xF0\x9F\x91\xA9", 2);
    assert_width("\xE0\xA4\x95\xE0\xA4\xBE", 2);
    assert_width("\n", 0);
}

static void
a_line_is_cut_at_whole_clusters(void **state)
{
    static const char text[] = "a\xE6\x97\xA5\xE6\x9C\xAC"
                               "e\xCC\x81!";

    (void)state;
    assert_int_equal(text_width(text, sizeof text - 1), 7);
    assert_int_equal(text_fit(text, sizeof text - 1, 0), 0);
    assert_int_equal(text_fit(text, sizeof text - 1, 2), 1);
    assert_int_equal(text_fit(text, sizeof text - 1, 3), 4);
    assert_int_equal(text_fit(text, sizeof text - 1, 6), 10);
    assert_int_equal(text_fit(text, sizeof text - 1, 80), sizeof text - 1);
}

/* ---- Handles ------------------------------------------------------------ */

static void
handles_that_read_alike_share_a_skeleton(void **state)
{
    static const char *const pairs[][2] = {{"ada", "ADA"}, {"b0b", "bob"},
        {"lin", "1in"}, {"lin", "iin"}, {"kernel", "keme1"},
        {"vvendy", "wendy"}, {"jo-park", "jopark"}, {"jo_park", "jo-park"},
        {"ker_nel", "kemel"}};
    char first[21];
    char second[21];

    (void)state;
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        handle_skeleton(pairs[i][0], first, sizeof first);
        handle_skeleton(pairs[i][1], second, sizeof second);
        assert_string_equal(first, second);
    }
    handle_skeleton("ada", first, sizeof first);
    handle_skeleton("oda", second, sizeof second);
    assert_string_not_equal(first, second);
    handle_skeleton("abcdefghijklmnopqrstuvwxyz", first, sizeof first);
    assert_true(strlen(first) <= 20);
}

static void
only_plain_handles_that_are_not_reserved_are_valid(void **state)
{
    static const char *const wrong[] = {"", "a", "1ada", "_ada", "-ada", "Ada",
        "ada obi", "ada.obi", "\xC3\xA9va", "abcdefghijklmnopqrstu", "join",
        "root", "admin", "operator", "moderator", "system", "homeroom",
        "everyone", "all", "here", "nobody", "r00t", "adm1n", "a11", "ro-ot"};

    (void)state;
    assert_true(handle_is_valid("ada"));
    assert_true(handle_is_valid("jo"));
    assert_true(handle_is_valid("ben_aydin-2"));
    assert_true(handle_is_valid("abcdefghijklmnopqrst"));
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        if (handle_is_valid(wrong[i]))
            fail_msg("%s is taken for valid", wrong[i]);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_text_stays_as_it_is),
        cmocka_unit_test(line_ends_and_tabs_follow_the_kind),
        cmocka_unit_test(other_spaces_become_a_space),
        cmocka_unit_test(controls_and_formats_are_left_out),
        cmocka_unit_test(a_nul_byte_is_left_out),
        cmocka_unit_test(
            ill_formed_bytes_become_one_replacement_a_maximal_part),
        cmocka_unit_test(text_comes_out_composed),
        cmocka_unit_test(four_marks_stand_on_a_base),
        cmocka_unit_test(a_mark_without_a_base_gets_one),
        cmocka_unit_test(joiners_stay_in_joining_scripts_and_emoji_only),
        cmocka_unit_test(every_scalar_value_is_cleaned_once_for_all),
        cmocka_unit_test(random_runs_of_touchy_points_settle),
        cmocka_unit_test(a_long_run_of_marks_is_cleaned_at_once),
        cmocka_unit_test(a_line_of_tabs_is_cleaned_at_once),
        cmocka_unit_test(strict_utf8_tells_where_it_breaks),
        cmocka_unit_test(no_character_has_two_ways_to_be_written),
        cmocka_unit_test(naughty_strings_are_cleaned_once_for_all),
        cmocka_unit_test(malformed_utf8_is_cleaned_once_for_all),
        cmocka_unit_test(ordinary_text_loses_nothing),
        cmocka_unit_test(clusters_part_where_unicode_parts_them),
        cmocka_unit_test(every_emoji_is_one_cluster_of_two_columns),
        cmocka_unit_test(wide_characters_are_two_columns),
        cmocka_unit_test(clusters_are_walked_both_ways),
        cmocka_unit_test(a_cluster_is_as_wide_as_terminals_draw_it),
        cmocka_unit_test(a_line_is_cut_at_whole_clusters),
        cmocka_unit_test(handles_that_read_alike_share_a_skeleton),
        cmocka_unit_test(only_plain_handles_that_are_not_reserved_are_valid),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
