/* TOTP: the codes of RFC 4226 and RFC 6238, what is typed, what fits when. */

#include <string.h>

#include "base/totp.h"
#include "support/support.h"

enum {
    MODULUS = 1000000,
    NOW = 1111111109 /* of RFC 6238, appendix B */
};

static const uint8_t secret[TOTP_SECRET_BYTES + 1] = "12345678901234567890";

static void
counted_codes_are_those_of_rfc_4226(void **state)
{
    (void)state;
    static const int codes[] = {755224, 287082, 359152, 969429, 338314, 254676,
        287922, 162583, 399871, 520489};

    for (int i = 0; i < 10; i++)
        assert_int_equal(totp_code(secret, TOTP_SECRET_BYTES, i), codes[i]);
}

/* The appendix has eight digits, of which an app shows the last six. */
static void
timed_codes_are_those_of_rfc_6238(void **state)
{
    (void)state;
    static const struct {
        int64_t at;
        int code;
    } cases[] = {
        {59, 94287082},
        {1111111109, 7081804},
        {1111111111, 14050471},
        {1234567890, 89005924},
        {2000000000, 69279037},
        {20000000000, 65353130},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(totp_code(secret, TOTP_SECRET_BYTES,
                             totp_step(cases[i].at)),
            cases[i].code % MODULUS);
}

static void
a_clock_may_be_one_step_off_and_no_more(void **state)
{
    (void)state;
    int64_t now = totp_step(NOW);

    for (int off = -3; off <= 3; off++) {
        int code = totp_code(secret, TOTP_SECRET_BYTES, now + off);
        bool fits = off >= -1 && off <= 1;

        assert_int_equal(totp_find(secret, code, NOW, 0), fits ? now + off : 0);
    }
}

static void
a_code_of_a_step_that_has_served_fits_no_more(void **state)
{
    (void)state;
    int64_t now = totp_step(NOW);
    int before = totp_code(secret, TOTP_SECRET_BYTES, now - 1);
    int code = totp_code(secret, TOTP_SECRET_BYTES, now);
    int next = totp_code(secret, TOTP_SECRET_BYTES, now + 1);

    assert_int_equal(totp_find(secret, code, NOW, now), 0);
    assert_int_equal(totp_find(secret, before, NOW, now), 0);
    assert_int_equal(totp_find(secret, next, NOW, now), now + 1);
}

static void
six_digits_are_read_however_they_are_grouped(void **state)
{
    (void)state;
    static const char *const others[] = {"", "12345", "1234567", "12345x", "-",
        "12 34 5", "12345\n", "\uff1123456"};
    int code = 0;

    assert_true(totp_read("012345", &code));
    assert_int_equal(code, 12345);
    assert_true(totp_read("987 654", &code));
    assert_int_equal(code, 987654);
    assert_true(totp_read(" 98-76-54 ", &code));
    assert_int_equal(code, 987654);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_false(totp_read(others[i], &code));
}

static void
a_secret_is_written_as_apps_take_it(void **state)
{
    (void)state;
    char text[TOTP_SECRET_TEXT_BYTES];
    uint8_t again[TOTP_SECRET_BYTES];

    totp_secret_write(secret, text);
    assert_string_equal(text, "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    assert_true(totp_secret_read(text, again));
    assert_memory_equal(again, secret, sizeof again);
    text[3] = '1'; /* no letter of base 32 */
    assert_false(totp_secret_read(text, again));
    assert_false(totp_secret_read("GEZDGNBV", again));
}

static void
a_secret_is_read_off_in_groups(void **state)
{
    char grouped[TOTP_GROUPED_BYTES];
    (void)state;

    totp_secret_group("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", grouped);
    assert_string_equal(grouped, "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
    totp_secret_group("", grouped);
    assert_string_equal(grouped, "");
}

static void
an_address_is_escaped_and_never_cut(void **state)
{
    char address[TOTP_ADDRESS_BYTES];
    char site[TOTP_ADDRESS_BYTES];
    (void)state;

    assert_true(totp_address("Ops & Co", "ada_1", "GEZD", true, address));
    assert_string_equal(address,
        "otpauth://totp/Ops%20%26%20Co:ada_1?secret=GEZD&issuer=Ops%20%26%20Co");
    assert_true(totp_address("\u00d6l", "ada", "GEZD", false, address));
    assert_string_equal(address, "otpauth://totp/%C3%96l:ada?secret=GEZD");
    memset(site, 'n', sizeof site - 1);
    site[sizeof site - 1] = '\0';
    assert_false(totp_address(site, "ada", "GEZD", true, address));
    for (size_t i = 0; i < sizeof address; i++)
        assert_int_equal(address[i], 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counted_codes_are_those_of_rfc_4226),
        cmocka_unit_test(timed_codes_are_those_of_rfc_6238),
        cmocka_unit_test(a_clock_may_be_one_step_off_and_no_more),
        cmocka_unit_test(a_code_of_a_step_that_has_served_fits_no_more),
        cmocka_unit_test(six_digits_are_read_however_they_are_grouped),
        cmocka_unit_test(a_secret_is_written_as_apps_take_it),
        cmocka_unit_test(a_secret_is_read_off_in_groups),
        cmocka_unit_test(an_address_is_escaped_and_never_cut),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
