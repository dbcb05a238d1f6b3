/* Many people at once, each over real SSH, in one process of a thread each.
 *
 *   visitors type PORT FOLDER PEOPLE STEP...
 *   visitors visit PORT FOLDER PEOPLE ROUNDS STEP...
 *   visitors come PORT FOLDER PEOPLE COUNT SECONDS
 *
 * Person 7 is "person007", with the key FOLDER/id_person007. A STEP is keys to
 * send, or, every second one and the first, what to wait for on the screen.
 *
 * type: all log in and go through the steps; each number on standard input has
 * all of them type for so many seconds, five keys a second. A key's time runs
 * from the moment at which it was due, so that whoever waits for one is late
 * with the next as well. At the end of the input all press Esc,
 * see the screen change and hang up.
 * visit: ROUNDS logins, steps and partings, PEOPLE of them at a time.
 * come: COUNT newcomers, evenly over SECONDS, each from an address of its own:
 * by turns one that says nothing, one that stops at its banner, one that
 * guesses a password and one with a key, who looks at the screen and leaves.
 *
 * Prints "name value" lines; "ready" ends what was asked for. */

#include "figures.h"
#include "line.h"

#include <netinet/in.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum {
    KEY_MILLISECONDS = 200,
    HOLD_MILLISECONDS = 3000, /* a newcomer that says nothing */
    LATE_PEOPLE = 4,
    PEOPLE_MOST = 1000,
    COMERS_MOST = 100000
};

/* The server's, and the folder of the keys. */
static struct {
    int port;
    const char *folder;
} place;
static int people_count;
static char **steps;
static int step_count;

struct person {
    int number;
    ssh_session session;
    ssh_channel channel;
    int typed; /* keys so far */
    /* of one round: */
    int seconds;
    double begun;
    double *times;
    int time_count;
    bool is_dropped;
};

static void
wait_until(double moment)
{
    double left = moment - milliseconds();

    if (left > 0)
        usleep((useconds_t)(left * 1e3));
}

/* Owned; NULL: none. */
static ssh_key
key_of(int number)
{
    char path[512];

    snprintf(path, sizeof path, "%s/id_person%03d", place.folder, number);
    return line_key(path);
}

/* In, and through the steps; false: what has failed is told. */
static bool
go_in(struct person *person)
{
    char user[32];
    int line = line_dial(place.port, INADDR_LOOPBACK);

    snprintf(user, sizeof user, "person%03d", person->number);
    person->session = line >= 0 ? line_shake_hands(line, user) : NULL;
    if (person->session == NULL ||
        !line_log_in(person->session, key_of(person->number)) ||
        (person->channel = line_shell(person->session)) == NULL) {
        fprintf(stderr, "visitors: %s was not let in\n", user);
        return false;
    }
    for (int i = 0; i < step_count; i++) {
        if (i % 2 == 0 ? line_shows(person->channel, steps[i])
                       : line_send(person->channel, steps[i]))
            continue;
        fprintf(stderr, "visitors: %s did not get to %s\n", user, steps[i]);
        return false;
    }
    return true;
}

/* ---- Figures ------------------------------------------------------------- */

static void
print_quantiles(double *times, int count)
{
    figures_sort(times, count);
    if (count > 0)
        printf("p50 %.2f\np99 %.2f\nlongest %.2f\n", times[count / 2],
            times[count * 99 / 100], times[count - 1]);
}

static void
print_ready(void)
{
    printf("ready\n");
    fflush(stdout);
}

/* ---- Typing -------------------------------------------------------------- */

static bool
type_key(struct person *person)
{
    static const char letters[] = "the quick brown fox jumps over a lazy dog ";
    const char key[] = {letters[(size_t)person->typed % (sizeof letters - 1)],
        '\0'};

    if (!line_send(person->channel, key) || !line_shows(person->channel, key))
        return false;
    person->typed++;
    return true;
}

static void *
type_on(void *person_)
{
    struct person *person = person_;
    double due = person->begun + person->number % KEY_MILLISECONDS;
    double end = person->begun + person->seconds * 1e3;

    for (; due < end; due += KEY_MILLISECONDS) {
        wait_until(due);
        if (!type_key(person)) {
            person->is_dropped = true;
            break;
        }
        person->times[person->time_count++] = milliseconds() - due;
    }
    return NULL;
}

static void
all_type(struct person *people, int seconds)
{
    pthread_t threads[PEOPLE_MOST];
    size_t most = (size_t)seconds * 1000 / KEY_MILLISECONDS + 1;
    double *times = calloc(most * (size_t)people_count, sizeof *times);
    double begun = milliseconds();
    int count = 0;
    int dropped = 0;

    for (int i = 0; i < people_count; i++) {
        people[i].seconds = seconds;
        people[i].begun = begun;
        people[i].time_count = 0;
        people[i].times = calloc(most, sizeof *people[i].times);
        pthread_create(&threads[i], NULL, type_on, &people[i]);
    }
    for (int i = 0; i < people_count; i++) {
        pthread_join(threads[i], NULL);
        memcpy(times + count, people[i].times,
            (size_t)people[i].time_count * sizeof *times);
        count += people[i].time_count;
        dropped += people[i].is_dropped;
        free(people[i].times);
    }
    printf("keys %d\ndropped %d\n", count, dropped);
    print_quantiles(times, count);
    print_ready();
    free(times);
}

static int
type(void)
{
    static struct person people[PEOPLE_MOST];
    char line[64];

    for (int i = 0; i < people_count; i++) {
        people[i].number = i;
        if (!go_in(&people[i]))
            return 1;
    }
    print_ready();
    while (fgets(line, sizeof line, stdin) != NULL)
        all_type(people, atoi(line));
    for (int i = 0; i < people_count; i++) {
        if (!people[i].is_dropped && line_send(people[i].channel, "\033"))
            line_shows(people[i].channel, "");
        line_hang_up(people[i].session);
    }
    return 0;
}

/* ---- Visiting ------------------------------------------------------------ */

static atomic_int rounds_left;
static atomic_int rounds_failed;

static void *
visit_again(void *number)
{
    struct person person = {.number = *(int *)number};
    char rest[1024];

    while (atomic_fetch_sub(&rounds_left, 1) > 0) {
        if (!go_in(&person)) {
            atomic_fetch_add(&rounds_failed, 1);
            continue;
        }
        while (ssh_channel_read_timeout(person.channel, rest, sizeof rest, 0,
                   ANSWER_MILLISECONDS) > 0)
            ;
        line_hang_up(person.session);
    }
    return NULL;
}

static int
visit(int rounds)
{
    pthread_t threads[PEOPLE_MOST];
    int numbers[PEOPLE_MOST];
    double begun = milliseconds();

    atomic_store(&rounds_left, rounds);
    for (int i = 0; i < people_count; i++) {
        numbers[i] = i;
        pthread_create(&threads[i], NULL, visit_again, &numbers[i]);
    }
    for (int i = 0; i < people_count; i++)
        pthread_join(threads[i], NULL);
    printf("rounds %d\nfailed %d\nseconds %.1f\n", rounds,
        atomic_load(&rounds_failed), (milliseconds() - begun) / 1e3);
    print_ready();
    return 0;
}

/* ---- Coming -------------------------------------------------------------- */

static atomic_int refused;
static atomic_int admitted;
static atomic_int guessed;
static atomic_int came_in;

/* A third from 127.200.0.0/16, the others from everywhere in 127.0.0.0/8. */
static uint32_t
source_of(int number)
{
    uint32_t net = number % 3 == 0 ? 200 : 1 + (uint32_t)number % 199;

    return 127U << 24 | net << 16 | (1 + (uint32_t)number / 199 % 250) << 8 |
           (1 + (uint32_t)number % 250);
}

/* Whether the server begins to talk, and says no more for now: who is turned
 * away is told why in the same breath. */
static bool
is_let_in(int line)
{
    static const char banner[] = "SSH-2.0-Homeroom\r\n";
    struct pollfd wait = {.fd = line, .events = POLLIN};
    char bytes[64];

    return poll(&wait, 1, ANSWER_MILLISECONDS) == 1 &&
           recv(line, bytes, sizeof bytes, MSG_PEEK) == sizeof banner - 1;
}

static void
look(ssh_session session, int number)
{
    number = people_count + number % LATE_PEOPLE;
    if (!line_log_in(session, key_of(number)))
        return;
    ssh_channel channel = line_shell(session);
    if (channel != NULL && line_shows(channel, "BOARD")) {
        atomic_fetch_add(&came_in, 1);
        line_send(channel, "q");
    }
}

static void
guess(ssh_session session)
{
    if (ssh_userauth_password(session, NULL, "not this one") == SSH_AUTH_DENIED)
        atomic_fetch_add(&guessed, 1);
}

static void *
come(void *number_)
{
    int number = *(int *)number_;
    int kind = number / 3 % 4; /* each from each sort of address */
    int line = line_dial(place.port, source_of(number));

    if (line < 0 || !is_let_in(line)) {
        atomic_fetch_add(&refused, 1);
        if (line >= 0)
            close(line);
        return NULL;
    }
    atomic_fetch_add(&admitted, 1);
    if (kind < 2) {
        if (kind == 1)
            (void)!write(line, "SSH-2.0-later\r\n", 15);
        usleep(HOLD_MILLISECONDS * 1000);
        close(line);
        return NULL;
    }
    ssh_session session = line_shake_hands(line, "person000");
    if (session == NULL)
        return NULL;
    if (kind == 2)
        guess(session);
    else
        look(session, number);
    line_hang_up(session);
    return NULL;
}

static int
all_come(int count, int seconds)
{
    static pthread_t threads[COMERS_MOST];
    static int numbers[COMERS_MOST];
    double begun = milliseconds();

    for (int i = 0; i < count; i++) {
        numbers[i] = i;
        wait_until(begun + i * 1e3 * seconds / count);
        pthread_create(&threads[i], NULL, come, &numbers[i]);
    }
    double took = milliseconds() - begun;
    for (int i = 0; i < count; i++)
        pthread_join(threads[i], NULL);
    printf("came %d\nseconds %.1f\nrefused %d\nadmitted %d\nguessed %d\n"
           "in %d\n",
        count, took / 1e3, atomic_load(&refused), atomic_load(&admitted),
        atomic_load(&guessed), atomic_load(&came_in));
    print_ready();
    return 0;
}

int
main(int argc, char **argv)
{
    if (argc < 6) {
        fprintf(stderr, "usage: visitors type|visit|come port folder ...\n");
        return 64;
    }
    signal(SIGPIPE, SIG_IGN);
    ssh_init();
    place.port = atoi(argv[2]);
    place.folder = argv[3];
    people_count = atoi(argv[4]);
    steps = argv + 5;
    step_count = argc - 5;
    if (strcmp(argv[1], "type") == 0)
        return type();
    if (strcmp(argv[1], "visit") == 0) {
        steps++;
        step_count--;
        return visit(atoi(argv[5]));
    }
    if (argc < 7)
        return 64;
    return all_come(atoi(argv[5]), atoi(argv[6]));
}
