/* Plans: what a program's cohorts are asked and told, week by week. */

#include "model/plan.h"

#include <strings.h>

#include "base/clock.h"
#include "base/memory.h"

enum {
    WEEKDAYS = 7
};

static const struct {
    const char *brief;
    const char *whole;
} weekdays[WEEKDAYS] = {
    {"sun", "sunday"},
    {"mon", "monday"},
    {"tue", "tuesday"},
    {"wed", "wednesday"},
    {"thu", "thursday"},
    {"fri", "friday"},
    {"sat", "saturday"},
};

void
plan_list_clear(struct plan_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        memory_release(list->rows[i].body);
    memory_release(list->rows);
    *list = (struct plan_list){0};
}

const char *
plan_weekday_name(int weekday)
{
    return weekday >= 0 && weekday < WEEKDAYS ? weekdays[weekday].brief : "";
}

int
plan_weekday_of(const char *name)
{
    for (int day = 0; day < WEEKDAYS; day++)
        if (strcasecmp(name, weekdays[day].brief) == 0 ||
            strcasecmp(name, weekdays[day].whole) == 0)
            return day;
    return -1;
}

const char *
plan_kind_name(const struct plan_entry *entry)
{
    return entry->is_announcement ? "announcement"
                                  : question_kind_name(entry->kind);
}

enum status
plan_date(const char *starts_on, int week, int weekday, char date[11])
{
    int days = (weekday - date_weekday(starts_on) + WEEKDAYS) % WEEKDAYS;

    return date_add(starts_on, WEEKDAYS * (week - 1) + days, date);
}
