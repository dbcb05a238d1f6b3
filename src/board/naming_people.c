/* Naming: what people may be called. Roles are drawn by us, never typed. */

#include <string.h>

#include "base/name.h"
#include "base/script.h"
#include "base/unicode.h"
#include "base/utf8.h"
#include "board/naming.h"
#include "model/person.h"

/* What reads as a standing here, beside the names of the roles. */
static const struct {
    const char *word;
    bool is_surname; /* of many: "Will Champion" */
    bool is_long;    /* no name has it within: spaced out it is found too */
} standings[] = {
    {"mentor", false, false}, {"sme", false, false}, {"champion", true, false},
    {"moderator", false, true}, {"sponsor", false, false},
    {"operator", false, true}, {"admin", false, false},
    {"administrator", false, true}, {"instructor", false, false},
    {"supervisor", false, false}, {"staff", false, false},
    {"sysop", false, false}, {"homeroom", false, true},
    {"former member", false, true}, /* who has left: board/parting.h */
};

/* What stands between a name's words, and what parts them as a comma does. */
static const char joins[] = " '.-/\u2019\u2010\u00b7\u30fb\u05f3\u05f4\u0f0b";
static const char brackets[] = "()";

enum {
    STANDING_COUNT = sizeof standings / sizeof *standings,
    STANDING_BYTES = 32
};

/* Their skeletons, made at the first call. */
static char standing_skeletons[STANDING_COUNT][STANDING_BYTES];

/* A part of a name. */
struct stretch {
    const char *bytes;
    size_t count;
};

static bool
is_among(const char *characters, const char *at, size_t count)
{
    char bytes[5] = "";

    memcpy(bytes, at, count);
    return strstr(characters, bytes) != NULL;
}

static bool
is_word(const char *at, size_t left, size_t *count)
{
    int32_t point;

    *count = utf8_decode(at, left, &point);
    return point >= 0 && utf8_is_word(point);
}

/* The next word of a stretch, which then begins after it; false at the end. */
static bool
next_word(struct stretch *rest, struct stretch *word)
{
    size_t at = 0;
    size_t count = 0;

    while (at < rest->count &&
           !is_word(rest->bytes + at, rest->count - at, &count))
        at += count;
    word->bytes = rest->bytes + at;
    size_t start = at;
    while (
        at < rest->count && is_word(rest->bytes + at, rest->count - at, &count))
        at += count;
    word->count = at - start;
    rest->bytes += at;
    rest->count -= at;
    return word->count > 0;
}

/* The next part between commas, brackets, dashes that stand alone and the like;
 * `rest` then begins after it. */
static bool
next_part(struct stretch *rest, struct stretch *part)
{
    size_t at = 0;
    size_t count = 0;
    bool is_dash = false;

    if (rest->count == 0)
        return false;
    for (; at < rest->count; at += count) {
        const char *here = rest->bytes + at;

        if (is_word(here, rest->count - at, &count))
            continue;
        is_dash = *here == '-' && at > 0 && here[-1] == ' ';
        if (is_dash || !is_among(joins, here, count))
            break;
    }
    *part = (struct stretch){rest->bytes, at};
    at += at < rest->count ? count : 0;
    rest->bytes += at;
    rest->count -= at;
    return true;
}

static const char *
standing_skeleton(size_t standing)
{
    const char *word = standings[standing].word;
    char *skeleton = standing_skeletons[standing];

    if (skeleton[0] == '\0')
        name_skeleton(word, strlen(word), skeleton, STANDING_BYTES);
    return skeleton;
}

/* The standing that a stretch reads as, one of it or several; -1: none. */
static int
standing_of(struct stretch stretch)
{
    char skeleton[NAME_BYTES];

    while (stretch.count > 0 && stretch.bytes[stretch.count - 1] >= '0' &&
           stretch.bytes[stretch.count - 1] <= '9')
        stretch.count--;
    name_skeleton(stretch.bytes, stretch.count, skeleton, sizeof skeleton);
    for (size_t i = 0; i < STANDING_COUNT; i++) {
        const char *standing = standing_skeleton(i);

        if (text_starts(skeleton, standing) &&
            (skeleton[strlen(standing)] == '\0' ||
                text_equals(skeleton + strlen(standing), "s")))
            return (int)i;
    }
    return -1;
}

static enum status
refuse_standing(int standing, enum naming by)
{
    return refuse(STATUS_INVALID,
        "name: not %s: what people are here is drawn beside their name%s",
        standings[standing].word,
        by == NAMED_BY_ONESELF ? "; where it is your name, ask the operator"
                               : "");
}

static bool
is_capital(const char *letters)
{
    return letters[0] >= 'A' && letters[0] <= 'Z' && letters[1] >= 'a' &&
           letters[1] <= 'z';
}

/* Of a name's first part, `word` being its word number `index`. */
static bool
is_surname(int standing, struct stretch word, int index, struct stretch rest)
{
    struct stretch after;

    return standings[standing].is_surname && index > 0 && word.count > 1 &&
           is_capital(word.bytes) && word.bytes[-1] == ' ' &&
           !next_word(&rest, &after);
}

static enum status
check_words(struct stretch part, bool is_first, enum naming by)
{
    struct stretch rest = part;
    struct stretch word;

    if (is_first && by == NAMED_BY_OPERATOR)
        return STATUS_OK;
    for (int i = 0; next_word(&rest, &word); i++) {
        int standing = standing_of(word);

        if (standing >= 0 && !(is_first && is_surname(standing, word, i, rest)))
            return refuse_standing(standing, by);
    }
    return STATUS_OK;
}

static enum status
check_standings(const char *name, enum naming by)
{
    struct stretch rest = {name, strlen(name)};
    struct stretch part;

    for (bool is_first = true; next_part(&rest, &part); is_first = false) {
        int standing = standing_of(part);
        enum status status = standing >= 0 ? refuse_standing(standing, by)
                                           : check_words(part, is_first, by);

        if (status != STATUS_OK)
            return status;
    }
    return STATUS_OK;
}

static enum status
check_within(const char *name)
{
    char skeleton[NAME_BYTES];

    name_skeleton(name, strlen(name), skeleton, sizeof skeleton);
    for (size_t i = 0; i < STANDING_COUNT; i++)
        if (standings[i].is_long &&
            strstr(skeleton, standing_skeleton(i)) != NULL)
            return refuse_standing((int)i, NAMED_BY_ONESELF);
    return STATUS_OK;
}

static enum status
check_characters(const char *name)
{
    size_t length = strlen(name);
    size_t count;

    for (size_t at = 0; at < length; at += count) {
        const char *here = name + at;

        if (is_word(here, length - at, &count) ||
            is_among(joins, here, count) || is_among(brackets, here, count))
            continue;
        if (*here == ',')
            return refuse(STATUS_INVALID,
                "name: no comma: what follows one is for us to draw");
        return refuse(STATUS_INVALID,
            "name: letters, digits, spaces and - ' . ( ) /, but no %.*s",
            (int)count, here);
    }
    return STATUS_OK;
}

static bool
has_letter(const char *name)
{
    size_t length = strlen(name);
    size_t count;

    for (size_t at = 0; at < length; at += count)
        if (is_word(name + at, length - at, &count) &&
            (name[at] < '0' || name[at] > '9'))
            return true;
    return false;
}

static enum status
check_name(const char *name, enum naming by)
{
    enum status status = STATUS_OK;

    if (!has_letter(name))
        return refuse(STATUS_INVALID, "name: at least one letter");
    if (script_check(name, strlen(name)) != STATUS_OK) {
        char why[128];

        text_copy(why, sizeof why, reason());
        return refuse(STATUS_INVALID, "name: %s", why);
    }
    if (by == NAMED_BY_ONESELF)
        status = check_characters(name);
    if (status == STATUS_OK)
        status = check_standings(name, by);
    if (status == STATUS_OK && by == NAMED_BY_ONESELF)
        status = check_within(name);
    return status;
}

enum status
naming_check_name(const char *given, enum naming by, char *name, size_t size)
{
    struct text normal = {0};
    size_t count = strlen(given);
    enum status status = STATUS_OK;

    if (!text_is_utf8(given, count, NULL))
        return refuse(STATUS_INVALID, "name: not valid UTF-8");
    name_normalise(given, count, &normal);
    if (normal.length == 0)
        status = refuse(STATUS_INVALID, "name: nothing in it");
    else if (normal.length >= size)
        status = refuse(STATUS_INVALID, "name: at most %zu bytes, this has %zu",
            size - 1, normal.length);
    else
        status = check_name(normal.bytes, by);
    if (status == STATUS_OK)
        text_copy(name, size, normal.bytes);
    text_clear(&normal);
    return status;
}
