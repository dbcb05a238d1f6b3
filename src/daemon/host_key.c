/* Host key: made once, when a site is, and read when it begins. */

#include "daemon/host_key.h"

#include <errno.h>
#include <fcntl.h>
#include <libssh/libssh.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/staging.h"

enum {
    KEY_FILE_BYTES = 16384,
    PRIVATE_MODE = 0600,
    PUBLIC_MODE = 0644
};

/* Whole, or not there; the private key over no other and through no link. */
static enum status
write_file(const char *path, mode_t mode, const char *bytes)
{
    static const char name[] = "key";
    struct staging staging;
    int file = -1;
    enum status status = staging_open(path, &staging);

    if (status == STATUS_OK)
        status = staging_make(&staging, name, &file);
    if (status == STATUS_OK)
        status = staging_write(&staging, name, file, bytes, strlen(bytes));
    if (status == STATUS_OK && fchmod(file, mode) != 0)
        status = staging_fail_in(&staging, name, errno);
    if (file >= 0)
        close(file);
    if (status == STATUS_OK)
        status = staging_place_file(&staging, name, mode != PRIVATE_MODE);
    staging_close(&staging);
    return status;
}

static enum status
write_private(ssh_key key, const char *path)
{
    char *exported = NULL;

    if (ssh_pki_export_privkey_base64(key, NULL, NULL, NULL, &exported) !=
        SSH_OK)
        return refuse(STATUS_FAILED, "the host key cannot be written");
    enum status status = write_file(path, PRIVATE_MODE, exported);
    explicit_bzero(exported, strlen(exported));
    ssh_string_free_char(exported);
    return status;
}

static enum status
write_public(ssh_key key, const char *path)
{
    struct text name = {0};
    struct text line = {0};
    char *exported = NULL;

    if (ssh_pki_export_pubkey_base64(key, &exported) != SSH_OK)
        return refuse(STATUS_FAILED, "the host key cannot be told");
    text_add_format(&name, "%s.pub", path);
    text_add_format(&line, "ssh-ed25519 %s homeroom\n", exported);
    enum status status = write_file(text_bytes(&name), PUBLIC_MODE,
        text_bytes(&line));
    ssh_string_free_char(exported);
    text_clear(&name);
    text_clear(&line);
    return status;
}

static enum status
add_fingerprint(ssh_key key, struct text *fingerprint)
{
    unsigned char *hash = NULL;
    size_t count = 0;

    if (ssh_get_publickey_hash(key, SSH_PUBLICKEY_HASH_SHA256, &hash, &count) !=
        SSH_OK)
        return refuse(STATUS_FAILED, "the host key has no fingerprint");
    char *told = ssh_get_fingerprint_hash(SSH_PUBLICKEY_HASH_SHA256, hash,
        count);
    if (told != NULL)
        text_add(fingerprint, told);
    ssh_string_free_char(told);
    ssh_clean_pubkey_hash(&hash);
    return STATUS_OK;
}

enum status
host_key_make(const char *path, struct text *fingerprint)
{
    ssh_key key = NULL;

    if (ssh_pki_generate(SSH_KEYTYPE_ED25519, 0, &key) != SSH_OK)
        return refuse(STATUS_FAILED, "no host key could be made");
    enum status status = write_private(key, path);
    if (status == STATUS_OK)
        status = write_public(key, path);
    if (status == STATUS_OK)
        status = add_fingerprint(key, fingerprint);
    ssh_key_free(key);
    return status;
}

static enum status
key_file_check(int file, const char *path)
{
    struct stat info;

    if (fstat(file, &info) != 0)
        return refuse(STATUS_INVALID, "%s: %s", path, strerror(errno));
    if (!S_ISREG(info.st_mode))
        return refuse(STATUS_INVALID, "%s: not a regular file", path);
    if (info.st_uid != geteuid() && info.st_uid != 0)
        return refuse(STATUS_INVALID, "%s: belongs to another user", path);
    if ((info.st_mode & (S_IRWXG | S_IRWXO)) != 0)
        return refuse(STATUS_INVALID,
            "%s: open to others than its owner: chmod 600 it", path);
    return STATUS_OK;
}

static enum status
key_file_read(const char *path, char text[KEY_FILE_BYTES])
{
    int file = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);

    if (file < 0)
        return refuse(STATUS_INVALID, "%s: %s", path,
            errno == ELOOP ? "a symbolic link; name the file itself"
                           : strerror(errno));
    enum status status = key_file_check(file, path);
    ssize_t count = read(file, text, KEY_FILE_BYTES);
    close(file);
    if (status != STATUS_OK)
        return status;
    if (count <= 0 || count >= KEY_FILE_BYTES)
        return refuse(STATUS_INVALID, "%s: no private key", path);
    text[count] = '\0';
    return STATUS_OK;
}

enum status
host_key_load(const char *path, ssh_key *key)
{
    static char text[KEY_FILE_BYTES];
    enum status status = key_file_read(path, text);

    if (status != STATUS_OK)
        return status;
    int failed = ssh_pki_import_privkey_base64(text, NULL, NULL, NULL, key);
    explicit_bzero(text, sizeof text);
    if (failed != SSH_OK)
        return refuse(STATUS_INVALID,
            "%s: no private key that opens without a passphrase", path);
    if (ssh_key_type(*key) == SSH_KEYTYPE_ED25519)
        return STATUS_OK;
    ssh_key_free(*key);
    return refuse(STATUS_INVALID,
        "%s: no ed25519 key: make one by "
        "ssh-keygen -t ed25519 -N '' -f",
        path);
}

enum status
host_key_adopt(const char *path, struct text *fingerprint)
{
    ssh_key key = NULL;
    enum status status = host_key_load(path, &key);

    if (status != STATUS_OK)
        return status;
    status = write_public(key, path);
    if (status == STATUS_OK)
        status = add_fingerprint(key, fingerprint);
    ssh_key_free(key);
    return status;
}

enum status
host_key_check(const char *path, struct text *told)
{
    ssh_key key = NULL;
    enum status status = host_key_load(path, &key);

    if (status != STATUS_OK)
        return status;
    text_add_format(told, "%s: good, ", path);
    status = add_fingerprint(key, told);
    text_add(told, "\n");
    ssh_key_free(key);
    return status;
}

static bool
import_key(const char *path, ssh_key *key)
{
    struct text name = {0};

    text_add_format(&name, "%s.pub", path);
    bool is_read = ssh_pki_import_pubkey_file(text_bytes(&name), key) == SSH_OK;
    text_clear(&name);
    return is_read ||
           ssh_pki_import_privkey_file(path, NULL, NULL, NULL, key) == SSH_OK;
}

enum status
host_key_fingerprint(const char *path, struct text *fingerprint)
{
    ssh_key key = NULL;

    if (!import_key(path, &key))
        return refuse(STATUS_NOT_FOUND, "%s: no host key can be read", path);
    enum status status = add_fingerprint(key, fingerprint);
    ssh_key_free(key);
    return status;
}
