/* What the people page holds: a stretch of a circle, in lines. */

#include "ui/views/people_page.h"

#include <inttypes.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "board/meeting.h"
#include "ui/place.h"

const struct circle *
people_page_circle(const struct people_page *page)
{
    return page->circle < page->circles.count
               ? &page->circles.rows[page->circle]
               : NULL;
}

const struct fellow *
people_page_selected(const struct people_page *page)
{
    size_t at = page->list.selected;

    if (page->fellows.count == 0 || at >= page->list.count)
        return NULL;
    return &page->fellows.rows[page->lines[at].index];
}

bool
people_page_is_at_end(const struct people_page *page)
{
    return !page->has_after && page->list.selected + 1 >= page->list.count;
}

static enum status
read_circle(struct people_page *page, struct viewer *viewer)
{
    const struct circle *circle = people_page_circle(page);

    circle_count_list_clear(&page->counts);
    fellow_list_clear(&page->fellows);
    page->count = -1;
    if (circle == NULL) {
        people_window_lay(page);
        return STATUS_OK;
    }
    enum status status = meeting_count(viewer, circle, &page->count);

    if (status == STATUS_OK && circle->is_counted)
        status = meeting_counts(viewer, circle, &page->counts);
    if (status == STATUS_OK)
        status = people_window_read(page, viewer, false);
    return status;
}

enum status
people_page_turn(struct people_page *page, struct viewer *viewer)
{
    if (page->circles.count < 2)
        return STATUS_OK;
    page->circle = (page->circle + 1) % page->circles.count;
    return read_circle(page, viewer);
}

static const struct {
    const char *word;
    enum circle_kind kind;
    bool is_staff;
} words[] = {
    {"cohort", CIRCLE_COHORT, false},
    {"intake", CIRCLE_INTAKE, false},
    {"everybody", CIRCLE_REACH, false},
    {"everybody", CIRCLE_SITE, false},
    {"ask", CIRCLE_REACH, true},
    {"ask", CIRCLE_SITE, true},
};

enum {
    WORDS = sizeof words / sizeof *words
};

static bool
is_named(const struct circle *circle, const char *place)
{
    for (size_t i = 0; i < WORDS; i++) {
        int64_t id = 0;

        if (words[i].kind != circle->kind ||
            words[i].is_staff != circle->is_staff ||
            !place_has(place, words[i].word))
            continue;
        return circle->id == 0 ||
               (place_find(place, words[i].word, &id) && id == circle->id);
    }
    return false;
}

/* A cohort that is not the viewer's own comes before theirs. */
static enum status
add_named(struct people_page *page, struct viewer *viewer, const char *place)
{
    struct circle_list *list = &page->circles;
    struct circle circle = {0};
    int64_t id = 0;

    for (size_t i = 0; i < list->count; i++)
        if (is_named(&list->rows[i], place)) {
            page->circle = i;
            return STATUS_OK;
        }
    if (!place_find(place, "cohort", &id))
        return STATUS_OK;
    enum status status = meeting_circle_again(viewer, CIRCLE_COHORT, id,
        &circle);

    if (status != STATUS_OK)
        return status;
    list->rows = grow(list->rows, list->count + 1, sizeof *list->rows);
    memmove(list->rows + 1, list->rows, list->count * sizeof *list->rows);
    list->rows[0] = circle;
    list->count++;
    return STATUS_OK;
}

void
people_page_save(const struct people_page *page, struct text *place)
{
    const struct circle *circle = people_page_circle(page);
    const struct fellow *fellow = people_page_selected(page);

    for (size_t i = 0; i < WORDS && circle != NULL; i++)
        if (words[i].kind == circle->kind &&
            words[i].is_staff == circle->is_staff)
            text_add(place, words[i].word);
    if (circle != NULL && circle->id != 0)
        text_add_format(place, " %" PRId64, circle->id);
    if (fellow != NULL)
        text_add_format(place, " person %" PRId64, fellow->person.id);
}

/* Reads what is round somebody; the circle's start stays where they are not in
 * it any more. */
static enum status
read_round(struct people_page *page, struct viewer *viewer, int64_t person_id)
{
    struct circle_key key;
    const struct circle *circle = people_page_circle(page);
    enum status status = STATUS_NOT_FOUND;

    if (circle != NULL)
        status = meeting_place(viewer, circle, person_id, &key);
    if (status == STATUS_NOT_FOUND)
        return STATUS_OK;
    if (status == STATUS_OK)
        status = people_window_round(page, viewer, &key);
    return status;
}

enum status
people_page_open(struct people_page *page, struct viewer *viewer,
    const char *place)
{
    int64_t person_id = 0;
    enum status status = meeting_circles(viewer, &page->circles);

    if (status == STATUS_OK)
        status = add_named(page, viewer, place);
    if (status == STATUS_OK)
        status = read_circle(page, viewer);
    if (status != STATUS_OK || !place_find(place, "person", &person_id))
        return status;
    return read_round(page, viewer, person_id);
}

enum status
people_page_reload(struct people_page *page, struct viewer *viewer)
{
    struct people_page fresh = {0};
    struct text place = {0};
    size_t shown = page->list.selected - page->list.top;

    people_page_save(page, &place);
    enum status status = people_page_open(&fresh, viewer, text_bytes(&place));

    text_clear(&place);
    if (status != STATUS_OK) {
        people_page_clear(&fresh);
        return status;
    }
    people_page_clear(page);
    *page = fresh;
    page->list.top = page->list.selected > shown ? page->list.selected - shown
                                                 : 0;
    return STATUS_OK;
}

void
people_page_clear(struct people_page *page)
{
    circle_list_clear(&page->circles);
    fellow_list_clear(&page->fellows);
    circle_count_list_clear(&page->counts);
    memory_release(page->lines);
    *page = (struct people_page){0};
}
