/* Unicode table: every scalar value, cleaned, against what ICU and Python say
 * of it (unicode_expected.py), and every way in which bytes are no UTF-8. */

#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <utf8proc.h>

#include "base/unicode.h"
#include "base/utf8.h"
#include "support/support.h"

enum {
    SCALARS = 0x110000 - 0x800,
    EDGES = 13,
    KINDS = 3
};

struct run {
    int32_t first, last;
    char kind;  /* as unicode_expected.py tells */
    char joins; /* 'J': both joiners stay between two; 'E': ZWJ alone */
};

struct change {
    int32_t point;
    const char *amid;  /* what comes of it between a and b */
    const char *alone; /* what comes of it alone */
};

#include "unicode_expected.inc"

static struct text clean;
static struct text again;
static size_t wrong;

static size_t
clean_of(enum text_kind kind, const char *bytes, size_t count)
{
    size_t removed = 0;

    text_clear(&clean);
    text_clear(&again);
    text_clean(&clean, kind, bytes, count, &removed);
    text_clean(&again, kind, text_bytes(&clean), clean.length, NULL);
    return removed;
}

/* Tells of the first few only. */
static void
note(int32_t point, const char *where, const char *expected)
{
    if (wrong++ < 20)
        print_message("U+%04X %s: \"%s\", not \"%s\"\n", (unsigned)point, where,
            text_bytes(&clean), expected);
}

static void
expect(int32_t point, const char *where, const char *expected)
{
    if (strcmp(text_bytes(&clean), expected) != 0 ||
        strcmp(text_bytes(&clean), text_bytes(&again)) != 0)
        note(point, where, expected);
}

static const struct change *
change_of(int32_t point)
{
    static size_t at; /* asked for in order */

    if (at > 0 && changes[at - 1].point > point)
        at = 0;
    while (at < sizeof changes / sizeof *changes && changes[at].point < point)
        at++;
    return at < sizeof changes / sizeof *changes && changes[at].point == point
               ? &changes[at]
               : NULL;
}

/* What stands for it between two letters, where it is not composed. */
static const char *
amid_of(const struct run *run, const char *point)
{
    switch (run->kind) {
    case 'D':
        return "";
    case 'S':
        return " ";
    case 'T':
        return "   "; /* to the fourth column */
    case 'L':
        return "\n";
    default:
        return point;
    }
}

static size_t
each_point(void (*check)(const struct run *run, int32_t point,
    const char *bytes, size_t count))
{
    size_t points = 0;

    wrong = 0;
    for (size_t i = 0; i < sizeof runs / sizeof *runs; i++) {
        for (int32_t point = runs[i].first; point <= runs[i].last; point++) {
            char bytes[5] = "";
            size_t count = utf8_encode(point, bytes);

            check(&runs[i], point, bytes, count);
            points++;
        }
    }
    print_message("scalars: %zu tried, %zu wrong\n", points, wrong);
    return points;
}

static void
check_amid(const struct run *run, int32_t point, const char *bytes,
    size_t count)
{
    const struct change *change = change_of(point);
    char input[8] = "a";
    char expected[16];

    memcpy(input + 1, bytes, count);
    input[count + 1] = 'b';
    snprintf(expected, sizeof expected, "a%sb", amid_of(run, bytes));
    size_t removed = clean_of(TEXT_BODY, input, count + 2);
    expect(point, "in a body", change != NULL ? change->amid : expected);
    if (removed != (run->kind == 'D'))
        note(point, "counted", expected);
    if (run->kind == 'T' || run->kind == 'L')
        snprintf(expected, sizeof expected, "a b");
    clean_of(TEXT_LINE, input, count + 2);
    expect(point, "in a line", change != NULL ? change->amid : expected);
    clean_of(TEXT_PIECE, input, count + 2);
    expect(point, "in a piece", change != NULL ? change->amid : expected);
}

static void
every_scalar_between_letters(void **state)
{
    (void)state;
    assert_int_equal(each_point(check_amid), SCALARS);
    assert_int_equal(wrong, 0);
}

static void
check_alone(const struct run *run, int32_t point, const char *bytes,
    size_t count)
{
    const struct change *change = change_of(point);
    bool is_mark = run->kind == 'N' || run->kind == 'C';
    char expected[16];

    snprintf(expected, sizeof expected, "%s%s", is_mark ? "\u25cc" : "",
        run->kind == 'T' ? "    " : amid_of(run, bytes));
    clean_of(TEXT_BODY, bytes, count);
    expect(point, "alone", change != NULL ? change->alone : expected);
    if (strchr("STL", run->kind) != NULL)
        expected[0] = '\0'; /* a line is trimmed */
    clean_of(TEXT_LINE, bytes, count);
    expect(point, "alone in a line", change != NULL ? change->alone : expected);
}

static void
every_scalar_alone(void **state)
{
    (void)state;
    assert_int_equal(each_point(check_alone), SCALARS);
    assert_int_equal(wrong, 0);
}

/* Ten of a mark on a base: four stay, of the spacing ones eight. */
static void
check_mark(const struct run *run, int32_t point, const char *bytes,
    size_t count)
{
    char input[64] = "q";
    char expected[64] = "q";
    size_t most = run->kind == 'N' ? 4 : 8;

    if ((run->kind != 'N' && run->kind != 'C') || change_of(point) != NULL)
        return;
    for (size_t i = 0; i < 10; i++) {
        memcpy(input + 1 + i * count, bytes, count);
        if (i < most)
            memcpy(expected + 1 + i * count, bytes, count);
    }
    size_t removed = clean_of(TEXT_BODY, input, strlen(input));
    expect(point, "ten times", expected);
    if (removed != 10 - most)
        note(point, "counted", expected);
}

static void
four_of_every_mark_stand_on_a_base(void **state)
{
    (void)state;
    assert_int_equal(each_point(check_mark), SCALARS);
    assert_int_equal(wrong, 0);
}

static void
check_joiner(const struct run *run, int32_t point, const char *bytes,
    size_t count)
{
    static const char *const joiners[] = {"\u200c", "\u200d"};

    if (strchr("KNC", run->kind) == NULL || change_of(point) != NULL)
        return;
    for (size_t i = 0; i < 2; i++) {
        const char *base = run->kind == 'K' ? "" : "q";
        bool stays = run->joins == 'J' || (run->joins == 'E' && i == 1);
        char input[32];
        char expected[32];

        snprintf(input, sizeof input, "%s%.*s%s%.*s", base, (int)count, bytes,
            joiners[i], (int)count, bytes);
        snprintf(expected, sizeof expected, "%s%.*s%s%.*s", base, (int)count,
            bytes, stays ? joiners[i] : "", (int)count, bytes);
        clean_of(TEXT_BODY, input, strlen(input));
        expect(point, i == 0 ? "by ZWNJ" : "by ZWJ", expected);
    }
}

static void
joiners_stay_between_two_of_a_joining_script_or_emoji(void **state)
{
    (void)state;
    assert_int_equal(each_point(check_joiner), SCALARS);
    assert_int_equal(wrong, 0);
}

/* ---- Bytes that are no UTF-8 --------------------------------------------- */

static const char edges[EDGES] = "\x41\x80\x8F\x90\x9F\xA0\xBF\xC0\xC2\xE0\xED"
                                 "\xF0\xF4";

static size_t
replacements(const char *bytes, size_t count)
{
    size_t found = 0;

    clean_of(TEXT_BODY, bytes, count);
    for (const char *at = text_bytes(&clean);
         (at = strstr(at, "\xEF\xBF\xBD")) != NULL; at += 3)
        found++;
    if (strcmp(text_bytes(&clean), text_bytes(&again)) != 0)
        wrong++;
    return found;
}

static uint32_t
broken_of(char lead, size_t *cases)
{
    char bytes[4] = {lead};
    uint32_t sum = (uint32_t)replacements(bytes, 1);

    for (int second = 0; second < 256; second++) {
        bytes[1] = (char)second;
        sum = sum * 31 + (uint32_t)replacements(bytes, 2);
    }
    for (size_t length = 3; length <= 4; length++) {
        size_t all = length == 3 ? EDGES * EDGES : EDGES * EDGES * EDGES;

        for (size_t i = 0; i < all; i++) {
            size_t rest = i;

            for (size_t at = length - 1; at > 0; at--) {
                bytes[at] = edges[rest % EDGES];
                rest /= EDGES;
            }
            sum = sum * 31 + (uint32_t)replacements(bytes, length);
        }
    }
    *cases += 1 + 256 + (size_t)EDGES * EDGES * (1 + EDGES);
    return sum;
}

static void
every_ill_formed_sequence_is_replaced_part_by_part(void **state)
{
    size_t cases = 0;

    (void)state;
    wrong = 0;
    for (int lead = 0; lead < 256; lead++) {
        if (broken_of((char)lead, &cases) != broken[lead]) {
            print_message("after %02X\n", (unsigned)lead);
            wrong++;
        }
    }
    print_message("sequences: %zu tried, %zu wrong\n", cases, wrong);
    assert_int_equal(wrong, 0);
}

static void
the_table_is_of_the_unicode_that_cleans(void **state)
{
    (void)state;
    assert_string_equal(utf8proc_unicode_version(), "15.0.0");
}

static int
finish(void **state)
{
    (void)state;
    text_clear(&clean);
    text_clear(&again);
    return 0;
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_table_is_of_the_unicode_that_cleans),
        cmocka_unit_test(every_scalar_between_letters),
        cmocka_unit_test(every_scalar_alone),
        cmocka_unit_test(four_of_every_mark_stand_on_a_base),
        cmocka_unit_test(joiners_stay_between_two_of_a_joining_script_or_emoji),
        cmocka_unit_test(every_ill_formed_sequence_is_replaced_part_by_part),
    };

    return cmocka_run_group_tests(tests, NULL, finish);
}
