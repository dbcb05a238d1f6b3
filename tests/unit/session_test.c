/* Sessions over sockets, as the daemon gives them: commands, lines, screens. */

#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/text.h"
#include "config/config.h"
#include "daemon/messages.h"
#include "daemon/session.h"
#include "store/store.h"
#include "support/world.h"
#include "ui/display.h"

enum {
    SOON = 20 * 1000, /* milliseconds; sanitizers are slow */
    STALLED = 500     /* milliseconds */
};

static const struct terminal raw_terminal = {.term = "xterm-256color",
    .rows = 24,
    .columns = 80,
    .is_utf8 = true};

/* A session in a process of its own, with the other ends of its sockets. */
struct other_end {
    pid_t pid;
    int terminal;
    int errors;
    int hub;
    struct text seen;
};

static char path[300];
static int64_t ada;
static int64_t lin;
static struct settings settings;
static struct wire wire;

static int
set_up(void **state)
{
    struct world world;
    (void)state;

    world_open(&world);
    snprintf(path, sizeof path, "%s", world.path);
    ada = world_person(&world, "ada");
    lin = world_person(&world, "lin");
    world_close(&world);
    config_defaults(".", &settings);
    config_use(&settings);
    return 0;
}

static int
tear_down(void **state)
{
    (void)state;
    config_clear(&settings);
    return 0;
}

static void
tell_here(int hub)
{
    wire_begin(&wire, MESSAGE_HERE);
    wire_put_int(&wire, 1);
    wire_put_int(&wire, ada);
    assert_int_equal(wire_send(hub, &wire), STATUS_OK);
}

static void
pairs_open(struct other_end *end, int inner[3])
{
    int pair[3][2];

    assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, pair[0]), 0);
    assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, pair[1]), 0);
    assert_int_equal(socketpair(AF_UNIX, SOCK_SEQPACKET, 0, pair[2]), 0);
    *end = (struct other_end){.terminal = pair[0][0],
        .errors = pair[1][0],
        .hub = pair[2][0]};
    for (int i = 0; i < 3; i++)
        inner[i] = pair[i][1];
}

static struct other_end
begin(struct session_terms terms)
{
    struct other_end end;
    int inner[3];

    pairs_open(&end, inner);
    tell_here(end.hub);
    terms.store_path = terms.store_path != NULL ? terms.store_path : path;
    terms.person_id = terms.person_id != 0 ? terms.person_id : ada;
    terms.may_write = true;
    terms.input = inner[0];
    terms.output = inner[0];
    terms.errors = inner[1];
    terms.hub = inner[2];
    end.pid = fork();
    assert_true(end.pid >= 0);
    if (end.pid == 0) {
        close(end.terminal);
        close(end.errors);
        close(end.hub);
        _exit(session_run(&terms));
    }
    for (int i = 0; i < 3; i++)
        close(inner[i]);
    return end;
}

static void
type(const struct other_end *end, const char *keys)
{
    assert_int_equal(send(end->terminal, keys, strlen(keys), MSG_NOSIGNAL),
        (ssize_t)strlen(keys));
}

/* Reads on until the text comes; false at the end of the stream. */
static bool
reads_on(int descriptor, struct text *seen, const char *wanted)
{
    int64_t until = clock_ticks() + SOON;

    while (wanted == NULL || strstr(text_bytes(seen), wanted) == NULL) {
        struct pollfd wait = {.fd = descriptor, .events = POLLIN};
        char bytes[4096];
        int64_t left = until - clock_ticks();

        if (left <= 0 || poll(&wait, 1, (int)left) <= 0)
            return false;
        ssize_t count = read(descriptor, bytes, sizeof bytes);
        if (count <= 0)
            return wanted == NULL;
        text_add_bytes(seen, bytes, (size_t)count);
    }
    return true;
}

static void
sees(struct other_end *end, const char *wanted)
{
    if (!reads_on(end->terminal, &end->seen, wanted))
        fail_msg("no \"%s\" in: %s", wanted, text_bytes(&end->seen));
}

static void
says(const struct other_end *end, const char *reason_why)
{
    wire_begin(&wire, MESSAGE_END);
    wire_put_text(&wire, reason_why);
    assert_int_equal(wire_send(end->hub, &wire), STATUS_OK);
}

/* Its exit status, when it has said all it had to say. */
static int
ends(struct other_end *end, struct text *errors)
{
    int status;

    if (end->terminal >= 0) {
        assert_true(reads_on(end->terminal, &end->seen, NULL));
        close(end->terminal);
    }
    assert_true(reads_on(end->errors, errors, NULL));
    assert_int_equal(waitpid(end->pid, &status, 0), end->pid);
    assert_true(WIFEXITED(status));
    close(end->errors);
    close(end->hub);
    return WEXITSTATUS(status);
}

static int
finishes(struct other_end *end)
{
    struct text errors = {0};
    int exit_status = ends(end, &errors);

    assert_string_equal(text_bytes(&errors), "");
    text_clear(&errors);
    text_clear(&end->seen);
    return exit_status;
}

static void
a_command_prints_and_exits(void **state)
{
    struct other_end end = begin(
        (struct session_terms){.kind = SESSION_COMMAND, .command = "boards"});
    (void)state;

    sees(&end, "emea-autumn");
    assert_null(strchr(text_bytes(&end.seen), '\r'));
    assert_int_equal(finishes(&end), 0);
}

static void
a_wrong_command_is_said_on_the_errors_alone(void **state)
{
    struct other_end end = begin(
        (struct session_terms){.kind = SESSION_COMMAND, .command = "dance"});
    struct text errors = {0};
    (void)state;

    assert_int_equal(ends(&end, &errors), 64);
    assert_string_equal(text_bytes(&end.seen), "");
    assert_non_null(strstr(text_bytes(&errors), "dance"));
    text_clear(&errors);
    text_clear(&end.seen);
}

static void
on_a_terminal_a_command_ends_its_lines_with_crlf(void **state)
{
    struct other_end end = begin((struct session_terms){.kind = SESSION_COMMAND,
        .command = "boards",
        .terminal = raw_terminal});
    (void)state;

    assert_true(reads_on(end.terminal, &end.seen, NULL));
    const char *line = strchr(text_bytes(&end.seen), '\n');
    assert_non_null(line);
    assert_int_equal(line[-1], '\r');
    assert_int_equal(finishes(&end), 0);
}

static void
a_command_takes_its_text_from_the_stream_and_tells_the_hub(void **state)
{
    struct other_end end = begin((struct session_terms){.kind = SESSION_COMMAND,
        .command = "post emea-autumn --subject Hello"});
    struct event event = {0};
    (void)state;

    type(&end, "From the stream.\n");
    shutdown(end.terminal, SHUT_WR);
    assert_true(reads_on(end.terminal, &end.seen, NULL));
    assert_int_equal(wire_receive(end.hub, &wire), STATUS_OK);
    assert_int_equal(wire_type(&wire), MESSAGE_DID);
    assert_true(event_get(&wire, &event));
    assert_int_equal(event.kind, EVENT_THREAD);
    assert_int_equal(event.person_id, ada);
    assert_int_equal(finishes(&end), 0);
}

static void
nobody_and_a_store_that_is_not_there_are_refused(void **state)
{
    struct text errors = {0};
    struct other_end end = begin((struct session_terms){.kind = SESSION_COMMAND,
        .command = "boards",
        .person_id = 9999});
    (void)state;

    assert_int_equal(ends(&end, &errors), 77);
    text_clear(&errors);
    end = begin((struct session_terms){.kind = SESSION_COMMAND,
        .command = "boards",
        .store_path = "/nowhere/store.db"});
    assert_int_equal(ends(&end, &errors), 69);
    assert_non_null(strstr(text_bytes(&errors), "/nowhere/store.db"));
    text_clear(&errors);
}

static void
plain_mode_runs_each_line_until_quit(void **state)
{
    struct other_end end = begin((struct session_terms){.kind = SESSION_PLAIN});
    (void)state;

    sees(&end, "homeroom> ");
    type(&end, "boards\nthreads commons\n");
    sees(&end, "emea-autumn");
    type(&end, "quit\n");
    assert_true(reads_on(end.terminal, &end.seen, NULL));
    assert_null(strchr(text_bytes(&end.seen), '\x1b'));
    assert_int_equal(finishes(&end), 0);
}

static void
plain_mode_on_a_raw_terminal_echoes_and_edits(void **state)
{
    struct other_end end = begin((
        struct session_terms){.kind = SESSION_PLAIN, .terminal = raw_terminal});
    (void)state;

    sees(&end, "homeroom> ");
    type(&end, "boardx\x7f");
    sees(&end, "boardx\b \b");
    type(&end, "s\r\n");
    sees(&end, "emea-autumn");
    sees(&end, "\r\nhomeroom> ");
    type(&end, "\x04");
    assert_int_equal(finishes(&end), 0);
}

static void
a_script_ends_plain_mode_with_its_input(void **state)
{
    struct other_end end = begin((struct session_terms){.kind = SESSION_PLAIN});
    (void)state;

    type(&end, "boards");
    shutdown(end.terminal, SHUT_WR);
    sees(&end, "emea-autumn");
    assert_int_equal(finishes(&end), 0);
}

/* Another process writes into the store of the running test. */
static void
change(const char *sql)
{
    struct store *store = NULL;

    assert_int_equal(store_open(path, STORE_WRITE, &store), STATUS_OK);
    assert_int_equal(query_run(store_query(store, sql)), STATUS_OK);
    store_close(store);
}

static void
in_plain_mode_what_is_taken_away_counts_at_the_next_line(void **state)
{
    struct text errors = {0};
    struct other_end end = begin(
        (struct session_terms){.kind = SESSION_PLAIN, .person_id = lin});
    (void)state;

    type(&end, "boards\n");
    sees(&end, "emea-autumn");
    change("DELETE FROM members WHERE person_id ="
           " (SELECT id FROM people WHERE handle = 'lin')");
    type(&end, "threads emea-autumn\n");
    assert_true(reads_on(end.errors, &errors, "no board emea-autumn\n"));
    change("UPDATE people SET may_log_in = 0 WHERE handle = 'lin'");
    type(&end, "boards\n");
    assert_true(reads_on(end.terminal, &end.seen, NULL));
    assert_non_null(
        strstr(text_bytes(&end.seen), "You can no longer log in here.\n"));
    assert_int_equal(ends(&end, &errors), 0);
    text_clear(&errors);
    text_clear(&end.seen);
}

static struct other_end
begin_screen(void)
{
    struct other_end end = begin((struct session_terms){.kind = SESSION_SCREEN,
        .terminal = raw_terminal});

    sees(&end, "BOARD");
    return end;
}

static void
a_screen_gives_the_terminal_back_when_the_person_leaves(void **state)
{
    struct other_end end = begin_screen();
    (void)state;

    type(&end, "q");
    sees(&end, "\x1b[?1049l");
    assert_int_equal(finishes(&end), 0);
}

static void
a_screen_that_is_told_to_end_says_why(void **state)
{
    struct other_end end = begin_screen();
    (void)state;

    says(&end, "The site moves house.");
    sees(&end, "\x1b[?1049l");
    sees(&end, "The site moves house.\r\n");
    assert_int_equal(finishes(&end), 0);
}

static void
a_screen_ends_when_its_line_drops(void **state)
{
    struct other_end end = begin_screen();
    (void)state;

    close(end.terminal);
    end.terminal = -1;
    assert_int_equal(finishes(&end), 0);
}

static void
a_screen_ends_when_the_listener_is_gone(void **state)
{
    struct other_end end = begin_screen();
    (void)state;

    shutdown(end.hub, SHUT_RDWR);
    assert_int_equal(finishes(&end), 0);
}

static void
a_screen_takes_a_new_size(void **state)
{
    struct other_end end = begin_screen();
    (void)state;

    wire_begin(&wire, MESSAGE_RESIZE);
    wire_put_int(&wire, 3);
    wire_put_int(&wire, 20);
    assert_int_equal(wire_send(end.hub, &wire), STATUS_OK);
    sees(&end, "room");
    type(&end, "\x14"); /* Ctrl-T leaves from anywhere */
    assert_int_equal(finishes(&end), 0);
}

static void
name_ada(const char *title)
{
    static const char sql[] = SQL(
        UPDATE people SET name = :title WHERE id = :person_id);
    struct store *store;

    assert_int_equal(store_open(path, STORE_WRITE, &store), STATUS_OK);
    struct query *query = store_query(store, sql);
    query_bind_text(query, ":title", title);
    query_bind_id(query, ":person_id", ada);
    assert_int_equal(query_run(query), STATUS_OK);
    store_close(store);
}

/* What is in the store shows whether the screen was loaded anew. */
static void
a_screen_is_loaded_anew_when_others_are_here_alone(void **state)
{
    struct other_end end = begin_screen();
    struct pollfd drawn = {.fd = end.terminal, .events = POLLIN};
    (void)state;

    type(&end, "w");
    sees(&end, "Who is here");
    name_ada("Ada Plaza");
    tell_here(end.hub);
    while (poll(&drawn, 1, STALLED) > 0) {
        char bytes[4096];
        ssize_t count = read(end.terminal, bytes, sizeof bytes);
        assert_true(count > 0);
        text_add_bytes(&end.seen, bytes, (size_t)count);
    }
    assert_null(strstr(text_bytes(&end.seen), "Plaza"));

    wire_begin(&wire, MESSAGE_HERE);
    wire_put_int(&wire, 2);
    wire_put_int(&wire, ada);
    wire_put_int(&wire, ada + 1);
    assert_int_equal(wire_send(end.hub, &wire), STATUS_OK);
    sees(&end, "Plaza");
    name_ada("Ada Obi");
    type(&end, "qq");
    assert_int_equal(finishes(&end), 0);
}

/* Nothing is read here, so the session's output backs up; it must still hear
 * the listener and end in time. */
static void
a_stalled_terminal_does_not_hold_the_session_up(void **state)
{
    struct other_end end = begin_screen();
    int64_t before;
    (void)state;

    fcntl(end.terminal, F_SETFL, O_NONBLOCK);
    for (int64_t until = clock_ticks() + STALLED; clock_ticks() < until;) {
        if (send(end.terminal, "\x0c", 1, MSG_NOSIGNAL) < 0)
            poll(NULL, 0, 1);
    }
    before = clock_ticks();
    says(&end, "Enough.");
    int status;
    assert_int_equal(waitpid(end.pid, &status, 0), end.pid);
    assert_true(WIFEXITED(status));
    assert_true(clock_ticks() - before < SOON / 4);
    close(end.terminal);
    close(end.errors);
    close(end.hub);
    text_clear(&end.seen);
}

static void
nothing_typed_for_long_ends_a_session(void **state)
{
    (void)state;
    settings.idle_seconds = 1;
    struct other_end end = begin_screen();

    settings.idle_seconds = 28800;
    sees(&end, "Nothing was typed for ");
    assert_int_equal(finishes(&end), 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_command_prints_and_exits),
        cmocka_unit_test(a_wrong_command_is_said_on_the_errors_alone),
        cmocka_unit_test(on_a_terminal_a_command_ends_its_lines_with_crlf),
        cmocka_unit_test(
            a_command_takes_its_text_from_the_stream_and_tells_the_hub),
        cmocka_unit_test(nobody_and_a_store_that_is_not_there_are_refused),
        cmocka_unit_test(plain_mode_runs_each_line_until_quit),
        cmocka_unit_test(plain_mode_on_a_raw_terminal_echoes_and_edits),
        cmocka_unit_test(a_script_ends_plain_mode_with_its_input),
        cmocka_unit_test(
            in_plain_mode_what_is_taken_away_counts_at_the_next_line),
        cmocka_unit_test(
            a_screen_gives_the_terminal_back_when_the_person_leaves),
        cmocka_unit_test(a_screen_that_is_told_to_end_says_why),
        cmocka_unit_test(a_screen_ends_when_its_line_drops),
        cmocka_unit_test(a_screen_ends_when_the_listener_is_gone),
        cmocka_unit_test(a_screen_takes_a_new_size),
        cmocka_unit_test(a_screen_is_loaded_anew_when_others_are_here_alone),
        cmocka_unit_test(a_stalled_terminal_does_not_hold_the_session_up),
        cmocka_unit_test(nothing_typed_for_long_ends_a_session),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
