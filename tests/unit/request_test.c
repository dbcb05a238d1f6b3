/* Requests: each key asks for one thing, everywhere. */

#include <string.h>

#include "support/support.h"
#include "ui/keymap.h"
#include "ui/request.h"

static enum request
asked_by(enum key_kind kind, uint32_t point)
{
    const struct key key = {.kind = kind, .point = point};

    return request_of(&key);
}

static void
keys_ask_for_requests(void **state)
{
    (void)state;
    assert_int_equal(asked_by(KEY_CHARACTER, 'j'), REQUEST_NEXT);
    assert_int_equal(asked_by(KEY_ARROW_DOWN, 0), REQUEST_NEXT);
    assert_int_equal(asked_by(KEY_CHARACTER, ' '), REQUEST_SCROLL);
    assert_int_equal(asked_by(KEY_RETURN, 0), REQUEST_OPEN);
    assert_int_equal(asked_by(KEY_ESCAPE, 0), REQUEST_BACK);
    assert_int_equal(asked_by(KEY_CHARACTER, '<'), REQUEST_REPLIES_BACK);
    assert_int_equal(asked_by(KEY_CHARACTER, '>'), REQUEST_REPLIES_NEXT);
    assert_int_equal(asked_by(KEY_CHARACTER, 'R'), REQUEST_QUOTE);
    assert_int_equal(asked_by(KEY_CONTROL, 'l'), REQUEST_REDRAW);
    assert_int_equal(asked_by(KEY_CONTROL, 't'), REQUEST_LEAVE);
    assert_int_equal(asked_by(KEY_MOUSE, 64), REQUEST_PREVIOUS);
    assert_int_equal(asked_by(KEY_MOUSE, 65), REQUEST_NEXT);
}

static void
other_keys_ask_for_nothing(void **state)
{
    (void)state;
    assert_int_equal(asked_by(KEY_NONE, 0), REQUEST_NONE);
    assert_int_equal(asked_by(KEY_CHARACTER, '~'), REQUEST_NONE);
    assert_int_equal(asked_by(KEY_CHARACTER, 0x17A), REQUEST_NONE);
    assert_int_equal(asked_by(KEY_META, 'j'), REQUEST_NONE);
    assert_int_equal(asked_by(KEY_CONTROL, 'j'), REQUEST_NONE);
    assert_int_equal(asked_by(KEY_MOUSE, 0), REQUEST_NONE);
}

static void
keys_are_shown_as_people_know_them(void **state)
{
    char keys[64];
    char few[6];

    (void)state;
    assert_string_equal(request_key(REQUEST_OPEN), "Enter");
    assert_string_equal(request_key(REQUEST_REPLY), "r");
    assert_string_equal(request_key(REQUEST_REDRAW), "Ctrl-L");
    assert_string_equal(request_key(REQUEST_NONE), "");
    assert_string_equal(request_keys(REQUEST_BACK, keys, sizeof keys),
        "b, q, Esc");
    assert_string_equal(request_keys(REQUEST_BACK, few, sizeof few), "b, q,");
    assert_string_equal(request_help(REQUEST_MENU), "the menu of everything");
    assert_string_equal(request_help(REQUEST_COUNT), "");
}

static void
no_key_asks_for_two_things_and_each_is_told(void **state)
{
    (void)state;
    for (int i = 1; i < REQUEST_COUNT; i++) {
        char keys[64];

        request_keys((enum request)i, keys, sizeof keys);
        assert_true(strlen(keys) > 0);
        assert_null(strchr(keys, '~'));
        assert_true(strlen(request_help((enum request)i)) > 0);
        for (int j = 1; j < i; j++)
            assert_string_not_equal(request_key((enum request)i),
                request_key((enum request)j));
    }
}

static void
written_keys_are_understood(void **state)
{
    struct key key;

    (void)state;
    assert_true(keymap_parse("<PgDn>", 6, &key));
    assert_int_equal(key.kind, KEY_PAGE_DOWN);
    assert_true(keymap_parse("<M-b>", 5, &key));
    assert_int_equal(key.kind, KEY_META);
    assert_int_equal(key.point, 'b');
    assert_true(keymap_parse("<", 1, &key));
    assert_int_equal(key.kind, KEY_CHARACTER);
    assert_false(keymap_parse("<Nothing>", 9, &key));
    assert_false(keymap_parse("<C-", 3, &key));
    assert_false(keymap_parse("", 0, &key));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keys_ask_for_requests),
        cmocka_unit_test(other_keys_ask_for_nothing),
        cmocka_unit_test(keys_are_shown_as_people_know_them),
        cmocka_unit_test(no_key_asks_for_two_things_and_each_is_told),
        cmocka_unit_test(written_keys_are_understood),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
