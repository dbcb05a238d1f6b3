/* Words of a question's date and kind, as they are typed. */

#include "commands/question_words.h"

#include "base/clock.h"
#include "base/text.h"

enum status
question_date(const struct viewer *viewer, const char *given, char date[11])
{
    date_of(clock_now(), viewer_zone(viewer), date);
    if (text_equals(given, "today"))
        return STATUS_OK;
    if (text_equals(given, "tomorrow"))
        return date_add(date, 1, date);
    if (!date_is_valid(given))
        return refuse(STATUS_INVALID,
            "no such date: %s; write it as 2026-11-23, today or tomorrow",
            given);
    text_copy(date, sizeof(char[11]), given);
    return STATUS_OK;
}

enum status
question_kind_read(const char *given, enum question_kind *kind)
{
    enum question_kind found = question_kind_of(given);

    if (found == QUESTION_KIND_COUNT)
        return refuse(STATUS_INVALID,
            "no such kind: %.40s; one of reflect, apply, story, mistake, "
            "ask-the-sme",
            given);
    *kind = found;
    return STATUS_OK;
}
