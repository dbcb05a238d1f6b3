#ifndef BOARD_PUBLICKEY_H
#define BOARD_PUBLICKEY_H

#include "base/status.h"

enum {
    KEY_TYPE_BYTES = 48,
    KEY_BLOB_BYTES = 2048, /* of base64, and so RSA keys to 8,192 bits */
    KEY_FINGERPRINT_BYTES = 64,
    KEY_COMMENT_BYTES = 121
};

/* A public key as people hand it in (RFC 4253 section 6.6). */
struct publickey {
    char type[KEY_TYPE_BYTES];
    char blob[KEY_BLOB_BYTES];               /* base64, padded */
    char fingerprint[KEY_FINGERPRINT_BYTES]; /* as ssh-keygen -l shows it */
    char comment[KEY_COMMENT_BYTES];         /* cleaned and cut */
};

/* Reads one line, as credentials_add_key() says. INVALID with a reason. */
MUST_USE enum status publickey_read(const char *line, struct publickey *key);
/* The same for a blob alone: base64 that names its type itself. */
MUST_USE enum status publickey_of_blob(const char *blob, struct publickey *key);

#endif
