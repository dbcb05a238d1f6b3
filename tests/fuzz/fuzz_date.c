/* Whatever is given for a date, in whatever zone: what is taken is a day of the
 * calendar, moves there and back, and begins where the clocks of the zone say
 * that it does. The input: date, zone and minute of the day, by line. */

#include "input.h"

#include "base/clock.h"
#include "base/span.h"
#include "base/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum {
    MINUTES = 24 * 60,
    DAYS = 1000,
    SPAN_MOST = 7 * 24 * 3600,
    WORDS_BYTES = 12
};

static void
check_moved(const char *date, int days)
{
    char moved[11];
    char back[11];

    if (date_add(date, days, moved) != STATUS_OK)
        return;
    require(date_is_valid(moved));
    require(date_days(date, moved) == days);
    require(((date_weekday(date) + days) % 7 + 7) % 7 == date_weekday(moved));
    require(date_add(moved, -days, back) == STATUS_OK);
    require(strcmp(back, date) == 0);
}

static void
check_instant(const char *date, int minute, const char *zone)
{
    struct civil civil;
    char day[11];
    int64_t at = 0;
    int64_t before = 0;

    if (clock_instant(date, minute, zone, &at) != STATUS_OK)
        return;
    clock_civil(at, zone, &civil);
    date_of(at, zone, day);
    require(
        strcmp(day, date) > 0 ||
        (strcmp(day, date) == 0 && civil.hour * 60 + civil.minute >= minute));
    if (minute > 0) {
        require(clock_instant(date, minute - 1, zone, &before) == STATUS_OK);
        require(before <= at);
    }
}

static void
check_date(const char *date, const char *zone, int number)
{
    char words[WORDS_BYTES];

    date_words(date, words, sizeof words);
    require(date_is_valid(date) == (words[0] != '\0'));
    if (!date_is_valid(date)) {
        int64_t at;

        require(clock_instant(date, 0, zone, &at) == STATUS_INVALID);
        return;
    }
    require(strlen(date) == 10 && strspn(date, "0123456789-") == 10);
    require(date_weekday(date) >= 0 && date_weekday(date) <= 6);
    date_short(date, date, words, sizeof words);
    check_moved(date, number % DAYS);
    check_moved(date, -(number % DAYS));
    check_instant(date, number % MINUTES, zone);
}

static void
check_span(const char *words)
{
    int64_t seconds = -1;

    if (!span_read(words, SPAN_MOST, &seconds))
        return;
    require(seconds >= 0 && seconds <= SPAN_MOST);
    require(words[0] >= '0' && words[0] <= '9');
    require(strchr("smhd", words[strlen(words) - 1]) != NULL);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *date = input_words(data, size);
    char *zone = strchr(date, '\n');
    char *minute = zone != NULL ? strchr(zone + 1, '\n') : NULL;
    int64_t number = 0;

    if (zone != NULL)
        *zone++ = '\0';
    if (minute != NULL)
        *minute++ = '\0';
    if (minute != NULL && !text_number(minute, 0, INT32_MAX, &number))
        number = 0;
    check_date(date, zone != NULL ? zone : "UTC", (int)number);
    check_span(date);
    free(date);
    return 0;
}
