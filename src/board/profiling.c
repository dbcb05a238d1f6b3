/* Profiling: what people set for themselves. */

#include "board/profiling.h"

#include "base/clock.h"
#include "base/name.h"
#include "base/zone_names.h"
#include "board/naming.h"
#include "board/own.h"
#include "store/moves.h"
#include "store/people.h"
#include "store/profiles.h"
#include "store/store.h"

enum {
    DAY_SECONDS = 86400,
    MOVES_DAYS = 40, /* no question is open longer */
    MOVES_MOST = 20,
    CHOICES_SHOWN = 5
};

enum status
profiling_find(const struct viewer *viewer, struct profile *profile)
{
    return profiles_find(viewer->store, viewer->person.id, profile);
}

/* ---- Names --------------------------------------------------------------- */

static enum status
check_free(struct store *store, const char *name, int64_t person_id)
{
    struct person other;
    enum status status = people_by_name(store, name, person_id, &other);

    if (status == STATUS_NOT_FOUND)
        return STATUS_OK;
    if (status == STATUS_OK)
        return refuse(STATUS_CONFLICT,
            "name: %s (%s) is here already; add a second name or an initial",
            other.name, other.handle);
    return status;
}

enum status
profiling_choose_name(struct store *store, const struct person *person,
    const char *given, char name[NAME_BYTES])
{
    bool is_known = person->id != 0;
    enum status status = naming_check_name(given, NAMED_BY_OPERATOR, name,
        NAME_BYTES);

    if (status == STATUS_OK && is_known && text_equals(name, person->name))
        return STATUS_OK;
    status = naming_check_name(given, NAMED_BY_ONESELF, name, NAME_BYTES);
    if (status == STATUS_OK &&
        !(is_known && name_looks_like(name, person->name)))
        status = check_free(store, name, person->id);
    return status;
}

enum status
profiling_set_name(struct viewer *viewer, const char *given)
{
    char name[NAME_BYTES];
    const struct person *person = &viewer->person;
    enum status status = own_begin(viewer);

    if (status != STATUS_OK)
        return status;
    status = profiling_choose_name(viewer->store, person, given, name);
    if (status == STATUS_OK && text_equals(name, person->name))
        return store_commit(viewer->store); /* nothing is new */
    if (status == STATUS_OK)
        status = people_set_name(viewer->store, person->id, name, true);
    return own_end(viewer, status, "profile name", name);
}

/* ---- Zones --------------------------------------------------------------- */

static enum status
refuse_several(const char *typed, const struct zone_names *names)
{
    struct text list = {0};

    for (size_t i = 0; i < names->count && i < CHOICES_SHOWN; i++)
        text_add_format(&list, "%s%s", i == 0 ? "" : ", ", names->rows[i]);
    enum status status = refuse(STATUS_INVALID, "zone: %s may be %s%s",
        typed[0] != '\0' ? typed : "that", text_bytes(&list),
        names->count > CHOICES_SHOWN ? " and more" : "");
    text_clear(&list);
    return status;
}

static enum status
read_zone(const char *typed, char zone[ZONE_BYTES])
{
    struct zone_names names = {0};
    enum status status = zone_names_find(typed, &names);

    if (status != STATUS_OK)
        return status;
    if (names.count == 1)
        text_copy(zone, ZONE_BYTES, names.rows[0]);
    else if (names.count > 1)
        status = refuse_several(typed, &names);
    else
        status = refuse(STATUS_INVALID,
            "zone: none is called %s; they are like Europe/London", typed);
    zone_names_clear(&names);
    return status;
}

/* Whoever has the zone already keeps their hours; else up to now they were in
 * the one before. */
static enum status
move(struct viewer *viewer, const char *zone)
{
    const struct person *person = &viewer->person;
    int64_t now = clock_now();
    struct move_list moves = {0};

    if (text_equals(zone, person->zone))
        return STATUS_OK;
    enum status status = moves_forget(viewer->store, person->id,
        now - (int64_t)MOVES_DAYS * DAY_SECONDS);
    if (status == STATUS_OK)
        status = moves_by_person(viewer->store, person->id, MOVES_MOST, &moves);
    if (status == STATUS_OK && moves.count == MOVES_MOST)
        status = refuse(STATUS_FULL,
            "zone: you moved %d times in %d days; no more for now", MOVES_MOST,
            MOVES_DAYS);
    move_list_clear(&moves);
    if (status == STATUS_OK)
        status = moves_add(viewer->store, person->id, person->zone, now);
    return status;
}

static const char *
region_zone(const struct profile *profile)
{
    return profile->region_zone[0] != '\0' ? profile->region_zone : "UTC";
}

static enum status
set_zone(struct viewer *viewer, const char *zone)
{
    struct profile profile;
    enum status status = profiling_find(viewer, &profile);
    bool is_regions = zone[0] == '\0';

    if (status == STATUS_OK)
        status = move(viewer, is_regions ? region_zone(&profile) : zone);
    if (status == STATUS_OK)
        status = people_set_zone(viewer->store, viewer->person.id,
            is_regions ? NULL : zone);
    return status;
}

enum status
profiling_set_zone(struct viewer *viewer, const char *typed)
{
    char zone[ZONE_BYTES] = "";
    struct profile profile;
    enum status status = STATUS_OK;

    if (!text_equals(typed, "region"))
        status = read_zone(typed, zone);
    if (status == STATUS_OK)
        status = profiling_find(viewer, &profile);
    if (status != STATUS_OK || text_equals(zone, profile.own_zone))
        return status;
    status = own_begin(viewer);
    if (status != STATUS_OK)
        return status;
    return own_end(viewer, set_zone(viewer, zone), "profile zone", NULL);
}

void
profiling_zone_words(const struct viewer *viewer, const struct profile *profile,
    struct text *words)
{
    const char *region = viewer->person.region_title;

    if (profile->own_zone[0] == '\0' && region[0] == '\0')
        text_add(words, "UTC (you have no region yet)");
    else if (profile->own_zone[0] == '\0')
        text_add_format(words, "%s (%s's)", profile->region_zone, region);
    else if (region[0] == '\0')
        text_add_format(words, "%s (yours)", profile->own_zone);
    else
        text_add_format(words, "%s (yours; %s's is %s)", profile->own_zone,
            region, profile->region_zone);
}

/* ---- Switches ------------------------------------------------------------ */

static enum status
set_profile(struct viewer *viewer, const struct profile *profile,
    const char *act)
{
    enum status status = own_begin(viewer);

    if (status != STATUS_OK)
        return status;
    status = profiles_set(viewer->store, viewer->person.id, profile);
    return own_end(viewer, status, act, NULL);
}

enum status
profiling_set_plain(struct viewer *viewer, bool is_plain)
{
    struct profile profile;
    enum status status = profiling_find(viewer, &profile);

    if (status != STATUS_OK || profile.is_plain == is_plain)
        return status;
    profile.is_plain = is_plain;
    return set_profile(viewer, &profile, "profile plain");
}

/* What is not given stays. */
static enum status
change(struct viewer *viewer, const struct profile_change *wanted)
{
    enum status status = STATUS_OK;

    if (wanted->name != NULL)
        status = profiling_set_name(viewer, wanted->name);
    if (status == STATUS_OK && wanted->zone != NULL)
        status = profiling_set_zone(viewer, wanted->zone);
    if (status == STATUS_OK && wanted->is_plain != NULL)
        status = profiling_set_plain(viewer, *wanted->is_plain);
    return status;
}

enum status
profiling_change(struct viewer *viewer, const struct profile_change *wanted)
{
    enum status status = own_begin(viewer);

    if (status != STATUS_OK)
        return status;
    status = change(viewer, wanted);
    if (status == STATUS_OK)
        return store_commit(viewer->store);
    store_rollback(viewer->store);
    enum status anew = viewer_refresh(viewer); /* as it was; no other reason */
    return anew == STATUS_OK ? status : anew;
}

static const char *const yes_or_no[] = {"no", "yes", NULL};
static const char *const how_often[] = {"never", "weekly", "daily", NULL};

const struct told_row told_rows[] = {
    {"mentions", "when somebody mentions you", yes_or_no},
    {"replies", "when somebody replies to you", yes_or_no},
    {"questions", "when a question opens for you", yes_or_no},
    {"digest", "what happened, all at once", how_often},
    {0},
};

/* The switch behind a row; NULL: the row is the digest. */
static bool *
switch_of(struct told *told, const struct told_row *row)
{
    bool *const switches[] = {&told->mentions, &told->replies, &told->questions,
        NULL};

    return switches[row - told_rows];
}

const char *
profiling_told(const struct told *told, const struct told_row *row)
{
    struct told copy = *told;
    const bool *is_on = switch_of(&copy, row);

    return is_on != NULL ? yes_or_no[*is_on] : digest_name(told->digest);
}

static enum status
refuse_choice(const struct told_row *row, const char *choice)
{
    struct text list = {0};

    for (const char *const *at = row->choices; *at != NULL; at++)
        text_add_format(&list, "%s%s", at == row->choices ? "" : ", ", *at);
    enum status status = refuse(STATUS_INVALID, "%s: %s, not %.40s", row->name,
        text_bytes(&list), choice);
    text_clear(&list);
    return status;
}

static enum status
choose(struct told *told, const char *name, const char *choice)
{
    const struct told_row *row = told_rows;

    while (row->name != NULL && !text_equals(row->name, name))
        row++;
    if (row->name == NULL)
        return refuse(STATUS_INVALID,
            "what to be told: mentions, replies, questions or digest, not "
            "%.40s",
            name);
    bool *is_on = switch_of(told, row);
    if (is_on == NULL)
        return digest_from(choice, &told->digest) ? STATUS_OK
                                                  : refuse_choice(row, choice);
    if (!text_equals(choice, "yes") && !text_equals(choice, "no"))
        return refuse_choice(row, choice);
    *is_on = text_equals(choice, "yes");
    return STATUS_OK;
}

enum status
profiling_set_told(struct viewer *viewer, const char *name, const char *choice)
{
    struct profile profile;
    struct profile changed;
    enum status status = profiling_find(viewer, &profile);

    changed = profile;
    if (status == STATUS_OK)
        status = choose(&changed.told, name, choice);
    if (status != STATUS_OK ||
        (changed.told.mentions == profile.told.mentions &&
            changed.told.replies == profile.told.replies &&
            changed.told.questions == profile.told.questions &&
            changed.told.digest == profile.told.digest))
        return status;
    return set_profile(viewer, &changed, "told");
}
