/* QR codes, drawn in half blocks. */

#include "ui/widgets/qr.h"

#include <qrencode.h>
#include <string.h>

#include "base/memory.h"

enum {
    MODULE_BLACK = 1, /* the one bit of libqrencode's that counts */
    MODULES_A_ROW = 2
};

/* Both white, the lower black, the upper black, both black. */
static const char *const blocks[] = {" ", "\u2584", "\u2580", "\u2588"};

bool
qr_make(struct qr *qr, const char *words)
{
    QRcode *code = QRcode_encodeString(words, 0, QR_ECLEVEL_L, QR_MODE_8, 1);

    if (code == NULL)
        return false;
    size_t count = (size_t)code->width * (size_t)code->width;

    qr->width = code->width;
    qr->modules = memory_new(count);
    for (size_t i = 0; i < count; i++)
        qr->modules[i] = code->data[i] & MODULE_BLACK;
    explicit_bzero(code->data, count);
    QRcode_free(code);
    return true;
}

void
qr_clear(struct qr *qr)
{
    if (qr->modules != NULL)
        explicit_bzero(qr->modules, (size_t)qr->width * (size_t)qr->width);
    memory_release(qr->modules);
    *qr = (struct qr){0};
}

int
qr_columns(const struct qr *qr, int quiet)
{
    return qr->width + 2 * quiet;
}

int
qr_rows(const struct qr *qr, int quiet)
{
    return (qr->width + 2 * quiet + 1) / MODULES_A_ROW;
}

int
qr_fit(const struct qr *qr, const struct canvas *canvas, int rows, int columns)
{
    if (qr->width == 0 || !canvas_is_unicode(canvas))
        return -1;
    for (int quiet = QR_QUIET; quiet >= QR_QUIET_LEAST; quiet--)
        if (qr_rows(qr, quiet) <= rows && qr_columns(qr, quiet) <= columns)
            return quiet;
    return -1;
}

/* Outside all is white. */
static unsigned
module_at(const struct qr *qr, int y, int x)
{
    if (y < 0 || y >= qr->width || x < 0 || x >= qr->width)
        return 0;
    return qr->modules[(size_t)y * (size_t)qr->width + (size_t)x];
}

void
qr_draw(const struct qr *qr, int quiet, struct canvas *canvas, struct spot spot)
{
    int rows = qr_rows(qr, quiet);
    int columns = qr_columns(qr, quiet);

    for (int i = 0; i < rows * columns; i++) {
        const struct spot cell = {
            .row = spot.row + i / columns,
            .column = spot.column + i % columns,
            .width = 1,
        };
        int y = i / columns * MODULES_A_ROW - quiet;
        int x = i % columns - quiet;

        canvas_text(canvas, cell, STYLE_PAPER,
            blocks[2 * module_at(qr, y, x) + module_at(qr, y + 1, x)]);
    }
}
