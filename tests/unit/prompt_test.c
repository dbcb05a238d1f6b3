/* The prompt: one line asked for, shown or hidden. */

#include <string.h>

#include "support/support.h"
#include "ui/widgets/prompt.h"

static struct prompt prompt;

static int
set_up(void **state)
{
    (void)state;
    prompt = (struct prompt){0};
    return 0;
}

static int
tear_down(void **state)
{
    (void)state;
    prompt_close(&prompt);
    return 0;
}

/* Keys as a terminal sends them; what became of the last one. */
static enum prompt_turn
type(const char *bytes)
{
    const uint8_t *at = (const uint8_t *)bytes;
    size_t count = strlen(bytes);
    struct decoder decoder = {.is_pasting = false};
    enum prompt_turn turn = PROMPT_STAYS;
    struct key key;

    while (count > 0) {
        size_t used = 0;

        if (decoder_key(&decoder, at, count, &used, &key))
            turn = prompt_key(&prompt, &key);
        at += used;
        count -= used;
    }
    if (decoder_is_waiting(&decoder) && decoder_flush(&decoder, &key))
        turn = prompt_key(&prompt, &key);
    return turn;
}

static void
it_opens_with_what_is_there_and_gives_what_is_typed(void **state)
{
    (void)state;
    assert_false(prompt_is_open(&prompt));
    assert_string_equal(prompt_text(&prompt), "");
    prompt_open(&prompt, "Ada", 20);
    assert_true(prompt_is_open(&prompt));
    assert_int_equal(type(" Obi"), PROMPT_STAYS);
    assert_string_equal(prompt_text(&prompt), "Ada Obi");
    assert_int_equal(type("\r"), PROMPT_ENTERED);
    assert_string_equal(prompt_text(&prompt), "Ada Obi");
    prompt_close(&prompt);
    assert_false(prompt_is_open(&prompt));
}

static void
the_keys_of_a_line_edit_it(void **state)
{
    (void)state;
    prompt_open(&prompt, "one two", 40);
    type("\x17three");         /* Ctrl-W */
    type("\x01zero \x05!");    /* Ctrl-A, Ctrl-E */
    type("\x1b[D\x7f\x1b[3~"); /* Left, Backspace, Delete */
    assert_string_equal(prompt_text(&prompt), "zero one thre");
    type("\x15"); /* Ctrl-U */
    assert_string_equal(prompt_text(&prompt), "");
    type("\x19"); /* Ctrl-Y */
    assert_string_equal(prompt_text(&prompt), "zero one thre");
    prompt_set(&prompt, "\u00e9te\u0301");
    type("\x7f");
    assert_string_equal(prompt_text(&prompt), "\u00e9t");
}

static void
it_is_left_by_esc_and_control_c(void **state)
{
    (void)state;
    prompt_open(&prompt, "", 20);
    assert_int_equal(type("ab\x1b"), PROMPT_LEFT);
    assert_int_equal(type("\x03"), PROMPT_LEFT);
    assert_int_equal(type("\t"), PROMPT_OTHERS);
    assert_int_equal(type("\x1b[A"), PROMPT_OTHERS);
    assert_int_equal(type("\x1b[B"), PROMPT_OTHERS);
    assert_string_equal(prompt_text(&prompt), "ab");
}

static void
a_paste_is_text_and_sends_nothing(void **state)
{
    (void)state;
    prompt_open(&prompt, "", 100);
    assert_int_equal(type("\x1b[200~ssh-ed25519\tAAAA ada\r\x1b[201~"),
        PROMPT_STAYS);
    assert_int_equal(strncmp(prompt_text(&prompt), "ssh-ed25519", 11), 0);
    assert_non_null(strstr(prompt_text(&prompt), "AAAA ada"));
    assert_null(strchr(prompt_text(&prompt), '\n'));
    assert_int_equal(type("\r"), PROMPT_ENTERED);
    prompt_open_hidden(&prompt, 100);
    assert_int_equal(type("\x1b[200~secret\r\x1b[201~"), PROMPT_STAYS);
    assert_string_equal(prompt_text(&prompt), "secret");
}

static void
no_more_is_taken_than_fits(void **state)
{
    (void)state;
    prompt_open(&prompt, "", 4);
    type("abcd");
    assert_false(prompt_is_full(&prompt));
    type("e");
    assert_true(prompt_is_full(&prompt));
    assert_string_equal(prompt_text(&prompt), "abcd");
    type("\x7f");
    assert_false(prompt_is_full(&prompt));
    prompt_open_hidden(&prompt, 4);
    type("abc\u00e9");
    assert_true(prompt_is_full(&prompt));
    assert_string_equal(prompt_text(&prompt), "abc");
    type("d");
    assert_string_equal(prompt_text(&prompt), "abcd");
    type("\x1b[200~ef\x1b[201~");
    assert_true(prompt_is_full(&prompt));
}

static void
what_is_hidden_is_edited_from_its_end_and_wiped(void **state)
{
    (void)state;
    prompt_open_hidden(&prompt, 40);
    type("pass w\u00f6rd\u20ac");
    assert_string_equal(prompt_text(&prompt), "pass w\u00f6rd\u20ac");
    const char *bytes = prompt_text(&prompt);

    type("\x7f\x7f");
    assert_string_equal(prompt_text(&prompt), "pass w\u00f6r");
    assert_int_equal(strlen(bytes + 9), 0); /* nothing stays behind it */
    assert_int_equal(bytes[10], 0);
    type("\x1b[D\x1b[H"
         "x"); /* no cursor goes into it */
    assert_string_equal(prompt_text(&prompt), "pass w\u00f6rx");
    type("\x15");
    for (size_t i = 0; i <= 40; i++)
        assert_int_equal(bytes[i], 0);
    type("\x7f");
    assert_string_equal(prompt_text(&prompt), "");
}

/* No line end, no Esc, no arrow in a paste does what the key would. */
static void
what_is_pasted_enters_and_leaves_nothing(void **state)
{
    (void)state;
    prompt_open(&prompt, "", 40);
    assert_int_equal(type("\x1b[200~one\r"), PROMPT_STAYS);
    assert_int_equal(type("\x1b[201~"), PROMPT_STAYS);
    assert_int_equal(type("\x1b[200~\rtwo\x1b[201~"), PROMPT_STAYS);
    assert_int_equal(type("\x1b[200~\t\x1b\x03\x1b[201~"), PROMPT_STAYS);
    assert_true(prompt_is_open(&prompt));
    assert_non_null(strstr(prompt_text(&prompt), "two"));
    assert_int_equal(type("\r"), PROMPT_ENTERED);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(it_opens_with_what_is_there_and_gives_what_is_typed),
        TEST(the_keys_of_a_line_edit_it),
        TEST(it_is_left_by_esc_and_control_c),
        TEST(a_paste_is_text_and_sends_nothing),
        TEST(no_more_is_taken_than_fits),
        TEST(what_is_hidden_is_edited_from_its_end_and_wiped),
        TEST(what_is_pasted_enters_and_leaves_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
