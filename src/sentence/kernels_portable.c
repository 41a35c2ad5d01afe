#define VARIANT portable
#include "sentence/kernels.inc"
