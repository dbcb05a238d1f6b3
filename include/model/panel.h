#ifndef MODEL_PANEL_H
#define MODEL_PANEL_H

#include "base/text.h"
#include "model/question.h"

/* What stands in place of answers that the viewer may not see: "7 of 14 have
 * answered. Theirs open when you have: EMEA 3, AMER 2.", or when all open. Of
 * the answers themselves only counts are told. */
void panel_cover_words(const struct panel *panel, int64_t now, const char *zone,
    struct text *out);

#endif
