/* The listener's word that all of a person's ends: to processes that obey, and
 * to those that do not. */

#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/pidfd.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/memory.h"
#include "config/config.h"
#include "daemon/listener_state.h"
#include "daemon/messages.h"
#include "daemon/watched.h"
#include "support/support.h"

enum {
    ROWS = 4,
    ADA = 7,
    BEN = 8,
    SOON = 1000,           /* milliseconds: they may still go by themselves */
    LATE = WATCHED(20000), /* they may not */
    CHANNEL = 3
};

static struct settings settings;
static struct listener listener;
static struct connection_row connections[ROWS];
static struct session_row sessions[ROWS];
static struct sleeper sleepers[ROWS];
static struct wire wire;
static int far_ends[2 * ROWS]; /* of connections, then of sessions */

static struct peer
peer_make(enum message_peer kind, int64_t number, int *far_end)
{
    int ends[2];

    assert_int_equal(socketpair(AF_UNIX,
                         SOCK_SEQPACKET | SOCK_NONBLOCK | SOCK_CLOEXEC, 0,
                         ends),
        0);
    *far_end = ends[1];
    return (struct peer){.kind = kind,
        .number = number,
        .socket = ends[0],
        .pidfd = -1};
}

static struct hold *
hold_make(void)
{
    struct hold *hold = memory_new(sizeof *hold);
    int ends[2];

    assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends),
        0);
    *hold = (struct hold){.kind = SESSION_SCREEN,
        .stream = ends[0],
        .errors = ends[1]};
    return hold;
}

/* Ada is at connection and session 1, Ben at 2. */
static int
set_up(void **state)
{
    static const int64_t people[] = {0, ADA, BEN};

    (void)state;
    config_defaults("/nowhere", &settings);
    config_use(&settings);
    memset(connections, 0, sizeof connections);
    memset(sessions, 0, sizeof sessions);
    memset(sleepers, 0, sizeof sleepers);
    memset(&listener, 0, sizeof listener);
    listener.settings = &settings;
    listener.epoll = epoll_create1(EPOLL_CLOEXEC);
    listener.wake_at = WAKE_NEVER;
    listener.drain_at = WAKE_NEVER;
    listener.connections = connections;
    listener.connection_capacity = ROWS;
    listener.sessions = sessions;
    listener.sleepers = sleepers;
    listener.session_capacity = ROWS;
    for (int i = 1; i <= 2; i++) {
        connections[i] = (struct connection_row){
            .peer = peer_make(PEER_CONNECTION, i, &far_ends[i]),
            .is_logged_in = true,
            .person_id = people[i],
        };
        sessions[i] = (struct session_row){
            .peer = peer_make(PEER_SESSION, i, &far_ends[ROWS + i]),
            .connection = i,
            .channel = 1,
            .kind = SESSION_SCREEN,
            .person_id = people[i],
            .kill_at = WAKE_NEVER,
        };
    }
    return 0;
}

static int
tear_down(void **state)
{
    (void)state;
    for (int i = 1; i <= 2; i++) {
        close(far_ends[i]);
        close(far_ends[ROWS + i]);
        close(connections[i].peer.socket);
        close(sessions[i].peer.socket);
    }
    for (int i = 0; i < ROWS; i++)
        hold_free(sleepers[i].hold);
    close(listener.epoll);
    config_clear(&settings);
    return 0;
}

/* One more of the person's sessions on that connection falls asleep. */
static bool
falls_asleep(int64_t number, bool is_failed)
{
    struct session_row gone = {
        .connection = number,
        .channel = CHANNEL,
        .kind = SESSION_SCREEN,
        .person_id = connections[number].person_id,
        .hold = hold_make(),
        .peer = {.is_failed = is_failed},
    };
    bool sleeps = sleeper_begin(&listener, &gone);

    hold_free(gone.hold);
    return sleeps;
}

/* The next word to that far end is of that type; its words are there. */
static void
must_hear(int far_end, uint8_t type, int64_t channel, const char *words)
{
    assert_int_equal(wire_receive(far_end, &wire), STATUS_OK);
    assert_int_equal(wire_type(&wire), type);
    if (type == MESSAGE_SESSION_END) {
        assert_int_equal(wire_get_int(&wire, 0, 100), channel);
        (void)wire_get_int(&wire, 0, 255);
    }
    assert_string_equal(wire_get_text(&wire, MESSAGE_REASON_BYTES - 1), words);
    wire_clear(&wire);
}

static void
whoever_hangs_up_asleep_is_not_woken(void **state)
{
    int ends[2];
    (void)state;

    assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends),
        0);
    assert_true(falls_asleep(1, false));
    assert_int_equal(dup2(ends[0], sleepers[0].hold->stream),
        sleepers[0].hold->stream);
    close(ends[0]);
    close(ends[1]);
    sleeper_wake(&listener, 0);
    assert_int_equal(sleepers_count(&listener, ADA), 0);
    for (int i = 0; i < ROWS; i++)
        assert_true(i == 1 || i == 2 || sessions[i].peer.number == 0);
    must_hear(far_ends[1], MESSAGE_SESSION_END, CHANNEL, "");
}

static void
all_of_the_person_s_ends_and_nothing_of_others(void **state)
{
    (void)state;
    assert_true(falls_asleep(1, false));
    assert_true(falls_asleep(2, false));
    sessions_end(&listener, ADA, "Over.");
    must_hear(far_ends[ROWS + 1], MESSAGE_END, 0, "Over.");
    must_hear(far_ends[1], MESSAGE_SESSION_END, CHANNEL, "Over.");
    must_hear(far_ends[1], MESSAGE_CLOSE, 0, "Over.");
    assert_int_equal(sleepers_count(&listener, ADA), 0);
    assert_int_equal(sleepers_count(&listener, BEN), 1);
    assert_int_equal(wire_receive(far_ends[2], &wire), STATUS_AGAIN);
    assert_int_equal(wire_receive(far_ends[ROWS + 2], &wire), STATUS_AGAIN);
}

static void
what_does_not_go_is_killed(void **state)
{
    int64_t now = clock_ticks();

    (void)state;
    sessions_end(&listener, ADA, "Over.");
    int64_t since = clock_ticks();
    assert_true(listener.wake_at <= since + LATE);
    connections_wake(&listener, now + SOON);
    sessions_wake(&listener, now + SOON);
    assert_false(connections[1].peer.is_failed || sessions[1].peer.is_failed);
    connections_wake(&listener, since + LATE);
    sessions_wake(&listener, since + LATE);
    assert_true(connections[1].peer.is_failed);
    assert_true(sessions[1].peer.is_failed);
    assert_false(connections[2].peer.is_failed || sessions[2].peer.is_failed);
}

static bool
asks_for_a_session(int64_t channel)
{
    struct session_request request = {.channel = channel,
        .kind = SESSION_COMMAND,
        .command = "who"};

    wire_begin(&wire, MESSAGE_OPEN_SESSION);
    session_request_put(&wire, &request);
    assert_int_equal(wire_send(far_ends[1], &wire), STATUS_OK);
    assert_int_equal(wire_receive(connections[1].peer.socket, &wire),
        STATUS_OK);
    bool is_heard = session_asked(&listener, &connections[1], &wire);
    wire_clear(&wire);
    return is_heard;
}

static void
nothing_begins_on_what_was_told_to_go(void **state)
{
    struct session_streams told;

    (void)state;
    sessions_end(&listener, ADA, "Over.");
    must_hear(far_ends[1], MESSAGE_CLOSE, 0, "Over.");
    assert_true(asks_for_a_session(CHANNEL));
    assert_int_equal(wire_receive(far_ends[1], &wire), STATUS_OK);
    assert_true(session_streams_get(&wire, &told));
    assert_string_equal(told.reason,
        "This connection is at its end: connect again.");
    assert_int_equal(wire.descriptor_count, 0);
    wire_clear(&wire);

    struct session_row lost = {.connection = 1,
        .channel = CHANNEL,
        .kind = SESSION_SCREEN,
        .person_id = ADA,
        .hold = hold_make()};
    const char *words = "";
    assert_false(session_mended(&listener, &connections[1], &lost, &words));
    assert_int_equal(listener.session_count, 0);
    hold_free(lost.hold);
}

static void
no_channel_is_begun_over_one_that_sleeps(void **state)
{
    (void)state;
    assert_true(falls_asleep(1, false));
    assert_false(asks_for_a_session(CHANNEL));
}

static bool
says_that_it_sleeps(enum session_kind kind)
{
    sessions[1].kind = kind;
    sessions[1].is_asleep = false;
    wire_begin(&wire, MESSAGE_SLEEP);
    wire_put_int(&wire, 0);
    assert_int_equal(wire_send(far_ends[ROWS + 1], &wire), STATUS_OK);
    assert_int_equal(wire_receive(sessions[1].peer.socket, &wire), STATUS_OK);
    bool is_heard = session_heard(&listener, &sessions[1].peer, &wire);
    wire_clear(&wire);
    return is_heard && sessions[1].is_asleep;
}

/* It would be nobody's, and not count as the one dialogue of its line. */
static void
neither_dialogues_nor_commands_sleep(void **state)
{
    (void)state;
    assert_true(says_that_it_sleeps(SESSION_SCREEN));
    assert_true(says_that_it_sleeps(SESSION_PLAIN));
    assert_false(says_that_it_sleeps(SESSION_JOIN));
    assert_false(says_that_it_sleeps(SESSION_COMMAND));
}

static void
one_that_had_to_be_killed_does_not_sleep(void **state)
{
    (void)state;
    assert_false(falls_asleep(1, true));
    assert_int_equal(sleepers_count(&listener, ADA), 0);
}

/* A process of which the peer knows, and that does not end by itself. */
static pid_t
process_make(int *pidfd)
{
    pid_t pid = fork();

    if (pid == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        for (;;)
            pause();
    }
    assert_true(pid > 0);
    *pidfd = pidfd_open(pid, 0);
    assert_true(*pidfd >= 0);
    return pid;
}

static void
must_be_killed(pid_t pid)
{
    int status = 0;
    int64_t until = clock_ticks() + LATE;
    pid_t ended = 0;

    while (
        (ended = waitpid(pid, &status, WNOHANG)) == 0 && clock_ticks() < until)
        poll(NULL, 0, 5);
    assert_int_equal(ended, pid);
    assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
}

/* It said that it sleeps, let go of its socket alone, and would read along. */
static void
none_lives_on_that_has_let_go_of_its_socket(void **state)
{
    (void)state;
    sessions[1].hold = hold_make();
    pid_t session = process_make(&sessions[1].peer.pidfd);
    pid_t connection = process_make(&connections[2].peer.pidfd);

    sessions[1].is_asleep = sessions[1].has_exited = true;
    session_gone(&listener, &sessions[1].peer);
    must_be_killed(session);
    assert_int_equal(sleepers_count(&listener, ADA), 1);
    connection_gone(&listener, &connections[2].peer);
    must_be_killed(connection);
    sessions[1].peer.socket = connections[2].peer.socket = -1;
}

/* What is told to one that is gone does not make what it said unheard. */
static void
the_last_words_of_one_that_is_gone_are_heard(void **state)
{
    (void)state;
    wire_begin(&wire, MESSAGE_EXIT);
    wire_put_int(&wire, 0);
    assert_int_equal(wire_send(far_ends[ROWS + 1], &wire), STATUS_OK);
    close(far_ends[ROWS + 1]);
    sessions_end(&listener, ADA, "That was it.");
    assert_false(sessions[1].peer.is_failed);
    assert_int_equal(wire_receive(sessions[1].peer.socket, &wire), STATUS_OK);
    assert_true(session_heard(&listener, &sessions[1].peer, &wire));
    assert_true(sessions[1].has_exited);
    far_ends[ROWS + 1] = dup(sessions[1].peer.socket); /* for tear_down() */
}

static pid_t
is_spawned(int64_t number)
{
    struct peer spawner = {.kind = PEER_SESSION_SPAWNER};
    int pidfd = -1;
    pid_t session = process_make(&pidfd);

    wire_begin(&wire, MESSAGE_SPAWNED);
    wire_put_int(&wire, number);
    wire_put_descriptor(&wire, pidfd);
    assert_int_equal(wire_send(far_ends[1], &wire), STATUS_OK);
    close(pidfd);
    assert_int_equal(wire_receive(connections[1].peer.socket, &wire),
        STATUS_OK);
    assert_true(session_spawner_heard(&listener, &spawner, &wire));
    wire_clear(&wire);
    return session;
}

/* It was faster than the spawner's word on it. */
static void
nor_one_that_let_go_before_it_was_known(void **state)
{
    (void)state;
    must_be_killed(is_spawned(3)); /* a row that is free */
}

/* ---- Two processes for one session would share its socket. ---- */

static void
nor_one_that_nobody_awaits(void **state)
{
    (void)state;
    must_be_killed(is_spawned(1));
    assert_int_equal(sessions[1].peer.pidfd, -1);
}

static void
whoever_comes_while_there_is_no_spawner_is_asked_for_once(void **state)
{
    struct session_row *row = &sessions[1];
    int spawner;
    (void)state;

    row->spawn = (struct spawn){.is_awaited = true,
        .client = -1,
        .far_end = dup(far_ends[ROWS + 1]),
        .gate = -1};
    listener.session_spawner.peer = peer_make(PEER_SESSION_SPAWNER, 1,
        &spawner);
    assert_int_equal(spawn_ask(&listener, &listener.session_spawner, &row->peer,
                         &row->spawn),
        STATUS_OK);
    assert_int_equal(wire_receive(spawner, &wire), STATUS_AGAIN);

    listener.session_spawner.pid = getpid();
    sessions_spawn_again(&listener);
    assert_int_equal(wire_receive(spawner, &wire), STATUS_OK);
    assert_int_equal(wire_type(&wire), MESSAGE_SPAWN);
    assert_int_equal(wire_get_int(&wire, 0, INT64_MAX), 1);
    wire_clear(&wire);
    assert_int_equal(wire_receive(spawner, &wire), STATUS_AGAIN);
    spawn_end(&row->spawn);
    close(spawner);
    close(listener.session_spawner.peer.socket);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(whoever_hangs_up_asleep_is_not_woken),
        TEST(all_of_the_person_s_ends_and_nothing_of_others),
        TEST(what_does_not_go_is_killed),
        TEST(nothing_begins_on_what_was_told_to_go),
        TEST(no_channel_is_begun_over_one_that_sleeps),
        TEST(neither_dialogues_nor_commands_sleep),
        TEST(one_that_had_to_be_killed_does_not_sleep),
        TEST(the_last_words_of_one_that_is_gone_are_heard),
        TEST(none_lives_on_that_has_let_go_of_its_socket),
        TEST(nor_one_that_let_go_before_it_was_known),
        TEST(nor_one_that_nobody_awaits),
        TEST(whoever_comes_while_there_is_no_spawner_is_asked_for_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
