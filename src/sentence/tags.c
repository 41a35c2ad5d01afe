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

uint8_t ro_upos_of(ro_slice name) {
  for (size_t t = 1; t < RO_UPOS_COUNT; t++)
    if (ro_slice_equal(name, ro_slice_of(UPOS[t]))) return (uint8_t)t;
  return 0;
}

/* In the order of ro_rel. */
static const char *const RELS[RO_REL_COUNT] = {
    "_",          "acl",        "acl:relcl", "advcl",       "advcl:relcl",   "advmod",   "amod",        "appos",
    "aux",        "aux:pass",   "case",      "cc",          "cc:preconj",    "ccomp",    "compound",    "compound:prt",
    "conj",       "cop",        "csubj",     "csubj:outer", "csubj:pass",    "dep",      "det",         "det:predet",
    "discourse",  "dislocated", "expl",      "fixed",       "flat",          "goeswith", "iobj",        "list",
    "mark",       "nmod",       "nmod:desc", "nmod:poss",   "nmod:unmarked", "nsubj",    "nsubj:outer", "nsubj:pass",
    "nummod",     "obj",        "obl",       "obl:agent",   "obl:unmarked",  "orphan",   "parataxis",   "punct",
    "reparandum", "root",       "vocative",  "xcomp"};

const char *ro_rel_name(uint8_t rel) {
  return rel < RO_REL_COUNT ? RELS[rel] : RELS[0];
}

uint8_t ro_rel_of(ro_slice name) {
  for (size_t r = 1; r < RO_REL_COUNT; r++)
    if (ro_slice_equal(name, ro_slice_of(RELS[r]))) return (uint8_t)r;
  return RO_REL_DEP;
}

const char *ro_name_tag_name(uint8_t name) {
  static const char *const NAMES[] = {"O", "B-PER", "I-PER", "B-LOC", "I-LOC", "B-ORG", "I-ORG"};
  return name < sizeof NAMES / sizeof *NAMES ? NAMES[name] : NAMES[0];
}
