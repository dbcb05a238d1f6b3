#ifndef MODEL_PANEL_H
#define MODEL_PANEL_H

#include "base/text.h"
#include "model/question.h"

/* What stands in place of answers that the viewer may not see: "7 of 14 have
 * answered. Theirs open when you have: EMEA 3, AMER 2.", or when all open. Of
 * the answers themselves only counts are told. */
void panel_cover_words(const struct panel *panel, int64_t now, const char *zone,
    struct text *out);

/* In what order questions stand in the panel. */
enum panel_rank {
    PANEL_DUE,     /* it waits */
    PANEL_PINNED,  /* whatever its day was */
    PANEL_DONE,    /* open, and answered or skipped */
    PANEL_OFFERED, /* open, to be answered, and does not wait */
    PANEL_NEXT     /* to come */
};
enum panel_rank panel_rank(const struct panel *panel);
/* By rank; those of one rank stay as they are. */
void panel_list_order(struct panel_list *list);

#endif
