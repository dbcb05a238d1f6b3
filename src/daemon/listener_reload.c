/* The listener's settings, read anew. */

#include "base/clock.h"
#include "base/log.h"
#include "base/memory.h"
#include "config/config.h"
#include "daemon/listener_state.h"
#include "daemon/process.h"
#include "daemon/reloading.h"

static void
settings_take(struct listener *listener, const struct settings *fresh)
{
    struct settings *before = listener->reloaded;

    listener->reloaded = memory_new(sizeof *listener->reloaded);
    *listener->reloaded = *fresh;
    listener->settings = listener->reloaded;
    config_use(listener->settings);
    if (before != NULL)
        config_clear(before);
    memory_free(before);
    process_name(listener->settings, "listener");
}

static void
limits_take(struct listener *listener)
{
    const struct throttle_limits limits = throttle_limits_of(
        listener->settings);

    if (throttle_change(&listener->throttle, &limits) != STATUS_OK) {
        log_error("reload.refused", "reason=\"%s\"", reason());
        return;
    }
    for (size_t i = 0; i < listener->connection_capacity; i++) {
        const struct connection_row *row = &listener->connections[i];

        if (row->peer.number != 0 && !row->is_logged_in)
            throttle_recount(&listener->throttle, &row->source, row->is_joining,
                clock_ticks());
    }
}

enum status
listener_reload(struct listener *listener)
{
    struct settings fresh;
    struct text kept = {0};

    if (listener->phase != LISTENER_SERVES)
        return refuse(STATUS_CONFLICT, "the site is going down");
    supervisor_tell(listener, LISTENER_RELOADS);
    enum status status = reloading_load(listener->config_path,
        listener->settings, &fresh, &kept);
    if (status == STATUS_OK) {
        settings_take(listener, &fresh);
        limits_take(listener);
        helpers_renew(listener);
        log_info("reload.done", "kept=\"%s\"", text_bytes(&kept));
        text_clear(&listener->kept);
        text_add(&listener->kept, text_bytes(&kept));
    }
    text_clear(&kept);
    supervisor_tell(listener, LISTENER_IS_READY);
    return status;
}
