#ifndef DAEMON_HOST_KEY_H
#define DAEMON_HOST_KEY_H

#include "base/status.h"
#include "base/text.h"

/* Makes the key by which the site proves itself, beside the connection the
 * only one to know libssh. Writes an ed25519 key to `path` (new, mode 0600)
 * and its public half to `path`.pub, in place of what is there, and appends the
 * fingerprint as ssh shows it ("SHA256:..."). CONFLICT: `path` is there;
 * FAILED: with a reason. */
MUST_USE enum status host_key_make(const char *path, struct text *fingerprint);
/* Takes the key that is at `path`, as host_key_load() would: writes its public
 * half anew and appends its fingerprint. INVALID or FAILED, with a reason. */
MUST_USE enum status host_key_adopt(const char *path, struct text *fingerprint);
/* Appends the fingerprint of the key that is at `path`, from `path`.pub where
 * that can be read. NOT_FOUND, with a reason: there is none. */
MUST_USE enum status host_key_fingerprint(const char *path,
    struct text *fingerprint);

struct ssh_key_struct; /* libssh's ssh_key */

/* Reads the key that is at `path`, an ed25519 key without a passphrase in a
 * file that nobody else may read and that is no link; the caller frees it.
 * INVALID, with a reason that names the path: it is none of these. */
MUST_USE enum status host_key_load(const char *path,
    struct ssh_key_struct **key);
/* Appends a line that tells that it is good, with its fingerprint; else as
 * above. */
MUST_USE enum status host_key_check(const char *path, struct text *told);

#endif
