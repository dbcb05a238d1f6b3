#ifndef UI_VIEWS_AGREEMENT_PAGE_H
#define UI_VIEWS_AGREEMENT_PAGE_H

#include "board/agreeing.h"
#include "ui/app.h"
#include "ui/widgets/page.h"

/* What the screen on a cohort's agreement holds. */
struct agreement_page {
    struct cohort_list cohorts;
    size_t shown; /* of the cohorts */
    struct agreeing agreeing;
    struct agreement_ballot ballot; /* as it is chosen here */
    struct list list;               /* of what is voted on; none where no vote
                                     * is open, or it is not the viewer's */
    struct page page;               /* what is below it */
};

/* Lays what is below the list, after any change. */
void agreement_page_lay(struct agreement_page *state, struct app *app);
void agreement_page_draw(struct agreement_page *state, struct canvas *canvas,
    const struct area *area);

#endif
