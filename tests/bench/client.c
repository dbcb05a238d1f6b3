/* Opens many sessions over real SSH and prints what a person would feel.
 *
 *   bench_client PORT USER SESSIONS KEYS MARK KEYFILE...
 *
 * Logs in SESSIONS times, the key files in turn, asks for a terminal and a
 * shell and reads until MARK is on the screen; then sends KEYS keys ("j" and
 * "k" by turns) over the first session, waiting for each to be drawn. Prints a
 * line "name value" for each figure, then "ready", and ends when its standard
 * input does. */

#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "crowd/figures.h"
#include "crowd/line.h"

struct line {
    ssh_session session;
    ssh_channel channel;
    struct ssh_counter_struct in;
};

static void
fail(const char *what, ssh_session session)
{
    fprintf(stderr, "bench_client: %s: %s\n", what,
        session != NULL ? ssh_get_error(session) : "");
    exit(1);
}

static void
open_line(struct line *line, int port, const char *user, const char *key)
{
    int client = line_dial(port, INADDR_LOOPBACK);

    line->session = client >= 0 ? line_shake_hands(client, user) : NULL;
    if (line->session == NULL)
        fail("connect", NULL);
    ssh_set_counters(line->session, NULL, &line->in);
    if (!line_log_in(line->session, line_key(key)))
        fail("login", line->session);
}

static void
open_screen(struct line *line, const char *mark)
{
    line->channel = line_shell(line->session);
    if (line->channel == NULL)
        fail("shell", line->session);
    if (!line_shows(line->channel, mark))
        fail("the first screen did not come", line->session);
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
    figures_print("key_ms", times, keys);
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

    for (int i = 0; i < count; i++) {
        double begun = milliseconds();
        open_line(&lines[i], port, argv[2], argv[6 + i % file_count]);
        logins[i] = milliseconds() - begun;
        begun = milliseconds();
        open_screen(&lines[i], argv[5]);
        screens[i] = milliseconds() - begun;
    }
    figures_print("login_ms", logins, count);
    figures_print("screen_ms", screens, count);
    if (keys > 0)
        time_keys(&lines[0], keys);
    printf("ready\n");
    fflush(stdout);

    char byte;
    while (read(STDIN_FILENO, &byte, 1) > 0)
        ;
    return 0;
}
