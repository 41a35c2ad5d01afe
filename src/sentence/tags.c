#include "sentence/sentence.h"

static const char *const UPOS[RO_UPOS_COUNT] = {"_",   "ADJ",  "ADP",  "ADV",   "AUX",   "CCONJ", "DET", "INTJ", "NOUN",
                                                "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X"};

static const char *const XPOS[] = {
    "_",   "CC",  "CD",   "DT",  "EX",  "FW",  "IN",   "JJ",  "JJR", "JJS", "LS", "MD",  "NN",  "NNS", "NNP", "NNPS",  "PDT",
    "POS", "PRP", "PRP$", "RB",  "RBR", "RBS", "RP",   "SYM", "TO",  "UH",  "VB", "VBD", "VBG", "VBN", "VBP", "VBZ",   "WDT",
    "WP",  "WP$", "WRB",  "AFX", "ADD", "GW",  "HYPH", "NFP", "XX",  "$",   "``", "''",  ",",   ".",   ":",   "-LRB-", "-RRB-"};
#define N_XPOS (sizeof XPOS / sizeof *XPOS)

const char *ro_upos_name(uint8_t upos) {
  return upos < RO_UPOS_COUNT ? UPOS[upos] : UPOS[0];
}

const char *ro_xpos_name(uint8_t xpos) {
  return xpos < N_XPOS ? XPOS[xpos] : XPOS[0];
}

uint8_t ro_xpos_of(ro_slice name) {
  for (size_t t = 1; t < N_XPOS; t++)
    if (ro_slice_equal(name, ro_slice_of(XPOS[t]))) return (uint8_t)t;
  return 0;
}
