#include "event/values.h"

#include <stdlib.h>
#include <string.h>

#define FEW_VALUES 32 /* sorted one by one */

static int by_value(const void *a, const void *b) {
  uint64_t left = *(const uint64_t *)a, right = *(const uint64_t *)b;
  return (left > right) - (left < right);
}

static void sort_few(uint64_t *at, size_t n) {
  for (size_t i = 1; i < n; i++) {
    uint64_t value = at[i];
    size_t place = i;
    for (; place > 0 && at[place - 1] > value; place--) at[place] = at[place - 1];
    at[place] = value;
  }
}

/*
 * By the bytes from `shift` down, in place (McIlroy, Bostic and McIlroy, "Engineering radix sort", 1993): values are hashes,
 * whose first byte parts them into few each.
 */
static void sort_values(uint64_t *at, size_t n, unsigned shift) {
  size_t next[256], ends[256] = {0}, begin = 0;
  if (n <= FEW_VALUES) {
    sort_few(at, n);
    return;
  }
  for (size_t i = 0; i < n; i++) ends[at[i] >> shift & 255]++;
  for (size_t byte = 0; byte < 256; byte++) {
    next[byte] = begin;
    begin = ends[byte] += begin;
  }
  for (size_t byte = 0; byte < 256; byte++) {
    while (next[byte] < ends[byte]) {
      uint64_t value = at[next[byte]];
      for (size_t its = value >> shift & 255; its != byte; its = value >> shift & 255) {
        uint64_t there = at[next[its]];
        at[next[its]++] = value;
        value = there;
      }
      at[next[byte]++] = value;
    }
  }
  for (size_t byte = 0; byte < 256 && shift > 0; byte++) {
    size_t from = byte ? ends[byte - 1] : 0;
    sort_values(at + from, ends[byte] - from, shift - 8);
  }
}

void ro_values_sort(ro_values *values) {
  if (values->len > 0) sort_values(values->at, values->len, 56);
}

void ro_values_sort_unique(ro_values *values) {
  if (values->len == 0) return;
  ro_values_sort(values);
  size_t last = 0;
  for (size_t i = 1; i < values->len; i++) {
    if (values->at[i] != values->at[last]) values->at[++last] = values->at[i];
  }
  values->len = last + 1;
}

bool ro_values_have(const ro_values *values, uint64_t value) {
  return values->len > 0 && bsearch(&value, values->at, values->len, sizeof value, by_value) != NULL;
}

bool ro_values_equal(const ro_values *a, const ro_values *b) {
  return a->len == b->len && (a->len == 0 || memcmp(a->at, b->at, a->len * sizeof *a->at) == 0);
}

size_t ro_values_shared(const ro_values *a, const ro_values *b) {
  size_t i = 0, j = 0, shared = 0;
  while (i < a->len && j < b->len) {
    if (a->at[i] == b->at[j]) {
      shared++, i++, j++;
    } else if (a->at[i] < b->at[j]) {
      i++;
    } else {
      j++;
    }
  }
  return shared;
}

double ro_values_jaccard(const ro_values *a, const ro_values *b) {
  size_t shared = ro_values_shared(a, b), all = a->len + b->len - shared;
  return all ? (double)shared / (double)all : 0;
}
