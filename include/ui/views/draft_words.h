#ifndef UI_VIEWS_DRAFT_WORDS_H
#define UI_VIEWS_DRAFT_WORDS_H

#include "base/text.h"
#include "board/viewer.h"
#include "model/draft.h"

/* Appends what a draft is for: "reply to Badge access", "answer to What did
 * you try", "thread on Commons: Gloves". */
void draft_words(struct viewer *viewer, const struct draft *draft,
    struct text *out);
/* Appends the place at which the composer opens it. */
void draft_place(const struct draft *draft, struct text *out);

#endif
