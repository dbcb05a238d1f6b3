/* Absence: leave taken, ended, and known. */

#include "board/absence.h"

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "board/own.h"
#include "store/leaves.h"

enum {
    SHORT_BYTES = 16
};

static enum status
check_dates(const struct leave *leave, const char *today)
{
    if (strcmp(leave->to_on, leave->from_on) < 0)
        return refuse(STATUS_INVALID, "leave: %s is before %s", leave->to_on,
            leave->from_on);
    if (date_days(leave->from_on, leave->to_on) >= LEAVE_DAYS_MOST)
        return refuse(STATUS_INVALID, "leave: at most %d days",
            LEAVE_DAYS_MOST);
    if (date_days(leave->from_on, today) > LEAVE_DAYS_PAST)
        return refuse(STATUS_INVALID,
            "leave: it may have begun %d days ago, not earlier",
            LEAVE_DAYS_PAST);
    return STATUS_OK;
}

/* A date, "today" or "tomorrow". */
static enum status
read_date(const char *given, const char *today, char date[11])
{
    if (text_equals(given, "today"))
        return date_add(today, 0, date);
    if (text_equals(given, "tomorrow"))
        return date_add(today, 1, date);
    if (!date_is_valid(given))
        return refuse(STATUS_INVALID, "leave: %.40s is no date like 2026-11-23",
            given);
    text_copy(date, 11, given);
    return STATUS_OK;
}

static enum status
take(struct viewer *viewer, const struct leave *leave)
{
    struct leave other;
    struct leave_list list = {0};
    int64_t person_id = viewer->person.id;
    enum status status = leaves_within(viewer->store, person_id, leave, &other);

    if (status == STATUS_OK)
        return refuse(STATUS_CONFLICT,
            "leave: you have one from %s to %s; end it with: leave cancel",
            other.from_on, other.to_on);
    if (status != STATUS_NOT_FOUND)
        return status;
    status = leaves_from(viewer->store, person_id, viewer->today, LEAVES_MOST,
        &list);
    if (status == STATUS_OK && list.count == LEAVES_MOST)
        status = refuse(STATUS_FULL, "leave: you have %d that are not over",
            LEAVES_MOST);
    leave_list_clear(&list);
    if (status == STATUS_OK)
        status = leaves_add(viewer->store, person_id, leave, clock_now());
    return status;
}

enum status
absence_take(struct viewer *viewer, const char *from, const char *to)
{
    struct leave leave = {0};
    enum status status = read_date(from, viewer->today, leave.from_on);

    if (status == STATUS_OK)
        status = read_date(to, viewer->today, leave.to_on);
    if (status == STATUS_OK)
        status = check_dates(&leave, viewer->today);
    if (status == STATUS_OK)
        status = own_begin(viewer);
    if (status != STATUS_OK)
        return status;
    return own_end(viewer, take(viewer, &leave), "leave", NULL);
}

/* One of those that are not over: the first where `id` is 0. */
static enum status
find(const struct viewer *viewer, int64_t id, struct leave *leave)
{
    struct leave_list list = {0};
    enum status status = absence_list(viewer, &list);
    size_t at = 0;

    while (status == STATUS_OK && at < list.count && id != 0 &&
           list.rows[at].id != id)
        at++;
    if (status == STATUS_OK && at == list.count)
        status = refuse(STATUS_NOT_FOUND, "leave: you have none");
    if (status == STATUS_OK)
        *leave = list.rows[at];
    leave_list_clear(&list);
    return status;
}

static enum status
end(struct viewer *viewer, int64_t id, struct leave *ended)
{
    char yesterday[11];
    enum status status = find(viewer, id, ended);

    if (status == STATUS_OK)
        status = date_add(viewer->today, -1, yesterday);
    if (status == STATUS_OK)
        status = leaves_end(viewer->store, ended->id, yesterday);
    return status;
}

enum status
absence_cancel(struct viewer *viewer, int64_t id, struct leave *ended)
{
    enum status status = own_begin(viewer);

    if (status != STATUS_OK)
        return status;
    return own_end(viewer, end(viewer, id, ended), "leave cancel", NULL);
}

enum status
absence_list(const struct viewer *viewer, struct leave_list *list)
{
    return leaves_from(viewer->store, viewer->person.id, viewer->today,
        LEAVES_MOST, list);
}

enum status
absence_now(const struct viewer *viewer, const struct person *person,
    struct leave *leave)
{
    struct leave today = {0};
    struct leave found = {0};

    date_of(clock_now(), person->zone, today.from_on);
    text_copy(today.to_on, sizeof today.to_on, today.from_on);
    enum status status = leaves_within(viewer->store, person->id, &today,
        &found);
    if (status == STATUS_OK || status == STATUS_NOT_FOUND)
        *leave = found;
    return status == STATUS_NOT_FOUND ? STATUS_OK : status;
}

void
absence_words(const struct leave *leave, const char *today, char *words,
    int size)
{
    char from[SHORT_BYTES];
    char to[SHORT_BYTES];

    date_short(leave->from_on, today, from, sizeof from);
    date_short(leave->to_on, today, to, sizeof to);
    if (strcmp(leave->from_on, today) <= 0)
        snprintf(words, (size_t)size, "away until %s", to);
    else if (text_equals(leave->from_on, leave->to_on))
        snprintf(words, (size_t)size, "away on %s", to);
    else
        snprintf(words, (size_t)size, "away from %s to %s", from, to);
}
