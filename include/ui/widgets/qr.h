#ifndef UI_WIDGETS_QR_H
#define UI_WIDGETS_QR_H

#include <stdbool.h>

#include "ui/canvas.h"

/* A QR code as cells: two modules a row in half blocks, black on white
 * whatever the terminal's colours. What it says may be secret. */

enum {
    QR_QUIET = 4,      /* white modules round it: ISO/IEC 18004, 6.3.8 */
    QR_QUIET_LEAST = 2 /* which cameras still read */
};

struct qr {
    unsigned char *modules; /* owned: a byte each, row by row; 1: black */
    int width;              /* modules a side; 0: none */
};

/* False: too long, or no memory. `qr` is {0} before. */
bool qr_make(struct qr *qr, const char *words);
/* Wiped first. {0} is fine. */
void qr_clear(struct qr *qr);
/* Columns and rows with so many white modules on either side. */
int qr_columns(const struct qr *qr, int quiet);
int qr_rows(const struct qr *qr, int quiet);
/* The most white modules with which it fits; -1: not even with the fewest, or
 * blocks cannot be drawn. */
int qr_fit(const struct qr *qr, const struct canvas *canvas, int rows,
    int columns);
/* Its first cell at the spot, whose width does not count. */
void qr_draw(const struct qr *qr, int quiet, struct canvas *canvas,
    struct spot spot);

#endif
