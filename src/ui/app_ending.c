/* The app at its end: what was typed is kept, the terminal given back. */

#include <string.h>

#include "base/unicode.h"
#include "ui/app_state.h"

bool
app_holds(const struct app *app)
{
    for (size_t i = 0; i < app->count; i++) {
        const struct view *view = app->stack[i].view;

        if (view->holds != NULL && view->holds(app->stack[i].state))
            return true;
    }
    return false;
}

void
app_farewell(struct app *app, const char *lines)
{
    struct text clean = {0};

    text_truncate(&app->farewell, 0);
    text_clean(&clean, TEXT_BODY, lines, strlen(lines), NULL);
    for (const char *byte = text_bytes(&clean); *byte != '\0'; byte++) {
        if (*byte == '\n')
            text_add(&app->farewell, "\r");
        text_add_bytes(&app->farewell, byte, 1);
    }
    text_clear(&clean);
}

void
app_end(struct app *app, struct text *output)
{
    canvas_end(app->canvas, output);
    text_add(output, text_bytes(&app->farewell));
    text_clear(&app->farewell);
}

void
app_hangup(struct app *app)
{
    for (size_t i = 0; i < app->count; i++)
        if (app->stack[i].view->hangup != NULL)
            app->stack[i].view->hangup(app, app->stack[i].state);
    if (!app->is_left && !app->is_confined)
        app_keep_place(app);
}
