/* Whatever keys somebody types in a session, and at whatever place it begins:
 * the terminal gets nothing that it does not know and no byte past a row, and
 * the place, opened again, is one. The input: a letter for who it is, one for
 * the size of their terminal, then the keys; behind a NUL the place. */

#include "input.h"

#include "board/drafting.h"
#include "support/again.h"
#include "support/glass.h"
#include "support/site_talk.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum {
    KEYS_MOST = 300,
    STEP = 4 /* keys between two looks at the screen */
};

static const int sizes[][2] = {{24, 80}, {6, 20}, {30, 132}, {5, 10}, {12, 40},
    {50, 200}};

static void
type(struct glass *glass, const char *keys)
{
    char piece[STEP + 1];

    while (*keys != '\0' && !app_is_done(glass->app)) {
        size_t count = strnlen(keys, STEP);

        memcpy(piece, keys, count);
        piece[count] = '\0';
        glass_type(glass, piece);
        keys += count;
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct glass glass;
    struct viewer viewer;

    if (size < 2 || size > KEYS_MOST)
        return 0;
    struct world *world = again_world(site_talk);
    char *keys = input_words(data + 2, size - 2);
    const char *end = memchr(keys, '\0', size - 2);
    const char *place = end != NULL ? end + 1 : NULL;
    const int *rows = sizes[data[1] % (sizeof sizes / sizeof *sizes)];

    site_viewer(world, data[0], &viewer);
    if (place != NULL && place[0] != '\0')
        require(drafting_save_place(&viewer, place) == STATUS_OK);
    glass_open(&glass, &viewer, rows[0], rows[1]);
    type(&glass, keys);
    glass_cut(&glass);
    /* Where they were is where they are again. */
    require(viewer_refresh(&viewer) == STATUS_OK);
    glass_open(&glass, &viewer, rows[0], rows[1]);
    glass_cut(&glass);
    viewer_clear(&viewer);
    free(keys);
    return 0;
}
