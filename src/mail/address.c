/* Addresses: names and senders out of From fields, hidden ones included. */

#include "mail/address.h"

#include <ctype.h>
#include <string.h>

/* What archives write for "@", and whether they changed letters as well. */
static const struct {
    const char *words;
    bool is_blurred;
} hidings[] = {
    {" at ", false},
    {" @ending from ", true},
    {" @end|ng |rom ", true},
    {" m@iii@g oii ", true},
};

/* Letters that the hidings write for one another. */
static const char *const classes[] = {"@asn.", "|ilf"};

static bool
is_space(char byte)
{
    return isspace((unsigned char)byte) != 0;
}

/* Adds the bytes without spaces and quotes around them. */
static void
add_trimmed(struct text *text, const char *bytes, size_t count)
{
    while (count > 0 && (is_space(*bytes) || *bytes == '"')) {
        bytes++;
        count--;
    }
    while (count > 0 && (is_space(bytes[count - 1]) || bytes[count - 1] == '"'))
        count--;
    text_add_bytes(text, bytes, count);
}

/* The address itself, with "@" for what hides it. */
static void
set_email(struct address *address, const char *bytes, size_t count)
{
    struct text raw = {0};

    add_trimmed(&raw, bytes, count);
    for (size_t i = 0; i < sizeof hidings / sizeof hidings[0]; i++) {
        const char *found = strstr(text_bytes(&raw), hidings[i].words);

        if (found == NULL)
            continue;
        size_t at = (size_t)(found - raw.bytes);
        text_remove(&raw, at, strlen(hidings[i].words));
        text_insert(&raw, at, "@", 1);
        address->is_blurred = hidings[i].is_blurred;
        break;
    }
    for (size_t i = 0; i < raw.length; i++)
        raw.bytes[i] = (char)tolower((unsigned char)raw.bytes[i]);
    /* With a space left in it, or what no address has, it names nobody. */
    if (strpbrk(text_bytes(&raw), " \t\r\n<>") == NULL)
        text_add(&address->email, text_bytes(&raw));
    text_clear(&raw);
}

/* Of a name that repeats an address, only what stands before that. */
static void
set_name(struct address *address, const char *bytes, size_t count)
{
    const char *angle = memchr(bytes, '<', count);

    if (angle != NULL && angle > bytes)
        count = (size_t)(angle - bytes);
    add_trimmed(&address->name, bytes, count);
    for (size_t i = 0; i < sizeof hidings / sizeof hidings[0]; i++) {
        const char *found = strstr(text_bytes(&address->name),
            hidings[i].words);

        if (found != NULL && hidings[i].is_blurred)
            text_truncate(&address->name,
                (size_t)(found - address->name.bytes));
    }
}

void
address_read(struct address *address, const char *from)
{
    const char *open = strchr(from, '<');
    const char *close = open == NULL ? NULL : strchr(open, '>');
    const char *paren = strchr(from, '(');
    const char *end = paren == NULL ? NULL : strrchr(paren, ')');

    *address = (struct address){0};
    if (end != NULL && (open == NULL || paren < open)) {
        set_email(address, from, (size_t)(paren - from));
        set_name(address, paren + 1, (size_t)(end - paren - 1));
    } else if (close != NULL) {
        set_email(address, open + 1, (size_t)(close - open - 1));
        set_name(address, from, (size_t)(open - from));
    } else {
        set_email(address, from, strlen(from));
    }
}

void
address_clear(struct address *address)
{
    text_clear(&address->name);
    text_clear(&address->email);
    *address = (struct address){0};
}

void
address_skeleton(const char *email, struct text *skeleton)
{
    for (; *email != '\0'; email++) {
        char byte = (char)tolower((unsigned char)*email);

        for (size_t i = 0; i < sizeof classes / sizeof classes[0]; i++) {
            if (strchr(classes[i], byte) != NULL)
                byte = classes[i][0];
        }
        text_add_bytes(skeleton, &byte, 1);
    }
}
