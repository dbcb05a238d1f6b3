/* Sessions in lines: the plain prompt, and single commands. */

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/clock.h"
#include "commands/command.h"
#include "commands/print.h"
#include "daemon/line_reader.h"
#include "daemon/session_state.h"
#include "ui/canvas.h"

enum {
    INPUT_BYTES = 4096,
    EXIT_USAGE = 64, /* sysexits.h */
    EXIT_SOFTWARE = 70
};

static const char prompt[] = "homeroom> ";
static const char lost_words[] =
    "\nThis session broke off and goes on here: see what came of your last "
    "command.\n";

static const char enrol_words[] =
    "Your role here demands a second factor, and you have none yet: until it is\n"
    "on you can run second-factor on, second-factor confirm CODE, and help.\n";

struct plain {
    struct session *session;
    struct line_reader reader;
};

void
session_put(const struct session *session, const char *bytes, size_t count)
{
    line_put(session->terms->output, session_is_raw(session), bytes, count);
}

/* Prints what a command wrote into the memory file. */
static void
put_file(const struct session *session, int file)
{
    char bytes[INPUT_BYTES];
    off_t at = 0;
    ssize_t count;

    while ((count = pread(file, bytes, sizeof bytes, at)) > 0) {
        session_put(session, bytes, (size_t)count);
        at += count;
    }
}

static const struct command *const *
tables_of(const struct session *session)
{
    return session_must_enrol(session) ? enrolment_tables : command_tables;
}

static int
run_raw(struct session *session, const char *line)
{
    int file = memfd_create("output", MFD_CLOEXEC);
    const struct command_io io = {
        .input = -1, /* keys, not text */
        .output = file,
        .errors = file,
        .ask = session_ask_hidden,
        .context = session,
    };

    if (file < 0)
        return EXIT_SOFTWARE;
    int exit_status = command_run_line(&session->viewer, &io,
        tables_of(session), line);
    put_file(session, file);
    close(file);
    return exit_status;
}

/* A prompt's command takes its text from its line. */
static int
run_line(struct session *session, const char *line, int input)
{
    const struct command_io io = {
        .input = input,
        .output = session->terms->output,
        .errors = session->terms->errors,
        .is_line = !session->terms->is_local,
        .is_terminal = session->terms->is_local &&
                       isatty(session->terms->output) == 1,
    };
    int exit_status = session_is_raw(session)
                          ? run_raw(session, line)
                          : command_run_line(&session->viewer, &io,
                                tables_of(session), line);

    session_tell(session);
    return exit_status;
}

int
session_command(struct session *session)
{
    session_await_here(session);
    int exit_status = run_line(session, session->terms->command,
        session->terms->input);

    if (session_must_enrol(session) && exit_status == EXIT_USAGE)
        command_write(session->terms->errors, enrol_words,
            sizeof enrol_words - 1);
    return exit_status;
}

static void
put(const struct plain *plain, const char *words)
{
    session_put(plain->session, words, strlen(words));
}

/* A command, with the rights of now; whoever was shut out is told and leaves.
 */
static void
obey(struct plain *plain, const char *line)
{
    struct session *session = plain->session;
    enum status status = viewer_refresh(&session->viewer);
    bool is_out = status == STATUS_NOT_FOUND || status == STATUS_FORBIDDEN;

    plain->reader.is_done = is_out;
    if (status == STATUS_OK)
        run_line(session, line, -1);
    else
        put(plain, is_out ? "You can no longer log in here.\n"
                          : "The board is busy: try again.\n");
}

static void
take_line(void *plain_, const char *line)
{
    struct plain *plain = plain_;
    const char *words = line != NULL ? line + strspn(line, " \t") : "";

    plain->reader.is_done = text_equals(words, "quit") ||
                            text_equals(words, "exit");
    if (line == NULL)
        put(plain, "That line is too long.\n");
    else if (*words != '\0' && !plain->reader.is_done)
        obey(plain, line);
    if (!plain->reader.is_done)
        put(plain, prompt);
}

static void
interrupt(void *plain)
{
    put(plain, prompt);
}

static void
read_input(struct plain *plain)
{
    struct session *session = plain->session;
    struct session_typed *typed = &session->typed;
    ssize_t count = session_read(session);

    if (count < 0 && (errno == EINTR || errno == EAGAIN))
        return;
    if (count == 0)
        line_reader_end(&plain->reader);
    if (count <= 0) {
        plain->reader.is_done = true;
        return;
    }
    /* A command that asks takes its answer from here too. */
    while (typed->at < typed->count && !plain->reader.is_done)
        line_reader_take(&plain->reader, &typed->bytes[typed->at++], 1);
}

/* Below what is being typed, which stays. */
static void
say_notice(struct plain *plain)
{
    struct text words = {0};
    struct text lines = {0};

    if (!session_take_notice(plain->session, &words))
        return;
    text_add(&lines, "\n");
    print_wrapped(&lines, 0, text_bytes(&words));
    put(plain, text_bytes(&lines));
    put(plain, prompt);
    line_reader_show(&plain->reader);
    text_clear(&words);
    text_clear(&lines);
}

static bool
is_over(const struct plain *plain)
{
    return plain->reader.is_done || plain->session->ending != NULL ||
           plain->session->is_hung_up || plain->session->is_asleep;
}

static void
turn(struct plain *plain)
{
    struct session *session = plain->session;

    session->may_sleep = plain->reader.line.length == 0 &&
                         !plain->reader.is_too_long;
    int wait = session_check_idle(session);
    struct pollfd waits[] = {
        {.fd = session->terms->input, .events = POLLIN},
        {.fd = session->hub, .events = POLLIN},
    };

    if (is_over(plain) || poll(waits, 2, wait) <= 0)
        return;
    if (waits[1].revents != 0)
        session_hear(session);
    say_notice(plain);
    if (waits[0].revents != 0)
        read_input(plain);
}

int
session_plain(struct session *session)
{
    struct plain plain = {
        .session = session,
        .reader =
            {
                .output = session->terms->output,
                .is_raw = session_is_raw(session),
                .take = take_line,
                .interrupt = interrupt,
            },
    };
    struct text words = {0};

    plain.reader.context = &plain;
    session_await_here(session);
    if (session->terms->beginning == SESSION_WAS_LOST)
        put(&plain, lost_words);
    if (session_must_enrol(session) &&
        session->terms->beginning == SESSION_IS_NEW)
        put(&plain, enrol_words);
    if (session->terms->beginning != SESSION_WAS_ASLEEP)
        put(&plain, prompt); /* else it stands there */
    say_notice(&plain);
    while (!is_over(&plain))
        turn(&plain);
    if (session->is_asleep) {
        line_reader_clear(&plain.reader);
        return 0;
    }
    text_add(&words,
        plain.reader.is_raw || session->ending != NULL ? "\n" : "");
    session_goodbye(session, &words);
    if (!session->is_hung_up)
        put(&plain, text_bytes(&words));
    text_clear(&words);
    line_reader_clear(&plain.reader);
    return 0;
}
