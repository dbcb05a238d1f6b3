/* Letters without their accents, for handles that are typed. */

#include <string.h>

#include "base/latin.h"
#include "support/support.h"

static const struct {
    const char *given;
    const char *plain;
} cases[] = {
    {"", ""},
    {"Ada Obi", "ada obi"},
    {"Zo\xC3\xAB", "zoe"},
    {"Zoe\xCC\x88", "zoe"},
    {"STRAU\xE1\xBA\x9E Gr\xC3\xB6\xC3\x9F", "strauss gross"},
    {"\xC5\x81ukasz", "lukasz"},
    {"S\xC3\xB8ren \xC3\x98", "soren o"},
    {"\xC3\x86gir", "aegir"},
    {"\xC5\x92uvre", "oeuvre"},
    {"\xC3\x9E\xC3\xB3r\xC3\xB0ur", "thordur"},
    {"\xC4\x90o\xC3\xA0n", "doan"},
    {"Nguy\xE1\xBB\x85n", "nguyen"},
    {"\xC4\xB0lkay \xC4\xB1\xC5\x9F\xC4\xB1k", "ilkay isik"},
    {"\xC5\xBDi\xC5\xBE"
     "ek",
        "zizek"},
    {"\xD0\x98\xD0\xB2\xD0\xB0\xD0\xBD", "\xD0\xB8\xD0\xB2\xD0\xB0\xD0\xBD"},
    {"\xE5\xB1\xB1", "\xE5\xB1\xB1"},
    {"1.Tom-Jones@x", "1.tom-jones@x"},
};

static void
letters_lose_what_stands_on_them(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct text out = {0};

        latin_plain(&out, cases[i].given);
        assert_string_equal(text_bytes(&out), cases[i].plain);
        text_clear(&out);
    }
}

static void
what_is_not_utf8_is_nothing(void **state)
{
    (void)state;
    struct text out = {0};

    latin_plain(&out, "a\xFF");
    assert_string_equal(text_bytes(&out), "");
    text_clear(&out);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(letters_lose_what_stands_on_them),
        cmocka_unit_test(what_is_not_utf8_is_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
