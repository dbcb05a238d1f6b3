/* Pinning by key: one line is asked, for a date and a reason. */

#include "ui/views/pin.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "board/pinning.h"

enum {
    WORDS_BYTES = 400,
    DATE_WORDS_BYTES = 24
};

/* "2026-12-01 for the exam": what begins with a digit is a date. */
static void
read_pin(const char *line, char date[WORDS_BYTES], struct pin *pin)
{
    size_t length = strcspn(line, " ");

    pin->why = line;
    if (!isdigit((unsigned char)line[0]))
        return;
    snprintf(date, WORDS_BYTES, "%.*s", (int)length, line);
    pin->until = date;
    pin->why = line + length + strspn(line + length, " ");
}

static void
say_pinned(struct app *app, const struct pin *pin)
{
    char until[DATE_WORDS_BYTES];

    if (pin->until == NULL) {
        app_say(app, "Pinned, until somebody unpins it.");
        return;
    }
    date_words(pin->until, until, sizeof until);
    app_say(app, "Pinned until %s is over.", until);
}

static enum status
take_pin(struct app *app, int64_t thread_id, const char *line)
{
    struct pin pin = {.until = NULL};
    char date[WORDS_BYTES];

    read_pin(line, date, &pin);
    if (pin.why[0] == '\0')
        pin.why = NULL;
    enum status status = pinning_pin(app_viewer(app), thread_id, &pin);
    if (status == STATUS_OK)
        say_pinned(app, &pin);
    return status;
}

static enum status
take_unpin(struct app *app, int64_t thread_id, const char *line)
{
    enum status status = pinning_unpin(app_viewer(app), thread_id,
        line[0] != '\0' ? line : NULL);

    if (status == STATUS_OK)
        app_say(app, "Not pinned any more.");
    return status;
}

void
pin_ask(struct app *app, const struct thread *thread)
{
    if (!pinning_may(app_viewer(app), thread->board_id))
        app_say(app, "Champions and moderators pin, on boards of theirs.");
    else if (thread->is_pinned)
        app_ask_line(app, "Unpin, and why (or nothing):", thread->id,
            take_unpin);
    else
        app_ask_line(app,
            "Pin until (2026-12-01, or nothing), and why:", thread->id,
            take_pin);
}
