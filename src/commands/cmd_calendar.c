/* One's questions' hours, for the calendar of a mail program. */

#include <stdio.h>

#include "base/clock.h"
#include "board/hours.h"
#include "commands/ics.h"
#include "commands/tables.h"
#include "config/config.h"

enum {
    WEEKS = 4, /* unless said otherwise */
    WEEKS_DIGITS = 3,
    WHEN_BYTES = 40
};

/* By board and day, so that what is queued, changed or chosen by the bank for
 * that day is the same event; the handle, since others have other hours. */
static void
add_uid(struct command_call *call, const struct hour *hour)
{
    const char *host = config_current()->public_host;
    struct text uid = {0};

    text_add_format(&uid, "%s.%s.%s@%s", hour->date, hour->board.slug,
        call->viewer->person.handle, host[0] != '\0' ? host : "homeroom");
    ics_line(&call->out, "UID", text_bytes(&uid));
    text_clear(&uid);
}

/* What is not open yet has an hour, and no words. */
static void
add_description(struct command_call *call, const struct hour *hour)
{
    const char *host = config_current()->public_host;
    struct text words = {0};
    char closes[WHEN_BYTES];

    moment_long(hour->closes_at, clock_now(), viewer_zone(call->viewer), closes,
        (int)sizeof closes);
    if (hour->body[0] != '\0')
        text_add_format(&words, "%s\n\n", hour->body);
    text_add_format(&words, "Open until %s. A minute is enough: ssh %s", closes,
        host[0] != '\0' ? host : "to answer");
    ics_text(&call->out, "DESCRIPTION", text_bytes(&words));
    text_clear(&words);
}

/* Each hour is an event of its own, at its instant: a question opens once, at
 * an instant that is stored for the reader's zone. A rule (RRULE, in local time
 * with the zone's) would go on over holidays, the end of a phase and what the
 * cohort agrees next, none of which it could know of; and a zone's definition
 * in the file would go stale with the next change of its clocks. An hour that
 * is no more is left out, not CANCELLED: what was moved or dropped leaves no
 * row behind, and a cancelled event for every other day would be shown, as
 * such, by mail programs that never had one. */
static void
add_event(struct command_call *call, const struct hour *hour)
{
    struct text summary = {0};

    text_add_format(&summary, "Question of the day: %s", hour->board.title);
    ics_line(&call->out, "BEGIN", "VEVENT");
    add_uid(call, hour);
    ics_moment(&call->out, "DTSTAMP", clock_now());
    ics_moment(&call->out, "DTSTART", hour->opens_at);
    ics_line(&call->out, "DURATION", "PT10M");
    ics_text(&call->out, "SUMMARY", text_bytes(&summary));
    add_description(call, hour);
    ics_line(&call->out, "TRANSP", "TRANSPARENT");
    ics_line(&call->out, "CLASS", "PRIVATE");
    ics_line(&call->out, "END", "VEVENT");
    text_clear(&summary);
}

static void
add_calendar(struct command_call *call, const struct hour_list *list)
{
    ics_line(&call->out, "BEGIN", "VCALENDAR");
    ics_line(&call->out, "VERSION", "2.0");
    ics_text(&call->out, "PRODID", "-//Homeroom//Homeroom//EN");
    ics_line(&call->out, "CALSCALE", "GREGORIAN");
    ics_line(&call->out, "METHOD", "PUBLISH");
    ics_text(&call->out, "X-WR-CALNAME", config_current()->name);
    for (size_t i = 0; i < list->count; i++)
        add_event(call, &list->rows[i]);
    ics_line(&call->out, "END", "VCALENDAR");
}

static enum status
cmd_calendar(struct command_call *call)
{
    struct hour_list list = {0};
    int64_t weeks = WEEKS;

    if (call->argument[0] != NULL &&
        !text_number(call->argument[0], 1, HOURS_WEEKS_MOST, &weeks))
        return refuse(STATUS_INVALID,
            "%.20s is no number of weeks from 1 to %d", call->argument[0],
            HOURS_WEEKS_MOST);
    enum status status = hours_list(call->viewer, (int)weeks, &list);
    /* A calendar without an event is none (section 3.6). */
    if (status == STATUS_OK && list.count == 0)
        status = refuse(STATUS_NOT_FOUND,
            "no question is to be asked of you in %d week%s", (int)weeks,
            weeks == 1 ? "" : "s");
    if (status != STATUS_OK)
        return status;
    add_calendar(call, &list);
    call->has_crlf = true;
    hour_list_clear(&list);
    return STATUS_OK;
}

const struct command calendar_commands[] = {
    {
        .pattern = "calendar [--weeks <weeks>]",
        .help = "your questions' hours as iCalendar, for a mail program",
        .run = cmd_calendar,
        .needs_person = true,
    },
    {0},
};
