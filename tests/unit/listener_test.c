/* The whole daemon in one process tree: who is let in, what is heard by whom,
 * and how it ends. */

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/text.h"
#include "board/keeping_wire.h"
#include "config/config.h"
#include "daemon/listener.h"
#include "daemon/listener_state.h"
#include "daemon/messages.h"
#include "daemon/session.h"
#include "support/support.h"

enum {
    SOON = 30 * 1000, /* milliseconds; sanitizers are slow */
    GRACE_SECONDS = 2
};

static struct settings settings;
static struct wire wire;
static char folder[256];
static pid_t daemon_pid;

static int
free_port(void)
{
    struct sockaddr_in address = {.sin_family = AF_INET,
        .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof address;
    int probe = socket(AF_INET, SOCK_STREAM, 0);

    assert_int_equal(bind(probe, (const struct sockaddr *)&address,
                         sizeof address),
        0);
    assert_int_equal(getsockname(probe, (struct sockaddr *)&address, &size), 0);
    close(probe);
    return ntohs(address.sin_port);
}

static void
make_folder(const char *name)
{
    char path[300];

    snprintf(path, sizeof path, "%s/%s", folder, name);
    assert_int_equal(mkdir(path, 0700), 0);
}

static int
set_up(void **state)
{
    char command[400];
    (void)state;

    assert_true(sodium_init() >= 0);
    snprintf(folder, sizeof folder, "%s", support_folder());
    make_folder("store");
    make_folder("secrets");
    snprintf(command, sizeof command,
        "ssh-keygen -q -t ed25519 -N '' -f %s/host_ed25519", folder);
    assert_int_equal(system(command), 0);
    config_defaults(folder, &settings);
    settings.login_grace_seconds = GRACE_SECONDS;
    settings.unauthenticated_per_source = 4;
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

/* A connection to the daemon; -1: nobody listens. */
static int
dial(void)
{
    struct sockaddr_in address = {
        .sin_family = AF_INET,
        .sin_port = htons((uint16_t)settings.port),
        .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
    };
    int client = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

    if (connect(client, (const struct sockaddr *)&address, sizeof address) == 0)
        return client;
    close(client);
    return -1;
}

/* Whether the other side says that it speaks SSH. */
static bool
is_greeted(int client)
{
    char bytes[4] = "";
    size_t count = 0;

    while (count < sizeof bytes) {
        struct pollfd wait = {.fd = client, .events = POLLIN};
        if (poll(&wait, 1, SOON) <= 0)
            return false;
        ssize_t got = read(client, bytes + count, sizeof bytes - count);
        if (got <= 0)
            return false;
        count += (size_t)got;
    }
    return memcmp(bytes, "SSH-", sizeof bytes) == 0;
}

/* Whether it hangs up within so many milliseconds. */
static bool
is_closed(int client, int milliseconds)
{
    int64_t until = clock_ticks() + milliseconds;
    char bytes[4096];

    for (;;) {
        struct pollfd wait = {.fd = client, .events = POLLIN};
        int64_t left = until - clock_ticks();
        if (left <= 0 || poll(&wait, 1, (int)left) <= 0)
            return false;
        if (read(client, bytes, sizeof bytes) <= 0)
            return true;
    }
}

static int
dial_local(void)
{
    char *path = config_socket_path(&settings);
    int hub = session_find_hub(path);

    free(path);
    return hub;
}

static int
run_listener(void)
{
    struct listening listening;
    enum status status = listening_open(&settings, &listening);
    const struct listener_terms terms = {
        .config_path = "",
        .settings = &settings,
        .listening = &listening,
        .told = -1,
    };

    return status == STATUS_OK ? listener_run(&terms) : status_exit(status);
}

static int
start(void **state)
{
    int64_t until = clock_ticks() + SOON;
    int hub;
    (void)state;

    settings.port = free_port();
    daemon_pid = fork();
    if (daemon_pid == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        exit(run_listener());
    }
    while ((hub = dial_local()) < 0 && clock_ticks() < until)
        poll(NULL, 0, 20);
    assert_true(hub >= 0);
    close(hub);
    return 0;
}

static int
exit_of_daemon(void)
{
    int64_t until = clock_ticks() + SOON;
    int status = 0;

    while (waitpid(daemon_pid, &status, WNOHANG) == 0) {
        if (clock_ticks() > until)
            return -1;
        poll(NULL, 0, 10);
    }
    daemon_pid = 0;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

static int
stop(void **state)
{
    (void)state;
    if (daemon_pid == 0)
        return 0;
    kill(daemon_pid, SIGTERM);
    return exit_of_daemon();
}

/* The process of the daemon's children that holds a name; 0: none. */
static pid_t
child_number(int index)
{
    char path[64];
    char line[256] = "";
    char *rest = line;

    snprintf(path, sizeof path, "/proc/%d/task/%d/children", (int)daemon_pid,
        (int)daemon_pid);
    FILE *file = fopen(path, "re");
    assert_non_null(file);
    if (fgets(line, sizeof line, file) == NULL)
        line[0] = '\0';
    fclose(file);
    pid_t pid = 0;
    for (int i = 0; i <= index; i++)
        pid = (pid_t)strtol(rest, &rest, 10);
    return pid;
}

static void
newcomers_are_greeted(void **state)
{
    int client = dial();
    (void)state;

    assert_true(client >= 0);
    assert_true(is_greeted(client));
    close(client);
}

static void
one_source_gets_no_more_than_its_share(void **state)
{
    int clients[4];
    (void)state;

    for (int i = 0; i < 4; i++) {
        clients[i] = dial();
        assert_true(is_greeted(clients[i]));
    }
    int more = dial();
    assert_true(is_closed(more, SOON));
    close(more);

    bool is_in = false;
    close(clients[0]);
    for (int64_t until = clock_ticks() + SOON; clock_ticks() < until;) {
        clients[0] = dial();
        is_in = is_greeted(clients[0]);
        if (is_in)
            break;
        close(clients[0]);
        poll(NULL, 0, 20);
    }
    assert_true(is_in);
    for (int i = 0; i < 4; i++)
        close(clients[i]);
}

static void
whoever_does_not_log_in_in_time_is_cut_off(void **state)
{
    int client = dial();
    int64_t before = clock_ticks();
    (void)state;

    assert_true(is_greeted(client));
    assert_true(is_closed(client, (GRACE_SECONDS + 2) * 1000));
    assert_true(clock_ticks() - before >= GRACE_SECONDS * 1000 - 500);
    close(client);
}

/* Whether it says the words, in clear, before it hangs up. */
static bool
is_told(int client, const char *words)
{
    char bytes[8192];
    size_t count = 0;
    ssize_t got;

    do {
        struct pollfd wait = {.fd = client, .events = POLLIN};
        if (poll(&wait, 1, SOON) <= 0)
            return false;
        got = read(client, bytes + count, sizeof bytes - count);
        count += got > 0 ? (size_t)got : 0;
    } while (got > 0 && count < sizeof bytes);
    return memmem(bytes, count, words, strlen(words)) != NULL;
}

static void
whoever_is_cut_off_is_told_why(void **state)
{
    int client = dial();
    (void)state;

    assert_true(is_greeted(client));
    assert_true(is_told(client, "Logging in took too long"));
    close(client);
}

static bool
hears(int hub, uint8_t type)
{
    for (;;) {
        struct pollfd wait = {.fd = hub, .events = POLLIN};
        if (poll(&wait, 1, SOON) <= 0 || wire_receive(hub, &wire) != STATUS_OK)
            return false;
        if (wire_type(&wire) == type)
            return true;
    }
}

static void
did(int hub, int64_t id)
{
    const struct event event = {.id = id,
        .kind = EVENT_POST,
        .board_id = 1,
        .thread_id = 2};

    wire_begin(&wire, MESSAGE_DID);
    event_put(&wire, &event);
    assert_int_equal(wire_send(hub, &wire), STATUS_OK);
}

static void
what_one_did_the_others_hear_once(void **state)
{
    int one = dial_local();
    int two = dial_local();
    struct event event = {0};
    (void)state;

    assert_true(hears(one, MESSAGE_HERE));
    assert_int_equal(wire_get_int(&wire, 0, 100), 0);
    assert_true(hears(two, MESSAGE_HERE));
    did(one, 7001);
    did(one, 7001);
    did(two, 7002);
    assert_true(hears(two, MESSAGE_NEWS));
    assert_true(event_get(&wire, &event));
    assert_int_equal(event.id, 7001);
    assert_true(hears(one, MESSAGE_NEWS));
    assert_true(event_get(&wire, &event));
    assert_int_equal(event.id, 7002);

    did(one, 7003);
    assert_true(hears(two, MESSAGE_NEWS));
    assert_true(event_get(&wire, &event));
    assert_int_equal(event.id, 7003);
    close(one);
    close(two);
}

/* Whether a listener with one session, of person 7, believes the event. */
static bool
is_believed(struct listener *listener, enum message_peer kind, int64_t id,
    int64_t person_id)
{
    const struct event event = {.id = id,
        .kind = EVENT_POST,
        .board_id = 1,
        .thread_id = 2,
        .person_id = person_id};
    struct session_row rows[2] = {[1] = {.kind = SESSION_COMMAND,
                                      .person_id = 7,
                                      .peer = {.number = 1, .socket = -1}}};
    const struct peer teller = {.kind = kind, .number = 1};
    int ends[2];

    assert_int_equal(socketpair(AF_UNIX, SOCK_SEQPACKET, 0, ends), 0);
    listener->sessions = rows;
    listener->session_capacity = 2;
    wire_begin(&wire, MESSAGE_DID);
    event_put(&wire, &event);
    assert_int_equal(wire_send(ends[0], &wire), STATUS_OK);
    assert_int_equal(wire_receive(ends[1], &wire), STATUS_OK);
    size_t told = listener->told_next;
    bool is_heard = hub_heard(listener, &teller, &wire) &&
                    listener->told_next == told + 1;
    close(ends[0]);
    close(ends[1]);
    return is_heard;
}

static void
a_session_speaks_for_its_person_alone(void **state)
{
    static struct listener listener;
    (void)state;

    assert_true(is_believed(&listener, PEER_SESSION, 5, 7));
    assert_false(is_believed(&listener, PEER_SESSION, 6, 8));
    assert_false(is_believed(&listener, PEER_SESSION, 0, 7));
    assert_false(is_believed(&listener, PEER_LOCAL, -1, 7));
    assert_true(is_believed(&listener, PEER_LOCAL, 7, 8));
}

static void
an_event_far_ahead_of_the_store_is_not_believed(void **state)
{
    static struct listener listener;
    (void)state;

    assert_true(is_believed(&listener, PEER_SESSION, 5000000, 7));
    assert_true(is_believed(&listener, PEER_KEEPER, 100, 8));
    assert_true(is_believed(&listener, PEER_SESSION, 1000100, 7));
    assert_false(is_believed(&listener, PEER_SESSION, 1000101, 7));
    assert_false(is_believed(&listener, PEER_LOCAL, INT64_MAX, 7));
    assert_true(is_believed(&listener, PEER_KEEPER, 1000101, 8));
    assert_true(is_believed(&listener, PEER_SESSION, 1000102, 7));
}

/* What a process that was taken over says of an event that is to come. */
static void
a_made_up_word_does_not_pass_for_what_is_to_come(void **state)
{
    static struct listener listener;
    (void)state;

    assert_true(is_believed(&listener, PEER_KEEPER, 100, 8));
    assert_true(is_believed(&listener, PEER_SESSION, 101, 7));
    assert_true(is_believed(&listener, PEER_KEEPER, 101, 8));
    assert_false(is_believed(&listener, PEER_KEEPER, 101, 8));
}

/* Whether a session of the kind may say this of itself. */
static bool
is_taken(enum session_kind kind, uint8_t type)
{
    const struct event event = {.id = 5, .kind = EVENT_POST};
    struct session_row rows[2] = {
        [1] = {.kind = kind,
            .peer = {.kind = PEER_SESSION, .number = 1, .socket = -1}}};
    struct listener listener = {.sessions = rows, .session_capacity = 2};
    int ends[2];

    wire_begin(&wire, type);
    if (type == MESSAGE_DID)
        event_put(&wire, &event);
    else if (type == MESSAGE_PLACE)
        wire_put_text(&wire, "home\n");
    else
        wire_put_int(&wire, 0);
    assert_int_equal(socketpair(AF_UNIX, SOCK_SEQPACKET, 0, ends), 0);
    assert_int_equal(wire_send(ends[0], &wire), STATUS_OK);
    assert_int_equal(wire_receive(ends[1], &wire), STATUS_OK);
    close(ends[0]);
    close(ends[1]);
    if (type == MESSAGE_PLACE)
        rows[1].hold = calloc(1, sizeof *rows[1].hold);
    bool is = session_heard(&listener, &rows[1].peer, &wire);
    if (rows[1].hold != NULL)
        free(rows[1].hold->place);
    free(rows[1].hold);
    return is;
}

static void
a_dialogue_says_nothing_but_that_it_ends(void **state)
{
    (void)state;
    assert_true(is_taken(SESSION_JOIN, MESSAGE_EXIT));
    assert_false(is_taken(SESSION_JOIN, MESSAGE_DID));
    assert_false(is_taken(SESSION_JOIN, MESSAGE_PLACE));
    assert_false(is_taken(SESSION_JOIN, MESSAGE_SLEEP));
    assert_false(is_taken(SESSION_COMMAND, MESSAGE_SLEEP));
    assert_false(is_taken(SESSION_JOIN, MESSAGE_HOLD));
    assert_false(is_taken(SESSION_COMMAND, MESSAGE_HOLD));
    assert_true(is_taken(SESSION_COMMAND, MESSAGE_DID));
    assert_true(is_taken(SESSION_SCREEN, MESSAGE_PLACE));
    assert_true(is_taken(SESSION_PLAIN, MESSAGE_SLEEP));
}

/* Whether what happens on a board reaches a session of the kind. */
static bool
is_reached(enum session_kind kind)
{
    static struct listener listener;
    const struct event event = {.id = 5, .kind = EVENT_POST, .board_id = 1};
    struct session_row rows[2] = {0};
    int ends[2];

    assert_int_equal(socketpair(AF_UNIX, SOCK_SEQPACKET, 0, ends), 0);
    rows[1] = (struct session_row){.kind = kind,
        .peer = {.kind = PEER_SESSION, .number = 1, .socket = ends[0]}};
    listener = (struct listener){.sessions = rows, .session_capacity = 2};
    hub_news(&listener, &event, NULL);
    bool is = wire_receive(ends[1], &wire) == STATUS_OK;
    close(ends[0]);
    close(ends[1]);
    return is;
}

static void
who_joins_hears_nothing_of_the_board(void **state)
{
    (void)state;
    assert_true(is_reached(SESSION_SCREEN));
    assert_true(is_reached(SESSION_PLAIN));
    assert_false(is_reached(SESSION_COMMAND));
    assert_false(is_reached(SESSION_JOIN));
}

/* One connection that is not logged in, and a keeper, both ours. */
static void
ends_make(struct listener *listener, struct connection_row rows[2], int ends[4])
{
    int kind = SOCK_SEQPACKET | SOCK_NONBLOCK;

    assert_int_equal(socketpair(AF_UNIX, kind, 0, ends), 0);
    assert_int_equal(socketpair(AF_UNIX, kind, 0, ends + 2), 0);
    rows[1].peer = (struct peer){.kind = PEER_CONNECTION,
        .number = 1,
        .socket = ends[0],
        .pidfd = -1};
    *listener = (struct listener){.settings = &settings,
        .connections = rows,
        .connection_capacity = 2,
        .epoll = -1,
        .wake_at = WAKE_NEVER,
        .keeper = {.pid = 1, /* as if there were one */
            .peer = {.kind = PEER_KEEPER,
                .number = 1,
                .socket = ends[2],
                .pidfd = -1}}};
}

static bool
asks_about_a_key(struct listener *listener, struct connection_row *row,
    const int ends[4])
{
    const struct login_try key = {.request = 4, .user = "ada", .blob = "AAAA"};

    wire_begin(&wire, MESSAGE_TRY_KEY);
    login_try_put(&wire, &key);
    assert_int_equal(wire_send(ends[1], &wire), STATUS_OK);
    assert_int_equal(wire_receive(ends[0], &wire), STATUS_OK);
    return login_asked(listener, row, &wire);
}

static void
thirty_keys_are_the_most_of_a_connection(void **state)
{
    static struct listener listener;
    struct connection_row rows[2] = {0};
    int ends[4];
    (void)state;

    ends_make(&listener, rows, ends);
    for (int i = 0; i < 30; i++) {
        assert_true(asks_about_a_key(&listener, &rows[1], ends));
        assert_int_equal(wire_receive(ends[3], &wire), STATUS_OK);
        rows[1].asked = 0;
    }
    assert_false(asks_about_a_key(&listener, &rows[1], ends));
    question_forget(&rows[1]);
    for (int i = 0; i < 4; i++)
        close(ends[i]);
}

static void
a_probe_does_not_say_whose_a_key_is(void **state)
{
    static struct listener listener;
    struct connection_row rows[2] = {0};
    struct verdict verdict = {.request = 4,
        .kind = VERDICT_YES,
        .person_id = 7,
        .handle = "ada"};
    int ends[4];
    (void)state;

    ends_make(&listener, rows, ends);
    assert_true(asks_about_a_key(&listener, &rows[1], ends));
    wire_begin(&wire, MESSAGE_LOGIN_VERDICT);
    wire_put_int(&wire, 1);
    verdict_put(&wire, &verdict);
    assert_int_equal(wire_send(ends[2], &wire), STATUS_OK);
    assert_int_equal(wire_receive(ends[3], &wire), STATUS_OK);
    assert_int_equal(wire_type(&wire), MESSAGE_LOGIN_KEY);
    assert_int_equal(wire_receive(ends[3], &wire), STATUS_OK);
    assert_true(login_answered(&listener, &wire));
    assert_int_equal(wire_receive(ends[1], &wire), STATUS_OK);
    assert_true(verdict_get(&wire, &verdict));
    assert_int_equal(verdict.kind, VERDICT_KNOWN);
    assert_int_equal(verdict.person_id, 0);
    assert_string_equal(verdict.handle, "");
    question_forget(&rows[1]);
    for (int i = 0; i < 4; i++)
        close(ends[i]);
}

/* What the connection says, as the listener takes it. */
static bool
asks(struct listener *listener, struct connection_row *row, const int ends[4],
    enum message_type type)
{
    const struct login_try attempt = {.request = 4,
        .person_id = 9, /* whose, is not a connection's to say */
        .user = "ada",
        .password = "123456"};

    wire_begin(&wire, (uint8_t)type);
    login_try_put(&wire, &attempt);
    assert_int_equal(wire_send(ends[1], &wire), STATUS_OK);
    assert_int_equal(wire_receive(ends[0], &wire), STATUS_OK);
    return login_asked(listener, row, &wire);
}

/* What the keeper says, as the listener takes it. */
static bool
answers(struct listener *listener, const int ends[4],
    const struct verdict *verdict)
{
    wire_begin(&wire, MESSAGE_LOGIN_VERDICT);
    wire_put_int(&wire, 1);
    verdict_put(&wire, verdict);
    assert_int_equal(wire_send(ends[2], &wire), STATUS_OK);
    assert_int_equal(wire_receive(ends[3], &wire), STATUS_OK);
    return login_answered(listener, &wire);
}

/* Whose code the keeper is asked about. */
static int64_t
asked_for(const int ends[4])
{
    static struct login_try attempt;

    assert_int_equal(wire_receive(ends[3], &wire), STATUS_OK);
    wire_get_int(&wire, 1, INT64_MAX);
    assert_true(login_try_get(&wire, &attempt));
    return attempt.person_id;
}

static void
a_code_counts_after_the_first_step_and_for_its_person_alone(void **state)
{
    static struct listener listener;
    struct connection_row rows[2] = {0};
    struct connection_row *row = &rows[1];
    const struct verdict first = {.request = 4,
        .kind = VERDICT_CODE,
        .person_id = 7,
        .handle = "ada"};
    const struct verdict anothers = {.request = 4,
        .kind = VERDICT_YES,
        .person_id = 9,
        .handle = "ben"};
    struct verdict told;
    int ends[4];
    (void)state;

    ends_make(&listener, rows, ends);
    assert_false(asks(&listener, row, ends, MESSAGE_TRY_CODE));
    assert_true(asks(&listener, row, ends, MESSAGE_TRY_PASSWORD));
    assert_int_equal(asked_for(ends), 0);
    assert_true(answers(&listener, ends, &first));
    assert_int_equal(wire_receive(ends[1], &wire), STATUS_OK);
    assert_true(verdict_get(&wire, &told));
    assert_int_equal(told.kind, VERDICT_CODE);
    assert_int_equal(told.person_id, 0);
    assert_string_equal(told.handle, "");
    assert_false(row->is_logged_in);
    assert_true(asks(&listener, row, ends, MESSAGE_TRY_CODE));
    assert_int_equal(asked_for(ends), 7);
    assert_false(answers(&listener, ends, &anothers));
    assert_false(row->is_logged_in);
    row->asked = 0;
    /* Whoever begins anew makes the first step anew. */
    assert_true(asks(&listener, row, ends, MESSAGE_TRY_PASSWORD));
    row->asked = 0;
    assert_false(asks(&listener, row, ends, MESSAGE_TRY_CODE));
    question_forget(row);
    for (int i = 0; i < 4; i++)
        close(ends[i]);
}

static void
ends_close(struct connection_row *row, const int ends[4])
{
    question_forget(row);
    for (int i = 0; i < 4; i++)
        close(ends[i]);
}

/* Neither where it was heard nor where it was put to be sent. */
static void
what_was_typed_is_wiped_once_it_is_passed_on(void **state)
{
    static struct listener listener;
    struct connection_row rows[2] = {0};
    int ends[4];
    (void)state;

    ends_make(&listener, rows, ends);
    assert_true(asks(&listener, &rows[1], ends, MESSAGE_TRY_PASSWORD));
    assert_null(memmem(wire.bytes, sizeof wire.bytes, "123456", 6));
    assert_null(memmem(&listener, sizeof listener, "123456", 6));
    assert_int_equal(wire_receive(ends[3], &wire), STATUS_OK);
    assert_non_null(memmem(wire.bytes, sizeof wire.bytes, "123456", 6));
    ends_close(&rows[1], ends);
}

/* Whatever the connection counts: it may have been taken over. */
static void
six_failures_of_a_connection_are_the_most(void **state)
{
    static struct listener listener;
    struct connection_row rows[2] = {0};
    struct connection_row *row = &rows[1];
    const struct verdict no = {.request = 4, .kind = VERDICT_NO};
    int ends[4];
    (void)state;

    ends_make(&listener, rows, ends);
    for (int i = 0; i < 6; i++) {
        assert_true(asks(&listener, row, ends, MESSAGE_TRY_PASSWORD));
        asked_for(ends);
        assert_true(answers(&listener, ends, &no));
        assert_int_equal(row->failures, i + 1);
        row->has_verdict = false;
        row->asked = 0;
    }
    assert_false(asks(&listener, row, ends, MESSAGE_TRY_PASSWORD));
    row->half_id = 7;
    assert_false(asks(&listener, row, ends, MESSAGE_TRY_CODE));
    ends_close(row, ends);
}

/* A "no" is kept for as long as the settings say, whatever it took. */
static void
a_no_waits_for_its_time(void **state)
{
    static struct listener listener;
    struct connection_row rows[2] = {0};
    struct connection_row *row = &rows[1];
    const struct verdict no = {.request = 4, .kind = VERDICT_NO};
    int ends[4];
    (void)state;

    ends_make(&listener, rows, ends);
    assert_true(asks(&listener, row, ends, MESSAGE_TRY_PASSWORD));
    asked_for(ends);
    assert_true(answers(&listener, ends, &no));
    assert_int_equal(wire_receive(ends[1], &wire), STATUS_AGAIN);
    int64_t due = row->asked_at + 300;
    assert_int_equal(login_wake(&listener, row, due - 1), due);
    assert_int_equal(wire_receive(ends[1], &wire), STATUS_AGAIN);
    assert_int_equal(login_wake(&listener, row, due), WAKE_NEVER);
    assert_int_equal(wire_receive(ends[1], &wire), STATUS_OK);
    ends_close(row, ends);
}

static void
one_question_at_a_time_and_none_once_in(void **state)
{
    static struct listener listener;
    struct connection_row rows[2] = {0};
    struct connection_row *row = &rows[1];
    int ends[4];
    (void)state;

    ends_make(&listener, rows, ends);
    assert_true(asks(&listener, row, ends, MESSAGE_TRY_PASSWORD));
    assert_false(asks(&listener, row, ends, MESSAGE_TRY_PASSWORD));
    row->asked = 0;
    row->is_logged_in = true;
    assert_false(asks(&listener, row, ends, MESSAGE_TRY_PASSWORD));
    row->is_logged_in = false;
    row->is_joining = true;
    assert_false(asks(&listener, row, ends, MESSAGE_TRY_PASSWORD));
    row->is_joining = false;
    row->is_too_late = true;
    assert_false(asks(&listener, row, ends, MESSAGE_TRY_PASSWORD));
    row->is_too_late = false;
    assert_true(asks(&listener, row, ends, MESSAGE_TRY_PASSWORD));
    ends_close(row, ends);
}

static bool
proves(struct listener *listener, struct connection_row *row, const int ends[4],
    const char *blob)
{
    struct login_try proof = {.request = 4, .user = "ada"};

    text_copy(proof.blob, sizeof proof.blob, blob);
    wire_begin(&wire, MESSAGE_KEY_PROVED);
    login_try_put(&wire, &proof);
    assert_int_equal(wire_send(ends[1], &wire), STATUS_OK);
    assert_int_equal(wire_receive(ends[0], &wire), STATUS_OK);
    bool is_taken = login_asked(listener, row, &wire);
    row->asked = 0;
    return is_taken;
}

static void
a_proof_counts_for_the_key_that_was_known(void **state)
{
    static struct listener listener;
    struct connection_row rows[2] = {0};
    struct connection_row *row = &rows[1];
    const struct verdict known = {.request = 4,
        .kind = VERDICT_YES,
        .person_id = 7,
        .handle = "ada"};
    int ends[4];
    (void)state;

    ends_make(&listener, rows, ends);
    assert_false(proves(&listener, row, ends, "AAAA"));
    assert_true(asks_about_a_key(&listener, row, ends));
    asked_for(ends);
    assert_false(proves(&listener, row, ends, "AAAA"));
    assert_true(asks_about_a_key(&listener, row, ends));
    asked_for(ends);
    assert_true(answers(&listener, ends, &known));
    row->asked = 0;
    assert_false(proves(&listener, row, ends, "BBBB"));
    assert_false(proves(&listener, row, ends, ""));
    assert_true(proves(&listener, row, ends, "AAAA"));
    ends_close(row, ends);
}

/* Whether the keeper is asked what one who joins asks. */
static bool
is_passed_on(struct listener *listener, struct session_row *session,
    const int ends[4])
{
    const struct keeping_ask ask = {.kind = KEEPING_JOIN_CODE, .code = "X"};

    asked_forget(session); /* it is answered */
    wire_begin(&wire, MESSAGE_ASK);
    wire_put_int(&wire, 1);
    keeping_ask_put(&wire, &ask);
    assert_int_equal(wire_send(ends[1], &wire), STATUS_OK);
    assert_int_equal(wire_receive(ends[0], &wire), STATUS_OK);
    assert_true(ask_heard(listener, session, &wire));
    bool is = wire_receive(ends[3], &wire) == STATUS_OK;
    if (!is)
        assert_int_equal(wire_receive(ends[1], &wire), STATUS_OK);
    return is;
}

static void
three_hundred_questions_of_one_who_joins_are_the_most(void **state)
{
    static struct listener listener;
    struct connection_row rows[2] = {0};
    struct hold hold = {0};
    struct session_row session = {
        .kind = SESSION_JOIN,
        .connection = 1,
        .hold = &hold,
    };
    int ends[4];
    (void)state;

    ends_make(&listener, rows, ends);
    rows[1].is_joining = true;
    session.peer = rows[1].peer;
    session.peer.kind = PEER_SESSION;
    for (int i = 0; i < 300; i++)
        assert_true(is_passed_on(&listener, &session, ends));
    assert_false(is_passed_on(&listener, &session, ends));
    hold.asks = 0;
    rows[1].is_joining = false; /* it is over, or never was */
    assert_false(is_passed_on(&listener, &session, ends));
    asked_forget(&session);
    ends_close(&rows[1], ends);
}

/* Nor does one of somebody else's number. */
static void
nobody_opens_a_session_before_a_login(void **state)
{
    static struct listener listener;
    static const struct session_request request = {.channel = 1,
        .kind = SESSION_COMMAND,
        .terminal = {.rows = 24, .columns = 80},
        .command = "help"};
    struct connection_row rows[2] = {0};
    struct connection_row *row = &rows[1];
    int ends[4];
    (void)state;

    ends_make(&listener, rows, ends);
    for (int i = 0; i < 2; i++) {
        row->person_id = i; /* named, and yet not in */
        wire_begin(&wire, MESSAGE_OPEN_SESSION);
        session_request_put(&wire, &request);
        assert_int_equal(wire_send(ends[1], &wire), STATUS_OK);
        assert_int_equal(wire_receive(ends[0], &wire), STATUS_OK);
        assert_false(session_asked(&listener, row, &wire));
    }
    ends_close(row, ends);
}

static void
a_malformed_message_ends_its_sender_alone(void **state)
{
    int bad = dial_local();
    int forbidden = dial_local();
    int good = dial_local();
    (void)state;

    assert_int_equal(send(bad, "nonsense", 8, MSG_NOSIGNAL), 8);
    wire_begin(&wire, MESSAGE_SPAWN);
    wire_put_int(&wire, 1);
    assert_int_equal(wire_send(forbidden, &wire), STATUS_OK);
    assert_false(hears(bad, MESSAGE_NEWS));
    assert_false(hears(forbidden, MESSAGE_NEWS));

    int other = dial_local();
    did(other, 7010);
    assert_true(hears(good, MESSAGE_NEWS));
    close(bad);
    close(forbidden);
    close(good);
    close(other);
}

static void
a_signal_ends_it_with_all_its_processes(void **state)
{
    int client = dial();
    pid_t keeper = child_number(0);
    char *path = config_socket_path(&settings);
    (void)state;

    assert_true(is_greeted(client));
    assert_true(keeper > 0);
    kill(daemon_pid, SIGTERM);
    assert_int_equal(exit_of_daemon(), 0);
    assert_true(is_closed(client, SOON));
    assert_int_equal(kill(keeper, 0), -1);
    assert_int_equal(access(path, F_OK), -1);
    close(client);
    free(path);
}

static void
helpers_neither_read_nor_print(void **state)
{
    char path[64];
    char to[64] = "";
    (void)state;

    for (int index = 0; index < 3; index++) {
        for (int stream = 0; stream < 2; stream++) {
            snprintf(path, sizeof path, "/proc/%d/fd/%d",
                (int)child_number(index), stream);
            ssize_t length = readlink(path, to, sizeof to - 1);
            if (length < 0)
                skip(); /* root alone looks into them */
            to[length] = '\0';
            assert_string_equal(to, "/dev/null");
        }
    }
}

static void
a_lost_helper_is_begun_again(void **state)
{
    (void)state;
    for (int index = 0; index < 3; index++) {
        int64_t until = clock_ticks() + SOON;
        pid_t lost = child_number(0); /* the oldest is the next to go */

        kill(lost, SIGKILL);
        while ((child_number(0) == lost || child_number(2) == 0) &&
               clock_ticks() < until)
            poll(NULL, 0, 10);
        assert_int_not_equal(child_number(0), lost);
        assert_int_not_equal(child_number(2), 0);
    }
    int client = dial();
    assert_true(is_greeted(client));
    close(client);
}

static void
a_taken_port_is_refused(void **state)
{
    pid_t running = daemon_pid;
    (void)state;

    daemon_pid = fork();
    if (daemon_pid == 0)
        exit(run_listener());
    assert_int_equal(exit_of_daemon(), 69);
    daemon_pid = running;
    int client = dial();
    assert_true(is_greeted(client));
    close(client);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(newcomers_are_greeted, start, stop),
        cmocka_unit_test_setup_teardown(one_source_gets_no_more_than_its_share,
            start, stop),
        cmocka_unit_test_setup_teardown(
            whoever_does_not_log_in_in_time_is_cut_off, start, stop),
        cmocka_unit_test_setup_teardown(whoever_is_cut_off_is_told_why, start,
            stop),
        cmocka_unit_test_setup_teardown(what_one_did_the_others_hear_once,
            start, stop),
        cmocka_unit_test(a_session_speaks_for_its_person_alone),
        cmocka_unit_test(an_event_far_ahead_of_the_store_is_not_believed),
        cmocka_unit_test(a_made_up_word_does_not_pass_for_what_is_to_come),
        cmocka_unit_test(a_dialogue_says_nothing_but_that_it_ends),
        cmocka_unit_test(who_joins_hears_nothing_of_the_board),
        cmocka_unit_test(thirty_keys_are_the_most_of_a_connection),
        cmocka_unit_test(a_probe_does_not_say_whose_a_key_is),
        cmocka_unit_test(what_was_typed_is_wiped_once_it_is_passed_on),
        cmocka_unit_test(six_failures_of_a_connection_are_the_most),
        cmocka_unit_test(a_no_waits_for_its_time),
        cmocka_unit_test(one_question_at_a_time_and_none_once_in),
        cmocka_unit_test(a_proof_counts_for_the_key_that_was_known),
        cmocka_unit_test(three_hundred_questions_of_one_who_joins_are_the_most),
        cmocka_unit_test(nobody_opens_a_session_before_a_login),
        cmocka_unit_test(
            a_code_counts_after_the_first_step_and_for_its_person_alone),
        cmocka_unit_test_setup_teardown(
            a_malformed_message_ends_its_sender_alone, start, stop),
        cmocka_unit_test_setup_teardown(a_signal_ends_it_with_all_its_processes,
            start, stop),
        cmocka_unit_test_setup_teardown(helpers_neither_read_nor_print, start,
            stop),
        cmocka_unit_test_setup_teardown(a_lost_helper_is_begun_again, start,
            stop),
        cmocka_unit_test_setup_teardown(a_taken_port_is_refused, start, stop),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
