/* Sites: what the operator's program has the daemon do. */

#include "daemon/site_daemon.h"

#include <inttypes.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/span.h"
#include "board/enrolled.h"
#include "board/naming.h"
#include "config/config.h"
#include "daemon/drain_note.h"
#include "daemon/messages.h"
#include "daemon/session.h"
#include "daemon/watched.h"

enum {
    ANSWER_MOST = WATCHED(15000) /* milliseconds; host key, screens are read */
};

static enum status
take_span(const char *in, int64_t *seconds)
{
    *seconds = 0;
    if (in == NULL || span_read(in, DRAIN_SECONDS_MOST, seconds))
        return STATUS_OK;
    return refuse(STATUS_INVALID, "--in: a time as 90s, 10m or 2h, 7d at most");
}

static int
daemon_connect(const struct settings *settings)
{
    char *path = config_socket_path(settings);
    int hub = session_find_hub(path);

    memory_release(path);
    return hub;
}

/* What happens on the board comes by as well. */
static enum status
await_answer(int hub, struct text *words)
{
    static struct wire wire;
    struct pollfd wait = {.fd = hub, .events = POLLIN};
    int64_t until = clock_ticks() + ANSWER_MOST;

    for (int64_t left = ANSWER_MOST; left > 0; left = until - clock_ticks()) {
        if (poll(&wait, 1, (int)left) <= 0)
            break;
        enum status received = wire_receive(hub, &wire);
        if (received == STATUS_AGAIN)
            continue;
        if (received != STATUS_OK)
            break;
        if (wire_type(&wire) != MESSAGE_OPERATED) {
            wire_clear(&wire);
            continue;
        }
        enum status status = (enum status)wire_get_int(&wire, STATUS_OK,
            STATUS_FAILED);
        text_add(words, wire_get_text(&wire, WIRE_BYTES));
        bool is_sound = wire_is_whole(&wire);
        wire_clear(&wire);
        return is_sound ? status : STATUS_FAILED;
    }
    return refuse(STATUS_AGAIN, "the daemon did not answer: see its log");
}

static enum status
ask(int hub, const struct operation *operation, struct text *words)
{
    static struct wire wire;

    wire_begin(&wire, MESSAGE_OPERATE);
    operation_put(&wire, operation);
    enum status status = wire_send(hub, &wire);
    if (status != STATUS_OK)
        return refuse(STATUS_FAILED, "the daemon cannot be asked");
    status = await_answer(hub, words);
    if (status != STATUS_OK && words->length > 0)
        status = refuse(status, "%s", text_bytes(words));
    return status;
}

/* Before the daemon is asked, so that a listener that breaks off meanwhile does
 * not know less than the operator. Where it cannot be written, as on a full
 * disk, the site goes down all the same. */
static void
note(const struct settings *settings, const struct operation *operation)
{
    struct drain_note kept = {.ends_at = clock_now() + operation->seconds};

    if (operation->kind == OPERATION_STAY)
        drain_note_drop(settings);
    if (operation->kind != OPERATION_DRAIN)
        return;
    text_copy(kept.text, sizeof kept.text, operation->text);
    if (drain_note_write(settings, &kept) != STATUS_OK)
        log_warning("drain.note", "reason=\"%s\"", reason());
}

/* On record before it is done, so that nothing is done without. */
static enum status
operate(const struct settings *settings, struct viewer *viewer, const char *act,
    const struct operation *operation, struct text *words)
{
    int hub = daemon_connect(settings);

    if (hub < 0)
        return refuse(STATUS_NOT_FOUND, "no daemon runs for this site");
    enum status status = enrolled_begin(viewer);
    if (status == STATUS_OK)
        status = enrolled_end_why(viewer, STATUS_OK, act, "site",
            operation->text);
    if (status == STATUS_OK) {
        note(settings, operation);
        status = ask(hub, operation, words);
    }
    close(hub);
    return status;
}

enum status
site_reload(const struct settings *settings, struct viewer *viewer,
    struct text *told)
{
    const struct operation operation = {.kind = OPERATION_RELOAD};
    struct text kept = {0};
    enum status status = operate(settings, viewer, "reload", &operation, &kept);

    if (status == STATUS_OK)
        text_add(told, "The configuration was read anew.\n");
    if (status == STATUS_OK && kept.length > 0)
        text_add_format(told, "Only another start follows: %s\n",
            text_bytes(&kept));
    text_clear(&kept);
    return status;
}

enum status
site_drain(const struct settings *settings, struct viewer *viewer,
    const char *in, const char *text, struct text *told)
{
    struct operation operation = {.kind = OPERATION_DRAIN};
    struct text none = {0};
    enum status status = take_span(in, &operation.seconds);

    if (status == STATUS_OK)
        status = naming_check_line("--text",
            text != NULL ? text : "maintenance", operation.text,
            sizeof operation.text);
    if (status == STATUS_OK)
        status = operate(settings, viewer, "drain", &operation, &none);
    if (status == STATUS_OK && operation.seconds == 0)
        text_add(told, "The site goes down now.\n");
    else if (status == STATUS_OK)
        text_add_format(told,
            "The site goes down in %" PRId64 " s; homeroom drain --cancel "
            "calls it off.\n",
            operation.seconds);
    text_clear(&none);
    return status;
}

enum status
site_stay(const struct settings *settings, struct viewer *viewer,
    struct text *told)
{
    const struct operation operation = {.kind = OPERATION_STAY};
    struct text none = {0};
    enum status status = operate(settings, viewer, "drain --cancel", &operation,
        &none);

    if (status == STATUS_OK)
        text_add(told, "The site stays up.\n");
    text_clear(&none);
    return status;
}
