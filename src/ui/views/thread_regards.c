/* What one thinks of the selected post: thanks, endorsed. */

#include "ui/views/thread_regards.h"

#include "board/endorsing.h"
#include "board/thanking.h"

static const struct way {
    enum request request;
    size_t regard; /* where it is in struct regards */
    enum status (*set)(struct viewer *viewer, int64_t thread_id, int number);
    enum status (*undo)(struct viewer *viewer, int64_t thread_id, int number);
    const char *said;
} ways[] = {
    {REQUEST_THANKS, offsetof(struct regards, thanks), thanking_say,
        thanking_undo, "Your thanks are counted; not whose they are."},
    {REQUEST_ENDORSE, offsetof(struct regards, endorsed), endorsing_set,
        endorsing_undo, "Endorsed: its author is told."},
};

static void
run(struct app *app, struct thread_page *page, const struct way *way)
{
    const struct post *post = thread_page_selected(page);

    if (post == NULL)
        return;
    const struct regard *regard = (const void *)((const char *)&post->regards +
                                                 way->regard);
    bool undoes = regard->is_mine;
    enum status status = (undoes ? way->undo : way->set)(app_viewer(app),
        post->thread_id, post->number);

    if (status == STATUS_OK)
        status = thread_page_refresh(page, app_viewer(app));
    if (status != STATUS_OK) {
        app_refuse(app, status);
        return;
    }
    thread_page_lay(page, app_body_rows(app), app_columns(app));
    app_say(app, "%s", undoes ? "Taken back." : way->said);
}

bool
thread_regards(struct app *app, struct thread_page *page, enum request request)
{
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
        if (ways[i].request == request) {
            run(app, page, &ways[i]);
            return true;
        }
    return false;
}
