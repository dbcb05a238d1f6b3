/* Patterns and words: what a command takes, held against what was typed. */

#include <stdio.h>
#include <string.h>

#include "commands/command.h"
#include "commands/pattern.h"
#include "support/support.h"

enum {
    WORDS_MOST = 32
};

/* Splits the line, matches it, and writes the slots as "a|b|--|..." with "-"
 * for what was not given and "+" for a flag. */
static enum status
match(const char *pattern, const char *line, char *told, size_t size)
{
    struct pattern_values values;
    char **words = NULL;
    int count = 0;

    told[0] = '\0';
    assert_int_equal(command_split(line, &words, &count), STATUS_OK);
    enum status status = pattern_match(pattern, count,
        (const char *const *)words, &values);
    for (int i = 0; i < 4; i++) {
        const char *value = values.value[i];
        size_t used = strlen(told);

        snprintf(told + used, size - used, "%s%s", i > 0 ? "|" : "",
            value != NULL ? value : (values.flag[i] ? "+" : "-"));
    }
    pattern_clear(&values);
    command_words_free(words, count);
    return status;
}

static const char reply[] = "reply <thread> [<post>] [<text>...]";
static const char post[] = "post <board> --subject <subject> [<text>...]";
static const char today[] = "today [--short] [--json]";
static const char suspend[] = "suspend <handle> for <duration>";
static const char catchup[] = "catchup [<board>]";

static void
lines_fill_the_slots_of_their_pattern(void **state)
{
    (void)state;
    static const struct {
        const char *pattern;
        const char *line;
        const char *slots;
    } cases[] = {
        {today, "today", "-|-|-|-"},
        {today, "today --short", "+|-|-|-"},
        {today, "today --json --short", "+|+|-|-"},
        {reply, "reply 812", "812|-|-|-"},
        {reply, "reply 812 3", "812|3|-|-"},
        {reply, "reply 812 3 two words", "812|3|two words|-"},
        {reply, "reply 812 thanks a lot", "812|-|thanks a lot|-"},
        {reply, "reply 812 -- 42", "812|-|42|-"},
        {reply, "reply 812 'a  b' c", "812|-|a  b c|-"},
        {reply, "reply 812 it takes --force here",
            "812|-|it takes --force here|-"},
        {reply, "reply 812 0", "812|-|0|-"},
        {post, "post b --subject 'two words'", "b|two words|-|-"},
        {post, "post --subject s b text", "b|s|text|-"},
        {post, "post b some text --subject s", "b|s|some text|-"},
        {post, "post b --subject --odd text", "b|--odd|text|-"},
        {post, "post b --subject s -- --subject", "b|s|--subject|-"},
        {post, "post b --subject s -5 degrees", "b|s|-5 degrees|-"},
        {post, "post b --subject s ''", "b|s||-"},
        {suspend, "suspend ada for 3d", "ada|3d|-|-"},
        {catchup, "catchup", "-|-|-|-"},
        {catchup, "catchup commons", "commons|-|-|-"},
    };
    char told[256];

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_int_equal(match(cases[i].pattern, cases[i].line, told,
                             sizeof told),
            STATUS_OK);
        assert_string_equal(told, cases[i].slots);
    }
}

static void
what_does_not_fit_is_refused_with_the_usage(void **state)
{
    (void)state;
    static const struct {
        const char *pattern;
        const char *line;
        const char *reason;
    } cases[] = {
        {reply, "reply", "usage: reply <thread> [<post>] [<text>...]"},
        {reply, "reply banana",
            "\"banana\" is no number; usage: reply <thread>"},
        {reply, "reply 0", "\"0\" is no number"},
        {reply, "reply -1", "\"-1\" is no number"},
        {reply, "reply 99999999999999999999", "is no number"},
        {reply, "reply 812 --force", "no option --force; usage: reply"},
        {post, "post b", "usage: post <board> --subject"},
        {post, "post b --subject", "--subject takes a value; usage: post"},
        {post, "post b --subject a --subject b", "--subject is given twice"},
        {today, "today --short --short", "--short is given twice"},
        {today, "today now", "usage: today [--short] [--json]"},
        {today, "today --sho", "no option --sho"},
        {"threads <board> [--after <thread>]", "threads b --after x",
            "--after: \"x\" is no number; usage: threads"},
        {suspend, "suspend ada until 3d", "usage: suspend"},
        {suspend, "suspend ada for", "usage: suspend"},
        {catchup, "catchup a b", "usage: catchup [<board>]"},
    };
    char told[256];

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_int_equal(match(cases[i].pattern, cases[i].line, told,
                             sizeof told),
            STATUS_INVALID);
        if (strstr(reason(), cases[i].reason) == NULL)
            fail_msg("%s: \"%s\" lacks \"%s\"", cases[i].line, reason(),
                cases[i].reason);
    }
}

static void
a_pattern_tells_its_first_words(void **state)
{
    (void)state;
    static const char *const words[] = {"questions", "import", "x"};
    struct text name = {0};

    assert_int_equal(pattern_words("questions import <file>"), 2);
    assert_int_equal(pattern_words(suspend), 1);
    assert_int_equal(pattern_words("skip"), 1);
    assert_int_equal(pattern_common("questions import <file>", 3, words), 2);
    assert_int_equal(pattern_common("questions list <board>", 3, words), 1);
    assert_int_equal(pattern_common("skip", 3, words), 0);
    pattern_name("questions import <file>", &name);
    assert_string_equal(text_bytes(&name), "questions import");
    text_clear(&name);
}

static void
lines_split_as_in_a_shell(void **state)
{
    (void)state;
    static const struct {
        const char *line;
        const char *words; /* each in [] */
    } cases[] = {
        {"", ""},
        {"  \t ", ""},
        {"one", "[one]"},
        {" one  two\tthree\nfour ", "[one][two][three][four]"},
        {"'one two' \"three four\"", "[one two][three four]"},
        {"a'b'c\"d\"e", "[abcde]"},
        {"'' \"\"", "[][]"},
        {"a\\ b", "[a b]"},
        {"\\'x\\\"", "['x\"]"},
        {"'back\\slash'", "[back\\slash]"},
        {"\"a\\\"b\\\\c\\$d\\`e\\n\"", "[a\"b\\c$d`e\\n]"},
        {"one\\\ntwo", "[onetwo]"},
        {"one \\\n two", "[one][two]"},
        {"\"one\\\ntwo\"", "[onetwo]"},
        {"'one\ntwo'", "[one\ntwo]"},
        {"$HOME `id` *", "[$HOME][`id`][*]"},
        {"# no comment", "[#][no][comment]"},
        {"\xC3\xA9t\xC3\xA9 \xFF", "[\xC3\xA9t\xC3\xA9][\xFF]"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct text told = {0};
        char **words = NULL;
        int count = 0;

        assert_int_equal(command_split(cases[i].line, &words, &count),
            STATUS_OK);
        for (int j = 0; j < count; j++)
            text_add_format(&told, "[%s]", words[j]);
        assert_string_equal(text_bytes(&told), cases[i].words);
        text_clear(&told);
        command_words_free(words, count);
    }
}

static void
a_line_that_is_not_whole_is_refused(void **state)
{
    (void)state;
    static const struct {
        const char *line;
        const char *reason;
    } cases[] = {
        {"answer I don't know", "single quote"},
        {"say \"this", "double quote"},
        {"say \"this\\\"", "double quote"},
        {"one \\", "backslash"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char **words = NULL;
        int count = 0;

        assert_int_equal(command_split(cases[i].line, &words, &count),
            STATUS_INVALID);
        assert_non_null(strstr(reason(), cases[i].reason));
        assert_null(words);
    }
}

static void
a_thousand_words_are_taken_and_no_more(void **state)
{
    (void)state;
    struct text line = {0};
    char **words = NULL;
    int count = 0;

    for (int i = 0; i < COMMAND_WORDS; i++)
        text_add(&line, "w ");
    assert_int_equal(command_split(line.bytes, &words, &count), STATUS_OK);
    assert_int_equal(count, COMMAND_WORDS);
    command_words_free(words, count);
    text_add(&line, "w");
    assert_int_equal(command_split(line.bytes, &words, &count), STATUS_INVALID);
    text_clear(&line);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_fill_the_slots_of_their_pattern),
        cmocka_unit_test(what_does_not_fit_is_refused_with_the_usage),
        cmocka_unit_test(a_pattern_tells_its_first_words),
        cmocka_unit_test(lines_split_as_in_a_shell),
        cmocka_unit_test(a_line_that_is_not_whole_is_refused),
        cmocka_unit_test(a_thousand_words_are_taken_and_no_more),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
