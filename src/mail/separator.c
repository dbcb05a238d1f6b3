/* Separators: what tells the first line of a mail from "From " in a text. */

#include "mail/separator.h"

#include <ctype.h>
#include <string.h>
#include <time.h>

#include "base/text.h"

enum {
    TAIL_BYTES = 64,
    TAIL_WORDS = 6, /* weekday, month, day, clock, zone, year */
    FIRST_YEAR = 1970,
    LAST_YEAR = 9999,
    EPOCH = 1900,
    LAST_SECOND = 60
};

static const char weekdays[] = "SunMonTueWedThuFriSat";
static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";

/* The last words of a line. */
struct tail {
    char bytes[TAIL_BYTES];
    char *words[TAIL_WORDS]; /* in bytes, as they stand in the line */
    int count;
};

static void
tail_read(struct tail *tail, const char *line, size_t length)
{
    char *rest = NULL;
    int count = 0;

    while (length > 0 && isspace((unsigned char)line[length - 1]))
        length--;
    size_t cut = length >= TAIL_BYTES ? length - TAIL_BYTES + 1 : 0;
    memcpy(tail->bytes, line + cut, length - cut);
    tail->bytes[length - cut] = '\0';

    for (char *word = strtok_r(tail->bytes, " \t", &rest); word != NULL;
         word = strtok_r(NULL, " \t", &rest)) {
        if (count == TAIL_WORDS)
            memmove(tail->words, tail->words + 1,
                (TAIL_WORDS - 1) * sizeof *tail->words);
        else
            count++;
        tail->words[count - 1] = word;
    }
    tail->count = count;
}

/* Index of a word of three letters in a list of such, -1: it is none. */
static int
index_of(const char *list, const char *word)
{
    const char *found = strlen(word) == 3 ? strstr(list, word) : NULL;

    if (found == NULL || (found - list) % 3 != 0)
        return -1;
    return (int)(found - list) / 3;
}

static bool
is_zone(const char *word)
{
    if (*word == '+' || *word == '-')
        return strlen(word) == 5 && strspn(word + 1, "0123456789") == 4;
    return strspn(word, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == strlen(word);
}

static bool
read_part(const char **at, int64_t most, int *part)
{
    char digits[3] = "";
    int64_t number = 0;
    size_t length = strspn(*at, "0123456789");

    if (length == 0 || length > 2)
        return false;
    memcpy(digits, *at, length);
    *at += length;
    if (!text_number(digits, 0, most, &number))
        return false;
    *part = (int)number;
    return true;
}

/* "02:16:56", or without seconds. */
static bool
read_clock(const char *word, struct tm *moment)
{
    if (!read_part(&word, 23, &moment->tm_hour) || *word++ != ':' ||
        !read_part(&word, 59, &moment->tm_min))
        return false;
    if (*word == '\0')
        return true;
    return *word++ == ':' && read_part(&word, LAST_SECOND, &moment->tm_sec) &&
           *word == '\0';
}

/* Weekday, month, day, clock and year in this order. */
static bool
read_date(char *const *words, const char *year_word, struct tm *moment)
{
    int64_t day = 0;
    int64_t year = 0;

    moment->tm_mon = index_of(months, words[1]);
    if (index_of(weekdays, words[0]) < 0 || moment->tm_mon < 0 ||
        !text_number(words[2], 1, 31, &day) ||
        !text_number(year_word, FIRST_YEAR, LAST_YEAR, &year))
        return false;
    moment->tm_mday = (int)day;
    moment->tm_year = (int)year - EPOCH;
    return read_clock(words[3], moment);
}

bool
separator_date(const char *line, size_t length, int64_t *sent_at)
{
    struct tail tail;
    struct tm moment = {0};
    bool is_date = false;

    tail_read(&tail, line, length);
    char *const *six = tail.words;
    char *const *five = tail.words + (tail.count == TAIL_WORDS);

    if (tail.count >= TAIL_WORDS - 1)
        is_date = read_date(five, five[4], &moment);
    if (!is_date && tail.count == TAIL_WORDS)
        is_date = (is_zone(six[4]) && read_date(six, six[5], &moment)) ||
                  (is_zone(six[5]) && read_date(six, six[4], &moment));
    if (is_date)
        *sent_at = timegm(&moment);
    return is_date;
}

bool
separator_is_header(const char *line, size_t length)
{
    size_t name = 0;

    while (name < length &&
           (isalnum((unsigned char)line[name]) || line[name] == '-'))
        name++;
    return name > 0 && name < length && line[name] == ':';
}
