/*
 * How likely two clauses of two reports are one statement: a logistic model over what they have in common and over how they
 * stand to the other clauses of their reports. Weights: data/alignment.tsv, made by train/alignment.py.
 */
#ifndef RO_EVENT_AFFINITY_H
#define RO_EVENT_AFFINITY_H

#include "base/slice.h"

typedef enum ro_affinity {
  RO_AFFINITY_ALL,           /* 1 */
  RO_AFFINITY_DICE,          /* of the weights of their words */
  RO_AFFINITY_SMALLER,       /* share of the smaller that the larger has, */
  RO_AFFINITY_LARGER,        /* and the other way */
  RO_AFFINITY_WEIGHT,        /* logarithm of 1 + what they share */
  RO_AFFINITY_LENGTHS,       /* logarithm of how much larger one is */
  RO_AFFINITY_NAMES,         /* 1: both name some thing; */
  RO_AFFINITY_NAMES_APART,   /* 1: both name things, none in common */
  RO_AFFINITY_NUMBERS,       /* likewise */
  RO_AFFINITY_NUMBERS_APART, /* … */
  RO_AFFINITY_ACT,           /* 1: the same act; */
  RO_AFFINITY_ACT_FAR,       /* 1: acts of other families */
  RO_AFFINITY_DONE,          /* 1: one tells as so what the other tells as to be done */
  RO_AFFINITY_SPEAKERS,      /* 1: the same speak; */
  RO_AFFINITY_SPEAKERS_SOME, /* 1: some of them; */
  RO_AFFINITY_SPEAKERS_NONE, /* 1: of one nobody is known to */
  RO_AFFINITY_OPPOSED,       /* 1: one supports what the other opposes */
  RO_AFFINITY_DENIED,        /* 1: one of them is negated */
  RO_AFFINITY_VECTORS,       /* cosine of the means of their words' vectors */
  RO_AFFINITY_SENTENCES,     /* dice of the sentences that they stand in */
  RO_AFFINITY_CONTENT,       /* ro_said_alike() */
  RO_AFFINITY_SQUARE,        /* of it */
  RO_AFFINITY_PLACE,         /* how alike they stand among the anchors */
  RO_AFFINITY_PLACE_SQUARE,  /* of that, */
  RO_AFFINITY_PLACE_ALONE,   /* and it times how little content either has with any */
  RO_AFFINITY_TAKEN,         /* 1: one of them is the anchor of another */
  RO_AFFINITY_OUT,           /* by how much content they stand out among what either could be paired with, */
  RO_AFFINITY_BEHIND,        /* or stand behind the best of those */
  RO_AFFINITY_BEST,          /* 1: each is the other's best; 0.5: one is */
  RO_AFFINITY_NEAR,          /* content of the better pair next to them in order */
  RO_AFFINITY_UNREAD,        /* 1: one report has the other's words where no clause was read */
  RO_AFFINITIES
} ro_affinity;

/* Weights of any two reports, and what those of one text add. */
typedef struct ro_affinity_weights {
  double of[2][RO_AFFINITIES];
} ro_affinity_weights;

/* "dice", "names-apart" …; static. */
const char *ro_affinity_name(ro_affinity which);

/* The one of that name; RO_AFFINITIES where none has it. */
ro_affinity ro_affinity_named(ro_slice name);

/* How likely two clauses that have that in common are one statement, 0 to 1. */
double ro_likely(const ro_affinity_weights *weights, const double affinity[RO_AFFINITIES], bool one_text);

#endif
