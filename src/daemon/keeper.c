/* Keeper: both stores, logins, the hours of questions, checkpoints. */

#include "daemon/keeper.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/leaps.h"
#include "base/log.h"
#include "base/memory.h"
#include "board/asking.h"
#include "board/filling.h"
#include "board/reading.h"
#include "board/viewer.h"
#include "config/config.h"
#include "daemon/keeper_asks.h"
#include "daemon/keeper_heads.h"
#include "daemon/keeper_logins.h"
#include "daemon/keeper_phases.h"
#include "daemon/keeper_scrubs.h"
#include "daemon/keeper_workers.h"
#include "daemon/process.h"
#include "daemon/sandbox.h"
#include "daemon/site_holidays.h"
#include "store/pair.h"
#include "store/store.h"

enum {
    LOOK_PAUSE = 1000,            /* milliseconds between looks at events */
    CHECKPOINT_PAUSE = 30 * 1000, /* milliseconds */
    EVENTS_A_LOOK = 100           /* as reading_events() gives */
};

struct keeper {
    const struct settings *settings;
    int control;
    struct store *store;   /* owned */
    struct store *secrets; /* owned */
    char *log_path;        /* owned: the store's write-ahead log */
    int checkpoint_lock;   /* -1: somebody else checkpoints */
    struct timespec log_changed;
    struct viewer viewer;
    struct workers workers;
    struct logins logins;
    struct asks asks;
    int64_t last_event;
    int64_t look_at;         /* ticks */
    int64_t checkpoint_at;   /* ticks */
    int64_t opened_minute;   /* the minute in which due questions were opened */
    int64_t unpinned_minute; /* the minute in which pins were last ended */
    int64_t phased_minute;   /* the minute in which phases were announced */
    struct noted_head noted;
    struct keeper_scrubs scrubs;
    struct wire wire;
};

static void
event_tell(struct keeper *keeper, const struct event *event)
{
    if (event->kind >= EVENT_KIND_COUNT)
        return;
    wire_begin(&keeper->wire, MESSAGE_DID);
    event_put(&keeper->wire, event);
    enum status status = wire_send_within(keeper->control, &keeper->wire,
        LOOK_PAUSE);
    if (status == STATUS_AGAIN)
        log_warning("event.lost", "id=%lld", (long long)event->id);
}

/* What anybody wrote: the listener leaves out what sessions have told. */
static void
events_tell(struct keeper *keeper)
{
    size_t count;

    do {
        struct event_list list = {0};
        if (reading_events(&keeper->viewer, keeper->last_event, &list) !=
            STATUS_OK)
            return;
        count = list.count;
        for (size_t i = 0; i < count; i++) {
            event_tell(keeper, &list.rows[i]);
            keeper->last_event = list.rows[i].id;
        }
        event_list_clear(&list);
    } while (count >= EVENTS_A_LOOK);
}

static void
questions_open(struct keeper *keeper)
{
    int64_t minute = clock_now() / 60;
    int filled = 0;
    int opened = 0;

    if (minute == keeper->opened_minute)
        return;
    enum status status = filling_due(&keeper->viewer, &filled);
    if (status == STATUS_OK)
        status = asking_open_due(&keeper->viewer, &opened);
    /* What is busy is tried again at once, a full disk after a minute. */
    if (status != STATUS_AGAIN)
        keeper->opened_minute = minute;
    if (status != STATUS_OK) {
        log_error("questions.open", "reason=%s", reason());
        return;
    }
    event_list_clear(&keeper->viewer.news); /* events_tell() finds them */
    if (opened > 0)
        log_info("questions.open", "count=%d of_bank=%d", opened, filled);
}

static bool
may_go_by_clock(void)
{
    enum leap leap = leaps_now();

    if (leap == LEAP_BEGINS)
        log_warning("clock.leap", "believed_in_minutes=%d",
            LEAP_PATIENCE / 60000);
    if (leap == LEAP_ENDS)
        log_warning("clock.believed", "now=%lld", (long long)clock_now());
    return leaps_is_settled(leap);
}

static void
minute_begin(struct keeper *keeper)
{
    if (!may_go_by_clock())
        return;
    /* What a cohort agreed on counts for what is asked next. */
    keeper_phases(&keeper->viewer, &keeper->phased_minute);
    questions_open(keeper);
    keeper_pins(&keeper->viewer, &keeper->unpinned_minute);
}

static void
scrub(struct keeper *keeper)
{
    if (keeper->checkpoint_lock >= 0)
        keeper_scrub(&keeper->viewer, keeper->secrets, &keeper->scrubs);
}

static bool
log_has_changed(struct keeper *keeper)
{
    struct stat info;

    if (stat(keeper->log_path, &info) != 0 || info.st_size == 0)
        return false;
    bool is_same = info.st_mtim.tv_sec == keeper->log_changed.tv_sec &&
                   info.st_mtim.tv_nsec == keeper->log_changed.tv_nsec;
    keeper->log_changed = info.st_mtim;
    return !is_same;
}

static void
checkpoint(struct keeper *keeper)
{
    char *path = NULL;

    if (keeper->checkpoint_lock < 0) {
        path = config_store_path(keeper->settings);
        enum status status = store_lock_checkpoints(path,
            &keeper->checkpoint_lock);
        memory_free(path);
        if (status != STATUS_OK) {
            keeper->checkpoint_lock = -1;
            log_warning("checkpoint.none", "reason=%s", reason());
            return;
        }
    }
    if (!log_has_changed(keeper))
        return;
    enum status status = store_checkpoint(keeper->store);
    if (status != STATUS_OK && status != STATUS_AGAIN)
        log_error("checkpoint", "reason=%s", reason());
}

static void
keeper_look(struct keeper *keeper)
{
    int64_t now = clock_ticks();

    if (now < keeper->look_at)
        return;
    keeper->look_at = now + LOOK_PAUSE;
    minute_begin(keeper);
    events_tell(keeper);
    scrub(keeper);
    if (now < keeper->checkpoint_at)
        return;
    keeper->checkpoint_at = now + CHECKPOINT_PAUSE;
    pair_settle(keeper->store, keeper->secrets);
    checkpoint(keeper);
    keeper_note_head(&keeper->viewer, &keeper->noted);
}

static int
milliseconds_to_look(const struct keeper *keeper)
{
    int64_t left = keeper->look_at - clock_ticks();

    return left < 0 ? 0 : (int)left;
}

/* OK, NOT_FOUND at the listener's end, or what went wrong. */
static enum status
control_heard(struct keeper *keeper)
{
    enum status status = wire_receive(keeper->control, &keeper->wire);

    if (status == STATUS_AGAIN)
        return STATUS_OK;
    if (status != STATUS_OK)
        return status;
    if (wire_type(&keeper->wire) == MESSAGE_RENEW) {
        wire_clear(&keeper->wire);
        return STATUS_NOT_FOUND; /* as where the listener is gone */
    }
    bool is_sound = wire_type(&keeper->wire) == MESSAGE_KEEPER_ASK
                        ? asks_heard(&keeper->asks, &keeper->wire)
                        : logins_heard(&keeper->logins, &keeper->wire);
    wire_clear(&keeper->wire);
    return is_sound ? STATUS_OK : refuse(STATUS_INVALID, "a bad message");
}

static void
job_judged(void *keeper_, const struct password_job *job,
    const struct password_done *done)
{
    struct keeper *keeper = keeper_;

    if (job->kind == JOB_ASK)
        asks_judged(&keeper->asks, job, done);
    else
        logins_judged(&keeper->logins, job, done);
}

static enum status
keeper_turn(struct keeper *keeper)
{
    struct pollfd waits[1 + WORKERS_MOST] = {
        {.fd = keeper->control, .events = POLLIN},
    };

    workers_poll(&keeper->workers, waits + 1);
    nfds_t count = 1 + (nfds_t)keeper->workers.count;
    if (poll(waits, count, milliseconds_to_look(keeper)) < 0)
        return errno == EINTR ? STATUS_OK
                              : refuse(STATUS_FAILED, "%s", strerror(errno));
    enum status status = workers_turn(&keeper->workers, waits + 1, job_judged,
        keeper);
    if (status == STATUS_OK && waits[0].revents != 0)
        status = control_heard(keeper);
    keeper_look(keeper);
    return status;
}

static enum status
stores_open(struct keeper *keeper)
{
    char *path = config_store_path(keeper->settings);
    char *secrets_path = config_secrets_path(keeper->settings);
    struct text log_path = {0};

    enum status status = pair_open(path, secrets_path, &keeper->store,
        &keeper->secrets);
    text_add_format(&log_path, "%s-wal", path);
    keeper->log_path = text_take(&log_path);
    memory_free(path);
    memory_free(secrets_path);
    return status;
}

/* Its stores are open, what the settings name is read. */
static enum status
fence_in(const struct settings *settings)
{
    const char *const folders[] = {settings->store, settings->secrets, NULL};
    enum status status = sandbox_prepare(SANDBOX_KEEPER);

    return status == STATUS_OK ? sandbox_enter(SANDBOX_KEEPER, folders)
                               : status;
}

static enum status
keeper_start(struct keeper *keeper)
{
    enum status status = workers_start(&keeper->workers);

    if (status == STATUS_OK)
        status = stores_open(keeper);
    if (status != STATUS_OK)
        return status;
    pair_settle(keeper->store, keeper->secrets);
    viewer_open_operator(&keeper->viewer, keeper->store);
    status = site_holidays_keep(keeper->settings, &keeper->viewer);
    if (status != STATUS_OK)
        return status;
    keeper->logins = (struct logins){
        .settings = keeper->settings,
        .store = keeper->store,
        .secrets = keeper->secrets,
        .workers = &keeper->workers,
        .control = keeper->control,
    };
    keeper->asks = (struct asks){
        .keeping = {keeper->store, keeper->secrets},
        .workers = &keeper->workers,
        .control = keeper->control,
    };
    /* What is due goes out before anyone is here to be told of it. */
    minute_begin(keeper);
    if (keeper->last_event == 0)
        status = reading_last_event(&keeper->viewer, &keeper->last_event);
    return status == STATUS_OK ? fence_in(keeper->settings) : status;
}

static void
ready_tell(struct keeper *keeper)
{
    const struct verdict none = {0};

    wire_begin(&keeper->wire, MESSAGE_LOGIN_VERDICT);
    wire_put_int(&keeper->wire, 0);
    verdict_put(&keeper->wire, &none);
    if (wire_send(keeper->control, &keeper->wire) != STATUS_OK)
        log_error("ready.lost", "name=keeper");
}

/* Until the listener is gone, which is how it should end. */
static enum status
keeper_serve(struct keeper *keeper)
{
    enum status status = STATUS_OK;

    ready_tell(keeper);
    while (status == STATUS_OK)
        status = keeper_turn(keeper);
    return status == STATUS_NOT_FOUND ? STATUS_OK : status;
}

static void
keeper_finish(struct keeper *keeper)
{
    if (keeper->viewer.store != NULL) {
        checkpoint(keeper);
        scrub(keeper);
        keeper_note_head(&keeper->viewer, &keeper->noted);
        viewer_clear(&keeper->viewer);
    }
    store_close(keeper->secrets);
    store_close(keeper->store);
    workers_stop(&keeper->workers);
    if (keeper->checkpoint_lock >= 0)
        close(keeper->checkpoint_lock);
    memory_free(keeper->log_path);
}

int
keeper_run(const struct settings *settings, int control, int64_t since_event)
{
    struct keeper *keeper = memory_new(sizeof *keeper);

    process_name(settings, "keeper");
    keeper->settings = settings;
    keeper->control = control;
    keeper->checkpoint_lock = -1;
    keeper->last_event = since_event;
    enum status status = keeper_start(keeper);
    if (status == STATUS_OK)
        status = keeper_serve(keeper);
    if (status != STATUS_OK)
        log_error("keeper", "reason=%s", reason());
    keeper_finish(keeper);
    memory_free(keeper);
    return status_exit(status);
}
