#ifndef UI_VIEWS_PERSON_PAGE_H
#define UI_VIEWS_PERSON_PAGE_H

#include "model/portrait.h"
#include "ui/app.h"
#include "ui/widgets/list.h"

/* What a person's page holds. */
struct person_page {
    struct portrait portrait;  /* owned */
    struct written_list posts; /* owned */
    struct list list;          /* of the posts */
    bool has_more;             /* posts after those loaded */
    int post_rows;             /* posts that the window holds */
};

/* Who they are, then a rule and their posts, in two rows each. */
void person_page_draw(struct person_page *page, struct app *app,
    struct canvas *canvas, struct area area);

#endif
