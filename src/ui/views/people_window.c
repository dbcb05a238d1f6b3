/* The stretch of a circle that is loaded, its lines, and moving in it. */

#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "board/meeting.h"
#include "ui/views/people_page.h"

enum {
    PAGE_ROWS = 50,
    JUMP_ROWS = 500,
    NEAR_ROWS = 30, /* to an end of what is loaded: time to read on */
    LOADED_MOST = 150
};

/* ---- Lines -------------------------------------------------------------- */

static bool
begins_region(const struct people_page *page, size_t index)
{
    if (page->counts.rows != NULL)
        return index == 0 || !text_equals(page->counts.rows[index].region,
                                 page->counts.rows[index - 1].region);
    return index == 0 || page->fellows.rows[index].key.region_id !=
                             page->fellows.rows[index - 1].key.region_id;
}

static void
add_line(struct people_page *page, bool is_heading, size_t index)
{
    page->lines = grow(page->lines, page->list.count + 1, sizeof *page->lines);
    page->lines[page->list.count++] = (struct people_line){is_heading, index};
}

void
people_window_lay(struct people_page *page)
{
    size_t count = page->counts.rows != NULL ? page->counts.count
                                             : page->fellows.count;

    page->list.count = 0;
    for (size_t i = 0; i < count; i++) {
        if (begins_region(page, i))
            add_line(page, true, i);
        add_line(page, false, i);
    }
    list_select(&page->list, page->list.selected);
}

/* The heading of the first line shown stays in sight. */
static void
show_heading(struct people_page *page)
{
    size_t top = page->list.top;

    if (top > 0 && top == page->list.selected && top < page->list.count &&
        page->lines[top - 1].is_heading)
        page->list.top--;
}

/* From a heading on to the person below it, or where one goes up above it. */
static void
leave_heading(struct people_page *page, bool is_up)
{
    size_t at = page->list.selected;

    if (at >= page->list.count || !page->lines[at].is_heading)
        return;
    list_select(&page->list, is_up && at > 0 ? at - 1 : at + 1);
}

/* The line of a person loaded; the first one's where they are not. */
static size_t
line_of(const struct people_page *page, int64_t person_id)
{
    for (size_t i = 0; i < page->list.count; i++)
        if (!page->lines[i].is_heading &&
            page->fellows.rows[page->lines[i].index].person.id == person_id)
            return i;
    return 1;
}

/* ---- The stretch that is loaded ----------------------------------------- */

/* At most so many of the circle: after `from`, or with a limit below 0 before
 * it. */
static enum status
read_page(const struct people_page *page, struct viewer *viewer,
    const struct circle_key *from, int limit, struct fellow_list *list)
{
    const struct meeting_range range = {
        .circle = people_page_circle(page),
        .from = from,
        .is_back = limit < 0,
        .limit = limit < 0 ? -limit : limit,
    };

    return meeting_page(viewer, &range, list);
}

static void
turn_round(struct fellow_list *list)
{
    for (size_t i = 0; i < list->count / 2; i++) {
        struct fellow other = list->rows[i];

        list->rows[i] = list->rows[list->count - 1 - i];
        list->rows[list->count - 1 - i] = other;
    }
}

enum status
people_window_read(struct people_page *page, struct viewer *viewer, bool is_end)
{
    struct fellow_list found = {0};
    enum status status = read_page(page, viewer, NULL,
        is_end ? -PAGE_ROWS : PAGE_ROWS, &found);

    if (status != STATUS_OK)
        return status;
    if (is_end)
        turn_round(&found);
    fellow_list_clear(&page->fellows);
    page->fellows = found;
    page->passed = is_end ? -1 : 0;
    page->has_before = is_end && found.count == PAGE_ROWS;
    page->has_after = !is_end && found.count == PAGE_ROWS;
    page->list = (struct list){0};
    people_window_lay(page);
    list_select(&page->list, is_end ? page->list.count : 1);
    return STATUS_OK;
}

static void
join(struct fellow_list *list, const struct fellow_list *more)
{
    if (more->count == 0)
        return;
    list->rows = memory_resize(list->rows,
        (list->count + more->count) * sizeof *list->rows);
    memcpy(list->rows + list->count, more->rows,
        more->count * sizeof *more->rows);
    list->count += more->count;
}

/* Drops those at the start that are too many. */
static void
cut_start(struct people_page *page)
{
    struct fellow_list *fellows = &page->fellows;

    if (fellows->count <= LOADED_MOST)
        return;
    size_t over = fellows->count - LOADED_MOST;

    memmove(fellows->rows, fellows->rows + over,
        LOADED_MOST * sizeof *fellows->rows);
    fellows->count = LOADED_MOST;
    page->has_before = true;
    if (page->passed >= 0)
        page->passed += (int)over;
}

static enum status
read_after(struct people_page *page, struct viewer *viewer, int limit)
{
    struct fellow_list more = {0};
    const struct fellow *last = &page->fellows.rows[page->fellows.count - 1];
    enum status status = read_page(page, viewer, &last->key, limit, &more);

    if (status != STATUS_OK)
        return status;
    page->has_after = more.count == (size_t)limit;
    join(&page->fellows, &more);
    fellow_list_clear(&more);
    cut_start(page);
    return STATUS_OK;
}

static enum status
read_before(struct people_page *page, struct viewer *viewer)
{
    struct fellow_list more = {0};
    enum status status = read_page(page, viewer, &page->fellows.rows[0].key,
        -PAGE_ROWS, &more);

    if (status != STATUS_OK)
        return status;
    page->has_before = more.count == PAGE_ROWS;
    if (page->passed >= 0)
        page->passed -= (int)more.count;
    turn_round(&more);
    join(&more, &page->fellows);
    fellow_list_clear(&page->fellows);
    page->fellows = more;
    if (more.count > LOADED_MOST) {
        page->fellows.count = LOADED_MOST;
        page->has_after = true;
    }
    return STATUS_OK;
}

/* Reads on where the selected one is near an end; it stays where it is. */
static enum status
read_on(struct people_page *page, struct viewer *viewer)
{
    const struct fellow *fellow = people_page_selected(page);
    size_t at = page->list.selected;
    size_t shown = at - page->list.top;
    enum status status = STATUS_OK;
    bool is_near_start = at < NEAR_ROWS && page->has_before;
    bool is_near_end = at + NEAR_ROWS > page->list.count && page->has_after;

    if (fellow == NULL || (!is_near_start && !is_near_end))
        return STATUS_OK;
    int64_t person_id = fellow->person.id;

    if (is_near_end)
        status = read_after(page, viewer, PAGE_ROWS);
    else
        status = read_before(page, viewer);
    if (status != STATUS_OK)
        return status;
    people_window_lay(page);
    at = line_of(page, person_id);
    list_select(&page->list, at);
    page->list.top = at > shown ? at - shown : 0;
    return STATUS_OK;
}

enum status
people_window_round(struct people_page *page, struct viewer *viewer,
    const struct circle_key *key)
{
    struct fellow_list found = {0};
    struct circle_key before = *key;

    /* Before the one after them, they are the nearest. */
    before.person_id++;
    enum status status = read_page(page, viewer, &before, -PAGE_ROWS, &found);
    if (status != STATUS_OK || found.count == 0)
        return status;
    turn_round(&found);
    fellow_list_clear(&page->fellows);
    page->fellows = found;
    page->passed = found.count < PAGE_ROWS ? 0 : -1;
    page->has_before = found.count == PAGE_ROWS;
    status = read_after(page, viewer, PAGE_ROWS);
    people_window_lay(page);
    list_select(&page->list, line_of(page, key->person_id));
    return status;
}

/* The start or the end of the circle may be out of what is loaded. */
static enum status
go_to_end(struct people_page *page, struct viewer *viewer, enum request request)
{
    if (request == REQUEST_FIRST && page->has_before)
        return people_window_read(page, viewer, false);
    if (request == REQUEST_LAST && page->has_after)
        return people_window_read(page, viewer, true);
    return STATUS_OK;
}

bool
people_page_act(struct people_page *page, struct app *app, enum request request)
{
    bool is_up = request == REQUEST_PREVIOUS ||
                 request == REQUEST_PAGE_PREVIOUS;
    enum status status = go_to_end(page, app_viewer(app), request);

    if (!list_act(&page->list, request, app_body_rows(app)))
        return false;
    leave_heading(page, is_up);
    show_heading(page);
    if (status == STATUS_OK)
        status = read_on(page, app_viewer(app));
    if (status != STATUS_OK)
        app_refuse(app, status);
    return true;
}

/* Reads on until somebody is loaded by their place; the last where there are
 * fewer. */
static enum status
read_up_to(struct people_page *page, struct viewer *viewer, int number)
{
    enum status status = STATUS_OK;

    if (page->passed < 0 || number <= page->passed)
        status = people_window_read(page, viewer, false);
    while (status == STATUS_OK && page->has_after) {
        int more = number - page->passed - (int)page->fellows.count;

        if (more <= 0)
            break;
        status = read_after(page, viewer, more < JUMP_ROWS ? more : JUMP_ROWS);
    }
    return status;
}

enum status
people_page_jump(struct people_page *page, struct viewer *viewer, int number)
{
    if (people_page_selected(page) == NULL || number < 1)
        return STATUS_OK;
    enum status status = read_up_to(page, viewer, number);

    if (status != STATUS_OK || page->fellows.count == 0)
        return status;
    size_t index = (size_t)(number - 1 - page->passed);

    if (index >= page->fellows.count)
        index = page->fellows.count - 1;
    people_window_lay(page);
    list_select(&page->list,
        line_of(page, page->fellows.rows[index].person.id));
    return read_on(page, viewer);
}
