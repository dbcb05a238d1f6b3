#ifndef COMMANDS_PRINT_PANEL_H
#define COMMANDS_PRINT_PANEL_H

#include "board/viewer.h"
#include "commands/print.h"
#include "model/question.h"

/* A question as commands tell it. Of covered answers only counts are told. */

/* Question, asker, counts, and what to do next. */
void print_panel(struct text *out, const struct viewer *viewer,
    const struct panel *panel);
/* What panel_cover_words() has, on lines of its own. */
void print_panel_cover(struct text *out, const struct viewer *viewer,
    const struct panel *panel);
/* One line of at most 79 columns. */
void print_panel_short(struct text *out, const struct viewer *viewer,
    const struct panel *panel);
struct json_t *print_panel_json(const struct panel *panel);
/* It waits for the viewer. */
bool panel_is_due(const struct panel *panel);

#endif
