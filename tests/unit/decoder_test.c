/* The decoder: bytes of a terminal become keys, however they are split. */

#include <string.h>

#include "support/support.h"
#include "ui/decoder.h"

enum {
    KEYS_MOST = 64
};

struct keys {
    struct key rows[KEYS_MOST];
    size_t count;
    struct decoder decoder;
};

static void
feed(struct keys *keys, const char *bytes, size_t count)
{
    const uint8_t *at = (const uint8_t *)bytes;
    struct key key;
    size_t used;

    while (decoder_key(&keys->decoder, at, count, &used, &key)) {
        assert_true(used <= count);
        assert_true(keys->count < KEYS_MOST);
        keys->rows[keys->count++] = key;
        at += used;
        count -= used;
    }
    assert_int_equal(used, count);
}

static struct keys
decode(const char *bytes)
{
    struct keys keys = {.count = 0};

    feed(&keys, bytes, strlen(bytes));
    return keys;
}

static void
assert_key(const struct key *key, enum key_kind kind, uint32_t point)
{
    assert_int_equal(key->kind, kind);
    assert_int_equal(key->point, point);
}

static void
assert_one(const char *bytes, enum key_kind kind, uint32_t point)
{
    struct keys keys = decode(bytes);

    assert_int_equal(keys.count, 1);
    assert_key(&keys.rows[0], kind, point);
    assert_false(decoder_is_waiting(&keys.decoder));
}

static void
assert_nothing(const char *bytes)
{
    assert_int_equal(decode(bytes).count, 0);
}

static void
plain_characters_and_controls_are_keys(void **state)
{
    (void)state;
    assert_one("a", KEY_CHARACTER, 'a');
    assert_one(" ", KEY_CHARACTER, ' ');
    assert_one("\x18", KEY_CONTROL, 'x');
    assert_one("\x01", KEY_CONTROL, 'a');
    assert_one("\x1a", KEY_CONTROL, 'z');
    assert_one("\x1f", KEY_CONTROL, '_');
    assert_one("\x1c", KEY_CONTROL, '\\');
    assert_one("\t", KEY_TAB, 0);
    assert_one("\r", KEY_RETURN, 0);
    assert_one("\n", KEY_RETURN, 0);
    assert_one("\x7f", KEY_RUBOUT, 0);
    assert_one("\b", KEY_RUBOUT, 0);
    struct keys keys = {.count = 0};
    feed(&keys, "\0", 1);
    assert_int_equal(keys.count, 1);
    assert_key(&keys.rows[0], KEY_CONTROL, ' ');
}

static void
characters_beyond_ascii_are_whole_points(void **state)
{
    (void)state;
    assert_one("\xc3\xa9", KEY_CHARACTER, 0xE9);
    assert_one("\xe6\x97\xa5", KEY_CHARACTER, 0x65E5);
    assert_one("\xf0\x9f\x8e\x89", KEY_CHARACTER, 0x1F389);
    assert_one("\xef\xbf\xbd", KEY_CHARACTER, 0xFFFD);
}

static void
ill_formed_bytes_give_one_replacement_a_part(void **state)
{
    (void)state;
    assert_one("\x80", KEY_CHARACTER, 0xFFFD);
    assert_one("\xff", KEY_CHARACTER, 0xFFFD);
    struct keys keys = decode("\xe2\x82x");
    assert_int_equal(keys.count, 2);
    assert_key(&keys.rows[0], KEY_CHARACTER, 0xFFFD);
    assert_key(&keys.rows[1], KEY_CHARACTER, 'x');
    /* Overlong, surrogate, beyond the last plane. */
    assert_int_equal(decode("\xc0\xaf").count, 2);
    assert_int_equal(decode("\xed\xa0\x80").count, 3);
    assert_int_equal(decode("\xf4\x90\x80\x80").count, 4);
    /* A C1 control gives nothing. */
    assert_nothing("\xc2\x9b");
}

static void
sequences_of_terminals_are_keys(void **state)
{
    (void)state;
    assert_one("\033[A", KEY_ARROW_UP, 0);
    assert_one("\033OB", KEY_ARROW_DOWN, 0);
    assert_one("\033[C", KEY_ARROW_RIGHT, 0);
    assert_one("\033[1;5C", KEY_CONTROL_RIGHT, 0);
    assert_one("\033[1;3D", KEY_CONTROL_LEFT, 0);
    assert_one("\033[1;2D", KEY_ARROW_LEFT, 0);
    assert_one("\033[H", KEY_TO_START, 0);
    assert_one("\033[4~", KEY_TO_END, 0);
    assert_one("\033[5~", KEY_PAGE_UP, 0);
    assert_one("\033[6;5~", KEY_PAGE_DOWN, 0);
    assert_one("\033[3~", KEY_DELETE, 0);
    assert_one("\033[Z", KEY_BACKTAB, 0);
    assert_one("\033OP", KEY_FUNCTION, 1);
    assert_one("\033[24~", KEY_FUNCTION, 12);
    assert_one("\033[[A", KEY_FUNCTION, 1);
    assert_one("\033OM", KEY_RETURN, 0);
    assert_one("\033Oq", KEY_CHARACTER, '1');
    assert_one("\033[200~", KEY_PASTE_BEGIN, 0);
}

static void
the_mouse_tells_button_row_and_column(void **state)
{
    struct keys keys = decode("\033[<64;10;5M\033[<0;1;1m");

    (void)state;
    assert_int_equal(keys.count, 1);
    assert_key(&keys.rows[0], KEY_MOUSE, 64);
    assert_int_equal(keys.rows[0].row, 4);
    assert_int_equal(keys.rows[0].column, 9);
    /* The old report is three bytes of anything. */
    keys = decode("\033[M !\033x");
    assert_int_equal(keys.count, 1);
    assert_key(&keys.rows[0], KEY_CHARACTER, 'x');
}

static void
alt_makes_meta_keys(void **state)
{
    (void)state;
    assert_one("\033b", KEY_META, 'b');
    assert_one("\033\xc3\xa9", KEY_META, 0xE9);
    assert_one("\033\r", KEY_META, '\r');
    assert_one("\033\x7f", KEY_META, 0x7F);
}

static void
a_lone_escape_waits_and_is_flushed(void **state)
{
    struct keys keys = decode("\033");
    struct key key;

    (void)state;
    assert_int_equal(keys.count, 0);
    assert_true(decoder_is_waiting(&keys.decoder));
    assert_true(decoder_flush(&keys.decoder, &key));
    assert_key(&key, KEY_ESCAPE, 0);
    assert_false(decoder_is_waiting(&keys.decoder));
    assert_false(decoder_flush(&keys.decoder, &key));

    keys = decode("\033[");
    assert_true(decoder_is_waiting(&keys.decoder));
    assert_true(decoder_flush(&keys.decoder, &key));
    assert_key(&key, KEY_META, '[');

    /* Half a sequence is not a key: it goes on when the rest comes. */
    keys = decode("\033[1;");
    assert_false(decoder_is_waiting(&keys.decoder));
    assert_false(decoder_flush(&keys.decoder, &key));
    feed(&keys, "5C", 2);
    assert_int_equal(keys.count, 1);
    assert_key(&keys.rows[0], KEY_CONTROL_RIGHT, 0);
}

static void
escape_before_a_control_is_a_key_of_its_own(void **state)
{
    struct keys keys = decode("\033\x18\033\033[A");

    (void)state;
    assert_int_equal(keys.count, 4);
    assert_key(&keys.rows[0], KEY_ESCAPE, 0);
    assert_key(&keys.rows[1], KEY_CONTROL, 'x');
    assert_key(&keys.rows[2], KEY_ESCAPE, 0);
    assert_key(&keys.rows[3], KEY_ARROW_UP, 0);
}

static void
unknown_sequences_are_swallowed_whole(void **state)
{
    (void)state;
    assert_nothing("\033[?1;2c");
    assert_nothing("\033[24;80R");
    assert_nothing("\033[99~");
    assert_nothing("\033[1;2;3;4;5;6;7;8;9~");
    assert_nothing("\033[ q");
    assert_nothing("\033]10;rgb:0000/0000/0000\033\\");
    assert_nothing("\033]0;title\a");
    assert_nothing("\033P1$r0m\033\\");
    char overlong[4100] = "\033[";
    memset(overlong + 2, '7', 4090);
    strcpy(overlong + 4092, "~");
    assert_nothing(overlong);
}

static void
a_broken_sequence_ends_at_a_control(void **state)
{
    struct keys keys = decode("\033[12\r\033]x\r\033[3\033[A");

    (void)state;
    assert_int_equal(keys.count, 3);
    assert_key(&keys.rows[0], KEY_RETURN, 0);
    assert_key(&keys.rows[1], KEY_RETURN, 0);
    assert_key(&keys.rows[2], KEY_ARROW_UP, 0);
}

static void
a_paste_holds_only_characters_line_ends_and_tabs(void **state)
{
    static const enum key_kind kinds[] = {KEY_PASTE_BEGIN, KEY_CHARACTER,
        KEY_RETURN, KEY_RETURN, KEY_RETURN, KEY_TAB, KEY_CHARACTER,
        KEY_CHARACTER, KEY_PASTE_END, KEY_CONTROL};
    struct keys keys = decode(
        "\033[200~a\r\n\n\r\tb\x18\x03\x1a\x7f\033[A\033[31m\033c\033[201~"
        "\x18");

    (void)state;
    assert_int_equal(keys.count, sizeof kinds / sizeof *kinds);
    for (size_t i = 0; i < keys.count; i++)
        assert_int_equal(keys.rows[i].kind, kinds[i]);
    assert_int_equal(keys.rows[6].point, 'b');
    assert_int_equal(keys.rows[7].point, 'c');
    assert_false(keys.decoder.is_pasting);
}

static void
an_escape_in_a_paste_never_waits(void **state)
{
    struct keys keys = decode("\033[200~a\033");
    struct key key;

    (void)state;
    assert_false(decoder_is_waiting(&keys.decoder));
    assert_false(decoder_flush(&keys.decoder, &key));
    feed(&keys, "[201~", 5);
    assert_int_equal(keys.count, 3);
    assert_key(&keys.rows[2], KEY_PASTE_END, 0);
}

static const char *const streams[] = {
    "a\xc3\xa9\xe6\x97\xa5\xf0\x9f\x8e\x89z",
    "\033[A\033OB\033[1;5C\033b\033\033[3~",
    "\033[200~x\r\ny\xe2\x82\xac\033[31m\033[201~\x18\r",
    "\033[<64;10;5M\033[M !!q\033]0;t\033\\w",
    "\xe2\x82\xf0\x9f\xc0\xff\x80 \xed\xa0\x80",
    "\033[[B\033[12\r\n\r\033P..\033[A\033\xc3\xa9\t",
};

static void
assert_same(const struct keys *a, const struct keys *b)
{
    assert_int_equal(a->count, b->count);
    assert_memory_equal(a->rows, b->rows, a->count * sizeof *a->rows);
}

static void
keys_do_not_depend_on_how_the_bytes_are_split(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof streams / sizeof *streams; i++) {
        size_t length = strlen(streams[i]);
        struct keys expected = decode(streams[i]);

        for (size_t a = 0; a <= length; a++) {
            for (size_t b = a; b <= length; b++) {
                struct keys keys = {.count = 0};

                feed(&keys, streams[i], a);
                feed(&keys, streams[i] + a, b - a);
                feed(&keys, streams[i] + b, length - b);
                assert_same(&keys, &expected);
            }
        }
        struct keys single = {.count = 0};
        for (size_t at = 0; at < length; at++)
            feed(&single, streams[i] + at, 1);
        assert_same(&single, &expected);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_characters_and_controls_are_keys),
        cmocka_unit_test(characters_beyond_ascii_are_whole_points),
        cmocka_unit_test(ill_formed_bytes_give_one_replacement_a_part),
        cmocka_unit_test(sequences_of_terminals_are_keys),
        cmocka_unit_test(the_mouse_tells_button_row_and_column),
        cmocka_unit_test(alt_makes_meta_keys),
        cmocka_unit_test(a_lone_escape_waits_and_is_flushed),
        cmocka_unit_test(escape_before_a_control_is_a_key_of_its_own),
        cmocka_unit_test(unknown_sequences_are_swallowed_whole),
        cmocka_unit_test(a_broken_sequence_ends_at_a_control),
        cmocka_unit_test(a_paste_holds_only_characters_line_ends_and_tabs),
        cmocka_unit_test(an_escape_in_a_paste_never_waits),
        cmocka_unit_test(keys_do_not_depend_on_how_the_bytes_are_split),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
