/* Rules: which texts a setting takes. */

#include "config/rules.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "base/unicode.h"

enum {
    NAME_COLUMNS_MOST = 40,
    PATH_BYTES_MOST = 1024,
    USER_BYTES_MOST = 32,
    RANGES_MOST = 64,
    LISTENING_MOST = 8,
    REASON_BYTES = 160
};

static char reason_text[REASON_BYTES];

static const char *
broken(const char *what, const char *value)
{
    snprintf(reason_text, sizeof reason_text, "%s: %.100s", what, value);
    return reason_text;
}

static const char *
check_name(const char *value)
{
    int width = text_width(value, strlen(value));

    if (width < 1 || width > NAME_COLUMNS_MOST)
        return "a name has 1 to 40 characters";
    return NULL;
}

static const char *
check_path(const char *value)
{
    if (value[0] == '\0')
        return "a path is not empty";
    return strlen(value) > PATH_BYTES_MOST ? "a path this long" : NULL;
}

static const char *
check_screens(const char *value)
{
    return value[0] == '\0' ? NULL : check_path(value);
}

static const char *
check_user(const char *value)
{
    static const char first[] = "abcdefghijklmnopqrstuvwxyz_";
    static const char later[] = "abcdefghijklmnopqrstuvwxyz_0123456789-";
    size_t length = strlen(value);

    if (length == 0)
        return NULL;
    if (length > USER_BYTES_MOST || strchr(first, value[0]) == NULL ||
        strspn(value, later) != length)
        return broken("no name of a Unix user", value);
    return NULL;
}

static bool
is_one_of(const char *value, const char *const *names)
{
    while (*names != NULL && strcmp(value, *names) != 0)
        names++;
    return *names != NULL;
}

static const char *
check_log_level(const char *value)
{
    static const char *const levels[] = {"error", "warning", "info", "debug",
        NULL};

    return is_one_of(value, levels) ? NULL : broken("no log level", value);
}

static const char *
check_log_to(const char *value)
{
    static const char *const places[] = {"stderr", "journald", NULL};

    return is_one_of(value, places) ? NULL
                                    : broken("no place for a log", value);
}

/* Every word of a list between commas and spaces; `count` of them. */
static const char *
check_words(const char *list, const char *(*check)(char *word), int *count)
{
    char word[128];

    *count = 0;
    for (;;) {
        list += strspn(list, ", \t");
        size_t length = strcspn(list, ", \t");

        if (length == 0)
            return NULL;
        snprintf(word, sizeof word, "%.*s", (int)length, list);
        const char *wrong = check(word);
        if (wrong != NULL)
            return wrong;
        list += length;
        ++*count;
    }
}

/* The bits of the address's kind, 0 for no address. */
static int
address_bits(const char *address)
{
    unsigned char bytes[16];

    if (inet_pton(AF_INET, address, bytes) == 1)
        return 32;
    return inet_pton(AF_INET6, address, bytes) == 1 ? 128 : 0;
}

static const char *
check_range(char *word)
{
    char *slash = strchr(word, '/');
    int64_t bits;

    if (slash != NULL)
        *slash = '\0';
    int most = address_bits(word);
    bool is_range = most > 0 &&
                    (slash == NULL || text_number(slash + 1, 0, most, &bits));
    if (slash != NULL)
        *slash = '/';
    return is_range ? NULL : broken("no range like 10.1.0.0/16", word);
}

static const char *
check_exempt_sources(const char *value)
{
    int count;
    const char *wrong = check_words(value, check_range, &count);

    if (wrong == NULL && count > RANGES_MOST)
        return "at most 64 ranges";
    return wrong;
}

static const char *
check_address(char *word)
{
    *strchrnul(word, '%') = '\0';
    return address_bits(word) > 0 ? NULL : broken("no IP address", word);
}

static const char *
check_listen(const char *value)
{
    int count;
    const char *wrong = check_words(value, check_address, &count);

    if (wrong == NULL && (count < 1 || count > LISTENING_MOST))
        return "1 to 8 addresses to listen on";
    return wrong;
}

static const char *
check_role(char *word)
{
    static const char *const roles[] = {"learner", "mentor", "sme", "champion",
        "moderator", "sponsor", "operator", NULL};

    return is_one_of(word, roles) ? NULL : broken("no role", word);
}

static const char *
check_roles(const char *value)
{
    int count;

    return check_words(value, check_role, &count);
}

static const struct {
    const char *key;
    const char *(*check)(const char *value);
} rules[] = {
    {"name", check_name},
    {"listen", check_listen},
    {"host_key", check_path},
    {"store", check_path},
    {"secrets", check_path},
    {"screens", check_screens},
    {"holidays", check_screens},
    {"user", check_user},
    {"exempt_sources", check_exempt_sources},
    {"second_factor_roles", check_roles},
    {"log_level", check_log_level},
    {"log_to", check_log_to},
};

static bool
is_clean(const char *value)
{
    struct text clean = {0};

    text_clean(&clean, TEXT_PIECE, value, strlen(value), NULL);
    bool is_same = text_equals(value, text_bytes(&clean));
    text_clear(&clean);
    return is_same;
}

const char *
rules_broken_by(const char *key, const char *value)
{
    if (!is_clean(value))
        return "a text holds no control character and is UTF-8";
    for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++) {
        if (strcmp(rules[i].key, key) == 0)
            return rules[i].check(value);
    }
    return NULL;
}

const char *
rules_broken_among(const struct settings *settings)
{
    if (settings->unauthenticated_free > settings->unauthenticated_most)
        return "unauthenticated_free is more than unauthenticated_most";
    if (settings->penalty_seconds > settings->penalty_most_seconds)
        return "penalty_seconds is more than penalty_most_seconds";
    return NULL;
}
