/* The listener's lost sessions: a process that was killed, and who goes on. */

#include "base/clock.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/text.h"
#include "daemon/listener_state.h"
#include "ui/place.h"

enum {
    LOST_MOST = 3,  /* within a minute: then it ends in words */
    EXIT_AGAIN = 75 /* what was lost can be tried again */
};

static const char command_broke
    [] = "The command broke off before its end: see what came of it before you "
         "try it again.";
static const char dialogue_broke[] =
    "The dialogue broke off. Your code is as good as before, unless it let "
    "you in already: connect again.";
static const char session_broke[] =
    "This session broke off again and again, so it has ended. What you wrote "
    "is kept as a draft; the operator finds why in the log.";

bool
session_placed(struct session_row *row, struct wire *wire)
{
    const char *place = wire_get_text(wire, PLACE_BYTES - 1);

    if (!wire_is_whole(wire) || row->hold == NULL)
        return false;
    memory_release(row->hold->place);
    row->hold->place = memory_copy(place);
    return true;
}

struct session_row *
session_goes_on(struct listener *listener, struct connection_row *connection,
    struct session_row *gone, enum session_beginning beginning,
    const char *place)
{
    static struct session_start start;

    start = (struct session_start){
        .person_id = gone->person_id,
        .kind = gone->kind,
        .beginning = beginning,
        .terminal = gone->hold->terminal,
        .must_enrol = connection->must_enrol,
    };
    if (place != NULL)
        text_copy(start.place, sizeof start.place, place);
    struct session_row *row = session_again(listener, connection, gone, &start);
    if (row != NULL && start.place[0] != '\0')
        row->hold->place = memory_copy(start.place);
    return row;
}

/* The second time the place itself may be what breaks it. */
static bool
goes_on_anew(struct listener *listener, struct connection_row *connection,
    struct session_row *gone, int count)
{
    const char *place = gone->hold->place;
    struct session_row *row = session_goes_on(listener, connection, gone,
        SESSION_WAS_LOST, place == NULL || count == 1 ? place : "home\n");

    if (row != NULL)
        row->hold->losses = gone->hold->losses;
    return row != NULL;
}

static const char *
words_of(enum session_kind kind)
{
    if (kind == SESSION_COMMAND)
        return command_broke;
    return kind == SESSION_JOIN ? dialogue_broke : session_broke;
}

bool
session_mended(struct listener *listener, struct connection_row *connection,
    struct session_row *gone, const char **words)
{
    int count = gone->hold == NULL
                    ? 0
                    : losses_add(&gone->hold->losses, clock_ticks());
    bool is_ours_to_mend = gone->hold != NULL && counts_as_here(gone->kind) &&
                           !gone->peer.is_failed && count < LOST_MOST &&
                           listener->phase == LISTENER_SERVES;

    log_warning("session.lost", "handle=%s kind=%d count=%d",
        connection->handle, (int)gone->kind, count);
    if (is_ours_to_mend && goes_on_anew(listener, connection, gone, count))
        return true;
    gone->exit_status = EXIT_AGAIN;
    *words = words_of(gone->kind);
    return false;
}
