/* People as commands tell them: their clock, and why they are not here. */

#include "commands/print_person.h"

#include <stdio.h>

#include "base/clock.h"

void
print_clock_there(const struct person *person, char out[PRINT_CLOCK_BYTES])
{
    struct civil civil;

    out[0] = '\0';
    if (person->region_id == 0 && text_equals(person->zone, "UTC"))
        return;
    clock_civil(clock_now(), person->zone, &civil);
    snprintf(out, PRINT_CLOCK_BYTES, "%02d:%02d", civil.hour % 24,
        civil.minute % 60);
}

void
print_joined(struct text *line, const char *words)
{
    if (words[0] == '\0')
        return;
    text_add_format(line, "%s%s", line->length > 0 ? ", " : "", words);
}

const char *
print_whereabouts(const struct whereabouts *whereabouts, bool is_here)
{
    if (is_here)
        return "here";
    if (whereabouts->leave[0] != '\0')
        return whereabouts->leave;
    return whereabouts->is_missing ? "not for 14 days" : "";
}
