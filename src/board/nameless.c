/* Nameless: whose an answer without a name is, and who may know. */

#include "board/nameless.h"

#include "base/text.h"
#include "board/rights.h"

bool
nameless_shows(const struct viewer *viewer, const struct board *board,
    int64_t author_id)
{
    return (viewer->person.id != 0 && viewer->person.id == author_id) ||
           rights_allow(viewer, RIGHT_SEE_COVERED, board);
}

static void
write_somebody(const char *region, char *name, size_t size)
{
    struct text words = {0};

    text_add(&words, "somebody");
    if (region[0] != '\0')
        text_add_format(&words, " of %s", region);
    text_copy(name, size, text_bytes(&words));
    text_clear(&words);
}

void
nameless_hide_post(const struct viewer *viewer, const struct board *board,
    struct post *post)
{
    if (post->is_nameless && !nameless_shows(viewer, board, post->author_id))
        nameless_hide(post);
}

void
nameless_hide(struct post *post)
{
    if (!post->is_nameless)
        return;
    write_somebody(post->nameless_of, post->author_name,
        sizeof post->author_name);
    post->author_id = 0;
    post->edited_at = 0;
    post->author_role = ROLE_NONE;
    post->author_handle[0] = '\0';
    post->author_region[0] = '\0';
    post->author_zone[0] = '\0';
    post->author_week[0] = '\0';
}

void
nameless_hide_last(const struct viewer *viewer, const struct board *board,
    struct thread_row *row)
{
    if (row->last_is_nameless &&
        !nameless_shows(viewer, board, row->last_author_id))
        text_copy(row->last_author, sizeof row->last_author, "somebody");
}
