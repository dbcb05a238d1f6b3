/* Host: the key we prove ourselves with, and what every connection offers. */

#include "base/log.h"
#include "daemon/connection_parts.h"
#include "daemon/host_key.h"

enum {
    RSA_BITS_LEAST = 3072
};

/* No Diffie-Hellman over groups: libssh 0.10 takes its packets unasked, and
 * they cost a stranger little and us much. No GCM: libssh before Debian's
 * 0.10.6-0+deb12u3 took tampered packets. */
#define KEY_EXCHANGES "curve25519-sha256,curve25519-sha256@libssh.org"
#define CIPHERS       "chacha20-poly1305@openssh.com,aes256-ctr,aes192-ctr,aes128-ctr"
#define MACS          "hmac-sha2-512-etm@openssh.com,hmac-sha2-256-etm@openssh.com"
#define USER_KEYS                                                  \
    "ssh-ed25519,sk-ssh-ed25519@openssh.com,"                      \
    "ecdsa-sha2-nistp256,ecdsa-sha2-nistp384,ecdsa-sha2-nistp521," \
    "sk-ecdsa-sha2-nistp256@openssh.com,rsa-sha2-512,rsa-sha2-256"

static const struct {
    enum ssh_bind_options_e option;
    const char *value;
} options[] = {
    {SSH_BIND_OPTIONS_KEY_EXCHANGE, KEY_EXCHANGES},
    {SSH_BIND_OPTIONS_CIPHERS_C_S, CIPHERS},
    {SSH_BIND_OPTIONS_CIPHERS_S_C, CIPHERS},
    {SSH_BIND_OPTIONS_HMAC_C_S, MACS},
    {SSH_BIND_OPTIONS_HMAC_S_C, MACS},
    {SSH_BIND_OPTIONS_HOSTKEY_ALGORITHMS, "ssh-ed25519"},
    {SSH_BIND_OPTIONS_PUBKEY_ACCEPTED_KEY_TYPES, USER_KEYS},
    {SSH_BIND_OPTIONS_BANNER, "Homeroom"},
};

/* Made once, before forking; holds the key. */
static ssh_bind host;

/* The key belongs to the bind once that took it. */
static enum status
key_load(const char *path, ssh_bind bind)
{
    ssh_key key = NULL;
    enum status status = host_key_load(path, &key);

    if (status != STATUS_OK)
        return status;
    if (ssh_bind_options_set(bind, SSH_BIND_OPTIONS_IMPORT_KEY, key) == 0)
        return STATUS_OK;
    ssh_key_free(key);
    return refuse(STATUS_INVALID, "%s: %s", path, ssh_get_error(bind));
}

static bool
options_set(ssh_bind bind)
{
    const bool no_file = false;
    const int bits = RSA_BITS_LEAST;

    if (ssh_bind_options_set(bind, SSH_BIND_OPTIONS_PROCESS_CONFIG, &no_file) !=
            0 ||
        ssh_bind_options_set(bind, SSH_BIND_OPTIONS_RSA_MIN_SIZE, &bits) != 0)
        return false;
    for (size_t i = 0; i < sizeof options / sizeof *options; i++) {
        if (ssh_bind_options_set(bind, options[i].option, options[i].value) !=
            0)
            return false;
    }
    return true;
}

enum status
host_prepare(const char *host_key_path)
{
    ssh_bind bind = ssh_bind_new();

    if (bind == NULL)
        return refuse(STATUS_FAILED, "libssh does not start");
    enum status status = options_set(bind) ? key_load(host_key_path, bind)
                                           : refuse(STATUS_FAILED, "libssh: %s",
                                                 ssh_get_error(bind));
    if (status != STATUS_OK) {
        ssh_bind_free(bind);
        return status;
    }
    if (host != NULL)
        ssh_bind_free(host);
    host = bind;
    return STATUS_OK;
}

ssh_session
host_session(int client)
{
    ssh_session session = ssh_new();

    if (session == NULL)
        return NULL;
    /* Compressing before a login is a door of its own, and 100 kB after. */
    if (ssh_options_set(session, SSH_OPTIONS_COMPRESSION, "none") == 0 &&
        ssh_bind_accept_fd(host, session, client) == SSH_OK) {
        ssh_set_blocking(session, 0);
        return session;
    }
    log_error("ssh.accept", "reason=\"%s\"", ssh_get_error(host));
    ssh_free(session);
    return NULL;
}
