/* Login: a state machine of our own that denies what it does not know.
 * libssh's callbacks come for every request, whatever the configuration says,
 * in any order and for any user name; so each is gated here, and only
 * login_finish() lets anybody in. While the keeper decides the callback waits:
 * before a login a connection has nothing else to do. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/text.h"
#include "config/config.h"
#include "daemon/connection_parts.h"

enum {
    KEYS_MOST = 15,
    REQUESTS_MOST = 60,
    PACKETS_BEFORE_LOGIN = 32 /* a key exchange takes five */
};

/* What libssh reads as "send PK_OK" from the callback of a probe, where the
 * same value elsewhere lets somebody in. */
enum {
    PROBE_KNOWN = SSH_AUTH_SUCCESS
};

/* Key types we take; no certificates, whose blob libssh would not check. */
static const bool is_key_taken[SSH_KEYTYPE_SK_ED25519_CERT01 + 1] = {
    [SSH_KEYTYPE_ED25519] = true,
    [SSH_KEYTYPE_SK_ED25519] = true,
    [SSH_KEYTYPE_ECDSA_P256] = true,
    [SSH_KEYTYPE_ECDSA_P384] = true,
    [SSH_KEYTYPE_ECDSA_P521] = true,
    [SSH_KEYTYPE_SK_ECDSA] = true,
    [SSH_KEYTYPE_RSA] = true,
};

/* The one way in: who it is, is the keeper's word alone. */
static int
login_finish(struct connection *connection)
{
    const struct verdict *verdict = &connection->verdict;

    if (connection->phase != PHASE_LOGIN || connection->person_id != 0 ||
        connection->is_closing || !connection->login.has_user ||
        verdict->request != connection->login.attempt.request ||
        verdict->kind != VERDICT_YES || verdict->person_id <= 0)
        return SSH_AUTH_DENIED;
    connection->person_id = verdict->person_id;
    text_copy(connection->handle, sizeof connection->handle, verdict->handle);
    connection->phase = PHASE_IN;
    return SSH_AUTH_SUCCESS;
}

/* The client's screen before a login, where it has one to show it on. */
static void
login_say(struct connection *connection, const char *words)
{
    ssh_string text = ssh_string_from_char(words);

    if (text == NULL)
        return;
    ssh_send_issue_banner(connection->ssh, text);
    ssh_string_free(text);
}

bool
login_joins(const struct connection *connection)
{
    return config_current()->join &&
           text_equals(connection->login.attempt.user, "join");
}

int
login_join(struct connection *connection, const char *blob)
{
    struct login *login = &connection->login;

    if (connection->phase != PHASE_LOGIN || connection->is_closing ||
        connection->person_id != 0 || !login_joins(connection))
        return SSH_AUTH_DENIED;
    text_copy(login->attempt.blob, sizeof login->attempt.blob, blob);
    if (control_verdict(connection, MESSAGE_TRY_JOIN) != VERDICT_JOIN) {
        char words[MESSAGE_REASON_BYTES];

        snprintf(words, sizeof words,
            "Nobody can join from here at this moment: try again in %lld "
            "minutes.",
            (long long)config_current()->code_tries_minutes);
        connection_leave(connection, words);
    }
    connection->is_joining = true;
    connection->phase = PHASE_IN;
    return SSH_AUTH_SUCCESS;
}

/* Who joins has no password yet, and proves a key that nobody has; a second
 * step is a code. */
static void
offer_methods(const struct connection *connection)
{
    const struct settings *settings = config_current();
    unsigned methods = 0;

    if (settings->login_key)
        methods |= SSH_AUTH_METHOD_PUBLICKEY;
    if (login_joins(connection))
        methods |= SSH_AUTH_METHOD_INTERACTIVE;
    else if (settings->login_password)
        methods |= SSH_AUTH_METHOD_PASSWORD | SSH_AUTH_METHOD_INTERACTIVE;
    if (connection->login.is_half)
        methods = SSH_AUTH_METHOD_INTERACTIVE;
    ssh_set_auth_methods(connection->ssh, (int)methods);
}

/* The first step is made, or has to be made anew. */
static void
half_set(struct connection *connection, bool is_half)
{
    connection->login.is_half = is_half;
    offer_methods(connection);
}

static int
login_failed(struct connection *connection)
{
    connection->login.failures++;
    if (connection->login.failures >= config_current()->failed_logins)
        connection_over(connection, "Too many failed logins.");
    return SSH_AUTH_DENIED;
}

/* "Permission denied" would be untrue: who was right would doubt their key. */
static _Noreturn void
login_unjudged(struct connection *connection)
{
    connection_leave(connection,
        "Logins cannot be checked at this moment: connect again in a few "
        "seconds.");
}

static int
login_judged(struct connection *connection, enum verdict_kind kind)
{
    if (kind == VERDICT_YES)
        return login_finish(connection);
    if (kind == VERDICT_CODE && connection->phase == PHASE_LOGIN) {
        half_set(connection, true);
        return SSH_AUTH_PARTIAL;
    }
    if (kind == VERDICT_NO)
        return login_failed(connection);
    login_unjudged(connection);
}

bool
login_takes(struct connection *connection, const char *user)
{
    struct login *login = &connection->login;
    char name[MESSAGE_USER_BYTES];
    bool is_new = false;

    login->requests++;
    if (login->requests > REQUESTS_MOST)
        connection_over(connection, "Too many requests.");
    if (connection->phase != PHASE_LOGIN || connection->is_closing ||
        user == NULL || !text_copy(name, sizeof name, user))
        return false;
    if (!login->has_user || !text_equals(name, login->attempt.user)) {
        login->is_asked = false;
        login->known_blob[0] = '\0';
        is_new = true;
    }
    text_copy(login->attempt.user, sizeof login->attempt.user, name);
    login->has_user = true;
    if (is_new)
        half_set(connection, false);
    return true;
}

static int
on_service(ssh_session session, const char *service, void *connection_)
{
    struct connection *connection = connection_;
    (void)session;

    if (!text_equals(service, "ssh-userauth"))
        return -1;
    if (connection->phase == PHASE_KEYS) {
        connection->phase = PHASE_LOGIN;
        connection->login.packets_before = connection->packets.in_packets;
    }
    return 0;
}

static int
on_none(ssh_session session, const char *user, void *connection_)
{
    struct connection *connection = connection_;
    (void)session;

    if (!login_takes(connection, user))
        return SSH_AUTH_DENIED;
    offer_methods(connection);
    if (connection->login.banner != NULL)
        login_say(connection, connection->login.banner);
    connection->login.banner = NULL;
    return SSH_AUTH_DENIED;
}

/* What is too long for anybody's is judged as nothing: it takes its time, is
 * counted and is in the log like everything that is wrong. */
static void
take_typed(char *taken, size_t size, const char *typed)
{
    if (!text_copy(taken, size, typed))
        explicit_bzero(taken, size);
}

int
login_try_password(struct connection *connection, const char *handle,
    const char *password)
{
    struct login_try *attempt = &connection->login.attempt;
    char bound[MESSAGE_USER_BYTES];

    half_set(connection, false);
    text_copy(bound, sizeof bound, attempt->user);
    take_typed(attempt->user, sizeof attempt->user, handle);
    take_typed(attempt->password, sizeof attempt->password, password);
    enum verdict_kind kind = control_verdict(connection, MESSAGE_TRY_PASSWORD);
    text_copy(attempt->user, sizeof attempt->user, bound);
    return login_judged(connection, kind);
}

int
login_try_code(struct connection *connection, const char *code)
{
    struct login_try *attempt = &connection->login.attempt;

    if (!connection->login.is_half)
        return SSH_AUTH_DENIED;
    take_typed(attempt->password, sizeof attempt->password, code);
    return login_judged(connection,
        control_verdict(connection, MESSAGE_TRY_CODE));
}

static int
on_password(ssh_session session, const char *user, const char *password,
    void *connection_)
{
    struct connection *connection = connection_;
    (void)session;

    if (!login_takes(connection, user) || !config_current()->login_password ||
        password == NULL || login_joins(connection))
        return SSH_AUTH_DENIED;
    return login_try_password(connection, user, password);
}

/* The key as the keeper knows keys: base64. False for one we do not take. */
static bool
key_blob(ssh_key key, char blob[MESSAGE_BLOB_BYTES])
{
    enum ssh_keytypes_e type = ssh_key_type(key);
    char *exported = NULL;

    if ((size_t)type >= sizeof is_key_taken || !is_key_taken[type] ||
        ssh_pki_export_pubkey_base64(key, &exported) != SSH_OK)
        return false;
    bool is_whole = text_copy(blob, MESSAGE_BLOB_BYTES, exported);
    ssh_string_free_char(exported);
    return is_whole;
}

/* Asks whether a key is anybody's. */
static bool
key_is_known(struct connection *connection, const char *blob)
{
    struct login *login = &connection->login;

    if (login->known_blob[0] != '\0' && text_equals(login->known_blob, blob))
        return true;
    login->keys_offered++;
    if (login->keys_offered > KEYS_MOST) {
        connection_over(connection, "Too many keys offered: name one with "
                                    "ssh -o IdentitiesOnly=yes -i FILE.");
        return false;
    }
    text_copy(login->attempt.blob, sizeof login->attempt.blob, blob);
    enum verdict_kind kind = control_verdict(connection, MESSAGE_TRY_KEY);
    if (kind == VERDICT_BUSY)
        login_unjudged(connection);
    if (kind != VERDICT_KNOWN)
        return false;
    text_copy(login->known_blob, sizeof login->known_blob, blob);
    return true;
}

static int
on_key(ssh_session session, const char *user, struct ssh_key_struct *key,
    char signature, void *connection_)
{
    struct connection *connection = connection_;
    struct login *login = &connection->login;
    char blob[MESSAGE_BLOB_BYTES];
    (void)session;

    if (!login_takes(connection, user) || !config_current()->login_key ||
        !key_blob(key, blob) ||
        !(login_joins(connection) || key_is_known(connection, blob)))
        return SSH_AUTH_DENIED;
    half_set(connection, false);
    if (signature == SSH_PUBLICKEY_STATE_NONE)
        return PROBE_KNOWN;
    if (signature != SSH_PUBLICKEY_STATE_VALID)
        return login_failed(connection);
    if (login_joins(connection))
        return login_join(connection, blob);
    text_copy(login->attempt.blob, sizeof login->attempt.blob, blob);
    return login_judged(connection,
        control_verdict(connection, MESSAGE_KEY_PROVED));
}

/* Whatever no callback took: 1 has libssh refuse it. */
static int
on_message(ssh_session session, ssh_message message, void *connection_)
{
    struct connection *connection = connection_;
    (void)session;

    if (ssh_message_type(message) != SSH_REQUEST_AUTH)
        return 1;
    if (ssh_message_subtype(message) == SSH_AUTH_METHOD_INTERACTIVE)
        return questions_heard(connection, message);
    login_takes(connection, ssh_message_auth_user(message));
    return 1;
}

/* Refuses GSSAPI before any of its code is called, which libssh would do
 * though we do not offer it. */
static ssh_string
on_gssapi(ssh_session session, const char *user, int count, ssh_string *oids,
    void *connection_)
{
    (void)session;
    (void)count;
    (void)oids;
    login_takes(connection_, user);
    return NULL;
}

void
login_begin(struct connection *connection, const char *banner)
{
    connection->login.banner = banner[0] != '\0' ? banner : NULL;
    connection->callbacks = (struct ssh_server_callbacks_struct){
        .userdata = connection,
        .auth_none_function = on_none,
        .auth_password_function = on_password,
        .auth_pubkey_function = on_key,
        .service_request_function = on_service,
        .gssapi_select_oid_function = on_gssapi,
        .channel_open_request_session_function = channel_opened,
    };
    ssh_callbacks_init(&connection->callbacks);
    ssh_set_server_callbacks(connection->ssh, &connection->callbacks);
    ssh_set_message_callback(connection->ssh, on_message, connection);
    offer_methods(connection);
}

void
login_check(struct connection *connection)
{
    const struct login *login = &connection->login;
    uint64_t answered = login->packets_before + (uint64_t)login->requests;
    uint64_t most = (uint64_t)config_current()->failed_logins;

    if (connection->phase == PHASE_KEYS)
        answered = PACKETS_BEFORE_LOGIN;
    else if (connection->phase != PHASE_LOGIN)
        return;
    if (connection->packets.in_packets > answered + most)
        connection_over(connection, "Too many failed logins.");
}
