/* Script joins: where the joiners of Unicode mean something. */

#include "base/script_joins.h"

#include <stddef.h>
#include <utf8proc.h>

/* From the first letter or mark of such a script to the last before one of
 * another; tests/unit/unicode_expected.py tells the same by ICU. */
static const struct {
    int32_t from, to;
} joining_scripts[] = {
    {0x0610, 0x077F},   /* Arabic, Syriac */
    {0x07CA, 0x07FD},   /* Nko */
    {0x0840, 0x0952},   /* Mandaic, Syriac, Arabic */
    {0x0955, 0x109D},   /* Devanagari to Tibetan, Myanmar */
    {0x1700, 0x1734},   /* Hanunoo, Tagalog */
    {0x1780, 0x18AA},   /* Khmer, Mongolian */
    {0x1A20, 0x1AA7},   /* Tai Tham */
    {0x1B00, 0x1BF3},   /* Balinese, Sundanese, Batak */
    {0x1CD0, 0x1CFA},   /* Vedic */
    {0x1DF8, 0x1DF8},   /* marks of these */
    {0x1DFA, 0x1DFA},   /* marks of these */
    {0x20F0, 0x20F0},   /* marks of these */
    {0x2D30, 0x2D7F},   /* Tifinagh */
    {0xA800, 0xA8FF},   /* Syloti Nagri, Phags-pa, Saurashtra */
    {0xA930, 0xA953},   /* Rejang */
    {0xA980, 0xA9FE},   /* Javanese, Myanmar */
    {0xAA60, 0xAA7F},   /* Myanmar */
    {0xAAE0, 0xAAF6},   /* Meetei Mayek */
    {0xABC0, 0xABED},   /* Meetei Mayek */
    {0xFB50, 0xFDFB},   /* Arabic */
    {0xFE70, 0xFEFC},   /* Arabic */
    {0x102E0, 0x102E0}, /* marks of these */
    {0x10A00, 0x10A3F}, /* Kharoshthi */
    {0x10AC0, 0x10AE6}, /* Manichaean */
    {0x10B80, 0x10B91}, /* Psalter Pahlavi */
    {0x10D00, 0x10D27}, /* Hanifi Rohingya */
    {0x10EFD, 0x10EFF}, /* Arabic */
    {0x10F30, 0x10FC4}, /* Sogdian, Uyghur, Chorasmian */
    {0x11000, 0x110C2}, /* Brahmi, Kaithi */
    {0x11100, 0x11147}, /* Chakma */
    {0x11180, 0x11241}, /* Sharada, Khojki */
    {0x112B0, 0x1183A}, /* Khudawadi to Dogra */
    {0x11900, 0x11A9D}, /* Dives Akuru to Soyombo */
    {0x11C00, 0x11C40}, /* Bhaiksuki */
    {0x11D00, 0x11D98}, /* Gunjala Gondi, Masaram Gondi */
    {0x11F00, 0x11F42}, /* Kawi */
    {0x1E900, 0x1EEBB}, /* Adlam, Arabic */
};

bool
script_joins(int32_t point)
{
    utf8proc_category_t category = utf8proc_category(point);

    if (category < UTF8PROC_CATEGORY_LU || category > UTF8PROC_CATEGORY_ME)
        return false;
    for (size_t i = 0; i < sizeof joining_scripts / sizeof *joining_scripts;
         i++) {
        if (point >= joining_scripts[i].from && point <= joining_scripts[i].to)
            return true;
    }
    return false;
}
