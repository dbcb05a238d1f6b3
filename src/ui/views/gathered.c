/* Threads gathered from every board, as a list to open them from. */

#include "ui/views/gathered.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "ui/cells.h"
#include "ui/place.h"
#include "ui/views.h"

static int64_t
selected_thread(const struct gathered *gathered)
{
    if (gathered->list.selected >= gathered->rows.threads.count)
        return 0;
    return gathered->rows.threads.rows[gathered->list.selected].thread.id;
}

static void
select_thread(struct gathered *gathered, int64_t thread_id)
{
    list_select(&gathered->list, gathered->list.selected);
    for (size_t i = 0; i < gathered->rows.threads.count; i++)
        if (gathered->rows.threads.rows[i].thread.id == thread_id)
            list_select(&gathered->list, i);
}

enum status
gathered_load(struct app *app, struct gathered *gathered,
    bool (*wanted)(const struct thread_row *row),
    int (*order)(const void *a, const void *b))
{
    int64_t selected = selected_thread(gathered);
    struct thread_list *threads = &gathered->rows.threads;
    enum status status = thread_rows_gather(&gathered->rows, app_viewer(app),
        wanted);

    if (status != STATUS_OK)
        return status;
    if (order != NULL && threads->count > 1)
        qsort(threads->rows, threads->count, sizeof *threads->rows, order);
    gathered->list.count = threads->count;
    select_thread(gathered, selected);
    thread_rows_measure(&gathered->rows, app);
    return STATUS_OK;
}

void
gathered_select(struct gathered *gathered, const char *place)
{
    int64_t thread_id = 0;

    if (place_number(place, &thread_id))
        select_thread(gathered, thread_id);
}

void
gathered_draw(struct gathered *gathered, struct app *app, struct canvas *canvas,
    struct area area, const char *none)
{
    struct row row = area_row(canvas, &area, area.top);

    gathered->rows.now = app_now(app);
    if (gathered->list.count == 0)
        row_put(&row, (struct cell){3, 0, STYLE_DIM}, none);
    list_draw(&gathered->list, canvas, &area, thread_rows_draw,
        &gathered->rows);
}

enum request
gathered_act(struct app *app, void *state, enum request request)
{
    struct gathered *gathered = state;
    char place[24];

    if (list_act(&gathered->list, request, app_body_rows(app)))
        return REQUEST_NONE;
    if (request == REQUEST_SCROLL) {
        if (gathered->list.selected + 1 >= gathered->list.count)
            return REQUEST_NEXT_UNREAD;
        list_act(&gathered->list, REQUEST_PAGE_NEXT, app_body_rows(app));
        return REQUEST_NONE;
    }
    if (request != REQUEST_OPEN || gathered->list.count == 0)
        return request;
    snprintf(place, sizeof place, "%" PRId64, selected_thread(gathered));
    app_push(app, &thread_view, place);
    return REQUEST_NONE;
}

void
gathered_jump(struct app *app, void *state, int number)
{
    struct gathered *gathered = state;
    (void)app;

    list_select(&gathered->list, (size_t)number - 1);
}

bool
gathered_concerns(const void *state, const struct event *event)
{
    (void)state;
    return event != NULL;
}

void
gathered_keys(struct app *app, const void *state, struct text *line)
{
    const struct gathered *gathered = state;
    (void)app;

    if (gathered->list.count > 0)
        text_add(line, "Enter open  ");
    text_add(line, "n next unread  b back  ? help");
}

void
gathered_save(const void *state, struct text *place)
{
    if (selected_thread(state) != 0)
        text_add_format(place, "%" PRId64, selected_thread(state));
}

void
gathered_close(void *state)
{
    struct gathered *gathered = state;

    thread_rows_clear(&gathered->rows);
}
