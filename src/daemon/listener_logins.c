/* The listener's logins: questions go on to the keeper, verdicts come back. */

#include <sodium.h>
#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/text.h"
#include "board/answered.h"
#include "daemon/listener_state.h"

enum {
    CONNECTIONS_PER_PERSON = 20,
    KEYS_MOST = 30 /* that one connection may ask about */
};

#define LOWER  "abcdefghijklmnopqrstuvwxyz"
#define UPPER  "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define DIGITS "0123456789"

static const struct {
    uint8_t to_keeper;
    const char *method;
} questions[MESSAGE_COUNT] = {
    [MESSAGE_TRY_KEY] = {MESSAGE_LOGIN_KEY, "key"},
    [MESSAGE_TRY_PASSWORD] = {MESSAGE_LOGIN_PASSWORD, "password"},
    [MESSAGE_KEY_PROVED] = {MESSAGE_LOGIN_PROVED, "key"},
    [MESSAGE_TRY_CODE] = {MESSAGE_LOGIN_CODE, "code"},
};

static void
digest_key(const char *blob, uint8_t digest[KEY_DIGEST_BYTES])
{
    crypto_generichash(digest, KEY_DIGEST_BYTES, (const unsigned char *)blob,
        strlen(blob), NULL, 0);
}

/* A proof counts for the key that was known last. */
static bool
key_may_be_asked(struct connection_row *row, uint8_t type, const char *blob)
{
    uint8_t digest[sizeof row->asked_key];

    if (blob[0] == '\0')
        return false;
    digest_key(blob, digest);
    if (type == MESSAGE_KEY_PROVED)
        return row->has_known_key &&
               memcmp(digest, row->known_key, sizeof digest) == 0;
    memcpy(row->asked_key, digest, sizeof digest);
    return ++row->keys_asked <= KEYS_MOST;
}

/* One question at a time: a connection whose verdict was lost ends. */
static bool
may_ask_now(const struct connection_row *row)
{
    return !row->is_logged_in && !row->is_joining && !row->is_too_late &&
           row->asked == 0;
}

static bool
may_ask(struct listener *listener, struct connection_row *row, uint8_t type,
    const struct login_try *login)
{
    if (!may_ask_now(row))
        return false;
    if (type == MESSAGE_TRY_CODE && row->half_id == 0)
        return false;
    if (type == MESSAGE_TRY_PASSWORD || type == MESSAGE_TRY_CODE)
        return row->failures < listener->settings->failed_logins;
    return key_may_be_asked(row, type, login->blob);
}

void
login_tell(struct listener *listener, struct connection_row *row,
    const struct verdict *verdict)
{
    struct wire *out = &listener->out;

    row->asked = 0;
    row->has_verdict = false;
    question_forget(row);
    wire_begin(out, MESSAGE_VERDICT);
    verdict_put(out, verdict);
    peer_tell(listener, &row->peer, out);
}

void
question_forget(struct connection_row *row)
{
    if (row->question != NULL)
        sodium_memzero(row->question, sizeof *row->question);
    memory_free(row->question);
}

static void
question_keep(struct connection_row *row, const struct login_try *login)
{
    question_forget(row);
    row->question = memory_new(sizeof *row->question);
    *row->question = *login;
}

/* A keeper that is lost is asked once it is back. */
static void
keeper_ask(struct listener *listener, struct connection_row *row)
{
    struct wire *out = &listener->out;

    if (listener->keeper.pid == 0)
        return;
    wire_begin(out, questions[row->asked].to_keeper);
    wire_put_int(out, row->peer.number);
    login_try_put(out, row->question);
    enum status status = peer_send(listener, &listener->keeper.peer, out);
    sodium_memzero(out->bytes, out->length);
    if (status != STATUS_FULL)
        return;

    struct verdict busy = {.request = row->request, .kind = VERDICT_BUSY};
    login_tell(listener, row, &busy);
}

void
questions_ask_again(struct listener *listener)
{
    for (size_t i = 0; i < listener->connection_capacity; i++) {
        struct connection_row *row = &listener->connections[i];

        if (row->peer.number != 0 && row->question != NULL)
            keeper_ask(listener, row);
    }
}

bool
login_asked(struct listener *listener, struct connection_row *row,
    struct wire *wire)
{
    struct login_try login;
    uint8_t type = wire_type(wire);

    bool is_sound = login_try_get(wire, &login) &&
                    may_ask(listener, row, type, &login);
    if (is_sound) {
        row->has_verdict = false;
        row->asked = type;
        row->request = login.request;
        row->asked_at = clock_ticks();
        /* Whoever begins anew has made no first step. */
        if (type != MESSAGE_TRY_CODE)
            row->half_id = 0;
        login.person_id = row->half_id;
        login.id[0] = '\0';
        if (type == MESSAGE_TRY_CODE)
            answered_draw(login.id);
        text_copy(row->user, sizeof row->user, login.user);
        question_keep(row, &login);
        keeper_ask(listener, row);
    }
    sodium_memzero(&login, sizeof login);
    sodium_memzero(wire->bytes, wire->length);
    return is_sound;
}

static void
logged_in(struct listener *listener, struct connection_row *row,
    const struct verdict *verdict)
{
    char from[SOURCE_TEXT_BYTES];

    source_text(&row->source, from);
    row->is_logged_in = true;
    row->person_id = verdict->person_id;
    row->must_enrol = verdict->must_enrol;
    text_copy(row->handle, sizeof row->handle, verdict->handle);
    login_left(listener, row);
    log_info("auth.ok", "source=%s method=%s handle=%s", from,
        questions[row->asked].method, row->handle);
}

static bool
has_enough_connections(const struct listener *listener, int64_t person_id)
{
    int count = 0;

    for (size_t i = 0; i < listener->connection_capacity; i++) {
        const struct connection_row *row = &listener->connections[i];

        count += row->peer.number != 0 && row->is_logged_in &&
                 row->person_id == person_id;
    }
    return count >= CONNECTIONS_PER_PERSON;
}

/* It ends without a verdict, so that it never was logged in. */
static void
crowd_refuse(struct listener *listener, struct connection_row *row,
    const struct verdict *verdict)
{
    char from[SOURCE_TEXT_BYTES];

    source_text(&row->source, from);
    row->asked = 0;
    question_forget(row);
    log_warning("connection.refused", "source=%s reason=person handle=%s", from,
        verdict->handle);
    wire_begin(&listener->out, MESSAGE_CLOSE);
    wire_put_text(&listener->out,
        "You have too many connections open: close one and try again.");
    peer_tell(listener, &row->peer, &listener->out);
}

static bool
is_handle(const char *user)
{
    size_t length = strlen(user);

    return length >= 2 && length <= 20 && user[0] >= 'a' && user[0] <= 'z' &&
           strspn(user, LOWER DIGITS "_-") == length;
}

static bool
is_email(const char *user)
{
    size_t name = strspn(user, LOWER UPPER DIGITS "._+-");

    if (name == 0 || user[name] != '@')
        return false;
    const char *host = user + name + 1;
    return strchr(host, '.') != NULL && host[0] != '.' &&
           strspn(host, LOWER UPPER DIGITS ".-") == strlen(host);
}

/* People type passwords where their name is asked for. */
static const char *
user_shown(const char *user)
{
    return is_handle(user) || is_email(user) ? user : "?";
}

/* What the client called itself stands last, so that nothing in it can be
 * taken for another field. */
static void
login_failed(struct listener *listener, struct connection_row *row)
{
    char from[SOURCE_TEXT_BYTES];

    source_text(&row->source, from);
    row->failures++;
    throttle_failed(&listener->throttle, &row->source, clock_ticks());
    log_warning("auth.failed", "source=%s method=%s user=%s", from,
        questions[row->asked].method, user_shown(row->user));
}

static void
verdict_keep(struct listener *listener, struct connection_row *row,
    const struct verdict *verdict)
{
    question_forget(row);
    row->has_verdict = true;
    row->verdict = *verdict;
    row->verdict_at = row->asked_at +
                      listener->settings->login_floor_milliseconds;
    wake_at(listener, row->verdict_at);
}

/* Whose it is, the connection learns by a proof. */
static void
key_known(struct connection_row *row, struct verdict *verdict)
{
    memcpy(row->known_key, row->asked_key, sizeof row->known_key);
    row->has_known_key = true;
    *verdict = (struct verdict){
        .request = verdict->request,
        .kind = VERDICT_KNOWN,
    };
}

/* Whose first step it was stays here: the second is judged for them alone. */
static void
half_logged_in(struct connection_row *row, struct verdict *verdict)
{
    row->half_id = verdict->person_id;
    *verdict = (struct verdict){
        .request = verdict->request,
        .kind = VERDICT_CODE,
    };
}

/* Whether the keeper may say so to what it was asked. */
static bool
is_fitting(const struct connection_row *row, const struct verdict *verdict)
{
    if (verdict->kind == VERDICT_CODE)
        return verdict->person_id != 0 && (row->asked == MESSAGE_TRY_PASSWORD ||
                                              row->asked == MESSAGE_KEY_PROVED);
    return verdict->kind != VERDICT_YES || row->asked != MESSAGE_TRY_CODE ||
           verdict->person_id == row->half_id;
}

/* What follows from it here. */
static void
verdict_note(struct listener *listener, struct connection_row *row,
    struct verdict *verdict)
{
    bool is_probe = row->asked == MESSAGE_TRY_KEY;

    if (is_probe && verdict->kind == VERDICT_YES)
        key_known(row, verdict);
    else if (is_probe)
        log_debug("auth.key", "unknown=%lld", (long long)row->peer.number);
    else if (verdict->kind == VERDICT_CODE)
        half_logged_in(row, verdict);
    else if (verdict->kind == VERDICT_YES)
        logged_in(listener, row, verdict);
    else if (verdict->kind == VERDICT_NO)
        login_failed(listener, row);
}

/* A word about one who has gone meanwhile is no fault. */
bool
login_answered(struct listener *listener, struct wire *wire)
{
    struct verdict verdict;
    int64_t number = wire_get_int(wire, 0, INT64_MAX); /* 0: ready */

    if (!verdict_get(wire, &verdict))
        return false;
    struct connection_row *row = connection_find(listener, number);
    if (row == NULL || row->asked == 0 || row->has_verdict ||
        row->request != verdict.request)
        return true;

    if (!is_fitting(row, &verdict))
        return false;
    bool is_probe = row->asked == MESSAGE_TRY_KEY;
    if (!is_probe && verdict.kind == VERDICT_YES &&
        has_enough_connections(listener, verdict.person_id)) {
        crowd_refuse(listener, row, &verdict);
        return true;
    }
    verdict_note(listener, row, &verdict);
    if (!is_probe && verdict.kind == VERDICT_NO)
        verdict_keep(listener, row, &verdict);
    else
        login_tell(listener, row, &verdict);
    return true;
}

int64_t
login_wake(struct listener *listener, struct connection_row *row, int64_t now)
{
    if (!row->has_verdict)
        return WAKE_NEVER;
    if (now < row->verdict_at)
        return row->verdict_at;
    struct verdict verdict = row->verdict;
    login_tell(listener, row, &verdict);
    return WAKE_NEVER;
}
