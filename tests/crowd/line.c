/* One person's line: TCP, handshake, login, screen, keys. */

#include "line.h"

#include <arpa/inet.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum {
    SCREEN_BYTES = 65536
};

int
line_dial(int port, uint32_t source)
{
    struct sockaddr_in from = {.sin_family = AF_INET};
    struct sockaddr_in to = {.sin_family = AF_INET};
    int line = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

    from.sin_addr.s_addr = htonl(source);
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    to.sin_port = htons((uint16_t)port);
    if (line >= 0 && bind(line, (struct sockaddr *)&from, sizeof from) == 0 &&
        connect(line, (struct sockaddr *)&to, sizeof to) == 0)
        return line;
    if (line >= 0)
        close(line);
    return -1;
}

ssh_session
line_shake_hands(int line, const char *user)
{
    ssh_session session = ssh_new();
    bool process_config = false;
    int nodelay = 1;
    long timeout = ANSWER_MILLISECONDS / 1000;

    ssh_options_set(session, SSH_OPTIONS_HOST, "127.0.0.1");
    ssh_options_set(session, SSH_OPTIONS_USER, user);
    ssh_options_set(session, SSH_OPTIONS_FD, &line);
    ssh_options_set(session, SSH_OPTIONS_SSH_DIR, "/nonexistent");
    ssh_options_set(session, SSH_OPTIONS_KEY_EXCHANGE, "curve25519-sha256");
    ssh_options_set(session, SSH_OPTIONS_NODELAY, &nodelay);
    ssh_options_set(session, SSH_OPTIONS_TIMEOUT, &timeout);
    ssh_options_set(session, SSH_OPTIONS_PROCESS_CONFIG, &process_config);
    if (ssh_connect(session) == SSH_OK)
        return session;
    ssh_free(session);
    return NULL;
}

ssh_key
line_key(const char *path)
{
    ssh_key key = NULL;

    return ssh_pki_import_privkey_file(path, NULL, NULL, NULL, &key) == SSH_OK
               ? key
               : NULL;
}

bool
line_log_in(ssh_session session, ssh_key key)
{
    bool is_in = key != NULL &&
                 ssh_userauth_publickey(session, NULL, key) == SSH_AUTH_SUCCESS;

    ssh_key_free(key);
    return is_in;
}

ssh_channel
line_shell(ssh_session session)
{
    ssh_channel channel = ssh_channel_new(session);

    if (ssh_channel_open_session(channel) == SSH_OK &&
        ssh_channel_request_pty_size(channel, "xterm-256color", 80, 24) ==
            SSH_OK &&
        ssh_channel_request_shell(channel) == SSH_OK)
        return channel;
    return NULL;
}

bool
line_shows(ssh_channel channel, const char *mark)
{
    char seen[SCREEN_BYTES];
    size_t length = 0;

    while (length < sizeof seen) {
        int got = ssh_channel_read_timeout(channel, seen + length,
            (uint32_t)(sizeof seen - length), 0, ANSWER_MILLISECONDS);
        if (got <= 0)
            return false;
        length += (size_t)got;
        if (memmem(seen, length, mark, strlen(mark)) != NULL)
            return true;
    }
    return false;
}

bool
line_send(ssh_channel channel, const char *keys)
{
    uint32_t length = (uint32_t)strlen(keys);

    return ssh_channel_write(channel, keys, length) == (int)length;
}

void
line_hang_up(ssh_session session)
{
    ssh_disconnect(session);
    ssh_free(session);
}
