/* Connection: a listener of a few lines, and the real ssh on the other side.
 * Behind each channel runs /bin/sh, in place of a session. */

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/text.h"
#include "config/config.h"
#include "daemon/connection.h"
#include "daemon/messages.h"
#include "daemon/session.h"
#include "support/support.h"

enum {
    CONNECTIONS = 16,
    SESSIONS = 16,
    PERSON = 12
};

static char folder[256];
static char port[8];
static int listening;
static pid_t listener;
static char known_key[MESSAGE_BLOB_BYTES];

/* The listener's side, in a process of its own. */

struct shell {
    pid_t pid;
    int control; /* of its connection */
    int64_t channel;
};

static int controls[CONNECTIONS];
static _Atomic int *connected; /* how many are; of both sides */
static struct shell shells[SESSIONS];
static struct wire wire;

static void
must(bool is_so)
{
    if (!is_so)
        abort();
}

/* What the listener met, a line each: the tests read it. */
static void note(const char *format, ...) PRINTF_LIKE(1, 2);

static void
note(const char *format, ...)
{
    char line[512];
    char path[300];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    snprintf(path, sizeof path, "%s/notes", folder);
    int file = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
    dprintf(file, "%s\n", line);
    close(file);
}

static void
judge(int control, uint8_t type)
{
    static struct login_try attempt;
    struct verdict verdict = {.kind = VERDICT_NO};

    must(login_try_get(&wire, &attempt));
    bool is_right = type == MESSAGE_TRY_PASSWORD
                        ? text_equals(attempt.password, "correct horse") &&
                              text_equals(attempt.user, "ada")
                        : text_equals(attempt.blob, known_key);
    note("%s %s %s",
        type == MESSAGE_TRY_KEY      ? "key"
        : type == MESSAGE_KEY_PROVED ? "proved"
                                     : "password",
        attempt.user, is_right ? "yes" : "no");
    verdict.request = attempt.request;
    if (is_right && type == MESSAGE_TRY_KEY)
        verdict.kind = VERDICT_KNOWN;
    else if (is_right)
        verdict = (struct verdict){
            .request = attempt.request,
            .kind = VERDICT_YES,
            .person_id = PERSON,
            .handle = "ada",
        };
    wire_begin(&wire, MESSAGE_VERDICT);
    verdict_put(&wire, &verdict);
    must(wire_send(control, &wire) == STATUS_OK);
}

static void
run_shell(const char *command, int stream, int errors)
{
    dup2(stream, STDIN_FILENO);
    dup2(stream, STDOUT_FILENO);
    dup2(errors, STDERR_FILENO);
    close_range(3, ~0U, 0);
    signal(SIGPIPE, SIG_DFL);
    execl("/bin/sh", "sh", "-c", command, (char *)NULL);
    _exit(127);
}

static void
begin_shell(int control, const struct session_request *request)
{
    struct session_streams streams = {.channel = request->channel};
    int stream[2];
    int errors[2];
    const char
        *command = request->kind == SESSION_COMMAND
                       ? request->command
                       : "echo ready; read answer; echo \"read $answer\"";

    must(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, stream) == 0);
    must(pipe2(errors, O_CLOEXEC) == 0);
    pid_t pid = fork();
    if (pid == 0)
        run_shell(command, stream[1], errors[1]);
    for (int i = 0; i < SESSIONS; i++) {
        if (shells[i].pid != 0)
            continue;
        shells[i] = (struct shell){pid, control, request->channel};
        break;
    }
    wire_begin(&wire, MESSAGE_SESSION_OPEN);
    session_streams_put(&wire, &streams);
    wire_put_descriptor(&wire, stream[0]);
    wire_put_descriptor(&wire, errors[0]);
    must(wire_send(control, &wire) == STATUS_OK);
    close(stream[0]);
    close(stream[1]);
    close(errors[0]);
    close(errors[1]);
}

static void
refuse_shell(int control, int64_t channel)
{
    struct session_streams streams = {.channel = channel};

    text_copy(streams.reason, sizeof streams.reason, "Three are enough.");
    wire_begin(&wire, MESSAGE_SESSION_OPEN);
    session_streams_put(&wire, &streams);
    must(wire_send(control, &wire) == STATUS_OK);
}

static void
send_close(int control)
{
    wire_begin(&wire, MESSAGE_CLOSE);
    wire_put_text(&wire, "The house closes.");
    must(wire_send(control, &wire) == STATUS_OK);
}

static void
open_session(int control)
{
    static struct session_request request;

    must(session_request_get(&wire, &request));
    note("session %d term=%s rows=%d columns=%d utf8=%d no_color=%d",
        (int)request.kind, request.terminal.term, request.terminal.rows,
        request.terminal.columns, request.terminal.is_utf8,
        request.terminal.no_color);
    if (text_equals(request.command, "refused"))
        refuse_shell(control, request.channel);
    else
        begin_shell(control, &request);
    if (text_equals(request.command, "closing; sleep 60"))
        send_close(control);
}

static void
hear(int *control)
{
    enum status status = wire_receive(*control, &wire);
    uint8_t type = wire_type(&wire);

    if (status == STATUS_AGAIN)
        return;
    if (status != STATUS_OK) {
        for (int i = 0; i < SESSIONS; i++) {
            if (shells[i].control == *control)
                shells[i].control = -1;
        }
        close(*control);
        *control = -1;
        note("gone");
        --*connected;
        return;
    }
    must(message_is_allowed(PEER_CONNECTION, type));
    if (type == MESSAGE_OPEN_SESSION) {
        open_session(*control);
    } else if (type == MESSAGE_SIZE) {
        wire_get_int(&wire, 1, UINT32_MAX);
        int rows = (int)wire_get_int(&wire, 1, MESSAGE_ROWS_MOST);
        int columns = (int)wire_get_int(&wire, 1, MESSAGE_COLUMNS_MOST);
        note("size %d %d %d", rows, columns, wire_is_whole(&wire));
    } else {
        judge(*control, type);
    }
}

static void
reap(void)
{
    int status;
    pid_t pid;

    while ((pid = waitpid(-1, &status, WNOHANG)) > 0) {
        if (WIFSIGNALED(status) && WTERMSIG(status) == SIGSYS)
            note("KILLED by the sandbox");
        if (WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT)
            note("ABORTED");
        for (int i = 0; i < SESSIONS; i++) {
            if (shells[i].pid != pid)
                continue;
            wire_begin(&wire, MESSAGE_SESSION_END);
            wire_put_int(&wire, shells[i].channel);
            wire_put_int(&wire, WIFEXITED(status) ? WEXITSTATUS(status) : 129);
            wire_put_text(&wire, WIFSIGNALED(status) ? "It was killed." : "");
            if (shells[i].control >= 0 &&
                wire_send(shells[i].control, &wire) != STATUS_OK)
                note("ended after its connection");
            shells[i].pid = 0;
        }
    }
}

static void
take_client(void)
{
    int ends[2];
    int client = accept4(listening, NULL, NULL, SOCK_CLOEXEC);

    must(client >= 0);
    must(socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) == 0);
    if (fork() == 0) {
        dup2(client, 3);
        dup2(ends[1], 4);
        close_range(5, ~0U, 0);
        connection_serve(3, 4);
        _exit(0);
    }
    close(client);
    close(ends[1]);
    for (int i = 0; i < CONNECTIONS; i++) {
        if (controls[i] >= 0)
            continue;
        controls[i] = ends[0];
        ++*connected;
        return;
    }
    abort();
}

static void
listen_on(void)
{
    struct pollfd polls[CONNECTIONS + 1];

    for (int i = 0; i < CONNECTIONS; i++)
        controls[i] = -1;
    for (;;) {
        polls[0] = (struct pollfd){.fd = listening, .events = POLLIN};
        for (int i = 0; i < CONNECTIONS; i++)
            polls[i + 1] = (struct pollfd){.fd = controls[i], .events = POLLIN};
        poll(polls, CONNECTIONS + 1, 20);
        for (int i = 0; i < CONNECTIONS; i++) {
            if (polls[i + 1].revents != 0)
                hear(&controls[i]);
        }
        if (polls[0].revents != 0)
            take_client();
        reap();
    }
}

/* The tests' side. */

static int shell(struct text *output, const char *format, ...)
    PRINTF_LIKE(2, 3);

/* A shell command, with the words for ssh set; its output and exit status. */
static int
shell(struct text *output, const char *format, ...)
{
    char command[2048];
    char line[4096];
    char bytes[4096];
    va_list arguments;
    size_t count;

    va_start(arguments, format);
    vsnprintf(command, sizeof command, format, arguments);
    va_end(arguments);
    snprintf(line, sizeof line,
        "cd %s; ssh() { timeout ${LIMIT:-60} /usr/bin/ssh -F none -p %s "
        "-o UserKnownHostsFile=known -o StrictHostKeyChecking=no "
        "-o LogLevel=${LEVEL:-ERROR} \"$@\"; }; "
        "key() { ssh -i key -o IdentitiesOnly=yes -o BatchMode=yes \"$@\"; }; "
        "word() { SSH_ASKPASS=./$1 SSH_ASKPASS_REQUIRE=force; shift; "
        "export SSH_ASKPASS SSH_ASKPASS_REQUIRE; "
        "ssh -o PubkeyAuthentication=no \"$@\"; }; { %s; } 2>&1",
        folder, port, command);
    FILE *run = popen(line, "r");
    assert_non_null(run);
    text_clear(output);
    while ((count = fread(bytes, 1, sizeof bytes, run)) > 0)
        text_add_bytes(output, bytes, count);
    for (size_t i = output->length; i > 0; i--) {
        if (output->bytes[i - 1] == '\r') /* ssh ends its own lines so */
            text_remove(output, i - 1, 1);
    }
    int status = pclose(run);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static void
expect(int exit_status, const char *output, const char *command)
{
    struct text found = {0};
    int found_status = shell(&found, "%s", command);

    if (found_status != exit_status || strcmp(text_bytes(&found), output) != 0)
        print_message("%s\n", command);
    assert_string_equal(text_bytes(&found), output);
    assert_int_equal(found_status, exit_status);
    text_clear(&found);
}

static char *
notes(void)
{
    struct text found = {0};

    shell(&found, "cat notes");
    return text_take(&found);
}

/* Waits for a line among the notes. */
static void
await(const char *line)
{
    for (int i = 0; i < 500; i++) {
        char *found = notes();
        bool is_there = strstr(found, line) != NULL;

        free(found);
        if (is_there)
            return;
        nanosleep(&(struct timespec){.tv_nsec = 20000000}, NULL);
    }
    fail_msg("no \"%s\" among the notes:\n%s", line, notes());
}

static void
expect_notes(const char *expected)
{
    char *found = notes();

    assert_string_equal(found, expected);
    free(found);
}

/* A connection that is still ending would note it among the next test's. */
static int
no_notes(void **state)
{
    char path[300];
    (void)state;

    for (int i = 0; i < 500 && *connected > 0; i++)
        nanosleep(&(struct timespec){.tv_nsec = 20000000}, NULL);
    assert_int_equal(*connected, 0);
    snprintf(path, sizeof path, "%s/notes", folder);
    unlink(path);
    return 0;
}

static int
nobody_was_killed(void **state)
{
    char *found = notes();
    (void)state;

    bool is_well = strstr(found, "KILLED") == NULL &&
                   strstr(found, "ABORTED") == NULL;
    if (!is_well)
        print_error("%s", found);
    free(found);
    return is_well ? 0 : -1;
}

static void
a_known_key_runs_a_command(void **state)
{
    (void)state;
    expect(0, "hello\n", "key bob@localhost echo hello");
    await("gone");
    expect_notes("key bob yes\nproved bob yes\n"
                 "session 2 term= rows=24 columns=80 utf8=1 no_color=0\n"
                 "gone\n");
}

static void
an_unknown_key_is_refused(void **state)
{
    (void)state;
    expect(255,
        "ada@localhost: Permission denied "
        "(publickey,keyboard-interactive,password).\n",
        "ssh -i other -o IdentitiesOnly=yes -o BatchMode=yes ada@localhost :");
    await("key ada no");
}

static void
exit_status_and_errors_come_apart_from_output(void **state)
{
    (void)state;
    expect(3, "", "key localhost 'echo oops >&2; exit 3' 2>/dev/null");
    expect(3, "oops\n",
        "key localhost 'echo oops >&2; exit 3' 2>&1 >/dev/null");
}

static void
the_words_of_an_end_are_said(void **state)
{
    (void)state;
    expect(129, "It was killed.\n", "key localhost 'kill -9 $$' 2>&1");
}

static void
input_reaches_its_end(void **state)
{
    (void)state;
    expect(0, "      3\n",
        "printf 'a\\nb\\nc\\n' | key localhost 'wc -l; exit 0' "
        "| sed 's/^ *\\([0-9]\\)$/      \\1/'");
    expect(0, "done\n", "key -n localhost 'cat; echo done'");
}

static void
twenty_megabytes_pass_either_way_unchanged(void **state)
{
    (void)state;
    expect(0, "",
        "head -c 20000000 /dev/urandom > big;"
        "key localhost cat < big > back; cmp big back");
    expect(0, "20000000\n", "key localhost 'wc -c' < big");
    expect(0, "20000000\n",
        "key -n localhost 'head -c 20000000 /dev/zero' | wc -c");
}

static void
new_keys_are_agreed_on_under_way(void **state)
{
    (void)state;
    expect(0, "",
        "head -c 8000000 /dev/urandom > some;"
        "key -o RekeyLimit=1M localhost cat < some > back; cmp some back");
}

static void
each_cipher_and_mac_serves(void **state)
{
    (void)state;
    expect(0, "1\n2\n3\n4\n5\n",
        "key -c chacha20-poly1305@openssh.com localhost echo 1;"
        "key -c aes256-ctr -m hmac-sha2-256-etm@openssh.com localhost echo 2;"
        "key -c aes192-ctr localhost echo 3;"
        "key -c aes128-ctr -m hmac-sha2-512-etm@openssh.com localhost echo 4;"
        "key -C localhost echo 5");
    expect(255, "", "key -c aes256-gcm@openssh.com localhost echo 2>/dev/null");
}

static void
a_password_by_questions_logs_in(void **state)
{
    (void)state;
    expect(0, "in\n", "word handle_and_password carol@localhost echo in");
    await("password ada yes");
}

static void
no_answer_to_the_first_question_is_the_user_name(void **state)
{
    (void)state;
    expect(0, "in\n", "word empty_and_password ada@localhost echo in");
}

static void
the_password_method_logs_in(void **state)
{
    (void)state;
    expect(0, "in\n",
        "word password -o PreferredAuthentications=password "
        "ada@localhost echo in");
}

static void
six_wrong_passwords_end_the_connection(void **state)
{
    struct text output = {0};
    (void)state;

    assert_int_equal(shell(&output, "LEVEL=INFO; word wrong "
                                    "-o NumberOfPasswordPrompts=9 "
                                    "ada@localhost echo in"),
        255);
    assert_non_null(strstr(text_bytes(&output), "Too many failed logins."));
    text_clear(&output);
    await("gone");
    expect_notes("password ada no\npassword ada no\npassword ada no\n"
                 "password ada no\npassword ada no\npassword ada no\ngone\n");
}

static void
the_banner_comes_before_a_login(void **state)
{
    (void)state;
    expect(0, "Welcome to the test.\nin\n",
        "LEVEL=INFO; key localhost echo in 2>&1 | "
        "grep -v 'Permanently added'");
}

static void
the_environment_says_what_the_terminal_shows(void **state)
{
    (void)state;
    expect(0, "",
        "LC_ALL=C LANG=de_DE.UTF-8 NO_COLOR=1 SECRET=1 key "
        "-o SendEnv='LC_ALL LANG NO_COLOR SECRET' localhost true;"
        "LC_CTYPE=sv_SE.utf8 LANG=C key -o SendEnv='LC_CTYPE LANG' "
        "localhost true");
    await("utf8=0 no_color=1");
    await("utf8=1 no_color=0");
}

static void
what_is_no_session_is_refused(void **state)
{
    (void)state;
    expect(0, "0\nin\n",
        "key -A -X localhost 'env | grep -c -e DISPLAY "
        "-e AUTH_SOCK'; key localhost echo in");
    expect(255, "subsystem request failed on channel 0\n",
        "key -s localhost sftp");
    expect(255, "Error: remote port forwarding failed for listen port 4000\n",
        "key -o ExitOnForwardFailure=yes -R 4000:localhost:1 localhost sleep 5 "
        "2>&1 | sed 's/.*remote port/Error: remote port/'; exit 255");
    expect(255, "stdio forwarding failed\n",
        "key -W localhost:1 localhost 2>&1 | grep stdio; exit 255");
}

static void
a_refused_session_says_why(void **state)
{
    (void)state;
    expect(75, "Three are enough.\n", "key localhost refused");
}

static void
without_a_terminal_a_shell_is_plain(void **state)
{
    (void)state;
    expect(0, "ready\nread this\n", "echo this | key -T localhost");
    await("session 1 term= rows=24");
}

static void
a_dumb_terminal_gets_a_plain_shell(void **state)
{
    (void)state;
    expect(0, "ready\nread this\n", "echo this | TERM=dumb key -tt localhost");
    await("session 1 term=dumb rows=24");
}

/* ssh on a terminal of its own; the far end of that. */
static int
terminal_open(pid_t *child, const char *term)
{
    struct winsize size = {.ws_row = 30, .ws_col = 100};
    char key[300];
    char known[300];
    int terminal;

    snprintf(key, sizeof key, "%s/key", folder);
    snprintf(known, sizeof known, "-oUserKnownHostsFile=%s/known", folder);
    *child = forkpty(&terminal, NULL, NULL, &size);
    assert_true(*child >= 0);
    if (*child != 0)
        return terminal;
    setenv("TERM", term, 1);
    execl("/usr/bin/ssh", "ssh", "-Fnone", "-p", port, "-i", key,
        "-oIdentitiesOnly=yes", "-oStrictHostKeyChecking=no", known,
        "-oLogLevel=ERROR", "ada@localhost", (char *)NULL);
    _exit(127);
}

static void
terminal_await(int terminal, const char *words)
{
    char seen[4096] = "";
    size_t count = 0;

    while (strstr(seen, words) == NULL) {
        struct pollfd wait = {.fd = terminal, .events = POLLIN};

        assert_int_equal(poll(&wait, 1, 10000), 1);
        ssize_t got = read(terminal, seen + count, sizeof seen - 1 - count);
        assert_true(got > 0);
        count += (size_t)got;
        seen[count] = '\0';
    }
}

static void
a_terminal_tells_its_size_and_each_new_one(void **state)
{
    struct winsize size = {.ws_row = 50, .ws_col = 132};
    int status;
    pid_t child;
    (void)state;

    int terminal = terminal_open(&child, "xterm/../x\033[2Jterm");
    terminal_await(terminal, "ready");
    await("session 0 term=xterm..x2Jterm rows=30 columns=100 utf8=1");
    ioctl(terminal, TIOCSWINSZ, &size);
    await("size 50 132 1");
    size = (struct winsize){.ws_row = 60000, .ws_col = 60000};
    ioctl(terminal, TIOCSWINSZ, &size);
    await("size 200 500 1");
    assert_int_equal(write(terminal, "enough\n", 7), 7);
    terminal_await(terminal, "read enough");
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(WEXITSTATUS(status), 0);
    close(terminal);
}

static void
many_commands_share_a_connection_and_one_shell(void **state)
{
    (void)state;
    expect(0, "1\n2\n3\n4\n5\n",
        "key -o ControlPath=shared -M -N -f localhost; for i in 1 2 3 4 5; "
        "do key -o ControlPath=shared localhost \"sleep 0.$i; echo $i\" & "
        "done; wait $(jobs -p | tail -n 5)");
    expect(75, "One session a connection: for another use ssh -S none.\n",
        "key -tt -o ControlPath=shared localhost < /dev/zero > /dev/null & "
        "while ! grep -q 'session 0' notes; do sleep 0.05; done; "
        "key -T -o ControlPath=shared localhost; status=$?; "
        "key -o ControlPath=shared -O exit localhost 2>/dev/null; wait; "
        "exit $status");
    await("gone");
}

static void
an_eleventh_command_at_once_is_refused(void **state)
{
    (void)state;
    expect(0, "10\n",
        "key -o ControlPath=shared -M -N -f localhost; for i in $(seq 11); do "
        "key -o ControlPath=shared -o ControlMaster=no -o ProxyCommand=false "
        "localhost 'echo yes; sleep 2' 2>/dev/null & done > counted; sleep 1.5; "
        "grep -c yes counted; wait $(jobs -p | tail -n 11); "
        "key -o ControlPath=shared -O exit localhost 2>/dev/null; true");
}

static void
a_reader_that_stalls_holds_up_nobody(void **state)
{
    (void)state;
    expect(0, "free\n20000000\n",
        "mkfifo slow; key -n localhost 'head -c 20000000 /dev/zero' > slow & "
        "{ sleep 2; key -n localhost echo free; wc -c; } < slow");
}

static void
closing_says_why(void **state)
{
    (void)state;
    expect(75, "The house closes.\n",
        "key localhost 'closing; sleep 60' 2>&1 | grep -v 'closing:'; exit 75");
}

static void
a_client_that_is_gone_ends_its_session(void **state)
{
    (void)state;
    expect(0, "",
        "mkfifo quiet; exec 9<>quiet; LIMIT='-s KILL 1'; "
        "{ key localhost \"cat; echo over > $PWD/over\" <&9; } 2>/dev/null; "
        "for i in $(seq 50); do test -e over && break; sleep 0.1; done; "
        "rm over");
    await("gone");
}

static int
raw_open(void)
{
    struct sockaddr_in address = {
        .sin_family = AF_INET,
        .sin_port = htons((uint16_t)atoi(port)),
        .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
    };
    int client = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

    assert_int_equal(connect(client, (struct sockaddr *)&address,
                         sizeof address),
        0);
    return client;
}

static void
our_name_does_not_wait_for_theirs(void **state)
{
    char name[64] = "";
    (void)state;

    int client = raw_open();
    assert_true(read(client, name, sizeof name - 1) > 0);
    assert_string_equal(name, "SSH-2.0-Homeroom\r\n");
    close(client);
    await("gone");
}

static void
what_is_no_ssh_is_ended(void **state)
{
    char long_line[1000];
    (void)state;

    int web = raw_open();
    assert_int_equal(write(web, "GET / HTTP/1.1\r\n\r\n", 18), 18);
    await("gone\n");
    int flood = raw_open();
    memset(long_line, 'x', sizeof long_line);
    assert_int_equal(write(flood, long_line, sizeof long_line),
        sizeof long_line);
    await("gone\ngone\n");
    close(web);
    close(flood);
}

static void
a_key_file_that_others_may_read_is_refused(void **state)
{
    char path[300];
    (void)state;

    snprintf(path, sizeof path, "%s/other", folder);
    assert_int_equal(chmod(path, 0640), 0);
    assert_int_equal(connection_prepare(path, ""), STATUS_INVALID);
    assert_non_null(strstr(reason(), "chmod 600"));
    assert_int_equal(chmod(path, 0600), 0);
}

/* Each is refused with words, and a FIFO without waiting for a writer. */
static void
a_key_that_is_no_file_of_ours_is_refused(void **state)
{
    struct text output = {0};
    char path[300];
    (void)state;

    assert_int_equal(connection_prepare(folder, ""), STATUS_INVALID);
    assert_non_null(strstr(reason(), "not a regular file"));
    snprintf(path, sizeof path, "%s/fifo", folder);
    assert_int_equal(mkfifo(path, 0600), 0);
    assert_int_equal(connection_prepare(path, ""), STATUS_INVALID);
    assert_non_null(strstr(reason(), "not a regular file"));
    if (geteuid() != 0)
        skip(); /* nobody else gives a file away */
    assert_int_equal(shell(&output, "cp -p other theirs"), 0);
    text_clear(&output);
    snprintf(path, sizeof path, "%s/theirs", folder);
    assert_int_equal(chown(path, 65534, 65534), 0);
    assert_int_equal(connection_prepare(path, ""), STATUS_INVALID);
    assert_non_null(strstr(reason(), "belongs to another user"));
}

static void
a_key_file_that_is_none_is_refused(void **state)
{
    char path[300];
    char link[300];
    (void)state;

    snprintf(path, sizeof path, "%s/nothing", folder);
    assert_int_equal(connection_prepare(path, ""), STATUS_INVALID);
    snprintf(path, sizeof path, "%s/other", folder);
    snprintf(link, sizeof link, "%s/link", folder);
    assert_int_equal(symlink(path, link), 0);
    assert_int_equal(connection_prepare(link, ""), STATUS_INVALID);
    assert_non_null(strstr(reason(), "symbolic link"));
    snprintf(path, sizeof path, "%s/rsa", folder);
    assert_int_equal(connection_prepare(path, ""), STATUS_INVALID);
    assert_non_null(strstr(reason(), "ed25519"));
    snprintf(path, sizeof path, "%s/locked", folder);
    assert_int_equal(connection_prepare(path, ""), STATUS_INVALID);
    assert_non_null(strstr(reason(), "passphrase"));
}

static void
open_port(void)
{
    struct sockaddr_in address = {
        .sin_family = AF_INET,
        .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
    };
    socklen_t size = sizeof address;

    listening = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    assert_int_equal(bind(listening, (struct sockaddr *)&address,
                         sizeof address),
        0);
    assert_int_equal(listen(listening, 16), 0);
    assert_int_equal(getsockname(listening, (struct sockaddr *)&address, &size),
        0);
    snprintf(port, sizeof port, "%d", ntohs(address.sin_port));
}

static void
make_files(void)
{
    struct text output = {0};

    assert_int_equal(shell(&output,
                         "for name in host key other; do "
                         "ssh-keygen -q -t ed25519 -N '' -f $name; done;"
                         "ssh-keygen -q -t rsa -b 3072 -N '' -f rsa;"
                         "ssh-keygen -q -t ed25519 -N secret -f locked;"
                         "cut -d ' ' -f 2 key.pub"),
        0);
    text_copy(known_key, sizeof known_key, text_bytes(&output));
    known_key[strcspn(known_key, "\n")] = '\0';
    /* What ssh runs for each question; the question is its argument. */
    assert_int_equal(
        shell(&output,
            "say() { printf '#!/bin/sh\\ncase \"$1\" in *Handle*) echo \"%%s\";; "
            "*) echo \"%%s\";; esac\\n' \"$2\" \"$3\" > $1; chmod 700 $1; };"
            "say handle_and_password ada 'correct horse';"
            "say empty_and_password '' 'correct horse';"
            "say password '' 'correct horse'; say wrong '' wrong"),
        0);
    text_clear(&output);
}

static int
begin(void **state)
{
    char path[300];
    (void)state;

    text_copy(folder, sizeof folder, support_folder());
    open_port();
    make_files();
    snprintf(path, sizeof path, "%s/host", folder);
    if (connection_prepare(path, "Welcome to the test.\n") != STATUS_OK) {
        print_error("%s\n", reason());
        return -1;
    }
    connected = mmap(NULL, sizeof *connected, PROT_READ | PROT_WRITE,
        MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    assert_true(connected != MAP_FAILED);
    listener = fork();
    if (listener == 0) {
        listen_on();
        _exit(0);
    }
    return 0;
}

static int
end(void **state)
{
    (void)state;
    kill(listener, SIGKILL);
    waitpid(listener, NULL, 0);
    return 0;
}

#define TRIAL(name) \
    cmocka_unit_test_setup_teardown(name, no_notes, nobody_was_killed)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TRIAL(a_known_key_runs_a_command),
        TRIAL(an_unknown_key_is_refused),
        TRIAL(exit_status_and_errors_come_apart_from_output),
        TRIAL(the_words_of_an_end_are_said),
        TRIAL(input_reaches_its_end),
        TRIAL(twenty_megabytes_pass_either_way_unchanged),
        TRIAL(new_keys_are_agreed_on_under_way),
        TRIAL(each_cipher_and_mac_serves),
        TRIAL(a_password_by_questions_logs_in),
        TRIAL(no_answer_to_the_first_question_is_the_user_name),
        TRIAL(the_password_method_logs_in),
        TRIAL(six_wrong_passwords_end_the_connection),
        TRIAL(the_banner_comes_before_a_login),
        TRIAL(the_environment_says_what_the_terminal_shows),
        TRIAL(what_is_no_session_is_refused),
        TRIAL(a_refused_session_says_why),
        TRIAL(without_a_terminal_a_shell_is_plain),
        TRIAL(a_dumb_terminal_gets_a_plain_shell),
        TRIAL(a_terminal_tells_its_size_and_each_new_one),
        TRIAL(many_commands_share_a_connection_and_one_shell),
        TRIAL(an_eleventh_command_at_once_is_refused),
        TRIAL(a_reader_that_stalls_holds_up_nobody),
        TRIAL(closing_says_why),
        TRIAL(a_client_that_is_gone_ends_its_session),
        TRIAL(our_name_does_not_wait_for_theirs),
        TRIAL(what_is_no_ssh_is_ended),
        TRIAL(a_key_file_that_others_may_read_is_refused),
        TRIAL(a_key_that_is_no_file_of_ours_is_refused),
        TRIAL(a_key_file_that_is_none_is_refused),
    };

    return cmocka_run_group_tests(tests, begin, end);
}
