/* Warm-up: one handshake with ourselves before forking, so that what libssh
 * and its cryptography load and fill at first use is there for every child to
 * share, and no child needs a file for it. */

#include <sys/socket.h>
#include <unistd.h>

#include "base/log.h"
#include "daemon/connection_parts.h"

enum {
    STEPS_MOST = 1000 /* a handshake takes some ten */
};

static int
deny(ssh_session session, ssh_message message, void *none)
{
    (void)session;
    (void)message;
    (void)none;
    return 1;
}

static ssh_session
client_session(int descriptor)
{
    const int no_file = 0;
    ssh_session client = ssh_new();

    if (client == NULL)
        return NULL;
    if (ssh_options_set(client, SSH_OPTIONS_PROCESS_CONFIG, &no_file) == 0 &&
        ssh_options_set(client, SSH_OPTIONS_HOST, "localhost") == 0 &&
        ssh_options_set(client, SSH_OPTIONS_USER, "warm-up") == 0 &&
        ssh_options_set(client, SSH_OPTIONS_SSH_DIR, "/") == 0 &&
        ssh_options_set(client, SSH_OPTIONS_FD, &descriptor) == 0) {
        ssh_set_blocking(client, 0);
        return client;
    }
    ssh_free(client);
    return NULL;
}

static bool
handshake(ssh_session server, ssh_session client)
{
    int served = SSH_AGAIN;
    int connected = SSH_AGAIN;

    for (int i = 0; i < STEPS_MOST; i++) {
        if (connected == SSH_AGAIN)
            connected = ssh_connect(client);
        if (served == SSH_AGAIN)
            served = ssh_handle_key_exchange(server);
        if (connected == SSH_ERROR || served == SSH_ERROR)
            return false;
        if (connected == SSH_OK && served == SSH_OK)
            return true;
    }
    return false;
}

/* One request that is denied: packets both ways under the new keys. */
static bool
knock(ssh_session server, ssh_session client)
{
    ssh_event event = ssh_event_new();
    int answer = SSH_AUTH_AGAIN;

    if (event == NULL)
        return false;
    ssh_set_message_callback(server, deny, NULL);
    ssh_event_add_session(event, server);
    for (int i = 0; i < STEPS_MOST && answer == SSH_AUTH_AGAIN; i++) {
        answer = ssh_userauth_none(client, NULL);
        ssh_event_dopoll(event, 0);
    }
    ssh_event_remove_session(event, server);
    ssh_event_free(event);
    return answer == SSH_AUTH_DENIED;
}

enum status
warm_up(void)
{
    int ends[2];

    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0,
            ends) != 0)
        return refuse(STATUS_FAILED, "no socket pair to warm up with");
    ssh_session server = host_session(ends[0]);
    ssh_session client = client_session(ends[1]);
    bool is_warm = server != NULL && client != NULL &&
                   handshake(server, client) && knock(server, client);

    if (!is_warm)
        log_error("ssh.warm", "server=\"%s\" client=\"%s\"",
            server != NULL ? ssh_get_error(server) : "",
            client != NULL ? ssh_get_error(client) : "");
    if (client != NULL) {
        ssh_disconnect(client);
        ssh_free(client);
    }
    if (server != NULL) {
        ssh_disconnect(server);
        ssh_free(server);
    }
    close(ends[1]); /* libssh leaves a client's own descriptor open */
    return is_warm ? STATUS_OK
                   : refuse(STATUS_FAILED, "libssh shakes no hands");
}
