/* Comma-separated values: what is wanted, each with its place. */

#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "commands/csv_rows.h"
#include "support/support.h"

enum {
    NAME,
    EMAIL,
    NAMES
};

static const char *const names[NAMES] = {"name|full_name", "email"};

static struct csv_rows rows;

static enum status
parse(const char *bytes, size_t count)
{
    struct text content = {0};

    csv_rows_clear(&rows);
    rows = (struct csv_rows){
        .path = "x.csv",
        .names = names,
        .name_count = NAMES,
    };
    reason_clear();
    text_add_bytes(&content, bytes, count);
    enum status status = file_check_text("x.csv", &content);
    if (status == STATUS_OK)
        status = csv_rows_parse(&rows, text_bytes(&content), content.length);
    text_clear(&content);
    return status;
}

static int
tear_down(void **state)
{
    (void)state;
    csv_rows_clear(&rows);
    return 0;
}

static void
assert_cell(size_t row, size_t name, const char *text, struct file_place place)
{
    struct file_place found = csv_place(&rows, row, name);

    assert_string_equal(csv_text(&rows, row, name), text);
    if (found.line != place.line || found.column != place.column)
        fail_msg("\"%s\" at %zu:%zu, not %zu:%zu", text, found.line,
            found.column, place.line, place.column);
}

static void
columns_are_found_by_their_titles(void **state)
{
    static const char bytes[] = "password,EMAIL,other,Full_Name,email\n"
                                "secret,a@b.org,x,Ada,no@b.org\n";

    (void)state;
    assert_int_equal(parse(bytes, strlen(bytes)), STATUS_OK);
    assert_int_equal(rows.count, 1);
    assert_true(rows.has[NAME] && rows.has[EMAIL]);
    assert_cell(0, NAME, "Ada", (struct file_place){2, 18});
    assert_cell(0, EMAIL, "a@b.org", (struct file_place){2, 8});
    assert_null(memmem(rows.bytes.bytes, rows.bytes.length, "secret", 6));
}

static void
what_a_file_or_row_lacks_is_empty(void **state)
{
    static const char bytes[] = "x,name\n1,Ada\n\n2\n";

    (void)state;
    assert_int_equal(parse(bytes, strlen(bytes)), STATUS_OK);
    assert_int_equal(rows.count, 2);
    assert_false(rows.has[EMAIL]);
    assert_cell(0, EMAIL, "", (struct file_place){2, 1});
    assert_cell(1, NAME, "", (struct file_place){4, 1});
}

static void
a_file_may_end_in_a_comma(void **state)
{
    static const char bytes[] = "name,email\nAda,";

    (void)state;
    assert_int_equal(parse(bytes, strlen(bytes)), STATUS_OK);
    assert_int_equal(rows.count, 1);
    assert_cell(0, EMAIL, "", (struct file_place){2, 5});
}

static void
places_are_right_after_any_line_end(void **state)
{
    static const char *const ends[] = {"\n", "\r\n", "\r"};

    (void)state;
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        char bytes[256];

        snprintf(bytes, sizeof bytes,
            "\xEF\xBB\xBFname,email%s%s\"Ada, \"\"A\"\"%sObi\",a@b.org%s"
            "\xC3\x89va,e@b.org",
            ends[i], ends[i], ends[i], ends[i]);
        assert_int_equal(parse(bytes, strlen(bytes)), STATUS_OK);
        assert_int_equal(rows.count, 2);
        assert_cell(0, EMAIL, "a@b.org", (struct file_place){4, 6});
        assert_non_null(strstr(csv_text(&rows, 0, NAME), "Ada, \"A\""));
        assert_cell(1, NAME, "\xC3\x89va", (struct file_place){5, 1});
        assert_cell(1, EMAIL, "e@b.org", (struct file_place){5, 5});
    }
}

static void
what_is_broken_is_told_by_its_place(void **state)
{
    static const struct {
        const char *bytes;
        size_t count;
        const char *wrong;
    } cases[] = {
#define CASE(bytes, wrong) {bytes, sizeof bytes - 1, wrong}
        CASE("name\n\xC3\x89\xFF\n", "x.csv:2:2: this is not UTF-8"),
        CASE("name\r\nAda\r\n\xFF", "x.csv:3:1: this is not UTF-8"),
        CASE("name\nA\xC3", "x.csv:2:2: this is not UTF-8"),
        CASE("name\nA\0a\n", "x.csv:2:2: a NUL"),
        CASE("name\n\"A\" a\n", "x.csv:2:5: a quote"),
        CASE("name\nA\n\"A\n", "x.csv:4:1: a quote is left open"),
        CASE("name,email\nA,a@b.org,b\n", "x.csv:2:11: a value under no"),
#undef CASE
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_int_equal(parse(cases[i].bytes, cases[i].count), STATUS_INVALID);
        if (strstr(reason(), cases[i].wrong) != reason())
            fail_msg("case %zu: %s", i, reason());
    }
}

static void
empty_values_under_no_title_are_let_pass(void **state)
{
    static const char bytes[] = "name\nA,,\nB,\n";

    (void)state;
    assert_int_equal(parse(bytes, strlen(bytes)), STATUS_OK);
    assert_int_equal(rows.count, 2);
}

static void
rows_and_columns_have_bounds(void **state)
{
    struct text bytes = {0};

    (void)state;
    text_add(&bytes, "name\n");
    for (int i = 0; i < CSV_ROW_BYTES_MOST; i++)
        text_add(&bytes, "x");
    assert_int_equal(parse(bytes.bytes, bytes.length), STATUS_OK);
    text_add(&bytes, "x\n");
    assert_int_equal(parse(bytes.bytes, bytes.length), STATUS_INVALID);
    assert_non_null(strstr(reason(), "x.csv:2:65537: a row is over 64 KiB"));

    text_truncate(&bytes, 0);
    for (int i = 1; i < CSV_COLUMNS_MOST; i++)
        text_add(&bytes, "a,");
    text_add(&bytes, "name\n");
    assert_int_equal(parse(bytes.bytes, bytes.length), STATUS_OK);
    assert_true(rows.has[NAME]);
    text_truncate(&bytes, bytes.length - 1);
    text_add(&bytes, ",b\n");
    assert_int_equal(parse(bytes.bytes, bytes.length), STATUS_INVALID);
    assert_non_null(strstr(reason(), "x.csv:1:132: a row has over 64"));
    text_clear(&bytes);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(columns_are_found_by_their_titles, tear_down),
        cmocka_unit_test_teardown(what_a_file_or_row_lacks_is_empty, tear_down),
        cmocka_unit_test_teardown(a_file_may_end_in_a_comma, tear_down),
        cmocka_unit_test_teardown(places_are_right_after_any_line_end,
            tear_down),
        cmocka_unit_test_teardown(what_is_broken_is_told_by_its_place,
            tear_down),
        cmocka_unit_test_teardown(empty_values_under_no_title_are_let_pass,
            tear_down),
        cmocka_unit_test_teardown(rows_and_columns_have_bounds, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
