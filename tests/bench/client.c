/* Opens many sessions over real SSH and prints what a person would feel.
 *
 *   bench_client PORT USER SESSIONS KEYS MARK KEYFILE...
 *
 * Logs in SESSIONS times, the key files in turn, asks for a terminal and a
 * shell and reads until MARK is on the screen; then sends KEYS keys ("j" and
 * "k" by turns) over the first session, waiting for each to be drawn. Prints a
 * line "name value" for each figure, then "ready", and ends when its standard
 * input does. */

#include <libssh/libssh.h>
#include <poll.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

struct line {
    ssh_session session;
    ssh_channel channel;
    struct ssh_counter_struct in;
};

static double
milliseconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static void
fail(const char *what, ssh_session session)
{
    fprintf(stderr, "bench_client: %s: %s\n", what,
        session != NULL ? ssh_get_error(session) : "");
    exit(1);
}

static int
compare(const void *a, const void *b)
{
    double x = *(const double *)a;
    double y = *(const double *)b;

    return (x > y) - (x < y);
}

static void
print_quantiles(const char *name, double *values, int count)
{
    qsort(values, (size_t)count, sizeof *values, compare);
    printf("%s_p50 %.3f\n%s_p99 %.3f\n", name, values[count / 2], name,
        values[count * 99 / 100]);
}

/* Reads until `mark` came; what comes within a screen may be in pieces. */
static void
read_until(struct line *line, const char *mark)
{
    static char seen[1 << 20];
    size_t length = 0;

    while (length < sizeof seen - 1) {
        int got = ssh_channel_read_timeout(line->channel, seen + length,
            (uint32_t)(sizeof seen - 1 - length), 0, 20000);
        if (got <= 0)
            fail("the first screen did not come", line->session);
        length += (size_t)got;
        seen[length] = '\0';
        if (memmem(seen, length, mark, strlen(mark)) != NULL)
            return;
    }
    fail("the first screen has no end", NULL);
}

static void
open_line(struct line *line, int port, const char *user, ssh_key key)
{
    line->session = ssh_new();
    ssh_options_set(line->session, SSH_OPTIONS_HOST, "127.0.0.1");
    ssh_options_set(line->session, SSH_OPTIONS_PORT, &port);
    ssh_options_set(line->session, SSH_OPTIONS_USER, user);
    ssh_options_set(line->session, SSH_OPTIONS_SSH_DIR, "/nonexistent");
    ssh_options_set(line->session, SSH_OPTIONS_KEY_EXCHANGE,
        "curve25519-sha256");
    int nodelay = 1;
    ssh_options_set(line->session, SSH_OPTIONS_NODELAY, &nodelay);
    bool process_config = false;
    ssh_options_set(line->session, SSH_OPTIONS_PROCESS_CONFIG, &process_config);
    ssh_set_counters(line->session, NULL, &line->in);
    if (ssh_connect(line->session) != SSH_OK)
        fail("connect", line->session);
    if (ssh_userauth_publickey(line->session, NULL, key) != SSH_AUTH_SUCCESS)
        fail("login", line->session);
}

static void
open_screen(struct line *line, const char *mark)
{
    line->channel = ssh_channel_new(line->session);
    if (ssh_channel_open_session(line->channel) != SSH_OK ||
        ssh_channel_request_pty_size(line->channel, "xterm-256color", 80, 24) !=
            SSH_OK ||
        ssh_channel_request_shell(line->channel) != SSH_OK)
        fail("shell", line->session);
    read_until(line, mark);
}

/* Reads what is still on its way, until nothing came for 100 ms. */
static void
drain(struct line *line)
{
    char bytes[4096];

    while (ssh_channel_read_timeout(line->channel, bytes, sizeof bytes, 0,
               100) > 0)
        ;
}

static void
time_keys(struct line *line, int keys)
{
    double *times = calloc((size_t)keys, sizeof *times);
    char bytes[4096];

    drain(line);
    uint64_t packets = line->in.in_packets;
    uint64_t total = line->in.in_bytes;
    for (int i = 0; i < keys; i++) {
        double begun = milliseconds();
        ssh_channel_write(line->channel, i % 2 == 0 ? "j" : "k", 1);
        if (ssh_channel_read_timeout(line->channel, bytes, sizeof bytes, 0,
                5000) <= 0)
            fail("no answer to a key", line->session);
        times[i] = milliseconds() - begun;
    }
    drain(line);
    printf("key_packets %.2f\nkey_bytes %.1f\n",
        (double)(line->in.in_packets - packets) / keys,
        (double)(line->in.in_bytes - total) / keys);
    print_quantiles("key_ms", times, keys);
    free(times);
}

int
main(int argc, char **argv)
{
    if (argc < 7) {
        fprintf(stderr,
            "usage: bench_client port user sessions keys mark keyfile...\n");
        return 64;
    }
    int port = atoi(argv[1]);
    int count = atoi(argv[3]);
    int keys = atoi(argv[4]);
    int file_count = argc - 6;
    struct line *lines = calloc((size_t)count, sizeof *lines);
    double *logins = calloc((size_t)count, sizeof *logins);
    double *screens = calloc((size_t)count, sizeof *screens);
    ssh_key *files = calloc((size_t)file_count, sizeof(ssh_key));

    for (int i = 0; i < file_count; i++) {
        if (ssh_pki_import_privkey_file(argv[6 + i], NULL, NULL, NULL,
                &files[i]) != SSH_OK)
            fail("key file", NULL);
    }
    for (int i = 0; i < count; i++) {
        double begun = milliseconds();
        open_line(&lines[i], port, argv[2], files[i % file_count]);
        logins[i] = milliseconds() - begun;
        begun = milliseconds();
        open_screen(&lines[i], argv[5]);
        screens[i] = milliseconds() - begun;
    }
    print_quantiles("login_ms", logins, count);
    print_quantiles("screen_ms", screens, count);
    if (keys > 0)
        time_keys(&lines[0], keys);
    printf("ready\n");
    fflush(stdout);

    char byte;
    while (read(STDIN_FILENO, &byte, 1) > 0)
        ;
    return 0;
}
