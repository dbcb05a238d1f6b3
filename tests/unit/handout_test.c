/* Handout: one text as a page of 72 columns, Markdown and HTML. */

#include <string.h>

#include "base/unicode.h"
#include "support/support.h"
#include "ui/handout.h"

static const char page[] = "# Board: New-hire\n"
                           "\n"
                           "A line\n"
                           "and its <second> & *third*.\n"
                           "\n"
                           "## How\n"
                           "    ssh -p 2222 host\n"
                           "    ssh host\n"
                           "- one\n"
                           "  goes on\n"
                           "- two\n"
                           "\n"
                           "\n"
                           "The \"end\".";

static void
assert_written(enum handout_format format, const char *from,
    const char *expected)
{
    struct text out = {0};

    handout_write(from, format, &out);
    assert_string_equal(text_bytes(&out), expected);
    text_clear(&out);
}

static void
text_is_underlined_and_wrapped(void **state)
{
    (void)state;
    assert_written(HANDOUT_TEXT, page,
        "Board: New-hire\n"
        "===============\n"
        "\n"
        "A line and its <second> & *third*.\n"
        "\n"
        "How\n"
        "---\n"
        "\n"
        "    ssh -p 2222 host\n"
        "    ssh host\n"
        "\n"
        "- one goes on\n"
        "- two\n"
        "\n"
        "The \"end\".\n");
}

static void
no_row_of_words_passes_72_columns(void **state)
{
    struct text from = {0};
    struct text out = {0};
    (void)state;

    text_add(&from, "- ");
    for (int i = 0; i < 60; i++)
        text_add_format(&from, "w\xc3\xb6rd%d \xe6\x96\x87\xe5\xad\x97 ", i);
    handout_write(text_bytes(&from), HANDOUT_TEXT, &out);
    const char *at = text_bytes(&out);
    int rows = 0;
    while (*at != '\0') {
        size_t count = strcspn(at, "\n");

        assert_in_range(text_width(at, count), 40, 72);
        assert_true(text_starts(at, rows == 0 ? "- w" : "  "));
        at += count + 1;
        rows++;
    }
    assert_in_range(rows, 10, 14);
    text_clear(&from);
    text_clear(&out);
}

static void
a_word_that_is_wider_than_the_page_stays_whole(void **state)
{
    struct text from = {0};
    struct text out = {0};
    (void)state;

    text_add(&from, "x ");
    for (int i = 0; i < 30; i++)
        text_add(&from, "12345");
    text_add(&from, " y");
    handout_write(text_bytes(&from), HANDOUT_TEXT, &out);
    assert_int_equal(strspn(strstr(text_bytes(&out), "1"), "12345"), 150);
    text_clear(&from);
    text_clear(&out);
}

static void
markdown_means_nothing_but_its_blocks(void **state)
{
    (void)state;
    assert_written(HANDOUT_MD, page,
        "# Board: New-hire\n"
        "\n"
        "A line and its \\<second\\> \\& \\*third\\*.\n"
        "\n"
        "## How\n"
        "\n"
        "    ssh -p 2222 host\n"
        "    ssh host\n"
        "\n"
        "- one goes on\n"
        "- two\n"
        "\n"
        "The \"end\".\n");
}

static void
html_is_escaped_and_stands_alone(void **state)
{
    struct text out = {0};
    (void)state;

    handout_write(page, HANDOUT_HTML, &out);
    const char *body = strstr(text_bytes(&out), "<body>");
    assert_non_null(body);
    assert_string_equal(body,
        "<body>\n"
        "<h1>Board: New-hire</h1>\n"
        "<p>A line and its &lt;second&gt; &amp; *third*.</p>\n"
        "<h2>How</h2>\n"
        "<pre>ssh -p 2222 host\nssh host\n</pre>\n"
        "<ul>\n<li>one goes on</li>\n<li>two</li>\n</ul>\n"
        "<p>The &quot;end&quot;.</p>\n"
        "</body>\n</html>\n");
    assert_null(strstr(text_bytes(&out), "http"));
    text_clear(&out);
}

static void
what_is_empty_makes_no_block(void **state)
{
    (void)state;
    assert_written(HANDOUT_TEXT, "", "");
    assert_written(HANDOUT_TEXT, "\n\n# \n\n- \nWords", "Words\n");
    assert_written(HANDOUT_MD, "- one", "- one\n");
}

static void
a_list_at_the_end_is_closed(void **state)
{
    struct text out = {0};
    (void)state;

    handout_write("- one", HANDOUT_HTML, &out);
    assert_non_null(
        strstr(text_bytes(&out), "<ul>\n<li>one</li>\n</ul>\n</body>"));
    text_clear(&out);
}

static void
formats_go_by_their_names(void **state)
{
    enum handout_format format = HANDOUT_TEXT;
    (void)state;

    assert_int_equal(handout_format_of("html", &format), STATUS_OK);
    assert_int_equal(format, HANDOUT_HTML);
    assert_int_equal(handout_format_of("md", &format), STATUS_OK);
    assert_int_equal(format, HANDOUT_MD);
    assert_int_equal(handout_format_of("pdf", &format), STATUS_INVALID);
    assert_string_equal(reason(), "pdf: the format is text, md or html");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_is_underlined_and_wrapped),
        cmocka_unit_test(no_row_of_words_passes_72_columns),
        cmocka_unit_test(a_word_that_is_wider_than_the_page_stays_whole),
        cmocka_unit_test(markdown_means_nothing_but_its_blocks),
        cmocka_unit_test(html_is_escaped_and_stands_alone),
        cmocka_unit_test(what_is_empty_makes_no_block),
        cmocka_unit_test(a_list_at_the_end_is_closed),
        cmocka_unit_test(formats_go_by_their_names),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
