/* The keeper's answers to what people ask about their own secrets. */

#include "daemon/keeper_asks.h"

#include <sodium.h>

#include "base/clock.h"
#include "base/log.h"
#include "board/keeping_wire.h"

enum {
    SEND_MOST = 5000 /* milliseconds for the listener to take an answer */
};

static void
answer_send(const struct asks *asks, int64_t session, int64_t request,
    const struct keeping_answer *answer)
{
    static struct wire out;

    wire_begin(&out, MESSAGE_KEEPER_ANSWER);
    wire_put_int(&out, session);
    wire_put_int(&out, request);
    keeping_answer_put(&out, answer);
    enum status status = wire_send_within(asks->control, &out, SEND_MOST);
    if (status == STATUS_AGAIN)
        log_error("answer.lost", "session=%lld", (long long)session);
    sodium_memzero(out.bytes, out.length);
}

static void
refuse_ask(const struct asks *asks, const struct pending_ask *row,
    enum status status)
{
    struct keeping_answer answer = {0};

    keeping_refuse(status, &answer);
    answer_send(asks, row->session, row->request, &answer);
    keeping_answer_clear(&answer);
}

/* What is begun later could be done after it was said that it was not. */
static void
serve(const struct asks *asks, const struct pending_ask *row,
    const struct password_done *done)
{
    struct keeping_answer answer = {0};

    if (clock_ticks() > row->until) {
        refuse_ask(asks, row, refuse(STATUS_AGAIN, "that took too long"));
        return;
    }
    keeping_serve(&asks->keeping, &row->asker, &row->ask, done, &answer);
    answer_send(asks, row->session, row->request, &answer);
    keeping_answer_clear(&answer);
}

static struct pending_ask *
pending_find(struct asks *asks, int64_t session, int64_t request)
{
    for (int i = 0; i < ASKS_MOST; i++) {
        struct pending_ask *row = &asks->pending[i];

        if (row->session == session &&
            (session == 0 || row->request == request))
            return row;
    }
    return NULL;
}

/* One person's many sessions are not to take all workers from those who log
 * in. */
static bool
is_working_for(const struct asks *asks, int64_t person_id)
{
    for (int i = 0; person_id != 0 && i < ASKS_MOST; i++) {
        const struct pending_ask *row = &asks->pending[i];

        if (row->session != 0 && row->asker.person_id == person_id)
            return true;
    }
    return false;
}

/* Hands the passwords to a worker and keeps the rest. */
static enum status
work_ask(struct asks *asks, const struct pending_ask *row,
    const struct password_work *work)
{
    if (is_working_for(asks, row->asker.person_id))
        return refuse(STATUS_AGAIN,
            "another of your sessions changes the password just now");
    struct pending_ask *kept = pending_find(asks, 0, 0);
    struct password_job job = {
        .kind = JOB_ASK,
        .number = row->session,
        .request = row->request,
        .work = *work,
        .asked_at = clock_ticks(),
    };
    enum status status = STATUS_FULL;

    if (kept != NULL)
        status = workers_ask(asks->workers, &job);
    sodium_memzero(&job, sizeof job);
    if (status != STATUS_OK)
        return refuse(STATUS_AGAIN,
            "too many at this moment: try again in a few seconds");
    *kept = *row;
    kept->asker.key = kept->key;
    kept->asker.id = kept->id;
    sodium_memzero(kept->ask.old_password, sizeof kept->ask.old_password);
    sodium_memzero(kept->ask.password, sizeof kept->ask.password);
    return STATUS_OK;
}

static void
ask_begin(struct asks *asks, const struct pending_ask *row)
{
    const struct password_done nothing = {.is_right = true};
    struct password_work work;

    reason_clear();
    enum status status = keeping_prepare(&asks->keeping, &row->asker, &row->ask,
        &work);
    bool is_work = status == STATUS_OK && (work.verifies || work.hashes);
    if (is_work)
        status = work_ask(asks, row, &work);
    sodium_memzero(&work, sizeof work);
    if (status != STATUS_OK)
        refuse_ask(asks, row, status);
    else if (!is_work)
        serve(asks, row, &nothing);
}

bool
asks_heard(struct asks *asks, struct wire *wire)
{
    static struct pending_ask row;

    row.session = wire_get_int(wire, 1, INT64_MAX);
    row.asker.person_id = wire_get_int(wire, 0, INT64_MAX);
    row.asker.is_joining = row.asker.person_id == 0;
    text_copy(row.key, sizeof row.key, wire_get_text(wire, sizeof row.key - 1));
    row.asker.key = row.key;
    text_copy(row.id, sizeof row.id, wire_get_text(wire, sizeof row.id - 1));
    row.asker.id = row.id;
    row.until = wire_get_int(wire, 0, INT64_MAX);
    row.request = wire_get_int(wire, 0, INT64_MAX);
    bool is_sound = keeping_ask_get(wire, &row.ask);
    if (is_sound)
        ask_begin(asks, &row);
    sodium_memzero(&row, sizeof row);
    sodium_memzero(wire->bytes, wire->length);
    return is_sound;
}

void
asks_judged(struct asks *asks, const struct password_job *job,
    const struct password_done *done)
{
    struct pending_ask *row = pending_find(asks, job->number, job->request);

    if (row == NULL)
        return;
    if (done != NULL)
        serve(asks, row, done);
    else
        refuse_ask(asks, row,
            refuse(STATUS_AGAIN,
                "too many at this moment: try again in a few seconds"));
    sodium_memzero(row, sizeof *row);
}
