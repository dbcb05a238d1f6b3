/* Host key: made once, when a site is, and read when it begins. */

#include "daemon/host_key.h"

#include <errno.h>
#include <fcntl.h>
#include <libssh/libssh.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    KEY_FILE_BYTES = 16384,
    PRIVATE_MODE = 0600,
    PUBLIC_MODE = 0644
};

/* Never over the private key, nor through a link: only what is whole gets the
 * name. */
static bool
take_name(const char *partial, const char *path, bool is_private)
{
    return is_private ? link(partial, path) == 0 && unlink(partial) == 0
                      : rename(partial, path) == 0;
}

static enum status
write_new(const char *path, bool is_private, const char *bytes)
{
    struct text partial = {0};
    size_t count = strlen(bytes);

    text_add_format(&partial, "%s.partial", path);
    unlink(text_bytes(&partial)); /* one that broke off left it */
    int file = open(text_bytes(&partial),
        O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW,
        is_private ? PRIVATE_MODE : PUBLIC_MODE);
    bool is_made = file >= 0 && write(file, bytes, count) == (ssize_t)count &&
                   fsync(file) == 0;
    int error = errno;

    if (file >= 0 && close(file) != 0 && is_made) {
        error = errno;
        is_made = false;
    }
    if (is_made && !take_name(text_bytes(&partial), path, is_private)) {
        error = errno;
        is_made = false;
    }
    if (!is_made)
        unlink(text_bytes(&partial));
    text_clear(&partial);
    if (is_made)
        return STATUS_OK;
    return refuse(error == EEXIST ? STATUS_CONFLICT : STATUS_FAILED, "%s: %s",
        path, strerror(error));
}

static enum status
write_private(ssh_key key, const char *path)
{
    char *exported = NULL;

    if (ssh_pki_export_privkey_base64(key, NULL, NULL, NULL, &exported) !=
        SSH_OK)
        return refuse(STATUS_FAILED, "the host key cannot be written");
    enum status status = write_new(path, true, exported);
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
    enum status status = write_new(text_bytes(&name), false, text_bytes(&line));
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
    struct stat info;

    if (lstat(path, &info) == 0)
        return refuse(STATUS_CONFLICT, "%s: %s", path, strerror(EEXIST));
    if (ssh_pki_generate(SSH_KEYTYPE_ED25519, 0, &key) != SSH_OK)
        return refuse(STATUS_FAILED, "no host key could be made");
    /* The private one last: where it is, all is. */
    enum status status = write_public(key, path);
    if (status == STATUS_OK)
        status = write_private(key, path);
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
