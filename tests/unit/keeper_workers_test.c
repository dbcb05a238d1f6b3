/* The keeper's workers: how many hash at once, how many wait, how long. */

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/text.h"
#include "config/config.h"
#include "daemon/keeper_workers.h"
#include "support/support.h"

enum {
    SOON = 60 * 1000 /* milliseconds */
};

static const char password[] = "a horse nobody else rides";

static struct workers workers;
static int right, wrong, too_late;

static void
count_judged(void *context, const struct password_job *job,
    const struct password_done *done)
{
    (void)context;
    (void)job;
    if (done == NULL)
        too_late++;
    else
        *(done->is_right ? &right : &wrong) += 1;
}

static int
begin(void **state)
{
    (void)state;
    right = wrong = too_late = 0;
    return workers_start(&workers) == STATUS_OK ? 0 : -1;
}

static int
end(void **state)
{
    (void)state;
    workers_stop(&workers);
    return 0;
}

static struct password_job
job_of(const char *hash)
{
    struct password_job job = {
        .kind = JOB_LOGIN,
        .number = 1,
        .work.verifies = true,
        .asked_at = clock_ticks(),
    };

    text_copy(job.work.password, sizeof job.work.password, password);
    text_copy(job.work.hash, sizeof job.work.hash, hash);
    return job;
}

static enum status
ask(int64_t waited)
{
    struct password_job job = job_of("");

    job.asked_at -= waited;
    return workers_ask(&workers, &job);
}

/* One look; 0 milliseconds: at what is there. */
static void
turn(int milliseconds)
{
    struct pollfd waits[WORKERS_MOST];

    workers_poll(&workers, waits);
    assert_true(poll(waits, (nfds_t)workers.count, milliseconds) >= 0);
    assert_int_equal(workers_turn(&workers, waits, count_judged, NULL),
        STATUS_OK);
}

static void
until_judged(int count)
{
    int64_t until = clock_ticks() + SOON;

    while (right + wrong + too_late < count) {
        assert_true(clock_ticks() < until);
        turn(100);
    }
}

static int
count_children(void)
{
    char path[64];
    char line[1024] = "";
    int count = 0;

    snprintf(path, sizeof path, "/proc/self/task/%d/children", (int)getpid());
    FILE *file = fopen(path, "re");
    assert_non_null(file);
    if (fgets(line, sizeof line, file) == NULL)
        line[0] = '\0';
    fclose(file);
    for (const char *at = line; *at != '\0'; at++)
        count += *at == ' ';
    return count;
}

static int
count_busy(void)
{
    int count = 0;

    for (int i = 0; i < workers.count; i++)
        count += workers.rows[i].is_busy;
    return count;
}

static void
two_are_hashed_at_once_and_sixteen_wait(void **state)
{
    (void)state;
    assert_int_equal(count_children(), 2);
    for (int i = 0; i < 18; i++)
        assert_int_equal(ask(0), STATUS_OK);
    assert_int_equal(count_busy(), 2);
    assert_int_equal(workers.waiting_count, 16);
    assert_int_equal(ask(0), STATUS_FULL);
    until_judged(1);
    assert_int_equal(ask(0), STATUS_OK);
    until_judged(19);
    assert_int_equal(right, 0);
}

static void
nobody_waits_longer_than_five_seconds(void **state)
{
    (void)state;
    assert_int_equal(ask(0), STATUS_OK);
    assert_int_equal(ask(0), STATUS_OK);
    assert_int_equal(ask(4000), STATUS_OK);
    turn(0);
    assert_int_equal(too_late, 0);
    assert_int_equal(workers.waiting_count, 1);
    workers.waiting[0].asked_at -= 1000;
    turn(0);
    assert_int_equal(too_late, 1);
    assert_int_equal(workers.waiting_count, 0);
    until_judged(3);
    assert_int_equal(wrong, 2);
}

static void
the_right_password_is_told_from_a_wrong_one(void **state)
{
    char hash[PASSWORD_HASH_BYTES];
    (void)state;

    assert_int_equal(credentials_hash(password, strlen(password), hash),
        STATUS_OK);
    struct password_job job = job_of(hash);
    assert_int_equal(workers_ask(&workers, &job), STATUS_OK);
    until_judged(1);
    assert_int_equal(right, 1);
    assert_int_equal(ask(0), STATUS_OK);
    until_judged(2);
    assert_int_equal(wrong, 1);
}

static bool
is_held(void)
{
    return memmem(&workers, sizeof workers, password, strlen(password)) != NULL;
}

static void
nothing_of_a_password_stays_once_it_is_handed_out(void **state)
{
    (void)state;
    for (int i = 0; i < 4; i++)
        assert_int_equal(ask(0), STATUS_OK);
    assert_true(is_held()); /* who waits is found by the same look */
    until_judged(4);
    assert_false(is_held());
    for (int i = 0; i < 3; i++)
        assert_int_equal(ask(SOON), STATUS_OK);
    until_judged(7);
    assert_int_equal(too_late, 1);
    assert_false(is_held());
}

static void
nothing_stays_of_those_who_wait_at_the_end(void **state)
{
    (void)state;
    for (int i = 0; i < 4; i++)
        assert_int_equal(ask(0), STATUS_OK);
    assert_true(is_held());
    workers_stop(&workers);
    assert_false(is_held());
    assert_int_equal(workers_start(&workers), STATUS_OK);
}

static void
the_operator_s_numbers_hold(void **state)
{
    const struct settings *before = config_current();
    struct settings settings;
    (void)state;

    workers_stop(&workers);
    config_defaults(".", &settings);
    settings.passwords_at_once = 1;
    settings.passwords_waiting = 2;
    settings.password_wait_seconds = 1;
    config_use(&settings);
    assert_int_equal(workers_start(&workers), STATUS_OK);
    assert_int_equal(count_children(), 1);
    for (int i = 0; i < 3; i++)
        assert_int_equal(ask(0), STATUS_OK);
    assert_int_equal(ask(0), STATUS_FULL);
    workers.waiting[0].asked_at -= 1000;
    turn(0);
    assert_int_equal(too_late, 1);
    until_judged(3);
    config_use(before);
    config_clear(&settings);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(two_are_hashed_at_once_and_sixteen_wait),
        TEST(nobody_waits_longer_than_five_seconds),
        TEST(the_right_password_is_told_from_a_wrong_one),
        TEST(nothing_of_a_password_stays_once_it_is_handed_out),
        TEST(nothing_stays_of_those_who_wait_at_the_end),
        TEST(the_operator_s_numbers_hold),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
