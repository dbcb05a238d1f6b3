#ifndef UI_VIEWS_GATHERED_H
#define UI_VIEWS_GATHERED_H

#include "ui/view.h"
#include "ui/views/thread_rows.h"

/* A list of threads gathered from every board.
 * Their places are the id of the thread selected. */
struct gathered {
    struct thread_rows rows;
    struct list list;
};

/* Reads them anew; the selected thread stays selected. `order` (NULL: as they
 * come) compares two struct thread_row. */
MUST_USE enum status gathered_load(struct app *app, struct gathered *gathered,
    bool (*wanted)(const struct thread_row *row),
    int (*order)(const void *a, const void *b));
/* Selects what the place names. */
void gathered_select(struct gathered *gathered, const char *place);
/* `none` stands there where the list is empty. */
void gathered_draw(struct gathered *gathered, struct app *app,
    struct canvas *canvas, struct area area, const char *none);
enum request gathered_act(struct app *app, void *state, enum request request);
void gathered_jump(struct app *app, void *state, int number);
bool gathered_concerns(const void *state, const struct event *event);
void gathered_keys(struct app *app, const void *state, struct text *line);
void gathered_save(const void *state, struct text *place);
void gathered_close(void *state);

#endif
