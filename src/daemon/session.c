/* Session: one terminal or one command, for one person. */

#include "daemon/session.h"

#include <signal.h>
#include <string.h>

#include "base/clock.h"
#include "base/memory.h"
#include "commands/command.h"
#include "commands/print.h"
#include "config/config.h"
#include "daemon/session_state.h"
#include "store/store.h"
#include "ui/display.h"

enum {
    EXIT_UNAVAILABLE = 69,
    EXIT_NOT_ALLOWED = 77
};

bool
session_is_raw(const struct session *session)
{
    return !session->terms->is_local &&
           session->terms->terminal.term[0] != '\0';
}

bool
session_must_enrol(const struct session *session)
{
    return session->terms->must_enrol && !session->viewer.has_enrolled;
}

static int
refused(const struct session *session, const char *what, int exit_status)
{
    struct text line = {0};
    const char *end = session_is_raw(session) ? "\r\n" : "\n";

    text_add_format(&line, "%s: %s%s", what, reason(), end);
    command_write(session->terms->errors, line.bytes, line.length);
    text_clear(&line);
    return exit_status;
}

static int
opened(struct session *session)
{
    static int (*const kinds[])(struct session *) = {
        [SESSION_SCREEN] = session_screen,
        [SESSION_PLAIN] = session_plain,
        [SESSION_COMMAND] = session_command,
    };
    enum session_kind kind = session->terms->kind;

    if (kind == SESSION_SCREEN && session->viewer.person.is_plain)
        kind = SESSION_PLAIN;
    session->viewer.may_write = session->terms->may_write;
    if (!session->terms->is_local)
        session_take_line(session);
    int exit_status = kinds[kind](session);
    if (session->is_asleep)
        exit_status = SESSION_SLEEPS;
    session_tell(session);
    if (kind != SESSION_COMMAND)
        viewer_seen(&session->viewer);
    viewer_clear(&session->viewer);
    return exit_status;
}

int
session_run(const struct session_terms *terms)
{
    struct session *session = memory_new(sizeof *session);
    enum store_use use = terms->may_write ? STORE_WRITE : STORE_READ;
    int exit_status;

    signal(SIGPIPE, SIG_IGN);
    session->terms = terms;
    session->hub = terms->hub;
    session->input_at = clock_ticks();
    enum status status = store_open(terms->store_path, use, &session->store);
    if (status != STATUS_OK) {
        exit_status = refused(session, "The store cannot be opened",
            EXIT_UNAVAILABLE);
    } else {
        store_read_begin(session->store);
        status = viewer_open(&session->viewer, session->store,
            terms->person_id);
        store_read_end(session->store);
        exit_status = status == STATUS_OK
                          ? opened(session)
                          : refused(session, "You cannot come in",
                                EXIT_NOT_ALLOWED);
        store_close(session->store);
    }
    memory_free(session->ending);
    memory_free(session);
    return exit_status;
}

void
session_goodbye(const struct session *session, struct text *out)
{
    const struct person *person = &session->viewer.person;
    const struct display_values values = {
        .site = config_current()->name,
        .name = person->name,
        .handle = person->handle,
    };

    struct text words = {0};

    if (session->ending != NULL)
        text_add_format(&words, "%s\n", session->ending);
    else if (display_show("goodbye", &values, &words) != STATUS_OK)
        text_truncate(&words, 0);
    print_wrapped(out, 0, text_bytes(&words));
    text_clear(&words);
}
