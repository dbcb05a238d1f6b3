/* Log: one event a line, nothing in it that could act on a terminal. */

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/log.h"
#include "support/support.h"

static int kept_error;
static int ends[2];

static int
catch_standard_error(void **state)
{
    (void)state;
    kept_error = dup(STDERR_FILENO);
    if (pipe(ends) != 0)
        return -1;
    return dup2(ends[1], STDERR_FILENO) < 0;
}

static int
release_standard_error(void **state)
{
    (void)state;
    dup2(kept_error, STDERR_FILENO);
    close(kept_error);
    close(ends[0]);
    close(ends[1]);
    return 0;
}

/* What was logged since the last call, "" for nothing. */
static const char *
logged(void)
{
    static char lines[65536];
    struct pollfd ready = {.fd = ends[0], .events = POLLIN};
    size_t length = 0;

    while (poll(&ready, 1, 0) > 0) {
        ssize_t count = read(ends[0], lines + length,
            sizeof lines - 1 - length);

        assert_true(count > 0);
        length += (size_t)count;
    }
    lines[length] = '\0';
    return lines;
}

static void
an_event_is_one_line_in_utc(void **state)
{
    (void)state;
    setenv("TZ", "Pacific/Chatham", 1);
    log_open("keeper", LOG_LEVEL_INFO);
    log_info("auth.accepted", "person=%d", 7);
    const char *line = logged();
    assert_memory_equal(line, "time=2026-09-21T14:13:2", 23);
    assert_string_equal(line + 24,
        "Z level=info process=keeper event=auth.accepted person=7\n");
}

static void
levels_above_the_one_shown_are_left_out(void **state)
{
    (void)state;
    log_open("keeper", LOG_LEVEL_WARNING);
    log_info("quiet", "x=1");
    log_debug("quiet", "x=1");
    assert_string_equal(logged(), "");
    log_warning("loud", "x=1");
    assert_non_null(strstr(logged(), "level=warning"));
    log_error("loud", "x=1");
    assert_non_null(strstr(logged(), "level=error"));
    log_open("keeper", LOG_LEVEL_DEBUG);
    log_debug("loud", "x=1");
    assert_non_null(strstr(logged(), "level=debug"));
}

static void
what_came_from_outside_is_escaped(void **state)
{
    (void)state;
    log_open("keeper", LOG_LEVEL_INFO);
    log_info("auth.failed", "handle=\"%s\"",
        "a\nb\033[31m\x7F\xC2\x9B\xE2\x80\xAE\xFF\xC3\xA9");
    const char *line = logged();
    assert_non_null(strstr(line,
        "handle=\"a\\x0Ab\\x1B[31m\\x7F\\xC2\\x9B\\xE2\\x80\\xAE\\xFF"
        "\xC3\xA9\"\n"));
    assert_ptr_equal(strchr(line, '\n'), line + strlen(line) - 1);
}

/* What a client calls itself makes no field, and ends no quotes. */
static void
a_text_from_outside_is_one_value(void **state)
{
    static const struct {
        const char *text;
        const char *bare;   /* as key=%s */
        const char *quoted; /* as key="%s" */
    } cases[] = {
        {"ada", "ada", "\"ada\""},
        {"", "\"\"", "\"\""},
        {"ada source=10.0.0.1", "\"ada source=10.0.0.1\"",
            "\"ada source=10.0.0.1\""},
        {"a\" event=\"b", "\"a\\\" event=\\\"b\"", "\"a\\\" event=\\\"b\""},
        {"a\\", "\"a\\\\\"", "\"a\\\\\""},
        {"a=b", "\"a=b\"", "\"a=b\""},
        {"\n", "\"\\x0A\"", "\"\\x0A\""},
        {"[::1]:22", "[::1]:22", "\"[::1]:22\""},
        {"No such file", "\"No such file\"", "\"No such file\""},
    };

    (void)state;
    log_open("keeper", LOG_LEVEL_INFO);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char expected[256];

        log_info("e", "a=%d key=%s z=\"%s\" n=%lld end=%.2s%c", -7,
            cases[i].text, cases[i].text, 12345678901LL, "xyz", '!');
        snprintf(expected, sizeof expected,
            "event=e a=-7 key=%s z=%s n=12345678901 end=xy\"!\"\n",
            cases[i].bare, cases[i].quoted);
        assert_string_equal(strstr(logged(), "event="), expected);
    }
}

static void
the_journal_gets_an_event_a_datagram(void **state)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    char got[8192];

    (void)state;
    snprintf(address.sun_path, sizeof address.sun_path, "%s/journal",
        support_folder());
    assert_int_equal(log_to_journal(address.sun_path), STATUS_FAILED);
    assert_non_null(strstr(reason(), "no journal at "));
    int journal = socket(AF_UNIX, SOCK_DGRAM, 0);
    assert_int_equal(bind(journal, (const struct sockaddr *)&address,
                         sizeof address),
        0);
    assert_int_equal(log_to_journal(address.sun_path), STATUS_OK);
    log_open("listener", LOG_LEVEL_INFO);
    log_warning("auth.failed", "source=%s user=%s", "::1", "a\nPRIORITY=0");
    log_info("two", "x=1");
    ssize_t count = recv(journal, got, sizeof got - 1, MSG_DONTWAIT);
    assert_true(count > 0);
    got[count] = '\0';
    assert_string_equal(got,
        "SYSLOG_IDENTIFIER=homeroomd\nPRIORITY=4\nHOMEROOM_PROCESS=listener\n"
        "HOMEROOM_EVENT=auth.failed\nMESSAGE=level=warning process=listener "
        "event=auth.failed source=::1 user=\"a\\x0APRIORITY=0\"\n");
    count = recv(journal, got, sizeof got - 1, MSG_DONTWAIT);
    got[count] = '\0';
    assert_non_null(strstr(got, "event=two x=1\n"));
    close(journal);
    unlink(address.sun_path);
}

static void
no_line_is_longer_than_a_pipe_writes_at_once(void **state)
{
    char *longest = malloc(200000);

    (void)state;
    assert_non_null(longest);
    memset(longest, '\n', 199999);
    longest[199999] = '\0';
    log_info("flood", "text=%s", longest);
    const char *line = logged();
    assert_true(strlen(line) <= 4096);
    assert_int_equal(line[strlen(line) - 1], '\n');
    assert_ptr_equal(strchr(line, '\n'), line + strlen(line) - 1);
    /* What was opened is closed, and so is one text beside another. */
    assert_int_equal(line[strlen(line) - 2], '"');
    memset(longest, ' ', 199999);
    log_info("flood", "text=%s then=%s", longest, "a b");
    line = logged();
    assert_true(strlen(line) <= 4096);
    assert_int_equal(line[strlen(line) - 2], '"');
    free(longest);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(an_event_is_one_line_in_utc,
            catch_standard_error, release_standard_error),
        cmocka_unit_test_setup_teardown(levels_above_the_one_shown_are_left_out,
            catch_standard_error, release_standard_error),
        cmocka_unit_test_setup_teardown(what_came_from_outside_is_escaped,
            catch_standard_error, release_standard_error),
        cmocka_unit_test_setup_teardown(
            no_line_is_longer_than_a_pipe_writes_at_once, catch_standard_error,
            release_standard_error),
        cmocka_unit_test_setup_teardown(a_text_from_outside_is_one_value,
            catch_standard_error, release_standard_error),
        /* Last: there is no way back from it. */
        cmocka_unit_test_setup_teardown(the_journal_gets_an_event_a_datagram,
            catch_standard_error, release_standard_error),
    };

    setenv("HOMEROOM_CLOCK", "1790000000", 1);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
