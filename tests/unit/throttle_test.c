/* Who is let in, by the numbers of promises.md. */

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>

#include "daemon/throttle.h"
#include "support/support.h"

enum {
    SECOND = 1000,
    MINUTE = 60 * SECOND,
    NEVER = 99, /* a chance that refuses nobody unless all are */
    ALWAYS = 0
};

static const struct throttle_limits usual = {
    .free = 10,
    .most = 60,
    .per_source = 8,
    .refused_percent = 30,
    .penalty_seconds = 15,
    .penalty_most_seconds = 600,
    .code_tries = 5,
    .code_tries_minutes = 10,
    .joining_most = 20,
    .exempt = "",
};

static struct throttle
throttle_of(const struct throttle_limits *limits)
{
    struct throttle throttle;

    assert_int_equal(throttle_init(&throttle, limits), STATUS_OK);
    return throttle;
}

static struct source
source(const char *text)
{
    struct sockaddr_in6 in6 = {.sin6_family = AF_INET6};
    struct sockaddr_in in4 = {.sin_family = AF_INET};
    struct source result = {0};

    if (inet_pton(AF_INET, text, &in4.sin_addr) == 1) {
        assert_int_equal(source_of((const struct sockaddr *)&in4, &result),
            STATUS_OK);
        return result;
    }
    assert_int_equal(inet_pton(AF_INET6, text, &in6.sin6_addr), 1);
    assert_int_equal(source_of((const struct sockaddr *)&in6, &result),
        STATUS_OK);
    return result;
}

static struct source
numbered(int number)
{
    char text[32];

    snprintf(text, sizeof text, "10.0.%d.%d", number / 250, number % 250 + 1);
    return source(text);
}

static enum throttle_answer
admit(struct throttle *throttle, const char *text, int64_t now)
{
    struct source from = source(text);

    return throttle_admit(throttle, &from, now, NEVER);
}

static void
fill(struct throttle *throttle, int count)
{
    for (int i = 0; i < count; i++) {
        struct source from = numbered(i);
        assert_int_equal(throttle_admit(throttle, &from, 0, NEVER),
            THROTTLE_WELCOME);
    }
}

static void
an_address_reads_as_it_was_written(void **state)
{
    static const char *const texts[] = {"192.0.2.7", "2001:db8::1", "::1"};
    (void)state;

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        char text[SOURCE_TEXT_BYTES];
        struct source from = source(texts[i]);
        source_text(&from, text);
        assert_string_equal(text, texts[i]);
    }
    struct sockaddr other = {.sa_family = AF_UNIX};
    struct source from;
    assert_int_equal(source_of(&other, &from), STATUS_INVALID);
}

static void
ten_are_free_then_chance_refuses_and_sixty_are_the_most(void **state)
{
    struct throttle throttle = throttle_of(&usual);
    struct source next = source("192.0.2.1");
    (void)state;

    for (int i = 0; i < 10; i++) {
        struct source from = numbered(i);
        assert_int_equal(throttle_admit(&throttle, &from, 0, ALWAYS),
            THROTTLE_WELCOME);
    }
    assert_int_equal(throttle_admit(&throttle, &next, 0, 29),
        THROTTLE_OVERLOAD);
    assert_int_equal(throttle_admit(&throttle, &next, 0, 30), THROTTLE_WELCOME);
    throttle_leave(&throttle, &next);

    for (int i = 10; i < 35; i++) {
        struct source from = numbered(i);
        assert_int_equal(throttle_admit(&throttle, &from, 0, NEVER),
            THROTTLE_WELCOME);
    }
    assert_int_equal(throttle_admit(&throttle, &next, 0, 64),
        THROTTLE_OVERLOAD);
    assert_int_equal(throttle_admit(&throttle, &next, 0, 65), THROTTLE_WELCOME);
    throttle_leave(&throttle, &next);

    for (int i = 35; i < 60; i++) {
        struct source from = numbered(i);
        assert_int_equal(throttle_admit(&throttle, &from, 0, NEVER),
            THROTTLE_WELCOME);
    }
    assert_int_equal(throttle_admit(&throttle, &next, 0, NEVER),
        THROTTLE_OVERLOAD);
    throttle_clear(&throttle);
}

/* No chance between them: all are refused at once. */
static void
free_ones_may_be_all_there_are(void **state)
{
    struct throttle_limits limits = usual;
    struct source next = source("192.0.2.1");
    (void)state;

    limits.free = limits.most = 3;
    struct throttle throttle = throttle_of(&limits);
    fill(&throttle, 3);
    assert_int_equal(throttle_admit(&throttle, &next, 0, NEVER),
        THROTTLE_OVERLOAD);
    throttle_clear(&throttle);
}

static void
whoever_leaves_or_logs_in_makes_room(void **state)
{
    struct throttle throttle = throttle_of(&usual);
    struct source first = numbered(0);
    (void)state;

    fill(&throttle, 60);
    assert_int_equal(admit(&throttle, "192.0.2.1", 0), THROTTLE_OVERLOAD);
    throttle_leave(&throttle, &first);
    assert_int_equal(admit(&throttle, "192.0.2.1", 0), THROTTLE_WELCOME);
    assert_int_equal(throttle.unauthenticated, 60);
    throttle_clear(&throttle);
}

static void
one_source_holds_eight_at_most(void **state)
{
    struct throttle throttle = throttle_of(&usual);
    (void)state;

    for (int i = 0; i < 8; i++)
        assert_int_equal(admit(&throttle, "192.0.2.1", 0), THROTTLE_WELCOME);
    assert_int_equal(admit(&throttle, "192.0.2.1", 0), THROTTLE_SOURCE);
    assert_int_equal(admit(&throttle, "192.0.2.2", 0), THROTTLE_WELCOME);
    throttle_clear(&throttle);
}

static void
an_ipv6_source_is_its_64_bit_prefix(void **state)
{
    struct throttle throttle = throttle_of(&usual);
    (void)state;

    for (int i = 0; i < 8; i++) {
        char text[SOURCE_TEXT_BYTES];
        snprintf(text, sizeof text, "2001:db8:0:1::%d", i + 1);
        assert_int_equal(admit(&throttle, text, 0), THROTTLE_WELCOME);
    }
    assert_int_equal(admit(&throttle, "2001:db8:0:1:ffff::", 0),
        THROTTLE_SOURCE);
    assert_int_equal(admit(&throttle, "2001:db8:0:2::1", 0), THROTTLE_WELCOME);
    throttle_clear(&throttle);
}

static void
failed_logins_cost_their_source_a_growing_while(void **state)
{
    struct throttle throttle = throttle_of(&usual);
    struct source from = source("192.0.2.1");
    (void)state;

    throttle_failed(&throttle, &from, MINUTE);
    throttle_failed(&throttle, &from, MINUTE);
    assert_int_equal(admit(&throttle, "192.0.2.1", MINUTE), THROTTLE_WELCOME);
    throttle_leave(&throttle, &from);

    assert_int_equal(throttle_penalty_left(&throttle, &from, MINUTE), 0);
    throttle_failed(&throttle, &from, MINUTE);
    assert_int_equal(throttle_penalty_left(&throttle, &from, MINUTE + 1),
        15 * SECOND - 1);
    assert_int_equal(throttle_penalty_left(&throttle, &from, 2 * MINUTE), 0);
    assert_int_equal(admit(&throttle, "192.0.2.1", MINUTE + 14999),
        THROTTLE_PENALTY);
    assert_int_equal(admit(&throttle, "192.0.2.2", MINUTE), THROTTLE_WELCOME);
    assert_int_equal(admit(&throttle, "192.0.2.1", MINUTE + 15 * SECOND),
        THROTTLE_WELCOME);
    throttle_leave(&throttle, &from);

    for (int i = 0; i < 3; i++)
        throttle_failed(&throttle, &from, 2 * MINUTE);
    assert_int_equal(admit(&throttle, "192.0.2.1", 2 * MINUTE + 29999),
        THROTTLE_PENALTY);
    assert_int_equal(admit(&throttle, "192.0.2.1", 2 * MINUTE + 30 * SECOND),
        THROTTLE_WELCOME);
    throttle_leave(&throttle, &from);

    for (int i = 0; i < 1000; i++)
        throttle_failed(&throttle, &from, 3 * MINUTE);
    assert_int_equal(admit(&throttle, "192.0.2.1", 13 * MINUTE - 1),
        THROTTLE_PENALTY);
    assert_int_equal(admit(&throttle, "192.0.2.1", 13 * MINUTE),
        THROTTLE_WELCOME);
    throttle_clear(&throttle);
}

static void
failures_are_forgotten_after_ten_minutes(void **state)
{
    struct throttle throttle = throttle_of(&usual);
    struct source from = source("192.0.2.1");
    (void)state;

    throttle_failed(&throttle, &from, MINUTE);
    throttle_failed(&throttle, &from, MINUTE);
    throttle_failed(&throttle, &from, 11 * MINUTE);
    throttle_failed(&throttle, &from, 11 * MINUTE);
    assert_int_equal(admit(&throttle, "192.0.2.1", 11 * MINUTE),
        THROTTLE_WELCOME);
    throttle_clear(&throttle);
}

static void
the_operator_s_numbers_hold_in_place_of_these(void **state)
{
    struct throttle_limits limits = usual;
    struct source from = source("192.0.2.1");
    (void)state;

    limits.refused_percent = 50;
    limits.penalty_seconds = 2;
    limits.penalty_most_seconds = 3;
    limits.code_tries = 2;
    limits.code_tries_minutes = 1;
    struct throttle throttle = throttle_of(&limits);

    fill(&throttle, 10);
    assert_int_equal(throttle_admit(&throttle, &from, 0, 49),
        THROTTLE_OVERLOAD);
    assert_int_equal(throttle_admit(&throttle, &from, 0, 50), THROTTLE_WELCOME);
    throttle_leave(&throttle, &from);
    for (int i = 0; i < 3; i++)
        throttle_failed(&throttle, &from, 0);
    assert_int_equal(admit(&throttle, "192.0.2.1", 1999), THROTTLE_PENALTY);
    assert_int_equal(admit(&throttle, "192.0.2.1", 2000), THROTTLE_WELCOME);
    throttle_leave(&throttle, &from);
    for (int i = 0; i < 9; i++)
        throttle_failed(&throttle, &from, MINUTE);
    assert_int_equal(admit(&throttle, "192.0.2.1", MINUTE + 2999),
        THROTTLE_PENALTY);
    assert_int_equal(admit(&throttle, "192.0.2.1", MINUTE + 3000),
        THROTTLE_WELCOME);
    assert_true(throttle_code_missed(&throttle, &from, 0));
    assert_false(throttle_code_missed(&throttle, &from, 0));
    assert_false(throttle_takes_code(&throttle, &from, MINUTE - 1));
    assert_true(throttle_takes_code(&throttle, &from, MINUTE));
    throttle_clear(&throttle);
}

static void
a_flood_of_sources_pushes_out_only_old_penalties(void **state)
{
    struct throttle throttle = throttle_of(&usual);
    struct source from = source("192.0.2.1");
    (void)state;

    fill(&throttle, 10);
    for (int i = 0; i < 5000; i++) {
        char text[32];
        snprintf(text, sizeof text, "172.16.%d.%d", i / 250, i % 250 + 1);
        struct source other = source(text);
        throttle_failed(&throttle, &other, MINUTE + i);
    }
    for (int i = 0; i < 3; i++)
        throttle_failed(&throttle, &from, 2 * MINUTE);
    assert_int_equal(admit(&throttle, "192.0.2.1", 2 * MINUTE),
        THROTTLE_PENALTY);
    assert_int_equal(throttle.unauthenticated, 10);
    for (int i = 0; i < 10; i++) {
        struct source inside = numbered(i);
        throttle_leave(&throttle, &inside);
    }
    assert_int_equal(throttle.unauthenticated, 0);
    throttle_clear(&throttle);
}

static void
exempt_ranges_have_no_bound_but_the_total(void **state)
{
    struct throttle_limits limits = usual;
    limits.exempt = "192.0.2.0/24,  2001:db8::/32, 198.51.100.9";
    struct throttle throttle = throttle_of(&limits);
    struct source classroom = source("192.0.2.77");
    (void)state;

    for (int i = 0; i < 30; i++) {
        throttle_failed(&throttle, &classroom, 0);
        assert_int_equal(throttle_admit(&throttle, &classroom, 0, ALWAYS),
            THROTTLE_WELCOME);
    }
    for (int i = 0; i < 15; i++) {
        assert_int_equal(admit(&throttle, "2001:db8:9::1", 0),
            THROTTLE_WELCOME);
        assert_int_equal(admit(&throttle, "198.51.100.9", 0), THROTTLE_WELCOME);
    }
    assert_int_equal(throttle.unauthenticated, 60);
    assert_int_equal(throttle_admit(&throttle, &classroom, 0, NEVER),
        THROTTLE_OVERLOAD);
    for (int i = 0; i < 60; i++)
        throttle_leave(&throttle, &classroom);
    assert_int_equal(throttle.unauthenticated, 0);
    for (int i = 0; i < 8; i++)
        assert_int_equal(admit(&throttle, "192.0.3.77", 0), THROTTLE_WELCOME);
    assert_int_equal(admit(&throttle, "192.0.3.77", 0), THROTTLE_SOURCE);
    throttle_clear(&throttle);
}

static void
a_range_that_is_none_is_refused_by_name(void **state)
{
    static const char *const wrong[] = {"10.0.0.0/33", "10.0.0/8",
        "2001:db8::/129", "classroom", "10.0.0.0/", "10.0.0.0/-1"};
    (void)state;

    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct throttle_limits limits = usual;
        struct throttle throttle;
        limits.exempt = wrong[i];
        assert_int_equal(throttle_init(&throttle, &limits), STATUS_INVALID);
        assert_non_null(strstr(reason(), wrong[i]));
    }
}

static void
who_joins_keeps_no_newcomer_out(void **state)
{
    struct throttle throttle = throttle_of(&usual);
    (void)state;

    for (int i = 0; i < 20; i++) {
        struct source from = numbered(i);
        assert_int_equal(throttle_admit(&throttle, &from, 0, ALWAYS),
            THROTTLE_WELCOME);
        assert_true(throttle_join(&throttle, &from, 0));
    }
    assert_int_equal(throttle.unauthenticated, 0);
    struct source one_more = numbered(20);
    assert_int_equal(throttle_admit(&throttle, &one_more, 0, ALWAYS),
        THROTTLE_WELCOME);
    assert_false(throttle_join(&throttle, &one_more, 0));
    struct source first = numbered(0);
    throttle_leave_joining(&throttle, &first, false);
    assert_true(throttle_join(&throttle, &one_more, 0));
    assert_int_equal(throttle.joining, 20);
    throttle_clear(&throttle);
}

static void
who_joins_counts_among_those_of_their_source(void **state)
{
    struct throttle throttle = throttle_of(&usual);
    struct source from = source("192.0.2.1");
    (void)state;

    for (int i = 0; i < 8; i++) {
        assert_int_equal(admit(&throttle, "192.0.2.1", 0), THROTTLE_WELCOME);
        assert_true(throttle_join(&throttle, &from, 0));
    }
    assert_int_equal(admit(&throttle, "192.0.2.1", 0), THROTTLE_SOURCE);
    throttle_leave_joining(&throttle, &from, true);
    assert_int_equal(admit(&throttle, "192.0.2.1", 0), THROTTLE_WELCOME);
    throttle_clear(&throttle);
}

static void
five_codes_that_nobody_has_are_enough(void **state)
{
    struct throttle throttle = throttle_of(&usual);
    struct source from = source("192.0.2.1");
    struct source other = source("192.0.2.2");
    (void)state;

    for (int i = 0; i < 4; i++)
        assert_true(throttle_code_missed(&throttle, &from, i * MINUTE));
    assert_true(throttle_takes_code(&throttle, &from, 4 * MINUTE));
    assert_false(throttle_code_missed(&throttle, &from, 4 * MINUTE));
    assert_false(throttle_takes_code(&throttle, &from, 4 * MINUTE));
    assert_true(throttle_takes_code(&throttle, &other, 4 * MINUTE));
    assert_int_equal(admit(&throttle, "192.0.2.1", 5 * MINUTE),
        THROTTLE_WELCOME); /* to log in */
    assert_false(throttle_join(&throttle, &from, 13 * MINUTE + 59 * SECOND));
    assert_true(throttle_takes_code(&throttle, &from, 14 * MINUTE));
    assert_true(throttle_code_missed(&throttle, &from, 14 * MINUTE));
    throttle_clear(&throttle);
}

static void
who_got_in_clears_the_count_of_their_source(void **state)
{
    struct throttle throttle = throttle_of(&usual);
    struct source from = source("192.0.2.1");
    (void)state;

    for (int i = 0; i < 4; i++)
        assert_true(throttle_code_missed(&throttle, &from, 0));
    assert_int_equal(admit(&throttle, "192.0.2.1", 0), THROTTLE_WELCOME);
    assert_true(throttle_join(&throttle, &from, 0));
    throttle_leave_joining(&throttle, &from, false);
    assert_int_equal(admit(&throttle, "192.0.2.1", 0), THROTTLE_WELCOME);
    assert_true(throttle_join(&throttle, &from, 0));
    throttle_leave_joining(&throttle, &from, true);
    for (int i = 0; i < 4; i++)
        assert_true(throttle_code_missed(&throttle, &from, 0));
    assert_false(throttle_code_missed(&throttle, &from, 0));
    throttle_clear(&throttle);
}

static void
a_classroom_that_is_named_tries_as_often_as_it_likes(void **state)
{
    struct throttle_limits limits = usual;
    struct source classroom = source("10.1.2.3");
    (void)state;

    limits.exempt = "10.1.0.0/16";
    struct throttle throttle = throttle_of(&limits);
    for (int i = 0; i < 1000; i++)
        assert_true(throttle_code_missed(&throttle, &classroom, 0));
    assert_true(throttle_takes_code(&throttle, &classroom, 0));
    for (int i = 0; i < 20; i++) {
        assert_int_equal(admit(&throttle, "10.1.2.3", 0), THROTTLE_WELCOME);
        assert_true(throttle_join(&throttle, &classroom, 0));
    }
    throttle_clear(&throttle);
}

static void
other_limits_leave_penalties_and_count_who_waits_anew(void **state)
{
    (void)state;
    struct throttle throttle = throttle_of(&usual);
    struct throttle_limits other = usual;
    const struct source bad = source("10.1.1.1");
    const struct source waiting = source("10.1.1.2");

    for (int i = 0; i < 50; i++)
        throttle_failed(&throttle, &bad, MINUTE);
    assert_int_equal(throttle_admit(&throttle, &waiting, MINUTE, NEVER),
        THROTTLE_WELCOME);
    other.per_source = 2;
    assert_int_equal(throttle_change(&throttle, &other), STATUS_OK);
    throttle_recount(&throttle, &waiting, false, MINUTE);
    throttle_recount(&throttle, &waiting, true, MINUTE);
    assert_int_equal(throttle.unauthenticated, 1);
    assert_int_equal(throttle.joining, 1);
    assert_int_equal(throttle_admit(&throttle, &waiting, MINUTE, NEVER),
        THROTTLE_SOURCE);
    assert_int_equal(throttle_admit(&throttle, &bad, MINUTE + SECOND, NEVER),
        THROTTLE_PENALTY);
    other.exempt = "10.1.1.0/99";
    assert_int_equal(throttle_change(&throttle, &other), STATUS_INVALID);
    assert_int_equal(throttle.per_source, 2);
    assert_int_equal(throttle.unauthenticated, 1);
    throttle_clear(&throttle);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_address_reads_as_it_was_written),
        cmocka_unit_test(
            ten_are_free_then_chance_refuses_and_sixty_are_the_most),
        cmocka_unit_test(free_ones_may_be_all_there_are),
        cmocka_unit_test(whoever_leaves_or_logs_in_makes_room),
        cmocka_unit_test(one_source_holds_eight_at_most),
        cmocka_unit_test(an_ipv6_source_is_its_64_bit_prefix),
        cmocka_unit_test(failed_logins_cost_their_source_a_growing_while),
        cmocka_unit_test(failures_are_forgotten_after_ten_minutes),
        cmocka_unit_test(the_operator_s_numbers_hold_in_place_of_these),
        cmocka_unit_test(a_flood_of_sources_pushes_out_only_old_penalties),
        cmocka_unit_test(exempt_ranges_have_no_bound_but_the_total),
        cmocka_unit_test(a_range_that_is_none_is_refused_by_name),
        cmocka_unit_test(who_joins_keeps_no_newcomer_out),
        cmocka_unit_test(who_joins_counts_among_those_of_their_source),
        cmocka_unit_test(five_codes_that_nobody_has_are_enough),
        cmocka_unit_test(who_got_in_clears_the_count_of_their_source),
        cmocka_unit_test(a_classroom_that_is_named_tries_as_often_as_it_likes),
        cmocka_unit_test(other_limits_leave_penalties_and_count_who_waits_anew),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
