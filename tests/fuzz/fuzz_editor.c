/* Fuzzes the editor behind the decoder: the text stays UTF-8 within its limit,
 * the cursor within the text, and the layout the one made anew. */

#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "base/unicode.h"
#include "ui/widgets/editor_parts.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count);

enum {
    MOST = 512,
    STEPS = 8, /* bytes between what takes as long as the text is */
    ROWS = 24,
    COLUMNS = 80
};

static void
check_layout(struct editor *editor)
{
    struct layout anew = {0};
    struct layout *kept = &editor->layout;
    const char *text = editor_text(editor);
    size_t length = editor_length(editor);

    layout_lay(kept, text, length, editor->width);
    layout_lay(&anew, text, length, editor->width);
    if (kept->count != anew.count || memcmp(kept->starts, anew.starts,
                                         anew.count * sizeof *anew.starts) != 0)
        abort();
    layout_clear(&anew);
}

static void
check(struct editor *editor)
{
    const char *text = editor_text(editor);
    size_t length = editor_length(editor);

    if (length > MOST || strlen(text) != length ||
        !text_is_utf8(text, length, NULL) || editor_cursor(editor) > length)
        abort();
    if (editor->is_line && strchr(text, '\n') != NULL)
        abort();
}

static struct canvas *
canvas_once(void)
{
    static struct canvas *canvas;
    const struct terminal terminal = {
        .term = "xterm",
        .rows = ROWS,
        .columns = COLUMNS,
        .is_utf8 = true,
    };

    if (canvas == NULL) {
        setlocale(LC_ALL, "C.UTF-8");
        if (canvas_open(&terminal, &canvas) != STATUS_OK)
            abort();
    }
    return canvas;
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count)
{
    if (count < 2)
        return 0;
    struct editor *editor = editor_new(bytes[0] & 1, MOST);
    struct area area = {.bottom = 1 + bytes[0] % ROWS,
        .width = 1 + bytes[1] % COLUMNS};
    struct decoder decoder = {.is_pasting = false};
    struct key key;
    size_t used;

    bytes += 2;
    count -= 2;
    while (decoder_key(&decoder, bytes, count, &used, &key)) {
        editor_key(editor, &key);
        check(editor);
        bytes += used;
        count -= used;
        if (count % STEPS == 0) {
            if (!editor->is_line)
                check_layout(editor);
            canvas_erase(canvas_once());
            editor_draw(editor, canvas_once(), &area);
        }
    }
    editor_free(editor);
    return 0;
}
