/* The keeper's logins: whose key, whose password, and may they log in. */

#include "daemon/keeper_logins.h"

#include <sodium.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/text.h"
#include "board/enrolling.h"
#include "board/proving.h"
#include "board/viewer.h"

enum {
    SEND_MOST = 5000 /* milliseconds for the listener to take a verdict */
};

static void
verdict_send(const struct logins *logins, int64_t connection,
    const struct verdict *verdict)
{
    static struct wire out;

    wire_begin(&out, MESSAGE_LOGIN_VERDICT);
    wire_put_int(&out, connection);
    verdict_put(&out, verdict);
    enum status status = wire_send_within(logins->control, &out, SEND_MOST);
    if (status == STATUS_AGAIN)
        log_error("verdict.lost", "connection=%lld", (long long)connection);
}

/* What nobody could look at is no "no": it would count against them. */
static enum verdict_kind
kind_of_fault(enum status status)
{
    return status == STATUS_NOT_FOUND || status == STATUS_FORBIDDEN ||
                   status == STATUS_CONFLICT
               ? VERDICT_NO
               : VERDICT_BUSY;
}

/* After a right key or password: in, or a code is wanted too. A fault lets
 * nobody in. */
static void
verdict_second(const struct logins *logins, struct verdict *verdict)
{
    struct viewer viewer = {0};
    struct proving proving = {0};
    enum status status = viewer_open(&viewer, logins->store,
        verdict->person_id);

    if (status == STATUS_OK)
        status = proving_look(&viewer, logins->secrets, &proving);
    viewer_clear(&viewer);
    if (status != STATUS_OK)
        *verdict = (struct verdict){
            .request = verdict->request,
            .kind = kind_of_fault(status),
        };
    else if (proving.is_on)
        verdict->kind = VERDICT_CODE;
    else
        verdict->must_enrol = proving.is_demanded;
}

/* The second step of who the listener says has made the first. */
static struct verdict
code_judge(const struct logins *logins, const struct login_try *login)
{
    struct verdict verdict = {.request = login->request, .kind = VERDICT_NO};
    struct viewer viewer = {0};

    if (login->person_id == 0)
        return verdict;
    enum status status = viewer_open(&viewer, logins->store, login->person_id);
    if (status == STATUS_OK)
        status = proving_check(logins->secrets, login->person_id,
            login->password, login->id[0] != '\0' ? login->id : NULL);
    if (status == STATUS_OK) {
        verdict.kind = VERDICT_YES;
        verdict.person_id = login->person_id;
        text_copy(verdict.handle, sizeof verdict.handle, viewer.person.handle);
    } else {
        verdict.kind = kind_of_fault(status);
    }
    viewer_clear(&viewer);
    return verdict;
}

/* A key's owner, where they may log in. */
static struct verdict
key_judge(const struct logins *logins, const struct login_try *login)
{
    struct verdict verdict = {.request = login->request, .kind = VERDICT_NO};
    struct viewer viewer = {0};
    int64_t person_id = 0;

    if (!logins->settings->login_key)
        return verdict;
    enum status status = credentials_find_key(logins->secrets, login->blob,
        &person_id);
    if (status == STATUS_OK)
        status = viewer_open(&viewer, logins->store, person_id);
    if (status != STATUS_OK) {
        verdict.kind = kind_of_fault(status);
        return verdict;
    }
    verdict.kind = VERDICT_YES;
    verdict.person_id = person_id;
    text_copy(verdict.handle, sizeof verdict.handle, viewer.person.handle);
    viewer_clear(&viewer);
    return verdict;
}

/* Whoever it is, the same is done, so that the time tells nothing. */
static void
password_ask(struct logins *logins, int64_t connection,
    const struct login_try *login)
{
    struct person person = {0};
    struct password_job job = {
        .kind = JOB_LOGIN,
        .number = connection,
        .request = login->request,
        .work.verifies = true,
        .asked_at = clock_ticks(),
    };

    enum status status = logins->settings->login_password
                             ? enrolling_find_person(logins->store, login->user,
                                   &person)
                             : STATUS_NOT_FOUND;
    if (status == STATUS_OK) {
        job.person_id = person.id;
        text_copy(job.handle, sizeof job.handle, person.handle);
    }
    if (status == STATUS_OK || kind_of_fault(status) == VERDICT_NO)
        status = credentials_password(logins->secrets, job.person_id,
            job.work.hash);
    text_copy(job.work.password, sizeof job.work.password, login->password);
    if (status == STATUS_OK)
        status = workers_ask(logins->workers, &job);
    if (status != STATUS_OK)
        logins_judged(logins, &job, NULL);
    sodium_memzero(&job, sizeof job);
}

bool
logins_heard(struct logins *logins, struct wire *wire)
{
    struct login_try login;
    uint8_t type = wire_type(wire);
    int64_t connection = wire_get_int(wire, 1, INT64_MAX);
    bool is_sound = login_try_get(wire, &login);

    if (is_sound && type == MESSAGE_LOGIN_PASSWORD) {
        password_ask(logins, connection, &login);
    } else if (is_sound &&
               (type == MESSAGE_LOGIN_KEY || type == MESSAGE_LOGIN_PROVED)) {
        struct verdict verdict = key_judge(logins, &login);
        if (type == MESSAGE_LOGIN_PROVED && verdict.kind == VERDICT_YES)
            verdict_second(logins, &verdict);
        verdict_send(logins, connection, &verdict);
    } else if (is_sound && type == MESSAGE_LOGIN_CODE) {
        struct verdict verdict = code_judge(logins, &login);
        verdict_send(logins, connection, &verdict);
    } else {
        is_sound = false;
    }
    sodium_memzero(&login, sizeof login);
    sodium_memzero(wire->bytes, wire->length);
    return is_sound;
}

static enum verdict_kind
kind_of(const struct password_job *job, const struct password_done *done)
{
    if (done == NULL)
        return VERDICT_BUSY;
    return done->is_right && job->person_id != 0 ? VERDICT_YES : VERDICT_NO;
}

void
logins_judged(const struct logins *logins, const struct password_job *job,
    const struct password_done *done)
{
    struct verdict verdict = {
        .request = job->request,
        .kind = kind_of(job, done),
    };

    if (verdict.kind == VERDICT_YES) {
        verdict.person_id = job->person_id;
        text_copy(verdict.handle, sizeof verdict.handle, job->handle);
        verdict_second(logins, &verdict);
    }
    verdict_send(logins, job->number, &verdict);
}
