/* Public keys: one line of an id_x.pub file, read strictly. */

#include "board/publickey.h"

#include <sodium.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/text.h"
#include "base/unicode.h"

enum {
    RSA_LEAST_BITS = 3072,
    RSA_MOST_BITS = 8192,
    SHOWN_BYTES = 60, /* of what is refused */
    ED25519_BYTES = 32,
    UNCOMPRESSED = 4 /* first byte of a point, SEC 1 section 2.3.3 */
};

/* What is left of a blob to read. */
struct blob {
    const uint8_t *at;
    size_t left;
    bool is_bad;
};

struct key_type {
    const char *name;
    enum status (*check)(const struct key_type *type, struct blob *blob);
    const char *curve; /* ECDSA, RFC 5656 section 3.1 */
    size_t point_bytes;
    bool has_application; /* a security key's last field */
};

/* A string of RFC 4251 section 5. */
static const uint8_t *
blob_string(struct blob *blob, size_t *count)
{
    static const uint8_t nothing[1];

    *count = 0;
    if (blob->is_bad || blob->left < 4) {
        blob->is_bad = true;
        return nothing;
    }

    size_t length = (size_t)blob->at[0] << 24 | (size_t)blob->at[1] << 16 |
                    (size_t)blob->at[2] << 8 | blob->at[3];
    if (length > blob->left - 4) {
        blob->is_bad = true;
        return nothing;
    }
    const uint8_t *string = blob->at + 4;
    blob->at += 4 + length;
    blob->left -= 4 + length;
    *count = length;
    return string;
}

static bool
blob_says(struct blob *blob, const char *expected)
{
    size_t count;
    const uint8_t *string = blob_string(blob, &count);

    return count == strlen(expected) && memcmp(string, expected, count) == 0;
}

/* The bits of a positive number written without a byte too many; 0: not. */
static size_t
blob_bits(struct blob *blob)
{
    size_t count;
    const uint8_t *number = blob_string(blob, &count);

    if (count == 0 || number[0] > 0x7f)
        return 0;
    if (number[0] == 0) {
        if (count == 1 || number[1] < 0x80)
            return 0;
        number++;
        count--;
    }
    size_t bits = 8 * count;
    for (uint8_t top = number[0]; top < 0x80; top = (uint8_t)(top << 1))
        bits--;
    return bits;
}

static enum status
refuse_blob(const struct key_type *type)
{
    return refuse(STATUS_INVALID, "key: what follows %s is no such key",
        type->name);
}

static enum status
check_ed25519(const struct key_type *type, struct blob *blob)
{
    size_t count;

    blob_string(blob, &count);
    return count == ED25519_BYTES ? STATUS_OK : refuse_blob(type);
}

static enum status
check_ecdsa(const struct key_type *type, struct blob *blob)
{
    size_t count;

    if (!blob_says(blob, type->curve))
        return refuse_blob(type);
    const uint8_t *point = blob_string(blob, &count);
    if (count != type->point_bytes || point[0] != UNCOMPRESSED)
        return refuse_blob(type);
    return STATUS_OK;
}

static enum status
check_rsa(const struct key_type *type, struct blob *blob)
{
    size_t exponent_bits = blob_bits(blob);
    size_t bits = blob_bits(blob);

    if (exponent_bits < 2 || exponent_bits > 64 || bits == 0)
        return refuse_blob(type);
    if (bits < RSA_LEAST_BITS || bits > RSA_MOST_BITS)
        return refuse(STATUS_INVALID,
            "key: RSA of %zu bits; we take %d to %d, or better ssh-ed25519",
            bits, RSA_LEAST_BITS, RSA_MOST_BITS);
    return STATUS_OK;
}

static const struct key_type types[] = {
    {.name = "ssh-ed25519", .check = check_ed25519},
    {
        .name = "sk-ssh-ed25519@openssh.com",
        .check = check_ed25519,
        .has_application = true,
    },
    {
        .name = "ecdsa-sha2-nistp256",
        .check = check_ecdsa,
        .curve = "nistp256",
        .point_bytes = 65,
    },
    {
        .name = "ecdsa-sha2-nistp384",
        .check = check_ecdsa,
        .curve = "nistp384",
        .point_bytes = 97,
    },
    {
        .name = "ecdsa-sha2-nistp521",
        .check = check_ecdsa,
        .curve = "nistp521",
        .point_bytes = 133,
    },
    {
        .name = "sk-ecdsa-sha2-nistp256@openssh.com",
        .check = check_ecdsa,
        .curve = "nistp256",
        .point_bytes = 65,
        .has_application = true,
    },
    {.name = "ssh-rsa", .check = check_rsa},
};

static const struct key_type *
type_of(const char *word, size_t count)
{
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (strlen(types[i].name) == count &&
            memcmp(types[i].name, word, count) == 0)
            return &types[i];
    return NULL;
}

/* The bytes of options (sshd(8), AUTHORIZED_KEYS FILE FORMAT): blanks in
 * quotes are theirs, and so is a quote after a backslash. */
static size_t
options_bytes(const char *line)
{
    bool is_quoted = false;
    size_t at = 0;

    for (; line[at] != '\0' && line[at] != '\r' && line[at] != '\n'; at++) {
        if (line[at] == '\\' && line[at + 1] == '"')
            at++;
        else if (line[at] == '"')
            is_quoted = !is_quoted;
        else if (!is_quoted && (line[at] == ' ' || line[at] == '\t'))
            break;
    }
    return at;
}

/* Of any key, also of a type that we do not take. */
static bool
is_type_like(const char *word)
{
    return text_starts(word, "ssh-") || text_starts(word, "ecdsa-") ||
           text_starts(word, "sk-");
}

static bool
is_certificate(const char *word, size_t count)
{
    static const char end[] = "-cert-v01@openssh.com";
    const size_t length = sizeof end - 1;

    return count >= length && memcmp(word + count - length, end, length) == 0;
}

/* What begins so is no line of a .pub file, and what it is instead. */
static const struct {
    const char *start;
    const char *words;
} others[] = {
    {"#", "a remark, no key"},
    {"-----BEGIN", "a private key, which is for nobody else's eyes; give the "
                   "line of the .pub file"},
    {"----", "PuTTYgen's own form; copy the one line that its window shows"},
    {"AAAA", "a key without its type; give the whole line"},
};

static enum status
refuse_options(const char *line)
{
    size_t count = options_bytes(line);
    bool is_cut = count > SHOWN_BYTES;
    struct text options = {0};

    text_add_bytes(&options, line, is_cut ? SHOWN_BYTES : count);
    enum status status = refuse(STATUS_INVALID,
        "key: options before the key (%s%s); give the key alone",
        text_bytes(&options), is_cut ? ".." : "");
    text_clear(&options);
    return status;
}

/* Why a line whose first word is no type of ours is not taken. */
static enum status
refuse_line(const char *line, size_t word_bytes)
{
    if (word_bytes == 0)
        return refuse(STATUS_INVALID, "key: nothing in the line");
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (text_starts(line, others[i].start))
            return refuse(STATUS_INVALID, "key: this is %s", others[i].words);
    if (is_certificate(line, word_bytes))
        return refuse(STATUS_INVALID,
            "key: this is a certificate; give the key itself");

    const char *after = line + options_bytes(line);
    after += strspn(after, " \t");
    if (!is_type_like(line) &&
        (is_type_like(after) || strchr(line, '"') != NULL))
        return refuse_options(line);
    return refuse(STATUS_INVALID,
        "key: %.*s is no type we take; make one with ssh-keygen -t ed25519",
        (int)(word_bytes < SHOWN_BYTES ? word_bytes : SHOWN_BYTES), line);
}

static enum status
check_blob(const struct key_type *type, const uint8_t *bytes, size_t count)
{
    struct blob blob = {.at = bytes, .left = count};

    if (!blob_says(&blob, type->name))
        return refuse(STATUS_INVALID,
            "key: the line says %s, the key within says something else",
            type->name);
    enum status status = type->check(type, &blob);
    if (status != STATUS_OK)
        return status;
    if (type->has_application)
        blob_string(&blob, &count);
    return blob.is_bad || blob.left > 0 ? refuse_blob(type) : STATUS_OK;
}

static void
take_fingerprint(const uint8_t *bytes, size_t count, struct publickey *key)
{
    static const char hash_name[] = "SHA256:";
    uint8_t hash[crypto_hash_sha256_BYTES];
    size_t at = sizeof hash_name - 1;

    crypto_hash_sha256(hash, bytes, count);
    memcpy(key->fingerprint, hash_name, at);
    sodium_bin2base64(key->fingerprint + at, sizeof key->fingerprint - at, hash,
        sizeof hash, sodium_base64_VARIANT_ORIGINAL_NO_PADDING);
}

static void
take_comment(const char *comment, struct publickey *key)
{
    struct text clean = {0};

    text_clean(&clean, TEXT_LINE, comment, strlen(comment), NULL);
    bool is_whole = text_copy(key->comment, sizeof key->comment,
        text_bytes(&clean));
    /* A cut may leave a space or a joiner at the end. */
    text_truncate(&clean, 0);
    if (!is_whole) {
        text_clean(&clean, TEXT_LINE, key->comment, strlen(key->comment), NULL);
        text_copy(key->comment, sizeof key->comment, text_bytes(&clean));
    }
    text_clear(&clean);
}

enum status
publickey_read(const char *line, struct publickey *key)
{
    static const char blanks[] = " \t";
    uint8_t bytes[KEY_BLOB_BYTES];
    size_t count = 0;
    struct publickey read = {0};

    line += strspn(line, blanks);
    size_t word_bytes = strcspn(line, " \t\r\n");
    const struct key_type *type = type_of(line, word_bytes);
    if (type == NULL)
        return refuse_line(line, word_bytes);

    const char *base64 = line + word_bytes;
    base64 += strspn(base64, blanks);
    size_t base64_bytes = strcspn(base64, " \t\r\n");
    if (base64_bytes >= KEY_BLOB_BYTES)
        return refuse(STATUS_INVALID,
            "key: longer than any we take (RSA to %d bits)", RSA_MOST_BITS);
    if (sodium_base642bin(bytes, sizeof bytes, base64, base64_bytes, NULL,
            &count, NULL, sodium_base64_VARIANT_ORIGINAL) != 0)
        return refuse(STATUS_INVALID,
            "key: what follows %s is not whole base64", type->name);

    enum status status = check_blob(type, bytes, count);
    if (status != STATUS_OK)
        return status;
    text_copy(read.type, sizeof read.type, type->name);
    memcpy(read.blob, base64, base64_bytes);
    take_fingerprint(bytes, count, &read);
    take_comment(base64 + base64_bytes, &read);
    *key = read;
    return STATUS_OK;
}

/* The type is the first string within. */
enum status
publickey_of_blob(const char *blob, struct publickey *key)
{
    uint8_t bytes[KEY_BLOB_BYTES];
    size_t count = 0;
    struct text line = {0};

    if (sodium_base642bin(bytes, sizeof bytes, blob, strlen(blob), NULL, &count,
            NULL, sodium_base64_VARIANT_ORIGINAL) != 0)
        return refuse(STATUS_INVALID, "key: not whole base64");
    struct blob read = {.at = bytes, .left = count};
    const uint8_t *type = blob_string(&read, &count);
    text_add_bytes(&line, (const char *)type, count);
    text_add_format(&line, " %s", blob);
    enum status status = publickey_read(text_bytes(&line), key);
    text_clear(&line);
    return status;
}
