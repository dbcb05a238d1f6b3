#ifndef BASE_SCRIPT_H
#define BASE_SCRIPT_H

#include <stddef.h>
#include <stdint.h>

#include "base/status.h"

/* The scripts in use today, as UAX 31 has them; those that one text may mix
 * stand first. */
#define SCRIPTS(X)                                      \
    X(LATIN, "Latin")                                   \
    X(HAN, "Han")                                       \
    X(HIRAGANA, "Hiragana")                             \
    X(KATAKANA, "Katakana")                             \
    X(BOPOMOFO, "Bopomofo")                             \
    X(HANGUL, "Hangul")                                 \
    X(ARABIC, "Arabic")                                 \
    X(ARMENIAN, "Armenian")                             \
    X(BENGALI, "Bengali")                               \
    X(CYRILLIC, "Cyrillic")                             \
    X(DEVANAGARI, "Devanagari")                         \
    X(ETHIOPIC, "Ethiopic")                             \
    X(GEORGIAN, "Georgian")                             \
    X(GREEK, "Greek")                                   \
    X(GUJARATI, "Gujarati")                             \
    X(GURMUKHI, "Gurmukhi")                             \
    X(HEBREW, "Hebrew")                                 \
    X(KANNADA, "Kannada")                               \
    X(KHMER, "Khmer")                                   \
    X(LAO, "Lao")                                       \
    X(MALAYALAM, "Malayalam")                           \
    X(MYANMAR, "Myanmar")                               \
    X(ORIYA, "Oriya")                                   \
    X(SINHALA, "Sinhala")                               \
    X(TAMIL, "Tamil")                                   \
    X(TELUGU, "Telugu")                                 \
    X(THAANA, "Thaana")                                 \
    X(THAI, "Thai")                                     \
    X(TIBETAN, "Tibetan")                               \
    X(ADLAM, "Adlam")                                   \
    X(BALINESE, "Balinese")                             \
    X(BAMUM, "Bamum")                                   \
    X(BATAK, "Batak")                                   \
    X(CANADIAN_ABORIGINAL, "Canadian Aboriginal")       \
    X(CHAKMA, "Chakma")                                 \
    X(CHAM, "Cham")                                     \
    X(CHEROKEE, "Cherokee")                             \
    X(HANIFI_ROHINGYA, "Hanifi Rohingya")               \
    X(JAVANESE, "Javanese")                             \
    X(KAYAH_LI, "Kayah Li")                             \
    X(LEPCHA, "Lepcha")                                 \
    X(LIMBU, "Limbu")                                   \
    X(LISU, "Lisu")                                     \
    X(MEETEI_MAYEK, "Meetei Mayek")                     \
    X(MIAO, "Miao")                                     \
    X(MONGOLIAN, "Mongolian")                           \
    X(NEW_TAI_LUE, "New Tai Lue")                       \
    X(NEWA, "Newa")                                     \
    X(NKO, "N'Ko")                                      \
    X(NYIAKENG_PUACHUE_HMONG, "Nyiakeng Puachue Hmong") \
    X(OL_CHIKI, "Ol Chiki")                             \
    X(OSAGE, "Osage")                                   \
    X(SAURASHTRA, "Saurashtra")                         \
    X(SUNDANESE, "Sundanese")                           \
    X(SYLOTI_NAGRI, "Syloti Nagri")                     \
    X(SYRIAC, "Syriac")                                 \
    X(TAI_LE, "Tai Le")                                 \
    X(TAI_THAM, "Tai Tham")                             \
    X(TAI_VIET, "Tai Viet")                             \
    X(TIFINAGH, "Tifinagh")                             \
    X(VAI, "Vai")                                       \
    X(WANCHO, "Wancho")                                 \
    X(YI, "Yi")

enum script {
    SCRIPT_NEUTRAL = 0, /* common to all: digits, spaces, most marks */
#define X(name, words) SCRIPT_##name,
    SCRIPTS(X)
#undef X
    SCRIPT_OLD /* out of use, or not known to this program */
};

enum script script_of(int32_t point);
/* OK where the letters of a cleaned text are of one script, or of those that
 * are written together: Latin with Chinese (Han, Bopomofo), with Japanese (Han,
 * Hiragana, Katakana) or with Korean (Han, Hangul). This is what UTS 39 calls
 * highly restrictive. INVALID: "Latin and Cyrillic letters in one name". */
MUST_USE enum status script_check(const char *text, size_t count);

#endif
