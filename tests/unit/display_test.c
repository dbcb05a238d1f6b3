/* Display: screens are checked when loaded and filled when shown. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/unicode.h"
#include "support/screens.h"
#include "support/support.h"
#include "ui/display.h"

static const char *const folders[] = {"agreement", "help", "phase", "own",
    "todo"};

static const struct display_values values = {
    .site = "Homeroom",
    .name = "Ada Obi",
    .handle = "ada",
    .host = "bbs.example",
    .port = "2222",
    .version = "0.1",
    .words = "Line one\nline two",
};

static const char *folder;

static void
write_screen(const char *name, const char *bytes, size_t count)
{
    char path[512];

    snprintf(path, sizeof path, "%s/%s.txt", folder, name);
    FILE *file = fopen(path, "we");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, count, file), count);
    assert_int_equal(fclose(file), 0);
}

static int
write_screens(void **state)
{
    char path[512];

    (void)state;
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        snprintf(path, sizeof path, "%s/%s", folder, folders[i]);
        mkdir(path, 0755);
    }
    for (size_t i = 0; screens_name(i) != NULL; i++)
        write_screen(screens_name(i), screens_name(i), strlen(screens_name(i)));
    return 0;
}

static void
assert_shown(const char *written, const char *expected)
{
    struct text out = {0};

    write_screen("welcome", written, strlen(written));
    assert_int_equal(display_load(folder), STATUS_OK);
    assert_int_equal(display_show("welcome", &values, &out), STATUS_OK);
    assert_string_equal(text_bytes(&out), expected);
    text_clear(&out);
}

static void
tokens_are_filled(void **state)
{
    (void)state;
    assert_shown("", "");
    assert_shown(
        "{site} {version}, {name} is {handle}@{host}:{port}\n{words}\n",
        "Homeroom 0.1, Ada Obi is ada@bbs.example:2222\nLine one\nline two\n");
}

static void
a_doubled_brace_is_a_brace(void **state)
{
    (void)state;
    assert_shown("{{site} {{{site}} }", "{site} {Homeroom} }");
}

static void
a_value_is_cleaned_and_not_filled_again(void **state)
{
    const struct display_values hostile = {
        .name = "\033[2J{handle}\n",
        .handle = "ada",
    };
    struct text out = {0};

    (void)state;
    write_screen("welcome", "<{name}|{site}>", 15);
    assert_int_equal(display_load(folder), STATUS_OK);
    assert_int_equal(display_show("welcome", &hostile, &out), STATUS_OK);
    assert_string_equal(text_bytes(&out), "<[2J{handle} |>");
    text_clear(&out);
    assert_int_equal(display_show("welcome", NULL, &out), STATUS_OK);
    assert_string_equal(text_bytes(&out), "<|>");
    text_clear(&out);
}

static void
a_screen_is_appended(void **state)
{
    struct text out = {0};

    (void)state;
    assert_int_equal(display_load(folder), STATUS_OK);
    text_add(&out, "so: ");
    assert_int_equal(display_show("help/who", &values, &out), STATUS_OK);
    assert_string_equal(text_bytes(&out), "so: help/who");
    text_clear(&out);
}

static void
an_unknown_screen_is_not_found(void **state)
{
    struct text out = {0};

    (void)state;
    assert_int_equal(display_show("help/../../secret", &values, &out),
        STATUS_NOT_FOUND);
    assert_int_equal(display_show("", &values, &out), STATUS_NOT_FOUND);
    assert_string_equal(text_bytes(&out), "");
}

static void
assert_refused(const char *bytes, size_t count, const char *fault)
{
    char expected[600];
    struct text out = {0};

    assert_int_equal(display_load(folder), STATUS_OK);
    write_screen("policy", bytes, count);
    assert_int_equal(display_load(folder), STATUS_INVALID);
    snprintf(expected, sizeof expected, "%s/policy.txt:%s", folder, fault);
    assert_string_equal(reason(), expected);

    /* What was loaded before still stands. */
    assert_int_equal(display_show("policy", &values, &out), STATUS_OK);
    assert_string_equal(text_bytes(&out), "policy");
    text_clear(&out);
    write_screen("policy", "policy", 6);
}

static void
a_fault_is_told_by_file_and_line(void **state)
{
    static char large[65537];

    (void)state;
    memset(large, 'x', sizeof large);
    assert_refused("one\n{colour}\n", 13, "2: no token is called {colour}");
    assert_refused("{}", 2, "1: no token is called {}");
    assert_refused("one\ntwo {name", 13, "2: a brace is left open");
    assert_refused("one {name\n}", 11, "1: a brace is left open");
    assert_refused("{name {site}", 12, "1: a brace is left open");
    assert_refused("{", 1, "1: a brace is left open");
    assert_refused("\n\n\xC3(", 4, "3: not UTF-8");
    assert_refused("a\nb\033[1m", 7, "2: a control or invisible character");
    assert_refused("a\n\nb\0", 5, "3: a control or invisible character");
    assert_refused("\xE2\x80\xAE", 3, "1: a control or invisible character");
    assert_refused(large, sizeof large, "1: larger than 64 KiB");
}

static void
a_missing_file_is_named(void **state)
{
    char path[512];

    (void)state;
    snprintf(path, sizeof path, "%s/help/past.txt", folder);
    assert_int_equal(unlink(path), 0);
    assert_int_equal(display_load(folder), STATUS_NOT_FOUND);
    assert_non_null(strstr(reason(), path));
}

/* Every row of the screen within 80 columns, filled or not. */
static void
assert_narrow(const char *name, int width_columns)
{
    struct text out = {0};

    assert_int_equal(display_show(name, &values, &out), STATUS_OK);
    /* OpenSSH shows a banner before every command: none unless one is set. */
    assert_true((out.length == 0) == (strcmp(name, "banner") == 0));
    for (const char *line = text_bytes(&out); *line != '\0';) {
        size_t length = strcspn(line, "\n");

        assert_true(text_width(line, length) <= width_columns);
        line += length + (line[length] == '\n');
    }
    text_clear(&out);
}

static void
the_screens_that_come_with_the_program_load(void **state)
{
    struct text out = {0};

    (void)state;
    assert_int_equal(display_load(NULL), STATUS_OK);
    for (size_t i = 0; screens_name(i) != NULL; i++)
        assert_narrow(screens_name(i), 76);

    assert_int_equal(display_show("policy", &values, &out), STATUS_OK);
    const char *first = strchr(text_bytes(&out), '\n');
    assert_non_null(first);
    const char *second = strchr(first + 1, '\n');
    assert_non_null(second);
    assert_true(second - first > 40);
    text_clear(&out);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(tokens_are_filled, write_screens),
        cmocka_unit_test_setup(a_doubled_brace_is_a_brace, write_screens),
        cmocka_unit_test_setup(a_value_is_cleaned_and_not_filled_again,
            write_screens),
        cmocka_unit_test_setup(a_screen_is_appended, write_screens),
        cmocka_unit_test_setup(an_unknown_screen_is_not_found, write_screens),
        cmocka_unit_test_setup(a_fault_is_told_by_file_and_line, write_screens),
        cmocka_unit_test_setup(a_missing_file_is_named, write_screens),
        cmocka_unit_test(the_screens_that_come_with_the_program_load),
    };

    folder = support_folder();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
