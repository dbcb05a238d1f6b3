/* Questions: keyboard-interactive, which has no callback of its own in libssh
 * 0.10. */

#include <string.h>

#include "base/text.h"
#include "board/proving.h"
#include "config/config.h"
#include "daemon/connection_parts.h"

enum {
    PROMPTS = 2, /* of a password's; a code's is one */
    USER_SHOWN_BYTES = 64
};

/* "[ada]" is shown only for what cannot be anything but a handle or email. */
static bool
user_is_plain(const char *user)
{
    size_t length = strlen(user);

    return length > 0 && length <= USER_SHOWN_BYTES &&
           strspn(user, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                        "0123456789@._+-") == length;
}

static void
ask_code(struct connection *connection, ssh_message message)
{
    const char *prompts[] = {PROVING_PROMPT};
    char echo[] = {0};

    connection->login.is_asked = ssh_message_auth_interactive_request(message,
                                     "", "", 1, prompts, echo) == SSH_OK;
}

static void
ask_questions(struct connection *connection, ssh_message message)
{
    const char *user = connection->login.attempt.user;
    struct text handle = {0};
    char echo[PROMPTS] = {1, 0};
    unsigned count = PROMPTS;

    if (login_joins(connection))
        count = 0;
    else if (user_is_plain(user))
        text_add_format(&handle, "Handle or email [%s]: ", user);
    else
        text_add(&handle, "Handle or email: ");
    const char *prompts[PROMPTS] = {text_bytes(&handle), "Password: "};
    connection->login.is_asked = ssh_message_auth_interactive_request(message,
                                     "", "", count, prompts, echo) == SSH_OK;
    text_clear(&handle);
}

/* libssh keeps them as long as the connection lasts. */
static void
answers_wipe(ssh_session session, int count)
{
    for (int i = 0; i < count; i++) {
        const char *answer = ssh_userauth_kbdint_getanswer(session,
            (unsigned)i);
        char *own; /* on the heap, and const to its readers alone */

        memcpy(&own, &answer, sizeof own);
        if (own != NULL)
            explicit_bzero(own, strlen(own));
    }
}

static int
prompts_of(const struct connection *connection)
{
    if (login_joins(connection))
        return 0;
    return connection->login.is_half ? 1 : PROMPTS;
}

/* One answer a prompt, once a question: libssh would take any number. Who joins
 * is asked for nothing. */
static int
answers_judge(struct connection *connection)
{
    struct login *login = &connection->login;
    ssh_session session = connection->ssh;

    login->requests++;
    if (connection->phase != PHASE_LOGIN || !login->is_asked ||
        ssh_userauth_kbdint_getnanswers(session) != prompts_of(connection)) {
        connection_over(connection, "An answer nobody asked for.");
        return SSH_AUTH_DENIED;
    }
    login->is_asked = false;
    if (login_joins(connection))
        return login_join(connection, "");
    const char *handle = ssh_userauth_kbdint_getanswer(session, 0);
    if (login->is_half)
        return connection->is_closing || handle == NULL
                   ? SSH_AUTH_DENIED
                   : login_try_code(connection, handle);
    const char *password = ssh_userauth_kbdint_getanswer(session, 1);
    if (connection->is_closing || handle == NULL || password == NULL)
        return SSH_AUTH_DENIED;
    char user[MESSAGE_USER_BYTES];
    text_copy(user, sizeof user, login->attempt.user);
    return login_try_password(connection, handle[0] != '\0' ? handle : user,
        password);
}

int
questions_heard(struct connection *connection, ssh_message message)
{
    if (ssh_message_auth_kbdint_is_response(message)) {
        int verdict = answers_judge(connection);

        answers_wipe(connection->ssh,
            ssh_userauth_kbdint_getnanswers(connection->ssh));
        if (verdict != SSH_AUTH_SUCCESS && verdict != SSH_AUTH_PARTIAL)
            return 1;
        ssh_message_auth_reply_success(message, verdict == SSH_AUTH_PARTIAL);
        return 0;
    }
    if (!login_takes(connection, ssh_message_auth_user(message)) ||
        !(config_current()->login_password || login_joins(connection) ||
            connection->login.is_half))
        return 1;
    if (connection->login.is_half)
        ask_code(connection, message);
    else
        ask_questions(connection, message);
    return connection->login.is_asked ? 0 : 1;
}
